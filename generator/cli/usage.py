"""Mistakes on the command line: in comes what click complains about, out comes one line in the person's language."""

from __future__ import annotations

import click

from generator.cli.spoken import SpokenArgument, nearest, situation_of
from generator.errors import Problem, problem


def explain_usage(error: click.UsageError) -> Problem:
    """Return the problem that `error` stands for, with the command that shows the help."""
    command = error.ctx.command_path if error.ctx else "bilan"
    match error:
        case click.NoSuchOption():
            return _unknown_option(error, command)
        case click.MissingParameter():
            return problem("commands.missing_argument", name=_name(error), command=command)
        case click.BadOptionUsage():
            parameter = next((one for one in _parameters(error) if error.option_name in one.opts), None)
            flag = isinstance(parameter, click.Option) and parameter.is_flag
            code = "commands.option_takes_no_value" if flag else "commands.option_wants_value"
            return problem(code, option=error.option_name[:60], command=command)
        case _:
            return problem("commands.usage", command=command)


def _unknown_option(error: click.NoSuchOption, command: str) -> Problem:
    given = error.option_name
    known = {
        name.lstrip("-"): name
        for parameter in _parameters(error)
        for name in parameter.opts
        if name.startswith("--")
    }
    wants_period = any(parameter.name == "period" for parameter in _parameters(error))
    if wants_period and nearest(given.lstrip("-"), [*known, "period"]) == "period":
        return problem("commands.period_without_option", command=command)
    # The dashes, alike in all, would make any two options look alike.
    found = nearest(given.lstrip("-"), list(known)) if given.startswith("--") else ""
    if found:
        return problem("commands.unknown_option_near", given=given[:60], nearest=known[found])
    return problem("commands.unknown_option", given=given[:60], command=command)


def _parameters(error: click.UsageError) -> list[click.Parameter]:
    return error.ctx.command.params if error.ctx else []


def _name(error: click.MissingParameter) -> str:
    if isinstance(error.param, SpokenArgument) and error.ctx:
        return situation_of(error.ctx).words(f"metavar.{error.param.value}")
    return (error.param.name or "") if error.param else ""
