"""The editorial checks as data: in comes a check's code, out come how grave it is, where it shows and whether it can be silenced.

Every problem that a draft can tell of has its line here; its sentence stands in generator/messages, by the same code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """What a doubt asks of the team."""

    BLOCKING = "blocking"  # a final is refused while it stands
    DECIDE = "decide"  # a person decides; told at its place in a draft
    LOOK = "look"  # a smaller matter, in the list of the review page


class Spot(Enum):
    """Where in what is told of a record a doubt is shown."""

    TITLE = "title"
    DATE = "date"
    PLACE = "place"
    FIGURES = "figures"
    PEOPLE = "people"
    QUOTE = "quote"
    TEXT = "text"
    FUNDING = "funding"
    EDITION = "edition"  # nowhere else: the edition as a whole


@dataclass(frozen=True, slots=True)
class Check:
    """An editorial check. One that cannot be silenced guards a person's or a donor's right, or the approval."""

    severity: Severity
    spot: Spot = Spot.TITLE
    silenced: bool = True  # whether a record can set it aside, with a reason


CHECKS: Mapping[str, Check] = {}
