"""`bilan new`: in come answers or options, out comes a record to fill in, written where the loader looks for it."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.questions import Question, answer, ask
from generator.cli.situation import Situation
from generator.cli.spoken import SpokenCommand, SpokenGroup, option, situation_of
from generator.cli.wishes import Wishes, read_choice, read_list
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
    from generator.records.event import EventType
    from generator.records.template import NewEvent

    situation = situation_of(context)
    workspace = situation.workspace()
    types = [kind.value for kind in EventType]
    themes, projects, languages = _known(workspace)
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
                lambda text: read_choice(text, types, "--type"), event_type, "type_wanted", ", ".join(types)
            ),
            "date": Question(_date, date),
            "theme": Question(
                lambda text: ",".join(read_list([text], themes, "--theme")),
                ",".join(theme) if theme or not themes else None,
                known=", ".join(themes),
            ),
            "city": Question(_line, city),
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
        slug = ask(situation, "slug", Question(str.lower, wanted="slug_wanted"))
        return new_event_text(replace(answers, slug=slug))


def _known(workspace: Path) -> tuple[list[str], list[str], list[str]]:
    """Return the ids of themes and projects and the publisher's languages, also where other records are wrong."""
    from generator.sources.source import read

    themes, _ = read(workspace / "records" / "themes.yaml", "records/themes.yaml")
    listed = themes.value(("themes",)) if themes else None
    ids = [str(one.get("id")) for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    publisher, _ = read(workspace / "records" / "publisher.yaml", "records/publisher.yaml")
    first = publisher.value(("language",)) if publisher else None
    others = publisher.value(("languages",)) if publisher else None
    languages = [str(first or "fr"), *(map(str, others) if isinstance(others, list) else ())]
    projects = sorted(path.stem for path in (workspace / "records" / "projects").glob("*.yaml"))
    return ids, projects, list(dict.fromkeys(languages))


def _title(text: str) -> str:
    line = _line(text)
    if not any(character.isalpha() for character in line):
        raise Refusal(problem("commands.new.bad_title"))
    return line


def _line(text: str) -> str:
    line = unicodedata.normalize("NFC", text.strip())
    if not line.isprintable():
        raise Refusal(problem("commands.new.bad_title"))
    return line


def _date(text: str) -> str:
    if not text.strip():
        return ""
    try:
        return DateSpan.parse(text.strip()).text
    except ValueError:
        raise Refusal(problem("commands.new.bad_date", given=text[:60])) from None


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
