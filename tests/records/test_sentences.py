"""Whatever can be wrong with a record has a sentence, in French and in English."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from generator.messages.catalogue import LANGUAGES
from generator.messages.en.problems import SENTENCES as ENGLISH
from generator.messages.fr.problems import SENTENCES as FRENCH
from generator.records.validation import CUSTOM_TYPES

GENERATOR = Path(__file__).parents[2] / "generator"
CODE = re.compile(r"records\.[a-z0-9_]*[a-z0-9]")


def trees() -> list[ast.Module]:
    paths = [path for layer in ("records", "sources") for path in sorted((GENERATOR / layer).glob("*.py"))]
    return [ast.parse(path.read_text(encoding="utf-8")) for path in paths]


def codes_in_the_package() -> set[str]:
    texts = {
        node.value
        for tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return {text for text in texts if CODE.fullmatch(text)}


def custom_types() -> set[str]:
    """Return the types of every PydanticCustomError; those made from a DateSpan's ValueError take its four words."""
    found: set[str] = set()
    for tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "PydanticCustomError":
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    found.add(str(first.value))
                else:
                    assert ast.unparse(first) == "f'date_{error}'"
                    found |= {f"date_{word}" for word in ("form", "calendar", "order", "range")}
    return found


def placeholders(sentence: str) -> set[str]:
    """Return the facts a sentence takes; one that is told in both languages counts as one."""
    return {re.sub("_(fr|en)$", "", name) for _, name, _, _ in Formatter().parse(sentence) if name}


def test_both_languages_have_the_same_codes() -> None:
    assert set(FRENCH) == set(ENGLISH)


@pytest.mark.parametrize("code", sorted(FRENCH))
def test_both_languages_fill_in_the_same_facts(code: str) -> None:
    assert placeholders(FRENCH[code]) == placeholders(ENGLISH[code])


def test_the_package_is_really_scanned() -> None:
    assert {"records.lost_text", "records.unknown_id", "records.weekday_mismatch"} <= codes_in_the_package()
    assert {"weekday", "date_form", "count_one"} <= custom_types()


def test_every_code_has_a_sentence_and_every_sentence_a_code() -> None:
    assert codes_in_the_package() | {f"records.{kind}" for kind in CUSTOM_TYPES} == set(FRENCH)


def test_every_error_of_our_own_fields_is_translated() -> None:
    assert custom_types() == CUSTOM_TYPES


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_says_what_is_wrong_and_what_to_do_on_one_line(language: str) -> None:
    sentences = FRENCH if language == "fr" else ENGLISH
    for code, sentence in sentences.items():
        assert "\n" not in sentence, code
        if not code.startswith("records.passed_"):
            assert ";" in sentence, code
