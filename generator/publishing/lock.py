"""One run at a time: in comes the folder reports/, out comes the lock on it, or the name of whoever holds it.

The lock belongs to the process (flock), so a killed run frees it; the file `reports/.lock` stays and only names the
holder to people.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from generator.errors import LockHeld, Problem, Refusal, problem
from generator.publishing.disk import Disk, cannot_write

FILE_NAME = ".lock"
PATIENCE = 0.5  # seconds; a publication takes less, and a person is told within one second


@dataclass(frozen=True, slots=True)
class Held:
    """Proof that this process holds the lock on `reports`."""

    reports: Path


def utc_now() -> datetime:
    """Return the present instant, for the holder's "since"."""
    return datetime.now(UTC)


@contextmanager
def hold(reports: Path, now: Callable[[], datetime] = utc_now, disk: Disk | None = None) -> Iterator[Held]:
    """Hold the lock on `reports` (made if missing) for the length of a `with`.

    LockHeld names the holder; CannotWrite if the folder cannot be written; Refusal if it or the lock is a link.
    """
    path = reports / FILE_NAME
    _make_reports(reports, disk or Disk())
    if path.is_symlink():
        raise Refusal(problem("publishing.link", file=f"{reports.name}/{FILE_NAME}"))
    lock = FileLock(path)
    try:
        lock.acquire(timeout=PATIENCE)
    except Timeout:
        raise LockHeld(_holder(path)) from None
    except OSError as cause:
        raise cannot_write(cause, path, reports.parent) from cause
    try:
        _name_holder(path, now())
        yield Held(reports)
    finally:
        lock.release()


def _make_reports(reports: Path, disk: Disk) -> None:
    if reports.is_symlink():
        raise Refusal(problem("publishing.link", file=reports.name))
    if not reports.is_dir():
        try:
            disk.make_folder(reports)
        except FileExistsError:
            if not reports.is_dir():  # another run may have made it in the meantime
                raise Refusal(problem("publishing.not_a_folder", file=reports.name)) from None
        except OSError as cause:
            raise cannot_write(cause, reports, reports.parent) from cause


def _name_holder(path: Path, since: datetime) -> None:
    words = {"pid": os.getpid(), "host": socket.gethostname(), "since": since.isoformat(timespec="seconds")}
    # A full disk is told where it matters, at the first output; it must not stop a build that writes nothing.
    with suppress(OSError), open(path, "r+b") as file:
        file.truncate(0)
        file.write((json.dumps(words, sort_keys=True) + "\n").encode())


def _holder(path: Path) -> Problem:
    place = f"{path.parent.name}/{FILE_NAME}"
    try:
        with open(path, "rb") as file:
            words = json.loads(file.read(1000))
        return problem(
            "publishing.lock_held",
            file=place,
            pid=int(words["pid"]),
            host=str(words["host"])[:80],
            since=datetime.fromisoformat(words["since"]).isoformat(" ", "seconds"),
        )
    except (OSError, ValueError, TypeError, KeyError):
        return problem("publishing.lock_held_unnamed", file=place)
