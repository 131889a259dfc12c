"""What a donor's summary says of those who pay with it: their public names, that the result is the whole one, nothing more."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.config.templates import load_kind
from generator.records.fields import Channel
from generator.records.loader import load
from generator.records.records import Records
from generator.records.registers import EditionTexts
from generator.records.view import seen_by
from generator.report.compose import compose, texts
from generator.report.model import Report
from tests.donor_editions import forbidden
from tests.mission import AS_OF, DONORS, mission, owners, write
from tests.report.briefs import ROOT, brief_of

BEFORE, AFTER = "Activité cofinancée avec", "résultat d’ensemble, non ventilé par bailleur."


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Records:
    return load(write(tmp_path_factory.mktemp("mission"), mission()))


def _told(records: Records, name: str, viewer: str) -> list[str]:
    """Return the texts of `viewer`'s summary of a quarter in which that event alone was held."""
    (found,) = (id for id in records.events if id.endswith(f"-20-{name}"))
    event = records.events[found]
    paying = {*event.projects, *(project for part in event.sessions for project in part.projects)}
    projects = {id: project for id, project in records.projects.items() if id in paying}
    alone = replace(records, events={found: event}, projects=projects, indicators={})
    return list(texts(_summary(alone, viewer)))


def _summary(records: Records, viewer: str) -> Report:
    donor = DONORS[viewer]
    return compose(
        brief_of(
            "2024-Q1",
            records=seen_by(records, donor),
            as_of=date.fromisoformat(AS_OF),
            audience=f"donor:{donor}",
            kind=load_kind(ROOT / "templates", "donor-summary"),
            channel=Channel.DONOR,
        )
    )


@pytest.mark.parametrize(
    ("event", "viewer", "others"),
    [
        ("valdorie-oreline", "alba", {"boro"}),
        ("valdorie-oreline", "boro", {"alba"}),
        ("commun-0", "alba", {"boro"}),  # one project of two donors
        ("direct", "alba", {"cima"}),
        ("direct", "cima", {"alba"}),
        ("a-trois", "alba", {"boro", "cima"}),
        ("a-trois", "cima", {"alba", "boro"}),
        ("cycle", "alba", {"boro"}),  # a session of boro's, and a restricted one of cima's
        ("cycle", "boro", {"alba"}),
        ("cycle", "cima", {"alba", "boro"}),
        ("en-secret", "boro", set()),  # by a restricted project of dune's
        ("en-secret", "dune", {"boro"}),
        ("en-marge-valdorie", "alba", set()),  # dune is named in the background
    ],
)
def test_those_who_pay_too_are_named_in_public_and_nothing_else_of_theirs_is_said(
    records: Records, event: str, viewer: str, others: set[str]
) -> None:
    told = _told(records, event, viewer)
    said = [text for text in told if text.startswith(BEFORE)]

    assert all(text.endswith(AFTER) for text in said)
    assert len(said) == bool(others)
    assert {owner for text in said for owner, _ in owners(text)} == others
    found = {mark for text in told for mark in owners(text)}
    assert forbidden(viewer, found) == set()
    assert {owner for owner, _ in found} == {viewer, *others}


def test_a_donor_named_in_the_background_has_no_part_in_the_event(records: Records) -> None:
    (event,) = (id for id in records.events if id.endswith("en-marge-valdorie"))

    assert event not in seen_by(records, DONORS["dune"]).events


def test_the_partner_bound_to_another_project_is_no_partner_here(records: Records) -> None:
    found = {mark for text in _told(records, "valdorie-oreline", "alba") for mark in owners(text)}

    assert {owner for owner, tag in found if tag == "partner"} == {"alba"}


@pytest.mark.parametrize(("viewer", "counted"), [("alba", {"3"}), ("boro", set()), ("cima", set())])
def test_sessions_are_counted_as_the_donor_sees_them(
    records: Records, viewer: str, counted: set[str]
) -> None:
    told = " ".join(_told(records, "cycle", viewer))

    assert {*re.findall(r"(\d+)\s(?:autres )?sessions", told)} == counted
    assert "Session 4" not in told


@pytest.mark.parametrize("viewer", DONORS)
def test_the_team_is_asked_to_date_the_donors_own_events_alone(records: Records, viewer: str) -> None:
    (review,) = (section for section in _summary(records, viewer).sections if section.code == "review")
    place = [*DONORS].index(viewer)

    named = re.findall(r"(?:sans-date|a-dater)-\d", " ".join(texts(review)))
    assert {*named} == {f"sans-date-{place}", f"a-dater-{place}"}


def test_the_texts_of_another_donors_edition_are_not_seen_where_one_id_ends_like_the_other(
    records: Records, tmp_path: Path
) -> None:
    name = f"donor-summary/2024-Q1--sud--{DONORS['alba']}"
    more = replace(records, editions={**records.editions, name: EditionTexts()})

    assert name not in seen_by(more, DONORS["alba"]).editions
    assert seen_by(more, DONORS["alba"]) == seen_by(records, DONORS["alba"])
