"""Strategies for hypothesis: Records of every shape of date, session, figure and funding, mostly in 2022.

A seed makes each event, so that events differ widely; hypothesis shrinks how many there are.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

from generator.period import month_end
from generator.records.records import Records
from tests.dataset.sample import PROJECTS, records

STATUSES = ("held",) * 12 + ("announced", "postponed", "cancelled")
SESSION_STATUSES = (None,) * 9 + ("held", "announced", "cancelled")
PLACES = (None, {"city": "Rabat"}, {"city": "Agadir"}, {"online": "true"}, {"city": "Fès", "online": "true"})
FUNDING = ([], [], [{"organisation": "us-prm"}], [{"organisation": "us-prm", "background": "true"}])
TYPES = ("workshop", "training", "meeting", "meeting", "distribution", "publication")


def stated_date(chance: Random) -> str | None:
    """Return a date as a record states it: mostly exact, else loose, open, or none at all."""
    day = date(2022, 1, 1) + timedelta(days=chance.randrange(-25, 390))
    later = day + timedelta(days=chance.choice((1, 3, 40)))
    far = day + timedelta(days=chance.randrange(32, 100))
    forms = (
        *(f"{day}",) * 6,
        *(f"{day}/{later}",) * 4,
        f"{day}~",
        f"{day:%Y-%m}",
        f"{day:%Y-%m}",
        f"{day.year}-{33 + (day.month - 1) // 3}",
        f"{day.year}",
        f"{day:%Y-%m}/{far:%Y-%m}",
        f"{day}/{far:%Y-%m}",
        f"../{month_end(day.year, day.month)}",
        f"{day}/..",
        f"XXXX-{day:%m}-{min(day.day, 28):02}",
        None,
    )
    return chance.choice(forms)


def stated_count(chance: Random) -> Any:
    """Return a number with any of the claims a record can make."""
    number = chance.randrange(90)
    forms: tuple[Any, ...] = (
        *(f"{number}",) * 4,
        {"about": f"{number}"},
        {"at_least": f"{number}"},
        {"at_most": f"{number}"},
        {"between": [f"{number}", f"{number + 5}"]},
        "not stated",
    )
    return chance.choice(forms)


def stated_figure(chance: Random, sessions: list[str]) -> dict[str, Any]:
    """Return a figure about people, of the whole event or of one of its `sessions`."""
    found: dict[str, Any] = {
        "measure": chance.choice(
            ("attendees",) * 4 + ("beneficiaries", "beneficiaries", "cumulative", "target")
        ),
        "mode": chance.choice(("in_person", "in_person", "online")),
        "count": stated_count(chance),
        "distinct": chance.choice(("false", "true")),
    }
    if sessions and chance.random() < 0.7:
        found["covers"] = chance.choice(sessions)
    return found | {sex: stated_count(chance) for sex in ("women", "men") if chance.random() < 0.5}


def some(chance: Random, values: tuple[str, ...], most: int = 2) -> list[str]:
    """Return some of `values`, each once."""
    return chance.sample(values, chance.randrange(most + 1))


def made_event(chance: Random) -> dict[str, Any]:
    """Return the fields of an event of one session or of several."""
    names = ["one", "two", "three"][: chance.choice((0, 0, 0, 2, 3))]
    found: dict[str, Any] = {
        "title": "Une activité",
        "type": chance.choice(TYPES),
        "status": chance.choice(STATUSES),
        "themes": some(chance, ("protection", "governance")),
        "projects": some(chance, tuple(PROJECTS)),
        "attendance": [stated_figure(chance, names) for _ in range(chance.randrange(4))],
        "funding": chance.choice(FUNDING),
        "place": None if names else chance.choice(PLACES),
        "date": None if names else stated_date(chance),
        "sessions": [
            {
                "id": name,
                "date": stated_date(chance),
                "place": chance.choice(PLACES),
                "status": chance.choice(SESSION_STATUSES),
                "projects": some(chance, tuple(PROJECTS), most=1),
            }
            for name in names
        ],
    }
    return found


@st.composite
def made_records(draw: st.DrawFn) -> Records:
    """Return Records of two to nine events."""
    seed, number = draw(st.integers(0, 2**32)), draw(st.integers(2, 9))
    return records({f"event-{n}": made_event(Random(seed * 10 + n)) for n in range(number)})
