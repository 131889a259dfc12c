"""Names every figure of a summary: in comes a Summary, out come Figures with value, rule and records (rule 9)."""

from __future__ import annotations

from collections.abc import Iterator

from generator.dataset.attendance import labels, stated, summed_here
from generator.dataset.summary import EventInPeriod, Figure, Listing, People, Summary, Tally
from generator.records.event import Attendance, Measure, Mode
from generator.records.fields import Count, Qualifier

NOT_STATED = "not stated"
_SIGNS = {Qualifier.ABOUT: "~", Qualifier.AT_LEAST: ">=", Qualifier.AT_MOST: "<="}
_SURE = (Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.BETWEEN)


def figures(summary: Summary) -> tuple[Figure, ...]:
    """Return every figure of `summary`, each name once, in the order of a report."""
    return (
        *_activities(summary),
        *_people(summary),
        *_distinct(summary),
        *_indicators(summary),
        *(figure for entry in summary.events for figure in _of_event(summary, entry)),
    )


def machine(tally: Tally) -> str:
    """Return a sum as a machine reads it: "70", ">=70 (1 event without)", "70 + ~30", "not stated"."""
    terms = [
        text
        for ids, text in (
            (tally.exact_events, f"{tally.exact}"),
            (tally.about_events, f"~{tally.about}"),
            (tally.at_least_events, f">={tally.at_least}"),
            (tally.at_most_events, f"<={tally.at_most}"),
            (tally.between_events, f"{tally.between[0]}..{tally.between[1]}"),
        )
        if ids
    ]
    without = len({*tally.missing, *tally.partial})
    if not terms:
        return NOT_STATED
    if not without:
        return " + ".join(terms)
    sign = ">=" if terms == [f"{tally.exact}"] else ""
    return f"{sign}{' + '.join(terms)} ({without} event{'s' if without > 1 else ''} without)"


def machine_count(count: Count) -> str:
    """Return one stated number as a machine reads it."""
    match count.qualifier:
        case Qualifier.NOT_STATED:
            return NOT_STATED
        case Qualifier.BETWEEN:
            return f"{count.low}..{count.high}"
        case qualifier:
            return f"{_SIGNS.get(qualifier, '')}{count.low}"


def _number(name: str, rule: str, events: tuple[str, ...], key: str = "") -> Figure:
    """Return the figure that counts `events`."""
    return Figure(name, str(len(events)), f"figures.rule.{rule}", tuple(sorted(events)), key)


def _activities(summary: Summary) -> Iterator[Figure]:
    yield _number("activities", "activities", summary.held)
    for by, breakdown in summary.by.items():
        if by == "city":
            continue
        for row in breakdown.rows:
            yield _number(f"activities.{by}.{row.key}", by, row.events, row.key)
    for part in summary.parts:
        if part.period is not None:
            yield _number(f"activities.part.{part.period.code}", "part", part.events, part.period.code)
        else:
            yield _number("activities.part.undetermined", "part_undetermined", part.events)
    for earlier in summary.comparisons:
        code = earlier.period.code
        yield _number(f"activities.before.{code}", "comparison", earlier.events, code)
    of = {why: tuple(e.id for e in summary.events if e.listing is why) for why in Listing}
    for name, rule, events in (
        ("listed", "listed", of[Listing.LISTED]),
        ("ongoing", "ongoing", of[Listing.ONGOING]),
        ("under_way", "under_way", () if summary.held else of[Listing.LISTED] + of[Listing.ONGOING]),
        ("cancelled", "cancelled", summary.cancelled),
    ):
        if events:
            yield _number(f"activities.{name}", rule, events)


def _people(summary: Summary) -> Iterator[Figure]:
    for people in summary.people:
        yield _figure("people", people, people.total)
        if people.sex_coverage.known or people.women.known or people.men.known:
            yield _figure("women", people, people.women)
            yield _figure("men", people, people.men)
            yield _figure("sex_stated", people, people.sex_coverage)
        yield from _as_told(people)


def _as_told(people: People) -> Iterator[Figure]:
    """Yield the numbers that a tile or a sentence makes of a sum that is not exact: what is surely reached, of how many it
    speaks, and of how many of those the sex is stated."""
    total = people.total
    told = []
    if total.exact_events != total.stated_events:
        told.append(("surely", Count(at_least=total.low), total.low))
        told.append(("told", Count(about=total.told), total.told))
    if total.known and people.sex_coverage.exact_events != total.stated_events:
        told.append(("sex_told", Count(about=people.sex_told), people.sex_told))
    for what, amount, number in told:
        if number:
            yield _figure(what, people, total, amount)


def _figure(what: str, people: People, tally: Tally, amount: Count | None = None) -> Figure:
    key = f"{people.measure.value}.{people.mode.value}"
    behind = {*tally.stated_events, *tally.missing, *tally.partial}
    rule = f"figures.rule.{what}"
    value = machine_count(amount) if amount else machine(tally)
    return Figure(f"{what}.{key}", value, rule, tuple(sorted(behind)), key, amount or tally)


def _distinct(summary: Summary) -> Iterator[Figure]:
    for name, by in (("cities", "city"), ("projects", "project"), ("donors", "donor")):
        rows = summary.by[by].rows
        everything = tuple(sorted({event for row in rows for event in row.events}))
        if rows or name == "cities":
            yield Figure(name, str(len(rows)), f"figures.rule.{name}", everything)
        if name == "donors" and rows:
            yield _number("activities.funded", "funded", everything)
    for row in summary.by["city"].rows:
        yield _number(f"activities.city.{row.key}", "city", row.events, row.key)
    if summary.countries:
        value = str(len(summary.countries.codes)) if summary.countries.exhaustive else NOT_STATED
        yield Figure("countries", value, "figures.rule.countries", summary.countries.events)
    for name, ids in (("organisations", summary.organisations), ("partners", summary.partners)):
        behind = {e.id for e in summary.events if {o.organisation for o in e.event.organisations} & set(ids)}
        yield Figure(name, str(len(ids)), f"figures.rule.{name}", tuple(sorted(behind)))
    quoted = [entry for entry in summary.events if entry.event.quotes]
    number = sum(len(entry.event.quotes) for entry in quoted)
    yield Figure("quotes", str(number), "figures.rule.quotes", tuple(sorted(entry.id for entry in quoted)))


def _indicators(summary: Summary) -> Iterator[Figure]:
    seen: dict[str, int] = {}
    for entry in summary.indicators:
        seen[entry.id] = seen.get(entry.id, 0) + 1
        key = entry.id + (f".{seen[entry.id]}" if seen[entry.id] > 1 else "")
        behind = (f"indicator/{entry.id}",)
        value, rule = machine_count(entry.count), "figures.rule.indicator"
        yield Figure(f"indicator.{key}", value, rule, behind, key, entry.count)


def _of_event(summary: Summary, entry: EventInPeriod) -> Iterator[Figure]:
    """Yield what is told of one event: how many sessions, each figure its record states, the sum of those of its sessions."""
    if len(entry.told) > 1:
        yield Figure(
            f"sessions.{entry.id}", str(len(entry.told)), "figures.rule.sessions", (entry.id,), entry.id
        )
    inside = {part.session.id for part in entry.inside}
    summed = summed_here(entry.event, summary.period)
    for index, (label, figure) in enumerate(zip(labels(entry.event), entry.event.attendance, strict=True)):
        if stated(figure.count) and (entry.counted or figure.covers in inside):
            rule = "figures.rule.stated" if index in summed else "figures.rule.stated_alone"
            key = f"{entry.id}.{'.'.join(label)}"
            yield Figure(f"stated.{key}", machine_count(figure.count), rule, (entry.id,), key, figure.count)
    if entry.counted:
        yield from _by_session(entry)


def _by_session(entry: EventInPeriod) -> Iterator[Figure]:
    figures = [figure for figure in entry.event.attendance if stated(figure.count)]
    for measure in (Measure.ATTENDEES, Measure.BENEFICIARIES):
        for mode in Mode:
            own = [figure for figure in figures if (figure.measure, figure.mode) == (measure, mode)]
            if len(entry.parts) < 2 or not own or any(not figure.covers for figure in own):
                continue
            total = _together(own, len(entry.parts))
            key = f"{entry.id}.{measure.value}.{mode.value}"
            rule = "figures.rule.by_session"
            yield Figure(f"by_session.{key}", machine_count(total), rule, (entry.id,), key, total)


def _together(figures: list[Attendance], sessions: int) -> Count:
    """Return what the figures of an event's sessions surely come to; exact only where each session states an exact one."""
    total = sum((f.count.low or 0) for f in figures if f.count.qualifier in _SURE)
    exact = all(figure.count.qualifier is Qualifier.EXACT for figure in figures)
    return Count(exact=total) if exact and len(figures) == sessions else Count(at_least=total)
