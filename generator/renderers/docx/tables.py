"""Draws the blocks that stand in rows and columns: in comes a block and the width of its place, out comes a table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from generator.renderers.docx.grid import (
    LOOK_FIRST_ROW,
    LOOK_LAST_ROW,
    LOOK_NO_BANDS,
    THIN_ROW,
    cell,
    gutter,
    row,
    shares,
    table,
)
from generator.renderers.docx.manuscript import Manuscript
from generator.renderers.docx.text import gap, inline, paragraph, prose, run
from generator.report.blocks import Column, ColumnKind, FactList, KeyFigure, KeyFigures, Table, Timeline
from generator.report.words import Words, plain

CHARACTER = 90  # twips of an average character of a table
PADDING = 240
MANY_COLUMNS = 6  # from here on, figures may take two lines as well
GUTTER = 170  # between two tiles: 3 mm
MOST_TILES = 4  # side by side


def column_widths(block: Table, width: int) -> list[int]:
    """Return widths in twips that add up to `width`: enough for the longest word, then by how much there is to say."""
    rows = [*block.rows, block.total] if block.total else list(block.rows)
    least, wanted = [], []
    for number, column in enumerate(block.columns):
        texts = [plain(cells[number]) for cells in rows]
        title = max((len(word) for word in column.title.split()), default=1)
        longest = max((len(word) for text in texts for word in text.split(" ")), default=1)
        if column.kind is ColumnKind.NUMBER and len(block.columns) < MANY_COLUMNS:
            longest = max((len(text) for text in texts), default=1)
        least.append(min(max(longest, title), 22) * CHARACTER + PADDING)
        most = max((len(text) for text in texts), default=1)
        wanted.append(max(least[-1], min(max(most, title), 60) * CHARACTER + PADDING))
    if sum(wanted) <= width:
        spare = [
            w if c.kind is ColumnKind.TEXT else w * 0.35 for w, c in zip(wanted, block.columns, strict=True)
        ]
        return shares(
            width, [w + (width - sum(wanted)) * s / sum(spare) for w, s in zip(wanted, spare, strict=True)]
        )
    if sum(least) >= width:
        return shares(width, least)
    more = [w - low for w, low in zip(wanted, least, strict=True)]
    return shares(
        width, [low + (width - sum(least)) * m / sum(more) for low, m in zip(least, more, strict=True)]
    )


def _table_row(
    cells: Sequence[Words], block: Table, widths: Sequence[int], sheet: Manuscript, *, bold: bool
) -> str:
    styles = {ColumnKind.TEXT: "Bilan Table Text", ColumnKind.NUMBER: "Bilan Table Number"}
    return row(
        cell(width, paragraph(styles[column.kind], inline(content, sheet, bold=bold), sheet))
        for content, column, width in zip(cells, block.columns, widths, strict=True)
    )


def _title(column: Column, sheet: Manuscript) -> str:
    align = '<w:jc w:val="right"/>' if column.kind is ColumnKind.NUMBER else ""
    return paragraph("Bilan Table Head", run(column.title) if column.title else "", sheet, align)


def data_table(block: Table, sheet: Manuscript, width: int) -> str:
    """Return a table under its caption: header row on each page, total set apart, notes below."""
    widths = column_widths(block, width)
    rows = [
        row(
            (cell(w, _title(c, sheet), align="bottom") for c, w in zip(block.columns, widths, strict=True)),
            header=True,
        )
    ]
    rows += [_table_row(cells, block, widths, sheet, bold=False) for cells in block.rows]
    look = LOOK_NO_BANDS | LOOK_FIRST_ROW
    if block.total:
        look |= LOOK_LAST_ROW
        rows.append(_table_row(block.total, block, widths, sheet, bold=True))
    titles = ", ".join(column.title for column in block.columns if column.title)
    drawn = table("Bilan Table", widths, rows, sheet, look=look, caption=block.caption, description=titles)
    notes = "".join(paragraph("Bilan Table Note", inline(words, sheet), sheet) for words in block.foot)
    return prose("caption", block.caption, sheet) + drawn + notes + gap(sheet)


def _figure(figure: KeyFigure, sheet: Manuscript, width: int) -> str:
    large = len(figure.value) * 310 <= width - 280  # 28 pt light: about 310 twips a character
    style = "Bilan Figure" if large else "Bilan Figure Words"
    return (
        prose(style, figure.value, sheet)
        + prose("Bilan Figure Label", figure.label, sheet)
        + prose("Bilan Figure Detail", figure.detail, sheet)
    ) or gap(sheet)


def key_figures(block: KeyFigures, sheet: Manuscript, width: int, *, tiles: bool = True) -> str:
    """Return figures side by side in equal widths, five and six in two rows; on `tiles` or on the bare ground."""
    count = len(block.figures)
    columns = count if count <= MOST_TILES else 3
    if not columns:
        return ""
    tile = shares(width - GUTTER * (columns - 1), [1] * columns)
    widths = [tile[0], *(part for one in tile[1:] for part in (GUTTER, one))]
    rows = []
    for start in range(0, count, columns):
        if start:
            rows.append(row([gutter(width, sheet, span=len(widths), clear=not tiles)], height=THIN_ROW))
        cells: list[str] = []
        for one, figure in zip_longest(tile, block.figures[start : start + columns]):
            cells += [gutter(GUTTER, sheet, clear=not tiles)] * bool(cells)
            cells.append(
                cell(one, _figure(figure, sheet, one)) if figure else gutter(one, sheet, clear=not tiles)
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
    widths = shares(width, (24, 76))
    rows = []
    if block.title:
        rows.append(row([cell(width, prose("Bilan Fact Title", block.title, sheet), span=2)]))
    for fact in block.facts:
        said = "".join(paragraph("Bilan Fact", inline(words, sheet), sheet) for words in fact.content)
        label = paragraph("Bilan Fact Label", run(fact.label), sheet)
        rows.append(row((cell(widths[0], label), cell(widths[1], said or gap(sheet)))))
    return table("Bilan Facts", widths, rows, sheet, caption=block.title) + gap(sheet) if rows else ""
