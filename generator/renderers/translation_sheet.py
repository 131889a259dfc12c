"""Writes a sheet to translate in: in come rows and words, out comes an XLSX file of fixed bytes.

Every cell is a text and stays one (hostile-input X13). Only the column of translations can be written in; the columns
that say where a text goes are locked and in sight: a hidden key is lost when rows are sorted or copied.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

_DAY = datetime(1980, 1, 1)  # in every file: the day of an export would make its bytes differ
_INK, _MUTED, _RULE, _TINT, _HEAD = "#1F2933", "#5F6B7A", "#C9D1DB", "#F4F6F8", "#1F3A5F"
_WIDTHS = (
    30,
    26,
    6,
    6,
    60,
    60,
    30,
    15,
)  # characters; record, field, from, into, text, translation, note, check
_TEXT, _TRANSLATION = 4, 5
_LINE, _MOST_LINES = 15.0, 27  # points; Excel has no higher row than 409
_GUIDE_WIDTH = 100


@dataclass(frozen=True, slots=True)
class SheetWords:
    """The fixed words of a sheet, in the team's language: names of its two sheets, heads of the columns, instructions."""

    sheet: str
    guide: str
    heads: tuple[str, ...]
    title: str
    instructions: tuple[str, ...]


def write_sheet(
    rows: Sequence[Sequence[str]], words: SheetWords, *, into_right: bool, from_right: bool
) -> bytes:
    """Return the workbook: the texts with room for their translations, then how to use it.

    `into_right` and `from_right` say which column is written from right to left.
    """
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(buffer, options) as book:
        book.set_properties({"title": words.title, "author": "", "created": _DAY})
        book.set_size(24_000, 14_000)
        _texts(book, rows, words, into_right, from_right)
        _guide(book, words)
    return buffer.getvalue()


def _texts(
    book: Workbook, rows: Sequence[Sequence[str]], words: SheetWords, into_right: bool, from_right: bool
) -> None:
    sheet = book.add_worksheet(words.sheet)
    key = _format(book, font_color=_MUTED, bg_color=_TINT)
    looks: list[Format] = [key] * len(_WIDTHS)
    looks[_TEXT] = _format(book, bg_color=_TINT, **_direction(from_right))
    looks[_TRANSLATION] = _format(book, locked=False, border_color=_HEAD, **_direction(into_right))
    head = _format(book, bold=True, font_color="#FFFFFF", bg_color=_HEAD, border_color=_HEAD)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, words.heads[column], head)
    for number, row in enumerate(rows, 1):
        sheet.set_row(number, _LINE * min(max(map(_lines, row, _WIDTHS)), _MOST_LINES))
        for column, text in enumerate(row):
            if text:
                sheet.write_string(number, column, text, looks[column])
            else:
                sheet.write_blank(number, column, None, looks[column])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(_WIDTHS) - 1)
    allowed = ("format_columns", "format_rows", "sort", "autofilter", "select_locked_cells")
    sheet.protect("", dict.fromkeys(allowed, True))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.activate()


def _guide(book: Workbook, words: SheetWords) -> None:
    sheet = book.add_worksheet(words.guide)
    sheet.set_column(0, 0, _GUIDE_WIDTH)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, words.title, _format(book, bold=True, font_size=14, font_color=_HEAD, border=0))
    for number, line in enumerate(words.instructions, 2):
        sheet.set_row(number, _LINE * _lines(line, _GUIDE_WIDTH) + 4)
        sheet.write_string(number, 0, line, _format(book, border=0))
    sheet.protect("", {"format_columns": True, "format_rows": True})


def _format(book: Workbook, **looks: Any) -> Format:
    plain = {
        "font_name": "Calibri",
        "font_size": 11,
        "font_color": _INK,
        "valign": "top",
        "text_wrap": True,
        "num_format": "@",  # a text, also when a person types 2022 or =1+1
        "border": 1,
        "border_color": _RULE,
    }
    return book.add_format({**plain, **looks})


def _direction(right: bool) -> dict[str, Any]:
    return {"reading_order": 2, "align": "right"} if right else {"reading_order": 1, "align": "left"}


def _lines(text: str, width: int) -> int:
    """Return about how many lines a text takes in a column of `width` characters."""
    return sum(1 + len(line) // max(width - 2, 1) for line in text.split("\n"))
