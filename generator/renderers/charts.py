"""Draws a chart of the Report: in come a Chart and a Brand, out comes an SVG or a PNG, the same bytes each time.

Horizontal bars with their label before and their value behind: no axis, no grid, nothing to decode. Words are drawn as
outlines, so that they join correctly in Arabic and need no font where the picture is shown; `alt` says them.
"""

from __future__ import annotations

import io
import math
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from generator.config.brand import Brand
from generator.renderers.fonts import REGULAR, SEMIBOLD
from generator.renderers.lettering import Lettering
from generator.renderers.scripts import RTL, has_right_to_left
from generator.report.blocks import Chart

MM = 72 / 25.4  # points in a millimetre; every length below is in points
DPI = 200
TEXT = 8.5
LINE = 11.5
HALF_CAPITAL = 0.36 * TEXT  # from the middle of a capital to the line it stands on, which all scripts share
BAR = 12.0
BETWEEN = 8.0  # between two rows
GAP = 8.0  # label to bar, bar to value
EDGE = 2.0  # before labels at the right, which are drawn a little wider than they measure
LABELS = 0.36  # share of the width that labels may take
SETTINGS: Any = {"svg.fonttype": "path", "svg.hashsalt": "bilan", "path.simplify": False}


@dataclass(frozen=True, slots=True)
class _Row:
    """A bar ready to be drawn: its label in lines, its value's words, its share of the longest bar."""

    lines: tuple[str, ...]
    shown: str
    share: float

    @property
    def height(self) -> float:
        return max(BAR, len(self.lines) * LINE)


def draw(
    chart: Chart, brand: Brand, *, form: Literal["svg", "png"], width_mm: float, direction: str = "ltr"
) -> bytes:
    """Return `chart` drawn `width_mm` wide (PNG at 200 dpi). `direction` "rtl" mirrors it.

    ValueError for a bar that is no number or below zero; Refusal for a font or a character that is missing.
    """
    if not chart.bars or not all(math.isfinite(bar.value) and bar.value >= 0 for bar in chart.bars):
        raise ValueError(f"chart {chart.caption!r}: bars must be finite and not negative")
    width = width_mm * MM
    regular, strong = _letterings(chart, brand)
    rows = _rows(chart, regular, width, direction)
    height = sum(row.height for row in rows) + BETWEEN * len(rows)
    figure = Figure(figsize=(width / 72, height / 72), dpi=DPI)
    _paint(figure, rows, brand, (regular, strong), direction)
    return _bytes(figure, form, brand.palette.paper)


def chart_fonts(chart: Chart, brand: Brand) -> tuple[tuple[str, Path], ...]:
    """Return the families and files of the fonts that draw `chart`."""
    labels, values = _letterings(chart, brand)
    found = dict.fromkeys(file for bar in chart.bars for file in labels.used(bar.label))
    found.update(dict.fromkeys(file for bar in chart.bars for file in values.used(_spaced(bar.shown))))
    return tuple(found)


def _letterings(chart: Chart, brand: Brand) -> tuple[Lettering, Lettering]:
    """Return what draws labels and what draws values."""
    arabic = any(has_right_to_left(bar.label + bar.shown) for bar in chart.bars)
    regular, strong = (Lettering(brand, weight, TEXT, arabic=arabic) for weight in (REGULAR, SEMIBOLD))
    return regular, strong


def _rows(chart: Chart, letters: Lettering, width: float, direction: str) -> tuple[_Row, ...]:
    longest = max(bar.value for bar in chart.bars) or 1.0
    return tuple(
        _Row(_wrapped(bar.label, letters, width * LABELS, direction), _spaced(bar.shown), bar.value / longest)
        for bar in chart.bars
    )


def _wrapped(text: str, letters: Lettering, width: float, direction: str) -> tuple[str, ...]:
    """Return `text` in lines of at most `width` where its words allow."""
    lines: list[str] = []
    for word in _spaced(text).split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and letters.width(longer, direction) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def _spaced(text: str) -> str:
    """Return `text` with the narrow and fixed spaces few fonts hold as the no-break space all hold."""
    return "".join("\u00a0" if c != " " and unicodedata.category(c) == "Zs" else c for c in text)


def _paint(
    figure: Figure, rows: tuple[_Row, ...], brand: Brand, letters: tuple[Lettering, Lettering], direction: str
) -> None:
    regular, strong = letters
    width, height = (float(inches) * 72 for inches in figure.get_size_inches())
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim((width, 0) if direction == RTL else (0, width))
    axes.set_ylim(height, 0)
    edge = EDGE if direction == RTL else 0.0
    origin = edge + max(regular.width(line, direction) for row in rows for line in row.lines) + GAP
    room = width - origin - max(strong.width(row.shown, direction) for row in rows) - GAP
    top = BETWEEN / 2
    for row in rows:
        middle = top + row.height / 2
        for number, line in enumerate(row.lines):
            y = middle + HALF_CAPITAL + (number - (len(row.lines) - 1) / 2) * LINE
            regular.draw(axes, (edge, y), line, direction, brand.palette.ink)
        axes.add_patch(
            Rectangle((origin, middle - BAR / 2), room * row.share, BAR, color=brand.palette.chart[0], lw=0)
        )
        place = (origin + room * row.share + GAP * 0.7, middle + HALF_CAPITAL)
        strong.draw(axes, place, row.shown, direction, brand.palette.primary)
        top += row.height + BETWEEN
    axes.add_patch(Rectangle((origin - 0.4, 0), 0.8, height, color=brand.palette.rule, lw=0))


def _bytes(figure: Figure, form: Literal["svg", "png"], paper: str) -> bytes:
    stream = io.BytesIO()
    with matplotlib.rc_context(SETTINGS):
        canvas: Any
        if form == "svg":
            canvas = FigureCanvasSVG(figure)
            canvas.print_svg(stream, metadata={"Date": None, "Creator": None})
        else:
            figure.set_facecolor(paper)
            canvas = FigureCanvasAgg(figure)
            canvas.print_png(stream, metadata={"Software": None})
    return stream.getvalue()
