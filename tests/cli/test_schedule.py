"""`bilan schedule`: what it writes for this user alone, what it leaves alone, and what it says where there is no systemd."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.schedule.timer import MARK, Timer, with_line
from tests.cli.processes import Ended, bilan
from tests.regular import regular_workspace

SYSTEMCTL = """\
#!/bin/sh
echo "$@" >> "$CALLS"
exit ${SYSTEMCTL_CODE:-0}
"""
CRONTAB = """\
#!/bin/sh
case "$1" in
  -l) cat "$TAB" 2>/dev/null || { echo "no crontab for ana" >&2; exit 1; } ;;
  -) cat > "$TAB" ;;
esac
"""


class Machine:
    """A user's home and the programs of the system, as far as they are asked for."""

    def __init__(self, folder: Path) -> None:
        self.home, self.programs = folder / "home", folder / "programs"
        self.workspace = regular_workspace(folder / "Mission d'été 100%")
        for place in (self.home, self.programs):
            place.mkdir()

    @property
    def units(self) -> Path:
        """Where the units of the user are."""
        return self.home / ".config/systemd/user"

    def has(self, name: str, text: str) -> None:
        """Put a program there."""
        (self.programs / name).write_text(text)
        (self.programs / name).chmod(0o755)

    def calls(self) -> list[str]:
        """Return what systemd was asked for."""
        return (self.home / "calls").read_text().splitlines()

    def __call__(self, *words: str, **more: str) -> Ended:
        path = f"{self.programs}:/bin" if (self.programs / "systemctl").exists() else str(self.programs)
        environment = {"PATH": path, "HOME": str(self.home), "XDG_CONFIG_HOME": "", **more}
        environment |= {"CALLS": str(self.home / "calls"), "TAB": str(self.home / "tab")}
        return bilan("schedule", *words, "--workspace", self.workspace, folder=self.home, **environment)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_a_timer_is_shown_installed_once_and_removed(machine: Machine) -> None:
    machine.has("systemctl", SYSTEMCTL)
    shown = machine("show")
    assert not machine.units.exists() and "No timer is in place" in shown.err

    installed = machine("install", "--every", "day")

    assert installed.code == 0, installed.err
    service, timer = sorted(machine.units.iterdir())
    assert timer.name.startswith("bilan-mission-d-t-100-") and timer.suffix == ".timer"
    assert timer.name in machine.calls()[-1] and machine.calls()[-2] == "--user daemon-reload"
    assert "Persistent=true" in timer.read_text() and "OnCalendar=*-*-* 06:07:00" in timer.read_text()
    command = f'{sys.executable} -P -m generator --workspace "{machine.workspace}" run-due --quiet'
    assert f"ExecStart={command.replace('%', '%%')}\n" in service.read_text()
    assert "This is what is in place." in machine("show", "--every", "day").err
    assert machine("install").code == 0 and "OnCalendar=*-*-* *:07:00" in timer.read_text()
    assert len(list(machine.units.iterdir())) == 2
    assert machine("remove").code == 0
    assert list(machine.units.iterdir()) == []
    assert f"--user disable --now {timer.name}" in machine.calls()


def test_what_somebody_else_wrote_stays(machine: Machine) -> None:
    machine.has("systemctl", SYSTEMCTL)
    machine("install")
    timer = next(machine.units.glob("*.timer"))
    timer.write_text(timer.read_text().removeprefix(MARK))
    before = timer.read_text()

    for words in (("install", "--every", "day"), ("remove",)):
        refused = machine(*words)
        assert refused.code == 2 and "was not written by Bilan" in refused.err
        assert timer.read_text() == before


@pytest.mark.parametrize(
    ("there", "told"), [(False, "systemd is not on this machine"), (True, "did not do “show")]
)
def test_without_systemd_nothing_is_written_and_cron_is_named(
    machine: Machine, there: bool, told: str
) -> None:
    if there:
        machine.has("systemctl", SYSTEMCTL)
    refused = machine("install", SYSTEMCTL_CODE="1")
    assert refused.code == 2 and told in refused.err and "--cron" in refused.err
    assert not machine.units.exists()


def test_a_line_of_the_crontab_is_added_once_and_the_others_stay(machine: Machine) -> None:
    machine.has("systemctl", SYSTEMCTL)  # for the PATH alone
    machine.has("crontab", CRONTAB)
    (machine.home / "tab").write_text("MAILTO=ana\n0 5 * * * sauvegarde\n")

    assert machine("install", "--cron").code == 0
    assert machine("install", "--cron", "--every", "day").code == 0

    first, second, own = (machine.home / "tab").read_text().splitlines()
    assert (first, second) == ("MAILTO=ana", "0 5 * * * sauvegarde")
    assert own.startswith("7 6 * * * BILAN_LANGUAGE=en ")
    assert "A line of this workspace is in your crontab." in machine("show", "--cron").err
    assert machine("remove", "--cron").code == 0
    assert (machine.home / "tab").read_text() == "MAILTO=ana\n0 5 * * * sauvegarde\n"


def test_without_cron_the_line_is_given(machine: Machine) -> None:
    refused = machine("install", "--cron")
    assert refused.code == 2 and "7 * * * * BILAN_LANGUAGE=en" in refused.err


def test_a_line_of_cron_is_what_a_shell_reads_back() -> None:
    timer = Timer(Path("/srv/l'été 100%/a b"), Path("/usr/bin/python3"), "fr")
    line = timer.cron_line().removeprefix("7 * * * * ").replace("\\%", "%")
    assert shlex.split(line, comments=True) == ["BILAN_LANGUAGE=fr", *timer.words]
    other = Timer(Path("/srv/autre/a b"), Path("/usr/bin/python3"), "fr")
    both = with_line(with_line("", timer, timer.cron_line()), other, other.cron_line())
    assert with_line(both, timer, None) == f"{other.cron_line()}\n", "two workspaces, two lines"


def test_the_command_of_a_timer_runs(tmp_path: Path) -> None:
    """As systemd would start it: elsewhere, and with nearly no environment."""
    workspace = regular_workspace(tmp_path / "w")
    timer = Timer(workspace, Path(sys.executable), "fr")
    (tmp_path / "generator.py").write_text("raise SystemExit(9)")
    done = subprocess.run(
        [*timer.words, "--dry-run"],
        cwd=tmp_path,
        env={"BILAN_LANGUAGE": "fr"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert "Éditions dues au" in done.stdout


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not on this machine")
def test_systemd_accepts_the_units_of_an_awkward_path(tmp_path: Path) -> None:
    workspace = tmp_path / 'a b"c%d$e\\f é'
    for every in ("hour", "day"):
        timer = Timer(workspace, Path(sys.executable), "fr", every)
        for name, text in timer.units().items():
            (tmp_path / name).write_text(text)
        (tmp_path / "run").mkdir(mode=0o700, exist_ok=True)
        done = subprocess.run(
            ["systemd-analyze", "verify", "--user", str(tmp_path / f"{timer.name}.timer")],
            env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path / "run")},
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert (done.returncode, done.stderr) == (0, "")
