"""A donor's fixed Word form: its own headings, one section under each, and all that the Report says, as in the PDF."""

from __future__ import annotations

import dataclasses
import io
import shutil
import subprocess
import sys
import zipfile
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from generator.config.brand import Brand
from generator.config.letterhead import W, check_letterhead, slots_of
from generator.config.templates import load_brand, load_kind
from generator.records.view import seen_by
from generator.renderers.docx.renderer import render as render_word
from generator.renderers.pdf.renderer import render as render_pdf
from generator.report.blocks import FundingStatement
from generator.report.compose import compose, texts
from generator.report.model import Report, Section, Status
from generator.report.words import Text
from tests.reading import docx_text, pdf_text, tokens
from tests.report.briefs import ROOT, brief_of, real_records

BRAND = ROOT / "templates/brands/default"
FORMS = {"fr": "eu-narrative.docx", "en": "eu-narrative.en.docx", "ar": "eu-narrative.ar.docx"}
HEADINGS = ("Heading1", "Heading2", "Heading3")


@cache
def report(language: str = "fr", *, status: Status = Status.DRAFT, donor: str = "prm") -> Report:
    """Return the narrative report of a real donor."""
    brief = brief_of(
        "2022-Q1",
        records=seen_by(real_records(), donor),
        audience=f"donor:{donor}",
        kind=load_kind(ROOT / "templates", "eu-narrative"),
        language=language,
        status=status,
        as_of=date(2022, 4, 15),
    )
    return compose(brief)


@cache
def brand() -> Brand:
    return load_brand(ROOT / "templates", "default")


@cache
def word(language: str = "fr", status: Status = Status.DRAFT) -> bytes:
    return render_word(report(language, status=status), brand(), {}).content


def document(content: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def headings(content: bytes) -> list[tuple[str, str]]:
    """Return style and words of each heading."""
    found = []
    for paragraph in document(content).iter(w("p")):
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        if style is not None and style.get(w("val")) in HEADINGS:
            found.append((style.get(w("val")) or "", "".join(t.text or "" for t in paragraph.iter(w("t")))))
    return found


@pytest.mark.parametrize("language", FORMS)
def test_a_form_of_each_language_is_chosen_and_accepted(language: str) -> None:
    path = brand().letterhead(language, "eu-narrative")

    assert path.name == FORMS[language]
    assert check_letterhead(path, path.name) == ()


@pytest.mark.parametrize("language", FORMS)
def test_every_part_of_the_report_has_one_place_in_the_form(language: str) -> None:
    """Also inside the cells of a table."""
    slots = [
        slot.argument
        for _, found in slots_of(document((BRAND / FORMS[language]).read_bytes()))
        for slot in found
    ]
    wanted = [
        part.code
        for _, part in report(language).walk()
        if part.code.startswith("eu-") and (part.blocks or part.code == "eu-2-activities")
        if part.code != "eu-2-results"
    ]

    assert [code for code in slots if code.startswith("eu-")] == wanted
    assert slots[0:1] != ["acronyms"]
    assert "acronyms" in slots
    inside = [
        slot.argument
        for paragraph, found in slots_of(document((BRAND / FORMS[language]).read_bytes()))
        for slot in found
        if next(paragraph.iterancestors(w("tc")), None) is not None
    ]
    assert inside == [code for code in wanted if code.startswith("eu-1-")]


@pytest.mark.parametrize("language", FORMS)
def test_the_headings_of_the_form_are_those_of_the_report_each_once(language: str) -> None:
    found = [words for _, words in headings(word(language))]
    if report(language).section("acronyms") is None:
        del found[0]  # the form's own heading, under which it says that there are none
    rows = [part.title for _, part in report(language).walk() if part.code.startswith("eu-1-")][1:]
    wanted = [part.title for _, part in report(language).walk() if part.part.value != "review"]

    assert found == [title for title in wanted if title not in rows]
    text = docx_text(word(language))
    assert all(text.count(title) >= 1 for title in rows)


def test_what_stands_in_a_part_is_one_step_below_its_heading() -> None:
    levels = {words: style for style, words in headings(word())}

    assert levels["2.2. Activités et résultats"] == "Heading2"
    assert levels["Suites et recommandations"] == "Heading3"
    assert "2. Mise en œuvre des activités" in levels


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("language", FORMS)
def test_form_and_pdf_say_all_that_the_report_says(language: str, status: Status) -> None:
    found = report(language, status=status)
    wanted = tokens(" ".join(text for part in found.sections for text in texts(part)))
    pdf = render_pdf(found, brand(), {}).content

    # What is read out of a PDF gives words from right to left in another order.
    drawn = (pdf_text(pdf),) if found.direction == "ltr" else ()
    for text in (docx_text(word(language, status)), *drawn):
        there = tokens(text)
        assert not {one: n for one, n in wanted.items() if there[one] < n}


def test_a_part_that_the_report_lacks_is_not_applicable_in_the_form() -> None:
    kept = tuple(part for part in report().sections if part.code not in ("acronyms", "eu-4-visibility"))
    content = render_word(dataclasses.replace(report(), sections=kept), brand(), {}).content
    lines = docx_text(content).splitlines()

    assert lines[lines.index("Sigles") + 1] == "Sans objet"
    assert lines[lines.index("4. Visibilité") + 1] == "Sans objet"


def test_statements_nobody_asks_for_leave_no_words_and_no_empty_line() -> None:
    owed = Section("funding-cover", "Financement", (FundingStatement((Text("Payé par nous"),)),))
    with_it = dataclasses.replace(report(), sections=(owed, *report().sections))
    lines = docx_text(render_word(with_it, brand(), {}).content).splitlines()

    assert "Sans objet" not in docx_text(word()).splitlines()
    assert lines.index("Payé par nous") < lines.index("Sigles")
    assert lines.count("Financement") == 1  # that of the prompt at the foot: in a form the place has no title


def test_the_script_makes_the_shipped_forms_again_to_the_byte(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    folder = tmp_path / "templates/brands/default"
    for name in FORMS.values():
        (folder / name).unlink()

    subprocess.run(
        [sys.executable, "scripts/make_eu_form.py", str(folder)],
        cwd=ROOT,
        check=True,
        env={"PYTHONPATH": str(ROOT)},
    )

    for name in FORMS.values():
        assert (folder / name).read_bytes() == (BRAND / name).read_bytes(), name
