"""The regular run that finds nothing to do: in comes a number of editions, out comes what looking at them costs.

`python -m benchmarks.due [--editions 200] [--rounds 5]` measures this area alone and writes nothing.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from benchmarks.areas import Area, Goal, seconds
from benchmarks.measuring import ROOT, run, spread, task
from benchmarks.page import lines, machine

EDITIONS, FIRST = 200, (2008, 1)
SERIES = """\
series:
  lettre:
    kind: newsletter
    every: month
    start: 2008-01
    formats: [txt]
    when_empty: nothing
"""
EVENT = """\
title: Atelier du {day}
type: workshop
themes: [gouvernance]
date: {day}
place: {{city: Rabat}}
summary: Les participants se sont réunis.
attendance: [{{measure: attendees, count: 70}}]
state: draft
"""


def prepare(folder: Path, editions: int) -> None:
    """Write a workspace whose monthly letter owes so many editions, one event each."""
    from tests.workspaces import minimal_workspace

    months = [FIRST[0] * 12 + FIRST[1] - 1 + number for number in range(editions)]
    days = [f"{month // 12}-{month % 12 + 1:02}-15" for month in months]
    shutil.copytree(ROOT / "templates", folder / "templates")
    events = {f"{day}-atelier": EVENT.format(day=day) for day in days}
    minimal_workspace(folder, events, files={"templates/series.yaml": SERIES})


def last_day(editions: int) -> date:
    """Return the first day on which all editions are due."""
    month = FIRST[0] * 12 + FIRST[1] - 1 + editions
    return date(month // 12, month % 12 + 1, 1) + timedelta(days=1)


def change(folder: Path, editions: int) -> None:
    """Change the figure of one record in the middle."""
    record = sorted((folder / "records" / "events").rglob("*.yaml"))[editions // 2]
    text = record.read_text("utf-8")
    count = int(text.partition("count: ")[2].partition("}")[0])
    record.write_text(text.replace(f"count: {count}", f"count: {count + 1}"), "utf-8")


def due(folder: Path, rounds: int, editions: int = EDITIONS) -> Area:
    """Measure `bilan run-due` where nothing is new, and where one record changed."""
    day = last_day(editions).isoformat()
    run(task("due-prepare", folder, editions))
    command = [sys.executable, "-m", "generator", "--workspace", str(folder), "run-due", "--as-of", day]
    command += ["--executor", "in-process", "--format", "json"]
    first = run(command)
    quiet = [run(command).wall for _ in range(rounds)]
    made, changed = [], []
    for _ in range(max(1, rounds // 2)):
        drafts = _drafts(folder)
        change(folder, editions)
        changed.append(run(command).wall)
        made.append(_drafts(folder) - drafts)
    area = Area(
        "The regular run",
        f"`bilan run-due`, whole process, over {editions} editions of a monthly letter in plain text, one event each.",
        ("run", "time"),
    )
    area.rows = [
        (f"the first: {_drafts(folder) - sum(made)} editions made", seconds(first.wall)),
        ("nothing is new", seconds(spread(quiet).middle)),
        (f"one record changed: {spread(made)} edition made again", seconds(spread(changed).middle)),
    ]
    area.goals = [
        Goal(
            f"an unchanged run over {editions} editions in less than 1 s",
            f"{spread(quiet)} s",
            spread(quiet).middle < 1,
        ),
        Goal("one changed record makes its own edition again, no other", f"{spread(made)}", set(made) == {1}),
    ]
    return area


def _drafts(folder: Path) -> int:
    return sum(1 for _ in (folder / "reports").glob("*/lettre/public/draft-*/manifest.json"))


def main() -> None:
    """Measure this area and print it."""
    wishes = argparse.ArgumentParser(prog="python -m benchmarks.due", description=__doc__)
    wishes.add_argument("--editions", type=int, default=EDITIONS)
    wishes.add_argument("--rounds", type=int, default=5)
    given = wishes.parse_args()
    print(f"On {machine()}.", flush=True)
    with tempfile.TemporaryDirectory() as place:
        print("\n".join(lines(due(Path(place) / "due", given.rounds, given.editions))))


if __name__ == "__main__":
    main()
