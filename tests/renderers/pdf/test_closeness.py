"""A few rows alone on a last page come back to the page before, if they can."""

from __future__ import annotations

import io

import pikepdf

from generator.renderers.pdf import engine
from generator.renderers.pdf.exchange import Request

STYLE = """@page { size: 100mm 100mm; margin: 10mm } body { margin: 0; font: 10pt/10mm Lato }
.chapter { break-before: page } p { margin: 0; height: 10mm } .tight p { height: HEIGHT }"""


def pages(*lines: int, closer: str = "7.5mm") -> int:
    parts = "".join(f'<div class="part chapter">{"<p>ligne</p>" * count}</div>' for count in lines)
    page = f'<!DOCTYPE html><html lang="fr"><head><title>x</title></head><body><main>{parts}</main></body></html>'
    written = engine.write(Request(page, STYLE.replace("HEIGHT", closer), {}))
    assert not written.complaints
    return written.pages


def test_two_lines_alone_on_the_last_page_of_a_chapter_are_taken_back() -> None:
    assert pages(8) == 1
    assert pages(10) == 1
    assert pages(10, 10, 2) == 3


def test_a_page_that_holds_more_than_a_few_lines_stays() -> None:
    assert pages(12) == 2
    assert pages(12, 5) == 3


def test_a_short_chapter_is_no_tail() -> None:
    assert pages(8, 1, 1) == 3


def test_what_cannot_be_taken_back_stays_as_it_was() -> None:
    assert pages(10, closer="9.9mm") == 2


def test_only_the_chapters_that_spare_a_page_are_set_closer() -> None:
    style = (
        STYLE.replace("HEIGHT", "7.5mm") + " .tight p { color: #a00 } .stiff p { height: 10mm !important }"
    )
    chapters = [("chapter", 10), ("chapter stiff", 10)]
    parts = "".join(f'<div class="part {name}">{"<p>ligne</p>" * count}</div>' for name, count in chapters)
    page = f'<!DOCTYPE html><html lang="fr"><head><title>x</title></head><body><main>{parts}</main></body></html>'
    written = engine.write(Request(page, style, {}))
    assert written.pages == 3
    with pikepdf.open(io.BytesIO(written.content)) as pdf:
        red = [b"0.666667 0 0 rg" in sheet.Contents.read_bytes() for sheet in pdf.pages]
    assert red == [True, False, False]
