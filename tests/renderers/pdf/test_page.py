"""The HTML behind the PDF: every field stays text, every link is harmless, nothing is printed by mistake."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from jinja2 import Environment, UndefinedError
from markupsafe import escape

from generator.errors import Refusal
from generator.messages.catalogue import LANGUAGES, describe
from generator.renderers import html
from generator.report.blocks import Block, Chart, Paragraph, Role
from generator.report.model import Report, Section
from generator.report.words import Text, words
from tests.renderers.sample import block_types, sample_brand, sample_report

CANARY = "<b>&\"'canari"
BARS = {
    b.label + CANARY
    for _, s in sample_report().walk()
    for c in s.blocks
    if isinstance(c, Chart)
    for b in c.bars
}
FIXED = {"kind", "language", "direction", "href", "code", "asset", "logo", "emblem", "record", "field"}


def poisoned(value: Any) -> Any:
    """Return `value` with the canary after every text a person could have written."""
    if isinstance(value, tuple):
        return tuple(poisoned(each) for each in value)
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    changes: dict[str, Any] = {}
    for field in dataclasses.fields(value):
        found = getattr(value, field.name)
        if isinstance(found, str) and field.name not in FIXED:
            changes[field.name] = found + CANARY
        elif not isinstance(found, str):
            changes[field.name] = poisoned(found)
    return dataclasses.replace(value, **changes)


def texts(value: Any) -> Iterator[str]:
    """Yield every text of `value` that carries the canary."""
    if isinstance(value, str):
        if CANARY in value:
            yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts(getattr(value, field.name))


def with_blocks(*blocks: Block) -> Report:
    return dataclasses.replace(sample_report(), sections=(Section("seule", "Seule", blocks),))


def test_the_sample_holds_every_block_so_that_these_tests_see_every_macro() -> None:
    assert block_types(sample_report(dense=True)) == set(get_args(Block))


def test_a_less_than_sign_in_any_field_stays_text() -> None:
    report = poisoned(sample_report(dense=True))
    page = html.draw(report, sample_brand())
    assert "<b>" not in page.html
    assert page.html.count("&lt;b&gt;&amp;") > 300
    assert CANARY not in page.style


def test_every_word_of_the_report_is_on_the_page() -> None:
    report = poisoned(dataclasses.replace(sample_report(), sections=sample_report(dense=True).sections))
    drawn = html.draw(report, sample_brand()).html
    for section in (section for _, section in report.walk() if section.code != "cover"):
        for text in texts(tuple(block for block in section.blocks)):
            if "À vérifier." in text or text in BARS:  # notes are for the team, bars are in the chart
                continue
            assert str(escape(text)) in drawn, text


def test_text_that_looks_like_a_template_is_never_run() -> None:
    drawn = html.draw(with_blocks(Paragraph(words("{{ 7*7 }} {% raw %} ${7*7}"))), sample_brand()).html
    assert "{{ 7*7 }} {% raw %} ${7*7}" in drawn


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "file:///etc/hostname",
        "data:text/html,x",
        "//exemple.org/x",
        "annexe.pdf",
        "../secret.pdf",
        "http://",
        "https://exemple.org/a b",
        " https://exemple.org",
        "",
    ],
)
def test_a_link_of_another_kind_is_refused_by_name(address: str) -> None:
    with pytest.raises(Refusal) as caught:
        html.draw(with_blocks(Paragraph((Text("ici", href=address),))), sample_brand())
    assert [problem.code for problem in caught.value.problems] == ["pdf.link_refused"]
    for language in LANGUAGES:
        assert address in describe(caught.value.problems[0], language)


def test_a_link_into_the_report_must_lead_somewhere() -> None:
    good = with_blocks(Paragraph((Text("ici", href="#seule"),)))
    assert 'href="#seule"' in html.draw(good, sample_brand()).html
    with pytest.raises(Refusal) as caught:
        html.draw(with_blocks(Paragraph((Text("ici", href="#ailleurs"),))), sample_brand())
    assert caught.value.problems[0].code == "pdf.link_without_target"


def test_attributes_are_quoted_so_that_a_value_cannot_add_one() -> None:
    drawn = html.draw(
        with_blocks(Paragraph((Text("x", href='https://a.org/"onmouseover="x'),))), sample_brand()
    )
    assert '"onmouseover' not in drawn.html


@pytest.mark.parametrize("value", [None, float("nan"), float("inf"), print, {}.items])
def test_what_is_no_words_is_never_printed(value: object) -> None:
    environment: Environment = html.environment(html.templates_folder())
    with pytest.raises((TypeError, ValueError)):
        environment.from_string("{{ value }}").render(value=value)


def test_a_misspelt_name_in_a_template_is_an_error() -> None:
    environment: Environment = html.environment(html.templates_folder())
    with pytest.raises(UndefinedError):
        environment.from_string("{{ report.titel }}").render(report=sample_report())


@pytest.mark.parametrize("colour", ["red", "#12", "#123456;} body{background:url(http://x)}", "url(x)"])
def test_a_colour_that_is_none_never_reaches_the_style(colour: str) -> None:
    brand = sample_brand()
    broken = dataclasses.replace(brand, palette=dataclasses.replace(brand.palette, accent=colour))
    with pytest.raises(ValueError, match="colour"):
        html.draw(sample_report(), broken)


def test_a_family_that_would_end_its_quotes_never_reaches_the_style() -> None:
    brand = sample_brand()
    broken = dataclasses.replace(brand, fonts=dataclasses.replace(brand.fonts, body='X"; src: url(x)'))
    with pytest.raises(ValueError, match="family"):
        html.draw(sample_report(), broken)


def test_words_of_the_running_lines_cannot_leave_their_css_string() -> None:
    report = sample_report()
    labels = dataclasses.replace(report.labels, running='" } body { background: url(http://x/) } "\\')
    style = html.draw(dataclasses.replace(report, labels=labels), sample_brand()).style
    assert "http:" not in style
    assert "background: url" not in style


def test_the_depth_of_the_page_is_bounded() -> None:
    section = Section("fond", "Fond")
    for number in range(7):
        section = Section(f"niveau-{number}", "Niveau", (), (section,))
    with pytest.raises(ValueError, match="nested deeper"):
        html.draw(dataclasses.replace(sample_report(), sections=(section,)), sample_brand())
    depth = deepest = 0
    for closing in re.findall(r"<(/?)(?:div|section|main|aside|article|table|tr|td|p)\b", html.draw(
        sample_report(dense=True), sample_brand()).html):  # fmt: skip
        depth += -1 if closing else 1
        deepest = max(deepest, depth)
    assert deepest <= 20


def test_the_page_names_its_pictures_and_never_a_path(tmp_path: Path) -> None:
    page = html.draw(sample_report(), sample_brand())
    assert page.pictures == ("photos/atelier.jpg", "logos/demain.png", "emblemes/bailleur.png")
    sources = re.findall(r'src="([^"]*)"', page.html)
    assert sources and all(source.startswith("asset:") for source in sources)


def test_only_logical_sides_and_no_grid_so_that_arabic_mirrors() -> None:
    style = (html.templates_folder() / "report.css.j2").read_text("utf-8")
    found = re.findall(
        r"\b(?:margin|padding|border)-(?:left|right)\b|display:\s*(?:flex|grid)|text-align:\s*(?:left|right)",
        style,
    )
    assert found == []


def test_what_a_note_says_is_drawn_in_the_list_and_not_beside_blocks() -> None:
    drawn = html.draw(sample_report(), sample_brand()).html
    assert drawn.count("À vérifier.") == 1
    assert drawn.index('id="note_4"') < drawn.index("À vérifier.") < drawn.index('id="note_5"')


def test_a_prompt_and_a_notice_keep_their_roles() -> None:
    drawn = html.draw(
        with_blocks(*(Paragraph(words(role.value), role) for role in Role)), sample_brand()
    ).html
    for role in Role:
        assert f'<p class="{role.value}">{role.value}</p>' in drawn
