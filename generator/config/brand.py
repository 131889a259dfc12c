"""A brand: in comes a folder templates/brands/<name>/, out comes a frozen Brand (colours, fonts, files)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

GENERAL = "brand"  # the letterhead of every kind of document without one of its own


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as `#rrggbb`; `chart` is the order in which series of a chart take theirs."""

    primary: str  # cover field, headings
    accent: str  # rules, markers
    ink: str  # text
    muted: str  # captions, running lines
    paper: str  # page
    tint: str  # tiles, cards
    rule: str  # quiet rules of tables
    warning: str  # marks of a draft
    chart: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fonts:
    """Families by name as fontconfig knows them; `substitutes` name what Word may take instead."""

    heading: str
    body: str
    quote: str
    arabic: str
    substitutes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Brand:
    """A brand's folder, read and checked. Paths are absolute; `logo` and `stylesheet` may be None."""

    name: str
    folder: Path
    palette: Palette
    fonts: Fonts
    logo: Path | None = None
    logo_alt: str = ""
    stylesheet: Path | None = None  # extra CSS after the house's own
    dark: tuple[tuple[str, str], ...] = ()  # colours for dark screens, by name
    letterheads: tuple[tuple[str, Path], ...] = ()  # "brand", "brand.ar", "newsletter" and the file

    def letterhead(self, language: str, kind: str) -> Path:
        """Return the letterhead of a `kind` of document in `language`: the kind's own in that language, the kind's own,
        the brand's in that language, the brand's. KeyError if none."""
        found = dict(self.letterheads)
        wanted = (f"{kind}.{language}", kind, f"{GENERAL}.{language}")
        return next((found[name] for name in wanted if name in found), None) or found[GENERAL]
