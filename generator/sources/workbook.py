"""Reads one sheet of an Excel file strictly: in comes a file, out come its rows as texts, or every reason not to trust it.

What Excel keeps out of sight or works out itself is refused, never guessed: formulas, merged cells, hidden rows, columns
and sheets, error values. Sizes are looked at before anything is unpacked (hostile-input X01-X17).
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.errors import Problem, problem

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FILE_LIMIT = 20 * 1024 * 1024
INSIDE_LIMIT, RATIO_LIMIT = 50 * 1024 * 1024, 100
ROWS_LIMIT, COLUMNS_LIMIT = 20_000, 100
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # an .xls, or a file locked with a password


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet: its number, its texts by column, empty where a cell is."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that was read: the file's name, the sheet's, its rows."""

    file: str
    name: str
    rows: tuple[Row, ...]

    def at(self, column: int, row: int) -> str:
        """Return the place of a cell as a person finds it: `file.xlsx:Textes!F7`; columns count from 0."""
        return f"{self.file}:{self.name}!{chr(ord('A') + column)}{row}"


def read_sheet(path: Path, file: str, names: tuple[str, ...]) -> tuple[Sheet | None, list[Problem]]:
    """Return the sheet called one of `names`, and every problem of it; None where the file cannot be understood at all."""
    if (found := _form(path, file)) is not None:
        return None, [found]
    import warnings

    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that only drawing needs
            book = load_workbook(path, data_only=False)
    except Exception:  # whatever a broken file makes the library raise, the file is at fault
        return None, [problem("translations.not_a_workbook", file=file)]
    name = next((name for name in names if name in book.sheetnames), None)
    if name is None:
        return None, [problem("translations.no_sheet", file=file, given=", ".join(names))]
    sheet: Any = book[name]
    if problems := list(_whole(sheet, file)):
        return None, problems
    rows, problems = _rows(sheet, file)
    return Sheet(file, name, rows), problems


def _form(path: Path, file: str) -> Problem | None:
    """Return why the file is no ordinary Excel file of an ordinary size."""
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            start = stream.read(4)
    except OSError as error:
        return problem("records.unreadable", file=file, reason=error.strerror or type(error).__name__)
    if start == _OLD_OFFICE:
        return problem("translations.old_or_locked", file=file)
    if size > FILE_LIMIT:
        return problem("translations.too_large", file=file, limit=FILE_LIMIT // 1024 // 1024)
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return problem("translations.not_a_workbook", file=file)
    inside = sum(part.file_size for part in parts)
    if inside > INSIDE_LIMIT or any(p.file_size > RATIO_LIMIT * max(p.compress_size, 1024) for p in parts):
        return problem("translations.too_large", file=file, limit=INSIDE_LIMIT // 1024 // 1024)
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        return problem("translations.not_a_workbook", file=file)
    return None


def _whole(sheet: Worksheet, file: str) -> Iterator[Problem]:
    """Yield why a sheet as a whole cannot be read."""
    place = f"{file}:{sheet.title}"
    if sheet.sheet_state != "visible":
        yield problem("translations.hidden_sheet", file=place)
    if sheet.max_row > ROWS_LIMIT or sheet.max_column > COLUMNS_LIMIT:
        yield problem("translations.huge_sheet", file=place, rows=ROWS_LIMIT, columns=COLUMNS_LIMIT)
        return
    for merged in sheet.merged_cells.ranges:
        yield problem("translations.merged", file=f"{place}!{merged.coord}")
    for number, row in sheet.row_dimensions.items():
        if row.hidden:
            yield problem("translations.hidden_row", file=f"{place}!{number}")
    for letter, column in sheet.column_dimensions.items():
        if column.hidden:
            yield problem("translations.hidden_column", file=f"{place}!{letter}")


def _rows(sheet: Worksheet, file: str) -> tuple[tuple[Row, ...], list[Problem]]:
    rows, problems = [], []
    for cells in sheet.iter_rows():
        texts = []
        for cell in cells:
            text, code = _text(cell)
            if code:
                problems.append(problem(code, file=f"{file}:{sheet.title}!{cell.coordinate}"))
            texts.append(text)
        if any(texts):
            rows.append(Row(int(cells[0].row or 0), tuple(texts)))
    return tuple(rows), problems


def _text(cell: Any) -> tuple[str, str]:
    """Return the text of a cell, and the code of what is wrong with it; a whole number is its digits."""
    if cell.value is None:
        return "", ""
    if cell.data_type == "f":
        return "", "translations.formula"
    if cell.data_type == "e":
        return "", "translations.error_value"
    if isinstance(cell.value, str):
        return cell.value, ""
    if isinstance(cell.value, int) and not isinstance(cell.value, bool):
        return str(cell.value), ""
    return "", "translations.not_text"
