"""`bilan person`: in comes a name, out come the records and editions that mention it, for a deletion request; for the team's screen."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.situation import Situation, one_line
from generator.cli.spoken import SpokenArgument, SpokenCommand, option, situation_of
from generator.cli.wishes import read_choice
from generator.errors import Refusal, problem
from generator.messages.catalogue import say

if TYPE_CHECKING:
    from generator.publishing.earlier import PrintedIn
    from generator.records.mentions import Mention, Wanted


@click.command("person", cls=SpokenCommand)
@click.argument("name", cls=SpokenArgument, value="person", nargs=-1, required=True)
@option("--format", "form", value="text_or_json", default="text", sentence="text_or_json")
@click.pass_context
def person(context: click.Context, name: tuple[str, ...], form: str) -> None:
    """List where somebody is mentioned; end with 0 also where nobody is."""
    from generator.publishing.earlier import leftovers, naming, unread_editions
    from generator.records.mentions import Wanted, mentions

    situation = situation_of(context)
    form = read_choice(form, ("text", "json"), "--format")
    workspace = situation.workspace()
    wanted = Wanted.named(" ".join(name))
    if not any(len(word) > 1 for word in wanted.words):
        raise Refusal(problem("person.no_name", given=" ".join(name)[:60]))
    records = mentions(workspace, wanted)
    editions = naming(workspace, wanted, records)
    rest = {
        "unread": unread_editions(workspace),
        "leftovers": (*leftovers(workspace), *_logs(wanted)),
    }
    if form == "json":
        found = {"format": 1, "name": " ".join(name), **_machine(records, editions, sure=True)}
        found |= {"perhaps": _machine(records, editions, sure=False), **rest}
        click.echo(json.dumps(found, ensure_ascii=False, indent=2, sort_keys=True))
        return
    _show(situation, " ".join(name), records, editions)
    for code, lines in rest.items():
        _list(situation, code, lines)
    click.echo(f"\n{say('person.beyond', situation.language)}")


def _machine(
    records: Sequence[Mention], editions: Sequence[PrintedIn], *, sure: bool
) -> dict[str, list[dict[str, str | int]]]:
    return {
        "records": [
            {"file": one.file, "line": one.line, "column": one.column, "field": one.field, "words": one.words}
            for one in records
            if one.sure is sure
        ],
        "editions": [
            {"folder": one.folder, "because": one.because, "words": one.words}
            for one in editions
            if one.sure is sure
        ],
    }


def _show(situation: Situation, name: str, records: Sequence[Mention], editions: Sequence[PrintedIn]) -> None:
    sure = [one for one in records if one.sure], [one for one in editions if one.sure]
    perhaps = [one for one in records if not one.sure], [one for one in editions if not one.sure]
    if any(sure):
        click.echo(one_line(say("person.found", situation.language, name=name)))
    else:
        click.echo(one_line(say("person.nobody", situation.language, name=name)))
    _list(situation, "records", [_place(situation, one) for one in sure[0]])
    _list(situation, "editions", list(dict.fromkeys(one.folder for one in sure[1])))
    _list(
        situation,
        "perhaps",
        [
            *(f"{_place(situation, one)} ({one.words})" for one in perhaps[0]),
            *dict.fromkeys(f"{one.folder} ({_because(situation, one)})" for one in perhaps[1]),
        ],
    )


def _place(situation: Situation, one: Mention) -> str:
    if not one.line:
        return f"{one.file}: {say('person.file_name', situation.language)}"
    return ": ".join(filter(None, (f"{one.file}:{one.line}:{one.column}", one.field)))


def _because(situation: Situation, one: PrintedIn) -> str:
    if "/" in one.because:
        return say("person.made_from", situation.language, record=one.because)
    return one.words


def _list(situation: Situation, code: str, lines: Sequence[str]) -> None:
    if lines:
        click.echo(f"\n{say(f'person.title_{code}', situation.language)}")
        for line in lines:
            click.echo(f"  {one_line(line)}")


def _logs(wanted: Wanted) -> Iterator[str]:
    """Yield the logs of faults that name the person; they should not, as they hold no values."""
    for path in sorted(Path(tempfile.gettempdir()).glob("bilan-*.log")):
        try:
            if wanted.found_in(path.read_text("utf-8", "replace")):
                yield str(path)
        except OSError:
            continue
