"""Checks a Word letterhead: in comes the path of a brand.docx, out come problems, without opening Word's own library.

A letterhead is an ordinary Word file: its styles dress the blocks, `{{ slots }}` say where words go. This module
knows the slots, the wanted styles, and what a file may not hold (macros, outside pictures, DOCTYPE, a zip bomb).
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from lxml import etree

from generator.config.brand import GENERAL
from generator.config.templates import letterhead_files, names
from generator.errors import Problem, problem

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
LARGEST_PART = 30_000_000  # bytes, unpacked; a letterhead with its pictures stays far below
LARGEST_FILE = 60_000_000
MOST_PARTS = 1_000

SLOT = re.compile(r"\{\{([^{}]*)\}\}")
WORD_SLOTS = (
    *("title", "subtitle", "period", "period_short", "edition", "status", "date", "running", "page", "logos"),
    *("organisation", "organisation_short", "audience", "donor", "project", "reference", "language"),
    *("contacts", "disclaimer"),
)
PLACE_SLOTS = ("body", "section", "funding")  # each stands alone in its paragraph

PARAGRAPH_STYLES = (
    "heading 1",
    "heading 2",
    "heading 3",
    "heading 4",
    "List Bullet",
    "caption",
    "toc 1",
    "toc 2",
    "annotation text",
    "Bilan Rule",
    "Bilan Text",
    "Bilan Lead",
    "Bilan Dateline",
    "Bilan Notice",
    "Bilan Prompt",
    "Bilan Signature",
    "Bilan Fine Print",
    "Bilan List Title",
    "Bilan Quote",
    "Bilan Quote Speaker",
    "Bilan Quote Capacity",
    "Bilan Figure",
    "Bilan Figure Words",
    "Bilan Figure Label",
    "Bilan Figure Detail",
    "Bilan Table Head",
    "Bilan Table Text",
    "Bilan Table Number",
    "Bilan Table Note",
    "Bilan Fact Title",
    "Bilan Fact Label",
    "Bilan Fact",
    "Bilan Card Title",
    "Bilan Card Dateline",
    "Bilan Card Text",
    "Bilan Card Fact",
    "Bilan Moment Date",
    "Bilan Moment Place",
    "Bilan Moment",
    "Bilan Picture",
    "Bilan Credit",
    "Bilan Thanks Title",
    "Bilan Thanks",
    "Bilan Thanks Detail",
    "Bilan Funding",
    "Bilan Button",
    "Bilan Review Title",
    "Bilan Gap",
)
CHARACTER_STYLES = ("Hyperlink", "annotation reference", "Bilan Muted")
TABLE_STYLES = ("Bilan Table", "Bilan Tiles", "Bilan Cards", "Bilan Facts", "Bilan Moments", "Bilan Plain")
WANTED_STYLES: tuple[tuple[str, str], ...] = (
    *((name, "paragraph") for name in PARAGRAPH_STYLES),
    *((name, "character") for name in CHARACTER_STYLES),
    *((name, "table") for name in TABLE_STYLES),
)

# What other programs call the same built-in style (LibreOffice's own names, seen in files it saved).
OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "hyperlink": ("internet link",),
    "caption": ("légende",),
    "toc 1": ("contents 1",),
    "toc 2": ("contents 2",),
    "list bullet": ("list bullet 1", "bullet list"),
    "annotation reference": ("comment reference",),
    "annotation text": ("comment text", "comment"),
}


class Damaged(Exception):
    """A letterhead that cannot be read at all; holds the problem's code and facts."""

    def __init__(self, code: str, **facts: Any) -> None:
        """Keep `code` and `facts` for the Problem."""
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot found in a paragraph: its name, its argument (a section's code, or empty), its place in the text."""

    name: str
    argument: str
    start: int
    end: int
    alone: bool


def paragraph_texts(paragraph: etree._Element) -> list[etree._Element]:
    """Return the `w:t` elements that belong to `paragraph` itself, not to a text box inside it."""
    return [
        text
        for text in paragraph.iter(f"{{{W}}}t")
        if next(text.iterancestors(f"{{{W}}}p"), None) is paragraph
    ]


def find_slots(text: str) -> list[Slot]:
    """Return the slots of a paragraph whose characters are `text`, in order."""
    bare = text.strip()
    found = []
    for match in SLOT.finditer(text):
        name, _, argument = match[1].strip().partition(" ")
        found.append(Slot(name, argument.strip(), match.start(), match.end(), match[0] == bare))
    return found


def slots_of(root: etree._Element) -> Iterator[tuple[etree._Element, list[Slot]]]:
    """Yield each paragraph of a part that holds slots, also when Word has split a slot over several runs."""
    for paragraph in root.iter(f"{{{W}}}p"):
        text = "".join(piece.text or "" for piece in paragraph_texts(paragraph))
        if "{{" in text and (found := find_slots(text)):
            yield paragraph, found


def style_ids(styles: etree._Element) -> dict[tuple[str, str], str]:
    """Return the id of each style of a styles part by (name in lower case, type).

    Ids differ between Word in each language and LibreOffice; names of built-in styles do not, but for OTHER_NAMES.
    """
    found: dict[tuple[str, str], str] = {}
    for style in styles.iter(f"{{{W}}}style"):
        name = style.find(f"{{{W}}}name")
        if name is not None:
            key = ((name.get(f"{{{W}}}val") or "").lower(), style.get(f"{{{W}}}type") or "paragraph")
            found.setdefault(key, style.get(f"{{{W}}}styleId") or "")
    for name_wanted, others in OTHER_NAMES.items():
        for kind in ("paragraph", "character"):
            for other in others:
                if (other, kind) in found:
                    found.setdefault((name_wanted, kind), found[other, kind])
    return found


def style_sizes(styles: etree._Element) -> dict[str, float]:
    """Return the size in points of each style of a styles part that states one, by the style's id."""
    found = {}
    for style in styles.iter(f"{{{W}}}style"):
        size = style.find(f"{{{W}}}rPr/{{{W}}}sz")
        if size is not None:
            found[style.get(f"{{{W}}}styleId") or ""] = float(size.get(f"{{{W}}}val") or 0) / 2
    return found


def check_letterheads(templates: Path) -> Iterator[Problem]:
    """Yield every problem of every letterhead of every brand, and a warning for a Word file that would dress nothing."""
    languages = ("", *(f".{code}" for code in names(templates, "languages")))
    used = [f"{what}{language}" for what in (GENERAL, *names(templates, "kinds")) for language in languages]
    for brand in names(templates, "brands"):
        for path in letterhead_files(templates / "brands" / brand):
            shown = f"templates/{path.relative_to(templates).as_posix()}"
            if path.stem in used:
                yield from check_letterhead(path, shown)
                continue
            nearest = get_close_matches(path.stem, used, 1, 0.0)[0]
            yield problem("letterhead.not_used", file=shown, nearest=f"{nearest}.docx", warning=True)


def check_letterhead(path: Path, relative_name: str) -> tuple[Problem, ...]:
    """Return every problem of the letterhead at `path`; `relative_name` is its name in the sentences.

    A file that cannot be read gives one problem; else all misspelt slots and all missing styles are named.
    """
    try:
        parts = read_parts(path)
        main, texts = _text_parts(parts)
        styles = _styles(parts, main)
    except Damaged as refused:
        return (problem(refused.code, file=relative_name, **refused.facts),)
    found = [_style_problem(styles, relative_name), *_slot_problems(main, texts, relative_name)]
    return tuple(entry for entry in found if entry is not None)


def read_parts(path: Path) -> dict[str, bytes]:
    """Return the parts of the Word file at `path` by name. Raises Damaged for what is refused unread."""
    try:
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
            if (
                len(entries) > MOST_PARTS
                or sum(entry.file_size for entry in entries) > LARGEST_FILE
                or any(entry.file_size > LARGEST_PART for entry in entries)
            ):
                raise Damaged("letterhead.too_large")
            if any("vbaproject" in entry.filename.lower() for entry in entries):
                raise Damaged("letterhead.macros")
            parts = {entry.filename: package.read(entry) for entry in entries if not entry.is_dir()}
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        OSError,
        EOFError,
        NotImplementedError,
        RuntimeError,
    ) as cause:
        raise Damaged("letterhead.not_word") from cause
    if "[Content_Types].xml" not in parts:
        raise Damaged("letterhead.not_word")
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")) and _has_doctype(content):
            raise Damaged("letterhead.doctype", part=name)
        if name.endswith(".rels"):
            _check_relationships(parse(content, name))
    return parts


def parse(content: bytes, name: str) -> etree._Element:
    """Return the root of an XML part; no entity is expanded, nothing is fetched. Raises Damaged if it is broken."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as cause:
        raise Damaged("letterhead.damaged", part=name) from cause


def _has_doctype(content: bytes) -> bool:
    head = content[:4096]
    for encoding in ("utf-16-le", "utf-16-be"):
        if "<!DOCTYPE".encode(encoding) in head:
            return True
    return b"<!DOCTYPE" in content or b"<!ENTITY" in content


def _check_relationships(root: etree._Element) -> None:
    for relation in root.iter(f"{{{PACKAGE}/relationships}}Relationship"):
        if relation.get("TargetMode") == "External" and not (relation.get("Type") or "").endswith(
            "/hyperlink"
        ):
            raise Damaged("letterhead.external", target=(relation.get("Target") or "")[:80])


def _content_types(parts: Mapping[str, bytes]) -> dict[str, str]:
    root = parse(parts["[Content_Types].xml"], "[Content_Types].xml")
    return {
        (entry.get("PartName") or "").lstrip("/"): entry.get("ContentType") or ""
        for entry in root.iter(f"{{{PACKAGE}/content-types}}Override")
    }


def _text_parts(parts: Mapping[str, bytes]) -> tuple[str, dict[str, etree._Element]]:
    """Return the name of the main part, and the parsed main part, headers and footers by name."""
    types = _content_types(parts)
    if any("macroenabled" in kind.lower() for kind in types.values()):
        raise Damaged("letterhead.macros")
    main = next((name for name, kind in types.items() if kind == MAIN_TYPE and name in parts), None)
    if main is None:
        raise Damaged("letterhead.not_word")
    wanted = [
        main,
        *(n for n, kind in types.items() if kind.endswith((".header+xml", ".footer+xml")) and n in parts),
    ]
    return main, {name: parse(parts[name], name) for name in wanted}


def _styles(parts: Mapping[str, bytes], main: str) -> dict[tuple[str, str], str]:
    folder, base = posixpath.split(main)
    relations = f"{folder}/_rels/{base}.rels"
    if relations not in parts:
        return {}
    for relation in parse(parts[relations], relations).iter(f"{{{PACKAGE}/relationships}}Relationship"):
        if (relation.get("Type") or "").endswith("/styles"):
            name = posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or "")).lstrip("/")
            if name in parts:
                return style_ids(parse(parts[name], name))
    return {}


def _style_problem(styles: Mapping[tuple[str, str], str], file: str) -> Problem | None:
    missing = [name for name, kind in WANTED_STYLES if (name.lower(), kind) not in styles]
    if not missing:
        return None
    return problem("letterhead.missing_style", file=file, count=len(missing), styles=", ".join(missing))


def _slot_problems(main: str, texts: Mapping[str, etree._Element], file: str) -> Iterator[Problem]:
    bodies = 0
    for name, root in texts.items():
        for _, found in slots_of(root):
            for slot in found:
                bodies += slot.name == "body" and name == main
                if (wrong := _slot_problem(slot, in_main=name == main)) is not None:
                    code, facts = wrong
                    yield problem(
                        code, file=file, slot=" ".join(filter(None, (slot.name, slot.argument))), **facts
                    )
    if bodies != 1:
        yield problem("letterhead.body_once", file=file, count=bodies)


def _slot_problem(slot: Slot, *, in_main: bool) -> tuple[str, dict[str, Any]] | None:
    """Return the code and the facts of what is wrong with `slot`, or None."""
    known = [*WORD_SLOTS, *PLACE_SLOTS]
    if slot.name not in known:
        nearest = get_close_matches(slot.name.lower(), known, 1, 0.0)
        return "letterhead.unknown_slot", {"nearest": nearest[0]}
    if (slot.name == "section") != bool(slot.argument):
        return "letterhead.slot_argument", {}
    if slot.name in PLACE_SLOTS and not (slot.alone and (in_main or slot.name == "funding")):
        return "letterhead.slot_alone", {}
    return None
