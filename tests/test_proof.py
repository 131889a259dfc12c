"""The proof sheet of an edition: every printed figure is in it, in each form the same, and nothing that may not be shown."""

from __future__ import annotations

import hashlib
import io
import json
import re
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pikepdf
import pytest

from generator.cli.main import run
from generator.cli.situation import Situation
from generator.config.templates import load_kind
from generator.dataset.explain import Explanation, explain
from generator.records.fields import Channel
from generator.records.loader import load
from generator.records.records import Records
from generator.records.view import seen_by
from generator.report.blocks import Chart, ColumnKind, KeyFigures, Table
from generator.report.compose import compose
from generator.report.model import Report
from generator.report.words import plain
from tests import synthetic
from tests.reading import docx_text
from tests.report.briefs import AS_OF, ROOT, brief_of, real_records
from tests.workspaces import EVENT, minimal_workspace

DAY = ("--as-of", "2022-04-15")
DRAFT = "reports/2022-Q1/activity-report/public/draft-1"
STEM = "activity-report-2022-Q1-fr"
QUOTE = """\
quotes:
  - id: parole
    speaker: {name: Amina Berrada, role: Formatrice}
    fragments: ["Nous avons appris à écouter."]
    consent: {basis: signed, form: F-12, scope: [report, newsletter, donor, internal], date: 2022-02-17WITHDRAWN}
"""


# Every printed figure


def numbers(text: str) -> set[str]:
    """Return the whole numbers in a text, without the spaces and commas inside them."""
    bare = re.sub(r"(?<=\d)[\u00a0\u202f,.](?=\d{3}\b)", "", text)
    return set(re.findall(r"(?<![\w-])\d+(?![\w-])", bare))


def printed(report: Report) -> set[str]:
    """Return the numbers of every tile, chart and column of numbers of a document, those of its annex aside."""
    found: set[str] = set()
    for _, section in report.walk():
        for block in section.blocks if section.code != "proof" else ():
            match block:
                case KeyFigures():
                    for tile in block.figures:
                        found |= numbers(tile.value) | numbers(tile.detail)
                case Chart():
                    found |= {number for bar in block.bars for number in numbers(bar.shown)}
                case Table():
                    for row in (*block.rows, *([block.total] if block.total else [])):
                        for column, cell in zip(block.columns, row, strict=True):
                            if column.kind is ColumnKind.NUMBER:
                                found |= numbers(plain(cell))
    return found


def proved(figures: tuple[Explanation, ...]) -> set[str]:
    found: set[str] = set()
    for one in figures:
        found |= numbers(one.value)
        found |= {n for proof in one.records for field in proof.fields for n in numbers(field.words)}
    return found


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Records:
    return load(synthetic.write_workspace(tmp_path_factory.mktemp("many"), 100))


KINDS = [
    ("activity-report", "public", Channel.REPORT),
    ("activity-report", "internal", Channel.INTERNAL),
    ("newsletter", "public", Channel.NEWSLETTER),
    ("donor-summary", "donor", Channel.DONOR),
    ("eu-narrative", "donor", Channel.DONOR),
]


@pytest.mark.parametrize(("name", "audience", "channel"), KINDS)
@pytest.mark.parametrize("code", ["2024-Q1", "2024"])
def test_every_number_of_a_tile_a_chart_or_a_table_stands_in_the_proof(
    many: Records, code: str, name: str, audience: str, channel: Channel
) -> None:
    check_printed(many, code, name, audience, "royaume-de-valdorie", channel, synthetic.as_of())


@pytest.mark.parametrize(("name", "audience", "channel"), KINDS)
@pytest.mark.parametrize("code", ["2022-Q1", "2018..2023"])
def test_so_does_every_number_of_the_missions_own_documents(
    code: str, name: str, audience: str, channel: Channel
) -> None:
    check_printed(real_records(), code, name, audience, "gouvernement-pays-bas", channel, date(2023, 12, 31))


def check_printed(
    records: Records, code: str, name: str, audience: str, donor: str, channel: Channel, day: date
) -> None:
    if audience == "donor":
        records, audience = seen_by(records, donor), f"donor:{donor}"
    code = "2018-01..2023-12" if ".." in code else code
    kind = load_kind(ROOT / "templates", name)
    brief = brief_of(code, records=records, audience=audience, kind=kind, channel=channel, as_of=day)
    figures = explain(brief.summary, brief.records, None, "fr")
    report = compose(replace(brief, proof=figures, annex=True))
    assert printed(report) <= proved(figures)
    assert report.proof is not None and report.proof.figures == figures
    if "proof" in kind.sections:
        annex = report.section("proof")
        assert annex is not None
        computed = {one.label for one in figures if not one.figure.startswith("stated.")}
        (table,) = [block for block in annex.blocks if isinstance(block, Table)]
        assert len(table.rows) >= len(computed) > 0


# What a person gets


def said(folder: Path, *words: str, code: int = 0) -> str:
    """Return what a command printed in French, ended as it should."""
    screen = io.StringIO()
    situation = Situation(environment={"BILAN_LANGUAGE": "fr"}, folder=folder)
    with redirect_stdout(screen), redirect_stderr(screen):
        ended = run(list(words), situation)
    assert ended == code, screen.getvalue()
    return screen.getvalue()


def test_a_build_with_proof_leaves_annex_workbook_and_data_that_say_the_same_as_explain(
    tmp_path: Path,
) -> None:
    minimal_workspace(tmp_path)
    words = ("build", "2022-Q1", *DAY, "--format", "docx", "--proof")
    said(tmp_path, *words)
    folder = tmp_path / DRAFT
    assert sorted(path.name for path in folder.iterdir()) == [
        f"{STEM}.docx",
        f"{STEM}.proof.json",
        f"{STEM}.proof.xlsx",
        "manifest.json",
    ]
    assert "Origine de chaque chiffre" in docx_text((folder / f"{STEM}.docx").read_bytes())
    data = json.loads((folder / f"{STEM}.proof.json").read_bytes())
    explained = said(tmp_path, "explain", "2022-Q1", *DAY, "--format", "json")
    assert data["figures"] == json.loads(explained)["figures"]
    assert (data["format"], data["status"], data["period"], data["language"]) == (1, "draft", "2022-Q1", "fr")
    first, second, _ = openpyxl.load_workbook(folder / f"{STEM}.proof.xlsx").worksheets
    assert [row[4] for row in first.iter_rows(min_row=5, values_only=True)] == [
        f["figure"] for f in data["figures"]
    ]
    assert sum(len(p["fields"]) for f in data["figures"] for p in f["records"]) == second.max_row - 4
    assert "rien n’a changé" in said(tmp_path, *words)


@pytest.mark.parametrize(("form", "ending"), [("xlsx", "proof.xlsx"), ("json", "proof.json")])
def test_a_sheet_can_be_had_alone(tmp_path: Path, form: str, ending: str) -> None:
    said(minimal_workspace(tmp_path), "build", "2022-Q1", *DAY, "--format", form)
    names = sorted(path.name for path in (tmp_path / DRAFT).iterdir())
    assert names == [f"{STEM}.{ending}", "manifest.json"]


def test_the_sheet_travels_inside_the_pdf_when_asked_for_and_the_manifest_names_it(tmp_path: Path) -> None:
    minimal_workspace(tmp_path)
    said(tmp_path, "build", "2022-Q1", *DAY, "--format", "pdf", "--proof", "--attach-proof")
    folder = tmp_path / DRAFT
    manifest = json.loads((folder / "manifest.json").read_bytes())
    beside = {name: (folder / name).read_bytes() for name in (f"{STEM}.proof.json", f"{STEM}.proof.xlsx")}
    with pikepdf.open(io.BytesIO((folder / f"{STEM}.pdf").read_bytes())) as pdf:
        inside = {name: pdf.attachments[name].get_file().read_bytes() for name in pdf.attachments}
    assert inside == beside
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in inside.items()}
    assert manifest["attachments"] == {f"{STEM}.pdf": hashes}


def test_without_a_pdf_nothing_can_be_attached(tmp_path: Path) -> None:
    minimal_workspace(tmp_path)
    screen = said(tmp_path, "build", "2022-Q1", *DAY, "--format", "docx", "--attach-proof", code=2)
    assert "--format pdf" in screen and not (tmp_path / "reports").exists()


def test_the_text_of_explain_shows_the_field_and_what_it_states(tmp_path: Path) -> None:
    minimal_workspace(tmp_path)
    people = said(tmp_path, "explain", "2022-Q1", "70", *DAY)
    assert "      attendance[attendees].count : 70\n" in people
    activities = said(tmp_path, "explain", "2022-Q1", "activities", *DAY)
    assert "      date : 2022-02-15/2022-02-17 (15–17 février 2022)\n" in activities


# What may not be shown


def _proof_of(folder: Path, withdrawn: str) -> str:
    """Return all that the forms of proof say where the quote's consent was given and, if so, withdrawn."""
    event = EVENT + QUOTE.replace("WITHDRAWN", f", withdrawn: {withdrawn}" if withdrawn else "")
    minimal_workspace(folder, {"2022-02-15-atelier-de-rabat": event})
    said(folder, "build", "2022-Q1", *DAY, "--format", "pdf", "--proof", "--attach-proof")
    told = (folder / DRAFT / f"{STEM}.proof.json").read_text("utf-8")
    book = openpyxl.load_workbook(folder / DRAFT / f"{STEM}.proof.xlsx")
    told += " ".join(str(cell.value) for page in book for row in page.iter_rows() for cell in row)
    with pikepdf.open(folder / DRAFT / f"{STEM}.pdf") as pdf:
        told += pdf.attachments[f"{STEM}.proof.json"].get_file().read_bytes().decode()
    return told + said(folder, "explain", "2022-Q1", *DAY)


def test_a_withdrawn_quote_is_in_no_form_of_the_proof(tmp_path: Path) -> None:
    assert _proof_of(tmp_path / "given", "").count("parole") > 4
    assert "parole" not in _proof_of(tmp_path / "withdrawn", "2022-03-01")


def test_a_sheet_is_composed_only_where_one_is_asked_for() -> None:
    assert compose(brief_of("2022-Q1", as_of=AS_OF)).proof is None
