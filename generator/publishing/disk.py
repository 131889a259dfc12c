"""The few things publishing does to a disk, in one place: in come paths and bytes, out come files that survive a crash.

Every step is a method, so that a test can hand in a disk that fails, or kills the process, at any one of them.
"""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

from generator.errors import CannotWrite, problem

_CODES = {
    errno.ENOSPC: "publishing.disk_full",
    errno.EDQUOT: "publishing.disk_full",
    errno.EFBIG: "publishing.too_large",
    errno.EACCES: "publishing.no_permission",
    errno.EPERM: "publishing.no_permission",
    errno.EROFS: "publishing.read_only",
}


class Disk:
    """A real file system. OSError from every method that cannot do its work."""

    def make_folder(self, path: Path) -> None:
        """Make one folder, readable as the umask allows."""
        os.mkdir(path, 0o777)

    def write(self, path: Path, content: bytes) -> None:
        """Write a new file and see it safely on the disk; never through a link, never over a file."""
        flags = (
            os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        )
        with os.fdopen(os.open(path, flags, 0o666), "wb") as file:
            file.write(content)
            file.flush()
            self.sync(file.fileno())

    def append(self, path: Path, kept: int, content: bytes) -> None:
        """Write `content` after the first `kept` bytes of a file (made if missing) and see it safely on the disk; never through a link."""
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags, 0o666), "r+b") as file:
            file.truncate(kept)
            file.seek(kept)
            file.write(content)
            file.flush()
            self.sync(file.fileno())

    def sync(self, descriptor: int) -> None:
        """Wait until what was written is on the disk."""
        os.fsync(descriptor)

    def sync_folder(self, path: Path) -> None:
        """Wait until the names in a folder are on the disk; Windows has no such call and needs none."""
        if os.name == "nt":
            return
        descriptor = os.open(path, os.O_RDONLY)
        try:
            self.sync(descriptor)
        finally:
            os.close(descriptor)

    def rename(self, old: Path, new: Path) -> None:
        """Give a folder its final name in one step."""
        os.rename(old, new)

    def replace(self, old: Path, new: Path) -> None:
        """Give a file the name of another in one step; that one is gone."""
        os.replace(old, new)

    def remove(self, path: Path) -> None:
        """Remove a folder of ours with all it holds; what cannot be removed now is left for the next run."""
        shutil.rmtree(path, ignore_errors=True)


def cannot_write(cause: OSError, path: Path, root: Path) -> CannotWrite:
    """Return the error for `cause`, naming `path` as seen from the workspace `root`."""
    place = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    code = _CODES.get(cause.errno or 0, "publishing.cannot_write")
    return CannotWrite(problem(code, file=place, reason=os.strerror(cause.errno) if cause.errno else "?"))
