"""A draft's notes in Word: comments that can be answered one by one, each around the words it is about."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import docx
import openxml_audit
import pytest
from docx.comments import Comment
from lxml import etree

from generator.config.brand import Brand
from generator.config.letterhead import W
from generator.records.checks import Severity
from generator.renderers.docx.renderer import render
from generator.renderers.pictures import Picture
from generator.renderers.registry import Rendered
from generator.report.blocks import Bar, Block, BulletList, Chart, NoteList, Paragraph, Quote
from generator.report.model import Part, Report, Section, Status
from generator.report.words import Note, Source, plain, words
from tests.renderers.docx.conftest import BRAND_DOCX, parts_of
from tests.renderers.docx.test_pages import convert
from tests.renderers.sample import LOREM, NOTES, TRICKY, report_words, sample_brand, sample_report

DOCUMENT = "word/document.xml"
BODY = ">{{ body }}</w:t>"
Assets = Mapping[str, Picture]
ONE = Note(1, Severity.BLOCKING, "À régler", ("La date manque.",), "event/essai")


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def body(content: bytes) -> etree._Element:
    return etree.fromstring(parts_of(content)[DOCUMENT])


def comments(content: bytes) -> list[Comment]:
    return list(docx.Document(io.BytesIO(content)).comments)


def anchors(content: bytes) -> dict[str, str]:
    """Return the words around which each comment stands, by the comment's last paragraph."""
    said = {str(comment.comment_id): comment.paragraphs[-1].text for comment in comments(content)}
    open_now: list[str] = []
    found: dict[str, str] = {}
    for node in body(content).iter(w("commentRangeStart"), w("commentRangeEnd"), w("t")):
        number = node.get(w("id"), "")
        if node.tag == w("commentRangeStart"):
            open_now.append(number)
            found[said[number]] = ""
        elif node.tag == w("commentRangeEnd"):
            open_now.remove(number)
        else:
            for one in open_now:
                found[said[one]] += node.text or ""
    assert not open_now
    return found


def one_section(*blocks: Block) -> Report:
    section = Section("essai", "Essai", blocks, part=Part.CHAPTER)
    return dataclasses.replace(sample_report(), sections=(section,))


def errors(content: bytes, folder: Path) -> list[str]:
    path = folder / "rapport.docx"
    path.write_bytes(content)
    return [error.description for error in openxml_audit.OpenXmlValidator().validate(path).errors]


def test_each_note_is_a_comment_with_its_title_in_bold_its_record_and_a_paragraph_for_each_point(
    draft: Rendered,
) -> None:
    found = comments(draft.content)

    assert [comment.text for comment in found] == [
        "\n".join((n.title, *filter(None, [plain(n.where)]), *n.points)) for n in NOTES
    ]
    assert len({comment.comment_id for comment in found}) == len(NOTES)
    for comment in found:
        assert (comment.author, comment.initials, comment.timestamp) == ("Bilan", "B", None)
        assert [any(run.bold for run in p.runs) for p in comment.paragraphs] == [
            True,
            *(False for _ in comment.paragraphs[1:]),
        ]


def test_each_comment_stands_around_the_words_it_is_about(draft: Rendered) -> None:
    quote, items = sample_report().section("donnees"), sample_report().section("recommandations")
    assert quote is not None
    assert items is not None
    (said,) = [b for b in quote.blocks if isinstance(b, Quote) and b.notes]
    (listed,) = [b for b in items.blocks if isinstance(b, BulletList)]

    assert list(anchors(draft.content).values()) == [
        "12",  # of the cover, whose title is not printed
        "12",
        TRICKY,
        LOREM,
        "Repères",
        "".join(said.paragraphs),
        "".join(item[0].text for item in listed.items),
        "Session de formation n° 2",
        "Bailleurs",
        "Activités par ville",
    ]


def test_each_comment_has_one_start_one_end_and_one_mark_in_the_style_of_the_letterhead(
    draft: Rendered,
) -> None:
    root = body(draft.content)
    wanted = [str(number) for number in range(len(NOTES))]
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert [mark.get(w("id")) for mark in root.iter(w(name))] == wanted
    styles = {style.style_id: style.name for style in docx.Document(io.BytesIO(draft.content)).styles}
    for mark in root.iter(w("commentReference")):
        style = mark.getparent().find(f"{w('rPr')}/{w('rStyle')}").get(w("val"))
        assert styles[style] == "annotation reference"


def test_a_point_in_another_language_says_so_and_keeps_its_direction(assets: Assets) -> None:
    report = dataclasses.replace(sample_report(), language="ar", direction="rtl")
    notes = etree.fromstring(parts_of(render(report, sample_brand(), assets).content)["word/comments.xml"])
    (title, about, point) = notes[5].findall(w("p"))
    assert about.find(f"{w('pPr')}/{w('bidi')}") is not None

    assert title.find(f"{w('pPr')}/{w('bidi')}") is not None
    assert point.find(f"{w('pPr')}/{w('bidi')}") is None
    assert [lang.get(w("val")) for lang in point.iter(w("lang"))] == ["en-GB"]
    assert not list(point.iter(w("rtl")))
    for other in notes[3].findall(w("p")):
        assert other.find(f"{w('pPr')}/{w('bidi')}") is not None


def test_in_the_list_too_a_point_in_another_language_keeps_its_direction_under_its_title(
    assets: Assets, tmp_path: Path
) -> None:
    report = dataclasses.replace(sample_report(), language="ar", direction="rtl")
    content = render(report, sample_brand(), assets).content
    foreign, own = (
        next(
            p for p in body(content).iter(w("p")) if said in "".join(t.text or "" for t in p.iter(w("t")))
        ).find(w("pPr"))
        for said in (NOTES[5].points[0], NOTES[3].points[0])
    )

    assert foreign.find(w("bidi")).get(w("val")) == "0"
    assert foreign.find(w("jc")).get(w("val")) == "right"
    assert own.find(w("bidi")).get(w("val")) is None
    assert errors(content, tmp_path) == []


@pytest.mark.parametrize("status", list(Status))
def test_a_final_or_a_report_without_notes_holds_no_trace_of_a_comment(
    assets: Assets, status: Status
) -> None:
    report = sample_report(status) if status is Status.FINAL else one_section(Paragraph(words(LOREM)))
    parts = parts_of(render(report, sample_brand(), assets).content)

    assert not [name for name in parts if "comment" in name.lower() or "people" in name]
    for name, content in parts.items():
        if name != "word/styles.xml":
            assert b"comment" not in content.lower(), name


COMMENT_PARTS = {
    "comments": "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
    "people": "application/vnd.openxmlformats-officedocument.wordprocessingml.people+xml",
}
AUTHOR = "Jeanne Prénom-Secrète"
OWN = (
    f'<w:comments xmlns:w="{W}"><w:comment w:id="0" w:author="{AUTHOR}"><w:p><w:r><w:t>Logo à revoir</w:t></w:r>'
    f'</w:p></w:comment><w:comment w:id="1" w:author="{AUTHOR}"><w:p/></w:comment></w:comments>'
)
PEOPLE = (
    '<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
    f'<w15:person w15:author="{AUTHOR}"/></w15:people>'
)


def commented_letterhead(altered: Callable[..., Brand]) -> Brand:
    """Return the default brand with a letterhead that somebody commented on its cover and on the specimen page."""
    reference = '<w:r><w:commentReference w:id="{0}"/></w:r>'
    kinds = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{kind}"/>'
        for name, kind in COMMENT_PARTS.items()
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    microsoft = "http://schemas.microsoft.com/office/2011/relationships/people"
    relations = "".join(
        f'<Relationship Id="rIdOwn{name}" Type="{kind}" Target="{name}.xml"/>'
        for name, kind in (("comments", office), ("people", microsoft))
    )
    start, end = '<w:commentRangeStart w:id="{0}"/>', '<w:commentRangeEnd w:id="{0}"/>'
    with zipfile.ZipFile(BRAND_DOCX) as package:
        text = package.read(DOCUMENT).decode()
    (title,) = re.findall(r"<w:r>(?:(?!<w:r>).)*?\{\{ title \}\}</w:t></w:r>", text)
    (place,) = re.findall(r"<w:r>(?:(?!<w:r>).)*?\{\{ body \}\}</w:t></w:r>", text)
    cover = f"{start.format(0)}{title}{end.format(0)}{reference.format(0)}"
    specimen = (
        f"{place}</w:p><w:p>{start.format(1)}<w:r><w:t>x</w:t></w:r>{end.format(1)}{reference.format(1)}"
    )
    return altered(
        {
            DOCUMENT: [(title, cover), (place, specimen)],
            "[Content_Types].xml": [("</Types>", f"{kinds}</Types>")],
            "word/_rels/document.xml.rels": [("</Relationships>", f"{relations}</Relationships>")],
        },
        {"word/comments.xml": OWN, "word/people.xml": PEOPLE},
    )


@pytest.mark.parametrize("status", list(Status))
def test_what_somebody_noted_in_a_letterhead_and_the_name_of_who_did_stay_out(
    assets: Assets, altered: Callable[..., Brand], tmp_path: Path, status: Status
) -> None:
    brand = commented_letterhead(altered)
    content = render(sample_report(status), brand, assets).content

    for name, part in parts_of(content).items():
        assert AUTHOR.encode() not in part, name
        assert "Logo à revoir".encode() not in part, name
    assert "word/people.xml" not in parts_of(content)
    assert len(comments(content)) == (len(NOTES) if status is Status.DRAFT else 0)
    assert errors(content, tmp_path) == []


def test_a_section_that_a_form_pulls_keeps_its_notes_though_its_title_is_not_printed(
    assets: Assets, altered: Callable[..., Brand], tmp_path: Path
) -> None:
    form = ">{{ section chiffres }}</w:t></w:r></w:p><w:p><w:r><w:t" + BODY
    brand = altered({DOCUMENT: [(BODY, form)]})
    report = sample_report()
    chiffres = report.section("chiffres")
    assert chiffres is not None
    own = dataclasses.replace(chiffres, notes=(dataclasses.replace(ONE, number=11),))
    sections = tuple(own if section is chiffres else section for section in report.sections)
    content = render(dataclasses.replace(report, sections=sections), brand, assets).content

    found = anchors(content)
    assert found["Le total ne dit pas ce qui manque."] == "Activités par ville"
    assert found["La date manque."] == "Activités par ville"
    assert len(found) == len(NOTES) + 1
    assert errors(content, tmp_path) == []


def test_in_a_text_box_a_comment_stands_at_the_box_for_word_takes_none_inside(
    assets: Assets, altered: Callable[..., Brand]
) -> None:
    box = (
        '></w:t></w:r></w:p><w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
        "<w:p><w:r><w:t>{{ section chiffres }}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
        "<w:p><w:r><w:t" + BODY
    )
    root = body(render(sample_report(), altered({DOCUMENT: [(BODY, box)]}), assets).content)

    (inside,) = root.iter(w("txbxContent"))
    assert "Activités par ville" in "".join(inside.itertext())
    assert not list(inside.iter(w("commentRangeStart"), w("commentRangeEnd"), w("commentReference")))
    holder = next(inside.iterancestors(w("r")))
    before, after = holder.getprevious(), holder.getnext()
    assert before.tag == w("commentRangeStart")
    assert after.tag == w("commentRangeEnd")
    reference = after.getnext().find(w("commentReference"))
    assert before.get(w("id")) == after.get(w("id")) == reference.get(w("id"))


def test_a_note_whose_place_prints_no_word_is_a_comment_on_its_line_of_the_list(assets: Assets) -> None:
    chart = Chart("", (Bar("a", 1, "1"), Bar("b", 2, "2")), "Deux barres.")
    sections = (
        Section("muet", "", (chart,), part=Part.CHAPTER, notes=(ONE,)),
        Section("suite", "Suite", (Paragraph(words("Autre chose.")),)),
        Section("relecture", "Relecture", (NoteList((ONE,)),), part=Part.REVIEW),
    )
    content = render(dataclasses.replace(sample_report(), sections=sections), sample_brand(), assets).content

    assert anchors(content) == {"La date manque.": "À régler"}


def test_a_note_is_said_once_wherever_its_section_is_printed(
    assets: Assets, altered: Callable[..., Brand]
) -> None:
    again = ">{{ section chiffres }}</w:t></w:r></w:p>" + "<w:p><w:r><w:t"
    brand = altered({DOCUMENT: [(BODY, again + again + BODY)]})

    assert len(comments(render(sample_report(), brand, assets).content)) == len(NOTES)


@pytest.mark.parametrize(
    "block",
    [
        Paragraph(words("Un texte sourcé."), source=Source("e", "summary", "fr"), notes=(ONE,)),
        Quote(("« Un seul paragraphe. »",), "X", "Y", source=Source("e", "quotes.0", "fr"), notes=(ONE,)),
        BulletList((words("Un seul point."),), "", Source("e", "outcomes", "fr"), (ONE,)),
    ],
)
def test_a_comment_keeps_the_content_control_of_the_words_it_is_about(block: Block, tmp_path: Path) -> None:
    rendered = render(one_section(block), sample_brand(), {})
    (control,) = body(rendered.content).iter(w("sdt"))

    assert dict(rendered.sources)[control.find(f"{w('sdtPr')}/{w('tag')}").get(w("val"))].startswith("e/")
    (said,) = anchors(rendered.content).values()
    assert said == "".join(text.text or "" for text in control.iter(w("t")))
    assert errors(rendered.content, tmp_path) == []


def test_the_list_names_each_note_leads_to_its_place_and_fills_the_number_of_what_blocks(
    draft: Rendered,
) -> None:
    (table,) = [
        found for found in body(draft.content).iter(w("tbl"))
        if found.find(f"{w('tblPr')}/{w('tblCaption')}") is not None
        and found.find(f"{w('tblPr')}/{w('tblCaption')}").get(w("val")) == "Dans le texte"
    ]  # fmt: skip
    rows = table.findall(w("tr"))

    for row, note in zip(rows, NOTES, strict=True):
        cells = ["".join(text.text or "" for text in cell.iter(w("t"))) for cell in row.findall(w("tc"))]
        assert cells[0].strip() == str(note.number)
        assert cells[1].startswith(note.title)
        assert cells[1].endswith("".join(note.points))
        leads = [link.get(w("anchor")) for link in row.iter(w("hyperlink"))]
        assert leads == [f"s_{run.href[1:]}" for run in note.where if run.href]
        fill = next(row.iter(w("shd"))).get(w("fill"))
        assert (fill != "FFFFFF") is (note.severity is Severity.BLOCKING)


@pytest.mark.slow
@pytest.mark.parametrize("saved", [False, True])
def test_libreoffice_opens_every_comment_at_its_place_and_loses_no_word(
    tmp_path: Path, assets: Assets, saved: bool
) -> None:
    brand = sample_brand()
    if saved:
        letterhead = convert(BRAND_DOCX, "docx:MS Word 2007 XML", tmp_path)
        brand = dataclasses.replace(brand, letterheads=(("brand", letterhead),))
    path = tmp_path / "rapport.docx"
    path.write_bytes(render(sample_report(), brand, assets).content)
    with zipfile.ZipFile(convert(path, "odt", tmp_path)) as opened:
        root = etree.fromstring(opened.read("content.xml"))
    office = f"{{{root.nsmap['office']}}}"

    found = []
    for annotation in list(root.iter(f"{office}annotation")):
        lines = ["".join(p.itertext()) for p in annotation if str(p.tag).endswith("}p")]
        found.append("\n".join(lines))
        tail, holder = annotation.tail or "", annotation.getparent()
        before = annotation.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            holder.text = (holder.text or "") + tail
        holder.remove(annotation)
    assert sorted(found) == sorted(
        "\n".join(line for line in (note.title, plain(note.where), *note.points) if line) for note in NOTES
    )
    assert len(list(root.iter(f"{office}annotation-end"))) == len(NOTES)
    text = re.sub(r"\s", "", "".join(root.itertext()))
    assert [said for said in report_words(sample_report()) if re.sub(r"\s", "", said) not in text] == []
