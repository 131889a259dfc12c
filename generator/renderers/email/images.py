"""The pictures of a letter: in come a Report, a Brand and its assets, out comes each picture once, in the order of reading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.config.brand import Brand
from generator.errors import Refusal, problem
from generator.renderers.pictures import Picture, brand_logo
from generator.report.blocks import Acknowledgements, Chart, Figure, FundingStatement
from generator.report.model import Report
from generator.report.words import plain

CHART_WIDTH = 90.0  # millimetres: its words are those of the text on a wide screen, and still read on a phone
LOGO = "brand/logo"  # the brand's own among the names of pictures


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the letter and the words that stand for it."""

    picture: Picture
    alt: str


def gallery(report: Report, brand: Brand, assets: Mapping[str, Picture]) -> dict[str | Chart, Image]:
    """Return every picture by its name (a chart by itself), in the order of reading. Refusal naming each missing one."""
    found: dict[str | Chart, Image] = {}
    if logo := brand_logo(brand):
        found[LOGO] = Image(logo, brand.logo_alt or report.labels.organisation_short)
    missing = []
    for key, alt in _wanted(report):
        if key in found:
            continue
        if isinstance(key, Chart):
            found[key] = Image(_drawn(key, brand, report.direction), alt)
        elif key in assets:
            found[key] = Image(assets[key], alt)
        else:
            missing.append(problem("pdf.asset_missing", asset=key))
    if missing:
        raise Refusal(missing)
    return found


def charts(report: Report) -> Iterator[Chart]:
    """Yield every chart of `report`."""
    for _, section in report.walk():
        yield from (block for block in section.blocks if isinstance(block, Chart))


def _wanted(report: Report) -> Iterator[tuple[str | Chart, str]]:
    for _, section in report.walk():
        for block in section.blocks:
            match block:
                case Figure():
                    yield block.asset, block.alt
                case Chart():
                    yield block, block.alt
                case Acknowledgements():
                    bodies = (body for group in block.groups for body in group.bodies if body.logo)
                    yield from ((body.logo, body.alt or body.name) for body in bodies)
                case FundingStatement() if block.emblem:
                    yield block.emblem, block.alt or plain(block.wording)
                case _:
                    pass


@lru_cache(maxsize=32)  # one letter is drawn for several programs, each time with its charts
def _drawn(chart: Chart, brand: Brand, direction: str) -> Picture:
    from generator.renderers.charts import draw

    content = draw(chart, brand, form="png", width_mm=CHART_WIDTH, direction=direction)
    width, height = (int.from_bytes(content[start : start + 4], "big") for start in (16, 20))
    return Picture("png", content, width, height)
