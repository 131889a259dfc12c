"""The HTML e-mail as a file: its pictures lie beside it."""

from __future__ import annotations

from dataclasses import replace

from generator.renderers.email.page import render
from generator.renderers.registry import FORMATS, renderer
from generator.report.model import Section
from tests.renderers.email.mails import assets, sample_letter, tree
from tests.renderers.sample import sample_brand


def test_the_page_and_its_pictures_are_whole_files() -> None:
    made = render(sample_letter(), sample_brand(), assets())
    files = FORMATS["html"].files("lettre", made)
    page = tree(files["lettre.html"].decode("utf-8"))

    assert set(page.xpath("//img/@src")) == set(files) - {"lettre.html"}
    assert all(
        content[:4] in (b"\x89PNG", b"\xff\xd8\xff\xe0") for name, content in files.items() if "/" in name
    )
    assert render(sample_letter(), sample_brand(), assets()) == made


def test_what_shaped_the_page_is_told() -> None:
    made = render(sample_letter(), sample_brand(), assets())
    plain = render(replace(sample_letter(), sections=(Section("a", "A"),)), sample_brand(), {})

    assert [name for name, _ in made.libraries] == ["css-inline", "lxml", "matplotlib", "mrml"]
    assert {use.family for use in made.fonts} == {"Lato"}
    assert [name for name, _ in plain.libraries] == ["css-inline", "lxml", "mrml"] and plain.fonts == ()
    assert renderer("html") is render
