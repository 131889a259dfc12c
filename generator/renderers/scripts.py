"""Parts a text by the direction it is read in: in come a text and the direction around it, out come its pieces in order.

The Unicode algorithm places single words well; it fails for what is made of several: a telephone number, a code like
"2022-Q1", two Latin names that an Arabic comma parts, what follows an Arabic name in a French line. Each piece that stands
against its surroundings is found here once, so that every format sets it apart in its own way.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

LTR, RTL = "ltr", "rtl"
MARKS = {LTR: "\u200e", RTL: "\u200f"}  # invisible letters of a direction
LANGUAGE_OF_SCRIPT = "ar"  # of untagged words in Arabic letters: the one such language Bilan writes
# Hebrew to Arabic Extended-A, and the presentation forms that old files hold.
RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# What parts two names belongs to the text around them.
_PARTED = re.compile(r"[\u060c\u061b\u061f]+|(?<=\s)[·–—|](?=\s)| {2,}")
_PARTED_LTR = re.compile(r"[,;«»](?=\s)|(?<=\s)[·–—|«»](?=\s)")
_PHONE = re.compile(r"(?:\+|\b00|\b0)\d(?:[ .()\u00a0\u202f-]{0,2}\d){6,}")
_CODE = re.compile(r"\d+(?:[-/.:]\d+){2,}|\d{1,3}(?: \d{3})+\b|\d[\d.,\u00a0\u202f]*[ \u00a0\u202f]?[%‰]")
_INTERVAL = re.compile(r"(?<![\w-])(\d{1,4})(-)(\d{1,4})(?![\w-])")
_NUMBER = re.compile(r"[+−-]?\d[\d.,\u00a0\u202f]*")
_OPENING, _CLOSING = "([{«“‘‹", ")]}»”’›"
_SIGNS = "+@#≥≤≈~±"  # before a number or a name, and part of it


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one direction; a piece in the direction around it also holds numbers, spaces and marks."""

    text: str
    direction: str


def has_right_to_left(text: str) -> bool:
    """Return whether `text` holds a letter that is written from right to left."""
    return RIGHT.search(text) is not None


def direction_of(text: str) -> str:
    """Return the direction of the first letter of `text`, or an empty text if it has none."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("L", "R", "AL"):
            return LTR if kind == "L" else RTL
    return ""


def pieces(text: str, around: str) -> tuple[Piece, ...]:
    """Return `text` in pieces that give it again when joined; those that differ from `around` are to be set apart.

    From right to left, a number alone stays with the text, for it is placed well; the ends of "15-17" are two numbers.
    """
    spans = list(_leftward(text) if around == RTL else _rightward(text))
    found: list[Piece] = []
    last = 0
    other = LTR if around == RTL else RTL
    for start, end in spans:
        if start > last:
            found.append(Piece(text[last:start], around))
        found.append(Piece(text[start:end], other))
        last = end
    if last < len(text):
        found.append(Piece(text[last:], around))
    return tuple(found)


def _rightward(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of `text` that are written from right to left, in a text that is not."""
    if not has_right_to_left(text):
        return
    start, end = -1, -1
    parted = {match.start() for match in _PARTED_LTR.finditer(text)}
    for place, character in enumerate(text):
        kind = unicodedata.bidirectional(character)
        if kind in ("R", "AL") or (kind == "NSM" and end == place):
            start, end = (place if start < 0 else start), place + 1
        elif start >= 0 and (kind == "L" or place in parted or _closes_nothing(text, start, place)):
            yield start, _closed(text, start, end)
            start = -1
    if start >= 0:
        yield start, _closed(text, start, end)


def marked(found: tuple[Piece, ...], around: str) -> tuple[Piece, ...]:
    """Return the pieces of a text with the invisible marks a program needs that places characters by their kind alone.

    Only where it would fail: a piece that begins or ends with a digit or a sign, a comma between two such pieces, a number
    after one.
    """
    made: list[Piece] = []
    for place, piece in enumerate(found):
        text = piece.text
        mark = MARKS[piece.direction]
        if piece.direction == around:
            follows = place + 1 < len(found)
            if place and _is_carried_off(text, follows):
                text = mark + text
        else:
            bare = text.isdigit()
            ends = text[-1].isdigit() or text[-1] in _CLOSING or _strength(text[-1]) == piece.direction
            text = mark * (not bare and _strength(text[0]) != piece.direction) + text + mark * (not ends)
        made.append(Piece(text, piece.direction))
    return tuple(made)


def _is_carried_off(text: str, follows: bool) -> bool:
    """Return whether no letter of `text`, which stands after a foreign piece, holds its digits or its marks back."""
    for character in text:
        if _strength(character):
            return False
        if character.isdigit():
            return True
    return follows


def _strength(character: str) -> str:
    kind = unicodedata.bidirectional(character)
    return LTR if kind == "L" else RTL if kind in ("R", "AL") else ""


def _closes_nothing(text: str, start: int, place: int) -> bool:
    """Return whether the character at `place` closes what was opened before `start`."""
    found = _CLOSING.find(text[place])
    return found >= 0 and _OPENING[found] not in text[start:place]


def _leftward(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of `text` that are written from left to right, in a text that is not."""
    start = 0
    breaks = [match.span() for match in _PARTED.finditer(text)]
    breaks += [match.span() for match in re.finditer(f"{RIGHT.pattern}+", text)]
    for low, high in [*sorted(breaks), (len(text), len(text))]:
        if low > start:
            yield from _foreign(text, start, low)
        start = max(start, high)


def _foreign(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Yield what to set apart between `low` and `high`, where no letter is written from right to left."""
    region = text[low:high]
    first = next((word for word in re.finditer(r"\S+", region) if _is_name(word[0])), None)
    edge = first.start() if first else len(region)
    for number in re.finditer(f"{_PHONE.pattern}|{_CODE.pattern}", region[:edge]):
        yield low + number.start(), low + number.end()
    for number in _INTERVAL.finditer(region[:edge]):
        yield low + number.start(1), low + number.end(1)
        yield low + number.start(3), low + number.end(3)
    if first:
        start, end = _trimmed(region, edge, len(region))
        yield low + start, low + end


def _is_name(word: str) -> bool:
    return any(unicodedata.bidirectional(character) == "L" for character in word)


def _trimmed(region: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without the marks around it, but with those that are its own: "C++", "GIZ (Bonn)", "https://x.org/"."""
    kinds = ("L", "EN", "NSM")
    while start < end and unicodedata.bidirectional(region[start]) not in kinds:
        if (
            region[start] in _SIGNS
            and unicodedata.bidirectional(region[start + 1 : start + 2] or " ") in kinds
        ):
            break
        start += 1
    while end > start and unicodedata.bidirectional(region[end - 1]) not in kinds:
        end -= 1
    return start, _closed(region, start, end)


def _closed(text: str, start: int, end: int) -> int:
    """Return where the span from `start` really ends: with the brackets it opened and the signs that belong to it."""
    said = text[start:end]
    for opening, closing in zip(_OPENING, _CLOSING, strict=True):
        if said.count(opening) > said.count(closing) and closing in text[end:]:
            until = text.index(closing, end)
            if not text[end:until].strip(" .!?\u00a0\u202f"):
                end = until + 1
    while text[end : end + 1] in ("+", "%", "°", "#") and not text[start:end].endswith(" "):
        end += 1
    if "://" in said and text[end : end + 1] == "/":
        end += 1
    return end
