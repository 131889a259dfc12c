"""Draws Figures and Charts: in comes a block and the width of its place in twips, out come paragraphs."""

from __future__ import annotations

from pathlib import Path

from generator.renderers.docx.manuscript import Manuscript, Picture
from generator.renderers.docx.text import escape, inline, paragraph, run
from generator.report.blocks import Chart, Figure

EMU = 635  # English metric units in a twip
MM = 1440 / 25.4  # twips in a millimetre
HIGHEST = round(112 * MM)  # a tall picture gives way in width


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


def figure(block: Figure, sheet: Manuscript, width: int) -> str:
    """Return a picture with its caption and credit under it."""
    shown = paragraph(
        "Bilan Picture", drawing(sheet.picture(sheet.assets[block.asset]), block.alt, width, sheet), sheet
    )
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
    notes = "".join(paragraph("Bilan Table Note", inline(words, sheet), sheet) for words in block.foot)
    caption = paragraph("caption", run(block.caption), sheet) if block.caption else ""
    return caption + paragraph("Bilan Picture", shown, sheet) + notes + paragraph("Bilan Gap", "", sheet)
