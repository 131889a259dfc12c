"""`bilan run-due`: in comes a workspace, out come the editions that were due, a table of them, and what keeps the others back."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.build import publisher_day
from generator.cli.situation import Situation, on_terminal
from generator.cli.spoken import SpokenCommand, option, situation_of
from generator.cli.wishes import Wishes, read_choice, read_day
from generator.errors import BilanError, CannotWrite, LockHeld, PrivacyRefusal, Problem, Refusal, problem
from generator.messages.catalogue import say

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from generator.schedule.notice import News
    from generator.schedule.run import Run
    from generator.schedule.slots import Slot

EXECUTORS = ("pool", "in-process", "dask")
MOST_WORKERS = 64
LINES = 20  # of progress, however many editions there are


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is wanted of one run."""

    day: date
    only: tuple[str, ...]
    dry: bool
    quiet: bool
    json: bool
    executor: str
    workers: int
    scheduler: str
    log: Path
    to: str
    slips: frozenset[str]  # codes of problems that come of the words typed


@click.command("run-due", cls=SpokenCommand)
@option("--dry-run", is_flag=True)
@option("--series", value="series", multiple=True, sentence="only_series")
@option("--as-of", value="day")
@option("--format", "form", value="text_or_json", default="text", sentence="text_or_json")
@option("--quiet", is_flag=True)
@option("--executor", value="executor")
@option("--workers", value="count")
@option("--scheduler", value="address")
@option("--to", value="url")
@option("--log", value="file")
@click.pass_context
def run_due(context: click.Context, /, **wishes: Any) -> int:
    """Make what is due, tell the team, keep a line in the log; end with the gravest exit code."""
    from generator.schedule import run as schedule

    situation = situation_of(context)
    workspace = situation.workspace()
    wish = _wish(situation, workspace, **wishes)
    try:
        with _executor(wish) as executor, _progress(situation, wish) as show:
            run = schedule.run_due(workspace, wish.day, executor, only=wish.only, dry=wish.dry, show=show)
    except BilanError as error:
        return _refused(situation, workspace, wish, error)
    failures = _after(situation, workspace, wish, run)
    code = run.exit_code
    if failures and code in (0, PrivacyRefusal.exit_code):
        code = CannotWrite.exit_code
    _keep(situation, wish, lambda: _line(run, situation, code, failures))
    _show(situation, wish, run, code)
    situation.complain(failures)
    return code


def _wish(
    situation: Situation,
    workspace: Path,
    *,
    dry_run: bool,
    series: tuple[str, ...],
    as_of: str | None,
    form: str,
    quiet: bool,
    executor: str | None,
    workers: str | None,
    scheduler: str | None,
    to: str | None,
    log: str | None,
) -> _Wish:
    """Return what is wanted. Refusal with every wish that cannot be."""
    wishes = Wishes()
    today = wishes.read(lambda: publisher_day(situation, workspace), situation.now().date())
    usual = "in-process" if dry_run else "dask" if scheduler else "pool"
    chosen = wishes.read(lambda: read_choice(executor, EXECUTORS, "--executor") if executor else usual, usual)

    def fits() -> None:
        if scheduler is not None and chosen != "dask":
            raise Refusal(problem("schedule.scheduler_alone"))
        if scheduler is None and chosen == "dask":
            raise Refusal(problem("schedule.scheduler_wanted"))
        if workers is not None and chosen != "pool":
            raise Refusal(problem("schedule.workers_alone"))

    wishes.read(fits, None)
    names = tuple(dict.fromkeys(one.strip() for given in series for one in given.split(",") if one.strip()))
    wish = _Wish(
        wishes.read(lambda: _past(as_of, today), today),
        names,
        dry_run,
        quiet,
        wishes.read(lambda: read_choice(form, ("text", "json"), "--format"), "text") == "json",
        chosen,
        wishes.read(lambda: _number(workers), 1),
        scheduler or "",
        situation.folder / log if log else workspace / "reports" / ".log" / "run-due.jsonl",
        to or "",
        frozenset({"series.unknown", *(["series.clock"] if as_of else [])}),
    )
    wishes.check()
    return wish


def _past(given: str | None, today: date) -> date:
    """Return the day `given`. Refusal for one to come: what is made then could not be known today."""
    day = read_day(given, "--as-of") if given else today
    if day > today:
        raise Refusal(problem("schedule.future", given=day, today=today))
    return day


def _number(given: str | None) -> int:
    """Return how many processes are wanted; as many as there are processors where nobody says."""
    if given is None:
        return min(os.cpu_count() or 1, 8)
    if not (given.isascii() and given.isdigit() and 1 <= int(given) <= MOST_WORKERS):
        raise Refusal(problem("schedule.bad_workers", given=given[:60], limit=MOST_WORKERS))
    return int(given)


def _executor(wish: _Wish) -> AbstractContextManager[Executor]:
    """Return where the documents are made. Refusal where a cluster cannot be reached."""
    if wish.executor == "dask":
        from generator.schedule.cluster import dask_executor

        return dask_executor(wish.scheduler)
    from generator.schedule.pool import in_process, process_pool

    return process_pool(wish.workers) if wish.executor == "pool" else in_process()


@contextmanager
def _progress(situation: Situation, wish: _Wish) -> Iterator[Callable[[Slot, int, int], None]]:
    """Show each edition as it comes: a moving bar where a person watches standard error, plain lines elsewhere."""

    def named(slot: Slot) -> str:
        return f"{slot.series} {slot.period.code} {slot.audience}"

    def line(slot: Slot, done: int, total: int) -> None:
        if not wish.quiet and (done + 1) * LINES // total > done * LINES // total:
            click.echo(f"{done + 1}/{total} {named(slot)}", err=True)

    if not on_terminal(error_stream=True):
        yield line
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

    columns = (
        SpinnerColumn(),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(say("schedule.looking", situation.language), total=None)

        def show(slot: Slot, done: int, total: int) -> None:
            bar.update(task, description=named(slot), completed=done + 1, total=total)

        yield show


def _after(situation: Situation, workspace: Path, wish: _Wish, run: Run) -> tuple[Problem, ...]:
    """Copy what was made, tell the team, and return what went wrong with either; a trial does nothing."""
    if wish.dry:
        return ()
    from generator.schedule.copies import copy_editions
    from generator.schedule.notice import news_of

    failed = copy_editions(workspace, wish.to) if wish.to else ()
    told = _tell(situation, workspace, wish, lambda language: news_of(run, language), whole=True)
    return (*failed, *told)


def _tell(
    situation: Situation,
    workspace: Path,
    wish: _Wish,
    news: Callable[[str], Sequence[News]],
    *,
    whole: bool,
) -> tuple[Problem, ...]:
    """Tell the team the news, written in the publisher's language, and return what went wrong with that."""
    from generator.config.settings import load_settings
    from generator.config.workspace import templates_folder
    from generator.schedule.notice import notify, publisher_of

    try:
        settings = load_settings(templates_folder(workspace))
    except Refusal as refusal:
        return refusal.problems
    publisher = publisher_of(workspace)
    return notify(
        workspace,
        settings,
        publisher,
        news(publisher.language),
        situation.now(),
        situation.environment,
        only=wish.only,
        whole=whole,
    )


def _refused(situation: Situation, workspace: Path, wish: _Wish, error: BilanError) -> int:
    """Tell the team and the log why nothing was looked at, then the person; another run at work, or a slip of
    whoever typed the command, to the person alone."""
    failures: tuple[Problem, ...] = ()
    slip = isinstance(error, LockHeld) or {one.code for one in error.problems} <= wish.slips
    if not wish.dry and not slip:
        from generator.schedule.notice import news_of_refusal

        failures = _tell(
            situation, workspace, wish, lambda language: news_of_refusal(error, language), whole=False
        )
    _keep(situation, wish, lambda: _line_of_refusal(error, wish, situation, failures))
    if wish.json:
        from generator.schedule.account import machine
        from generator.schedule.run import Run

        nothing = machine(Run(wish.day, problems=error.problems), situation.language, dry=wish.dry)
        _print(nothing | {"exit_code": error.exit_code})
    situation.complain((*error.problems, *failures))
    return error.exit_code


def _keep(situation: Situation, wish: _Wish, line: Callable[[], dict[str, Any]]) -> None:
    """Add a line to the log; a trial leaves none."""
    if wish.dry:
        return
    from generator.schedule.journal import keep

    if not keep(wish.log, line()):
        click.echo(say("schedule.no_log", situation.language, file=situation.shown(wish.log)), err=True)


def _line(run: Run, situation: Situation, code: int, failures: Sequence[Problem]) -> dict[str, Any]:
    from generator.schedule.journal import line_of

    return line_of(run, situation.now(), code, failures)


def _line_of_refusal(
    error: BilanError, wish: _Wish, situation: Situation, failures: Sequence[Problem]
) -> dict[str, Any]:
    from generator.schedule.journal import line_of_refusal

    return line_of_refusal(error.problems, wish.day, situation.now(), error.exit_code, failures)


def _show(situation: Situation, wish: _Wish, run: Run, code: int) -> None:
    """Print the result: values for a machine, or a table and what keeps editions back; nothing where nothing is new and none wanted."""
    if wish.json:
        from generator.schedule.account import machine

        _print(machine(run, situation.language, dry=wish.dry) | {"exit_code": code})
        return
    from generator.cli.editions import show_run

    if not (wish.quiet and code == 0 and not run.recorded and not _new(run)):
        show_run(situation, run, dry=wish.dry)


def _new(run: Run) -> bool:
    from generator.schedule.task import What

    return bool(run.problems) or any(one.what is not What.UNCHANGED for one in run.outcomes)


def _print(values: dict[str, Any]) -> None:
    click.echo(json.dumps(values, ensure_ascii=False, indent=2, sort_keys=True))
