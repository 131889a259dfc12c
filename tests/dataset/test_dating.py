"""Which days a stated date allows, and how an event stands."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from generator.dataset.dating import Bounds, Standing, closing, first_day, last_day, standing, yearless
from generator.period import DateSpan
from generator.records.event import Event


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022-03-10", ("2022-03-10", "2022-03-10"), ("2022-03-10", "2022-03-10")),
        ("2022-03", ("2022-03-01", "2022-03-31"), ("2022-03-01", "2022-03-31")),
        ("2022-34~", ("2022-04-01", "2022-06-30"), ("2022-04-01", "2022-06-30")),
        ("2022-02/2022-03-05", ("2022-02-01", "2022-02-28"), ("2022-03-05", "2022-03-05")),
        ("2022-03-29~/2022", ("2022-03-29", "2022-03-29"), ("2022-03-29", "2022-12-31")),
        ("2022-03-10/..", ("2022-03-10", "2022-03-10"), (None, None)),
        ("../2022-03-10", (None, None), (None, "2022-03-10")),
        ("XXXX-03-10", (None, None), (None, None)),
    ],
)
def test_each_end_of_a_date_keeps_its_own_days(
    text: str, first: tuple[str | None, str | None], last: tuple[str | None, str | None]
) -> None:
    span = DateSpan.parse(text)
    for found, wanted in ((first_day(span), first), (last_day(span), last)):
        assert found == Bounds(*(date.fromisoformat(day) if day else None for day in wanted))


def test_only_a_day_without_a_year_is_yearless() -> None:
    assert yearless(DateSpan.parse("XXXX-03-28~")) == (3, 28)
    assert (
        yearless(DateSpan.parse("2022-03-28"))
        is yearless(DateSpan.parse("../2022"))
        is yearless(None)
        is None
    )


def event(status: str, *sessions: dict[str, Any]) -> Event:
    named = [{"id": f"session-{number}"} | fields for number, fields in enumerate(sessions)]
    return Event.model_validate({"title": "A", "type": "training", "status": status, "sessions": named})


def test_the_last_held_session_closes_the_event_whatever_its_place() -> None:
    series = event(
        "held", {"date": "2022-03-31"}, {"date": "2022-03"}, {"date": "2022-05-01", "status": "cancelled"}
    )
    assert closing(series) == Bounds(date(2022, 3, 31), date(2022, 3, 31))
    assert closing(event("held", {"date": "2022-03-31"}, {})) == Bounds(date(2022, 3, 31), None)


@pytest.mark.parametrize(
    ("status", "sessions", "expected"),
    [
        ("held", ["held", "held"], Standing.HELD),
        ("held", ["held", "cancelled"], Standing.HELD),
        ("held", ["held", "postponed"], Standing.HELD),
        ("held", ["held", "announced"], Standing.ONGOING),
        ("announced", ["held", "announced"], Standing.ONGOING),
        ("announced", ["announced", "announced"], Standing.ANNOUNCED),
        ("held", ["cancelled", "postponed"], Standing.CANCELLED),
        ("cancelled", ["held", "cancelled"], Standing.CANCELLED),
    ],
)
def test_sessions_decide_how_an_event_stands(status: str, sessions: list[str], expected: Standing) -> None:
    made = event(status, *({"date": "2022-03-01", "status": given} for given in sessions))
    assert standing(made) is expected
