"""The text of a Report as other tools take it: in comes a Report, out come styled paragraphs and tables of them.

They are what Bilan's own renderer draws: the same words, in the same styles, order and tables. Bookmarks, links,
content controls, widths and spans are left out, so that the other tools have less to do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.renderers.docx.blocks import ROLE_STYLES
from generator.report.blocks import (
    Acknowledgements,
    Block,
    Body,
    BulletList,
    Card,
    Contents,
    FactList,
    KeyFigures,
    Paragraph,
    Quote,
    Role,
    Table,
    Timeline,
)
from generator.report.model import Part, Report, Section
from generator.report.words import Mark, Words, words


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    strong: bool = False
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph in a style by its name."""

    style: str
    runs: tuple[Run, ...] = ()
    rows: None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table in a style by its name; a cell is a tuple of lines."""

    style: str
    rows: tuple[tuple[tuple[Line, ...], ...], ...]


Item = Line | Grid
GAP = Line("Bilan Gap")


def items(report: Report) -> list[Item]:
    """Return the whole text of `report`."""
    return [item for section in report.sections for item in _section(section, 1)]


def _line(style: str, content: Words | str, *, strong: bool = False) -> Line:
    runs = words(content) if isinstance(content, str) else content
    return Line(
        style,
        tuple(Run(r.text, strong or r.mark is Mark.STRONG, r.mark is Mark.EMPHASIS) for r in runs if r.text),
    )


def _given(style: str, text: str) -> Iterator[Line]:
    if text:
        yield _line(style, text)


def _section(section: Section, depth: int) -> Iterator[Item]:
    if section.part is not Part.COVER and section.title:
        yield _line(f"Heading {min(depth, 4)}", section.title)
    for are_cards, group in groupby(section.blocks, key=lambda block: isinstance(block, Card)):
        if are_cards:
            yield from _cards([block for block in group if isinstance(block, Card)])
        else:
            yield from _with_fine_print(list(group))
    for inner in section.sections:
        yield from _section(inner, depth + 1)


def _with_fine_print(blocks: Sequence[Block]) -> Iterator[Item]:
    """Yield the items of `blocks`; fine print shares a row with the paragraph above it."""
    start = 0
    while start < len(blocks):
        end = start + 1
        while end < len(blocks) and _is_fine_print(blocks[end]):
            end += 1
        together = [block for block in blocks[start:end] if isinstance(block, Paragraph)]
        if 1 < len(together) == end - start:
            yield Grid("Bilan Plain", ((tuple(_line(ROLE_STYLES[b.role], b.content) for b in together),),))
            yield GAP
        else:
            for block in blocks[start:end]:
                yield from _block(block)
        start = end


def _is_fine_print(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role is Role.FINE_PRINT


def _block(block: Block) -> Iterator[Item]:
    match block:
        case Paragraph():
            yield _line(ROLE_STYLES[block.role], block.content)
        case BulletList():
            yield from _given("Bilan List Title", block.title)
            yield from (_line("List Bullet", item) for item in block.items)
            yield GAP
        case Table():
            yield from _table(block)
        case KeyFigures():
            cells = [tuple(_figure(figure.value, figure.label, figure.detail)) for figure in block.figures]
            yield Grid("Bilan Tiles", (tuple(c for cell in cells for c in (cell, (GAP,)))[:-1],))
            yield GAP
        case Timeline():
            yield from _given("Caption", block.caption)
            yield Grid("Bilan Moments", tuple(
                ((*_given("Bilan Moment Date", m.date), *_given("Bilan Moment Place", m.place)), (GAP,),
                 (_line("Bilan Moment", m.label),)) for m in block.moments))  # fmt: skip
            yield GAP
        case FactList():
            yield Grid("Bilan Facts", tuple(_facts(block)))
            yield GAP
        case Quote():
            yield GAP
            yield from (_line("Bilan Quote", text) for text in block.paragraphs)
            yield from _given("Bilan Quote Speaker", block.speaker)
            yield from _given(
                "Bilan Quote Capacity" if block.speaker else "Bilan Quote Speaker", block.capacity
            )
            if block.occasion:
                yield _line("Bilan Quote Capacity", block.occasion)
            yield from _given("Bilan Quote Capacity", block.remark)
            yield GAP
        case Acknowledgements():
            for group in block.groups:
                yield from _given("Bilan Thanks Title", group.title)
                half = (len(group.bodies) + 1) // 2
                left, right = (
                    tuple(line for body in bodies for line in _thanked(body))
                    for bodies in (group.bodies[:half], group.bodies[half:])
                )
                yield Grid("Bilan Plain", ((left, (GAP,), right or (GAP,)),))
                yield GAP
        case Contents():
            yield from (_line(f"toc {min(entry.depth, 2)}", entry.title) for entry in block.entries)
        case _:
            raise ValueError(f"{type(block).__name__} is not compared")


def _figure(value: str, label: str, detail: str) -> Iterator[Line]:
    yield from _given("Bilan Figure", value)
    yield from _given("Bilan Figure Label", label)
    yield from _given("Bilan Figure Detail", detail)


def _thanked(body: Body) -> Iterator[Line]:
    yield _line("Bilan Thanks", f"{body.name} ({body.acronym})" if body.acronym else body.name)
    yield from _given("Bilan Thanks Detail", body.detail)


def _facts(block: FactList) -> Iterator[tuple[tuple[Line, ...], ...]]:
    if block.title:
        yield (_line("Bilan Fact Title", block.title),), (GAP,)
    for fact in block.facts:
        said = tuple(_line("Bilan Fact", content) for content in fact.content)
        yield (_line("Bilan Fact Label", fact.label),), said


def _table(block: Table) -> Iterator[Item]:
    yield from _given("Caption", block.caption)
    rows = [tuple((_line("Bilan Table Head", column.title),) for column in block.columns)]
    rows += [tuple((_line("Bilan Table Text", cell),) for cell in row) for row in block.rows]
    if block.total:
        rows.append(tuple((_line("Bilan Table Text", cell, strong=True),) for cell in block.total))
    yield Grid("Bilan Table", tuple(rows))
    yield from (_line("Bilan Table Note", note) for note in block.foot)
    yield GAP


def _cards(cards: Sequence[Card]) -> Iterator[Item]:
    drawn = [tuple(_card(card)) for card in cards]
    pairs = [drawn[i : i + 2] for i in range(0, len(drawn), 2)]
    yield Grid(
        "Bilan Cards", tuple((pair[0], (GAP,), pair[1] if len(pair) == 2 else (GAP,)) for pair in pairs)
    )
    yield GAP


def _card(card: Card) -> Iterator[Line]:
    yield _line("Bilan Card Title", card.title)
    yield from _given("Bilan Card Dateline", card.dateline)
    if card.content:
        yield _line("Bilan Card Text", card.content)
    for fact in card.facts:
        said = words(fact.label + "  ") + tuple(run for content in fact.content for run in content)
        yield _line("Bilan Card Fact", said)
