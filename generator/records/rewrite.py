"""Writes an approval into a record's file: in come the file's bytes and the approval, out come its new bytes.

Only the value of `state:` and the block of `approval:` change; comments, order, line ends and quoting of all the rest stay
byte for byte, guided by the places at which YAML's own reader found keys and values.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.events import (
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from generator.errors import Refusal, problem
from generator.records.approval import Approval
from generator.sources.source import NULL_WORDS, read_bytes

# What needs no quotation marks, between braces neither.
_PLAIN = re.compile(r"[^\W\d_](?:[\w .’()/-]*[\w.)])?|\d{4}-\d{2}-\d{2}|[0-9a-f]{64}")
_BREAK = re.compile(r"\r\n|\n|\r")
_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


@dataclass(slots=True)
class _Entry:
    """A field of the file's outermost mapping: where its key begins, where its value begins and ends."""

    key: int
    start: int
    end: int
    flow: bool  # a mapping or list between brackets


@dataclass(slots=True)
class _Outline:
    """The outermost mapping: its fields, whether it stands between braces, where its text ends."""

    flow: bool
    end: int
    entries: dict[str, _Entry] = field(default_factory=dict)


def with_approval(content: bytes, approval: Approval, file: str, *, stated: bool = True) -> bytes:
    """Return `content` with `approval`, and with `state: approved` where `stated`. Refusal where that cannot be done safely."""
    text = content.decode()
    mark = _BOM if text.startswith(_BOM) else ""
    text = text[len(mark) :]
    fields = {
        name: str(value)
        for name in type(approval).model_fields
        if (value := getattr(approval, name)) is not None
    }
    try:
        text = _with_field(text, "approval", fields)
        if stated:
            text = _with_field(text, "state", "approved")
    except yaml.YAMLError:  # a form that people do not write, such as `? state`
        raise Refusal(problem("approval.cannot_write_into", file=file)) from None
    changed = (mark + text).encode()
    _verify(content, changed, fields, file, stated=stated)
    return changed


def _verify(before: bytes, after: bytes, fields: dict[str, str], file: str, *, stated: bool) -> None:
    """Read both and compare: whatever the form of the file, nothing but the approval may say something else."""
    old, _ = read_bytes(before, file)
    new, problems = read_bytes(after, file)
    wanted = {**(old.data if old else {}), "approval": fields} | ({"state": "approved"} if stated else {})
    if problems or new is None or new.data != wanted:
        raise Refusal(problem("approval.cannot_write_into", file=file))


def _with_field(text: str, name: str, value: str | dict[str, str]) -> str:
    outline = _outline(text)
    found = outline.entries.get(name)
    if outline.flow or (found and found.flow):
        shown = _in_braces(value)
        if found:
            return text[: found.start] + shown + text[found.end :]
        last = max(entry.end for entry in outline.entries.values())
        return f"{text[:last]}, {name}: {shown}{text[last:]}"
    if found and isinstance(value, str):
        gap = "" if text[found.start - 1 : found.start] == " " else " "
        return text[: found.start] + gap + value + text[found.end :]
    ending = _line_end(text)
    if found:
        first, after = _lines_of(text, found)
        old = text[first:after]
        kept = [line for line in re.split(_BREAK, old) if line.lstrip().startswith("#")]
        whole = ending if old.endswith(("\n", "\r")) else ""
        return text[:first] + ending.join(_block(text, outline, name, value, kept)) + whole + text[after:]
    lines = _block(text, outline, name, value, [])
    place = _place_for(text, outline, name)
    if place and text[place - 1] not in "\r\n":  # the file's last line has no end, and keeps none
        return text[:place] + ending + ending.join(lines) + text[place:]
    return text[:place] + ending.join([*lines, ""]) + text[place:]


def _outline(text: str) -> _Outline:
    """Return where the fields of the outermost mapping are. The text was read before: it is one mapping."""
    events: Iterator[Any] = iter(yaml.parse(text, Loader=yaml.CSafeLoader))
    start = next(event for event in events if isinstance(event, MappingStartEvent))
    outline = _Outline(bool(start.flow_style), len(text))
    for key in events:
        if isinstance(key, MappingEndEvent):
            break
        value = next(events)
        entry = _Entry(
            key.start_mark.index,
            value.start_mark.index,
            value.end_mark.index,
            bool(getattr(value, "flow_style", False)),
        )
        for inner in _inside(value, events):
            # A block's own end lies behind the comments that follow it.
            if isinstance(inner, ScalarEvent) or entry.flow:
                entry.end = max(entry.end, inner.end_mark.index)
        while entry.end > entry.start and text[entry.end - 1].isspace():
            entry.end -= 1
        outline.entries[key.value] = entry
    closing = next(event for event in events if isinstance(event, DocumentEndEvent))
    if closing.explicit:
        outline.end = _index(closing)
    return outline


def _index(event: Any) -> int:
    found: int = event.start_mark.index
    return found


def _inside(value: Any, events: Iterator[Any]) -> Iterator[Any]:
    """Yield the events of a value after its first one, to the last one of it."""
    depth = int(isinstance(value, (MappingStartEvent, SequenceStartEvent)))
    while depth:
        event = next(events)
        depth += isinstance(event, (MappingStartEvent, SequenceStartEvent))
        depth -= isinstance(event, (MappingEndEvent, SequenceEndEvent))
        yield event


def _lines_of(text: str, entry: _Entry) -> tuple[int, int]:
    """Return where the lines of a block field begin and end: those further in than its key, up to the last with words.

    Comments further in than the key are its own; those that stand with the keys belong to what follows.
    """
    first = _line_start(text, entry.key)
    column = entry.key - first
    place = after = _next_line(text, max(entry.key, entry.end - 1))
    while place < len(text):
        following = _next_line(text, place)
        line = text[place:following]
        if line.strip() and len(line) - len(line.lstrip(" ")) <= column:
            break
        place = following
        after = place if line.strip() else after
    return first, after


def _place_for(text: str, outline: _Outline, name: str) -> int:
    """Return where a new field goes: an approval after the state, the state before its approval, else the end."""
    beside = outline.entries.get("state" if name == "approval" else "approval")
    if beside is None:
        return outline.end
    first, after = _lines_of(text, beside)
    return after if name == "approval" else first


def _block(
    text: str, outline: _Outline, name: str, value: str | dict[str, str], comments: list[str]
) -> list[str]:
    """Return the lines of a field, as far in as the others."""
    keys = [entry.key for entry in outline.entries.values()]
    indent = " " * (keys[0] - _line_start(text, keys[0])) if keys else ""
    if isinstance(value, str):
        return [f"{indent}{name}: {value}"]
    return [
        f"{indent}{name}:",
        *comments,
        *(f"{indent}  {key}: {_scalar(words)}" for key, words in value.items()),
    ]


def _in_braces(value: str | dict[str, str]) -> str:
    if isinstance(value, str):
        return value
    return "{" + ", ".join(f"{key}: {_scalar(words)}" for key, words in value.items()) + "}"


def _scalar(words: str) -> str:
    plain = _PLAIN.fullmatch(words) and words not in NULL_WORDS
    return words if plain else json.dumps(words, ensure_ascii=False)


def _line_end(text: str) -> str:
    """Return how the file ends its lines: as the first of them does."""
    found = _BREAK.search(text)
    return found[0] if found else "\n"


def _line_start(text: str, place: int) -> int:
    return max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1


def _next_line(text: str, place: int) -> int:
    """Return where the line after that of `place` begins; the end of the text after the last one."""
    found = _BREAK.search(text, place)
    return found.end() if found else len(text)
