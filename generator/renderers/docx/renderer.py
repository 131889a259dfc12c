"""Draws a Report as a Word file: in come Report, Brand and assets, out come the bytes of a DOCX."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from hashlib import sha256
from importlib.metadata import version

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.parts.document import DocumentPart
from docx.parts.story import StoryPart

from generator.config.brand import Brand
from generator.config.letterhead import check_letterhead, style_ids, style_sizes
from generator.errors import Refusal
from generator.renderers.docx.closing import close
from generator.renderers.docx.comments import forget, settle
from generator.renderers.docx.manuscript import Manuscript
from generator.renderers.docx.mirror import direct, dress
from generator.renderers.docx.package import finish
from generator.renderers.docx.slots import fill, insert_body, pulled_codes
from generator.renderers.pictures import Picture
from generator.renderers.registry import FontUse, Rendered
from generator.report.model import Report


def render(report: Report, brand: Brand, assets: Mapping[str, Picture]) -> Rendered:
    """Return `report` in the letterhead of `brand`. Refusal if the letterhead cannot be used.

    The same inputs give the same bytes. `sources` says what each content control's tag stands for.
    """
    letterhead = brand.letterhead(report.language, report.kind)
    problems = check_letterhead(letterhead, f"templates/brands/{brand.name}/{letterhead.name}")
    if any(not found.warning for found in problems):
        raise Refusal(problems)
    document = docx.Document(str(letterhead))
    main = document.part
    styles = main.styles.element
    sheet = Manuscript(report, brand, assets, style_ids(styles), main, style_sizes(styles))
    parts = list(_parts(main))
    forget(parts)
    pulled = pulled_codes([part.element for part in parts])
    for part in parts:
        fill(part.element, part, sheet, pulled)
        insert_body(part, sheet)
        if part is main:
            settle(main, sheet)
    close(main.element.body, sheet)
    dress(styles, brand, report.direction, [part.element for part in parts])
    for part in parts:
        direct(part.element, styles, sheet)
    buffer = io.BytesIO()
    document.save(buffer)
    content = finish(buffer.getvalue(), report, brand)
    fonts = {FontUse(family, sha256(path.read_bytes()).hexdigest()) for family, path in sheet.fonts}
    used = sorted({"python-docx", "lxml"} | sheet.libraries)
    return Rendered(
        content,
        fonts=tuple(sorted(fonts, key=lambda font: (font.family, font.sha256))),
        libraries=tuple((name, version(name)) for name in used),
        sources=tuple(sorted(sheet.sources.items())),
    )


def _parts(main: DocumentPart) -> Iterator[StoryPart]:
    """Yield the text, then each header and footer, by name."""
    kinds = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
    running = {
        str(relation.target_part.partname): relation.target_part
        for relation in main.rels.values()
        if relation.reltype in kinds
    }
    yield main
    for name in sorted(running):
        part = running[name]
        if isinstance(part, StoryPart):
            yield part
