"""Turns a part for writing from right to left: in comes a part's tree, out comes the same with Word's switches set."""

from __future__ import annotations

from lxml import etree

from generator.renderers.docx.slots import w

# What may stand before each switch in its parent (ECMA-376, CT_PPr, CT_RPr, CT_TblPr, CT_SectPr).
BEFORE_BIDI = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr"),
    *("suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap"),
    *("overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN"),
)
AFTER_RTL = ("cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath", "rPrChange")
BEFORE_VISUAL = ("tblStyle", "tblpPr", "tblOverlap")
SIDES = ("top", "left", "bottom", "right", "between", "bar")
AFTER_SECTION_BIDI = ("rtlGutter", "docGrid", "printerSettings", "sectPrChange")


def mirror(root: etree._Element) -> None:
    """Set right-to-left on every paragraph, run, table and section of a part; foreign words keep their direction."""
    for paragraph in root.iter(w("p")):
        _insert_after(_properties(paragraph, "pPr"), "bidi", BEFORE_BIDI)
    for run in root.iter(w("r")):
        properties = _properties(run, "rPr")
        language = properties.find(w("lang"))
        if language is None or language.get(w("val")) is None:
            _insert_before(properties, "rtl", AFTER_RTL)
    for properties in root.iter(w("tblPr")):
        _insert_after(properties, "bidiVisual", BEFORE_VISUAL)
    for properties in root.iter(w("sectPr")):
        _insert_before(properties, "bidi", AFTER_SECTION_BIDI)
    swap_sides(root)


def swap_sides(root: etree._Element) -> None:
    """Move the borders of paragraphs to the other side: unlike indents, they do not follow the writing."""
    opposite = {w("left"): w("right"), w("right"): w("left")}
    order = {w(side): number for number, side in enumerate(SIDES)}
    for borders in root.iter(w("pBdr")):
        for border in borders:
            border.tag = opposite.get(str(border.tag), str(border.tag))
        borders[:] = sorted(borders, key=lambda border: order.get(str(border.tag), len(order)))


def _properties(element: etree._Element, name: str) -> etree._Element:
    found = element.find(w(name))
    if found is None:
        found = element.makeelement(w(name))
        element.insert(0, found)
    return found


def _insert_after(parent: etree._Element, name: str, earlier: tuple[str, ...]) -> None:
    if parent.find(w(name)) is None:
        names = {w(one) for one in earlier}
        place = sum(1 for child in parent if child.tag in names)
        parent.insert(place, parent.makeelement(w(name)))


def _insert_before(parent: etree._Element, name: str, later: tuple[str, ...]) -> None:
    if parent.find(w(name)) is None:
        names = {w(one) for one in later}
        place = next((number for number, child in enumerate(parent) if child.tag in names), len(parent))
        parent.insert(place, parent.makeelement(w(name)))
