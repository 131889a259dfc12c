"""Every format says in which language and direction it is, and which passages are read otherwise."""

from __future__ import annotations

import io
import re
from email import message_from_bytes
from email.policy import default

import pikepdf
import pytest
from docx import Document
from lxml import html

from generator.renderers.lines import directed
from generator.renderers.registry import FORMATS, renderer
from generator.renderers.scripts import has_right_to_left
from generator.report.model import Report
from tests.renderers.arabic import (
    ADDRESS,
    CODE,
    PHONE,
    SAID,
    SAID_IN_FRENCH,
    arabic_report,
    french_with_arabic,
)
from tests.renderers.sample import sample_assets, sample_brand

MARKS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
REPORTS = {"ar": arabic_report, "fr": french_with_arabic}
PAGES = ("html", "web", "eml")
FILES = ("docx", "pdf", "txt", *PAGES)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], bytes]:
    """Return each report in each format that holds its words."""
    assets = sample_assets(tmp_path_factory.mktemp("assets"))
    found = {}
    for language, report in REPORTS.items():
        for name in FILES:
            drawn: Report = report().for_readers() if FORMATS[name].for_readers else report()
            found[language, name] = renderer(name)(drawn, sample_brand(), assets).content
    return found


def page(made: dict[tuple[str, str], bytes], language: str, name: str) -> html.HtmlElement:
    content = made[language, name]
    if name == "eml":
        body = message_from_bytes(content, policy=default).get_body(("html",))
        return html.document_fromstring(body.get_content())
    return html.document_fromstring(content.decode())


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("fr", "ltr")])
def test_every_format_states_the_language_of_the_document(
    made: dict[tuple[str, str], bytes], language: str, direction: str
) -> None:
    for name in PAGES:
        root = page(made, language, name)
        assert (root.get("lang"), root.get("dir")) == (language, direction), name
    with pikepdf.open(io.BytesIO(made[language, "pdf"])) as pdf:
        assert str(pdf.Root.Lang) == language
    word = Document(io.BytesIO(made[language, "docx"])).core_properties.language
    assert word == {"ar": "ar-MA", "fr": "fr-FR"}[language]


@pytest.mark.parametrize("name", PAGES)
def test_pages_and_letters_say_where_they_are_read_the_other_way(
    made: dict[tuple[str, str], bytes], name: str
) -> None:
    root = page(made, "ar", name)
    apart = {e.text_content(): e for e in root.iter("span") if e.get("dir") == "ltr"}
    assert {"Casablanca-Settat", "Rabat-Salé", "GIZ (Bonn)", CODE, PHONE, ADDRESS, "1 284"} <= set(apart)
    (french,) = [e for e in root.iter("p", "blockquote") if e.get("lang") == "fr"]
    assert (french.get("dir"), french.text_content().strip()) == ("ltr", SAID_IN_FRENCH)

    root = page(made, "fr", name)
    arabic = {e.text_content().strip() for e in root.iter("span", "p", "blockquote") if e.get("lang") == "ar"}
    assert {"وزارة التضامن", "أحمد بنعلي", f"« {SAID} »"} <= arabic
    assert all(e.get("dir") == "rtl" for e in root.iter("span", "p", "blockquote") if e.get("lang") == "ar")


def test_a_page_carries_faces_for_both_scripts(made: dict[tuple[str, str], bytes]) -> None:
    for language in REPORTS:
        style = page(made, language, "web").findtext("head/style")
        faces = set(re.findall(r'@font-face \{ font-family: "([^"]+)"', style))
        assert {sample_brand().fonts.arabic, sample_brand().fonts.body} <= faces


def test_the_subject_of_an_arabic_letter_is_read_back_as_it_was_written(
    made: dict[tuple[str, str], bytes],
) -> None:
    message = message_from_bytes(made["ar", "eml"], policy=default)
    assert message["Subject"] == arabic_report().mail.subject
    assert made["ar", "eml"].split(b"\n\n")[0].isascii()


def test_plain_text_is_marked_where_it_would_be_read_in_the_wrong_order_and_nowhere_else(
    made: dict[tuple[str, str], bytes],
) -> None:
    lines = made["ar", "txt"].decode().splitlines()
    marked = {MARKS.sub("", line): line for line in lines if MARKS.search(line)}
    assert any(PHONE in line for line in marked) and any(CODE in line for line in marked)
    assert not any(SAID in line or SAID_IN_FRENCH in line or line == ADDRESS for line in marked)
    assert marked["- Fondation Demain"] == "\u200f- Fondation Demain"
    assert not any(f"{ADDRESS}\u200e" in line for line in lines)
    french = [line for line in made["fr", "txt"].decode().splitlines() if MARKS.search(line)]
    assert french and all(has_right_to_left(MARKS.sub("", line)) for line in french)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("نص عربي فيه OIM و 2022", "نص عربي فيه OIM و 2022"),
        ("OIM منظمة دولية", "\u200fOIM منظمة دولية"),
        ("https://exemple.org/ar/", "https://exemple.org/ar/"),
        ("- Rabat", "\u200f- Rabat"),
        ("المدينة   Rabat   12", "المدينة   Rabat\u200f   12"),
        ("=====", "====="),
    ],
)
def test_a_line_of_an_arabic_text_gets_the_marks_it_needs(line: str, expected: str) -> None:
    assert directed(line, "rtl") == expected


def test_a_line_of_a_french_text_that_begins_with_an_arabic_name_stays_french() -> None:
    assert directed("أمينة العلوي, présidente", "ltr") == "\u200eأمينة العلوي, présidente"
    assert directed("Aucun mot arabe, 12 - 15", "ltr") == "Aucun mot arabe, 12 - 15"
