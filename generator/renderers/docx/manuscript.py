"""What a Word file in the making knows: in come Report, Brand, assets and the letterhead's styles, out come ids.

Relationships, pictures, bookmarks and content controls get their ids here, by a count and never by chance, so that
the same inputs give the same file.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.parts.story import StoryPart

from generator.config.brand import Brand
from generator.renderers.pictures import Picture as Clean
from generator.report.model import Report, Section
from generator.report.words import Note, Source

SCHEMES = ("http://", "https://", "mailto:")
FIRST_ID = 100_000  # above what a letterhead's own bookmarks and drawings use
LONGEST_BOOKMARK = 40  # Word's limit
CULTURES = {"fr": "fr-FR", "en": "en-GB", "ar": "ar-MA", "es": "es-ES"}


def culture(language: str) -> str:
    """Return the tag Word wants for `language`: with a country, since bare "fr" switches its spelling off."""
    return CULTURES.get(language, language)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the package: its relationship and its size in pixels."""

    relation: str
    width: int
    height: int


@dataclass(slots=True)
class Manuscript:
    """A Word file in the making; `part` is the part that is being written (the text, a header, a footer)."""

    report: Report
    brand: Brand
    assets: Mapping[str, Clean]
    styles: Mapping[tuple[str, str], str]
    part: StoryPart
    sizes: Mapping[str, float] = field(default_factory=dict)  # points, by a style's id
    sources: dict[str, str] = field(default_factory=dict)
    anchors: dict[str, str] = field(default_factory=dict)
    libraries: set[str] = field(default_factory=set)
    fonts: set[tuple[str, Path]] = field(default_factory=set)
    noted: list[Note] = field(default_factory=list)  # those that have their comment; its id is its place here
    waiting: list[Note] = field(default_factory=list)  # those whose place held no words
    body: str = ""  # the drawn body, until it is put in its place
    _links: dict[tuple[str, str], str] = field(default_factory=dict)
    _openings: dict[str, str] = field(default_factory=dict)
    _last: int = FIRST_ID

    def __post_init__(self) -> None:
        """Name a bookmark for each section."""
        taken: set[str] = set()
        for _, section in self.report.walk():
            self.anchors[section.code] = _bookmark(section, taken)

    def style(self, name: str, kind: str = "paragraph") -> str:
        """Return the id of the letterhead's style `name`."""
        return self.styles[name.lower(), kind]

    def opening(self, style: str) -> str:
        """Return the start of a paragraph in `style`, up to where further properties stand."""
        if style not in self._openings:
            self._openings[style] = f'<w:p><w:pPr><w:pStyle w:val="{self.style(style)}"/>'
        return self._openings[style]

    def number(self) -> int:
        """Return a number no other drawing, bookmark or control of this file has."""
        self._last += 1
        return self._last

    def link(self, href: str) -> str | None:
        """Return the relationship of an outside address, or None if it is not http, https or mailto."""
        if not href.lower().startswith(SCHEMES):
            return None
        key = (str(self.part.partname), href)
        if key not in self._links:
            target = quote(href, safe=":/?#[]@!$&'()*+,;=%~")
            self._links[key] = self.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return self._links[key]

    def picture(self, source: bytes) -> Picture:
        """Return `source` as a picture of the part being written; equal pictures are stored once."""
        relation, image = self.part.get_or_add_image(io.BytesIO(source))
        return Picture(relation, image.px_width, image.px_height)

    def tag(self, source: Source) -> str:
        """Return the short key of `source` for a content control, and remember what it stands for."""
        tag = "b-" + sha256(source.key.encode()).hexdigest()[:10]
        self.sources[tag] = source.key
        return tag


def _bookmark(section: Section, taken: set[str]) -> str:
    """Return a name Word takes: letters, digits, underscores, 40 at most, unique whatever the case."""
    name = "s_" + section.code.replace("-", "_")
    if len(name) > LONGEST_BOOKMARK or name.lower() in taken:
        name = name[:28] + "_" + sha256(section.code.encode()).hexdigest()[:10]
    taken.add(name.lower())
    return name
