"""Writes the proof sheet for a machine: in comes a Report with its proof, out comes UTF-8 JSON with sorted keys.

Its `figures` are those of `bilan explain --format json`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from generator.config.brand import Brand
from generator.renderers.pictures import Picture
from generator.renderers.registry import Rendered
from generator.report.model import Report
from generator.report.proof import FORMAT, as_data


def render(report: Report, brand: Brand, assets: Mapping[str, Picture]) -> Rendered:
    """Return the proof of `report` as JSON; it needs neither `brand` nor `assets`."""
    return Rendered(write(report))


def write(report: Report) -> bytes:
    """Return the proof of `report` as bytes, the same for the same report."""
    sheet = report.proof
    assert sheet is not None, "a proof sheet is composed wherever one is drawn"
    data = {
        "format": FORMAT,
        "kind": report.kind,
        "period": report.period,
        "audience": report.audience,
        "status": report.status.value,
        "as_of": report.as_of,
        "language": sheet.language,
        "title": sheet.title,
        "about": [{"label": label, "value": value} for label, value in sheet.about],
        "figures": as_data(sheet.figures),
    }
    return (json.dumps(data, ensure_ascii=False, sort_keys=True, indent=2) + "\n").encode()
