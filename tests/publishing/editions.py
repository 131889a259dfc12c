"""In: a few words. Out: manifests, outputs and disks for the tests of publishing."""

from __future__ import annotations

import errno
import hashlib
import os
import signal
from collections.abc import Callable
from pathlib import Path

from generator.publishing.disk import Disk
from generator.publishing.manifest import Excluded, FontFile, Manifest, RecordUsed, hash_inputs

OUTPUTS = {
    "rapport-fr.docx": b"PK docx " * 500,
    "rapport-fr.pdf": b"%PDF fr " * 900,
    "report-en.docx": b"PK docx en " * 400,
    "report-en.pdf": b"%PDF en " * 800,
    "lettre-fr-handover/letter.html": b"<p>fr</p> " * 300,
    "lettre-fr-handover/images/a.png": b"\x89PNG " * 300,
}


def manifest(words: str = "one") -> Manifest:
    """Return the manifest of an edition whose inputs are `words`."""
    return Manifest(
        edition="activity-report/2022-Q1/public",
        kind="activity-report",
        period="2022-Q1",
        audience="public",
        languages=("fr", "en"),
        formats=("docx", "pdf"),
        as_of="2022-04-15",
        inputs=hash_inputs([("words", words)]),
        records=(RecordUsed("event/2022-02-15-atelier", "ab" * 32),),
        quotes=("2022-02-15-atelier/ramzi",),
        people=("Khadija Ramzi", "Émile Ötzi", "فاطمة"),
        donors=("pays-bas",),
        excluded=(Excluded("event/2022-03-01-visite", "embargo"),),
        versions={"python": "3.11", "bilan": "0.1.0"},
        fonts=(FontFile("Noto Sans", "cd" * 32),),
        sources={"rapport-fr.docx": {"b1": "event/2022-02-15-atelier summary fr"}},
    )


def target(workspace: Path) -> Path:
    """Return where the tests publish."""
    return workspace / "reports" / "2022-Q1" / "activity-report" / "public"


def files_in(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file of an edition but its manifest, by its path below `folder`."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "manifest.json")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def listing(folder: Path) -> dict[str, tuple[str, int]]:
    """Return every file below `folder` with its SHA-256 and time, and every folder; the lock's own file aside."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.name != ".lock":
            content = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
            found[path.relative_to(folder).as_posix()] = (
                content,
                path.stat().st_mtime_ns if path.is_file() else 0,
            )
    return found


class CountingDisk(Disk):
    """A real disk that calls `act` before its step number `at`, counted from 1."""

    def __init__(self, at: int, act: Callable[[], None]) -> None:
        self.at, self.act, self.steps = at, act, 0

    def _step(self) -> None:
        self.steps += 1
        if self.steps == self.at:
            self.act()

    def make_folder(self, path: Path) -> None:
        self._step()
        super().make_folder(path)

    def write(self, path: Path, content: bytes) -> None:
        self._step()
        super().write(path, content)

    def append(self, path: Path, kept: int, content: bytes) -> None:
        self._step()
        super().append(path, kept, content)

    def sync(self, descriptor: int) -> None:
        self._step()
        super().sync(descriptor)

    def rename(self, old: Path, new: Path) -> None:
        self._step()
        super().rename(old, new)

    def replace(self, old: Path, new: Path) -> None:
        self._step()
        super().replace(old, new)


def fail_with(code: int) -> Callable[[], None]:
    """Return what raises the OSError `code`."""

    def act() -> None:
        raise OSError(code, os.strerror(code))

    return act


def disk_full() -> None:
    """Raise the error of a full disk."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def kill_self() -> None:
    """End this process as a power cut would."""
    os.kill(os.getpid(), signal.SIGKILL)
