"""What the contestants work on: in come a folder and a number of events, out come a workspace and its Reports.

Two Reports are made of the same records: `busy`, as the kind's own limits have it (features, cards, tables), and
`full`, in which each event is told in full, so that a Word or PDF file of 1,000 events really holds 1,000 stories.
"""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator.config.brand import Brand
from generator.config.kind import Kind
from generator.period import Period
from generator.report.blocks import Chart
from generator.report.model import Report, Section
from tests.synthetic import as_of, write_workspace

QUARTER = "2024-Q1"
EVERYTHING = 1_000_000
# Sections that grow with the events, and nothing that only a draft holds.
FULL_SECTIONS = ("cover", "contents", "about", "chapters", "thanks")


def prepare(folder: Path, events: int) -> None:
    """Write the workspace, its Reports and the letterhead without content, which the other tools start from."""
    from generator.config.templates import load_brand, load_kind
    from generator.config.workspace import templates_folder

    write_workspace(folder / "workspace", events, quarter=QUARTER, chosen=True)
    templates = templates_folder(folder / "workspace")
    kind = load_kind(templates, "activity-report")
    full = replace(kind, sections=FULL_SECTIONS, limits=replace(kind.limits, full_events=EVERYTHING))
    brand = load_brand(templates, kind.brand)
    _keep(folder, "brand", brand)
    for name, outline in (("busy", kind), ("full", full)):
        _keep(folder, name, _without_charts(report_of(folder / "workspace", outline).for_readers()))
    _empty_letterhead(brand.letterhead("fr", "activity-report"), folder / "letterhead.docx")


def report_of(workspace: Path, kind: Kind) -> Report:
    """Return the Report of `workspace` in the outline `kind`."""
    from generator.config.templates import load_language
    from generator.config.workspace import templates_folder
    from generator.dataset.select import select
    from generator.dataset.summarise import summarise
    from generator.dataset.tabulate import tabulate
    from generator.records.fields import Channel
    from generator.records.gate import admit
    from generator.records.loader import load
    from generator.report.brief import Brief
    from generator.report.compose import compose
    from generator.report.model import Status

    today = as_of(QUARTER)
    records = admit(load(workspace), "public", (Channel.REPORT,), today)
    summary = summarise(select(tabulate(records), Period.parse(QUARTER), "public", today, {}))
    edition = f"activity-report/{QUARTER}"
    return compose(
        Brief(
            summary=summary,
            records=records,
            kind=kind,
            language=load_language(templates_folder(workspace), "fr"),
            status=Status.DRAFT,
            as_of=today,
            edition=records.editions[edition],
            edition_name=f"edition/{edition}",
        )
    )


def made_report(folder: Path, name: str) -> Report:
    """Return the Report `busy` or `full` that `prepare` made."""
    found: Report = _kept(folder, name)
    return found


def brand_of(folder: Path) -> Brand:
    found: Brand = _kept(folder, "brand")
    return found


def _keep(folder: Path, name: str, value: object) -> None:
    (folder / f"{name}.pickle").write_bytes(pickle.dumps(value))


def _kept(folder: Path, name: str) -> Any:
    return pickle.loads((folder / f"{name}.pickle").read_bytes())


def _without_charts(report: Report) -> Report:
    """Return `report` without pictures of charts, which the other tools do not draw."""

    def bare(section: Section) -> Section:
        blocks = tuple(block for block in section.blocks if not isinstance(block, Chart))
        return replace(section, blocks=blocks, sections=tuple(map(bare, section.sections)))

    return replace(report, sections=tuple(map(bare, report.sections)))


def _empty_letterhead(letterhead: Path, target: Path) -> None:
    """Write the letterhead with its styles, header and footer, and an empty text."""
    import docx

    document = docx.Document(str(letterhead))
    body = document.element.body
    for element in list(body)[:-1]:
        body.remove(element)
    document.save(str(target))
