"""The styles of the default letterhead: in comes a brand's look, out comes the XML of its styles part."""

from __future__ import annotations

from dataclasses import dataclass, replace
from xml.sax.saxutils import quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TEXT_WIDTH = 9412  # twips: A4 less 22 mm on both sides
HANGING = 231  # twips from the words of a list back to the middle of its dash


@dataclass(frozen=True, slots=True)
class Look:
    """Colours without `#`, families by name; `light` and `strong` are the faces for large and heavy words."""

    primary: str
    accent: str
    ink: str
    muted: str
    paper: str
    tint: str
    rule: str
    warning: str
    body: str
    heading: str
    light: str
    strong: str
    serif: str
    arabic: str


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What differs between letterheads: sizes and spaces in points, indents in twips.

    A heading is (space before, space after, line, size).
    """

    text: tuple[float, float]  # size, line
    air: float  # share of the space around what is small: fine print, buttons, titles of thanks
    aside: int  # left free at the end of running text, so that lines stay readable
    quote: tuple[float, float]  # size, line
    heading_1: tuple[float, float, float, float]
    heading_2: tuple[float, float, float, float]
    title: tuple[float, float, float]  # space after, line, size
    period: tuple[float, float, float]  # space after, line, size
    mark: int  # indent of the short name, beside the mark
    cover: tuple[float, float, float] = (4, 20, 13)  # lines on the ground: space after, line, size


REPORT = Rhythm(
    (10, 15), 1, 0, (12.5, 18), (26, 10, 28, 22), (18, 5, 18.5, 14.5), (10, 40, 34), (16, 96, 92), 850
)
LETTER = Rhythm(
    (10, 14.5), 0.5, 680, (12, 17), (19, 4, 16, 12.5), (0, 3, 24, 19), (3, 24, 18), (2, 46, 42), 0
)
SUMMARY = replace(
    LETTER,
    text=(10, 13.8),
    aside=0,
    heading_1=(14, 3, 16, 12.5),
    heading_2=(5, 1, 18, 14),
    title=(2, 30, 24),
    cover=(2, 17, 12),
)


def style_id(name: str) -> str:
    """Return the id Word would give the style `name`: its words joined."""
    return "".join(word[:1].upper() + word[1:] for word in name.split())


def run(
    font: str = "",
    size: float = 0,
    color: str = "",
    *,
    bold: bool = False,
    italic: bool = False,
    caps: bool = False,
    tracking: int = 0,
    underline: bool = False,
) -> str:
    """Return run properties in schema order; `size` in points, `tracking` in twentieths of a point."""
    parts = []
    if font:
        parts.append(
            f"<w:rFonts w:ascii={quoteattr(font)} w:hAnsi={quoteattr(font)} w:eastAsia={quoteattr(font)}/>"
        )
    # Arabic letters have no face of their own for what is heavy: they are set bold.
    heavy = font.lower().endswith((" semibold", " bold")) and not bold
    parts += (
        ["<w:bCs/>"] * heavy + ["<w:b/><w:bCs/>"] * bold + ["<w:i/><w:iCs/>"] * italic + ["<w:caps/>"] * caps
    )
    if color:
        parts.append(f'<w:color w:val="{color}"/>')
    if tracking:
        parts.append(f'<w:spacing w:val="{tracking}"/>')
    if size:
        parts.append(f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>')
    parts += ['<w:u w:val="single"/>'] * underline
    return f"<w:rPr>{''.join(parts)}</w:rPr>" if parts else ""


def para(
    before: float = 0,
    after: float = 0,
    line: float = 0,
    *,
    exact: bool = False,
    together: str = "",
    borders: str = "",
    ground: str = "",
    tabs: str = "",
    left: int = 0,
    right: int = 0,
    hanging: int = 0,
    align: str = "",
    outline: int = -1,
    list_number: bool = False,
    contextual: bool = False,
) -> str:
    """Return paragraph properties in schema order; `before`, `after`, `line` in points, indents in twips.

    `together` holds "next" (stay with what follows) and "lines" (never split).
    """
    parts = ["<w:keepNext/>"] * ("next" in together) + ["<w:keepLines/>"] * ("lines" in together)
    parts += ['<w:numPr><w:numId w:val="1"/></w:numPr>'] * list_number
    parts += [f"<w:pBdr>{borders}</w:pBdr>"] * bool(borders)
    parts += [f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>'] * bool(ground)
    parts += [f"<w:tabs>{tabs}</w:tabs>"] * bool(tabs)
    spacing = f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"'
    if line:
        spacing += f' w:line="{round(line * 20)}" w:lineRule="{"exact" if exact else "atLeast"}"'
    parts.append(spacing + "/>")
    if left or right or hanging:
        hang = f' w:hanging="{hanging}"' if hanging else ""
        parts.append(f'<w:ind w:left="{left}" w:right="{right}"{hang}/>')
    parts += ["<w:contextualSpacing/>"] * contextual
    parts += [f'<w:jc w:val="{align}"/>'] * bool(align)
    parts += [f'<w:outlineLvl w:val="{outline}"/>'] * (outline >= 0)
    return f"<w:pPr>{''.join(parts)}</w:pPr>"


def edge(side: str, color: str, size: int, space: int = 0, kind: str = "single") -> str:
    """Return one border; `size` in eighths of a point, `space` in points."""
    return f'<w:{side} w:val="{kind}" w:sz="{size}" w:space="{space}" w:color="{color}"/>'


def tab(position: int, kind: str = "right", leader: str = "none") -> str:
    """Return one tab stop at `position` twips."""
    return f'<w:tab w:val="{kind}" w:leader="{leader}" w:pos="{position}"/>'


def _style(name: str, inside: str, *, base: str = "Normal", follow: str = "", kind: str = "paragraph") -> str:
    custom = ' w:customStyle="1"' if name.startswith("Bilan ") else ""
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    after = f'<w:next w:val="{style_id(follow)}"/>' if follow else ""
    priority = 40 if custom else 9
    return (
        f'<w:style w:type="{kind}"{custom} w:styleId="{style_id(name)}"><w:name w:val="{name}"/>{based}{after}'
        f'<w:uiPriority w:val="{priority}"/><w:qFormat/>{inside}</w:style>'
    )


def _text_styles(look: Look, rhythm: Rhythm) -> list[str]:
    box = "".join(edge(side, look.tint, 4, 8) for side in ("top", "left", "bottom", "right"))
    dashed = "".join(edge(side, look.warning, 6, 7, "dashed") for side in ("top", "left", "bottom", "right"))
    button = "".join(edge(side, look.primary, 4, 5) for side in ("top", "left", "bottom", "right"))
    bar = edge("left", look.accent, 18, 14)
    serif, line, air, aside = look.serif, rhythm.text[1], rhythm.air, rhythm.aside
    quote = max(400, aside)
    return [
        _style("Bilan Text", para(0, 7, line, right=aside)),
        _style(
            "Bilan Lead",
            para(0, 10 * air, 18.5, right=aside) + run(serif, 12.5, look.ink),
        ),
        _style(
            "Bilan Dateline", para(0, 6, 14, together="next") + run(look.strong, 9, look.accent, tracking=6)
        ),
        _style("Bilan Notice", para(8, 12, line, borders=box, ground=look.tint, left=180, right=180)),
        _style(
            "Bilan Prompt",
            para(8, 12, line, borders=dashed, left=160, right=160, together="lines")
            + run("", 0, look.warning, italic=True),
        ),
        _style(
            "Bilan Signature",
            para(4, 10, line, right=aside, align="right") + run(look.strong, 10, look.primary),
        ),
        _style("Bilan Fine Print", para(4 * air, 4 * air, 11.5) + run("", 8, look.muted)),
        _style("Bilan List Title", para(6, 3, 15, together="next") + run(look.strong, 10, look.primary)),
        _style("List Bullet", para(0, 3, line, left=284, right=aside, hanging=HANGING, list_number=True)),
        _style(
            "Bilan Quote",
            para(0, 5, rhythm.quote[1], borders=bar, left=320, right=quote, together="next lines")
            + run(serif, rhythm.quote[0], look.primary),
        ),
        _style(
            "Bilan Quote Speaker",
            para(0, 0, 14, borders=bar, left=320, right=quote, together="next lines")
            + run(look.strong, 9.5, look.ink),
        ),
        _style(
            "Bilan Quote Capacity",
            para(0, 0, 13, borders=bar, left=320, right=quote, together="lines") + run("", 8.5, look.muted),
        ),
        _style("Bilan Picture", para(8, 4, 0, together="next")),
        _style("Bilan Credit", para(0, 10, 11) + run("", 7.5, look.muted)),
        _style(
            "Bilan Button",
            para(10 * air, 14 * air, 14, borders=button, ground=look.primary, align="center")
            + run(look.strong, 9.5, look.paper),
        ),
        _style("Bilan Gap", para(0, 9, 1, exact=True) + run("", 1)),
        _style(
            "Bilan Rule",
            para(
                8,
                16,
                1,
                exact=True,
                together="next",
                borders=edge("top", look.accent, 16),
                right=TEXT_WIDTH - 794,
            )
            + run("", 1),
        ),
    ]


def _heading_styles(look: Look, rhythm: Rhythm) -> list[str]:
    leader = tab(TEXT_WIDTH, leader="dot")
    (before_1, after_1, line_1, size_1), (before_2, after_2, line_2, size_2) = (
        rhythm.heading_1,
        rhythm.heading_2,
    )
    after_0, line_0, size_0 = rhythm.title
    return [
        _style(
            "Title",
            para(0, after_0, line_0, together="next lines") + run(look.light, size_0, look.paper),
            follow="Normal",
        ),
        _style(
            "heading 1",
            para(before_1, after_1, line_1, together="next lines", outline=0)
            + run(look.strong, size_1, look.primary),
            follow="Bilan Text",
        ),
        _style(
            "heading 2",
            para(before_2, after_2, line_2, together="next lines", outline=1)
            + run(look.strong, size_2, look.primary),
            follow="Bilan Text",
        ),
        _style(
            "heading 3",
            para(12, 4, 15, together="next lines", outline=2) + run(look.strong, 11, look.primary),
            follow="Bilan Text",
        ),
        _style(
            "heading 4",
            para(10, 3, 15, together="next lines", outline=3) + run(look.strong, 10, look.muted),
            follow="Bilan Text",
        ),
        _style(
            "Bilan Review Title",
            para(0, 12, 24, together="next lines", outline=0, borders=edge("top", look.warning, 16, 8))
            + run(look.strong, 18, look.warning),
            follow="Bilan Text",
        ),
        _style("toc 1", para(5, 1, 15, tabs=leader) + run(look.strong, 10, look.primary)),
        _style("toc 2", para(0, 1, 14, tabs=leader, left=227) + run("", 9.5, look.ink)),
        _style("caption", para(10, 5, 14, together="next lines") + run(look.strong, 9.5, look.primary)),
        _style(
            "header",
            para(0, 0, 12, tabs=tab(TEXT_WIDTH), borders=edge("bottom", look.rule, 4, 5))
            + run("", 8, look.muted),
        ),
        _style("footer", para(0, 0, 12, tabs=tab(TEXT_WIDTH)) + run("", 8, look.muted)),
        _style("annotation text", para(0, 0, 0) + run("", 10)),
    ]


def _cell_styles(look: Look, rhythm: Rhythm) -> list[str]:
    return [
        _style(
            "Bilan Figure",
            para(0, 2, 31, together="next lines") + run(look.light, 28, look.primary, tracking=-10),
        ),
        _style(
            "Bilan Figure Words", para(3, 4, 22, together="next lines") + run(look.light, 17, look.primary)
        ),
        _style("Bilan Figure Label", para(0, 1, 13) + run(look.strong, 9, look.ink)),
        _style("Bilan Figure Detail", para(0, 0, 12) + run("", 8.5, look.muted)),
        _style("Bilan Table Head", para(0, 0, 12, together="next lines") + run(look.strong, 8.5, look.muted)),
        _style("Bilan Table Text", para(0, 0, 13) + run("", 9, look.ink)),
        _style("Bilan Table Number", para(0, 0, 13, align="right"), base="BilanTableText"),
        _style("Bilan Table Note", para(3, 0, 11.5) + run("", 8, look.muted)),
        _style("Bilan Fact Title", para(0, 3, 14, together="next") + run(look.strong, 10, look.primary)),
        _style("Bilan Fact Label", para(0, 0, 13.5) + run(look.strong, 8.5, look.muted)),
        _style("Bilan Fact", para(0, 2.5, 13) + run("", 9, look.ink)),
        _style(
            "Bilan Card Title", para(0, 1, 14, together="next lines") + run(look.strong, 10.5, look.primary)
        ),
        _style("Bilan Card Dateline", para(0, 4, 12, together="next") + run("", 8.5, look.muted)),
        _style("Bilan Card Text", para(0, 3, 13) + run("", 9, look.ink)),
        _style("Bilan Card Fact", para(0, 0, 12) + run("", 8.5, look.ink)),
        _style("Bilan Moment Date", para(0, 0, 14) + run(look.strong, 9.5, look.primary)),
        _style("Bilan Moment Place", para(0, 0, 12) + run("", 8.5, look.muted)),
        _style("Bilan Moment", para(0, 0, 14) + run("", 9.5, look.ink)),
        _style(
            "Bilan Thanks Title",
            para(10 * rhythm.air, 4, 13, together="next") + run(look.strong, 9, look.accent, tracking=6),
        ),
        _style("Bilan Thanks", para(0, 4, 14) + run("", 9.5, look.ink)),
        _style("Bilan Thanks Detail", para(0, 5, 12) + run("", 8.5, look.muted)),
        _style("Bilan Funding", para(0, 0, 14) + run("", 9.5, look.ink)),
    ]


def _cover_styles(look: Look, rhythm: Rhythm) -> list[str]:
    after, line, size = rhythm.period
    after_line, line_line, size_line = rhythm.cover
    return [
        _style("Bilan Cover Mark", para(0, 0, 20, left=rhythm.mark) + run(look.strong, 14, look.paper)),
        _style(
            "Bilan Cover Status",
            para(0, 0, 20, align="right") + run(look.strong, 10, look.paper, tracking=20),
        ),
        _style(
            "Bilan Cover Period",
            para(0, after, line, left=-60) + run(look.light, size, look.paper, tracking=-40),
        ),
        _style("Bilan Cover Line", para(0, after_line, line_line) + run("", size_line, look.tint)),
        _style("Bilan Cover Foot", para(0, 0, 13) + run("", 8.5, look.muted)),
        _style(
            "Bilan Colophon", para(16, 0, 12, borders=edge("top", look.rule, 4, 8)) + run("", 8, look.muted)
        ),
    ]


def _table_style(name: str, borders: str, margins: tuple[int, int, int, int], rest: str = "") -> str:
    top, left, bottom, right = margins
    inside = (
        '<w:pPr><w:spacing w:after="0"/></w:pPr><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        + (f"<w:tblBorders>{borders}</w:tblBorders>" if borders else "")
        + f'<w:tblCellMar><w:top w:w="{top}" w:type="dxa"/><w:left w:w="{left}" w:type="dxa"/>'
        f'<w:bottom w:w="{bottom}" w:type="dxa"/><w:right w:w="{right}" w:type="dxa"/></w:tblCellMar></w:tblPr>{rest}'
    )
    return _style(name, inside, base="TableNormal", kind="table")


def _table_styles(look: Look) -> list[str]:
    ground = f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{look.tint}"/></w:tcPr>'
    first = f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>{edge("bottom", look.primary, 8)}</w:tcBorders></w:tcPr></w:tblStylePr>'
    last = f'<w:tblStylePr w:type="lastRow"><w:tcPr><w:tcBorders>{edge("top", look.primary, 8)}</w:tcBorders></w:tcPr></w:tblStylePr>'
    hair = edge("bottom", look.rule, 4) + edge("insideH", look.rule, 4)
    return [
        _table_style("Bilan Table", hair, (60, 0, 60, 170), first + last),
        _table_style("Bilan Tiles", "", (140, 160, 160, 120), ground),
        _table_style("Bilan Cards", "", (130, 180, 130, 150), ground),
        _table_style("Bilan Facts", edge("insideH", look.rule, 4), (60, 160, 20, 140), ground),
        _table_style("Bilan Moments", "", (60, 0, 100, 160)),
        _table_style("Bilan Plain", "", (0, 0, 0, 0)),
    ]


def styles_xml(look: Look, rhythm: Rhythm = REPORT) -> str:
    """Return the whole styles part."""
    size = round(rhythm.text[0] * 2)
    defaults = (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f"<w:rFonts w:ascii={quoteattr(look.body)} w:hAnsi={quoteattr(look.body)} w:eastAsia={quoteattr(look.body)} "
        f"w:cs={quoteattr(look.arabic)}/>"
        f'<w:color w:val="{look.ink}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        '<w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="ar-MA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    base = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )
    characters = [
        _style(
            "Hyperlink",
            run("", 0, look.accent, underline=True),
            base="DefaultParagraphFont",
            kind="character",
        ),
        _style("annotation reference", run("", 8), base="DefaultParagraphFont", kind="character"),
        _style("Bilan Muted", run(look.body, 0, look.muted), base="DefaultParagraphFont", kind="character"),
    ]
    every = [
        *_heading_styles(look, rhythm),
        *_text_styles(look, rhythm),
        *_cell_styles(look, rhythm),
        *_cover_styles(look, rhythm),
        *characters,
        *_table_styles(look),
    ]
    return f'<w:styles xmlns:w="{W}">{defaults}{base}{"".join(every)}</w:styles>'
