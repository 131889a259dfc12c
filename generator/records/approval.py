"""An approval of a record or of an edition's texts: in come who, when and what was approved, out comes a frozen value."""

from __future__ import annotations

from pydantic import Field

from generator.records.fields import Day, Line, Record


class Approval(Record):
    """Who approved it as it stands: voided by a change of a printed fact, to be confirmed after any other change."""

    by: Line
    """Who."""
    date: Day
    """When."""
    evidence: Line | None = None
    """Message, minutes."""
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    """SHA-256 of the record's canonical JSON without the approval."""
    printed: str | None = Field(default=None, pattern=r"^[0-9a-f]{64}$")
    """SHA-256 of what documents print of it: as long as it holds, a change needs one confirmation only."""
