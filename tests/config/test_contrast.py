"""Colours of a brand that cannot be read are refused."""

from dataclasses import replace
from pathlib import Path

import pytest

from generator.config.contrast import check_contrast, contrast
from generator.config.templates import load_brand

TEMPLATES = Path(__file__).parents[2] / "templates"


@pytest.mark.parametrize(
    ("first", "second", "ratio"), [("#000000", "#FFFFFF", 21.0), ("#777777", "#FFFFFF", 4.48)]
)
def test_contrast_is_that_of_wcag(first: str, second: str, ratio: float) -> None:
    assert contrast(first, second) == pytest.approx(ratio, abs=0.01)
    assert contrast(second, first) == contrast(first, second)


def test_the_default_brand_can_be_read_and_a_pale_one_is_named() -> None:
    palette = load_brand(TEMPLATES, "default").palette

    assert list(check_contrast(palette, "brand.yaml")) == []
    pale = list(check_contrast(replace(palette, muted="#BBBBBB"), "brand.yaml"))
    assert [(p.field, dict(p.facts)["ground"]) for p in pale] == [
        ("palette.muted", "paper"),
        ("palette.muted", "tint"),
    ]
