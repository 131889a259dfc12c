from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.processes import bilan
from tests.workspaces import minimal_workspace

AS_OF = ("--as-of", "2022-04-15")


def test_every_figure_of_a_period_stands_with_its_rule_and_its_records(tmp_path: Path) -> None:
    minimal_workspace(tmp_path)
    ended = bilan("explain", "2022-Q1", *AS_OF, folder=tmp_path, language="fr")
    assert ended.code == 0, ended.err
    assert ended.out.startswith("Chiffres de 2022-Q1 (public), au 2022-04-15\n")
    assert "nom : activities\n" in ended.out
    assert "  - Atelier de Rabat\n    records/events/2022/2022-02-15-atelier-de-rabat.yaml\n" in ended.out


def test_one_figure_may_be_asked_for_by_name_or_by_its_number(tmp_path: Path) -> None:
    minimal_workspace(tmp_path)
    named = bilan("explain", "2022-Q1", "activities", *AS_OF, folder=tmp_path)
    assert named.code == 0 and named.out.count("name: ") == 1
    number = bilan("explain", "2022-Q1", "70", *AS_OF, folder=tmp_path)
    assert number.code == 0 and "name: people.attendees.in_person" in number.out


def test_an_unknown_figure_is_met_with_the_nearest(tmp_path: Path) -> None:
    minimal_workspace(tmp_path)
    ended = bilan("explain", "2022-Q1", "activites", *AS_OF, folder=tmp_path)
    assert ended.code == 2 and "“activities”" in ended.err and not ended.out


def test_the_french_name_of_a_figure_leads_to_its_name(tmp_path: Path) -> None:
    minimal_workspace(tmp_path)
    ended = bilan("explain", "2022-Q1", "femmes", *AS_OF, folder=tmp_path, language="fr")
    assert "le plus proche est « women.attendees.in_person »" in ended.err


@pytest.mark.parametrize("given", ["71", "xyz", "Dupont"])
def test_where_no_figure_is_near_the_list_is_offered_and_no_guess(tmp_path: Path, given: str) -> None:
    minimal_workspace(tmp_path)
    ended = bilan("explain", "2022-Q1", given, *AS_OF, folder=tmp_path)
    assert ended.code == 2 and len(ended.err.splitlines()) == 1
    assert "for example activities, people" in ended.err and "“bilan explain 2022-Q1”" in ended.err
    assert "nearest" not in ended.err


@pytest.mark.parametrize(
    ("words", "right"),
    [
        (["70"], "bilan explain 2022-Q1 70"),
        (["activities"], "bilan explain 2022-Q1 activities"),
        (["70", "2022-q2"], "bilan explain 2022-Q2 70"),
        (["people", "2022"], "bilan explain 2022 people"),
    ],
)
def test_a_figure_in_the_place_of_the_period_is_told_so(tmp_path: Path, words: list[str], right: str) -> None:
    ended = bilan("explain", *words, folder=minimal_workspace(tmp_path), language="fr")
    assert ended.code == 2 and ended.err == f"la période vient d’abord, puis le chiffre : {right}\n"


def test_machines_read_the_same_as_json(tmp_path: Path) -> None:
    minimal_workspace(tmp_path)
    ended = bilan("explain", "2022-Q1", "activities", *AS_OF, "--format", "json", folder=tmp_path)
    told = json.loads(ended.out)
    assert (told["format"], told["period"], told["audience"], told["as_of"]) == (
        1,
        "2022-Q1",
        "public",
        "2022-04-15",
    )
    (figure,) = told["figures"]
    assert figure["value"] == "1" and figure["records"][0]["id"] == "2022-02-15-atelier-de-rabat"


def test_a_donor_may_be_the_audience(tmp_path: Path) -> None:
    minimal_workspace(tmp_path)
    ended = bilan("explain", "2022-Q1", "activities", "--audience", "donor:pays-bas", *AS_OF, folder=tmp_path)
    assert ended.code == 0, ended.err
