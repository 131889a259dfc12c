"""Sets passages of another script apart in finished HTML: in come HTML and its language, out comes the same with spans.

Names, numbers and addresses reach a page as plain words of a Report. Here, and in no template, what is read against its
surroundings gets a direction, words in Arabic letters their language, and an inclusive form ("participant-e-s") is kept
on one line. The characters stay what they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape, unescape

from generator.renderers.scripts import LANGUAGE_OF_SCRIPT, LTR, RTL, has_right_to_left, pieces

LATIN = "latin"  # the class of words in Latin letters among Arabic ones
DIGITS = "digits"  # the class of a number there, which is not broken either
KEPT = "kept"  # the class of what is not broken at the end of a line
# Comments, what holds no text that is shown, tags, text. Values are escaped, so that no tag holds another `<` or `>`.
_TOKEN = re.compile(
    r"<!--.*?-->|<(?P<silent>style|title|script|mj-style|mj-title|mj-preview)\b.*?</(?P=silent)>|<[^>]+>|[^<]+",
    re.DOTALL,
)
_NAME = re.compile(r"</?([\w:-]+)")
_SAYS = re.compile(r'\b(lang|dir)="([^"]*)"')
_ANY_LETTER = re.compile(r"[^\W\d_]")
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
# "participant-e-s", "citoyen-ne-s", "directeur-rice", "chercheur-euse-s"
INCLUSIVE = re.compile(
    r"\b[^\W\d_]+-(?:e|s|x|le|ne|te|se|fe|ve|ère|ière|elle|enne|esse|euse|ice|rice|trice)(?:-?[sx])?\b(?!-)"
)


@dataclass(frozen=True, slots=True)
class _Place:
    """An element that is open: its name, the language and direction inside it."""

    name: str
    language: str
    direction: str


def set_apart(html: str, language: str, direction: str, *, keep: bool = True) -> str:
    """Return `html`, whose text is in `language` and `direction` unless an element says otherwise, with passages set apart.

    `keep` puts inclusive forms in French into an element of class `kept`.
    """
    if direction == LTR and not has_right_to_left(html) and not (keep and _has_french(html, language)):
        return html
    made: list[str] = []
    around = [_Place("", language, direction)]
    for token in _TOKEN.finditer(html):
        text = token[0]
        if not text.startswith("<"):
            made.append(_marked(text, around[-1], keep))
            continue
        made.append(text)
        if not token["silent"]:
            _enter_or_leave(text, around)
    return "".join(made)


def _has_french(html: str, language: str) -> bool:
    return language.startswith("fr") or 'lang="fr' in html


def _enter_or_leave(tag: str, around: list[_Place]) -> None:
    found = _NAME.match(tag)
    if found is None or tag.endswith("/>") or found[1].lower() in _VOID:
        return
    name = found[1].lower()
    if not tag.startswith("</"):
        said = dict(_SAYS.findall(tag))
        here = around[-1]
        around.append(_Place(name, said.get("lang", here.language), said.get("dir", here.direction)))
        return
    for number in range(len(around) - 1, 0, -1):
        if around[number].name == name:
            del around[number:]
            return


def _marked(escaped: str, here: _Place, keep: bool) -> str:
    text = unescape(escaped)
    plain = not has_right_to_left(text) if here.direction == LTR else not _is_mixed(text)
    if plain:
        return _kept(escaped, here) if keep else escaped
    made = []
    for piece in pieces(text, here.direction):
        words = escape(piece.text, quote=False)
        if piece.direction == here.direction:
            made.append(_kept(words, here) if keep else words)
        elif piece.direction == RTL:
            tag = "" if here.language.startswith(LANGUAGE_OF_SCRIPT) else f' lang="{LANGUAGE_OF_SCRIPT}"'
            made.append(f'<span{tag} dir="rtl">{words}</span>')
        else:
            kind = LATIN if _ANY_LETTER.search(piece.text) else DIGITS
            made.append(f'<span class="{kind}" dir="ltr">{words}</span>')
    return "".join(made)


def _is_mixed(text: str) -> bool:
    """Return whether `text` holds more than spaces and single marks: letters or digits that may need a direction."""
    return any(character.isalnum() for character in text)


def _kept(escaped: str, here: _Place) -> str:
    if "-" not in escaped or not here.language.startswith("fr"):
        return escaped
    return INCLUSIVE.sub(lambda form: f'<span class="{KEPT}">{form[0]}</span>', escaped)
