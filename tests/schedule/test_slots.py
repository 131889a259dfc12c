"""What series owe: one edition a closed period and reader, never before its days of grace, in each reader's own calendar."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from generator.config.series import DONORS, Phase, Series
from generator.period import PeriodKind
from generator.schedule.slots import Readers, check_readers, next_slot, slots

LETTER = Series("lettre", "newsletter", ("public",), (Phase(date(2022, 1, 1), PeriodKind.MONTH),), delay=5)
DONOR_SERIES = Series(
    "syntheses", "donor-summary", (DONORS,), (Phase(date(2021, 10, 1), PeriodKind.QUARTER),), fiscal=True
)
READERS = Readers(("danemark", "prm"), {"": 1, "danemark": 1, "prm": 10})


def test_an_edition_is_due_when_its_days_of_grace_are_over() -> None:
    assert [s.period.code for s in slots([LETTER], READERS, date(2022, 3, 5))] == ["2022-01"]
    assert [s.period.code for s in slots([LETTER], READERS, date(2022, 3, 6))] == ["2022-01", "2022-02"]
    assert next_slot(LETTER, "public", READERS, date(2022, 3, 5)).due == date(2022, 3, 6)
    assert next_slot(LETTER, "public", READERS, date(2022, 3, 6)).period.code == "2022-03"


def test_each_donor_that_pays_has_editions_in_its_own_fiscal_quarters() -> None:
    found = list(slots([DONOR_SERIES], READERS, date(2022, 4, 1)))

    assert [(s.audience, s.period.code) for s in found] == [
        ("donor:danemark", "2021-Q4"),
        ("donor:danemark", "2022-Q1"),
        ("donor:prm", "FY2022-Q1"),
        ("donor:prm", "FY2022-Q2"),
    ]
    assert found[-1].folder == "FY2022-Q2/syntheses/donor-prm"


def test_a_donor_named_twice_gets_one_edition() -> None:
    series = Series(
        "x-y", "donor-summary", ("donor:prm", DONORS), (Phase(date(2022, 1, 1), PeriodKind.YEAR),)
    )

    assert READERS.of(series) == ("donor:prm", "donor:danemark")


@given(st.dates(date(2021, 1, 1), date(2030, 12, 31)), st.integers(0, 90), st.sampled_from(PeriodKind))
def test_a_day_later_owes_at_least_what_was_owed_and_at_most_one_more(
    day: date, delay: int, every: PeriodKind
) -> None:
    if every is PeriodKind.RANGE:
        return
    series = Series("serie", "newsletter", ("public",), (Phase(date(2021, 1, 1), every),), delay=delay)

    before = list(slots([series], READERS, day))
    after = list(slots([series], READERS, day + timedelta(days=1)))
    following = next_slot(series, "public", READERS, day)

    assert after[: len(before)] == before and len(after) <= len(before) + 1
    assert after[len(before) :] in ([], [following])
    assert following.due > day


def test_a_reader_without_a_fiscal_year_or_without_a_record_is_told() -> None:
    readers = Readers(("danemark",), {})
    named = Series("x-y", "donor-summary", ("donor:norvge",), (Phase(date(2022, 1, 1), PeriodKind.YEAR),))

    told = [
        (p.code, p.field, dict(p.facts)["given"])
        for p in check_readers([DONOR_SERIES, named], readers, ["danemark"])
    ]

    assert told == [
        ("series.no_fiscal_year", "series.syntheses", "donor:danemark"),
        ("series.unknown_donor", "series.x-y", "norvge"),
    ]
