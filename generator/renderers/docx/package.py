"""Finishes a Word package: in come the bytes python-docx saved and the Report, out comes the same file, always alike.

Properties, language and font substitutes are set, traces of other programs removed, the zip written in a fixed order
with a fixed date.
"""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from lxml import etree

from generator.config.brand import Brand
from generator.config.letterhead import W, parse
from generator.renderers.docx.manuscript import culture
from generator.report.model import Report

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment a zip can state
LONGEST_PROPERTY = 255  # Word's limit
CORE, APP = "docProps/core.xml", "docProps/app.xml"
UNWANTED = ("docProps/custom.xml", "docProps/thumbnail", "word/stylesWithEffects.xml")
EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"


def finish(content: bytes, report: Report, brand: Brand) -> bytes:
    """Return `content` with properties, language and fonts set, as a zip that is the same each time."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist() if not name.startswith(UNWANTED)}
    _forget(parts)
    parts[CORE] = core_properties(report)
    if APP in parts:
        parts[APP] = f'<Properties xmlns="{EXTENDED}"><Application>Bilan</Application></Properties>'.encode()
    for name in list(parts):
        if name.endswith("/styles.xml"):
            parts[name] = _default_language(parts[name], name, report)
        elif name.endswith("/settings.xml"):
            parts[name] = _settings(parts[name], name, report)
        elif name.endswith("/fontTable.xml"):
            parts[name] = _substitutes(parts[name], name, brand)
    return _zip(parts)


def core_properties(report: Report) -> bytes:
    """Return the core properties: every one set from the Report, nothing left of the letterhead's author."""
    labels = report.labels
    day = f"{report.as_of}T00:00:00Z"
    words = {
        "dc:title": report.title,
        "dc:subject": report.subtitle or labels.document,
        "dc:creator": labels.organisation,
        "cp:keywords": ", ".join(labels.keywords),
        "dc:description": labels.description,
        "cp:lastModifiedBy": labels.organisation,
        "cp:category": labels.document,
        "cp:contentStatus": report.status.value,
        "dc:identifier": f"{report.kind}/{report.period}/{report.audience}",
        "dc:language": culture(report.language),
    }
    inside = "".join(f"<{name}>{escape(text[:LONGEST_PROPERTY])}</{name}>" for name, text in words.items())
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{inside}<cp:revision>1</cp:revision>{dates}'
        "</cp:coreProperties>"
    ).encode()


def _serialise(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _forget(parts: dict[str, bytes]) -> None:
    """Remove the relationships and types of the parts that were left out."""
    for name in [name for name in parts if name.endswith(".rels") or name == "[Content_Types].xml"]:
        root = parse(parts[name], name)
        for entry in list(root):
            target = (entry.get("Target") or entry.get("PartName") or "").lstrip("/")
            if any(unwanted in f"docProps/{target} word/{target} {target}" for unwanted in UNWANTED):
                root.remove(entry)
        parts[name] = _serialise(root)


def _default_language(content: bytes, name: str, report: Report) -> bytes:
    root = parse(content, name)
    for properties in root.iterfind(f"{{{W}}}docDefaults/{{{W}}}rPrDefault/{{{W}}}rPr"):
        for old in properties.findall(f"{{{W}}}lang"):
            properties.remove(old)
        language = etree.SubElement(properties, f"{{{W}}}lang")
        _set_language(language, report)
    return _serialise(root)


def _set_language(element: etree._Element, report: Report) -> None:
    tag = culture(report.language)
    rtl = report.direction == "rtl"
    element.set(f"{{{W}}}val", culture("fr") if rtl else tag)
    element.set(f"{{{W}}}bidi", tag if rtl else culture("ar"))


def _settings(content: bytes, name: str, report: Report) -> bytes:
    """Return the settings with the language set, and without what makes Word ask a question at opening."""
    root = parse(content, name)
    for unwanted in ("updateFields", "attachedTemplate", "mailMerge"):
        for element in root.findall(f"{{{W}}}{unwanted}"):
            root.remove(element)
    language = root.find(f"{{{W}}}themeFontLang")
    if language is None:
        language = root.makeelement(f"{{{W}}}themeFontLang")
        later = (
            "clrSchemeMapping",
            "doNotIncludeSubdocsInStats",
            "shapeDefaults",
            "decimalSymbol",
            "listSeparator",
        )
        names = {f"{{{W}}}{one}" for one in later}
        place = next((number for number, child in enumerate(root) if child.tag in names), len(root))
        root.insert(place, language)
    _set_language(language, report)
    return _serialise(root)


def _substitutes(content: bytes, name: str, brand: Brand) -> bytes:
    """Return the font table with what Word may take where a font of the brand is missing."""
    root = parse(content, name)
    known = {font.get(f"{{{W}}}name") or "": font for font in root}
    for family, _ in brand.fonts.substitutes:
        if family not in known:
            known[family] = etree.SubElement(root, f"{{{W}}}font", {f"{{{W}}}name": family})
    for family, font in known.items():
        bases = [
            pair for pair in brand.fonts.substitutes if family == pair[0] or family.startswith(pair[0] + " ")
        ]
        if not bases:
            continue
        base, other = max(bases, key=lambda pair: len(pair[0]))
        face = family[len(base) :].title()  # "IBM Plex Sans SemiBold" gives "Segoe UI Semibold"
        for old in font.findall(f"{{{W}}}altName"):
            font.remove(old)
        font.insert(0, font.makeelement(f"{{{W}}}altName", {f"{{{W}}}val": other + face}))
    return _serialise(root)


def _zip(parts: dict[str, bytes]) -> bytes:
    first = ["[Content_Types].xml", "_rels/.rels"]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name in [*first, *sorted(set(parts) - set(first))]:
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            stored = name.endswith((".png", ".jpeg", ".jpg"))
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            package.writestr(entry, parts[name], compresslevel=None if stored else 6)
    return buffer.getvalue()
