"""What a donor is owed in what it funds: in come its statements as people copied them, out come frozen obligations.

No wording is shipped as confirmed and none is made up: each is copied from the grant's contract or the donor's guidance,
with where it comes from and who confirmed it.
"""

from __future__ import annotations

from datetime import date
from enum import Enum

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from generator.records.fields import Day, Line, LocalText, Record, YesNo


class ObligationPlace(Enum):
    """Where a donor's statement must stand."""

    COVER = "cover"
    SECOND_PAGE = "second_page"
    FOOT = "foot"


class Strength(Enum):
    """What a document for the public owes a donor: its credit line, or its statement too."""

    CREDIT = "credit"
    REQUIRED = "required"


class Confirmation(Record):
    """Who confirmed a wording, and when."""

    by: Line
    """Who: a person at the donor, or who read the contract."""
    date: Day
    """When."""
    evidence: Line | None = None
    """Contract, message."""


class Statement(Record):
    """What a donor asks to be printed, between two days; `none_required: true` where it asks for nothing."""

    since: Day | None = None
    """First day it holds."""
    until: Day | None = None
    """Last day it holds."""
    funded: LocalText | None = None
    """Funding statement where the donor pays alone, word for word, in each language it exists in."""
    co_funded: LocalText | None = None
    """Funding statement where others pay too, word for word."""
    disclaimer: LocalText | None = None
    """Disclaimer, word for word."""
    emblem: Line | None = None
    """File name in records/logos/; it always stands beside the statement."""
    emblem_alt: LocalText | None = None
    """What the emblem shows."""
    place: ObligationPlace = ObligationPlace.FOOT
    """Where it must stand."""
    none_required: YesNo = False
    """True where the donor confirmed that it asks for nothing."""
    source: Line | None = None
    """Where the wording comes from."""
    confirmed: Confirmation | None = None
    """Who confirmed it; left out: only drafts can be made."""

    @model_validator(mode="after")
    def _agree(self) -> Statement:
        asked = self.funded or self.co_funded or self.disclaimer or self.emblem
        if bool(asked) == self.none_required:
            raise PydanticCustomError("statement_or_none", "a wording or none required", {})
        if self.emblem and not (self.funded or self.co_funded):
            raise PydanticCustomError("emblem_alone", "an emblem needs its statement", {})
        if self.since and self.until and self.until < self.since:
            raise PydanticCustomError("until_before_since", "until before since", {})
        return self

    def holds(self, on: date) -> bool:
        """Return whether it holds on the day `on`."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)
