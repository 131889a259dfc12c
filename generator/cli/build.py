"""`bilan build`: in come a period and wishes, out come the paths of the edition's files and what the reader must know."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.registers import donors_of, fiscal_month_of, project_donors, projects_of
from generator.cli.series_orders import series_orders
from generator.cli.situation import Situation, on_terminal
from generator.cli.spoken import SpokenCommand, argument, option, situation_of
from generator.cli.wishes import Wishes, read_audience, read_choice, read_day, read_list, read_period
from generator.errors import Refusal, problem
from generator.messages.catalogue import say

if TYPE_CHECKING:
    from generator.period import Period
    from generator.pipeline import Built, Order, Step


@click.command("build", cls=SpokenCommand)
@argument("period", "period", required=False)
@option("--kind", value="kind")
@option("--series", value="one_series", sentence="one_series")
@option("--audience", value="audience")
@option("--donor", value="donor")
@option("--all-donors", is_flag=True)
@option("--project", value="project", sentence="one_project")
@option("--language", value="languages", multiple=True)
@option("--format", "formats", value="formats", multiple=True, sentence="build_format")
@option("--as-of", value="day")
@option("--proof", is_flag=True)
@option("--attach-proof", is_flag=True)
@option("--final", is_flag=True)
@click.pass_context
def build(context: click.Context, /, **wishes: Any) -> None:
    """Build and publish one edition, or one for each donor, then say where each stands."""
    from generator import pipeline

    situation = situation_of(context)
    workspace = situation.workspace()
    refused: list[Refusal] = []
    orders = _orders(situation, workspace, **wishes)
    for order in orders:
        try:
            with progress(situation) as show:
                built = pipeline.build(workspace, order, show)
        except Refusal as refusal:
            if len(orders) == 1:
                raise
            refused.append(refusal)
            continue
        _report(situation, built)
    if refused:
        # The gravest names the exit code; every problem is told once.
        gravest = max(refused, key=lambda refusal: refusal.exit_code)
        raise type(gravest)(dict.fromkeys(found for refusal in refused for found in refusal.problems))


def _orders(
    situation: Situation,
    workspace: Path,
    *,
    period: str | None,
    kind: str | None,
    series: str | None,
    audience: str | None,
    donor: str | None,
    all_donors: bool,
    project: str | None,
    language: tuple[str, ...],
    formats: tuple[str, ...],
    as_of: str | None,
    proof: bool,
    attach_proof: bool,
    final: bool,
) -> list[Order]:
    """Return what is wanted, an Order an edition. Refusal for every wish that cannot be read."""
    from generator.config.templates import names
    from generator.config.workspace import templates_folder
    from generator.pipeline import Order
    from generator.renderers.registry import FORMATS
    from generator.report.model import Status

    kinds, known = (names(templates_folder(workspace), what) for what in ("kinds", "languages"))
    wishes = Wishes()
    today = wishes.read(lambda: publisher_day(situation, workspace), situation.now().date())
    for_a_donor = (donor or all_donors or project) and "donor-summary" in kinds
    usual = "donor-summary" if for_a_donor else "activity-report"
    order = Order(
        as_of=wishes.read(lambda: read_day(as_of, "--as-of") if as_of else today, today),
        kind=wishes.read(lambda: read_choice(kind, kinds, "--kind") if kind is not None else usual, usual),
        languages=wishes.read(lambda: read_list(language, known, "--language"), ()),
        formats=wishes.read(lambda: read_list(formats, FORMATS, "--format"), ()),
        proof=proof,
        enclose=attach_proof,
        status=Status.FINAL if final else Status.DRAFT,
    )
    public: tuple[str, ...] = ("public",)
    if series is not None:
        wishes.read(lambda: _alone(kind=kind, project=project), None)
        readers = wishes.read(lambda: _named_audiences(workspace, audience, donor, all_donors), public)
        wishes.check()
        return series_orders(workspace, series, order, period, readers)
    if project is None:
        audiences = wishes.read(lambda: _audiences(workspace, audience, donor, all_donors), public)
    else:
        named = wishes.read(lambda: read_choice(project, projects_of(workspace), "--project"), "")
        wishes.check()
        order = replace(order, project=named)
        audiences = wishes.read(lambda: _payer(workspace, named, audience, donor, all_donors), public)

    def wanted(audience: str) -> Period | None:
        return None if period is None else read_period(period, today, fiscal_month_of(workspace, audience))

    found = [replace(order, audience=a, period=wishes.read(partial(wanted, a), None)) for a in audiences]
    wishes.check()
    return found


def _alone(**others: str | None) -> None:
    """Refusal for each of `others` that is given: a series says it itself."""
    if given := [name for name, value in others.items() if value is not None]:
        raise Refusal(problem("schedule.series_alone", given=f"--{name}") for name in given)


def _audiences(workspace: Path, audience: str | None, donor: str | None, all_donors: bool) -> tuple[str, ...]:
    """Return whom the editions are for. Refusal where several ways to say so are used at once."""
    if sum((audience is not None, donor is not None, all_donors)) > 1:
        raise Refusal(problem("commands.one_audience"))
    known = donors_of(workspace)
    if all_donors:
        paying = _paying(workspace)
        if not paying:
            raise Refusal(problem("commands.no_donor", given="--all-donors"))
        return tuple(f"donor:{id}" for id in paying)
    given = f"donor:{donor}" if donor is not None else audience
    return (read_audience(given, known),) if given is not None else ("public",)


def _named_audiences(
    workspace: Path, audience: str | None, donor: str | None, all_donors: bool
) -> tuple[str, ...]:
    """Return whom the editions are for; nobody where it is not said."""
    said = audience is not None or donor is not None or all_donors
    return _audiences(workspace, audience, donor, all_donors) if said else ()


def _payer(
    workspace: Path, project: str, audience: str | None, donor: str | None, all_donors: bool
) -> tuple[str, ...]:
    """Return the donor whose document about `project` is wanted; without a name, its only one. Refusal where that is not clear."""
    paying = project_donors(workspace, project)
    if all_donors:
        return tuple(f"donor:{id}" for id in paying)
    if donor is None and audience is None:
        if len(paying) != 1:
            raise Refusal(problem("commands.several_payers", given=project, known=", ".join(paying)))
        return (f"donor:{paying[0]}",)
    (found,) = _audiences(workspace, audience, donor, False)
    if found.removeprefix("donor:") not in paying:
        raise Refusal(problem("commands.not_its_project", given=project, known=", ".join(paying)))
    return (found,)


def _paying(workspace: Path) -> list[str]:
    """Return the donors that pay for a project or an event of the records; one only named in a background does not."""
    from generator.records.loader import load

    records = load(workspace)
    found = {given.organisation for project in records.projects.values() for given in project.donors}
    for event in records.events.values():
        found |= {given.organisation for given in event.funding if not given.background}
    return sorted(found)


def publisher_day(situation: Situation, workspace: Path) -> date:
    """Return today in the publisher's zone; in UTC where its record names none (reading the records tells of that)."""
    from generator.config.clock import today
    from generator.sources.source import read

    source, _ = read(workspace / "records" / "publisher.yaml", "records/publisher.yaml")
    zone = source.value(("time_zone",)) if source else None
    return today(zone if isinstance(zone, str) else "UTC", situation.now())


@contextmanager
def progress(situation: Situation) -> Iterator[Callable[[Step], None]]:
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
