"""Small workspaces that publish regularly: in come a folder and the texts of series, out comes a workspace of three events."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from tests.workspaces import minimal_workspace

ROOT = Path(__file__).parents[1]
DAYS = ("2022-01-11", "2022-02-15", "2022-03-28")
LETTER = """\
series:
  lettre:
    kind: newsletter
    every: month
    start: 2022-01
    delay: 5
    formats: [txt]
    when_empty: nothing
"""
FINAL = LETTER.replace("delay: 5", "delay: 5\n    status: final\n    first_number: 32")
EVENT = """\
title: {{fr: Atelier du {day}, en: Workshop}}
short_title: {{fr: Atelier du {day}, en: Workshop}}
type: workshop
themes: [gouvernance]
date: {day}
place: {{city: Rabat}}
summary: {{fr: "Les participants se sont réunis.", en: "Participants met."}}
attendance:
  - measure: attendees
    count: 70
source: {{kind: article, title: Atelier, language: fr, url: https://example.org/{day}}}
state: {state}
"""


def regular_workspace(
    folder: Path,
    series: str = LETTER,
    states: tuple[str, str, str] = ("approved", "approved", "approved"),
    files: Mapping[str, str | bytes | None] | None = None,
) -> Path:
    """Write a workspace with one workshop in each of the first three months of 2022, in these states, and its series."""
    events = {
        f"{day}-atelier": EVENT.format(day=day, state=state) for day, state in zip(DAYS, states, strict=True)
    }
    shutil.copytree(ROOT / "templates", folder / "templates")
    return minimal_workspace(folder, events, files={"templates/series.yaml": series, **(files or {})})


def event_of(workspace: Path, day: str) -> Path:
    """Return the file of the workshop of `day`."""
    return workspace / f"records/events/2022/{day}-atelier.yaml"
