"""Whatever a file holds, reading it ends in data or in problems, never in an error of ours."""

from __future__ import annotations

import unicodedata

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.records.event import Event
from generator.records.names import Names
from generator.records.validation import validate
from generator.sources.characters import FORBIDDEN
from generator.sources.source import Source, read_bytes
from tests.records.reading import spoken
from tests.workspaces import EVENT

plain = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "Z", "S")), min_size=1, max_size=20
).filter(lambda text: not FORBIDDEN.search(text) and text.strip() == text)
trees = st.recursive(plain, lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(plain, inner, min_size=1, max_size=3), max_leaves=12)  # fmt: skip
pieces = st.sampled_from(
    [
        "a",
        "é",
        "م",
        ":",
        ": ",
        " ",
        "\n",
        "\n  ",
        "- ",
        "#",
        " #",
        "'",
        '"',
        "[",
        "]",
        "{",
        "}",
        ",",
        "&a",
        "*a",
        "!",
        "|",
        ">",
        "%",
        "@",
        "?",
        "<<",
        "---",
        "...",
        "\t",
        "\r",
        "\\",
        "\u2028",
        "\u202e",
        "\x00",
        "~",
        "null",
    ]
)


def composed(value: object) -> object:
    """Return `value` with each text in NFC, as the reader leaves it."""
    if isinstance(value, dict):
        return {unicodedata.normalize("NFC", key): composed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [composed(inner) for inner in value]
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


def keys(value: object) -> list[str]:
    if isinstance(value, dict):
        return [*value, *(key for inner in value.values() for key in keys(inner))]
    return [key for inner in value for key in keys(inner)] if isinstance(value, list) else []


def look(content: bytes) -> Source | None:
    source, problems = read_bytes(content, "x.yaml")
    assert source is not None or problems
    spoken(problems)
    if source is not None:
        event, problems = validate(Event, source, Names())
        assert (event is None) == bool(problems)
        for found in problems:
            assert found.line >= 1 and found.column >= 1
        spoken(problems)
    return source


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    look(content)


@settings(max_examples=500, deadline=None)
@given(st.lists(pieces, max_size=25).map("".join))
def test_any_mixture_of_signs_is_read_or_refused(text: str) -> None:
    look(text.encode())


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(EVENT)), st.integers(0, 6), st.lists(pieces, max_size=3).map("".join))
def test_a_good_record_with_one_slip_is_read_or_refused(start: int, length: int, inserted: str) -> None:
    look((EVENT[:start] + inserted + EVENT[start + length :]).encode())


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(plain, trees, min_size=1, max_size=4))
def test_what_is_written_in_quotes_is_read_back_as_it_was(tree: dict[str, object]) -> None:
    wanted = composed(tree)
    assert isinstance(wanted, dict)
    if len(keys(wanted)) != len(keys(tree)):
        return
    text = yaml.safe_dump(tree, default_style='"', allow_unicode=True, width=10_000)
    source, problems = read_bytes(text.encode(), "x.yaml")
    assert not problems
    assert source is not None and source.data == wanted


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(plain, trees, min_size=1, max_size=4))
def test_every_value_is_found_where_it_was_written(tree: dict[str, object]) -> None:
    text = yaml.safe_dump(tree, default_style='"', allow_unicode=True, width=10_000)
    source, _ = read_bytes(text.encode(), "x.yaml")
    assert source is not None
    rows = unicodedata.normalize("NFC", text).split("\n")
    for key, value in source.data.items():
        if isinstance(value, str):
            line, column = source.place((key,))
            assert rows[line - 1][column - 1] == '"'
            key_line, key_column = source.place((key,), key=True)
            assert rows[key_line - 1][key_column - 1] in '"?'
