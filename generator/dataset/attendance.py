"""Which stated figures about people count, and where: in comes an event, out come terms with the days they count on.

Counting rule 2: a figure for the whole event, where it is stated, counts alone and with the event; otherwise each
session's figure counts where that session ends. What is not known becomes a term of its own (`MISSING`, `PARTIAL`), so
that no sum can lose it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from generator.dataset.dating import Bounds, Standing, closing, last_day, standing, took_place
from generator.period import Period
from generator.records.event import Attendance, Event, EventType, Measure, Mode, Session
from generator.records.fields import Count, Qualifier

MISSING, PARTIAL = "missing", "partial"
TOTAL, WOMEN, MEN, BOTH_SEXES = "total", "women", "men", "both_sexes"
ALL_PARTS = (TOTAL, WOMEN, MEN, BOTH_SEXES)
SUMMED = (Measure.ATTENDEES, Measure.BENEFICIARIES, Measure.SPEAKERS)
NO_MEETINGS = frozenset({EventType.DISTRIBUTION, EventType.PUBLICATION, EventType.STORY})


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a sum. `figure` is its place in the event's list, -1 where none is stated."""

    event: str
    figure: int
    measure: str
    mode: str
    part: str
    qualifier: str
    low: int
    high: int
    distinct: bool
    earliest: date | None
    latest: date | None


def stated(count: Count | None) -> bool:
    """Return whether `count` holds a number."""
    return count is not None and count.qualifier is not Qualifier.NOT_STATED


def counting(event: Event) -> tuple[tuple[int, Attendance, Bounds], ...]:
    """Return the figures of `event` that enter sums, with their place in the record and the days they count on."""
    held = {session.id: session for session in event.parts() if took_place(event, session)}
    whole = {(a.measure, a.mode) for a in event.attendance if a.covers is None and stated(a.count)}
    closed = standing(event) is Standing.HELD
    found = []
    for index, figure in enumerate(event.attendance):
        if figure.measure not in SUMMED:
            continue
        if figure.covers is None:
            if closed and (stated(figure.count) or (figure.measure, figure.mode) not in whole):
                found.append((index, figure, closing(event)))
        elif figure.covers in held and (figure.measure, figure.mode) not in whole:
            found.append((index, figure, last_day(held[figure.covers].date)))
    return tuple(found)


def labels(event: Event) -> tuple[tuple[str, ...], ...]:
    """Return what each figure of `event` is told by, in the order of the record: what it counts, "online" where it does,
    the session it covers; a number where that is not enough. The places of other figures do not matter to it."""
    found: list[tuple[str, ...]] = []
    times: Counter[tuple[str, ...]] = Counter()
    for figure in event.attendance:
        online = ("online",) if figure.mode is Mode.ONLINE else ()
        label = (figure.measure.value, *online, *((figure.covers,) if figure.covers else ()))
        times[label] += 1
        found.append((*label, str(times[label])) if times[label] > 1 else label)
    return tuple(found)


def summed_here(event: Event, period: Period) -> frozenset[int]:
    """Return the places of the figures of `event` that enter a sum of `period`: every day they can count on lies in it."""
    return frozenset(
        index
        for index, figure, days in counting(event)
        if stated(figure.count)
        and days.earliest
        and days.latest
        and period.start <= days.earliest
        and days.latest <= period.end
    )


def terms(id: str, event: Event) -> tuple[Term, ...]:
    """Return every term that `event` brings to sums about people."""
    figures = counting(event)
    found = [
        term
        for index, figure, days in figures
        if stated(figure.count)
        for term in _split(id, index, figure, days)
    ]
    found.extend(_gaps(id, event, figures))
    return tuple(dict.fromkeys(found))


def _split(id: str, index: int, figure: Attendance, days: Bounds) -> Iterator[Term]:
    for part, count in (
        (TOTAL, figure.count),
        (WOMEN, figure.women),
        (MEN, figure.men),
        (BOTH_SEXES, _sex_stated(figure)),
    ):
        term = _term(id, index, figure.measure, figure.mode, part, MISSING, days, figure.distinct)
        if count is None or not stated(count):
            yield replace(term, figure=-1)
        else:
            yield replace(term, qualifier=count.qualifier.value, low=count.low or 0, high=count.high or 0)


def _sex_stated(figure: Attendance) -> Count | None:
    """Return how many people's sex is stated: women and men where both are exact, else the figure they belong to."""
    if figure.women is None or figure.men is None or not (stated(figure.women) and stated(figure.men)):
        return None
    if figure.women.exact is not None and figure.men.exact is not None:
        return Count(exact=figure.women.exact + figure.men.exact)
    return figure.count


def _term(
    id: str,
    index: int,
    measure: Measure,
    mode: Mode,
    part: str,
    qualifier: str,
    days: Bounds,
    distinct: bool = False,
) -> Term:
    return Term(
        id, index, measure.value, mode.value, part, qualifier, 0, 0, distinct, days.earliest, days.latest
    )


def _gaps(id: str, event: Event, figures: tuple[tuple[int, Attendance, Bounds], ...]) -> Iterator[Term]:
    """Yield what is not known: no figure at all (with the event), or none for one of the sessions (with the session)."""
    wanted = {
        *((Measure.ATTENDEES, mode) for mode in Mode if _expects(event, mode)),
        *((figure.measure, figure.mode) for _, figure, _ in figures if not stated(figure.count)),
    }
    for measure, mode in sorted(wanted, key=lambda pair: (pair[0].value, pair[1].value)):
        known = [f for _, f, _ in figures if (f.measure, f.mode) == (measure, mode) and stated(f.count)]
        if not known:
            if standing(event) is Standing.HELD:
                yield from _unknown(id, measure, mode, MISSING, closing(event))
            continue
        covered = {figure.covers for figure in known}
        for session in event.parts() if None not in covered else ():
            asked = _session_expects(session, mode) or any(f.covers == session.id for _, f, _ in figures)
            if took_place(event, session) and session.id not in covered and asked:
                yield from _unknown(id, measure, mode, PARTIAL, last_day(session.date))


def _unknown(id: str, measure: Measure, mode: Mode, why: str, days: Bounds) -> Iterator[Term]:
    for part in ALL_PARTS:
        yield _term(id, -1, measure, mode, part, why, days)


def _expects(event: Event, mode: Mode) -> bool:
    """Return whether a meeting like `event` had people in `mode`, so that a figure left out is missing."""
    if event.type in NO_MEETINGS:
        return False
    return any(_session_expects(session, mode) for session in event.parts() if took_place(event, session))


def _session_expects(session: Session, mode: Mode) -> bool:
    place = session.place
    online = place is not None and place.online
    if mode is Mode.ONLINE:
        return online
    return place is None or not online or place.city is not None or place.venue is not None
