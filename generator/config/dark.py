"""A brand's colours at night: in comes a Brand, out comes a Palette for readers whose screen is dark."""

from __future__ import annotations

import colorsys

from generator.config.brand import Brand, Palette
from generator.config.contrast import LEAST, contrast

# Lightness and most saturation of what is not lightened from the brand's own colour, 0 to 1.
GROUNDS = {"paper": (0.09, 0.18), "tint": (0.145, 0.18), "rule": (0.27, 0.12), "ink": (0.91, 0.12)}
ON_GROUNDS = ("primary", "accent", "muted", "warning")
AMPLE = LEAST + 1.5  # so that a thin stroke on a dark ground is read as easily as on paper
STEP = 0.01


def dark_palette(brand: Brand) -> Palette:
    """Return the dark colours of `brand`: those it gives, and the others derived from its light ones."""
    light, given = brand.palette, dict(brand.dark)
    found = {name: given.get(name) or _with(light.primary, *values) for name, values in GROUNDS.items()}
    grounds = (found["paper"], found["tint"])
    for name in ON_GROUNDS:
        found[name] = given.get(name) or _lightened(getattr(light, name), grounds)
    return Palette(**found, chart=light.chart)


def _with(colour: str, lightness: float, most: float) -> str:
    hue, _, saturation = _hls(colour)
    return _text(hue, lightness, min(saturation, most))


def _lightened(colour: str, grounds: tuple[str, ...]) -> str:
    """Return `colour` as light as it must be to be read on `grounds`; white where even that is not enough."""
    hue, lightness, saturation = _hls(colour)
    while lightness < 1:
        found = _text(hue, lightness, saturation)
        if all(contrast(found, ground) >= AMPLE for ground in grounds):
            return found
        lightness += STEP
    return "#FFFFFF"


def _hls(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return colorsys.rgb_to_hls(red, green, blue)


def _text(hue: float, lightness: float, saturation: float) -> str:
    parts = colorsys.hls_to_rgb(hue, lightness, saturation)
    return "#" + "".join(f"{round(part * 255):02X}" for part in parts)
