from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from generator.config.clock import check_zones, read_zone, today
from generator.errors import Refusal

ROOT = Path(__file__).resolve().parents[2]
# Morocco left +01:00 for good in September 2026.
AFTER = datetime(2026, 10, 1, 23, 30, tzinfo=UTC)


def test_casablanca_stands_at_utc_from_october_2026() -> None:
    assert today("Africa/Casablanca", AFTER) == date(2026, 10, 1)
    assert check_zones() is None


def test_before_that_casablanca_stands_an_hour_ahead() -> None:
    assert today("Africa/Casablanca", datetime(2026, 7, 31, 23, 30, tzinfo=UTC)) == date(2026, 8, 1)


@pytest.mark.parametrize("path", ["", "/usr/share/zoneinfo"])
def test_the_pinned_zones_win_over_those_of_the_system(path: str) -> None:
    probe = "from generator.config.clock import check_zones; print(check_zones())"
    kept = {**os.environ, "PYTHONTZPATH": path}
    done = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, env=kept, capture_output=True, text=True)
    assert done.stdout == "None\n", done.stderr


@pytest.mark.parametrize(
    "zone", ["", "Africa", "Africa/Casa", "../../etc/passwd", "/etc/localtime", "Africa/", "a" * 300]
)
def test_a_zone_that_does_not_exist_is_refused(zone: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_zone(zone)
    assert refused.value.problems[0].code == "config.unknown_zone"


def test_an_instant_without_a_zone_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError):
        today("UTC", datetime(2026, 10, 1))
