"""Briefs and Reports of the repository's own records, for tests: in come a period and a language, out comes what is composed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from generator.config.kind import Kind
from generator.config.templates import load_kind, load_language
from generator.dataset.select import select
from generator.dataset.small_cells import guarded
from generator.dataset.summarise import summarise
from generator.dataset.tabulate import tabulate
from generator.period import Period
from generator.records.event import Event
from generator.records.fields import Channel
from generator.records.gate import admit
from generator.records.loader import load
from generator.records.records import Records
from generator.records.registers import EditionTexts
from generator.report.brief import Brief
from generator.report.compose import compose
from generator.report.model import Report, Status

ROOT = Path(__file__).parents[2]
AS_OF = date(2022, 4, 15)


@cache
def real_records() -> Records:
    """Return the repository's records."""
    return load(ROOT)


def brief_of(
    period: str,
    *,
    records: Records | None = None,
    language: str = "fr",
    status: Status = Status.DRAFT,
    as_of: date = AS_OF,
    edition: EditionTexts | None = None,
    audience: str = "public",
    kind: Kind | None = None,
    channel: Channel = Channel.REPORT,
    further: tuple[Channel, ...] = (),
) -> Brief:
    """Return the Brief of a period, as the pipeline makes it."""
    kind = kind or load_kind(ROOT / "templates", "activity-report")
    records = admit(records or real_records(), audience, (channel, *further), as_of)
    records = guarded(records, audience, kind.limits.small_cell)
    summary = summarise(select(tabulate(records), Period.parse(period), audience, as_of))
    return Brief(
        summary=summary,
        records=records,
        kind=kind,
        language=load_language(ROOT / "templates", language),
        status=status,
        as_of=as_of,
        edition=edition or EditionTexts(),
        edition_name=f"edition/{kind.name}/{period}",
    )


def report_of(period: str, **wishes: object) -> Report:
    """Return the composed Report of a period."""
    return compose(brief_of(period, **wishes))


def with_events(events: Mapping[str, Event]) -> Records:
    """Return the repository's records with `events` in the place of its own."""
    return replace(real_records(), events=events)
