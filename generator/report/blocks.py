"""The closed set of blocks a Report is made of: in come finished words, out come values that every renderer draws.

No field holds a colour, a class or a width. Renderers `match` on `Block` and end in `assert_never`, so that the type
checker names each one that lacks a block.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from generator.report.words import Note, Source, Words


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
    """A picture: `asset` is its name among the assets ("pictures/…"); `alt` says what it shows."""

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
class Button:
    """A call to follow an address: http, https or mailto."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Card:
    """An event in brief: title, dateline, at most 60 words, facts in one line each, where to read more."""

    title: Words
    dateline: str
    content: Words
    facts: tuple[Fact, ...] = ()
    source: Source | None = None
    notes: tuple[Note, ...] = ()
    more: Button | None = None


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
class Entry:
    """A line of the contents: a section's title, its code, its depth (1 for a chapter)."""

    title: str
    code: str
    depth: int


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents; page numbers are the renderer's, where its format has pages."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class NoteList:
    """The notes of a draft, numbered as their marks in the text; `title` (may be empty) is a short label above it."""

    items: tuple[Note, ...]
    title: str = ""


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
    | NoteList
)
