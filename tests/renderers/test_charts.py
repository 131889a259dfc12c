"""Charts: the same bytes each time, words as outlines, colours of the brand, mirrored for Arabic."""

from __future__ import annotations

import dataclasses
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from generator.errors import Refusal
from generator.renderers.charts import chart_fonts, draw
from generator.report.blocks import Bar, Chart
from tests.renderers.sample import sample_brand

ROOT = Path(__file__).parents[2]
CHART = Chart(
    "Activités par ville",
    (
        Bar("Rabat", 5, "5"),
        Bar("Une ville dont le nom est bien trop long pour tenir sur une ligne", 3, "3"),
        Bar("Prix $100 et $200 <b>&", 1284, "1\u202f284"),
        Bar("Aucune", 0, "0"),
    ),
    "Rabat 5.",
)


def pixels(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def test_a_chart_is_the_same_in_another_process_and_twice_in_one() -> None:
    first = draw(CHART, sample_brand(), form="svg", width_mm=166)
    assert draw(CHART, sample_brand(), form="svg", width_mm=166) == first
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); from tests.renderers.test_charts import *;"
        "sys.stdout.buffer.write(draw(CHART, sample_brand(), form=sys.argv[2], width_mm=166))"
    )
    for form in ("svg", "png"):
        other = subprocess.run(
            [sys.executable, "-c", program, str(ROOT), form],
            capture_output=True, check=True, env={"PYTHONHASHSEED": "5", "TZ": "Asia/Tokyo", "PATH": "/usr/bin:/bin"},
        ).stdout  # fmt: skip
        assert other == draw(CHART, sample_brand(), form=form, width_mm=166)


def test_an_svg_holds_outlines_and_neither_text_nor_date_nor_address() -> None:
    svg = draw(CHART, sample_brand(), form="svg", width_mm=166).decode()
    assert "<text" not in svg and "font-family" not in svg and "<image" not in svg
    assert "dc:date" not in svg and "matplotlib.org" not in svg
    assert not re.search(r'href="(?!#)', svg)


def test_a_png_is_as_wide_as_asked_at_200_dots_per_inch() -> None:
    picture = pixels(draw(CHART, sample_brand(), form="png", width_mm=120))
    assert abs(picture.width - 120 / 25.4 * 200) <= 1
    assert Image.open(io.BytesIO(draw(CHART, sample_brand(), form="png", width_mm=120))).info.keys() <= {
        "dpi"
    }


def test_nothing_is_cut_off_at_the_edges() -> None:
    picture = pixels(draw(CHART, sample_brand(), form="png", width_mm=166))
    paper = (255, 255, 255)
    width, height = picture.size
    assert all(picture.getpixel((width - 1, y)) == paper for y in range(height))
    assert (
        sum(picture.getpixel((x, y)) != paper for y in (0, height - 1) for x in range(width)) <= 12
    )  # the rule


def test_colours_are_the_brands_and_no_other() -> None:
    svg = draw(CHART, sample_brand(), form="svg", width_mm=166).decode().lower()
    palette = sample_brand().palette
    allowed = {c.lower() for c in (palette.ink, palette.primary, palette.rule, palette.paper, *palette.chart)}
    assert set(re.findall(r"#[0-9a-f]{6}\b", svg)) <= allowed | {"#000000"}
    assert palette.chart[0].lower() in svg


def test_arabic_is_mirrored_and_drawn_in_the_arabic_font() -> None:
    chart = Chart("أنشطة", (Bar("الرباط", 9, "9"), Bar("الدار البيضاء", 3, "3")), "نص")
    brand = sample_brand()
    assert {family for family, _ in chart_fonts(chart, brand)} == {brand.fonts.arabic}
    left = pixels(draw(chart, brand, form="png", width_mm=100))
    right = pixels(draw(chart, brand, form="png", width_mm=100, direction="rtl"))
    ink = tuple(int(brand.palette.chart[0][i : i + 2], 16) for i in (1, 3, 5))
    assert left.size == right.size
    middle = left.height * 3 // 4  # the shorter bar
    assert max(x for x in range(left.width) if left.getpixel((x, middle)) == ink) < left.width * 0.7
    assert min(x for x in range(left.width) if right.getpixel((x, middle)) == ink) > left.width * 0.3


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -1.0])
def test_a_bar_that_is_no_length_is_an_error(value: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        draw(
            dataclasses.replace(CHART, bars=(Bar("x", value, "?"),)), sample_brand(), form="svg", width_mm=166
        )


def test_a_character_without_a_glyph_is_refused_not_drawn_as_a_box() -> None:
    with pytest.raises(Refusal) as caught:
        draw(dataclasses.replace(CHART, bars=(Bar("中", 1, "1"),)), sample_brand(), form="png", width_mm=166)
    assert caught.value.problems[0].code == "pdf.glyph_missing"


def test_a_font_that_is_not_there_is_refused() -> None:
    brand = sample_brand()
    lost = dataclasses.replace(brand, fonts=dataclasses.replace(brand.fonts, body="Police Absente"))
    with pytest.raises(Refusal) as caught:
        draw(CHART, lost, form="svg", width_mm=166)
    assert caught.value.problems[0].code == "pdf.font_missing_anywhere"


def test_a_font_in_the_brands_folder_is_found_first(tmp_path: Path) -> None:
    brand = sample_brand()
    ((family, path), *_) = chart_fonts(CHART, brand)
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / path.name).write_bytes(path.read_bytes())
    own = dataclasses.replace(brand, folder=tmp_path)
    assert chart_fonts(CHART, own)[0] == (family, tmp_path / "fonts" / path.name)


def test_drawing_leaves_the_settings_of_matplotlib_as_they_were() -> None:
    import matplotlib

    before = matplotlib.rcParams["svg.hashsalt"]
    draw(CHART, sample_brand(), form="svg", width_mm=166)
    assert matplotlib.rcParams["svg.hashsalt"] == before
    assert "matplotlib.pyplot" not in sys.modules
