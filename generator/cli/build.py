"""`bilan build`: in come a period and wishes, out come the paths of the edition's files and what the reader must know."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.registers import donors_of
from generator.cli.situation import Situation, on_terminal
from generator.cli.spoken import SpokenCommand, argument, option, situation_of
from generator.cli.wishes import Wishes, read_audience, read_choice, read_day, read_list, read_period
from generator.messages.catalogue import say

if TYPE_CHECKING:
    from generator.pipeline import Built, Order, Step


@click.command("build", cls=SpokenCommand)
@argument("period", "period", required=False)
@option("--kind", value="kind", default="activity-report")
@option("--audience", value="audience", default="public")
@option("--language", value="languages", multiple=True)
@option("--format", "formats", value="formats", multiple=True, sentence="build_format")
@option("--as-of", value="day")
@option("--proof", is_flag=True)
@click.pass_context
def build(
    context: click.Context,
    period: str | None,
    kind: str,
    audience: str,
    language: tuple[str, ...],
    formats: tuple[str, ...],
    as_of: str | None,
    proof: bool,
) -> None:
    """Build and publish one edition, then say where it stands."""
    from generator import pipeline

    situation = situation_of(context)
    workspace = situation.workspace()
    order = _order(situation, workspace, period, kind, audience, language, formats, as_of, proof)
    with _progress(situation) as show:
        built = pipeline.build(workspace, order, show)
    _report(situation, built)


def _order(
    situation: Situation,
    workspace: Path,
    period: str | None,
    kind: str,
    audience: str,
    languages: tuple[str, ...],
    formats: tuple[str, ...],
    as_of: str | None,
    proof: bool,
) -> Order:
    """Return what is wanted. Refusal for every wish that cannot be read."""
    from generator.config.templates import names
    from generator.config.workspace import templates_folder
    from generator.pipeline import Order
    from generator.renderers.registry import FORMATS

    templates = templates_folder(workspace)
    kinds, known = names(templates, "kinds"), names(templates, "languages")
    wishes = Wishes()
    today = wishes.read(lambda: publisher_day(situation, workspace), situation.now().date())
    order = Order(
        as_of=wishes.read(lambda: read_day(as_of, "--as-of") if as_of else today, today),
        kind=wishes.read(lambda: read_choice(kind, kinds, "--kind"), kind),
        period=wishes.read(lambda: read_period(period, today) if period is not None else None, None),
        audience=wishes.read(lambda: read_audience(audience, donors_of(workspace)), audience),
        languages=wishes.read(lambda: read_list(languages, known, "--language"), ()),
        formats=wishes.read(lambda: read_list(formats, FORMATS, "--format"), ()),
        proof=proof,
    )
    wishes.check()
    return order


def publisher_day(situation: Situation, workspace: Path) -> date:
    """Return today in the publisher's zone; in UTC where its record names none (reading the records tells of that)."""
    from generator.config.clock import today
    from generator.sources.source import read

    source, _ = read(workspace / "records" / "publisher.yaml", "records/publisher.yaml")
    zone = source.value(("time_zone",)) if source else None
    return today(zone if isinstance(zone, str) else "UTC", situation.now())


@contextmanager
def _progress(situation: Situation) -> Iterator[Callable[[Step], None]]:
    """Show steps as a moving bar where a person watches standard error, as plain lines elsewhere."""
    if not on_terminal(error_stream=True):
        yield lambda step: click.echo(_words(situation, step), err=True)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def show(step: Step) -> None:
            bar.update(task, description=_words(situation, step), completed=step.done, total=step.total)

        yield show


def _words(situation: Situation, step: Step) -> str:
    return say(step.code, situation.language, **dict(step.facts))


def _report(situation: Situation, built: Built) -> None:
    if built.chosen:
        situation.tell("build.chosen", period=built.period.code)
    situation.complain(built.notices)
    if built.folder is None:
        return
    situation.tell("build.new" if built.new else "build.same", folder=situation.shown(built.folder))
    for file in built.files:
        click.echo(f"  {situation.shown(file)}{'/' if file.is_dir() else ''}")
    if built.warnings:
        situation.tell(
            "build.warnings" if len(built.warnings) > 1 else "build.warning", count=len(built.warnings)
        )
        situation.complain(built.warnings)
