"""Lays records out as tables: in come Records, out comes a Dataset of typed pandas tables, the same for any file order.

The tables are for this package alone; no DataFrame leaves it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from generator.dataset.attendance import Term, terms
from generator.dataset.dating import Standing, closing, first_day, last_day, standing, took_place, yearless
from generator.records.bodies import PARTNER_ROLES
from generator.records.event import Event, Occurrence, Session
from generator.records.records import Records

DAY, TEXT, NUMBER, FLAG = "datetime64[s]", "string", "int64", "bool"

EVENTS = {
    "event": TEXT,
    "type": TEXT,
    "standing": TEXT,
    "withdrawn": FLAG,
    "dated": FLAG,
    "closes_earliest": DAY,
    "closes_latest": DAY,
    "not_before": DAY,
    "not_after": DAY,
    "yearless": TEXT,
}
SESSIONS = {
    "event": TEXT,
    "session": TEXT,
    "status": TEXT,
    "stands": FLAG,
    "ongoing": FLAG,
    "first_earliest": DAY,
    "first_latest": DAY,
    "last_earliest": DAY,
    "last_latest": DAY,
}
ATTENDANCE = {
    "event": TEXT,
    "figure": NUMBER,
    "measure": TEXT,
    "mode": TEXT,
    "part": TEXT,
    "qualifier": TEXT,
    "low": NUMBER,
    "high": NUMBER,
    "distinct": FLAG,
    "earliest": DAY,
    "latest": DAY,
}
LINKS = {"event": TEXT, "kind": TEXT, "key": TEXT, "project": TEXT}


@dataclass(frozen=True, slots=True, eq=False)
class Dataset:
    """The records of a workspace with their tables: one row an event, a session, a term of a sum, a link."""

    records: Records
    events: pd.DataFrame = field(repr=False)
    sessions: pd.DataFrame = field(repr=False)
    attendance: pd.DataFrame = field(repr=False)
    links: pd.DataFrame = field(repr=False)


def tabulate(records: Records) -> Dataset:
    """Return the tables of `records`. AssertionError if a row were lost or doubled: that would be a bug of ours."""
    events = dict(sorted(records.events.items()))
    figures = [term for id, event in events.items() for term in terms(id, event)]
    dataset = Dataset(
        records,
        _table((_event_row(id, event) for id, event in events.items()), EVENTS),
        _table((_session_row(id, e, s) for id, e in events.items() for s in e.parts()), SESSIONS),
        _table((_attendance_row(term) for term in figures), ATTENDANCE),
        _table((row for id, event in events.items() for row in _link_rows(id, event, records)), LINKS),
    )
    _check(dataset, sum(len(event.parts()) for event in events.values()), len(figures))
    return dataset


def _table(rows: Iterable[Mapping[str, object]], columns: Mapping[str, str]) -> pd.DataFrame:
    listed = list(rows)
    return pd.DataFrame(
        {name: pd.Series([row[name] for row in listed], dtype=dtype) for name, dtype in columns.items()},
    )


def _check(dataset: Dataset, sessions: int, figures: int) -> None:
    counts = (len(dataset.events), len(dataset.sessions), len(dataset.attendance))
    assert counts == (len(dataset.records.events), sessions, figures), counts
    assert dataset.events["event"].is_unique
    assert not dataset.links.duplicated(["event", "kind", "key", "project"]).any()


def _event_row(id: str, event: Event) -> dict[str, object]:
    closes, bounds = closing(event), event.dating
    dates = [s.date for s in event.parts() if s.date is not None and _stands(event, s)]
    day = next((found for date in dates if (found := yearless(date))), None)
    return {
        "event": id,
        "type": event.type.value,
        "standing": standing(event).value,
        "withdrawn": event.state.value == "withdrawn",
        "dated": any(date.start or date.end for date in dates),
        "closes_earliest": closes.earliest,
        "closes_latest": closes.latest,
        "not_before": bounds.not_before if bounds else None,
        "not_after": bounds.not_after if bounds else None,
        "yearless": f"{day[0]:02}-{day[1]:02}" if day else None,
    }


def _stands(event: Event, session: Session) -> bool:
    """Return whether the session's dates speak for the event: held ones, or all where nothing was held."""
    if standing(event) in (Standing.HELD, Standing.ONGOING):
        return took_place(event, session)
    return standing(event) is Standing.CANCELLED or (session.status or event.status) is Occurrence.ANNOUNCED


def _session_row(id: str, event: Event, session: Session) -> dict[str, object]:
    first, last = first_day(session.date), last_day(session.date)
    return {
        "event": id,
        "session": session.id,
        "status": (session.status or event.status).value,
        "stands": _stands(event, session),
        "ongoing": bool(session.date and session.date.ongoing),
        "first_earliest": first.earliest,
        "first_latest": first.latest,
        "last_earliest": last.earliest,
        "last_latest": last.latest,
    }


def _attendance_row(term: Term) -> dict[str, object]:
    return {name: getattr(term, name) for name in ATTENDANCE}


def _link_rows(id: str, event: Event, records: Records) -> Iterator[dict[str, object]]:
    projects = [*event.projects, *(p for session in event.parts() for p in session.projects)]
    found: list[tuple[str, str, str | None]] = [("type", event.type.value, None)]
    found += [("theme", theme, None) for theme in event.themes]
    found += [("project", project, project) for project in projects]
    found += [
        ("donor", donor.organisation, project)
        for project in projects
        if project in records.projects
        for donor in records.projects[project].donors
    ]
    found += [("donor", funding.organisation, None) for funding in event.funding if not funding.background]
    found += [("organisation", body.organisation, body.project) for body in event.organisations]
    found += [("partner", b.organisation, b.project) for b in event.organisations if b.role in PARTNER_ROLES]
    found += [
        ("goal", f"{aim.framework}:{aim.goal}" if aim.goal else aim.framework, None)
        for aim in event.frameworks
    ]
    for kind, key, project in dict.fromkeys(found):
        yield {"event": id, "kind": kind, "key": key, "project": project}
