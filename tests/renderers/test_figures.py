"""A figure in two: its words small, its number large."""

from __future__ import annotations

import pytest

from generator.renderers.figures import in_two


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        ("au moins 2\u202f241", ("au moins ", "2\u202f241")),
        ("70", ("", "70")),
        ("28 à 40", ("", "28 à 40")),
        ("non précisé", ("", "non précisé")),
    ],
)
def test_the_words_before_a_number_stand_apart_and_nothing_is_lost(
    value: str, parts: tuple[str, str]
) -> None:
    assert in_two(value) == parts
    assert "".join(in_two(value)) == value
