"""Letters for the tests of Word and PDF: in comes a period of the real records, out comes a Report without a cover."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from generator.config.templates import load_kind
from generator.records.fields import Channel
from generator.report.blocks import Block, Button, Card, Figure
from generator.report.compose import compose
from generator.report.model import Report, Section, Status
from generator.report.words import words
from tests.report.briefs import brief_of

TEMPLATES = Path(__file__).parents[2] / "templates"
PAGE = "https://exemple.org/suite?a=1&b=2"
NUMBER, CONTACTS = "n° 32", "OIM Maroc, Rabat · contact@exemple.org"


def letter(
    period: str = "2022-03",
    *,
    language: str = "fr",
    status: Status = Status.DRAFT,
    more: str = "",
    photo: bool = False,
) -> Report:
    """Return the letter of `period`, numbered, with contacts; its items lead to `more`, its headline has a picture."""
    kind = load_kind(TEMPLATES, "newsletter")
    made = compose(brief_of(period, kind=kind, channel=Channel.NEWSLETTER, language=language, status=status))
    labels = dataclasses.replace(made.labels, edition=NUMBER, contacts=CONTACTS)
    sections = tuple(_with(section, more, photo) for section in made.sections)
    return dataclasses.replace(made, labels=labels, sections=sections)


def _with(section: Section, more: str, photo: bool) -> Section:
    blocks: list[Block] = []
    for block in section.blocks:
        linked = Button("Lire la suite", more) if more else None
        blocks.append(dataclasses.replace(block, more=linked) if isinstance(block, Card) else block)
    if section.code.startswith("event-"):
        if photo:
            blocks.insert(1, Figure("photos/atelier.jpg", "Une salle.", words("L’atelier"), "© Bilan"))
        if more:
            blocks.append(Button("Lire la suite", more))
    inner = tuple(_with(child, more, photo) for child in section.sections)
    return dataclasses.replace(section, blocks=tuple(blocks), sections=inner)
