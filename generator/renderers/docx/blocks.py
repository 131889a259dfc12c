"""Draws each block of a Report: in come blocks and the width of their place in twips, out comes WordprocessingML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import assert_never

from generator.renderers.docx.anchors import anchored, controlled_with
from generator.renderers.docx.cards import acknowledgements, cards, funding
from generator.renderers.docx.grid import cell, row, table
from generator.renderers.docx.manuscript import Manuscript
from generator.renderers.docx.note_list import note_list
from generator.renderers.docx.pictures import KEEP_NEXT, chart, figure
from generator.renderers.docx.tables import data_table, fact_list, key_figures, timeline
from generator.renderers.docx.text import (
    field,
    gap,
    inline,
    link,
    paragraph,
    prose,
    run,
)
from generator.renderers.noted import notes_of
from generator.renderers.room import SHORT_SECTION, has_cover, length
from generator.report.blocks import (
    Acknowledgements,
    Block,
    BulletList,
    Button,
    Card,
    Chart,
    Contents,
    FactList,
    Figure,
    FundingStatement,
    KeyFigures,
    NoteList,
    Paragraph,
    Quote,
    Role,
    Table,
    Timeline,
)

ROLE_STYLES = {
    Role.BODY: "Bilan Text",
    Role.LEAD: "Bilan Lead",
    Role.DATELINE: "Bilan Dateline",
    Role.NOTICE: "Bilan Notice",
    Role.PROMPT: "Bilan Prompt",
    Role.SIGNATURE: "Bilan Signature",
    Role.FINE_PRINT: "Bilan Fine Print",
}
BUTTON_CHARACTER, BUTTON_PADDING = 112, 160  # twips


def draw_blocks(blocks: Sequence[Block], sheet: Manuscript, width: int) -> str:
    """Return `blocks` in order; cards that follow each other share a table."""
    drawn = []
    for are_cards, group in groupby(blocks, key=lambda block: isinstance(block, Card)):
        if are_cards:
            drawn.append(cards([block for block in group if isinstance(block, Card)], sheet, width))
        else:
            drawn += _tied(list(group), sheet, width)
    return "".join(drawn)


def _tied(blocks: Sequence[Block], sheet: Manuscript, width: int) -> Iterator[str]:
    """Yield `blocks` drawn; fine print, a button and the paragraph above them share a row that is never split.

    A chain of paragraphs that keep their next would do in Word; LibreOffice honours it for one step only.
    """
    start = 0
    while start < len(blocks):
        end = start + 1
        while end < len(blocks) and _is_tied(blocks[end]):
            end += 1
        if end - start > 1 and isinstance(blocks[start], Paragraph):
            drawn = "".join(draw_block(block, sheet, width) for block in blocks[start:end])
            yield table("Bilan Plain", [width], [row([cell(width, drawn)])], sheet) + gap(sheet)
        else:
            yield from (draw_block(block, sheet, width) for block in blocks[start:end])
        start = end


def _is_tied(block: Block) -> bool:
    return isinstance(block, Button) or (isinstance(block, Paragraph) and block.role is Role.FINE_PRINT)


def draw_block(block: Block, sheet: Manuscript, width: int) -> str:
    """Return one block with the comments of a draft."""
    return anchored(_block(block, sheet, width), notes_of(block), sheet)


def _block(block: Block, sheet: Manuscript, width: int) -> str:
    """Return one block. The type checker names a block of the Report that is missing here."""
    match block:
        case Paragraph():
            return _paragraph(block, sheet)
        case BulletList():
            return _bullets(block, sheet, width)
        case Table():
            return data_table(block, sheet, width)
        case KeyFigures():
            return key_figures(block, sheet, width)
        case Timeline():
            return timeline(block, sheet, width)
        case Chart():
            return chart(block, sheet, width)
        case Figure():
            return figure(block, sheet, width)
        case Quote():
            return _quote(block, sheet)
        case FactList():
            return fact_list(block, sheet, width)
        case Card():
            return cards([block], sheet, width)
        case Acknowledgements():
            return acknowledgements(block, sheet, width)
        case FundingStatement():
            return funding(block, sheet, width)
        case Button():
            return _button(block, sheet, width)
        case Contents():
            return _contents(block, sheet)
        case NoteList():
            return note_list(block, sheet, width)
        case _:
            assert_never(block)


def _paragraph(block: Paragraph, sheet: Manuscript, more: str = "") -> str:
    drawn = paragraph(ROLE_STYLES[block.role], inline(block.content, sheet), sheet, more)
    return controlled_with(drawn, block.source, block.notes, sheet)


def _bullets(block: BulletList, sheet: Manuscript, width: int) -> str:
    # Never the last item alone after a page break. The first one must not keep its next: a heading above keeps with it, and
    # LibreOffice honours such a chain for one step only, which would leave the heading alone.
    kept = len(block.items) - 2 if len(block.items) > 2 else -1
    items = "".join(
        paragraph("List Bullet", inline(item, sheet), sheet, KEEP_NEXT * (number == kept))
        for number, item in enumerate(block.items)
    )
    listed = controlled_with(items, block.source, block.notes, sheet) if items else ""
    if kept > 0 and not block.title and not block.source and length([block]) <= SHORT_SECTION:
        # A short list under a heading stays whole, in a row that is never split; a cell may not end in a content control.
        listed = table("Bilan Plain", [width], [row([cell(width, listed)])], sheet)
    return prose("Bilan List Title", block.title, sheet) + listed + gap(sheet) * bool(items)


def _quote(block: Quote, sheet: Manuscript) -> str:
    language = block.language if block.language and block.language != sheet.report.language else ""
    said = "".join(paragraph("Bilan Quote", run(text, language=language), sheet) for text in block.paragraphs)
    capacity = "Bilan Quote Capacity"
    lines = [
        (style, line)
        for style, line, words in (
            ("Bilan Quote Speaker", run(block.speaker), block.speaker),
            (capacity if block.speaker else "Bilan Quote Speaker", run(block.capacity), block.capacity),
            (capacity, inline(block.occasion, sheet), block.occasion),
            (capacity, run(block.remark), block.remark),
        )
        if words
    ]
    who = "".join(
        paragraph(style, line, sheet, KEEP_NEXT * (number < len(lines)))
        for number, (style, line) in enumerate(lines, 1)
    )
    # In a letter a quote has a title of its own, which an empty paragraph would part from it at the end of a page.
    above = gap(sheet) if has_cover(sheet.report) else ""
    return above + controlled_with(said, block.source, block.notes, sheet) + who + gap(sheet)


def _button(block: Button, sheet: Manuscript, width: int) -> str:
    """Return a button: a coloured paragraph only as wide as its label."""
    label = run(block.label)
    right = max(width - len(block.label) * BUTTON_CHARACTER - 2 * BUTTON_PADDING, BUTTON_PADDING)
    indents = f'<w:ind w:left="{BUTTON_PADDING}" w:right="{right}"/>'
    return paragraph("Bilan Button", link(block.href, label, sheet) or label, sheet, indents)


def _contents(block: Contents, sheet: Manuscript) -> str:
    """Return the entries as links; page numbers are fields, which Word and LibreOffice compute."""
    lines = []
    for entry in block.entries:
        anchor = sheet.anchors.get(entry.code)
        words = run(entry.title)
        if anchor:
            number = field(f"PAGEREF {anchor} \\h")
            words = link(f"#{entry.code}", f"{words}<w:r><w:tab/></w:r>{number}", sheet)
        lines.append(paragraph("toc 1" if entry.depth == 1 else "toc 2", words, sheet))
    return "".join(lines)
