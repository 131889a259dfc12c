"""Each event is in exactly one edition of a series, whatever its frequency and its changes; those in none are named."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.config.series import Phase, Series, gaps
from generator.period import PeriodKind
from generator.records.loader import load
from generator.records.records import Records
from generator.schedule.placement import Why, placement
from tests.report.briefs import real_records
from tests.synthetic import write_workspace

TODAY = date(2026, 11, 22)
CIVIL = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR)


def _series(*phases: tuple[str, PeriodKind]) -> Series:
    return Series(
        "serie", "newsletter", ("public",), tuple(Phase(date.fromisoformat(f"{m}-01"), k) for m, k in phases)
    )


@cache
def _many() -> Records:
    with TemporaryDirectory() as folder:
        return load(write_workspace(Path(folder), 120, seed=7))


def test_the_five_articles_stand_in_one_quarter_each_and_the_undated_workshop_in_none() -> None:
    found = placement(real_records(), _series(("2022-01", PeriodKind.QUARTER)), "public", 1, TODAY)

    assert {id[:10]: period.code for id, period in found.counted.items()} == {
        "2022-02-15": "2022-Q1",
        "2022-03-28": "2022-Q1",
        "2023-07-11": "2023-Q3",
    }
    assert dict(found.orphans) == {
        "2018-04-10-regions-marocaines-migration": Why.BEFORE,
        "atelier-reintegration-mena": Why.UNDATED,
    }


def test_a_donors_series_counts_what_it_paid_for_alone() -> None:
    series = _series(("2018-01", PeriodKind.YEAR))

    found = placement(real_records(), series, "donor:prm", 1, TODAY)

    assert [period.code for period in found.counted.values()] == ["2022"]
    assert not found.orphans


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(CIVIL), min_size=1, max_size=4), st.integers(2022, 2025))
def test_a_series_that_changes_its_frequency_counts_each_event_once_or_names_it(
    kinds: list[PeriodKind], first: int
) -> None:
    series = _series(*((f"{first + n}-01", kind) for n, kind in enumerate(kinds)))
    assert not list(gaps(series))

    found = placement(_many(), series, "public", 1, TODAY)
    yearly = placement(_many(), _series(("1990-01", PeriodKind.YEAR)), "public", 1, TODAY)

    assert not set(found.counted) & set(found.orphans)
    known = {*yearly.counted, *yearly.orphans}
    assert {*found.counted, *found.orphans} == known
    for id, period in found.counted.items():
        assert all(period.start <= day <= period.end for day in _last_days(id))
    for id, why in found.orphans.items():
        if why is Why.BEFORE:
            assert yearly.counted[id].start.year < first


def _last_days(id: str) -> list[date]:
    ends = [
        part.date.end
        for part in _many().events[id].parts()
        if part.date and part.date.end and part.status is None
    ]
    return [max(ends)] if ends else []


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_a_shorter_frequency_never_counts_an_event_that_a_longer_one_does_not(audience: str) -> None:
    counted = [
        set(placement(_many(), _series(("2020-01", kind)), audience, 1, TODAY).counted) for kind in CIVIL
    ]

    assert all(shorter <= longer for shorter, longer in pairwise(counted))
