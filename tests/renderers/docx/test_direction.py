"""Word files from right to left, and passages read against their document, as Word's own switches say them."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from pathlib import Path

import openxml_audit
import pytest
from docx import Document
from lxml import etree

from generator.renderers.docx.renderer import render
from generator.renderers.pictures import Picture
from generator.renderers.registry import Rendered
from generator.report.blocks import Paragraph
from generator.report.model import Section
from generator.report.words import Text
from tests.reading import docx_text
from tests.renderers.arabic import (
    ADDRESS,
    CODE,
    PHONE,
    SAID,
    SAID_IN_FRENCH,
    arabic_report,
    french_with_arabic,
)
from tests.renderers.sample import sample_brand, sample_report

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# CT_PPr and CT_RPr, as far as Bilan writes them (ECMA-376, part 1, 17.3.1.26 and 17.3.2.28).
PARAGRAPH = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr", "shd", "tabs"),
    *("bidi", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl", "rPr", "sectPr"),
)
RUN = (
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "color", "spacing", "position", "sz", "szCs"),
    *("u", "bdr", "shd", "rtl", "lang"),
)


@pytest.fixture(scope="module")
def arabic(assets: dict[str, Picture]) -> Rendered:
    return render(arabic_report(), sample_brand(), assets)


@pytest.fixture(scope="module")
def french(assets: dict[str, Picture]) -> Rendered:
    return render(french_with_arabic(), sample_brand(), assets)


def part(rendered: Rendered, name: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(rendered.content)) as package:
        return etree.fromstring(package.read(name))


def said(run: etree._Element) -> str:
    return "".join(text.text or "" for text in run.iter(f"{W}t")).strip("\u200e\u200f")


def is_rtl(run: etree._Element) -> bool:
    return run.find(f"{W}rPr/{W}rtl") is not None


def paragraph_with(root: etree._Element, words: str) -> etree._Element:
    return next(p for p in root.iter(f"{W}p") if words in "".join(map(said, p.iter(f"{W}r"))))


def test_latin_words_and_numbers_in_arabic_are_runs_of_their_own_without_the_switch(arabic: Rendered) -> None:
    runs = [run for run in part(arabic).iter(f"{W}r") if said(run)]
    plain = {said(run) for run in runs if not is_rtl(run)}
    assert {
        "Casablanca-Settat",
        "Rabat-Salé",
        "GIZ (Bonn)",
        CODE,
        PHONE,
        ADDRESS,
        "15",
        "17",
        "1 284",
    } <= plain
    turned = "".join(said(run) for run in runs if is_rtl(run))
    assert "بشراكة مع" in turned
    assert not any(character.isascii() and character.isalnum() for character in turned)


def test_arabic_words_in_french_are_runs_with_the_switch_and_their_language(french: Rendered) -> None:
    runs = [run for run in part(french).iter(f"{W}r") if said(run)]
    turned = {said(run): run for run in runs if is_rtl(run)}
    assert {"وزارة التضامن", "أحمد بنعلي"} <= set(turned)
    for run in turned.values():
        language = run.find(f"{W}rPr/{W}lang")
        assert language.get(f"{W}bidi") == "ar-MA" and language.get(f"{W}val") is None


def test_every_property_stands_in_the_order_of_the_schema(arabic: Rendered, french: Rendered) -> None:
    for rendered in (arabic, french):
        for name in ("word/document.xml", "word/styles.xml", "word/header1.xml", "word/footer1.xml"):
            root = part(rendered, name)
            for element, order in (("pPr", PARAGRAPH), ("rPr", RUN)):
                for properties in root.iter(f"{W}{element}"):
                    names = [child.tag.removeprefix(W) for child in properties if child.tag.startswith(W)]
                    known = [order.index(one) for one in names if one in order]
                    assert known == sorted(known), names


def test_validators_find_no_error(arabic: Rendered, french: Rendered, tmp_path: Path) -> None:
    for number, rendered in enumerate((arabic, french)):
        path = tmp_path / f"{number}.docx"
        path.write_bytes(rendered.content)
        assert [e.description for e in openxml_audit.OpenXmlValidator().validate(path).errors] == []


def borders(paragraph: etree._Element) -> dict[str, str]:
    found = paragraph.find(f"{W}pPr/{W}pBdr")
    return {side.tag.removeprefix(W): side.get(f"{W}val") for side in found}


def test_a_quote_read_the_other_way_has_its_mark_and_its_speaker_on_its_own_side(
    arabic: Rendered, french: Rendered
) -> None:
    quote = paragraph_with(part(arabic), SAID_IN_FRENCH)
    assert quote.find(f"{W}pPr/{W}bidi") is None
    assert borders(quote) == {"left": "single", "right": "nil"}
    speaker = paragraph_with(part(arabic), "Khadija Ramzi")
    assert speaker.find(f"{W}pPr/{W}bidi") is not None
    assert speaker.find(f"{W}pPr/{W}jc").get(f"{W}val") == "right"  # the end of a line: at the left
    assert borders(speaker) == {"left": "single", "right": "nil"}

    quote = paragraph_with(part(french), SAID)
    assert quote.find(f"{W}pPr/{W}bidi") is not None
    assert borders(quote) == {"left": "nil", "right": "single"}
    own = paragraph_with(part(arabic), SAID)
    assert own.find(f"{W}pPr/{W}pBdr") is None  # as its style says, which is mirrored


def test_a_paragraph_left_in_french_reads_from_left_to_right_in_an_arabic_report(arabic: Rendered) -> None:
    left = paragraph_with(part(arabic), "Un texte resté en français")
    assert left.find(f"{W}pPr/{W}bidi") is None
    assert left.find(f"{W}r/{W}rPr/{W}lang").get(f"{W}val") == "fr-FR"


def test_nothing_parts_or_slants_arabic_letters(arabic: Rendered) -> None:
    styles = part(arabic, "word/styles.xml")
    assert list(styles.iterfind(f".//{W}rPr/{W}spacing")) == [] == list(styles.iter(f"{W}iCs"))
    strong = next(run for run in part(arabic).iter(f"{W}r") if said(run).startswith("جدًا"))
    assert strong.find(f"{W}rPr/{W}bCs") is not None and strong.find(f"{W}rPr/{W}iCs") is None


def test_headings_are_heavy_in_arabic_too(arabic: Rendered) -> None:
    styles = {s.get(f"{W}styleId"): s for s in part(arabic, "word/styles.xml").iter(f"{W}style")}
    assert styles["Heading1"].find(f"{W}rPr/{W}bCs") is not None


def test_lines_of_words_keep_their_height_and_those_of_pictures_grow(assets: dict[str, Picture]) -> None:
    report = dataclasses.replace(sample_report(), language="ar", direction="rtl")
    pictured = render(report, sample_brand(), assets)
    styles = {s.get(f"{W}styleId"): s for s in part(pictured, "word/styles.xml").iter(f"{W}style")}
    rule = {name: s.find(f"{W}pPr/{W}spacing").get(f"{W}lineRule") for name, s in styles.items()
            if s.find(f"{W}pPr/{W}spacing") is not None}  # fmt: skip
    assert rule["BilanText"] == rule["Heading1"] == "exact"
    assert "exact" not in (rule["BilanThanks"], rule["BilanFunding"])


def test_languages_and_fonts_of_both_scripts_stand_in_the_defaults(arabic: Rendered) -> None:
    defaults = part(arabic, "word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    assert defaults.find(f"{W}lang").get(f"{W}bidi") == "ar-MA"
    assert defaults.find(f"{W}rFonts").get(f"{W}cs") == sample_brand().fonts.arabic
    assert Document(io.BytesIO(arabic.content)).core_properties.language == "ar-MA"


def test_running_lines_are_mirrored(arabic: Rendered) -> None:
    for name in ("word/header1.xml", "word/footer1.xml"):
        root = part(arabic, name)
        assert all(p.find(f"{W}pPr/{W}bidi") is not None for p in root.iter(f"{W}p"))


def test_the_mark_between_two_cards_is_stated_on_both_its_sides(arabic: Rendered) -> None:
    row = next(row for row in part(arabic).iter(f"{W}tr") if "دورة 2" in "".join(row.itertext()))
    sides = [
        {b.tag.removeprefix(W) for b in cell.iterfind(f"{W}tcPr/{W}tcBorders/*")}
        for cell in row.iter(f"{W}tc")
    ]
    assert sides == [{"left"}, {"right"}, {"left"}]


def test_an_inclusive_form_is_not_broken_and_reads_as_it_was_written(assets: dict[str, Picture]) -> None:
    french = render(french_with_arabic(), sample_brand(), assets)
    assert "12 participant-e-s" in docx_text(french.content)
    assert len(list(part(french).iter(f"{W}noBreakHyphen"))) == 2
    words = Document(io.BytesIO(french.content)).element.body
    assert any("participant-e-s" in "".join(r.text for r in p.r_lst) for p in words.iter(f"{W}p"))


def test_a_report_without_another_script_gets_no_switch_and_no_mark(assets: dict[str, Picture]) -> None:
    rendered = render(sample_report(), sample_brand(), assets)
    assert list(part(rendered).iter(f"{W}rtl")) == []
    assert not {"\u200e", "\u200f"} & set(docx_text(rendered.content))


def test_a_full_stop_of_a_french_passage_stays_at_its_end_in_an_arabic_line() -> None:
    line = (Text("المصدر: "), Text("« Nom » tronqué.", language="fr"))
    section = Section(code="notes", title="ملاحظات", blocks=(Paragraph(line),))
    report = dataclasses.replace(arabic_report(), sections=(section,))
    rendered = part(render(report, sample_brand(), {}))
    (french,) = [text.text for text in rendered.iter(f"{W}t") if text.text and "tronqué" in text.text]
    assert french == "\u200e« Nom » tronqué.\u200e"
