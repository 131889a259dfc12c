"""What an edition could depend on, cheaply: in come Records and a Slot, out comes one hash that changes whenever the edition might.

It holds more than the edition does, never less: where it is as it was, nothing has to be composed to know that the edition is.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from generator.config.series import Series
from generator.config.workspace import defaults_folder, templates_folder
from generator.period import Period
from generator.publishing.ingredients import versions
from generator.records.event import Event, Occurrence
from generator.records.records import Records
from generator.schedule.slots import Slot

_DAY = re.compile(rb"\b(\d{4}-\d{2}-\d{2})\b")
_REGISTERS = ("organisations", "themes", "publisher", "project/", "indicator/", "organisation/")


def digest(workspace: Path) -> str:
    """Return one hash of everything that editions are made from: each file of records/ and templates/, and the versions."""
    templates = templates_folder(workspace)
    total = hashlib.sha256(repr(sorted(versions().items())).encode())
    for folder in dict.fromkeys((workspace / "records", templates, defaults_folder() / "html")):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                _add(total, path.relative_to(folder).as_posix(), path.read_bytes())
    return total.hexdigest()


def templates_digest(workspace: Path) -> str:
    """Return one hash of the templates and the versions alone."""
    total = hashlib.sha256(repr(sorted(versions().items())).encode())
    for folder in dict.fromkeys((templates_folder(workspace), defaults_folder() / "html")):
        for path in sorted(folder.rglob("*")):
            # Each series is a part of its own, and settings change no document.
            if path.is_file() and path.name not in ("series.yaml", "settings.yaml"):
                _add(total, path.relative_to(folder).as_posix(), path.read_bytes())
    return total.hexdigest()


def fingerprint(slot: Slot, series: Series, records: Records, templates: str) -> str:
    """Return the hash of what the edition of `slot` could depend on; `templates` is their digest."""
    total = hashlib.sha256(f"{series!r}|{slot.audience}|{slot.period.code}|{templates}".encode())
    for name, file in sorted(records.files.items()):
        if name.startswith(_REGISTERS) or name in _REGISTERS or _of_edition(name, slot, series):
            _add(total, name, file.sha256.encode())
    for id in sorted(_events(slot.period, records)):
        _add(total, id, records.files[f"event/{id}"].sha256.encode())
    return total.hexdigest()


def next_change(workspace: Path, today: date) -> date:
    """Return the first day after `today` on which something may change although nobody wrote: a date that a record states
    (an embargo, a consent, an event to come), the day after it, or the first of a month."""
    days = {(today.replace(day=1) + timedelta(days=32)).replace(day=1)}
    for path in (workspace / "records").rglob("*.yaml"):
        for found in _DAY.findall(path.read_bytes()):
            try:
                stated = date.fromisoformat(found.decode())
                days |= {stated, stated + timedelta(days=1)}
            except (ValueError, OverflowError):
                continue
    return min(day for day in days if day > today)


def _of_edition(name: str, slot: Slot, series: Series) -> bool:
    return name.startswith(tuple(f"edition/{one}/{slot.period.code}" for one in (series.name, series.kind)))


def _events(period: Period, records: Records) -> Iterator[str]:
    """Yield the events that a document of `period` can speak of: those of it, of the periods it is compared with, undated
    ones, and those to come."""
    windows = (period, period.previous(), period.year_before())
    for id, event in records.events.items():
        if _may_meet(event, windows) or event.status is Occurrence.ANNOUNCED or event.announces:
            yield id


def _may_meet(event: Event, windows: Iterable[Period]) -> bool:
    parts = event.parts()
    if any(part.date is None for part in parts):
        return True
    return any(part.date and window.meets(part.date) for part in parts for window in windows)


def _add(total: hashlib._Hash, name: str, content: bytes) -> None:
    for piece in (name.encode(), content):
        total.update(len(piece).to_bytes(8, "big") + piece)
