"""A letterhead without a cover: in comes a look, out come a masthead and what runs along the pages."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from letterhead_pieces import (
    BAR,
    BARS,
    BLEED,
    GAP,
    HEADER,
    PAGE_WIDTH,
    SIDE,
    Opening,
    cell,
    emu,
    page_setup,
    paragraph,
    part,
    reference,
    row,
    shape,
    slot,
    twips,
)
from letterhead_styles import TEXT_WIDTH, Look, Rhythm, tab

TOP = 11.5  # millimetres over the first words
FIRST = (
    4.0  # millimetres over the empty first header: one that reaches the text pushes it down in LibreOffice
)
GROUND = 26.0  # millimetres from the edge, well into the masthead: LibreOffice begins it lower than Word
RUNNING = 22.0  # points between the running line and the text: the masthead's page has little room over it
ENDS = f"<w:tabs>{tab(TEXT_WIDTH)}</w:tabs>"


def mark(look: Look) -> str:
    """Return a run with the mark of three bars, in the line as a letter is, so that it mirrors with the writing."""
    width, height = BARS[-1][0], BARS[-1][1] + BAR
    bars = "".join(
        "<wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm>"
        f'<a:off x="0" y="{emu(y)}"/><a:ext cx="{emu(long)}" cy="{emu(BAR)}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>"
        for (long, y), colour in zip(BARS, (look.paper, look.paper, look.accent), strict=True)
    )
    box = f'<a:off x="0" y="0"/><a:ext cx="{emu(width)}" cy="{emu(height)}"/>'
    group = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice xmlns:wpg="{group}" Requires="wpg"><w:drawing>'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{emu(width)}" cy="{emu(height)}"/>'
        '<wp:docPr id="910" name="Mark" descr=""/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{group}"><wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm>{box}'
        f"{box.replace('a:off', 'a:chOff').replace('a:ext', 'a:chExt')}</a:xfrm></wpg:grpSpPr>{bars}</wpg:wgp>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )


def _ground(colour: str, top: float, bottom: float) -> str:
    """Return the look of a cell on a ground, with its margins over and under the words in millimetres."""
    margins = f'<w:top w:w="{twips(top)}" w:type="dxa"/><w:bottom w:w="{twips(bottom)}" w:type="dxa"/>'
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/><w:tcMar>{margins}</w:tcMar>'


def _small(look: Look, text: str) -> str:
    """Return a run at the end of a line of large words."""
    return (
        f"<w:r><w:rPr><w:rFonts w:ascii={quoteattr(look.body)} w:hAnsi={quoteattr(look.body)}/>"
        f'<w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr><w:t>{text}</w:t></w:r>'
    )


def _head(look: Look) -> str:
    """Return the first line of a masthead: the mark, who publishes, and the mark of a draft at its end."""
    name = paragraph("Bilan Cover Mark", f"   {slot('organisation_short')}\t", ENDS)
    status = (
        f'<w:r><w:rPr><w:spacing w:val="20"/><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>'
        f"<w:t>{slot('status')}</w:t></w:r>"
    )
    return name.replace("</w:pPr>", "</w:pPr>" + mark(look)).replace("</w:p>", status + "</w:p>")


def letter_words(look: Look) -> str:
    """Return the words of a letter's masthead: its period large, then what it is."""
    title = paragraph("Title", f"{slot('title')} · {slot('edition')}\t", ENDS)
    return (
        _head(look)
        + paragraph("Bilan Cover Period", slot("period_short"), '<w:spacing w:before="260"/>')
        + title.replace("</w:p>", f"{_small(look, slot('period'))}</w:p>")
        + paragraph("Bilan Cover Line", slot("subtitle"))
    )


def donor_words(look: Look) -> str:
    """Return the words of a donor's masthead: what it is, for whom, of which period, for which project."""
    title = paragraph("Title", f"{slot('title')} · {slot('edition')}\t", f'<w:spacing w:before="180"/>{ENDS}')
    return (
        _head(look)
        + title.replace("</w:p>", f"{_small(look, slot('period_short'))}</w:p>")
        + paragraph("Bilan Cover Line", f"{slot('donor')}\t{slot('period')}", ENDS)
        + paragraph("Bilan Cover Line", f"{slot('project')} · {slot('reference')}")
    )


def masthead(look: Look, words: str) -> str:
    """Return `words` on a field of colour that grows with them, then who publishes, and when."""
    imprint = paragraph("Bilan Cover Foot", f"{slot('organisation')}\t{slot('date')}", ENDS)
    width = twips(PAGE_WIDTH + 2 * BLEED)
    rows = (
        row(1, cell(width, words, look=_ground(look.primary, 0, 4.4)), "atLeast"),
        row(1, cell(width, imprint, look=_ground(look.tint, 2, 2)), "atLeast"),
    )
    sides = "".join(f'<w:{side} w:w="{twips(SIDE + BLEED)}" w:type="dxa"/>' for side in ("left", "right"))
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="BilanPlain"/><w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:tblInd w:w="{-twips(SIDE + BLEED)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar>{sides}</w:tblCellMar><w:tblLook w:val="0000"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def letter(look: Look, rhythm: Rhythm) -> Opening:
    """Return the letterhead of a letter."""
    return _under(masthead(look, letter_words(look)), look, rhythm)


def donor_summary(look: Look, rhythm: Rhythm) -> Opening:
    """Return the letterhead of a donor's summary."""
    return _under(masthead(look, donor_words(look)), look, rhythm, gap=230, bottom=16.5)


def _under(words: str, look: Look, rhythm: Rhythm, gap: int = 440, bottom: float = 19) -> Opening:
    """Return a letterhead without a cover: a masthead, the text under it, running lines from the second page on."""
    ground = shape(1, -BLEED, -BLEED, PAGE_WIDTH + 2 * BLEED, GROUND + BLEED, look.primary)
    first = f'<w:p><w:pPr><w:pStyle w:val="BilanGap"/><w:spacing w:after="0"/></w:pPr>{ground}</w:p>'
    header = paragraph(
        "header",
        slot("organisation_short") + "\t" + slot("running"),
        f'<w:spacing w:before="{twips(HEADER - FIRST)}"/>',
    )
    space = f'<w:p><w:pPr><w:spacing w:line="{round(RUNNING * 20)}" w:lineRule="exact"/></w:pPr></w:p>'
    status = f'<w:r><w:rPr><w:b/><w:bCs/><w:color w:val="{look.warning}"/></w:rPr><w:t>{slot("status")}</w:t></w:r>'
    footer = paragraph("footer", f" · {slot('contacts')}\t{slot('page')}")
    footer = part("ftr", footer.replace("</w:pPr>", "</w:pPr>" + status))
    lines = "".join(
        reference(kind, of, when)
        for kind in ("header", "footer")
        for of, when in (("", "default"), ("First", "first"))
    )
    return Opening(
        rhythm=rhythm,
        before=words + GAP.format(f'<w:spacing w:after="{gap}"/>'),
        page=page_setup(lines, top=TOP, bottom=bottom, footer=9, header=FIRST, first=True),
        last=page_setup("", top=TOP, bottom=bottom, footer=9, header=FIRST, kind="continuous"),
        running=(("First", part("hdr", first), footer), ("", part("hdr", header + space), footer)),
    )
