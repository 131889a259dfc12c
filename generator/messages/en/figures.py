"""English sentences about figures: what each is, how it was counted, how it is said. Code to sentence."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "figures.unknown": "no figure is called “{given}” for {period}; the nearest is “{near}”, and "
    "“bilan explain {period}” shows them all",
    "figures.unknown_listed": "no figure is called “{given}” for {period}; there are for example {some}, and "
    "“bilan explain {period}” shows them all",
    # How each figure was counted, for someone who checks it.
    "figures.rule.activities": "Each activity that was held counts once, in the period in which the last day of its last "
    "session falls. Activities announced, postponed, cancelled, undated or still going on do not count.",
    "figures.rule.type": "Activities counted in the period, by the type their record gives. Each has one type only.",
    "figures.rule.theme": "Activities counted in the period, by their themes. An activity with several themes stands in "
    "each: the rows do not add up.",
    "figures.rule.month": "Activities counted in the period, by the month of their last day. An activity that is not "
    "dated to the month stands in none.",
    "figures.rule.project": "Activities counted in the period, by the projects that paid for them, as a whole or for one "
    "session. An activity of several projects stands in each: the rows do not add up.",
    "figures.rule.donor": "Activities counted in the period, by the donors of their projects or those that funded them "
    "directly. A donor named only as background does not count. A co-funded activity stands with each of its donors and "
    "counts once in the total: the rows do not add up.",
    "figures.rule.goal": "Activities counted in the period whose record states that they serve this goal. Nothing is "
    "guessed from the subject. An activity can serve several goals: the rows do not add up.",
    "figures.rule.part": "Activities counted in this part of the period. With the row “not dated more closely”, the "
    "parts give exactly the total.",
    "figures.rule.part_undetermined": "Activities counted in the period whose date is not known closely enough for one "
    "of its parts.",
    "figures.rule.comparison": "Activities counted in the same way in that earlier period. It is given only because that "
    "period is declared complete.",
    "figures.rule.people": "Sum of the figures that the records state. The figure of a whole activity counts alone, with "
    "the activity; without one, the figure of each session counts where that session ends. Exact, approximate and lowest "
    "figures stay apart, and activities without a figure are named. The same person may be counted at several "
    "activities, unless the records say otherwise. In-person and online participation are separate.",
    "figures.rule.women": "Sum of the women, where the records state their number.",
    "figures.rule.men": "Sum of the men, where the records state their number.",
    "figures.rule.sex_stated": "Number of people whose sex the records state: women and men are both given. Sums by sex "
    "hold for them only.",
    "figures.rule.surely": "What is surely reached: exact figures, lowest figures and lower ends of ranges. It is the number of a tile that says “at least”.",
    "figures.rule.told": "Everything the records state, approximate and highest figures included: the number to which a sentence relates a part.",
    "figures.rule.sex_told": "Number of people whose sex the records state, approximate figures included, also where only one of the two is given.",
    "figures.rule.cities": "Different cities in which a session was held in the period. This number does not add up over "
    "periods.",
    "figures.rule.city": "Activities of which a session was held in this city in the period, also where the activity is "
    "counted in another period. The rows do not add up.",
    "figures.rule.countries": "Different countries of the participants of counted activities. A number is given only "
    "where every list is complete; a list that begins with “such as” gives none.",
    "figures.rule.organisations": "Different bodies named by the records of the period’s activities, whatever their role, "
    "each once and our own organisation left out.",
    "figures.rule.partners": "Different bodies that organised, hosted or supported an activity of the period, each once "
    "and our own organisation left out. A body that only sent people does not count.",
    "figures.rule.quotes": "Quotes held by the records of the period’s activities. Those without consent for this "
    "document are not printed in it.",
    "figures.rule.indicator": "The value stated for the indicator and exactly this period. It is added to no "
    "participation.",
    "figures.rule.listed": "Activities of which a session falls in the period and which end in another one, where they count.",
    "figures.rule.ongoing": "Activities under way, which do not count until they have ended.",
    "figures.rule.under_way": "Activities that touch the period without counting in it: they end later or are under way.",
    "figures.rule.cancelled": "Activities of the period that were cancelled or postponed; they never count.",
    "figures.rule.projects": "Different projects that paid for an activity counted in the period.",
    "figures.rule.donors": "Different donors that paid for an activity counted in the period, through a project or directly. A donor named only as background does not count.",
    "figures.rule.funded": "Activities counted in the period for which the record or a project names at least one donor.",
    "figures.rule.sessions": "Sessions of the activity that took place: all of them where the activity counts, else those of the period.",
    "figures.rule.stated": "The figure that the record states for this activity. It enters a sum of the period.",
    "figures.rule.stated_alone": "The figure that the record states, shown with the activity. It enters no sum of the period: it is a cumulative total, a target, the figure of a session of an activity that states one for the whole, or it counts in another period.",
    "figures.rule.by_session": "Sum of the figures of the sessions of an activity that states none for the whole. “At least” where a session has no exact figure.",
    # The name of each figure.
    "figures.label.activities": "Activities",
    "figures.label.type": "Activities of type {key}",
    "figures.label.theme": "Activities of the theme {key}",
    "figures.label.month": "Activities in the month {key}",
    "figures.label.project": "Activities of the project {key}",
    "figures.label.donor": "Activities funded by {key}",
    "figures.label.goal": "Activities for goal {key}",
    "figures.label.city": "Activities in {key}",
    "figures.label.part": "Activities in {key}",
    "figures.label.part_undetermined": "Activities not dated more closely",
    "figures.label.comparison": "Activities in {key}, to compare",
    "figures.label.people": "{measure}, {mode}",
    "figures.label.women": "{measure}, {mode}: women",
    "figures.label.men": "{measure}, {mode}: men",
    "figures.label.sex_stated": "{measure}, {mode}: sex stated",
    "figures.label.surely": "{measure}, {mode}: at least",
    "figures.label.told": "{measure}, {mode}: approximate figures included",
    "figures.label.sex_told": "{measure}, {mode}: sex stated, approximate figures included",
    "figures.label.cities": "Cities",
    "figures.label.countries": "Countries of participants",
    "figures.label.organisations": "Bodies",
    "figures.label.partners": "Partners",
    "figures.label.quotes": "Quotes",
    "figures.label.indicator": "Indicator: {key}",
    "figures.label.listed": "Activities counted in another period",
    "figures.label.ongoing": "Activities under way",
    "figures.label.under_way": "Activities partly in the period",
    "figures.label.cancelled": "Activities cancelled or postponed",
    "figures.label.projects": "Projects",
    "figures.label.donors": "Donors",
    "figures.label.funded": "Funded activities",
    "figures.label.sessions": "{title}: sessions",
    "figures.label.stated": "{title}: {what}",
    "figures.label.stated_alone": "{title}: {what}, in no sum",
    "figures.label.by_session": "{title}: {what}, sum of the sessions",
    "figures.measure.attendees": "Participations",
    "figures.measure.beneficiaries": "Beneficiaries",
    "figures.measure.speakers": "Speakers",
    "figures.mode.in_person": "in person",
    "figures.mode.online": "online",
    "figures.type.workshop": "workshop",
    "figures.type.training": "training",
    "figures.type.conference": "conference",
    "figures.type.meeting": "meeting",
    "figures.type.ceremony": "ceremony",
    "figures.type.campaign": "campaign",
    "figures.type.visit": "visit",
    "figures.type.exhibition": "exhibition",
    "figures.type.distribution": "distribution",
    "figures.type.publication": "publication",
    "figures.type.story": "story",
    "figures.measure.cumulative": "Cumulative total",
    "figures.measure.target": "Target",
    "figures.status.announced": "announced",
    "figures.status.held": "held",
    "figures.status.postponed": "postponed",
    "figures.status.cancelled": "cancelled",
    "figures.role.organiser": "organiser",
    "figures.role.co_organiser": "co-organiser",
    "figures.role.partner": "partner",
    "figures.role.implementing_partner": "implementing partner",
    "figures.role.host": "host",
    "figures.role.supporter": "supporter",
    "figures.role.speaker": "speaker",
    "figures.role.participant": "participant",
    "figures.exhaustive.true": "complete list",
    "figures.exhaustive.false": "incomplete list (“such as”)",
    # How a sum is said.
    "figures.value.not_stated": "not stated",
    "figures.value.exact": "{number}",
    "figures.value.about": "about {number}",
    "figures.value.at_least": "at least {number}",
    "figures.value.at_most": "at most {number}",
    "figures.value.between": "between {low} and {high}",
    "figures.value.behind": "{value} ({activities})",
    "figures.value.more": "{value} more ({activities})",
    "figures.value.and": "{first} and {last}",
    "figures.value.missing": "{activities} without a figure",
    # The row in which small cells of beneficiaries are merged.
    "figures.other_cells": "Other or not stated",
    "figures.value.partial": "{activities} with a figure for some sessions only",
    "figures.value.then": "{first}; {last}",
    "figures.value.one_activity": "1 activity",
    "figures.value.activities": "{number} activities",
}
