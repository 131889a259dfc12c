"""A chapter for each theme: in comes a Brief, out come sections that tell few events in full and many by feature, cards and table."""

from __future__ import annotations

from collections.abc import Sequence

from generator.dataset.summary import EventInPeriod
from generator.report.blocks import Block, Paragraph, Role
from generator.report.brief import Brief
from generator.report.model import Part, Section
from generator.report.sections.density import OTHER, by_theme, features, few
from generator.report.sections.telling import as_card, as_row, in_full, rest_table
from generator.report.words import words


def chapters(brief: Brief) -> tuple[Section, ...]:
    """Return one chapter for each theme that has events, in the order of the register; those without a theme come last."""
    axes = by_theme(brief)
    order = {theme.id: (theme.order, index) for index, theme in enumerate(brief.records.themes.themes)}
    return tuple(
        _chapter(brief, theme, axes[theme]) for theme in sorted(axes, key=lambda t: order.get(t, (10**9, 0)))
    )


def _chapter(brief: Brief, theme: str, events: Sequence[EventInPeriod]) -> Section:
    code = f"theme-{theme}" if theme else "other-activities"
    title = brief.say("section.other") if theme == OTHER else brief.theme(theme)
    blocks: tuple[Block, ...] = ()
    if theme in brief.edition.sections or code in brief.edition.sections:
        own = brief.edition.sections.get(code) or brief.edition.sections[theme]
        blocks = brief.blocks(own, brief.edition.language, brief.edition_name, f"sections.{theme or code}")
    if few(brief):
        return Section(code, title, blocks, tuple(in_full(brief, found) for found in events), Part.CHAPTER)
    counted = brief.say("chapter.count", n=len(events))
    blocks = (Paragraph(words(counted), Role.DATELINE), *blocks)
    return Section(code, title, blocks, _busy(brief, code, events), Part.CHAPTER)


def _busy(brief: Brief, code: str, events: Sequence[EventInPeriod]) -> tuple[Section, ...]:
    """Return the features, cards and a table of the rest (DESIGN: density)."""
    full = features(brief, events)
    rest = [found for found in events if found not in full]
    cards, table = rest[: brief.kind.limits.cards], rest[brief.kind.limits.cards :]
    sections = [in_full(brief, feature) for feature in full]
    if cards:
        blocks = tuple(as_card(brief, found) for found in cards)
        sections.append(Section(f"{code}-cards", brief.say("section.in_brief"), blocks))
    if table:
        rows = (as_row(brief, found) for found in table)
        sections.append(Section(f"{code}-rest", brief.say("section.rest"), (rest_table(brief, rows),)))
    return tuple(sections)
