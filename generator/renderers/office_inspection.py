"""The last look at Word files and workbooks: in come their bytes, out come their parts and what must never be published."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from generator.config.letterhead import W, parse
from generator.errors import Problem, problem
from generator.renderers.expected import Expected
from generator.renderers.links import ALLOWED

CORE = "docProps/core.xml"
LONGEST_PROPERTY = 255  # characters that Word keeps
BOOK_DAY = "1980-01-01"  # a workbook states no day of its own
_DC, _TERMS = "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"
_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
# What runs, holds another program's file, or is read from elsewhere.
_ACTING = re.compile(
    r"vbaproject|vbadata|/activex/|/embeddings/|/externallinks/|/customui|/connections\.|/querytables/|/afchunk"
    r"|docprops/custom|docprops/thumbnail",
    re.IGNORECASE,
)


def inspect_docx(content: bytes, wanted: Expected) -> tuple[dict[str, bytes], list[Problem]]:
    """Return the parts of a Word file and what is wrong with it. BadZipFile or Refusal where it cannot be read."""
    parts, trees = _opened(content)
    problems = [*_package(parts, trees), *_core(trees, wanted, wanted.day)]
    notes = [name for name in trees if name.startswith("word/comments")]
    if not wanted.draft and any(len(trees[name]) for name in notes):
        problems.append(problem("inspection.comments"))
    for name, root in trees.items():
        if name.startswith(("word/document", "word/header", "word/footer")):
            hidden = root.iterfind(f".//{{{W}}}r/{{{W}}}rPr/{{{W}}}vanish")
            problems += [problem("inspection.hidden", given=name) for _ in [*hidden][:1]]
    settings = trees.get("word/settings.xml")
    for asked in ("attachedTemplate", "mailMerge"):
        if settings is not None and settings.find(f"{{{W}}}{asked}") is not None:
            problems.append(problem("inspection.fetches", given=asked))
    return parts, problems


def inspect_xlsx(content: bytes, wanted: Expected) -> Iterator[Problem]:
    """Yield what is wrong with a workbook. BadZipFile or Refusal where it cannot be read."""
    parts, trees = _opened(content)
    yield from _package(parts, trees)
    yield from _core(trees, wanted, BOOK_DAY)
    for name, root in trees.items():
        if name.startswith("xl/worksheets/sheet"):
            cells = (cell.getparent() for cell in root.iter(f"{{{_SHEET}}}f"))
            for cell in cells:
                yield problem("inspection.formula", given=cell.get("r") if cell is not None else name)


def _opened(content: bytes) -> tuple[dict[str, bytes], dict[str, etree._Element]]:
    """Return every part, and the tree of each that is XML; reading a part checks its sum."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return parts, {
        name: parse(part, name) for name, part in parts.items() if name.endswith((".xml", ".rels"))
    }


def _package(parts: Iterable[str], trees: Mapping[str, etree._Element]) -> Iterator[Problem]:
    """Yield each part that acts, and each relation that is not a link and leads outside."""
    types = trees["[Content_Types].xml"]
    named = {entry.get("PartName") or "" for entry in types} | {f"/{name}" for name in parts}
    yield from (problem("inspection.runs", given=name) for name in sorted(named) if _ACTING.search(name))
    for entry in types:
        if "macroenabled" in (entry.get("ContentType") or "").lower():
            yield problem("inspection.runs", given="macro")
    for name, root in trees.items():
        for relation in root if name.endswith(".rels") else ():
            if relation.get("TargetMode") != "External":
                continue
            target = relation.get("Target") or ""
            if not (relation.get("Type") or "").endswith("/hyperlink"):
                yield problem("inspection.fetches", given=target[:80])
            elif not ALLOWED.fullmatch(target):
                yield problem("inspection.link", given=target[:80])


def _core(trees: Mapping[str, etree._Element], wanted: Expected, day: str) -> Iterator[Problem]:
    """Yield each property that is not ours: nothing is left of a letterhead's author, nothing comes from a clock."""
    root = trees.get(CORE)
    own = wanted.organisation[:LONGEST_PROPERTY]
    stated = {
        f"{{{_DC}}}creator": own,
        f"{{{_CP}}}lastModifiedBy": own,
        f"{{{_TERMS}}}created": f"{day}T00:00:00Z",
        f"{{{_TERMS}}}modified": f"{day}T00:00:00Z",
    }
    for name, value in stated.items():
        if root is None or (root.findtext(name) or "") != value:
            yield problem("inspection.metadata", given=name.partition("}")[2])
