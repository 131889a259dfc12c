"""A donor's report is the same whether the records of others exist or not (hostile-input.md, P08)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.config.templates import load_kind
from generator.records.event import Event
from generator.records.fields import Channel
from generator.records.loader import load
from generator.records.records import Records
from generator.records.view import seen_by
from generator.report.compose import compose
from generator.report.model import Report
from tests.report.briefs import ROOT, brief_of
from tests.synthetic import DONORS, as_of, write_workspace

KINDS = ("donor-summary", "activity-report")


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Records:
    return load(write_workspace(tmp_path_factory.mktemp("all"), 120, seed=5))


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
    return replace(records, events=events, projects=projects, editions={})


def _report(records: Records, donor: str, kind: str) -> Report:
    brief = brief_of(
        "2024-Q1",
        records=records,
        as_of=as_of(),
        audience=f"donor:{donor}",
        kind=load_kind(ROOT / "templates", kind),
        channel=Channel.DONOR,
    )
    return compose(brief)


@pytest.mark.parametrize(
    ("donor", "kind"), [*((donor, KINDS[0]) for donor in DONORS), (next(iter(DONORS)), KINDS[1])]
)
def test_a_donors_report_does_not_change_with_the_records_of_others(
    everything: Records, donor: str, kind: str
) -> None:
    alone = _alone(everything, donor)

    assert 0 < len(alone.events) < len(everything.events)
    assert _report(seen_by(everything, donor), donor, kind) == _report(seen_by(alone, donor), donor, kind)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20, 40))
def test_no_donors_report_changes_with_the_records_of_others_whatever_they_are(
    tmp_path: Path, seed: int
) -> None:
    records = load(write_workspace(tmp_path, 120, seed=seed))

    for donor in DONORS:
        for kind in KINDS:
            alone = _report(seen_by(_alone(records, donor), donor), donor, kind)
            assert _report(seen_by(records, donor), donor, kind) == alone, (donor, kind)


def test_the_choice_of_events_keeps_out_what_others_do_also_without_the_view(everything: Records) -> None:
    donor = next(iter(DONORS))
    whole, alone = (_report(records, donor, KINDS[1]) for records in (everything, _alone(everything, donor)))

    assert whole == alone
