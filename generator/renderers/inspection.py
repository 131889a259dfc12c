"""The last look at finished files: in come the bytes of an output, out comes nothing, or what must never be published.

Each file is opened once more as its reader will open it (hostile-input, section 5, rule 5). What is found is a slip of ours or
something a record smuggled in; either way nothing is published. What each renderer can refuse earlier, it refuses earlier.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from generator.config.letterhead import Damaged
from generator.errors import Problem, problem
from generator.renderers.expected import Expected
from generator.renderers.links import ALLOWED

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Inspection = Callable[[bytes, Expected], Iterator[Problem]]

SHOWN = 80  # characters of what is found; a picture inside a page would fill the screen
HEADERS = frozenset(
    {"subject", "date", "message-id", "x-unsent", "content-language", "mime-version", "content-type"}
)
_ACTING = ("script", "iframe", "form", "object", "embed", "base", "frame", "applet")
_FETCHING = ("src", "srcset", "background", "poster", "data", "action", "formaction", "ping", "manifest")
_CALL = re.compile(r"url\(\s*[\"']?([^\"')]*)|@import\s*([^;]*)", re.IGNORECASE)
_LOCAL = re.compile(r"file:|[a-z]:[\\/]|[\\/]", re.IGNORECASE)
_OF_A_MACHINE = re.compile(rb"\bfile:/", re.IGNORECASE)
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
_CHUNKS = frozenset(b"IHDR PLTE tRNS IDAT IEND pHYs sRGB gAMA cHRM iCCP sBIT bKGD".split())
_TELLING = frozenset({0xE1, 0xED, 0xFE})  # EXIF and XMP, IPTC, a comment


def inspect(files: Mapping[str, bytes], wanted: Expected) -> tuple[Problem, ...]:
    """Return what is wrong with the files of one output, each named; nothing where they may be published."""
    found = (one for name, content in files.items() for one in _looked_at(name, content, wanted))
    return tuple(dict.fromkeys(found))


def _looked_at(name: str, content: bytes, wanted: Expected) -> Iterator[Problem]:
    try:
        for found in inspection_of(name)(content, wanted):
            yield found if found.file else replace(found, file=name)
    except (Damaged, ValueError, LookupError, zipfile.BadZipFile, MessageError, SyntaxError) as error:
        yield problem("inspection.unreadable", file=name, reason=type(error).__name__)


def inspection_of(name: str) -> Inspection:
    """Return the inspection for a file of that name. LookupError where there is none: every format has one."""
    return INSPECTIONS[".web.html" if name.endswith(".web.html") else PurePosixPath(name).suffix]


def _pdf(content: bytes, wanted: Expected) -> Iterator[Problem]:
    from generator.renderers.pdf.inspection import inspect_pdf

    for name, enclosed in (found := inspect_pdf(content, wanted)).enclosed:
        yield from _looked_at(name, enclosed, wanted)
    yield from found.problems


def _docx(content: bytes, wanted: Expected) -> Iterator[Problem]:
    from generator.renderers.office_inspection import inspect_docx

    parts, problems = inspect_docx(content, wanted)
    yield from problems
    for name, part in parts.items():
        if name.startswith("word/media/"):
            yield from _picture(part, wanted)


def _xlsx(content: bytes, wanted: Expected) -> Iterator[Problem]:
    from generator.renderers.office_inspection import inspect_xlsx

    yield from inspect_xlsx(content, wanted)


def _eml(content: bytes, wanted: Expected) -> Iterator[Problem]:
    """Yield what an e-mail draft must not hold: anybody's address, a picture from elsewhere, a file that nothing shows."""
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    for header in message:
        if header.lower() not in HEADERS:
            yield problem("inspection.header", given=header[:SHOWN])
    if message["X-Unsent"] != "1":
        yield problem("inspection.header", given="X-Unsent")
    parts = [part for part in message.walk() if not part.is_multipart()]
    if any(part.defects for part in message.walk()):
        yield problem("inspection.unreadable", reason="MIME")
    pictures = {f"cid:{part['Content-ID'].strip('<>')}" for part in parts if part["Content-ID"]}
    shown: set[str] = set()
    for part in parts:
        if part.get_content_type() == "text/html":
            root = _parsed(part.get_content())
            shown |= set(_addresses(root))
            yield from _addresses_out(root, pictures)
        elif part.get_content_type() != "text/plain" and not part["Content-ID"]:
            yield problem("inspection.attachment", given=part.get_filename() or part.get_content_type())
    yield from (problem("inspection.attachment", given=name) for name in sorted(pictures - shown))


def _html(content: bytes, wanted: Expected) -> Iterator[Problem]:
    """Yield what a letter in a file must not hold: a picture that does not lie beside it, an address of this machine."""
    yield from _addresses_out(_parsed(content.decode()), _pictures_beside(wanted))


def _web(content: bytes, wanted: Expected) -> Iterator[Problem]:
    """Yield what keeps a web page from standing alone: what it fetches or runs, a link that leads nowhere."""
    root = _parsed(content.decode())
    policies = [meta for meta in root.iter("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
    if not policies or not (policies[0].get("content") or "").startswith("default-src 'none'"):
        yield problem("inspection.runs", given="Content-Security-Policy")
    for element in root.iter(*_ACTING, "link"):
        yield problem("inspection.runs", given=f"<{element.tag}>")
    for element in root.iter():
        for name, value in element.items():
            if name.startswith("on"):
                yield problem("inspection.runs", given=name)
            elif name == "href" and not (value.startswith("#") or ALLOWED.fullmatch(value)):
                yield problem("inspection.link", given=value[:SHOWN])
    yield from _addresses_out(root, ())


def _parsed(page: str) -> HtmlElement:
    from lxml.html import HTMLParser, document_fromstring

    return document_fromstring(page, parser=HTMLParser(encoding="utf-8", huge_tree=True))


def _addresses_out(root: HtmlElement, known: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each address that a reader's program would fetch and that is not `known` nor in the page itself."""
    for address in _addresses(root):
        if address not in known and not address.startswith("data:"):
            yield problem("inspection.fetches", given=address[:SHOWN])
    for element in root.iter("a", "area"):
        if _LOCAL.match(element.get("href") or ""):
            yield problem("inspection.link", given=(element.get("href") or "")[:SHOWN])


def _addresses(root: HtmlElement) -> Iterator[str]:
    """Yield each address that is fetched when the page is shown."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in ("link", "use", "image") and element.get("href"):
            yield element.get("href", "")
        yield from (value for name, value in element.items() if name in _FETCHING)
        style = element.text if element.tag == "style" else element.get("style")
        for call in _CALL.finditer(style or ""):
            yield (call[1] or call[2] or "").strip()


def _pictures_beside(wanted: Expected) -> frozenset[str]:
    """Return how a page names the pictures of its output, which lie in a folder beside it."""
    return frozenset("/".join(PurePosixPath(name).parts[-2:]) for name in wanted.files)


def _zip(content: bytes, wanted: Expected) -> Iterator[Problem]:
    """Yield what is wrong with a letter packed for a sending program: its pictures lie beside it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    for name, inner in files.items():
        if name.endswith(".html"):
            yield from _addresses_out(_parsed(inner.decode()), files.keys())
        else:
            yield from inspection_of(name)(inner, wanted)


def _json(content: bytes, wanted: Expected) -> Iterator[Problem]:
    json.loads(content)
    yield from _text(content, wanted)


def _text(content: bytes, wanted: Expected) -> Iterator[Problem]:
    """Yield an address of a machine that stands in a text."""
    content.decode()
    if found := _OF_A_MACHINE.search(content):
        shown = content[found.start() : found.start() + SHOWN].decode("utf-8", "replace").split()
        yield problem("inspection.link", given=shown[0])


def _picture(content: bytes, wanted: Expected) -> Iterator[Problem]:
    """Yield what a picture tells beside its pixels (hostile-input P05): every one was made anew from these at its intake."""
    segments = _png(content) if content.startswith(_PNG) else _jpeg(content)
    for name in segments:
        yield problem("inspection.picture", given=name)


def _png(content: bytes) -> Iterator[str]:
    place = len(_PNG)
    kind = b""
    while place + 12 <= len(content) and kind != b"IEND":
        length, kind = int.from_bytes(content[place : place + 4], "big"), content[place + 4 : place + 8]
        if kind not in _CHUNKS:
            yield kind.decode("latin-1")
        place += length + 12
    if place != len(content) or kind != b"IEND":
        yield "PNG"


def _jpeg(content: bytes) -> Iterator[str]:
    if not content.startswith(_JPEG) or not content.endswith(b"\xff\xd9"):
        yield "JPEG"
        return
    place, marker = len(_JPEG), 0
    while place + 4 <= len(content) and marker != 0xDA and content[place] == 0xFF:
        marker = content[place + 1]
        if marker in _TELLING:
            yield f"JPEG {marker:X}"
        place += 2 + int.from_bytes(content[place + 2 : place + 4], "big")


INSPECTIONS: Mapping[str, Inspection] = {
    ".docx": _docx,
    ".pdf": _pdf,
    ".eml": _eml,
    ".html": _html,
    ".web.html": _web,
    ".xlsx": _xlsx,
    ".zip": _zip,
    ".json": _json,
    ".txt": _text,
    ".csv": _text,
    ".png": _picture,
    ".jpg": _picture,
    ".jpeg": _picture,
}
