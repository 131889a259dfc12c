"""Pieces that the default letterheads are made of: in come words and lengths, out comes WordprocessingML."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape

from letterhead_styles import Rhythm, W, style_id

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
SIDE = 22.0  # millimetres beside the text
HEADER = 12.0  # millimetres over the running line
# The mark, as on the other pages: lengths of its three bars and where they begin, in millimetres.
BARS = ((5.0, 0.0), (8.0, 2.4), (11.0, 4.8))
BAR = 1.5
GAP = '<w:p><w:pPr><w:pStyle w:val="BilanGap"/>{}</w:pPr></w:p>'


@dataclass(frozen=True, slots=True)
class Opening:
    """How a letterhead begins and what runs along: `before` stands over the body, `page` and `last` are the page set-ups of
    the body and of what follows it on its last page; `running` holds a suffix, a header and a footer each."""

    rhythm: Rhythm
    before: str
    page: str
    last: str
    running: tuple[tuple[str, str, str], ...]


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


def cell(width: int, content: str, *, span: int = 1, align: str = "top", look: str = "") -> str:
    """Return a table cell of `width` twips; `look` is its ground and its margins."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{look}<w:vAlign w:val="{align}"/></w:tcPr>{content}</w:tc>'


def row(height: float, cells: str, rule: str = "exact") -> str:
    """Return a table row of `height` millimetres."""
    return f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{twips(height)}" w:hRule="{rule}"/></w:trPr>{cells}</w:tr>'


def page_setup(
    references: str,
    *,
    top: float,
    bottom: float,
    footer: float,
    header: float = HEADER,
    kind: str = "nextPage",
    first: bool = False,
) -> str:
    """Return section properties of an A4 page, margins in millimetres; `first`: its first page has lines of its own."""
    margins = (
        f'<w:pgMar w:top="{twips(top)}" w:right="{twips(SIDE)}" w:bottom="{twips(bottom)}" w:left="{twips(SIDE)}" '
        f'w:header="{twips(header)}" w:footer="{twips(footer)}" w:gutter="0"/>'
    )
    return (
        f'<w:sectPr>{references}<w:type w:val="{kind}"/><w:pgSz w:w="{twips(PAGE_WIDTH)}" w:h="{twips(PAGE_HEIGHT)}"/>'
        f"{margins}{'<w:titlePg/>' * first}</w:sectPr>"
    )


def reference(kind: str, suffix: str, when: str = "default") -> str:
    """Return what ties a header or a footer to the pages it stands on."""
    return f'<w:{kind}Reference w:type="{when}" r:id="rId{kind}{suffix}"/>'


def part(kind: str, content: str) -> str:
    """Return a header ("hdr") or a footer ("ftr")."""
    return f"<w:{kind} {SPACES}>{content}</w:{kind}>"
