"""Where each event of a series stands: in come Records, a Series and a day, out come the one edition that counts each, and orphans.

An event that took place is counted in exactly one edition of a series (counting rule 1, and periods without gap or overlap).
One that is in none is an orphan: it is undated, too loosely dated for the series, or older than its first edition.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from generator.config.series import Series
from generator.period import Period
from generator.records.audience import DONOR
from generator.records.records import Records
from generator.records.view import seen_by


class Why(Enum):
    """Why no edition of a series counts an event."""

    UNDATED = "undated"
    TOO_LOOSE = "too_loose"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Placement:
    """The period of the edition that counts each event, by its id, and the events that are in none, with why."""

    counted: Mapping[str, Period]
    orphans: Mapping[str, Why]


def placement(records: Records, series: Series, audience: str, month: int, today: date) -> Placement:
    """Return where the events that `audience` may see stand in `series`; fiscal years begin with `month`.

    Editions to come count what has taken place since the last one: an event of the present period is no orphan.
    """
    from generator.dataset.select import held_in, select
    from generator.dataset.tabulate import tabulate

    if audience.startswith(DONOR):
        records = seen_by(records, audience.removeprefix(DONOR))
    ever = Period.parse("1900-01-01..2199-12-31")
    everything = select(tabulate(records), ever, audience, today)
    periods = (*series.periods(today, month), series.next_period(today, month))
    while periods[-1].end <= max((_last_day(records, id) for id in everything.held), default=date.min):
        periods = (*periods, series.next_period(periods[-1].end + timedelta(days=1), month))
    counted: dict[str, Period] = {}
    for period in periods:
        for id in held_in(everything, period):
            if id in counted:
                raise AssertionError(f"{id} is counted twice in {series.name}")
            counted[id] = period
    orphans = {id: _why(records, id, periods[0]) for id in everything.held if id not in counted}
    orphans |= {found.id: Why.UNDATED for found in everything.undated if found.id not in counted}
    return Placement(counted, dict(sorted(orphans.items())))


def _last_day(records: Records, id: str) -> date:
    days = [part.date.end for part in records.events[id].parts() if part.date and part.date.end]
    return max(days, default=date.min)


def _why(records: Records, id: str, first: Period) -> Why:
    return Why.BEFORE if _last_day(records, id) < first.start else Why.TOO_LOOSE
