"""`bilan person`: whoever asks to be deleted is found in records, drafts and finals, also under another spelling (P13)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.processes import bilan
from tests.workspaces import EVENT, minimal_workspace

ID = "2022-02-15-atelier-de-rabat"
FILE = f"records/events/2022/{ID}.yaml"
PERSON = """\
people:
  - {name: Fâdila EL SALLAMI, honorific: Mme}
quotes:
  - id: une
    speaker: {name: Fâdila EL SALLAMI}
    fragments: [Des mots.]
    consent: {basis: official}
"""


def workspace(folder: Path, more: str = PERSON, **files: str) -> Path:
    return minimal_workspace(folder, {ID: EVENT + more}, files=dict(files))


def found(folder: Path, *name: str) -> dict[str, object]:
    shown = bilan("person", *name, "--format", "json", folder=folder, language="en")
    assert (shown.code, shown.err) == (0, "")
    read: dict[str, object] = json.loads(shown.out)
    return read


def places(told: object) -> list[str]:
    assert isinstance(told, list)
    return [f"{one['file']}:{one['line']}:{one['field']}" for one in told]


@pytest.mark.parametrize(
    "name", [("Fadila", "El", "Sallami"), ("SALLAMI el fadila",), ("Mme Fàdila El-Sallami",), ("sallami",)]
)
def test_accents_capitals_and_the_order_of_words_do_not_count(tmp_path: Path, name: tuple[str, ...]) -> None:
    told = found(workspace(tmp_path), *name)

    assert places(told["records"]) == [f"{FILE}:14:people[1].name", f"{FILE}:17:quotes[1].speaker.name"]


FREE = {
    "title": ("title: Atelier de Rabat avec Fadila Sallami", "title"),
    "summary": ("summary: Les mots de Mme Sallami, Fadila, ont compté.", "summary"),
    "notes": ("notes: Voir avec Fadila Sallami.", "notes"),
    "contact": ("contacts: [{name: Fadila Sallami}]", "contacts[1].name"),
    "e-mail": ("contacts: [{name: Bureau, email: fadila.sallami@example.org}]", "contacts[1].email"),
    "consent": (
        "quotes: [{id: une, speaker: {anonymous: true}, fragments: [Oui], consent: {basis: official, by: Fadila Sallami}}]",
        "quotes[1].consent.by",
    ),
    "credit": (
        "pictures: [{file: une.jpg, alt: Une salle, credit: ©OIM 2022 / Fadila Sallami}]",
        "pictures[1].credit",
    ),
    "approval": (
        f"approval: {{by: Fadila Sallami, date: 2022-03-01, sha256: {'0' * 64}}}",
        "approval.by",
    ),
    "comment": ("# à vérifier avec Fadila Sallami", ""),
}


@pytest.mark.parametrize("what", FREE)
def test_every_text_of_a_record_counts(tmp_path: Path, what: str) -> None:
    line, field = FREE[what]
    text = EVENT.replace(EVENT.splitlines()[0], line) if what == "title" else f"{EVENT}{line}\n"
    minimal_workspace(tmp_path, {ID: text})

    (one,) = found(tmp_path, "Fadila Sallami")["records"]  # type: ignore[misc]
    assert one["field"] == field
    assert "sallami" in text.splitlines()[one["line"] - 1].casefold()


def test_texts_of_an_edition_names_of_files_broken_and_passed_over_files_count_too(tmp_path: Path) -> None:
    edition = "records/editions/activity-report/2022-Q1.yaml"
    files: dict[str, str | bytes | None] = {
        edition: "foreword:\n  text: Merci.\n  signatory: Fadila Sallami\n",
        "records/events/2022/2022-03-01-recit-fadila-sallami.yaml": "title: [\n",
        "records/events/2022/2022-03-02-autre.yaml.bak": "title: Fadila Sallami\n",
        "records/pictures/sallami-fadila.jpg": b"x",
    }
    minimal_workspace(tmp_path, files=files)

    assert places(found(tmp_path, "Fadila Sallami")["records"]) == [
        f"{edition}:3:foreword.signatory",
        "records/events/2022/2022-03-01-recit-fadila-sallami.yaml:0:",
        "records/events/2022/2022-03-02-autre.yaml.bak:1:",
        "records/pictures/sallami-fadila.jpg:0:",
    ]


@pytest.mark.parametrize(
    "written", ["Fadilla Salami", "F. Sallami", "Mme Sallami", "fsallami@example.org", "FadilaSallami"]
)
def test_what_may_be_the_person_is_told_apart(tmp_path: Path, written: str) -> None:
    told = found(workspace(tmp_path, f"notes: Avec {written}, le lundi.\n"), "Fadila Sallami")

    assert told["records"] == []
    assert places(told["perhaps"]["records"]) == [f"{FILE}:13:notes"]  # type: ignore[index]


def test_another_person_with_one_of_the_names_is_nobody(tmp_path: Path) -> None:
    told = found(
        workspace(tmp_path, "people: [{name: Karim Sallami}, {name: Fadila Berrada}]\n"), "Fadila Sallami"
    )

    assert (told["records"], told["perhaps"]) == ([], {"records": [], "editions": []})


def test_an_arabic_name_is_found_with_and_without_its_vowel_marks(tmp_path: Path) -> None:
    told = found(workspace(tmp_path, "notes: مع فَاضِلَة السلّامي\n"), "السلامي فاضلة")

    assert places(told["records"]) == [f"{FILE}:13:notes"]


def test_drafts_and_finals_that_print_the_name_are_listed_and_those_made_from_a_record_perhaps(
    tmp_path: Path,
) -> None:
    workspace(tmp_path)
    build = ("build", "2022-Q1", "--as-of", "2022-04-15", "--format", "docx")
    assert bilan(*build, folder=tmp_path).code == 0
    broken = tmp_path / "reports/2022-Q1/newsletter/public/draft-1"
    (tmp_path / "reports/2022-Q1/newsletter/public/.draft-2.partial").mkdir(parents=True)
    broken.mkdir()
    (broken / "manifest.json").write_text("{", encoding="utf-8")

    told = found(tmp_path, "Fadila El Sallami")

    folder = "reports/2022-Q1/activity-report/public/draft-1"
    assert {one["folder"] for one in told["editions"]} == {folder}  # type: ignore[attr-defined]
    assert told["unread"] == ["reports/2022-Q1/newsletter/public/draft-1"]
    assert told["leftovers"] == ["reports/2022-Q1/newsletter/public/.draft-2.partial"]

    record = tmp_path / FILE
    record.write_text(EVENT + "notes: Fadila El Sallami\n", encoding="utf-8")
    assert bilan(*build, folder=tmp_path).code == 0
    perhaps = found(tmp_path, "Fadila El Sallami")["perhaps"]
    assert [(one["folder"], one["because"]) for one in perhaps["editions"]] == [  # type: ignore[index]
        ("reports/2022-Q1/activity-report/public/draft-2", f"event/{ID}")
    ]


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", "n’est mentionné dans aucune fiche"), ("en", "is mentioned in no record")],
)
def test_nobody_found_is_said_plainly_and_is_no_mistake(tmp_path: Path, language: str, said: str) -> None:
    shown = bilan("person", "Une", "Inconnue", folder=workspace(tmp_path), language=language)

    assert (shown.code, shown.err) == (0, "")
    assert said in shown.out


def test_a_name_without_letters_is_refused(tmp_path: Path) -> None:
    shown = bilan("person", "?", folder=workspace(tmp_path), language="en")

    assert shown.code == 2 and "is no name" in shown.err


def test_the_lists_are_for_people_too(tmp_path: Path) -> None:
    shown = bilan("person", "Fadila", "El", "Sallami", folder=workspace(tmp_path), language="fr")

    assert shown.out.splitlines()[:4] == [
        "« Fadila El Sallami » est mentionné ici :",
        "",
        "Fiches",
        f"  {FILE}:14:12: people[1].name",
    ]
