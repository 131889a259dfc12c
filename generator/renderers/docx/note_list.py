"""Draws the list of a draft's notes: in comes a NoteList and a width in twips, out comes a table, one note a row."""

from __future__ import annotations

from generator.records.checks import Severity
from generator.renderers.direction import direction
from generator.renderers.docx.anchors import entry, foreign_language
from generator.renderers.docx.grid import cell, row, table
from generator.renderers.docx.manuscript import Manuscript, culture
from generator.renderers.docx.text import escape, gap, link, paragraph, prose, run
from generator.report.blocks import NoteList
from generator.report.words import Note, Text

NUMBER = 680  # twips
STYLE = "Bilan Table Text"
BELOW = '<w:spacing w:after="80"/>'


def note_list(block: NoteList, sheet: Manuscript, width: int) -> str:
    """Return the notes under their title; the number of one that blocks a final is filled, the others' are framed."""
    rows = [_note(note, sheet, width) for note in block.items]
    if not rows:
        return ""
    label = sheet.report.labels.review_note
    drawn = table("Bilan Plain", [NUMBER, width - NUMBER], rows, sheet, caption=block.title or label)
    return prose("Bilan List Title", block.title, sheet) + drawn + gap(sheet)


def _note(note: Note, sheet: Manuscript, width: int) -> str:
    mark = sheet.number()
    start = f'<w:bookmarkStart w:id="{mark}" w:name="{entry(note)}"/>'
    where = "".join(_place(text, sheet) for text in note.where)
    title = f'{start}{run(note.title, bold=True)}<w:bookmarkEnd w:id="{mark}"/>'
    head = "".join(paragraph(STYLE, line, sheet, "<w:keepNext/>") for line in (title, where) if line)
    language = foreign_language(note, sheet.report)
    turned, aligned = _turned(language, sheet.report.direction)
    points = "".join(
        paragraph(
            STYLE,
            run(point, language=language),
            sheet,
            turned + BELOW * (number == len(note.points)) + aligned,
        )
        for number, point in enumerate(note.points, 1)
    )
    colour = sheet.brand.palette.rule.lstrip("#")
    below = f'<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="{colour}"/></w:tcBorders>'
    shown = paragraph(STYLE, _number(note, sheet), sheet)
    return row((cell(NUMBER, shown, borders=below), cell(width - NUMBER, head + points, borders=below)))


def _turned(language: str, around: str) -> tuple[str, str]:
    """Return the direction of points in a `language` that is read against the Report, and what keeps them under their title."""
    if not language or direction(language) == around:
        return "", ""
    if around == "rtl":
        return '<w:bidi w:val="0"/>', '<w:jc w:val="right"/>'
    return "<w:bidi/>", '<w:jc w:val="right"/>'  # of what is read from the right, the end is at the left


def _place(text: Text, sheet: Manuscript) -> str:
    """Return words that lead to the place of a note, dressed as a link; quiet ones if they lead nowhere."""
    dressed = run(text.text, style=sheet.style("Hyperlink", "character"))
    quiet = run(text.text, style=sheet.style("Bilan Muted", "character"))
    return (link(text.href, dressed, sheet) if text.href else "") or quiet


def _number(note: Note, sheet: Manuscript) -> str:
    palette = sheet.brand.palette
    warning, paper = palette.warning.lstrip("#"), palette.paper.lstrip("#")
    full = note.severity is Severity.BLOCKING
    # LibreOffice takes a number among Arabic words for one of them: it keeps the brand's own letters, and no spaces, each of
    # which would be framed alone.
    rtl = sheet.report.direction == "rtl"
    room = "" if rtl else "\u00a0"
    face = f'<w:rFonts w:cs="{escape(sheet.brand.fonts.body)}"/>' if rtl else ""
    look = (
        f'{face}<w:b/><w:bCs/><w:color w:val="{paper if full else warning}"/>'
        f'<w:bdr w:val="single" w:sz="6" w:space="{2 * rtl}" w:color="{warning}"/>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{warning if full else paper}"/>'
        + f'<w:lang w:val="{culture("fr")}"/>'
        * rtl
    )
    return run(f"{room}{note.number}{room}").replace("<w:r>", f"<w:r><w:rPr>{look}</w:rPr>", 1)
