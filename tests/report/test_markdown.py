"""The small Markdown of records: strong, emphasis, links, lists; never HTML."""

import pytest

from generator.report.blocks import BulletList, Paragraph
from generator.report.markdown import cut_to_sentences, read_blocks, read_words
from generator.report.typography import typeset
from generator.report.words import Mark, Text, plain


def test_paragraphs_lists_and_marks_become_blocks() -> None:
    blocks = read_blocks("Un **mot** et *un autre*.\n\n- un\n- deux", str)

    assert [type(block) for block in blocks] == [Paragraph, BulletList]
    assert isinstance(blocks[0], Paragraph)
    assert [run.mark for run in blocks[0].content if run.text in ("mot", "un autre")] == [
        Mark.STRONG,
        Mark.EMPHASIS,
    ]
    assert isinstance(blocks[1], BulletList)
    assert [plain(item) for item in blocks[1].items] == ["un", "deux"]


def test_a_line_break_of_the_record_is_a_space() -> None:
    assert plain(read_words("ministère de la\nJustice", str)) == "ministère de la Justice"


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "<img src=x onerror=y>", "&lt;b&gt; & <b>", "{{ 7*7 }}"]
)
def test_markup_stays_the_text_it_is(hostile: str) -> None:
    assert plain(read_words(hostile, str)) == hostile


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//evil.example"]
)
def test_an_address_that_is_no_web_or_mail_address_is_no_link(address: str) -> None:
    assert all(run.href is None for run in read_words(f"[lire]({address})", str))


def test_a_web_address_is_a_link() -> None:
    assert Text("lire", href="https://iom.int/x") in read_words("[lire](https://iom.int/x)", str)


def test_a_text_is_cut_at_whole_sentences_only() -> None:
    text = "Une phrase de cinq mots. Une autre phrase assez longue."

    assert cut_to_sentences({"fr": text}, "fr", 6) == "Une phrase de cinq mots."
    assert cut_to_sentences({"fr": text}, "fr", 3) == ""
    assert cut_to_sentences({"fr": text}, "fr", 60) == text


def test_a_line_that_ends_inside_a_date_and_a_mark_before_a_semicolon_are_set_as_french_is() -> None:
    (block,) = read_blocks("Le 15\nmars 2022, *oui* ; non", lambda text: typeset(text, "french"))

    assert isinstance(block, Paragraph)
    assert plain(block.content) == "Le 15\u00a0mars\u00a02022, oui\u202f; non"
