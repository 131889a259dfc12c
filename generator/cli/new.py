"""`bilan new`: in come answers or options, out comes a record to fill in, written where the loader looks for it."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import click

from generator.cli.situation import Situation
from generator.cli.spoken import SpokenCommand, SpokenGroup, nearest, option, situation_of
from generator.cli.wishes import read_list
from generator.errors import BilanError, Refusal, problem
from generator.period import DateSpan, Grain, PeriodKind, containing

LONGEST_ID = 60


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
) -> None:
    """Write the record of an event and say what comes next."""
    from generator.records.event import EventType

    situation = situation_of(context)
    workspace = situation.workspace()
    types = [kind.value for kind in EventType]
    themes, projects, languages = _known(workspace)
    ask = _Questions(situation)
    title = ask.about("title", title, _title, "title_wanted")
    kind = ask.about("type", event_type, lambda text: _choice(text, types, "--type"), "type_wanted", types)
    day = ask.about("date", date, _date)
    chosen = read_list(theme, themes, "--theme") if theme or not themes else ()
    if not theme and themes:
        answer = ask.about("theme", None, lambda text: _choice(text, themes, "--theme"), known=themes)
        chosen = (answer,) if answer else ()
    city = ask.about("city", city, _line)
    bound = read_list(project, projects, "--project")
    spoken = _choice(language, languages, "--language") if language else languages[0]
    text = _text(title, kind, day, chosen, city, bound, spoken)
    _write(situation, workspace, _identifier(title, kind, day), day, text)


class _Questions:
    """Asks for what was not given, on a terminal only; elsewhere what is wanted and missing is refused."""

    def __init__(self, situation: Situation) -> None:
        self._situation = situation
        self._person = sys.stdin.isatty() and sys.stderr.isatty()

    def about(
        self,
        name: str,
        given: str | None,
        read: Callable[[str], str],
        wanted: str = "",
        known: list[str] | None = None,
    ) -> str:
        """Return the answer, read and checked; empty where none is wanted and none was given."""
        names = ", ".join(known or [])
        if given is not None:
            return read(given)
        if not self._person:
            if wanted:
                raise Refusal(problem(f"commands.new.{wanted}", known=names))
            return ""
        question = self._situation.words(f"new.ask_{name}", known=names)
        while True:
            answer = str(click.prompt(question, default="", show_default=False, err=True)).strip()
            if not answer and not wanted:
                return ""
            try:
                if not answer:
                    raise Refusal(problem(f"commands.new.{wanted}", known=names))
                return read(answer)
            except Refusal as refusal:
                self._situation.complain(refusal.problems)


def _known(workspace: Path) -> tuple[list[str], list[str], list[str]]:
    """Return the ids of themes and projects and the publisher's languages, also where other records are wrong."""
    from generator.records.source import read

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


def _choice(text: str, known: list[str], name: str) -> str:
    given = text.strip().lower()
    if given in known:
        return given
    found = nearest(given, known)
    code = "commands.bad_choice_near" if found else "commands.bad_choice"
    raise Refusal(problem(code, option=name, given=text[:60], nearest=found, known=", ".join(known)))


def _identifier(title: str, kind: str, day: str) -> str:
    """Return the file's name: the first day as stated, then the title's words; the type where it has no latin letter."""
    from generator.records.fields import RESERVED_NAMES

    span = DateSpan.parse(day) if day else None
    first = day.replace("~", "").partition("/")[0] if span and span.start else ""
    if span and span.first_grain is Grain.QUARTER and span.start:
        first = str(span.start.year)
    plain = "".join(
        one for one in unicodedata.normalize("NFKD", title.casefold()) if not unicodedata.combining(one)
    )
    words = re.findall(r"[a-z0-9]+", plain) or [kind]
    name = first
    for word in words:
        longer = f"{name}-{word}" if name else word
        if len(longer) > LONGEST_ID and name != first:
            break
        name = longer[:LONGEST_ID].rstrip("-")
    return name if len(name) > 2 and name not in RESERVED_NAMES else f"{name}-{kind}"


def _text(
    title: str,
    kind: str,
    day: str,
    themes: tuple[str, ...],
    city: str,
    projects: tuple[str, ...],
    language: str,
) -> str:
    from generator.records.template import new_event_text

    return new_event_text(
        title=title, type=kind, date=day, themes=themes, city=city, projects=projects, language=language
    )


def _write(situation: Situation, workspace: Path, identifier: str, day: str, text: str) -> None:
    """Write the record as a new file, check it with all others, and say what comes next."""
    from generator.publishing.disk import Disk, cannot_write

    span = DateSpan.parse(day) if day else None
    year = f"{span.start.year:04}" if span and span.start else "undated"
    path = workspace / "records" / "events" / year / f"{identifier}.yaml"
    place = path.relative_to(workspace).as_posix()
    # The same id in another folder would be the same event.
    if any((workspace / "records" / "events").glob(f"*/{identifier}.yaml")):
        raise Refusal(problem("commands.new.exists", file=place))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        Disk().write(path, text.encode())
    except FileExistsError:
        raise Refusal(problem("commands.new.exists", file=place)) from None
    except OSError as cause:
        path.unlink(missing_ok=True)
        raise cannot_write(cause, path, workspace) from cause
    situation.tell("new.done", file=situation.shown(path))
    _check(situation, workspace, place)
    situation.tell("new.next")
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
