"""The web page, parsed as a browser would: whole, accessible, closed to the outside, the same bytes each time."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import html
import io
import itertools
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from lxml.html import HtmlElement, document_fromstring

from generator.config.dark import dark_palette
from generator.config.templates import load_kind
from generator.errors import Refusal
from generator.records.fields import Channel
from generator.renderers.pictures import Picture
from generator.renderers.registry import Rendered, renderer
from generator.report.blocks import (
    Bar,
    Block,
    BodyGroup,
    BulletList,
    Button,
    Card,
    Chart,
    Contents,
    Entry,
    Fact,
    Figure,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Quote,
    Table,
)
from generator.report.compose import texts
from generator.report.model import Mail, Part, Report, Section, Status
from generator.report.words import Text, words
from tests.reading import tokens
from tests.renderers.sample import TRICKY, sample_assets, sample_brand, sample_report
from tests.report.briefs import ROOT, brief_of, compose, report_of

HOSTILE = "</title><script>alert(1)</script>\r\nBcc: x@exemple.org \"' onload=x <img src=//exemple.org/x> {{ 7*7 }} \u202eneves"
LEVEL = re.compile(r"h([1-6])")
ARABIC = "تدريب الجهات المؤسسية في الرباط، ٧٠ مشاركا"


@pytest.fixture(scope="session")
def assets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Picture]:
    return sample_assets(tmp_path_factory.mktemp("assets"))


@cache
def letter(period: str, language: str = "fr", status: Status = Status.DRAFT) -> Report:
    kind = load_kind(ROOT / "templates", "newsletter")
    wishes = {"kind": kind, "channel": Channel.NEWSLETTER, "language": language, "status": status}
    return compose(brief_of(period, as_of=date(2024, 1, 1), **wishes)).for_readers()


@cache
def activity_report(period: str, language: str) -> Report:
    return compose(brief_of(period, language=language, as_of=date(2024, 1, 1))).for_readers()


def made(report: Report, assets: dict[str, Picture] | None = None, **brand: object) -> Rendered:
    wanted = dataclasses.replace(sample_brand(), **brand)
    return renderer("web")(report, wanted, assets or {})


def parsed(rendered: Rendered) -> HtmlElement:
    return document_fromstring(rendered.content.decode())


@pytest.fixture(scope="module")
def draft(assets: dict[str, Picture]) -> Rendered:
    return made(sample_report(dense=True).for_readers(), assets)


@pytest.fixture(scope="module")
def page(draft: Rendered) -> HtmlElement:
    return parsed(draft)


def one(*blocks: Block, **changes: object) -> Report:
    section = Section("seule", "Seule", blocks, part=Part.CHAPTER)
    return dataclasses.replace(sample_report(), sections=(section,), **changes)


def meta(page: HtmlElement) -> dict[str, str]:
    found = page.xpath("//head/meta[@content]")
    return {
        tag.get("name") or tag.get("property") or tag.get("http-equiv"): tag.get("content") for tag in found
    }


def read(page: HtmlElement) -> str:
    """Return what a reader of the page sees or hears: its text, and what stands for its pictures and charts."""
    shown = page.xpath("//body//text() | //img/@alt | //figure/@aria-label")
    return " ".join(str(text) for text in shown)


def faces(rendered: Rendered) -> dict[tuple[str, str], TTFont]:
    """Return the fonts inside the page by family and weights."""
    rule = re.compile(
        r'@font-face { font-family: "([^"]+)"; font-weight: ([0-9 ]+); [^}]*?url\("data:font/woff;base64,([^"]+)"\)'
    )
    return {
        (family, weights): TTFont(io.BytesIO(base64.b64decode(content)))
        for family, weights, content in rule.findall(rendered.content.decode())
    }


def test_the_page_says_its_language_direction_title_and_subject(assets: dict[str, Picture]) -> None:
    report = letter("2022-03")
    page = parsed(made(report))
    assert (page.get("lang"), page.get("dir")) == ("fr", "ltr")
    assert page.findtext(".//title") == report.mail.subject
    found = meta(page)
    assert found["description"] == found["og:description"] == report.mail.preheader
    assert found["og:title"] == report.mail.subject
    assert not any("//" in value for value in found.values())


def test_a_report_that_is_no_letter_is_called_by_its_publisher_period_and_kind() -> None:
    report = report_of("2022-02").for_readers()
    page = parsed(made(report))
    assert " ".join(page.findtext(".//title").split()) == "OIM Maroc, février 2022 : Rapport d’activités"
    assert meta(page)["description"] == " ".join(report.labels.description.split())


def test_a_draft_says_so_at_its_head_and_asks_not_to_be_listed() -> None:
    draft, final = parsed(made(letter("2022-03"))), parsed(made(letter("2022-03", status=Status.FINAL)))
    mail = letter("2022-03").mail
    assert mail.draft
    assert draft.find("body")[0].text_content() == mail.draft
    assert "noindex" in meta(draft)["robots"]
    assert "robots" not in meta(final)
    assert final.find("body")[0].tag == "header"
    assert mail.draft not in read(final)
    assert parsed(made(one(Paragraph(words("x"))))).find("body")[0].text_content() == "Projet : à relire"


def test_the_page_fetches_nothing_and_runs_nothing(draft: Rendered, page: HtmlElement) -> None:
    text = draft.content.decode()
    assert (
        page.xpath("//script | //link | //base | //iframe | //object | //embed | //form | //svg | //video")
        == []
    )
    assert [name for name in page.xpath("//@*") if name.attrname.startswith("on")] == []
    assert page.xpath("//@srcset | //@background | //@poster | //@ping") == []
    assert all(str(source).startswith("data:image/") for source in page.xpath("//@src"))
    assert all(
        address.startswith('"data:font/woff;base64,') for address in re.findall(r"url\(([^)]{,60})", text)
    )
    assert "@import" not in text
    assert all(re.match(r"https://|http://|mailto:|#", str(target)) for target in page.xpath("//@href"))
    for secret in ("file:", "asset:", str(ROOT), "/tmp/"):
        assert secret not in text


def test_its_own_policy_comes_first_and_allows_only_what_stands_inside(page: HtmlElement) -> None:
    head = list(page.find("head"))
    policy = next(tag for tag in head if tag.get("http-equiv") == "Content-Security-Policy")
    assert head.index(policy) < head.index(page.find("head/style"))
    rules = dict(rule.strip().split(" ", 1) for rule in policy.get("content").split(";"))
    assert rules == {
        "default-src": "'none'",
        "img-src": "data:",
        "style-src": "'unsafe-inline'",
        "font-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("period", ["2022-02", "2022-03", "2023-07", "2022-Q1"])
def test_a_letter_says_the_words_of_its_report_and_no_others(period: str, language: str) -> None:
    says_the_same(letter(period, language), {})


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("period", ["2022-Q1", "2018..2023"])
def test_an_activity_report_says_the_words_of_its_report_and_no_others(period: str, language: str) -> None:
    says_the_same(activity_report(period, language), {})


def test_every_kind_of_block_says_its_words(assets: dict[str, Picture]) -> None:
    says_the_same(sample_report(Status.FINAL, dense=True), assets)


def says_the_same(report: Report, assets: dict[str, Picture]) -> None:
    found = tokens(read(parsed(made(report, assets))))
    wanted = tokens(" ".join(text for section in report.sections for text in texts(section)))
    assert not {word: n - found[word] for word, n in wanted.items() if found[word] < n}
    draft = report.mail.draft
    around = tokens(" ".join([*texts(report.labels), draft, report.subtitle]))
    assert not {word for word in Counter(found) - wanted if word not in around}


def test_landmarks_and_headings_stand_in_order(page: HtmlElement) -> None:
    assert [tag.tag for tag in page.find("body")] == ["p", "header", "main", "footer"]
    levels = [int(LEVEL.fullmatch(tag.tag)[1]) for tag in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    titles = [tag.text_content() for tag in page.iter("h2")]
    assert titles == [s.title for s in sample_report(dense=True).for_readers().sections if s.title]


def test_every_name_is_given_once_and_every_target_is_there(page: HtmlElement) -> None:
    names = [str(name) for name in page.xpath("//@id")]
    assert [name for name, n in Counter(names).items() if n > 1] == []
    wanted = [str(target)[1:] for target in page.xpath("//@href") if target.startswith("#")]
    wanted += [str(name) for name in page.xpath("//@aria-labelledby | //@aria-describedby")]
    assert wanted
    assert set(wanted) <= set(names)
    contents = page.xpath("//nav//a/@href")
    assert contents == [f"#{e.code}" for e in _contents(sample_report(dense=True)).entries]


def _contents(report: Report) -> Contents:
    return next(b for _, s in report.walk() for b in s.blocks if isinstance(b, Contents))


def test_pictures_stand_inside_with_what_they_show_and_their_size(
    page: HtmlElement, assets: dict[str, Picture]
) -> None:
    shown = {image.get("alt"): image for image in page.iter("img")}
    assert set(shown) == {
        "Une salle de réunion, vingt personnes autour d’une table.",
        "Logo de la Fondation Demain",
        "Emblème de l’Agence",
    }
    photo = shown["Une salle de réunion, vingt personnes autour d’une table."]
    picture = assets["photos/atelier.jpg"]
    kind, _, content = photo.get("src").partition(";base64,")
    assert kind == f"data:image/{picture.form}"
    assert base64.b64decode(content) == picture.content
    assert (photo.get("width"), photo.get("height")) == ("1200", "750")


def test_a_logo_without_words_of_its_own_is_named_after_its_body(assets: dict[str, Picture]) -> None:
    report = sample_report().for_readers()
    for _, section in report.walk():
        for block in section.blocks:
            if hasattr(block, "groups"):
                groups = tuple(
                    BodyGroup(g.title, tuple(dataclasses.replace(b, alt="") for b in g.bodies))
                    for g in block.groups
                )
                thanks = dataclasses.replace(block, groups=groups)
    assert "Fondation Demain" in parsed(made(one(thanks), assets)).xpath("//img/@alt")


def test_a_table_has_its_caption_its_scopes_and_its_total_at_the_foot(page: HtmlElement) -> None:
    table = next(t for t in page.iter("table") if t.findtext("caption") == "Activités par ville")
    assert [th.get("scope") for th in table.xpath("thead//th")] == ["col"] * 3
    assert [th.text_content() for th in table.xpath("tbody//th[@scope='row']")] == [
        "Rabat",
        "Casablanca",
        "Marrakech",
    ]
    assert table.xpath("string(tfoot/tr/th)") == "Total"
    frame = table.getparent()
    assert (frame.get("role"), frame.get("aria-label"), frame.get("tabindex")) == (
        "region",
        "Activités par ville",
        "0",
    )


def test_a_chart_is_drawn_with_words_that_can_be_read_and_bars_in_proportion() -> None:
    bars = (Bar("Rabat", 4, "4"), Bar("Oujda", 1, "1"), Bar("Tanger", 0, "0"))
    chart = parsed(made(one(Chart("Par ville", bars, "Rabat 4, Oujda 1, Tanger 0.")))).xpath("//figure")[0]
    assert chart.get("aria-label") == "Rabat 4, Oujda 1, Tanger 0."
    assert [" ".join(row.text_content().split()) for row in chart.iter("tr")] == [
        "Rabat4",
        "Oujda1",
        "Tanger0",
    ]
    assert [bar.get("style") for bar in chart.find_class("bar")] == [
        "--share: 1.0000",
        "--share: 0.2500",
        "--share: 0.0000",
    ]


def test_a_quote_names_its_speaker_beside_it_and_keeps_its_language(page: HtmlElement) -> None:
    first, original = page.find_class("quote")
    assert [tag.tag for tag in first] == ["blockquote", "figcaption"]
    assert "Pr Driss El Ouazzani-Taïbi" in first.findtext("figcaption/p")
    assert (original.find("blockquote").get("lang"), original.find("blockquote").get("dir")) == ("en", "ltr")


def test_a_link_to_read_on_says_what_about(assets: dict[str, Picture]) -> None:
    card = Card(
        words("Atelier"),
        "Rabat",
        words("Un texte."),
        (),
        more=Button("Lire la suite", "https://exemple.org/a"),
    )
    page = parsed(made(one(card, card, Button("Lire", "https://exemple.org/b"))))
    named = {name.get("id"): name.text_content() for name in page.xpath("//*[@id]")}
    assert [named[link.get("aria-describedby")] for link in page.iter("a")] == ["Atelier", "Atelier", "Seule"]


def test_the_fonts_inside_are_subsets_that_draw_the_characters_used(
    draft: Rendered, page: HtmlElement
) -> None:
    fonts = sample_brand().fonts
    found = faces(draft)
    assert set(found) == {
        (fonts.body, "400"),
        (fonts.body, "600"),
        (fonts.heading, "300"),
        (fonts.quote, "400"),
    }
    used = {
        c
        for c in " ".join(page.xpath("//body//text()"))
        if not unicodedata.category(c).startswith(("C", "Z"))
    }
    quoted = {c for c in "".join(page.xpath("//blockquote//text()")) if not c.isspace()}
    for (family, _), font in found.items():
        drawn = set(map(chr, font.getBestCmap()))
        assert (quoted if family == fonts.quote else used) <= drawn
        assert "Ω" not in drawn
        assert font["maxp"].numGlyphs < 260
        assert str(font["name"].getDebugName(0)).strip()
    assert sum(len(content) for content in re.findall(rb"font/woff;base64,([^\"]+)", draft.content)) < 120_000


def test_each_font_file_is_named_with_its_hash(draft: Rendered) -> None:
    files = subprocess.run(["fc-list", "--format", "%{file}\n"], capture_output=True, text=True, check=True)
    hashes = {
        hashlib.sha256(Path(name).read_bytes()).hexdigest() for name in files.stdout.split("\n") if name
    }
    assert {use.family for use in draft.fonts} == {sample_brand().fonts.body, sample_brand().fonts.quote}
    assert {use.sha256 for use in draft.fonts} <= hashes
    assert draft.libraries[0][0] == "fonttools"


def test_a_page_without_a_quote_carries_no_face_for_quotes() -> None:
    assert sample_brand().fonts.quote not in {family for family, _ in faces(made(one(Paragraph(words("x")))))}


def test_a_character_no_brand_font_holds_is_left_to_the_readers_own() -> None:
    rendered = made(one(Paragraph(words("Une ville : 中 🙂"))))
    assert "中 🙂" in read(parsed(rendered))
    assert all(ord("中") not in font.getBestCmap() for font in faces(rendered).values())


def test_a_missing_brand_font_is_refused_with_its_debian_package() -> None:
    fonts = dataclasses.replace(sample_brand().fonts, heading="IBM Plex Absent")
    with pytest.raises(Refusal) as caught:
        made(one(Paragraph(words("x"))), fonts=fonts)
    assert [problem.code for problem in caught.value.problems] == ["pdf.font_missing"]


def test_an_arabic_page_is_mirrored_and_carries_the_arabic_face() -> None:
    rendered = made(one(Paragraph(words(ARABIC)), language="ar", direction="rtl"))
    page = parsed(rendered)
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    arabic = [font for (family, _), font in faces(rendered).items() if family == sample_brand().fonts.arabic]
    assert len(arabic) == 2
    for font in arabic:
        assert set(map(ord, ARABIC.replace(" ", ""))) <= set(font.getBestCmap())
        features = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
        assert {"init", "medi", "fina"} <= features
    style = page.findtext("head/style")
    assert not re.search(r"(margin|padding|border)-(left|right)|text-align: (left|right)|float", style)


def test_words_in_another_language_say_which() -> None:
    spoken = (Text("En arabe : "), Text("شكرا", language="ar"))
    span = parsed(made(one(Paragraph(spoken)))).xpath("//main//span[@lang]")[0]
    assert (span.get("lang"), span.get("dir"), span.text_content()) == ("ar", "rtl", "شكرا")


def test_hostile_words_stay_words_wherever_they_stand() -> None:
    mail = Mail(HOSTILE, HOSTILE, "", "", "", draft=HOSTILE)
    labels = dataclasses.replace(
        sample_report().labels,
        **dict.fromkeys(("document", "organisation", "period_short", "date", "running"), HOSTILE),
    )
    blocks = (
        Paragraph(words(HOSTILE)),
        BulletList((words(HOSTILE),), HOSTILE),
        KeyFigures((KeyFigure(HOSTILE, HOSTILE, HOSTILE),)),
        Chart(HOSTILE, (Bar(HOSTILE, 1, HOSTILE),), HOSTILE),
        Quote((HOSTILE,), HOSTILE, HOSTILE, words(HOSTILE), remark=HOSTILE),
        Card(words(HOSTILE), HOSTILE, words(HOSTILE), (Fact(HOSTILE, (words(HOSTILE),)),)),
        Button(HOSTILE, "https://exemple.org/?a=1&b=%22"),
        Table(HOSTILE, (), ()),
    )
    page = parsed(
        made(dataclasses.replace(one(*blocks, title=HOSTILE, mail=mail), labels=labels, subtitle=HOSTILE))
    )
    flat = " ".join(HOSTILE.split())
    assert page.xpath("//script | //img | //body//*[@onload]") == []
    assert " ".join(page.findtext(".//title").split()) == flat
    assert " ".join(meta(page)["og:description"].split()) == flat
    assert len(re.findall(re.escape(flat), " ".join(read(page).split()))) >= 20
    assert page.xpath("//a/@href") == ["https://exemple.org/?a=1&b=%22"]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//exemple.org",
        "autre.html",
        "https:// x",
        "",
    ],
)
def test_a_link_of_a_forbidden_kind_is_refused(address: str) -> None:
    for block in (Button("x", address), Paragraph((Text("x", href=address),)),
                  Card(words("x"), "", (), more=Button("x", address))):  # fmt: skip
        with pytest.raises(Refusal) as caught:
            made(one(block))
        assert [problem.code for problem in caught.value.problems] == ["pdf.link_refused"]


def test_a_link_to_a_part_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refusal) as caught:
        made(one(Contents((Entry("Absente", "absente", 1),))))
    assert [problem.code for problem in caught.value.problems] == ["pdf.link_without_target"]


def test_every_picture_that_is_not_there_is_named() -> None:
    with pytest.raises(Refusal) as caught:
        made(one(Figure("a.jpg", "A"), Figure("b.jpg", "B")))
    assert [dict(problem.facts)["asset"] for problem in caught.value.problems] == ["a.jpg", "b.jpg"]


def test_the_brands_logo_stands_in_the_head_and_its_name_where_there_is_none(tmp_path: Path) -> None:
    from PIL import Image

    logo = tmp_path / "logo.png"
    Image.new("RGBA", (300, 80), (255, 255, 255, 90)).save(logo)
    report = one(Paragraph(words("x")))
    image = parsed(made(report, logo=logo, logo_alt="Logo de l’OIM")).xpath("//header//img")[0]
    assert image.get("alt") == "Logo de l’OIM"
    assert parsed(made(report)).xpath("//header//img") == []
    assert "OIM Maroc" in parsed(made(report)).xpath("string(//header)")


def test_the_page_wears_the_brands_colours_by_day_and_by_night(draft: Rendered) -> None:
    style = document_fromstring(draft.content.decode()).findtext("head/style")
    day, night = style.split("@media screen and (prefers-color-scheme: dark)")
    light, dark = sample_brand().palette, dark_palette(sample_brand())
    for name in ("primary", "accent", "ink", "muted", "paper", "tint", "rule", "warning"):
        assert f"--{name}: {getattr(light, name)}" in day
        assert f"--{name}: {getattr(dark, name)}" in night
    assert "@media print" in style


def test_the_same_report_gives_the_same_bytes_elsewhere(draft: Rendered, tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[2]);"
        "from tests.renderers.sample import *; from generator.renderers.registry import renderer;"
        "folder = Path(sys.argv[1]); folder.mkdir();"
        "report = sample_report(dense=True).for_readers();"
        "sys.stdout.buffer.write(renderer('web')(report, sample_brand(), sample_assets(folder)).content)"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "77", "TZ": "Pacific/Auckland", "LC_ALL": "C"}
    environment["SOURCE_DATE_EPOCH"] = "1"
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "un autre dossier"), str(ROOT)],
        env=environment, cwd=tmp_path, capture_output=True, check=True,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == (draft.content, b"")


def test_titles_keep_their_signs(page: HtmlElement) -> None:
    assert TRICKY in [tag.text_content() for tag in page.iter("h3")]


@pytest.mark.slow
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_nothing_stands_out_of_a_screen_from_320_pixels_on(
    direction: str, assets: dict[str, Picture], tmp_path: Path
) -> None:
    browser = shutil.which("chromium")
    assert browser, "this test needs chromium"
    report = dataclasses.replace(sample_report(dense=True), direction=direction)
    source = html.escape(made(report, assets).content.decode())
    frames = "".join(
        f'<iframe style="width: {width}px" srcdoc="{source}"></iframe>' for width in (320, 375, 700, 1200)
    )
    measure = (
        "onload = () => document.body.dataset.out = [...document.querySelectorAll('iframe')].map(f => "
        "f.contentDocument.documentElement.scrollWidth - f.contentDocument.documentElement.clientWidth)"
    )
    (tmp_path / "frames.html").write_text(f"<body>{frames}<script>{measure}</script>")
    done = subprocess.run(
        [browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         f"--user-data-dir={tmp_path / 'user'}", "--dump-dom", (tmp_path / "frames.html").as_uri()],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    assert 'data-out="0,0,0,0"' in done.stdout
