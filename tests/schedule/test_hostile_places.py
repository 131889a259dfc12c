"""Hostile places, names and clocks (shared goals, rows F01 to F18), through whole runs. Where each row is held:

F01 ids that lead elsewhere, F02 reserved names    tests/records/test_loader.py, tests/publishing/test_publish.py
F03 names that fall together                       tests/publishing/test_publish.py, tests/records/ (ids come from registers)
F04 names of 255 bytes                             here, tests/publishing/test_publish.py
F05 links in the way                               here, tests/publishing/test_publish.py, test_ledger.py, test_replace.py
F06 full disk                                      test_faults.py, tests/publishing/test_processes.py (a disk that is really full)
F07 read-only folders, not as root                 here, tests/publishing/test_processes.py
F08 killed while saving                            tests/publishing/test_processes.py, test_kills.py
F09 killed in a run of six editions                test_kills.py (scripts/kill_runs.py)
F10 rights of files, one rename in one folder      here, tests/publishing/test_publish.py, test_replace.py
F11 two runs at once                               test_races.py, tests/publishing/test_processes.py
F12 a person edited a document                     tests/publishing/test_publish.py, test_run.py
F13 Morocco's clock                                here, tests/config/test_clock.py
F14 the last day of a month                        here, tests/config/test_clock.py, tests/test_period.py
F15 Ramadan, edges of months, leap days            here, tests/test_period.py
F16 missed, killed, repeated                       test_run.py, test_kills.py, tests/cli/test_schedule.py (Persistent=true)
F17 late and corrected records                     test_run.py, test_restatement.py, test_races.py
F18 a clock set back                               test_run.py
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from functools import partial
from pathlib import Path

import pytest

from generator.cli.main import run
from generator.cli.situation import Situation
from generator.config import clock
from generator.errors import Refusal
from generator.period import Period
from generator.publishing.ledger import read_ledger
from generator.publishing.publish import publish
from tests.cli.processes import environment
from tests.publishing.editions import manifest, target
from tests.regular import EVENT, FINAL, LETTER, regular_workspace
from tests.schedule.owing import OWED, ROOT, due, owing, tree

AS_NOBODY = """
import os, shutil, sys; from pathlib import Path
from generator.cli.main import run
from generator.cli.situation import Situation
words = ["run-due", "--as-of", "2022-04-20", "--executor", "in-process", "--quiet"]
assert run(["--workspace", sys.argv[2], *words], Situation()) == 0  # what it loads, root may read
if not os.geteuid(): os.seteuid(65534)
sys.exit(run(["--workspace", sys.argv[1], *words], Situation()))
"""


def _same(instant: datetime) -> datetime:
    return instant


def _run(code: str, *words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, words)],
        cwd=ROOT,
        env=environment("en"),
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_a_linked_folder_of_reports_is_refused_and_its_aim_is_not_touched(tmp_path: Path) -> None:
    workspace = owing(tmp_path / "w")
    elsewhere = (workspace / "reports").rename(tmp_path / "elsewhere")
    (workspace / "reports").symlink_to(elsewhere, target_is_directory=True)
    before = tree(elsewhere)

    with pytest.raises(Refusal) as refused:
        due(workspace)

    assert [(p.code, p.file) for p in refused.value.problems] == [("publishing.link", "reports")]
    assert tree(elsewhere) == before


def test_a_linked_period_is_refused_alone_and_the_others_are_made(tmp_path: Path) -> None:
    workspace = owing(tmp_path / "w")
    linked = workspace / "reports" / "2022-03"
    elsewhere = linked.rename(tmp_path / "elsewhere")
    linked.symlink_to(elsewhere, target_is_directory=True)
    before = tree(elsewhere)

    done = due(workspace)

    refused = {o.slot.folder: o.problems[0].code for o in done.outcomes if o.exit_code}
    assert refused == dict.fromkeys(
        {name.rpartition("/")[0] for name in OWED if "2022-03" in name}, "publishing.link"
    )
    assert done.exit_code == 2
    assert all((workspace / "reports" / name).is_dir() for name in OWED if "2022-02" in name)
    assert tree(elsewhere) == before


@pytest.mark.parametrize("name", ["a" * 251 + ".pdf", "م" * 125 + ".pdf", "a" * 255])
def test_a_name_that_leaves_no_room_for_ours_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refusal) as refused:
        publish(target(tmp_path), "draft", {name: b"x"}, manifest())
    assert {found.code for found in refused.value.problems} == {"publishing.bad_name"}
    with pytest.raises(Refusal):
        publish(target(tmp_path).with_name(name), "draft", {"a.pdf": b"x"}, manifest())
    assert not (tmp_path / "reports").exists()


@pytest.fixture
def shared() -> Iterator[Path]:
    """Return a folder that anybody may enter, as pytest's own are closed to others."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.skipif(os.name == "nt", reason="rights of Unix")
@pytest.mark.parametrize("closed", [".lock", "2022-03", "ledger.jsonl"])
def test_a_run_that_may_not_write_ends_in_exit_5_and_changes_nothing_there(shared: Path, closed: str) -> None:
    workspace, other = regular_workspace(shared / "w", FINAL), regular_workspace(shared / "other", FINAL)
    due(workspace, date(2022, 2, 20))
    reports = workspace / "reports"
    (reports / "2022-03").mkdir()
    for path in (workspace, reports, *reports.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)
    before = tree(reports)
    (reports / closed).chmod(0o555 if (reports / closed).is_dir() else 0o444)

    ended = _run(AS_NOBODY, workspace, other)

    assert ended.returncode == 5 and "Traceback" not in ended.stderr
    lines = (ended.stdout + ended.stderr).splitlines()
    (told,) = (line for line in lines if "you may not write here" in line or "not written down" in line)
    assert f"reports/{closed}" in told
    after = tree(reports)
    assert after.pop("ledger.jsonl").startswith(before.pop("ledger.jsonl"))
    assert {name: after[name] for name in before} == before
    assert not list(reports.glob("*/*/*/.*"))
    (reports / closed).chmod(0o777 if (reports / closed).is_dir() else 0o666)
    assert due(workspace).exit_code == 0
    assert [issue.number for issue in read_ledger(reports)] == [32, 33, 34]


def test_a_regular_run_goes_by_the_publishers_day_whatever_the_machines_zone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace = regular_workspace(tmp_path, LETTER.replace("delay: 5", "delay: 0"))
    monkeypatch.setenv("TZ", "America/New_York")
    days, periods = {}, {}
    # An hour ahead of UTC; in UTC, for Ramadan 2022; in UTC for good since September 2026.
    for instant in ("2022-01-31T22:30", "2022-01-31T23:30", "2022-04-30T23:30", "2026-10-31T23:30"):
        now = datetime.fromisoformat(instant).replace(tzinfo=UTC)
        words = ["--workspace", str(workspace), "run-due", "--dry-run", "--format", "json"]
        assert run(words, Situation(now=partial(_same, now))) == 0
        found = json.loads(capsys.readouterr().out)
        days[instant], periods[instant] = found["day"], [one["period"] for one in found["editions"]]
    assert days == {
        "2022-01-31T22:30": "2022-01-31",
        "2022-01-31T23:30": "2022-02-01",
        "2022-04-30T23:30": "2022-04-30",
        "2026-10-31T23:30": "2026-10-31",
    }
    assert periods["2022-01-31T22:30"] == [] and periods["2022-01-31T23:30"] == ["2022-01"]
    assert periods["2022-04-30T23:30"] == ["2022-01", "2022-02", "2022-03"]
    assert periods["2026-10-31T23:30"][-1] == "2026-09"


def test_no_day_of_morocco_is_missing_or_comes_twice_and_every_month_has_its_edges() -> None:
    zone = clock.read_zone("Africa/Casablanca")
    instant, day = datetime(2020, 1, 1, tzinfo=UTC), date(2020, 1, 1)
    while instant.year < 2031:
        now = (
            clock.today("Africa/Casablanca", instant)
            if instant.day in (1, 28)
            else instant.astimezone(zone).date()
        )
        assert now - day in (timedelta(0), timedelta(1)), instant
        instant, day = instant + timedelta(hours=1), now
    # Ramadan 2026: back to UTC on 15 February, an hour ahead again on 22 March.
    offsets = [
        datetime(2026, month, d, 12, tzinfo=zone).utcoffset()
        for month, d in ((2, 14), (2, 16), (3, 21), (3, 23))
    ]
    assert offsets == [timedelta(hours=1), timedelta(0), timedelta(0), timedelta(hours=1)]
    for year in range(2020, 2031):
        for month in range(1, 13):
            period = Period.month(year, month)
            assert period.previous().end + timedelta(1) == period.start
            assert (
                datetime(year, month, 1, tzinfo=zone).astimezone(UTC).astimezone(zone).date() == period.start
            )


def test_a_leap_day_is_the_last_day_of_its_month_in_its_edition_and_in_no_other(tmp_path: Path) -> None:
    workspace = regular_workspace(
        tmp_path,
        LETTER.replace("start: 2022-01", "start: 2024-02"),
        files={
            "records/events/2024/2024-02-29-atelier.yaml": EVENT.format(day="2024-02-29", state="approved")
        },
    )
    assert due(workspace, date(2024, 3, 4)).outcomes == ()

    done = due(workspace, date(2024, 4, 10))

    assert [(o.slot.period.code, o.what.value) for o in done.outcomes] == [
        ("2024-02", "made"),
        ("2024-03", "nothing"),
    ]
    letter = next((workspace / "reports/2024-02/lettre/public/draft-1").glob("*.txt")).read_text()
    assert "Atelier du 2024-02-29" in letter


def test_a_run_with_time_zones_that_are_out_of_date_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = regular_workspace(tmp_path)
    monkeypatch.setattr(clock, "_pinned", lambda zone: timezone(timedelta(hours=1)))

    with pytest.raises(Refusal) as refused:
        due(workspace, date(2022, 4, 20))

    assert [p.code for p in refused.value.problems] == ["config.stale_zones"]
    assert not (workspace / "reports").exists()
