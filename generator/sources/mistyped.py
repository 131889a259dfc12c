"""Says what a person most likely meant where YAML is broken or loses text: in come the text and its error, out come problems.

The commonest mistakes of people who do not program are a colon, an apostrophe, a "#", "@" or "%" in a text without
quotation marks; each has its own sentence.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from generator.errors import Problem, problem

_KEY = re.compile(r"[\s-]*([^\s:#'\"\[\]{}][^:#]*?)\s*:(?:\s|$)")
NO_SPACE = re.compile(r"[\s-]*([a-z_]+):[^\s:/]")
_HASH = re.compile(r"\s#")
_SYNTAX = (
    ("invalid Unicode character", "records.escape"),
    ("unknown escape", "records.escape"),
    ("hexdecimal", "records.escape"),
    ("hexadecimal", "records.escape"),
    ("an alias", "records.alias"),
    ("an anchor", "records.anchor"),
    ("a tag", "records.tag_form"),
    ("a directive", "records.first_character"),
    ("block scalar", "records.first_character"),
    ("cannot start any token", "records.first_character"),
)


def lost_texts(text: str, spans: list[tuple[int, int, str]], file: str) -> list[Problem]:
    """Return one problem for each " #" that cuts text off: a comment on a line that holds something else.

    `spans` are start, end and style of each text of the file.
    """
    found = []
    start = 0
    for number, row in enumerate(text.split("\n"), 1):
        if not row.lstrip().startswith("#"):
            for hash_ in _HASH.finditer(row):
                index = start + hash_.start() + 1
                if not _inside(index, text, spans):
                    words, column = _short(row[hash_.start() + 1 :]), hash_.start() + 2
                    place: dict[str, Any] = {
                        "file": file,
                        "line": number,
                        "column": column,
                        "field": _key_of(row),
                    }
                    found.append(problem("records.lost_text", **place, text=words))
                    break
        start += len(row) + 1
    return found


def _inside(index: int, text: str, spans: list[tuple[int, int, str]]) -> bool:
    for start, end, style in spans:
        if start <= index < end:
            # The first line of a block text is its "|" or ">"; what follows there is a comment.
            return style not in ("|", ">") or "\n" in text[start:index]
    return False


def explain(error: yaml.YAMLError, text: str, file: str) -> Problem:
    """Return the problem behind a syntax `error`: its place and the remedy."""
    mark: Any = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    begin: Any = getattr(error, "context_mark", None)
    told = f"{getattr(error, 'context', None) or ''} {getattr(error, 'problem', None) or ''}"
    rows = text.split("\n")
    if mark is None:
        return problem("records.syntax", file=file)
    if "quoted scalar" in told and "end of stream" in told:
        return _at("records.quote_open", rows, begin.line, begin.column, file)
    for words, code in _SYNTAX:
        if words in told:
            place = begin if begin and code != "records.escape" else mark
            return _at(code, rows, place.line, place.column, file)
    return _at(_guess(told, rows, mark), rows, mark.line, mark.column, file)


def _guess(told: str, rows: list[str], mark: Any) -> str:
    """Return the code for an error that YAML notices late: look at how the line is written."""
    number = min(mark.line, len(rows) - 1)
    row = rows[number]
    before = rows[number - 1] if number else ""
    if "mapping values" in told and _KEY.match(row[: mark.column]):
        return "records.colon"
    if any(_HASH.search(line) and not line.lstrip().startswith("#") for line in (row, before)):
        return "records.hash_breaks"
    if "mapping values" in told and not _KEY.match(before + " "):
        return "records.indentation"
    value = _value(row)
    if value[:1] in ("'", '"'):
        return "records.quote_inside"
    if value[:1] in ("[", "{", "]", "}", ","):
        return "records.brackets"
    if value.startswith(("- ", "? ")):
        return "records.first_character"
    if NO_SPACE.match(row) or NO_SPACE.match(before):
        return "records.space_after_colon"
    return "records.indentation"


def _at(code: str, rows: list[str], line: int, column: int, file: str) -> Problem:
    if line >= len(rows):
        line, column = len(rows) - 1, len(rows[-1])
    row = rows[line]
    facts: dict[str, Any] = (
        {"character": row[column : column + 1]} if code == "records.first_character" else {}
    )
    return problem(code, file=file, line=line + 1, column=column + 1, field=_key_of(row), **facts)


def _key_of(row: str) -> str:
    found = _KEY.match(row)
    return found[1][:60] if found else ""


def _value(row: str) -> str:
    found = _KEY.match(row)
    return row[found.end() :].strip() if found else row.strip(" -")


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
