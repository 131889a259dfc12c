"""Counts events by one thing: in comes a Selection, out come Breakdowns with the events behind each row.

Rows go by held events, except those of cities, which go by the sessions that fall in the period.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

import pandas as pd

from generator.dataset.cities import city_keys, city_of, places
from generator.dataset.select import Selection, held_in
from generator.dataset.summary import Breakdown, CountriesRepresented, Row
from generator.period import Period
from generator.records.audience import DONOR
from generator.records.event import EventType
from generator.records.records import Records


def breakdowns(selection: Selection) -> Mapping[str, Breakdown]:
    """Return the Breakdowns by type, theme, month, city, project, donor and goal."""
    held = list(selection.held)
    links = visible_links(selection, held)
    types = [kind.value for kind in EventType]
    themes = {theme.id: (theme.order, theme.id) for theme in selection.dataset.records.themes.themes}
    return {
        "type": _breakdown("type", _pairs(links, "type"), held, lambda row: types.index(row.key)),
        "theme": _breakdown(
            "theme", _pairs(links, "theme"), held, lambda row: themes.get(row.key, (99, row.key))
        ),
        "month": _breakdown("month", _months(selection), held, lambda row: row.key),
        "city": _breakdown("city", _cities(selection), [event.id for event in selection.events], _most_first),
        "project": _breakdown("project", _pairs(links, "project"), held, _most_first),
        "donor": _breakdown("donor", _donors(selection, links), held, _most_first),
        "goal": _breakdown("goal", _pairs(links, "goal"), held, lambda row: _natural(row.key)),
    }


def visible_links(selection: Selection, events: Iterable[str]) -> pd.DataFrame:
    """Return the links of `events` without those through a project the audience may not know of."""
    links = selection.dataset.links
    hidden = links["project"].isin(list(selection.hidden_projects))
    return links[links["event"].isin(list(events)) & ~hidden]


def organisations(selection: Selection, kind: str) -> tuple[str, ...]:
    """Return the ids of the period's bodies ("organisation") or partners ("partner"), each once, ourselves left out."""
    links = visible_links(selection, [event.id for event in selection.events])
    keys = {str(key) for key in links[links["kind"] == kind]["key"]}
    return tuple(sorted(keys - _ourselves(selection.dataset.records)))


def _ourselves(records: Records) -> set[str]:
    """Return the publisher with the bodies it belongs to and those that belong to it: none of them is a partner."""
    own = records.publisher.organisation
    above = set(_line(records, own))
    return above | {id for id in records.organisations if own in _line(records, id)}


def _line(records: Records, id: str) -> list[str]:
    """Return `id` and every body above it."""
    found = [id]
    while (body := records.organisations.get(found[-1])) and body.parent and body.parent not in found:
        found.append(body.parent)
    return found


def countries(selection: Selection) -> CountriesRepresented | None:
    """Return the countries represented at held events; a number only where every list is exhaustive. None if none is."""
    lists = {
        entry.id: entry.event.countries
        for entry in selection.events
        if entry.id in selection.held and entry.event.countries
    }
    if not lists:
        return None
    codes = sorted({code for given in lists.values() for code in given.codes})
    return CountriesRepresented(
        tuple(codes), all(given.exhaustive for given in lists.values()), tuple(sorted(lists))
    )


def goals_untouched(selection: Selection, touched: Breakdown) -> Mapping[str, tuple[str, ...]]:
    """Return the goals, by framework, that no held event states it serves; a target ("8.7") touches its goal ("8")."""
    served = {key for row in touched.rows for key in (row.key, row.key.partition(".")[0])}
    found = {}
    for framework in selection.dataset.records.themes.frameworks:
        if framework.goals_total:
            numbers = (str(number) for number in range(1, framework.goals_total + 1))
            found[framework.id] = tuple(n for n in numbers if f"{framework.id}:{n}" not in served)
    return found


def _breakdown(
    by: str, pairs: Iterable[tuple[str, str]], among: Iterable[str], order: Callable[[Row], object]
) -> Breakdown:
    rows: dict[str, set[str]] = {}
    for key, event in pairs:
        rows.setdefault(key, set()).add(event)
    made = sorted((Row(key, tuple(sorted(events))) for key, events in rows.items()), key=order)  # type: ignore[arg-type]
    times: dict[str, int] = {}
    for row in made:
        for event in row.events:
            times[event] = times.get(event, 0) + 1
    overlap = tuple(sorted(event for event, number in times.items() if number > 1))
    return Breakdown(by, tuple(made), overlap, tuple(sorted(set(among) - set(times))))


def _most_first(row: Row) -> tuple[int, str]:
    return -row.count, row.key


def _natural(key: str) -> list[tuple[int, str]]:
    """Return a sort key under which goal 10 follows goal 9."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.findall(r"\d+|\D+", key)]


def _pairs(links: pd.DataFrame, kind: str) -> list[tuple[str, str]]:
    rows = links[links["kind"] == kind]
    return [(str(key), str(event)) for key, event in zip(rows["key"], rows["event"], strict=True)]


def _donors(selection: Selection, links: pd.DataFrame) -> list[tuple[str, str]]:
    """Return who pays for which event; in one donor's document that donor alone: its result is not broken down by donor."""
    pairs = _pairs(links, "donor")
    if not selection.audience.startswith(DONOR):
        return pairs
    return [(donor, event) for donor, event in pairs if f"{DONOR}{donor}" == selection.audience]


def _months(selection: Selection) -> list[tuple[str, str]]:
    """Return the month of each held event that is dated to the month."""
    events = selection.dataset.events
    events = events[events["event"].isin(list(selection.held))]
    earliest, latest = (
        events[column].dt.strftime("%Y-%m") for column in ("closes_earliest", "closes_latest")
    )
    known = earliest == latest
    return [(str(m), str(id)) for m, id in zip(earliest[known], events["event"][known], strict=True)]


def _cities(selection: Selection) -> list[tuple[str, str]]:
    """Return each city in which a session falls in the period, by the name it is counted under."""
    keys = city_keys(selection.events)
    return [(city_of(city, keys), entry.id) for entry in selection.events for _, city in places(entry)]


def held_by_part(selection: Selection, parts: Iterable[Period]) -> dict[Period | None, tuple[str, ...]]:
    """Return the held events of each of `parts`, and under None those that none of them holds."""
    found: dict[Period | None, tuple[str, ...]] = {part: held_in(selection, part) for part in parts}
    placed = {id for ids in found.values() for id in ids}
    found[None] = tuple(id for id in sorted(selection.held) if id not in placed)
    return found
