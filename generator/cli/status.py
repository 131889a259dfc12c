"""`bilan status`: in comes a workspace, out comes where its series and records stand; nothing is made and nothing is written."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.build import publisher_day
from generator.cli.situation import Situation, on_terminal
from generator.cli.spoken import SpokenCommand, SpokenGroup, option, situation_of
from generator.cli.tables import show_table
from generator.cli.wishes import read_choice
from generator.messages.catalogue import say

if TYPE_CHECKING:
    from generator.schedule.overview import Overview, Row
    from generator.schedule.slots import Slot

PARTS = {"series": "generator.cli.status:status_series", "records": "generator.cli.status:status_records"}


@click.command("status", cls=SpokenGroup, modules=PARTS, invoke_without_command=True)
@option("--format", "form", value="text_or_json", default="text", sentence="text_or_json")
@click.pass_context
def status(context: click.Context, form: str) -> None:
    """Show both parts where none is named; the series only where there are any."""
    if context.invoked_subcommand is not None:
        return
    situation = situation_of(context)
    in_json = read_choice(form, ("text", "json"), "--format") == "json"
    values: dict[str, Any] = {"format": 1}
    workspace = situation.workspace()
    if _has_series(workspace):
        values |= _series(situation, workspace, show=not in_json)
    elif not in_json:
        click.echo(f"{_words(situation, 'no_series')}\n")
    values |= _records(situation, workspace, show=not in_json)
    if in_json:
        _print(values)


@click.command("status series", cls=SpokenCommand)
@option("--format", "form", value="text_or_json", default="text", sentence="text_or_json")
@click.pass_context
def status_series(context: click.Context, form: str) -> None:
    """Show where the series stand."""
    situation = situation_of(context)
    in_json = read_choice(form, ("text", "json"), "--format") == "json"
    values = _series(situation, situation.workspace(), show=not in_json)
    if in_json:
        _print({"format": 1} | values)


@click.command("status records", cls=SpokenCommand)
@option("--format", "form", value="text_or_json", default="text", sentence="text_or_json")
@click.pass_context
def status_records(context: click.Context, form: str) -> None:
    """Show where the records stand."""
    situation = situation_of(context)
    in_json = read_choice(form, ("text", "json"), "--format") == "json"
    values = _records(situation, situation.workspace(), show=not in_json)
    if in_json:
        _print({"format": 1} | values)


def _has_series(workspace: Path) -> bool:
    from generator.config.series import load_series
    from generator.config.workspace import templates_folder

    return bool(load_series(templates_folder(workspace)))


def _series(situation: Situation, workspace: Path, *, show: bool) -> dict[str, Any]:
    """Return where the series stand, as values, and with `show` print it."""
    from generator.schedule.overview import overview

    day = publisher_day(situation, workspace)
    with _looking(situation) as progress:
        found = overview(workspace, day, progress)
    if show:
        _show_series(situation, found)
    return _series_values(situation, found)


@contextmanager
def _looking(situation: Situation) -> Iterator[Callable[[Slot, int, int], None]]:
    """Let a person who watches see that something goes on."""
    if not on_terminal(error_stream=True):
        yield lambda slot, done, total: None
        return
    from rich.console import Console

    with Console(stderr=True).status(_words(situation, "looking")):
        yield lambda slot, done, total: None


def _show_series(situation: Situation, found: Overview) -> None:
    from generator.cli.editions import show_reasons, without_repeats

    headings = [
        _words(situation, f"column_{name}") for name in ("series", "audience", "last", "next", "state")
    ]
    rows = [
        [
            row.series.name,
            row.audience,
            _last(situation, row),
            _words(situation, "next", period=row.next.period.code, day=row.next.due),
            _state(situation, row),
        ]
        for row in found.rows
    ]
    show_table(_words(situation, "title_series", day=found.day), headings, without_repeats(rows, 1))
    click.echo()
    for name in ("missing", "remade"):
        held = [(row, periods) for row in found.rows if (periods := getattr(row, name))]
        if held:
            click.echo(_words(situation, f"list_{name}"))
            for row, periods in held:
                name = f"{row.series.name} {row.audience}"
                click.echo(f"  {_words(situation, 'named', name=name, periods=', '.join(periods))}")
            click.echo()
    show_reasons(situation, [one for row in found.rows for one in row.outcomes])
    _show_orphans(situation, found.rows)
    situation.complain(found.problems)


def _last(situation: Situation, row: Row) -> str:
    if row.last is None:
        return "–"
    number = (
        f" {say('schedule.number', situation.language, number=row.last.number)}" if row.last.number else ""
    )
    return f"{row.last.period} {row.last.folder.rpartition('/')[2]}{number}"


def _state(situation: Situation, row: Row) -> str:
    """Return what is to be said of a series in a few words, the gravest first."""
    from generator.schedule.task import What

    counts = {
        "refused": len(row.of(What.REFUSED)),
        "blocked": len(row.blocked),
        "stale": len(row.of(What.STALE)),
        "missing": len(row.missing),
        "remade": len(row.remade),
    }
    parts = [
        _words(situation, f"short_{name}{'s' if count > 1 else ''}", count=count)
        for name, count in counts.items()
        if count
    ]
    return ", ".join(parts) or _words(situation, "state_unchanged")


def _show_orphans(situation: Situation, rows: Iterable[Row]) -> None:
    """Print each event that is in no edition once, with the series it is missing in and why."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        for id, why in row.orphans.items():
            found.setdefault((id, why.value), []).append(row.series.name)
    if not found:
        return
    click.echo(_words(situation, "list_orphans"))
    for (id, reason), names in sorted(found.items()):
        series = ", ".join(dict.fromkeys(names))
        click.echo(f"  {_words(situation, f'orphan_{reason}', event=id, series=series)}")
    click.echo()


def _series_values(situation: Situation, found: Overview) -> dict[str, Any]:
    from generator.schedule.account import as_values, edition
    from generator.schedule.task import What

    language = situation.language
    series = []
    for row in found.rows:
        last = row.last
        series.append(
            {
                "series": row.series.name,
                "kind": row.series.kind,
                "audience": row.audience,
                "last": {
                    "period": last.period,
                    "status": last.status,
                    "number": last.number,
                    "folder": last.folder,
                }
                if last
                else None,
                "next": {"period": row.next.period.code, "due": row.next.due.isoformat()},
                "missing": list(row.missing),
                "outdated_drafts": list(row.remade),
                "stale": [
                    edition(one) | {"problems": [as_values(p, language) for p in one.problems]}
                    for one in row.of(What.STALE)
                ],
                "refused": [
                    edition(one) | {"problems": [as_values(p, language) for p in one.problems]}
                    for one in row.of(What.REFUSED)
                ],
                "blocked": [
                    edition(one) | {"problems": [as_values(p, language) for p in one.blocked]}
                    for one in row.blocked
                ],
                "orphans": [{"event": id, "why": why.value} for id, why in row.orphans.items()],
            }
        )
    problems = [as_values(one, language) for one in found.problems]
    return {"day": found.day.isoformat(), "series": series, "problems": problems}


def _records(situation: Situation, workspace: Path, *, show: bool) -> dict[str, Any]:
    """Return where the records stand, as values, and with `show` print it."""
    from generator.cli.standings import standings, values
    from generator.records.loader import load

    day = publisher_day(situation, workspace)
    found = standings(load(workspace), day)
    if show:
        from generator.cli.standings import show_standings

        show_standings(situation, found, day)
    return {"day": day.isoformat()} | values(found)


def _print(values: dict[str, Any]) -> None:
    click.echo(json.dumps(values, ensure_ascii=False, indent=2, sort_keys=True))


def _words(situation: Situation, code: str, **facts: object) -> str:
    return say(f"schedule.{code}", situation.language, **facts)
