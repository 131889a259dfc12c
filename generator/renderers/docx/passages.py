"""Sets passages of another script apart in a Word part: in comes a part's tree, out comes the same in finer runs.

Word places a run by its own switch (`w:rtl`), not by its letters: Latin words and numbers in an Arabic line are runs without
it, Arabic words in a French line are runs with it. Programs that look at characters alone get an invisible mark where they
would go wrong. The hyphens of an inclusive form ("participant-e-s") become Word's
hyphens that do not break. Read one after the other, the characters stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from copy import deepcopy

from lxml import etree

from generator.renderers.direction import direction
from generator.renderers.docx.manuscript import culture
from generator.renderers.docx.ordered import insert_after, insert_before, properties_of, w
from generator.renderers.passages import INCLUSIVE
from generator.renderers.scripts import (
    LANGUAGE_OF_SCRIPT,
    LTR,
    MARKS,
    RTL,
    Piece,
    has_right_to_left,
    marked,
    pieces,
)

AFTER_RTL = ("cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath", "rPrChange")
AFTER_LANGUAGE = AFTER_RTL[3:]
_WORDS = (w("t"), w("tab"), w("br"), w("noBreakHyphen"), w("cr"))
_NUMBER = re.compile(r"(\d(?:[\d.,:/\u00a0\u202f]*\d)?[%‰]?)")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def set_apart(
    root: etree._Element,
    language: str,
    around: str,
    figures: str = "",
    turning: Collection[str] = (),
) -> None:
    """Give each run of a part in `language`, written `around`, its direction; a run in which both stand is divided.

    `figures` is the family of numbers that stand among words written from right to left; paragraphs in the styles `turning`
    are turned where all of their words are read the other way.
    """
    for run in list(root.iter(w("r"))):
        own = _own_language(run)
        base = direction(own) if own else around
        if own and base == RTL:
            _tell_language(run, own)
        if own and base != around and _is_led(run, turning):
            _hold(run, base, around)
        if all(child.tag in _WORDS or child.tag == w("rPr") for child in run):
            _divide(run, base, own or language, figures)
        elif base == RTL:
            _turn(run)


def _own_language(run: etree._Element) -> str:
    """Return the language a run states for itself, empty if it is the document's."""
    stated = run.find(f"{w('rPr')}/{w('lang')}")
    return "" if stated is None else stated.get(w("val")) or stated.get(w("bidi")) or ""


def _is_led(run: etree._Element, turning: Collection[str]) -> bool:
    """Return whether the paragraph of `run` is read the other way: it is not turned, by itself or for its style."""
    paragraph = next(run.iterancestors(w("p")))
    way = paragraph.find(f"{w('pPr')}/{w('bidi')}")
    if way is not None:
        return False
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    worded = [other for other in paragraph.iter(w("r")) if other.find(w("t")) is not None]
    return style is None or style.get(w("val")) not in turning or not all(map(_own_language, worded))


def _hold(run: etree._Element, own: str, around: str) -> None:
    """Hold the signs at both ends of the words of `run`, read in the direction `own`, to them."""
    worded = [text for text in run.iter(w("t")) if text.text]
    if worded:
        (held,) = marked((Piece("".join(text.text or "" for text in worded), own),), around)
        mark = MARKS[own]
        worded[0].text = mark * held.text.startswith(mark) + (worded[0].text or "")
        worded[-1].text = (worded[-1].text or "") + mark * held.text.endswith(mark)


def _tell_language(run: etree._Element, language: str) -> None:
    """State a language written from right to left where Word looks for it."""
    stated = run.find(f"{w('rPr')}/{w('lang')}")
    if stated is not None and stated.get(w("val")):
        del stated.attrib[w("val")]
        stated.set(w("bidi"), culture(language))


def _divide(run: etree._Element, base: str, language: str, figures: str) -> None:
    """Divide `run`, which holds nothing but words, breaks and tabulators."""
    text = "".join(child.text or "" for child in run.iter(w("t")))
    french = language.startswith("fr") and "-" in text
    if base == LTR and not french and not has_right_to_left(text):
        return
    if base == RTL and not any(c.isalnum() for c in text):
        _turn(run)
        return
    made: list[etree._Element] = []
    last = ("", False)
    for element, here in _parts(run, base, french):
        bare = here != base == RTL and not any(c.isalpha() for c in element.text or "")
        if not made or (here, bare) != last:
            made.append(_like(run, here, base, language))
            last = (here, bare)
            if bare and figures and run.find(f"{w('rPr')}/{w('bdr')}") is None:
                fonts = insert_after(properties_of(made[-1], "rPr"), "rFonts", ("rStyle",))
                fonts.set(w("ascii"), figures)
                fonts.set(w("hAnsi"), figures)
        made[-1].append(element)
    parent = run.getparent()
    if parent is not None and made:
        place = parent.index(run)
        parent[place : place + 1] = made


def _parts(run: etree._Element, base: str, french: bool) -> Iterator[tuple[etree._Element, str]]:
    """Yield what `run` holds in pieces, each with the direction of the run it belongs in."""
    for child in run:
        if child.tag == w("rPr"):
            continue
        if child.tag != w("t"):
            yield deepcopy(child), base
            continue
        for piece in marked(pieces(child.text or "", base), base):
            for words, here in _numbers(piece.text) if piece.direction == RTL else [(piece.text, LTR)]:
                for element in _unbroken(words) if french and here == LTR else [_text(words)]:
                    yield element, here


def _numbers(text: str) -> Iterator[tuple[str, str]]:
    for place, part in enumerate(_NUMBER.split(text)):
        if part:
            yield part, LTR if place % 2 else RTL


def _unbroken(words: str) -> Iterator[etree._Element]:
    """Yield `words` with the hyphens of its inclusive forms as hyphens that do not break."""
    last = 0
    for form in INCLUSIVE.finditer(words):
        first, *rest = form[0].split("-")
        yield _text(words[last : form.start()] + first)
        for part in rest:
            yield etree.Element(w("noBreakHyphen"))
            yield _text(part)
        last = form.end()
    if last < len(words):
        yield _text(words[last:])


def _text(words: str) -> etree._Element:
    element = etree.Element(w("t"))
    element.text = words
    element.set(_SPACE, "preserve")
    return element


def _like(run: etree._Element, here: str, base: str, language: str) -> etree._Element:
    """Return an empty run that looks like `run`, in the direction `here`."""
    made = run.makeelement(w("r"))
    old = run.find(w("rPr"))
    if old is not None:
        made.append(deepcopy(old))
    if here == RTL:
        _turn(made)
        if base == LTR and not language.startswith(LANGUAGE_OF_SCRIPT):
            stated = insert_before(properties_of(made, "rPr"), "lang", AFTER_LANGUAGE)
            stated.set(w("bidi"), culture(LANGUAGE_OF_SCRIPT))
    return made


def _turn(run: etree._Element) -> None:
    properties = properties_of(run, "rPr")
    insert_before(properties, "rtl", AFTER_RTL)
    if properties.find(w("iCs")) is not None and properties.find(w("bCs")) is None:
        first = next(child for child in properties if child.tag in (w("i"), w("iCs")))
        first.addprevious(properties.makeelement(w("bCs")))  # words in italics are set bold
    join(properties)


def join(properties: etree._Element) -> None:
    """Take from the properties of Arabic words what parts or slants letters that join."""
    for name in ("spacing", "iCs"):
        for unwanted in properties.findall(w(name)):
            properties.remove(unwanted)
