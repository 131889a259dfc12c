"""No number of a few beneficiaries is printed, and none can be computed from what is (hostile-input.md, P11)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.dataset.explain import explain
from generator.dataset.select import INTERNAL, select
from generator.dataset.small_cells import OTHER, SEXES, guarded
from generator.dataset.summarise import summarise
from generator.dataset.tabulate import tabulate
from generator.period import Period
from generator.records.event import Attendance, Breakdown
from generator.records.fields import Count
from generator.records.records import Records
from tests.dataset.sample import AS_OF, records

LIMIT = 5
PUBLIC = "public"


def _aid(count: Any, **fields: Any) -> dict[str, Any]:
    return {"measure": "beneficiaries", "count": count, **fields}


def _ages(*counts: Any) -> list[dict[str, Any]]:
    items = [{"label": f"âge {n}", "count": count} for n, count in enumerate(counts)]
    return [{"by": "âge", "items": items}]


def _event(*attendance: dict[str, Any], sessions: int = 0) -> dict[str, Any]:
    dated = [{"id": f"session-{n}", "date": f"2022-02-1{n}"} for n in range(sessions)]
    when = {"sessions": dated} if sessions else {"date": "2022-02-10"}
    return {"title": "Une aide", "type": "distribution", "attendance": list(attendance), **when}


def _seen(*attendance: dict[str, Any], audience: str = PUBLIC, sessions: int = 0) -> tuple[Attendance, ...]:
    made = records({"aid": _event(*attendance, sessions=sessions)})
    return guarded(made, audience, LIMIT).events["aid"].attendance


def _rows(breakdown: Breakdown) -> list[tuple[str, int | None]]:
    return [("other" if i.label == OTHER else i.label.root[""], i.count.low) for i in breakdown.items]


def test_women_and_men_are_left_out_together_when_one_number_is_small() -> None:
    (figure,) = _seen(_aid("40", women="37", men="3"))

    assert (figure.count.exact, figure.women, figure.men) == (40, None, None)


@pytest.mark.parametrize(
    "fields",
    [
        {"women": "37"},  # leaves three
        {"women": "20", "men": "18"},  # leaves two
        {"women": "37", "men": "not stated"},
        {"women": {"at_least": "37"}},
        {"women": {"at_most": "3"}},
        {"women": {"between": ["30", "38"]}, "men": {"between": ["2", "10"]}},
        {"women": "20", "men": "16", "sex_not_stated": "4"},
    ],
    ids=str,
)
def test_what_a_total_leaves_beside_women_or_men_is_a_cell_too(fields: dict[str, Any]) -> None:
    (figure,) = _seen(_aid("40", **fields))

    assert [getattr(figure, sex) for sex in SEXES] == [None, None, None]


def test_large_numbers_nobody_and_totals_stay() -> None:
    large, nobody, few = _seen(
        _aid("40", women="35", men="5"), _aid("12", women="12", men="0"), _aid("3", mode="online")
    )

    assert (large.women, large.men) == (Count(exact=35), Count(exact=5))
    assert (nobody.women, nobody.men) == (Count(exact=12), Count(exact=0))
    assert few.count == Count(exact=3)


def test_those_who_attend_in_an_office_stay_and_the_team_sees_every_number() -> None:
    officials = {
        "measure": "attendees",
        "count": "4",
        "women": "1",
        "men": "3",
        "breakdowns": _ages("1", "3"),
    }
    made = records({"aid": _event(officials, _aid("40", women="37", men="3"))})

    assert guarded(made, PUBLIC, LIMIT).events["aid"].attendance[0] == made.events["aid"].attendance[0]
    assert guarded(made, INTERNAL, LIMIT) == made


@pytest.mark.parametrize(
    ("counts", "total", "rows"),
    [
        (("20", "3", "4"), "27", [("âge 0", 20), ("other", 7)]),
        (("20", "30", "3"), "53", [("âge 1", 30), ("other", 23)]),  # one alone takes the next smallest
        (("20", "30", "1", "2"), "53", [("âge 1", 30), ("other", 23)]),  # three together are small still
        (("20", "3"), "33", [("âge 0", 20), ("other", 13)]),  # ten are of no stated age
        (("20", "0", "30", "3"), "53", [("âge 1", 0), ("âge 2", 30), ("other", 23)]),
        (("20", "30", "8"), "61", [("âge 0", 20), ("âge 1", 30), ("other", 11)]),  # three of no stated age
        (("20", "30", "10"), "60", [("âge 0", 20), ("âge 1", 30), ("âge 2", 10)]),
        (("20", "30", "3"), {"about": "53"}, [("âge 1", 30), ("other", 23)]),
        (("20", "3"), "23", None),  # two cells
        (("3",), "40", None),
        (("3", "2", "4"), "9", None),
        (("3", "3", "20"), {"at_least": "20"}, [("âge 2", 20), ("other", 6)]),
    ],
    ids=str,
)
def test_small_cells_of_a_breakdown_stand_in_one_row(
    counts: tuple[str, ...], total: Any, rows: list[tuple[str, int]] | None
) -> None:
    (figure,) = _seen(_aid(total, breakdowns=_ages(*counts)))

    assert [_rows(found) for found in figure.breakdowns] == ([rows] if rows else [])


def test_a_session_does_not_tell_what_the_whole_hides_nor_the_other_way_round() -> None:
    whole = _aid("60", women="30", men="30")
    first = _aid("33", women="28", men="5", covers="session-0")
    second = _aid("27", women="2", men="25", covers="session-1")

    for figures in ((whole, first, second), (whole, first)):
        told, *sessions = _seen(*figures, sessions=2)
        assert (told.women, told.men) == (Count(exact=30), Count(exact=30))
        assert {(s.women, s.men) for s in sessions} == {(None, None)}
        assert [s.count.exact for s in sessions] == [33, 27][: len(sessions)]


def test_an_indicators_women_and_men_are_split_by_the_same_rule() -> None:
    value = {"period": "2022-Q1", "count": "40", "source": "Base"}
    indicator = {"label": "Retours", "definition": "D", "unit": "personnes", "accumulation": "per_period"}
    made = records(
        {},
        indicators={
            "few": {**indicator, "values": [{**value, "women": "3", "men": "37"}]},
            "many": {**indicator, "values": [{**value, "women": "20", "men": "20"}]},
        },
    )
    seen = guarded(made, PUBLIC, LIMIT).indicators

    assert (seen["few"].values[0].women, seen["few"].values[0].count.exact) == (None, 40)
    assert seen["many"] == made.indicators["many"]


def _count(chance: Random) -> Any:
    number = chance.choice((*range(8), 12, 20, 33))
    forms: tuple[Any, ...] = (
        *(f"{number}",) * 6,
        {"about": f"{number}"},
        {"at_least": f"{number}"},
        "not stated",
    )
    return chance.choice(forms)


def _figure(chance: Random, sessions: int) -> dict[str, Any]:
    women, men = chance.randrange(14), chance.randrange(14)
    total = str(women + men + chance.choice((0, 0, 0, 2, 9)))
    found = _aid(total if chance.random() < 0.8 else _count(chance))
    if chance.random() < 0.7:
        found |= {"women": str(women), "men": str(men)}
    if chance.random() < 0.6:
        found["breakdowns"] = _ages(*(_count(chance) for _ in range(chance.randrange(1, 6))))
    if sessions and chance.random() < 0.6:
        found["covers"] = f"session-{chance.randrange(sessions)}"
    return found


@st.composite
def _made(draw: st.DrawFn) -> Records:
    chance = Random(draw(st.integers(0, 2**32)))
    events = {}
    for n in range(3):
        sessions = chance.choice((0, 2, 3))
        figures = [_figure(chance, sessions) for _ in range(chance.randrange(1, 4))]
        events[f"event-{n}"] = _event(*figures, sessions=sessions)
    return records(events)


def _cells(figure: Attendance) -> Iterator[Count]:
    yield from (count for sex in SEXES if (count := getattr(figure, sex)))
    yield from (item.count for found in figure.breakdowns for item in found.items)


@given(_made())
def test_no_cell_that_is_left_is_small_nor_any_sum_of_them(made: Records) -> None:
    seen = guarded(made, PUBLIC, LIMIT)
    for event in seen.events.values():
        for cell in (cell for figure in event.attendance for cell in _cells(figure)):
            assert not 0 < (cell.low or 0) < LIMIT
    summary = summarise(select(tabulate(seen), Period.parse("2022"), PUBLIC, AS_OF))
    for people in summary.people:
        for tally in (people.women, people.men):
            assert not any(0 < n < LIMIT for n in (tally.exact, tally.about, tally.at_least))
    shown = [one for one in explain(summary, seen, None, "fr") if one.figure.startswith(("women", "men"))]
    numbers = (int(n) for one in shown for n in re.findall(r"\d+(?! activit)", one.value))
    assert not [n for n in numbers if 0 < n < LIMIT]


@given(st.lists(st.integers(0, 12), min_size=1, max_size=6), st.integers(0, 8))
def test_a_hidden_cell_could_have_been_another_number(counts: list[int], beside: int) -> None:
    """Someone who knows the rule, the total and every printed row finds at least two sets of numbers behind them."""
    total = str(sum(counts) + beside)

    def printed(numbers: list[int]) -> tuple[Breakdown, ...]:
        return _seen(_aid(total, breakdowns=_ages(*map(str, numbers))))[0].breakdowns

    for place, number in enumerate(counts):
        if 0 < number < LIMIT:
            others = _neighbours(counts, place, beside)
            assert any(printed(other) == printed(counts) for other in others), counts


def _neighbours(counts: list[int], place: int, beside: int) -> Iterator[list[int]]:
    """Yield the numbers with one person more or less in a cell, who comes from another cell or from beside them."""
    for change in (1, -1):
        moved = [*counts]
        moved[place] += change
        if beside - change >= 0:
            yield moved
        for other in range(len(counts)):
            if other != place and counts[other] - change >= 0:
                yield [n - change if i == other else n for i, n in enumerate(moved)]


@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 6))
def test_hidden_women_or_men_could_have_been_another_number(women: int, men: int, beside: int) -> None:
    total = str(women + men + beside)

    def printed(*sexes: int) -> tuple[Count | None, ...]:
        (figure,) = _seen(_aid(total, women=str(sexes[0]), men=str(sexes[1])))
        return tuple(getattr(figure, sex) for sex in SEXES)

    if any(0 < n < LIMIT for n in (women, men, beside)):
        others = ((women + 1, men - 1), (women - 1, men + 1), (women - 1, men), (women + 1, men))
        possible = (pair for pair in others if min(pair) >= 0 and sum(pair) <= int(total))
        assert any(printed(*pair) == printed(women, men) for pair in possible)
