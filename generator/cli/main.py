"""The command `bilan`: in come the words typed, out come its exit code and one line for everything that can be mended.

Exit codes: 0 done, 1 a bug of ours, 2 refused, 3 privacy, 4 another run at work, 5 cannot write, 6 a limit reached,
130 stopped with Ctrl-C.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import click

from generator import __version__
from generator.cli.situation import Situation
from generator.cli.spoken import SpokenGroup, SpokenOption
from generator.cli.usage import explain_usage
from generator.errors import BilanError, CannotWrite

COMMANDS = {
    "build": "generator.cli.build:build",
    "check": "generator.cli.check:check",
    "run-due": "generator.cli.run_due:run_due",
    "status": "generator.cli.status:status",
    "schedule": "generator.cli.schedule:schedule",
    "approve": "generator.cli.approve:approve",
    "translations": "generator.cli.translations:translations",
    "explain": "generator.cli.explain:explain",
    "person": "generator.cli.person:person",
    "rebuild": "generator.cli.rebuild:rebuild",
    "verify": "generator.cli.verify:verify",
    "new": "generator.cli.new:new",
    "init": "generator.cli.init:init",
    "schema": "generator.cli.schema:schema",
    "doctor": "generator.cli.doctor:doctor",
}
STOPPED, PIPE_CLOSED = 130, 141  # as a shell counts SIGINT and SIGPIPE


def _show_version(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        click.echo(f"bilan {__version__}")
        context.exit()


@click.command(
    cls=SpokenGroup,
    modules=COMMANDS,
    invoke_without_command=True,
    params=[
        SpokenOption(["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_show_version)
    ],
)
@click.pass_context
def bilan(context: click.Context) -> None:
    """Show the help where no command is given."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def run(arguments: Sequence[str], situation: Situation) -> int:
    """Run one command and return its exit code; nothing but KeyboardInterrupt's and our own lines reach the person."""
    try:
        code = bilan.main(list(arguments), "bilan", standalone_mode=False, obj=situation)
        if sys.stdout:  # None where a person has closed it
            sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except BilanError as error:
        situation.complain(error.problems)
        return error.exit_code
    except click.UsageError as error:
        situation.complain([explain_usage(error)])
        return 2
    except (KeyboardInterrupt, click.Abort):
        return STOPPED
    except BrokenPipeError:
        _drop_output()
        return PIPE_CLOSED
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS):  # wherever it was, a person can mend it
            from generator.publishing.disk import cannot_write

            _drop_output()
            situation.complain(cannot_write(error, Path(error.filename or ""), situation.folder).problems)
            return CannotWrite.exit_code
        return _confess(error, arguments, situation)
    except Exception as error:
        return _confess(error, arguments, situation)


def main() -> None:
    """Run `bilan` with the words of the command line and end the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:  # a console that lacks a letter shows a mark in its place instead of failing
            reconfigure(errors="replace")
    try:
        code = run(sys.argv[1:], Situation())
    except KeyboardInterrupt:  # a second one, while the first was being dealt with
        code = STOPPED
    if code == STOPPED:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(code)


def _drop_output() -> None:
    """Send what is left of standard output nowhere: Python would complain once more when it writes it at the end."""
    if sys.stdout:
        with suppress(OSError):
            sys.stdout.flush()
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _confess(error: Exception, arguments: Sequence[str], situation: Situation) -> int:
    from generator.cli.failure import save_log

    command = next((word for word in arguments if word in COMMANDS), "")
    log = save_log(error, command)
    situation.remark("bug" if log else "bug_without_log", kind=type(error).__name__, log=log)
    return 1
