"""In: Reports. Out: what a mail program finds in their .eml file, read back by the standard library."""

from __future__ import annotations

import email
import hashlib
import mailbox
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from email.message import EmailMessage, MIMEPart
from email.policy import default
from functools import cache
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import document_fromstring

from generator.config.templates import load_kind
from generator.records.fields import Channel
from generator.renderers.email import body
from generator.renderers.email.message import compose, render
from generator.renderers.pictures import Picture
from generator.renderers.text import write
from generator.report.blocks import Button, KeyFigures, Paragraph, Quote
from generator.report.model import Mail, Report, Section
from generator.report.words import words
from tests.reading import squeeze, tokens
from tests.renderers.sample import sample_assets, sample_brand, sample_report
from tests.report.briefs import ROOT, report_of

REAL = ("2022-Q1", "2022-02", "2022-03", "2023-07")
AWKWARD = (
    "From Rabat to Tangier.",
    ".",
    "..",
    "-- ",
    "-- Données",
    "> 70",
    "From ",
    ".From x",
    "=20",
    "a" * 200,
)
WRITE = """
import hashlib, sys
from dataclasses import replace
from pathlib import Path
from generator.renderers.email.message import render
from tests.renderers.sample import sample_assets, sample_brand, sample_report
report = sample_report()
without_charts = tuple(section for section in report.sections if section.code != "periode")
assets = sample_assets(Path(sys.argv[1]))
made = render(replace(report, sections=without_charts), sample_brand(), assets)
print(hashlib.sha256(made.content).hexdigest())
"""


@cache
def letter(period: str, language: str = "fr") -> Report:
    """Return the letter of a period of the real records, as its readers get it."""
    kind = load_kind(ROOT / "templates", "newsletter")
    day = date(2023, 9, 1) if period.startswith("2023") else date(2022, 4, 15)
    return report_of(
        period, kind=kind, channel=Channel.NEWSLETTER, language=language, as_of=day
    ).for_readers()


def saying(subject: str, *texts: str) -> Report:
    """Return a small letter with `subject` and a paragraph for each of `texts`."""
    section = Section("texte", "Texte", tuple(Paragraph(words(text)) for text in texts or ("Bonjour.",)))
    mail = Mail(subject, "Aperçu", "En ligne", "Se désabonner", "Adresse", day="2022-03-31")
    return replace(sample_report(), subtitle="", mail=mail, sections=(section,))


def read(content: bytes) -> EmailMessage:
    """Return a message as the standard library reads it."""
    return cast(EmailMessage, email.message_from_bytes(content, policy=default))


def draft(report: Report, assets: dict[str, Picture] | None = None) -> EmailMessage:
    """Return the .eml file of `report`, read back."""
    return read(render(report, sample_brand(), assets or {}).content)


def part(message: EmailMessage, kind: str) -> str:
    """Return the words of the part of type text/`kind`, with plain line ends."""
    found = message.get_body((kind,))
    assert found is not None
    return cast(str, found.get_content()).replace("\r\n", "\n")


def shown(html: str) -> str:
    """Return the words of an e-mail that its reader sees, and the addresses its links lead to."""
    found = document_fromstring(html).find("body")
    for hidden in found.xpath("//comment()|//style|//*[contains(@style, 'display:none')]"):
        hidden.drop_tree()
    # A link says its words and leads to its address; text says both.
    return " ".join([*found.xpath(".//text()"), *found.xpath(".//a[not(starts-with(., 'http'))]/@href")])


def test_it_opens_as_a_draft_without_sender_or_recipient() -> None:
    message = draft(letter("2022-03"))
    assert message["X-Unsent"] == "1"
    assert message["Subject"] == letter("2022-03").mail.subject
    assert message["Content-Language"] == "fr"
    assert not {"from", "to", "cc", "bcc", "sender", "reply-to"} & {name.lower() for name in message}
    assert message.defects == [] and all(each.defects == [] for each in message.walk())


def test_its_date_and_name_come_from_the_period_and_the_content() -> None:
    message = draft(letter("2022-03"))
    assert message["Date"].datetime == datetime(2022, 3, 31, 12, tzinfo=UTC)
    assert re.fullmatch(
        r"<newsletter-2022-03-public-fr-[0-9a-f]{16}@bilan\.invalid>", str(message["Message-ID"]).strip()
    )
    names = {
        str(draft(report)["Message-ID"]) for report in (saying("a", "b"), saying("a", "c"), saying("d", "b"))
    }
    assert len(names) == 3


@pytest.mark.parametrize("audience", ["donor:pays-bas", "donor:" + "x" * 120])
def test_an_audience_of_any_length_keeps_to_one_header(audience: str) -> None:
    report = replace(saying("Objet"), audience=audience, period="2022-01..2022-03")
    content = render(report, sample_brand(), {}).content
    assert all(len(line) <= 76 for line in content.split(b"\r\n"))
    message = read(content)
    assert re.fullmatch(r"<[A-Za-z0-9-]+@bilan\.invalid>", str(message["Message-ID"]).strip())


def test_without_a_picture_it_is_text_and_html() -> None:
    message = draft(letter("2022-03"))
    assert [each.get_content_type() for each in message.walk()] == [
        *("multipart/alternative", "text/plain", "text/html")
    ]


@pytest.fixture(scope="module")
def pictured(tmp_path_factory: pytest.TempPathFactory) -> tuple[EmailMessage, bytes, dict[str, Picture]]:
    """Return the sample with its pictures, read back; its bytes; its pictures."""
    assets = sample_assets(tmp_path_factory.mktemp("pictures"))
    content = render(sample_report(), sample_brand(), assets).content
    return read(content), content, assets


def test_pictures_travel_beside_the_html_that_shows_them(
    pictured: tuple[EmailMessage, bytes, dict[str, Picture]],
) -> None:
    message, _, assets = pictured
    text, related = cast(list[MIMEPart], message.get_payload())
    assert (message.get_content_subtype(), related.get_content_subtype()) == ("alternative", "related")
    assert text.get_content_type() == related.get_param("type").replace("html", "plain")
    html, *pictures = cast(list[MIMEPart], related.get_payload())
    sent = {each["Content-ID"].strip("<>"): each for each in pictures}
    used = document_fromstring(html.get_content()).xpath("//img/@src")
    assert {src.removeprefix("cid:") for src in used} == set(sent) and all(
        src.startswith("cid:") for src in used
    )
    for each in pictures:
        assert each.get_content_disposition() == "inline"
        assert each.get_filename() == f"{hashlib.sha256(each.get_content()).hexdigest()[:16]}." + (
            "jpg" if each.get_content_subtype() == "jpeg" else "png"
        )
    contents = {each.get_content() for each in pictures}
    assert {picture.content for picture in assets.values()} <= contents


def test_its_parts_are_the_text_and_the_html_of_the_other_formats(
    pictured: tuple[EmailMessage, bytes, dict[str, Picture]],
) -> None:
    message, _, assets = pictured
    assert part(message, "plain") == write(sample_report())
    html = body.draw(
        sample_report(), sample_brand(), assets, address=lambda picture: f"cid:{picture.name}@bilan.invalid"
    )
    assert part(message, "html").rstrip("\n") == html.rstrip("\n")


def test_every_line_is_short_ascii_and_ends_as_mail_wants_it(
    pictured: tuple[EmailMessage, bytes, dict[str, Picture]],
) -> None:
    for content in (pictured[1], render(letter("2022-03"), sample_brand(), {}).content):
        lines = content.decode("ascii").split("\r\n")
        assert all(len(line) <= 76 for line in lines)
        assert not any("\n" in line or "\r" in line for line in lines)
        assert not any(line.startswith((".", "From ")) for line in lines)


def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    for seed in "12":
        (tmp_path / seed).mkdir()
    running = [
        subprocess.Popen(
            [sys.executable, "-c", WRITE, str(tmp_path / seed)],
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
        )
        for seed, zone in (("1", "Africa/Casablanca"), ("2", "Asia/Tokyo"))
    ]
    first, second = (process.communicate(timeout=60)[0] for process in running)
    assert first == second and len(first.strip()) == 64


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("period", REAL)
def test_text_and_html_of_a_real_letter_state_the_same_facts(period: str, language: str) -> None:
    report = letter(period, language)
    message = draft(report)
    text, html = part(message, "plain"), shown(part(message, "html"))
    assert tokens(text) == tokens(html)
    blocks = [block for _, section in report.walk() for block in section.blocks]
    said = [squeeze(each) for quote in blocks if isinstance(quote, Quote) for each in quote.paragraphs]
    said += [
        squeeze(f"{figure.value}{figure.label}")
        for block in blocks
        if isinstance(block, KeyFigures)
        for figure in block.figures
    ]
    assert all(each in squeeze(text) and each in squeeze(html) for each in said)


def test_text_and_html_lead_to_the_same_addresses() -> None:
    report = saying("Objet")
    more = Button("Lire la suite", "https://exemple.org/a?x=1&y=2")
    section = replace(report.sections[0], blocks=(*report.sections[0].blocks, more))
    message = draft(replace(report, sections=(section,)))
    assert tokens(part(message, "plain")) == tokens(shown(part(message, "html")))
    assert more.href in part(message, "plain") and more.href in shown(part(message, "html"))


@pytest.mark.parametrize(
    "title",
    [
        *(
            "a\r\nBcc: x@exemple.org",
            "a\nBcc: x",
            "a\rBcc: x",
            "a\u2028Bcc: x",
            "a\u2029Bcc: x",
            "a\x85Bcc: x",
        ),
        *("a\x0bBcc: x", "a\x0cBcc: x", "a\0Bcc: x", "a\x1cBcc: x", "a\r\n\r\nBcc: x", "a\x1bBcc: x"),
    ],
)
def test_no_title_begins_a_header_of_its_own(title: str) -> None:
    message = draft(saying(title))
    assert message["Subject"] == "a Bcc: x" + "@exemple.org" * title.endswith("org")
    assert message.keys() == draft(saying("Objet")).keys()
    assert part(message, "plain") == part(draft(saying("Objet")), "plain")


def test_controls_that_turn_text_leave_the_subject_and_letters_and_emoji_stay() -> None:
    assert draft(saying("Rapport\u202e fdp.exe\u2066 x"))["Subject"] == "Rapport fdp.exe x"
    assert draft(saying("  Formation 👩🏽‍🏫 « Données »  "))["Subject"] == "Formation 👩🏽‍🏫 « Données »"
    assert draft(saying("demi\ud800"))["Subject"] == "demi"
    assert draft(saying(" \r\n "))["Subject"] == sample_report().title


@pytest.mark.parametrize(
    "subject",
    [
        "OIM Maroc, mars 2022 : 70 acteurs institutionnels formés",
        "OIM Maroc, 1er trimestre 2022\u00a0: «\u00a0Données\u00a0» et réunions-débats à l’intention de 1\u202f284 "
        "personnes formées\u202f! 🎓👩🏽‍🏫 de Laâyoune à Oujda, en passant par Taroudannt et Béni-Mellal",
        *(
            "é" * 400,
            "x" * 400,
            "mot " * 100 + "fin",
            "=?utf-8?q?x?= et =?utf-8?b?eA==?=",
            "From: a@b, <c> (d)",
        ),
        *(
            "الهجرة في المغرب",
            "🎓" * 60,
            "a\u00a0" * 90 + "b",
            "From 👩🏽‍🏫 👩🏽‍🏫 formés\u202f! formés\u202f!",
        ),
    ],
)
def test_a_subject_is_read_back_as_it_was_written(subject: str) -> None:
    content = render(saying(subject), sample_brand(), {}).content
    assert read(content)["Subject"] == subject
    assert all(len(line) <= 76 for line in content.split(b"\r\n\r\n")[0].split(b"\r\n"))


@settings(max_examples=50, deadline=None)  # a busy machine is no fault
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Zl", "Zp", "Zs")), min_size=1))
def test_any_subject_is_read_back_as_it_was_written(subject: str) -> None:
    content = compose(saying(f"{subject} {subject}"), "texte\n", "<p>texte</p>\n", ()).as_bytes()
    assert read(content)["Subject"] == f"{subject} {subject}"


def test_lines_that_mailboxes_take_for_their_own_survive_one(tmp_path: Path) -> None:
    report = saying("Objet", *AWKWARD)
    content = compose(report, "\n".join(AWKWARD) + "\n", write(report), ()).as_bytes()
    box = mailbox.mbox(tmp_path / "boite")
    try:
        key = box.add(content)
        box.flush()
        kept = read(box.get_bytes(key))
    finally:
        box.close()
    assert part(kept, "plain") == "\n".join(AWKWARD) + "\n"
    assert part(read(content), "plain") == "\n".join(AWKWARD) + "\n"
