"""The French names of choices: in comes what a person wrote, out comes the value that stands in a record."""

from __future__ import annotations

import difflib
from collections.abc import Collection

from generator.messages.fr.choices import CHOICES
from generator.records.names import fold


def value_called(given: str, allowed: Collection[str]) -> tuple[str, str] | None:
    """Return the value among `allowed` whose French name is `given`, or nearly, and that name; None if there is none."""
    named: dict[str, tuple[str, str]] = {}
    for choice, values in _choices().items():
        if set(values) == set(allowed):
            named = {
                fold(CHOICES[f"{choice}.{value}"]): (value, CHOICES[f"{choice}.{value}"]) for value in values
            }
    near = difflib.get_close_matches(fold(given), named, n=1, cutoff=0.85)
    return named[near[0]] if near else None


def _choices() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key in CHOICES:
        choice, _, value = key.partition(".")
        found.setdefault(choice, []).append(value)
    return found
