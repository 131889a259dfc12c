"""What makes two texts verbatim the same: in come words and a passage of them, out comes where the passage stands.

Only what typography may change is set aside: spaces, the form of the apostrophe, quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

MARKS = '«»“”„"'
CUT = "[…]"  # printed where words are left out
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'"})
_SIGNS = str.maketrans({"،": ",", "؛": ";", "؟": "?"})  # of an Arabic text typed on a Latin keyboard
# A single mark is an apostrophe between letters, elsewhere a quotation mark within a quotation.
_SINGLE = re.compile(r"‘|(?<![^\W\d_])'|'(?![^\W\d_])")


def normalise(text: str) -> str:
    """Return `text` without what typography may change: spaces folded, one apostrophe, no quotation marks at all.

    Two texts are verbatim the same when their normalised forms are equal.
    """
    bare = re.sub(f"[{MARKS}]", " ", _SINGLE.sub(" ", text.translate(_APOSTROPHES).translate(_SIGNS)))
    folded = re.sub(r"\s+(?=[;!?:.,%‰€$])", "", re.sub(r"\s+", " ", bare))
    return re.sub(r"(?<=[°§])(?=\d)", " ", folded).strip()


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a passage stands: in which fragment (from 0), from which character of it to before which other."""

    fragment: int
    start: int
    end: int


def passages(fragments: Sequence[str], excerpt: Sequence[str]) -> tuple[Passage, ...] | int:
    """Return where each passage of `excerpt` stands in `fragments`, one after the other, each in one fragment.

    The number (from 0) of the first one that does not stand there so. Words are never cut.
    """
    found: list[Passage] = []
    fragment, start = 0, 0
    for number, words in enumerate(excerpt):
        place = None
        while fragment < len(fragments) and place is None:
            place = _find(fragments[fragment], words, start)
            if place is None:
                fragment, start = fragment + 1, 0
        if place is None:
            return number
        start = place[1]
        found.append(Passage(fragment, *place))
    return tuple(found)


def shortened(fragments: Sequence[str], excerpt: Sequence[str]) -> tuple[str, ...]:
    """Return the passages of `excerpt` in the words of `fragments`, one text a fragment, "[…]" where words are left out.

    Whole fragments before the first passage and after the last are left out without a mark: the source itself goes on
    there after words of its own. ValueError where a passage is none of the fragments.
    """
    placed = passages(fragments, excerpt)
    if isinstance(placed, int):
        raise ValueError(excerpt[placed])
    texts: list[str] = []
    last: Passage | None = None
    for passage in placed:
        whole = fragments[passage.fragment]
        words = whole[passage.start : passage.end]
        if last is not None and last.fragment == passage.fragment:
            texts[-1] += _between(whole[last.end : passage.start]) + words
        else:
            skipped = last is not None and passage.fragment > last.fragment + 1
            if last is not None:
                texts[-1] += _after(fragments[last.fragment][last.end :])
            marked = skipped and not texts[-1].endswith(CUT)
            texts.append((f"{CUT} " if marked else _before(whole[: passage.start])) + words)
        last = passage
    if last is not None:
        texts[-1] += _after(fragments[last.fragment][last.end :])
    return tuple(text.strip() for text in texts)


def _between(left_out: str) -> str:
    return f" {CUT} " if _has_words(left_out) else left_out


def _before(left_out: str) -> str:
    return f"{CUT} " if _has_words(left_out) else left_out


def _after(left_out: str) -> str:
    return f" {CUT}" if _has_words(left_out) else left_out


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _bare(text: str) -> str:
    """Return `text` without spaces and quotation marks."""
    return "".join(c for c in text.translate(_APOSTROPHES) if not c.isspace() and c not in MARKS)


def _find(text: str, wanted: str, start: int) -> tuple[int, int] | None:
    """Return from where to where `wanted` stands in `text` after `start`; None where it does not, or would cut a word."""
    kept = [
        (index, character)
        for index, character in enumerate(text.translate(_APOSTROPHES))
        if index >= start and not character.isspace() and character not in MARKS
    ]
    letters, bare = "".join(character for _, character in kept), _bare(wanted)
    place = letters.find(bare) if bare else -1
    while place >= 0:
        first, end = kept[place][0], kept[place + len(bare) - 1][0] + 1
        if normalise(text[first:end]) == normalise(wanted) and _whole_words(text, first, end):
            return _with_marks(text, wanted, start, first, end)
        place = letters.find(bare, place + 1)
    return None


def _whole_words(text: str, first: int, end: int) -> bool:
    begins = first == 0 or not (text[first - 1].isalnum() and text[first].isalnum())
    ends = end == len(text) or not (text[end - 1].isalnum() and text[end].isalnum())
    return begins and ends


def _with_marks(text: str, wanted: str, start: int, first: int, end: int) -> tuple[int, int]:
    """Return the place with the quotation marks of `text` that `wanted` begins or ends with."""
    while (
        wanted.strip()[:1] in MARKS
        and first > start
        and (text[first - 1].isspace() or text[first - 1] in MARKS)
    ):
        first -= 1
    while wanted.strip()[-1:] in MARKS and end < len(text) and (text[end].isspace() or text[end] in MARKS):
        end += 1
    stood = text[first:end]
    return first + len(stood) - len(stood.lstrip()), end - len(stood) + len(stood.rstrip())
