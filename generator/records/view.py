"""What one donor may see of the records: in come all Records and a donor, out come Records that hold nothing of another donor's.

A donor's documents are made from this view alone, so that nothing they hold (words, numbers, pages, hashes) can depend on
what it may not know (hostile-input P06 to P08). Of those who pay too, only the public name is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType, SimpleNamespace
from typing import Any

from generator.errors import Problem
from generator.records.audience import DONOR
from generator.records.editorial import editorial_problems
from generator.records.event import Event, Person, ProgrammeItem, Session
from generator.records.fields import Record
from generator.records.obligations import Strength
from generator.records.records import Records
from generator.records.references import Checked
from generator.records.registers import EditionTexts, Organisation, Project
from generator.sources.source import Marks, Source


def seen_by(records: Records, donor: str, only: str = "") -> Records:
    """Return the records that `donor` may see: its events, its projects, the bodies they name, its editions' texts.

    With `only`, the id of a project, those of that project alone.
    """
    if only:
        records = _without_direct(records, donor)
    mine = {
        id: project
        for id, project in records.projects.items()
        if donor in _donors(project) and only in ("", id)
    }
    own = {
        id: _of_mine(event, mine, sessions)
        for id, event in records.events.items()
        if _pays(event, donor, mine) and _is_open_to(event, donor)
        if (sessions := _sessions(records, event, donor, mine)) or not event.sessions
    }
    events = {id: _told(event) for id, event in own.items()}
    projects = {id: _project(project, donor) for id, project in mine.items()}
    cofunders = {id: tuple(_cofunders(records, records.events[id], donor, mine)) for id in events}
    bodies = _bodies(records, donor, events, projects, cofunders)
    whose = f"{donor}--{only}" if only else donor
    editions = {name: text for name, text in records.editions.items() if name.partition("--")[2] == whose}
    kept = {
        *(f"event/{id}" for id in events),
        *(f"project/{id}" for id in projects),
        *(f"edition/{name}" for name in editions),
    }
    read = {f"organisation/{id}" for id in bodies} | {"organisations", "themes", "publisher"}
    return replace(
        records,
        events=MappingProxyType(events),
        organisations=MappingProxyType(bodies),
        projects=MappingProxyType(projects),
        indicators=MappingProxyType({id: i for id, i in records.indicators.items() if i.project in mine}),
        editions=MappingProxyType(editions),
        files=MappingProxyType({key: file for key, file in records.files.items() if key in kept | read}),
        passed_over=(),
        warnings=_warnings(records, own, editions),
        cofunders=MappingProxyType({id: found for id, found in cofunders.items() if found}),
    )


def _without_direct(records: Records, donor: str) -> Records:
    """Return the records as if `donor` paid for nothing outside its projects."""
    events = {
        id: event.model_copy(
            update={"funding": tuple(given for given in event.funding if given.organisation != donor)}
        )
        for id, event in records.events.items()
    }
    return replace(records, events=MappingProxyType(events))


def _donors(project: Project) -> set[str]:
    return {given.organisation for given in project.donors}


def _pays(event: Event, donor: str, mine: Mapping[str, Project]) -> bool:
    direct = any(given.organisation == donor and not given.background for given in event.funding)
    return direct or any(project in mine for project in _projects(event))


def _is_open_to(event: Event, donor: str) -> bool:
    return not event.audiences or f"{DONOR}{donor}" in event.audiences


def _projects(event: Event) -> Iterator[str]:
    yield from event.projects
    for session in event.sessions:
        yield from session.projects


def _cofunders(records: Records, event: Event, donor: str, mine: Mapping[str, Project]) -> dict[str, None]:
    """Return who else pays for the event, each once: by open projects, by the donor's own, or directly."""
    found: dict[str, None] = {}
    for id in _projects(event):
        project = records.projects[id]
        if id in mine or not project.restricted:
            found |= dict.fromkeys(given.organisation for given in project.donors)
    found |= dict.fromkeys(given.organisation for given in event.funding if not given.background)
    found.pop(donor, None)
    return dict.fromkeys(sorted(found))


def _of_mine(event: Event, mine: Mapping[str, Project], sessions: tuple[Session, ...]) -> Event:
    """Return the event without what belongs to other projects. What nobody agreed to show is the gate's to take out."""
    kept = {session.id for session in sessions}
    changes: dict[str, Any] = {
        "projects": tuple(id for id in event.projects if id in mine),
        "sessions": sessions,
        "attendance": tuple(
            figure for figure in event.attendance if not figure.covers or figure.covers in kept
        ),
        "organisations": tuple(
            body for body in event.organisations if not body.project or body.project in mine
        ),
        "funding": tuple(given for given in event.funding if not given.background),
    }
    return event.model_copy(update=changes)


def _told(event: Event) -> Event:
    """Return the event without what is for the team alone."""
    changes: dict[str, Any] = {
        "sessions": tuple(map(_session, event.sessions)),
        "people": tuple(map(_person, event.people)),
        "programme": tuple(map(_item, event.programme)),
        "funding": tuple(given.model_copy(update={"note": None}) for given in event.funding),
        "quotes": tuple(quote.model_copy(update={"defects": None}) for quote in event.quotes),
        "notes": None,
        "approval": None,
        "audiences": (),
        # which checks are set aside, never why: a reason may name others
        "silenced": dict.fromkeys(event.silenced, ""),
    }
    return event.model_copy(update=changes)


def _sessions(records: Records, event: Event, donor: str, mine: Mapping[str, Project]) -> tuple[Session, ...]:
    """Return the sessions the donor may see: its own; of an event it pays for as a whole, all but restricted ones."""
    direct = any(given.organisation == donor and not given.background for given in event.funding)
    whole = direct or any(project in mine for project in event.projects)

    def visible(session: Session) -> bool:
        if any(project in mine for project in session.projects):
            return True
        open_ = not session.projects or any(not records.projects[id].restricted for id in session.projects)
        return whole and open_

    return tuple(
        session.model_copy(update={"projects": tuple(id for id in session.projects if id in mine)})
        for session in event.sessions
        if visible(session)
    )


def _session(session: Session) -> Session:
    changes = {
        "people": tuple(map(_person, session.people)),
        "programme": tuple(map(_item, session.programme)),
    }
    return session.model_copy(update=changes)


def _person(person: Person) -> Person:
    return person.model_copy(update={"note": None})


def _item(item: ProgrammeItem) -> ProgrammeItem:
    return item.model_copy(update={"people": tuple(map(_person, item.people))})


def _project(project: Project, donor: str) -> Project:
    """Return a project with the public names of its other donors: no grant number, share or statement of theirs."""
    donors = tuple(
        given
        if given.organisation == donor
        else given.model_copy(update={"reference": None, "statements": ()})
        for given in project.donors
    )
    return project.model_copy(update={"donors": donors, "note": None})


def _warnings(
    records: Records, events: Mapping[str, Event], editions: Mapping[str, EditionTexts]
) -> tuple[Problem, ...]:
    """Return the editorial warnings about the donor's editions and the events as it sees them: what all records were told of
    names others.

    They state no line: which one it is depends on what stands in the file for others.
    """
    nowhere = Marks(SimpleNamespace(line=-1, column=-1), flow=False)
    seen: list[tuple[str, str, Record]] = [("event", id, event) for id, event in events.items()]
    seen += [("edition", name, texts) for name, texts in editions.items()]
    checked = [
        Checked(kind, id, record, Source(records.files[f"{kind}/{id}"].path, {}, nowhere, ""))
        for kind, id, record in seen
        if f"{kind}/{id}" in records.files
    ]
    return tuple(sorted(set(editorial_problems(checked))))


def _bodies(
    records: Records,
    donor: str,
    events: Mapping[str, Event],
    projects: Mapping[str, Project],
    cofunders: Mapping[str, Iterable[str]],
) -> dict[str, Organisation]:
    """Return the bodies that the donor's records name, with those they belong to; of other donors, their names only."""
    own = {donor, records.publisher.organisation}
    paying = {given.organisation for project in projects.values() for given in project.donors}
    paying |= {body for found in cofunders.values() for body in found}
    named = own | paying | {body for project in projects.values() for body in project.partners}
    for event in events.values():
        named |= set(_bodies_of(event))
    with_parents: set[str] = set()
    for body in named:
        while body not in with_parents:
            with_parents.add(body)
            body = records.organisations[body].parent or body
    theirs: dict[str, Any] = {
        "note": None,
        "statements": (),
        "aliases": (),
        "language": None,
        "fiscal_year_starts": None,
        "obligation": Strength.CREDIT,
        "silenced": {},
    }

    def shown(id: str, body: Organisation) -> Organisation:
        if id == donor:
            return body.model_copy(update={"note": None, "silenced": {}})
        name_alone = (body.donor or id in paying) and id not in own
        return body.model_copy(update=theirs | (_NO_LOGO if name_alone else {}))

    return {id: shown(id, body) for id, body in records.organisations.items() if id in with_parents}


# Another donor's logo and page would be publicity for it.
_NO_LOGO: dict[str, Any] = {"logo": None, "logo_alt": None, "url": None}


def _bodies_of(event: Event) -> Iterator[str]:
    yield from (body.organisation for body in event.organisations)
    yield from (given.organisation for given in event.funding)
    items = [*event.programme, *(item for session in event.sessions for item in session.programme)]
    people = [*event.people, *(person for session in event.sessions for person in session.people)]
    for item in items:
        people += item.people
        yield from item.organisations
    yield from (person.organisation for person in people if person.organisation)
    yield from (quote.speaker.organisation for quote in event.quotes if quote.speaker.organisation)
    yield from (contact.organisation for contact in event.contacts if contact.organisation)
