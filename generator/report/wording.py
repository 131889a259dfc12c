"""Figures in words: in come Counts, Tallies and people, out come finished phrases that never hide a doubt."""

from __future__ import annotations

from generator.dataset.summary import EventInPeriod, People, Tally
from generator.records.event import Attendance, Event, Measure, Mode, Occurrence, Person, Place, Session
from generator.records.fields import Count, Qualifier
from generator.report.brief import Brief


def count_words(brief: Brief, count: Count) -> str:
    """Return "70", "environ 30", "plus de 40", "20 à 30", or the words for "not stated"."""
    match count.qualifier:
        case Qualifier.NOT_STATED:
            return brief.say("count.not_stated")
        case Qualifier.BETWEEN:
            low, high = count.low or 0, count.high or 0
            return brief.say(
                "count.between", low=brief.language.number(low), high=brief.language.number(high)
            )
        case kind:
            return brief.say(f"count.{kind.value}", number=brief.language.number(count.low or 0))


def people_noun(brief: Brief, attendance: Attendance, event: Event) -> str:
    """Return the source's noun for the people of a figure, else the measure's own (counting rule 4)."""
    if attendance.noun:
        return brief.text(attendance.noun, event.language)
    return brief.say(f"people.{attendance.measure.value}")


def sum_noun(brief: Brief, people: People) -> str:
    """Return the noun of a sum: the source's for a single figure, "personnes" where distinct, else "participations"."""
    if people.single_event and (found := brief.summary.event(people.single_event)):
        figures = [
            a
            for a in found.event.attendance
            if a.measure is people.measure and a.mode is people.mode and not a.covers
        ]
        if len(figures) == 1:
            return people_noun(brief, figures[0], found.event)
    if people.distinct:
        return brief.say("people.distinct")
    return brief.say(f"people.sum_{people.measure.value}")


def tally_phrase(brief: Brief, tally: Tally, noun: str) -> str:
    """Return "70 participations (1 activité) et environ 30 de plus (1 activité) ; 2 activités sans chiffre"."""

    def of(events: tuple[str, ...]) -> str:
        return brief.language.say("count.of_events", n=len(events))

    number = brief.language.number
    terms: list[str] = []
    if tally.exact_events:
        terms.append(
            brief.language.say(
                "tally.first", number=number(tally.exact), noun=noun, of=of(tally.exact_events)
            )
        )
    for kind in ("about", "at_least", "at_most"):
        events = getattr(tally, f"{kind}_events")
        if events:
            shown = brief.language.say(f"count.{kind}", number=number(getattr(tally, kind)))
            terms.append(_term(brief, bool(terms), shown, noun, of(events)))
    if tally.between_events:
        low, high = tally.between
        shown = brief.language.say("count.between", low=number(low), high=number(high))
        terms.append(_term(brief, bool(terms), shown, noun, of(tally.between_events)))
    phrase = brief.language.enumerate(terms) if terms else brief.language.say("tally.none")
    if tally.missing and terms:
        phrase += brief.language.say("tally.missing", n=len(tally.missing))
    return brief.set(phrase)


def _term(brief: Brief, more: bool, shown: str, noun: str, of: str) -> str:
    return brief.language.say("tally.more" if more else "tally.first", number=shown, noun=noun, of=of)


def sex_phrase(brief: Brief, people: People) -> str:
    """Return "dont 35 femmes et 35 hommes", with its coverage where that is not everyone (counting rule 6)."""
    if not people.sex_coverage.known or not (people.women.exact_events or people.men.exact_events):
        return ""
    parts = []
    if people.women.exact_events:
        parts.append(brief.language.say("people.women", n=people.women.exact))
    if people.men.exact_events:
        parts.append(brief.language.say("people.men", n=people.men.exact))
    phrase = brief.language.say("people.of_whom", parts=brief.language.enumerate(parts))
    covered = people.sex_coverage
    if covered.exact_events != people.total.stated_events:
        total = people.total.low + people.total.about
        only_exact = people.total.exact_events == people.total.stated_events
        key = "people.sex_coverage" if only_exact else "people.sex_coverage_about"
        phrase += brief.language.say(
            key, covered=brief.language.number(covered.low), total=brief.language.number(total)
        )
    return brief.set(phrase)


def place_words(brief: Brief, place: Place | None, own: str, *, venue: bool = False) -> str:
    """Return a place in words: city, "en ligne", "Rabat et en ligne"; empty where it is not stated."""
    if place is None:
        return ""
    city = brief.text(place.city or place.region or place.country, own)
    where = ", ".join(part for part in (brief.text(place.venue, own) if venue else "", city) if part)
    where = where or brief.text(place.venue, own)
    if place.online:
        return brief.say("place.hybrid", place=where) if where else brief.say("place.online")
    return where


def cities(brief: Brief, found: EventInPeriod) -> tuple[str, ...]:
    """Return the places of the event's sessions in the period, each once."""
    named = (place_words(brief, part.session.place, found.event.language) for part in found.inside)
    return tuple(dict.fromkeys(name for name in named if name))


def dates_words(brief: Brief, found: EventInPeriod) -> str:
    """Return the dates of the event's sessions in the period, in words."""
    spans = [part.session.date for part in found.inside if part.session.date]
    if not spans:
        return brief.say("date.unknown")
    if len(spans) == 1:
        return brief.set(brief.language.span(spans[0]))
    first = min((s.start for s in spans if s.start), default=None)
    last = max((s.end for s in spans if s.end), default=None)
    if first and last and all(s.exact_days for s in spans):
        return brief.set(brief.language.days(first, last))
    return brief.enumerate(brief.language.span(span) for span in spans)


def event_people(brief: Brief, found: EventInPeriod) -> str:
    """Return the event's own whole figure in a cell: "70 (35 F, 35 H)"; the words for "not stated" without one."""
    for attendance in found.event.attendance:
        if attendance.measure in (Measure.ATTENDEES, Measure.BENEFICIARIES) and not attendance.covers:
            return attendance_words(brief, attendance)
    return brief.say("count.not_stated_short")


def attendance_words(brief: Brief, attendance: Attendance) -> str:
    """Return one stated figure in a cell: "70 (35 femmes, 35 hommes)", marked where it was online."""
    shown = count_words(brief, attendance.count)
    sexes = [
        brief.say(f"people.{key}", n=count.low or 0)
        for key, count in (("women", attendance.women), ("men", attendance.men))
        if count and count.qualifier is Qualifier.EXACT
    ]
    shown = f"{shown} ({', '.join(sexes)})" if sexes else shown
    return brief.say("people.online", people=shown) if attendance.mode is Mode.ONLINE else shown


def person_words(brief: Brief, person: Person, own: str) -> str:
    """Return "Mme Hind Aïssaoui Bennani, coordinatrice de projet, OIM Maroc"."""
    name = " ".join(part for part in (person.honorific, person.name) if part)
    role = brief.text(person.role, own)
    place = brief.text(person.from_place, own)
    body = (
        ""
        if not person.organisation
        else (brief.acronym(person.organisation) or brief.name(person.organisation))
    )
    if body and body in role:
        body = ""
    return ", ".join(part for part in (brief.set(name), role, body, place) if part)


def session_held(event: Event, session: Session) -> bool:
    """Return whether a session was neither cancelled nor postponed."""
    return (session.status or event.status) not in (Occurrence.CANCELLED, Occurrence.POSTPONED)
