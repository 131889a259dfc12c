"""Colours of a brand that cannot be read are refused."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.config.contrast import check_contrast, contrast, luminance
from generator.config.dark import dark_palette
from generator.config.templates import check_templates, load_brand

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


def test_the_dark_colours_of_the_default_brand_can_be_read_given_or_derived() -> None:
    brand = load_brand(TEMPLATES, "default")

    for chosen in (brand.dark, (), (("paper", "#000000"), ("tint", "#333333"))):
        dark = dark_palette(replace(brand, dark=chosen))
        assert list(check_contrast(dark, "brand.yaml", "dark")) == []
        assert luminance(dark.paper) < luminance(dark.tint) < 0.1 < luminance(dark.ink)
        assert all(getattr(dark, name) == colour for name, colour in chosen)


@given(st.integers(0, 0xFFFFFF), st.integers(0, 0xFFFFFF))
def test_dark_colours_derived_from_any_brand_can_be_read(first: int, second: int) -> None:
    brand = load_brand(TEMPLATES, "default")
    primary, accent = f"#{first:06X}", f"#{second:06X}"
    palette = replace(brand.palette, primary=primary, accent=accent, muted=accent, warning=primary)

    assert list(check_contrast(dark_palette(replace(brand, palette=palette, dark=())), "", "dark")) == []


def test_a_dark_colour_that_cannot_be_read_is_named_by_the_check(tmp_path: Path) -> None:
    templates = Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))
    file = templates / "brands" / "default" / "brand.yaml"
    file.write_text(file.read_text("utf-8").replace("#A9B3BB", "#4A4A4A"), "utf-8")

    found = [problem for problem in check_templates(templates) if problem.code == "config.contrast"]
    assert {problem.field for problem in found} == {"dark.muted"}
