"""Finds where a character stands: in come a character and a Report, out comes the record, or the words around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from generator.report.model import Report
from generator.report.words import Source

AROUND = 24  # characters shown on each side
EVENT = "event-"  # before an event's id in the code of the section that tells it
NO_WORDS = ("asset", "logo", "emblem", "href", "code", "language")


def place_of(character: str, report: Report) -> str:
    """Return where `character` first stands in `report`: record, field and the words around it; empty if nowhere."""
    fallback = ""
    for text, source in _texts(
        (report.sections, report.labels, report.mail, report.title, report.subtitle), ""
    ):
        if character not in text:
            continue
        said = _excerpt(character, text)
        if source:
            return f"{source}: {said}"
        fallback = fallback or said
    return fallback


def _texts(value: object, source: str) -> Iterator[tuple[str, str]]:
    """Yield each text below `value` with the record and field it was taken from, where that is known."""
    if isinstance(value, str):
        yield value, source
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one, source)
    elif is_dataclass(value) and not isinstance(value, Source | type):
        own = getattr(value, "source", None)
        here = f"{own.record}, {own.field}" if isinstance(own, Source) else source
        if not here and (code := str(getattr(value, "code", ""))).startswith(EVENT):
            here = code.removeprefix(EVENT)
        for field in fields(value):
            if field.name not in NO_WORDS:
                yield from _texts(getattr(value, field.name), here)


def _excerpt(character: str, text: str) -> str:
    at = text.index(character)
    start, end = max(0, at - AROUND), min(len(text), at + AROUND)
    return f"« {'…' * (start > 0)}{' '.join(text[start:end].split())}{'…' * (end < len(text))} »"
