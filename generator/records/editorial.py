"""Editorial warnings."""

from __future__ import annotations

from collections.abc import Iterable

from generator.errors import Problem
from generator.records.references import Checked


def editorial_problems(records: Iterable[Checked]) -> list[Problem]:
    """Return the warnings."""
    return []
