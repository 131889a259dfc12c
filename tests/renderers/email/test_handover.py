"""The folder for whoever sends the letter: what lies in it can be opened, pasted, imported and approved."""

from __future__ import annotations

import ast
import csv
import io
import re
import stat
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html as lxml_html
from PIL import Image

from generator.renderers.email.archive import packed
from generator.renderers.email.links import Link, links
from generator.renderers.email.sheet import sheet
from generator.report.blocks import Button, Paragraph
from generator.report.model import Section
from generator.report.words import Text
from tests.renderers.email.folders import FOLDERS, MAIL, folder_of, letter, real_folder, sample_folder

EMAIL = Path(__file__).parents[3] / "generator" / "renderers" / "email"
WANTED = {
    "README.txt",
    "alt-texts.csv",
    "buttondown.json",
    "letter.html",
    "letter.txt",
    "links.csv",
    "listmonk.json",
    "mailchimp.json",
    "mailchimp.zip",
    "preheader.txt",
    "subject.txt",
}


@pytest.fixture(params=FOLDERS)
def folder(request: pytest.FixtureRequest) -> Mapping[str, bytes]:
    return FOLDERS[request.param]()


def table(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def sources(page: bytes) -> list[str]:
    return [str(src) for src in lxml_html.document_fromstring(page.decode()).xpath("//img/@src")]


def unzipped(folder: Mapping[str, bytes]) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(folder["mailchimp.zip"])) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_folder_holds_what_every_sending_program_asks_for(folder: Mapping[str, bytes]) -> None:
    assert {name for name in folder if not name.startswith("images/")} == WANTED
    assert all(re.fullmatch(r"(images/)?[A-Za-z0-9.-]+", name) for name in folder)


def test_the_same_letter_makes_the_same_bytes() -> None:
    assert folder_of(letter()) == dict(sample_folder())


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_readme_says_in_a_line_what_each_file_is_for(language: str) -> None:
    told = real_folder(language)["README.txt"].decode().split("\n\n")[-1].splitlines()
    named = [line.split()[0] for line in told]
    assert sorted(named) == sorted(WANTED - {"README.txt"})
    assert all(len(line.split()) > 4 and len(line) <= 110 for line in told)


def test_the_readme_names_no_file_that_is_not_there() -> None:
    told = sample_folder()["README.txt"].decode()
    assert told == (
        "Dossier d’envoi\n\nBilan n’envoie rien.\n\nletter.html  la lettre\nimages/      ses images\n"
    )
    without = folder_of(replace(letter(), sections=()))
    assert not any(name.startswith("images/") for name in without)
    assert "images/" not in without["README.txt"].decode()


def test_subject_and_preheader_are_one_line_each(folder: Mapping[str, bytes]) -> None:
    for name in ("subject.txt", "preheader.txt"):
        text = folder[name].decode()
        assert text.endswith("\n")
        assert len(text.splitlines()) == 1
        assert text.strip()


def test_a_subject_that_breaks_off_cannot_begin_a_header() -> None:
    mail = replace(MAIL, subject="Bonjour\r\nBcc: x@exemple.org\u2028suite")
    made = folder_of(replace(letter(), mail=mail))
    assert made["subject.txt"].decode() == "Bonjour Bcc: x@exemple.org suite\n"


def test_every_picture_of_a_page_lies_beside_it(folder: Mapping[str, bytes]) -> None:
    shown = sources(folder["letter.html"])
    assert set(shown) == {name for name in folder if name.startswith("images/")}
    packed_files = unzipped(folder)
    assert set(sources(packed_files["letter.html"])) == set(packed_files) - {"letter.html"}
    assert len(sources(packed_files["letter.html"])) == len(shown)


def test_the_sample_has_pictures_at_all() -> None:
    assert len(sources(sample_folder()["letter.html"])) >= 4


def test_nothing_is_fetched_from_elsewhere(folder: Mapping[str, bytes]) -> None:
    for page in (folder["letter.html"], unzipped(folder)["letter.html"]):
        root = lxml_html.document_fromstring(page.decode())
        assert root.xpath("//link | //script | //iframe | //@background | //@srcset") == []
        assert not [src for src in sources(page) if ":" in src or src.startswith("/")]
        assert b"@import" not in page
        assert not re.search(rb"url\s*\(", page)


def test_the_alternative_texts_are_those_of_the_letter_with_each_size() -> None:
    heads, *rows = table(sample_folder()["alt-texts.csv"])
    assert heads == ["Fichier", "Texte de remplacement", "Largeur", "Hauteur"]
    root = lxml_html.document_fromstring(sample_folder()["letter.html"].decode())
    shown = [(image.get("src"), image.get("alt")) for image in root.iter("img")]
    assert [(file, alt) for file, alt, _, _ in rows] == shown
    for file, _, width, height in rows:
        with Image.open(io.BytesIO(sample_folder()[file])) as picture:
            assert (width, height) == (str(picture.width), str(picture.height))


def test_the_list_of_links_is_every_address_of_the_letter_in_order(folder: Mapping[str, bytes]) -> None:
    _, *rows = table(folder["links.csv"])
    anchors = lxml_html.document_fromstring(folder["letter.html"].decode()).xpath("//a[@href]")
    assert rows
    assert [address for _, address, _ in rows] == [anchor.get("href") for anchor in anchors]
    assert [words for words, _, _ in rows] == [" ".join(a.text_content().split()) for a in anchors]
    assert {check for _, _, check in rows} == {""}


@pytest.mark.parametrize(
    ("words", "address", "differs"),
    [
        ("Lire la suite", "https://exemple.org/a", False),
        ("exemple.org", "https://exemple.org/fr?a=1", False),
        ("www.exemple.org", "https://exemple.org/", False),
        ("https://exemple.org/a/", "https://www.exemple.org/a", False),
        ("Voir https://exemple.org/été.", "https://exemple.org/%C3%A9t%C3%A9", False),
        ("contact@exemple.org", "mailto:Contact@exemple.org", False),
        ("rapport-2022.pdf", "https://exemple.org/doc/rapport-2022.pdf", False),
        ("M.Dupont, 12.30, p.m., St.Louis", "https://exemple.org/", False),
        ("exemple.org", "https://exemple.org.pirate.net/", True),
        ("EXEMPLE.ORG", "https://pirate.net/", True),
        ("https://exemple.org/a", "https://exemple.org/b", True),
        ("https://exemple.org/a?x=1", "https://exemple.org/a?x=2", True),
        ("le site www.exemple.org, en français", "https://pirate.net/exemple.org/", True),
        ("exemple.org", "https://exemple.org@pirate.net/", True),
        ("ex\u00adem\u200bple.org", "https://pirate.net/", True),
        ("contact@exemple.org", "mailto:contact@pirate.net", True),
        ("contact@exemple.org", "https://exemple.org/", True),
        ("ex\u0435mple.org", "https://exemple.org/", True),  # a Cyrillic letter
        ("exemple.org", "https://[pirate", True),
        ("a@example.org", "https://[x", True),
        ("a@example.org", "MAILTO:A@example.org?subject=b", False),
    ],
)
def test_a_link_is_marked_whose_words_name_another_address(words: str, address: str, differs: bool) -> None:
    assert Link(words, address).differs is differs


def test_a_marked_link_says_so_to_whoever_approves() -> None:
    lines = Paragraph((Text("Voir "), Text("www.exemple.org", href="https://pirate.net/x")))
    made = folder_of(replace(letter(), sections=(Section("suite", "Suite", (lines,)),)))
    assert table(made["links.csv"])[1:] == [
        ["www.exemple.org", "https://pirate.net/x", "ces mots annoncent une autre adresse"]
    ]


def test_a_picture_in_a_link_is_listed_by_its_words() -> None:
    found = links(
        '<p><a href="https://a.org">Vers<br>là <img src="x.png" alt="le logo"></a> <a id="x">y</a></p>'
    )
    assert found == (Link("Vers là le logo", "https://a.org"),)


def test_a_table_opens_in_a_spreadsheet_and_runs_nothing() -> None:
    cells = ["=1+1", "+212 5", "-x", "@x", "\tx", "a;b", 'dit "x"', "été\nsuite", "a=b"]
    made = sheet(["Mots"], [[cell] for cell in cells])
    assert made.startswith(b"\xef\xbb\xbfMots\r\n")
    assert [row[0] for row in table(made)[1:]] == [
        "'=1+1",
        "'+212 5",
        "'-x",
        "'@x",
        "'\tx",
        "a;b",
        'dit "x"',
        "été\nsuite",
        "a=b",
    ]


def test_words_of_a_link_that_look_like_a_formula_are_text() -> None:
    button = Button('=HYPERLINK("https://pirate.net")', "https://exemple.org/a")
    made = folder_of(replace(letter(), sections=(Section("suite", "Suite", (button,)),)))
    (row,) = table(made["links.csv"])[1:]
    assert row[0].startswith("'=HYPERLINK")


def test_what_a_person_pastes_carries_no_tag_of_a_program(folder: Mapping[str, bytes]) -> None:
    for name in ("letter.html", "letter.txt", "subject.txt", "preheader.txt"):
        assert not re.search(r"\{\{|\{%|\*\|", folder[name].decode())


def test_mailchimp_finds_one_page_with_its_pictures_and_no_folder(folder: Mapping[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(folder["mailchimp.zip"])) as archive:
        entries = archive.infolist()
    assert [e.filename for e in entries if e.filename.endswith(".html")] == ["letter.html"]
    assert all("/" not in e.filename and e.filename.isascii() for e in entries)
    assert all(re.search(r"\.(html|png|jpg)$", e.filename) for e in entries)


def test_an_archive_depends_on_nothing_but_its_files() -> None:
    made = packed({"b.txt": b"b", "a.txt": b"a" * 900})
    assert made == packed({"a.txt": b"a" * 900, "b.txt": b"b"})
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        entries = archive.infolist()
    assert [e.filename for e in entries] == ["a.txt", "b.txt"]
    for entry in entries:
        assert entry.date_time == (1980, 1, 1, 0, 0, 0)
        assert entry.extra == b""
        assert entry.create_system == 3
        assert entry.external_attr >> 16 == stat.S_IFREG | 0o644


def test_no_module_of_the_letter_can_reach_a_network() -> None:
    reached = {
        "http",
        "socket",
        "ssl",
        "smtplib",
        "imaplib",
        "ftplib",
        "asyncio",
        "requests",
        "httpx",
        "urllib3",
    }
    modules = list(EMAIL.glob("*.py"))
    assert len(modules) > 8
    for module in modules:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            match node:
                case ast.Import(names=names):
                    found = {name.name for name in names}
                case ast.ImportFrom(module=str(name), names=names):
                    found = {f"{name}.{inner.name}" for inner in names}
                case _:
                    continue
            assert not {name.partition(".")[0] for name in found} & reached, module.name
            assert not [name for name in found if name.startswith("urllib.request")], module.name
