"""Makes the default letterheads: in comes brand.yaml, out come brand.docx and those of single kinds beside it.

    python scripts/make_letterhead.py [BRAND_FOLDER]

People open and save them in Word afterwards; run this again only to start afresh. Two runs give equal bytes.
"""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path
from xml.sax.saxutils import quoteattr

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent))
from letterhead_cover import with_cover
from letterhead_masthead import donor_summary, letter
from letterhead_pieces import GAP, OFFICE, PACKAGE, PART, SPACES, Opening, cell, paragraph, slot
from letterhead_styles import HANGING, LETTER, REPORT, SUMMARY, TEXT_WIDTH, Look, W, style_id, styles_xml
from letterhead_theme import theme_xml

from generator.config.letterhead import PARAGRAPH_STYLES, TABLE_STYLES

LETTERHEADS = {
    "brand": (with_cover, REPORT),
    "donor-summary": (donor_summary, SUMMARY),
    "newsletter": (letter, LETTER),
}
COLOURS = ("primary", "accent", "ink", "muted", "paper", "tint", "rule", "warning")
FACES = {"Lato": ("Lato Light", "Lato Semibold")}


def read_look(folder: Path) -> Look:
    """Return the look of the brand in `folder`. A family without known faces stands for its own light and strong."""
    data = yaml.safe_load((folder / "brand.yaml").read_text("utf-8"))
    colours = {name: data["palette"][name].lstrip("#").upper() for name in COLOURS}
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


def document_xml(opening: Opening) -> str:
    """Return the main part: what opens it, body with its specimen page, colophon."""
    return (
        f"<w:document {SPACES}><w:body>{opening.before}"
        f"{paragraph('Bilan Text', slot('body'))}{specimen()}{GAP.format(opening.page)}"
        f"{paragraph('Bilan Colophon', slot('disclaimer'))}{opening.last}"
        "</w:body></w:document>"
    )


def numbering_xml(look: Look) -> str:
    """Return the one list there is: dashes in the accent colour.

    They stand about their middle, half a dash from the margin: LibreOffice hangs others outside it from right to left.
    """
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="–"/>'
        f'<w:lvlJc w:val="center"/><w:pPr><w:ind w:left="{284 * (n + 1)}" w:hanging="{HANGING}"/></w:pPr>'
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


def parts(look: Look, opening: Opening) -> dict[str, str]:
    """Return every part of the package by name, without the XML declaration."""
    kinds = {"styles": "styles", "settings": "settings", "numbering": "numbering", "fontTable": "fontTable"}
    related = [(f"rId{name}", kind, f"{name}.xml") for name, kind in kinds.items()]
    related += [("rIdtheme", "theme", "theme1.xml")]
    running = {}
    for kind, place in (("header", 1), ("footer", 2)):
        for number, lines in enumerate(opening.running, 1):
            related.append((f"rId{kind}{lines[0]}", kind, f"{kind}{number}.xml"))
            running[f"word/{kind}{number}.xml"] = lines[place]
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
        "word/document.xml": document_xml(opening),
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(f'<Relationship Id="{i}" Type="{OFFICE}/{k}" Target="{t}"/>' for i, k, t in related)
        + "</Relationships>",
        "word/styles.xml": styles_xml(look, opening.rhythm),
        "word/theme1.xml": theme_xml(look),
        "word/settings.xml": settings_xml(),
        "word/numbering.xml": numbering_xml(look),
        "word/fontTable.xml": f'<w:fonts xmlns:w="{W}">'
        + "".join(f"<w:font w:name={quoteattr(font)}/>" for font in fonts)
        + "</w:fonts>",
        **running,
    }


def make(folder: Path, name: str = "brand") -> bytes:
    """Return the letterhead `name` of the brand in `folder` as a file's bytes."""
    look = read_look(folder)
    opening, rhythm = LETTERHEADS[name]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for file, content in parts(look, opening(look, rhythm)).items():
            entry = zipfile.ZipInfo(file, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            package.writestr(entry, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + content)
    return buffer.getvalue()


if __name__ == "__main__":
    brand = Path(sys.argv[1] if len(sys.argv) > 1 else "templates/brands/default")
    for name in LETTERHEADS:
        (brand / f"{name}.docx").write_bytes(make(brand, name))
