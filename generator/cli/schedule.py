"""`bilan schedule`: in comes a workspace, out comes a timer of this user that starts `bilan run-due`, shown, installed or removed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.situation import Situation
from generator.cli.spoken import SpokenCommand, SpokenGroup, option, situation_of
from generator.cli.wishes import read_choice
from generator.errors import CannotWrite, Refusal, problem
from generator.messages.catalogue import say

if TYPE_CHECKING:
    from generator.schedule.timer import Timer

PARTS = {name: f"generator.cli.schedule:schedule_{name}" for name in ("show", "install", "remove")}
SECONDS = 30


@click.command("schedule", cls=SpokenGroup, modules=PARTS, invoke_without_command=True)
@click.pass_context
def schedule(context: click.Context) -> None:
    """Show the help where nothing is asked for."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@click.command("schedule show", cls=SpokenCommand)
@option("--every", value="every", default="hour")
@option("--cron", is_flag=True)
@click.pass_context
def schedule_show(context: click.Context, every: str, cron: bool) -> None:
    """Print what would be written, and whether it is in place."""
    situation = situation_of(context)
    timer = _timer(situation, every)
    if cron:
        click.echo(timer.cron_line())
        there = _in_crontab(timer)
        click.echo(f"\n{_words(situation, 'cron_there' if there else 'cron_not_there')}", err=True)
        return
    folder = _folder(situation)
    states = []
    for name, text in timer.units().items():
        click.echo(f"# {folder / name}\n{text}")
        states.append(_text(folder / name) == text)
    told = "timer_there" if all(states) else "timer_other" if _any_there(timer, folder) else "timer_not_there"
    click.echo(_words(situation, told), err=True)


@click.command("schedule install", cls=SpokenCommand)
@option("--every", value="every", default="hour")
@option("--cron", is_flag=True)
@click.pass_context
def schedule_install(context: click.Context, every: str, cron: bool) -> None:
    """Write and start it; nothing that is not ours is replaced."""
    from generator.schedule.timer import with_line

    situation = situation_of(context)
    timer = _timer(situation, every)
    if cron:
        crontab = _read_crontab(timer)
        _write_crontab(with_line(crontab, timer, timer.cron_line()))
        click.echo(_words(situation, "cron_installed"))
        click.echo(f"  {timer.cron_line()}")
        return
    folder = _folder(situation)
    _check_systemd()
    _check_ours(timer, folder)
    _write(folder, timer)
    for words in (["daemon-reload"], ["enable", "--now", f"{timer.name}.timer"]):
        _systemctl(*words)
    click.echo(_words(situation, "timer_installed"))
    for name in timer.units():
        click.echo(f"  {folder / name}")
    click.echo(_words(situation, "linger"))


@click.command("schedule remove", cls=SpokenCommand)
@option("--cron", is_flag=True)
@click.pass_context
def schedule_remove(context: click.Context, cron: bool) -> None:
    """Stop and remove what `install` wrote."""
    from generator.schedule.timer import lines_of, with_line

    situation = situation_of(context)
    timer = _timer(situation, "hour")
    if cron:
        crontab = _read_crontab(timer)
        if lines_of(crontab, timer):
            _write_crontab(with_line(crontab, timer, None))
            click.echo(_words(situation, "removed"))
        else:
            click.echo(_words(situation, "cron_not_there"))
        return
    folder = _folder(situation)
    if not _any_there(timer, folder):
        click.echo(_words(situation, "timer_not_there"))
        return
    _check_ours(timer, folder)
    _check_systemd()
    _systemctl("disable", "--now", f"{timer.name}.timer")
    for name in timer.units():
        _changed(folder / name, lambda path: path.unlink(missing_ok=True))
    _systemctl("daemon-reload")
    click.echo(_words(situation, "removed"))


def _timer(situation: Situation, every: str) -> Timer:
    from generator.schedule.timer import EVERY, Timer, writable

    workspace = situation.workspace()
    chosen = read_choice(every, EVERY, "--every")
    if not writable(workspace):
        raise Refusal(problem("schedule.odd_path"))
    return Timer(workspace, Path(sys.executable), situation.language, chosen)


def _folder(situation: Situation) -> Path:
    from generator.schedule.timer import units_folder

    return units_folder(situation.environment)


def _text(path: Path) -> str | None:
    try:
        return None if path.is_symlink() else path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None


def _any_there(timer: Timer, folder: Path) -> bool:
    return any(os.path.lexists(folder / name) for name in timer.units())


def _check_ours(timer: Timer, folder: Path) -> None:
    """Refusal for each file in the way that Bilan did not write."""
    from generator.schedule.timer import is_ours

    strangers = [
        folder / name
        for name in timer.units()
        if os.path.lexists(folder / name) and not is_ours(_text(folder / name) or "")
    ]
    if strangers:
        raise Refusal(problem("schedule.not_ours", file=str(path)) for path in strangers)


def _write(folder: Path, timer: Timer) -> None:
    for name, text in timer.units().items():
        _changed(folder / name, partial(_put, text))


def _put(text: str, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.partial")
    beside.write_text(text, encoding="utf-8", newline="\n")
    os.replace(beside, path)


def _changed(path: Path, change: Callable[[Path], None]) -> None:
    """Change the file at `path`. CannotWrite where that is not possible."""
    try:
        change(path)
    except OSError as cause:
        reason = os.strerror(cause.errno) if cause.errno else "?"
        raise CannotWrite(problem("schedule.cannot_write", file=str(path), reason=reason)) from None


def _check_systemd() -> None:
    """Refusal where systemd is not there, or does not answer this user: nothing is written then."""
    if not shutil.which("systemctl"):
        raise Refusal(problem("schedule.no_systemd"))
    _systemctl("show", "--property=Version")


def _systemctl(*words: str) -> None:
    """Refusal where systemd does not do what is asked, in its own words."""
    done = _run(["systemctl", "--user", *words])
    if done is None or done.returncode:
        said = " ".join((done.stderr if done else "").split())[:200] or "?"
        raise Refusal(problem("schedule.systemd_failed", given=" ".join(words), reason=said))


def _read_crontab(timer: Timer) -> str:
    """Return this user's crontab, empty where there is none. Refusal where there is no cron, with the line to add elsewhere."""
    found = _run(["crontab", "-l"]) if shutil.which("crontab") else None
    if found is None:
        raise Refusal(problem("schedule.no_cron", given=timer.cron_line()))
    if found.returncode and "no crontab" not in found.stderr.lower():
        reason = " ".join(found.stderr.split())[:200]
        raise Refusal(problem("schedule.cron_failed", reason=reason))
    return "" if found.returncode else found.stdout


def _in_crontab(timer: Timer) -> bool:
    from generator.schedule.timer import lines_of

    try:
        return bool(lines_of(_read_crontab(timer), timer))
    except Refusal:
        return False


def _write_crontab(text: str) -> None:
    done = _run(["crontab", "-"], text)
    if done is None or done.returncode:
        reason = " ".join((done.stderr if done else "").split())[:200] or "?"
        raise Refusal(problem("schedule.cron_failed", reason=reason))


def _run(words: Sequence[str], text: str = "") -> subprocess.CompletedProcess[str] | None:
    """Return how a program of the system ended, in English, as its words are looked at; None where it did not."""
    try:
        return subprocess.run(
            list(words),
            input=text,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=SECONDS,
            env={**os.environ, "LC_ALL": "C", "LANGUAGE": "C"},
        )
    except (OSError, subprocess.SubprocessError):
        return None


def _words(situation: Situation, code: str) -> str:
    return say(f"schedule.{code}", situation.language)
