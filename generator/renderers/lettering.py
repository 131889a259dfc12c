"""Sets words of several scripts into a chart: in come a Brand and words, out come runs of one font each, left to right.

matplotlib shapes the letters of one font and one direction well; which font draws what, and what stands left of what, is
decided here as a browser would.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.textpath import text_to_path

from generator.config.brand import Brand
from generator.errors import Refusal
from generator.renderers.fonts import find_font, missing_font, missing_glyph
from generator.renderers.scripts import RTL, pieces

# What is written from left to right inside Arabic too: a number with its sign and what it counts in.
_NUMBER = re.compile(r"([+−≥≤-]?[ \u00a0]?\d(?:[\d.,:/ \u00a0]*\d)?(?:[ \u00a0]?[%‰°])?)")
_MIRRORED = dict(zip("()[]{}<>«»≤≥", ")(][}{><»«≥≤", strict=True))
SPACES = " \u00a0"


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one font and one direction, without the spaces around them; `before` and `after` count those."""

    text: str
    font: FontProperties
    before: int
    after: int


class Lettering:
    """The brand's letters at one weight and size."""

    def __init__(self, brand: Brand, weight: int, size: float, *, arabic: bool) -> None:
        """Find the brand's fonts, the Arabic one only where it is wanted. Refusal for one that is not on this machine."""
        families = (brand.fonts.arabic, brand.fonts.body) if arabic else (brand.fonts.body,)
        self._files = tuple((family, _found(family, weight, brand.folder)) for family in families)
        self._fonts = tuple(FontProperties(fname=str(path), size=size) for _, path in self._files)
        self._known = tuple(get_font(str(path)).get_charmap() for _, path in self._files)
        self._body = self._fonts[-1]
        self._space = _measure("n n", self._body) - _measure("nn", self._body)

    def runs(self, text: str, direction: str) -> tuple[Run, ...]:
        """Return `text` as runs from left to right. Refusal for a character that no font of the brand holds."""
        self._check(text)
        shown: list[list[Run]] = []
        for piece in pieces(text, direction):
            right = piece.direction == RTL
            here = [_run(words, font, right, turned) for words, font, turned in self._cut(piece.text, right)]
            shown.append(here[::-1] if right else here)
        return tuple(chain.from_iterable(shown[::-1] if direction == RTL else shown))

    def width(self, text: str, direction: str) -> float:
        """Return the width of `text` in points."""
        return sum(self._width(run) for run in self.runs(text, direction))

    def draw(self, axes: Axes, place: tuple[float, float], text: str, direction: str, colour: str) -> None:
        """Draw `text` from `place` on, leftwards in axes that run from right to left; it stands on the height of `place`."""
        x, y = place
        onward = -1 if axes.xaxis_inverted() else 1
        if onward < 0:
            x += self.width(text, direction)
        for run in self.runs(text, direction):
            start = x + onward * run.before * self._space
            axes.text(start, y, run.text, fontproperties=run.font, color=colour, ha="left", va="baseline",
                      parse_math=False)  # fmt: skip
            x += onward * self._width(run)

    def used(self, text: str) -> Iterator[tuple[str, Path]]:
        """Yield the family and the file of each font that draws `text`."""
        drawing = {id(run.font) for run in self.runs(text, RTL) if run.text}
        yield from (file for file, font in zip(self._files, self._fonts, strict=True) if id(font) in drawing)

    def _width(self, run: Run) -> float:
        return _measure(run.text, run.font) + (run.before + run.after) * self._space

    def _check(self, text: str) -> None:
        for character in text:
            held = any(ord(character) in known for known in self._known)
            if not held and unicodedata.category(character) not in ("Zs", "Cf"):
                raise Refusal(missing_glyph(character, place=text))

    def _cut(self, text: str, right: bool) -> Iterator[tuple[str, FontProperties, bool]]:
        """Yield `text` cut where the font changes, in the order of reading, and whether its marks are to be turned.

        A number is never cut: its signs keep their side.
        """
        for number, atom in enumerate(_NUMBER.split(text) if right else [text]):
            if number % 2:
                yield atom, self._font_of(atom, right), False
                continue
            for words, font in self._by_font(atom, right):
                yield words, font, right and font is not self._fonts[0]

    def _by_font(self, atom: str, right: bool) -> Iterator[tuple[str, FontProperties]]:
        waiting, font = "", self._fonts[0]
        for character in atom:
            own = font if character.isspace() and waiting else self._font_of(character, right)
            if waiting and own is not font:
                yield waiting, font
                waiting = ""
            waiting, font = waiting + character, own
        if waiting:
            yield waiting, font

    def _font_of(self, text: str, right: bool) -> FontProperties:
        """Return the first font that holds all of `text`, in the order its script wants; else the Latin one."""
        order = range(len(self._fonts)) if right else reversed(range(len(self._fonts)))
        for number in order:
            if all(ord(c) in self._known[number] or unicodedata.category(c) in ("Zs", "Cf") for c in text):
                return self._fonts[number]
        return self._fonts[-1]


def _run(text: str, font: FontProperties, right: bool, turned: bool) -> Run:
    """Return `text` as a run; `turned` marks are drawn the way they look from right to left."""
    bare = text.strip(SPACES)
    first, last = len(text) - len(text.lstrip(SPACES)), len(text) - len(text.rstrip(SPACES))
    if not bare:
        return Run("", font, len(text), 0)
    if turned:
        bare = "".join(_MIRRORED.get(character, character) for character in reversed(bare))
    return Run(bare, font, last, first) if right else Run(bare, font, first, last)


def _found(family: str, weight: int, folder: Path) -> Path:
    path = find_font(family, weight, folder)
    if path is None:
        raise Refusal(missing_font(family))
    return path


def _measure(text: str, font: FontProperties) -> float:
    if not text:
        return 0.0
    width, _, _ = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    return float(width)
