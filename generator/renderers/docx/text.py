"""Writes words as WordprocessingML: in come words and a Manuscript, out come runs, links, fields and paragraphs."""

from __future__ import annotations

from generator.renderers.docx.manuscript import Manuscript, culture
from generator.report.words import Mark, Source, Text, Words


def escape(text: str) -> str:
    """Return `text` safe inside an element or an attribute in double quotes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def characters(text: str) -> str:
    """Return `text` as the content of a run; a line feed becomes a line break, a tab a tabulator."""
    if "\n" not in text and "\t" not in text:
        return f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    pieces = []
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n")):
        pieces.append("<w:br/>" * (number > 0))
        pieces.append(
            "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in line.split("\t"))
        )
    return "".join(pieces)


def run(
    text: str,
    *,
    style: str = "",
    mark: Mark = Mark.PLAIN,
    language: str = "",
    bold: bool = False,
    size: int = 0,
) -> str:
    """Return one run; `style` is the id of a character style, `language` a tag where it differs, `size` in points."""
    properties = f'<w:rStyle w:val="{style}"/>' if style else ""
    if mark is Mark.STRONG or bold:
        properties += "<w:b/><w:bCs/>"
    if mark is Mark.EMPHASIS:
        properties += "<w:i/><w:iCs/>"
    if size:
        properties += f'<w:sz w:val="{size * 2}"/><w:szCs w:val="{size * 2}"/>'
    if language:
        tag = escape(culture(language))
        properties += f'<w:lang w:val="{tag}"/>'
    if properties:
        properties = f"<w:rPr>{properties}</w:rPr>"
    return f"<w:r>{properties}{characters(text)}</w:r>"


def inline(words: Words, sheet: Manuscript, *, bold: bool = False) -> str:
    """Return `words` as runs and links."""
    return "".join(_text(text, sheet, bold) for text in words if text.text)


def _text(text: Text, sheet: Manuscript, bold: bool) -> str:
    language = text.language if text.language and text.language != sheet.report.language else ""
    bare = run(text.text, mark=text.mark, language=language, bold=bold)
    if not text.href:
        return bare
    style = "" if text.href.startswith("#") else sheet.style("Hyperlink", "character")
    dressed = run(text.text, style=style, mark=text.mark, language=language, bold=bold)
    return link(text.href, dressed, sheet) or bare


def link(href: str, runs: str, sheet: Manuscript) -> str:
    """Return `runs` as a link to a place of the Report or to an address; empty if neither can be reached."""
    if href.startswith("#"):
        anchor = sheet.anchors.get(href[1:])
        return f'<w:hyperlink w:anchor="{anchor}" w:history="1">{runs}</w:hyperlink>' if anchor else ""
    relation = sheet.link(href)
    return f'<w:hyperlink r:id="{relation}" w:history="1">{runs}</w:hyperlink>' if relation else ""


def field(instruction: str, properties: str = "") -> str:
    """Return a field without a stored result, for nobody knows it before the pages are laid out.

    `w:dirty` is not set: Word then asks the reader a question at opening.
    """
    pieces = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t/>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    return "".join(f"<w:r>{properties}{piece}</w:r>" for piece in pieces)


def paragraph(style: str, content: str, sheet: Manuscript, more: str = "") -> str:
    """Return a paragraph in `style`; `content` is runs, `more` further properties in schema order."""
    return f"{sheet.opening(style)}{more}</w:pPr>{content}</w:p>"


def prose(style: str, text: str, sheet: Manuscript) -> str:
    """Return a paragraph of plain words, or nothing for an empty text."""
    return paragraph(style, run(text), sheet) if text else ""


def gap(sheet: Manuscript) -> str:
    """Return the small paragraph that parts a table from what follows, so that Word does not join two tables."""
    return paragraph("Bilan Gap", "", sheet)


def controlled(content: str, source: Source | None, sheet: Manuscript) -> str:
    """Return paragraphs in a content control that names their source; without one, as they are."""
    if source is None:
        return content
    return (
        f'<w:sdt><w:sdtPr><w:tag w:val="{sheet.tag(source)}"/><w:id w:val="{sheet.number()}"/></w:sdtPr>'
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def bookmarked(code: str, content: str, sheet: Manuscript) -> str:
    """Return `content` inside the bookmark of the section `code`."""
    number = sheet.number()
    start = f'<w:bookmarkStart w:id="{number}" w:name="{sheet.anchors[code]}"/>'
    return f'{start}{content}<w:bookmarkEnd w:id="{number}"/>'
