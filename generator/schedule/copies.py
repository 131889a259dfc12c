"""Copies of editions in another place: in come a workspace and an address, out go the editions that are not there yet.

What could not be sent is sent by the next run; `reports/.copies.json` only spares asking the place what is there.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from generator.errors import BilanError, Problem
from generator.publishing.disk import Disk
from generator.publishing.earlier import earlier_editions
from generator.publishing.publish import edited
from generator.publishing.remote import shown, upload

FILE_NAME = ".copies.json"


def copy_editions(workspace: Path, url: str) -> tuple[Problem, ...]:
    """Copy each edition of a series that is not at `url` yet, and return a problem for each that could not be."""
    place = workspace / "reports" / FILE_NAME
    there = _read(place)
    sent = there.get(shown(url), [])
    editions = {one.folder: one.manifest for one in earlier_editions(workspace) if one.manifest.series}
    problems: list[Problem] = []
    for folder, manifest in editions.items():
        by_hand = manifest.status == "draft" and edited(workspace / folder, manifest)
        if folder in sent or by_hand:  # what a person is at work on stays with them
            continue
        try:
            upload(workspace / folder, url)
            sent.append(folder)
        except BilanError as error:
            problems += error.problems
            if len(set(problems)) > 3:  # the place itself does not answer
                break
    _write(place, there | {shown(url): [folder for folder in sent if folder in editions]})
    return tuple(dict.fromkeys(problems))


def _read(place: Path) -> dict[str, list[str]]:
    with suppress(OSError, ValueError, TypeError, AttributeError):
        return {str(url): list(map(str, folders)) for url, folders in json.loads(place.read_bytes()).items()}
    return {}


def _write(place: Path, there: dict[str, list[str]], disk: Disk | None = None) -> None:
    disk, partial = disk or Disk(), place.with_name(f"{place.name}.partial")
    with suppress(OSError):
        partial.unlink(missing_ok=True)
        disk.write(partial, (json.dumps(there, sort_keys=True) + "\n").encode())
        disk.replace(partial, place)
