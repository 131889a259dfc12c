"""The interim narrative report: every fixed chapter, filled from the records and an officer's texts, nothing invented."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.config.templates import load_kind
from generator.errors import Refusal
from generator.records.loader import load
from generator.records.references import OFFICERS_SECTIONS
from generator.records.registers import EditionTexts
from generator.records.view import seen_by
from generator.report.blocks import Block, BulletList, FactList, Paragraph, Role, Table
from generator.report.compose import compose, texts
from generator.report.doubts import doubts
from generator.report.model import Report, Section, Status
from generator.report.words import plain
from tests.report.briefs import ROOT, brief_of
from tests.report.test_obligations import SECOND, project
from tests.workspaces import EVENT, ORGANISATIONS, PUBLISHER, minimal_workspace

EVENT_ID = "2022-02-15-atelier-de-rabat"
PARTNERS = """\
universite:
  names:
    - name: {fr: Université d'essai, en: Test University}
  standing: university
ministere:
  names:
    - name: {fr: Ministère d'essai, en: Test Ministry}
  standing: government
association:
  names:
    - name: {fr: Association d'essai, en: Test Association}
  standing: civil_society
"""
INVOLVED = """\
organisations:
  - {organisation: universite, role: participant}
  - {organisation: ministere, role: partner}
  - {organisation: association, role: implementing_partner, project: cohesion}
outcomes:
  - {kind: recommendation, text: {fr: Former chaque année, en: Train every year}}
"""
CODES = tuple(code for code in OFFICERS_SECTIONS if code.startswith("eu-"))


def narrative(folder: Path, **wishes: Any) -> Any:
    """Return the Brief of the donor `pays-bas` for its narrative report of the first quarter of 2022."""
    event = wishes.pop("event", EVENT)
    files = {"records/organisations.yaml": ORGANISATIONS + SECOND + PARTNERS, **wishes.pop("files", {})}
    records = load(minimal_workspace(folder, {EVENT_ID: event} if event else {}, files=files))
    return brief_of(
        "2022-Q1",
        records=seen_by(records, "pays-bas"),
        audience="donor:pays-bas",
        kind=load_kind(ROOT / "templates", "eu-narrative"),
        **wishes,
    )


def report(folder: Path, **wishes: Any) -> Report:
    return compose(narrative(folder, **wishes))


def section(found: Report, code: str) -> Section:
    part = found.section(code)
    assert part is not None, code
    return part


def said(found: Report, code: str) -> str:
    """Return what a section says, without its title and its parts."""
    return " | ".join(text for block in section(found, code).blocks for text in _texts(block))


def _texts(block: Block) -> list[str]:
    match block:
        case Paragraph():
            return [plain(block.content)]
        case BulletList():
            return [block.title, *map(plain, block.items)] if block.title else [*map(plain, block.items)]
        case Table():
            return [plain(cell) for row in block.rows for cell in row]
        case FactList():
            return [plain(line) for fact in block.facts for line in fact.content]
        case _:
            raise AssertionError(block)


def test_the_chapters_are_those_of_the_form_in_its_order(tmp_path: Path) -> None:
    titles = [part.title for _, part in report(tmp_path).walk() if part.title[:1].isdigit()]

    assert [title.split()[0] for title in titles] == [
        *("1.", "1.1.", "1.2.", "1.3.", "1.4.", "1.5.", "1.6.", "1.7.", "1.8.", "1.9."),
        *("2.", "2.1.", "2.2.", "2.3.", "2.4.", "2.5."),
        *("3.", "3.1.", "3.2.", "3.3.", "3.4."),
        "4.",
    ]
    assert report(tmp_path).sections[0].code == "acronyms"


def test_the_description_is_filled_from_the_records(tmp_path: Path) -> None:
    own = project().replace("themes:", "partners: [association]\narea: {fr: l'Oriental}\nthemes:")
    publisher = f"{PUBLISHER}email: bureau@exemple.org\n"

    found = report(
        tmp_path, files={"records/projects/cohesion.yaml": own, "records/publisher.yaml": publisher}
    )

    shown = {
        code: said(found, f"eu-1-{code}").replace("\xa0", " ")
        for code in ("coordinator", "contact", "entities", "title", "contract", "period", "countries")
    }
    assert shown == {
        "coordinator": "Organisation internationale pour les migrations (OIM)",
        "contact": "bureau@exemple.org",
        "entities": "Association d’essai",
        "title": "Projet de cohésion sociale (COSO)",
        "contract": "NL-001",
        "period": "1er janvier – 31 mars 2022",
        "countries": "l’Oriental",
    }
    assert "35 femmes et 35 hommes" in said(found, "eu-1-groups").replace("\xa0", " ")
    assert said(found, "eu-1-places") == "Rabat"


def test_activities_stand_with_their_results_and_bodies_with_those_like_them(tmp_path: Path) -> None:
    found = report(tmp_path, event=EVENT + INVOLVED)

    assert [part.code for part in section(found, "eu-2-activities").sections] == [
        f"event-{EVENT_ID}",
        "eu-2-results",
    ]
    assert "Former chaque année" in said(found, "eu-2-results")
    assert said(found, "eu-3-entities") == "Association d’essai"
    assert said(found, "eu-3-authorities") == "Ministère d’essai"
    assert said(found, "eu-3-partners") == "Université d’essai"


def test_indicators_of_its_project_stand_against_baseline_and_target(tmp_path: Path) -> None:
    indicator = (
        "label: Personnes formées\ndefinition: Attestation remise\nunit: personnes\naccumulation: per_period\n"
        "project: cohesion\nbaseline: 0\ntarget: 100\n"
        "values:\n  - {period: 2022-Q1, count: 70, source: Rapport}\n"
    )

    found = report(tmp_path, files={"records/indicators/formees.yaml": indicator})

    assert said(found, "eu-2-indicators").endswith("| 0 | 70 | 100")


def test_shared_funding_is_said_by_public_names(tmp_path: Path) -> None:
    found = report(tmp_path, files={"records/projects/cohesion.yaml": project(shared=True)})

    assert said(found, "eu-3-synergies") == "Cette activité est cofinancée avec Fonds bleu."
    assert "FB-777" not in " ".join(texts(found))


@pytest.mark.parametrize("code", CODES)
def test_every_text_of_an_officer_is_printed_in_its_place(code: str, tmp_path: Path) -> None:
    texts_ = EditionTexts.model_validate({"sections": {code: "Texte de l'agente."}})

    found = report(tmp_path, edition=texts_)

    assert said(found, code).split(" | ")[0] == "Texte de l’agente."
    assert not [b for b in section(found, code).blocks if isinstance(b, Paragraph) and b.role is Role.PROMPT]
    assert f"« {code} »" not in " ".join(texts(section(found, "review")))


def test_an_officers_line_of_the_description_replaces_what_the_records_give(tmp_path: Path) -> None:
    texts_ = EditionTexts.model_validate({"sections": {"eu-1-coordinator": "Mission d'essai"}})

    assert said(report(tmp_path, edition=texts_), "eu-1-coordinator") == "Mission d’essai"


def test_what_nobody_wrote_is_asked_for_in_a_draft_and_not_applicable_in_a_final(tmp_path: Path) -> None:
    empty = ("eu-1-countries", "eu-2-indicators", "eu-2-difficulties", "eu-3-synergies", "eu-4-visibility")
    draft, final = report(tmp_path), report(tmp_path, status=Status.FINAL)

    for code in empty:
        (block,) = section(draft, code).blocks
        assert isinstance(block, Paragraph)
        assert block.role is Role.PROMPT
        assert said(final, code) == "Sans objet"
    prompts = [b for _, part in final.walk() for b in part.blocks if isinstance(b, Paragraph)]
    assert not [
        b for b in prompts if b.role is Role.PROMPT and "accord" not in plain(b.content)
    ]  # the statement's blocks a final


def test_a_reference_that_is_not_recorded_is_not_made_up(tmp_path: Path) -> None:
    own = project().replace("    reference: NL-001\n", "")

    assert said(report(tmp_path, files={"records/projects/cohesion.yaml": own}), "eu-1-contract").startswith(
        "Numéro du contrat"
    )


def test_without_a_summary_the_figures_speak_and_a_draft_asks_for_one(tmp_path: Path) -> None:
    draft, final = report(tmp_path), report(tmp_path, status=Status.FINAL)

    assert "70 participant-e-s" in said(draft, "eu-2-summary").replace("\xa0", " ")
    assert "250 mots" in said(draft, "eu-2-summary").replace("\xa0", " ")
    assert "250 mots" not in said(final, "eu-2-summary").replace("\xa0", " ")


@pytest.mark.parametrize(("length", "long"), [(250, False), (251, True)])
def test_a_summary_longer_than_half_a_page_is_told(length: int, long: bool, tmp_path: Path) -> None:
    texts_ = EditionTexts.model_validate(
        {"sections": {"eu-2-summary": "mot et " * (length // 2) + "mot " * (length % 2)}}
    )

    found = [doubt.problem.code for doubt in doubts(narrative(tmp_path, edition=texts_))]

    assert ("final.summary_long" in found) is long


def test_a_period_without_activity_says_so_and_keeps_its_chapters(tmp_path: Path) -> None:
    found = report(tmp_path, event="")

    assert said(found, "eu-2-activities") == "Aucune activité pendant la période."
    assert said(found, "eu-1-title") == "Projet de cohésion sociale (COSO)"


@pytest.mark.parametrize("kind", ["eu-narrative", "donor-summary"])
def test_a_document_for_a_donor_is_refused_without_one(kind: str) -> None:
    with pytest.raises(Refusal) as refusal:
        compose(brief_of("2022-Q1", kind=load_kind(ROOT / "templates", kind)))

    assert [problem.code for problem in refusal.value.problems] == ["config.donor_wanted"]


def test_the_loader_takes_a_text_for_every_part_of_the_form(tmp_path: Path) -> None:
    lines = "".join(f"  {code}: Texte.\n" for code in CODES)
    name = "records/editions/eu-narrative/2022-Q1--pays-bas.yaml"

    records = load(minimal_workspace(tmp_path, files={name: f"sections:\n{lines}"}))

    asked = {
        part.code
        for _, part in report(tmp_path, event=EVENT + INVOLVED).walk()
        if part.code.startswith("eu-") and (part.blocks or part.code == "eu-2-activities")
    }
    assert asked == set(records.editions["eu-narrative/2022-Q1--pays-bas"].sections)
