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
        if people.noun:
            return brief.text(people.noun, found.event.language)
        return brief.say(f"people.{people.measure.value}")
    if people.distinct:
        return brief.say("people.distinct")
    return brief.say(f"people.sum_{people.measure.value}")


def tally_phrase(brief: Brief, tally: Tally, noun: str) -> str:
    """Return "70 participations (1 activité) et environ 30 autres (1 activité) ; 2 activités sans chiffre"."""
    terms = [
        _term(brief, bool(index), shown, noun, brief.language.say("count.of_events", n=len(events)))
        for index, (shown, events) in enumerate(_claims(brief, tally))
    ]
    phrase = brief.language.enumerate(terms) if terms else brief.language.say("tally.none")
    if tally.missing and terms:
        phrase = brief.language.say("tally.missing", phrase=phrase, n=len(tally.missing))
    if tally.partial:
        phrase = brief.language.say("tally.partial", phrase=phrase, n=len(tally.partial))
    return brief.set(phrase)


def _claims(brief: Brief, tally: Tally) -> list[tuple[str, tuple[str, ...]]]:
    """Return each kind of term of a sum in words, with the events behind it: "70", "environ 30", "20 à 30"."""
    number, say = brief.language.number, brief.language.say
    low, high = tally.between
    found = (
        (number(tally.exact), tally.exact_events),
        (say("count.about", number=number(tally.about)), tally.about_events),
        (say("count.at_least", number=number(tally.at_least)), tally.at_least_events),
        (say("count.at_most", number=number(tally.at_most)), tally.at_most_events),
        (say("count.between", low=number(low), high=number(high)), tally.between_events),
    )
    return [(shown, events) for shown, events in found if events]


def _term(brief: Brief, more: bool, shown: str, noun: str, of: str) -> str:
    return brief.language.say("tally.more" if more else "tally.first", number=shown, noun=noun, of=of)


def sex_phrase(brief: Brief, people: People) -> str:
    """Return "dont 35 femmes et 35 hommes", with its coverage where that is not everyone (counting rule 6)."""
    parts = [
        part
        for key, tally in (("women", people.women), ("men", people.men))
        if (part := _sex_part(brief, key, tally))
    ]
    if not parts:
        return ""
    phrase = brief.language.say("people.of_whom", parts=brief.language.enumerate(parts))
    covered, total = people.sex_coverage, people.total
    if covered.exact_events != total.stated_events:
        only_exact = total.exact_events == total.stated_events
        key = "people.sex_coverage" if only_exact else "people.sex_coverage_about"
        numbers = [brief.language.number(tally.low + tally.about) for tally in (covered, total)]
        phrase = brief.language.say(key, phrase=phrase, covered=numbers[0], total=numbers[1])
    return brief.set(phrase)


def _sex_part(brief: Brief, key: str, tally: Tally) -> str:
    claims = _claims(brief, tally)
    if not claims:
        return ""
    if tally.exact_events == tally.stated_events:
        return brief.language.say(f"people.{key}", n=tally.exact)
    shown = brief.language.enumerate([shown for shown, _ in claims])
    return f"{shown} {brief.language.say(f'people.{key}_label', n=2)}"


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
