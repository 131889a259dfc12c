"""In: a folder. Out: a small workspace whose series owe six editions on DAY, four of them numbered finals, beside older ones.

What was there before bears the mark OLD in its title, what is owed bears NEW: an edition with both was mixed.
"""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from generator.publishing.disk import Disk
from generator.publishing.ledger import read_ledger
from generator.schedule.pool import InProcess
from generator.schedule.run import Run, run_due
from generator.schedule.task import Task
from tests.workspaces import minimal_workspace

P = ParamSpec("P")
T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[2]
DAY = date(2022, 4, 20)
OLD, NEW = "ancienne", "nouvelle"
MARKS = re.compile(f"{OLD}|{NEW}")
EVENTS = ("2022-01-11", "2022-02-15", "2022-03-28")
# Folder, status and number of what is owed; the first two stood before, and the drafts are second ones.
OWED = {
    "2022-02/lettre/public/final-1": 33,
    "2022-03/lettre/public/final-1": 34,
    "2022-02/carnet/public/final-1": 1,
    "2022-03/carnet/public/final-1": 2,
    "2022-02/suivi/internal/draft-2": None,
    "2022-03/suivi/internal/draft-2": None,
}
SERIES = """
series:
  lettre:
    kind: newsletter
    every: month
    start: 2022-01
    languages: [fr, en]
    formats: [txt, html]
    status: final
    first_number: 32
    when_empty: nothing
  carnet:
    kind: newsletter
    every: month
    start: 2022-02
    languages: [fr]
    formats: [txt, handover]
    status: final
    first_number: 1
    when_empty: nothing
  suivi:
    kind: activity-report
    audiences: [internal]
    every: month
    start: 2022-01
    languages: [fr]
    formats: [docx]
    when_empty: nothing
"""
_UNMARKED = ("/README.txt", "/preheader.txt")
_EVENT = """\
title: {{fr: "Atelier, version {mark}", en: "Workshop, {mark}"}}
short_title: {{fr: "Atelier, version {mark}", en: "Workshop, {mark}"}}
type: workshop
themes: [gouvernance]
date: {day}
place: {{city: Rabat}}
summary: {{fr: "Les participants se sont réunis, version {mark}.", en: "Participants met, {mark}."}}
attendance:
  - measure: attendees
    count: 70
source: {{kind: article, title: Atelier, language: fr, url: "https://example.org/{day}"}}
state: approved
"""


def owing(folder: Path) -> Path:
    """Return a workspace in `folder` in which OWED is due on DAY, and what came before stands."""
    shutil.copytree(ROOT / "templates", folder / "templates")
    workspace = minimal_workspace(folder, _events(OLD, EVENTS), files={"templates/series.yaml": SERIES})
    for day, only in ((date(2022, 2, 20), "lettre"), (DAY, "suivi")):
        assert due(workspace, day, only=(only,)).exit_code == 0
    minimal_workspace(folder, _events(NEW, EVENTS[1:]))
    return workspace


def due(
    workspace: Path,
    day: date = DAY,
    *,
    executor: Executor | None = None,
    disk: Disk | None = None,
    only: Iterable[str] = (),
    dry: bool = False,
) -> Run:
    """Return what the regular run of `day` came to."""
    return run_due(workspace, day, executor or InProcess(), only=tuple(only), dry=dry, disk=disk)


class Remembering(InProcess):
    """Draws each edition once and hands it out again wherever all that it depends on is the same, for runs by the hundred:
    what stands of its series, and what was issued of it. The records never change under it."""

    def __init__(self) -> None:
        self._known: dict[object, Any] = {}

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        workspace, task = args
        assert isinstance(workspace, Path) and isinstance(task, Task)
        reports, series = workspace / "reports", task.slot.series
        editions = tuple(
            sorted(path.as_posix() for path in reports.glob(f"*/{series}/*/[df]*/manifest.json"))
        )
        issued = tuple(issue for issue in read_ledger(reports) if issue.name == series)
        key = (task, editions, issued)
        if key not in self._known:
            self._known[key] = super().submit(fn, *args, **kwargs)
        found: Future[T] = self._known[key]
        return found


def tree(reports: Path) -> dict[str, bytes]:
    """Return every file below `reports` with its bytes, but for the lock, the cache and the log; folders count too."""
    found = {path.relative_to(reports): path for path in sorted(reports.rglob("*"))}
    return {
        place.as_posix(): b"" if path.is_dir() else path.read_bytes()
        for place, path in found.items()
        if place.parts[0] not in (".lock", ".due.json", ".log")
    }


def marks(files: dict[str, bytes]) -> set[str]:
    """Return the marks that the outputs of an edition bear; "none in …" for one that should bear one."""
    found = set()
    for name, content in files.items():
        if name.endswith((".txt", ".html", ".docx")) and not name.endswith(_UNMARKED):
            own = set(MARKS.findall(_text(content)))
            found |= own or {f"none in {name}"}
    return found


def _text(content: bytes) -> str:
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as parts:
            content = parts.read("word/document.xml")
    return content.decode()


def _events(mark: str, days: Iterable[str]) -> dict[str, str]:
    return {f"{day}-atelier": _EVENT.format(day=day, mark=mark) for day in days}
