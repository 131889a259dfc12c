"""The end of a Word file: in comes the filled text, out comes the same without an empty last section or trailing space.

A page that is just full would otherwise be followed by an empty one.
"""

from __future__ import annotations

from lxml import etree

from generator.config.letterhead import W
from generator.renderers.docx.manuscript import Manuscript

_P, _TABLE, _SECTION = (f"{{{W}}}{name}" for name in ("p", "tbl", "sectPr"))
_PROPERTIES, _STYLE, _VALUE = (f"{{{W}}}{name}" for name in ("pPr", "pStyle", "val"))


def close(body: etree._Element, sheet: Manuscript) -> None:
    """Remove an empty last Word section of `body`, then the small paragraphs that nothing follows."""
    gap = sheet.style("Bilan Gap", "paragraph")
    last = body[-1]
    if last.tag != _SECTION:
        return
    before = last.getprevious()
    if before is not None and _is_gap(before, gap):
        properties = before.find(f"{_PROPERTIES}/{_SECTION}")
        if properties is not None:
            body.replace(last, properties)
            body.remove(before)
    while (before := body[-1].getprevious()) is not None and _is_gap(before, gap):
        above = before.getprevious()
        if above is None or above.tag == _TABLE or before.find(f"{_PROPERTIES}/{_SECTION}") is not None:
            return
        body.remove(before)


def _is_gap(element: etree._Element, gap: str) -> bool:
    style = element.find(f"{_PROPERTIES}/{_STYLE}")
    return element.tag == _P and style is not None and style.get(_VALUE) == gap
