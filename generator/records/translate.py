"""Writes a translation into a record's file: in come its bytes, the place of a text, a language and words, out come new bytes.

Only the new words are added; comments, order, line ends and quoting of all else stay byte for byte. A text written once
becomes one for each language. The result is read again: where anything else would say something else, nothing is written.
"""

from __future__ import annotations

import json
import re
import textwrap
from typing import Any

import yaml

from generator.errors import Refusal, problem
from generator.sources.source import FieldPath, read_bytes

_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
_BREAK = re.compile(r"\r\n|\n|\r")
_WIDTH = 118
# What a line of a text may not begin with by accident: a list, a heading, a quotation.
_SIGN = re.compile(r"(?:[-+*#>]|\d+[.)])(?:\s|$)")
_PLAIN = re.compile(r"[^\W\d_](?:[^\n\t:#{}\[\],\"'&*!|>%@`]*[^\n\t:#{}\[\],\"'&*!|>%@`\s])?")
_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off"})


def with_translation(
    content: bytes, path: FieldPath, own: str, language: str, words: str, file: str
) -> bytes:
    """Return `content` in which the text at `path` exists in `language` too. `own` is the language of a text written once.

    Refusal where the file's form does not let it be done without touching anything else.
    """
    try:
        text = content.decode("utf-8")
        mark = _BOM if text.startswith(_BOM) else ""
        changed = mark + _translated(text[len(mark) :], path, own, language, words)
    except (yaml.YAMLError, LookupError, ValueError):
        raise Refusal(_cannot(path, file)) from None
    after = changed.encode()
    _verify(content, after, path, own, language, words, file)
    return after


def _cannot(path: FieldPath, file: str) -> Any:
    from generator.sources.source import readable

    return problem("translations.cannot_write_into", file=file, field=readable(path))


def _verify(
    before: bytes, after: bytes, path: FieldPath, own: str, language: str, words: str, file: str
) -> None:
    old, _ = read_bytes(before, file)
    new, problems = read_bytes(after, file)
    if old is None or new is None or problems:
        raise Refusal(_cannot(path, file))
    there = old.value(path)
    texts = dict(there) if isinstance(there, dict) else {own: there}
    _put(old.data, path, {**texts, language: words})
    said = new.value((*path, language))
    _put(new.data, (*path, language), " ".join(str(said).split()))
    _put(old.data, (*path, language), " ".join(words.split()))
    if new.data != old.data:
        raise Refusal(_cannot(path, file))


def _put(data: Any, path: FieldPath, value: object) -> None:
    for segment in path[:-1]:
        data = data[segment]
    data[path[-1]] = value


def _translated(text: str, path: FieldPath, own: str, language: str, words: str) -> str:
    node, flow = _find(text, path)
    ending = found[0] if (found := _BREAK.search(text)) else "\n"
    if isinstance(node, yaml.ScalarNode):
        return _split_up(text, node, own, language, words, flow, ending)
    keys = {key.value: (key, value) for key, value in node.value}
    if language in keys:  # a key without a value, as a new record has it
        key, value = keys[language]
        start = key.end_mark.index + 1
        if value.value or value.start_mark.index > start + 1:
            raise ValueError(language)
        indent = key.start_mark.column
        shown = (
            f" {json.dumps(words, ensure_ascii=False)}"
            if flow or node.flow_style
            else _scalar(words, indent, ending)
        )
        return text[:start] + shown + text[start:]
    last = _end(text, node.value[-1][1])
    if flow or node.flow_style:
        return f"{text[:last]}, {language}: {json.dumps(words, ensure_ascii=False)}{text[last:]}"
    indent = node.value[0][0].start_mark.column
    return f"{text[:last]}{ending}{' ' * indent}{language}:{_scalar(words, indent, ending)}{text[last:]}"


def _find(text: str, path: FieldPath) -> tuple[Any, bool]:
    """Return the node at `path`, and whether it stands inside brackets."""
    node: Any = yaml.compose(text, Loader=yaml.CSafeLoader)
    flow = False
    for segment in path:
        if isinstance(node, yaml.ScalarNode):
            raise LookupError(segment)
        flow = flow or bool(node.flow_style)
        inner = node.value if isinstance(segment, int) else {key.value: value for key, value in node.value}
        node = inner[segment]
    return node, flow


def _split_up(
    text: str, node: yaml.ScalarNode, own: str, language: str, words: str, flow: bool, ending: str
) -> str:
    """Return `text` in which a text written once is one in its own language, with a second one beside it."""
    start, last = node.start_mark.index, _end(text, node)
    written = text[start:last]
    if flow:
        pair = f"{{{own}: {written}, {language}: {json.dumps(words, ensure_ascii=False)}}}"
        return text[:start] + pair + text[last:]
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    head = text[line:start]
    item = re.fullmatch(
        r"( *)((?:- +)*)- +", head
    )  # an item of a list; else a field, further in than its key
    key = len(head) - len(head.lstrip(" -"))
    indent = len(head) if item else key + 2
    if re.match(r"[|>][-+]?[1-9]|[|>][1-9]", written):
        raise ValueError(written[:3])  # its lines are as far in as it says itself
    shift = 2 if not item else len(f"{own}: ") - 2 if node.style not in ("|", ">") else 2
    written = re.sub(r"(\r\n|\n|\r)(?=[^\r\n])", lambda found: found[0] + " " * max(shift, 2), written)
    first = "" if item else ending + " " * indent
    before = text[:start] if item else text[:start].rstrip(" ")
    return (
        f"{before}{first}{own}: {written}"
        f"{ending}{' ' * indent}{language}:{_scalar(words, indent, ending)}{text[last:]}"
    )


def _end(text: str, node: Any) -> int:
    """Return where the last words of a node end: a block's own end lies behind the comments that follow it."""
    while isinstance(node, (yaml.MappingNode, yaml.SequenceNode)) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    end = int(node.end_mark.index)
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        end = _end_of_block(text, node)
    return end


def _end_of_block(text: str, node: yaml.ScalarNode) -> int:
    """Return where the last line with words of a block text ends."""
    end = int(node.end_mark.index)
    while end > node.start_mark.index and text[end - 1].isspace():
        end -= 1
    return end


def _scalar(words: str, indent: int, ending: str) -> str:
    """Return `words` as a value after a colon, as far in as its key: short ones on its line, long ones below it."""
    room = _WIDTH - indent - 2
    if "\n" not in words:
        if len(words) <= room - 10:
            plain = _PLAIN.fullmatch(words) and words.casefold() not in _WORDS
            return f" {words}" if plain else f" {json.dumps(words, ensure_ascii=False)}"
        lines = _wrapped(words, room)
        style = ">-" if lines and not any("  " in line or line != line.strip() for line in lines) else "|-"
    else:
        lines = [line for part in words.split("\n") for line in (_wrapped(part, room) or [""])]
        style = "|-"
    pad = " " * (indent + 2)
    return ending.join([f" {style}", *(pad + line if line else "" for line in lines)])


def _wrapped(words: str, room: int) -> list[str]:
    """Return the lines of a paragraph, broken at ordinary spaces only; one line where a break would make a list of it."""
    lines = textwrap.wrap(words, room, break_long_words=False, break_on_hyphens=False)
    return [words] if any(_SIGN.match(line) for line in lines[1:]) else lines
