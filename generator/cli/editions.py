"""Shows editions of series: in come outcomes of a run, out come a table of them and, below it, what keeps each back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click

from generator.cli.situation import Situation, on_terminal, one_line
from generator.cli.tables import show_table
from generator.messages.catalogue import describe, say
from generator.schedule.task import What

if TYPE_CHECKING:
    from generator.errors import Problem
    from generator.schedule.run import Outcome, Run

REASONS = 12  # of one edition
FOLDERS = 12  # a longer list says where they are in one line
STATES = ("refused", "blocked", "stale", "made", "nothing", "unchanged")


def state_of(outcome: Outcome) -> str:
    """Return one of STATES: a final that is held back is "blocked", whatever became of its draft."""
    return "blocked" if outcome.blocked else outcome.what.value


def show_run(situation: Situation, run: Run, *, dry: bool) -> None:
    """Print what a run did, or with `dry` would do."""
    news = [one for one in run.outcomes if state_of(one) != "unchanged"]
    if news:
        title = words(situation, "title_dry" if dry else "title_run", day=run.day)
        show_table(title, *_table(situation, news, dry=dry))
        click.echo()
    if not dry:
        _show_folders(situation, [one.folder for one in news if one.what is What.MADE and one.folder])
    show_reasons(situation, news)
    if run.recorded:
        click.echo(words(situation, "recorded", count=len(run.recorded)))
    situation.complain(run.problems)
    click.echo(summed_up(situation, run, dry=dry))


def _table(
    situation: Situation, news: Iterable[Outcome], *, dry: bool
) -> tuple[list[str], list[list[str]], list[int]]:
    """Return headings, rows and the columns of numbers; periods of one series with nothing to report are one row."""
    names = ["series", "audience", "period", "result", "edition", "number", "remarks"]
    rows = []
    for (series, audience, state, _), together in groupby(news, _kin):
        found = list(together)
        first, last = found[0].slot.period.code, found[-1].slot.period.code
        period = first if first == last else words(situation, "span", first=first, last=last)
        one = found[0]
        remarks = str(len(one.problems)) if state == "made" and one.problems else ""
        shown = f"state_{state}_dry" if dry and state == "made" else f"state_{state}"
        # What does not exist yet has no number of its own.
        edition = one.folder.rpartition("/")[2] or (
            words(situation, f"status_{one.status}") if one.status else ""
        )
        rows.append(
            [
                series,
                audience,
                period,
                words(situation, shown),
                edition,
                str(one.number or ""),
                remarks,
            ]
        )
    # A column in which nothing stands would only push the rest off a narrow terminal.
    kept = [at for at in range(len(names)) if at < 4 or any(row[at] for row in rows)]
    headings = [words(situation, f"column_{names[at]}") for at in kept]
    numbers = [place for place, at in enumerate(kept) if names[at] in ("number", "remarks")]
    return headings, [[row[at] for at in kept] for row in without_repeats(rows, 2)], numbers


def without_repeats(rows: Sequence[Sequence[str]], columns: int) -> list[list[str]]:
    """Return rows in which, for a person who looks at a terminal, the first `columns` say only what is new; whole ones elsewhere."""
    shown, above = [], [""] * columns
    for row in rows:
        same = 0
        while on_terminal() and same < columns and row[same] == above[same]:
            same += 1
        shown.append([""] * same + list(row[same:]))
        above = list(row[:columns])
    return shown


def _kin(outcome: Outcome) -> tuple[str, str, str, str]:
    """Return what outcomes share that are shown in one row; one with an edition has its own."""
    state = state_of(outcome)
    own = "" if state == "nothing" else outcome.slot.period.code
    return outcome.slot.series, outcome.slot.audience, state, own


def _show_folders(situation: Situation, folders: Sequence[str]) -> None:
    if not folders:
        return
    if len(folders) > FOLDERS:
        click.echo(words(situation, "folders"))
    else:
        click.echo(words(situation, "published"))
        for folder in folders:
            click.echo(f"  reports/{folder}")
    click.echo()


def show_reasons(situation: Situation, outcomes: Iterable[Outcome]) -> None:
    """Print why editions are refused, held back or stale; those with the same reasons together."""
    groups: dict[tuple[str, tuple[str, ...]], list[Outcome]] = {}
    for outcome in outcomes:
        state = state_of(outcome)
        problems = outcome.blocked if state == "blocked" else outcome.problems
        if state in ("refused", "blocked", "stale") and problems:
            groups.setdefault((state, _lines(situation, problems)), []).append(outcome)
    for (state, lines), together in groups.items():
        named = ", ".join(_named(one) for one in together[:REASONS])
        more = len(together) - REASONS
        click.echo(words(situation, f"why_{state}", editions=named + (f", +{more}" if more > 0 else "")))
        for line in lines[:REASONS]:
            click.echo(f"  {line}")
        if len(lines) > REASONS:
            click.echo("  " + words(situation, "more", count=len(lines) - REASONS))
        click.echo()


def _lines(situation: Situation, problems: Iterable[Problem]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one_line(describe(found, situation.language)) for found in problems))


def _named(outcome: Outcome) -> str:
    return f"{outcome.slot.series} {outcome.slot.period.code} {outcome.slot.audience}"


def summed_up(situation: Situation, run: Run, *, dry: bool = False) -> str:
    """Return one line: how many editions of each kind, and how many are as they were."""
    counts = dict.fromkeys(STATES, 0) | {"unchanged": run.quiet}
    for outcome in run.outcomes:
        counts[state_of(outcome)] += 1
    parts = [
        words(
            situation,
            f"count_{state}{'_dry' if dry and state == 'made' else ''}{'s' if count > 1 else ''}",
            count=count,
        )
        for state, count in counts.items()
        if count
    ]
    if not parts:
        return words(situation, "nothing_yet")
    news = any(counts[state] for state in STATES if state != "unchanged")
    return words(situation, "sum" if news else "nothing_due", parts=", ".join(parts))


def words(situation: Situation, code: str, **facts: object) -> str:
    """Return the sentence `schedule.<code>`."""
    return say(f"schedule.{code}", situation.language, **facts)
