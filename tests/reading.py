"""Reads finished files back as a reader would: in come the bytes of a DOCX or a PDF, out come its words."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections import Counter

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STORY = re.compile(r"word/(document|header\d*|footer\d*|comments|footnotes)\.xml")


def docx_text(content: bytes) -> str:
    """Return all text of a Word file, a paragraph a line; field codes are no text."""
    lines = []
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in sorted(name for name in parts.namelist() if _STORY.fullmatch(name)):
            root = etree.fromstring(parts.read(name))
            for paragraph in root.iter(f"{_W}p"):
                lines.append("".join(_runs(paragraph)))
    return "\n".join(lines)


def docx_comments(content: bytes) -> str:
    """Return the text of a Word file's comments, a paragraph a line."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        if "word/comments.xml" not in parts.namelist():
            return ""
        root = etree.fromstring(parts.read("word/comments.xml"))
    return "\n".join("".join(_runs(paragraph)) for paragraph in root.iter(f"{_W}p"))


def _runs(paragraph: etree._Element) -> list[str]:
    found = []
    for node in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}noBreakHyphen"):
        said = "-" if node.tag == f"{_W}noBreakHyphen" else " "
        found.append(node.text or "" if node.tag == f"{_W}t" else said)
    return found


def pdf_text(content: bytes) -> str:
    """Return all text of a PDF, page after page."""
    return "\n".join(pdf_pages(content))


def pdf_pages(content: bytes) -> list[str]:
    """Return the text of each page of a PDF."""
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def squeeze(text: str) -> str:
    """Return `text` without any space and with one form of hyphen, so that line breaks do not count."""
    text = (
        unicodedata.normalize("NFKC", text)
        .replace("\ufffe", "-")
        .replace("\u2010", "-")
        .replace("\u00ad", "")
    )
    return "".join(text.split())


def tokens(text: str) -> Counter[str]:
    """Return the words and numbers of `text`, hyphens as breaks, with how often each stands there."""
    text = unicodedata.normalize("NFKC", text).replace("\ufffe", "-").replace("\u00ad", "")
    return Counter(re.findall(r"[^\W_]+", text))
