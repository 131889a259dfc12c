"""Writes the comments of a Word file: in come the marks that stand in its text, out come native comments, none else's.

A comment is answered, resolved and deleted in Word one by one. Its author is the program, without a date, so that the same
inputs give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.parts.comments import CommentsPart
from docx.parts.document import DocumentPart
from docx.parts.story import StoryPart
from lxml import etree

from generator.config.letterhead import W
from generator.renderers.direction import direction
from generator.renderers.docx.anchors import around, entry, foreign_language
from generator.renderers.docx.manuscript import Manuscript
from generator.renderers.docx.mirror import mirror
from generator.renderers.docx.text import paragraph, run
from generator.renderers.noted import standing
from generator.report.model import Report
from generator.report.words import Note, plain

if TYPE_CHECKING:
    from docx.oxml.comments import CT_Comments

AUTHOR, INITIALS = "Bilan", "B"
# Parts that hold comments and the names of who wrote them, by the end of their relationship's type.
KINDS = ("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people")
_START, _END, _REFERENCE = (
    f"{{{W}}}{name}" for name in ("commentRangeStart", "commentRangeEnd", "commentReference")
)
_P, _RUN, _RUN_PROPERTIES, _PROPERTIES, _TEXT, _BOX, _BOOKMARK = (
    f"{{{W}}}{name}" for name in ("p", "r", "rPr", "pPr", "t", "txbxContent", "bookmarkStart")
)
_ID, _NAME = f"{{{W}}}id", f"{{{W}}}name"


def forget(parts: Sequence[StoryPart]) -> None:
    """Remove the comments a letterhead holds, with the names of their authors: they are no words of the Report."""
    for part in parts:
        for mark in list(part.element.iter(_START, _END, _REFERENCE)):
            holder = mark.getparent()
            if holder is None:
                continue
            holder.remove(mark)
            outer = holder.getparent()
            if holder.tag == _RUN and outer is not None and all(one.tag == _RUN_PROPERTIES for one in holder):
                outer.remove(holder)
        for name, relation in list(part.rels.items()):
            if relation.reltype.rpartition("/")[2] in KINDS:
                part.rels.pop(name)


def settle(main: DocumentPart, sheet: Manuscript) -> None:
    """Give every note of the Report its place in the finished text, and the file its comments; nothing without notes.

    Word takes no comment in a text box, a header or a footer: it is moved to what holds the box, or to its line of the list.
    """
    root = main.element
    for mark in list(root.iter(_START, _END, _REFERENCE)):
        _lift(mark)
    for note in standing(sheet.report):
        if note not in sheet.noted and (place := _fallback(root, note)) is not None:
            sheet.part = main
            _surround(place, around("", (note,), sheet))
    if sheet.noted:
        main.relate_to(_part(main, sheet), RELATIONSHIP_TYPE.COMMENTS)


def _lift(mark: etree._Element) -> None:
    """Move a mark out of a text box, to the run of the text that holds the box."""
    boxes = list(mark.iterancestors(_BOX))
    if not boxes:
        return
    holder = next((run for run in boxes[-1].iterancestors(_RUN)), None)
    moved = mark.getparent() if mark.tag == _REFERENCE else mark
    if holder is None or moved is None:
        return
    if mark.tag == _START:
        holder.addprevious(moved)
        return
    last = holder
    while (following := last.getnext()) is not None and _closes(following):
        last = following
    last.addnext(moved)


def _closes(element: etree._Element) -> bool:
    return element.tag == _END or element.find(_REFERENCE) is not None


def _fallback(root: etree._Element, note: Note) -> etree._Element | None:
    """Return the paragraph of the note's entry in the list, or else the first words of the text."""
    name = entry(note)
    for bookmark in root.iter(_BOOKMARK):
        if bookmark.get(_NAME) == name:
            return bookmark.getparent()
    worded = (text for text in root.iter(_TEXT) if (text.text or "").strip())
    free = (text for text in worded if next(text.iterancestors(_BOX), None) is None)
    return next((next(text.iterancestors(_P)) for text in free), None)


def _surround(place: etree._Element, marks: str) -> None:
    start, *end = parse_xml(f'<w:p xmlns:w="{W}">{marks}</w:p>')
    properties = place.find(_PROPERTIES)
    place.insert(0 if properties is None else 1, start)
    place.extend(end)


def _part(main: DocumentPart, sheet: Manuscript) -> CommentsPart:
    comments = "".join(
        f'<w:comment w:id="{number}" w:author="{AUTHOR}" w:initials="{INITIALS}">{_comment(note, sheet)}</w:comment>'
        for number, note in enumerate(sheet.noted)
    )
    root = parse_xml(f'<w:comments xmlns:w="{W}">{comments}</w:comments>')
    for comment, note in zip(root, sheet.noted, strict=True):
        for said, way in zip(comment, _directions(note, sheet.report), strict=True):
            if way == "rtl":
                mirror(said)
    name, kind = PackURI("/word/comments.xml"), CONTENT_TYPE.WML_COMMENTS
    return CommentsPart(name, kind, cast("CT_Comments", root), main.package)


def _directions(note: Note, report: Report) -> Iterator[str]:
    """Yield which way each paragraph of a comment is written: the title and the record as the Report, the points as their language."""
    foreign = foreign_language(note, report)
    own = direction(foreign) if foreign else report.direction
    yield from [report.direction] * (2 if note.where else 1)
    yield from [own] * len(note.points)


def _comment(note: Note, sheet: Manuscript) -> str:
    style = sheet.style("annotation reference", "character")
    mark = f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:annotationRef/></w:r>'
    title = paragraph("annotation text", mark + run(note.title, bold=True), sheet)
    about = paragraph("annotation text", run(plain(note.where)), sheet) if note.where else ""
    foreign = foreign_language(note, sheet.report)
    return (
        title
        + about
        + "".join(paragraph("annotation text", run(point, language=foreign), sheet) for point in note.points)
    )
