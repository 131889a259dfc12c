"""Whether a language says all that the documents need: in come its words and those the program travels with, out come problems.

A workspace keeps its own templates; after an update of the program they may lack words, or say them with other blanks to fill.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import Formatter

from generator.config.language import Entry
from generator.errors import Problem, problem
from generator.sources.source import Source


def check_words(
    entries: Mapping[str, Entry], shipped: Mapping[str, Entry], source: Source
) -> Iterator[Problem]:
    """Yield a problem for each word that `entries` lacks, and for each pattern that fills in other things than the shipped one."""
    for key, entry in sorted(shipped.items()):
        line, column = source.place(("words", *key.split(".")))
        field, file = f"words.{key}", source.file
        if key not in entries:
            yield problem("config.word_missing", file=file, line=line, column=column, field=field, given=key)
            continue
        found, wanted = _blanks(entries[key]), _blanks(entry)
        if found is None or wanted is None or found - {"n"} != wanted - {"n"}:
            shown = " ".join(f"{{{name}}}" for name in sorted((wanted or set()) - {"n"})) or "–"
            yield problem(
                "config.word_blanks", file=file, line=line, column=column, field=field, wanted=shown
            )


def _blanks(entry: Entry) -> set[str] | None:
    """Return the names of what the patterns of a word fill in; None where one cannot be read as a pattern."""
    patterns = [entry] if isinstance(entry, str) else entry.values()
    try:
        return {
            name for pattern in patterns for _, name, _, _ in Formatter().parse(pattern) if name is not None
        }
    except ValueError:
        return None
