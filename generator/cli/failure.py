"""A bug of ours: in comes an exception nobody foresaw, out comes a log file that names places and no values."""

from __future__ import annotations

import platform
import tempfile
import traceback
from pathlib import Path

from generator import __version__


def save_log(error: BaseException, command: str) -> Path | None:
    """Write where `error` arose and return the file's path; None if no file can be written.

    The log holds file names, lines and kinds of exceptions, never their words: these may be a person's name.
    """
    lines = [
        f"bilan {__version__}, Python {platform.python_version()}, {platform.system()}",
        f"command: {command}",
    ]
    for number, cause in enumerate(_chain(error)):
        lines.append(f"{'caused by: ' if number else ''}{type(cause).__module__}.{type(cause).__qualname__}")
        for frame in traceback.extract_tb(cause.__traceback__):
            lines.append(f"  {_inside(frame.filename)}:{frame.lineno} {frame.name}")
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", prefix="bilan-", suffix=".log", delete=False
        ) as file:
            file.write("\n".join(lines) + "\n")
        return Path(file.name)
    except OSError:
        return None


def _chain(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in found:
        found.append(cause)
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return found


def _inside(name: str) -> str:
    """Return a source file's name from the package on, without the folders of the machine."""
    parts = Path(name).parts
    for mark in ("generator", "site-packages"):
        if mark in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(mark) :])
    return parts[-1] if parts else name
