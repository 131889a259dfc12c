"""Draws Figures and Charts: in comes a block and the width of its place in twips, out come paragraphs."""

from __future__ import annotations

from pathlib import Path

from generator.renderers.docx.manuscript import Manuscript, Picture
from generator.renderers.docx.text import escape, inline, paragraph, run
from generator.renderers.room import has_cover
from generator.report.blocks import Chart, Figure

SHAPES = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
CHOICES = "http://schemas.openxmlformats.org/markup-compatibility/2006"
# Twips: 14 mm wide, 2 points high, and how far under the top of its line (above, if negative).
RULE = (794, 40, -160)
EMU = 635  # English metric units in a twip
MM = 1440 / 25.4  # twips in a millimetre
KEEP_NEXT = "<w:keepNext/>"
HIGHEST = round(112 * MM)  # a tall picture gives way in width
HIGHEST_IN_LETTER = round(72 * MM)  # so that the words it belongs to stay on its page


def drawing(picture: Picture, alt: str, width: int, sheet: Manuscript, *, highest: int = HIGHEST) -> str:
    """Return a run that shows `picture` at most `width` wide and `highest` high (twips), its ratio kept."""
    ratio = picture.height / picture.width
    wide = min(width, round(highest / ratio))
    size = f'cx="{wide * EMU}" cy="{round(wide * EMU * ratio)}"'
    number = sheet.number()
    named = f'id="{number}" name="{Path(picture.relation).stem}-{number}" descr="{escape(alt)}"'
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f"<wp:extent {size}/><wp:docPr {named}/>"
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f"<pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{picture.relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def short_rule(sheet: Manuscript) -> str:
    """Return a run with the short accent rule over the line it stands in.

    A shape anchored in the title itself: a paragraph of its own stays behind in LibreOffice when the title moves to
    the next page, and a border would run over the whole width.
    """
    wide, high, down = (length * EMU for length in RULE)
    number = sheet.number()
    side = "right" if sheet.report.direction == "rtl" else "left"
    colour = sheet.brand.palette.accent.lstrip("#")
    return (
        f'<w:r><mc:AlternateContent xmlns:mc="{CHOICES}" xmlns:wps="{SHAPES}"><mc:Choice Requires="wps"><w:drawing>'
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        f'relativeHeight="{number}" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="column"><wp:align>{side}</wp:align></wp:positionH>'
        f'<wp:positionV relativeFrom="line"><wp:posOffset>{down}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{wide}" cy="{high}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{number}" name="Rule {number}" descr=""/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{SHAPES}"><wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>'
        f'<a:srgbClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )


def figure(block: Figure, sheet: Manuscript, width: int) -> str:
    """Return a picture with its caption and credit under it."""
    highest = HIGHEST if has_cover(sheet.report) else HIGHEST_IN_LETTER
    picture = sheet.picture(sheet.assets[block.asset].content)
    shown = paragraph("Bilan Picture", drawing(picture, block.alt, width, sheet, highest=highest), sheet)
    words = inline(block.caption, sheet)
    if block.credit:
        words += run("  " * bool(words) + block.credit, style=sheet.style("Bilan Muted", "character"))
    return shown + paragraph("Bilan Credit", words, sheet)


def chart(block: Chart, sheet: Manuscript, width: int) -> str:
    """Return the chart as a picture with its sentence as alternative text, under its caption."""
    from generator.renderers.charts import chart_fonts, draw

    sheet.libraries.add("matplotlib")
    sheet.fonts.update(chart_fonts(block, sheet.brand))
    content = draw(
        block, sheet.brand, form="png", width_mm=round(width / MM, 2), direction=sheet.report.direction
    )
    shown = drawing(sheet.picture(content), block.alt, width, sheet, highest=round(200 * MM))
    notes = "".join(
        paragraph("Bilan Table Note", inline(words, sheet), sheet, KEEP_NEXT * (number < len(block.foot)))
        for number, words in enumerate(block.foot, 1)
    )
    caption = paragraph("caption", run(block.caption), sheet) if block.caption else ""
    return caption + paragraph("Bilan Picture", shown, sheet) + notes + paragraph("Bilan Gap", "", sheet)
