"""In: Reports. Out: what stands in their plain text, and how its lines are set."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.config.templates import load_kind
from generator.errors import Refusal
from generator.records.fields import Channel
from generator.renderers.email.sender import Sender
from generator.renderers.lines import WIDTH, fold, width
from generator.renderers.registry import FORMATS, renderer
from generator.renderers.text import write
from generator.report.blocks import (
    Block,
    BulletList,
    Button,
    Card,
    Column,
    ColumnKind,
    Fact,
    FactList,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Quote,
    Role,
    Table,
)
from generator.report.compose import texts
from generator.report.model import Mail, Report, Section
from generator.report.words import Mark, Text, words
from tests.reading import squeeze
from tests.renderers.sample import sample_brand, sample_report
from tests.report.briefs import ROOT, report_of

DATELINE = Paragraph(words("Atelier · 28 mars 2022"), Role.DATELINE)
BREAKS = "\r\n\x0b\x0c\x00\x1b\x85\u2028\u2029"


def letter(*blocks: Block, title: str = "En bref") -> Report:
    """Return a small French letter that holds `blocks`."""
    report = sample_report()
    mail = Mail("Objet", "Aperçu", "Lire en ligne", "Se désabonner", "Notre adresse", "Projet à relire.")
    labels = replace(report.labels, colon="\u00a0:", period="", disclaimer="")
    section = Section("en-bref", title, tuple(blocks))
    return replace(
        report, title="Lettre", subtitle="OIM Maroc", labels=labels, mail=mail, sections=(section,)
    )


def body(*blocks: Block) -> str:
    """Return the text of `blocks` below their heading."""
    return (
        write(letter(*blocks)).split("\n-------\n\n", 1)[1].rsplit("\n\n\nOrganisation internationale", 1)[0]
    )


def test_a_letter_is_set_like_this() -> None:
    text = write(
        letter(
            Card(
                words("Atelier sur les données"),
                "Atelier · 28 mars 2022",
                words("Comment mieux collecter, gérer et diffuser les données sur la migration ?"),
                (Fact("Bailleur", (words("Agence exemple"),)),),
                more=Button("Lire la suite", "https://exemple.org/atelier"),
            ),
            KeyFigures((KeyFigure("70", "participant·e·s", "dont 35 femmes"), KeyFigure("2", "villes"))),
            Quote(("« Chaque chiffre a un visage. »",), "Mme Khadija Ramzi", "représentante, Région"),
            FactList("", (Fact("17–20 mai 2022", (words("Forum, New York"),)),)),
        )
    )
    assert text == (
        "OIM Maroc\n"
        "Lettre · T1 2022 · n° 32\n"
        "========================\n"
        "\n"
        "Projet à relire.\n"
        "\n"
        "\n"
        "En bref\n"
        "-------\n"
        "\n"
        "Atelier sur les données\n"
        "Atelier · 28 mars 2022\n"
        "\n"
        "Comment mieux collecter, gérer et diffuser les données sur la\n"
        "migration ?\n"
        "\n"
        "Bailleur\u00a0: Agence exemple\n"
        "\n"
        "Lire la suite\u00a0: https://exemple.org/atelier\n"
        "\n"
        "\n"
        "70 participant·e·s · dont 35 femmes\n"
        "2 villes\n"
        "\n"
        "  « Chaque chiffre a un visage. »\n"
        "\n"
        "  — Mme Khadija Ramzi\n"
        "    représentante, Région\n"
        "\n"
        "\n"
        "17–20 mai 2022\u00a0: Forum, New York\n"
        "\n"
        "\n"
        "Organisation internationale pour les migrations, Mission au Maroc\n"
    )


@pytest.mark.parametrize("dense", [False, True])
def test_every_word_of_every_block_stands_in_the_text_in_its_order(dense: bool) -> None:
    report = sample_report(dense=dense)
    found, place = squeeze(write(report)), 0
    spare = {squeeze(alt) for alt in ("Logo de la Fondation Demain", "Emblème de l’Agence")}
    charts = "Activités par ville : Rabat 5, Casablanca 3, Marrakech 2, Oujda-Angad 1, Tanger 1."
    for section in report.sections:
        for said in map(squeeze, texts(section.blocks)):
            if said not in spare | {squeeze(charts)}:
                assert said in found
        place = found.index(squeeze(section.title), place)


def test_the_text_of_a_real_report_and_of_a_real_letter_holds_every_quotation_whole() -> None:
    kind = load_kind(ROOT / "templates", "newsletter")
    for report in (
        report_of("2022-Q1"),
        report_of("2022-Q1", kind=kind, channel=Channel.NEWSLETTER, language="en"),
    ):
        found = squeeze(write(report))
        said = [block for _, section in report.walk() for block in section.blocks if isinstance(block, Quote)]
        assert said
        for quote in said:
            assert all(squeeze(each) in found for each in (*quote.paragraphs, quote.speaker, quote.capacity))


@pytest.mark.parametrize("dense", [False, True])
def test_no_line_is_longer_than_72_columns_but_for_one_long_word(dense: bool) -> None:
    text = write(sample_report(dense=dense))
    for line in text.split("\n"):
        assert width(line) <= WIDTH or len([word for word in line.split(" ") if len(word) > 1]) == 1
        assert line == line.rstrip()
    assert text.endswith("\n") and not text.endswith("\n\n")
    assert "\n\n\n\n" not in text and "\r" not in text and "\t" not in text


def test_the_file_is_utf_8_with_plain_line_ends() -> None:
    made = renderer("txt")(sample_report().for_readers(), sample_brand(), {})
    content = FORMATS["txt"].files("lettre", made)["lettre.txt"]
    assert content.decode("utf-8") == write(sample_report().for_readers())
    assert b"\r" not in content and "Notes de relecture" not in content.decode()


def test_a_long_address_stays_whole_on_a_line_of_its_own() -> None:
    address = "https://exemple.org/" + "actualites/" * 9 + "?a=1&b=2"
    assert body(Button("Lire la suite", address)) == f"Lire la suite\u00a0:\n  {address}"


def test_an_address_stands_after_the_words_that_lead_to_it_and_once_where_they_are_the_address() -> None:
    page, mail = "https://exemple.org/fr", "mailto:contact@exemple.org"
    assert body(Paragraph((Text("Voir "), Text("notre site", href=page), Text(".")))) == (
        "Voir notre site <https://exemple.org/fr>."
    )
    assert body(Paragraph((Text("Voir "), Text(page, href=page), Text(".")))) == f"Voir {page}."
    assert body(Paragraph((Text("exemple.org/fr", href=f"{page}/"),))) == f"{page}/"
    assert body(Paragraph((Text("contact@exemple.org", href=mail),))) == "contact@exemple.org"
    assert body(Paragraph((Text("Nous ", href=mail), Text("écrire", Mark.STRONG, mail), Text(" vite")))) == (
        "Nous écrire <contact@exemple.org> vite"
    )
    assert body(Paragraph((Text("Voir "), Text("Chiffres", href="#chiffres")))) == "Voir Chiffres"


@pytest.mark.parametrize("href", ["javascript:alert(1)", "file:///etc/passwd", "https://a b", "ftp://a.org"])
def test_a_link_of_another_kind_is_refused(href: str) -> None:
    for block in (Button("Lire", href), Paragraph((Text("Lire", href=href),))):
        with pytest.raises(Refusal):
            write(letter(block))


def test_no_break_spaces_stay_and_no_line_is_broken_at_them() -> None:
    said = "mot " * 13 + "«\u00a0Données et migration\u202f!\u00a0» 35\u00a0femmes"
    text = body(Paragraph(words(said)))
    assert text.replace("\n", " ") == said
    assert text.count("\u00a0") == 3 and text.count("\u202f") == 1


@pytest.mark.parametrize("sign", BREAKS)
def test_no_control_character_of_a_text_breaks_a_line(sign: str) -> None:
    assert body(Paragraph(words(f"Atelier{sign}Bcc: x"))) == "Atelier Bcc: x"


def test_a_sign_between_words_never_begins_a_line() -> None:
    for sign in ("·", "–", "-", ">", "|"):
        lines = body(Paragraph(words(f" {sign} ".join(["donnees"] * 30)))).split("\n")
        assert len(lines) > 1 and not any(line.startswith(sign) for line in lines)


def test_a_short_heading_does_not_begin_a_signature() -> None:
    assert "\nDM\n---\n" in write(letter(DATELINE, title="DM"))


def test_what_looks_like_a_signature_or_a_mailbox_line_stays_as_it_is() -> None:
    said = ("From Rabat to Tangier.", ".", "-- Données", "> 70 personnes")
    assert body(*(Paragraph(words(each)) for each in said)) == "\n\n".join(said)


def table(first: str) -> Table:
    """Return a table whose first cell is `first`."""
    columns = (Column("Ville"), Column("Pays"), Column("Personnes", ColumnKind.NUMBER))
    rows = ((words(first), words("Maroc"), words("1\u202f210")), (words("Oujda"), (), words("≥ 30")))
    return Table("Par ville", columns, rows, (words("Total"), (), words("1\u202f240")), (words("Environ."),))


def test_a_narrow_table_keeps_its_columns() -> None:
    assert body(table("Rabat")) == (
        "Par ville\n"
        "\n"
        "Ville  Pays   Personnes\n"
        "-----------------------\n"
        "Rabat  Maroc      1\u202f210\n"
        "Oujda              ≥ 30\n"
        "-----------------------\n"
        "Total             1\u202f240\n"
        "\n"
        "Environ."
    )


def test_a_wide_table_names_the_column_before_each_value() -> None:
    name = "Observatoire régional de la mobilité et de la réintégration durable"
    assert body(table(name)) == (
        "Par ville\n"
        "\n"
        "Ville\u00a0: Observatoire régional de la mobilité et de la réintégration\n"
        "  durable\n"
        "Pays\u00a0: Maroc\n"
        "Personnes\u00a0: 1\u202f210\n"
        "\n"
        "Ville\u00a0: Oujda\n"
        "Personnes\u00a0: ≥ 30\n"
        "\n"
        "Ville\u00a0: Total\n"
        "Personnes\u00a0: 1\u202f240\n"
        "\n"
        "Environ."
    )


def test_a_sending_program_gets_its_own_notation_byte_for_byte() -> None:
    sender = Sender("*|ARCHIVE|*", "{{ UnsubscribeURL }}", "{% adresse postale %} " + "rue " * 30)
    text = write(letter(DATELINE), sender=sender)
    assert "Lire en ligne\u00a0: *|ARCHIVE|*\n" in text
    assert f"Notre adresse\u00a0: {sender.address}\nSe désabonner\u00a0: {sender.unsubscribe}\n" in text
    by_hand = write(letter(DATELINE))
    assert not any(word in by_hand for word in ("Lire en ligne", "Notre adresse", "Se désabonner"))


def test_a_section_in_which_nothing_stands_has_no_heading() -> None:
    text = write(letter(BulletList(()), title="Publications"))
    assert "Publications" not in text


def test_text_from_right_to_left_stays_in_the_order_of_reading() -> None:
    said = "نظمت المنظمة الدولية للهجرة ورشة في الرباط من 15 إلى 17 فبراير 2022 شارك فيها 70 شخصا من مؤسسات مختلفة"
    report = replace(letter(Paragraph(words(said))), language="ar", direction="rtl")
    text = write(report)
    assert said in text.replace("\n", " ")
    assert not re.search("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]", text)


@settings(deadline=None)
@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zs", "Zl", "Zp")), min_size=1))
)
def test_folding_loses_no_word_and_no_line_is_too_long(said: list[str]) -> None:
    text = " ".join(said)
    folded = fold(text, "- ", "  ")
    assert [word for word in re.split("[ \n]+", folded) if word] == (["-", *said] if said else [])
    for line in folded.split("\n"):
        assert width(line) <= WIDTH or max(width(word) for word in line.split(" ")) > WIDTH / 2


def test_an_item_that_is_a_link_with_its_dateline_has_the_address_on_a_line_below() -> None:
    item = (Text("Visite de terrain", href="https://example.org/visite"), Text("\u00a0· 14 février 2024"))

    assert (
        body(BulletList((item,)))
        == "- Visite de terrain\u00a0· 14 février 2024\n  https://example.org/visite"
    )
    assert body(BulletList((item[:1],))) == "- Visite de terrain <https://example.org/visite>"
