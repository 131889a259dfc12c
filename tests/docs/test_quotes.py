"""What the guide of quotes shows is accepted, and prints what the guide says."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from generator.config.templates import load_kind
from generator.records.event import Protection
from generator.records.fields import Channel
from generator.records.loader import load
from generator.records.verbatim import shortened
from tests.report.briefs import ROOT
from tests.workspaces import EVENT, minimal_workspace

PAGES = ("quotes.md", "quotes.en.md")


def text(page: str) -> str:
    return (ROOT / "docs" / page).read_text(encoding="utf-8")


def records(page: str) -> list[str]:
    """Return the parts of records that the page shows."""
    blocks = re.findall(r"(?:^ {4}.*\n)+", text(page), re.MULTILINE)
    return [textwrap.dedent(block) for block in blocks if block.lstrip().startswith("quotes:")]


@pytest.mark.parametrize("page", PAGES)
def test_the_records_of_the_guide_are_accepted_and_its_excerpt_is_as_it_says(
    page: str, tmp_path: Path
) -> None:
    shown = records(page)
    assert len(shown) == 2
    for number, more in enumerate(shown):
        found = load(minimal_workspace(tmp_path / str(number), {"2022-02-15-atelier": EVENT + more}))
    (quote,) = found.events["2022-02-15-atelier"].quotes

    (printed,) = shortened(quote.fragments, quote.excerpt)
    assert f"« {printed} »" in " ".join(text(page).split())


@pytest.mark.parametrize("page", PAGES)
def test_the_guide_names_every_channel_every_protection_and_the_letters_limit(page: str) -> None:
    said = text(page)

    for name in (*Channel, *Protection):
        assert f"{name.value}`" in said, name
    assert f"{load_kind(ROOT / 'templates', 'newsletter').limits.quote_words} " in said
