"""A press contact is printed where the person agreed, and nowhere else (row P10, domain 2.17)."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.records.loader import load
from generator.records.registers import EditionTexts
from generator.report.blocks import FactList
from generator.report.compose import compose, texts
from generator.report.words import plain
from tests.report.briefs import brief_of
from tests.workspaces import EVENT, minimal_workspace

CONTACTS = """\
contacts:
  - {name: Ilham Publique, organisation: oim-maroc, place: Rabat, email: presse@example.org, phone: +212 5 37 00 00 00, public: true}
  - {name: Nadia Discrète, email: nadia@example.org, phone: +212 6 00 00 00 00}
"""


def report(folder: Path, contacts: str, audience: str = "public", language: str = "fr") -> object:
    events = {
        "2022-02-15-atelier": EVENT + contacts,
        "2022-02-16-atelier": EVENT.replace("Rabat", "Salé") + contacts,
    }
    records = load(minimal_workspace(folder, events))
    wishes = {"audience": audience, "language": language, "edition": EditionTexts()}
    return compose(brief_of("2022-Q1", records=records, **wishes))  # type: ignore[arg-type]


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_a_contact_who_agreed_is_printed_once_with_body_office_address_and_number(
    tmp_path: Path, audience: str
) -> None:
    made = report(tmp_path, CONTACTS, audience)
    section = made.section("contact")  # type: ignore[attr-defined]
    (listed,) = [block for block in section.blocks if isinstance(block, FactList)]
    (fact,) = listed.facts

    assert (listed.title, fact.label) == ("Contact presse", "Ilham Publique")
    assert plain(fact.content[0]).replace("\u00a0", " ") == (
        "Organisation internationale pour les migrations · Rabat · presse@example.org · +212 5 37 00 00 00"
    )
    assert [run.href for run in fact.content[0] if run.href] == ["mailto:presse@example.org"]


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_a_contact_who_did_not_agree_is_printed_nowhere(tmp_path: Path, audience: str) -> None:
    said = " ".join(texts(report(tmp_path, CONTACTS, audience)))

    assert "Ilham" in said
    assert "Nadia" not in said and "nadia@" not in said and "6 00 00" not in said


def test_without_a_contact_who_agreed_the_section_is_as_it_was(tmp_path: Path) -> None:
    private = "contacts: [{name: Nadia Discrète, public: false}]\n"
    sections = [
        report(tmp_path / name, more).section("contact")  # type: ignore[attr-defined]
        for name, more in (("a", private), ("b", ""))
    ]

    assert sections[0] == sections[1]
