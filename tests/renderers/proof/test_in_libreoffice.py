"""What LibreOffice shows of the workbook: every text as it was written, on wide pages that say what they are."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from generator.renderers.proof.workbook import write
from tests.renderers.docx.test_pages import bare, convert
from tests.renderers.proof.sheets import HOSTILE, explanation, hostile, with_proof
from tests.renderers.sample import sample_brand

pytestmark = pytest.mark.slow


def test_texts_are_shown_and_not_computed_on_pages_with_title_status_and_number(tmp_path: Path) -> None:
    many = tuple(explanation(f"figure{number}", str(number), number=number) for number in range(60))
    report = with_proof(*hostile(), *many)
    path = tmp_path / "preuve.xlsx"
    path.write_bytes(write(report, sample_brand()))
    with pypdfium2.PdfDocument(convert(path, "pdf", tmp_path)) as document:
        pages = [bare(page.get_textpage().get_text_range()) for page in document]
        assert all(page.get_width() > page.get_height() for page in document)
    whole = "".join(pages)
    assert len(pages) > 3 and all(bare(text) in whole for text in HOSTILE)
    assert all(bare(report.labels.running) in page and f"/{len(pages)}" in page for page in pages)
    assert bare(report.labels.status.upper()) in pages[0]
    assert all("FigureValue" in page for page in pages[:2])  # the heads, again on each page of a table
