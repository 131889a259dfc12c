"""Spacing and marks of finished text: in comes a text and a profile's name, out comes the text as it is set.

French after the Imprimerie nationale: narrow no-break space before ; ! ?, no-break space before : and inside « »,
between a number and what it counts, after "M.", "Mme", "n°". Addresses, times and e-mails are left alone.
"""

from __future__ import annotations

import re

NARROW, WIDE = "\u202f", "\u00a0"
_ADDRESS = re.compile(r"(\S*(?:://|www\.|@)\S*)")
_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_FRENCH = (
    (re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])"), "’"),
    (re.compile(r"«\s*"), "«" + WIDE),
    (re.compile(r"\s*»"), WIDE + "»"),
    # a run that goes on after an address, a link or a strong word
    (re.compile(r"^ +(?=[;!?])"), NARROW),
    (re.compile(r"^ +(?=:(?:\s|$))"), WIDE),
    (re.compile(r"(?<=[^\s;!?:])\s*([;!?]+)(?=[\s»)\].,:]|$)"), NARROW + r"\1"),
    (re.compile(r"(?<=[^\s:])\s*:(?=\s|$)"), WIDE + ":"),
    (re.compile(r"\b(M\.|MM\.|Mme|Mmes|Mlle|Dr|Pr|Professeur)\s+(?=[A-ZÀ-Ý])"), r"\1" + WIDE),
    (re.compile(r"\bn°\s*(?=\d)"), "n°" + WIDE),
    (re.compile(rf"\b(\d{{1,2}}|1er)\s+(?=(?:{_MONTHS})\b)"), r"\1" + WIDE),
    (re.compile(rf"\b({_MONTHS})\s+(?=\d{{4}}\b)"), r"\1" + WIDE),
    (re.compile(r"(?<=\d)\s*(?=[%€$])"), WIDE),
    (re.compile(r"(?<![\w:.,/-])(\d[\d\u202f]*) (?=[a-zà-ÿ]{3})"), r"\1" + WIDE),
)
_ENGLISH = (
    (re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])"), "’"),
    (re.compile(r"\b(Mr|Ms|Mrs|Dr|Prof\.)\s+(?=[A-Z])"), r"\1" + WIDE),
)
_ARABIC = ((re.compile(r"(?<=[^\s])\s+(?=[،؛؟])"), ""),)
PROFILES = {"french": _FRENCH, "english": _ENGLISH, "arabic": _ARABIC, "plain": ()}
_MARKS = {
    "french": (f"«{WIDE}", f"{WIDE}»"),
    "english": ("“", "”"),
    "arabic": ("«", "»"),
    "plain": ("“", "”"),
}


def typeset(text: str, profile: str) -> str:
    """Return `text` with the spaces and apostrophes of `profile`; addresses and line breaks stay as they are."""
    return "\n".join(_set_line(line, profile) for line in text.split("\n"))


def _set_line(line: str, profile: str) -> str:
    pieces = _ADDRESS.split(line)
    for index in range(0, len(pieces), 2):
        for pattern, put in PROFILES[profile]:
            pieces[index] = pattern.sub(put, pieces[index])
    return "".join(pieces)


def quoted(text: str, profile: str) -> str:
    """Return `text` between the quotation marks of `profile`."""
    first, last = _MARKS[profile]
    return first + typeset(text, profile) + last


def capital(text: str) -> str:
    """Return `text` with a capital first letter, for a label that begins a line."""
    return text[:1].upper() + text[1:]
