"""What creates a draft in a sending program: only drafts, each with its own tags, and a record's text stays text."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from lxml import html as lxml_html

from generator.renderers.email.services import JOINER
from generator.report.blocks import Button, Card, Figure, Paragraph
from generator.report.compose import compose
from generator.report.model import Section
from generator.report.words import Text, words
from tests.renderers.email.folders import FOLDERS, MAIL, folder_of, letter, real_folder, sample_folder
from tests.report.briefs import brief_of

TRICKS = (
    "{{ 7*7 }}",
    "{{{ .Subscriber.Email }}}",
    "{% if x %}",
    "{# x #}",
    "*|FNAME|*",
    "*|IF:x|*",
    '{{ Safe "x" }}',
    "https://exemple.org/x@TrackLink",
    "<b> & moins de <20 %",
)
TRICK = " ; ".join(TRICKS)
LINK = "https://exemple.org/{{x}}/*|y|*?a={%z%}"
MERGE = re.compile(r"\*\|.*?\|\*")
DJANGO = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}")  # what Django's lexer takes for a tag
GO = re.compile(r'\{\{\s*(?:(Safe)\s+)?("(?:[^"\\]|\\.)*"|UnsubscribeURL|MessageURL)\s*\}\}')
FILLED = {"UnsubscribeURL": "https://l.exemple.org/u", "MessageURL": "https://l.exemple.org/m"}


def go(text: str, *, in_html: bool) -> str:
    """Return what listmonk writes for a Go template of the few actions we use; an unknown action is a failure."""

    def written(found: re.Match[str]) -> str:
        said = FILLED.get(found[2]) or str(json.loads(found[2]))
        return said if found[1] or not in_html else html.escape(said)

    left = GO.sub("", text)
    assert "{{" not in left
    assert not re.search(r"https?://\S*@TrackLink", left)
    if in_html:
        assert "<!--" not in left  # Go would leave it out
    return GO.sub(written, text)


def plain_go(text: str) -> str:
    """Return what listmonk writes for a plain text: it goes through the templates of HTML too."""
    assert "<" not in GO.sub("", text)  # Go would write &lt;, or take it for a tag
    return go(text, in_html=False)


@cache
def tricky() -> Mapping[str, bytes]:
    """Return the folder of a letter whose every text looks like a tag of a sending program."""
    blocks = (
        Paragraph((Text(TRICK), Text("{"), Text("{ 1 }}"), Text(" *"), Text("|x|"), Text("*"))),
        Paragraph((Text("lien", href=LINK),)),
        Card(words(TRICK), TRICK, words(TRICK)),
        Figure("photos/atelier.jpg", TRICK, words(TRICK), TRICK),
        Button(TRICK, LINK),
    )
    mail = replace(MAIL, subject=TRICK, preheader=TRICK, image_base_url="https://images.exemple.org/l/")
    report = replace(letter(), mail=mail, title=TRICK, sections=(Section("essai", TRICK, blocks),))
    return folder_of(report)


def read(folder: Mapping[str, bytes], name: str) -> Any:
    return json.loads(folder[f"{name}.json"])


def pages(folder: Mapping[str, bytes]) -> dict[str, str]:
    """Return the HTML that each program is given."""
    with zipfile.ZipFile(io.BytesIO(folder["mailchimp.zip"])) as archive:
        imported = archive.read("letter.html").decode()
    return {
        "listmonk": read(folder, "listmonk")["body"],
        "mailchimp": read(folder, "mailchimp")[1]["body"]["html"],
        "mailchimp.zip": imported,
        "buttondown": read(folder, "buttondown")["body"],
    }


def lines(folder: Mapping[str, bytes]) -> dict[str, str]:
    """Return what each program is given besides HTML: subject, preheader and plain text."""
    listmonk, buttondown = read(folder, "listmonk"), read(folder, "buttondown")
    created, content = (request["body"] for request in read(folder, "mailchimp"))
    return {
        "listmonk subject": listmonk["subject"],
        "mailchimp subject": created["settings"]["subject_line"],
        "mailchimp preheader": created["settings"]["preview_text"],
        "mailchimp text": content["plain_text"],
        "buttondown subject": buttondown["subject"],
        "buttondown description": buttondown["description"],
    }


def told(page: str) -> str:
    """Return the words of a page as they are read, without joiners."""
    text = lxml_html.document_fromstring(page).xpath("string(//body)")
    return " ".join(str(text).replace(JOINER, "").split())


def vocabulary(page: str) -> set[str]:
    """Return every word of a page."""
    found = lxml_html.document_fromstring(page).xpath("//body//text()")
    return set(re.findall(r"\w+", " ".join(map(str, found))))


def keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from keys(item)


@pytest.fixture(params=FOLDERS)
def folder(request: pytest.FixtureRequest) -> Mapping[str, bytes]:
    return FOLDERS[request.param]()


@pytest.mark.parametrize("name", ["listmonk", "mailchimp", "buttondown"])
def test_nothing_sends_schedules_or_names_a_reader(folder: Mapping[str, bytes], name: str) -> None:
    payload = read(folder, name)
    found = set(keys(payload))
    sending = {
        "send_at",
        "schedule_time",
        "publish_date",
        "recipients",
        "subscribers",
        "to",
        "segment_opts",
        "actions",
    }
    assert not found & sending
    if name == "buttondown":
        assert payload["status"] == "draft"
    else:
        assert "status" not in found


def test_listmonk_is_asked_for_a_draft_and_refuses_it_until_its_lists_are_named(
    folder: Mapping[str, bytes],
) -> None:
    payload = read(folder, "listmonk")
    wanted = {"name", "subject", "lists", "type", "content_type", "messenger", "body", "altbody", "tags"}
    assert set(payload) == wanted
    assert (payload["lists"], payload["type"], payload["content_type"]) == ([], "regular", "html")
    assert payload["subject"] == folder["subject.txt"].decode().strip()


def test_mailchimp_is_asked_for_a_campaign_and_then_for_its_content(folder: Mapping[str, bytes]) -> None:
    created, filled = read(folder, "mailchimp")
    assert (created["method"], created["path"]) == ("POST", "/campaigns")
    assert (filled["method"], filled["path"]) == ("PUT", "/campaigns/{campaign_id}/content")
    assert set(created["body"]) == {"type", "settings"}
    assert created["body"]["settings"]["subject_line"] == folder["subject.txt"].decode().strip()
    assert set(filled["body"]) == {"html", "plain_text"}


def test_buttondown_is_asked_for_a_draft_in_the_letters_own_html(folder: Mapping[str, bytes]) -> None:
    payload = read(folder, "buttondown")
    assert set(payload) == {"subject", "description", "status", "template", "body", "metadata"}
    assert payload["template"] == "naked"
    assert not payload["body"].startswith("---")


def test_a_draft_is_named_by_what_it_says(folder: Mapping[str, bytes]) -> None:
    names = [
        read(folder, "listmonk")["name"],
        read(folder, "mailchimp")[0]["body"]["settings"]["title"],
        read(folder, "buttondown")["metadata"]["name"],
    ]
    assert all(re.fullmatch(r"[a-z-]+-2022-[0-9Q]+-(fr|en)-[0-9a-f]{8}", name) for name in names)


def test_a_changed_word_is_another_draft() -> None:
    changed = folder_of(replace(letter(), mail=replace(MAIL, subject="Autre objet")))
    assert read(changed, "listmonk")["name"] != read(sample_folder(), "listmonk")["name"]


def test_each_program_finds_its_own_tags_once(folder: Mapping[str, bytes]) -> None:
    made = pages(folder)
    mailchimp = ("*|ARCHIVE|*", "*|UNSUB|*", "*|HTML:LIST_ADDRESS_HTML|*")
    wanted = {
        "listmonk": ("{{ MessageURL }}", "{{ UnsubscribeURL }}"),
        "mailchimp": mailchimp,
        "mailchimp.zip": mailchimp,
        "buttondown": ("{{ email.absolute_url }}", "{{ unsubscribe_url }}"),
    }
    for name, tags in wanted.items():
        addresses = lxml_html.document_fromstring(made[name]).xpath("//a/@href")
        assert [made[name].count(tag) for tag in tags] == [1] * len(tags), name
        assert {tag for tag in tags if "ADDRESS" not in tag} <= set(addresses), name
        assert ".invalid" not in made[name]
    assert [read(folder, "listmonk")["altbody"].count(tag) for tag in wanted["listmonk"]] == [1, 1]
    text = read(folder, "mailchimp")[1]["body"]["plain_text"]
    assert [text.count(tag) for tag in ("*|ARCHIVE|*", "*|UNSUB|*", "*|LIST:ADDRESS|*")] == [1, 1, 1]


def test_every_program_sends_the_words_of_the_letter() -> None:
    illustrated = folder_of(letter("https://images.exemple.org/lettre/"))
    for made in (illustrated, real_folder("fr"), real_folder("en")):
        own = vocabulary(made["letter.html"].decode())
        assert len(own) > 100
        for name, page in pages(made).items():
            sent = go(page, in_html=True) if name == "listmonk" else page
            assert own <= vocabulary(sent), name


def test_listmonk_sends_the_letter_as_it_is_also_to_outlook(folder: Mapping[str, bytes]) -> None:
    sent = go(pages(folder)["listmonk"], in_html=True)
    comments = re.findall(r"<!--.*?-->", folder["letter.html"].decode(), re.DOTALL)
    assert any("mso" in comment for comment in comments)
    assert set(comments) <= set(re.findall(r"<!--.*?-->", sent, re.DOTALL))
    assert plain_go(read(folder, "listmonk")["altbody"]).count("https://l.exemple.org/") == 2


def test_the_style_of_a_letter_says_nothing_a_program_could_take_for_its_own(
    folder: Mapping[str, bytes],
) -> None:
    for page in pages(folder).values():
        for style in re.findall(r"<style\b.*?</style>", page, re.DOTALL):
            assert not DJANGO.search(style)
            assert not MERGE.search(style)
            assert "{{" not in style


def test_a_records_text_stays_text_in_mailchimp() -> None:
    own = {"*|ARCHIVE|*", "*|UNSUB|*", "*|HTML:LIST_ADDRESS_HTML|*", "*|LIST:ADDRESS|*"}
    made = pages(tricky())
    for page in (made["mailchimp"], made["mailchimp.zip"], lines(tricky())["mailchimp text"]):
        assert set(MERGE.findall(page)) <= own
        assert set(MERGE.findall(html.unescape(page))) <= own  # also after it wrote the page anew
        assert page.count("*|") == len(MERGE.findall(page))
    assert "*|" not in lines(tricky())["mailchimp subject"] + lines(tricky())["mailchimp preheader"]


def test_a_records_text_stays_text_in_buttondown() -> None:
    page = pages(tricky())["buttondown"]
    own = ["{{ email.absolute_url }}", "{{ unsubscribe_url }}"]
    for read_as in (page, html.unescape(page)):
        assert [tag for tag in DJANGO.findall(read_as) if not tag.startswith("{#")] == own
        assert not re.search(r"\{#[^}]*#\}", read_as)
    for name in ("buttondown subject", "buttondown description"):
        assert not DJANGO.search(lines(tricky())[name])


def test_a_records_text_stays_text_in_listmonk() -> None:
    payload = read(tricky(), "listmonk")
    assert go(payload["subject"], in_html=False) == TRICK
    assert "{{ 7*7 }}" in told(go(payload["body"], in_html=True))
    sent = " ".join(plain_go(payload["altbody"]).split())
    assert all(trick in sent for trick in TRICKS)


def test_a_text_that_looks_like_a_tag_reads_as_it_was_written() -> None:
    made = pages(tricky())
    made["listmonk"] = go(made["listmonk"], in_html=True)
    for name, page in made.items():
        assert all(trick in told(page) for trick in TRICKS), name
        assert "{{ 1 }}" in told(page), name
    for name, line in lines(tricky()).items():
        shown = line if not name.startswith("listmonk") else go(line, in_html=False)
        said = " ".join(shown.replace(JOINER, "").split())
        assert all(trick in said for trick in TRICKS), name


def test_an_address_that_looks_like_a_tag_still_leads_there() -> None:
    coded = {
        "listmonk": LINK,
        "mailchimp": LINK.replace("|", "%7C"),
        "mailchimp.zip": LINK.replace("|", "%7C"),
        "buttondown": LINK.replace("{", "%7B"),
    }
    for name, page in pages(tricky()).items():
        assert coded[name] in lxml_html.document_fromstring(page).xpath("//a/@href"), name


def test_without_an_address_for_pictures_the_drafts_have_none() -> None:
    made = pages(sample_folder())
    for name in ("listmonk", "mailchimp", "buttondown"):
        assert "<img" not in made[name]
        assert "https://images" not in made[name]


def test_with_an_address_for_pictures_the_drafts_fetch_them_there_and_nowhere_else() -> None:
    base = "https://images.exemple.org/lettre/"
    made = folder_of(letter(base))
    there = {base + name.removeprefix("images/") for name in made if name.startswith("images/")}
    for name, page in pages(made).items():
        if name != "mailchimp.zip":
            assert set(lxml_html.document_fromstring(page).xpath("//img/@src")) == there, name
    assert base not in made["letter.html"].decode()


def test_a_report_that_was_not_written_as_a_letter_can_be_handed_over() -> None:
    made = folder_of(compose(brief_of("2022-02")).for_readers())

    subject = " ".join(made["subject.txt"].decode().split())
    assert subject == "OIM Maroc, février 2022 : Rapport d’activités"
    assert "Session 1" in " ".join(made["letter.txt"].decode().split())
