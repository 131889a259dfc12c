"""`bilan translations`: a sheet leaves with what is missing in a language, comes back filled in, and each text finds its record."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from generator.cli.main import run
from generator.cli.situation import Situation
from tests.approving import signed_text

ROOT = Path(__file__).parents[2]
EVENT = "records/events/2023/2023-07-11-gcm-talk-mobilite-travail.yaml"
SHEET = "translations-activity-report-2023-Q3-ar.xlsx"
Fill = Callable[[Any, Any], object]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the sheet of what the third quarter of 2023 lacks in Arabic."""
    folder = tmp_path_factory.mktemp("exported")
    for name in ("records", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    assert bilan(folder, "export", "2023-Q3", "--language", "ar", "--as-of", "2023-10-15") == 0
    return folder


@pytest.fixture
def workspace(exported: Path, tmp_path: Path) -> Path:
    shutil.copytree(exported, tmp_path, dirs_exist_ok=True)
    return tmp_path


def bilan(folder: Path, *words: str, language: str = "fr") -> int:
    return run(["translations", *words], Situation(environment={"BILAN_LANGUAGE": language}, folder=folder))


def fill(folder: Path, change: Fill, name: str = "rempli.xlsx") -> str:
    book = load_workbook(folder / SHEET)
    change(book, book["Textes"])
    book.save(folder / name)
    return name


def write(**cells: object) -> Fill:
    def change(book: Any, sheet: Any) -> None:
        for cell, text in cells.items():
            sheet[cell] = text

    return change


def row_of(folder: Path, field: str) -> int:
    sheet = load_workbook(folder / SHEET)["Textes"]
    return next(row[0].row for row in sheet.iter_rows() if row[1].value == field)


def test_the_sheet_names_each_text_once_with_its_source_and_locks_what_says_where_it_goes(
    exported: Path,
) -> None:
    sheet = load_workbook(exported / SHEET)["Textes"]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    told = {row[1]: row for row in rows}

    assert len(told) == len(rows) and {row[0] for row in rows} == {f"event/{Path(EVENT).stem}"}
    assert {"title", "summary", "outcomes[3].text", "quotes[1].speaker.role", "place.country"} <= set(told)
    assert told["title"][2:5] == (
        "fr",
        "ar",
        "Le Maroc accueil la conférence interrégionale du Pacte mondial sur les accords de migration de main-d’œuvre et la mobilité des compétences",
    )
    assert "\n\n" in told["summary"][4] and "\n" not in told["summary"][4].replace("\n\n", "")
    assert sheet.protection.sheet
    assert [sheet.cell(2, column).protection.locked for column in range(1, 9)] == [True] * 5 + [False] + [
        True
    ] * 2
    assert sheet["F2"].alignment.readingOrder == 2 and sheet["E2"].alignment.readingOrder == 1
    assert not any(row.hidden for row in sheet.row_dimensions.values())


def test_the_same_texts_make_the_same_bytes_and_a_text_is_never_a_formula(exported: Path) -> None:
    again = exported / "encore.xlsx"
    assert (
        bilan(
            exported, "export", "2023-Q3", "--language", "ar", "--as-of", "2023-10-15", "--output", again.name
        )
        == 0
    )

    assert again.read_bytes() == (exported / SHEET).read_bytes()
    with zipfile.ZipFile(again) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


def test_two_cells_filled_in_become_two_lines_of_the_record_and_nothing_else_changes(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    short, country = row_of(workspace, "short_title"), row_of(workspace, "place.country")
    filled = fill(
        workspace, write(**{f"F{short}": "حوار حول تنقل اليد العاملة (GCM Talk)", f"F{country}": "المغرب"})
    )
    before = (workspace / EVENT).read_text(encoding="utf-8")

    assert bilan(workspace, "import", filled, "--dry-run") == 0
    assert (workspace / EVENT).read_text(encoding="utf-8") == before
    assert bilan(workspace, "import", filled) == 0
    after = (workspace / EVENT).read_text(encoding="utf-8")
    added = [line for line in after.splitlines() if line not in before.splitlines()]
    assert added == ["  ar: حوار حول تنقل اليد العاملة (GCM Talk)", "    ar: المغرب"]
    assert [line for line in after.splitlines() if line not in added] == before.splitlines()
    assert "2 textes" in capsys.readouterr().out
    assert bilan(workspace, "import", filled) == 0  # once more: they are there
    assert (workspace / EVENT).read_text(encoding="utf-8") == after
    assert "déjà dans les fiches : 2 textes" in capsys.readouterr().out


def test_a_sheet_that_was_sorted_and_saved_again_finds_its_texts(workspace: Path) -> None:
    def sort(book: Any, sheet: Any) -> None:
        rows = sorted(sheet.iter_rows(min_row=2, values_only=True), key=lambda row: row[7])
        for number, row in enumerate(rows, 2):
            for column, value in enumerate(row, 1):
                text = "مدير القضايا الشاملة" if column == 6 and row[1] == "quotes[1].speaker.role" else value
                sheet.cell(number, column, text)

    assert bilan(workspace, "import", fill(workspace, sort)) == 0
    assert "ar: مدير القضايا الشاملة" in (workspace / EVENT).read_text(encoding="utf-8")


def test_every_mistake_is_told_at_its_cell_and_nothing_is_written(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    summary, role = row_of(workspace, "summary"), row_of(workspace, "quotes[1].speaker.role")
    filled = fill(workspace, write(**{f"F{summary}": "نص قصير", f"F{role}": "مدير\nالقضايا"}))
    before = (workspace / EVENT).read_bytes()

    assert bilan(workspace, "import", filled) == 2
    told = capsys.readouterr().err
    assert f"rempli.xlsx:Textes!F{summary}: les nombres diffèrent (perdu : 11, 12, 2023, 5, 6, 2020" in told
    assert f"rempli.xlsx:Textes!F{summary}: 1 paragraphe(s) pour 3" in told
    assert f"rempli.xlsx:Textes!F{role}: le texte d’origine tient sur une ligne" in told
    assert (workspace / EVENT).read_bytes() == before


def test_a_doubt_is_accepted_cell_by_cell(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    others, short = row_of(workspace, "other_participants"), row_of(workspace, "short_title")
    filled = fill(workspace, write(**{f"F{others}": "بلدان أخرى", f"F{short}": "حوار"}))

    assert bilan(workspace, "import", filled, "--accept", f"F{others}") == 2
    told = capsys.readouterr().err
    assert f"F{short}" in told and f"F{others}" not in told
    assert bilan(workspace, "import", filled, "--accept", f"f{others}, F{short}") == 0
    assert bilan(workspace, "import", filled, "--accept", "ici") == 2


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (write(F3="=1+1"), "Textes!F3: cette case contient une formule"),
        (write(F3="#REF!"), "Textes!F3: cette case contient une valeur d’erreur"),
        (write(F3=12.5), "Textes!F3: cette case contient une date ou un nombre"),
        (lambda book, sheet: setattr(sheet.row_dimensions[5], "hidden", True), "Textes!5: cette ligne est masquée"),
        (lambda book, sheet: setattr(sheet.column_dimensions["H"], "hidden", True), "Textes!H: cette colonne"),
        (lambda book, sheet: sheet.merge_cells("F5:F6"), "Textes!F5:F6: ces cases sont fusionnées"),
        (lambda book, sheet: setattr(sheet, "sheet_state", "hidden"), "Textes: cette feuille est masquée"),
        (lambda book, sheet: setattr(sheet, "title", "Feuil1"), "rempli.xlsx: il n’y a pas de feuille"),
        (lambda book, sheet: sheet.insert_rows(1), "Textes!A1: la première ligne"),
        (lambda book, sheet: sheet.cell(30_000, 3, " "), "Textes: cette feuille va au-delà de 20000 lignes"),
        (write(F3="x", A3="event/x"), "Textes!A3: aucun texte de ce nom (event/x"),
        (write(F3="x", H3="abc"), "Textes!H3: le texte d’origine, sa place"),
        (write(F3="x", D3="zz z"), "Textes!A3: aucun texte de ce nom"),
        (write(), "Textes: aucune traduction n’est remplie"),
        (
            lambda book, sheet: [
                sheet.cell(row, column, "deux" if column == 6 else sheet.cell(3, column).value)
                for row in (3, 20)
                for column in range(1, 9)
            ],
            "Textes!F20: ce texte est traduit à deux endroits (voir aussi la ligne 3)",
        ),
    ],
)  # fmt: skip
def test_what_excel_hides_or_works_out_itself_is_refused(
    workspace: Path, change: Fill, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (workspace / EVENT).read_bytes()

    assert bilan(workspace, "import", fill(workspace, change)) == 2
    assert told in capsys.readouterr().err
    assert (workspace / EVENT).read_bytes() == before


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"Fiche;Champ\nx;y\n", "n’est pas un classeur Excel lisible"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "protégé par un mot de passe ou dans l’ancien format .xls"),
        (b"PK\x03\x04 broken", "n’est pas un classeur Excel lisible"),
        (None, "ne peut pas être lu"),
    ],
)  # fmt: skip
def test_another_kind_of_file_is_refused_in_a_line(
    workspace: Path, content: bytes | None, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        (workspace / "autre.xlsx").write_bytes(content)

    assert bilan(workspace, "import", "autre.xlsx") == 2
    assert told in capsys.readouterr().err


def test_a_file_that_is_huge_once_opened_is_refused_before_it_is_opened(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with zipfile.ZipFile(workspace / "bombe.xlsx", "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", b"<workbook/>")
        parts.writestr("xl/worksheets/sheet1.xml", b" " * 51 * 1024 * 1024)

    assert bilan(workspace, "import", "bombe.xlsx") == 2
    assert "trop grand" in capsys.readouterr().err


def test_a_source_that_changed_and_a_text_that_a_person_wrote_meanwhile_are_told(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    short, country = row_of(workspace, "short_title"), row_of(workspace, "place.country")
    filled = fill(workspace, write(**{f"F{short}": "GCM Talk حوار", f"F{country}": "المغرب"}))
    path = workspace / EVENT
    text = path.read_text(encoding="utf-8")
    text = text.replace("  fr: GCM Talk sur la mobilité", "  fr: GCM Talk – la mobilité")
    path.write_text(text.replace("    fr: Maroc\n", "    fr: Maroc\n    ar: المملكة\n", 1), encoding="utf-8")

    assert bilan(workspace, "import", filled) == 2
    told = capsys.readouterr().err
    assert f"H{short}: le texte d’origine, sa place" in told
    assert f"F{country}: quelqu’un a écrit entre-temps une autre traduction" in told


def test_a_sheet_that_is_there_is_never_replaced(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (workspace / SHEET).read_bytes()
    words = ("export", "2023-Q3", "--language", "ar", "--as-of", "2023-10-15")

    assert bilan(workspace, *words) == 2
    assert bilan(workspace, *words, "--output", "textes.csv") == 2
    told = capsys.readouterr().err
    assert "existe déjà" in told and "textes.xlsx" in told
    assert (workspace / SHEET).read_bytes() == before


def test_what_exists_in_the_language_is_not_asked_for_again(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for kind, period in (("activity-report", "2022-Q1"), ("newsletter", "2022-03")):
        for language in ("fr", "en", "ar"):
            words = (period, "--kind", kind, "--language", language, "--as-of", "2022-04-15")
            assert bilan(workspace, "export", *words) == 0
            assert f"rien à traduire : tout ce que {period} imprime" in capsys.readouterr().out


def test_a_donor_s_sheet_names_the_places_of_the_file_and_holds_nothing_of_another(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    register = workspace / "records/projects/compass.yaml"
    register.write_text(
        register.read_text(encoding="utf-8").replace("  ar: التعاون", "  zgh: التعاون"), encoding="utf-8"
    )
    words = ("export", "2022-Q1", "--language", "ar", "--as-of", "2022-04-15", "--output", "b.xlsx")

    assert bilan(workspace, *words, "--audience", "donor:gouvernement-pays-bas") == 0
    rows = list(load_workbook(workspace / "b.xlsx")["Textes"].iter_rows(min_row=2, values_only=True))
    assert [row[:2] for row in rows] == [("project/compass", "title")]
    assert bilan(workspace, *words[:-1], "c.xlsx", "--audience", "donor:prm") == 0
    assert "rien à traduire" in capsys.readouterr().out


def test_an_approval_that_a_translation_makes_void_is_told(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = workspace / EVENT
    text = path.read_text(encoding="utf-8").replace("  kind: article\n", "  kind: report\n")
    path.write_text(signed_text(text), encoding="utf-8")
    country = row_of(workspace, "place.country")

    assert bilan(workspace, "import", fill(workspace, write(**{f"F{country}": "المغرب"}))) == 0
    assert f"{path.stem} : l’approbation ne vaut plus" in capsys.readouterr().out


def test_the_sheet_speaks_the_language_of_the_team(workspace: Path) -> None:
    words = ("export", "2023-Q3", "--language", "ar", "--as-of", "2023-10-15", "--output", "e.xlsx")
    assert bilan(workspace, *words, language="en") == 0
    book = load_workbook(workspace / "e.xlsx")
    book["Texts"]["F3"] = "GCM Talk حوار"
    book.save(workspace / "e.xlsx")

    assert [cell.value for cell in book["Texts"][1]][:2] == ["Record", "Field"]
    assert "How to" in book.sheetnames
    assert bilan(workspace, "import", "e.xlsx", language="fr") == 0
