"""What each house of typography asks for: in comes a profile's name, out come its rules for spaces and its quotation marks.

Rules are stated where they are sure:
- `imprimerie-nationale`: Lexique des règles typographiques en usage à l'Imprimerie nationale;
- `eu`: Interinstitutional style guide in French, 6.4 (spacing of punctuation marks);
- `fao`: FAO style guide in French, chapters 4 (punctuation) and 11 (numbers below ten in words: config/language.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

NARROW, WIDE = "\u202f", "\u00a0"
HIDDEN = "\ue000"  # stands for what is left alone while the rest is set

Rule = tuple[frozenset[str], re.Pattern[str], str]  # only where a line has one of these characters
_DIGITS = "0123456789"
_LETTER, _SPACE = r"[^\W\d_]", r"[^\S\n]"  # a space that ends no line


@dataclass(frozen=True, slots=True)
class Marks:
    """A pair of quotation marks, and the space inside them."""

    first: str
    last: str
    space: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """The rules of a profile in their order, and its marks: around a quotation, a quotation in it, one in that."""

    rules: tuple[Rule, ...]
    marks: tuple[Marks, ...]


def _rules(needs: str, *pairs: tuple[str, str]) -> tuple[Rule, ...]:
    return tuple((frozenset(needs), re.compile(pattern), put) for pattern, put in pairs)


def _months(names: str, *, year: bool = True) -> tuple[Rule, ...]:
    day = (rf"\b(\d{{1,2}}|1er){_SPACE}+(?=(?:{names})\b)", r"\1" + WIDE)
    return _rules(_DIGITS, day, *([(rf"\b({names}){_SPACE}+(?=\d{{4}}\b)", r"\1" + WIDE)] if year else []))


def _high_marks(narrow: str, colon: str) -> tuple[Rule, ...]:
    """Return the rules of ; ! ? and : with the space that stands before them; never within 12:30, 1:2 or a word."""
    return _rules(
        ";!?:",
        # a run that goes on after a link or a strong word
        (rf"^{_SPACE}+(?=[;!?])", narrow),
        (rf"^{_SPACE}+(?=:(?:\s|$))", colon),
        (rf"(?<=[^\s;!?:(\[«“‘\"]){_SPACE}*([;!?]+)(?=[\s»”’)\].,:]|$)", narrow + r"\1"),
        (rf"(?<=[^\s:(\[«“‘\"]){_SPACE}*:(?=\s|$)", colon + ":"),
    )


_APOSTROPHE = _rules("'", (rf"(?<={_LETTER})'(?={_LETTER}|[«“{HIDDEN}])", "’"))
_DASH = _rules("–", (rf"(?<=\S) –(?={_SPACE})", WIDE + "–"))
_UNITS = r"km²|m²|km|kg|ha|cm|mm|min|MAD|DH|Dh|EUR|USD|Mo|Go|°C|[mgtlhj]"
_FRENCH_NUMBERS = _rules(
    _DIGITS,
    (
        rf"(?<![\w.,/:{NARROW}-])(\d{{1,3}})[ {WIDE}{NARROW}](?=\d{{3}}(?:[ {WIDE}{NARROW}]\d{{3}})*(?![\w]))",
        r"\1" + NARROW,
    ),
    (rf"(?<={NARROW}\d{{3}})[ {WIDE}](?=\d{{3}}(?!\w))", NARROW),
    (rf"(?<=\d){_SPACE}*(?=[%‰€$])", WIDE),
    (rf"(?<=\d){_SPACE}+(?=(?:{_UNITS})(?!\w))", WIDE),
    (rf"(?<![\w:.,/-])(\d[\d{NARROW}]*) (?=[a-zà-ÿ]{{3}})", r"\1" + WIDE),
)
_FRENCH_WORDS = (
    *_rules(
        "MDP",
        (rf"\b(M\.|MM\.|Mme|Mmes|Mlle|Mlles|Dr|Pr|Me|Professeur){_SPACE}+(?=[A-ZÀ-Ý])", r"\1" + WIDE),
    ),
    *_rules(
        _DIGITS,
        (rf"\b([nN]°){_SPACE}*(?=\d)", r"\1" + WIDE),
        (rf"\b(p|pp|art|vol|fig|chap)\.{_SPACE}+(?=\d)", r"\1." + WIDE),
        (rf"§{_SPACE}*(?=\d)", "§" + WIDE),
    ),
    *_months("janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"),
)
_FRENCH = (*_FRENCH_WORDS, *_FRENCH_NUMBERS, *_DASH)
_NO_SPACE = _high_marks("", "")
_ENGLISH = (
    *_rules("MDPN", (rf"\b(Mr|Ms|Mrs|Dr|Prof\.|No\.){_SPACE}+(?=[A-Z0-9])", r"\1" + WIDE)),
    *_rules(
        _DIGITS,
        (rf"(?<=\d){_SPACE}+(?=(?:{_UNITS}|per cent)(?!\w))", WIDE),
    ),
    *_months(
        "January|February|March|April|May|June|July|August|September|October|November|December", year=False
    ),
    *_DASH,
)
_ARABIC_LETTER = r"[\u0621-\u0652\u0671-\u06d3]"
_ARABIC_WORD = r"[\u0621-\u0652\u0671-\u06d3»”]"
_ARABIC = (
    *_rules(
        ",;?،؛؟",
        # signs typed on a Latin keyboard after an Arabic word
        (rf"(?<={_ARABIC_WORD}){_SPACE}*,(?=\s|$)", "،"),
        (rf"(?<={_ARABIC_WORD}){_SPACE}*;(?=\s|$)", "؛"),
        (rf"(?<={_ARABIC_WORD}){_SPACE}*\?(?=[\s!؟»”)\].]|$)", "؟"),
        (rf"(?<=\S){_SPACE}+(?=[،؛؟])", ""),
    ),
    *_rules(_DIGITS, (rf"\b(\d[\d.,]*) (?={_ARABIC_LETTER}{{2}})", r"\1" + WIDE)),
    *_months("يناير|فبراير|مارس|أبريل|ماي|يونيو|يوليوز|غشت|شتنبر|أكتوبر|نونبر|دجنبر"),
    *_DASH,
)
_INNER = (Marks("“", "”"), Marks("‘", "’"))
_FRENCH_MARKS = (Marks("«", "»", WIDE), *_INNER)
_GLUED_MARKS = (Marks("«", "»"), *_INNER)
_ENGLISH_MARKS = (Marks("“", "”"), Marks("‘", "’"))

PROFILES: Mapping[str, Profile] = {
    "imprimerie-nationale": Profile((*_APOSTROPHE, *_high_marks(NARROW, WIDE), *_FRENCH), _FRENCH_MARKS),
    "eu": Profile((*_APOSTROPHE, *_NO_SPACE, *_FRENCH), _GLUED_MARKS),
    "fao": Profile((*_APOSTROPHE, *_NO_SPACE, *_FRENCH), _GLUED_MARKS),
    "english": Profile((*_APOSTROPHE, *_NO_SPACE, *_ENGLISH), _ENGLISH_MARKS),
    "arabic": Profile((*_APOSTROPHE, *_NO_SPACE, *_ARABIC), _GLUED_MARKS),
    "plain": Profile((), ()),
}
ALIASES = {"french": "imprimerie-nationale"}
_OF_LANGUAGE = {"fr": "imprimerie-nationale", "en": "english", "ar": "arabic"}


def profile(name: str) -> Profile:
    """Return the profile called `name`, or by the name it had before. KeyError for another: a bug."""
    return PROFILES[ALIASES.get(name, name)]


def profile_of(code: str) -> str:
    """Return the name of the profile for a passage in the language `code` of a document in another; plain for most."""
    return _OF_LANGUAGE.get(code.partition("-")[0], "plain")


def names() -> Iterable[str]:
    """Return every name that a language file may give."""
    return (*PROFILES, *ALIASES)
