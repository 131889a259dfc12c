"""What a person writes for a month's letter: when it makes one, when it is kept back, and who is named for it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from generator.period import Period
from generator.pipeline import Built, Order, build
from generator.publishing.manifest import Manifest, read_manifest
from tests.workspaces import minimal_workspace

ROOT = Path(__file__).parents[1]
EVENT = "title: {title}\ntype: workshop\ndate: 2022-03-0{day}\n"
OPEN = "2022-03-05-atelier"
KEPT = "2022-03-06-visite"
TEXTS = "records/editions/newsletter/2022-03.yaml"


def letter(
    folder: Path,
    texts: str,
    events: dict[str, str] | None = None,
    formats: tuple[str, ...] = ("txt",),
) -> Built:
    """Build March 2022 of a small workspace with `texts` as the edition's file."""
    workspace = minimal_workspace(folder, events or {}, files={TEXTS: texts})
    march = Period.parse("2022-03")
    return build(workspace, Order(as_of=date(2022, 4, 5), kind="newsletter", period=march, formats=formats))


def manifest_of(built: Built) -> Manifest:
    assert built.folder is not None
    return read_manifest(built.folder)


@pytest.mark.parametrize(
    "texts",
    [
        "upcoming: [{title: Journée, date: 2022-04-04}]\n",
        "foreword: {text: Un avant-propos que la lettre n'imprime pas.}\n",
        "headline: Un objet sans lettre\n",
        "number: '3'\n",
    ],
    ids=["a date gone by", "a text of another document", "a subject", "a number"],
)
def test_words_that_are_not_printed_make_no_letter_of_an_empty_month(tmp_path: Path, texts: str) -> None:
    built = letter(tmp_path, texts)
    assert built.folder is None
    assert [notice.code for notice in built.notices] == ["pipeline.nothing_to_report"]
    assert not (tmp_path / "reports" / "2022-03").exists()


@pytest.mark.parametrize(
    "texts",
    [
        "upcoming: [{title: Journée, date: 2022-04-05}]\n",
        "publications: [{title: Guide}]\n",
        "editorial: {text: Bonjour.}\n",
    ],
    ids=["a date of today", "a publication", "an editorial"],
)
def test_words_that_are_printed_make_a_letter_of_an_empty_month(tmp_path: Path, texts: str) -> None:
    assert letter(tmp_path, texts).folder is not None


@pytest.mark.parametrize("kept", ["publish_after: 2022-12-01", "state: withdrawn", "audiences: [internal]"])
def test_a_subject_written_for_an_activity_that_is_kept_back_is_in_no_file(tmp_path: Path, kept: str) -> None:
    events = {
        OPEN: EVENT.format(title="Atelier de Rabat", day=5),
        KEPT: EVENT.format(title="Visite", day=6) + f"{kept}\n",
    }
    texts = f"feature: [{KEPT}, {OPEN}]\nheadline: Une visite secrète\npreheader: Lisez la visite secrète\n"
    built = letter(tmp_path, texts, events, formats=("eml", "handover", "html", "txt", "web"))
    assert built.folder is not None
    for path in built.folder.rglob("*"):
        assert path.is_dir() or "secr" not in path.read_bytes().decode("utf-8", "ignore"), path.name
    subject = (built.folder / "newsletter-2022-03-fr-handover" / "subject.txt").read_text()
    assert "Atelier de Rabat" in subject
    told = [(w.code, w.field) for w in built.warnings if w.code == "letter.written_for_another"]
    assert told == [("letter.written_for_another", "headline"), ("letter.written_for_another", "preheader")]


def test_a_subject_written_for_the_activity_at_the_head_is_printed(tmp_path: Path) -> None:
    events = {
        OPEN: EVENT.format(title="Atelier de Rabat", day=5),
        KEPT: EVENT.format(title="Visite", day=6),
    }
    texts = f"feature: [{KEPT}]\nheadline: Une visite\n"
    built = letter(tmp_path, texts, events, formats=("handover",))
    assert built.folder is not None
    subject = (built.folder / "newsletter-2022-03-fr-handover" / "subject.txt").read_text()
    assert subject.rstrip().endswith("Une visite")
    assert not [w for w in built.warnings if w.code == "letter.written_for_another"]


def test_who_signs_the_editorial_is_among_the_people_of_the_manifest(tmp_path: Path) -> None:
    signed = "editorial: {text: Bonjour., signatory: Laura Exemple}\n"
    unprinted = "foreword: {text: Bonjour., signatory: Nom Ailleurs}\n"
    assert manifest_of(letter(tmp_path, signed + unprinted)).people == ("Laura Exemple",)


def test_a_format_that_a_kind_names_twice_is_made_once(tmp_path: Path) -> None:
    templates = Path(shutil.copytree(ROOT / "templates", tmp_path / "templates"))
    kind = templates / "kinds" / "newsletter.yaml"
    lines = kind.read_text().splitlines(keepends=True)
    kind.write_text(
        "".join("formats: [txt, txt]\n" if line.startswith("formats:") else line for line in lines)
    )
    made = manifest_of(letter(tmp_path, "editorial: {text: Bonjour.}\n", formats=()))
    assert made.formats == ("txt",)


@pytest.mark.parametrize(("formats", "printed"), [(("txt", "web"), False), (("txt",), True)])
def test_words_allowed_for_the_letter_alone_are_in_no_format_of_one_that_goes_online(
    tmp_path: Path, formats: tuple[str, ...], printed: bool
) -> None:
    quote = (
        "quotes:\n- id: dite\n  speaker: {name: Une Oratrice}\n  fragments: [Paroles pour la lettre]\n"
        "  consent: {basis: signed, form: F-1, scope: [newsletter]}\n"
    )
    built = letter(
        tmp_path, "number: '3'\n", {OPEN: EVENT.format(title="Atelier", day=5) + quote}, formats=formats
    )
    assert built.folder is not None
    files = [path for path in built.folder.iterdir() if path.name != "manifest.json"]
    found = ["Paroles pour la lettre" in path.read_text("utf-8") for path in files]
    assert found == [printed] * len(formats)
    assert manifest_of(built).quotes == ((f"{OPEN}/dite",) if printed else ())
