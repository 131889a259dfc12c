"""The last look at a PDF: in come its bytes and what it must keep to, out come the files inside it and what must never be published."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.errors import Problem, problem
from generator.renderers.expected import Expected
from generator.renderers.fonts import missing_font
from generator.renderers.links import ALLOWED

if TYPE_CHECKING:
    import pikepdf

SUBSET = re.compile(r"/?[A-Z]{6}\+")
OWN = {"/Creator": "Bilan", "/Producer": "WeasyPrint "}  # how these properties begin
TOLD = frozenset(
    {"/Title", "/Author", "/Subject", "/Keywords", "/Creator", "/Producer", "/CreationDate", "/ModDate"}
)
# Keys and actions (ISO 32000-1, 12.6) that run, send, or open another file.
ACTING = frozenset(
    [
        "/JS",
        "/JavaScript",
        "/AA",
        "/OpenAction",
        "/AcroForm",
        "/XFA",
        "/Launch",
        "/SubmitForm",
        "/ImportData",
        "/GoToR",
        "/GoToE",
        "/RichMedia",
        "/Rendition",
        "/Movie",
        "/Sound",
        "/Thread",
    ]
)
# What is looked into; everything else (a page's structure, thousands of small objects) is passed over at once.
_TELLING = re.compile(
    rb"/(?:JS|JavaScript|AA|OpenAction|AcroForm|XFA|Launch|SubmitForm|ImportData|GoToR|GoToE|RichMedia|Rendition|Movie|Sound"
    rb"|Thread|URI|URL|EF|Filespec|FS|F|FFilter|BaseFont)\b"
)
_MARKED = b"/MCID"  # content that a reader hears; running heads, rules and backgrounds are artifacts


@dataclass(slots=True)
class Found:
    """What a PDF holds: the files inside it, and what is wrong with it."""

    enclosed: list[tuple[str, bytes]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def inspect_pdf(content: bytes, wanted: Expected) -> Found:
    """Return what the file holds. ValueError where it cannot be read."""
    import pikepdf

    found = Found()
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            found.problems += _properties(pdf, wanted)
            found.problems += _pages(pdf, wanted)
            for thing in _telling(pdf):
                _look(thing, wanted, found)
    except pikepdf.PdfError as error:
        raise ValueError("PDF") from error
    inside = sorted((name, hashlib.sha256(content).hexdigest()) for name, content in found.enclosed)
    if inside != sorted(wanted.enclosed):
        known = dict(wanted.enclosed)
        strange = [name for name, sha256 in inside if known.get(name) != sha256] or [*known]
        found.problems += [problem("inspection.attachment", given=name[:80]) for name in strange]
        found.enclosed = []
    return found


def _properties(pdf: pikepdf.Pdf, wanted: Expected) -> Iterator[Problem]:
    told = {name: str(value) for name, value in pdf.docinfo.items()}
    day = f"D:{wanted.day.replace('-', '')}"
    own = OWN | {"/Author": wanted.organisation, "/CreationDate": day, "/ModDate": day, "/Title": ""}
    wrong = {name for name, start in own.items() if not told.get(name, "").startswith(start)} | (
        told.keys() - TOLD
    )
    if told.get("/Author") != wanted.organisation:
        wrong.add("/Author")
    yield from (problem("inspection.metadata", given=name.lstrip("/")) for name in sorted(wrong))


def _pages(pdf: pikepdf.Pdf, wanted: Expected) -> Iterator[Problem]:
    if not len(pdf.pages) or len(pdf.pages) != wanted.pages:
        yield problem("inspection.pages", given=len(pdf.pages), wanted=wanted.pages)
    for number, page in enumerate(pdf.pages, start=1):
        page.contents_coalesce()
        if _MARKED not in page.obj.Contents.read_bytes():
            yield problem("inspection.empty_page", given=number)


def _telling(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield each dictionary that may say something of fonts, files, links or actions, also those of streams."""
    import pikepdf

    for one in pdf.objects:
        if isinstance(one, pikepdf.Stream):
            yield one.stream_dict
            if "/F" in one:
                yield pikepdf.Dictionary(FS=pikepdf.Name.URL, F=one.F)
        elif isinstance(one, pikepdf.Dictionary | pikepdf.Array) and _TELLING.search(
            one.unparse(resolved=True)
        ):
            yield one


def _look(thing: pikepdf.Object, wanted: Expected, found: Found) -> None:
    """Look at a dictionary or an array and at what stands in it, not at what it refers to: that is an object of its own."""
    import pikepdf

    if isinstance(thing, pikepdf.Array):
        inner = list(thing)
    else:
        found.problems += _actions(thing)
        if "/BaseFont" in thing:
            found.problems += _font(thing, wanted)
        if "/EF" in thing:
            _files(thing, found)
        inner = list(thing.as_dict().values())
    for one in inner:
        if isinstance(one, pikepdf.Dictionary | pikepdf.Array) and not one.is_indirect:
            _look(one, wanted, found)


def _actions(thing: pikepdf.Object) -> Iterator[Problem]:
    import pikepdf

    acting = ACTING & {*thing.keys()}
    if isinstance(thing.get("/S"), pikepdf.Name):
        acting |= ACTING & {str(thing["/S"])}
    yield from (problem("inspection.runs", given=name.lstrip("/")) for name in sorted(acting))
    address = thing.get("/URI")
    if isinstance(address, pikepdf.String) and not ALLOWED.fullmatch(str(address)):
        yield problem("inspection.link", given=str(address)[:80])
    outside = "/EF" not in thing and (thing.get("/Type") == "/Filespec" or ("/F" in thing and "/FS" in thing))
    if outside:
        yield problem("inspection.fetches", given=str(thing.get("/UF", thing.get("/F", "")))[:80])


def _font(font: pikepdf.Object, wanted: Expected) -> Iterator[Problem]:
    """Yield a font that is not the brand's, or not inside the file: then readers would see another one."""
    import pikepdf

    name = SUBSET.sub("", str(font.BaseFont)).lstrip("/")
    families = tuple(family.replace(" ", "-").casefold() for family in wanted.families)
    if not name.casefold().startswith(families):
        yield missing_font(name)
    descriptor = font.get("/FontDescriptor", pikepdf.Dictionary())
    if font.get("/Subtype") != "/Type0" and not {"/FontFile", "/FontFile2", "/FontFile3"} & {
        *descriptor.keys()
    }:
        yield problem("inspection.font", given=name)


def _files(spec: pikepdf.Object, found: Found) -> None:
    name = str(spec.get("/UF", spec.get("/F", "")))
    streams = {stream.objgen: stream for stream in spec.EF.as_dict().values()}
    found.enclosed += [(name, bytes(stream.read_bytes())) for stream in streams.values()]
