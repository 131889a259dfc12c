"""Holds editions to their manifests: in comes the folder reports/, out comes what is no longer as it was published or issued.

Everything is read and hashed again; nothing is written, and no link is followed.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.errors import Problem, Refusal, problem
from generator.publishing.editions import DEPTH, EDITION
from generator.publishing.ledger import Issue, read_ledger
from generator.publishing.manifest import FILE_NAME as MANIFEST
from generator.publishing.manifest import LARGEST_FILE, Manifest, hash_inputs

# What systems and programs leave beside the files that a person opens.
_OF_SYSTEMS = re.compile(r"~\$.*|\.~lock\..*#|\.DS_Store|Thumbs\.db|desktop\.ini", re.IGNORECASE)
_LEFTOVER = re.compile(r"\.(?:draft|final)-[1-9][0-9]{0,5}\.partial")


@dataclass(frozen=True, slots=True)
class Verified:
    """An edition that was looked at: its folder below reports/, its number, how many files it should hold, what is wrong."""

    folder: str
    number: int | None
    files: int
    problems: tuple[Problem, ...]

    @property
    def final(self) -> bool:
        """Whether it is a final."""
        return self.folder.rpartition("/")[2].startswith("final-")


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found: each edition, and what concerns none of them (ledger, leftovers, links). A warning mends itself."""

    editions: tuple[Verified, ...]
    beside: tuple[Problem, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return everything that is not as it should be, what concerns editions first."""
        return (*(found for one in self.editions for found in one.problems), *self.beside)


def verify(reports: Path, wanted: Collection[str] = (), *, finals_only: bool = False) -> Verification:
    """Return how the editions below `reports` stand: all of them, or those `wanted` (paths below it) and nothing beside them."""
    if reports.is_symlink():
        raise Refusal(problem("publishing.link", file=reports.name))
    beside: list[Problem] = []
    try:
        issues = {issue.folder: issue for issue in read_ledger(reports)}
    except Refusal as refusal:
        issues = None
        beside += refusal.problems
    there = sorted(_editions(reports, reports.name, DEPTH, beside))
    chosen = [
        name for name in there if (not wanted or name in wanted) and not (finals_only and _is_draft(name))
    ]
    found = tuple(_verified(reports, name, issues) for name in chosen)
    gone = [name for name in issues or () if name not in there and (not wanted or name in wanted)]
    lost = [problem("ledger.gone", file=f"{reports.name}/{name}") for name in gone]
    return Verification(found, tuple(sorted([*lost, *([] if wanted else beside)])))


def _is_draft(name: str) -> bool:
    return name.rpartition("/")[2].startswith("draft-")


def _editions(folder: Path, shown: str, depth: int, beside: list[Problem]) -> Iterator[str]:
    """Yield the path below reports/ of each edition; what else lies there is told in `beside`."""
    for entry in _entries(folder):
        place = f"{shown}/{entry.name}"
        if entry.is_symlink():
            beside.append(problem("verify.link", file=place))
        elif entry.is_dir():
            if depth > 1:
                yield from _editions(Path(entry), place, depth - 1, beside)
            elif EDITION.fullmatch(entry.name):
                yield place.partition("/")[2]
            else:
                code = "verify.leftover" if _LEFTOVER.fullmatch(entry.name) else "verify.stray"
                beside.append(problem(code, file=place, warning=True))
        elif depth < DEPTH and not _OF_SYSTEMS.fullmatch(entry.name):
            beside.append(problem("verify.stray", file=place, warning=True))


def _verified(reports: Path, name: str, issues: Mapping[str, Issue] | None) -> Verified:
    folder, shown = reports / name, f"{reports.name}/{name}"
    problems: list[Problem] = []
    files = dict(_files(folder, "", shown, problems))
    manifest: Manifest | None = None
    if MANIFEST in files:
        manifest = _manifest(folder / MANIFEST, name, shown, problems, issues)
    else:
        problems.append(problem("verify.no_manifest", file=shown))
    if manifest:
        problems += _outputs(folder, shown, manifest, files)
    expected = len(manifest.outputs) if manifest else 0
    return Verified(name, manifest.number if manifest else None, expected, tuple(sorted(problems)))


def _manifest(
    path: Path, name: str, shown: str, problems: list[Problem], issues: Mapping[str, Issue] | None
) -> Manifest | None:
    """Return the manifest if it is that of this edition; what is wrong with it is added to `problems`."""
    file = f"{shown}/{MANIFEST}"
    try:
        content = path.read_bytes() if path.stat().st_size <= LARGEST_FILE else b""
        manifest = Manifest.from_json(content)
    except (OSError, ValueError):
        problems.append(problem("verify.broken_manifest", file=file))
        return None
    if not _belongs(manifest, name):
        problems.append(problem("verify.foreign", file=file, given=manifest.edition[:120]))
        return None
    if manifest.ingredients and hash_inputs(manifest.ingredients.items()) != manifest.inputs:
        problems.append(problem("verify.inconsistent", file=file))
    if issues is not None and not _is_draft(name):
        issue = issues.get(name)
        if issue is None:
            problems.append(problem("verify.unrecorded", file=shown, warning=True))
        elif issue.manifest != hashlib.sha256(content).hexdigest():
            problems.append(problem("ledger.altered", file=file))
    return manifest


def _belongs(manifest: Manifest, name: str) -> bool:
    """Return whether a manifest is that of the edition in the folder `name`, and names no file elsewhere."""
    parts = manifest.edition.split("/")
    if len(parts) != 3 or not all(_inside(output.name) for output in manifest.outputs):
        return False
    place = (parts[1], parts[0], parts[2].replace(":", "-"), manifest.status)
    *folders, edition = name.split("/")
    return (*folders, edition.partition("-")[0]) == place


def _inside(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return bool(parts) and not name.startswith("/") and ".." not in parts and "\\" not in name


def _outputs(
    folder: Path, shown: str, manifest: Manifest, files: Mapping[str, os.DirEntry[str]]
) -> Iterator[Problem]:
    """Yield each file that is missing, altered, unreadable, or was not published with the edition."""
    published = {output.name: output for output in manifest.outputs}
    for name, output in published.items():
        if name not in files:
            if not (folder / name).is_symlink():  # told already
                yield problem("verify.missing", file=f"{shown}/{name}")
            continue
        try:
            same = files[name].stat().st_size == output.size and _sha256(folder / name) == output.sha256
        except OSError:
            yield problem("verify.unreadable", file=f"{shown}/{name}")
            continue
        if not same:
            code = "verify.altered" if manifest.status == "final" else "verify.edited"
            yield problem(code, file=f"{shown}/{name}")
    for name in sorted(files.keys() - published.keys() - {MANIFEST}):
        yield problem("verify.extra", file=f"{shown}/{name}")


def _files(
    folder: Path, below: str, shown: str, problems: list[Problem]
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield each ordinary file of an edition by its path in it; links and the like are told, never opened."""
    for entry in _entries(folder):
        place = f"{shown}/{below}{entry.name}"
        if entry.is_symlink():
            problems.append(problem("verify.link", file=place))
        elif entry.is_dir():
            yield from _files(Path(entry), f"{below}{entry.name}/", shown, problems)
        elif not entry.is_file():
            problems.append(problem("verify.special", file=place))
        elif not _OF_SYSTEMS.fullmatch(entry.name):
            yield f"{below}{entry.name}", entry


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return []


def _sha256(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
