"""Writes the proof sheet as a workbook: in come a Report with its proof and a Brand, out comes an XLSX file of fixed bytes.

A text is always written as a text, so that "=1+1" and "+212…" stay what they are (hostile-input X13); a number stays one.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape
from zipfile import ZipFile

from generator.config.brand import Brand
from generator.errors import Refusal, problem
from generator.renderers.email.archive import packed
from generator.renderers.pictures import Picture
from generator.renderers.registry import Rendered
from generator.report.model import Report
from generator.report.proof import ProofSheet

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

LONGEST = 32_767  # characters of a cell: Excel cuts what is longer without a word
A4 = 9  # among the papers Excel knows
HEAD = 3  # the row of the column heads
SIZE, LINE, AIR = 10, 13.5, 7.0  # points: the text, a line of it, the air of a row
HIGHEST = 409.0  # points of a row
_DAY = datetime(1980, 1, 1)  # in every file: the day of a build would make its bytes differ
_CORE = "docProps/core.xml"
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")  # in the name of a sheet

Cell = int | str


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its head, its width in characters, whether what it holds is set at its end as numbers are."""

    title: str
    width: int
    end: bool = False


@dataclass(frozen=True, slots=True)
class _Looks:
    """The few ways a cell can look, in the brand's colours."""

    title: Format
    line: Format
    draft: Format
    head: Format
    head_end: Format
    label: Format
    again: Format  # a label that stood in the row above
    text: Format
    end: Format
    own_label: Format  # in the document's own language
    own_text: Format


def render(report: Report, brand: Brand, assets: Mapping[str, Picture]) -> Rendered:
    """Return the proof of `report` as XLSX, in the colours of `brand`. Refusal for a text longer than a cell holds."""
    import xlsxwriter

    return Rendered(write(report, brand), libraries=(("xlsxwriter", xlsxwriter.__version__),))


def write(report: Report, brand: Brand) -> bytes:
    """Return the proof of `report` as the bytes of a workbook, the same for the same report."""
    from xlsxwriter import Workbook

    sheet = report.proof
    assert sheet is not None, "a proof sheet is composed wherever one is drawn"
    buffer = io.BytesIO()
    with Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        book.set_properties(
            {
                "title": f"{sheet.title} – {report.labels.running}",
                "subject": sheet.description,
                "author": report.labels.organisation,
                "status": report.labels.status,
                "created": _DAY,
            }
        )
        book.set_size(24_000, 14_000)
        looks = _looks(book, brand, report)
        names = _sheet_names(sheet)
        _figures(_new(book, names[0], report, looks), sheet, looks)
        _records(_new(book, names[1], report, looks), sheet, looks)
        _about(_new(book, names[2], report, looks), sheet, looks)
    return _with_language(buffer.getvalue(), report.language)


def _looks(book: Workbook, brand: Brand, report: Report) -> _Looks:
    palette, right = brand.palette, report.direction == "rtl"
    base: dict[str, Any] = {
        "font_name": brand.fonts.arabic if right else brand.fonts.body,
        "font_size": SIZE,
        "font_color": palette.ink,
        "valign": "vcenter",
    }
    # The sheet's own words run as the document does; what is in another language runs as its letters do.
    own = base | {"reading_order": 2 if right else 1}
    end = {"align": "left" if right else "right"}
    ruled = base | {"bottom": 1, "bottom_color": palette.rule, "text_wrap": True, "indent": 1}
    ruled |= {"num_format": "#,##0", "align": "right" if right else "left"}
    head = ruled | own | {"bold": True, "font_color": palette.paper, "bg_color": palette.primary, "bottom": 0}
    return _Looks(
        title=book.add_format(own | {"font_size": 16, "bold": True, "font_color": palette.primary}),
        line=book.add_format(own | {"font_color": palette.muted}),
        draft=book.add_format(own | {"bold": True, "font_color": palette.warning}),
        head=book.add_format(head),
        head_end=book.add_format(head | end),
        label=book.add_format(ruled | {"bold": True, "font_color": palette.primary}),
        again=book.add_format(ruled | {"font_color": palette.muted}),
        text=book.add_format(ruled),
        end=book.add_format(ruled | end),
        own_label=book.add_format(ruled | own | {"bold": True, "font_color": palette.primary}),
        own_text=book.add_format(ruled | own),
    )


def _sheet_names(sheet: ProofSheet) -> list[str]:
    """Return the names of the three sheets as a workbook can have them: short, without certain signs, each once."""
    found: list[str] = []
    for given in (sheet.headings.figures, sheet.headings.records, sheet.headings.about):
        name = _FORBIDDEN.sub(" ", given)[:28].strip() or str(len(found) + 1)
        taken = {other.casefold() for other in found}
        found.append(f"{name} {len(found) + 1}" if name.casefold() in taken else name)
    return found


def _new(book: Workbook, name: str, report: Report, looks: _Looks) -> Worksheet:
    """Return a new sheet with its title, what it is about, and whether that is a draft; ready to print."""
    page = book.add_worksheet(name)
    if report.direction == "rtl":
        page.right_to_left()
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(A4)
    page.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
    labels = report.labels
    # An ampersand would begin a code of the page's head.
    running = " · ".join(part.replace("&", "&&") for part in (labels.running, labels.status) if part)
    page.set_header(f"&R&8{running}")
    page.set_footer("&C&8&P / &N")
    assert report.proof is not None
    parts = (labels.running, labels.organisation_short, labels.donor, labels.edition)
    page.set_row(0, 28)
    page.set_row(2, 20)
    _write(page, 0, 0, f"{report.proof.title} – {name}", looks.title)
    _write(page, 1, 0, " · ".join(dict.fromkeys(part for part in parts if part)), looks.line)
    _write(page, 2, 0, labels.status.upper(), looks.draft)
    return page


def _figures(page: Worksheet, sheet: ProofSheet, looks: _Looks) -> None:
    heads = sheet.headings
    columns = (
        _Column(heads.figure, 40),
        _Column(heads.value, 26, end=True),
        _Column(heads.rule, 66),
        _Column(heads.number, 9, end=True),
        _Column(heads.name, 40),
    )
    rows = [
        (one.label, one.value if one.number is None else one.number, one.rule, len(one.records), one.figure)
        for one in sheet.figures
    ]
    _table(page, columns, rows, looks)


def _records(page: Worksheet, sheet: ProofSheet, looks: _Looks) -> None:
    heads = sheet.headings
    columns = (
        _Column(heads.figure, 32),
        _Column(heads.record, 54),
        _Column(heads.field, 34),
        _Column(heads.stated, 24),
        _Column(heads.shown, 28),
        _Column(heads.file, 42),
    )
    rows = [
        (one.label, proof.title, field.path, field.value, field.words, proof.file)
        for one in sheet.figures
        for proof in one.records
        for field in proof.fields
    ]
    _table(page, columns, rows, looks)


def _about(page: Worksheet, sheet: ProofSheet, looks: _Looks) -> None:
    columns = (_Column("", 30), _Column("", 90))
    for number, column in enumerate(columns):
        page.set_column(number, number, column.width)
    for row, cells in enumerate(sheet.about, start=HEAD):
        page.set_row(row, _height(cells, columns))
        _write(page, row, 0, cells[0], looks.own_label)
        _write(page, row, 1, cells[1], looks.own_text)


def _table(
    page: Worksheet, columns: Sequence[_Column], rows: Sequence[Sequence[Cell]], looks: _Looks
) -> None:
    """Write a table whose heads stay in sight and on every printed page, with a filter on each column."""
    for number, column in enumerate(columns):
        page.set_column(number, number, column.width)
        _write(page, HEAD, number, column.title, looks.head_end if column.end else looks.head)
    page.set_row(HEAD, 24)
    above: Cell = ""
    for row, cells in enumerate(rows, start=HEAD + 1):
        page.set_row(row, _height(cells, columns))
        _write(page, row, 0, cells[0], looks.again if cells[0] == above else looks.label)
        for number, cell in enumerate(cells[1:], start=1):
            _write(page, row, number, cell, looks.end if columns[number].end else looks.text)
        above = cells[0]
    page.freeze_panes(HEAD + 1, 1)
    page.autofilter(HEAD, 0, HEAD + max(len(rows), 1), len(columns) - 1)
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEAD)


def _height(cells: Sequence[Cell], columns: Sequence[_Column]) -> float:
    """Return how high a row must be, in points: not every program finds that out by itself."""
    lines = max(
        sum(-(-len(line) // column.width) or 1 for line in str(cell).split("\n"))
        for cell, column in zip(cells, columns, strict=True)
    )
    return min(lines * LINE + AIR, HIGHEST)


def _write(page: Worksheet, row: int, column: int, cell: Cell, look: Format) -> None:
    if isinstance(cell, int):
        page.write_number(row, column, cell, look)
        return
    if len(cell) > LONGEST:
        place = f"{chr(ord('A') + column)}{row + 1}"
        raise Refusal(problem("proof.cell_too_long", place=place, sheet=page.get_name(), most=LONGEST))
    page.write_string(row, column, cell, look)


def _with_language(content: bytes, language: str) -> bytes:
    """Return the workbook with its language among its properties, which the library does not write."""
    with ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    end = b"</cp:coreProperties>"
    files[_CORE] = files[_CORE].replace(end, f"<dc:language>{escape(language)}</dc:language>".encode() + end)
    return packed(files)
