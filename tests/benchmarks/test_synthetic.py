"""Synthetic workspaces are valid, in every shape, and the same each time."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.dataset.select import select
from generator.dataset.tabulate import tabulate
from generator.period import Period
from generator.records.event import EventType, Occurrence
from generator.records.fields import Qualifier
from generator.records.loader import load
from generator.records.records import Records
from tests.synthetic import as_of, write_workspace


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Records:
    return load(write_workspace(tmp_path_factory.mktemp("synthetic"), 60))


def test_every_record_is_valid_and_raises_no_warning(records: Records) -> None:
    assert len(records.events) == 60
    assert records.warnings == ()


def test_every_type_and_every_qualifier_is_there(records: Records) -> None:
    events = records.events.values()
    assert {event.type for event in events} == set(EventType)
    assert {figure.count.qualifier for event in events for figure in event.attendance} == set(Qualifier)
    assert {event.status for event in events} == set(Occurrence)


def test_a_quarter_holds_undated_announced_cancelled_and_embargoed_events(records: Records) -> None:
    chosen = select(tabulate(records), Period.parse("2024-Q1"), "public", as_of(), {})
    assert chosen.undated and chosen.cancelled
    assert "embargo" in dict(chosen.excluded).values()
    assert any(event.status is Occurrence.ANNOUNCED for event in records.events.values())
    assert len(chosen.held) > 40
    assert any(len(found.parts) > 1 for found in chosen.events)


def test_an_event_record_takes_about_two_kilobytes(records: Records, tmp_path: Path) -> None:
    files = list((write_workspace(tmp_path, 60) / "records" / "events").rglob("*.yaml"))
    assert 1700 < sum(file.stat().st_size for file in files) / len(files) < 2300


def test_the_same_seed_writes_the_same_bytes_and_another_one_others(tmp_path: Path) -> None:
    def content(name: str, seed: int) -> dict[str, bytes]:
        folder = write_workspace(tmp_path / name, 12, seed=seed)
        return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*.yaml")}

    assert content("one", 7) == content("two", 7)
    assert content("one", 7) != content("three", 8)


def test_another_quarter_takes_the_events_with_it(tmp_path: Path) -> None:
    written = load(write_workspace(tmp_path, 12, quarter="2023-Q3"))
    assert "activity-report/2023-Q3" in written.editions
    chosen = select(tabulate(written), Period.parse("2023-Q3"), "public", as_of("2023-Q3"), {})
    assert len(chosen.held) >= 8


def test_an_editor_s_choices_name_events_and_quotes_that_are_there(tmp_path: Path) -> None:
    edition = load(write_workspace(tmp_path, 40, chosen=True)).editions["activity-report/2024-Q1"]
    assert len(edition.feature) == len(edition.key_quotes) == 3
