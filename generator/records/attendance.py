"""Figures about people: in comes what a source states, out come frozen Attendance and Countries; nothing is added up here."""

from __future__ import annotations

from enum import Enum

from pydantic import Field

from generator.records.fields import Count, Id, Line, LocalText, Record, YesNo


class Measure(Enum):
    """What a figure counts. Different measures are never added together (counting rule 2)."""

    ATTENDEES = "attendees"
    BENEFICIARIES = "beneficiaries"
    SPEAKERS = "speakers"
    CUMULATIVE = "cumulative"
    TARGET = "target"


class Mode(Enum):
    """How people took part; the two columns are never merged."""

    IN_PERSON = "in_person"
    ONLINE = "online"


class BreakdownItem(Record):
    """One row of a breakdown."""

    label: LocalText
    """What the row counts."""
    count: Count
    """How many."""


class Breakdown(Record):
    """People by age, nationality or another key; rows need not add up to the total."""

    by: LocalText
    """What the rows go by."""
    items: tuple[BreakdownItem, ...] = Field(min_length=1)
    """The rows."""


class Attendance(Record):
    """A stated figure about people: what it counts, what it covers, its breakdown."""

    measure: Measure
    """What it counts."""
    covers: Id | None = None
    """The session it covers; left out, the whole event."""
    mode: Mode = Mode.IN_PERSON
    """In person or online: two separate columns."""
    count: Count
    """The number with its qualifier."""
    women: Count | None = None
    """Women among them, where stated."""
    men: Count | None = None
    """Men among them, where stated."""
    sex_not_stated: Count | None = None
    """Those whose sex the source leaves open, where it says so."""
    breakdowns: tuple[Breakdown, ...] = ()
    """Age groups, nationality, …"""
    noun: LocalText | None = None
    """The source's noun in the plural: "participant-e-s"."""
    distinct: YesNo = False
    """True only where the source or a register says that these people are counted nowhere else."""
    target_for: Line | None = None
    """For a target: what it was set for."""


class Countries(Record):
    """Countries represented, apart from the place of the event."""

    codes: tuple[str, ...] = Field(min_length=1)
    """ISO 3166-1 alpha-2 codes."""
    exhaustive: YesNo
    """False for "such as": the list never becomes a number."""
    words: Line | None = None
    """The source's words that say so."""
