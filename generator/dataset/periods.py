"""Which periods have something to report: in come Records and a day, out comes a Period or None."""

from __future__ import annotations

from datetime import date

from generator.dataset.select import listed_in
from generator.dataset.tabulate import tabulate
from generator.period import Period, PeriodKind, last_closed
from generator.records.records import Records


def last_closed_with_records(records: Records, as_of: date, kind: PeriodKind) -> Period | None:
    """Return the last civil period of `kind` that ended before `as_of` and in which an event is listed or counted.

    None where there is none. An event that only goes on, open-ended, does not make a period worth a report.
    """
    dataset = tabulate(records)
    firsts = dataset.sessions["first_earliest"].dropna()
    if firsts.empty:
        return None
    period, earliest = last_closed(as_of, kind), firsts.min().date()
    while period.end >= earliest:
        if listed_in(dataset, period, as_of):
            return period
        period = period.previous()
    return None
