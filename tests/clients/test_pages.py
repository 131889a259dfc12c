"""A letter in a browser, narrow and wide, light and dark: nothing is cut, everything can be read, nothing is fetched."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.clients.chromium import Page
from tests.clients.letters import FORMS, NAMES, WIDE, WIDTHS, letter, write
from tests.reading import squeeze
from tests.renderers.sample import report_words

pytestmark = [
    pytest.mark.slow,
    pytest.mark.parametrize("form", FORMS),
    pytest.mark.parametrize("name", NAMES),
]
both_widths = pytest.mark.parametrize("width", WIDTHS)
both_schemes = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
with_and_without = pytest.mark.parametrize("pictures", [True, False], ids=["whole", "bare"])

SMALLEST_TEXT = 13.0  # pixels
LEAST_CONTRAST = 4.5
DARK = 0.1  # luminance of a background, of 1 for white
LEAST_BUTTON, LEAST_LINK = 40.0, 24.0  # pixels, for a finger; a link that is a line of its own


@pytest.fixture
def seen(page: Page, folder: Path, name: str, form: str) -> Callable[..., dict[str, Any]]:
    """Show the letter and return what is measured; a failing test says where its picture is."""

    def measure(width: int, dark: bool = False, pictures: bool = True) -> dict[str, Any]:
        path = folder / form / name
        files = [*path.glob("*.html")] or [write(name, form, folder / form)]
        page.show(files[0], width=width, dark=dark, pictures=pictures)
        scheme = f"{'dark' if dark else 'light'}{'' if pictures else '-bare'}"
        picture = folder / f"{name}-{form}-{width}-{scheme}.png"
        page.picture(picture)
        print(f"as drawn: {picture}")
        return dict(page.measure())

    return measure


@pytest.mark.parametrize("width", [*WIDTHS, WIDE])
def test_nothing_is_cut_off_or_sticks_out(seen: Any, width: int) -> None:
    found = seen(width)
    assert found["page"] <= found["wide"] == width
    assert found["clipped"] == []
    out = [one["of"] for one in found["texts"] if one["left"] < -0.5 or one["right"] > width + 0.5]
    assert out == []


@both_widths
@with_and_without
def test_no_text_is_small(seen: Any, width: int, pictures: bool) -> None:
    texts = seen(width, pictures=pictures)["texts"]
    small = {(one["of"], one["size"]) for one in texts if one["size"] < SMALLEST_TEXT}
    assert small == set()


@both_widths
@both_schemes
@with_and_without
def test_all_text_stands_out_from_what_is_behind_it(
    seen: Any, width: int, dark: bool, pictures: bool
) -> None:
    texts = seen(width, dark, pictures)["texts"]
    assert len(texts) > 10
    assert [one["of"] for one in texts if one["image"]] == []
    faint = {(one["of"], round(one["contrast"], 2)) for one in texts if one["contrast"] < LEAST_CONTRAST}
    assert faint == set()


@both_widths
def test_the_dark_scheme_is_dark_and_the_light_one_light(seen: Any, width: int) -> None:
    light, dark = seen(width), seen(width, dark=True)
    assert light["body"] > 0.7 and dark["body"] < DARK
    texts = dark["texts"]
    bright = sum(len(one["text"]) for one in texts if one["behind"] >= DARK)
    assert bright < 0.05 * sum(len(one["text"]) for one in texts), [
        one["of"] for one in texts if one["behind"] >= DARK
    ]


@both_widths
def test_all_pictures_are_shown_in_their_proportions(seen: Any, width: int) -> None:
    pictures = seen(width)["pictures"]
    assert [one for one in pictures if not one["loaded"] or one["stretched"] > 0.02] == []


@with_and_without
def test_every_word_of_the_report_can_be_read(seen: Any, name: str, pictures: bool) -> None:
    found = seen(700, pictures=pictures)
    shown = squeeze(" ".join(one["text"] for one in found["texts"]))
    assert [text for text in report_words(letter(name)) if squeeze(text) not in shown] == []
    assert [one["of"] for one in found["pictures"] if one["alt"] is None] == []


@both_widths
def test_no_layout_breaks_where_pictures_are_blocked(seen: Any, width: int) -> None:
    found = seen(width, pictures=False)
    assert found["page"] <= width and found["clipped"] == []


def test_nothing_is_fetched_from_anywhere(seen: Any, page: Page) -> None:
    for dark in (False, True):
        seen(375, dark)
        assert page.refused == []


def test_headings_begin_with_one_title_and_leave_out_no_level(seen: Any) -> None:
    levels = [level for level, _ in seen(700)["headings"]]
    assert levels[0] == 1 and levels.count(1) == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_what_is_pressed_on_a_telephone_is_large_enough(seen: Any) -> None:
    low = [
        one for one in seen(375)["buttons"] if one["high"] < (LEAST_BUTTON if one["filled"] else LEAST_LINK)
    ]
    assert low == []
