"""A letter as PDF: a masthead instead of a cover, running lines from the second page on, links to read more."""

from __future__ import annotations

import dataclasses
import io

import pikepdf
import pytest

from generator.errors import Refusal
from generator.renderers import html
from generator.renderers.pdf.renderer import render
from generator.renderers.registry import Rendered
from generator.report.model import Status
from tests.reading import pdf_pages, squeeze
from tests.renderers.letters import CONTACTS, NUMBER, PAGE, letter
from tests.renderers.sample import sample_brand, sample_report


@pytest.fixture(scope="module")
def drawn() -> Rendered:
    return render(letter(more=PAGE), sample_brand(), {})


def test_a_letter_begins_with_a_masthead_and_its_text_on_the_same_page(drawn: Rendered) -> None:
    labels = letter().labels
    first = squeeze(pdf_pages(drawn.content)[0])

    words = (labels.organisation_short, labels.status, labels.period_short, labels.document, NUMBER)
    places = [first.index(squeeze(said)) for said in (*words, labels.organisation, "L’essentiel", "À la une")]
    assert places == sorted(places)


def test_the_running_line_begins_on_the_second_page_and_every_page_has_its_number_and_contacts(
    drawn: Rendered,
) -> None:
    pages = [squeeze(page) for page in pdf_pages(drawn.content)]

    running = squeeze(letter().labels.running)
    assert [running in page for page in pages] == [False, True, True]
    for number, page in enumerate(pages, 1):
        assert squeeze(f"Page {number} sur {len(pages)}") in page
        assert squeeze(CONTACTS) in page


def test_the_page_for_the_team_stands_alone_and_readers_have_none(drawn: Rendered) -> None:
    pages = pdf_pages(drawn.content)
    assert ["Page de relecture" in page for page in pages] == [False, False, True]

    final = render(letter(status=Status.FINAL).for_readers(), sample_brand(), {})
    assert final.pages == 2
    assert "Projet" not in "".join(pdf_pages(final.content))


def test_an_item_and_the_headline_lead_to_their_pages(drawn: Rendered) -> None:
    with pikepdf.open(io.BytesIO(drawn.content)) as opened:
        found = [
            str(note.A.URI)
            for page in opened.pages
            for note in page.get("/Annots", [])
            if "/A" in note and "/URI" in note.A
        ]
    assert found.count(PAGE) == 2


def test_an_item_that_leads_to_another_kind_of_address_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        html.draw(letter(more="javascript:x"), sample_brand())

    assert {problem.code for problem in refusal.value.problems} == {"pdf.link_refused"}


def test_a_letter_is_drawn_from_right_to_left_too() -> None:
    report = dataclasses.replace(letter(more=PAGE), language="ar", direction="rtl")

    assert render(report, sample_brand(), {}).pages == 3


def test_a_report_with_a_cover_has_no_masthead() -> None:
    page = html.draw(sample_report(), sample_brand())

    assert 'class="cover"' in page.html
    assert "masthead" not in page.html
    assert ":first" not in page.style.partition("@page cover")[2].partition("html {")[0]
