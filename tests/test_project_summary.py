"""The summary of one project: what that project alone paid for, in a folder and with texts of its own."""

from __future__ import annotations

from pathlib import Path

from generator.records.loader import load
from generator.records.view import seen_by
from tests.cli.processes import bilan
from tests.reading import docx_text
from tests.workspaces import ORGANISATIONS, PROJECT, minimal_workspace

OTHER = "title: Second projet\nacronym: DEUX\ndonors: [{organisation: pays-bas, reference: NL-002}]\n"
SHARED = "title: Projet commun\ndonors: [{organisation: pays-bas}, {organisation: suede}]\n"
SWEDEN = "suede:\n  names: [{name: Royaume de Suède}]\n  standing: government\n  donor: true\n"


def _event(title: str, *lines: str) -> str:
    return "\n".join((f"title: {title}", "type: workshop", "date: 2022-02-15", "state: approved", *lines, ""))


def _workspace(folder: Path) -> Path:
    return minimal_workspace(
        folder,
        {
            "2022-02-15-un": _event("Atelier un", "projects: [cohesion]"),
            "2022-02-15-deux": _event("Atelier deux", "projects: [second]"),
            "2022-02-15-trois": _event("Atelier trois", "projects: [cohesion, second]"),
            "2022-02-15-quatre": _event("Atelier quatre", "funding: [{organisation: pays-bas}]"),
        },
        files={
            "records/organisations.yaml": ORGANISATIONS + SWEDEN,
            "records/projects/cohesion.yaml": PROJECT,
            "records/projects/second.yaml": OTHER,
            "records/projects/commun.yaml": SHARED,
            "records/editions/donor-summary/2022-Q1--pays-bas--second.yaml": "takeaways: [Un point du projet.]\n",
        },
    )


def test_a_project_s_view_holds_its_own_events_and_no_direct_funding(tmp_path: Path) -> None:
    view = seen_by(load(_workspace(tmp_path)), "pays-bas", "second")

    assert set(view.events) == {"2022-02-15-deux", "2022-02-15-trois"}
    assert set(view.projects) == {"second"}
    assert set(view.editions) == {"donor-summary/2022-Q1--pays-bas--second"}
    assert not view.cofunders


def test_a_project_s_summary_stands_in_a_folder_of_its_own_with_its_own_texts(tmp_path: Path) -> None:
    ended = bilan("build", "2022-Q1", "--project", "second", "--format", "docx", folder=_workspace(tmp_path))

    assert ended.code == 0, ended.err
    folder = tmp_path / "reports/2022-Q1/donor-summary/donor-pays-bas--second/draft-1"
    text = docx_text((folder / "donor-summary-2022-Q1-second-fr.docx").read_bytes())
    assert "Un point du projet" in text and "Atelier deux" in text and "NL-002" in text
    assert "Atelier un" not in text and "Atelier quatre" not in text and "NL-001" not in text


def test_a_project_of_several_donors_or_of_another_one_asks_for_its_donor(tmp_path: Path) -> None:
    folder = _workspace(tmp_path)
    several = bilan("build", "2022-Q1", "--project", "commun", folder=folder)
    another = bilan("build", "2022-Q1", "--project", "second", "--donor", "suede", folder=folder)
    misspelt = bilan("build", "2022-Q1", "--project", "secnod", folder=folder)

    assert several.code == another.code == misspelt.code == 2
    assert "add --donor" in several.err and "no project of this donor" in another.err
    assert "second" in misspelt.err


def test_a_project_s_texts_that_name_no_project_are_refused(tmp_path: Path) -> None:
    workspace = minimal_workspace(
        tmp_path, files={"records/editions/donor-summary/2022-Q1--pays-bas--cohesio.yaml": "number: A\n"}
    )
    ended = bilan("check", folder=workspace)

    assert ended.code == 2 and "cohesion" in ended.out + ended.err
