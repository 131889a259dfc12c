"""The last look at an e-mail before it leaves: in comes its HTML, out comes nothing, or what is wrong with it.

A letter that is too long is a Refusal, since fewer items mend it; anything else is a mistake of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING

from generator.errors import Refusal, problem
from generator.renderers.links import ALLOWED

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LARGEST = 102 * 1024  # bytes; Gmail cuts what is longer and hides the rest behind a link
FORBIDDEN = ("script", "iframe", "form", "input", "object", "embed", "link", "base", "video", "audio", "svg")
FETCHED = ("src", "srcset", "background", "poster", "data")
CALL = re.compile(r"url\s*\(|@import|expression\s*\(", re.IGNORECASE)


def inspect(html: str, *, sources: frozenset[str] = frozenset(), links: frozenset[str] = frozenset()) -> None:
    """Accept the finished e-mail `html`, whose pictures may come from `sources` and whose links may also be `links`.

    Refusal if it is longer than mailboxes show; AssertionError for what only a mistake of ours could bring in.
    """
    size = len(html.encode())
    if size > LARGEST:
        raise Refusal(problem("email.too_large", bytes=size, most=LARGEST))
    if faults := tuple(find_faults(html, sources=sources, links=links)):
        raise AssertionError("; ".join(faults))


def find_faults(
    html: str, *, sources: frozenset[str] = frozenset(), links: frozenset[str] = frozenset()
) -> Iterator[str]:
    """Yield what a mailbox would not show, or a letter must not hold."""
    from lxml.html import document_fromstring

    root = document_fromstring(html)
    links = frozenset(map(unescape, links))  # as they are read back
    article = [element for element in root.iter("div") if element.get("role") == "article"]
    if len(article) != 1:
        yield "one article is wanted"
    for element in (root, *article):
        if not element.get("lang") or not element.get("dir"):
            yield f"<{element.tag}> says neither language nor direction"
    if len(list(root.iter("h1"))) != 1:
        yield "one h1 is wanted"
    for element in root.iter():
        if isinstance(element.tag, str):
            yield from _faults(element, sources, links)
    if any(CALL.search(sheet.text or "") for sheet in root.iter("style")):
        yield "the style sheet calls an address"


def _faults(element: HtmlElement, sources: frozenset[str], links: frozenset[str]) -> Iterator[str]:
    if element.tag in FORBIDDEN:
        yield f"<{element.tag}>"
    for name, value in element.items():
        if name.lower().startswith("on"):
            yield f"<{element.tag}> acts on {name}"
        elif name in FETCHED and value not in sources:
            yield f"<{element.tag}> fetches {value[:80]!r}"
        elif name == "href" and not ALLOWED.fullmatch(value) and value not in links:
            yield f"a link to {value[:80]!r}"
        elif name == "style" and CALL.search(value):
            yield f"the style of <{element.tag}> calls an address"
    if element.tag == "img" and not (element.get("alt") or "").strip():
        yield "a picture without words"
