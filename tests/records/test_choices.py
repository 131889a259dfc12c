"""Whoever writes the French name of a choice is told the value to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.messages.catalogue import describe
from generator.records.choices import value_called
from tests.records.reading import HEAD, error_of


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("type: atelier", "write workshop (atelier)"),
        ("type: Conférence", "write conference (conférence)"),
        ("type: formations", "write training (formation)"),
        ("type: workshp", 'did you mean "workshop"?'),
        ("type: concert", "choose among: workshop, training"),
        ("status: annulé", "write cancelled (annulé)"),
        ("state: approuvé", "write approved (approuvé)"),
    ],
)
def test_a_french_name_of_a_choice_leads_to_its_value(tmp_path: Path, row: str, told: str) -> None:
    text = HEAD.replace("type: workshop\n", "") if row.startswith("type") else HEAD
    found = error_of(tmp_path, f"{text}{row}\n")
    assert told in describe(found, "en")


def test_a_name_of_another_choice_is_not_taken() -> None:
    assert value_called("tenu", ["draft", "approved", "withdrawn"]) is None
    assert value_called("retiré", ["draft", "approved", "withdrawn"]) == ("withdrawn", "retiré")
