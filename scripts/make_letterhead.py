"""Makes the default letterhead: in comes brand.yaml, out comes brand.docx beside it, an ordinary clean Word file.

    python scripts/make_letterhead.py [BRAND_FOLDER]

People open and save brand.docx in Word afterwards; run this again only to start afresh. Two runs give equal bytes.
"""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent))
from letterhead_styles import TEXT_WIDTH, Look, W, style_id, styles_xml
from letterhead_theme import theme_xml

from generator.config.letterhead import PARAGRAPH_STYLES, TABLE_STYLES

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
PART = "application/vnd.openxmlformats-officedocument"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{OFFICE}" xmlns:a="{DRAWING}/main" xmlns:wp="{DRAWING}/wordprocessingDrawing" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0  # millimetres
BLEED = 2.0  # millimetres beyond the page, so that no white edge is left
BAND = 208.0  # where the cover's field of colour ends, millimetres from the top
FACES = {"Lato": ("Lato Light", "Lato Semibold")}


def read_look(folder: Path) -> Look:
    """Return the look of the brand in `folder`. A family without known faces stands for its own light and strong."""
    data = yaml.safe_load((folder / "brand.yaml").read_text("utf-8"))
    colours = {name: value.lstrip("#").upper() for name, value in data["palette"].items() if name != "chart"}
    fonts = data["fonts"]
    light, strong = FACES.get(fonts["heading"], (fonts["heading"], fonts["heading"]))
    return Look(
        **colours,
        body=fonts["body"],
        heading=fonts["heading"],
        light=light,
        strong=strong,
        serif=fonts["quote"],
        arabic=fonts["arabic"],
    )


def twips(millimetres: float) -> int:
    """Return a length in twentieths of a point."""
    return round(millimetres / 25.4 * 1440)


def emu(millimetres: float) -> int:
    """Return a length in English metric units, as drawings want it."""
    return round(millimetres * 36000)


def slot(name: str) -> str:
    """Return the slot `name` as people type it."""
    return "{{ " + name + " }}"


def paragraph(style: str, text: str, more: str = "") -> str:
    """Return a paragraph; a tab in `text` becomes a tabulator, `more` stands at the end of its properties."""
    pieces = "<w:r><w:tab/></w:r>".join(
        f'<w:r><w:t xml:space="preserve">{escape(piece)}</w:t></w:r>' if piece else ""
        for piece in text.split("\t")
    )
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id(style)}"/>{more}</w:pPr>{pieces}</w:p>'


def shape(number: int, x: float, y: float, width: float, height: float, colour: str) -> str:
    """Return a run with a plain rectangle behind the text, placed from the page's corner, in millimetres."""
    box = f'<a:off x="0" y="0"/><a:ext cx="{emu(width)}" cy="{emu(height)}"/>'
    anchor = (
        f'<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{number}" '
        'behindDoc="1" locked="1" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{emu(x)}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{emu(y)}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{emu(width)}" cy="{emu(height)}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{900 + number}" name="Ground {number}" descr=""/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        f'<wps:cNvSpPr/><wps:spPr><a:xfrm>{box}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></wps:spPr><wps:bodyPr/>'
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor>"
    )
    old = (
        f'<w:pict><v:rect id="ground{number}" style="position:absolute;margin-left:{x}mm;margin-top:{y}mm;'
        f"width:{width}mm;height:{height}mm;z-index:-{number};mso-position-horizontal-relative:page;"
        f'mso-position-vertical-relative:page" fillcolor="#{colour}" stroked="f"/></w:pict>'
    )
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{anchor}</w:drawing></mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def cover_header(look: Look) -> str:
    """Return the cover's header: the field, the band and the mark of three bars, all behind the text."""
    shapes = [
        shape(1, -BLEED, -BLEED, PAGE_WIDTH + 2 * BLEED, BAND + BLEED, look.primary),
        shape(2, -BLEED, BAND, PAGE_WIDTH + 2 * BLEED, PAGE_HEIGHT - BAND + BLEED, look.tint),
        *(
            shape(3 + n, 22, 21.2 + n * 2.1, width, 1.1, colour)
            for n, (width, colour) in enumerate(((9.5, look.paper), (9.5, look.paper), (5.5, look.accent)))
        ),
    ]
    return f'<w:hdr {SPACES}><w:p><w:pPr><w:pStyle w:val="BilanGap"/></w:pPr>{"".join(shapes)}</w:p></w:hdr>'


def cell(width: int, content: str, *, span: int = 1, align: str = "top") -> str:
    """Return a table cell of `width` twips."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}<w:vAlign w:val="{align}"/></w:tcPr>{content}</w:tc>'


def row(height: float, cells: str, rule: str = "exact") -> str:
    """Return a table row of `height` millimetres."""
    return f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{twips(height)}" w:hRule="{rule}"/></w:trPr>{cells}</w:tr>'


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


def section(*, cover: bool, continuous: bool = False) -> str:
    """Return section properties: the cover's own margins, header and footer, or the body's."""
    refs = "".join(
        f'<w:{kind}Reference w:type="default" r:id="rId{kind}{"Cover" if cover else ""}"/>'
        for kind in ("header", "footer")
    )
    top, bottom = (20.0, 8.0) if cover else (26.0, 22.0)
    margins = (
        f'<w:pgMar w:top="{twips(top)}" w:right="{twips(22)}" w:bottom="{twips(bottom)}" w:left="{twips(22)}" '
        f'w:header="{twips(12)}" w:footer="{twips(10 if not cover else 4)}" w:gutter="0"/>'
    )
    kind = "continuous" if continuous else "nextPage"
    return (
        f'<w:sectPr>{"" if continuous else refs}<w:type w:val="{kind}"/>'
        f'<w:pgSz w:w="{twips(PAGE_WIDTH)}" w:h="{twips(PAGE_HEIGHT)}"/>{margins}</w:sectPr>'
    )


def specimen() -> str:
    """Return the page that shows every style; it is removed from each report."""
    lines = [paragraph("heading 1", "Page de spécimen (retirée de chaque rapport)", "<w:pageBreakBefore/>")]
    lines += [paragraph(name, f"{name} : le style en usage") for name in PARAGRAPH_STYLES[1:]]
    for name in TABLE_STYLES:
        cells = cell(TEXT_WIDTH // 2, paragraph("Bilan Table Text", name)) * 2
        lines.append(
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{style_id(name)}"/><w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/>'
            '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0460"/></w:tblPr><w:tblGrid>'
            f'<w:gridCol w:w="{TEXT_WIDTH // 2}"/><w:gridCol w:w="{TEXT_WIDTH // 2}"/></w:tblGrid>'
            f"{f'<w:tr>{cells}</w:tr>' * 2}</w:tbl>" + paragraph("Bilan Gap", "")
        )
    characters = "".join(
        f'<w:r><w:rPr><w:rStyle w:val="{style_id(name)}"/></w:rPr><w:t xml:space="preserve">{name} </w:t></w:r>'
        for name in ("Hyperlink", "annotation reference", "Bilan Muted")
    )
    return "".join(lines) + f"<w:p>{characters}</w:p>"


def document_xml() -> str:
    """Return the main part: cover, body with its specimen page, colophon."""
    gap = '<w:p><w:pPr><w:pStyle w:val="BilanGap"/>{}</w:pPr></w:p>'
    return (
        f"<w:document {SPACES}><w:body>{cover_table()}{gap.format(section(cover=True))}"
        f"{paragraph('Bilan Text', slot('body'))}{specimen()}{gap.format(section(cover=False))}"
        f"{paragraph('Bilan Colophon', slot('disclaimer'))}{section(cover=False, continuous=True)}"
        "</w:body></w:document>"
    )


def running_parts(look: Look) -> dict[str, str]:
    """Return headers and footers by part name; the mark of a draft stands in the footer of each page."""
    header = paragraph("header", slot("organisation_short") + "\t" + slot("running"))
    status = (
        f'<w:r><w:rPr><w:b/><w:color w:val="{look.warning}"/></w:rPr><w:t>{slot("status")}</w:t></w:r>'
        "<w:r><w:tab/></w:r>"
    )
    footer = paragraph("footer", slot("page")).replace("</w:pPr>", "</w:pPr>" + status)
    return {
        "word/header1.xml": cover_header(look),
        "word/header2.xml": f"<w:hdr {SPACES}>{header}</w:hdr>",
        "word/footer1.xml": f'<w:ftr {SPACES}><w:p><w:pPr><w:pStyle w:val="BilanGap"/></w:pPr></w:p></w:ftr>',
        "word/footer2.xml": f"<w:ftr {SPACES}>{footer}</w:ftr>",
    }


def numbering_xml(look: Look) -> str:
    """Return the one list there is: dashes in the accent colour."""
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="–"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{284 * (n + 1)}" w:hanging="284"/></w:pPr>'
        f"<w:rPr><w:rFonts w:ascii={quoteattr(look.body)} w:hAnsi={quoteattr(look.body)}/><w:b/>"
        f'<w:color w:val="{look.accent}"/></w:rPr></w:lvl>'
        for n in range(3)
    )
    return (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>'
        f'{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def settings_xml() -> str:
    """Return the settings: the layout of today's Word, no compatibility mode."""
    return (
        f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="708"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="fr-FR" '
        'w:bidi="ar-MA"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def parts(look: Look) -> dict[str, str]:
    """Return every part of the package by name, without the XML declaration."""
    kinds = {"styles": "styles", "settings": "settings", "numbering": "numbering", "fontTable": "fontTable"}
    related = [(f"rId{name}", kind, f"{name}.xml") for name, kind in kinds.items()]
    related += [("rIdtheme", "theme", "theme1.xml")]
    related += [("rIdheaderCover", "header", "header1.xml"), ("rIdheader", "header", "header2.xml")]
    related += [("rIdfooterCover", "footer", "footer1.xml"), ("rIdfooter", "footer", "footer2.xml")]
    fonts = sorted({look.body, look.heading, look.light, look.strong, look.serif, look.arabic})
    core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    word = {f"/word/{target}": f"{PART}.wordprocessingml.{kind}+xml" for _, kind, target in related}
    word["/word/theme1.xml"] = f"{PART}.theme+xml"
    word["/word/document.xml"] = f"{PART}.wordprocessingml.document.main+xml"
    word["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        'ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in sorted(word.items())
        )
        + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" '
        f'Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{core}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>Bilan</dc:title></cp:coreProperties>",
        "word/document.xml": document_xml(),
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(f'<Relationship Id="{i}" Type="{OFFICE}/{k}" Target="{t}"/>' for i, k, t in related)
        + "</Relationships>",
        "word/styles.xml": styles_xml(look),
        "word/theme1.xml": theme_xml(look),
        "word/settings.xml": settings_xml(),
        "word/numbering.xml": numbering_xml(look),
        "word/fontTable.xml": f'<w:fonts xmlns:w="{W}">'
        + "".join(f"<w:font w:name={quoteattr(font)}/>" for font in fonts)
        + "</w:fonts>",
        **running_parts(look),
    }


def make(folder: Path) -> bytes:
    """Return the letterhead of the brand in `folder` as a file's bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in parts(read_look(folder)).items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            package.writestr(entry, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + content)
    return buffer.getvalue()


if __name__ == "__main__":
    brand = Path(sys.argv[1] if len(sys.argv) > 1 else "templates/brands/default")
    (brand / "brand.docx").write_bytes(make(brand))
