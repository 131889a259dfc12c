"""Gives a Word part its direction: in comes a part's tree, out comes the same with Word's switches set.

A part written from right to left is mirrored; in any part, what is read the other way keeps its own direction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy

from lxml import etree

from generator.config.brand import Brand
from generator.renderers.direction import direction
from generator.renderers.docx.manuscript import Manuscript
from generator.renderers.docx.ordered import insert_after, insert_before, properties_of, w
from generator.renderers.docx.passages import join, set_apart
from generator.renderers.scripts import LANGUAGE_OF_SCRIPT, LTR, RTL

# What may stand before each switch in its parent (ECMA-376, CT_PPr, CT_TblPr, CT_SectPr).
BEFORE_BORDERS = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr"),
    "suppressLineNumbers",
)
BEFORE_BIDI = (
    *BEFORE_BORDERS,
    *("pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap"),
    *("overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN"),
)
BEFORE_INDENTS = (*BEFORE_BIDI, "bidi", "adjustRightInd", "snapToGrid", "spacing")
BEFORE_ALIGNMENT = (*BEFORE_INDENTS, "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap")
BEFORE_VISUAL = ("tblStyle", "tblpPr", "tblOverlap")
SIDES = ("top", "left", "bottom", "right", "between", "bar")
AFTER_SECTION_BIDI = ("rtlGutter", "docGrid", "printerSettings", "sectPrChange")
FLOWING = (
    "Bilan Text",
    "Bilan Lead",
    "Bilan Quote",
)  # turned where all of their words are read the other way
BY = ("Bilan Quote Speaker", "Bilan Quote Capacity")
DRAWN = "http://schemas.openxmlformats.org/drawingml/2006/main"
GROUP = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}grpSpPr"
INLINE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}inline"


def direct(root: etree._Element, styles: etree._Element, sheet: Manuscript) -> None:
    """Give every paragraph, run, table and section of a part its direction; `styles` are dressed already."""
    towards = sheet.report.direction
    flowing = frozenset(sheet.style(name) for name in FLOWING)
    set_apart(root, sheet.report.language, towards, sheet.brand.fonts.arabic, flowing)
    against = RTL if towards == LTR else LTR
    turned = {p for p in root.iter(w("p")) if _style_of(p) in flowing and _stated(p) == {against}}
    for paragraph in root.iter(w("p")):
        if (paragraph in turned) == (towards == LTR):
            insert_after(properties_of(paragraph, "pPr"), "bidi", BEFORE_BIDI)
    if towards == RTL:
        _mirror(root)
    else:
        _hold_lines(root, styles)
    if turned:
        _turn_quotes(root, styles, sheet, turned)


def mirror(root: etree._Element) -> None:
    """Set right-to-left on all below `root`, where nothing is read the other way but single words."""
    set_apart(root, LANGUAGE_OF_SCRIPT, RTL)
    for paragraph in root.iter(w("p")):
        insert_after(properties_of(paragraph, "pPr"), "bidi", BEFORE_BIDI)
    _mirror(root)


def _hold_lines(root: etree._Element, styles: etree._Element) -> None:
    """Keep the lines of paragraphs with words in Arabic letters as high as their style sets them."""
    lines = {}
    for style in styles.iter(w("style")):
        if (spacing := _growing(style)) is not None:
            lines[style.get(w("styleId"))] = spacing.get(w("line"))
    pictured = frozenset(_pictured(root))
    for paragraph in {next(run.iterancestors(w("p"))) for run in root.iter(w("rtl"))}:
        if _style_of(paragraph) in pictured:
            continue
        if line := lines.get(_style_of(paragraph)):
            own = insert_after(properties_of(paragraph, "pPr"), "spacing", BEFORE_INDENTS[:-1])
            if not own.get(w("line")):
                own.set(w("line"), line)
                own.set(w("lineRule"), "exact")


def _mirror(root: etree._Element) -> None:
    for properties in root.iter(w("tblPr")):
        insert_after(properties, "bidiVisual", BEFORE_VISUAL)
    for properties in root.iter(w("sectPr")):
        insert_before(properties, "bidi", AFTER_SECTION_BIDI)
    for frame in root.iterfind(f".//{GROUP}/{{{DRAWN}}}xfrm"):
        frame.set("flipH", "1")
    swap_sides(root)


def _turn_quotes(
    root: etree._Element, styles: etree._Element, sheet: Manuscript, turned: set[etree._Element]
) -> None:
    """Put the mark of each quote among `turned` on the side it is read from, and who said it beside the mark."""
    quote, by = sheet.style(FLOWING[-1]), {sheet.style(name) for name in BY}
    found = {style.get(w("styleId")) or "": style for style in styles.iter(w("style"))}
    inside = False
    for paragraph in root.iter(w("p")):
        style = _style_of(paragraph)
        inside = paragraph in turned if style == quote else inside and style in by
        if inside:
            _turn_beside(paragraph, found.get(style), aligned=style in by)


def swap_sides(root: etree._Element) -> None:
    """Move the borders of paragraphs to the other side: unlike indents, they do not follow the writing."""
    for borders in root.iter(w("pBdr")):
        _swap(borders)


def _turn_beside(paragraph: etree._Element, style: etree._Element | None, *, aligned: bool) -> None:
    """Put the borders that `style` sets at one side of `paragraph` at the other; `aligned` words follow them there."""
    properties = properties_of(paragraph, "pPr")
    set_borders = None if style is None else style.find(f"{w('pPr')}/{w('pBdr')}")
    if set_borders is not None:
        borders = insert_after(properties, "pBdr", BEFORE_BORDERS)
        borders[:] = [deepcopy(border) for border in set_borders]
        _swap(borders)
        kept = {str(border.tag) for border in borders}
        for side in ("left", "right"):
            if w(side) not in kept:
                borders.append(borders.makeelement(w(side), {w("val"): "nil"}))
        _sort(borders)
    if not aligned:
        return
    indents = None if style is None else style.find(f"{w('pPr')}/{w('ind')}")
    if indents is not None:
        own = insert_after(properties, "ind", BEFORE_INDENTS)
        own.set(w("left"), indents.get(w("right")) or "0")
        own.set(w("right"), indents.get(w("left")) or "0")
    insert_after(properties, "jc", BEFORE_ALIGNMENT).set(w("val"), "right")


def dress(styles: etree._Element, brand: Brand, towards: str, parts: Iterable[etree._Element]) -> None:
    """Name the brand's Arabic family in the defaults of a styles part; if `towards` is rtl, mirror its borders and hold its lines.

    Arabic families ask for much higher lines than those the brand sets, which words fit into as they do on paper. In the
    styles of `parts` in which pictures stand, a line still grows with them.
    """
    for fonts in styles.iterfind(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}/{w('rFonts')}"):
        if not (fonts.get(w("cs")) or fonts.get(w("cstheme"))):
            fonts.set(w("cs"), brand.fonts.arabic)
    if towards != RTL:
        return
    swap_sides(styles)
    for margins in styles.iter(w("tblCellMar")):
        _swap(margins)
    pictured = {style for part in parts for style in _pictured(part)}
    for style in styles.iter(w("style")):
        if (spacing := _growing(style)) is not None and style.get(w("styleId")) not in pictured:
            spacing.set(w("lineRule"), "exact")
        for properties in style.iterfind(w("rPr")):
            join(properties)
            for slanted in [*properties.iterfind(w("i")), *properties.iterfind(w("iCs"))]:
                properties.remove(slanted)  # Arabic letters are not slanted, nor the Latin ones among them


def _growing(style: etree._Element) -> etree._Element | None:
    """Return what sets the lines of `style` if they grow with their letters."""
    spacing = style.find(f"{w('pPr')}/{w('spacing')}")
    return spacing if spacing is not None and spacing.get(w("lineRule")) == "atLeast" else None


def _pictured(part: etree._Element) -> Iterator[str]:
    """Yield the style of each paragraph in which a picture stands as a letter does."""
    for picture in part.iter(INLINE, w("pict"), w("object")):
        for paragraph in picture.iterancestors(w("p")):
            yield _style_of(paragraph)


def _style_of(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return "" if style is None else style.get(w("val")) or ""


def _stated(paragraph: etree._Element) -> set[str]:
    """Return the directions of the languages that the words of `paragraph` state; an empty text for words that state none."""
    found = set()
    for run in paragraph.iter(w("r")):
        if run.find(w("t")) is not None:
            stated = run.find(f"{w('rPr')}/{w('lang')}")
            tag = "" if stated is None else stated.get(w("val")) or stated.get(w("bidi")) or ""
            found.add(direction(tag) if tag else "")
    return found


def _swap(borders: etree._Element) -> None:
    opposite = {w("left"): w("right"), w("right"): w("left")}
    for border in borders:
        border.tag = opposite.get(str(border.tag), str(border.tag))
    _sort(borders)


def _sort(borders: etree._Element) -> None:
    order = {w(side): number for number, side in enumerate(SIDES)}
    borders[:] = sorted(borders, key=lambda border: order.get(str(border.tag), len(order)))
