"""In: the words of a command. Out: what a real process of its own printed, and how it ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Ended:
    """A process that has ended."""

    code: int
    out: str
    err: str


def environment(language: str) -> dict[str, str]:
    """Return the environment of a person who speaks `language`, without a workspace of this machine."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("BILAN_", "LC_", "LANG"))
    }
    return {
        **kept,
        "BILAN_LANGUAGE": language,
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
        "COLUMNS": "100",
    }


def hear_interrupts() -> None:
    """Let a child hear the keyboard also where the tests themselves run in the background, deaf to it (`preexec_fn`)."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def bilan(*words: object, folder: Path, language: str = "en", **more: str) -> Ended:
    """Run `python -m generator` in `folder`; whatever happens, no traceback is shown."""
    run = subprocess.run(
        [sys.executable, "-m", "generator", *map(str, words)],
        cwd=folder,
        env={**environment(language), **more},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    assert "Traceback" not in run.stdout + run.stderr, run.stderr
    return Ended(run.returncode, run.stdout, run.stderr)
