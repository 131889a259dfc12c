"""Keeps a few beneficiaries from being known by a number: in come Records, out come Records without small cells.

Only figures about beneficiaries and the women and men of an indicator are touched, and only their splits: totals stay, and
so do the figures of those who attend in an office. As the cells are gone before anything is counted, no sum, tile, table
or text can hold them, and nothing printed lets anyone compute them. Nothing says "fewer than 5".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from generator.messages.catalogue import LANGUAGES, say
from generator.records.audience import INTERNAL
from generator.records.event import Attendance, Breakdown, BreakdownItem, Event, Measure
from generator.records.fields import Count, LocalText, Qualifier
from generator.records.records import Records
from generator.records.registers import Indicator

SEXES = ("women", "men", "sex_not_stated")
OTHER = LocalText({language: say("figures.other_cells", language) for language in LANGUAGES})


def guarded(records: Records, audience: str, limit: int) -> Records:
    """Return the records as `audience` may see them: splits of beneficiaries hold no cell from 1 to `limit` less one.

    The team's own audience sees the numbers as they are.
    """
    if audience == INTERNAL:
        return records
    events = {id: _event(event, limit) for id, event in records.events.items()}
    indicators = {id: _indicator(found, limit) for id, found in records.indicators.items()}
    return replace(records, events=events, indicators=indicators)


def _event(event: Event, limit: int) -> Event:
    if not any(figure.measure is Measure.BENEFICIARIES for figure in event.attendance):
        return event
    kept = [_figure(f, limit) if f.measure is Measure.BENEFICIARIES else f for f in event.attendance]
    bared = {
        (figure.measure, figure.mode)
        for figure in event.attendance
        if _tells_a_session(event, figure, kept, limit)
    }
    figures = (_bare(f) if f.covers and (f.measure, f.mode) in bared else f for f in kept)
    return event.model_copy(update={"attendance": tuple(figures)})


def _tells_a_session(event: Event, whole: Attendance, kept: list[Attendance], limit: int) -> bool:
    """Return whether the splits of `whole`, an event's own figure, less those of its sessions come to a small cell."""
    if whole.measure is not Measure.BENEFICIARIES or whole.covers:
        return False
    same = [
        (before, after)
        for before, after in zip(event.attendance, kept, strict=True)
        if (before.measure, before.mode) == (whole.measure, whole.mode)
    ]
    if any(before != after for before, after in same):
        return True
    sessions = [_cells(figure) for figure, _ in same if figure.covers]
    for key, count in _cells(whole).items():
        told = [cells[key] for cells in sessions if key in cells]
        if 0 < (count.high or 0) - sum(found.low or 0 for found in told) < limit:
            return True
    return False


def _cells(figure: Attendance) -> dict[str, Count]:
    """Return every stated cell of a figure's splits by what it counts."""
    cells = {sex: getattr(figure, sex) for sex in SEXES}
    for found in figure.breakdowns:
        cells |= {f"{found.by.root} {item.label.root}": item.count for item in found.items}
    return {key: count for key, count in cells.items() if _stated(count)}


def _bare(figure: Attendance) -> Attendance:
    return figure.model_copy(update={**dict.fromkeys(SEXES), "breakdowns": ()})


def _figure(figure: Attendance, limit: int) -> Attendance:
    changes: dict[str, Any] = {}
    if _hides(figure.count, (getattr(figure, sex) for sex in SEXES), limit):
        changes |= dict.fromkeys(SEXES)
    merged = tuple(_merged(found, figure.count, limit) for found in figure.breakdowns)
    changes["breakdowns"] = tuple(found for found in merged if found)
    return figure.model_copy(update=changes)


def _indicator(indicator: Indicator, limit: int) -> Indicator:
    values = tuple(
        value.model_copy(update={"women": None, "men": None})
        if _hides(value.count, (value.women, value.men), limit)
        else value
        for value in indicator.values
    )
    return indicator.model_copy(update={"values": values})


def _hides(total: Count, cells: Iterable[Count | None], limit: int) -> bool:
    """Return whether women and men must be left out: one of them, or what the total leaves beside them, is small."""
    stated = [cell for cell in cells if cell is not None and _stated(cell)]
    if not stated:
        return False
    return any(_small(cell, limit) for cell in stated) or 0 < _rest(total, stated) < limit


def _merged(found: Breakdown, total: Count, limit: int) -> Breakdown | None:
    """Return a breakdown whose small cells stand in one row "other or not stated"; None where too little is left.

    What the total leaves beside the cells belongs to that row. It joins at least two parts and reaches the limit, or
    the total would tell what is in it: the next smallest cells join it.
    """
    stated = [item for item in found.items if _stated(item.count)]
    exact = total.qualifier is Qualifier.EXACT
    rest = _rest(total, [item.count for item in stated]) if exact else 0
    small = [item for item in stated if _small(item.count, limit)]
    if not small and not 0 < rest < limit:
        return found
    if len(stated) + (rest > 0) <= 2:
        return None
    pool = sorted((i for i in stated if i not in small and i.count.low), key=lambda i: i.count.low or 0)
    joined = list(small)
    while len(joined) + (rest > 0) < 2 or sum(i.count.low or 0 for i in joined) + rest < limit:
        if not pool:
            return None
        joined.append(pool.pop(0))
    if not pool:
        return None
    rows = [item for item in stated if item not in joined]
    rows.append(BreakdownItem(label=OTHER, count=_sum([item.count for item in joined], rest)))
    return found.model_copy(update={"items": tuple(rows)})


def _rest(total: Count, cells: list[Count]) -> int:
    """Return what a total leaves beside `cells`, at most; 0 where it has no upper end, or they come to more than it."""
    if total.qualifier in (Qualifier.NOT_STATED, Qualifier.AT_LEAST):
        return 0
    return max(0, (total.high or 0) - sum(cell.low or 0 for cell in cells))


def _sum(counts: list[Count], rest: int) -> Count:
    """Return what the row "other or not stated" comes to: no number where its terms claim different things."""
    kinds = {count.qualifier for count in counts}
    number = sum(count.low or 0 for count in counts) + rest
    if kinds == {Qualifier.EXACT}:
        return Count(exact=number)
    return Count(about=number) if kinds <= {Qualifier.EXACT, Qualifier.ABOUT} else Count(not_stated=True)


def _stated(count: Count | None) -> bool:
    return count is not None and count.qualifier is not Qualifier.NOT_STATED


def _small(count: Count, limit: int) -> bool:
    return any(0 < (number or 0) < limit for number in (count.low, count.high))
