"""How much of which event is told: in comes a Brief, out come the events by theme and those told in full.

Few events are all told in full; of many, each theme tells its features so (DESIGN: density).
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.dataset.summary import EventInPeriod
from generator.records.event import Measure
from generator.report.brief import Brief

OTHER = ""  # no theme can be called that


def few(brief: Brief) -> bool:
    """Return whether the edition has so few events that each is told in full."""
    return len(brief.shown()) <= brief.kind.limits.full_events


def by_theme(brief: Brief) -> dict[str, list[EventInPeriod]]:
    """Return the events of the edition by their main theme, in its order; OTHER for those without one."""
    found: dict[str, list[EventInPeriod]] = {}
    for event in brief.shown():
        found.setdefault(event.event.themes[0] if event.event.themes else OTHER, []).append(event)
    return found


def told_in_full(brief: Brief) -> frozenset[str]:
    """Return the events of the edition that have a section of their own, to which a link can lead."""
    if "activities" in brief.kind.sections:
        return frozenset(
            found.id for found in (brief.shown() if few(brief) else features(brief, brief.shown()))
        )
    if "chapters" not in brief.kind.sections:
        first = lead(brief) if "headline" in brief.kind.sections else None
        return frozenset({first.id} if first else ())
    if few(brief):
        return frozenset(found.id for found in brief.shown())
    return frozenset(found.id for events in by_theme(brief).values() for found in features(brief, events))


def lead(brief: Brief) -> EventInPeriod | None:
    """Return the event at the head of a letter: the editor's choice, else by the rule of `features`; None without any."""
    shown = brief.shown()
    place = {id: index for index, id in enumerate(brief.edition.feature)}
    chosen = sorted((found for found in shown if found.id in place), key=lambda found: place[found.id])
    return next(iter(chosen or (features(brief, shown) if shown else ())), None)


def features(brief: Brief, events: Sequence[EventInPeriod]) -> Sequence[EventInPeriod]:
    """Return the events told in full: the editor's choice, else the one with most people stated, most sessions, latest."""
    if chosen := [found for found in events if found.id in brief.edition.feature]:
        return chosen

    def rank(found: EventInPeriod) -> tuple[object, ...]:
        people = max(
            (a.count.low or 0 for a in found.event.attendance if a.measure is Measure.ATTENDEES), default=0
        )
        starts = [
            part.session.date.start for part in found.inside if part.session.date and part.session.date.start
        ]
        last = max((start.toordinal() for start in starts), default=0)
        return not found.counted, -people, -len(found.parts), -last, found.id

    return [min(events, key=rank)]
