"""The registers: in come organisations.yaml, projects/, themes.yaml, publisher.yaml, indicators/ and editions/; out come frozen values."""

from __future__ import annotations

from enum import Enum

from pydantic import Field

from generator.records.approval import Approval
from generator.records.obligations import Statement, Strength
from generator.records.fields import (
    Count,
    Dated,
    Day,
    Email,
    Id,
    LanguageCode,
    Line,
    LocalText,
    Month,
    Prose,
    Record,
    Url,
    Whole,
    YesNo,
)


class DatedName(Record):
    """A body's name from a date on, per language; the one without `since` holds from the beginning."""

    since: Day | None = None
    """First day the name holds."""
    name: LocalText
    """Full name."""
    acronym: LocalText | None = None
    """Acronym."""


class Standing(Enum):
    """Protocol rank of a body, highest first."""

    HEAD_OF_STATE = "head_of_state"
    GOVERNMENT = "government"
    CONSTITUTIONAL_BODY = "constitutional_body"
    PUBLIC_AGENCY = "public_agency"
    REGION = "region"
    EMBASSY = "embassy"
    INTERGOVERNMENTAL = "intergovernmental"
    UNIVERSITY = "university"
    CIVIL_SOCIETY = "civil_society"
    PRIVATE = "private"


class Organisation(Record):
    """Any body: partner, donor, host, known by an id."""

    names: tuple[DatedName, ...] = Field(min_length=1)
    """Names, dated where they changed."""
    aliases: tuple[Line, ...] = ()
    """Other spellings seen in sources."""
    credited_as: LocalText | None = None
    """How a donor is named in "financé par …" where that differs from its name: "le gouvernement des Pays-Bas"."""
    standing: Standing
    """Protocol rank."""
    rank: Whole = 50
    """Order among bodies of the same rank, smaller first."""
    country: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    """ISO 3166-1 alpha-2 code, where it is a body of a state."""
    parent: Id | None = None
    """The body it belongs to."""
    logo: Line | None = None
    """File name in records/logos/."""
    logo_alt: LocalText | None = None
    """What the logo shows."""
    donor: YesNo = False
    """True for a donor."""
    language: LanguageCode | None = None
    """A donor's own: the language its summaries are written in; left out, the kind's."""
    fiscal_year_starts: Month | None = None
    """First month of a donor's fiscal year, 1 to 12 (October, 10, for the United States)."""
    obligation: Strength = Strength.CREDIT
    """What documents for the public owe a donor: `credit` (how it is named), or `required` (its statement too)."""
    statements: tuple[Statement, ...] = ()
    """What a donor asks to be printed, dated where it changed."""
    url: Url | None = None
    """Public address."""
    silenced: dict[str, Prose] = Field(default_factory=dict)
    """Editorial checks set aside for this body: code and reason."""
    note: Prose | None = None
    """For the team."""


class ProjectDonor(Record):
    """A donor of a project."""

    organisation: Id
    """Donor, from the register."""
    credited_as: LocalText | None = None
    """The name this project's source credits, where it differs from the register's."""
    reference: Line | None = None
    """Grant number: never printed in another donor's document."""
    statements: tuple[Statement, ...] = ()
    """What the donor asks for in this project, where that is not what its register entry says."""


class Project(Record):
    """A funded project; the file's name is its id."""

    language: LanguageCode = "fr"
    """Language of every plain text in it."""
    title: LocalText
    """Full title."""
    acronym: Line | None = None
    """Short name: COMPASS."""
    credited_as: LocalText | None = None
    """How it must be named, where that is not its title."""
    donors: tuple[ProjectDonor, ...] = Field(min_length=1)
    """Who funds it."""
    partners: tuple[Id, ...] = ()
    """Implementing partners bound to this project."""
    themes: tuple[Id, ...] = ()
    """Axes it belongs to."""
    area: LocalText | None = None
    """Where it works."""
    dates: Dated | None = None
    """From when to when, where known."""
    reference: Line | None = None
    """Our own reference, where recorded."""
    restricted: YesNo = False
    """True where only its donors and the team may know of it."""
    note: Prose | None = None
    """For the team."""


class ThemeLabel(Record):
    """A theme's label from a year on."""

    since: Day | None = None
    """First day the label holds."""
    label: LocalText
    """Label."""


class Theme(Record):
    """An axis of work: a code with dated labels."""

    id: Id
    """Code; never changes."""
    labels: tuple[ThemeLabel, ...] = Field(min_length=1)
    """Labels, dated where they changed."""
    order: Whole = 50
    """Order of the chapters, smaller first."""


class Goal(Record):
    """A goal of a framework."""

    number: Line
    """Its number."""
    label: LocalText | None = None
    """Short label in our own words."""


class Framework(Record):
    """An outside reference that events state they serve: GCM, SDG."""

    id: Id
    """Code."""
    name: LocalText
    """Full name."""
    acronym: LocalText | None = None
    """Acronym in each language."""
    aliases: tuple[Line, ...] = ()
    """Other names: PMM, GCM."""
    goals_total: Whole | None = None
    """How many goals it has, so that the internal report can name those not touched."""
    goals: tuple[Goal, ...] = ()
    """Goals we name."""


class Acronym(Record):
    """An acronym and what it stands for."""

    short: Line
    """Acronym."""
    long: LocalText
    """What it stands for."""


class Themes(Record):
    """records/themes.yaml: themes, frameworks and acronyms."""

    language: LanguageCode = "fr"
    """Language of every plain text in it."""
    themes: tuple[Theme, ...] = ()
    """Axes of work."""
    frameworks: tuple[Framework, ...] = ()
    """Outside references."""
    acronyms: tuple[Acronym, ...] = ()
    """Acronyms of no body and no project."""


class AboutText(Record):
    """The "about us" text from a date on; exactly one holds on a given day."""

    since: Day
    """First day it holds."""
    text: LocalText
    """Text."""


class Publisher(Record):
    """records/publisher.yaml: who publishes."""

    language: LanguageCode = "fr"
    """First language."""
    languages: tuple[LanguageCode, ...] = ("fr",)
    """Languages it publishes in."""
    organisation: Id
    """Its own body in the register."""
    short_name: LocalText
    """"OIM Maroc"."""
    time_zone: Line
    """IANA name: Africa/Casablanca."""
    about: tuple[AboutText, ...] = Field(min_length=1)
    """"About us", dated."""
    mentions: tuple[LocalText, ...] = ()
    """Standing mentions at the end of each document (opinions, designations, rights)."""
    fiscal_year_starts: Month | None = None
    """First month of the publisher's own fiscal year, 1 to 12; only for periods called FY."""
    contact_lines: tuple[LocalText, ...] = ()
    """Public contact of the office."""
    email: Email | None = None
    """Public address of the office."""
    url: Url | None = None
    """Public site."""
    complete_periods: tuple[Line, ...] = ()
    """Periods declared complete: only these are compared (counting rule 8)."""


class IndicatorValue(Record):
    """A stated value of an indicator."""

    period: Line
    """Period it is for: 2022-Q1."""
    count: Count
    """The number with its qualifier."""
    women: Count | None = None
    """Women among them."""
    men: Count | None = None
    """Men among them."""
    source: Line
    """Where it comes from."""


class Accumulation(Enum):
    """Whether values are per period or add up since the start."""

    PER_PERIOD = "per_period"
    CUMULATIVE = "cumulative"


class Indicator(Record):
    """A figure of a programme and a period, never added to attendance; the file's name is its id."""

    language: LanguageCode = "fr"
    """Language of every plain text in it."""
    label: LocalText
    """What it counts."""
    definition: LocalText
    """How it is counted."""
    unit: LocalText
    """Unit: "personnes", "kits"."""
    accumulation: Accumulation
    """Per period, or cumulative."""
    project: Id | None = None
    """Project it belongs to."""
    theme: Id | None = None
    """Axis it belongs to."""
    baseline: Count | None = None
    """Value at the start."""
    target: Count | None = None
    """Value aimed at."""
    values: tuple[IndicatorValue, ...] = ()
    """Stated values."""


class SlotText(Record):
    """A person's text for one slot of an edition."""

    text: LocalText
    """Text (Markdown: strong, emphasis, links, lists)."""
    signatory: Line | None = None
    """Who signs it."""
    signatory_role: LocalText | None = None
    """In what role."""


class SetAside(Record):
    """An undated event that this edition leaves out, and why."""

    event: Id
    """Event."""
    reason: Prose
    """Why."""


class Restatement(Record):
    """Why figures that an earlier edition gave have changed since."""

    period: Line
    """Period of that edition: 2022-Q1."""
    reason: LocalText
    """Why, in a few words: "liste de présence tardive"."""


class UpcomingDate(Record):
    """A date to come that the team wants in the edition."""

    title: LocalText
    """What."""
    date: Dated
    """When."""
    place: LocalText | None = None
    """Where."""
    url: Url | None = None
    """Address."""


class Publication(Record):
    """Something published in the period."""

    title: LocalText
    """Title."""
    url: Url | None = None
    """Address."""


class EditionTexts(Record):
    """records/editions/<series or kind>/<period>[--<donor>].yaml: what people write for one edition."""

    language: LanguageCode = "fr"
    """Language of every plain text in it."""
    number: Line | None = None
    """Number of the edition, as printed."""
    foreword: SlotText | None = None
    """Foreword of the head of mission, 120 to 180 words."""
    editorial: SlotText | None = None
    """Editorial of a newsletter, 50 to 80 words; left out, a sentence is built from the figures."""
    context: SlotText | None = None
    """Context of the period, up to 120 words."""
    takeaways: tuple[LocalText, ...] = ()
    """Up to three things to remember; left out, they are built from the figures."""
    sections: dict[str, LocalText] = Field(default_factory=dict)
    """An officer's text for a section, by its code."""
    headline: LocalText | None = None
    """What the subject of a newsletter says after the period; left out, the short title of its first event."""
    preheader: LocalText | None = None
    """The line that mailboxes show beside the subject; left out, it is built from the figures."""
    feature: tuple[Id, ...] = ()
    """Events told in full (in a newsletter: the one at the head), before the rule chooses."""
    leave_out: tuple[SetAside, ...] = ()
    """Events this edition leaves out, each with a reason; still counted, and said so."""
    order: tuple[Id, ...] = ()
    """Events in the order wanted; the others follow by date."""
    key_quotes: tuple[Line, ...] = ()
    """Quotes chosen by the editor: `event-id/quote-id`."""
    upcoming: tuple[UpcomingDate, ...] = ()
    """Dates to come."""
    publications: tuple[Publication, ...] = ()
    """Publications of the period."""
    set_aside: tuple[SetAside, ...] = ()
    """Undated events set aside, each with a reason."""
    restatements: tuple[Restatement, ...] = ()
    """Why figures of earlier editions have changed since they were issued."""
    silenced: dict[str, Prose] = Field(default_factory=dict)
    """Editorial checks set aside for this edition: code and reason."""
    approval: Approval | None = None
    """Who approved these texts, a signatory's agreement included."""
