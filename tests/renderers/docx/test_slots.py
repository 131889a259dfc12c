from __future__ import annotations

import dataclasses

import pytest
from lxml import etree

from generator.config.letterhead import W
from generator.errors import Refusal
from generator.renderers.docx.renderer import render
from generator.report.model import Report, Status
from tests.renderers.docx.conftest import parts_of
from tests.renderers.sample import sample_brand, sample_report
from tests.renderers.test_pictures import CANARIES, photograph_with_canaries

DOCUMENT, HEADER, FOOTER = "word/document.xml", "word/header2.xml", "word/footer2.xml"
BODY = ">{{ body }}</w:t>"


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def lines(content: bytes, part: str = DOCUMENT) -> list[str]:
    root = etree.fromstring(parts_of(content)[part])
    return ["".join(t.text or "" for t in p.iter(w("t"))) for p in root.iter(w("p"))]


def with_labels(report: Report, **changes: str) -> Report:
    return dataclasses.replace(report, labels=dataclasses.replace(report.labels, **changes))


def test_no_slot_is_left_in_any_part(draft):
    for name, content in parts_of(draft.content).items():
        assert b"{{" not in content, name


def test_the_cover_and_the_running_lines_hold_the_words_of_the_report(draft):
    assert {"T1 2022", "Rapport d’activités", "janvier–mars 2022 · n° 32", "PROJET"} <= set(
        lines(draft.content)
    )
    assert lines(draft.content, HEADER) == ["OIM MarocRapport d’activités · T1 2022"]


def test_the_page_words_hold_fields_for_the_page_and_the_number_of_pages(draft):
    root = etree.fromstring(parts_of(draft.content)[FOOTER])
    assert [code.text.strip() for code in root.iter(w("instrText"))] == ["PAGE", "NUMPAGES"]
    assert "".join(t.text or "" for t in root.iter(w("t"))) == "PROJETPage  sur "


def test_an_empty_slot_takes_its_separator_with_it(assets):
    report = with_labels(sample_report(Status.FINAL), edition="")
    content = render(report, sample_brand(), assets).content
    assert "janvier–mars 2022" in lines(content)
    assert lines(content, HEADER) == ["OIM MarocRapport d’activités · T1 2022"]


def test_a_paragraph_whose_only_slot_is_empty_vanishes(assets):
    report = dataclasses.replace(sample_report(), subtitle="")
    before = len(lines(render(sample_report(), sample_brand(), assets).content))
    assert len(lines(render(report, sample_brand(), assets).content)) == before - 1


def test_a_slot_split_by_word_over_runs_is_filled_in_the_look_of_its_first_run(assets, altered):
    split = '{{ ti</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:rPr><w:b/></w:rPr><w:t>tle</w:t></w:r><w:r><w:t> }}'
    content = render(sample_report(), altered({DOCUMENT: [("{{ title }}", split)]}), assets).content
    assert "Rapport d’activités" in lines(content)


def test_two_slots_and_a_tab_in_one_run_keep_their_order(assets, altered):
    old = '{{ status }}</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t xml:space="preserve">'
    brand = altered({FOOTER: [(old, "{{ status }}</w:t><w:tab/><w:t>")]})
    root = etree.fromstring(parts_of(render(sample_report(), brand, assets).content)[FOOTER])
    order = [
        e.tag.split("}")[1] if e.tag == w("tab") else e.text
        for e in root.iter(w("t"), w("tab"), w("instrText"))
    ]
    assert [one.strip() for one in order if one] == ["PROJET", "tab", "Page", "PAGE", "sur", "NUMPAGES"]


def test_a_section_slot_pulls_its_blocks_out_of_the_body(assets, altered):
    form = (
        '>{{ section chiffres }}</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="BilanText"/></w:pPr><w:r><w:t'
        + BODY
    )
    found = lines(render(sample_report(), altered({DOCUMENT: [(BODY, form)]}), assets).content)
    assert found.count("Chiffres arrêtés au 15 avril 2022.") == 1
    assert found.index("Chiffres arrêtés au 15 avril 2022.") < found.index("Mot de la Cheffe de mission")
    assert sum(line == "Chiffres" for line in found) == 1  # in the contents; its title stays out


def test_a_section_slot_in_a_cell_takes_the_width_of_the_cell(assets, altered):
    cell = (
        '></w:t></w:r></w:p><w:tbl><w:tblPr><w:tblW w:w="4000" w:type="dxa"/></w:tblPr><w:tblGrid>'
        '<w:gridCol w:w="4000"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>'
        "<w:p><w:r><w:t>{{ section chiffres }}</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t" + BODY
    )
    content = render(sample_report(), altered({DOCUMENT: [(BODY, cell)]}), assets).content
    root = etree.fromstring(parts_of(content)[DOCUMENT])
    inner = [
        t
        for t in root.iter(w("tbl"))
        if len(list(t.iterancestors(w("tbl")))) == 1 and "Casablanca" in "".join(t.itertext())
    ]
    assert [t.find(f"{w('tblPr')}/{w('tblW')}").get(w("w")) for t in inner] == [str(4000 - 2 * 108)]
    assert all(cell[-1].tag == w("p") for cell in root.iter(w("tc")))


def test_a_form_says_not_applicable_where_the_report_has_no_such_section(assets, altered):
    form = ">{{ section risques }}</w:t></w:r></w:p><w:p><w:r><w:t" + BODY
    found = lines(render(sample_report(), altered({DOCUMENT: [(BODY, form)]}), assets).content)
    assert "Sans objet" in found


def test_the_specimen_page_is_removed_and_the_page_set_up_kept(draft):
    assert not [line for line in lines(draft.content) if "spécimen" in line or "le style en usage" in line]
    root = etree.fromstring(parts_of(draft.content)[DOCUMENT])
    cover, body = root.iter(w("sectPr"))
    assert [own.find(w("headerReference")).values()[-1] for own in (cover, body)][1] == "rIdheader"
    assert cover.find(w("pgMar")).get(w("top")) != body.find(w("pgMar")).get(w("top"))


def test_a_colophon_without_a_word_leaves_no_page_of_its_own_and_one_with_words_stays(draft, assets):
    def end(content):
        body = etree.fromstring(parts_of(content)[DOCUMENT])[0]
        return len(list(body.iter(w("sectPr")))), body[-2]

    sections, last = end(draft.content)
    written = with_labels(sample_report(), disclaimer="Une mention.")
    more, mention = end(render(written, sample_brand(), assets).content)

    assert (sections, more) == (2, 3)
    assert last.find(f"{w('pPr')}/{w('pStyle')}").get(w("val")) != "BilanGap"
    assert "Une mention." in "".join(mention.itertext())


def test_the_funding_slot_gathers_the_statements_and_the_logo_slot_the_logos(assets, altered):
    form = ">{{ funding }}</w:t></w:r></w:p><w:p><w:r><w:t>{{ logos }}</w:t></w:r></w:p><w:p><w:r><w:t" + BODY
    content = render(sample_report(), altered({DOCUMENT: [(BODY, form)]}), assets).content
    found = lines(content)
    assert sum("Publication réalisée" in line for line in found) == 1
    described = [
        e.get("descr")
        for e in etree.fromstring(parts_of(content)[DOCUMENT]).iter()
        if e.tag.endswith("}docPr")
    ]
    assert described.count("Logo de la Fondation Demain") == 2


def test_the_brands_own_logo_is_drawn_again_and_a_drawing_gives_way_to_the_name(assets, altered, tmp_path):
    form = ">{{ logos }}</w:t></w:r></w:p><w:p><w:r><w:t" + BODY
    brand = altered({DOCUMENT: [(BODY, form)]})
    (tmp_path / "logo.jpg").write_bytes(photograph_with_canaries())
    (tmp_path / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')

    for name, shown in (("logo.jpg", True), ("logo.svg", False)):
        own = dataclasses.replace(brand, logo=tmp_path / name, logo_alt="Logo de la mission")
        parts = parts_of(render(sample_report(), own, assets).content)
        assert (b"Logo de la mission" in parts[DOCUMENT]) is shown
        assert not any(canary in content for content in parts.values() for canary in CANARIES)


def test_line_feeds_of_a_value_become_line_breaks(assets):
    report = with_labels(sample_report(), disclaimer="Première ligne\nSeconde ligne")
    root = etree.fromstring(parts_of(render(report, sample_brand(), assets).content)[DOCUMENT])
    colophon = [p for p in root.iter(w("p")) if "Première ligne" in "".join(p.itertext())]
    assert len(list(colophon[0].iter(w("br")))) == 1


def test_a_long_period_or_title_is_set_smaller_so_that_the_cover_holds_it(assets):
    short = sample_report()
    long = with_labels(
        dataclasses.replace(short, title="Un titre qui n’en finit pas " * 5),
        period_short="janv. 2021–juin 2022",
    )
    sizes = []
    for report in (short, long):
        root = etree.fromstring(parts_of(render(report, sample_brand(), assets).content)[DOCUMENT])
        titles = list(next(root.iter(w("tbl"))))[:4]  # properties, grid, mark and status, period and title
        sizes.append([int(size.get(w("val"))) // 2 for row in titles for size in row.iter(w("sz"))])
    assert sizes[0] == []
    assert sizes[1] and max(sizes[1]) < 60


def test_a_letterhead_with_a_misspelt_slot_is_refused_before_anything_is_drawn(assets, altered):
    with pytest.raises(Refusal) as refused:
        render(sample_report(), altered({DOCUMENT: [("{{ title }}", "{{ titel }}")]}), assets)
    assert [found.code for found in refused.value.problems] == ["letterhead.unknown_slot"]


def test_the_style_ids_of_a_french_word_are_followed_by_their_names(assets, altered):
    brand = altered(
        {
            "word/styles.xml": [
                ('w:styleId="Heading1"', 'w:styleId="Titre1"'),
                ('styleId="BilanText"', 'styleId="Bilan1"'),
            ],
            DOCUMENT: [('w:val="Heading1"', 'w:val="Titre1"'), ('w:val="BilanText"', 'w:val="Bilan1"')],
        }
    )
    used = etree.fromstring(parts_of(render(sample_report(), brand, assets).content)[DOCUMENT])
    styles = {style.get(w("val")) for style in used.iter(w("pStyle"))}
    assert {"Titre1", "Bilan1"} <= styles
    assert not {"Heading1", "BilanText"} & styles
