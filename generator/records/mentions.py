"""Where records mention a person: in come a workspace and a name, out come files, lines and fields, also of files nobody reads.

Accents, capitals and the order of the words do not count; what may be another spelling is told apart, for a person to judge.
Every text counts: fields, comments, names of files, files passed over (hostile-input P13).
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.records.names import fold
from generator.sources.source import FieldPath, read, readable

LARGEST_FILE = 5_000_000  # bytes; far above any record
_TOKEN = re.compile(r"(?:[^\W_]|[\u0300-\u036f\u064b-\u065f\u0670])+")
_HONORIFICS = frozenset(
    {
        *("m", "mme", "mmes", "mm", "mlle", "monsieur", "madame", "mademoiselle", "mr", "ms", "mrs", "miss"),
        *("dr", "pr", "prof", "professeur", "docteur", "sr", "sra", "السيد", "السيدة", "الدكتور", "الدكتورة"),
    }
)
_BETWEEN = 2  # words that may stand between those of a name: "Fadila, Mme El"
_SHORTEST = 4  # letters of words that are compared by likeness
_BINARY = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".docx", ".xlsx", ".pdf", ".zip"})


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A place that names a person: file in the workspace, line and column (0: the file's name), field.

    `words` are those that stand there; `sure` is False where they may be another spelling, or another person.
    """

    file: str
    line: int
    column: int
    field: str
    words: str
    sure: bool


@dataclass(frozen=True)
class Wanted:
    """A person looked for, by the words of the name."""

    words: tuple[str, ...]
    _alike: dict[str, tuple[bool, ...]] = field(default_factory=dict, compare=False)

    @classmethod
    def named(cls, name: str) -> Wanted:
        """Return whoever bears `name`; honorifics are no part of it. Without words where `name` has no letters."""
        words = [word for word in fold(name).split() if any(map(str.isalpha, word))]
        return cls(tuple(dict.fromkeys([word for word in words if word not in _HONORIFICS] or words)))

    def found_in(self, text: str) -> tuple[str, bool] | None:
        """Return the words of `text` that name the person and whether that is sure; None where nothing does."""
        spans = [(hit.start(), hit.end()) for hit in _TOKEN.finditer(text)]
        tokens = [fold(text[start:end]) for start, end in spans]
        for sure, place in ((True, self._exact(tokens)), (False, self._perhaps(tokens))):
            if place is not None:
                first, last = place
                return " ".join(text[spans[first][0] : spans[last][1]].split()), sure
        return None

    def _exact(self, tokens: Sequence[str]) -> tuple[int, int] | None:
        return self._window([tuple(token == word for word in self.words) for token in tokens])

    def _perhaps(self, tokens: Sequence[str]) -> tuple[int, int] | None:
        like = [self._like(token) for token in tokens]
        place = self._window([one for one, _ in like]) or self._with_initials(tokens, like)
        if place is not None:
            return place
        for index, (alike, glued) in enumerate(like):
            titled = index > 0 and tokens[index - 1] in _HONORIFICS
            if glued or (any(alike) and (titled or len(tokens) == 1)):
                return (index - 1 if titled else index), index
        return None

    def _with_initials(
        self, tokens: Sequence[str], like: Sequence[tuple[tuple[bool, ...], bool]]
    ) -> tuple[int, int] | None:
        """Return where one word of the name stands with the first letters of the others, or two words of three."""
        if len(self.words) < 2:
            return None
        initials = [
            tuple(
                hit or (len(token) == 1 and word[0] == token)
                for hit, word in zip(alike, self.words, strict=True)
            )
            for token, (alike, _) in zip(tokens, like, strict=True)
        ]
        place = self._window(initials)
        if place is not None and any(any(like[at][0]) for at in range(place[0], place[1] + 1)):
            return place
        return self._window([alike for alike, _ in like], 2) if len(self.words) > 2 else None

    def _window(self, hits: Sequence[tuple[bool, ...]], enough: int = 0) -> tuple[int, int] | None:
        """Return the first window in which `enough` words of the name (all of them) stand near each other."""
        wanted, width = enough or len(self.words), len(self.words) + _BETWEEN
        for start in range(len(hits)):
            if not any(hits[start]):
                continue
            seen = [False] * len(self.words)
            for end in range(start, min(start + width, len(hits))):
                seen = [one or other for one, other in zip(seen, hits[end], strict=True)]
                if sum(seen) >= wanted and end - start + 1 >= wanted:
                    return start, end
        return None

    def _like(self, token: str) -> tuple[tuple[bool, ...], bool]:
        """Return which words of the name `token` is, or may be a spelling of, and whether it is several of them in one."""
        known = self._alike.get(token)
        if known is None:
            known = self._alike[token] = tuple(token == word or _near(token, word) for word in self.words)
        glued = len(self.words) > 1 and any(
            token in (first + last, first[0] + last)
            for first in self.words
            for last in self.words
            if first != last
        )
        return known, glued


def mentions(workspace: Path, wanted: Wanted) -> tuple[Mention, ...]:
    """Return every place in records/ that names the person, or perhaps does, sorted by file and line."""
    found: set[Mention] = set()
    for top, folders, names in os.walk(workspace / "records"):
        folders.sort()
        if Path(top).name == "schema":
            continue
        for name in names:
            path = Path(top) / name
            file = path.relative_to(workspace).as_posix()
            if named := wanted.found_in(name.rpartition(".")[0] or name):
                found.add(Mention(file, 0, 0, "", *named))
            if path.suffix.lower() not in _BINARY and path.is_file() and not path.is_symlink():
                found |= set(_in_file(path, file, wanted))
    return tuple(sorted(found))


def _in_file(path: Path, file: str, wanted: Wanted) -> Iterator[Mention]:
    try:
        if path.stat().st_size > LARGEST_FILE:
            return
        content = path.read_bytes()
    except OSError:
        return
    source, problems = read(path, file) if path.suffix == ".yaml" else (None, [])
    whole = source is not None and not problems
    if source is not None and whole:
        for place, text in _texts(source.data, ()):
            if named := wanted.found_in(text):
                line, column = source.place(place)
                yield Mention(file, line, column, readable(place), *named)
    # Comments are in no field, and what cannot be read has none.
    for number, line_text in enumerate(content.decode("utf-8", "replace").splitlines(), start=1):
        bare = line_text.strip()
        if (not whole or bare.startswith("#")) and (named := wanted.found_in(bare)):
            yield Mention(file, number, line_text.index(bare) + 1, "", *named)


def _texts(value: Any, path: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield (*path, key), str(key)
            yield from _texts(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*path, index))


def _near(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _SHORTEST:
        return False
    alike = difflib.SequenceMatcher(None, one, other).ratio()
    return alike >= 0.8 or (alike >= 0.6 and _skeleton(one) == _skeleton(other))


def _skeleton(word: str) -> str:
    """Return the consonants of a word: "mohammed" and "mohamed" have the same ones."""
    once = re.sub(r"(.)\1+", r"\1", word)
    return once[0] + re.sub("[aeiouyh]", "", once[1:])
