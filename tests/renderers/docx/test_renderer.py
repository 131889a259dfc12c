from __future__ import annotations

import dataclasses
import re
import subprocess
import sys
from pathlib import Path

import docx
import openxml_audit
import pytest
from lxml import etree

from generator.config.letterhead import W
from generator.renderers.docx.renderer import render
from generator.renderers.registry import Rendered
from generator.report.blocks import Bar, BulletList, Chart, Figure, KeyFigure, KeyFigures, Role, Table
from generator.report.blocks import Paragraph as Words
from generator.report.model import Part, Report, Section, Status
from generator.report.words import Text, words
from tests.renderers.docx.conftest import parts_of
from tests.renderers.sample import LONG_WORD, TRICKY, block_types, report_words, sample_brand, sample_report

ROOT = Path(__file__).parents[3]


def body(rendered: Rendered) -> etree._Element:
    return etree.fromstring(parts_of(rendered.content)["word/document.xml"])


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def texts(root: etree._Element) -> str:
    return "\n".join(said(paragraph) for paragraph in root.iter(w("p")))


def said(paragraph: etree._Element) -> str:
    parts = paragraph.iter(w("t"), w("noBreakHyphen"))
    return "".join("-" if part.tag == w("noBreakHyphen") else part.text or "" for part in parts)


def small(*blocks: object, **changes: object) -> Report:
    section = Section("essai", "Essai", blocks, part=Part.CHAPTER)
    return dataclasses.replace(sample_report(), sections=(section,), **changes)


def test_the_sample_holds_every_block_of_the_model():
    assert len(block_types(sample_report())) == 15


@pytest.mark.parametrize("dense", [False, True])
@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_validator_finds_no_error_in_the_output(tmp_path, assets, status, dense, direction):
    report = dataclasses.replace(sample_report(status, dense=dense), direction=direction)
    path = tmp_path / "rapport.docx"
    path.write_bytes(render(report, sample_brand(), assets).content)
    result = openxml_audit.OpenXmlValidator().validate(path)
    assert [error.description for error in result.errors] == []


def test_every_word_of_the_report_stands_in_the_file(draft):
    written = texts(body(draft))
    missing = [text for text in report_words(sample_report()) if text not in written]
    assert missing == []


def test_the_sentence_of_a_chart_and_of_a_picture_is_their_alternative_text(draft):
    spoken = {e.get("descr") for e in body(draft).iter() if e.tag.endswith("}docPr")}
    for _, section in sample_report().walk():
        for block in section.blocks:
            if isinstance(block, Chart | Figure):
                assert block.alt in spoken


def test_signs_of_xml_in_the_words_are_kept_as_words(draft):
    written = texts(body(draft))
    assert TRICKY in written
    assert LONG_WORD in written


def test_the_outline_of_word_follows_the_depth_of_sections(draft_file):
    found = [
        (p.style.name, p.text)
        for p in docx.Document(str(draft_file)).paragraphs
        if p.style.name.startswith("Heading")
    ]
    assert ("Heading 1", "Migration, gouvernance et développement") in found
    assert ("Heading 2", TRICKY) in found
    assert ("Heading 3", "Recommandations") in found


def test_each_source_is_a_content_control_resolved_by_its_tag(draft):
    tags = [tag.get(w("val")) for tag in body(draft).iter(w("tag"))]
    assert dict(draft.sources)[tags[0]] == "2022-Q1/foreword/fr"
    assert set(tags) == {tag for tag, _ in draft.sources}
    expected = {
        block.source.key
        for _, section in sample_report().walk()
        for block in section.blocks
        if getattr(block, "source", None)
    }
    assert {key for _, key in draft.sources} == expected


def test_contents_are_links_with_page_fields_whose_result_is_left_to_word(draft):
    root = body(draft)
    anchors = {mark.get(w("name")) for mark in root.iter(w("bookmarkStart"))}
    links = [link for link in root.iter(w("hyperlink")) if "PAGEREF" in "".join(link.itertext())]
    assert len(links) == 9
    for link in links:
        assert link.get(w("anchor")) in anchors
        assert not re.search(r"\d\s*$", "".join(t.text or "" for t in link.iter(w("t"))))
    assert b"updateFields" not in parts_of(draft.content)["word/settings.xml"]
    assert b"w:dirty" not in parts_of(draft.content)["word/document.xml"]


def test_a_link_to_no_section_or_to_another_scheme_is_plain_words(assets):
    report = small(Words((Text("un", href="#nulle-part"), Text("deux", href="javascript:x"))))
    root = body(render(report, sample_brand(), assets))
    assert not list(root.iter(w("hyperlink")))
    assert "undeux" in texts(root)


def test_nothing_but_links_points_outside(draft):
    for name, content in parts_of(draft.content).items():
        if name.endswith(".rels"):
            for relation in etree.fromstring(content):
                if relation.get("TargetMode") == "External":
                    assert relation.get("Type").endswith("/hyperlink")
                    assert relation.get("Target").startswith(("http://", "https://", "mailto:"))


def test_tables_repeat_their_header_never_split_a_row_and_fill_the_text_width(draft):
    root = body(draft)
    for table in root.iter(w("tbl")):
        grid = [int(column.get(w("w"))) for column in table.find(w("tblGrid"))]
        assert sum(grid) == int(table.find(f"{w('tblPr')}/{w('tblW')}").get(w("w"))) == 9412
        for row in table.findall(w("tr")):
            assert row.find(f"{w('trPr')}/{w('cantSplit')}") is not None
    data = [t for t in root.iter(w("tbl")) if t.find(f".//{w('tblStyle')}").get(w("val")) == "BilanTable"]
    for table in data:
        assert table.find(f"{w('tr')}/{w('trPr')}/{w('tblHeader')}") is not None
        assert table.find(f"{w('tblPr')}/{w('tblCaption')}") is not None


def test_two_tables_never_touch_so_that_word_does_not_join_them(assets):
    table = sample_report().section("chiffres").blocks[0]
    assert isinstance(table, Table)
    bare = dataclasses.replace(table, caption="", foot=())
    root = body(render(small(bare, bare), sample_brand(), assets))
    for one in root.iter(w("tbl")):
        following = one.getnext()
        assert following is not None and following.tag == w("p")


def test_every_property_of_the_file_is_ours(draft, draft_file):
    properties = docx.Document(str(draft_file)).core_properties
    assert properties.title == "Rapport d’activités"
    assert properties.author.startswith("Organisation internationale")
    assert properties.language == "fr-FR"
    assert properties.created.isoformat()[:19] == "2022-04-15T00:00:00"
    assert properties.modified == properties.created
    for content in parts_of(draft.content).values():
        assert b"python-docx" not in content


def test_the_language_stands_in_styles_and_settings(draft):
    parts = parts_of(draft.content)
    for name in ("word/styles.xml", "word/settings.xml"):
        assert b'w:val="fr-FR"' in parts[name]


def test_a_quote_in_another_language_is_marked_so(draft):
    runs = [r for r in body(draft).iter(w("r")) if "Good data" in "".join(r.itertext())]
    assert runs[0].find(f"{w('rPr')}/{w('lang')}").get(w("val")) == "en-GB"


def test_the_font_table_names_what_word_may_take_instead(draft):
    brand = sample_brand()
    table = etree.fromstring(parts_of(draft.content)["word/fontTable.xml"])
    found = {font.get(w("name")): font.find(w("altName")).get(w("val")) for font in table}
    for family, other in brand.fonts.substitutes:
        assert found[family] == other


def test_a_chapter_begins_a_page_but_never_the_first_of_the_body(draft):
    root = body(draft)
    breaks = list(root.iter(w("pageBreakBefore")))
    assert len(breaks) == 4  # overview, chapter, first of the back, review


def test_a_picture_is_as_wide_as_the_layout_says_whatever_its_pixels(draft):
    extents = [e for e in body(draft).iter() if e.tag.endswith("wordprocessingDrawing}extent")]
    assert max(int(e.get("cx")) for e in extents) == 9412 * 635


def test_from_right_to_left_every_paragraph_table_and_section_is_turned(assets):
    report = dataclasses.replace(sample_report(), language="ar", direction="rtl")
    rendered = render(report, sample_brand(), assets)
    root = body(rendered)
    straight = [said(p) for p in root.iter(w("p")) if p.find(f"{w('pPr')}/{w('bidi')}") is None]
    assert straight == ["“Good data travels further than good intentions.”"]  # a quote in English
    assert all(t.find(f"{w('tblPr')}/{w('bidiVisual')}") is not None for t in root.iter(w("tbl")))
    assert all(s.find(w("bidi")) is not None for s in root.iter(w("sectPr")))
    styles = etree.fromstring(parts_of(rendered.content)["word/styles.xml"])
    quote = next(s for s in styles.iter(w("style")) if s.find(w("name")).get(w("val")) == "Bilan Quote")
    assert [side.tag for side in quote.find(f"{w('pPr')}/{w('pBdr')}")] == [w("right")]
    assert b'w:bidi="ar-MA"' in parts_of(rendered.content)["word/styles.xml"]


def test_one_to_six_key_figures_all_stand_there(assets):
    figures = sample_report().section("periode").blocks[1]
    one = figures.figures[0]
    for count in range(1, 7):
        block = dataclasses.replace(figures, figures=(one,) * count)
        written = texts(body(render(small(block), sample_brand(), assets)))
        assert written.count(one.label) == count


def test_a_chart_needs_no_caption_nor_notes(assets):
    chart = Chart("", (Bar("a", 1, "1"), Bar("b", 2, "2")), "Deux barres.")
    assert (
        b"Deux barres." in parts_of(render(small(chart), sample_brand(), assets).content)["word/document.xml"]
    )


def test_line_feeds_and_tabs_in_words_become_breaks_and_tabulators(assets):
    root = body(render(small(Words(words("un\ndeux\ttrois"))), sample_brand(), assets))
    assert root.find(f".//{w('r')}/{w('br')}") is not None
    assert root.find(f".//{w('r')}/{w('tab')}") is not None


SCRIPT = """
import sys, hashlib
from pathlib import Path
from generator.renderers.docx.renderer import render
from tests.renderers.sample import sample_assets, sample_brand, sample_report
folder = Path(sys.argv[1]); folder.mkdir()
print(hashlib.sha256(render(sample_report(), sample_brand(), sample_assets(folder)).content).hexdigest())
"""


def test_the_same_inputs_give_the_same_bytes_in_any_process_time_zone_and_folder(tmp_path):
    hashes = set()
    for number, zone in enumerate(("UTC", "Asia/Tokyo")):
        folder = tmp_path / f"f{number}"
        environment = {
            "PYTHONHASHSEED": str(number + 1),
            "TZ": zone,
            "PYTHONPATH": str(ROOT),
            "PATH": "/usr/bin:/bin",
        }
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(folder)],
            env=environment | {"HOME": str(tmp_path)},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        )
        hashes.add(done.stdout.strip())
    assert len(hashes) == 1


def test_the_accent_rule_stands_in_the_title_itself_and_adds_no_word_to_it(assets):
    report = dataclasses.replace(
        sample_report(), sections=tuple(s for s in sample_report().sections if s.part is not Part.REVIEW)
    )
    rendered = render(report, sample_brand(), assets)
    titles = [
        p
        for p in body(rendered).iter(w("p"))
        if (style := p.find(f"{w('pPr')}/{w('pStyle')}")) is not None and style.get(w("val")) == "Heading1"
    ]
    assert titles
    for title in titles:
        assert len(list(title.iter(w("drawing")))) == 1
    assert ["".join(t.text or "" for t in p.iter(w("t"))) for p in titles] == [
        section.title for section in report.sections if section.title and section.part is not Part.COVER
    ]


def test_a_lone_figure_keeps_the_width_of_one_of_three():
    rendered = render(small(KeyFigures((KeyFigure("au moins 19", "participant-e-s"),))), sample_brand(), {})
    tiles = [t for t in body(rendered).iter(w("tbl")) if "19" in texts(t)][-1]
    widths = [int(column.get(w("w"))) for column in tiles.iter(w("gridCol"))]
    assert len(widths) == 5 and widths[0] < sum(widths) / 3
    assert "au moins 19" in texts(tiles)


def test_fine_print_and_the_ends_of_a_list_are_not_parted_from_their_neighbours():
    section = small(
        Words(words("https://example.org")), Words(words("Mention."), Role.FINE_PRINT),
        BulletList(tuple(words(f"Point {n}") for n in range(4))),
        BulletList(tuple(words(f"Long {n}" + " mot" * 20) for n in range(9))),
    )  # fmt: skip
    drawn = body(render(section, sample_brand(), {}))
    kept = [
        "".join(t.text or "" for t in p.iter(w("t"))).removesuffix(" mot" * 20)
        for p in drawn.iter(w("p"))
        if p.find(f"{w('pPr')}/{w('keepNext')}") is not None
    ]
    (unsplit,) = [r for r in drawn.iter(w("tr")) if "Mention." in texts(r)]
    assert kept == ["Point 2", "Long 7"]
    (listed,) = [r for r in drawn.iter(w("tr")) if "Point" in texts(r)]
    assert texts(listed).count("Point") == 4 and listed.find(f"{w('trPr')}/{w('cantSplit')}") is not None
    assert not any("Long" in texts(r) for r in drawn.iter(w("tr")))
    assert "https://example.org" in texts(unsplit)
    assert unsplit.find(f"{w('trPr')}/{w('cantSplit')}") is not None
