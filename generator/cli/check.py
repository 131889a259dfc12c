"""`bilan check`: in comes a workspace, out come a table of what it holds and every problem of records and templates, the
gravest first."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.situation import Situation
from generator.cli.spoken import SpokenCommand, option, situation_of
from generator.cli.tables import show_table
from generator.cli.wishes import read_choice
from generator.errors import Problem, Refusal
from generator.messages.catalogue import describe, say

if TYPE_CHECKING:
    from generator.config.series import Series
    from generator.records.records import FileRead, Records

STATUSES = ("held", "announced", "postponed", "cancelled")
STATES = ("draft", "approved", "withdrawn")
SEVERITIES = ("error", "blocking", "decide", "look")


@click.command("check", cls=SpokenCommand)
@option("--format", "form", value="text_or_json", default="text", sentence="text_or_json")
@click.pass_context
def check(context: click.Context, form: str) -> int:
    """Check records and templates; end with 2 if something must be mended."""
    situation = situation_of(context)
    form = read_choice(form, ("text", "json"), "--format")
    workspace = situation.workspace()
    records, problems = read_all(workspace)
    if records:
        problems = (*problems, *_printed_before(situation, workspace, records))
    problems = tuple(sorted(set(problems), key=lambda found: (SEVERITIES.index(severity_of(found)), found)))
    errors = [found for found in problems if not found.warning]
    if form == "json":
        click.echo(
            json.dumps(_machine(situation, records, problems), ensure_ascii=False, indent=2, sort_keys=True)
        )
        return 2 if errors else 0
    if records:
        _show(situation, records)
    _tell(situation, problems)
    if errors:
        situation.remark("check.errors" if len(errors) > 1 else "check.error", count=len(errors))
        return 2
    warnings = len(problems)
    if blocking := sum(severity_of(found) == "blocking" for found in problems):
        situation.tell("check.good_blocking", count=blocking)
    else:
        name = "good" if not warnings else "good_warning" if warnings == 1 else "good_warnings"
        situation.tell(f"check.{name}", count=warnings)
    return 0


def severity_of(found: Problem) -> str:
    """Return how grave a problem is: "error" where nothing can be made before it is mended, else its check's severity."""
    from generator.records.checks import CHECKS

    if not found.warning:
        return "error"
    return CHECKS[found.code].severity.value if found.code in CHECKS else "look"


def _tell(situation: Situation, problems: Iterable[Problem]) -> None:
    """Print each problem as one line, those that ask the same of the team under one heading."""
    for severity, found in groupby(problems, severity_of):
        if severity != "error":
            situation.remark(f"check.severity_{severity}")
        situation.complain(found)


def read_all(workspace: Path) -> tuple[Records | None, tuple[Problem, ...]]:
    """Return the records, if they can be read, and every problem and warning of records and templates, sorted."""
    from generator.config.templates import names
    from generator.config.workspace import templates_folder
    from generator.records.loader import load
    from generator.report.outline import check_editions
    from generator.schedule.slots import check_readers, readers_of

    problems = set(template_problems(workspace))
    try:
        records = load(workspace)
    except Refusal as refusal:
        return None, tuple(sorted(problems | set(refusal.problems)))
    templates = templates_folder(workspace)
    series = series_of(templates)
    problems |= set(check_readers(series, readers_of(records), records.organisations))
    lost = check_editions(records, (*names(templates, "kinds"), *(one.name for one in series)))
    return records, tuple(sorted(problems | set(records.warnings) | set(lost)))


def _printed_before(situation: Situation, workspace: Path, records: Records) -> Iterable[Problem]:
    """Return a warning for each quote and picture that is no longer allowed and stands in an earlier edition."""
    from generator.cli.build import publisher_day
    from generator.publishing.earlier import earlier_editions, still_printed
    from generator.records.gate import revoked

    gone = revoked(records, publisher_day(situation, workspace))
    return still_printed(gone, records, earlier_editions(workspace)) if gone else ()


def template_problems(workspace: Path) -> Iterable[Problem]:
    """Return every problem of kinds, languages, brands, letterheads, series and settings."""
    from generator.config.letterhead import check_letterheads
    from generator.config.series import load_series
    from generator.config.settings import load_settings
    from generator.config.templates import check_templates, load_kind, names
    from generator.config.workspace import templates_folder
    from generator.renderers.registry import check_formats
    from generator.report.outline import check_outline

    templates = templates_folder(workspace)
    yield from check_templates(templates)
    for name in names(templates, "kinds"):
        with suppress(Refusal):  # told already
            kind = load_kind(templates, name)
            yield from check_outline(kind)
            yield from check_formats(kind.formats, name)
    yield from check_letterheads(templates)
    for load in (load_series, load_settings):
        try:
            load(templates)
        except Refusal as refusal:
            yield from refusal.problems


def series_of(templates: Path) -> tuple[Series, ...]:
    """Return the series of `templates`; none where they cannot be read, of which `template_problems` tells."""
    from generator.config.series import load_series

    try:
        return load_series(templates)
    except Refusal:
        return ()


def _events(records: Records) -> dict[str, Counter[str]]:
    """Return, by the year of the folder, how many events there are in all and of each status and state."""
    years: dict[str, Counter[str]] = {}
    for id, event in records.events.items():
        year = records.files[f"event/{id}"].path.split("/")[2]
        years.setdefault(year, Counter()).update(("total", event.status.value, event.state.value))
    return dict(sorted(years.items()))


def _registers(records: Records) -> dict[str, int]:
    return {
        "organisations": len(records.organisations),
        "donors": sum(organisation.donor for organisation in records.organisations.values()),
        "projects": len(records.projects),
        "themes": len(records.themes.themes),
        "indicators": len(records.indicators),
        "editions": len(records.editions),
    }


def _show(situation: Situation, records: Records) -> None:
    years = _events(records)
    total: Counter[str] = sum(years.values(), Counter())
    # What nothing is would only push the rest off a narrow terminal.
    columns = [name for name in ("total", *STATUSES, *STATES) if total[name] or name in ("total", "held")]
    rows = [
        [
            situation.words("check.undated") if year == "undated" else year,
            *(str(counts[name]) for name in columns),
        ]
        for year, counts in years.items()
    ]
    if len(years) > 1:
        rows.append([situation.words("check.total"), *(str(total[name]) for name in columns)])
    headings = [situation.words(f"check.{name}") for name in ("year", *columns)]
    show_table(situation.words("check.events"), headings, rows, range(1, len(headings)))
    click.echo()
    counts = [[situation.words(f"check.{name}"), str(number)] for name, number in _registers(records).items()]
    show_table(situation.words("check.registers"), ["", situation.words("check.count")], counts, [1])
    click.echo()
    if records.passed_over:
        passed = [[name, say(code, situation.language)] for name, code in _together(records.passed_over)]
        headings = [situation.words("check.file"), situation.words("check.reason")]
        show_table(situation.words("check.passed_over"), headings, passed)
        click.echo()


def _together(passed: Iterable[FileRead]) -> list[tuple[str, str]]:
    """Return name and reason of files passed over; many of one folder for one reason are one row."""
    groups: dict[tuple[str, str], list[str]] = {}
    for read in passed:
        groups.setdefault((read.path.rpartition("/")[0], read.passed_over), []).append(read.path)
    rows: list[tuple[str, str]] = []
    for (folder, code), names in groups.items():
        rows += [(f"{folder}/ ({len(names)})", code)] if len(names) > 3 else [(name, code) for name in names]
    return rows


def _machine(situation: Situation, records: Records | None, problems: Iterable[Problem]) -> dict[str, Any]:
    """Return the same for machines; the keys are stable, null where the records cannot be read."""
    return {
        "format": 1,
        "ok": not any(not found.warning for found in problems),
        "events": {year: dict(sorted(counts.items())) for year, counts in _events(records).items()}
        if records
        else None,
        "registers": _registers(records) if records else None,
        "passed_over": [
            {"file": read.path, "code": read.passed_over, "reason": say(read.passed_over, situation.language)}
            for read in records.passed_over
        ]
        if records
        else None,
        "problems": [
            {
                "file": found.file,
                "line": found.line,
                "column": found.column,
                "field": found.field,
                "code": found.code,
                "severity": severity_of(found),
                "warning": found.warning,
                "message": describe(found, situation.language),
            }
            for found in problems
        ],
    }
