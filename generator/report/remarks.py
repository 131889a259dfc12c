"""What a person should look at before an edition leaves: in comes a Brief, out come its remarks, the same for the screen and the
review page."""

from __future__ import annotations

from collections.abc import Iterator

from generator.errors import Problem
from generator.report.blockers import warnings
from generator.report.brief import Brief
from generator.report.choices import strays
from generator.report.consents import consents
from generator.report.sections.letter import doubts
from generator.report.sections.narrative import remarks as of_narrative


def remarks(brief: Brief) -> Iterator[Problem]:
    """Yield every remark about this edition, each a warning with the file where it is mended."""
    yield from strays(brief)
    yield from consents(brief)
    yield from doubts(brief)
    yield from warnings(brief)
    yield from of_narrative(brief)
