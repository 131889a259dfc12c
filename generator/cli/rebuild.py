"""`bilan rebuild`: in comes an edition, out comes that it can be made again byte for byte, or each input that has changed."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.situation import Situation
from generator.cli.spoken import SpokenCommand, argument, option, situation_of
from generator.errors import CannotWrite, Refusal, problem
from generator.messages.catalogue import say


@click.command("rebuild", cls=SpokenCommand)
@argument("edition", "edition")
@option("--at", value="commit")
@option("--to", value="folder")
@click.pass_context
def rebuild(context: click.Context, edition: str, at: str | None, to: str | None) -> None:
    """Make an edition again and compare it; write it only where --to says so."""
    from generator.cli.build import progress
    from generator.rebuild import rebuild as make_again
    from generator.rebuild import write

    situation = situation_of(context)
    workspace = situation.workspace()
    place, manifest = _manifest(situation, workspace, edition)
    folder = _target(situation, workspace, to) if to is not None else None
    with progress(situation) as show:
        rebuilt = make_again(workspace, manifest, at, show, place=place)
    facts = {
        "folder": place.removesuffix("/manifest.json"),
        "count": len(rebuilt.outputs),
        "commit": at or "",
    }
    click.echo(say("rebuild.same_at" if at else "rebuild.same", situation.language, **facts))
    if folder:
        written = write(rebuilt, folder)
        click.echo(say("rebuild.written", situation.language, folder=situation.shown(folder)))
        for path in written:
            click.echo(f"  {situation.shown(path)}")


def _manifest(situation: Situation, workspace: Path, given: str) -> tuple[str, bytes]:
    """Return what the edition's manifest is called and its bytes: an edition below reports/, or any manifest that was kept."""
    from generator.publishing.editions import find_edition
    from generator.publishing.manifest import FILE_NAME, LARGEST_FILE

    path, shown = situation.folder / given, given
    if not path.is_file():
        found = find_edition(workspace, given, situation.folder)
        path, shown = workspace / "reports" / found / FILE_NAME, f"reports/{found}/{FILE_NAME}"
    try:
        if not path.is_symlink() and path.stat().st_size <= LARGEST_FILE:
            return shown, path.read_bytes()
    except OSError:
        pass
    raise Refusal(problem("rebuild.no_manifest", file=shown))


def _target(situation: Situation, workspace: Path, given: str) -> Path:
    """Return the folder to write to. Refusal for one in reports/, where editions appear whole by a build alone."""
    folder = (situation.folder / given).resolve()
    if folder.is_relative_to((workspace / "reports").resolve()):
        raise Refusal(problem("rebuild.inside_reports", given=given[:120]))
    if folder.exists() and not folder.is_dir():
        raise CannotWrite(problem("publishing.not_a_folder", file=given[:120]))
    return folder
