"""The editions that stand below reports/: in comes a workspace, out come their manifests, which of them print what is no
longer allowed, and which of them name a person.

A folder whose manifest is missing, broken or of a later format is passed over: it cannot be asked, and nothing stops for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.errors import Problem, problem
from generator.publishing.manifest import Manifest, read_manifest
from generator.records.audience import DONOR, PUBLIC
from generator.records.mentions import Mention, Wanted
from generator.records.records import Records, Withheld

# What holds wherever a document goes: a day still to come, or another channel, says nothing of an earlier edition.
REVOKED = frozenset({"missing", "none", "withdrawn", "expired", "protected"})
_EDITION = re.compile(r"(draft|final)-[1-9][0-9]{0,5}")


@dataclass(frozen=True, slots=True)
class Earlier:
    """An edition that stands: its folder in the workspace ("reports/2022-Q1/…/final-1") and its manifest."""

    folder: str
    manifest: Manifest


def earlier_editions(workspace: Path, audience: str = "") -> tuple[Earlier, ...]:
    """Return the drafts and finals below reports/, in the order of their folders; with a donor as `audience`, only its own
    and those for the public."""
    found = []
    for path in sorted((workspace / "reports").glob("*/*/*/*")):
        if _EDITION.fullmatch(path.name) and not path.is_symlink():
            with suppress(OSError, ValueError):
                manifest = read_manifest(path)
                if not audience.startswith(DONOR) or manifest.audience in (audience, PUBLIC):
                    found.append(Earlier(path.relative_to(workspace).as_posix(), manifest))
    return tuple(found)


def still_printed(
    withheld: Iterable[Withheld], records: Records, editions: Iterable[Earlier]
) -> Iterator[Problem]:
    """Yield a warning for each quote and picture that nobody may print any more, with the editions that printed it."""
    quotes: dict[str, list[str]] = {}
    pictures: dict[str, list[str]] = {}
    for edition in editions:
        for printed, places in ((edition.manifest.quotes, quotes), (edition.manifest.pictures, pictures)):
            for name in printed:
                places.setdefault(name, []).append(edition.folder)
    for one in withheld:
        is_quote = one.field.startswith("quotes")
        folders = (quotes if is_quote else pictures).get(one.id, ()) if one.why in REVOKED else ()
        if not folders:
            continue
        read = records.files.get(f"event/{one.event}")
        file, field, told = read.path if read else "", f"{one.field}.consent", ", ".join(folders)
        if is_quote:
            yield problem(
                "consent.printed_quote", file=file, field=field, given=one.id, editions=told, warning=True
            )
        else:
            yield problem("consent.printed_picture", file=file, field=field, editions=told, warning=True)


@dataclass(frozen=True, slots=True, order=True)
class PrintedIn:
    """An edition that names a person, or perhaps does. `because` is people, quotes or approvals of its manifest, or the record
    (its id) that it was made from; empty where its manifest cannot be read.
    """

    folder: str
    because: str
    words: str
    sure: bool


def naming(workspace: Path, wanted: Wanted, records: Iterable[Mention]) -> tuple[PrintedIn, ...]:
    """Return the editions that name the person: by their manifests, or perhaps, as they were made from a record that does."""
    ids = {one.file: one for one in records}
    found: set[PrintedIn] = set()
    for edition in earlier_editions(workspace):
        manifest = edition.manifest
        told: list[tuple[str, str]] = [("people", name) for name in manifest.people]
        told += [("approvals", given.by) for given in manifest.approvals]
        hits = [(because, hit) for because, text in told if (hit := wanted.found_in(text))]
        found |= {PrintedIn(edition.folder, because, *hit) for because, hit in hits}
        if not any(sure for _, (_, sure) in hits):
            used = {record.id for record in manifest.records}
            found |= {
                PrintedIn(edition.folder, id, one.words, False)
                for file, one in ids.items()
                if (id := _record_id(file)) in used
            }
    return tuple(sorted(found))


def unread_editions(workspace: Path) -> tuple[str, ...]:
    """Return the folders of editions whose manifest cannot be read."""
    read = {edition.folder for edition in earlier_editions(workspace)}
    folders = (path for path in (workspace / "reports").glob("*/*/*/*") if _EDITION.fullmatch(path.name))
    return tuple(sorted({path.relative_to(workspace).as_posix() for path in folders} - read))


def leftovers(workspace: Path) -> tuple[str, ...]:
    """Return the folders that killed runs left below reports/: they may hold parts of documents."""
    found = (workspace / "reports").glob("*/*/*/.*.partial")
    return tuple(sorted(path.relative_to(workspace).as_posix() for path in found))


def _record_id(file: str) -> str:
    """Return what a manifest calls the record of a file: "event/2022-03-28-…"."""
    parts = file.removeprefix("records/").removesuffix(".yaml").split("/")
    kind = {"events": "event", "projects": "project", "indicators": "indicator", "editions": "edition"}
    inner = "/".join(parts[1:]) if parts[0] == "editions" else parts[-1]
    return f"{kind[parts[0]]}/{inner}" if parts[0] in kind else parts[0]
