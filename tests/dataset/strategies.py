"""Strategies for hypothesis: small Records of every shape of date, session, figure and funding."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from generator.period import month_end
from generator.records.records import Records
from tests.dataset.sample import PROJECTS, records

days = st.dates(date(2021, 10, 1), date(2023, 2, 28))


@st.composite
def exact_dates(draw: st.DrawFn) -> str:
    first = draw(days)
    last = first + timedelta(days=draw(st.sampled_from((0, 0, 1, 3, 40))))
    return f"{first}" if first == last else f"{first}/{last}"


@st.composite
def loose_dates(draw: st.DrawFn) -> str:
    day = draw(days)
    later = day + timedelta(days=draw(st.integers(32, 100)))
    form = draw(st.sampled_from(("month", "quarter", "year", "months", "day_month", "before")))
    return {
        "month": f"{day:%Y-%m}",
        "quarter": f"{day.year}-{33 + (day.month - 1) // 3}",
        "year": f"{day.year}",
        "months": f"{day:%Y-%m}/{later:%Y-%m}",
        "day_month": f"{day}/{later:%Y-%m}",
        "before": f"../{month_end(day.year, day.month)}",
    }[form]


open_dates = days.map(lambda day: f"{day}/..")
held_dates = st.one_of(
    exact_dates(), exact_dates(), exact_dates().map(lambda text: f"{text}~"), loose_dates()
)
any_dates = st.one_of(held_dates, held_dates, held_dates, open_dates, st.none())

numbers = st.integers(0, 90)


@st.composite
def counts(draw: st.DrawFn) -> Any:
    number = draw(numbers)
    forms = (
        f"{number}",
        f"{number}",
        {"about": f"{number}"},
        {"at_least": f"{number}"},
        {"at_most": f"{number}"},
        {"between": [f"{number}", f"{number + 5}"]},
        "not stated",
    )
    return draw(st.sampled_from(forms))


@st.composite
def figures(draw: st.DrawFn, sessions: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "measure": draw(st.sampled_from(("attendees", "attendees", "beneficiaries", "cumulative", "target"))),
        "mode": draw(st.sampled_from(("in_person", "in_person", "online"))),
        "count": draw(counts()),
        "distinct": draw(st.sampled_from(("false", "true"))),
    }
    if sessions and draw(st.booleans()):
        found["covers"] = draw(st.sampled_from(sessions))
    for sex in ("women", "men"):
        if draw(st.booleans()):
            found[sex] = draw(counts())
    return found


def _without_nones(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


statuses = st.sampled_from(("held",) * 7 + ("announced", "postponed", "cancelled"))
places = st.sampled_from(
    (None, {"city": "Rabat"}, {"city": "Agadir"}, {"online": "true"}, {"city": "Fès", "online": "true"})
)


@st.composite
def events(draw: st.DrawFn) -> dict[str, Any]:
    names = ["one", "two", "three"][: draw(st.sampled_from((0, 0, 0, 2, 3)))]
    projects = st.lists(st.sampled_from(tuple(PROJECTS)), max_size=2, unique=True)
    found: dict[str, Any] = {
        "title": "Une activité",
        "type": draw(st.sampled_from(("workshop", "training", "meeting", "distribution", "publication"))),
        "status": draw(statuses),
        "themes": draw(st.lists(st.sampled_from(("protection", "governance")), max_size=2, unique=True)),
        "projects": draw(projects),
        "attendance": draw(st.lists(figures(names), max_size=3)),
        "funding": draw(
            st.sampled_from(
                ([], [{"organisation": "us-prm"}], [{"organisation": "us-prm", "background": "true"}])
            )
        ),
    }
    if not names:
        return _without_nones(found | {"date": draw(any_dates), "place": draw(places)})
    found["sessions"] = [
        _without_nones(
            {
                "id": name,
                "date": draw(any_dates),
                "place": draw(places),
                "status": draw(st.sampled_from((None,) * 6 + ("held", "announced", "cancelled"))),
                "projects": draw(projects),
            }
        )
        for name in names
    ]
    return found


@st.composite
def made_records(draw: st.DrawFn) -> Records:
    drawn = draw(st.lists(events(), min_size=1, max_size=6))
    return records({f"event-{number}": fields for number, fields in enumerate(drawn)})
