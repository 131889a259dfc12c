"""The last closed period that has something to report."""

from __future__ import annotations

from datetime import date
from typing import Any

from generator.dataset.periods import last_closed_with_records
from generator.period import PeriodKind
from tests.dataset.sample import DATA_WORKSHOP, RETURN_WORKSHOP, TRAINING, records


def found(events: dict[str, Any], as_of: date, kind: PeriodKind = PeriodKind.QUARTER) -> str | None:
    period = last_closed_with_records(records(events), as_of, kind)
    return period.code if period else None


def test_empty_periods_are_passed_over() -> None:
    assert found({"workshop": DATA_WORKSHOP}, date(2023, 2, 1)) == "2022-Q1"
    assert found({"workshop": DATA_WORKSHOP}, date(2023, 2, 1), PeriodKind.MONTH) == "2022-03"


def test_a_period_is_closed_only_the_day_after_its_end() -> None:
    assert found({"workshop": DATA_WORKSHOP}, date(2022, 3, 31)) is None
    assert found({"workshop": DATA_WORKSHOP}, date(2022, 4, 1)) == "2022-Q1"


def test_a_period_in_which_an_event_is_only_listed_has_something_to_report() -> None:
    assert found({"training": TRAINING}, date(2022, 3, 15), PeriodKind.MONTH) == "2022-02"


def test_what_is_undated_announced_withdrawn_or_going_on_makes_no_period() -> None:
    events = {
        "undated": RETURN_WORKSHOP,
        "announced": DATA_WORKSHOP | {"status": "announced"},
        "withdrawn": DATA_WORKSHOP | {"state": "withdrawn"},
        "ongoing": DATA_WORKSHOP | {"date": "2022-03-01/.."},
    }
    assert found(events, date(2022, 12, 1)) is None
    assert found({}, date(2022, 12, 1)) is None
