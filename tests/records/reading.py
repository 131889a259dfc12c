"""Short ways to read records in tests: in comes YAML, out come problems or values."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pytest

from generator.errors import Problem, Refusal, facts
from generator.messages.catalogue import LANGUAGES, describe
from generator.records.event import Event
from generator.records.loader import load
from generator.records.records import Records
from tests.workspaces import minimal_workspace

NAME = "2022-02-15-atelier-de-rabat"
FILE = f"records/events/2022/{NAME}.yaml"
HEAD = "title: Atelier\ntype: workshop\n"


def refused(workspace: Path) -> tuple[Problem, ...]:
    """Return the errors for which `workspace` is refused."""
    with pytest.raises(Refusal) as caught:
        load(workspace)
    spoken(caught.value.problems)
    return tuple(found for found in caught.value.problems if not found.warning)


def spoken(problems: Iterable[Problem]) -> None:
    """Say each problem in each language: a sentence with a fact that is not given fails here."""
    for found in problems:
        for language in LANGUAGES:
            sentence = describe(found, language)
            assert not [sign for sign in sentence if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp")]
            assert not set(sentence) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def errors_of(folder: Path, text: str | bytes) -> tuple[Problem, ...]:
    """Return the errors of one event whose file holds `text`."""
    found = refused(minimal_workspace(folder, events={}, files={FILE: text}))
    assert {problem.file for problem in found} == {FILE}
    return found


def error_of(folder: Path, text: str | bytes) -> Problem:
    """Return the only error of one event whose file holds `text`."""
    found = errors_of(folder, text)
    assert len(found) == 1, found
    return found[0]


def told(found: Problem) -> tuple[str, int, int, str]:
    """Return what a problem says of its place: code without its subject, line, column, field."""
    return found.code.removeprefix("records."), found.line, found.column, found.field


def warnings_of(folder: Path, text: str) -> list[tuple[str, int, int, str]]:
    """Return the warnings of one event that is accepted."""
    return [told(found) for found in read(folder, text).warnings]


def read(folder: Path, text: str | bytes) -> Records:
    """Return the records of a workspace with one event whose file holds `text`."""
    records = load(minimal_workspace(folder, events={}, files={FILE: text}))
    spoken(records.warnings)
    return records


def event(folder: Path, text: str | bytes) -> Event:
    """Return the event whose file holds `text`."""
    return read(folder, text).events[NAME]


__all__ = [
    "FILE",
    "HEAD",
    "NAME",
    "error_of",
    "errors_of",
    "event",
    "facts",
    "read",
    "refused",
    "spoken",
    "told",
    "warnings_of",
]
