"""`bilan explain`: in come a period and a figure's name, out come its value, its rule and the records behind it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.build import publisher_day
from generator.cli.nearest_period import nearest_period
from generator.cli.registers import donors_of, fiscal_month_of
from generator.cli.situation import Situation
from generator.cli.spoken import SpokenCommand, argument, option, situation_of
from generator.cli.wishes import read_audience, read_choice, read_day, read_period
from generator.errors import Refusal, problem

if TYPE_CHECKING:
    from generator.dataset.explain import Explanation, Field
    from generator.period import Period


@click.command("explain", cls=SpokenCommand)
@argument("period", "period")
@argument("figure", "figure", required=False)
@option("--audience", value="audience", default="public")
@option("--as-of", value="day")
@option("--format", "form", value="text_or_json", default="text", sentence="text_or_json")
@click.pass_context
def explain(
    context: click.Context, period: str, figure: str | None, audience: str, as_of: str | None, form: str
) -> None:
    """Show where the figures of a period come from."""
    situation = situation_of(context)
    form = read_choice(form, ("text", "json"), "--format")
    workspace = situation.workspace()
    day = read_day(as_of, "--as-of") if as_of else publisher_day(situation, workspace)
    audience = read_audience(audience, donors_of(workspace))
    wanted = _period(period, figure, day, fiscal_month_of(workspace, audience))
    found = _explanations(workspace, wanted, audience, day, figure, situation.language)
    if form == "json":
        from generator.report.proof import FORMAT, as_data

        facts = {"format": FORMAT, "period": wanted.code, "audience": audience, "as_of": day.isoformat()}
        told = {**facts, "figures": as_data(found)}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True))
        return
    situation.tell("explain.title", period=wanted.code, audience=audience, day=day.isoformat())
    for one in found:
        _show(situation, one)


def _period(given: str, figure: str | None, day: date, fiscal_month: int | None) -> Period:
    """Return the period called `given`. Refusal with the words in their order where the figure stands in its place."""
    try:
        return read_period(given, day, fiscal_month)
    except Refusal:
        # 70 is rather a figure than a year.
        figure_first = not nearest_period(given, day) or (given.isdigit() and len(given) < 4)
        after = _code(figure) if figure else "2022-Q1"
        if figure_first and after:
            raise Refusal(problem("commands.period_first", given=given[:60], period=after)) from None
        raise


def _code(given: str) -> str:
    from generator.period import Period

    try:
        return Period.parse(given).code
    except ValueError:
        return ""


def _explanations(
    workspace: Path, period: Period, audience: str, day: date, figure: str | None, language: str
) -> tuple[Explanation, ...]:
    from generator.config.templates import load_language, small_cell_limit
    from generator.config.workspace import templates_folder
    from generator.dataset.explain import explain as explain_figures
    from generator.dataset.select import select
    from generator.dataset.small_cells import guarded
    from generator.dataset.summarise import summarise
    from generator.dataset.tabulate import tabulate
    from generator.records.audience import DONOR
    from generator.records.fields import Channel
    from generator.records.gate import admit, channel_of
    from generator.records.loader import load
    from generator.records.view import seen_by

    records = load(workspace)
    if audience.startswith(DONOR):
        records = seen_by(records, audience.removeprefix(DONOR))
    records = admit(records, audience, (channel_of(audience, Channel.REPORT),), day)
    records = guarded(records, audience, small_cell_limit(templates_folder(workspace)))
    summary = summarise(select(tabulate(records), period, audience, day))
    dates = load_language(templates_folder(workspace), language).span
    return explain_figures(summary, records, figure, language, dates)


def _show(situation: Situation, one: Explanation) -> None:
    click.echo()
    click.echo(situation.words("explain.figure", label=one.label, value=one.value))
    click.echo(f"  {one.rule}")
    click.echo(f"  {situation.words('explain.name', name=one.figure)}")
    for proof in one.records:
        click.echo(f"  - {proof.title}")
        click.echo(f"    {proof.file or proof.record}")
        for field in proof.fields:
            click.echo(f"      {situation.words('explain.field', path=field.path, value=_told(field))}")
    if not one.records:
        situation.tell("explain.no_record")


def _told(field: Field) -> str:
    """Return what a field states, and how that reads where it is not the same."""
    stated = str(field.value)
    return stated if stated == field.words else f"{stated} ({field.words})"
