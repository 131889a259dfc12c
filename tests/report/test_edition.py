"""What an edition's file asks for is printed or told; what an audience may not know of is never named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from generator.records.event import Event
from generator.records.records import Records
from generator.records.registers import EditionTexts, Indicator, Organisation, Project, Publisher
from generator.records.verbatim import normalise
from generator.report.blocks import NoteList
from generator.report.compose import compose, texts
from generator.report.model import Report
from tests.report.briefs import brief_of, real_records, with_events

ID = "2024-01-10-atelier"


def _event(**fields: Any) -> Event:
    return Event.model_validate({"title": "Atelier", "type": "workshop", "date": "2024-01-10", **fields})


def _report(
    records: Records, period: str = "2024-Q1", as_of: date = date(2024, 4, 15), **wishes: Any
) -> Report:
    return compose(brief_of(period, records=records, as_of=as_of, **wishes))


def _text(value: object) -> str:
    return normalise(" ".join(texts(value)))


def _body(name: str, acronym: str = "", **more: Any) -> Organisation:
    given = {"name": name, **({"acronym": acronym} if acronym else {})}
    return Organisation.model_validate({"names": [given], "standing": "civil_society", **more})


def _with(records: Records, bodies: dict[str, Organisation], projects: dict[str, Project]) -> Records:
    organisations = {**records.organisations, **bodies}
    return replace(records, organisations=organisations, projects={**records.projects, **projects})


SECRET = Project.model_validate(
    {
        "title": "Projet très discret",
        "acronym": "PTD",
        "restricted": "true",
        "donors": [{"organisation": "don-x"}],
    }
)
OPEN = Project.model_validate(
    {"title": "Projet ouvert", "acronym": "POUV", "donors": [{"organisation": "don-y"}]}
)


def _restricted() -> Records:
    event = _event(
        projects=["secret-project", "open-project"],
        summary="Le PTD et le POUV en parlent.",
        organisations=[
            {"organisation": "ally", "role": "implementing_partner", "project": "secret-project"},
            {"organisation": "friend", "role": "partner", "project": "open-project"},
        ],
    )
    bodies = {
        "don-x": _body("Donateur caché", donor="true"),
        "don-y": _body("Donateur ouvert", donor="true"),
        "ally": _body("Allié caché"),
        "friend": _body("Ami ouvert"),
    }
    projects = {"secret-project": SECRET, "open-project": OPEN}
    return _with(with_events({ID: event}), bodies, projects)


@pytest.mark.parametrize("audience", ["public", "donor:don-y"])
def test_a_restricted_project_its_donor_and_its_partner_are_named_nowhere(audience: str) -> None:
    text = _text(_report(_restricted(), audience=audience))

    for hidden in ("Projet très discret", "Donateur caché", "Allié caché"):
        assert hidden not in text
    for shown in ("Projet ouvert", "Donateur ouvert", "Ami ouvert"):
        assert shown in text


@pytest.mark.parametrize("audience", ["internal", "donor:don-x"])
def test_those_who_know_of_a_restricted_project_read_of_it(audience: str) -> None:
    text = _text(_report(_restricted(), audience=audience))

    for shown in ("Projet très discret", "Donateur caché", "Allié caché"):
        assert shown in text


def test_the_acronym_of_a_project_of_other_events_is_not_expanded_for_a_donor() -> None:
    records = _restricted()
    event = _event(projects=["open-project"], summary="Le AUT en parle.")
    other = Project.model_validate({**_dump(OPEN), "title": "Autre projet", "acronym": "AUT"})
    records = _with(replace(records, events={ID: event}), {}, {"other-project": other})

    assert "Autre projet" in _text(_report(records).section("acronyms"))
    assert "Autre projet" not in _text(_report(records, audience="donor:don-y"))


def _dump(project: Project) -> dict[str, Any]:
    return {"title": "x", "donors": [{"organisation": project.donors[0].organisation}]}


def test_an_acronym_that_two_bodies_share_stands_for_that_of_the_period() -> None:
    bodies = {"one-body": _body("Comité régional", "CRX"), "two-body": _body("Centre de recherche", "CRX")}
    near = _event(organisations=[{"organisation": "one-body", "role": "participant"}])
    far = _event(summary="Le CRX a parlé.")

    assert "CRX Comité régional" in _text(
        _report(_with(with_events({ID: near}), bodies, {})).section("acronyms")
    )
    both = _text(_report(_with(with_events({ID: far}), bodies, {})).section("acronyms"))
    assert "CRX Comité régional; Centre de recherche" in both


def test_an_announced_event_is_to_come_though_it_lies_after_the_period() -> None:
    forum = _event(title="Forum", status="announced", date="2024-05-20", place={"city": "Fès"})
    series = _event(
        title="Cycle",
        date=None,
        sessions=[
            {"id": "s-1", "date": "2024-03-02"},
            {"id": "s-2", "date": "2024-06-02", "status": "announced"},
        ],
    )
    cancelled = _event(title="Annulé", status="cancelled", date="2024-05-21")
    far = _event(title="Lointain", status="announced", date="2026-05-20")
    events = {ID: _event(), "2024-05-20-forum": forum, "2024-03-02-cycle": series}
    events |= {"2024-05-21-rien": cancelled, "2026-05-20-loin": far}

    text = _text(_report(with_events(events)).section("upcoming"))

    assert text == "À venir 20 mai 2024 Forum , Fès 2 juin 2024 Cycle".replace(" ,", ",")
    assert _report(with_events(events), as_of=date(2024, 7, 1)).section("upcoming") is None


def test_an_embargoed_announcement_is_not_to_come_yet() -> None:
    secret = _event(title="Forum", status="announced", date="2024-05-20", publish_after="2024-05-01")

    assert _report(with_events({ID: _event(), "2024-05-20-forum": secret})).section("upcoming") is None


def test_a_text_for_a_section_is_printed_there_and_one_for_a_section_that_is_not_there_is_told() -> None:
    edition = EditionTexts.model_validate(
        {"sections": {"thanks": "Un grand merci.", "no-such": "Perdu.", "gouvernance": "Perdu aussi."}}
    )
    event = _event(organisations=[{"organisation": "hcp", "role": "partner"}])
    report = _report(with_events({ID: event}), edition=edition)
    review = _text(report.section("review"))

    assert "Un grand merci." in _text(report.section("thanks"))
    assert "le document n'a pas de section no-such;" in review
    assert "le document n'a pas de section gouvernance;" in review
    assert "section thanks" not in review


def test_every_text_without_the_documents_language_is_to_be_translated() -> None:
    event = _event(
        duration="deux jours",
        outcomes=[{"kind": "outcome", "text": "Un accord."}],
        place={"city": "Rabat"},
        notes="Rien.",
    )
    edition = EditionTexts.model_validate({"foreword": {"text": "Bonjour."}})
    review = _report(with_events({ID: event}), language="en", edition=edition).section("review")
    assert review is not None
    (notes, *_) = (block for block in review.blocks if isinstance(block, NoteList))
    told = {note.record: " ".join(note.points) for note in notes.items}

    assert "in another language than “en”: title, duration, outcomes[1].text;" in told[f"event/{ID}"]
    assert "foreword.text" in told["edition/activity-report/2024-Q1"]
    assert "place" not in told[f"event/{ID}"]


def test_an_event_left_out_that_is_not_counted_here_is_not_called_counted() -> None:
    listed = _event(date="2024-03-30/2024-04-02")
    edition = EditionTexts.model_validate({"leave_out": [{"event": ID, "reason": "x"}]})
    report = _report(with_events({ID: listed, "2024-01-11-autre": _event()}), edition=edition)

    assert "n'est pas racontée" not in _text(report.section("about-figures"))


def test_an_indicator_comes_with_its_definition_its_source_and_where_it_started() -> None:
    found = {
        "label": "Retours",
        "definition": "Personnes accompagnées.",
        "unit": "personnes",
        "accumulation": "per_period",
        "baseline": "10",
        "values": [{"period": "2024-Q1", "count": "25", "source": "Rapport de mars"}],
    }
    records = replace(with_events({ID: _event()}), indicators={"retours": Indicator.model_validate(found)})

    text = _text(_report(records).section("glance"))

    assert "Retours: Personnes accompagnées. Source: Rapport de mars. Valeur de départ: 10." in text


def test_periods_declared_complete_in_two_ways_are_no_obstacle() -> None:
    publisher = real_records().publisher.model_dump(mode="json", exclude_none=True)
    publisher["complete_periods"] = ["2023-Q4", "2023-10..2023-12"]
    records = replace(with_events({ID: _event()}), publisher=Publisher.model_validate(publisher))

    assert "Pour mémoire, octobre–décembre 2023: 0 activité" in _text(_report(records).section("glance"))
