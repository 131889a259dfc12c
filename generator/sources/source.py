"""Reads one YAML file strictly: in comes a file, out come plain dicts, lists and texts with the place of each.

Every scalar stays the text that was written: `no`, `12:30` and `010` are texts, and the field's type decides what they mean.
What YAML allows but a person never means is refused: anchors, aliases, merge keys, tags, keys written twice, several
documents, text lost after " #". The limits hold on the event stream, before anything is built, so that a hostile file
costs milliseconds.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from generator.errors import Problem, problem
from generator.sources.characters import (
    DIRECTION_MARK,
    FORBIDDEN,
    character_problem,
    decode,
    one_line,
    wrong_character,
)
from generator.sources.mistyped import NO_SPACE, explain, lost_texts

BYTES_LIMIT = 256 * 1024
DEPTH_LIMIT = 12
ENTRIES_LIMIT = 5000
# Without width and without meaning at either end of a text; a joiner (U+200C, U+200D) shapes letters and stays.
UNSEEN = "\u200b\u2060\ufeff"
NULL_WORDS = frozenset({"null", "Null", "NULL", "~"})

FieldPath = tuple["str | int", ...]


class Marks:
    """Where a mapping or list begins, and where its keys and values are: `keys[name]`, `values[name or index]`."""

    __slots__ = ("flow", "keys", "start", "values")

    def __init__(self, start: Any, flow: bool) -> None:
        """Begin a collection at the mark `start`; `flow` if written with brackets."""
        self.start = start
        self.flow = flow
        self.keys: dict[str, Any] = {}
        self.values: dict[str | int, Any] = {}


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: its data as written and the place of everything in it.

    `empty` holds the paths of keys without a value, which the data leaves out, `refused` those whose value was refused here.
    """

    file: str
    data: dict[str, Any]
    marks: Marks
    sha256: str
    empty: frozenset[FieldPath] = frozenset()
    refused: frozenset[FieldPath] = frozenset()

    def place(self, path: Sequence[str | int], *, key: bool = False) -> tuple[int, int]:
        """Return line and column, from 1, of the value at `path`, of its key with `key`; of its nearest parent if it is not there."""
        node: Any = self.marks
        mark = node.start
        for segment in path:
            if not isinstance(node, Marks):
                break
            if segment not in node.values:
                mark = node.keys.get(str(segment), mark)
                break
            mark = node.keys.get(str(segment)) if key and segment in node.keys else None
            node = node.values[segment]
            mark = mark or (node.start if isinstance(node, Marks) else node)
        return mark.line + 1, mark.column + 1

    def value(self, path: Sequence[str | int]) -> object:
        """Return what is written at `path`, None if nothing is."""
        node: Any = self.data
        for segment in path:
            try:
                node = node[segment]
            except (KeyError, IndexError, TypeError):
                return None
        return node


def read(path: Path, file: str) -> tuple[Source | None, list[Problem]]:
    """Return the content of the YAML file at `path`, named `file` in problems, and every problem of its form.

    The source is None where the file cannot be understood at all.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(BYTES_LIMIT + 1)
    except OSError as error:
        return None, [problem("records.unreadable", file=file, reason=error.strerror or type(error).__name__)]
    return read_bytes(content, file)


def read_bytes(content: bytes, file: str) -> tuple[Source | None, list[Problem]]:
    """Return what `read` returns, of a file that holds `content`."""
    if len(content) > BYTES_LIMIT:
        return None, [problem("records.too_large", file=file, limit=BYTES_LIMIT // 1024)]
    text, problems = decode(content, file)
    if problems:
        return None, problems
    builder = _Builder(text, file)
    try:
        builder.run()
    except _Stopped:
        return None, builder.problems
    except yaml.YAMLError as error:
        return None, [*builder.problems, explain(error, text, file)]
    if builder.lost:
        builder.problems += lost_texts(text, builder.spans, file)
    if builder.root is None:
        return None, builder.problems or [problem("records.empty_file", file=file)]
    digest = hashlib.sha256(content).hexdigest()
    return Source(
        file, builder.root[0], builder.root[1], digest, frozenset(builder.empty), frozenset(builder.refused)
    ), builder.problems


class _Stopped(Exception):
    """The file is not read any further; the reason stands in the builder's problems."""


class _Builder:
    """Turns the events of one file into data and marks, within the limits."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.problems: list[Problem] = []
        self.empty: list[FieldPath] = []
        self.refused: list[FieldPath] = []
        self.root: tuple[dict[str, Any], Marks] | None = None
        self.lost = " #" in text
        self.spans: list[tuple[int, int, str]] = []
        # Escapes and direction marks are rare: texts are looked at again only where the file has some.
        self._escapes = "\\" in text
        self._directions = DIRECTION_MARK.search(text) is not None
        self._stack: list[tuple[Any, Marks, str | None]] = []
        self._data: Any = None
        self._marks: Any = None
        self._key: str | None = None
        self._entries = 0
        self._documents = 0

    def run(self) -> None:
        """Read every event. Raises _Stopped where reading on makes no sense, YAMLError for what is no YAML."""
        event: Any
        for event in yaml.parse(self.text, Loader=yaml.CSafeLoader):
            kind = type(event)
            if kind is ScalarEvent:
                self._scalar(event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self._open(event, {} if kind is MappingStartEvent else [])
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self._close()
            elif kind is AliasEvent:
                self._stop("records.alias", event)
            elif kind is DocumentStartEvent:
                self._documents += 1
                if self._documents > 1:
                    self._stop("records.several_documents", event)
                if event.version or event.tags:
                    self._stop("records.directive", event)

    def _scalar(self, event: Any) -> None:
        value = event.value
        if event.anchor is not None:
            self._stop("records.anchor", event)
        if event.tag is not None:
            self._stop("records.tag", event, tag=event.tag)
        if self.lost:
            self.spans.append((event.start_mark.index, event.end_mark.index, event.style))
        if self._escapes or self._directions:
            value = self._clean(value, event)
        data = self._data
        if type(data) is dict and self._key is None:
            self._take_key(value, event)
            return
        plain = not event.style
        if value[:1] in UNSEEN or value[-1:] in UNSEEN:
            value = value.strip(UNSEEN)
        if plain and (not value or value in NULL_WORDS):
            self._empty_value(value, event)
            return
        if not plain:
            value = value.strip()
        self._count(event)
        if type(data) is dict:
            self._marks.values[self._key] = event.start_mark
            data[self._key] = value
            self._key = None
        elif data is None:
            self._stop(
                "records.space_after_colon" if NO_SPACE.match(value) else "records.not_a_mapping", event
            )
        else:
            self._marks.values[len(data)] = event.start_mark
            data.append(value)

    def _take_key(self, key: str, event: Any) -> None:
        marks = self._marks
        if key == "<<" and not event.style:
            self._stop("records.merge_key", event)
        if "\n" in key:
            key = one_line(key)
        if key in marks.keys:
            first = marks.keys[key]
            self._say("records.key_twice", event, (key,), key=key, first=first.line + 1)
        marks.keys[key] = event.start_mark
        self._key = key

    def _empty_value(self, value: str, event: Any) -> None:
        if value:
            self.refused.append(self._tail())
            self._say("records.null_word", event, self._tail(), given=value)
        elif type(self._data) is dict:
            if self._marks.flow:
                self._braces(self._key or "")
            self.empty.append(self._tail())
        elif self._data is None:
            self._stop("records.empty_file", None)
        else:
            self._say("records.empty_item", event, self._tail())
        self._key = None

    def _open(self, event: Any, data: dict[str, Any] | list[Any]) -> None:
        if event.anchor is not None:
            self._stop("records.anchor", event)
        if event.tag is not None:
            self._stop("records.tag", event, tag=event.tag)
        if len(self._stack) >= DEPTH_LIMIT:
            self._stop("records.too_deep", event, limit=DEPTH_LIMIT)
        marks = Marks(event.start_mark, event.flow_style)
        if self._data is None:
            if type(data) is list:
                self._stop("records.not_a_mapping", event)
            self.root = (data, marks)  # type: ignore[assignment]
        elif type(self._data) is dict:
            if self._key is None:
                self._stop("records.key_not_text", event)
            self._data[self._key] = data
            self._marks.values[self._key] = marks
        else:
            self._marks.values[len(self._data)] = marks
            self._data.append(data)
        self._count(event)
        self._stack.append((self._data, self._marks, self._key))
        self._data, self._marks, self._key = data, marks, None

    def _braces(self, given: str) -> None:
        """`{donor}` is a mapping to YAML where a person meant the text; `{city: Rabat, Maroc}` is one with a comma too many."""
        mark = self._marks.start
        code = "records.brace_value" if self._data else "records.braces"
        place: dict[str, Any] = {"line": mark.line + 1, "column": mark.column + 1}
        self.problems.append(
            problem(code, file=self.file, **place, field=readable(self._path()), given=given)
        )

    def _close(self) -> None:
        if not self._data and self._marks.flow and type(self._data) is dict:
            self._braces("")
        self._data, self._marks, _ = self._stack.pop()
        self._key = None

    def _count(self, event: Any) -> None:
        self._entries += 1
        if self._entries > ENTRIES_LIMIT:
            self._stop("records.too_many_entries", event, limit=ENTRIES_LIMIT)

    def _clean(self, value: str, event: Any) -> str:
        escaped = self._escapes and event.style == '"'
        if (wrong := wrong_character(value, escaped=escaped)) is not None:
            line, column = event.start_mark.line + 1, event.start_mark.column + 1
            field = readable(self._tail())
            self.problems.append(
                character_problem(wrong, file=self.file, line=line, column=column, field=field)
            )
            value = FORBIDDEN.sub("", value)
        return unicodedata.normalize("NFC", value) if escaped else value

    def _path(self) -> FieldPath:
        return tuple(key if key is not None else len(data) - 1 for data, _, key in self._stack[1:])

    def _tail(self) -> FieldPath:
        """Return the path of the value being read."""
        if self._key is not None:
            return (*self._path(), self._key)
        return (*self._path(), len(self._data)) if type(self._data) is list else self._path()

    def _say(self, code: str, event: Any, path: FieldPath, **facts: Any) -> None:
        line, column = (event.start_mark.line + 1, event.start_mark.column + 1) if event else (0, 0)
        self.problems.append(
            problem(code, file=self.file, line=line, column=column, field=readable(path), **facts)
        )

    def _stop(self, code: str, event: Any, **facts: Any) -> None:
        self._say(code, event, self._tail() if self._stack else (), **facts)
        raise _Stopped


def readable(path: Sequence[str | int]) -> str:
    """Return `path` as people read it: `sessions[2].place.city`, items counted from 1."""
    words = ""
    for segment in path:
        if isinstance(segment, int):
            words += f"[{segment + 1}]"
        elif segment:
            words += f".{segment}" if words else segment
    return words[:200]
