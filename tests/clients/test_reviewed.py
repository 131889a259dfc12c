"""What Outlook, Gmail and Apple Mail lack of a letter is known: the reviewed list holds it all, and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from lxml.html import document_fromstring

from tests.clients.features import for_word
from tests.clients.letters import NAMES, mail_html
from tests.clients.page import PAGES, where, with_tables
from tests.clients.reviewed import LANGUAGES, entries
from tests.clients.support import CLIENTS, Finding, findings, read

PAD_OR_FRAME = re.compile(r"\b(?:padding|border)(?:-(?:top|right|bottom|left))?: *[^;]*[1-9][^;]*")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> set[Finding]:
    """What is lacking in the letters of the tests, with their pictures and without."""
    folder, known = tmp_path_factory.mktemp("letters"), read()
    letters = [
        mail_html(name, folder, pictures=pictures, sender=sender)
        for name in NAMES
        for pictures, sender in ((True, True), (False, False))
    ]
    return {finding for html in letters for finding in findings(html, known)}


def listed() -> list[tuple[str, str]]:
    return [
        (feature, client)
        for entry in entries()
        for feature, clients in entry.lacking.items()
        for client in clients
    ]


@pytest.mark.slow
def test_everything_that_a_mail_program_lacks_was_reviewed(found: set[Finding]):
    known = set(listed())
    new = [finding for finding in found if (finding.feature, finding.client) not in known]
    assert new == [], "avoid it in the letter, or say in reviewed.yaml what its reader sees"


@pytest.mark.slow
def test_everything_reviewed_is_still_lacking(found: set[Finding]):
    assert set(listed()) - {(finding.feature, finding.client) for finding in found} == set()


def test_what_word_must_pad_or_frame_is_a_cell(tmp_path: Path):
    """Lists are indented by Word itself, a button says its space in Word's way, a caption stands above padded cells."""
    own = {"ul", "a", "caption"}
    loose = []
    letter = document_fromstring(for_word(mail_html("sample", tmp_path, pictures=False)))
    for element in letter.iter("*"):
        style = element.get("style") or ""
        if element.tag not in {"td", "th", "table", *own} and element.text_content().strip():
            loose += [(element.tag, element.get("class"), found[0]) for found in PAD_OR_FRAME.finditer(style)]
    assert loose == []


def test_nothing_is_reviewed_twice():
    assert [pair for pair, times in Counter(listed()).items() if times > 1] == []


def test_each_entry_says_in_every_language_what_its_reader_sees():
    for entry in entries():
        assert entry.why.strip()
        for language in LANGUAGES:
            assert len(entry.what[language]) > 3
            assert entry.seen[language].strip().endswith(".")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_for_readers_hold_the_reviewed_list(language: str):
    text = PAGES[language].read_text(encoding="utf-8")
    assert text.count("<!-- noticed -->") == text.count("<!-- unnoticed -->") == 1
    assert with_tables(text, language) == text, "run .venv/bin/python -m tests.clients.page"


def test_a_family_of_programs_is_named_once():
    gmail = tuple(client for client in CLIENTS if client.startswith("gmail."))
    assert where((*gmail, "apple-mail.ios"), "en") == "every Gmail, Mail for iPhone"
    assert where(CLIENTS, "fr") == "tous"


def test_a_mistyped_program_in_the_list_is_refused(tmp_path: Path):
    path = tmp_path / "reviewed.yaml"
    entry = "{what: {}, lacking: {css-gap: outlook.window}, why: x, seen: {}}"
    path.write_text(f"noticed: [{entry}]\nunnoticed: []\n", encoding="utf-8")
    with pytest.raises(ValueError, match="is called outlook"):
        entries(path)
