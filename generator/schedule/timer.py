"""What starts the regular run by itself: in come a workspace and how often, out come a systemd timer with its service, or a crontab line.

Both are a user's own and need no rights of an administrator. The timer is persistent; a line of cron needs no such thing, as a run
makes whatever earlier ones missed.
"""

from __future__ import annotations

import hashlib
import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

MARK = "# Written by “bilan schedule install”. Without this line it is no longer Bilan’s, and stays as it is."
EVERY: Mapping[str, tuple[str, str]] = {  # OnCalendar of systemd.time(7), the five fields of crontab(5)
    "hour": ("*-*-* *:07:00", "7 * * * *"),
    "day": ("*-*-* 06:07:00", "7 6 * * *"),
}
_SERVICE = """\
{mark}
[Unit]
Description=Bilan: what is due in {name}

[Service]
Type=oneshot
ExecStart={command}
Environment=BILAN_LANGUAGE={language}
# Where the variable that password_env names may be set.
EnvironmentFile=-%E/bilan/environment
# 3: a final is held back, 4: another run is at work. Neither is a failure.
SuccessExitStatus=3 4
TimeoutStartSec=4h
Nice=10
"""
_TIMER = """\
{mark}
[Unit]
Description=Bilan: what is due in {name}, every {every}

[Timer]
OnCalendar={calendar}
RandomizedDelaySec=5min
# A run that was missed while the machine was off takes place when it is on again.
Persistent=true

[Install]
WantedBy=timers.target
"""


@dataclass(frozen=True, slots=True)
class Timer:
    """A regular start of `bilan run-due` for one workspace: `python` is the program that has this Bilan, `every` a key of EVERY."""

    workspace: Path
    python: Path
    language: str
    every: str = "hour"

    @property
    def name(self) -> str:
        """The name of its units: the folder's, and a hash of its whole path."""
        plain = re.sub(r"[^a-z0-9]+", "-", self.workspace.name.casefold()).strip("-")[:40]
        mark = hashlib.sha256(str(self.workspace).encode("utf-8", "surrogateescape")).hexdigest()[:8]
        return "-".join(filter(None, ("bilan", plain, mark)))

    @property
    def words(self) -> tuple[str, ...]:
        """The command, word by word. -P: a file of the current folder is no library of ours."""
        workspace = ("--workspace", str(self.workspace))
        return (str(self.python), "-P", "-m", "generator", *workspace, "run-due", "--quiet")

    def units(self) -> dict[str, str]:
        """Return the name and text of the service and of the timer."""
        shown = self.workspace.name.replace("%", "%%")
        calendar, _ = EVERY[self.every]
        command = " ".join(map(_systemd_word, self.words))
        return {
            f"{self.name}.service": _SERVICE.format(
                mark=MARK, name=shown, command=command, language=self.language
            ),
            f"{self.name}.timer": _TIMER.format(mark=MARK, name=shown, every=self.every, calendar=calendar),
        }

    @property
    def cron_mark(self) -> str:
        """What ends its line in a crontab."""
        return f"# {self.name}"

    def cron_line(self) -> str:
        """Return its line of a crontab, where a percent sign would be the end of the command."""
        command = shlex.join(self.words).replace("%", "\\%")
        return f"{EVERY[self.every][1]} BILAN_LANGUAGE={self.language} {command} {self.cron_mark}"


def writable(workspace: Path) -> bool:
    """Return whether a unit or a line can hold the path of `workspace`: no control character, nothing that is not UTF-8."""
    return str(workspace).isprintable()


def units_folder(environment: Mapping[str, str]) -> Path:
    """Return where a user's own units are (systemd.unit(5))."""
    own = environment.get("XDG_CONFIG_HOME")
    return (
        (Path(own) if own else Path(environment.get("HOME") or Path.home()) / ".config") / "systemd" / "user"
    )


def is_ours(text: str) -> bool:
    """Return whether a unit was written by Bilan."""
    return text.startswith(MARK)


def with_line(crontab: str, timer: Timer, line: str | None) -> str:
    """Return a crontab with `line` as the timer's only one, or none of it."""
    kept = [one for one in crontab.splitlines() if not one.endswith(f" {timer.cron_mark}")]
    return "".join(f"{one}\n" for one in (*kept, *([line] if line else [])))


def lines_of(crontab: str, timer: Timer) -> Sequence[str]:
    """Return the timer's lines in a crontab."""
    return [one for one in crontab.splitlines() if one.endswith(f" {timer.cron_mark}")]


def _systemd_word(word: str) -> str:
    """Return a word as systemd.service(5) reads it back: quoted, without specifiers and variables."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return escaped if re.fullmatch(r"[A-Za-z0-9/._=:@-]+", escaped) else f'"{escaped}"'
