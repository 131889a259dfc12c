"""The finished PDF, opened again: accessible, complete, in the brand's fonts, the same bytes each time."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path

import page as validator
import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from generator.errors import Refusal
from generator.messages.catalogue import LANGUAGES, describe
from generator.renderers.fonts import LIGHT, REGULAR, SEMIBOLD, find_font
from generator.renderers.pdf.renderer import allowed_seconds, render
from generator.renderers.pictures import Picture
from generator.renderers.registry import Rendered
from generator.report.blocks import Block, Fact, FactList, Figure, Paragraph, Quote, Role
from generator.report.model import Part, Report, Section, Status
from generator.report.words import words
from tests.renderers.sample import LOREM, sample_assets, sample_brand, sample_report

ROOT = Path(__file__).parents[3]


def text_of(content: bytes) -> list[str]:
    """Return the text of each page."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [sheet.get_textpage().get_text_bounded() for sheet in document]
    finally:
        document.close()


def squeezed(text: str) -> str:
    return "".join(text.split())


def one(*blocks: Block, part: Part = Part.CHAPTER) -> Report:
    return dataclasses.replace(sample_report(), sections=(Section("seule", "Seule", blocks, part=part),))


def refused(report: Report, assets: dict[str, Picture], **brand: object) -> list[str]:
    """Return the codes of what is refused; each must have its sentence in every language."""
    with pytest.raises(Refusal) as caught:
        render(report, dataclasses.replace(sample_brand(), **brand), assets)
    for language in LANGUAGES:
        assert all(describe(problem, language) for problem in caught.value.problems)
    return [problem.code for problem in caught.value.problems]


def ua_failures(content: bytes) -> list[str]:
    report = validator.validate_pdf_bytes(content, profile=validator.ValidationProfile.PDF_UA_1)
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


def test_the_draft_conforms_to_pdf_ua_1(draft: Rendered) -> None:
    assert ua_failures(draft.content) == []


def test_a_busy_report_conforms_to_pdf_ua_1(busy: Rendered) -> None:
    assert ua_failures(busy.content) == []


def test_the_check_of_accessibility_can_fail(draft: Rendered) -> None:
    with pikepdf.open(io.BytesIO(draft.content)) as pdf:
        del pdf.Root["/Lang"]
        broken = io.BytesIO()
        pdf.save(broken)
    assert ua_failures(broken.getvalue()) != []


def test_every_word_of_every_section_is_in_the_pages(draft: Rendered) -> None:
    text = squeezed(" ".join(text_of(draft.content)))
    for _, section in sample_report().walk():
        assert squeezed(section.title) in text
        for block in section.blocks:
            if isinstance(block, Paragraph):
                assert squeezed("".join(run.text for run in block.content)) in text
            if isinstance(block, Quote):
                assert all(squeezed(paragraph) in text for paragraph in block.paragraphs)


def test_the_file_says_its_title_language_author_and_date(pdf: pikepdf.Pdf) -> None:
    labels = sample_report().labels
    assert str(pdf.Root.Lang) == "fr"
    assert str(pdf.docinfo["/Title"]) == "Rapport d’activités, janvier–mars 2022"
    assert str(pdf.docinfo["/Author"]) == labels.organisation
    assert str(pdf.docinfo["/Subject"]) == labels.description
    assert str(pdf.docinfo["/Keywords"]) == "migration, Maroc, T1 2022"
    assert str(pdf.docinfo["/CreationDate"]) == str(pdf.docinfo["/ModDate"]) == "D:20220415"


def test_the_outline_lists_chapters_and_their_sections(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        titles = [entry.title for entry in outline.root]
        children = {entry.title: [child.title for child in entry.children] for entry in outline.root}
    assert titles[:3] == ["Mot de la Cheffe de mission", "Sommaire", "L’organisation en bref"]
    assert children["Migration, gouvernance et développement"][-1] == "Autres activités"


def test_the_contents_give_the_page_on_which_each_section_stands(draft: Rendered) -> None:
    pages = text_of(draft.content)
    lines = next(text for text in pages if "Sommaire" in text).splitlines()
    number = int(next(line for line in lines if line.startswith("Remerciements")).split()[-1])
    assert "Remerciements" in pages[number - 1]
    assert number > 2


def test_each_picture_and_chart_says_what_it_shows(pdf: pikepdf.Pdf) -> None:
    alts = {str(o.Alt) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"}
    assert "Une salle de réunion, vingt personnes autour d’une table." in alts
    assert "Activités par ville : Rabat 5, Casablanca 3, Marrakech 2, Oujda-Angad 1, Tanger 1." in alts
    assert "Logo de la Fondation Demain" in alts


def test_pages_carry_running_lines_but_the_cover_does_not(draft: Rendered) -> None:
    pages = text_of(draft.content)
    assert draft.pages == len(pages)
    assert "Page 1 sur" not in pages[0]
    for number, text in enumerate(pages[1:], start=2):
        assert f"Page {number} sur {len(pages)}" in text
        assert "PROJET" in text


def test_a_final_carries_no_mark_of_a_draft(assets: dict[str, Picture]) -> None:
    final = render(sample_report(Status.FINAL), sample_brand(), assets)
    assert "PROJET" not in " ".join(text_of(final.content))
    assert "Notes de relecture" not in " ".join(text_of(final.content))


def test_no_page_is_empty_and_chapters_begin_one(busy: Rendered) -> None:
    pages = text_of(busy.content)
    assert all(len(text.split()) > 30 for text in pages)
    for title in ("La période en un coup d’œil", "Protection et résilience", "Notes de relecture"):
        assert any(title in text.splitlines()[:4] for text in pages[1:]), title


def test_only_the_fonts_of_the_brand_are_embedded_and_each_file_is_named(draft: Rendered) -> None:
    fonts = sample_brand().fonts
    assert {use.family for use in draft.fonts} <= {fonts.heading, fonts.body, fonts.quote, fonts.arabic}
    assert fonts.quote in {use.family for use in draft.fonts}
    files = subprocess.run(
        ["fc-list", "--format", "%{file}\n", fonts.body], capture_output=True, text=True, check=True
    ).stdout.split("\n")
    hashes = {hashlib.sha256(Path(name).read_bytes()).hexdigest() for name in files if name}
    assert {use.sha256 for use in draft.fonts if use.family == fonts.body} <= hashes


def test_the_libraries_that_drew_it_are_named(draft: Rendered) -> None:
    assert {"weasyprint", "pydyf", "pango", "matplotlib"} <= {name for name, _ in draft.libraries}


def test_a_missing_font_is_refused_with_its_debian_package(assets: dict[str, Picture]) -> None:
    fonts = dataclasses.replace(sample_brand().fonts, heading="IBM Plex Absent")
    with pytest.raises(Refusal) as caught:
        render(sample_report(), dataclasses.replace(sample_brand(), fonts=fonts), assets)
    assert dict(caught.value.problems[0].facts) == {"family": "IBM Plex Absent", "package": "fonts-ibm-plex"}


def test_a_character_no_brand_font_holds_is_refused_by_name(assets: dict[str, Picture]) -> None:
    with pytest.raises(Refusal) as caught:
        render(one(Paragraph(words("Une ville : 中"))), sample_brand(), assets)
    assert {dict(p.facts)["point"] for p in caught.value.problems} == {"U+4E2D"}
    assert dict(caught.value.problems[0].facts)["name"] == "CJK UNIFIED IDEOGRAPH-4E2D"


def test_french_spaces_hyphens_and_signs_are_drawn_and_read_back(assets: dict[str, Picture]) -> None:
    written = "1\u202f284 km, n°\u00a032, porte\u2011parole, a → b, 50\u202f%, « oui\u202f!\u00a0», ≥ 3, œuvre… n’est"
    rendered = render(one(Paragraph(words(written))), sample_brand(), assets)
    assert squeezed(written) in squeezed(" ".join(text_of(rendered.content)))


def test_fonts_in_the_brands_folder_are_used_though_the_machine_lacks_them(
    assets: dict[str, Picture], tmp_path: Path
) -> None:
    (tmp_path / "fonts").mkdir()
    for weight in (LIGHT, REGULAR, SEMIBOLD):
        path = find_font(sample_brand().fonts.body, weight, tmp_path)
        assert path is not None
        with TTFont(path) as font:
            for record in font["name"].names:
                if record.nameID in (1, 16):
                    font["name"].setName(
                        "Maison Propre", record.nameID, record.platformID, record.platEncID, record.langID
                    )
            font.save(tmp_path / "fonts" / f"maison {weight}.ttf")
    fonts = dataclasses.replace(sample_brand().fonts, heading="Maison Propre", body="Maison Propre")
    rendered = render(
        one(Paragraph(words("Une maison à soi"))),
        dataclasses.replace(sample_brand(), folder=tmp_path, fonts=fonts),
        assets,
    )
    assert {use.family for use in rendered.fonts} == {"Maison Propre"}
    assert {use.sha256 for use in rendered.fonts} <= {
        hashlib.sha256(path.read_bytes()).hexdigest() for path in (tmp_path / "fonts").iterdir()
    }


def test_a_picture_that_is_not_among_the_assets_is_refused_by_name(assets: dict[str, Picture]) -> None:
    lost = {name: picture for name, picture in assets.items() if name != "photos/atelier.jpg"}
    assert refused(sample_report(), lost) == ["pdf.asset_missing"]


def test_a_picture_the_engine_cannot_read_is_refused(assets: dict[str, Picture]) -> None:
    broken = Picture("jpeg", b"Une salle", 9, 9)
    assert set(refused(one(Figure("photo", "Une photo.")), {**assets, "photo": broken})) == {
        "pdf.address_refused"
    }


def test_the_same_report_gives_the_same_bytes_elsewhere(draft: Rendered, tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[2]);"
        "from tests.renderers.sample import *; from generator.renderers.pdf.renderer import render;"
        "folder = Path(sys.argv[1]); folder.mkdir();"
        "rendered = render(sample_report(), sample_brand(), sample_assets(folder));"
        "sys.stdout.buffer.write(rendered.content)"
    )
    for seed, zone, locale in (("1", "Pacific/Auckland", "C"), ("77", "America/New_York", "C.UTF-8")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale,
                       "SOURCE_DATE_EPOCH": seed}  # fmt: skip
        other = tmp_path / f"ailleurs {seed}"
        done = subprocess.run(
            [sys.executable, "-c", program, str(other), str(ROOT)],
            env=environment, cwd=tmp_path, capture_output=True, check=True,
        )  # fmt: skip
        assert done.stdout == draft.content


def test_no_path_of_this_machine_is_in_the_file(
    draft: Rendered, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with pikepdf.open(io.BytesIO(draft.content)) as pdf:
        plain = io.BytesIO()
        pdf.save(plain, stream_decode_level=pikepdf.StreamDecodeLevel.generalized, compress_streams=False)
    for secret in (str(tmp_path_factory.getbasetemp()), str(ROOT), "file:", "asset:"):
        assert secret.encode() not in plain.getvalue()


def test_facts_beside_a_text_are_drawn_once_wherever_the_page_ends(assets: dict[str, Picture]) -> None:
    for lines in range(0, 30, 3):
        facts = FactList("R", tuple(Fact(f"E{n}x", (words(f"V{n}x"),)) for n in range(9)))
        report = one(*(Paragraph(words("ligne")) for _ in range(lines)),
                     Paragraph(words("Rabat"), Role.DATELINE), Paragraph(words(LOREM * 2)), facts)  # fmt: skip
        text = " ".join(text_of(render(report, sample_brand(), assets).content))
        assert [text.count(f"E{n}x") + text.count(f"V{n}x") for n in range(9)] == [2] * 9


def test_a_word_longer_than_its_line_is_broken_not_clipped(assets: dict[str, Picture]) -> None:
    word = "mot" * 60
    rendered = render(
        one(Paragraph(words(word)), FactList("", (Fact("L", (words(word),)),))), sample_brand(), assets
    )
    pages = text_of(rendered.content)
    assert squeezed(" ".join(pages)).count(word) == 2
    document = pypdfium2.PdfDocument(rendered.content)
    sheet = document[0]
    text = sheet.get_textpage()
    rights = [text.get_charbox(index)[2] for index in range(text.count_chars())]
    document.close()
    assert max(rights) <= 595 - 22 * 72 / 25.4 + 3


def test_an_arabic_report_is_drawn_in_the_arabic_font(assets: dict[str, Picture]) -> None:
    report = dataclasses.replace(
        one(Paragraph(words("تدريب الجهات المؤسسية في الرباط"))), language="ar", direction="rtl"
    )
    rendered = render(report, sample_brand(), assets)
    assert sample_brand().fonts.arabic in {use.family for use in rendered.fonts}
    assert ua_failures(rendered.content) == []


def test_the_brands_own_style_sheet_comes_last(assets: dict[str, Picture], tmp_path: Path) -> None:
    sheet = tmp_path / "brand.css"
    sheet.write_text("@page { size: A5 }")
    brand = dataclasses.replace(sample_brand(), stylesheet=sheet)
    with pikepdf.open(io.BytesIO(render(one(Paragraph(words("x"))), brand, assets).content)) as pdf:
        assert float(pdf.pages[0].mediabox[2]) == pytest.approx(419.5, abs=1)


@pytest.mark.parametrize("rule", ["p { colour: red }", "p { width: calc(1 }", "@import 'autre.css';"])
def test_a_mistake_in_the_brands_style_sheet_is_an_error_not_a_shrug(
    rule: str, assets: dict[str, Picture], tmp_path: Path
) -> None:
    sheet = tmp_path / "brand.css"
    sheet.write_text(rule)
    codes = refused(one(Paragraph(words("x"))), assets, stylesheet=sheet)
    assert set(codes) <= {"pdf.engine_complaint", "pdf.address_refused"}


def test_a_larger_report_is_given_more_time() -> None:
    assert allowed_seconds(sample_report()) < allowed_seconds(sample_report(dense=True)) < 90


def test_the_sample_assets_can_be_made_twice_alike(assets: dict[str, Picture], tmp_path: Path) -> None:
    assert sample_assets(tmp_path) == assets
