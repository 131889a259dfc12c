"""Adds up figures about people: in come a Selection and a period, out come People by measure and mode (rules 2 to 6)."""

from __future__ import annotations

import pandas as pd

from generator.dataset.attendance import (
    BOTH_SEXES,
    MEN,
    MISSING,
    PARTIAL,
    SUMMED,
    TOTAL,
    WOMEN,
    counting,
    stated,
)
from generator.dataset.dating import took_place
from generator.dataset.select import Selection
from generator.dataset.summary import EventInPeriod, Listing, People, Stated, Tally
from generator.period import Period
from generator.records.event import Measure, Mode
from generator.records.records import Records

_KEYS = ["measure", "mode", "part", "qualifier"]


def terms_in(selection: Selection, period: Period) -> pd.DataFrame:
    """Return the terms that count in `period`: every day they can count on lies in it."""
    rows = selection.dataset.attendance
    rows = rows[rows["event"].isin(list(selection.seen))]
    return within(rows, period)


def within(rows: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Return the rows all of whose allowed days, `earliest` to `latest`, lie in `period`."""
    start, end = pd.Timestamp(period.start), pd.Timestamp(period.end)
    return rows[(rows["earliest"] >= start) & (rows["latest"] <= end)]


def add_up(rows: pd.DataFrame, records: Records) -> tuple[People, ...]:
    """Return one People for each measure and mode of `rows`, in the order of the measures, in person first."""
    parts: dict[tuple[str, str], dict[str, dict[str, pd.DataFrame]]] = {}
    for (measure, mode, part, qualifier), terms in rows.groupby(_KEYS, dropna=False, sort=True):
        parts.setdefault((str(measure), str(mode)), {}).setdefault(str(part), {})[str(qualifier)] = terms
    found = []
    for measure in SUMMED:
        for mode in Mode:
            if by_part := parts.get((measure.value, mode.value)):
                found.append(_people(measure, mode, by_part, records))
    return tuple(found)


def _people(
    measure: Measure, mode: Mode, by_part: dict[str, dict[str, pd.DataFrame]], records: Records
) -> People:
    total = by_part.get(TOTAL, {})
    figures = [
        (str(event), int(index), bool(distinct))
        for qualifier, terms in total.items()
        if qualifier not in (MISSING, PARTIAL)
        for event, index, distinct in zip(terms["event"], terms["figure"], terms["distinct"], strict=True)
    ]
    single = figures[0] if len(figures) == 1 else None
    return People(
        measure,
        mode,
        _tally(total),
        _tally(by_part.get(WOMEN, {})),
        _tally(by_part.get(MEN, {})),
        _tally(by_part.get(BOTH_SEXES, {})),
        bool(figures) and all(distinct for _, _, distinct in figures),
        single[0] if single else "",
        records.events[single[0]].attendance[single[1]].noun if single else None,
    )


def _tally(terms: dict[str, pd.DataFrame]) -> Tally:
    """Return the Tally of `terms`, tables of terms by qualifier. Sums are Python integers."""

    def events(qualifier: str) -> tuple[str, ...]:
        return tuple(sorted({str(id) for id in terms[qualifier]["event"]})) if qualifier in terms else ()

    def low(qualifier: str) -> int:
        return int(terms[qualifier]["low"].sum()) if qualifier in terms else 0

    between = (low("between"), int(terms["between"]["high"].sum())) if "between" in terms else (0, 0)
    return Tally(
        exact=low("exact"),
        exact_events=events("exact"),
        about=low("about"),
        about_events=events("about"),
        at_least=low("at_least"),
        at_least_events=events("at_least"),
        at_most=low("at_most"),
        at_most_events=events("at_most"),
        between=between,
        between_events=events("between"),
        missing=events(MISSING),
        partial=events(PARTIAL),
    )


def shown_only(events: tuple[EventInPeriod, ...]) -> tuple[Stated, ...]:
    """Return the figures of the period's events that enter no sum: cumulative totals, targets, and the figures of
    sessions whose event states its own. A session's figure belongs where the session falls in the period."""
    found = []
    for entry in events:
        summed = {index for index, _, _ in counting(entry.event)}
        inside = {part.session.id for part in entry.inside}
        held = {part.id for part in entry.event.parts() if took_place(entry.event, part)}
        for index, figure in enumerate(entry.event.attendance):
            if index in summed or not stated(figure.count):
                continue
            here = figure.covers in inside if figure.covers else entry.listing is Listing.COUNTED
            if figure.measure in (Measure.CUMULATIVE, Measure.TARGET) and here:
                found.append(Stated(entry.id, figure, figure.measure.value))
            elif figure.covers in held and here:
                found.append(Stated(entry.id, figure, "whole_event"))
    return tuple(found)
