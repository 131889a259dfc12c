"""A donor's report is the same whether the records of others exist or not (hostile-input.md, P08)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.records.event import Event
from generator.records.fields import Channel
from generator.records.loader import load
from generator.records.records import Records
from generator.report.compose import compose
from generator.report.model import Report
from tests.report.briefs import brief_of
from tests.synthetic import DONORS, as_of, write_workspace


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Records:
    return load(write_workspace(tmp_path_factory.mktemp("all"), 60, seed=5))


def _projects(event: Event) -> set[str]:
    return {*event.projects, *(project for session in event.sessions for project in session.projects)}


def _alone(records: Records, donor: str) -> Records:
    """Return the records without the events and projects that `donor` has no part in."""

    def pays(project: str) -> bool:
        return any(given.organisation == donor for given in records.projects[project].donors)

    events = {
        id: event
        for id, event in records.events.items()
        if any(pays(project) for project in _projects(event))
        or any(funding.organisation == donor and not funding.background for funding in event.funding)
    }
    known = {project for event in events.values() for project in _projects(event)}
    projects = {id: found for id, found in records.projects.items() if id in known or pays(id)}
    return replace(records, events=events, projects=projects)


def _report(records: Records, donor: str) -> Report:
    audience = f"donor:{donor}"
    return compose(
        brief_of("2024-Q1", records=records, as_of=as_of(), audience=audience, channel=Channel.DONOR)
    )


@pytest.mark.parametrize("donor", DONORS)
def test_a_donors_report_does_not_change_with_the_records_of_others(everything: Records, donor: str) -> None:
    alone = _alone(everything, donor)

    assert 0 < len(alone.events) < len(everything.events)
    assert _report(everything, donor) == _report(alone, donor)
    assert _report(everything, donor) != compose(
        brief_of("2024-Q1", records=everything, as_of=as_of(), audience="public", channel=Channel.DONOR)
    )
