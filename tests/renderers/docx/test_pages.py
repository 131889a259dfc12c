"""What LibreOffice lays out from the Word file: pages, numbers, nothing lost."""

from __future__ import annotations

import dataclasses
import re
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from generator.config.letterhead import check_letterhead
from generator.renderers.docx.renderer import render
from generator.report.model import Status
from tests.renderers.docx.conftest import BRAND_DOCX
from tests.renderers.sample import sample_brand, sample_report

pytestmark = pytest.mark.slow


def convert(path: Path, form: str, folder: Path) -> Path:
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--convert-to",
        form,
    ]
    subprocess.run(
        [*command, "--outdir", str(folder), str(path)], check=True, capture_output=True, timeout=180
    )
    return folder / f"{path.stem}.{form.split(':')[0]}"


def bare(text: str) -> str:
    """Return `text` without spaces, line ends and leaders."""
    return re.sub(r"\s|\.{2,}", "", text)


def pages_of(content: bytes, folder: Path) -> list[str]:
    path = folder / "rapport.docx"
    path.write_bytes(content)
    with pypdfium2.PdfDocument(convert(path, "pdf", folder)) as document:
        return [page.get_textpage().get_text_range() for page in document]


@pytest.mark.parametrize("dense", [False, True])
def test_no_page_is_empty_and_the_cover_has_no_running_lines(tmp_path, assets, dense):
    pages = pages_of(render(sample_report(dense=dense), sample_brand(), assets).content, tmp_path)
    assert "Page 1 sur" not in pages[0]
    for number, text in enumerate(pages[1:], 2):
        assert f"Page {number} sur {len(pages)}" in text
        words = text.replace("OIM Maroc", "").replace("Rapport d’activités", "").split()
        assert len(words) > 25, f"page {number} holds nearly nothing"


def test_the_contents_name_the_page_on_which_each_chapter_stands(tmp_path, assets):
    pages = pages_of(render(sample_report(dense=True), sample_brand(), assets).content, tmp_path)
    found = dict(re.findall(r"^(\w[^\n.]+?)\.{3,}\s*(\d+)\s*$", pages[1], re.MULTILINE))
    assert found["Chiffres"] and found["Protection et résilience"]
    for title, number in found.items():
        assert bare(title) in bare(pages[int(number) - 1])


def test_a_final_says_nowhere_that_it_is_a_draft(tmp_path, assets):
    pages = pages_of(render(sample_report(Status.FINAL), sample_brand(), assets).content, tmp_path)
    assert "PROJET" not in "".join(pages)


def test_a_letterhead_saved_by_libreoffice_gives_the_same_words_on_as_many_pages(tmp_path, assets):
    saved = convert(BRAND_DOCX, "docx:MS Word 2007 XML", tmp_path)
    assert check_letterhead(saved, "brand.docx") == ()
    brand = dataclasses.replace(sample_brand(), letterheads=(("brand", saved),))
    pages = [
        pages_of(render(sample_report(), one, assets).content, tmp_path) for one in (sample_brand(), brand)
    ]
    assert len(pages[0]) == len(pages[1])
    assert [bare(page) for page in pages[0]] == [bare(page) for page in pages[1]]
