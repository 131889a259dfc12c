"""An e-mail says all that its Report says, in tables that every mailbox draws, and nothing that its records smuggle in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from lxml.html import HtmlElement

from generator.errors import Refusal, facts
from generator.renderers.email.body import images
from generator.renderers.email.inspect import LARGEST, find_faults
from generator.renderers.email.mjml import INSET
from generator.report.blocks import (
    Bar,
    BulletList,
    Button,
    Card,
    Chart,
    Column,
    Fact,
    FactList,
    Figure,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Quote,
    Table,
)
from generator.report.compose import texts
from generator.report.model import Report, Section
from generator.report.words import Text, words
from tests.renderers.email.mails import (
    MAIL,
    PERIODS,
    PROGRAM,
    assets,
    cid,
    mail,
    real_letter,
    sample_letter,
    seen,
    tree,
)
from tests.renderers.sample import sample_brand, sample_report

HOSTILE = (
    "Atelier\nsur deux lignes",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "{{ 7*7 }} {% raw %} {# x #}",
    "*|FNAME|* [[data:firstname]]",
    "fin</mj-text></mj-column></mj-section><mj-raw>",
    "--> <![endif]--> <!--[if mso]> \" ' \\u{a0} \\n &amp; &#60;",
    "mot" * 100,
    "Réunion 🙂 \u200fعربي\u200f, « 50\u00a0% »",
)


def letter(*blocks: object, title: str = "Titre") -> Report:
    return replace(sample_letter(), sections=(Section("one", title, blocks),))


def words_of(report: Report) -> Iterator[str]:
    """Yield every text that stands in the sections, but for what a chart's picture shows."""
    for _, section in report.walk():
        yield section.title
        for block in section.blocks:
            yield from texts(replace(block, bars=()) if isinstance(block, Chart) else block)


def said(page: HtmlElement) -> str:
    """Return all that can be read in a letter, with the words of its pictures."""
    return f"{seen(page)} {' '.join(str(alt) for alt in page.xpath('//img/@alt'))}"


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("pictures", [True, False])
def test_every_word_of_every_block_is_in_the_letter(direction: str, pictures: bool) -> None:
    report = sample_letter(direction)
    if not pictures:  # a picture's caption goes with it
        report = without_figures(report)
    shown = squeezed(said(tree(mail(report, pictures=pictures))))
    lacking = {text for text in words_of(report) if squeezed(text) not in shown}

    # The words of an emblem and of a logo stand for them; their names and wordings are there all the same.
    assert lacking == (set() if pictures else {"Emblème de l’Agence", "Logo de la Fondation Demain"})


def without_figures(report: Report) -> Report:
    def bare(section: Section) -> Section:
        blocks = tuple(block for block in section.blocks if not isinstance(block, Figure))
        return replace(section, blocks=blocks, sections=tuple(map(bare, section.sections)))

    return replace(report, sections=tuple(map(bare, report.sections)))


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_real_letters_are_whole_small_and_in_order(period: str, language: str) -> None:
    report = real_letter(period, language)
    made = mail(report)
    page = tree(made)
    shown = squeezed(said(page))

    assert [text for text in words_of(report) if squeezed(text) not in shown] == []
    assert list(find_faults(made)) == [] and len(made.encode()) < LARGEST // 2
    assert page.findtext(".//title") == report.mail.subject
    assert page.get("lang") == page.xpath("//div[@role='article']/@lang")[0] == language
    levels = [int(element.tag[1]) for element in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_head_says_who_writes_what_and_of_when() -> None:
    page = tree(mail(sample_letter()))
    head = page.xpath("//div[contains(@class, 'field')]")[0]

    assert seen(page.find(".//h1")) == "Rapport d’activités T1 2022"
    assert {"OIM Maroc", "janvier–mars 2022 · n° 32"} <= {seen(each) for each in head.iter("p")}


def test_a_right_to_left_letter_is_mirrored() -> None:
    made = mail(sample_letter("rtl"))
    page = tree(made)

    assert page.get("dir") == page.xpath("//div[@role='article']/@dir")[0] == "rtl"
    quotation = page.xpath("//td[@class='quotation']")[0].get("style")
    assert "border-right: 4px" in quotation and "border-left" not in quotation
    english = page.xpath("//td[@class='quotation turned']")[0].get("style")
    assert "border-left: 4px" in english and "border-right: 0" in english
    assert "direction:ltr" not in made
    aligned = [e for e in page.iter("p", "td", "th", "li") if "text-align: left" in e.get("style", "")]
    assert all({"number", "turned"} & set(e.get("class").split()) for e in aligned)
    assert all(table.get("dir") == "rtl" for table in page.iter("table"))
    assert "text-align: right" in page.xpath("//td[contains(@class, 'card')]")[0].get("style")


def test_words_in_another_language_say_so_with_their_direction() -> None:
    quote = Quote(("مرحبا",), "Une participante", "", language="ar")
    page = tree(mail(letter(quote, Paragraph((Text("Voir "), Text("طنجة", language="ar"))))))

    assert [(e.get("lang"), e.get("dir")) for e in page.iter("p", "span") if e.get("lang")] == [
        ("ar", "rtl")
    ] * 2


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_stay_words(hostile: str) -> None:
    run = words(hostile)
    blocks = (
        Card(
            run,
            hostile,
            run,
            (Fact(hostile, (run,)),),
            more=Button(hostile, "https://example.org/?a=1&b=%22"),
        ),
        Table(hostile, (Column(hostile),), ((run,),)),
        FactList(hostile, (Fact(hostile, (run,)),)),
        Quote((hostile,), hostile, hostile, run),
        KeyFigures((KeyFigure("2", hostile, hostile),)),
        BulletList((run,), hostile),
        Figure("photos/atelier.jpg", hostile, run, hostile),
        Button(hostile, "https://example.org/"),
    )
    report = letter(*blocks, title=hostile)
    labels = replace(report.labels, organisation_short=hostile, period_short=hostile, edition=hostile)
    report = replace(
        report, labels=labels, mail=replace(report.mail, subject=hostile, preheader=hostile, draft=hostile)
    )
    made = mail(report)
    page = tree(made)
    plain = tree(mail(letter(*_with("a", blocks), title="a")))

    line = " ".join(hostile.split())
    assert seen(page.find(".//h2")) == re.sub(r"[\u00a0\u202f]", " ", line)
    assert page.findtext(".//title") == line
    assert page.xpath("//img/@alt") == [line]
    assert squeezed(said(page)).count(squeezed(hostile)) >= 20
    drawn = [
        e.tag for e in page.find("body").iter() if not (e.tag == "span" and set(e.keys()) <= {"lang", "dir"})
    ]
    assert drawn == [e.tag for e in plain.find("body").iter()]
    written = re.sub(r"<style.*?</style>", "", made, flags=re.DOTALL)
    assert not re.search(r"\{\{|\}\}|\{%|\*\||\|\*|\[\[", written)
    assert list(find_faults(made, sources=frozenset(page.xpath("//img/@src")))) == []


def _with(word: str, blocks: tuple[object, ...]) -> tuple[object, ...]:
    """Return blocks of the same shape with a plain word in the place of every text."""
    run = words(word)
    return (
        Card(run, word, run, (Fact(word, (run,)),), more=Button(word, "https://example.org/")),
        Table(word, (Column(word),), ((run,),)),
        FactList(word, (Fact(word, (run,)),)),
        Quote((word,), word, word, run),
        KeyFigures((KeyFigure("2", word, word),)),
        BulletList((run,), word),
        Figure("photos/atelier.jpg", word, run, word),
        Button(word, "https://example.org/"),
    )


def test_a_programs_notation_reaches_the_letter_byte_for_byte() -> None:
    made = mail(sample_letter(), sender=PROGRAM)
    body = made[made.index("<body") :]

    assert f' href="{PROGRAM.archive}"' in body and f' href="{PROGRAM.unsubscribe}"' in body
    assert PROGRAM.address in body
    assert (
        body.index("Voir en ligne")
        < body.index("<h1")
        < body.index("Notre adresse")
        < body.index("Se désabonner")
    )


def test_a_letter_sent_by_hand_has_no_line_of_a_program() -> None:
    shown = seen(tree(mail(sample_letter())))

    assert not any(word in shown for word in ("Voir en ligne", "Se désabonner", "Notre adresse"))


def test_a_draft_says_so_at_its_head_and_a_final_does_not() -> None:
    report = sample_letter()
    final = replace(report, mail=replace(report.mail, draft=""))

    assert seen(tree(mail(report)).xpath("//td[@class='draft']")[0]) == "Projet : à relire"
    assert tree(mail(final)).xpath("//td[@class='draft']") == []


def test_the_mailbox_shows_the_preheader_and_nothing_after_it() -> None:
    hidden = tree(mail(sample_letter())).find("body")[0]

    assert "display:none" in hidden.get("style") and hidden.text.startswith(MAIL.preheader)
    assert len(hidden.text) > 200 and not hidden.text.removeprefix(MAIL.preheader).strip("\u034f\u00a0")


def test_each_picture_is_listed_once_in_the_order_of_reading() -> None:
    report, brand = sample_letter(), sample_brand()
    shown = images(report, brand, assets())
    sources = tree(mail(report)).xpath("//img/@src")

    assert [cid(image.picture) for image in shown] == list(dict.fromkeys(sources))
    assert [image.alt.split()[0] for image in shown] == ["Activités", "Une", "Logo", "Emblème"]
    assert all(img.get("alt") for img in tree(mail(report)).iter("img"))


def test_the_logo_of_the_brand_comes_first_where_mailboxes_can_show_it(tmp_path: object) -> None:
    from pathlib import Path

    from PIL import Image

    logo = Path(str(tmp_path)) / "logo.png"
    Image.new("RGB", (600, 200), "navy").save(logo)
    drawing = logo.with_suffix(".svg")
    drawing.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    brand = replace(sample_brand(), logo=logo, logo_alt="Logo de l’OIM")

    assert images(sample_letter(), brand, assets())[0].alt == "Logo de l’OIM"
    assert images(sample_letter(), replace(brand, logo=drawing), assets())[0].alt.startswith("Activités")


def test_without_pictures_charts_and_pictures_are_told_in_words() -> None:
    page = tree(mail(sample_letter(), pictures=False))

    assert list(page.iter("img")) == []
    assert "Rabat 5, Casablanca 3" in seen(page) and "[Une salle de réunion" in seen(page)


def test_a_caption_stays_where_its_picture_is_left_out() -> None:
    shown = Figure(
        "photos/atelier.jpg", "Une salle", words("La première session."), "©OIM 2022 / Amina Berrada"
    )

    assert "[Une salle] La première session. ©OIM 2022" in seen(tree(mail(letter(shown), pictures=False)))
    assert "[" not in seen(tree(mail(letter(shown)))).partition("La première")[0][-20:]


def test_links_are_those_of_the_web_and_of_mail_and_places_in_the_document_become_words() -> None:
    run = (
        Text("loin", href="https://example.org/"),
        Text(" ici", href="#one"),
        Text(" à", href="mailto:a@example.org"),
    )
    page = tree(mail(letter(Paragraph(run))))

    assert page.xpath("//a/@href") == ["https://example.org/", "mailto:a@example.org"]
    with pytest.raises(Refusal) as refused:
        mail(letter(Paragraph((Text("x", href="javascript:alert(1)"),))))
    assert refused.value.problems[0].code == "pdf.link_refused"


def test_a_picture_that_is_not_there_is_named() -> None:
    with pytest.raises(Refusal) as refused:
        mail(letter(Figure("pictures/none.jpg", "rien")))

    assert [facts(problem)["asset"] for problem in refused.value.problems] == ["pictures/none.jpg"]


def test_a_letter_longer_than_mailboxes_show_is_refused_with_its_length() -> None:
    with pytest.raises(Refusal) as refused:
        mail(sample_report(dense=True).for_readers())

    problem = refused.value.problems[0]
    assert problem.code == "email.too_large" and int(facts(problem)["bytes"]) > LARGEST


def test_the_same_letter_is_the_same_bytes() -> None:
    assert mail(sample_letter()) == mail(sample_letter())


def test_data_tables_name_their_rows_and_columns_and_all_others_are_layout() -> None:
    page = tree(mail(sample_letter(), sender=PROGRAM))
    data = [table for table in page.iter("table") if table.get("role") != "presentation"]

    assert len(data) == 3  # a timeline, a column of facts, a table
    for table in data:
        assert all(th.get("scope") in ("row", "col") for th in table.iter("th"))
        assert all(row[0].tag == "th" for row in table.iter("tr"))
    assert [seen(table.find("caption")) for table in data if table.find("caption") is not None] == [
        "Activités par ville"
    ]


def test_everything_a_reader_needs_stands_in_the_elements_themselves() -> None:
    page = tree(mail(sample_letter(), sender=PROGRAM))
    bare = [
        element
        for element in page.find("body").iter("p", "li", "h1", "h2", "h3", "h4", "a")
        if "color" not in element.get("style", "") and seen(element)
    ]

    assert bare == []


def test_every_colour_has_its_counterpart_on_a_dark_screen() -> None:
    page = tree(mail(sample_letter(), sender=PROGRAM))
    sheet = next(style.text for style in page.iter("style") if "prefers-color-scheme" in (style.text or ""))
    dark = sheet[sheet.index("@media") : sheet.index("[data-ogsc]")]
    rules = {
        name
        for names, rule in re.findall(r"([^{}]+)\{([^{}]+)\}", dark.partition("{")[2])
        if re.match(r"(color|background)", rule)
        for name in re.split(r"[,\s]+", names)
    }
    lacking = {
        f"{element.tag}.{element.get('class')}"
        for element in page.find("body").iter(
            "p", "li", "td", "th", "h1", "h2", "h3", "h4", "a", "span", "caption"
        )
        if re.search(r"(?<![-\w])(background-)?color: ", element.get("style", ""))
        and not {element.tag, *(f".{name}" for name in element.get("class", "").split())} & rules
        and not {f"{element.tag}.{name}" for name in element.get("class", "").split()} & rules
    }

    assert lacking == set()
    assert all(
        f"[data-ogsc] {name}" in sheet or f"[data-ogsb] {name}" in sheet for name in (".lead", ".card")
    )


def test_outlooks_own_tables_are_whole_and_no_font_is_fetched() -> None:
    made = mail(sample_letter())
    opened = len(re.findall(r"<!--\[if [^\]]*\]>", made))

    assert opened == made.count("<![endif]-->") > 20
    assert made.count("<!--[if mso | IE]><table") == len(re.findall(r"</table><!\[endif\]-->", made))
    assert "fonts.googleapis" not in made and "@import" not in made and "<link" not in made
    assert '<meta name="color-scheme" content="light dark">' in made


def test_tiles_fill_their_rows() -> None:
    def rows(count: int) -> list[int]:
        figures = KeyFigures(tuple(KeyFigure(str(n), "villes") for n in range(count)))
        page = tree(mail(letter(figures)))
        return [
            len(table.xpath(".//td[@class='tile']"))
            for table in page.xpath("//table[contains(@class, 'tiles')]")
        ]

    assert [rows(count) for count in range(1, 7)] == [[1], [2], [3], [2, 2], [3, 2], [3, 3]]


def test_a_section_in_which_nothing_is_drawn_has_no_heading() -> None:
    report = replace(
        sample_letter(), sections=(Section("one", "Rien"), Section("two", "", (Paragraph(words("Texte")),)))
    )

    assert "Texte" in seen(tree(mail(report))) and "Rien" not in seen(tree(mail(report)))


@pytest.mark.parametrize("bad", ["\0", "\x1b", "\x0b", "\ud800", "\uffff"])
def test_a_character_that_no_format_holds_is_shown_as_a_mark(bad: str) -> None:
    asked = letter(Paragraph(words(f"avant{bad}après")))

    assert "avant\ufffdaprès" in seen(tree(mail(asked)))
    assert "avant\ufffdaprès" in seen(tree(mail(asked, pictures=False)))


def test_the_head_keeps_the_brands_colour_on_a_dark_screen() -> None:
    night = "".join(sheet.text or "" for sheet in tree(mail(sample_letter())).iter("style"))

    assert re.search(
        rf"\.field[^{{}}]*\{{background-color:{sample_brand().palette.primary} !important", night
    )


def test_words_in_cards_tiles_notices_and_quotations_begin_on_one_line() -> None:
    page = tree(mail(sample_letter()))

    assert {
        kind: _inset(page.xpath(f"//td[contains(concat(' ', @class, ' '), ' {kind} ')]")[0].get("style"))
        for kind in ("card", "tile", "notice", "quotation")
    } == dict.fromkeys(("card", "tile", "notice", "quotation"), INSET)


def _inset(style: str) -> int:
    """Return how far the words of a cell stand from its left edge, its rule included."""
    said = dict(part.strip().split(":", 1) for part in style.split(";") if part.strip())
    left = said.get("padding-left") or said["padding"].split()[1]
    rule = said.get("border-left", "0px").split()[0]
    return int(left.strip().removesuffix("px")) + int(rule.strip().removesuffix("px"))


def test_a_chart_that_stands_twice_is_one_picture() -> None:
    chart = Chart("Villes", (Bar("Rabat", 5, "5"),), "Rabat 5.")
    report = letter(chart, chart)

    assert len(images(report, sample_brand(), assets())) == 1 and mail(report).count("<img") == 2
