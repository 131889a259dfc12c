"""Fills the slots of a letterhead: in come the parts of an opened letterhead, out come the same with the Report in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.story import StoryPart
from lxml import etree

from generator.config.letterhead import Slot, W, paragraph_texts, slots_of
from generator.renderers.docx.blocks import draw_block
from generator.renderers.docx.fitting import fit
from generator.renderers.docx.manuscript import Manuscript
from generator.renderers.docx.ordered import w
from generator.renderers.docx.pictures import MM, drawing
from generator.renderers.docx.sections import draw_body, draw_pulled, funding_blocks
from generator.renderers.docx.text import field, paragraph, run
from generator.renderers.pictures import brand_logo
from generator.report.blocks import Acknowledgements

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
PREFIXES = {
    "w": W,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": f"{DRAWING}/main",
    "wp": f"{DRAWING}/wordprocessingDrawing",
    "pic": f"{DRAWING}/picture",
}
SPACES = " ".join(f'xmlns:{name}="{uri}"' for name, uri in PREFIXES.items())
INSERT = "bilan-insert"  # a mark where drawn blocks come
PAGE, PAGES, LOGOS = "\ufdd0", "\ufdd1", "\ufdd2"  # noncharacters, stand-ins for what is no text
STAND_INS = re.compile(f"([{PAGE}{PAGES}{LOGOS}\n])")
SEPARATOR_BEFORE = re.compile(r"\s*[·|•–—,/]\s*$")
SEPARATOR_AFTER = re.compile(r"^\s*[·|•–—,/]\s*")
KEEPS = ("drawing", "pict", "object", "fldChar", "fldSimple", "sym", "sectPr")
LOGO_HEIGHT, LOGO_WIDTH = round(12 * MM), round(45 * MM)
A4_TEXT = 9412  # twips between margins of 22 mm
CELL_MARGIN = 108  # twips on each side of a cell, unless its table says otherwise


def slot_values(sheet: Manuscript) -> dict[str, str]:
    """Return what stands for each slot that takes words."""
    report, labels = sheet.report, sheet.report.labels
    return {
        "title": report.title,
        # The short name stands at the head of a cover anyway.
        "subtitle": "" if report.subtitle == labels.organisation_short else report.subtitle,
        "period": labels.period,
        "period_short": labels.period_short,
        "edition": labels.edition,
        "status": labels.status,
        "date": labels.date,
        "organisation": labels.organisation,
        "organisation_short": labels.organisation_short,
        "audience": labels.audience,
        "donor": labels.donor,
        "project": labels.project,
        "reference": labels.reference,
        "language": report.language,
        "contacts": labels.contacts,
        "disclaimer": labels.disclaimer,
        "running": labels.running,
        "page": labels.page.replace("{page}", PAGE).replace("{pages}", PAGES),
        "logos": LOGOS if _logos(sheet) else "",
    }


def fill(root: BaseOxmlElement, part: StoryPart, sheet: Manuscript, pulled: frozenset[str]) -> None:
    """Fill every slot of one part; `pulled` names the sections that stand outside the body."""
    sheet.part = part
    values = slot_values(sheet)
    for found, slots in list(slots_of(root)):
        if slots[0].name in ("body", "section", "funding") and slots[0].alone:
            _fill_place(found, slots[0], sheet, pulled)
        else:
            _fill_words(found, slots, values, sheet)


def pulled_codes(roots: Sequence[etree._Element]) -> frozenset[str]:
    """Return the codes of the sections that slots of the letterhead take out of the body."""
    slots = [slot for root in roots for _, found in slots_of(root) for slot in found]
    return frozenset(
        slot.argument if slot.name == "section" else "funding"
        for slot in slots
        if slot.name in ("section", "funding")
    )


def _logos(sheet: Manuscript) -> list[tuple[bytes, str]]:
    """Return the brand's logo and those of the organisations thanked, each with its alternative text."""
    found: list[tuple[bytes, str]] = []
    if logo := brand_logo(sheet.brand):
        found.append((logo.content, sheet.brand.logo_alt or sheet.report.labels.organisation_short))
    for _, section in sheet.report.walk():
        for block in section.blocks:
            if isinstance(block, Acknowledgements):
                bodies = (body for group in block.groups for body in group.bodies if body.logo)
                found += [(sheet.assets[body.logo].content, body.alt or body.name) for body in bodies]
    return found


def _place_width(found: etree._Element, sheet: Manuscript) -> int:
    """Return the width in twips of where paragraph `found` stands: its cell, or the text of its Word section."""
    inside = next(found.iterancestors(w("tc")), None)
    if inside is not None:
        width = inside.find(f"{w('tcPr')}/{w('tcW')}")
        if width is not None and width.get(w("type")) == "dxa":
            return int(width.get(w("w"), "0")) - _cell_margins(inside, sheet)
    here = (found, *found.itersiblings())
    properties = next((one for element in here for one in element.iter(w("sectPr"))), None)
    if properties is None:
        return A4_TEXT
    size, margins = properties.find(w("pgSz")), properties.find(w("pgMar"))
    if size is None or margins is None:
        return A4_TEXT
    return int(size.get(w("w"), "11906")) - sum(
        int(margins.get(w(side), "1247")) for side in ("left", "right")
    )


def _cell_margins(inside: etree._Element, sheet: Manuscript) -> int:
    grid = next(inside.iterancestors(w("tbl")))
    margins = grid.find(f"{w('tblPr')}/{w('tblCellMar')}")
    style = grid.find(f"{w('tblPr')}/{w('tblStyle')}")
    if margins is None and style is not None and style.get(w("val")) == sheet.style("Bilan Plain", "table"):
        return 0
    if margins is None:
        return 2 * CELL_MARGIN
    sides = (margins.find(w(side)) for side in ("left", "right"))
    return sum(int(side.get(w("w"), "0")) if side is not None else CELL_MARGIN for side in sides)


def _fill_place(found: etree._Element, slot: Slot, sheet: Manuscript, pulled: frozenset[str]) -> None:
    """Put blocks where the paragraph `found` stands."""
    width = _place_width(found, sheet)
    if slot.name == "body":
        content = draw_body(sheet, width, pulled)
        _remove_specimen(found, sheet)
    elif slot.name == "funding":
        content = "".join(draw_block(block, sheet, width) for block in funding_blocks(sheet))
    else:
        drawn = draw_pulled(slot.argument, sheet, width)
        content = _not_applicable(sheet) if drawn is None else drawn
    # A letterhead may mean another namespace by a prefix of ours; its body is then moved in, element by element.
    shared = all(found.nsmap.get(name, uri) == uri for name, uri in PREFIXES.items())
    if content and slot.name == "body" and shared:
        sheet.body = content
        found.addprevious(etree.ProcessingInstruction(INSERT))
    elif content:
        for element in list(parse_xml(f"<w:body {SPACES}>{content}</w:body>")):
            found.addprevious(element)
    _vanish(found, sheet)


def insert_body(part: StoryPart, sheet: Manuscript) -> None:
    """Put the drawn body where its mark stands, by parsing the part anew with the body inside.

    Moving thousands of parsed elements from one tree to another would take longer than all the rest.
    """
    if not sheet.body:
        return
    root = part.element
    missing = "".join(f' xmlns:{name}="{uri}"' for name, uri in PREFIXES.items() if name not in root.nsmap)
    text = re.sub(r"^<[\w:]+", rf"\g<0>{missing}", etree.tostring(root, encoding="unicode"), count=1)
    before, after = re.split(rf"<\?{INSERT}\s*\?>", text)
    part._element = parse_xml(before + sheet.body + after)
    sheet.body = ""


def _not_applicable(sheet: Manuscript) -> str:
    words = sheet.report.labels.not_applicable
    return paragraph("Bilan Text", run(words), sheet) if words else ""


def _remove_specimen(found: etree._Element, sheet: Manuscript) -> None:
    """Remove what follows the body up to the end of its Word section, whose page set-up stays."""
    parent = found.getparent()
    if parent is None or parent.tag != w("body"):
        return
    for sibling in list(found.itersiblings()):
        if sibling.tag == w("sectPr"):
            return
        properties = sibling.find(f"{w('pPr')}/{w('sectPr')}")
        if properties is None:
            parent.remove(sibling)
            continue
        keeper = parse_xml(f"<w:body {SPACES}>{paragraph('Bilan Gap', '', sheet)}</w:body>")[0]
        keeper[0].append(properties)
        parent.replace(sibling, keeper)
        return


def _fill_words(
    found: etree._Element, slots: Sequence[Slot], values: Mapping[str, str], sheet: Manuscript
) -> None:
    """Put words where the slots of a paragraph stand; a paragraph left with nothing vanishes."""
    texts = paragraph_texts(found)
    emptied = False
    for slot in reversed(slots):
        value = values[slot.name]
        whole = "".join(text.text or "" for text in texts)
        start, end = slot.start, slot.end
        if not value:
            emptied = True
            if before := SEPARATOR_BEFORE.search(whole[:start]):
                start = before.start()
            elif after := SEPARATOR_AFTER.search(whole[end:]):
                end += after.end()
        _splice(texts, start, end, value)
    if emptied and not any((text.text or "").strip() for text in texts) and not _keeps(found):
        _vanish(found, sheet)
        return
    if len(slots) == 1 and slots[0].alone:
        fit(found, sheet, _place_width(found, sheet))
    for text in texts:
        if STAND_INS.search(text.text or ""):
            _expand(text, sheet)


def _keeps(found: etree._Element) -> bool:
    return any(next(found.iter(w(name)), None) is not None for name in KEEPS)


def _splice(texts: Sequence[etree._Element], start: int, end: int, value: str) -> None:
    """Replace the characters from `start` to `end` of the joined `texts`; the words take the look of the first."""
    position = 0
    for text in texts:
        content = text.text or ""
        low, high = start - position, end - position
        position += len(content)
        if high <= 0 or low >= len(content):
            continue
        first = low >= 0
        text.text = content[: max(low, 0)] + (value if first else "") + content[high:]
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _expand(text: etree._Element, sheet: Manuscript) -> None:
    """Turn the stand-ins of a `w:t` into fields, pictures and line breaks, in runs that look like its own."""
    around = text.getparent()
    if around is None:
        return
    properties = around.find(w("rPr"))
    look = "" if properties is None else etree.tostring(properties, encoding="unicode", with_tail=False)
    pieces = []
    for piece in STAND_INS.split(text.text or ""):
        if piece in (PAGE, PAGES):
            pieces.append(field("PAGE" if piece == PAGE else "NUMPAGES", look))
        elif piece == LOGOS:
            pieces += [_logo(source, alt, sheet) for source, alt in _logos(sheet)]
        elif piece == "\n":
            pieces.append("<w:r><w:br/></w:r>")
        elif piece:
            pieces.append(run(piece).replace("<w:r>", f"<w:r>{look}", 1))
    rest = parse_xml(f"<w:p {SPACES}><w:r>{look}</w:r></w:p>")[0]
    for child in list(text.itersiblings()):  # a tab or a break may follow in the same run
        rest.append(child)
    for element in reversed([*parse_xml(f"<w:p {SPACES}>{''.join(pieces)}</w:p>"), rest]):
        around.addnext(element)
    around.remove(text)


def _logo(source: bytes, alt: str, sheet: Manuscript) -> str:
    return drawing(sheet.picture(source), alt, LOGO_WIDTH, sheet, highest=LOGO_HEIGHT) + run("  ")


def _vanish(found: etree._Element, sheet: Manuscript) -> None:
    """Remove a paragraph; where Word needs one (end of a cell, page set-up), leave the smallest."""
    parent = found.getparent()
    if parent is None:
        return
    before, after = found.getprevious(), found.getnext()
    kept = found.find(f"{w('pPr')}/{w('sectPr')}")
    last = parent.tag in (w("tc"), w("hdr"), w("ftr"), w("txbxContent")) and after is None
    if kept is None and not (last and (before is None or before.tag != w("p"))):
        parent.remove(found)
        return
    small = parse_xml(f"<w:body {SPACES}>{paragraph('Bilan Gap', '', sheet)}</w:body>")[0]
    if kept is not None:
        small[0].append(kept)
    parent.replace(found, small)
