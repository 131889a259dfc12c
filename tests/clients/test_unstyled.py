"""A letter where a mail program drops its style sheets, as Gmail does in a telephone's browser: it fits and can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.clients.chromium import Page
from tests.clients.letters import NAMES, WIDTHS, letter, write
from tests.reading import squeeze
from tests.renderers.sample import report_words


@pytest.mark.slow
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_a_letter_without_its_style_sheets_fits_and_says_everything(
    page: Page, folder: Path, name: str, width: int
) -> None:
    path = write(name, "html", folder / "unstyled")
    bare = re.sub(r"<style\b.*?</style>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    path.write_text(bare, encoding="utf-8")
    page.show(path, width=width)
    picture = folder / f"{name}-unstyled-{width}.png"
    page.picture(picture)
    print(f"as drawn: {picture}")
    found = page.measure()
    assert found["page"] <= width and found["clipped"] == []
    shown = squeeze(" ".join(one["text"] for one in found["texts"]))
    assert [text for text in report_words(letter(name)) if squeeze(text) not in shown] == []
