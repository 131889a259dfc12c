"""Figures in words: in come Counts, Tallies and people, out come finished phrases that never hide a doubt."""

from __future__ import annotations

from collections.abc import Mapping

from generator.dataset.summary import EventInPeriod, People, Tally
from generator.records.event import Attendance, Event, Mode, Person, Place
from generator.records.fields import Count, Qualifier
from generator.report.brief import Brief
from generator.report.untranslated import bare


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
    return brief.say(f"people.{attendance.measure.value}", n=attendance.count.low or 0)


def sum_noun(brief: Brief, people: People, n: int | None = None) -> str:
    """Return the noun of a sum: the source's for a single figure, "personnes" where distinct, else "participations".

    `n` is the number it stands beside; left out, that of the sum's first term.
    """
    tally = people.total
    if n is None:
        n = tally.exact if tally.exact_events else tally.told
    if people.single_event and (found := brief.summary.event(people.single_event)):
        if people.noun:
            return brief.text(people.noun, found.event.language)
        return brief.say(f"people.{people.measure.value}", n=n)
    if people.distinct:
        return brief.say("people.distinct", n=n)
    return brief.say(f"people.sum_{people.measure.value}", n=n)


def mode_noun(brief: Brief, people: People, n: int | None = None) -> str:
    """Return the noun of a sum with the column it stands for: "participations en ligne"."""
    return brief.say(f"tile.mode_{people.mode.value}", noun=sum_noun(brief, people, n))


def tally_phrase(brief: Brief, tally: Tally, noun: str, sexes: str = "") -> str:
    """Return "70 participations (1 activité) et environ 30 autres (1 activité) ; 2 activités sans chiffre".

    `sexes` ("dont 35 femmes") stands beside the numbers it belongs to.
    """
    terms = [
        _term(brief, bool(index), shown, noun, brief.language.say("count.of_events", n=len(events)))
        for index, (shown, events, _) in enumerate(_claims(brief, tally))
    ]
    phrase = brief.language.enumerate(terms) if terms else brief.language.say("tally.none")
    if sexes:
        phrase = brief.language.say("tally.with_sexes", phrase=phrase, sexes=sexes)
    if tally.missing and terms:
        phrase = brief.language.say("tally.missing", phrase=phrase, n=len(tally.missing))
    if tally.partial:
        phrase = brief.language.say("tally.partial", phrase=phrase, n=len(tally.partial))
    return brief.set(phrase)


def _claims(brief: Brief, tally: Tally) -> list[tuple[str, tuple[str, ...], int]]:
    """Return each kind of term of a sum in words, with the events behind it and its last number: "70", "20 à 30"."""
    number, say = brief.language.number, brief.language.say
    low, high = tally.between
    found = (
        (number(tally.exact), tally.exact_events, tally.exact),
        (say("count.about", number=number(tally.about)), tally.about_events, tally.about),
        (say("count.at_least", number=number(tally.at_least)), tally.at_least_events, tally.at_least),
        (say("count.at_most", number=number(tally.at_most)), tally.at_most_events, tally.at_most),
        (say("count.between", low=number(low), high=number(high)), tally.between_events, high),
    )
    return [term for term in found if term[1]]


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
    covered, total = people.sex_coverage, people.total
    all_said = total.exact and total.exact == people.women.exact + people.men.exact
    whole = all_said and total.exact_events == total.stated_events == covered.exact_events
    phrase = brief.language.enumerate(parts)
    if not whole:
        phrase = brief.language.say("people.of_whom", parts=phrase)
    if covered.exact_events != total.stated_events:
        only_exact = total.exact_events == total.stated_events
        key = "people.sex_coverage" if only_exact else "people.sex_coverage_about"
        if not (only_exact and people.sex_told == total.told):
            numbers = {
                "covered": brief.language.number(people.sex_told),
                "total": brief.language.number(total.told),
            }
            phrase = brief.language.say(key, phrase=phrase, **numbers)
    return brief.set(phrase)


def _sex_part(brief: Brief, key: str, tally: Tally) -> str:
    claims = _claims(brief, tally)
    if not claims:
        return ""
    if tally.exact_events == tally.stated_events:
        return brief.language.say(f"people.{key}", n=tally.exact)
    shown = brief.language.enumerate([shown for shown, _, _ in claims])
    last = claims[-1][
        2
    ]  # the noun agrees with the number beside it; one and two are rare enough to stand as a plural
    return f"{shown} {brief.language.say(f'people.{key}_label', n=max(last, 2))}"


def place_words(brief: Brief, place: Place | None, own: str, *, venue: bool = False) -> str:
    """Return a place in words: city, "en ligne", "Rabat et en ligne"; empty where it is not stated.

    With `venue`, everything stated: building, city, region, country.
    """
    if place is None:
        return ""
    parts = [brief.text(p, own) for p in (place.venue, place.city, place.region, place.country) if p]
    where = brief.join(dict.fromkeys(parts))
    if not venue:
        where = brief.text(place.city or place.region or place.country or place.venue, own)
    if place.online:
        return brief.say("place.hybrid", place=where) if where else brief.say("place.online")
    return where


def cities(brief: Brief, found: EventInPeriod) -> tuple[str, ...]:
    """Return the places of the event's sessions told here, each once."""
    named = (place_words(brief, part.session.place, found.event.language) for part in found.told)
    return tuple(dict.fromkeys(name for name in named if name))


def dates_words(brief: Brief, found: EventInPeriod) -> str:
    """Return the dates of the event's sessions told here, in words."""
    spans = [part.session.date for part in found.told if part.session.date]
    if not spans:
        return brief.say("date.unknown")
    if len(spans) == 1:
        return brief.set(brief.language.span(spans[0]))
    first = min((s.start for s in spans if s.start), default=None)
    last = max((s.end for s in spans if s.end), default=None)
    if first and last and all(s.exact_days for s in spans):
        return brief.set(brief.language.days(first, last))
    return brief.enumerate(brief.language.span(span) for span in spans)


def attendance_words(brief: Brief, attendance: Attendance) -> str:
    """Return one stated figure in a cell: "70 (35 femmes, environ 35 hommes)", marked where it was online."""
    sexes = {"women": attendance.women, "men": attendance.men, "unsexed": attendance.sex_not_stated}
    shown = split_words(brief, attendance.count, sexes)
    return brief.say("people.online", people=shown) if attendance.mode is Mode.ONLINE else shown


def split_words(brief: Brief, count: Count, sexes: Mapping[str, Count | None]) -> str:
    """Return a number with its parts by sex, those that are stated: "70 (35 femmes, environ 35 hommes)"."""
    shown = count_words(brief, count)
    parts = [
        f"{count_words(brief, part)} {brief.say(f'people.{key}_label', n=part.low or 0)}"
        for key, part in sexes.items()
        if part and part.qualifier is not Qualifier.NOT_STATED
    ]
    return f"{shown} ({brief.join(parts)})" if parts else shown


def person_words(brief: Brief, person: Person, own: str) -> str:
    """Return "Mme Hind Aïssaoui Bennani, coordinatrice de projet, OIM Maroc"."""
    name = " ".join(part for part in (brief.honorific(person.honorific), person.name) if part)
    role = brief.text(person.role, own)
    place = brief.text(person.from_place, own)
    body = (
        ""
        if not person.organisation
        else (brief.acronym(person.organisation) or brief.name(person.organisation))
    )
    if body and bare(body) in bare(role):
        body = ""
    return brief.join((brief.set(name), role, body, place))
