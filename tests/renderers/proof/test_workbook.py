"""The workbook of a proof: texts stay texts, numbers numbers, and the bytes the same."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from generator.dataset.explain import Field
from generator.errors import Refusal
from generator.messages.catalogue import LANGUAGES, describe
from generator.renderers.proof.workbook import LONGEST, write
from generator.report.model import Report, Status
from tests.renderers.proof.sheets import HOSTILE, explanation, hostile, with_proof
from tests.renderers.sample import sample_brand

ROOT = Path(__file__).parents[3]


def opened(report: Report) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(write(report, sample_brand())))


def part(report: Report, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(write(report, sample_brand()))) as archive:
        return archive.read(name).decode()


def test_a_text_that_looks_like_a_formula_a_number_or_an_address_stays_a_text() -> None:
    book = opened(with_proof(*hostile()))
    for page in book.worksheets[:2]:
        cells = [cell for row in page.iter_rows(min_row=5) for cell in row if isinstance(cell.value, str)]
        assert {cell.value for cell in cells} == set(HOSTILE)
        assert {cell.data_type for cell in cells} == {"s"}
        assert not any(cell.hyperlink for cell in cells)


def test_a_number_stays_a_whole_number() -> None:
    figures = (
        explanation("people", "1 070", Field("attendance[attendees].count", 1070, "1 070"), number=1070),
        explanation(
            "women", "environ 30", Field("attendance[attendees].women", "about 30", "environ 30"), number=None
        ),
    )
    first, second, _ = opened(with_proof(*figures)).worksheets
    assert [(first.cell(row, 2).value, first.cell(row, 4).value) for row in (5, 6)] == [
        (1070, 1),
        ("environ 30", 1),
    ]
    assert [second.cell(row, 4).value for row in (5, 6)] == [1070, "about 30"]


def test_heads_stay_in_sight_can_be_filtered_and_stand_on_every_printed_page() -> None:
    for page in opened(with_proof()).worksheets[:2]:
        assert page.freeze_panes == "B5"
        assert re.fullmatch(r"A4:[EF]\d+", page.auto_filter.ref)
        assert page.print_title_rows == "$4:$4"
        assert (page.page_setup.orientation, page.page_setup.fitToHeight) == ("landscape", 0)
        assert all(column.width > 5 for column in page.column_dimensions.values())


def test_the_workbook_says_what_it_is_about_and_that_it_is_a_draft() -> None:
    report = with_proof()
    book = opened(report)
    assert book.sheetnames == ["Figures", "Records", "About"]
    assert book.properties.title.startswith("Feuille de preuve")
    assert (book.properties.creator, book.properties.language) == (report.labels.organisation, "fr")
    assert [[cell.value for cell in row] for row in book["About"]["A4:B5"]] == [
        ["Période", "T1 2022"],
        ["Diffusion", "public"],
    ]
    assert all(page["A3"].value == report.labels.status.upper() != "" for page in book.worksheets)
    final = replace(report, status=Status.FINAL, labels=replace(report.labels, status=""))
    assert not any(page["A3"].value for page in opened(final).worksheets)


def test_an_arabic_sheet_runs_from_right_to_left() -> None:
    assert 'rightToLeft="1"' in part(with_proof(language="ar", direction="rtl"), "xl/worksheets/sheet1.xml")
    assert "rightToLeft" not in part(with_proof(), "xl/worksheets/sheet1.xml")


def test_names_of_sheets_that_excel_refuses_are_made_possible() -> None:
    report = with_proof()
    assert report.proof is not None
    headings = replace(
        report.proof.headings, figures="Chiffres [2022]: a/b?", records="x" * 60, about="X" * 60
    )
    report = replace(report, proof=replace(report.proof, headings=headings))
    names = opened(report).sheetnames
    assert all(len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in names)
    assert len({name.casefold() for name in names}) == 3


def test_a_text_longer_than_a_cell_is_refused_and_never_cut() -> None:
    longest = explanation("people", "70", Field("attendance[attendees].count", "é" * LONGEST, "x"))
    assert opened(with_proof(longest)).worksheets[1]["D5"].value == "é" * LONGEST
    with pytest.raises(Refusal) as refused:
        write(with_proof(explanation("people", "70", Field("a", "é" * (LONGEST + 1), "x"))), sample_brand())
    (found,) = refused.value.problems
    assert found.code == "proof.cell_too_long"
    assert all(
        "D5" in describe(found, language) and "é" * 40 not in describe(found, language)
        for language in LANGUAGES
    )


def test_the_same_proof_gives_the_same_bytes_in_every_process() -> None:
    program = (
        "import hashlib\n"
        "from generator.renderers.proof.workbook import write\n"
        "from tests.renderers.proof.sheets import with_proof, hostile\n"
        "from tests.renderers.sample import sample_brand\n"
        "print(hashlib.sha256(write(with_proof(*hostile()), sample_brand())).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Pacific/Apia"))
    }
    assert len(found) == 1
