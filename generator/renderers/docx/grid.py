"""Writes tables as WordprocessingML: in come cells and widths in twips, out comes a table of fixed layout."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.renderers.docx.manuscript import Manuscript
from generator.renderers.docx.text import escape

LOOK_FIRST_ROW, LOOK_LAST_ROW = 0x0020, 0x0040
LOOK_NO_BANDS = 0x0600
THIN_ROW = 170  # twips: 3 mm
NO_BORDERS = (
    "<w:tcBorders>"
    + "".join(f'<w:{s} w:val="nil"/>' for s in ("top", "left", "bottom", "right"))
    + "</w:tcBorders>"
)


def cell(
    width: int, content: str, *, span: int = 1, borders: str = "", ground: str = "", align: str = ""
) -> str:
    """Return a cell; `content` holds at least one paragraph and ends with one."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    aligned = f'<w:vAlign w:val="{align}"/>' if align else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{borders}{ground}{aligned}</w:tcPr>{content}</w:tc>'


def gutter(width: int, sheet: Manuscript, *, span: int = 1, clear: bool = False, borders: str = "") -> str:
    """Return an empty cell that parts two others, in the colour of the page or `clear`; without `borders` it has none."""
    paper = sheet.brand.palette.paper.lstrip("#")
    ground = "" if clear else f'<w:shd w:val="clear" w:color="auto" w:fill="{paper}"/>'
    return cell(
        width,
        f"{sheet.opening('Bilan Gap')}</w:pPr></w:p>",
        span=span,
        borders=borders or NO_BORDERS,
        ground=ground,
    )


def row(cells: Iterable[str], *, header: bool = False, height: int = 0) -> str:
    """Return a row that is never split over two pages; a `header` repeats on each page, `height` is exact."""
    again = f'<w:trHeight w:val="{height}" w:hRule="exact"/>' if height else ""
    again += "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{again}</w:trPr>{''.join(cells)}</w:tr>"


def table(
    style: str,
    widths: Sequence[int],
    rows: Iterable[str],
    sheet: Manuscript,
    *,
    look: int = LOOK_NO_BANDS,
    caption: str = "",
    description: str = "",
) -> str:
    """Return a table in `style`; `caption` and `description` are read aloud to who cannot see it."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    spoken = f'<w:tblCaption w:val="{escape(caption)}"/>' if caption else ""
    spoken += f'<w:tblDescription w:val="{escape(description)}"/>' if description else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{sheet.style(style, "table")}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{look:04X}"/>{spoken}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )
