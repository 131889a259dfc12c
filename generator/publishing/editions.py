"""Which edition a person means: in come a workspace and a typed path, out comes its folder; a mistyped one gets the nearest."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterator
from pathlib import Path

from generator.errors import Refusal, problem

EDITION = re.compile(r"(draft|final)-[1-9][0-9]{0,5}")
DEPTH = 4  # folders below reports/: period, series or kind, audience, edition


def editions(reports: Path) -> tuple[str, ...]:
    """Return every draft and final below `reports` as a path with slashes, sorted; none is looked for behind a link."""
    return tuple(sorted(_below(reports, "", DEPTH)))


def find_edition(workspace: Path, given: str, here: Path) -> str:
    """Return the edition that `given` names, as a path below reports/: its folder as seen from `here`, from the workspace or
    from reports/, or its manifest. Refusal `verify.unknown` with the nearest ones."""
    reports = workspace / "reports"
    known = editions(reports)
    for base in (here, workspace, reports):
        place = os.path.relpath(os.path.normpath(base / given), reports).replace(os.sep, "/")
        place = place.removesuffix("/manifest.json")
        if place in known:
            return place
    if not known:
        raise Refusal(problem("verify.none"))
    wanted = given.replace("\\", "/").strip("/").rpartition("reports/")[2].removesuffix("/manifest.json")
    inside = [one for one in known if wanted and one.startswith(f"{wanted}/")]
    nearest = inside[-3:] or difflib.get_close_matches(wanted, known, 1, 0.4) or [known[-1]]
    raise Refusal(problem("verify.unknown", given=given[:120], nearest=", ".join(nearest)))


def _below(folder: Path, name: str, depth: int) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            found = [entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]
    except OSError:
        return
    for inner in found:
        if depth > 1:
            yield from _below(folder / inner, f"{name}{inner}/", depth - 1)
        elif EDITION.fullmatch(inner):
            yield name + inner
