"""`bilan verify`: in come editions, or none for all, out comes a table of which are as they were published, and what is not."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from generator.cli.situation import Situation
from generator.cli.spoken import SpokenArgument, SpokenCommand, option, situation_of
from generator.cli.tables import show_table
from generator.cli.wishes import Wishes, read_choice
from generator.messages.catalogue import describe, say

if TYPE_CHECKING:
    from generator.publishing.verify import Verification, Verified


@click.command("verify", cls=SpokenCommand)
@click.argument("given", cls=SpokenArgument, value="editions", nargs=-1)
@option("--finals", is_flag=True)
@option("--format", "form", value="text_or_json", default="text", sentence="text_or_json")
@click.pass_context
def verify(context: click.Context, given: tuple[str, ...], finals: bool, form: str) -> int:
    """Hash everything again; end with 2 where something is not as it was published."""
    from generator.publishing.verify import verify as look

    situation = situation_of(context)
    form = read_choice(form, ("text", "json"), "--format")
    workspace = situation.workspace()
    found = look(workspace / "reports", _wanted(situation, given), finals_only=finals)
    errors = sum(not one.warning for one in found.problems)
    if form == "json":
        click.echo(json.dumps(_machine(situation, found), ensure_ascii=False, indent=2, sort_keys=True))
        return 2 if errors else 0
    if found.editions:
        _show(situation, found)
    situation.complain(found.problems)
    if errors:
        code, count = "verify.bad" if errors > 1 else "verify.bad_one", errors
    elif found.editions:
        code, count = "verify.good" if len(found.editions) > 1 else "verify.good_one", len(found.editions)
    else:
        code, count = "verify.none", 0
    click.echo(say(code, situation.language, count=count), err=bool(errors))
    return 2 if errors else 0


def _wanted(situation: Situation, given: tuple[str, ...]) -> frozenset[str]:
    """Return the editions that were named. Refusal for each that is not there, with the nearest."""
    from generator.publishing.editions import find_edition

    workspace, wishes = situation.workspace(), Wishes()
    found = [wishes.read(partial(find_edition, workspace, name, situation.folder), "") for name in given]
    wishes.check()
    return frozenset(found)


def _show(situation: Situation, found: Verification) -> None:
    def words(code: str, **facts: object) -> str:
        return say(f"verify.{code}", situation.language, **facts)

    def row(one: Verified) -> list[str]:
        count = len(one.problems)
        state = words("differs", count=count) if count else words("as_published")
        return [one.folder, "" if one.number is None else str(one.number), str(one.files), state]

    headings = [words(name) for name in ("edition", "number", "files", "state")]
    show_table(words("title"), headings, [row(one) for one in found.editions], (1, 2))


def _machine(situation: Situation, found: Verification) -> dict[str, Any]:
    """Return the same for machines; the keys are stable."""
    return {
        "format": 1,
        "ok": all(one.warning for one in found.problems),
        "editions": [
            {
                "folder": one.folder,
                "final": one.final,
                "number": one.number,
                "files": one.files,
                "ok": all(problem.warning for problem in one.problems),
            }
            for one in found.editions
        ],
        "problems": [
            {
                "file": one.file,
                "code": one.code,
                "warning": one.warning,
                "message": describe(one, situation.language),
            }
            for one in found.problems
        ],
    }
