"""`bilan approve`: in come editions or events and who approves them, out come their records with an approval, and what still blocks.

Everything is read and checked first; then every file is written, or none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import nullcontext
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.approving import Item, Wish, changes_of, items_of, verify
from generator.cli.build import publisher_day
from generator.cli.situation import Situation
from generator.cli.spoken import SpokenArgument, SpokenCommand, option, situation_of
from generator.cli.tables import show_table
from generator.cli.wishes import Wishes, read_day
from generator.errors import Problem, Refusal, problem
from generator.messages.catalogue import say

if TYPE_CHECKING:
    from generator.gather import Plan
    from generator.records.records import Records

LONGEST = 600  # characters of a name or of what is said of an approval


@click.command("approve", cls=SpokenCommand)
@click.argument("targets", cls=SpokenArgument, value="targets", nargs=-1, required=True)
@option("--by", value="name")
@option("--date", "given_on", value="day", sentence="approval_date")
@option("--evidence", value="text")
@option("--confirm", is_flag=True)
@option("--as-of", value="day")
@option("--dry-run", is_flag=True)
@click.pass_context
def approve(
    context: click.Context,
    targets: tuple[str, ...],
    by: str | None,
    given_on: str | None,
    evidence: str | None,
    confirm: bool,
    as_of: str | None,
    dry_run: bool,
) -> None:
    """Approve editions and events, then say what was done and what still blocks their finals."""
    from generator.publishing.lock import hold
    from generator.publishing.replace import replace_files
    from generator.records.loader import load

    situation = situation_of(context)
    workspace = situation.workspace()
    today = publisher_day(situation, workspace)
    wish, day = _wish(by, given_on, evidence, confirm, as_of, today)
    with nullcontext() if dry_run else hold(workspace / "reports") as held:
        records = load(workspace)
        events, plans = _asked(workspace, records, targets, today, day)
        items = items_of(records, events, plans, wish, day)
        changes = changes_of(workspace, records, items)
        if held and changes:
            replace_files(held, changes)
            verify(load(workspace), items)
    _show(situation, plans, items)
    _say_written(situation, len(changes), dry_run)
    settled = {item.file for item in items if item.record} if dry_run else set()
    for plan in plans:
        _tell_obstacles(situation, workspace, plan, settled)
    if events:
        _tell_doubts(situation, records if dry_run else load(workspace), events, settled)


def _wish(
    by: str | None, given_on: str | None, evidence: str | None, confirm: bool, as_of: str | None, today: date
) -> tuple[Wish, date]:
    """Return what is wanted and the day the edition is read on. Refusal with every wish that cannot be."""
    wishes = Wishes()
    given = wishes.read(lambda: read_day(given_on, "--date") if given_on else today, today)
    day = wishes.read(lambda: read_day(as_of, "--as-of") if as_of else today, today)
    name = " ".join((by or "").split())
    problems = []
    if by is not None and not (name.isprintable() and any(map(str.isalpha, name)) and len(name) <= LONGEST):
        problems.append(problem("approval.bad_by", given=name[:60]))
    if by is None and not confirm:
        problems.append(problem("approval.by_wanted"))
    elif by is None and (given_on or evidence):
        problems.append(problem("approval.evidence_alone"))
    if given > today:
        problems.append(problem("approval.future_date", given=given, today=today))
    if evidence is not None and not (evidence.strip().isprintable() and 0 < len(evidence.strip()) <= LONGEST):
        problems.append(problem("approval.bad_evidence"))

    def complain() -> None:
        if problems:
            raise Refusal(problems)

    wishes.read(complain, None)
    wishes.check()
    return Wish(name, given, evidence.strip() if evidence else None, confirm), day


def _asked(
    workspace: Path, records: Records, targets: Sequence[str], today: date, day: date
) -> tuple[list[str], list[Plan]]:
    """Return the events and the editions asked for, each once. Refusal for every word that names neither."""
    from generator.cli.targets import Target, Targets
    from generator.config.series import load_series
    from generator.config.templates import names
    from generator.config.workspace import templates_folder
    from generator.gather import Order, gather
    from generator.report.model import Status
    from generator.report.outline import FOR_A_DONOR

    templates = templates_folder(workspace)
    series = [one.name for one in load_series(templates)]
    reader = Targets(workspace, names(templates, "kinds"), series, list(records.events), today)
    wishes = Wishes()
    found = [wishes.read(partial(reader.read, given), Target()) for given in targets]
    wishes.check()
    plans = []
    for one in dict.fromkeys(one for one in found if not one.event):
        order = Order(
            day,
            one.kind,
            one.period,
            one.audience,
            project=one.project,
            series=one.series,
            status=Status.FINAL,
        )
        plan = gather(workspace, order, lambda step: None)
        if not order.donor and FOR_A_DONOR.intersection(plan.kind.sections):
            raise Refusal(problem("approval.donor_wanted", given=order.name, period=plan.period.code))
        if plan.nothing:
            raise Refusal(problem("approval.no_events", file=plan.edition_name))
        plans.append(plan)
    return list(dict.fromkeys(one.event for one in found if one.event)), plans


def _show(situation: Situation, plans: Sequence[Plan], items: Iterable[Item]) -> None:
    """Print what becomes of each record."""
    named = ", ".join(f"{plan.order.name}/{plan.period.code}/{plan.order.folder}" for plan in plans)
    title = _words(situation, "title", what=named) if named else _words(situation, "title_records")
    headings = [_words(situation, f"column_{name}") for name in ("record", "done", "by", "date", "note")]
    rows = []
    for item in items:
        kind, _, id = item.key.partition("/")
        notes = [_words(situation, "texts")] if kind == "edition" else []
        notes += [_words(situation, code, **dict(facts)) for code, facts in item.notes]
        by, on = (item.signed.by, item.signed.date) if item.signed else ("", "")
        rows.append([id, _words(situation, f"done_{item.result}"), by, on, ", ".join(notes)])
    # A column in which nothing stands would only push the rest off a narrow terminal.
    kept = [at for at in range(len(headings)) if at < 2 or any(row[at] for row in rows)]
    show_table(title, [headings[at] for at in kept], [[row[at] for at in kept] for row in rows])
    click.echo()


def _say_written(situation: Situation, count: int, dry_run: bool) -> None:
    if dry_run:
        click.echo(_words(situation, "nothing_written"))
    elif not count:
        click.echo(_words(situation, "nothing_to_do"))
    else:
        click.echo(_words(situation, "written" if count > 1 else "written_one", count=count))


def _tell_obstacles(situation: Situation, workspace: Path, plan: Plan, settled: Collection[str]) -> None:
    """Say what still blocks the final of an edition, or how to build it; a trial leaves out what it would settle."""
    from generator.gather import gather
    from generator.pipeline import obstacles

    again = gather(workspace, plan.order, lambda step: None)
    found = [one for one in obstacles(again) if not _settled(one, settled)]
    if found:
        _tell(situation, found, "doubt")
    else:
        click.echo(_words(situation, "free", build=_build(plan)))


def _tell_doubts(
    situation: Situation, records: Records, events: Iterable[str], settled: Collection[str]
) -> None:
    """Say which checks of single records will block a final."""
    from generator.records.checks import CHECKS, Severity

    files = {records.files[f"event/{event}"].path for event in events}
    found = [
        one
        for one in records.warnings
        if one.file in files
        and (check := CHECKS.get(one.code))
        and check.severity is Severity.BLOCKING
        and not _settled(one, settled)
    ]
    if found:
        _tell(situation, found, "record_doubt")


def _settled(found: Problem, files: Collection[str]) -> bool:
    """Return whether an approval of its file is all that is wanting."""
    from generator.records.approvals import CODES

    return found.file in files and found.code in (*CODES.values(), "final.texts_not_approved")


def _tell(situation: Situation, found: Sequence[Problem], code: str) -> None:
    click.echo(_words(situation, f"{code}s" if len(found) > 1 else code, count=len(found)))
    situation.complain(found)


def _build(plan: Plan) -> str:
    """Return how `bilan build` is told to make the edition."""
    order, words = plan.order, [plan.period.code]
    usual = "donor-summary" if order.donor else "activity-report"
    if order.series:
        words += ["--series", order.series]
    elif order.kind != usual:
        words += ["--kind", order.kind]
    words += ["--donor", order.donor] if order.donor else []
    words += ["--audience", order.audience] if order.audience == "internal" else []
    words += ["--project", order.project] if order.project else []
    return " ".join(words)


def _words(situation: Situation, code: str, **facts: object) -> str:
    return say(f"approval.{code}", situation.language, **facts)
