"""What was found out before: in comes reports/.due.json, out comes what need not be found out again.

A cache and nothing more: it says of content, by its hash, that nothing was to be done with it. Without it a run takes longer
and comes to the same; manifests and the ledger decide (hostile-input F16).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from generator.publishing.disk import Disk
from generator.schedule.slots import Readers

FILE_NAME = ".due.json"
FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True)
class State:
    """What was known on the day `day` of a workspace whose content has the hash `digest`; it holds until before `until`.

    `done` gives, by an edition's folder, the fingerprint with which nothing was to be done, and the folder of the draft or
    final that was found then (empty where there was nothing to report).
    """

    digest: str = ""
    day: date = date.min
    until: date = date.min
    readers: Readers = field(default_factory=lambda: Readers((), {}))
    done: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def read_state(reports: Path) -> State:
    """Return what is known; nothing where the file is not there or is none of ours."""
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        values: dict[str, Any] = json.loads((reports / FILE_NAME).read_bytes())
        if values["format"] == FORMAT_VERSION:
            months = {str(donor): int(month) for donor, month in values["months"].items()}
            return State(
                str(values["digest"]),
                date.fromisoformat(values["day"]),
                date.fromisoformat(values["until"]),
                Readers(tuple(map(str, values["donors"])), months),
                {str(folder): (str(mark), str(found)) for folder, (mark, found) in values["done"].items()},
            )
    return State()


def write_state(reports: Path, state: State, disk: Disk | None = None) -> None:
    """Write what is known, whole or not at all; a disk that cannot keep it costs time and nothing else, so nobody is told."""
    values = {
        "format": FORMAT_VERSION,
        "digest": state.digest,
        "day": state.day.isoformat(),
        "until": state.until.isoformat(),
        "donors": state.readers.donors,
        "months": dict(state.readers.months),
        "done": {folder: list(pair) for folder, pair in state.done.items()},
    }
    disk = disk or Disk()
    partial = reports / f"{FILE_NAME}.partial"
    try:
        partial.unlink(missing_ok=True)
        disk.write(partial, (json.dumps(values, sort_keys=True) + "\n").encode())
        disk.replace(partial, reports / FILE_NAME)
    except OSError:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
