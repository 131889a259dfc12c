"""Figures that were issued: in come the finals of a series, out come each earlier period's figures as last published.

A final that revised an earlier period's figures says so in its manifest: from then on the revised ones are the published
ones, so that a revision is told once, in the edition after it (DESIGN.md §7).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.period import Period
from generator.publishing.manifest import Manifest, read_manifest
from generator.publishing.publish import editions_in
from generator.records.canonical import canonical
from generator.records.records import Records

NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class IssuedFigures:
    """What a period's final gave, and what later finals made of it: figures by name. `events` are its records' SHA-256 by id."""

    period: Period
    number: int | None
    folder: str  # below reports/
    figures: Mapping[str, str] = field(default_factory=dict)
    events: Mapping[str, str] = field(default_factory=dict)


def issued_figures(
    reports: Path, name: str, folder: str, before: Period, first_month: int, only: Collection[str] | None
) -> tuple[IssuedFigures, ...]:
    """Return the figures of each period of a series and audience that ended before `before`, the oldest first.

    `folder` names the audience; `only`, where given, are the finals that may be looked at, by their folders below reports/.
    """
    found: dict[str, IssuedFigures] = {}
    for period, place, manifest in sorted(_finals(reports, name, folder, first_month, only), key=_order):
        if period.end >= before.start:
            continue
        events = {used.id: used.sha256 for used in manifest.records if used.id.startswith("event/")}
        found[period.code] = IssuedFigures(period, manifest.number, place, manifest.figures, events)
        for code, revised in manifest.restated.items():
            if earlier := found.get(code):
                found[code] = replace(earlier, figures={**earlier.figures, **revised})
    return tuple(found.values())


def events_of(records: Records, period: Period, known: Collection[str]) -> dict[str, str]:
    """Return the SHA-256 of each event that a document of `period` can hold, and of those `known`: as a manifest names them."""
    found = {}
    for id, event in records.events.items():
        spans = [part.date for part in event.parts() if part.date]
        if f"event/{id}" in known or any(period.meets(span) for span in spans):
            found[f"event/{id}"] = hashlib.sha256(canonical(event)).hexdigest()
    return found


def revisions(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Return each figure people know a period by that is no longer what was published: its value then and now."""
    names = [name for name in dict.fromkeys((*before, *after)) if _told(name)]
    pairs = {name: (before.get(name, NOT_STATED), after.get(name, NOT_STATED)) for name in names}
    return {name: (then, now) for name, (then, now) in pairs.items() if then != now}


def _told(name: str) -> bool:
    return name == "activities" or name.startswith(("people.", "women.", "men.", "indicator."))


def _finals(
    reports: Path, name: str, folder: str, first_month: int, only: Collection[str] | None
) -> Iterable[tuple[Period, str, Manifest]]:
    """Yield the newest final of each period, with its folder."""
    for target in reports.glob(f"*/{name}/{folder.replace(':', '-')}"):
        for _, place in sorted(editions_in(target, "final").items(), reverse=True):
            shown = place.relative_to(reports).as_posix()
            if only is not None and shown not in only:
                continue
            with suppress(OSError, ValueError):
                manifest = read_manifest(place)
                yield read_period(manifest.period, first_month), shown, manifest
                break


def read_period(code: str, first_month: int) -> Period:
    """Return the period of a manifest; fiscal years begin with `first_month`. ValueError where it is none."""
    return Period.fiscal(code, first_month) if code.startswith("FY") else Period.parse(code)


def _order(found: tuple[Period, str, Manifest]) -> Period:
    return found[0]
