"""Draws events in brief, thanks and funding statements: in come blocks and a width in twips, out come tables."""

from __future__ import annotations

from collections.abc import Sequence

from generator.renderers.columns import shares
from generator.renderers.docx.anchors import controlled_with
from generator.renderers.docx.grid import THIN_ROW, cell, gutter, row, table
from generator.renderers.docx.manuscript import Manuscript
from generator.renderers.docx.pictures import MM, drawing
from generator.renderers.docx.text import controlled, gap, inline, link, paragraph, prose, run
from generator.report.blocks import Acknowledgements, Body, BodyGroup, Button, Card, FundingStatement

BETWEEN = 227  # 4 mm
NARROWEST_PAIR = round(120 * MM)  # below this width, cards stand one under the other
LOGO_HEIGHT = round(13 * MM)
# A logo stands nearer to its own name than to the one above.
OVER_LOGO = '<w:keepNext/><w:spacing w:before="120" w:after="60"/>'
ABOVE_MORE = '<w:spacing w:before="80"/>'
EMBLEM_WIDTH = round(30 * MM)


def _card(block: Card, sheet: Manuscript) -> str:
    text = paragraph("Bilan Card Text", inline(block.content, sheet), sheet) if block.content else ""
    title = paragraph("Bilan Card Title", inline(block.title, sheet), sheet)
    title = controlled_with(title, None if text else block.source, block.notes, sheet)
    facts = []
    for fact in block.facts:
        said = run("\u00a0· ").join(inline(words, sheet) for words in fact.content)
        label = run(f"{fact.label}  ", style=sheet.style("Bilan Muted", "character"))
        facts.append(paragraph("Bilan Card Fact", label + said, sheet))
    if block.more:
        facts.append(_more(block.more, sheet))
    dateline = prose("Bilan Card Dateline", block.dateline, sheet)
    return (
        title
        + dateline
        + (controlled(text, block.source, sheet) if text else "")
        + ("".join(facts) or paragraph("Bilan Gap", "", sheet, '<w:spacing w:after="0"/>'))
    )


def _more(block: Button, sheet: Manuscript) -> str:
    """Return where to read more, as a line of words; a place nobody can reach is words only."""
    label = run(block.label, style=sheet.style("Hyperlink", "character"), bold=True)
    words = link(block.href, label, sheet) or run(block.label)
    return paragraph("Bilan Card Fact", words, sheet, ABOVE_MORE)


def cards(blocks: Sequence[Card], sheet: Manuscript, width: int) -> str:
    """Return cards two by two where there is room; the last of an odd number takes the whole width."""
    colour = sheet.brand.palette.accent.lstrip("#")
    rule = f'<w:tcBorders><w:left w:val="single" w:sz="24" w:space="0" w:color="{colour}"/></w:tcBorders>'
    # Stated on both its sides: LibreOffice looks at the other one from right to left.
    mirrored = sheet.report.direction == "rtl"
    pair = width >= NARROWEST_PAIR and len(blocks) > 1
    one, two = shares(width - BETWEEN, (1, 1))
    widths = [one, BETWEEN, two] if pair else [width]
    rows = []
    for start in range(0, len(blocks), 2 if pair else 1):
        if start:
            rows.append(row([gutter(width, sheet, span=len(widths))], height=THIN_ROW))
        here = blocks[start : start + (2 if pair else 1)]
        if len(here) == 2:
            left, right = (_card(block, sheet) for block in here)
            between = gutter(BETWEEN, sheet, borders=rule.replace("left", "right") if mirrored else "")
            rows.append(row((cell(one, left, borders=rule), between, cell(two, right, borders=rule))))
        else:
            rows.append(row([cell(width, _card(here[0], sheet), span=len(widths), borders=rule)]))
    return table("Bilan Cards", widths, rows, sheet) + gap(sheet)


def _body(body: Body, sheet: Manuscript, width: int) -> str:
    logo = ""
    if body.logo:
        shown = drawing(
            sheet.picture(sheet.assets[body.logo].content),
            body.alt or body.name,
            width,
            sheet,
            highest=LOGO_HEIGHT,
        )
        logo = paragraph("Bilan Thanks", shown, sheet, OVER_LOGO)
    acronym = run(f" ({body.acronym})", style=sheet.style("Bilan Muted", "character")) if body.acronym else ""
    name = paragraph("Bilan Thanks", run(body.name) + acronym, sheet, "<w:keepNext/>" if body.detail else "")
    return logo + name + (prose("Bilan Thanks Detail", body.detail, sheet) if body.detail else "")


def _group(group: BodyGroup, sheet: Manuscript, width: int) -> str:
    one, two = shares(width - BETWEEN, (1, 1))
    half = (len(group.bodies) + 1) // 2
    columns = (group.bodies[:half], group.bodies[half:])
    if len(group.bodies) == 1:
        drawn = table("Bilan Plain", [width], [row([cell(width, _body(group.bodies[0], sheet, one))])], sheet)
    else:
        left, right = ("".join(_body(body, sheet, one) for body in column) for column in columns)
        cells = (cell(one, left), cell(BETWEEN, gap(sheet)), cell(two, right))
        drawn = table("Bilan Plain", [one, BETWEEN, two], [row(cells)], sheet)
    return prose("Bilan Thanks Title", group.title, sheet) + drawn + gap(sheet)


def acknowledgements(block: Acknowledgements, sheet: Manuscript, width: int) -> str:
    """Return organisations thanked, by role, in two columns read one after the other."""
    return "".join(_group(group, sheet, width) for group in block.groups if group.bodies)


def funding(block: FundingStatement, sheet: Manuscript, width: int) -> str:
    """Return a donor's emblem and its wording in one row that is never split."""
    wording = paragraph("Bilan Funding", inline(block.wording, sheet), sheet)
    if not block.emblem:
        return gap(sheet) + table("Bilan Plain", [width], [row([cell(width, wording)])], sheet) + gap(sheet)
    picture = sheet.picture(sheet.assets[block.emblem].content)
    shown = paragraph(
        "Bilan Funding", drawing(picture, block.alt, EMBLEM_WIDTH, sheet, highest=EMBLEM_WIDTH), sheet
    )
    widths = [EMBLEM_WIDTH, BETWEEN, width - EMBLEM_WIDTH - BETWEEN]
    cells = (
        cell(widths[0], shown, align="center"),
        cell(widths[1], gap(sheet)),
        cell(widths[2], wording, align="center"),
    )
    return gap(sheet) + table("Bilan Plain", widths, [row(cells)], sheet) + gap(sheet)
