"""PDF from right to left, and passages read against their document: where things stand, which fonts, which languages."""

from __future__ import annotations

import io
from collections.abc import Iterator

import page as validator
import pikepdf
import pypdfium2
import pytest

from generator.errors import Refusal
from generator.messages.catalogue import LANGUAGES, describe
from generator.renderers.pdf.renderer import render
from generator.renderers.pictures import Picture
from generator.renderers.registry import Rendered
from generator.report.blocks import Bar, Chart, Paragraph
from generator.report.words import Source, words
from tests.renderers.arabic import ADDRESS, CODE, PHONE, SAID_IN_FRENCH, arabic_report, french_with_arabic
from tests.renderers.pdf.test_renderer import one
from tests.renderers.sample import sample_brand

WIDTH = 595


@pytest.fixture(scope="module")
def arabic(assets: dict[str, Picture]) -> Rendered:
    return render(arabic_report(), sample_brand(), assets)


@pytest.fixture(scope="module")
def french(assets: dict[str, Picture]) -> Rendered:
    return render(french_with_arabic(), sample_brand(), assets)


def places(rendered: Rendered, text: str) -> list[tuple[float, float]]:
    """Return the left and right edge of each place where `text` stands."""
    found = []
    document = pypdfium2.PdfDocument(rendered.content)
    for sheet in document:
        page = sheet.get_textpage()
        search = page.search(text, match_case=True)
        while place := search.get_next():
            boxes = [page.get_charbox(index) for index in range(place[0], place[0] + place[1])]
            found.append((min(box[0] for box in boxes), max(box[2] for box in boxes)))
    document.close()
    return found


def elements(rendered: Rendered) -> Iterator[tuple[str, str]]:
    """Yield the kind and the language of each tagged element that states one."""
    with pikepdf.open(io.BytesIO(rendered.content)) as pdf:
        waiting = [pdf.Root.StructTreeRoot]
        while waiting:
            element = waiting.pop()
            if "/Lang" in element:
                yield str(element.S), str(element.Lang)
            kids = element.get("/K", [])
            waiting += [kid for kid in (kids if isinstance(kids, pikepdf.Array) else [kids])
                        if isinstance(kid, pikepdf.Dictionary)]  # fmt: skip


def seen(rendered: Rendered) -> list[str]:
    """Return the digits, Latin letters and marks of each line from left to right, as they are drawn."""
    lines: dict[tuple[int, int], list[tuple[float, str]]] = {}
    document = pypdfium2.PdfDocument(rendered.content)
    for number, sheet in enumerate(document):
        page = sheet.get_textpage()
        for index in range(page.count_chars()):
            character = page.get_text_range(index, 1)
            if character.isascii() and character.strip():
                left, bottom, _, top = page.get_charbox(index, loose=True)
                lines.setdefault((number, round((bottom + top) / 6)), []).append((left, character))
    document.close()
    return ["".join(character for _, character in sorted(line)) for line in lines.values()]


@pytest.mark.parametrize("text", [PHONE, CODE, ADDRESS, "1 284", "35 %", "GIZ (Bonn)"])
def test_what_is_read_from_left_to_right_stands_so_inside_arabic(arabic: Rendered, text: str) -> None:
    assert any(text.replace(" ", "") in line for line in seen(arabic))


def test_the_first_of_two_latin_names_that_an_arabic_comma_parts_stands_at_the_right(
    arabic: Rendered,
) -> None:
    ((first, _), *_), ((second, _), *_) = places(arabic, "Casablanca"), places(arabic, "Rabat-Sal")
    assert first > second


def test_columns_begin_at_the_right_and_numbers_end_at_the_left(arabic: Rendered) -> None:
    ((rabat, _), *_) = [place for place in places(arabic, "Rabat") if place[0] < WIDTH * 0.7]
    twelve = min(left for left, _ in places(arabic, "12"))
    assert twelve < WIDTH * 0.2 < rabat


def test_the_ends_of_an_interval_are_read_from_right_to_left(arabic: Rendered) -> None:
    assert any("17-15" in line for line in seen(arabic))


def test_a_quote_in_french_stands_at_the_left_and_an_arabic_one_in_french_at_the_right(
    arabic: Rendered, french: Rendered
) -> None:
    ((left, _),) = places(arabic, SAID_IN_FRENCH.strip("«» "))
    assert left < WIDTH * 0.4
    ((_, right),) = places(french, "Présidente")  # who said it stands beside its mark
    assert right > WIDTH * 0.6


def test_passages_state_their_language_and_the_document_its_own(arabic: Rendered, french: Rendered) -> None:
    assert ("/P", "fr") in set(elements(arabic))
    assert {("/P", "ar"), ("/Span", "ar")} <= set(elements(french))
    for rendered, language in ((arabic, "ar"), (french, "fr")):
        with pikepdf.open(io.BytesIO(rendered.content)) as pdf:
            assert str(pdf.Root.Lang) == language


def test_both_conform_to_pdf_ua_1_and_embed_the_fonts_of_both_scripts(
    arabic: Rendered, french: Rendered
) -> None:
    fonts = sample_brand().fonts
    for rendered in (arabic, french):
        report = validator.validate_pdf_bytes(rendered.content, profile=validator.ValidationProfile.PDF_UA_1)
        assert [failure.message for failure in report.failures] == []
        assert {fonts.arabic, fonts.body} <= {use.family for use in rendered.fonts}


def refused(*blocks: object) -> list[str]:
    with pytest.raises(Refusal) as caught:
        render(one(*blocks), sample_brand(), {})
    sentences = [describe(problem, LANGUAGES[0]) for problem in caught.value.problems]
    assert {problem.code for problem in caught.value.problems} == {"pdf.glyph_missing"}
    return sentences


def test_a_missing_character_is_named_once_with_the_record_and_the_words_around_it() -> None:
    source = Source("2022-03-28-donnees", "summary", "fr")
    (sentence,) = refused(Paragraph(words("Le mot 中 dans une phrase, et encore 中."), source=source))
    assert "中" in sentence and "U+4E2D" in sentence
    assert "2022-03-28-donnees, summary" in sentence and "Le mot 中 dans" in sentence


def test_a_missing_character_of_a_chart_is_named_with_its_label_also_beside_arabic() -> None:
    (sentence,) = refused(Chart("", (Bar("الرباط Rabat 中", 1, "1"),), "Une barre."))
    assert "U+4E2D" in sentence and "الرباط Rabat 中" in sentence
