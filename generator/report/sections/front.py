"""What stands before the chapters: foreword, the organisation in brief; in comes a Brief, out come sections."""

from __future__ import annotations

from generator.records.registers import SlotText
from generator.report.blocks import Block, Paragraph, Role
from generator.report.brief import Brief
from generator.report.model import Part, Section, Status
from generator.report.words import Text


def foreword(brief: Brief) -> tuple[Section, ...]:
    """Return the foreword: a person's text, or a prompt with its wanted length in a draft; nothing in a final without it."""
    blocks = slot(brief, brief.edition.foreword, "foreword")
    return (Section("foreword", brief.say("section.foreword"), blocks, part=Part.FRONT),) if blocks else ()


def about(brief: Brief) -> tuple[Section, ...]:
    """Return the organisation in brief, as its text stood at the end of the period."""
    publisher = brief.records.publisher
    held = [text for text in publisher.about if text.since <= brief.summary.period.end] or list(
        publisher.about[:1]
    )
    newest = max(held, key=lambda text: text.since)
    blocks = brief.blocks(newest.text, publisher.language, "publisher", "about")
    # a letter has its own "in brief": the activities told shortly
    key = "section.about_us" if "headline" in brief.kind.sections else "section.about"
    title = brief.say(key, organisation=brief.text(publisher.short_name, publisher.language))
    return (Section("about", title, blocks, part=Part.FRONT),)


def slot(brief: Brief, slot: SlotText | None, name: str) -> tuple[Block, ...]:
    """Return the blocks of a person's text with who signs it, or a draft's prompt for it."""
    if slot is None:
        if brief.status is Status.FINAL:
            return ()
        return (Paragraph(brief.words(f"prompt.{name}"), Role.PROMPT),)
    own = brief.edition.language
    blocks: list[Block] = list(brief.blocks(slot.text, own, brief.edition_name, name))
    if slot.signatory:
        signed = brief.join((brief.set(slot.signatory), brief.text(slot.signatory_role, own)))
        blocks.append(Paragraph((Text(signed),), Role.SIGNATURE))
    return tuple(blocks)
