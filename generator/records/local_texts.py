"""Every text that may exist in several languages: in comes a record, out comes each of its texts with its path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.records.fields import LocalText, Record
from generator.records.records import Records
from generator.records.registers import EditionTexts
from generator.sources.source import FieldPath


def local_texts(value: object, path: FieldPath = ()) -> Iterator[tuple[FieldPath, LocalText]]:
    """Yield the path and value of every text of a record that may exist in several languages."""
    if isinstance(value, LocalText):
        yield path, value
    elif isinstance(value, (tuple, list)):
        for index, item in enumerate(value):
            yield from local_texts(item, (*path, index))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from local_texts(item, (*path, str(key)))
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            yield from local_texts(getattr(value, name), (*path, name))


def records_of(
    records: Records, editions: Mapping[str, EditionTexts]
) -> Iterator[tuple[str, str, Record, str]]:
    """Yield each record, and of the editions those given: its id, its own language, itself, and its file in the workspace.

    Ids go by kind: "event/2022-03-28-…", "organisation/hcp", "edition/newsletter/2022-03", "themes".
    """
    publisher = records.publisher
    found: list[tuple[str, str, Record]] = [
        *((f"event/{id}", event.language, event) for id, event in records.events.items()),
        *((f"organisation/{id}", publisher.language, body) for id, body in records.organisations.items()),
        *((f"project/{id}", project.language, project) for id, project in records.projects.items()),
        *((f"indicator/{id}", indicator.language, indicator) for id, indicator in records.indicators.items()),
        ("themes", records.themes.language, records.themes),
        ("publisher", publisher.language, publisher),
        *((f"edition/{id}", edition.language, edition) for id, edition in editions.items()),
    ]
    for id, own, record in found:
        register = "organisations" if id.startswith("organisation/") else id
        read = records.files.get(id) or records.files.get(register)
        yield id, own, record, read.path if read else ""
