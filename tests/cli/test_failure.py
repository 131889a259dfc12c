from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NoReturn

import pytest

from generator.cli.main import run
from generator.cli.situation import Situation
from generator.errors import BilanError, CannotWrite, LimitReached, LockHeld, PrivacyRefusal, Refusal, problem
from tests.cli.processes import ROOT, environment, hear_interrupts
from tests.workspaces import minimal_workspace

SECRET = "Khadija Ramzi"


def broken() -> NoReturn:
    try:
        raise KeyError(SECRET)
    except KeyError as cause:
        raise RuntimeError(f"no such person: {SECRET}") from cause


def test_a_bug_is_one_line_with_a_log_that_names_places_and_no_values(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    logs = tmp_path / "logs"
    logs.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(logs))
    workspace = minimal_workspace(tmp_path / "w")
    situation = Situation(now=broken, folder=workspace, environment={"BILAN_LANGUAGE": "fr"})
    assert run(["build", "2022-Q1", "--kind", SECRET], situation) == 1
    shown = capsys.readouterr()
    (log,) = logs.iterdir()
    assert len(shown.err.splitlines()) == 1
    assert str(log) in shown.err and "Bilan a une panne (RuntimeError)" in shown.err
    text = log.read_text(encoding="utf-8")
    assert "builtins.RuntimeError" in text and "caused by: builtins.KeyError" in text
    assert "generator/cli/build.py" in text and "command: build" in text
    for told in (text, shown.err, shown.out):
        assert SECRET not in told and str(ROOT) not in told.replace(str(log), "")
    if os.name != "nt":
        assert log.stat().st_mode & 0o077 == 0


def test_a_bug_without_a_place_for_the_log_is_still_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    situation = Situation(
        now=broken, folder=minimal_workspace(tmp_path), environment={"BILAN_LANGUAGE": "en"}
    )
    assert run(["build"], situation) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def interrupted() -> NoReturn:
    raise KeyboardInterrupt


def test_a_stop_by_the_keyboard_is_quiet_and_130(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build"], Situation(now=interrupted, folder=minimal_workspace(tmp_path))) == 130
    shown = capsys.readouterr()
    assert not (shown.out + shown.err).strip()


@pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
def test_a_real_interrupt_in_the_middle_of_a_build_is_quiet_and_publishes_nothing(tmp_path: Path) -> None:
    workspace = minimal_workspace(tmp_path)
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", "build", "2022-Q1"],
        cwd=workspace,
        env=environment("en"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=hear_interrupts,
    )
    assert process.stderr is not None and process.stderr.readline()  # the first step has begun
    while process.poll() is None:  # one may fall where Python swallows it
        process.send_signal(signal.SIGINT)
        time.sleep(0.2)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in out + err
    assert not list(workspace.glob("reports/*/*/*/*"))


@pytest.mark.skipif(os.name == "nt", reason="pipes of Unix")
def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    events = {f"2022-01-{day:02}-atelier-{number}": f"title: t\ntype: workshop\ndate: 2022-01-{day:02}\n"
              for day in range(1, 29) for number in range(3)}  # fmt: skip
    minimal_workspace(tmp_path, events)
    command = f'"{sys.executable}" -m generator check --format json | head -c 10'
    done = subprocess.run(
        ["sh", "-c", command], cwd=tmp_path, env=environment("en"), capture_output=True, text=True
    )
    assert done.stderr == "" and len(done.stdout) == 10


def test_a_console_without_the_letters_shows_marks_instead_of_failing(tmp_path: Path) -> None:
    kept = {**environment("fr"), "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "generator", "biuld"], cwd=tmp_path, env=kept, capture_output=True
    )
    assert done.returncode == 2 and b"vouliez-vous dire" in done.stderr and b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("error", "code"),
    [(Refusal, 2), (PrivacyRefusal, 3), (LockHeld, 4), (CannotWrite, 5), (LimitReached, 6)],
)
def test_every_kind_of_error_has_its_exit_code_and_all_its_lines_in_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], error: type[BilanError], code: int
) -> None:
    problems = [problem("publishing.edited", file=f"b{number}", line=number) for number in (3, 1, 2)]

    def refused() -> NoReturn:
        raise error([*problems, problem("no.such_code", file="a", line=9, name=SECRET)])

    situation = Situation(
        now=refused, folder=minimal_workspace(tmp_path), environment={"BILAN_LANGUAGE": "en"}
    )
    assert run(["explain", "2022"], situation) == code
    shown = capsys.readouterr()
    lines = shown.err.splitlines()
    assert lines[0] == "a:9: : no.such_code" and not shown.out
    assert [line.partition(":")[0] for line in lines] == ["a", "b1", "b2", "b3"]
    assert SECRET not in shown.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize(("where", "code"), [(">/dev/full", 5), (">&-", 0)])
def test_an_output_that_nobody_takes_is_at_most_one_line(tmp_path: Path, where: str, code: int) -> None:
    minimal_workspace(tmp_path)
    for words in ("check", "--help"):
        command = f'"{sys.executable}" -m generator {words} {where}'
        done = subprocess.run(
            ["sh", "-c", command], cwd=tmp_path, env=environment("en"), capture_output=True, text=True
        )
        assert done.returncode == code, done.stderr
        assert len(done.stderr.splitlines()) == (1 if code else 0), done.stderr
