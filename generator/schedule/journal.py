"""The log of the regular run: in come what a run did and an instant, out comes one more line of JSON in a file of bounded size.

It says which editions, by which codes, and how the run ended; never a word of a record (hostile-input P10).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from generator.errors import Problem
from generator.publishing.disk import Disk
from generator.schedule.account import FORMAT_VERSION, bare, edition
from generator.schedule.run import Run
from generator.schedule.task import What

PLACE = Path(".log") / "run-due.jsonl"  # below reports/
LARGEST = 500_000  # bytes; some three years of hourly runs with nothing to do


def line_of(run: Run, now: datetime, exit_code: int, notices: Iterable[Problem] = ()) -> dict[str, Any]:
    """Return the line about a run that came to its end."""
    silent = (What.UNCHANGED, What.NOTHING)
    told = [one for one in run.outcomes if one.blocked or one.what not in silent]
    return _line(run.day, now, exit_code) | {
        "unchanged": run.quiet + sum(one.what is What.UNCHANGED for one in run.outcomes),
        "nothing": [one.slot.folder for one in run.outcomes if one.what is What.NOTHING],
        "editions": [
            edition(one) | {"problems": bare(one.problems), "blocked": bare(one.blocked)} for one in told
        ],
        "problems": bare(run.problems),
        "notices": bare(notices),
    }


def line_of_refusal(
    problems: Iterable[Problem], day: date, now: datetime, exit_code: int, notices: Iterable[Problem] = ()
) -> dict[str, Any]:
    """Return the line about a run that did nothing, with why."""
    return _line(day, now, exit_code) | {"problems": bare(problems), "notices": bare(notices)}


def _line(day: date, now: datetime, exit_code: int) -> dict[str, Any]:
    time = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {
        "format": FORMAT_VERSION,
        "time": time,
        "command": "run-due",
        "day": day.isoformat(),
        "exit_code": exit_code,
    }


def keep(path: Path, line: dict[str, Any], largest: int = LARGEST, disk: Disk | None = None) -> bool:
    """Add `line` to the file at `path`, without its older half where it would grow too large; return whether it could be done."""
    disk = disk or Disk()
    content = (json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n").encode()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_bytes() if path.exists() else b""
        kept = before.rfind(b"\n") + 1  # what a killed run began is no line
        if kept + len(content) <= largest:
            disk.append(path, kept, content)
            return True
        lines = before[:kept].splitlines(keepends=True)
        while lines and sum(map(len, lines)) + len(content) > largest // 2:
            del lines[: max(1, len(lines) // 8)]
        partial = path.with_name(f"{path.name}.partial")
        partial.unlink(missing_ok=True)
        disk.write(partial, b"".join([*lines, content]))
        disk.replace(partial, path)
    except OSError:
        return False
    return True
