"""Whatever the program can say, it can say in French and in English, in one line, with the same facts."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest

from generator.messages.catalogue import LANGUAGES, SUBJECTS, choose_language, describe, sentences
from generator.renderers.fonts import missing_font

GENERATOR = Path(__file__).parents[2] / "generator"
CODE = re.compile(r"(config|pipeline|publishing|letterhead|pdf)\.[a-z_.]*[a-z]")
EVERY = sorted(sentences("en"))


def _placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def _codes() -> set[str]:
    """Return every code of a problem or step that the package writes out."""
    found = set()
    for path in GENERATOR.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return {text for text in found if CODE.fullmatch(text)}


def test_every_language_has_the_same_codes() -> None:
    assert {code for language in LANGUAGES for code in sentences(language)} == set(EVERY)
    for language in LANGUAGES:
        assert sorted(sentences(language)) == EVERY


@pytest.mark.parametrize("code", EVERY)
def test_every_language_fills_in_the_same_facts(code: str) -> None:
    # A fact told in every language, like a day of the week, ends with the language's code.
    told = {
        language: {name.removesuffix(f"_{language}") for name in _placeholders(sentences(language)[code])}
        for language in LANGUAGES
    }
    assert len({frozenset(names) for names in told.values()}) == 1


def test_every_code_that_the_package_raises_has_a_sentence() -> None:
    codes = _codes()

    assert {"config.unknown_field", "pipeline.empty_period", "pdf.limit"} <= codes
    assert codes - set(EVERY) - {f"config.unknown_{what}" for what in ("kinds", "languages", "brands")} <= {
        f"{subject}." for subject in SUBJECTS
    }


def test_no_code_stands_in_two_subjects() -> None:
    subjects = [import_module(f"generator.messages.en.{subject}").SENTENCES for subject in SUBJECTS]

    assert sum(map(len, subjects)) == len(EVERY)


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"BILAN_LANGUAGE": "fr", "LANG": "en_GB.UTF-8"}, "fr"),
        ({"LANG": "fr_MA.UTF-8"}, "fr"),
        ({"LC_ALL": "en_US", "LANG": "fr_FR"}, "en"),
        ({"LANG": "de_DE"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_language_is_that_of_the_session(environment: dict[str, str], language: str) -> None:
    assert choose_language(environment) == language


def test_a_font_without_a_known_package_names_none() -> None:
    for language in LANGUAGES:
        assert "Debian" not in describe(missing_font("Univers"), language)
        assert "fonts-lato" in describe(missing_font("Lato"), language)
