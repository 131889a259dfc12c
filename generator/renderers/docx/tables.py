"""Draws the blocks that stand in rows and columns: in comes a block and the width of its place, out comes a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from generator.renderers.columns import column_widths, shares
from generator.renderers.docx.grid import (
    LOOK_FIRST_ROW,
    LOOK_LAST_ROW,
    LOOK_NO_BANDS,
    THIN_ROW,
    cell,
    gutter,
    row,
    table,
)
from generator.renderers.docx.manuscript import Manuscript
from generator.renderers.docx.pictures import KEEP_NEXT
from generator.renderers.docx.text import gap, inline, paragraph, prose, run
from generator.renderers.figures import in_two
from generator.renderers.room import FACTS_LINE, MOST_FACTS, SHORT_TABLE, column_lines, has_long_labels
from generator.report.blocks import Column, ColumnKind, FactList, KeyFigure, KeyFigures, Table, Timeline
from generator.report.words import Words

LARGE, SMALL, SAID = 310, 115, 11  # twips of a character at 28 points light, at 11 points; those points
TILE_PADDING = 290
GUTTER = 170  # between two tiles: 3 mm
MOST_TILES = 4  # side by side


def _table_row(
    cells: Sequence[Words],
    block: Table,
    widths: Sequence[int],
    sheet: Manuscript,
    *,
    bold: bool = False,
    keep: bool = False,
) -> str:
    styles = {ColumnKind.TEXT: "Bilan Table Text", ColumnKind.NUMBER: "Bilan Table Number"}
    drawn = [
        paragraph(styles[column.kind], inline(content, sheet, bold=bold), sheet, KEEP_NEXT * keep)
        for content, column in zip(cells, block.columns, strict=True)
    ]
    return row(_side_by_side(drawn, widths, sheet))


def _side_by_side(
    drawn: Sequence[str], widths: Sequence[int], sheet: Manuscript, align: str = ""
) -> Iterator[str]:
    """Yield paragraphs as the cells of a row; the last one ends where the rules of the table end."""
    end = "left" if sheet.report.direction == "rtl" else "right"
    flush = f'<w:tcMar><w:{end} w:w="0" w:type="dxa"/></w:tcMar>'
    for number, (content, width) in enumerate(zip(drawn, widths, strict=True), 1):
        yield cell(width, content, ground=flush * (number == len(widths)), align=align)


def _title(column: Column, sheet: Manuscript) -> str:
    align = '<w:jc w:val="right"/>' if column.kind is ColumnKind.NUMBER else ""
    return paragraph("Bilan Table Head", run(column.title) if column.title else "", sheet, align)


def _stays(block: Table, number: int) -> bool:
    """Return whether row `number` (from 1) stays with what follows: a short table is not parted, nor a note from its table."""
    last = len(block.rows)
    return bool(block.total or block.foot) if number == last else last <= SHORT_TABLE


def data_table(block: Table, sheet: Manuscript, width: int) -> str:
    """Return a table under its caption: header row on each page, total set apart, notes below."""
    widths = column_widths(block, width)
    rows = [
        row(
            _side_by_side([_title(column, sheet) for column in block.columns], widths, sheet, "bottom"),
            header=True,
        )
    ]
    rows += [
        _table_row(cells, block, widths, sheet, keep=_stays(block, number))
        for number, cells in enumerate(block.rows, 1)
    ]
    look = LOOK_NO_BANDS | LOOK_FIRST_ROW
    if block.total:
        look |= LOOK_LAST_ROW
        rows.append(_table_row(block.total, block, widths, sheet, bold=True, keep=bool(block.foot)))
    titles = ", ".join(column.title for column in block.columns if column.title)
    drawn = table("Bilan Table", widths, rows, sheet, look=look, caption=block.caption, description=titles)
    notes = "".join(paragraph("Bilan Table Note", inline(words, sheet), sheet) for words in block.foot)
    return prose("caption", block.caption, sheet) + drawn + notes + gap(sheet)


def _figures_style(block: KeyFigures, width: int) -> str:
    """Return the style in which every figure of `block` fits a tile of `width`; words before a number stand small."""
    widest = max(
        len(number) * LARGE + len(said) * SMALL for said, number in (in_two(f.value) for f in block.figures)
    )
    return "Bilan Figure" if widest <= width - TILE_PADDING else "Bilan Figure Words"


def _figure(figure: KeyFigure, sheet: Manuscript, style: str) -> str:
    said, number = in_two(figure.value)
    words = run(said, style=sheet.style("Bilan Muted", "character"), size=SAID) if said else ""
    return (
        paragraph(style, words + run(number), sheet)
        + prose("Bilan Figure Label", figure.label, sheet)
        + prose("Bilan Figure Detail", figure.detail, sheet)
    ) or gap(sheet)


def key_figures(block: KeyFigures, sheet: Manuscript, width: int, *, tiles: bool = True) -> str:
    """Return figures side by side in equal widths, five and six in two rows; on `tiles` or on the bare ground."""
    count = len(block.figures)
    columns = count if 1 < count <= MOST_TILES else 3  # a lone tile keeps the width of three
    if not count:
        return ""
    tile = shares(width - GUTTER * (columns - 1), [1] * columns)
    widths = [tile[0], *(part for one in tile[1:] for part in (GUTTER, one))]
    look = _figures_style(block, tile[0])
    rows = []
    for start in range(0, count, columns):
        if start:
            rows.append(row([gutter(width, sheet, span=len(widths), clear=not tiles)], height=THIN_ROW))
        cells: list[str] = []
        for one, figure in zip_longest(tile, block.figures[start : start + columns]):
            cells += [gutter(GUTTER, sheet, clear=not tiles)] * bool(cells)
            cells.append(
                cell(one, _figure(figure, sheet, look)) if figure else gutter(one, sheet, clear=not tiles)
            )
        rows.append(row(cells))
    label = ", ".join(figure.label for figure in block.figures)
    style = "Bilan Tiles" if tiles else "Bilan Plain"
    return table(style, widths, rows, sheet, description=label) + gap(sheet)


def timeline(block: Timeline, sheet: Manuscript, width: int) -> str:
    """Return moments one under the other: date and place, an accent rule, what took place."""
    colour = sheet.brand.palette.accent.lstrip("#")
    # The rule is stated on both its sides: LibreOffice looks at the other one from right to left.
    before, after = (
        f'<w:tcBorders><w:{side} w:val="single" w:sz="12" w:space="0" w:color="{colour}"/></w:tcBorders>'
        for side in ("right", "left")
    )
    widths = shares(width, (24, 3, 73))
    rows = []
    for moment in block.moments:
        when = prose("Bilan Moment Date", moment.date, sheet) + prose(
            "Bilan Moment Place", moment.place, sheet
        )
        what = paragraph("Bilan Moment", inline(moment.label, sheet), sheet)
        rows.append(
            row(
                (
                    cell(widths[0], when or gap(sheet), borders=before),
                    cell(widths[1], gap(sheet), borders=after),
                    cell(widths[2], what),
                )
            )
        )
    drawn = table("Bilan Moments", widths, rows, sheet, caption=block.caption)
    return prose("caption", block.caption, sheet) + drawn + gap(sheet)


def fact_list(block: FactList, sheet: Manuscript, width: int) -> str:
    """Return facts as label and words on a quiet ground, under their title."""
    widths = shares(width, (38, 62) if has_long_labels(block) else (24, 76))
    whole = column_lines(block, FACTS_LINE) <= MOST_FACTS  # what stays on one page in the PDF does so here
    rows = []
    if block.title:
        rows.append(row([cell(width, prose("Bilan Fact Title", block.title, sheet), span=2)]))
    for number, fact in enumerate(block.facts, 1):
        kept = KEEP_NEXT * (whole and number < len(block.facts))
        said = "".join(paragraph("Bilan Fact", inline(words, sheet), sheet, kept) for words in fact.content)
        label = paragraph("Bilan Fact Label", run(fact.label), sheet, kept)
        rows.append(row((cell(widths[0], label), cell(widths[1], said or gap(sheet)))))
    return table("Bilan Facts", widths, rows, sheet, caption=block.title) + gap(sheet) if rows else ""
