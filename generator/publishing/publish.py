"""Puts an edition in its place: in come finished outputs and their manifest, out comes one new folder, whole or not at all.

    reports/<period>/<kind>/<audience>/draft-1/   outputs, manifest.json

Everything is written beside its place, reaches the disk, and takes its name by one rename. What stands there already is
never touched: a changed edition is the next draft, and a file that a person has edited stays where it is.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import nullcontext, suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Literal

from generator.errors import Problem, Refusal, problem
from generator.publishing.disk import Disk, cannot_write
from generator.publishing.lock import Held, hold
from generator.publishing.manifest import FILE_NAME, Manifest, describe_outputs, read_manifest

LONGEST_NAME = 120  # bytes
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(?<!\.)")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")
_PARTIAL = re.compile(r"\.(?:draft|final)-[1-9][0-9]{0,5}\.partial")


@dataclass(frozen=True, slots=True)
class Published:
    """Where an edition stands: its folder, whether it is new, and what the reader must be told."""

    folder: Path
    new: bool
    notices: tuple[Problem, ...] = ()


def edition_folder(reports: Path, period: str, kind: str, audience: str) -> Path:
    """Return the folder of the drafts and finals of one edition; the audience `donor:x` gives `donor-x`."""
    return reports / period / kind / audience.replace(":", "-")


def unchanged(target: Path, status: Literal["draft", "final"], wanted: Manifest) -> Published | None:
    """Return the newest edition in `target` if its inputs are those of `wanted` and all is untouched; else None.

    Editions in other languages or formats stand beside it and do not count.
    A build may ask this before it renders anything.
    """
    for _, folder in sorted(editions_in(target, status).items(), reverse=True):
        try:
            manifest = read_manifest(folder)
        except (OSError, ValueError):
            continue
        if (manifest.languages, manifest.formats) != (wanted.languages, wanted.formats):
            continue
        if manifest.inputs != wanted.inputs or edited(folder, manifest):
            return None
        return Published(folder, False)
    return None


def publish(
    target: Path,
    status: Literal["draft", "final"],
    outputs: Mapping[str, bytes],
    manifest: Manifest,
    *,
    held: Held | None = None,
    disk: Disk | None = None,
) -> Published:
    """Publish `outputs` with their manifest as the next draft (or final) of `target`, reports/<period>/<kind>/<audience>.

    The name of an output is its path below the edition's folder, with slashes.
    Nothing is written where the newest one was made from the same inputs and is untouched. `held` is for a caller that
    holds the lock already. Raises Refusal (a link or a bad name in the way), LockHeld, CannotWrite; after any of them
    all that stood there before is as it was.
    """
    disk = disk or Disk()
    reports = target.parents[2]
    _check_names(target, outputs)
    with nullcontext(held) if held else hold(reports, disk=disk):
        _check_links(target)
        _remove_leftovers(reports, disk)
        same = unchanged(target, status, manifest)
        if same:
            return same
        editions = editions_in(target, status)
        notices = tuple(_notices(editions[max(editions)], target)) if editions else ()
        folder = target / f"{status}-{max(editions, default=0) + 1}"
        content = replace(manifest, status=status, outputs=describe_outputs(outputs)).to_json()
        _write_whole(folder, {**dict(sorted(outputs.items())), FILE_NAME: content}, disk)
        return Published(folder, True, notices)


def _write_whole(folder: Path, files: Mapping[str, bytes], disk: Disk) -> None:
    """Write `files`, the manifest last, and give the folder its name; on any failure leave no trace."""
    root = folder.parents[4]
    partial = folder.with_name(f".{folder.name}.partial")
    made: list[Path] = []
    place = folder
    named = False
    try:
        for parent in reversed(partial.parents[:3]):  # period, kind, audience
            place = parent
            if not parent.is_dir():
                disk.make_folder(parent)
                made.append(parent)
                disk.sync_folder(parent.parent)
        inner = dict.fromkeys(
            PurePosixPath(*path.parts[:depth])
            for path in map(PurePosixPath, files)
            for depth in range(1, len(path.parts))
        )
        for name in (PurePosixPath(), *inner):
            place = folder / name
            disk.make_folder(partial / name)
        for output, content in files.items():
            place = folder / output
            disk.write(partial / output, content)
        for name in (*reversed(inner), PurePosixPath()):
            place = folder / name
            disk.sync_folder(partial / name)
        place = folder
        disk.rename(partial, folder)
        named = True
        disk.sync_folder(folder.parent)
    except BaseException as cause:
        if named:
            with suppress(OSError):
                os.rename(folder, partial)
        disk.remove(partial)
        for parent in reversed(made):
            with suppress(OSError):
                parent.rmdir()
        if isinstance(cause, OSError):
            raise cannot_write(cause, place, root) from cause
        raise


def _check_names(target: Path, outputs: Mapping[str, bytes]) -> None:
    """Refuse a name that some file system would not keep, or that two files would share."""
    parts = target.parts[-3:]
    names = [*parts, *outputs]
    bad = [name for name in names if not all(map(_good_name, name.split("/")))]
    files = [FILE_NAME, *outputs]
    folders = {folder.as_posix() for name in files for folder in PurePosixPath(name).parents[:-1]}
    if len({name.casefold() for name in (*files, *folders)}) != len(files) + len(folders):
        bad = bad or sorted(outputs)
    if bad:
        place = "/".join(("reports", *parts))
        raise Refusal(
            [problem("publishing.bad_name", file=place, name=ascii(name)[1:-1][:80]) for name in bad]
        )


def _good_name(name: str) -> bool:
    """Return whether every file system keeps `name`, a file's or a folder's."""
    return bool(
        _NAME.fullmatch(name) and not _RESERVED.fullmatch(name) and len(name.encode()) <= LONGEST_NAME
    )


def _check_links(target: Path) -> None:
    for folder in (*reversed(target.parents[:3]), target):
        place = folder.relative_to(target.parents[3]).as_posix()
        if folder.is_symlink():
            raise Refusal(problem("publishing.link", file=place))
        if folder.exists() and not folder.is_dir():
            raise Refusal(problem("publishing.not_a_folder", file=place))


def editions_in(target: Path, status: str) -> dict[int, Path]:
    """Return what bears the name of a draft (or final) in `target`, by number, whatever it is."""
    form = re.compile(rf"{status}-([1-9][0-9]{{0,5}})")
    try:
        names = os.listdir(target)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    return {int(found[1]): target / name for name in names if (found := form.fullmatch(name))}


def _notices(folder: Path, target: Path) -> Iterator[Problem]:
    """Yield a notice for each file of the edition before that is no longer as it was published: told once, not for ever."""
    place = folder.relative_to(target.parents[3]).as_posix()
    try:
        manifest = read_manifest(folder)
    except (OSError, ValueError):
        yield problem("publishing.unknown_edition", file=place, warning=True)
        return
    for name, code in edited(folder, manifest):
        yield problem(code, file=f"{place}/{name}", warning=True)


def edited(folder: Path, manifest: Manifest) -> list[tuple[str, str]]:
    """Return name and code for each output that is missing or whose SHA-256 is no longer the manifest's."""
    found = []
    for output in manifest.outputs:
        path = folder.joinpath(*output.name.split("/"))
        if not all(
            map(_good_name, output.name.split("/"))
        ):  # a manifest somebody wrote: never look elsewhere
            found.append((output.name, "publishing.unreadable"))
            continue
        try:
            if _through_link(folder, path) or _sha256(path) != output.sha256:
                found.append((output.name, "publishing.edited"))
        except FileNotFoundError:
            found.append((output.name, "publishing.missing"))
        except OSError:
            found.append((output.name, "publishing.unreadable"))
    return found


def _through_link(folder: Path, path: Path) -> bool:
    """Return whether `path`, or a folder between it and `folder`, is a link."""
    return any(
        part.is_symlink() for part in (path, *path.parents) if part != folder and folder in part.parents
    )


def _sha256(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _remove_leftovers(reports: Path, disk: Disk) -> None:
    """Remove the folders that killed runs left; the lock is held, so no other run is at work on one."""
    level = [reports]
    for _ in range(3):  # period, kind, audience
        level = [Path(entry) for folder in level for entry in _folders(folder)]
    for folder in level:
        for entry in _folders(folder):
            if _PARTIAL.fullmatch(entry.name):
                disk.remove(Path(entry))


def _folders(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return [entry for entry in entries if entry.is_dir(follow_symlinks=False)]
    except OSError:
        return []
