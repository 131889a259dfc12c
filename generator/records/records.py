"""All records of a workspace, read and checked: in come the loader's values, out goes one frozen Records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.errors import Problem
from generator.records.event import Event
from generator.records.registers import EditionTexts, Indicator, Organisation, Project, Publisher, Themes


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file of records/: its path in the workspace, its SHA-256, and why it was not read (empty if it was)."""

    path: str
    sha256: str = ""
    passed_over: str = ""


@dataclass(frozen=True, slots=True)
class Withheld:
    """A quote or picture that the gate kept back: `event/quote` or `event/picture-file`, never its content.

    `why` is missing, none, withdrawn, expired, not_yet, channel or protected; `field` its place in the record: `quotes[2]`.
    """

    id: str
    why: str
    field: str

    @property
    def event(self) -> str:
        """The id of its event."""
        return self.id.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Records:
    """Everything people wrote, by id. `editions` go by `<series or kind>/<period>[--<donor>]`.

    `files` maps an id with its kind ("event/2022-03-28-…") to the file it came from; `warnings` do not stop a build.
    """

    events: Mapping[str, Event]
    organisations: Mapping[str, Organisation]
    projects: Mapping[str, Project]
    themes: Themes
    publisher: Publisher
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    editions: Mapping[str, EditionTexts] = field(default_factory=dict)
    files: Mapping[str, FileRead] = field(default_factory=dict)
    passed_over: tuple[FileRead, ...] = ()
    warnings: tuple[Problem, ...] = ()
    # in one donor's view: who else pays for an event, by public name alone
    cofunders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    # behind the gate: what it kept back
    withheld: tuple[Withheld, ...] = ()
