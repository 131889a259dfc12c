"""`bilan init`: in comes a folder, out comes a workspace in it, ready to check and build; all of it or nothing."""

from __future__ import annotations

import os
import re
import shutil
from contextlib import suppress
from pathlib import Path

import click

from generator.cli.spoken import SpokenCommand, argument, option, situation_of
from generator.cli.wishes import read_choice
from generator.errors import Refusal, problem
from generator.messages.catalogue import LANGUAGES

# records/ comes last: it is what makes a folder a workspace.
PARTS = ("reports", "templates", "records")


@click.command("init", cls=SpokenCommand)
@argument("folder", "folder")
@option("--language", value="language", sentence="init_language")
@click.pass_context
def init(context: click.Context, folder: str, language: str | None) -> None:
    """Make a workspace and say what to do next."""
    situation = situation_of(context)
    chosen = read_choice(language, LANGUAGES, "--language") if language else situation.language
    place = Path(os.path.abspath(situation.folder / folder))
    _check(place)
    _place(place, chosen)
    shown = situation.shown(place)
    situation.tell("init.done", folder=shown)
    situation.tell("init.next", folder=shown)


def _check(place: Path) -> None:
    if place.is_symlink() or (place.exists() and not place.is_dir()):
        raise Refusal(problem("commands.init_not_a_folder", file=place.name))
    if not place.exists():
        return
    taken = [name for name in PARTS if os.path.lexists(place / name)]
    if "records" in taken:
        raise Refusal(problem("commands.init_workspace", file=place.name))
    if taken:
        raise Refusal(
            problem("commands.init_taken", file=place.name, names=", ".join(f"{name}/" for name in taken))
        )


def _place(place: Path, language: str) -> None:
    """Prepare everything in a hidden folder, then move it into place."""
    from generator.publishing.disk import cannot_write

    new = not place.exists()
    partial = (place.parent if new else place) / f".bilan-init-{os.getpid()}.partial"
    moved: list[Path] = []
    try:
        if new:
            place.parent.mkdir(parents=True, exist_ok=True)
        partial.mkdir()
        _fill(partial, language)
        if new:
            os.rename(partial, place)
            return
        for name in PARTS:
            os.rename(partial / name, place / name)
            moved.append(place / name)
        partial.rmdir()
    except BaseException as cause:
        for path in (partial, *moved):
            shutil.rmtree(path, ignore_errors=True)
        if isinstance(cause, OSError):
            raise cannot_write(cause, place, place.parent) from cause
        raise


def _fill(folder: Path, language: str) -> None:
    """Copy the starter of `language` and the templates, whose kinds then speak it and whose series begin, and write the schemas."""
    from generator.config.workspace import defaults_folder
    from generator.records.schema import write_schemas

    defaults = defaults_folder()
    # Files only, with the rights new files get: an installed package may be read-only.
    shutil.copytree(
        defaults / "workspace" / language, folder, dirs_exist_ok=True, copy_function=shutil.copyfile
    )
    # The HTML behind the PDF is the program's own: a workspace holds text, colours and pictures.
    own = shutil.ignore_patterns("workspace", "html", "__pycache__", ".*", "~$*")
    shutil.copytree(defaults, folder / "templates", ignore=own, copy_function=shutil.copyfile)
    for kind in sorted((folder / "templates" / "kinds").glob("*.yaml")):
        text = re.sub(
            r"(?m)^languages: \[.*\]$", f"languages: [{language}]", kind.read_text(encoding="utf-8")
        )
        kind.write_text(text, encoding="utf-8", newline="\n")
    _begin(folder / "templates" / "series.yaml", folder / "records" / "events")
    for path in (folder, *folder.rglob("*")):
        if path.is_dir():
            with suppress(OSError):
                path.chmod(path.stat().st_mode | 0o700)
    write_schemas(folder / "records" / "schema")


def _begin(series: Path, events: Path) -> None:
    """Let every series begin with the year of the example, so that a first run has something to make and little to pass over."""
    year = min(path.name for path in events.iterdir())
    text = re.sub(r"(?m)^( +start: )[0-9]{4}-01$", rf"\g<1>{year}-01", series.read_text(encoding="utf-8"))
    series.write_text(text, encoding="utf-8", newline="\n")
