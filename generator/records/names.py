"""The ids of the registers and every name they go by: in comes what a person wrote, out comes the id it must be.

A body is known by its id; "PAYS-BAS", "Pays Bas" or an alias lead to a problem that says which id to write.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from generator.errors import Problem, problem
from generator.sources.characters import one_line

REGISTERS = {
    "organisation": "records/organisations.yaml",
    "project": "records/projects/",
    "theme": "records/themes.yaml",
    "framework": "records/themes.yaml",
    "event": "records/events/",
}


def fold(text: str) -> str:
    """Return `text` without accents, capitals and punctuation, so that two spellings of a name can be compared."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", " ", bare).strip()


class Names:
    """Every id of every register with its names."""

    def __init__(self) -> None:
        """Begin with empty registers, none of which is complete."""
        self._labels: dict[str, dict[str, str]] = {kind: {} for kind in REGISTERS}
        self._folded: dict[str, dict[str, str]] = {kind: {} for kind in REGISTERS}
        self._complete: set[str] = set()

    def add(self, kind: str, identifier: str, names: Iterable[str] = ()) -> None:
        """Add an id with its names, the one to show first."""
        known = [name for name in names if name]
        self._labels[kind][identifier] = known[0] if known else ""
        for name in (identifier, *known):
            self._folded[kind].setdefault(fold(name), identifier)

    def complete(self, *kinds: str) -> None:
        """Declare that all ids of `kinds` were added: only then is another id unknown."""
        self._complete.update(kinds)

    def knows(self, kind: str, identifier: str) -> bool:
        """Return whether `identifier` is in the register, or whether the register could not be read."""
        return identifier in self._labels[kind] or kind not in self._complete

    def unknown(self, kind: str, given: str, *, file: str, line: int, column: int, field: str) -> Problem:
        """Return the problem of an id that is not in the register, with the id to write where one is near."""
        place: dict[str, Any] = {"file": file, "line": line, "column": column, "field": field}
        facts: dict[str, Any] = {"given": one_line(given)[:60], "register": REGISTERS[kind]}
        folded = fold(given)
        if named := self._folded[kind].get(folded):
            return problem("records.unknown_id_named", **place, **facts, near=named)
        if close := difflib.get_close_matches(folded, self._folded[kind], n=1, cutoff=0.75):
            near = self._folded[kind][close[0]]
            label = one_line(self._labels[kind][near]) or near
            return problem("records.unknown_id_near", **place, **facts, near=near, label=label)
        return problem("records.unknown_id", **place, **facts)
