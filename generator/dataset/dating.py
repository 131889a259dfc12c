"""When an event counts: in come the dates of an event's sessions, out come the days they allow and how it stands.

Only stated dates speak here: a date that is left out allows every day, and nothing is placed by its publication date
(counting rules 1 and 7).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from generator.period import DateSpan, Grain
from generator.records.event import Event, Occurrence, Session


class Standing(Enum):
    """How an event stands as a whole, sessions considered."""

    HELD = "held"
    ONGOING = "ongoing"
    ANNOUNCED = "announced"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The days that one day can be, first and last included; None where that side is not stated."""

    earliest: date | None = None
    latest: date | None = None


def first_day(span: DateSpan | None) -> Bounds:
    """Return the days that the first day of `span` can be."""
    if span is None or span.start is None:
        return Bounds()
    return Bounds(span.start, span.first_latest)


def last_day(span: DateSpan | None) -> Bounds:
    """Return the days that the last day of `span` can be. Where the start is not stated every earlier day is allowed."""
    if span is None:
        return Bounds()
    return Bounds(None if span.start is None else span.last_earliest, span.end)


def yearless(span: DateSpan | None) -> tuple[int, int] | None:
    """Return month and day of a date stated without its year (`XXXX-03-28`), else None."""
    if span is None or span.interval or span.first_grain is not Grain.UNKNOWN:
        return None
    month, day = span.text.replace("~", "").split("-")[1:]
    return int(month), int(day)


def took_place(event: Event, session: Session) -> bool:
    """Return whether `session` was held: its own status decides, else the event's. A cancelled event held nothing."""
    return event.status is not Occurrence.CANCELLED and (session.status or event.status) is Occurrence.HELD


def standing(event: Event) -> Standing:
    """Return how `event` stands. A series with sessions still announced, and an open-ended event, are ongoing.

    A postponed session has no day of its own any more and is passed over like a cancelled one; an event none of whose
    sessions was held is not held.
    """
    statuses = {session.status or event.status for session in event.parts()}
    if event.status is Occurrence.CANCELLED:
        return Standing.CANCELLED
    if Occurrence.HELD not in statuses:
        return Standing.ANNOUNCED if Occurrence.ANNOUNCED in statuses else Standing.CANCELLED
    open_ended = any(s.date is not None and s.date.ongoing for s in event.parts() if took_place(event, s))
    if open_ended or event.status is not Occurrence.HELD or Occurrence.ANNOUNCED in statuses:
        return Standing.ONGOING
    return Standing.HELD


def closing(event: Event) -> Bounds:
    """Return the days that the last day of the last held session can be: there a held event counts (rule 1)."""
    days = [last_day(session.date) for session in event.parts() if took_place(event, session)]
    earliest = max((bounds.earliest for bounds in days if bounds.earliest), default=None)
    ends = [bounds.latest for bounds in days if bounds.latest]
    return Bounds(earliest, max(ends) if ends and len(ends) == len(days) else None)
