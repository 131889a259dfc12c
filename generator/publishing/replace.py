"""Replaces files that people wrote, all or none: in come the new contents with what each file held when it was read.

Every new content reaches the disk beside its file before the first one takes its name; a kill between two names leaves
each file old or new, never broken (hostile-input F10).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.errors import Problem, Refusal, problem
from generator.publishing.disk import Disk, cannot_write
from generator.publishing.lock import Held


@dataclass(frozen=True, slots=True)
class Change:
    """A file to replace: its path in the workspace, what it held when it was read (None: it was not there), what it will hold."""

    file: str
    before: bytes | None
    after: bytes


def replace_files(held: Held, changes: Sequence[Change], disk: Disk | None = None) -> None:
    """Write every change to the workspace of `held`, whose lock this process has.

    Refusal, and nothing written, where a file is no longer what was read; CannotWrite where the disk fails.
    """
    disk, root = disk or Disk(), held.reports.parent
    _refuse(root, changes)
    done: list[Change] = []
    try:
        for change in changes:
            _stage(root, change, disk)
        _refuse(root, changes)
        for change in changes:
            path = root / change.file
            disk.replace(_beside(path), path)
            done.append(change)
        for folder in sorted({(root / change.file).parent for change in changes}):
            disk.sync_folder(folder)
    except OSError as cause:
        _put_back(root, done)
        raise cannot_write(
            cause, root / changes[len(done)].file if done != [*changes] else root, root
        ) from cause
    finally:
        for change in changes:
            with suppress(OSError):
                _beside(root / change.file).unlink(missing_ok=True)


def _refuse(root: Path, changes: Sequence[Change]) -> None:
    if problems := [found for change in changes for found in _changed(root, change)]:
        raise Refusal(problems)


def _changed(root: Path, change: Change) -> list[Problem]:
    """Return a problem where the file is not what was read: somebody is at work on it."""
    path = root / change.file
    try:
        now = None if not os.path.lexists(path) else path.read_bytes()
    except OSError as cause:
        raise cannot_write(cause, path, root) from cause
    same = now == change.before and not path.is_symlink()
    return [] if same else [problem("approval.changed_meanwhile", file=change.file)]


def _stage(root: Path, change: Change, disk: Disk) -> None:
    path = root / change.file
    for folder in reversed([one for one in path.parents if root in one.parents and not one.exists()]):
        disk.make_folder(folder)
    _beside(path).unlink(missing_ok=True)  # of a run that was killed
    disk.write(_beside(path), change.after)
    if change.before is not None:
        os.chmod(_beside(path), path.stat().st_mode & 0o7777)


def _put_back(root: Path, done: Sequence[Change]) -> None:
    """Give back what was replaced before the disk failed, as far as it lets us."""
    for change in done:
        path = root / change.file
        with suppress(OSError):
            if change.before is None:
                path.unlink()
            else:
                _beside(path).write_bytes(change.before)
                os.replace(_beside(path), path)


def _beside(path: Path) -> Path:
    """Return a hidden name in the same folder, which no reading of records takes for one of them."""
    return path.with_name(f".{path.name}.tmp")
