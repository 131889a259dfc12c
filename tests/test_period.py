"""Dates and periods: what is written is what is held, parts tile, and no neighbour overlaps."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.period import DateSpan, Grain, Period, PeriodKind, containing, covered, last_closed, month_end

DAY = timedelta(days=1)
DAYS = st.dates(date(1902, 1, 1), date(2198, 12, 31))
CIVIL = [kind for kind in PeriodKind if kind is not PeriodKind.RANGE]
CIVIL_PERIODS = st.builds(containing, DAYS, st.sampled_from(CIVIL))
EDGES = st.one_of(DAYS.map(str), CIVIL_PERIODS.map(str))


@st.composite
def ranges(draw: st.DrawFn) -> Period:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return Period.parse(f"{first}..{last}")


PERIODS = st.one_of(CIVIL_PERIODS, ranges())


@st.composite
def stated(draw: st.DrawFn) -> str:
    """Draw one side of a date: a year, quarter, month or day."""
    day = draw(DAYS)
    quarter = f"{day.year}-{33 + (day.month - 1) // 3}"
    return draw(st.sampled_from([f"{day.year}", quarter, f"{day:%Y-%m}".zfill(7), str(day)]))


SPANS = st.one_of(
    stated(),
    stated().map(lambda side: f"{side}/.."),
    stated().map(lambda side: f"../{side}"),
    st.tuples(stated(), stated()).map("/".join),
)


def _span(text: str) -> DateSpan | None:
    try:
        return DateSpan.parse(text)
    except ValueError as error:
        assert str(error) == "order"
        return None


@given(PERIODS)
def test_the_code_of_a_period_reads_as_the_same_period(period: Period) -> None:
    again = Period.parse(period.code)

    assert (again, again.kind) == (period, period.kind)


@given(PERIODS)
def test_parts_and_months_tile_a_period_exactly(period: Period) -> None:
    for parts in (period.parts(), period.months()):
        if parts:
            assert (parts[0].start, parts[-1].end) == (period.start, period.end)
            assert all(before.end + DAY == after.start for before, after in pairwise(parts))


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("2022", ["2022-Q1", "2022-Q2", "2022-Q3", "2022-Q4"]),
        ("2022-S2", ["2022-Q3", "2022-Q4"]),
        ("2022-Q1", ["2022-01", "2022-02", "2022-03"]),
        ("2022-02", []),
        ("2021..2022", ["2021", "2022"]),
        ("2022-04..2022-12", ["2022-Q2", "2022-Q3", "2022-Q4"]),
        ("2022-02..2022-04", ["2022-02", "2022-03", "2022-04"]),
        ("2022-01-02..2022-12-31", []),
    ],
)
def test_a_period_is_made_of_the_next_smaller_ones(code: str, parts: list[str]) -> None:
    assert [part.code for part in Period.parse(code).parts()] == parts


@given(PERIODS)
def test_the_period_before_ends_on_the_eve(period: Period) -> None:
    before = period.previous()

    assert before.end + DAY == period.start
    assert before.kind is period.kind


@given(PERIODS)
def test_the_same_period_a_year_earlier_keeps_its_kind_and_its_months(period: Period) -> None:
    before = period.year_before()

    assert before.kind is period.kind
    assert (before.start.year, before.start.month) == (period.start.year - 1, period.start.month)
    assert (before.end.year, before.end.month) == (period.end.year - 1, period.end.month)
    assert bool(before.months()) == bool(period.months())


@given(DAYS, st.sampled_from(CIVIL))
def test_the_last_closed_period_is_over_and_the_next_one_is_not(today: date, kind: PeriodKind) -> None:
    closed = last_closed(today, kind)

    assert closed.end < today
    assert containing(closed.end + DAY, kind).end >= today


@given(SPANS, PERIODS)
def test_a_period_that_holds_a_date_meets_it(text: str, period: Period) -> None:
    span = _span(text)

    if span and period.holds(span):
        assert period.meets(span)
        assert span.start is not None
        assert period.contains(span.start)


@given(SPANS, DAYS)
def test_a_date_meets_either_a_day_or_the_days_around_it(text: str, day: date) -> None:
    span = _span(text)
    if span is None:
        return
    before, after = Period.parse(f"1901-01-01..{day - DAY}"), Period.parse(f"{day}..2199-12-31")

    assert before.meets(span) or after.meets(span)
    assert not (before.holds(span) and after.holds(span))


@given(SPANS)
def test_a_date_keeps_its_text_and_the_order_of_its_days(text: str) -> None:
    span = _span(text)
    if span is None:
        first, last = (DateSpan.parse(side) for side in text.split("/"))
        assert last.end is not None
        assert first.start is not None
        assert last.end < first.start
        return
    days = [day for day in (span.start, span.first_latest) if day]
    others = [day for day in (span.last_earliest, span.end) if day]

    assert str(span) == text
    assert days == sorted(days)
    assert others == sorted(others)
    assert not (span.start and span.last_earliest) or span.start <= span.last_earliest
    assert not (span.first_latest and span.end) or span.first_latest <= span.end


@given(SPANS)
def test_a_tilde_marks_a_date_and_never_widens_it(text: str) -> None:
    span = _span(text)
    if span and not text.endswith(".."):
        about = DateSpan.parse(f"{text}~")

        assert about.approximate
        assert (about.start, about.end, about.last_earliest) == (span.start, span.end, span.last_earliest)


@pytest.mark.parametrize(
    ("text", "start", "end", "grain"),
    [
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29), Grain.DAY),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), Grain.MONTH),
        ("2100-02", date(2100, 2, 1), date(2100, 2, 28), Grain.MONTH),
        ("2024-33", date(2024, 1, 1), date(2024, 3, 31), Grain.QUARTER),
        ("2024-36", date(2024, 10, 1), date(2024, 12, 31), Grain.QUARTER),
        ("XXXX-02-29", None, None, Grain.UNKNOWN),
    ],
)
def test_a_date_allows_the_days_it_states(
    text: str, start: date | None, end: date | None, grain: Grain
) -> None:
    span = DateSpan.parse(text)

    assert (span.start, span.end, span.first_grain) == (start, end, grain)


@pytest.mark.parametrize("text", ["2022-03/2022-03-10", "2022-03-20/2022-03", "2022/2022-03", "2022/2022"])
def test_an_end_within_a_loosely_stated_start_is_no_error(text: str) -> None:
    span = DateSpan.parse(text)

    assert span.start is not None
    assert span.end is not None
    assert span.start <= span.end


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2023-02-29", "calendar"),
        ("2022-13", "calendar"),
        ("2022-00", "calendar"),
        ("2022-32", "calendar"),
        ("2022-37", "calendar"),
        ("XXXX-02-30", "calendar"),
        ("2022-03-02/2022-03-01", "order"),
        ("2022-03/2022-02", "order"),
        ("1899", "range"),
        ("2200-01-01", "range"),
        ("../..", "form"),
        ("2022-03-01/XXXX-03-02", "form"),
        ("2022-3-1", "form"),
        ("2022-03-01/2022-03-02/2022-03-03", "form"),
        ("~2022", "form"),
        ("20~22", "form"),
        ("2022~~", "form"),
        ("٢٠٢٢", "form"),
        ("2022\n", "form"),
        ("", "form"),
    ],
)
def test_a_date_that_is_none_says_what_is_wrong(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=f"^{why}$"):
        DateSpan.parse(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2022-00", "calendar"),
        ("2022-13", "calendar"),
        ("2022-Q5", "form"),
        ("2022-S3", "form"),
        ("1899-Q1", "range"),
        ("2022..2021", "order"),
        ("2022-01-31..2022-02-30", "calendar"),
        ("2022..", "form"),
        ("2020..2021..2022", "form"),
        ("", "form"),
    ],
)
def test_a_period_that_is_none_says_what_is_wrong(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=f"^{why}$"):
        Period.parse(text)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (" 2022-t1 ", "2022-Q1"),
        ("2022-h2", "2022-S2"),
        ("2021-T4..2022-h1", "2021-Q4..2022-S1"),
        ("2022-01-05..2022-q2", "2022-01-05..2022-Q2"),
    ],
)
def test_a_period_has_one_code_however_it_is_written(written: str, code: str) -> None:
    assert Period.parse(written).code == code


@given(st.tuples(EDGES, EDGES))
def test_a_range_goes_from_the_first_day_of_one_to_the_last_day_of_the_other(edges: tuple[str, str]) -> None:
    first, last = ((DateSpan.parse(e).start, e) if e.count("-") == 2 else (None, e) for e in edges)
    starts = first[0] or Period.parse(first[1]).start
    ends = last[0] or Period.parse(last[1]).end
    if ends < starts:
        with pytest.raises(ValueError, match=r"^order$"):
            Period.parse("..".join(edges))
        return
    period = Period.parse("..".join(edges))

    assert (period.start, period.end, period.kind) == (starts, ends, PeriodKind.RANGE)


def test_periods_of_the_same_days_can_be_put_in_order() -> None:
    both = [Period.parse("2022-Q1"), Period.parse("2022-01..2022-03")]

    assert sorted(both) == [both[1], both[0]]
    assert len(set(both)) == 2


@given(PERIODS, st.integers(0, 400), st.integers(0, 400))
def test_a_period_is_covered_side_by_side_and_not_with_a_day_amiss(
    period: Period, cut: int, gap: int
) -> None:
    day = min(period.start + cut * DAY, period.end)
    halves = [Period.parse(f"{period.start}..{day}"), Period.parse(f"{day}..{period.end}")]

    assert covered(period, reversed(halves))
    assert covered(period, [period])
    assert not covered(period, [])
    if day < period.end:
        assert not covered(
            period, [halves[0], Period.parse(f"{day + 2 * DAY}..{period.end + gap * DAY + 2 * DAY}")]
        )


def test_the_first_year_there_is_has_a_year_before() -> None:
    first = Period.parse("1900")

    assert (first.previous().code, first.year_before().code) == ("1899", "1899")
    assert Period.parse("1900-Q1").previous().code == "1899-Q4"


def test_a_month_of_a_leap_year_ends_on_the_29th_and_the_year_before_on_the_28th() -> None:
    assert month_end(2024, 2) == date(2024, 2, 29)
    assert Period.parse("2024-02-29..2024-02-29").year_before().code == "2023-02-28..2023-02-28"
    assert Period.parse("2025-01..2025-02").year_before().end == date(2024, 2, 29)


FIRST_MONTHS = st.integers(2, 12)


@given(DAYS, st.sampled_from([PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR]), FIRST_MONTHS)
def test_a_fiscal_period_reads_from_its_code_holds_its_day_and_touches_its_neighbours(
    day: date, kind: PeriodKind, first_month: int
) -> None:
    period = containing(day, kind, first_month)

    assert Period.fiscal(period.code, first_month) == period
    assert period.contains(day) and period.is_fiscal
    assert period.previous().end + DAY == period.start
    assert period.previous().is_fiscal
    assert (period.year_before().start.year, period.year_before().start.month) == (
        period.start.year - 1,
        period.start.month,
    )
    parts = period.parts()
    assert (parts[0].start, parts[-1].end) == (period.start, period.end)
    assert all(before.end + DAY == after.start for before, after in pairwise(parts))


@pytest.mark.parametrize(
    ("code", "first_month", "start", "end"),
    [
        ("FY2022", 10, date(2021, 10, 1), date(2022, 9, 30)),
        ("FY2022-Q1", 10, date(2021, 10, 1), date(2021, 12, 31)),
        ("fy2022-t2", 10, date(2022, 1, 1), date(2022, 3, 31)),
        ("FY2024-S1", 4, date(2023, 4, 1), date(2023, 9, 30)),
        ("FY2024-Q2", 12, date(2024, 3, 1), date(2024, 5, 31)),
        ("FY2022-Q1", 1, date(2022, 1, 1), date(2022, 3, 31)),
    ],
)
def test_a_fiscal_year_is_named_after_the_year_in_which_it_ends(
    code: str, first_month: int, start: date, end: date
) -> None:
    period = Period.fiscal(code, first_month)

    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize("code", ["2022-Q1", "FY22", "FY2022-03", "FY2022-Q5", "FY2022..FY2023", "FY9999"])
def test_what_is_no_fiscal_period_is_none(code: str) -> None:
    with pytest.raises(ValueError):
        Period.fiscal(code, 10)
