"""Guesses how much room blocks take in the PDF: in come blocks, out come lines, sizes and what may stand together.

Nothing is measured: characters of a line and points between lines are those that report.css.j2 sets.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from generator.renderers.figures import in_two
from generator.report.blocks import (
    Acknowledgements,
    Block,
    BulletList,
    FactList,
    KeyFigures,
    Paragraph,
    Table,
)
from generator.report.model import Part, Report, Section
from generator.report.words import plain

FACT_LINE, FACT_LEADING, FACT_LABEL = 29, 12.0, 1.8
TEXT_LINE, TEXT_LEADING, BELOW = 70, 15.0, 90.0
SHORT_SECTION, SHORT_TABLE = 150, 12  # words and rows of a section that stays on one page
FACTS_LINE, MOST_FACTS = 84, 28  # characters of a line, and lines of facts that stay on one page
LABEL_WORD = 22  # characters of a word that the column of labels holds
BESIDE = 45  # words a text needs to carry a column of facts at its side
MOST_TILES = 4  # side by side
SAID = 0.4  # of the width of a figure: a letter before it


def has_cover(report: Report) -> bool:
    """Return whether `report` begins with a page of its own; without one it begins under a masthead and flows."""
    return any(section.part is Part.COVER for section in report.sections)


def length(run: Sequence[Block]) -> int:
    """Return how many words the paragraphs and lists of `run` hold."""
    total = 0
    for block in run:
        if isinstance(block, Paragraph):
            total += len(plain(block.content).split())
        elif isinstance(block, BulletList):
            total += sum(len(plain(item).split()) for item in block.items)
    return total


def fits_beside(facts: FactList, run: Sequence[Block]) -> bool:
    """Return whether `facts` in their narrow column end not far below the text of `run`."""
    column = FACT_LABEL * len(facts.facts) + column_lines(facts, FACT_LINE)
    texts = [block.content for block in run if isinstance(block, Paragraph)]
    texts += [item for block in run if isinstance(block, BulletList) for item in block.items]
    lines = sum(math.ceil(len(plain(text)) / TEXT_LINE) + 0.5 for text in texts)
    return length(run) >= BESIDE and column * FACT_LEADING <= lines * TEXT_LEADING + BELOW


def has_long_labels(facts: FactList) -> bool:
    """Return whether a label of `facts` is too long for the column of labels, as the path of a field is."""
    return any(len(word) > LABEL_WORD for fact in facts.facts for word in fact.label.split())


def column_lines(facts: FactList, line: int) -> int:
    """Return how many lines of `line` characters the words of `facts` take."""
    return sum(math.ceil(len(plain(said)) / line) for fact in facts.facts for said in fact.content)


def is_short(section: Section) -> bool:
    """Return whether `section` is so short that it stays on one page, rather than leave a line on the next."""
    if section.sections or length(section.blocks) > SHORT_SECTION:
        return False
    rows = sum(len(block.rows) for block in section.blocks if isinstance(block, Table))
    other = [b for b in section.blocks if not isinstance(b, Paragraph | BulletList | Table)]
    return rows <= SHORT_TABLE and len(other) <= 1 and not any(isinstance(b, Acknowledgements) for b in other)


def size(text: str, steps: tuple[int, int]) -> str:
    """Return `large`, `medium` or `small`, by the length of `text`."""
    return "large" if len(text) <= steps[0] else "medium" if len(text) <= steps[1] else "small"


def figures_size(block: KeyFigures) -> str:
    """Return the size in which every figure of `block` fits its tile; words before a number stand small."""
    parts = [in_two(figure.value) for figure in block.figures]
    widest = max((len(number) + math.ceil(len(said) * SAID) for said, number in parts), default=0)
    large, medium = (5, 6) if len(parts) == MOST_TILES else (7, 9)
    return "large" if widest <= large else "medium" if widest <= medium else "small"


def flows_on(section: Section) -> bool:
    """Return whether `section` is an overview of a few lines, which needs no page of its own."""
    blocks = (*section.blocks, *(block for inner in section.sections for block in inner.blocks))
    return (
        section.part is Part.OVERVIEW
        and is_short(replace(section, blocks=blocks, sections=()))
        and all(isinstance(block, Paragraph | BulletList) for block in blocks)
    )
