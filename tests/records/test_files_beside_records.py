"""What a record names beside itself must be there: logos, pictures, sections; and a record speaks its publisher's language."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import Refusal, facts
from generator.messages.catalogue import describe
from generator.records.loader import load
from tests.records.reading import HEAD
from tests.workspaces import EVENT, ORGANISATIONS, PUBLISHER, minimal_workspace

NAME = "2024-01-10-atelier"
PICTURE = """\
pictures:
  - file: atelier.jpg
    alt: Des personnes autour d'une table
    credit: OIM 2024
"""


def _problems(workspace: Path) -> list[tuple[str, str]]:
    with pytest.raises(Refusal) as refusal:
        load(workspace)
    for found in refusal.value.problems:
        assert found.warning or found.line
        assert "\n" not in describe(found, "fr")
    return [(p.code, p.field) for p in refusal.value.problems if not p.warning]


def test_a_logo_that_is_not_there_is_refused_at_its_line(tmp_path: Path) -> None:
    bodies = ORGANISATIONS + "  logo: pays-bas.png\n"
    workspace = minimal_workspace(tmp_path, files={"records/organisations.yaml": bodies})

    assert _problems(workspace) == [("records.logo_missing", "pays-bas.logo")]

    (workspace / "records/logos").mkdir()
    (workspace / "records/logos/pays-bas.png").write_bytes(b"x")
    assert load(workspace).organisations["pays-bas"].logo == "pays-bas.png"


def test_a_picture_that_is_not_there_is_refused_at_its_line(tmp_path: Path) -> None:
    workspace = minimal_workspace(tmp_path, {NAME: EVENT + PICTURE})

    assert _problems(workspace) == [("records.picture_missing", "pictures[1].file")]


def test_text_for_a_section_that_does_not_exist_is_not_lost_without_a_word(tmp_path: Path) -> None:
    edition = "sections:\n  gouvernnance: Un texte.\n"
    files = {"records/editions/activity-report/2024-Q1.yaml": edition}
    workspace = minimal_workspace(tmp_path, files=files)

    with pytest.raises(Refusal) as refusal:
        load(workspace)

    (found,) = [p for p in refusal.value.problems if not p.warning]
    assert "gouvernance" in describe(found, "fr")


@pytest.mark.parametrize(
    ("code", "expected"), [("difficulties", ""), ("next-steps", ""), ("dificulties", "difficulties")]
)
def test_a_section_of_an_officer_is_known_and_a_misspelt_one_is_named(
    tmp_path: Path, code: str, expected: str
) -> None:
    files = {"records/editions/donor-summary/2024-Q1--pays-bas.yaml": f"sections:\n  {code}: Un texte.\n"}
    workspace = minimal_workspace(tmp_path, files=files)

    if not expected:
        assert code in load(workspace).editions["donor-summary/2024-Q1--pays-bas"].sections
        return
    with pytest.raises(Refusal) as refusal:
        load(workspace)
    (found,) = [p for p in refusal.value.problems if not p.warning]
    assert (found.code, facts(found)["near"]) == ("records.unknown_section", expected)


@pytest.mark.parametrize("count", ["environ 30", "30+", "about 30", "1 250", "-3"])
def test_a_number_with_words_says_how_approximate_figures_are_written(tmp_path: Path, count: str) -> None:
    event = HEAD + "date: 2024-01-10\n" + f'attendance:\n  - measure: attendees\n    count: "{count}"\n'
    workspace = minimal_workspace(tmp_path, {NAME: event})

    with pytest.raises(Refusal) as refusal:
        load(workspace)

    (found,) = [p for p in refusal.value.problems if not p.warning]
    assert (found.code, facts(found)["given"]) == ("records.count_form", count)
    assert "{about: 30}" in describe(found, "fr")


def test_a_record_without_a_language_is_in_the_publishers(tmp_path: Path) -> None:
    english = PUBLISHER.replace("language: fr\n", "language: en\n", 1)
    workspace = minimal_workspace(tmp_path, {NAME: EVENT}, files={"records/publisher.yaml": english})

    assert load(workspace).events[NAME].language == "en"
    assert load(minimal_workspace(tmp_path / "b", {NAME: EVENT})).events[NAME].language == "fr"
