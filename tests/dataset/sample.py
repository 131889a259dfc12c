"""Small Records built by hand: in come the fields of events as people write them, out come Records and Summaries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from generator.dataset.select import Selection, select
from generator.dataset.summarise import summarise
from generator.dataset.summary import People, Summary
from generator.dataset.tabulate import tabulate
from generator.period import Period
from generator.records.event import Event, Measure, Mode
from generator.records.records import FileRead, Records
from generator.records.registers import Indicator, Organisation, Project, Publisher, Themes

AS_OF = date(2023, 6, 30)

DONORS = ("denmark", "netherlands", "us-prm")
PROJECTS = {"reintegration": ("denmark",), "youth": ("us-prm",), "compass": ("netherlands", "denmark")}

TRAINING: dict[str, Any] = {
    "title": {"fr": "Formation des associations", "en": "Training of associations"},
    "type": "training",
    "themes": ["protection"],
    "projects": ["compass", "youth"],
    "sessions": [
        {"id": "rabat", "date": "2022-02-15/2022-02-17", "place": {"city": "Rabat"}},
        {"id": "casablanca", "date": "2022-03-22/2022-03-24", "place": {"city": "Casablanca"}},
        {"id": "marrakech", "date": "2022-03-29/2022-03-31", "place": {"city": "Marrakech"}},
    ],
    "attendance": [
        {"measure": "attendees", "count": "70", "women": "35", "men": "35", "noun": "participant-e-s"}
    ],
}
DATA_WORKSHOP: dict[str, Any] = {
    "title": "Atelier sur les données migratoires",
    "type": "workshop",
    "themes": ["governance"],
    "date": "2022-03-28",
    "frameworks": [{"framework": "gcm", "goal": "1"}],
}
RETURN_WORKSHOP: dict[str, Any] = {
    "title": "Atelier régional sur la réintégration",
    "type": "workshop",
    "themes": ["protection"],
    "attendance": [{"measure": "attendees", "count": {"about": "30", "words": "près de 30"}}],
    "countries": {"codes": ["SN", "GM"], "exhaustive": "true"},
    "funding": [{"organisation": "netherlands", "background": "true"}],
}


def organisation(name: str, **fields: Any) -> Organisation:
    return Organisation.model_validate({"names": [{"name": name}], "standing": "embassy", **fields})


def project(donors: tuple[str, ...], **fields: Any) -> Project:
    given = [{"organisation": donor} for donor in donors]
    return Project.model_validate({"title": "Un projet", "donors": given, **fields})


def records(
    events: Mapping[str, Mapping[str, Any]],
    *,
    projects: Mapping[str, Project] | None = None,
    complete_periods: tuple[str, ...] = (),
    indicators: Mapping[str, Mapping[str, Any]] | None = None,
) -> Records:
    """Return Records holding `events`, three donors, three projects, two themes and one framework."""
    return Records(
        events={id: Event.model_validate(dict(fields)) for id, fields in events.items()},
        organisations={name: organisation(name.title(), donor="true") for name in DONORS},
        projects=projects or {id: project(donors) for id, donors in PROJECTS.items()},
        themes=Themes.model_validate(
            {
                "themes": [
                    {
                        "id": "protection",
                        "labels": [{"label": {"fr": "Protection", "en": "Protection"}}],
                        "order": "2",
                    },
                    {"id": "governance", "labels": [{"label": {"fr": "Gouvernance"}}], "order": "1"},
                ],
                "frameworks": [{"id": "gcm", "name": "Pacte mondial", "goals_total": "23"}],
            }
        ),
        publisher=Publisher.model_validate(
            {
                "organisation": "oim-maroc",
                "short_name": "OIM Maroc",
                "time_zone": "Africa/Casablanca",
                "about": [{"since": "2000-01-01", "text": "L'OIM."}],
                "complete_periods": list(complete_periods),
            }
        ),
        indicators={id: Indicator.model_validate(dict(fields)) for id, fields in (indicators or {}).items()},
        files={f"event/{id}": FileRead(f"records/events/2022/{id}.yaml") for id in events},
    )


def selection(made: Records, period: str, audience: str = "internal", as_of: date = AS_OF) -> Selection:
    return select(tabulate(made), Period.parse(period), audience, as_of)


def summary(made: Records, period: str, audience: str = "internal", as_of: date = AS_OF) -> Summary:
    return summarise(selection(made, period, audience, as_of))


def attendees(
    found: Summary, mode: Mode = Mode.IN_PERSON, measure: Measure = Measure.ATTENDEES
) -> People | None:
    return next((p for p in found.people if (p.measure, p.mode) == (measure, mode)), None)
