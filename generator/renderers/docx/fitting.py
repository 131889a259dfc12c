"""Fits large words to their place: in comes a paragraph filled from a slot, out comes the same, smaller if it is too long.

A cover is drawn for "T1 2022" and a short title; "janv. 2021–juin 2022" in the same size would push it off the page.
"""

from __future__ import annotations

import math

from lxml import etree

from generator.config.letterhead import W
from generator.renderers.docx.manuscript import Manuscript

LARGE, HUGE = 26, 60  # points: large words may take three lines, huge ones a single one
LARGE_LINES = 3
CHARACTER = 0.5  # of the size: an average letter
SMALLEST = 0.4  # of the size


def fit(paragraph: etree._Element, sheet: Manuscript, width: int) -> None:
    """Set the words of `paragraph` smaller where they are large and too long for `width` twips."""
    size = _size(paragraph, sheet)
    if size < LARGE:
        return
    length = sum(len(text.text or "") for text in paragraph.iter(f"{{{W}}}t"))
    if size >= HUGE:
        fitted = width / 20 / (CHARACTER * max(length, 1))
    else:
        # Both the letters of a line and the lines of a place grow as the size falls.
        room = LARGE_LINES * width / 20 / (CHARACTER * size)
        fitted = size * math.sqrt(room / max(length, 1))
    if fitted < size:
        _set_size(paragraph, max(math.floor(fitted), round(size * SMALLEST)))


def _size(paragraph: etree._Element, sheet: Manuscript) -> float:
    """Return the size in points that the paragraph's style states, 0 if it states none."""
    name = paragraph.find(f"{{{W}}}pPr/{{{W}}}pStyle")
    return sheet.sizes.get(name.get(f"{{{W}}}val") or "", 0.0) if name is not None else 0.0


def _set_size(paragraph: etree._Element, size: int) -> None:
    for run in paragraph.iter(f"{{{W}}}r"):
        properties = run.find(f"{{{W}}}rPr")
        if properties is None:
            properties = run.makeelement(f"{{{W}}}rPr")
            run.insert(0, properties)
        for name in ("sz", "szCs"):
            for old in properties.findall(f"{{{W}}}{name}"):
                properties.remove(old)
        later = {
            f"{{{W}}}{n}"
            for n in ("highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs")
        }
        later |= {f"{{{W}}}{n}" for n in ("em", "lang", "eastAsianLayout", "specVanish", "oMath")}
        place = next((n for n, child in enumerate(properties) if child.tag in later), len(properties))
        for name in ("szCs", "sz"):
            properties.insert(place, properties.makeelement(f"{{{W}}}{name}", {f"{{{W}}}val": str(size * 2)}))
