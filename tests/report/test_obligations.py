"""Which statement a document owes its donor: by project and register, day, sole or shared, language; word for word.

Donors and wordings are invented.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.config.templates import load_kind
from generator.period import Period
from generator.records.loader import load
from generator.records.obligations import ObligationPlace
from generator.records.view import seen_by
from generator.report.blocks import Block, FundingStatement, Paragraph, Role
from generator.report.brief import Brief
from generator.report.obligations import is_sole, missing, statements_at
from generator.report.words import plain
from tests.report.briefs import ROOT, brief_of
from tests.workspaces import EVENT, ORGANISATIONS, PROJECT, minimal_workspace

SECOND = """\
fonds-bleu:
  names:
    - name: {fr: Fonds bleu, en: Blue Fund}
  standing: intergovernmental
  donor: true
"""
SHARED = "  - organisation: fonds-bleu\n    reference: FB-777\n"
CONFIRMED = "confirmed: {by: Mme Essai, date: 2022-01-03}"


def register(*statements: str) -> str:
    """Return the register in which the donor `pays-bas` has `statements`, each a flow mapping."""
    lines = "".join(f"    - {{{statement}}}\n" for statement in statements)
    return ORGANISATIONS.replace("donor: true\n", f"donor: true\n  statements:\n{lines}") + SECOND


def project(*statements: str, shared: bool = False) -> str:
    """Return the project whose donor `pays-bas` has `statements` of its own; `shared`: another donor pays too."""
    lines = "".join(f"      - {{{statement}}}\n" for statement in statements)
    text = PROJECT.replace("NL-001\n", f"NL-001\n    statements:\n{lines}" if statements else "NL-001\n")
    return text.replace("themes:", f"{SHARED}themes:") if shared else text


def brief(folder: Path, organisations: str, own: str = PROJECT, **wishes: object) -> Brief:
    """Return the Brief of the donor `pays-bas` for the first quarter of 2022."""
    files = {"records/organisations.yaml": organisations, "records/projects/cohesion.yaml": own}
    files |= wishes.pop("files", {})
    events = wishes.pop("events", None)
    records = load(minimal_workspace(folder, events, files=files))
    return brief_of(
        str(Period.parse("2022-Q1").code),
        records=seen_by(records, "pays-bas"),
        audience="donor:pays-bas",
        kind=load_kind(ROOT / "templates", "donor-summary"),
        **wishes,
    )


def printed(found: Brief) -> list[str]:
    """Return every statement and disclaimer, wherever it stands."""
    blocks = [block for place in ObligationPlace for block in statements_at(found, "pays-bas", place)]
    return [words(block) for block in blocks]


def words(block: Block) -> str:
    assert isinstance(block, FundingStatement | Paragraph)
    return plain(block.wording if isinstance(block, FundingStatement) else block.content)


def lacks(found: Brief) -> list[str]:
    return [problem.code.removeprefix("obligation.") for problem in missing(found, "pays-bas")]


BOTH = f"funded: {{fr: Payé par nous}}, co_funded: {{fr: Payé avec nous}}, {CONFIRMED}"


def test_who_pays_alone_is_owed_its_sentence_for_a_sole_donor(tmp_path: Path) -> None:
    found = brief(tmp_path, register(BOTH))

    assert is_sole(found, "pays-bas")
    assert printed(found) == ["Payé par nous"]
    assert lacks(found) == []


@pytest.mark.parametrize("by", ["project", "other project", "direct"])
def test_who_pays_with_others_is_owed_its_sentence_for_shared_funding(by: str, tmp_path: Path) -> None:
    other = PROJECT.replace("pays-bas", "fonds-bleu").replace("COSO", "BLEU")
    event = {
        "project": EVENT,
        "other project": EVENT.replace("[cohesion]", "[cohesion, bleu]"),
        "direct": f"{EVENT}funding:\n  - organisation: fonds-bleu\n",
    }[by]
    found = brief(
        tmp_path,
        register(BOTH),
        project(shared=by == "project"),
        events={"2022-02-15-atelier-de-rabat": event},
        files={"records/projects/bleu.yaml": other},
    )

    assert printed(found) == ["Payé avec nous"]
    assert lacks(found) == []


def test_a_donor_of_the_background_shares_nothing(tmp_path: Path) -> None:
    event = f"{EVENT}funding:\n  - {{organisation: fonds-bleu, background: true}}\n"

    found = brief(tmp_path, register(BOTH), events={"2022-02-15-atelier-de-rabat": event})

    assert printed(found) == ["Payé par nous"]


def test_without_activity_the_statement_is_that_of_the_projects_that_stand_there(tmp_path: Path) -> None:
    found = brief(tmp_path, register("funded: Du registre"), project(BOTH, shared=True), events={})

    assert printed(found) == ["Payé avec nous"]


def test_the_statement_of_the_project_goes_before_that_of_the_register(tmp_path: Path) -> None:
    found = brief(tmp_path, register("funded: Du registre"), project(f"funded: Du projet, {CONFIRMED}"))

    assert printed(found) == ["Du projet"]
    assert lacks(found) == []


def test_a_project_without_its_own_and_direct_funding_take_that_of_the_register(tmp_path: Path) -> None:
    event = f"{EVENT}funding:\n  - organisation: pays-bas\n"

    found = brief(
        tmp_path,
        register("funded: Du registre"),
        project("funded: Du projet"),
        events={"2022-02-15-atelier-de-rabat": event},
    )

    assert printed(found) == ["Du projet", "Du registre"]


def test_an_expired_statement_of_a_project_is_not_covered_by_the_register(tmp_path: Path) -> None:
    found = brief(tmp_path, register(BOTH), project(f"funded: Ancien, until: 2021-12-31, {CONFIRMED}"))

    assert lacks(found) == ["expired"]


def test_one_sentence_recorded_twice_is_printed_once(tmp_path: Path) -> None:
    twice = register("funded: Le même, disclaimer: Avis", "funded: Le même, disclaimer: Avis")

    assert printed(brief(tmp_path, twice)) == ["Le même", "Avis"]


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        (None, "none"),
        (f"funded: Oui, until: 2022-04-14, {CONFIRMED}", "expired"),
        (f"funded: Oui, since: 2022-04-16, {CONFIRMED}", "not_yet"),
        ("funded: Oui", "unconfirmed"),
        ("none_required: true", "unconfirmed"),
        (f"co_funded: Ensemble, {CONFIRMED}", "no_funded"),
        (f"funded: {{en: Paid}}, {CONFIRMED}", "wording"),
        (f"funded: {{fr: Payé}}, disclaimer: {{en: Views}}, {CONFIRMED}", "disclaimer"),
    ],
)
def test_each_lack_has_its_own_name(statement: str | None, code: str, tmp_path: Path) -> None:
    found = brief(tmp_path, register(statement) if statement else ORGANISATIONS + SECOND)

    assert lacks(found) == [code]


def test_a_missing_sentence_for_shared_funding_is_named(tmp_path: Path) -> None:
    found = brief(tmp_path, register(f"funded: Payé par nous, {CONFIRMED}"), project(shared=True))

    assert lacks(found) == ["no_co_funded"]
    assert "Payé par nous" not in printed(found)


@pytest.mark.parametrize("day", ["2022-04-15", "2022-04-14"])
def test_the_statement_that_holds_on_the_day_of_the_document_is_chosen(day: str, tmp_path: Path) -> None:
    dated = register(
        f"funded: Avant, until: 2022-04-14, {CONFIRMED}", f"funded: Depuis, since: 2022-04-15, {CONFIRMED}"
    )

    found = brief(tmp_path, dated, as_of=date.fromisoformat(day))

    assert printed(found) == ["Avant" if day == "2022-04-14" else "Depuis"]
    assert lacks(found) == []


def test_a_plain_text_of_a_project_is_in_the_language_of_its_file(tmp_path: Path) -> None:
    own = "language: en\n" + project(f"funded: Paid by us, {CONFIRMED}")

    assert printed(brief(tmp_path, register(BOTH), own, language="en")) == ["Paid by us"]
    assert lacks(brief(tmp_path, register(BOTH), own, language="fr")) == ["wording"]


def test_what_needs_nothing_prints_nothing(tmp_path: Path) -> None:
    found = brief(tmp_path, register(f"none_required: true, {CONFIRMED}"))

    assert printed(found) == []
    assert lacks(found) == []


def test_a_draft_without_any_statement_asks_for_it(tmp_path: Path) -> None:
    (block,) = statements_at(brief(tmp_path, ORGANISATIONS + SECOND), "pays-bas", ObligationPlace.FOOT)

    assert isinstance(block, Paragraph)
    assert block.role is Role.PROMPT


def test_no_letter_of_a_wording_is_changed(tmp_path: Path) -> None:
    exact = 'L\'avis "tel quel" : 50% ; 1er ... 10 000 EUR !'
    nothing_set = f"funded: 'Payé par \"nous\" : oui !', disclaimer: {exact!r}, {CONFIRMED}".replace(
        repr(exact), "'" + exact.replace("'", "''") + "'"
    )

    found = brief(tmp_path, register(nothing_set))

    assert printed(found) == ['Payé par "nous" : oui !', exact]


def test_the_lines_of_a_file_are_joined_and_its_paragraphs_kept(tmp_path: Path) -> None:
    text = ORGANISATIONS.replace(
        "  donor: true\n",
        "  donor: true\n  statements:\n    - disclaimer: |\n        Une ligne,\n        sa suite.\n\n"
        "        Un second paragraphe.\n",
    )

    assert printed(brief(tmp_path, text + SECOND)) == ["Une ligne, sa suite.", "Un second paragraphe."]
