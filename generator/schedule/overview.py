"""Where series stand: in come a workspace and a day, out comes for each series and reader its last edition, the next one, and what
is missing, stale, held back or in no edition. Nothing is drawn and nothing is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.config.series import Series, load_series
from generator.config.workspace import templates_folder
from generator.errors import Problem
from generator.period import Period
from generator.publishing.earlier import Earlier, earlier_editions
from generator.records.loader import load
from generator.schedule.placement import Why, placement
from generator.schedule.pool import InProcess
from generator.schedule.run import Outcome, Run, run_due
from generator.schedule.slots import Readers, Slot, next_slot, readers_of
from generator.schedule.task import What


@dataclass(frozen=True, slots=True)
class Last:
    """The newest edition of a series for one audience: the final of its period, else the newest draft. `folder` is below the workspace."""

    period: str
    status: str
    number: int | None
    folder: str


@dataclass(frozen=True, slots=True)
class Row:
    """Where a series stands for one audience. `outcomes` are what `run-due` would do; `remade` are periods whose draft is out of date."""

    series: Series
    audience: str
    last: Last | None
    next: Slot
    outcomes: tuple[Outcome, ...] = ()
    missing: tuple[str, ...] = ()
    remade: tuple[str, ...] = ()
    orphans: Mapping[str, Why] = field(default_factory=dict)

    def of(self, what: What) -> tuple[Outcome, ...]:
        """Return the outcomes of one sort, without those whose final is held back."""
        return tuple(one for one in self.outcomes if one.what is what and not one.blocked)

    @property
    def blocked(self) -> tuple[Outcome, ...]:
        """Return the outcomes whose final is held back."""
        return tuple(one for one in self.outcomes if one.blocked)


@dataclass(frozen=True, slots=True)
class Overview:
    """Where every series stands on the day `day`; `problems` are of the whole."""

    day: date
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()


def overview(
    workspace: Path, today: date, show: Callable[[Slot, int, int], None] = lambda slot, done, total: None
) -> Overview:
    """Return where the series of a workspace stand. Refusal as for a run."""
    run = run_due(workspace, today, InProcess(), dry=True, show=show)
    records = load(workspace)
    readers = readers_of(records)
    editions = [one for one in earlier_editions(workspace) if one.manifest.series]
    rows = []
    for series in load_series(templates_folder(workspace)):
        for audience in readers.of(series):
            month = readers.month(audience) or 1
            placed = placement(records, series, audience, month, today)
            rows.append(_row(workspace, series, audience, readers, run, editions, placed.orphans))
    return Overview(today, tuple(rows), run.problems)


def _row(
    workspace: Path,
    series: Series,
    audience: str,
    readers: Readers,
    run: Run,
    editions: Iterable[Earlier],
    orphans: Mapping[str, Why],
) -> Row:
    own = (series.name, audience)
    outcomes = tuple(one for one in run.outcomes if (one.slot.series, one.slot.audience) == own)
    made = [one.slot for one in outcomes if one.what is What.MADE]
    there = [(workspace / "reports" / slot.folder).is_dir() for slot in made]
    return Row(
        series,
        audience,
        _last(
            [one for one in editions if (one.manifest.series, one.manifest.audience) == own],
            readers.month(audience) or 1,
        ),
        next_slot(series, audience, readers, run.day),
        outcomes,
        tuple(slot.period.code for slot, stands in zip(made, there, strict=True) if not stands),
        tuple(slot.period.code for slot, stands in zip(made, there, strict=True) if stands),
        orphans,
    )


def _last(editions: Iterable[Earlier], month: int) -> Last | None:
    found = []
    for one in editions:
        with suppress(ValueError):
            code = one.manifest.period
            period = Period.fiscal(code, month) if code.startswith("FY") else Period.parse(code)
            status, _, number = one.folder.rpartition("/")[2].partition("-")
            found.append(((period.end, status == "final", int(number)), one))
    if not found:
        return None
    _, newest = max(found, key=lambda pair: pair[0])
    return Last(newest.manifest.period, newest.manifest.status, newest.manifest.number, newest.folder)
