"""`bilan translations`: in comes a period, out goes a sheet of what is missing in a language; in comes the sheet, out go its texts into the records."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.build import publisher_day
from generator.cli.registers import donors_of, fiscal_month_of
from generator.cli.situation import Situation
from generator.cli.spoken import SpokenCommand, SpokenGroup, argument, option, situation_of
from generator.cli.wishes import Wishes, read_audience, read_choice, read_day, read_period
from generator.errors import Refusal, problem
from generator.messages.catalogue import LANGUAGES, say

if TYPE_CHECKING:
    from datetime import date

    from generator.gather import Order, Plan
    from generator.records.records import Records

_CELL = re.compile(r"[A-Z]{1,2}[1-9]\d{0,5}")


@click.command(
    "translations",
    cls=SpokenGroup,
    modules={
        "export": "generator.cli.translations:export_sheet",
        "import": "generator.cli.translations:import_sheet",
    },
    invoke_without_command=True,
)
@click.pass_context
def translations(context: click.Context) -> None:
    """Show the help where nothing is asked for."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@click.command("translations export", cls=SpokenCommand)
@argument("period", "period", required=False)
@option("--language", value="language", sentence="into", required=True)
@option("--kind", value="kind")
@option("--audience", value="audience")
@option("--output", value="sheet_file", sentence="sheet")
@option("--as-of", value="day")
@click.pass_context
def export_sheet(
    context: click.Context,
    period: str | None,
    language: str,
    kind: str | None,
    audience: str | None,
    output: str | None,
    as_of: str | None,
) -> None:
    """Write the texts that an edition would print in another language into a sheet, and say where it is."""
    from generator.gather import gather
    from generator.pipeline import missing
    from generator.records.loader import load
    from generator.records.translations import in_full, rows

    situation = situation_of(context)
    workspace = situation.workspace()
    order = _order(situation, workspace, period, kind, audience, language, as_of)
    plan = gather(workspace, order, lambda step: None)
    records = load(workspace)
    found = in_full([(one.record, one.path) for one in missing(plan)], plan.records, records)
    (into,) = plan.languages
    if not found:
        situation.tell("translations.nothing_missing", period=plan.period.code, wanted=into)
        return
    path = _output(situation, output, f"translations-{plan.kind.name}-{plan.period.code}-{into}")
    _write(situation, path, _sheet(situation, plan, records, rows(found, into, situation.language)))
    count = _count(situation, len(found))
    situation.tell("translations.exported", count=count, file=situation.shown(path))


def _order(
    situation: Situation,
    workspace: Path,
    period: str | None,
    kind: str | None,
    audience: str | None,
    language: str,
    as_of: str | None,
) -> Order:
    """Return the edition whose texts are wanted. Refusal for every wish that cannot be read."""
    from generator.config.templates import names
    from generator.config.workspace import templates_folder
    from generator.pipeline import Order

    templates = templates_folder(workspace)
    wishes = Wishes()
    today: date = wishes.read(lambda: publisher_day(situation, workspace), situation.now().date())
    reader = wishes.read(lambda: read_audience(audience or "public", donors_of(workspace)), "public")
    usual = "donor-summary" if reader.startswith("donor:") else "activity-report"
    known = names(templates, "languages")
    spoken = wishes.read(lambda: read_choice(language, known, "--language"), "")
    order = Order(
        as_of=wishes.read(lambda: read_day(as_of, "--as-of") if as_of else today, today),
        kind=wishes.read(lambda: read_choice(kind or usual, names(templates, "kinds"), "--kind"), usual),
        audience=reader,
        languages=(spoken,),
        period=wishes.read(
            lambda: read_period(period, today, fiscal_month_of(workspace, reader)) if period else None, None
        ),
    )
    wishes.check()
    return order


def _output(situation: Situation, given: str | None, usual: str) -> Path:
    """Return the file to write. Refusal for one that is no workbook, or that is there and may hold translations."""
    path = situation.folder / (given or f"{usual}.xlsx")
    if path.suffix.lower() != ".xlsx":
        raise Refusal(problem("translations.not_xlsx", given=path.stem))
    if path.exists():
        raise Refusal(problem("translations.file_there", file=situation.shown(path)))
    return path


def _sheet(situation: Situation, plan: Plan, records: Records, shown: Sequence[tuple[str, ...]]) -> bytes:
    from generator.records.translations import COLUMNS
    from generator.renderers.translation_sheet import SheetWords, write_sheet

    def words(code: str, **facts: object) -> str:
        return say(f"translations.{code}", situation.language, **facts)

    (language,) = plan.languages.values()
    title = words("guide.title", period=plan.period.code, wanted=language.code)
    fixed = SheetWords(
        sheet=words("sheet"),
        guide=words("guide"),
        heads=tuple(words(f"column.{column}") for column in COLUMNS),
        title=title,
        instructions=tuple(words("guide.text").split("\n")),
    )
    return write_sheet(
        shown,
        fixed,
        into_right=language.direction == "rtl",
        from_right=records.publisher.language == "ar",
    )


def _write(situation: Situation, path: Path, content: bytes) -> None:
    from generator.publishing.disk import Disk, cannot_write

    try:
        Disk().write(path, content)
    except OSError as cause:
        raise cannot_write(cause, path, situation.folder) from cause


@click.command("translations import", cls=SpokenCommand)
@argument("file", "sheet_file")
@option("--accept", value="cells", multiple=True)
@option("--dry-run", is_flag=True)
@click.pass_context
def import_sheet(context: click.Context, file: str, accept: tuple[str, ...], dry_run: bool) -> None:
    """Write the translations of a sheet into the records, all or none, then say what comes next."""
    from generator.publishing.lock import hold
    from generator.publishing.replace import Change, replace_files
    from generator.records.loader import load
    from generator.records.translations import bring_back, files_of
    from generator.sources.workbook import read_sheet

    situation = situation_of(context)
    workspace = situation.workspace()
    accepted = _cells(accept)
    path = situation.folder / file
    sheets = tuple(say("translations.sheet", language) for language in LANGUAGES)
    sheet, problems = read_sheet(path, path.name, sheets)
    if sheet is None or problems:
        raise Refusal(problems)
    before = load(workspace)
    contents = {name: (workspace / name).read_bytes() for name in files_of(before)}
    brought = bring_back(before, contents, sheet, accepted)
    if brought.contents and not dry_run:
        with hold(workspace / "reports") as held:
            replace_files(
                held, [Change(name, contents[name], after) for name, after in brought.contents.items()]
            )
    if brought.contents:
        done = "translations.would" if dry_run else "translations.imported"
        situation.tell(done, count=_count(situation, brought.texts))
    for name in brought.contents:
        click.echo(f"  {name}")
    if brought.there:
        situation.tell("translations.there", count=_count(situation, brought.there))
    if brought.contents and not dry_run:
        _tell_approvals(situation, before, load(workspace))


def _count(situation: Situation, number: int) -> str:
    return situation.words("translations.text" if number == 1 else "translations.texts", count=number)


def _cells(given: Sequence[str]) -> frozenset[str]:
    cells = [cell.strip().upper() for part in given for cell in part.split(",") if cell.strip()]
    wrong = [problem("translations.bad_cell", given=cell[:20]) for cell in cells if not _CELL.fullmatch(cell)]
    if wrong:
        raise Refusal(wrong)
    return frozenset(cells)


def _tell_approvals(situation: Situation, before: Records, after: Records) -> None:
    """Say whose approval is void now: a translation is a printed fact that nobody has approved."""
    from generator.records.approvals import standing

    for id, event in after.events.items():
        if standing(before.events[id]).accepted and not standing(event).accepted:
            situation.tell("translations.approve_again", what=id)
    for name, edition in after.editions.items():
        if standing(before.editions[name]).accepted and not standing(edition).accepted:
            situation.tell("translations.approve_again", what=name)
