"""Lines of plain text: in come words of any length, out come lines of at most 72 columns, and columns set side by side."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from generator.renderers.scripts import LTR, MARKS, RTL, direction_of, has_right_to_left, marked, pieces

WIDTH = 72  # columns; what is quoted in an answer still fits into 80
SHORTEST_RULE = 3  # two hyphens alone are taken for the beginning of a signature
GUTTER = 2  # columns between two columns of a table
# Breaks and controls; a no-break space is neither, and stays what it is.
_SPACE = re.compile("[\x00-\x20\x7f-\x9f\u2028\u2029]+")
# A sign alone stays with what it follows: at the head of a line it would pass for a list, a rule or a quoted answer.
_ROW = re.compile(r"^\s*[-–—] |\S {2,}\S")  # an item of a list, or columns side by side
_ADDRESS = re.compile(r"://|@")
_SIGNS = frozenset("·–—―-•*+/|>#=;:!?»")


def one_line(text: str) -> str:
    """Return `text` on one line: each run of spaces, line ends and controls is one space, no-break spaces stay."""
    return _SPACE.sub(" ", text).strip(" ")


def width(text: str) -> int:
    """Return how many columns `text` takes in a fixed font."""
    return sum(_columns(character) for character in text)


def fold(text: str, first: str = "", rest: str = "") -> str:
    """Return `text` in lines of at most WIDTH columns, the first one after `first`, the others after `rest`.

    A word or an address that is longer than a line stays whole on a line of its own.
    """
    lines: list[str] = []
    line = ""
    for word in _words(text):
        start = rest if lines else first
        if line and width(start) + width(line) + 1 + width(word) > WIDTH:
            lines.append(start + line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return "\n".join([*lines, (rest if lines else first) + line] if line else lines)


def directed(line: str, around: str) -> str:
    """Return `line` of a text written `around` with the invisible marks it needs to be read in order, and no other.

    A reader's program takes a line's direction from its first letter. Words of the other direction alone stay as they are,
    unless they are an item or a row of a table; no mark touches an address, which it would spoil.
    """
    against = has_right_to_left(line) if around == LTR else any(c.isalnum() for c in line)
    if not against:
        return line
    found = pieces(line, around)
    whole = around == RTL and not has_right_to_left(line)
    if whole and not _ROW.search(line):
        return line
    made = "".join(
        piece.text if _ADDRESS.search(piece.text) else shown.text
        for piece, shown in zip(found, marked(found, around), strict=True)
    )
    return made if direction_of(made) in ("", around) else MARKS[around] + made


def underlined(text: str, sign: str) -> str:
    """Return `text` folded, with a line of `sign` below it that is as long as the longest line above."""
    folded = fold(text)
    longest = max(map(width, folded.split("\n")))
    return f"{folded}\n{sign * max(SHORTEST_RULE, min(WIDTH, longest))}"


def side_by_side(rows: Sequence[Sequence[str]], numbers: Sequence[bool], total: bool) -> str | None:
    """Return `rows` as columns below the first row, numbers to the right, the last row below a rule if it is the `total`.

    None where they do not fit into WIDTH.
    """
    wide = [max(width(row[place]) for row in rows) for place in range(len(numbers))]
    across = sum(wide) + GUTTER * (len(wide) - 1)
    if across > WIDTH:
        return None
    drawn = [_row(row, wide, numbers) for row in rows]
    drawn.insert(1, "-" * across)
    if total:
        drawn.insert(-1, "-" * across)
    return "\n".join(drawn)


def _row(row: Sequence[str], wide: Sequence[int], numbers: Sequence[bool]) -> str:
    cells = []
    for cell, columns, number in zip(row, wide, numbers, strict=True):
        room = " " * (columns - width(cell))
        cells.append(room + cell if number else cell + room)
    return (" " * GUTTER).join(cells).rstrip(" ")


def _words(text: str) -> list[str]:
    found: list[str] = []
    for word in one_line(text).split(" "):
        if word in _SIGNS and found:
            found[-1] += f" {word}"
        elif word:
            found.append(word)
    return found


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
