"""The mission of the isolation tests marks what it says it marks: every text of every record, and whose it is."""

from __future__ import annotations

import inspect
import io
import typing
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from annotated_types import MaxLen
from pydantic import StringConstraints

from generator.records.event import Event
from generator.records.fields import LocalText, Record
from generator.records.loader import load
from generator.records.registers import EditionTexts, Indicator, Organisation, Project
from tests.mission import DONORS, TEAM, mark, mission, owners, write
from tests.unpacking import unpack

MODELS = (Event, Organisation, Project, Indicator, EditionTexts)
# Codes, though they are written as texts: each must be one that another record knows.
UNMARKED = {
    ("EditionTexts", "key_quotes"), ("FrameworkGoal", "goal"), ("IndicatorValue", "period"), ("Restatement", "period"),
}  # fmt: skip


def _is_text(annotation: object) -> bool:
    """Return whether a field holds words: a LocalText, a line, prose, an address; an id or a code is none."""
    if annotation is LocalText:
        return True
    if typing.get_origin(annotation) is typing.Annotated:
        base, *more = typing.get_args(annotation)
        limits = [limit for limit in more if isinstance(limit, StringConstraints | MaxLen)]
        return base is str and any((limit.max_length or 0) > 100 for limit in limits)
    return any(map(_is_text, typing.get_args(annotation)))


def _parts(annotation: object) -> Iterator[type[Record]]:
    if inspect.isclass(annotation) and issubclass(annotation, Record):
        yield annotation
    for inner in typing.get_args(annotation):
        yield from _parts(inner)


def _text_fields(model: type[Record], seen: set[type[Record]]) -> Iterator[tuple[str, str]]:
    """Yield (record, field) for each text in a record and in those inside it."""
    if model in seen:
        return
    seen.add(model)
    for name, annotation in typing.get_type_hints(model, include_extras=True).items():
        if name in model.model_fields:
            if _is_text(annotation):
                yield model.__name__, name
            for part in _parts(annotation):
                yield from _text_fields(part, seen)


def _marked(value: object) -> Iterator[tuple[str, str]]:
    """Yield (record, field) for each field of a record, and of those inside it, that holds a mark."""
    if isinstance(value, Record):
        for name in type(value).model_fields:
            inner = getattr(value, name)
            if not isinstance(inner, Record) and any(owners(str(inner))):
                yield type(value).__name__, name
            yield from _marked(inner)
    elif isinstance(value, tuple):
        for item in value:
            yield from _marked(item)


def test_every_text_of_every_record_of_a_donor_is_marked(tmp_path: Path) -> None:
    records = load(write(tmp_path, mission()))
    everything = [
        *records.events.values(), *records.organisations.values(), *records.projects.values(),
        *records.indicators.values(), *records.editions.values(),
    ]  # fmt: skip

    wanted = {field for model in MODELS for field in _text_fields(model, set())}
    marked = {field for record in everything for field in _marked(record)}
    assert wanted - marked - UNMARKED == set()
    assert len(wanted) > 90


@pytest.mark.parametrize("owner", [*DONORS, TEAM])
def test_a_mark_says_whose_it_is_in_each_script_and_through_hyphens_and_marks(owner: str) -> None:
    small, accented, arabic = mark(owner, "word").split()

    for form in (small, accented, arabic, small.upper(), "\u00ad".join(accented), "\u200f ".join(arabic)):
        assert {found for found, _ in owners(form)} == {owner}, form
    assert [*owners(f"{small[:-3]} cut")] == [(owner, "?")]


def test_a_pdf_is_searched_in_its_pages_words_for_pictures_particulars_and_attachments() -> None:
    pdf = pikepdf.Pdf.new()
    pdf.add_blank_page()
    nested = pikepdf.Dictionary(
        K=pikepdf.Array([pikepdf.Dictionary(Alt=pikepdf.String(mark("alba", "alt")))])
    )
    pdf.Root.StructTreeRoot = nested
    with pdf.open_metadata() as about:
        about["dc:subject"] = {mark("cima", "subject")}
    pdf.docinfo.Title = mark("boro", "title")
    pdf.attachments["a.txt"] = mark("dune", "attached").encode()
    buffer = io.BytesIO()
    pdf.save(buffer)

    found = {owner for _, text in unpack("a.pdf", buffer.getvalue()) for owner, _ in owners(text)}
    assert found == set(DONORS)
