"""The pages of all fields are those of the models, in French and in English, and describe every field."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import typing
from enum import Enum
from pathlib import Path

import pytest

from generator.messages.fr.choices import CHOICES
from generator.messages.fr.fields import FIELDS, RECORDS
from generator.records.fields import Record
from generator.records.reference import PLACES, field_reference, key_of, write_field_references
from generator.records.structure import records_within

ROOT = Path(__file__).parents[2]
MODELS = tuple(records_within(*PLACES))


def choices_in(annotation: object) -> set[type[Enum]]:
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return {annotation}
    return {found for argument in typing.get_args(annotation) for found in choices_in(argument)}


def choices() -> set[str]:
    found = {
        c for model in MODELS for field in model.model_fields.values() for c in choices_in(field.annotation)
    }
    return {f"{key_of(choice)}.{member.value}" for choice in found for member in choice}


def test_every_field_has_a_french_description_and_no_other_has() -> None:
    fields = {f"{key_of(model)}.{name}" for model in MODELS for name in model.model_fields}
    assert fields - set(FIELDS) == set(), "add these to generator/messages/fr/fields.py"
    assert set(FIELDS) - fields == set(), "these fields exist no more"


def test_every_record_and_choice_has_french_words_and_no_other_has() -> None:
    assert {key_of(model) for model in MODELS} == set(RECORDS)
    assert choices() == set(CHOICES)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_has_an_english_description_of_its_own(model: type[Record]) -> None:
    assert {name for name, field in model.model_fields.items() if not field.description} == set()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_committed_page_is_the_one_of_the_models(language: str) -> None:
    committed = (ROOT / f"docs/fields.{language}.md").read_text(encoding="utf-8")
    assert committed == field_reference(language), (
        "run `python -m generator.records.reference` and commit docs/fields.*.md"
    )


def test_one_command_writes_the_pages(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    words = [sys.executable, "-m", "generator.records.reference"]
    subprocess.run(words, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True, timeout=60)
    written = (tmp_path / "docs/fields.fr.md").read_text(encoding="utf-8")
    assert written == (ROOT / "docs/fields.fr.md").read_text(encoding="utf-8")


def test_the_pages_are_written_into_a_folder(tmp_path: Path) -> None:
    write_field_references(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"fields.fr.md", "fields.en.md"}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_names_every_field_and_its_links_lead_somewhere(language: str) -> None:
    page = field_reference(language)
    for model in MODELS:
        for name in model.model_fields:
            assert f"| `{name}` |" in page
    headings = set(re.findall(r"^### (\w+)$", page, re.MULTILINE))
    assert set(re.findall(r"\]\(#(\w+)\)", page)) <= headings


def test_a_row_says_what_to_write_whether_it_is_wanted_and_what_it_means() -> None:
    page = field_reference("fr")
    assert (
        "| `title` | texte, ou un texte par langue | **oui** | Titre tel que publié ; les autres langues sont de nous. |"
        in page
    )
    assert "| `projects` | liste : identifiant, de `records/projects/` |  |" in page
    assert "`held` (tenu)" in page
    assert "`held` (tenu)" not in field_reference("en")
