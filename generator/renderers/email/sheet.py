"""A table for a spreadsheet: in come heads and rows of text, out comes CSV as French and English Excel open it by a double click.

UTF-8 with its mark, semicolons. A cell that a spreadsheet would take for a formula gets an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def sheet(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return the table as CSV, one line for the heads."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    for row in (heads, *rows):
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    return buffer.getvalue().encode("utf-8-sig")
