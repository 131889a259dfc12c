"""A draft's notes in the PDF: small numbered marks that lead to the list and back, and move no word."""

from __future__ import annotations

import dataclasses
import io

import page as validator
import pikepdf
import pypdfium2
import pytest

from generator.renderers import html
from generator.renderers.noted import standing
from generator.renderers.pdf.renderer import render
from generator.renderers.pictures import Picture
from generator.renderers.registry import Rendered
from generator.report.blocks import Block, NoteList
from generator.report.model import Report, Section, Status
from tests.renderers.sample import NOTES, sample_brand, sample_report

Assets = dict[str, Picture]


def ua_failures(content: bytes) -> list[str]:
    report = validator.validate_pdf_bytes(content, profile=validator.ValidationProfile.PDF_UA_1)
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


def links(pdf: pikepdf.Pdf) -> list[tuple[str, str]]:
    """Return target and description of each link within the file."""
    return [
        (str(link.Dest), str(link.Contents))
        for sheet in pdf.pages
        for link in sheet.get("/Annots", [])
        if "/Dest" in link
    ]


def targets(pdf: pikepdf.Pdf) -> set[str]:
    return {str(name) for name in list(pdf.Root.Names.Dests.Names)[::2]}


def without_list(report: Report) -> Report:
    """Return `report` without the list of its notes."""

    def bare(section: Section) -> Section:
        kept: tuple[Block, ...] = tuple(b for b in section.blocks if not isinstance(b, NoteList))
        return dataclasses.replace(section, blocks=kept)

    return dataclasses.replace(report, sections=tuple(bare(section) for section in report.sections))


def without_marks(report: Report) -> Report:
    """Return `report` with its list and nothing in the text."""

    def bare(section: Section) -> Section:
        blocks = tuple(
            dataclasses.replace(block, notes=()) if getattr(block, "notes", ()) else block
            for block in section.blocks
        )
        inner = tuple(bare(one) for one in section.sections)
        return dataclasses.replace(section, blocks=blocks, sections=inner, notes=())

    return dataclasses.replace(report, sections=tuple(bare(section) for section in report.sections))


def letters(content: bytes) -> list[list[tuple[str, int, int]]]:
    """Return each letter of each page with its place in points, digits left out: marks are made of them."""
    found = []
    document = pypdfium2.PdfDocument(content)
    try:
        for sheet in document:
            text = sheet.get_textpage()
            words = [(text.get_text_range(n, 1), n) for n in range(text.count_chars())]
            boxes = [(letter, text.get_charbox(n)) for letter, n in words if letter.isalpha()]
            found.append([(letter, round(box[0]), round(box[1])) for letter, box in boxes])
    finally:
        document.close()
    return found


def test_each_mark_leads_to_its_entry_and_each_entry_back_and_both_say_what_they_are(
    pdf: pikepdf.Pdf,
) -> None:
    found = links(pdf)

    for note in NOTES:
        said = f"Note de relecture {note.number}"
        assert found.count((f"note_{note.number}", said)) == 1
        assert found.count((f"mark_{note.number}", said)) == 1
        assert {f"note_{note.number}", f"mark_{note.number}"} <= targets(pdf)


def test_a_mark_is_read_aloud_as_what_it_is(pdf: pikepdf.Pdf) -> None:
    spoken = [
        str(tag.Alt)
        for tag in pdf.objects
        if isinstance(tag, pikepdf.Dictionary) and tag.get("/S") == "/Link" and "/Alt" in tag
    ]

    assert sorted(spoken) == sorted(f"Note de relecture {note.number}" for note in NOTES * 2)


def test_marks_stand_in_the_order_of_reading_on_the_pages_of_their_words(draft: Rendered) -> None:
    with pikepdf.open(io.BytesIO(draft.content)) as pdf:
        marks = [
            (number, str(link.Dest))
            for number, sheet in enumerate(pdf.pages)
            for link in sheet.get("/Annots", [])
            if str(link.get("/Dest", "")).startswith("note_")
        ]
    pages = [number for number, _ in marks]

    assert {name for _, name in marks} == {f"note_{note.number}" for note in NOTES}
    assert pages[0] == 0  # on the cover
    assert pages == sorted(pages)


def test_a_mark_moves_no_letter_of_the_text(assets: Assets, draft: Rendered) -> None:
    bare = render(without_marks(sample_report()), sample_brand(), assets)

    assert bare.pages == draft.pages
    assert letters(bare.content) == letters(draft.content)


def test_the_outline_names_a_section_without_the_number_of_its_note(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        inner = [child.title for entry in outline.root for child in entry.children]
    section = sample_report().section("donnees")

    assert section is not None
    assert section.notes
    assert section.title in inner


def test_without_a_list_a_mark_is_no_link(assets: Assets) -> None:
    rendered = render(without_list(sample_report()), sample_brand(), assets)

    with pikepdf.open(io.BytesIO(rendered.content)) as pdf:
        assert not [target for target, _ in links(pdf) if target.startswith(("note_", "mark_"))]
    assert ua_failures(rendered.content) == []


def test_a_final_shows_no_mark_even_of_notes_it_still_carries(assets: Assets) -> None:
    final = sample_report(Status.FINAL)
    rendered = render(final, sample_brand(), assets)

    assert any(block.notes for _, part in final.walk() for block in part.blocks if hasattr(block, "notes"))
    assert standing(final) == ()
    assert 'class="marks"' not in html.draw(final, sample_brand()).html
    with pikepdf.open(io.BytesIO(rendered.content)) as pdf:
        assert not [target for target in targets(pdf) if target.startswith(("note_", "mark_"))]


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_notes_are_drawn_from_both_sides(assets: Assets, language: str, direction: str) -> None:
    report = dataclasses.replace(sample_report(), language=language, direction=direction)
    rendered = render(report, sample_brand(), assets)

    assert ua_failures(rendered.content) == []
    with pikepdf.open(io.BytesIO(rendered.content)) as pdf:
        marks = {target for target, _ in links(pdf) if target.startswith("note_")}
        edges = [
            float(x)
            for sheet in pdf.pages
            for link in sheet.get("/Annots", [])
            if str(link.get("/Dest", "")).startswith("note_")
            for x in (link.Rect[0], link.Rect[2])
        ]
    assert len(marks) == len(NOTES)
    assert min(edges) > 0
    assert max(edges) < 595
