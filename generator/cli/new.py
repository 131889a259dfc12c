"""`bilan new`: in come answers or options, out comes a record to fill in, written where the loader looks for it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.questions import Question, answer, ask
from generator.cli.registers import languages_of, projects_of, themes_of
from generator.cli.situation import Situation
from generator.cli.spoken import SpokenCommand, SpokenGroup, nearest, option, situation_of
from generator.cli.wishes import Wishes, bad_choice, read_choice, read_list
from generator.errors import BilanError, Refusal, problem
from generator.period import DateSpan, PeriodKind, containing

if TYPE_CHECKING:
    from generator.records.template import NewEvent


@click.command(
    "new", cls=SpokenGroup, modules={"event": "generator.cli.new:new_event"}, invoke_without_command=True
)
@click.pass_context
def new(context: click.Context) -> None:
    """Show the help where no kind of record is given."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@click.command("new event", cls=SpokenCommand)
@option("--title", value="title")
@option("--type", "event_type", value="event_type")
@option("--date", value="date")
@option("--theme", value="theme", multiple=True)
@option("--city", value="city")
@option("--project", value="project", multiple=True)
@option("--language", value="language", sentence="event_language")
@option("--slug", value="slug")
@click.pass_context
def new_event(
    context: click.Context,
    title: str | None,
    event_type: str | None,
    date: str | None,
    theme: tuple[str, ...],
    city: str | None,
    project: tuple[str, ...],
    language: str | None,
    slug: str | None,
) -> None:
    """Write the record of an event and say what comes next."""
    from generator.records.template import NewEvent, type_names

    situation = situation_of(context)
    workspace = situation.workspace()
    types = type_names(situation.language)
    themes, projects, languages = themes_of(workspace), projects_of(workspace), languages_of(workspace)
    wishes = Wishes()
    bound: tuple[str, ...] = wishes.read(lambda: read_list(project, projects, "--project"), ())
    spoken = wishes.read(
        lambda: read_choice(language, languages, "--language") if language else languages[0], ""
    )
    told = answer(
        situation,
        {
            "title": Question(_title, title, "title_wanted"),
            "type": Question(
                lambda text, name: _type(text, name, types),
                event_type,
                "type_wanted",
                ", ".join(types.values()),
            ),
            "date": Question(_date, date),
            "theme": Question(
                lambda text, name: ",".join(read_list([text], themes, name)) if text else "",
                ",".join(theme) if theme or not themes else None,
                known=", ".join(themes),
            ),
            "city": Question(_city, city),
        },
        wishes,
    )
    answers = NewEvent(
        title=told["title"],
        date=told["date"],
        type=told["type"],
        city=told["city"],
        themes=tuple(filter(None, told["theme"].split(","))),
        projects=bound,
        language=spoken,
        comments=situation.language,
        slug=slug or "",
    )
    _write(situation, workspace, _name(situation, answers), answers.date)


def _name(situation: Situation, answers: NewEvent) -> tuple[str, str]:
    """Return id and text of the record; asks for a file name where the title, in another script, gives none."""
    from generator.records.template import new_event_text

    try:
        return new_event_text(answers)
    except Refusal as refusal:
        if [found.code for found in refusal.problems] != ["records.slug_wanted"]:
            raise
        slug = ask(situation, "slug", Question(_slug, wanted="slug_wanted"))
        return new_event_text(replace(answers, slug=slug))


def _type(text: str, name: str, types: Mapping[str, str]) -> str:
    """Return the value of the type called `text` in French or English, with or without accents and capitals."""
    from generator.records.names import fold
    from generator.records.template import type_names

    values = {fold(called): value for value, french in type_names("fr").items() for called in (value, french)}
    wanted = fold(text)
    if wanted in values:
        return values[wanted]
    near = nearest(wanted, list(values))
    raise Refusal(bad_choice(name, text, types[values[near]] if near else "", types.values()))


def _slug(text: str, name: str) -> str:
    from generator.records.folder import good_name, slug_of

    slug = slug_of(text)
    if not good_name(slug):
        raise Refusal(problem("commands.new.bad_slug", field=name, given=text[:60]))
    return slug


def _title(text: str, name: str) -> str:
    line = unicodedata.normalize("NFC", text.strip())
    if not line.isprintable() or not any(character.isalpha() for character in line):
        raise Refusal(problem("commands.new.bad_title", field=name))
    return line


def _city(text: str, name: str) -> str:
    line = unicodedata.normalize("NFC", text.strip())
    if not line.isprintable():
        raise Refusal(problem("commands.new.bad_city", field=name))
    return line


def _date(text: str, name: str) -> str:
    if not text.strip():
        return ""
    try:
        return DateSpan.parse(text.strip()).text
    except ValueError:
        near = _day_first(text)
        code = "commands.new.bad_date_near" if near else "commands.new.bad_date"
        raise Refusal(problem(code, field=name, given=text[:60], nearest=near)) from None


def _day_first(text: str) -> str:
    """Return the day meant by 15/2/2022, or an empty text."""
    found = re.fullmatch(r"([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4})", text.strip())
    try:
        return DateSpan.parse(f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}").text if found else ""
    except ValueError:
        return ""


def _write(situation: Situation, workspace: Path, named: tuple[str, str], day: str) -> None:
    """Write the record as a new file, check it with all others, and say what comes next."""
    from generator.publishing.disk import Disk, cannot_write
    from generator.records.template import event_file

    identifier, text = named
    place = event_file(identifier, day)
    path = workspace / place
    # The same id in another folder would be the same event.
    if any((workspace / "records" / "events").glob(f"*/{identifier}.yaml")):
        raise Refusal(problem("commands.new.exists", file=place))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as cause:
        raise cannot_write(cause, path.parent, workspace) from cause
    try:
        Disk().write(path, text.encode())
    except FileExistsError:
        raise Refusal(problem("commands.new.exists", file=place)) from None
    except OSError as cause:
        path.unlink(missing_ok=True)
        raise cannot_write(cause, path, workspace) from cause
    situation.tell("new.done", file=situation.shown(path))
    _check(situation, workspace, place)
    situation.tell("new.next")
    span = DateSpan.parse(day) if day else None
    if span and span.start and span.end:
        period = containing(span.end, PeriodKind.QUARTER)
        situation.tell("new.next_period", period=period.code if period.holds(span) else str(span.end.year))


def _check(situation: Situation, workspace: Path, place: str) -> None:
    """Tell what is wrong with the new record; what is wrong elsewhere is no matter here."""
    from generator.records.loader import load

    try:
        problems = load(workspace).warnings
    except BilanError as error:
        problems = error.problems
    situation.complain(found for found in problems if found.file == place)
