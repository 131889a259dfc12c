"""The list of a draft's notes in every format: the same words, and the record's id in none."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

from generator.renderers.docx.renderer import render as render_word
from generator.renderers.email.page import render as render_page
from generator.renderers.pdf.renderer import render as render_pdf
from generator.renderers.pictures import Picture
from generator.renderers.registry import FORMATS, Rendered
from generator.renderers.text import render as render_text
from generator.renderers.web.renderer import render as render_web
from generator.report.blocks import NoteList
from generator.report.compose import texts
from generator.report.model import Part, Report, Section
from tests.reading import docx_text, pdf_text, squeeze
from tests.renderers.sample import NOTES, sample_assets, sample_brand, sample_report
from tests.unpacking import html_text

LIST = NoteList(NOTES, "Dans le texte")


def listing() -> Report:
    """Return a Report of the list alone, and of the sections it leads to."""
    places = (Section("donnees", "Données"), Section("autres", "Autres"))
    return dataclasses.replace(
        sample_report(), sections=(*places, Section("liste", "Liste", (LIST,), part=Part.BACK))
    )


def test_what_a_list_of_notes_says_counts_as_words_but_not_the_ids_of_its_records() -> None:
    said = list(texts(LIST))

    assert said[-1] == "Dans le texte"
    assert said[:2] == ["À décider", "Deux événements se ressemblent."]
    assert "Atelier « Données & migration »" in said
    assert not {note.record for note in NOTES} & set(said)
    assert list(texts(sample_report().section("autres"))).count(NOTES[7].points[0]) == 0


@pytest.mark.parametrize(
    ("render", "read"),
    [
        (render_word, docx_text),
        (render_pdf, pdf_text),
        (render_text, bytes.decode),
        (render_page, lambda content: html_text(content.decode())),
        (render_web, lambda content: html_text(content.decode())),
    ],
)
def test_every_format_draws_the_list_with_number_title_place_and_points_in_order(
    render: Callable[..., Rendered], read: Callable[[bytes], str]
) -> None:
    text = squeeze(read(render(listing(), sample_brand(), {}).content))

    place = text.index(squeeze("Dans le texte"))
    for note in NOTES:
        where = "".join(run.text for run in note.where)
        for said in (str(note.number), note.title, where, *note.points):
            place = text.index(squeeze(said), place)
        assert squeeze(note.record) not in text


def test_word_and_pdf_say_the_same_of_each_note(tmp_path_factory: pytest.TempPathFactory) -> None:
    assets: dict[str, Picture] = sample_assets(tmp_path_factory.mktemp("assets"))
    word = squeeze(docx_text(render_word(sample_report(), sample_brand(), assets).content))
    printed = squeeze(pdf_text(render_pdf(sample_report(), sample_brand(), assets).content))

    for note in NOTES:
        for point in note.points:
            assert word.count(squeeze(point)) == 2  # in the comment and in the list
            assert printed.count(squeeze(point)) == 1


@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if form.for_readers])
def test_readers_are_given_no_note(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    from generator.renderers.registry import renderer

    assets = sample_assets(tmp_path_factory.mktemp("assets"))
    made = renderer(name)(sample_report().for_readers(), sample_brand(), assets)

    for content in (made.content, *(inner for _, inner in made.beside)):
        for note in NOTES:
            assert note.points[0].encode() not in content
