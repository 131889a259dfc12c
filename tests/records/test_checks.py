"""Every editorial check is named, explained and documented; only what exists and is no right can be set aside."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from generator.errors import Refusal, facts
from generator.messages.catalogue import LANGUAGES, sentences
from generator.records.checks import CHECKS, Severity, sets_aside
from generator.records.checks_page import FILES, write_checks_pages
from generator.records.loader import load
from tests.records.reading import HEAD, NAME
from tests.workspaces import ORGANISATIONS, minimal_workspace

ROOT = Path(__file__).parents[2]
# Subjects of which a draft tells every sentence.
TOLD = ("obligation", "letter")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_check_has_its_sentence_its_name_and_why_it_matters(language: str) -> None:
    said = sentences(language)
    wanted = {key for code in CHECKS for key in (code, f"checks.name.{code}", f"checks.why.{code}")}
    assert wanted - said.keys() == set()
    explained = {key.split(".", 2)[2] for key in said if key.startswith(("checks.name.", "checks.why."))}
    assert explained == set(CHECKS)


def test_whatever_a_draft_can_tell_is_a_check() -> None:
    told = {code for subject in TOLD for code in import_module(f"generator.messages.en.{subject}").SENTENCES}
    own = {code for code in sentences("en") if code.startswith("checks.") and code.count(".") == 1}
    assert (told | own) - set(CHECKS) == set()


def test_the_pages_of_the_checks_are_those_of_the_program(tmp_path: Path) -> None:
    write_checks_pages(tmp_path)
    for name in FILES.values():
        made = (tmp_path / name).read_text("utf-8")
        assert made == (ROOT / "docs" / name).read_text("utf-8"), "python -m generator.records.checks_page"


def test_what_blocks_about_facts_can_be_set_aside_and_what_guards_a_right_cannot() -> None:
    facts_ = {
        "weekday_mismatch": "x",
        "near_duplicate": "x",
        "undated": "x",
        "expired": "x",
        "not_approved": "x",
    }
    kept = [code for code, check in CHECKS.items() if check.severity is Severity.BLOCKING]
    assert [code for code in kept if sets_aside(facts_, code)] == [
        "records.weekday_mismatch",
        "records.near_duplicate",
    ]


@pytest.mark.parametrize(
    ("name", "code", "told"),
    [
        (
            "weekday_mismach",
            "records.silenced_unknown",
            {"given": "weekday_mismach", "near": "weekday_mismatch"},
        ),
        (
            "records.doubled_words",
            "records.silenced_unknown",
            {"given": "records.doubled_words", "near": "doubled_word"},
        ),
        ("not_approved", "records.silenced_never", {"given": "not_approved"}),
        ("obligation.expired", "records.silenced_never", {"given": "obligation.expired"}),
    ],
)
def test_a_slip_in_silenced_is_refused_at_its_line(
    tmp_path: Path, name: str, code: str, told: dict[str, str]
) -> None:
    event = f"{HEAD}silenced:\n  weekday_mismatch: vrai\n  {name}: une raison\n"
    with pytest.raises(Refusal) as caught:
        load(minimal_workspace(tmp_path, {NAME: event}))
    (found,) = caught.value.problems
    assert (found.code, found.line, found.column, found.field) == (code, 5, 3, "silenced")
    assert dict(facts(found)) == told


def test_bodies_and_editions_are_held_to_it_too(tmp_path: Path) -> None:
    files = {
        "records/organisations.yaml": f"{ORGANISATIONS}  silenced: {{credit_onli: une raison}}\n",
        "records/editions/newsletter/2022-03.yaml": "silenced: {acronyms: connus, acronim: non}\n",
    }
    with pytest.raises(Refusal) as caught:
        load(minimal_workspace(tmp_path, {NAME: HEAD}, files=dict(files)))
    assert [(p.file, p.field, facts(p)["near"]) for p in caught.value.problems] == [
        ("records/editions/newsletter/2022-03.yaml", "silenced", "acronyms"),
        ("records/organisations.yaml", "pays-bas.silenced", "credit_only"),
    ]
