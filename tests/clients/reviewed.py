"""The reviewed list of what mail programs lack: in comes reviewed.yaml, out come its entries and every pair they name."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import yaml

from tests.clients.support import CLIENTS

LIST = Path(__file__).parent / "reviewed.yaml"
LANGUAGES = ("fr", "en")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that some programs lack: what it is, by which features and where, why it is used all the same.

    `seen` says what a reader of these programs sees; the words are by language. `visible` tells what is noticed from
    what is not.
    """

    what: dict[str, str]
    lacking: dict[str, tuple[str, ...]]
    why: str
    seen: dict[str, str]
    visible: bool

    @property
    def clients(self) -> tuple[str, ...]:
        """Return the programs that lack any of it, in the order of CLIENTS."""
        return tuple(name for name in CLIENTS if any(name in named for named in self.lacking.values()))


def entries(path: Path = LIST) -> tuple[Entry, ...]:
    """Return the list as it was reviewed. ValueError for a pattern that names no mail program."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tuple(
        Entry(
            item["what"],
            {feature: _named(patterns) for feature, patterns in item["lacking"].items()},
            item["why"],
            item["seen"],
            group == "noticed",
        )
        for group in ("noticed", "unnoticed")
        for item in data[group]
    )


def _named(patterns: str) -> tuple[str, ...]:
    """Return the programs that a text like "outlook.windows* gmail.ios" names."""
    found = []
    for pattern in patterns.split():
        fitting = [name for name in CLIENTS if fnmatchcase(name, pattern)]
        if not fitting:
            raise ValueError(f"no mail program is called {pattern}")
        found += fitting
    return tuple(found)
