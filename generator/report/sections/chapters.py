"""A chapter for each theme: in comes a Brief, out come sections that tell few events in full and many by feature, cards and table."""

from __future__ import annotations

from collections.abc import Sequence

from generator.dataset.summary import EventInPeriod
from generator.records.event import Measure
from generator.report.blocks import Block, Column, ColumnKind, Paragraph, Role, Table
from generator.report.brief import Brief
from generator.report.model import Part, Section
from generator.report.sections.telling import as_card, as_row, in_full
from generator.report.words import words

OTHER = "other"


def chapters(brief: Brief) -> tuple[Section, ...]:
    """Return one chapter for each theme that has events, in the order of the register; those without a theme come last."""
    by_theme: dict[str, list[EventInPeriod]] = {}
    for found in brief.shown():
        by_theme.setdefault(found.event.themes[0] if found.event.themes else OTHER, []).append(found)
    order = {theme.id: (theme.order, index) for index, theme in enumerate(brief.records.themes.themes)}
    return tuple(
        _chapter(brief, theme, by_theme[theme])
        for theme in sorted(by_theme, key=lambda t: order.get(t, (10**9, 0)))
    )


def _chapter(brief: Brief, theme: str, events: Sequence[EventInPeriod]) -> Section:
    code = f"theme-{theme}"
    title = brief.say("section.other") if theme == OTHER else brief.theme(theme)
    blocks: tuple[Block, ...] = ()
    if theme in brief.edition.sections or code in brief.edition.sections:
        own = brief.edition.sections.get(code) or brief.edition.sections[theme]
        blocks = brief.blocks(own, brief.edition.language, brief.edition_name, f"sections.{theme}")
    if len(brief.shown()) <= brief.kind.limits.full_events:
        return Section(code, title, blocks, tuple(in_full(brief, found) for found in events), Part.CHAPTER)
    counted = brief.say("chapter.count", n=len(events))
    blocks = (Paragraph(words(counted), Role.DATELINE), *blocks)
    return Section(code, title, blocks, _busy(brief, theme, events), Part.CHAPTER)


def _busy(brief: Brief, theme: str, events: Sequence[EventInPeriod]) -> tuple[Section, ...]:
    """Return a feature, cards and a table of the rest (DESIGN: density)."""
    feature = _feature(brief, events)
    rest = [found for found in events if found is not feature]
    cards, table = rest[: brief.kind.limits.cards], rest[brief.kind.limits.cards :]
    sections = [in_full(brief, feature)]
    if cards:
        blocks = tuple(as_card(brief, found) for found in cards)
        sections.append(Section(f"theme-{theme}-cards", brief.say("section.in_brief"), blocks))
    if table:
        sections.append(Section(f"theme-{theme}-rest", brief.say("section.rest"), (_table(brief, table),)))
    return tuple(sections)


def _feature(brief: Brief, events: Sequence[EventInPeriod]) -> EventInPeriod:
    """Return the event told in full: the editor's choice, else most people stated, most sessions, latest, then by id."""

    def rank(found: EventInPeriod) -> tuple[object, ...]:
        people = max(
            (a.count.low or 0 for a in found.event.attendance if a.measure is Measure.ATTENDEES), default=0
        )
        whole = found.inside == found.parts
        starts = [
            part.session.date.start for part in found.inside if part.session.date and part.session.date.start
        ]
        last = max((start.toordinal() for start in starts), default=0)
        return found.id not in brief.edition.feature, not whole, -people, -len(found.parts), -last, found.id

    return min(events, key=rank)


def _table(brief: Brief, events: Sequence[EventInPeriod]) -> Table:
    columns = (
        Column(brief.say("table.activity")),
        Column(brief.say("table.dates")),
        Column(brief.say("table.place")),
        Column(brief.say("table.people"), ColumnKind.NUMBER),
    )
    caption = brief.say("table.rest_caption", n=len(events))
    return Table(caption, columns, tuple(as_row(brief, found) for found in events))
