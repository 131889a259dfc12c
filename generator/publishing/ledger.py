"""What was issued: in come finals, out comes `reports/ledger.jsonl`, one line a final, never rewritten.

Manifests say what exists, the ledger what was issued (DESIGN.md §7). It is in git, so it outlives the folders: a line that
a killed run did not write is added from the manifest, a folder that is gone is reported, and nothing is numbered anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from generator.errors import CannotWrite, Problem, Refusal, problem
from generator.publishing.disk import Disk
from generator.publishing.lock import Held
from generator.publishing.manifest import FILE_NAME as MANIFEST
from generator.publishing.manifest import Manifest, read_manifest

FILE_NAME = "ledger.jsonl"
FORMAT_VERSION = 1
_FINAL = re.compile(r"final-[1-9][0-9]{0,5}")


@dataclass(frozen=True, slots=True, order=True)
class Issue:
    """A final that was issued. `name` is its series, or its kind where it belongs to none; `folder` lies below reports/."""

    name: str
    period: str
    audience: str
    folder: str
    manifest: str  # SHA-256 of its manifest.json
    number: int | None
    as_of: str

    def line(self) -> bytes:
        """Return the line of the ledger: JSON with sorted keys."""
        return (
            json.dumps(asdict(self) | {"format": FORMAT_VERSION}, ensure_ascii=False, sort_keys=True) + "\n"
        ).encode()


def read_ledger(reports: Path) -> tuple[Issue, ...]:
    """Return what was issued, in the order of issue. Refusal names every line that is not one of ours.

    A last line that a killed run left unfinished is no line yet.
    """
    path = reports / FILE_NAME
    if path.is_symlink():
        raise Refusal(problem("publishing.link", file=_shown(reports)))
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return ()
    found, problems = [], []
    for number, line in enumerate(_whole(content).splitlines(), start=1):
        try:
            found.append(_issue(json.loads(line)))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            problems.append(problem("ledger.line", file=_shown(reports), line=number))
    if problems:
        raise Refusal(problems)
    return tuple(found)


def issued_number(issues: Iterable[Issue], name: str, audience: str, period: str, first: int) -> int:
    """Return the number of an edition: the one its period has already, else the next of its series and audience."""
    own = [
        issue
        for issue in issues
        if (issue.name, issue.audience) == (name, audience) and issue.number is not None
    ]
    known = [issue.number for issue in own if issue.period == period and issue.number is not None]
    if known:
        return known[-1]
    return max((issue.number + 1 for issue in own if issue.number is not None), default=first)


def record(reports: Path, held: Held, disk: Disk | None = None) -> tuple[Issue, ...]:
    """Write a line for each final below `reports` that has none, and return these; the lock on `reports` is held.

    Raises Refusal for a ledger that cannot be read, CannotWrite; what stood in the ledger stays as it was.
    """
    if held.reports != reports:
        raise ValueError("another lock")
    disk = disk or Disk()
    if missing := unrecorded(reports):
        path = reports / FILE_NAME
        try:
            disk.append(path, _kept(path), b"".join(issue.line() for issue in missing))
            disk.sync_folder(reports)
        except OSError as cause:  # the finals stand: nothing is lost but a line, which the next run adds
            reason = os.strerror(cause.errno) if cause.errno else "?"
            raise CannotWrite(problem("ledger.no_line", file=_shown(reports), reason=reason)) from cause
    return missing


def unrecorded(reports: Path) -> tuple[Issue, ...]:
    """Return the finals that stand below `reports` and have no line yet."""
    known = {issue.folder for issue in read_ledger(reports)}
    return tuple(issue for issue in finals(reports) if issue.folder not in known)


def finals(reports: Path) -> Iterator[Issue]:
    """Yield each final that stands whole below `reports`, by name and period, an earlier final of an edition first."""
    found = [folder for folder in reports.glob("*/*/*/final-*") if _FINAL.fullmatch(folder.name)]
    for folder in sorted(found, key=lambda f: (f.parts[-3], f.parts[-4], f.parts[-2], int(f.name[6:]))):
        try:
            manifest = read_manifest(folder)
            content = (folder / MANIFEST).read_bytes()
        except (OSError, ValueError):
            continue
        yield issue_of(manifest, folder.relative_to(reports).as_posix(), content)


def issue_of(manifest: Manifest, folder: str, content: bytes) -> Issue:
    """Return the ledger's entry of the final in `folder`, whose manifest.json holds `content`."""
    return Issue(
        name=manifest.edition.partition("/")[0],
        period=manifest.period,
        audience=manifest.edition.rpartition("/")[2],
        folder=folder,
        manifest=hashlib.sha256(content).hexdigest(),
        number=manifest.number,
        as_of=manifest.as_of,
    )


def departures(reports: Path) -> Iterator[Problem]:
    """Yield a problem for each final that was issued and is gone, or whose manifest is no longer the one that was issued."""
    for issue in read_ledger(reports):
        place = f"{reports.name}/{issue.folder}"
        try:
            content = (reports / issue.folder / MANIFEST).read_bytes()
        except OSError:
            yield problem("ledger.gone", file=place, warning=True)
            continue
        if hashlib.sha256(content).hexdigest() != issue.manifest:
            yield problem("ledger.altered", file=f"{place}/{MANIFEST}")


def _issue(values: dict[str, Any]) -> Issue:
    if values.pop("format") != FORMAT_VERSION or set(values) != set(Issue.__dataclass_fields__):
        raise ValueError("format")
    number = values["number"]
    texts = [value for name, value in values.items() if name != "number"]
    if not all(isinstance(value, str) for value in texts) or not (number is None or type(number) is int):
        raise TypeError("field")
    if not re.fullmatch(r"[A-Za-z0-9.-]+(/[A-Za-z0-9.-]+){3}", values["folder"]) or ".." in values[
        "folder"
    ].split("/"):
        raise ValueError("folder")
    return Issue(**values)


def _whole(content: bytes) -> bytes:
    return content[: content.rfind(b"\n") + 1]


def _kept(path: Path) -> int:
    """Return how many bytes of the ledger are whole lines."""
    return len(_whole(path.read_bytes())) if path.exists() else 0


def _shown(reports: Path) -> str:
    return f"{reports.name}/{FILE_NAME}"
