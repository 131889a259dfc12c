"""A donor's statements: a wording or "none required", dated, an emblem never alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.errors import Refusal
from generator.records.loader import load
from tests.workspaces import ORGANISATIONS, minimal_workspace


def _workspace(folder: Path, statement: str) -> Path:
    register = ORGANISATIONS.replace("  donor: true\n", f"  donor: true\n  statements:\n{statement}")
    assert register != ORGANISATIONS
    return minimal_workspace(folder, files={"records/organisations.yaml": register})


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("    - {source: Accord}\n", "records.statement_or_none"),
        ("    - {funded: Financé par nous, none_required: true}\n", "records.statement_or_none"),
        ("    - {disclaimer: Avis, emblem: e.png}\n", "records.emblem_alone"),
        ("    - {funded: Oui, since: 2022-02-01, until: 2022-01-01}\n", "records.until_before_since"),
        ("    - {funded: Oui, place: middle}\n", "records.choice"),
    ],
)
def test_a_statement_that_contradicts_itself_is_refused_in_place(
    tmp_path: Path, statement: str, code: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        load(_workspace(tmp_path, statement))

    assert code in {found.code for found in refusal.value.problems}


def test_an_emblem_that_is_not_there_is_named_in_place(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refusal:
        load(_workspace(tmp_path, "    - {funded: Oui, emblem: embleme.png}\n"))

    (found,) = refusal.value.problems
    assert (found.code, found.field) == ("records.logo_missing", "pays-bas.statements[1].emblem")


def test_a_statement_holds_between_its_days(tmp_path: Path) -> None:
    records = load(_workspace(tmp_path, "    - {funded: Oui, since: 2022-01-01, until: 2022-06-30}\n"))
    (statement,) = records.organisations["pays-bas"].statements

    days = (date(2021, 12, 31), date(2022, 1, 1), date(2022, 6, 30), date(2022, 7, 1))
    assert [statement.holds(day) for day in days] == [False, True, True, False]
    assert statement.confirmed is None
