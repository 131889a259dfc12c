"""Whether a brand's colours can be read: in comes a Palette, out come problems for pairs below WCAG 2.2 AA (1.4.3)."""

from __future__ import annotations

from collections.abc import Iterator

from generator.config.brand import Palette
from generator.errors import Problem, problem

LEAST = 4.5  # contrast ratio for normal text, WCAG 2.2 success criterion 1.4.3
# text on ground, as the documents set them
PAIRS = (
    ("ink", "paper"),
    ("ink", "tint"),
    ("muted", "paper"),
    ("muted", "tint"),
    ("primary", "paper"),
    ("primary", "tint"),
    ("accent", "paper"),
    ("warning", "paper"),
    ("paper", "primary"),
)


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb`, 0 (black) to 1 (white), after WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def check_contrast(palette: Palette, file: str, name: str = "palette") -> Iterator[Problem]:
    """Yield a problem for each pair of text and ground of the palette `name` in `file` that is too close."""
    for text, ground in PAIRS:
        ratio = contrast(getattr(palette, text), getattr(palette, ground))
        if ratio < LEAST:
            yield problem(
                "config.contrast",
                file=file,
                field=f"{name}.{text}",
                text=text,
                ground=ground,
                ratio=f"{ratio:.1f}",
            )
