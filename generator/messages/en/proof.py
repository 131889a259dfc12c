"""Sentences about the proof sheet, in English: codes in, words out."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "proof.no_pdf": "the proof sheet travels inside the PDF, which is not among the formats; add --format pdf, or leave out --attach-proof",
    "proof.cell_too_long": "a text is too long for a cell of the workbook (sheet “{sheet}”, {place}, at most {most} characters); shorten it in the record",
}
