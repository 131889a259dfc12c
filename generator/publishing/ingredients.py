"""What an edition was made from: in come a Report's facts and the records behind it, out come hashes and names for the manifest."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pydantic import BaseModel

import generator
from generator.dataset.summary import Summary
from generator.publishing.manifest import ApprovalGiven, RecordUsed
from generator.records.approvals import Signed, signed
from generator.records.canonical import canonical
from generator.records.event import Event
from generator.records.records import Records
from generator.records.registers import EditionTexts

LIBRARIES = (
    "python-docx",
    "weasyprint",
    "jinja2",
    "pandas",
    "pydantic",
    "babel",
    "matplotlib",
    "pillow",
    "lxml",
    "tzdata",
)


def records_used(
    records: Records, summary: Summary, edition: EditionTexts, edition_name: str
) -> tuple[RecordUsed, ...]:
    """Return each record this edition was made from with its SHA-256: only what its selection names, nothing else."""
    events = {found.id: found.event for found in summary.events}
    events |= {found.id: found.event for found in summary.undated}
    events |= {id: records.events[id] for id in (*summary.announced, *summary.coming, *summary.cancelled)}
    used: dict[str, BaseModel] = {f"event/{id}": event for id, event in events.items()}
    projects = {
        project for event in events.values() for project in _projects(event)
    } - summary.hidden_projects
    used |= {f"project/{id}": records.projects[id] for id in projects}
    bodies = {records.publisher.organisation}.union(*(_bodies(event) for event in events.values()))
    bodies |= {donor.organisation for id in projects for donor in records.projects[id].donors}
    used |= {f"organisation/{id}": records.organisations[id] for id in _with_parents(records, bodies)}
    used |= {f"indicator/{found.id}": found.indicator for found in summary.indicators}
    used |= {"themes": records.themes, "publisher": records.publisher}
    if edition_name in records.editions:
        used[f"edition/{edition_name}"] = edition
    return tuple(
        RecordUsed(id, hashlib.sha256(canonical(record)).hexdigest()) for id, record in sorted(used.items())
    )


def donors_credited(records: Records, summary: Summary) -> tuple[str, ...]:
    """Return the ids of the donors whose projects or direct funding paid for the events of the period."""
    found: set[str] = set()
    for event in summary.events:
        found |= {funding.organisation for funding in event.event.funding if not funding.background}
        for project in _projects(event.event) - summary.hidden_projects:
            found |= {donor.organisation for donor in records.projects[project].donors}
    return tuple(sorted(found))


def approvals_given(
    events: Mapping[str, Signed], edition: EditionTexts, edition_name: str
) -> tuple[ApprovalGiven, ...]:
    """Return who answers for each event that a final prints, and for its own texts where somebody approved them."""
    given = {f"event/{id}": now for id, now in events.items()}
    if edition.approval:
        given[f"edition/{edition_name}"] = signed(edition)
    return tuple(ApprovalGiven(id, now.by, now.date) for id, now in sorted(given.items()))


def people_printed(summary: Summary, edition: EditionTexts, text: str) -> tuple[str, ...]:
    """Return the names that stand in `text` of people of the period's events and of those who sign a text of the edition,
    so that a deletion request finds the edition."""
    signed = (slot.signatory for slot in (edition.foreword, edition.editorial, edition.context) if slot)
    names = {name for name in signed if name}
    for found in summary.events:
        event = found.event
        items = [*event.programme, *(item for part in event.sessions for item in part.programme)]
        people = [
            *event.people,
            *(p for part in event.sessions for p in part.people),
            *(p for i in items for p in i.people),
        ]
        names |= {person.name for person in people}
        names |= {quote.speaker.name for quote in event.quotes if quote.speaker.name}
        names |= {contact.name for contact in event.contacts}
    bare = _bare(text)
    return tuple(sorted(name for name in names if _bare(name) in bare))


def quotes_printed(summary: Summary, sources: Iterable[str]) -> tuple[str, ...]:
    """Return `event/quote` for each quote whose source stands among `sources`, the source keys of the Report's blocks."""
    found = set(sources)
    return tuple(
        f"{event.id}/{quote.id}"
        for event in summary.events
        for quote in event.event.quotes
        if any(key.startswith(f"{event.id}/quotes[{quote.id}]/") for key in found)
    )


def pictures_printed(summary: Summary, names: Iterable[str]) -> tuple[str, ...]:
    """Return `event/file` for each picture of an event that stands among `names`, the pictures of the Report's blocks."""
    found = set(names)
    return tuple(
        f"{event.id}/{picture.file}"
        for event in summary.events
        for picture in event.event.pictures
        if f"pictures/{picture.file}" in found
    )


def versions() -> Mapping[str, str]:
    """Return the versions of Bilan, Python and the libraries that shape an output."""
    return {"bilan": generator.__version__, "python": platform.python_version(), **_libraries()}


@cache  # a run asks for each edition, and what is loaded does not change
def _libraries() -> Mapping[str, str]:
    return {name: version(name) for name in LIBRARIES}


def template_hashes(templates: Path, *names: str) -> Iterator[tuple[str, bytes]]:
    """Yield (path, SHA-256) for each file under `templates` whose path begins with one of `names`."""
    for path in sorted(path for path in templates.rglob("*") if path.is_file()):
        shown = path.relative_to(templates).as_posix()
        if shown.startswith(names):
            yield f"templates/{shown}", hashlib.sha256(path.read_bytes()).digest()


def _projects(event: Event) -> set[str]:
    return {*event.projects, *(project for part in event.sessions for project in part.projects)}


def _bodies(event: Event) -> set[str]:
    bodies = {involved.organisation for involved in event.organisations}
    bodies |= {funding.organisation for funding in event.funding}
    people = [*event.people, *(p for part in event.sessions for p in part.people)]
    for item in (*event.programme, *(i for part in event.sessions for i in part.programme)):
        people += item.people
        bodies |= set(item.organisations)
    bodies |= {person.organisation for person in people if person.organisation}
    bodies |= {contact.organisation for contact in event.contacts if contact.organisation}
    return bodies | {quote.speaker.organisation for quote in event.quotes if quote.speaker.organisation}


def _with_parents(records: Records, bodies: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for body in bodies:
        while body not in found:
            found.add(body)
            body = records.organisations[body].parent or body
    return found


def _bare(text: str) -> str:
    return " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").replace("’", "'").split()).casefold()
