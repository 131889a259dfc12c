"""The editions that stand below reports/: in comes a workspace, out come their manifests, and which of them print what is no
longer allowed.

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
