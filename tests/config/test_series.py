"""Series: periods without a gap or an overlap, also where a series changes its frequency; every fault of the file in its place."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.config.series import Phase, Series, gaps, load_series
from generator.errors import Refusal
from generator.period import PeriodKind

LETTER = """
series:
  lettre:
    kind: newsletter
    every: month
    start: 2022-01
    delay: 5
    first_number: 32
"""
CHANGING = """
series:
  bilan-numerote:
    kind: activity-report
    every:
      - {period: quarter, since: 2013-01}
      - {period: half, since: 2016-01}
      - {period: year, since: 2017-01}
"""
KINDS = {1: PeriodKind.MONTH, 3: PeriodKind.QUARTER, 6: PeriodKind.HALF, 12: PeriodKind.YEAR}


def _templates(folder: Path, text: str) -> Path:
    for kind in ("newsletter", "activity-report"):
        (folder / "kinds").mkdir(exist_ok=True)
        (folder / "kinds" / f"{kind}.yaml").touch()
    (folder / "languages").mkdir(exist_ok=True)
    (folder / "languages" / "fr.yaml").touch()
    (folder / "series.yaml").write_text(text, encoding="utf-8")
    return folder


def _told(folder: Path, text: str) -> list[tuple[str, int, str]]:
    with pytest.raises(Refusal) as caught:
        load_series(_templates(folder, text))
    return [(p.code, p.line, p.field) for p in caught.value.problems]


def test_a_workspace_without_the_file_has_no_series(tmp_path: Path) -> None:
    assert load_series(tmp_path) == ()


def test_the_closed_months_of_a_letter_are_due_after_its_days_of_grace(tmp_path: Path) -> None:
    (letter,) = load_series(_templates(tmp_path, LETTER))

    periods = letter.periods(date(2022, 4, 1))

    assert [period.code for period in periods] == ["2022-01", "2022-02", "2022-03"]
    assert letter.due(periods[-1]) == date(2022, 4, 6)
    assert letter.next_period(date(2022, 4, 1)).code == "2022-04"
    assert [period.code for period in letter.periods(date(2022, 3, 31))] == ["2022-01", "2022-02"]


def test_a_report_that_went_from_quarters_to_half_years_to_years_leaves_no_day_out(tmp_path: Path) -> None:
    (report,) = load_series(_templates(tmp_path, CHANGING))

    codes = [period.code for period in report.periods(date(2019, 1, 1))]

    assert codes[:2] == ["2013-Q1", "2013-Q2"]
    assert codes[-6:] == ["2015-Q3", "2015-Q4", "2016-S1", "2016-S2", "2017", "2018"]


@given(
    st.integers(2000, 2020),
    st.lists(st.tuples(st.sampled_from(sorted(KINDS)), st.integers(1, 30)), min_size=1, max_size=4),
    st.integers(1, 12),
    st.booleans(),
    st.dates(date(2001, 1, 1), date(2035, 12, 31)),
)
def test_the_editions_of_a_series_follow_each_other_day_by_day(
    year: int, wanted: list[tuple[int, int]], first_month: int, fiscal: bool, until: date
) -> None:
    month = first_month if fiscal else 1
    start, phases = date(year, month, 1), []
    for length, count in wanted:
        phases.append(Phase(start, KINDS[length]))
        months = start.year * 12 + start.month - 1 + length * count
        start = date(months // 12, months % 12 + 1, 1)
    series = Series("serie", "newsletter", ("public",), tuple(phases), fiscal=fiscal)
    if any(True for _ in gaps(series, first_month)):
        return  # such a file is refused

    periods = series.periods(until, first_month)

    assert all(a.end + timedelta(days=1) == b.start for a, b in pairwise(periods))
    assert not periods or (periods[0].start == phases[0].start and periods[-1].end < until)
    following = series.next_period(until, first_month)
    assert following.end >= until
    assert following.start == (periods[-1].end + timedelta(days=1) if periods else phases[0].start)


def test_a_change_in_the_middle_of_a_period_is_refused_with_the_period_it_cuts(tmp_path: Path) -> None:
    text = CHANGING.replace("since: 2016-01", "since: 2016-02")

    with pytest.raises(Refusal) as caught:
        load_series(_templates(tmp_path, text))

    (cut,) = caught.value.problems
    assert (cut.code, cut.line, dict(cut.facts)["period"]) == ("series.gap", 6, "2016-S1")


def test_a_fiscal_year_that_begins_in_october_has_quarters_of_its_own() -> None:
    series = Series(
        "fy", "donor-summary", ("donors",), (Phase(date(2021, 10, 1), PeriodKind.QUARTER),), fiscal=True
    )

    assert [p.code for p in series.periods(date(2022, 4, 1), 10)] == ["FY2022-Q1", "FY2022-Q2"]


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("kind: newsletter", "kind: newsleter", ("config.unknown_kinds", 4, "series.lettre.kind")),
        ("lettre:", "newsletter:", ("series.is_kind", 3, "series.newsletter")),
        ("lettre:", "Lettre d’info:", ("series.name", 3, "series.Lettre d’info")),
        ("    start: 2022-01\n", "", ("series.start", 4, "series.lettre.start")),
        ("start: 2022-01", "start: 2022-13", ("config.invalid", 6, "series.lettre.start")),
        ("delay: 5", "dealy: 5", ("config.unknown_field", 7, "series.lettre.dealy")),
        ("delay: 5", "audiences: [publc]", ("config.invalid", 7, "series.lettre.audiences")),
        ("delay: 5", "languages: [fre]", ("config.unknown_languages", 7, "series.lettre.languages")),
        ("delay: 5", "delay: -1", ("config.invalid", 7, "series.lettre.delay")),
    ],
)
def test_a_fault_of_the_file_is_told_in_its_place(
    tmp_path: Path, old: str, new: str, wanted: tuple[str, int, str]
) -> None:
    told = _told(tmp_path, LETTER.replace(old, new))

    assert wanted in told


def test_a_quarter_that_would_begin_in_february_is_refused(tmp_path: Path) -> None:
    told = _told(tmp_path, LETTER.replace("every: month", "every: quarter").replace("2022-01", "2022-02"))

    assert told == [("series.gap", 6, "series.lettre.start")]
