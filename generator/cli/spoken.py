"""Commands that speak the person's language: in come codes of generator.messages, out come click commands and options.

Words are looked up when help is shown, not when a command is declared; a command's module is imported when it runs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

import click

from generator.cli.situation import Situation
from generator.errors import Problem, Refusal, problem

F = TypeVar("F", bound=Callable[..., Any])


def situation_of(context: click.Context) -> Situation:
    """Return the world around the command; made on first use where nobody handed one in."""
    found = context.find_root()
    if not isinstance(found.obj, Situation):
        found.obj = Situation()
    return found.obj


class SpokenOption(click.Option):
    """An option whose help is the sentence `commands.option.<name>` and whose value is called `commands.metavar.<…>`."""

    def __init__(self, *names: Any, value: str = "", sentence: str = "", **settings: Any) -> None:
        """Keep the codes: `value` names the metavar, `sentence` replaces the option's own name in the help's code."""
        super().__init__(*names, **settings)
        self.value = value
        self.sentence = sentence or (self.name or "").rstrip("_")

    def record(self, situation: Situation) -> tuple[str, str]:
        """Return the option as written and its help."""
        names = ", ".join(sorted(self.opts, key=lambda name: (not name.startswith("--"), name)))
        shown = f"{names} {situation.words(f'metavar.{self.value}')}" if self.value else names
        return shown, situation.words(f"option.{self.sentence}")


class SpokenArgument(click.Argument):
    """An argument called `commands.metavar.<value>` and explained by `commands.argument.<value>`."""

    def __init__(self, *names: Any, value: str, **settings: Any) -> None:
        """Keep the code of the argument's name."""
        super().__init__(*names, **settings)
        self.value = value

    def shown(self, situation: Situation) -> str:
        """Return the argument as the usage line shows it."""
        name = situation.words(f"metavar.{self.value}")
        return name if self.required else f"[{name}]"


class SpokenCommand(click.Command):
    """A command whose help is the sentence `commands.help.<name>`, with examples in `commands.examples.<name>`."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        """Take --help and --workspace as options of our own, so that they speak too."""
        super().__init__(*arguments, **{**settings, "add_help_option": False})
        self.context_settings = {**self.context_settings, "allow_extra_args": True}
        self.params += [_workspace_option(), _help_option()]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Return what is left of `args`; a mistake keeps the command it was made in."""
        try:
            self._refuse_twice(ctx, args)
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def _refuse_twice(self, ctx: click.Context, args: list[str]) -> None:
        """Refuse an option that takes one value and is given two: click would keep the last without a word."""
        _, _, given = self.make_parser(ctx).parse_args(list(args))
        options = [one for one in given if isinstance(one, click.Option)]
        if any(one.name == "help" for one in options):
            return
        twice = [
            one
            for one in dict.fromkeys(options)
            if not (one.multiple or one.is_flag) and options.count(one) > 1
        ]
        if twice:
            raise Refusal(problem("commands.option_twice", option=one.opts[0]) for one in twice)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. Refusal for words it has no use for."""
        if ctx.args and not isinstance(self, click.Group):
            raise Refusal(self._too_many(ctx))
        return super().invoke(ctx)

    def _too_many(self, ctx: click.Context) -> Problem:
        """Return the problem of a word that nothing takes; a period in two words has a code in one."""
        from generator.cli.nearest_period import nearest_period

        given = ctx.args[0]
        whole = f"{ctx.params.get('period') or ''} {given}"
        period = nearest_period(whole, situation_of(ctx).now().date()) if ctx.params.get("period") else ""
        if "-" in period and len(ctx.args) == 1:
            return problem("commands.too_many_period", given=whole[:60], period=period)
        return problem("commands.too_many", given=given[:60], command=ctx.command_path)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write usage, text, arguments, options, commands and examples."""
        situation = situation_of(ctx)
        formatter.write_usage(
            ctx.command_path, self._usage(situation), f"{situation.words('heading.usage')} "
        )
        formatter.write_paragraph()
        formatter.write_text(_tight(situation.words(f"help.{self._code(ctx)}")))
        arguments = [parameter for parameter in self.params if isinstance(parameter, SpokenArgument)]
        options = [parameter for parameter in self.params if isinstance(parameter, SpokenOption)]
        rows = [
            (parameter.shown(situation), situation.words(f"argument.{parameter.value}"))
            for parameter in arguments
        ]
        _write_rows(formatter, situation.words("heading.arguments"), rows)
        self.format_commands(ctx, formatter)
        rows = [option.record(situation) for option in options if not option.hidden]
        _write_rows(formatter, situation.words("heading.options"), rows)
        examples = situation.words(f"examples.{self._code(ctx)}").splitlines()
        _write_rows(formatter, situation.words("heading.examples"), [(line, "") for line in examples])

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands of a group; a plain command has none."""

    def get_usage(self, ctx: click.Context) -> str:
        """Return the usage line."""
        formatter = ctx.make_formatter()
        situation = situation_of(ctx)
        formatter.write_usage(
            ctx.command_path, self._usage(situation), f"{situation.words('heading.usage')} "
        )
        return formatter.getvalue().rstrip("\n")

    def _usage(self, situation: Situation) -> str:
        arguments = [
            parameter.shown(situation) for parameter in self.params if isinstance(parameter, SpokenArgument)
        ]
        return " ".join([*arguments, situation.words("metavar.options")])

    def _code(self, ctx: click.Context) -> str:
        return "bilan" if ctx.parent is None else (self.name or "").replace(" ", "_").replace("-", "_")


class SpokenGroup(SpokenCommand, click.Group):
    """A group that imports a command when it is called, and lists all of them without importing any."""

    def __init__(self, *arguments: Any, modules: Mapping[str, str], **settings: Any) -> None:
        """Keep `modules`: a command's name and `module:attribute`."""
        super().__init__(*arguments, **settings)
        self.modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order of their use."""
        return list(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command; only now is its module imported."""
        if cmd_name not in self.modules:
            return None
        module, _, attribute = self.modules[cmd_name].partition(":")
        found: click.Command = getattr(import_module(module), attribute)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command called first in `args`; after the word help, with --help. Refusal for one that does not exist."""
        if args[0] == "help":
            return self._explained(ctx, [word for word in args[1:] if not word.startswith("-")])
        found = self.get_command(ctx, args[0])
        if found is None:
            also = ["help"] if ctx.parent else ["help", "--version"]
            raise unknown_command(args[0], self.list_commands(ctx), also)
        return args[0], found, args[1:]

    def _explained(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command named in `args` with --help; show the group's own help where none is named."""
        if not args:
            click.echo(ctx.get_help())
            ctx.exit()
        name, found, rest = self.resolve_command(ctx, args)
        return name, found, [*rest, "--help"]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each command with its first sentence."""
        situation = situation_of(ctx)
        prefix = "" if ctx.parent is None else f"{self._code(ctx)}_"
        rows = [(name, situation.words(f"short.{prefix}{name}")) for name in self.list_commands(ctx)]
        _write_rows(formatter, situation.words("heading.commands"), rows)

    def _usage(self, situation: Situation) -> str:
        return f"{situation.words('metavar.options')} {situation.words('metavar.command')} …"


def option(*names: str, value: str = "", sentence: str = "", **settings: Any) -> Callable[[F], F]:
    """Return the decorator that gives a command an option; every value is a text, read by the command itself."""
    return click.option(*names, cls=SpokenOption, value=value, sentence=sentence, **settings)


def argument(name: str, value: str, required: bool = True) -> Callable[[F], F]:
    """Return the decorator that gives a command an argument."""
    return click.argument(name, cls=SpokenArgument, value=value, required=required)


def nearest(given: str, known: list[str]) -> str:
    """Return the name in `known` that `given` was probably meant to be, or an empty text: a wrong guess misleads."""
    wanted = given.casefold()
    found = get_close_matches(wanted, known, 1, 0.66)
    holding = [name for name in known if wanted in name] if len(wanted) > 2 else []
    return found[0] if found else holding[0] if len(holding) == 1 else ""


def unknown_command(given: str, known: list[str], also: list[str]) -> Refusal:
    """Return the refusal of a command that does not exist, with the nearest of `known` and `also`, or all of `known`."""
    found = nearest(given, [*known, *also])
    if found:
        return Refusal(problem("commands.unknown_command_near", given=given[:60], nearest=found))
    return Refusal(problem("commands.unknown_command", given=given[:60], known=", ".join(known)))


def _workspace_option() -> SpokenOption:
    def keep(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
        if value is not None:
            situation = situation_of(context)
            situation.wish = situation.folder / Path(value)

    return SpokenOption(["--workspace"], value="folder", is_eager=True, expose_value=False, callback=keep)


def _help_option() -> SpokenOption:
    def show(context: click.Context, parameter: click.Parameter, value: bool) -> None:
        if value and not context.resilient_parsing:
            click.echo(context.get_help())
            context.exit()

    return SpokenOption(["--help", "-h"], is_flag=True, is_eager=True, expose_value=False, callback=show)


def _write_rows(formatter: click.HelpFormatter, heading: str, rows: list[tuple[str, str]]) -> None:
    """Write rows under a heading that brings its own colon: French sets a space before it."""
    if rows:
        formatter.write(f"\n{heading}\n")
        formatter.indent()
        formatter.write_dl([(name, _tight(text)) for name, text in rows])
        formatter.dedent()


def _tight(text: str) -> str:
    """Return `text` with the spaces of French punctuation made unbreakable, so that no line begins with a colon."""
    return re.sub(r" (?=[;:?!»])|(?<=«) ", "\u00a0", text)
