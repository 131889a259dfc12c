"""Runs, builds and approvals at once, in processes of their own: one is at work, the others say who it is, and nothing is mixed."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.errors import LockHeld
from generator.publishing.ledger import read_ledger
from generator.schedule.pool import InProcess
from generator.schedule.task import What
from tests.cli.processes import bilan, environment
from tests.schedule.killing import Found, check_whole
from tests.schedule.owing import DAY, OWED, ROOT, due, owing, tree

AT_WORK = """
import sys; from pathlib import Path
from generator.schedule.pool import InProcess
from tests.schedule.owing import due
class Slow(InProcess):
    def submit(self, fn, /, *args, **more):
        if args[1].slot.series == "suivi":
            print("at work", flush=True); sys.stdin.read()
        return super().submit(fn, *args, **more)
sys.exit(due(Path(sys.argv[1]), executor=Slow()).exit_code)
"""
RUN = ("run-due", "--as-of", DAY, "--executor", "in-process")
BUILD = ("build", "2022-02", "--kind", "newsletter", "--format", "txt", "--as-of", DAY)
APPROVE = ("approve", "2022-02-15-atelier", "--by", "Khadija Ramzi")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return owing(tmp_path / "w")


@contextmanager
def run_at_work(workspace: Path) -> Iterator[subprocess.Popen[str]]:
    """Start a run that has published some editions and is at the next."""
    command = [sys.executable, "-c", AT_WORK, str(workspace)]
    run = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert run.stdout and run.stdout.readline() == "at work\n"
        yield run
    finally:
        run.kill()
        run.wait(60)
        for stream in (run.stdin, run.stdout):
            assert stream
            stream.close()


def test_a_second_run_a_build_and_an_approval_say_within_a_second_who_is_at_work(workspace: Path) -> None:
    record = workspace / "records/events/2022/2022-02-15-atelier.yaml"
    words = record.read_bytes()
    with run_at_work(workspace) as run:
        before = tree(workspace / "reports")
        begun = time.monotonic()
        with pytest.raises(LockHeld) as refused:
            due(workspace)
        assert time.monotonic() - begun < 1
        assert dict(refused.value.problems[0].facts)["pid"] == str(run.pid)
        for command in (RUN, BUILD, APPROVE):
            ended = bilan("--workspace", workspace, *command, folder=workspace)
            (line,) = (line for line in ended.err.splitlines() if "reports/.lock" in line)
            assert (ended.code, f"process {run.pid} on " in line) == (4, True), ended
        assert tree(workspace / "reports") == before and record.read_bytes() == words
        run.communicate("", timeout=60)
        assert run.returncode == 0
    assert {issue.folder: issue.number for issue in read_ledger(workspace / "reports")}.items() >= {
        (name, number) for name, number in OWED.items() if number
    }


def test_a_killed_run_frees_the_lock_and_the_next_one_completes(workspace: Path) -> None:
    with run_at_work(workspace) as run:
        run.kill()
        run.wait(60)
        begun = time.monotonic()
        assert due(workspace).exit_code == 0
        assert time.monotonic() - begun < 30
    assert OWED.keys() <= tree(workspace / "reports").keys()
    assert due(workspace).outcomes == ()


def test_a_record_that_changes_while_a_run_is_at_work_is_looked_at_by_the_next(workspace: Path) -> None:
    record = workspace / "records/events/2022/2022-02-15-atelier.yaml"

    class Meanwhile(InProcess):
        """Somebody writes a record once the edition that holds it has been drawn."""

        def submit(self, fn, /, *args, **more):  # type: ignore[no-untyped-def]
            done = super().submit(fn, *args, **more)
            if (args[1].slot.series, args[1].slot.period.code) == ("suivi", "2022-02"):
                record.write_text(record.read_text().replace("count: 70", "count: 72"))
            return done

    assert due(workspace, executor=Meanwhile()).exit_code == 0

    later = {outcome.slot.folder: outcome for outcome in due(workspace).outcomes}
    draft = later["2022-02/suivi/internal"]
    assert (draft.what, draft.folder) == (What.MADE, "2022-02/suivi/internal/draft-3")
    assert later["2022-02/carnet/public"].what is What.STALE, "issued before the record changed"


@pytest.mark.slow
@pytest.mark.parametrize("others", [(RUN, RUN), (BUILD, RUN), (APPROVE, BUILD, RUN)])
def test_whatever_starts_at_once_ends_done_or_told_and_mixes_nothing(
    workspace: Path, others: tuple[tuple[object, ...], ...]
) -> None:
    old = tree(workspace / "reports")
    for _ in range(4):
        started = [
            subprocess.Popen(
                [sys.executable, "-m", "generator", "--workspace", str(workspace), *map(str, words)],
                env=environment("en"),
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for words in (RUN, *others)
        ]
        ends = [(*run.communicate(timeout=120), run.returncode) for run in started]
        assert all(code in (0, 4) for *_, code in ends), ends
        assert all("reports/.lock" in err for _, err, code in ends if code == 4)
        found = Found()
        check_whole(workspace / "reports", {name: old[name] for name in old if "/carnet/" not in name}, found)
        assert not found
    assert due(workspace).exit_code == 0
    assert OWED.keys() <= tree(workspace / "reports").keys()
