"""What one donor may see: its own, and of the others their public names, whatever else the records hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from generator.records.loader import load
from generator.records.records import Records
from generator.records.view import seen_by
from tests.report.briefs import real_records
from tests.synthetic import DONORS, write_workspace


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Records:
    return load(write_workspace(tmp_path_factory.mktemp("all"), 120, seed=7))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        yield from _texts(value.model_dump(mode="json"))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from (str(key), *_texts(item))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)


def _all_texts(records: Records) -> set[str]:
    parts = (records.events, records.organisations, records.projects, records.indicators, records.editions)
    return {text for part in parts for text in _texts(dict(part))}


@pytest.mark.parametrize("donor", DONORS)
def test_a_view_names_no_project_of_another_donor(everything: Records, donor: str) -> None:
    view = seen_by(everything, donor)
    mine = {id for id, p in everything.projects.items() if donor in {d.organisation for d in p.donors}}
    texts = _all_texts(view)

    assert set(view.projects) == mine and view.events
    for id, project in everything.projects.items():
        if id not in mine:
            assert id not in texts
            assert not set(project.title.root.values()) & texts


@pytest.mark.parametrize("donor", DONORS)
def test_a_view_is_the_same_without_the_restricted_records_of_others(everything: Records, donor: str) -> None:
    restricted = {
        id for id, project in everything.projects.items() if id not in seen_by(everything, donor).projects
    }
    secret = {
        id: project.model_copy(update={"restricted": True}) if id in restricted else project
        for id, project in everything.projects.items()
    }
    whole = replace(everything, projects=secret)
    gone = {
        id: event
        for id, event in whole.events.items()
        if not {*event.projects, *(p for s in event.sessions for p in s.projects)}
        or {*event.projects, *(p for s in event.sessions for p in s.projects)} - restricted
    }
    bare = replace(whole, events=gone)

    assert seen_by(whole, donor) == seen_by(bare, donor)
    assert not seen_by(whole, donor).cofunders.keys() - seen_by(everything, donor).cofunders.keys()


def test_the_trainings_are_seen_by_each_of_their_three_donors_with_the_others_named_only() -> None:
    event = "2022-02-15-formations-traite-protection"
    view = seen_by(real_records(), "gouvernement-pays-bas")

    assert set(view.events) == {event}
    assert view.events[event].projects == ("compass",)
    assert view.cofunders == {event: ("ministere-affaires-etrangeres-danemark", "prm")}
    # partners of the other project are partners of that project alone; here they spoke
    roles = {
        body.role.value
        for body in view.events[event].organisations
        if body.organisation == "commission-nationale-traite"
    }
    assert roles == {"speaker"}
    assert "programme-regional-africain-migrations" not in _all_texts(view)
    assert view.events[event].notes is None


def test_a_session_of_a_restricted_project_of_another_donor_is_not_there(tmp_path: Path) -> None:
    from tests.workspaces import ORGANISATIONS, PROJECT, minimal_workspace

    other = ORGANISATIONS + "autre:\n  names: [{name: Autre bailleur}]\n  standing: private\n  donor: true\n"
    secret = "title: Projet secret\nrestricted: true\ndonors: [{organisation: autre, reference: X-9}]\n"
    event = (
        "title: Cycle\ntype: training\nprojects: [cohesion]\nsessions:\n"
        "  - {id: une, date: 2022-01-10}\n"
        "  - {id: deux, date: 2022-02-10, projects: [secret]}\n"
        "attendance:\n  - {measure: attendees, count: 30}\n  - {measure: attendees, count: 12, covers: deux}\n"
        "state: approved\n"
    )
    folder = minimal_workspace(
        tmp_path,
        {"2022-01-10-cycle": event},
        files={
            "records/organisations.yaml": other,
            "records/projects/secret.yaml": secret,
            "records/projects/cohesion.yaml": PROJECT,
        },
    )
    view = seen_by(load(folder), "pays-bas")
    (seen,) = view.events.values()

    assert [session.id for session in seen.sessions] == ["une"]
    assert [figure.count.low for figure in seen.attendance] == [30]
    assert not view.cofunders and "autre" not in view.organisations
    theirs = seen_by(load(folder), "autre")
    assert [session.id for event in theirs.events.values() for session in event.sessions] == ["deux"]
