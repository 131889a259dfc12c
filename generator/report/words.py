"""The words of a Report: in come finished texts, out come runs with their meaning, address, language and source."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from generator.records.checks import Severity


class Mark(Enum):
    """How a run of words is meant, never how it looks."""

    PLAIN = "plain"
    STRONG = "strong"
    EMPHASIS = "emphasis"


@dataclass(frozen=True, slots=True)
class Text:
    """A run of words. `href` is http, https, mailto, or `#code` for a place in this Report.

    `language` is given only where it differs from the Report's own (BCP 47).
    """

    text: str
    mark: Mark = Mark.PLAIN
    href: str | None = None
    language: str | None = None


Words = tuple[Text, ...]


def words(text: str) -> Words:
    """Return `text` as plain words; an empty text gives no words."""
    return (Text(text),) if text else ()


def plain(content: Words) -> str:
    """Return the bare characters of `content`."""
    return "".join(run.text for run in content)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a block's words come from: the record's (or edition's) id, the field's path, the language."""

    record: str
    field: str
    language: str

    @property
    def key(self) -> str:
        """Return `record/field/language`, unique in a Report."""
        return f"{self.record}/{self.field}/{self.language}"


@dataclass(frozen=True, slots=True)
class Note:
    """What one record leaves in doubt at one place, for the team: shown in a draft only, as a Word comment or a numbered mark.

    Every text is finished words. `points` are sentences "what is wrong; what to do", in `language` where that differs
    from the Report's own; `where` names the record and leads to its place.
    """

    number: int  # from 1, in the order of reading
    severity: Severity  # the gravest of its points
    title: str  # "À régler avant la version finale"
    points: tuple[str, ...]
    record: str  # "event/2022-03-28-…"
    where: Words = ()
    language: str | None = None
