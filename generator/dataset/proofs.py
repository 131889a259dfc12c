"""Names every figure of a summary: in comes a Summary, out come Figures with value, rule and records (rule 9)."""

from __future__ import annotations

from collections.abc import Iterator

from generator.dataset.summary import Figure, People, Summary, Tally
from generator.records.fields import Count, Qualifier

NOT_STATED = "not stated"
_SIGNS = {Qualifier.ABOUT: "~", Qualifier.AT_LEAST: ">=", Qualifier.AT_MOST: "<="}


def figures(summary: Summary) -> tuple[Figure, ...]:
    """Return every figure of `summary`, each name once, in the order of a report."""
    return (*_activities(summary), *_people(summary), *_distinct(summary), *_indicators(summary))


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


def _activities(summary: Summary) -> Iterator[Figure]:
    yield Figure("activities", str(len(summary.held)), "figures.rule.activities", tuple(sorted(summary.held)))
    for by, breakdown in summary.by.items():
        if by == "city":
            continue
        for row in breakdown.rows:
            yield Figure(f"activities.{by}.{row.key}", str(row.count), f"figures.rule.{by}", row.events)
    for part in summary.parts:
        if part.period is not None:
            name = f"activities.part.{part.period.code}"
            yield Figure(name, str(len(part.events)), "figures.rule.part", part.events)
        else:
            name = "activities.part.undetermined"
            yield Figure(name, str(len(part.events)), "figures.rule.part_undetermined", part.events)
    for earlier in summary.comparisons:
        name = f"activities.before.{earlier.period.code}"
        yield Figure(name, str(earlier.held), "figures.rule.comparison", tuple(sorted(earlier.events)))


def _people(summary: Summary) -> Iterator[Figure]:
    for people in summary.people:
        yield _figure("people", people, people.total)
        if people.sex_coverage.known or people.women.known or people.men.known:
            yield _figure("women", people, people.women)
            yield _figure("men", people, people.men)
            yield _figure("sex_stated", people, people.sex_coverage)


def _figure(what: str, people: People, tally: Tally) -> Figure:
    name = f"{what}.{people.measure.value}.{people.mode.value}"
    behind = {*tally.stated_events, *tally.missing, *tally.partial}
    return Figure(name, machine(tally), f"figures.rule.{what}", tuple(sorted(behind)))


def _distinct(summary: Summary) -> Iterator[Figure]:
    cities = summary.by["city"]
    everything = tuple(sorted({event for row in cities.rows for event in row.events}))
    yield Figure("cities", str(len(cities.rows)), "figures.rule.cities", everything)
    for row in cities.rows:
        yield Figure(f"activities.city.{row.key}", str(row.count), "figures.rule.city", row.events)
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
        name = f"indicator.{entry.id}" + (f".{seen[entry.id]}" if seen[entry.id] > 1 else "")
        yield Figure(name, machine_count(entry.count), "figures.rule.indicator", (f"indicator/{entry.id}",))
