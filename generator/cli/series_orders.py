"""Reads which editions of a series a person asks for: in come `--series` and the wishes beside it, out comes an Order an edition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli.wishes import Wishes, read_choice, read_period
from generator.errors import Refusal, problem

if TYPE_CHECKING:
    from generator.config.series import Series
    from generator.period import Period
    from generator.pipeline import Order
    from generator.schedule.slots import Readers


def series_orders(
    workspace: Path, given: str, order: Order, period: str | None, audiences: Sequence[str]
) -> list[Order]:
    """Return `order` for each edition of the series `given`: of `audiences` (empty: all of its own), in `period`, else its last one
    that has ended. Refusal for whatever is not of the series."""
    from generator.config.series import load_series
    from generator.config.workspace import templates_folder
    from generator.records.loader import load
    from generator.schedule.slots import readers_of

    known = {one.name: one for one in load_series(templates_folder(workspace))}
    if not known:
        raise Refusal(problem("series.none", given=given[:60], nearest=""))
    series = known[read_choice(given, known, "--series")]
    readers = readers_of(load(workspace))
    own = readers.of(series)
    if strangers := [one for one in audiences if one not in own]:
        named = ", ".join(own) or "?"
        raise Refusal(
            problem("schedule.not_its_audience", given=one, series=series.name, known=named)
            for one in strangers
        )
    wishes = Wishes()
    found = [
        replace(
            order,
            series=series.name,
            kind=series.kind,
            audience=audience,
            period=wishes.read(partial(_period, series, readers, audience, period, order), None),
        )
        for audience in audiences or own
    ]
    wishes.check()
    return found


def _period(series: Series, readers: Readers, audience: str, given: str | None, order: Order) -> Period:
    """Return the period of the edition: one of the series' own, so that its numbers and events stay in order."""
    month = readers.month(audience) or 1
    ended = series.periods(order.as_of, month)
    if given is None:
        if not ended:
            raise Refusal(
                problem(
                    "schedule.not_begun", given=series.name, day=series.due(series.next_period(order.as_of))
                )
            )
        return ended[-1]
    wanted = read_period(given, order.as_of, readers.month(audience))
    # The one that is going on may be looked at already.
    own = (*ended, series.next_period(order.as_of, month))
    if wanted in own:
        return wanted
    near = next((one for one in own if one.start <= wanted.start <= one.end), own[-1])
    raise Refusal(problem("schedule.not_its_period", given=given[:60], series=series.name, nearest=near.code))
