"""The brand's fonts inside a web page: in come a Brand and the characters used, out come style rules and what was used.

Each face is cut down to the characters of the page. A character no face of the brand holds is drawn by the reader's own
system: unlike on paper, nothing is lost.
"""

from __future__ import annotations

import base64
import hashlib
import io
import logging
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from generator.config.brand import Brand
from generator.errors import Refusal
from generator.renderers.fonts import LIGHT, REGULAR, SEMIBOLD, find_font, missing_font
from generator.renderers.registry import FontUse

# What joins, places and aligns letters; the rest of a face's features no rule of the page asks for.
FEATURES = (
    *("ccmp", "locl", "calt", "rlig", "mark", "mkmk", "kern", "init", "medi", "fina", "isol"),
    *("lnum", "tnum"),
)
NAMES = (0, 1, 2, 4, 6, 13, 14)  # copyright, names and licence stay with a face wherever it goes


@dataclass(frozen=True, slots=True)
class Typeface:
    """A face of the brand as the page carries it: its weights as CSS names them, its file, a WOFF of what is used."""

    family: str
    weights: str
    path: Path
    content: bytes

    @property
    def address(self) -> str:
        """Return the face as a `data:` address."""
        return f"data:font/woff;base64,{base64.b64encode(self.content).decode()}"

    @property
    def use(self) -> FontUse:
        """Return what a manifest says of it: the whole file's hash."""
        return FontUse(self.family, hashlib.sha256(self.path.read_bytes()).hexdigest())


def typefaces(brand: Brand, text: str, quoted: str) -> tuple[Typeface, ...]:
    """Return the faces that draw `text`, and `quoted` in the face for quotes. Refusal naming each family not there."""
    files: dict[tuple[str, Path], tuple[set[int], str]] = {}
    missing: dict[str, None] = {}
    for family, weight, drawn in _wanted(brand, text, quoted):
        path = find_font(family, weight, brand.folder)
        if path is None:
            missing[family] = None
            continue
        weights, shown = files.get((family, path), (set(), ""))
        files[family, path] = (weights | {weight}, shown + drawn)
    if missing:
        raise Refusal([missing_font(family) for family in missing])
    return tuple(
        Typeface(
            family,
            " ".join(str(weight) for weight in dict.fromkeys((min(weights), max(weights)))),
            path,
            _subset(path, frozenset(map(ord, shown))),
        )
        for (family, path), (weights, shown) in files.items()
    )


def _wanted(brand: Brand, text: str, quoted: str) -> Iterator[tuple[str, int, str]]:
    fonts = brand.fonts
    yield fonts.body, REGULAR, text
    yield fonts.body, SEMIBOLD, text
    yield fonts.heading, LIGHT, text
    yield fonts.heading, SEMIBOLD, text
    if quoted:
        yield fonts.quote, REGULAR, quoted
    if any(unicodedata.bidirectional(character) == "AL" for character in text):
        yield fonts.arabic, REGULAR, text
        yield fonts.arabic, SEMIBOLD, text


@lru_cache(maxsize=32)
def _subset(path: Path, points: frozenset[int]) -> bytes:
    """Return the face in `path` as WOFF with the glyphs of `points` alone, the same bytes each time."""
    from fontTools import subset

    logging.getLogger("fontTools").setLevel(logging.ERROR)  # it names each table it leaves out
    options = subset.Options(
        flavor="woff",
        layout_features=list(FEATURES),
        name_IDs=list(NAMES),
        hinting=False,
        notdef_outline=True,
        recalc_timestamp=False,
    )
    with subset.load_font(str(path), options) as font:
        cut = subset.Subsetter(options)
        cut.populate(unicodes=points)
        cut.subset(font)
        buffer = io.BytesIO()
        subset.save_font(font, buffer, options)
    return buffer.getvalue()
