"""Takes files apart as deep as they go: in come a file's name and bytes, out come every text in it and where it stands.

Archives, messages, PDF, JSON, CSV, HTML, XML, pictures and data addresses are opened; names of files count as text too.
"""

from __future__ import annotations

import base64
import binascii
import csv
import email
import email.message
import email.policy
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lxml import etree, html

from tests.unpacking_pdf import files_in, texts_in

_DATA = re.compile(r"data:([a-z]+/[a-z0-9.+-]+)?(?:;[^,;]*)*;base64,([A-Za-z0-9+/=\s]+)")

_SOFT_BREAK = re.compile(r"=\r?\n")  # a line of a message that goes on in the next one


def bare(text: str) -> str:
    """Return `text` in one spelling: compatibility forms, small letters, no space, hyphen, soft hyphen, bidi or control mark."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return "".join(
        char for char in folded if unicodedata.category(char)[0] not in "ZC" and char not in "-‐‑–"
    )


def unpack_folder(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield (place, text) for every text of every file below `folder`."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        yield from unpack(path.relative_to(folder).as_posix(), path.read_bytes())


def unpack(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """Yield (place, text) for every text in a file, its name first."""
    yield f"{name} (name)", name
    yield f"{name} (name)", unquote(name)
    if content.startswith(b"PK"):
        yield from _archive(name, content)
        return
    if content.startswith(b"%PDF"):
        yield from texts_in(name, content)
        for inner, carried in files_in(content):
            yield from unpack(f"{name}!{inner}", carried)
        return
    if content.startswith((b"\x89PNG", b"\xff\xd8", b"GIF8")):
        yield from _picture(name, content)
        return
    text = content.decode("utf-8-sig", "replace")
    yield from _text(name, _SOFT_BREAK.sub("", text) if name.endswith(".eml") else text)
    if name.endswith(".eml"):
        yield from _message(name, email.message_from_bytes(content, policy=email.policy.default))
    elif name.endswith(".json"):
        yield from _json(name, json.loads(text))
    elif name.endswith(".csv"):
        for row in csv.reader(io.StringIO(text)):
            yield f"{name} (row)", " ".join(row)


def _archive(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        yield f"{name} (comment)", archive.comment.decode("utf-8", "replace")
        for member in archive.infolist():
            yield f"{name}!{member.filename} (comment)", member.comment.decode("utf-8", "replace")
            yield from unpack(f"{name}!{member.filename}", archive.read(member))


def _picture(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    from PIL import Image

    with Image.open(io.BytesIO(content)) as picture:
        yield f"{name} (about)", repr(picture.info) + repr(dict(picture.getexif()))
        middle = picture.convert("RGB").resize((1, 1)).getpixel((0, 0))
        assert isinstance(middle, tuple)
        yield f"{name} (colour)", ("red", "lime", "blue")[middle.index(max(middle))]
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        yield f"{name} ({encoding})", content.decode(encoding, "ignore")


def _text(name: str, text: str) -> Iterator[tuple[str, str]]:
    yield name, text
    yield f"{name} (unescaped)", unquote(unescape(text))
    for kind, coded in _DATA.findall(text):
        try:
            inner = base64.b64decode(coded, validate=False)
        except binascii.Error:
            continue
        yield from unpack(f"{name}!data.{(kind or 'text/plain').rpartition('/')[2]}", inner)
    if re.search(r"<[a-zA-Z!?]", text):
        yield from _markup(name, text)


def _markup(name: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield the text between tags in one piece, so that words cut by tags are found, then every attribute and remark."""
    root = _tree(text)
    yield f"{name} (text)", "".join(map(str, root.itertext()))
    for node in root.iter():
        for key, value in node.attrib.items():
            yield f"{name} ({key!s})", unquote(str(value))
    for remark in root.iter(etree.Comment):
        yield f"{name} (remark)", str(remark.text or "")


def _tree(text: str) -> etree._Element:
    try:
        return etree.fromstring(text.encode())
    except etree.XMLSyntaxError:
        return html.document_fromstring(text)


def html_text(text: str) -> str:
    """Return what a reader reads of an HTML page, the alternative texts of its pictures in their places."""
    return re.sub(r"\s+", " ", "".join(_read(html.document_fromstring(text))))


def _read(node: etree._Element) -> Iterator[str]:
    tag = str(node.tag)
    if tag in _UNREAD or not isinstance(node.tag, str):
        return
    around = "" if tag in _INLINE else " "
    yield around + (node.text or "") + (node.get("alt") or "")
    for child in node:
        yield from _read(child)
        yield child.tail or ""
    yield around


_UNREAD = ("style", "script", "title")
_INLINE = ("a", "b", "bdi", "bdo", "em", "i", "font", "small", "span", "strong", "sub", "sup", "u", "wbr")


def _message(
    name: str, message: email.message.EmailMessage | email.message.Message
) -> Iterator[tuple[str, str]]:
    for key, value in message.items():
        yield f"{name} ({key})", str(value)
    if message.is_multipart():
        for number, part in enumerate(message.iter_parts(), start=1):
            yield from _message(f"{name}!{number}", part)
        return
    content: Any = message.get_content()
    inner = content.encode() if isinstance(content, str) else content
    yield from unpack(f"{name}!{message.get_filename() or message.get_content_type()}", inner)


def _json(name: str, value: object) -> Iterator[tuple[str, str]]:
    match value:
        case dict():
            for key, inner in value.items():
                yield f"{name} (key)", str(key)
                yield from _json(f"{name}.{key}", inner)
        case list():
            for inner in value:
                yield from _json(name, inner)
        case str():
            yield from _text(name, value)
