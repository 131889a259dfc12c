"""A broken template is refused in its place, with the nearest name."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.config.templates import check_templates, load_brand, load_kind, load_language
from generator.errors import Problem, Refusal, facts
from generator.messages.catalogue import describe

TEMPLATES = Path(__file__).parents[2] / "templates"


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _refused(load: object, templates: Path, name: str) -> tuple[Problem, ...]:
    with pytest.raises(Refusal) as refusal:
        load(templates, name)
    return refusal.value.problems


def test_a_misspelt_field_of_a_brand_is_named_with_line_column_and_the_nearest(templates: Path) -> None:
    _change(templates / "brands/default/brand.yaml", "  accent:", "  acent:")

    found = {p.code: p for p in _refused(load_brand, templates, "default")}

    assert set(found) == {"config.unknown_field", "config.field_missing"}
    assert facts(found["config.unknown_field"])["nearest"] == "accent"
    line = describe(found["config.unknown_field"], "fr")
    assert line.startswith("templates/brands/default/brand.yaml:6:3: palette.acent: ")


def test_a_colour_that_is_none_and_a_limit_out_of_bounds_are_refused_in_their_place(templates: Path) -> None:
    _change(templates / "brands/default/brand.yaml", '"#B0442C"', "terracotta")
    _change(templates / "kinds/activity-report.yaml", "cards: 8", "cards: huit")

    (colour,) = _refused(load_brand, templates, "default")
    (cards,) = _refused(load_kind, templates, "activity-report")

    assert (colour.field, colour.code, colour.line > 1) == ("palette.accent", "config.invalid", True)
    assert (cards.field, cards.code, cards.line > 1) == ("limits.cards", "config.invalid", True)


def test_a_font_whose_name_no_style_sheet_takes_is_refused_in_its_place(templates: Path) -> None:
    _change(templates / "brands/default/brand.yaml", "  body: ", "  body: x;")

    (font,) = _refused(load_brand, templates, "default")

    assert (font.field, font.code, font.line > 1) == ("fonts.body", "config.invalid", True)


@pytest.mark.parametrize(
    "hostile",
    [
        "words: &a {x: y}\nlocale: *a\n",
        "locale: fr\nlocale: en\n",
        "\tlocale: fr\n",
        "- a\n- b\n",
        "",
        "locale: !!int 3\n",
    ],
)
def test_a_language_that_is_no_plain_yaml_is_refused_in_one_line(templates: Path, hostile: str) -> None:
    (templates / "languages/xx.yaml").write_text(hostile, encoding="utf-8")

    problems = _refused(load_language, templates, "xx")

    assert problems
    for found in problems:
        for language in ("fr", "en"):
            assert "\n" not in describe(found, language)


def test_a_list_in_the_place_of_a_word_is_a_word_that_lacks(templates: Path) -> None:
    _change(templates / "languages/fr.yaml", "    thanks: Remerciements\n", "    thanks: [a, b]\n")

    (found,) = _refused(load_language, templates, "fr")

    assert (found.code, facts(found)["given"]) == ("config.word_missing", "section.thanks")


def test_a_colour_of_the_charts_that_is_none_is_refused(templates: Path) -> None:
    brand = templates / "brands/default/brand.yaml"
    text = brand.read_text(encoding="utf-8")
    start = text.index("chart:")
    brand.write_text(text[:start] + text[start:].replace('"#', '"', 1), encoding="utf-8")

    (colour,) = _refused(load_brand, templates, "default")

    assert (colour.field, colour.code) == ("palette.chart.0", "config.invalid")


def test_an_unknown_name_suggests_the_nearest(templates: Path) -> None:
    (kind,) = _refused(load_kind, templates, "activity-reprot")

    assert facts(kind)["nearest"] == "activity-report"


def test_every_problem_of_every_template_is_told_at_once(templates: Path) -> None:
    _change(templates / "brands/default/brand.yaml", 'muted: "#5A6570"', 'muted: "#C8C8C8"')
    _change(templates / "languages/en.yaml", "    thanks: Acknowledgements\n", "")
    _change(templates / "kinds/activity-report.yaml", "languages: [fr]", "langages: [fr]")

    codes = {p.code for p in check_templates(templates)}

    assert {"config.contrast", "config.word_missing", "config.unknown_field", "config.field_missing"} <= codes


def test_the_shipped_templates_have_nothing_wrong() -> None:
    assert check_templates(TEMPLATES) == ()
