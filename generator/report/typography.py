"""Spacing and marks of finished text: in come a text and a profile's name, out comes the text as it is set.

Only spaces, apostrophes and quotation marks (in Arabic also , ; ?) change: `records.verbatim.normalise` sets exactly those
aside. Addresses, times, ratios, file names, phone numbers, hashtags, code and passages in another language stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from generator.report.typography_profiles import HIDDEN, Marks, Profile, profile

# What is left alone, each with the signs of which a text must have one.
_LEFT_ALONE = (
    (
        "\U00100000",
        "[\U000f0000-\U000ffffd][^\U00100000]*\U00100000",
    ),  # set by its own language (untranslated.py)
    ("`", r"`[^`\n]*`"),
    (":// www. @", r"\S*(?:://|www\.|@)\S*"),
    (
        ".docx .xlsx .pptx .pdf .odt .csv .txt .html .eml .yaml .zip .png .jpg .jpeg .svg",
        r"\S+\.(?:docx|xlsx|pptx|pdf|odt|csv|txt|html|eml|yaml|zip|png|jpe?g|svg)\b",
    ),
    ("#", r"(?<!\w)\#\w+"),
    ("+", r"(?<!\w)\+\d[\d \u00a0\u202f().-]{5,}\d"),
    ("0", r"(?<![\w.,])0\d(?:[ \u00a0.-]\d\d){4}(?!\w)"),
    (HIDDEN, HIDDEN),
)
_PAIRS = {"«": "»", "“": "”", "„": "“”", '"': '"'}
_ANY_MARK = re.compile('[«»“”„"]')


def typeset(text: str, name: str) -> str:
    """Return `text` with the spaces, apostrophes and quotation marks of the profile `name`; lines stay lines."""
    return _set(text, name, 0)


def quoted(text: str, name: str, own: str = "") -> str:
    """Return `text` between the quotation marks of the profile `name`; marks in it become inner ones.

    A text in another language keeps the typography of its `own` profile, and its own marks, inside.
    """
    found = profile(name)
    marks = found.marks[0] if found.marks else Marks("“", "”")
    inner = _set(text, name, 1) if own in ("", name) else typeset(text, own)
    return f"{marks.first}{marks.space}{inner}{marks.space}{marks.last}"


def capital(text: str) -> str:
    """Return `text` with a capital first letter, for a label that begins a line."""
    return text[:1].upper() + text[1:]


@lru_cache(maxsize=4096)  # labels and names are set again and again
def _set(text: str, name: str, depth: int) -> str:
    found = profile(name)
    if not found.rules:
        return text
    kept: list[str] = []

    def hide(match: re.Match[str]) -> str:
        kept.append(match.group())
        return HIDDEN

    here = tuple(pattern for signs, pattern in _LEFT_ALONE if any(sign in text for sign in signs.split(" ")))
    shown = _any_of(here).sub(hide, text) if here else text
    if _ANY_MARK.search(shown):
        shown = _marked(shown, found.marks, depth)
    shown = "\n".join(_spaced(line, found) for line in shown.split("\n"))
    again = iter(kept)
    return re.sub(HIDDEN, lambda _: next(again), shown) if kept else shown


@cache
def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


def _spaced(line: str, found: Profile) -> str:
    there = set(line)
    for needs, pattern, put in found.rules:
        if not needs.isdisjoint(there):
            line = pattern.sub(put, line)
    return line


def _marked(text: str, marks: Sequence[Marks], depth: int) -> str:
    """Return `text` with the marks of the profile, by how deep each quotation stands in others.

    Where the marks of a text are not pairs, they stay, and only the spaces inside outer marks are the profile's.
    """
    levels = _levels(text, depth)
    out = ""
    after_first = False
    for index, character in enumerate(text):
        if index in levels:
            level, first = levels[index]
            mark = marks[min(level, len(marks) - 1)]
            out, after_first = (
                (out + mark.first + mark.space, True)
                if first
                else (_cut(out) + mark.space + mark.last, False)
            )
        elif not levels and marks[0].first == "«" and character in "«»":
            space = marks[0].space
            out, after_first = (
                (out + "«" + space, True) if character == "«" else (_cut(out) + space + "»", False)
            )
        elif not (after_first and character.isspace() and character != "\n"):
            out, after_first = out + character, False
    return out


def _cut(text: str) -> str:
    """Return `text` without the spaces at its end."""
    bare = text.rstrip()
    return text[: max(len(bare), text.rfind("\n") + 1)]


def _levels(text: str, depth: int) -> dict[int, tuple[int, bool]]:
    """Return the place of each mark with its depth and whether it opens; nothing where the marks are no pairs."""
    levels: dict[int, tuple[int, bool]] = {}
    opened: list[str] = []
    for match in _ANY_MARK.finditer(text):
        index, mark = match.start(), match.group()
        before, after = text[index - 1 : index], text[index + 1 : index + 2]
        if opened and mark in _PAIRS[opened[-1]] and (mark != '"' or _may_close(before, after)):
            opened.pop()
            levels[index] = (depth + len(opened), False)
        elif mark in _PAIRS and (mark != '"' or _may_open(before)):
            levels[index] = (depth + len(opened), True)
            opened.append(mark)
        else:
            return {}
    return {} if opened else levels


def _may_open(before: str) -> bool:
    return not before or before.isspace() or before in "([«“‘„—–'’"


def _may_close(before: str, after: str) -> bool:
    return not before.isspace() and not after.isalnum()
