"""A letterhead with a cover: in comes a look, out come the cover's ground and words, and what runs along the pages."""

from __future__ import annotations

from letterhead_pieces import (
    BAR,
    BARS,
    BLEED,
    GAP,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SIDE,
    Opening,
    cell,
    page_setup,
    paragraph,
    part,
    reference,
    row,
    shape,
    slot,
)
from letterhead_styles import TEXT_WIDTH, Look, Rhythm

BAND = 208.0  # where the cover's field of colour ends, millimetres from the top


def cover_header(look: Look) -> str:
    """Return the cover's header: the field, the band and the mark of three bars, all behind the text."""
    shapes = [
        shape(1, -BLEED, -BLEED, PAGE_WIDTH + 2 * BLEED, BAND + BLEED, look.primary),
        shape(2, -BLEED, BAND, PAGE_WIDTH + 2 * BLEED, PAGE_HEIGHT - BAND + BLEED, look.tint),
        *(
            shape(3 + n, SIDE, 20.4 + y, width, BAR, colour)
            for n, ((width, y), colour) in enumerate(
                zip(BARS, (look.paper, look.paper, look.accent), strict=True)
            )
        ),
    ]
    return part("hdr", f'<w:p><w:pPr><w:pStyle w:val="BilanGap"/></w:pPr>{"".join(shapes)}</w:p>')


def cover_table() -> str:
    """Return the cover's words: mark and status, the large period and title, key figures, who and when."""
    left, right = 6000, TEXT_WIDTH - 6000
    name = "".join(
        (
            paragraph("Bilan Cover Period", slot("period_short")),
            paragraph("Bilan Rule", ""),
            paragraph("Title", slot("title")),
            paragraph("Bilan Cover Line", f"{slot('period')} · {slot('edition')}"),
            paragraph("Bilan Cover Line", slot("subtitle")),
        )
    )
    foot = "".join(
        (
            paragraph("Bilan Cover Foot", f"{slot('organisation')}"),
            paragraph("Bilan Cover Foot", f"{slot('date')} · {slot('contacts')}"),
        )
    )
    rows = (
        row(
            22,
            cell(left, paragraph("Bilan Cover Mark", slot("organisation_short")))
            + cell(right, paragraph("Bilan Cover Status", slot("status"))),
        ),
        row(BAND - 42 - 14, cell(TEXT_WIDTH, name, span=2, align="bottom")),
        row(22, cell(TEXT_WIDTH, paragraph("Bilan Gap", ""), span=2)),
        row(44, cell(TEXT_WIDTH, paragraph("Bilan Text", slot("section cover")), span=2), "atLeast"),
        row(18, cell(TEXT_WIDTH, foot, span=2, align="bottom"), "atLeast"),
    )
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="BilanPlain"/><w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0000"/></w:tblPr><w:tblGrid><w:gridCol w:w="{left}"/>'
        f'<w:gridCol w:w="{right}"/></w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def with_cover(look: Look, rhythm: Rhythm) -> Opening:
    """Return the letterhead of a report: a cover, then pages; the mark of a draft stands in the footer of each page."""
    header = paragraph("header", slot("organisation_short") + "\t" + slot("running"))
    status = (
        f'<w:r><w:rPr><w:b/><w:bCs/><w:color w:val="{look.warning}"/></w:rPr><w:t>{slot("status")}</w:t></w:r>'
        "<w:r><w:tab/></w:r>"
    )
    footer = paragraph("footer", slot("page")).replace("</w:pPr>", "</w:pPr>" + status)
    cover, body = (reference("header", of) + reference("footer", of) for of in ("Cover", ""))
    return Opening(
        rhythm=rhythm,
        before=cover_table() + GAP.format(page_setup(cover, top=20, bottom=8, footer=4)),
        page=page_setup(body, top=26, bottom=22, footer=10),
        last=page_setup("", top=26, bottom=22, footer=10, kind="continuous"),
        running=(
            ("Cover", cover_header(look), part("ftr", GAP.format(""))),
            ("", part("hdr", header), part("ftr", footer)),
        ),
    )
