"""Finds the notes of a draft: in come a Report and its blocks, out come the notes that stand at each place, none in a final."""

from __future__ import annotations

from collections.abc import Iterator

from generator.report.blocks import (
    Acknowledgements,
    Block,
    BulletList,
    Card,
    FactList,
    KeyFigures,
    NoteList,
    Paragraph,
    Quote,
    Table,
)
from generator.report.model import Report, Status
from generator.report.words import Note


def notes_of(block: Block) -> tuple[Note, ...]:
    """Return the notes that stand on `block`."""
    match block:
        case (
            Paragraph()
            | BulletList()
            | Table()
            | KeyFigures()
            | Quote()
            | FactList()
            | Card()
            | Acknowledgements()
        ):
            return block.notes
        case _:
            return ()


def standing(report: Report) -> tuple[Note, ...]:
    """Return every note that stands somewhere in the text of `report`, in the order of reading; none in a final."""
    return () if report.status is Status.FINAL else tuple(dict.fromkeys(_all(report)))


def _all(report: Report) -> Iterator[Note]:
    for _, section in report.walk():
        yield from section.notes
        for block in section.blocks:
            yield from notes_of(block)


def listed(report: Report) -> frozenset[int]:
    """Return the numbers of the notes that `report` lists."""
    blocks = (block for _, section in report.walk() for block in section.blocks)
    return frozenset(note.number for block in blocks if isinstance(block, NoteList) for note in block.items)
