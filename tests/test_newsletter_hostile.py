"""Titles that look like something else stay text in every format of a letter: markup, tags of senders, headers, marks."""

from __future__ import annotations

import email
import email.policy
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml
from lxml import etree, html

from generator.pipeline import Built, build
from tests.test_newsletter import folder_of, order, readings, stem
from tests.unpacking import bare, html_text, unpack_folder
from tests.workspaces import minimal_workspace

# The first stands at the head of the letter, and so in its subject; five are items, the others are links.
TITLES = (
    "Réunion à Rabat\nBcc: victime@example.org\nContent-Type: text/html\n\n<b>Corps</b>",
    "<script>alert(1)</script> & <img src=x onerror=alert(2)> </title> <!-- fin",
    "Bonjour {{ 7*7 }} {% raw %} ${7*7} #{7*7} %(titre)s {titre}",
    "Cher *|FNAME|* *|UNSUB|* {{ UnsubscribeURL }} {{ subscriber.email }} [[nom]]",
    "Mot " + "anticonstitutionnellement" * 9,
    "=?utf-8?q?Bcc=3A?= \"guillemets\" 'apostrophes' \\ ]]> &lt;b&gt; &amp;",
    "Fête 🎉 des familles 👩‍👩‍👧 🇲🇦",
    "ورشة عمل\u200f (2022) حول الهجرة",
    "javascript:alert(1) data:text/html,x mailto:a@example.org?bcc=b@example.org",
    "=HYPERLINK(\"http://example.org\") +1 -1 @SOMME(A1)",
    "..", ".", "Point seul\n.\nQUIT",
)  # fmt: skip
FORMATS = ("docx", "eml", "handover", "html", "txt", "web")


@pytest.fixture(scope="module", params=["titles", "the editor's words"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return a letter of these titles; and one whose subject, preheader, editorial and dates are such words."""
    records = {}
    for number, title in enumerate(TITLES):
        record = {"title": title, "type": "workshop", "date": f"2022-03-{number + 1:02}", "teaser": title}
        records[f"2022-03-{number + 1:02}-atelier"] = _dump(
            record | ({"attendance": _MANY} if number == 0 else {})
        )
    files = {}
    if request.param != "titles":
        every = "\n\n".join(TITLES)
        edition = {
            "number": " ".join(TITLES[1].split()),
            "headline": every,
            "preheader": every,
            "editorial": {"text": every, "signatory": " ".join(TITLES[1].split())},
            "upcoming": [{"title": title, "date": "2022-05-06", "place": title} for title in TITLES],
            "publications": [{"title": title} for title in TITLES],
        }
        files["records/editions/newsletter/2022-03.yaml"] = _dump(edition)
    return build(
        minimal_workspace(tmp_path_factory.mktemp("hostile"), records, files=files), order("2022-03")
    )


_MANY = [{"measure": "attendees", "count": "80"}]


def _dump(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000)


def test_every_title_is_read_as_it_was_written_in_every_format(built: Built) -> None:
    for place, text in readings(built, "fr").items():
        read = _same(text)
        assert [title for title in TITLES if _same(title) not in read] == [], place


def _same(text: str) -> str:
    """Return `text` without what typography may change: quotation marks, apostrophes, spaces, dashes, marks."""
    return re.sub("[«»“”\"'’‘]", "", bare(text))


def test_no_title_becomes_a_header_or_a_part_of_the_message(built: Built) -> None:
    content = (folder_of(built) / f"{stem(built, 'fr')}.eml").read_bytes()
    message = email.message_from_bytes(content, policy=email.policy.default)

    assert Counter(map(str.lower, message.keys())).most_common(1)[0][1] == 1
    assert {"to", "cc", "bcc", "from"}.isdisjoint(map(str.lower, message.keys()))
    subject = str(message["Subject"])
    assert subject.startswith("OIM Maroc, mars 2022 :") and subject.splitlines() == [subject]
    for part in message.walk():
        assert part.defects == []
        for value in part.values():
            assert not getattr(value, "defects", ()), value
    head = content.partition(b"\r\n\r\n" if b"\r\n\r\n" in content else b"\n\n")[0]
    assert not re.search(rb"^(bcc|content-type: text/html)", head, re.IGNORECASE | re.MULTILINE)


def test_no_title_becomes_markup(built: Built) -> None:
    pages = [
        (place, text)
        for place, text in unpack_folder(folder_of(built))
        if place.endswith((".html", "!text/html")) and "<html" in text
    ]
    assert len(pages) >= 4
    for place, text in pages:
        root = html.document_fromstring(text)
        assert not root.xpath(
            "//script | //iframe | //object | //embed | //form | //base | //img[@src='x']"
        ), place
        for node in root.iter(etree.Element):
            assert not [name for name in node.attrib if str(name).startswith("on")], place
            address = node.get("href", "#")
            assert re.match(r"https?://|mailto:[^?]*$|#|\*\|[A-Z_]+\|\*$|\{\{ ?[\w.]+ ?\}\}$", address), (
                address
            )
        assert "49" not in re.findall(r"\d+", html_text(text)), place


def test_subject_and_preheader_are_one_line_in_what_is_handed_over(built: Built) -> None:
    folder = folder_of(built) / f"{stem(built, 'fr')}-handover"

    for name in ("subject.txt", "preheader.txt"):
        text = (folder / name).read_text("utf-8")
        assert text.endswith("\n") and len(text.splitlines()) == 1, name


def test_no_tag_of_a_record_is_left_for_a_sender_to_fill_in(built: Built) -> None:
    folder: Path = folder_of(built) / f"{stem(built, 'fr')}-handover"
    for place, text in unpack_folder(folder):
        if place.startswith("mailchimp"):
            assert "*|FNAME|*" not in text, place
            assert len(re.findall(r"\*\|UNSUB\|\*", text)) <= 2, place
        # listmonk decodes no entities: what it reads is the text as it stands.
        if place.startswith(("listmonk", "buttondown")) and "(" not in place:
            assert not re.search(r"\{\{\s*7\*7|\{\{\s*subscriber\.email", text), place
