"""Shows where records stand: in come Records and a day, out come a table of how many of each period are in which state, and a list of
those that wait."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from generator.cli.situation import Situation
from generator.cli.tables import show_table
from generator.messages.catalogue import say

if TYPE_CHECKING:
    from generator.records.event import Event
    from generator.records.records import Records

STATES = ("not_approved", "unsigned", "void", "to_confirm", "approved", "withdrawn")
WAITING = STATES[:4]
UNDATED = "undated"
LISTED = 30


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one event or one edition's texts stand; `embargo` is the last day on which nobody outside may read it."""

    id: str
    period: str
    state: str
    embargo: date | None = None


def standings(records: Records, today: date) -> list[Standing]:
    """Return each event, by quarter, then the texts of editions."""
    from generator.records.approvals import standing
    from generator.records.event import State

    found = []
    for id, event in records.events.items():
        state = "withdrawn" if event.state is State.WITHDRAWN else _name(standing(event).value)
        embargo = event.publish_after if event.publish_after and event.publish_after >= today else None
        found.append(Standing(id, _period(event), state, embargo))
    found.sort(key=lambda one: (one.period == UNDATED, one.period, one.id))
    for name, texts in sorted(records.editions.items()):
        found.append(Standing(f"edition/{name}", name.partition("/")[2], _name(standing(texts).value)))
    return found


def values(found: Sequence[Standing]) -> dict[str, Any]:
    """Return the same for machines."""
    return {
        "records": [
            {
                "record": one.id if one.id.startswith("edition/") else f"event/{one.id}",
                "period": one.period,
                "state": one.state,
                "embargo": one.embargo.isoformat() if one.embargo else None,
            }
            for one in found
        ]
    }


def show_standings(situation: Situation, found: Sequence[Standing], today: date) -> None:
    """Print a table of counts, then what waits and for whom."""
    periods: dict[str, Counter[str]] = {}
    for one in found:
        named = "texts" if one.id.startswith("edition/") else one.period
        counts = periods.setdefault(named, Counter())
        counts.update([one.state, *(["embargo"] if one.embargo else [])])
    # What nothing is would only push the rest off a narrow terminal.
    every: Counter[str] = sum(periods.values(), Counter())
    columns = [name for name in (*STATES, "embargo") if every[name]]
    headings = [_words(situation, f"column_{name}") for name in ("period", *columns)]
    rows = [
        [
            _words(situation, f"row_{period}") if period in (UNDATED, "texts") else period,
            *(str(counts[name] or "") for name in columns),
        ]
        for period, counts in periods.items()
    ]
    show_table(_words(situation, "title_records", day=today), headings, rows, range(1, len(headings)))
    for state in WAITING:
        _list(situation, f"waiting_{state}", [one.id for one in found if one.state == state])
    embargoed = [f"{one.id} ({one.embargo})" for one in found if one.embargo]
    _list(situation, "waiting_embargo", embargoed)


def _list(situation: Situation, code: str, ids: Sequence[str]) -> None:
    if not ids:
        return
    click.echo()
    click.echo(_words(situation, code))
    for id in ids[:LISTED]:
        click.echo(f"  {id.removeprefix('edition/')}")
    if len(ids) > LISTED:
        click.echo("  " + _words(situation, "more", count=len(ids) - LISTED))


def _name(standing: str) -> str:
    """An article that was published is as good as approved here."""
    return "approved" if standing == "published" else standing


def _period(event: Event) -> str:
    """Return the quarter in which an event ends, its year where no closer date is stated, or UNDATED."""
    from generator.period import PeriodKind, containing

    spans = [part.date for part in event.parts() if part.date and part.date.start and part.date.end]
    if not spans:
        return UNDATED
    last = max(spans, key=lambda span: span.end or date.min)
    if not (last.start and last.end):
        return UNDATED
    if last.interval:
        return containing(last.end, PeriodKind.QUARTER).code
    first, final = (containing(day, PeriodKind.QUARTER) for day in (last.start, last.end))
    return final.code if first == final else str(last.end.year)


def _words(situation: Situation, code: str, **facts: object) -> str:
    return say(f"schedule.{code}", situation.language, **facts)
