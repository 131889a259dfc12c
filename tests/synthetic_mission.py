"""Synthetic missions with many donors: in come a folder and numbers, out comes a valid workspace in which each donor pays its own events.

The same arguments write the same bytes. The records are those of `tests/synthetic.py`, so many a donor and period.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random
from typing import Any

from generator.period import Period
from tests import synthetic

TEMPLATES = Path(__file__).parents[1] / "templates"
SERIES = """\
series:
  bilan-mensuel:
    kind: donor-summary
    audiences: [donors]
    every: month
    start: {start}
    formats: [{formats}]
"""
ORDINARY = 8  # the first shapes of events: none is undated, cancelled or under embargo


def donors_of(donors: int) -> tuple[str, ...]:
    """Return the ids of so many donors."""
    return tuple(f"bailleur-{number:03}" for number in range(donors))


def write_mission(
    folder: Path,
    donors: int,
    events: int,
    *,
    periods: tuple[str, ...] = ("2024-Q1",),
    seed: int = 1,
    series: tuple[str, ...] = (),
) -> Path:
    """Write a workspace in which each of so many donors pays a project with so many events in each of `periods`, and return it.

    With `series`, names of formats, it has templates of its own with one series: every month, an edition for each donor.
    """
    names = donors_of(donors)
    files: dict[str, Any] = {
        "publisher.yaml": synthetic._publisher(),
        "themes.yaml": synthetic._themes(),
        "organisations.yaml": _organisations(names),
        **{f"projects/projet-{donor}.yaml": _project(donor, place) for place, donor in enumerate(names)},
    }
    number = 0
    for code in periods:
        for donor in names:
            for index in range(events):
                random = Random(f"{seed}/{code}/{donor}/{index}")
                id, year, record = synthetic._event(index % ORDINARY, random, Period.parse(code))
                number += 1
                record["projects"] = [f"projet-{donor}"]
                files[f"events/{year}/{id.rpartition('-')[0]}-{number:05}.yaml"] = record
    for name, record in files.items():
        path = folder / "records" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = ["language: fr", *synthetic._lines(record)][name == "organisations.yaml" :]
        path.write_text("\n".join(lines) + "\n", "utf-8")
    if series:
        shutil.copytree(TEMPLATES, folder / "templates", dirs_exist_ok=True)
        start = f"{Period.parse(periods[0]).start:%Y-%m}"
        text = SERIES.format(start=start, formats=", ".join(series))
        (folder / "templates" / "series.yaml").write_text(text, "utf-8")
    return folder


def _organisations(donors: tuple[str, ...]) -> dict[str, Any]:
    bodies = {id: body for id, body in synthetic._organisations().items() if not body.get("donor")}
    paying = {
        donor: {
            "names": [{"name": {"fr": f"Fondation {donor[-3:]} des rives"}}],
            "standing": "private",
            "donor": True,
        }
        for donor in donors
    }
    return bodies | paying


def _project(donor: str, place: int) -> dict[str, Any]:
    theme = list(synthetic.THEMES)[place % len(synthetic.THEMES)]
    return {
        "title": f"Projet {donor[-3:]} des régions",
        "donors": [{"organisation": donor, "reference": f"REF-{donor[-3:]}"}],
        "themes": [theme],
    }
