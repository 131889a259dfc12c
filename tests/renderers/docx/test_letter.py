"""A letter in Word: a masthead instead of a cover, links to read more, the same words as in the PDF."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path

import openxml_audit
import pypdfium2
import pytest
from lxml import etree

from generator.config.letterhead import W
from generator.renderers.docx.renderer import render
from generator.renderers.noted import standing
from generator.renderers.pdf import renderer as pdf
from generator.renderers.pictures import Picture
from generator.renderers.registry import Rendered
from generator.report.compose import texts
from generator.report.model import Status
from generator.report.words import plain
from tests.reading import docx_comments, docx_text, pdf_text, squeeze, tokens
from tests.renderers.docx.conftest import parts_of
from tests.renderers.docx.test_pages import convert
from tests.renderers.letters import CONTACTS, NUMBER, PAGE, letter
from tests.renderers.sample import sample_brand

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def body(rendered: Rendered) -> etree._Element:
    return etree.fromstring(parts_of(rendered.content)["word/document.xml"])


def lines(root: etree._Element) -> list[str]:
    return ["".join(text.text or "" for text in p.iter(w("t"))) for p in root.iter(w("p"))]


def linked(root: etree._Element, words: str) -> list[etree._Element]:
    """Return the paragraphs that hold a link with `words`."""
    return [
        next(link.iterancestors(w("p")))
        for link in root.iter(w("hyperlink"))
        if "".join(text.text or "" for text in link.iter(w("t"))) == words
    ]


def style(paragraph: etree._Element) -> str:
    return str(paragraph.find(f"{w('pPr')}/{w('pStyle')}").get(w("val")))


@pytest.fixture(scope="module")
def drawn() -> Rendered:
    return render(letter(more=PAGE), sample_brand(), {})


def test_a_letter_begins_with_a_masthead_that_says_who_what_when_and_that_it_is_a_draft(
    drawn: Rendered,
) -> None:
    found = [line for line in lines(body(drawn)) if line.strip()]

    labels = letter().labels
    assert [line.strip() for line in found[:4]] == [
        f"{labels.organisation_short}{labels.status}",
        labels.period_short,
        f"{labels.document} · {NUMBER}",
        f"{labels.organisation}{labels.date}",
    ]
    assert not any("spécimen" in line for line in found)


def test_a_final_letter_says_nowhere_that_it_is_a_draft() -> None:
    written = docx_text(render(letter(status=Status.FINAL), sample_brand(), {}).content)

    assert "Projet" not in written
    assert CONTACTS in written
    assert f"· {CONTACTS}" not in written


def test_the_running_line_begins_on_the_second_page_and_every_page_has_its_number_and_contacts(
    drawn: Rendered,
) -> None:
    parts = parts_of(drawn.content)
    page = next(body(drawn).iter(w("sectPr")))
    assert page.find(w("titlePg")) is not None
    names = {
        relation.get("Id"): f"word/{relation.get('Target')}"
        for relation in etree.fromstring(parts["word/_rels/document.xml.rels"])
    }
    said = {
        (reference.tag, reference.get(w("type"))): "".join(
            lines(etree.fromstring(parts[names[reference.get(f"{{{R}}}id")]]))
        )
        for reference in page
        if reference.tag in (w("headerReference"), w("footerReference"))
    }
    assert said[w("headerReference"), "first"] == ""
    assert letter().labels.running in said[w("headerReference"), "default"]
    for when in ("first", "default"):
        assert CONTACTS in said[w("footerReference"), when]
        assert "Page" in said[w("footerReference"), when]


def test_only_the_page_for_the_team_begins_a_page(drawn: Rendered) -> None:
    breaks = [next(mark.iterancestors(w("p"))) for mark in body(drawn).iter(w("pageBreakBefore"))]

    assert [style(found) for found in breaks] == ["BilanReviewTitle"]


def test_the_headline_is_larger_than_the_titles_of_the_sections(drawn: Rendered) -> None:
    styles = etree.fromstring(parts_of(drawn.content)["word/styles.xml"])
    size = {
        found.get(w("styleId")): int(found.find(f"{w('rPr')}/{w('sz')}").get(w("val")))
        for found in styles.iter(w("style"))
        if found.find(f"{w('rPr')}/{w('sz')}") is not None
    }

    assert size["Heading2"] > 1.4 * size["Heading1"]


def test_an_item_ends_in_a_line_of_words_that_leads_to_its_page(drawn: Rendered) -> None:
    line, button = sorted(linked(body(drawn), "Lire la suite"), key=style, reverse=True)

    assert (style(line), style(button)) == ("BilanCardFact", "BilanButton")
    assert line.find(f"{w('pPr')}/{w('shd')}") is None
    relations = etree.fromstring(parts_of(drawn.content)["word/_rels/document.xml.rels"])
    assert PAGE in {relation.get("Target") for relation in relations}


def test_where_an_item_leads_nowhere_its_words_stay_words() -> None:
    root = body(render(letter(more="javascript:x"), sample_brand(), {}))

    assert linked(root, "Lire la suite") == []
    assert lines(root).count("Lire la suite") == 2


def test_a_button_stays_with_the_text_it_belongs_to(drawn: Rendered) -> None:
    (button,) = (p for p in linked(body(drawn), "Lire la suite") if style(p) == "BilanButton")

    row = next(button.iterancestors(w("tr")))
    assert row.find(f"{w('trPr')}/{w('cantSplit')}") is not None
    assert "L’OIM Maroc a organisé trois formations" in "".join(lines(row))


def test_a_picture_of_a_letter_leaves_room_for_its_words(assets: Mapping[str, Picture]) -> None:
    root = body(render(letter(photo=True), sample_brand(), assets))

    shown = next(
        one for one in root.iter() if one.tag.endswith("}docPr") and one.get("descr") == "Une salle."
    )
    extent = next(one for one in shown.getparent() if one.tag.endswith("}extent"))
    assert int(extent.get("cy")) <= 72 * 36000
    assert int(extent.get("cx")) / int(extent.get("cy")) == pytest.approx(1200 / 750, abs=0.01)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("status", list(Status))
def test_a_validator_finds_no_error_in_a_letter(
    tmp_path: Path, assets: Mapping[str, Picture], status: Status, direction: str
) -> None:
    report = dataclasses.replace(letter(status=status, more=PAGE, photo=True), direction=direction)
    path = tmp_path / "lettre.docx"
    path.write_bytes(render(report, sample_brand(), assets).content)

    assert [error.description for error in openxml_audit.OpenXmlValidator().validate(path).errors] == []


def test_the_same_letter_gives_the_same_bytes(drawn: Rendered) -> None:
    assert render(letter(more=PAGE), sample_brand(), {}).content == drawn.content


@pytest.mark.parametrize(("period", "language"), [("2022-03", "fr"), ("2022-02", "fr"), ("2023-07", "en")])
def test_a_letter_says_the_same_in_word_and_pdf(period: str, language: str) -> None:
    report = letter(period, language=language, more=PAGE)
    content = render(report, sample_brand(), {}).content
    comments = tokens(docx_comments(content))
    assert comments == tokens(
        " ".join(text for note in standing(report) for text in (note.title, plain(note.where), *note.points))
    )
    word = tokens(docx_text(content)) - comments
    printed = tokens(pdf_text(pdf.render(report, sample_brand(), {}).content))

    wanted = tokens(" ".join(text for section in report.sections for text in texts(section)))
    for found in (word, printed):
        assert {name: n - found[name] for name, n in wanted.items() if found[name] < n} == {}
    frame = tokens(" ".join(texts(report.labels)))
    extra = {*(word - printed), *(printed - word)}
    assert {name for name in extra if name not in frame and not name.isdigit()} == set()


@pytest.mark.slow
@pytest.mark.parametrize(("period", "most"), [("2022-02", 1), ("2022-03", 2), ("2023-07", 2)])
def test_a_letter_of_the_real_records_is_one_page_or_two(tmp_path: Path, period: str, most: int) -> None:
    report = letter(period).for_readers()
    path = tmp_path / "lettre.docx"
    path.write_bytes(render(report, sample_brand(), {}).content)

    with pypdfium2.PdfDocument(convert(path, "pdf", tmp_path)) as document:
        pages = [squeeze(page.get_textpage().get_text_range()) for page in document]

    assert len(pages) == most == pdf.render(report, sample_brand(), {}).pages
    running = squeeze(report.labels.running)
    assert [running in page for page in pages] == [number > 0 for number in range(most)]
