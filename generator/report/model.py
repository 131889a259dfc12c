"""The Report: one typed, format-neutral document; in come finished words, out goes what every renderer draws.

Rules that keep it neutral (docs/architecture.md): everything here is finished words, so that no renderer
formats a number or chooses a word; no field holds a colour, a class or a width; the level of a heading is
its depth; the set of blocks is closed, so that `match` with `assert_never` names each renderer that lacks one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum


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


class Severity(Enum):
    """What a review note asks of the reader: a decision before the final, or only a look."""

    DECIDE = "decide"
    LOOK = "look"


@dataclass(frozen=True, slots=True)
class Note:
    """A doubt about a block, for the team: shown in a draft only. `text` is a finished sentence."""

    code: str
    text: str
    record: str
    severity: Severity = Severity.LOOK


class Role(Enum):
    """What a paragraph is for."""

    BODY = "body"
    LEAD = "lead"
    DATELINE = "dateline"
    NOTICE = "notice"
    PROMPT = "prompt"  # what a person is asked to write here; drafts only
    SIGNATURE = "signature"
    FINE_PRINT = "fine-print"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of words."""

    content: Words
    role: Role = Role.BODY
    source: Source | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list of items; `title` (may be empty) is a short label above it, not a heading."""

    items: tuple[Words, ...]
    title: str = ""
    source: Source | None = None
    notes: tuple[Note, ...] = ()


class ColumnKind(Enum):
    """What a column holds, so that numbers can be lined up."""

    TEXT = "text"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    title: str
    kind: ColumnKind = ColumnKind.TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption, a header row, body rows, an optional total row and foot notes.

    Every row has as many cells as there are columns. The first column names its row.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Words, ...], ...]
    total: tuple[Words, ...] = ()
    foot: tuple[Words, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One figure as finished words: "70", "participant-e-s formé-e-s", "dont 35 femmes"."""

    value: str
    label: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """A few figures shown large, side by side (one to six)."""

    figures: tuple[KeyFigure, ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """A point of a timeline: its date in words, its place (may be empty), what took place."""

    date: str
    place: str
    label: Words


@dataclass(frozen=True, slots=True)
class Timeline:
    """Moments in the order of time."""

    caption: str
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One value of a chart: `value` for drawing, `shown` as finished words beside it."""

    label: str
    value: float
    shown: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar chart as numbers, never as a picture; `alt` says in a sentence what it shows."""

    caption: str
    bars: tuple[Bar, ...]
    alt: str
    foot: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture: `asset` is a path inside the workspace's assets; `alt` says what it shows."""

    asset: str
    alt: str
    caption: Words = ()
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Verbatim words and who said them.

    `paragraphs` are typeset with their quotation marks. `speaker` may be empty (anonymous);
    `capacity` is role and body as stated at that date; `occasion` the event. `language` differs from the
    Report's own where the words stay in the original; `remark` says so (or that a translation is ours).
    """

    paragraphs: tuple[str, ...]
    speaker: str
    capacity: str
    occasion: Words = ()
    language: str | None = None
    remark: str = ""
    source: Source | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what it says: "Bailleurs", "…"."""

    label: str
    content: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class FactList:
    """A column of facts beside a text: date, place, partners, projects and donors."""

    title: str
    facts: tuple[Fact, ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """An event in brief: title, dateline, at most 60 words, facts in one line each."""

    title: Words
    dateline: str
    content: Words
    facts: tuple[Fact, ...] = ()
    source: Source | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation thanked: full name, acronym, logo asset with its alt text, what it is thanked for (may be empty)."""

    name: str
    acronym: str = ""
    logo: str = ""
    alt: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class BodyGroup:
    """Organisations thanked for the same role."""

    title: str
    bodies: tuple[Body, ...]


@dataclass(frozen=True, slots=True)
class Acknowledgements:
    """Thanks, by role and then in the order given."""

    groups: tuple[BodyGroup, ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class FundingStatement:
    """A donor's emblem and its wording, never separated. `emblem` may be empty."""

    wording: Words
    emblem: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Button:
    """A call to follow an address."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: a section's title, its code, its depth (1 for a chapter)."""

    title: str
    code: str
    depth: int


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents; page numbers are the renderer's, where its format has pages."""

    entries: tuple[Entry, ...]


Block = (
    Paragraph
    | BulletList
    | Table
    | KeyFigures
    | Timeline
    | Chart
    | Figure
    | Quote
    | FactList
    | Card
    | Acknowledgements
    | FundingStatement
    | Button
    | Contents
)


class Part(Enum):
    """Where a section belongs in the rhythm of the document."""

    COVER = "cover"  # its blocks stand on the cover
    FRONT = "front"  # foreword, contents, in brief: share pages
    OVERVIEW = "overview"  # the period at a glance: begins a page
    CHAPTER = "chapter"  # a theme: begins a page
    BACK = "back"  # quotes, upcoming, thanks, figures, acronyms: flow one after the other
    REVIEW = "review"  # for the team, in a draft only: begins a page


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part. `code` is unique in the Report (ASCII letters, digits, hyphens). `part` counts at depth 1 only."""

    code: str
    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    part: Part = Part.BACK


class Status(Enum):
    """Draft or final."""

    DRAFT = "draft"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Labels:
    """The fixed words a renderer needs around the sections, finished; `{page}` and `{pages}` stand in `page`."""

    document: str  # "Rapport d'activités"
    organisation: str  # full name of who publishes
    organisation_short: str  # "OIM Maroc"
    period: str  # "janvier–mars 2022"
    period_short: str  # "T1 2022"
    edition: str  # "n° 32", or empty
    date: str  # date of the edition in words
    audience: str
    status: str  # "PROJET" in a draft, empty in a final
    running: str  # running header: "Rapport d'activités · T1 2022"
    page: str  # "Page {page} sur {pages}"
    contents: str  # "Sommaire"
    review_note: str  # "Note de relecture"
    contacts: str
    description: str  # for the file's properties
    keywords: tuple[str, ...] = ()
    not_applicable: str = ""
    donor: str = ""  # these four fill a letterhead's slots; empty, their line vanishes
    project: str = ""
    reference: str = ""
    disclaimer: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A finished document, before any format. `as_of` and the period are ISO texts for the file's properties."""

    kind: str
    language: str
    direction: str  # "ltr" or "rtl"
    title: str
    subtitle: str
    period: str  # "2022-Q1"
    audience: str
    status: Status
    as_of: str  # "2022-04-15"
    labels: Labels
    sections: tuple[Section, ...] = field(default=())

    def walk(self) -> Iterator[tuple[int, Section]]:
        """Yield each section with its depth (1 for a chapter), in the order of reading."""
        yield from _walk(self.sections, 1)

    def section(self, code: str) -> Section | None:
        """Return the section named `code`, or None."""
        return next((section for _, section in self.walk() if section.code == code), None)


def _walk(sections: tuple[Section, ...], depth: int) -> Iterator[tuple[int, Section]]:
    for section in sections:
        yield depth, section
        yield from _walk(section.sections, depth + 1)
