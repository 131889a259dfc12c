"""What needs a page of its own, and in which size figures stand."""

from __future__ import annotations

from generator.renderers.room import figures_size, flows_on
from generator.report.blocks import BulletList, KeyFigure, KeyFigures, Moment, Paragraph, Timeline
from generator.report.model import Part, Section
from generator.report.words import words


def figures(*values: str) -> KeyFigures:
    return KeyFigures(tuple(KeyFigure(value, "activités") for value in values))


def test_an_overview_of_a_few_lines_needs_no_page_of_its_own() -> None:
    lines = BulletList((words("1 conférence sur la période."),), "À retenir")
    assert flows_on(Section("bref", "En bref", (lines,), part=Part.OVERVIEW))
    assert not flows_on(Section("axe", "Un axe", (lines,), part=Part.CHAPTER))


def test_an_overview_with_a_timeline_or_much_text_keeps_its_page() -> None:
    line = Timeline("Dates", (Moment("28 mars", "Rabat", words("Atelier")),))
    assert not flows_on(Section("bref", "En bref", (line,), part=Part.OVERVIEW))
    long = Paragraph(words("mot " * 200))
    assert not flows_on(Section("bref", "En bref", (long,), part=Part.OVERVIEW))


def test_words_before_a_number_take_less_room_than_its_digits() -> None:
    assert figures_size(figures("70", "2", "3")) == "large"
    assert figures_size(figures("au moins 2\u202f241", "77")) == "medium"
    assert figures_size(figures("nombre non précisé", "77")) == "small"
