"""What a finished file must keep to: in come a Report, a Brand and what was drawn, out comes an Expected to hold each file to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.config.brand import Brand
from generator.renderers.registry import Rendered
from generator.report.model import Report, Status


@dataclass(frozen=True, slots=True)
class Expected:
    """What is known of an output before it is opened again. `day` is the as-of day (2022-04-15), `pages` 0 where there are none;
    `enclosed` are the files inside it with the SHA-256 of each, `files` the names of all files of the same output.
    """

    organisation: str
    day: str
    draft: bool
    families: tuple[str, ...]
    pages: int = 0
    enclosed: tuple[tuple[str, str], ...] = ()
    files: frozenset[str] = frozenset()


def expected(report: Report, brand: Brand, drawn: Rendered, files: Mapping[str, bytes]) -> Expected:
    """Return what the `files` of an output of `report` must keep to."""
    fonts = brand.fonts
    return Expected(
        organisation=report.labels.organisation,
        day=report.as_of,
        draft=report.status is Status.DRAFT,
        families=(fonts.heading, fonts.body, fonts.quote, fonts.arabic),
        pages=drawn.pages,
        enclosed=drawn.enclosed,
        files=frozenset(files),
    )
