"""Draws a Report as an HTML e-mail in a file: in come a Report, a Brand and assets, out come the page and its pictures.

The pictures lie beside it in `images/`, so that it can be looked at, imported or pasted.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version

from generator.config.brand import Brand
from generator.renderers.email.body import draw, images
from generator.renderers.email.images import charts
from generator.renderers.pictures import Picture
from generator.renderers.registry import FontUse, Rendered
from generator.report.model import Report

FOLDER = "images"


def render(report: Report, brand: Brand, assets: Mapping[str, Picture]) -> Rendered:
    """Return the e-mail of `report`, with its pictures beside it. Refusals are those of `draw`."""
    html = draw(report, brand, assets, address=lambda picture: f"{FOLDER}/{picture.name}")
    pictures = [image.picture for image in images(report, brand, assets)]
    return Rendered(
        html.encode(),
        fonts=fonts(report, brand),
        libraries=libraries(report),
        beside=tuple((f"{FOLDER}/{picture.name}", picture.content) for picture in pictures),
    )


def fonts(report: Report, brand: Brand) -> tuple[FontUse, ...]:
    """Return the fonts that drew the charts of `report`; the letter itself takes those of its reader."""
    import hashlib

    drawn = list(charts(report))
    if not drawn:
        return ()
    from generator.renderers.charts import chart_fonts

    files = dict.fromkeys(use for chart in drawn for use in chart_fonts(chart, brand))
    return tuple(FontUse(family, hashlib.sha256(path.read_bytes()).hexdigest()) for family, path in files)


def libraries(report: Report) -> tuple[tuple[str, str], ...]:
    """Return the names and versions of what drew the letter of `report`."""
    names = ["css-inline", "lxml", "mrml", *(["matplotlib"] if any(charts(report)) else [])]
    return tuple((name, version(name)) for name in sorted(names))
