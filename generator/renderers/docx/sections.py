"""Draws the sections of a Report in their rhythm of pages: in come sections, out comes WordprocessingML."""

from __future__ import annotations

from collections.abc import Sequence

from generator.renderers.docx.anchors import anchored, around
from generator.renderers.docx.blocks import draw_block, draw_blocks
from generator.renderers.docx.manuscript import Manuscript
from generator.renderers.docx.pictures import short_rule
from generator.renderers.docx.tables import key_figures
from generator.renderers.docx.text import bookmarked, paragraph, run
from generator.renderers.room import flows_on, has_cover
from generator.report.blocks import Block, FundingStatement, KeyFigures
from generator.report.model import Part, Section

NEW_PAGE = "<w:pageBreakBefore/>"
AT_TOP = '<w:spacing w:before="190"/>'  # at the top of a page only the accent rule needs its place
NO_SPACE = '<w:spacing w:before="0"/>'
DEEPEST = 4
UNSAID = ("funding-cover", "funding-second-page", "funding-foot")
FUNDING = ("funding", *UNSAID)  # sections of statements and their disclaimers alone
OWN_PAGE = (Part.OVERVIEW, Part.CHAPTER, Part.REVIEW)


def draw_body(sheet: Manuscript, width: int, pulled: frozenset[str]) -> str:
    """Return every section but those whose code is in `pulled`, which stand elsewhere in the letterhead."""
    drawn: list[str] = []
    before: Part | None = None
    covered = has_cover(sheet.report)
    for section in sheet.report.sections:
        if _stands_elsewhere(section, pulled):
            continue
        opening = AT_TOP if before is None else (NEW_PAGE + AT_TOP) * _begins_page(section, before, covered)
        drawn.append(_section(section, sheet, width, 1, pulled, opening))
        before = section.part
    return "".join(drawn)


def draw_pulled(code: str, sheet: Manuscript, width: int) -> str | None:
    """Return the blocks of the section `code` without its title, or None if the Report has none.

    `cover` stands for what is meant for the cover, whatever its code; of statements that nobody asks for, nothing is said.
    """
    if code == "cover":
        found = [section for section in sheet.report.sections if section.part is Part.COVER]
        return "".join(_cover(section, sheet, width) for section in found)
    place = next((pair for pair in sheet.report.walk() if pair[1].code == code), None)
    if place is None or not (place[1].blocks or place[1].sections):
        return "" if code in UNSAID else None
    depth, section = place
    drawn = _place(section, sheet) + draw_blocks(section.blocks, sheet, width)
    drawn += "".join(_section(child, sheet, width, depth + 1, frozenset()) for child in section.sections)
    sheet.waiting.clear()
    return drawn


def funding_blocks(sheet: Manuscript) -> tuple[Block, ...]:
    """Return the funding statements of the Report with their disclaimers, for the slot that gathers them."""
    return tuple(
        block
        for _, section in sheet.report.walk()
        for block in section.blocks
        if section.code in FUNDING or isinstance(block, FundingStatement)
    )


def _stands_elsewhere(section: Section, pulled: frozenset[str]) -> bool:
    """Return whether the letterhead has a place of its own for the section, or for every part of it."""
    if section.code in pulled or (section.part is Part.COVER and "cover" in pulled):
        return True
    if "funding" in pulled and section.code in FUNDING:
        return True
    parts = [inner.code for inner in section.sections]
    return bool(parts) and not section.blocks and pulled.issuperset(parts)


def _begins_page(section: Section, before: Part, covered: bool) -> bool:
    part = section.part
    if before is Part.FRONT and (flows_on(section) or (part is Part.BACK and not covered)):
        return False
    return part in OWN_PAGE or (part is not before and part is not Part.FRONT) or (before is Part.COVER)


def _place(section: Section, sheet: Manuscript) -> str:
    """Return the bookmark of a section whose title is not printed; its notes wait for the first words below."""
    sheet.waiting += section.notes
    return bookmarked(section.code, "", sheet)


def _cover(section: Section, sheet: Manuscript, width: int) -> str:
    """Return the blocks of the cover; its figures stand on the cover's own ground, without tiles."""
    drawn = [_place(section, sheet)]
    for block in section.blocks:
        if isinstance(block, KeyFigures):
            drawn.append(anchored(key_figures(block, sheet, width, tiles=False), block.notes, sheet))
        else:
            drawn.append(draw_block(block, sheet, width))
    sheet.waiting.clear()
    return "".join(drawn)


def _section(
    section: Section,
    sheet: Manuscript,
    width: int,
    depth: int,
    pulled: frozenset[str],
    opening: str = "",
) -> str:
    drawn = [_heading(section, sheet, depth, opening), draw_blocks(_kept(section, pulled), sheet, width)]
    drawn += [
        _section(child, sheet, width, depth + 1, pulled)
        for child in section.sections
        if child.code not in pulled
    ]
    sheet.waiting.clear()  # what found no words here must not stand in the next section
    return "".join(drawn)


def _kept(section: Section, pulled: frozenset[str]) -> Sequence[Block]:
    if "funding" not in pulled:
        return section.blocks
    return [block for block in section.blocks if not isinstance(block, FundingStatement)]


def _heading(section: Section, sheet: Manuscript, depth: int, opening: str) -> str:
    """Return the title of a section; `opening` is what begins a page, as properties of a paragraph."""
    if not section.title:
        return (paragraph("Bilan Gap", "", sheet, opening) if opening else "") + _place(section, sheet)
    title = bookmarked(section.code, around(run(section.title), section.notes, sheet), sheet)
    if depth > 1:
        return paragraph(f"heading {min(depth, DEEPEST)}", title, sheet)
    if section.part is Part.REVIEW:
        return paragraph("Bilan Review Title", title, sheet, opening.replace(AT_TOP, NO_SPACE))
    return paragraph("heading 1", short_rule(sheet) + title, sheet, opening)
