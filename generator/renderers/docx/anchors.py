"""Hangs the notes of a draft on its words: in come drawn paragraphs and Notes, out come the same with the marks of comments."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docx.parts.document import DocumentPart

from generator.renderers.docx.manuscript import Manuscript
from generator.renderers.docx.text import controlled
from generator.report.model import Report, Status
from generator.report.words import Note, Source

_PARAGRAPH = re.compile(r"<w:p>(?:<w:pPr>.*?</w:pPr>)?(.*?)</w:p>", re.DOTALL)
_WORDS = re.compile(r"<w:t(?: [^>]*)?>[^<]*[^<\s]")


def around(runs: str, notes: Sequence[Note], sheet: Manuscript) -> str:
    """Return the words of one paragraph with a comment for each of `notes`, and of those that waited for words."""
    start, end = _marks(notes, sheet)
    return start + runs + end


def anchored(drawn: str, notes: Sequence[Note], sheet: Manuscript) -> str:
    """Return drawn paragraphs with a comment for each of `notes` around their words.

    In a table only the first words are marked: LibreOffice takes no comment on several cells. Where there is no word, the
    notes wait for what is drawn next.
    """
    if not (notes or sheet.waiting):
        return drawn
    found = [match.span(1) for match in _PARAGRAPH.finditer(drawn) if _WORDS.search(match[1])]
    if not found:
        sheet.waiting += notes
        return drawn
    first, last = found[0], found[0] if "<w:tbl>" in drawn else found[-1]
    start, end = _marks(notes, sheet)
    return drawn[: first[0]] + start + drawn[first[0] : last[1]] + end + drawn[last[1] :]


def controlled_with(drawn: str, source: Source | None, notes: Sequence[Note], sheet: Manuscript) -> str:
    """Return paragraphs in the content control of their source, with a comment for each of `notes` around their words.

    Around a single paragraph the control stands inside it and the comment around the control: LibreOffice loses the words
    of a control in whose first paragraph a comment ends.
    """
    alone = _PARAGRAPH.fullmatch(drawn) if drawn.count("</w:p>") == 1 else None
    if source is None or alone is None or not (notes or sheet.waiting) or not _WORDS.search(drawn):
        return controlled(anchored(drawn, notes, sheet), source, sheet)
    start, end = alone.span(1)
    words = around(controlled(alone[1], source, sheet), notes, sheet)
    return drawn[:start] + words + drawn[end:]


def _marks(notes: Sequence[Note], sheet: Manuscript) -> tuple[str, str]:
    """Return what opens and what closes the comments of `notes`; each note is said once, in the text alone."""
    wanted = [note for note in dict.fromkeys((*sheet.waiting, *notes)) if note not in sheet.noted]
    sheet.waiting.clear()
    if sheet.report.status is Status.FINAL or not isinstance(sheet.part, DocumentPart):
        return "", ""
    numbers = range(len(sheet.noted), len(sheet.noted) + len(wanted))
    sheet.noted += wanted
    style = sheet.style("annotation reference", "character")
    start = "".join(f'<w:commentRangeStart w:id="{number}"/>' for number in numbers)
    end = "".join(
        f'<w:commentRangeEnd w:id="{number}"/><w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr>'
        f'<w:commentReference w:id="{number}"/></w:r>'
        for number in numbers
    )
    return start, end


def entry(note: Note) -> str:
    """Return the name of the bookmark at the note's line in the list."""
    return f"note_{note.number}"


def foreign_language(note: Note, report: Report) -> str:
    """Return the language of a note's points where it differs from the Report's own."""
    return note.language if note.language and note.language != report.language else ""
