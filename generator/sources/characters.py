"""From bytes to clean text: in comes what a file holds, out come its text with LF line ends, or the place of what is wrong.

Accepted: UTF-8 with or without a byte order mark, line ends LF, CRLF or CR. Refused: other encodings, control
characters, line separators that only look like spaces, and the controls that reverse text (Unicode TR 36).
"""

from __future__ import annotations

import re
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator

from generator.errors import Problem, problem

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_SEPARATORS = frozenset("\x85\u2028\u2029")
_REVERSING = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
DIRECTION_MARK = re.compile("[\u200e\u200f\u061c]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def decode(content: bytes, file: str) -> tuple[str, list[Problem]]:
    """Return the text of `content` with LF line ends and NFC letters, and the problems of its characters.

    With a wrong encoding the text is empty: nothing else can be said of such a file.
    """
    sample = content[:400]
    # Latin letters in UTF-16 are every other byte zero, whether or not the file says what it is.
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) or (sample.count(0) * 4 >= len(sample) > 0):
        return "", [problem("records.utf16", file=file)]
    try:
        text = content.removeprefix(BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        return "", [_not_utf8(content.removeprefix(BOM_UTF8), error.start, file)]
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return text, list(_bad_characters(text, file))


def _not_utf8(content: bytes, start: int, file: str) -> Problem:
    before = content[:start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    line, column = position(before, len(before))
    return problem("records.not_utf8", file=file, line=line, column=column, byte=f"0x{content[start]:02x}")


def _bad_characters(text: str, file: str) -> Iterator[Problem]:
    for found in FORBIDDEN.finditer(text):
        line, column = position(text, found.start())
        yield character_problem(found[0], file=file, line=line, column=column)
    if "\t" in text:
        for number, row in enumerate(text.split("\n"), 1):
            if "\t" in row:
                yield problem("records.tab", file=file, line=number, column=row.index("\t") + 1)


def character_problem(character: str, *, file: str, line: int, column: int, field: str = "") -> Problem:
    """Return the problem of a `character` that no text may hold."""
    if character in _SEPARATORS:
        code = "records.line_separator"
    elif _REVERSING.match(character):
        code = "records.direction_control"
    else:
        code = "records.control_character"
    return problem(
        code, file=file, line=line, column=column, field=field, character=f"U+{ord(character):04X}"
    )


def wrong_character(value: str, *, escaped: bool) -> str | None:
    """Return the first character `value` may not hold: a control written as an escape, a direction mark outside
    Arabic or Hebrew text; None if there is none.
    """
    if escaped and (found := FORBIDDEN.search(value) or re.search("\t", value)):
        return found[0]
    if (found := DIRECTION_MARK.search(value)) and not _RIGHT_TO_LEFT.search(value.replace(found[0], "")):
        return found[0]
    return None


def one_line(text: str) -> str:
    """Return `text` on one line, as a sentence about it needs it."""
    return " ".join(text.split())


def position(text: str, index: int) -> tuple[int, int]:
    """Return line and column, from 1, of the character at `index`."""
    start = text.rfind("\n", 0, index) + 1
    return text.count("\n", 0, index) + 1, index - start + 1
