"""A language is one file: what it lacks or says amiss is named at its place, and a new one makes whole documents."""

import re
import shutil
from pathlib import Path

import pytest

from generator.config.language import Entry
from generator.config.templates import check_templates, load_language, names
from generator.config.wording_check import plural_forms
from generator.messages.catalogue import say
from generator.report.typography_profiles import names as profiles
from tests.cli.processes import bilan
from tests.reading import docx_text
from tests.workspaces import minimal_workspace

TEMPLATES = Path(__file__).parents[2] / "templates"
SHIPPED = names(TEMPLATES, "languages")


def _languages(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TEMPLATES / "languages", tmp_path / "languages"))


def _change(file: Path, *changes: tuple[str, str]) -> None:
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")


def _line(file: Path, line: int) -> str:
    return file.read_text(encoding="utf-8").splitlines()[line - 1]


def test_no_shipped_language_lacks_a_word_and_no_template_is_refused() -> None:
    assert check_templates(TEMPLATES) == ()


@pytest.mark.parametrize("code", SHIPPED)
def test_a_language_has_every_word_that_another_has(code: str) -> None:
    words: dict[str, Entry] = {}
    for other in SHIPPED:
        words |= load_language(TEMPLATES, other).entries

    assert sorted(set(words) - set(load_language(TEMPLATES, code).entries)) == []


@pytest.mark.parametrize("code", SHIPPED)
def test_only_what_is_counted_in_french_has_plural_forms_in_another_language(code: str) -> None:
    french, other = load_language(TEMPLATES, "fr").entries, load_language(TEMPLATES, code).entries
    uncounted = {
        key for key, entry in french.items() if isinstance(entry, str) and not re.search(r"\{n[:}]", entry)
    }

    assert sorted(key for key in uncounted if not isinstance(other[key], str)) == []


@pytest.mark.parametrize("code", SHIPPED)
def test_each_missing_word_and_each_pattern_of_an_older_program_is_named_in_its_place(
    code: str, tmp_path: Path
) -> None:
    file = _languages(tmp_path) / f"{code}.yaml"
    text = re.sub(r"\n    (?:thanks|upcoming): .*", "", file.read_text(encoding="utf-8"))
    text = re.sub(r'\n    join: ".*"', '\n    join: "; "', text)
    file.write_text(text, encoding="utf-8")

    problems = check_templates(tmp_path)

    assert {(p.field, p.code) for p in problems} == {
        ("words.section.thanks", "config.word_missing"),
        ("words.section.upcoming", "config.word_missing"),
        ("words.tile.join", "config.word_blanks"),
    }
    assert all(p.file == f"templates/languages/{code}.yaml" for p in problems)
    join = next(p for p in problems if p.field == "words.tile.join")
    assert _line(file, join.line)[join.column - 1 :] == '"; "'


@pytest.mark.parametrize(
    ("code", "old", "new", "field", "problem"),
    [
        ("en", "locale: en-GB", "locale: xx-YY", "locale", "config.invalid"),
        ("en", "typography: english", "typography: spanish", "typography", "config.invalid"),
        ("en", "words:\n", "small_numbers: yes\nwords:\n", "small_numbers", "config.invalid"),
        ("en", "{number} {noun} ({of})", "{numbr} {noun} ({of})", "words.tally.first", "config.word_blanks"),
        ("en", "{number} {noun} ({of})", "{number {noun} ({of})", "words.tally.first", "config.word_blanks"),
        ("en", "{number} {noun} ({of})", "{number.real} {noun} ({of})", "words.tally.first", "config.word_blanks"),
        ("en", "{number} {noun} ({of})", "{number!r} {noun} ({of})", "words.tally.first", "config.word_blanks"),
        ("en", "{number} {noun} ({of})", "{number:f} {noun} ({of})", "words.tally.first", "config.word_blanks"),
        ("en", "{number} {noun} ({of})", "{n} {noun} {number} ({of})", "words.tally.first", "config.word_blanks"),
        ("en", "{n:m} workshop\"", "{n:x} workshop\"", "words.types.workshop.one", "config.word_blanks"),
        ("en", 'other: "{people} ({n} sessions)"', 'other: "{n} sessions"', "words.people.by_session.other", "config.word_blanks"),
        ("en", "thanks: Acknowledgements", "thanks: {one: Thanks, other: Thanks}", "words.section.thanks", "config.word_not_counted"),
        ("en", "{one: woman, other: women}", "{one: woman}", "words.people.women_label", "config.plural_missing"),
        ("en", "{one: woman, other: women}", "{one: woman, few: women, other: women}", "words.people.women_label.few", "config.plural_unknown"),
        ("en", "{one: woman, other: women}", "{one: woman, other: women, others: women}", "words.people.women_label.others", "config.plural_unknown"),
        ("fr", "{one: femme, other: femmes}", "{one: femme, two: femmes, other: femmes}", "words.people.women_label.two", "config.plural_unknown"),
        ("ar", "two: دورتان, few: ", "few: ", "words.event.sessions", "config.plural_missing"),
    ],
)  # fmt: skip
def test_what_would_break_a_build_or_its_grammar_is_refused_by_the_check(
    tmp_path: Path, code: str, old: str, new: str, field: str, problem: str
) -> None:
    file = _languages(tmp_path) / f"{code}.yaml"
    _change(file, (old, new))

    (found,) = check_templates(tmp_path)

    assert (found.field, found.code) == (field, problem)
    assert found.line and found.column


def test_a_missing_plural_form_is_told_with_its_word_and_its_category(tmp_path: Path) -> None:
    _change(_languages(tmp_path) / "ar.yaml", ("two: دورتان, few: ", "few: "))

    (found,) = check_templates(tmp_path)

    assert say(found.code, "en", **dict(found.facts)) == (
        "“event.sessions” has no form “two”, which this language needs; add it"
    )


def test_a_language_needs_the_forms_of_its_own_locale_for_whole_numbers() -> None:
    needed = {name: plural_forms(name)[0] for name in ("fr", "en-GB", "ar-MA", "es", "pl", "ja")}

    assert needed == {
        "fr": {"one", "other"},  # "many" is for round millions alone
        "en-GB": {"one", "other"},
        "ar-MA": {"zero", "one", "two", "few", "many", "other"},
        "es": {"one", "other"},
        "pl": {"one", "few", "many", "other"},
        "ja": {"other"},
    }
    assert "many" in plural_forms("fr")[1]


@pytest.mark.parametrize("name", sorted(profiles()))
def test_every_profile_of_typography_may_be_asked_for(name: str, tmp_path: Path) -> None:
    _change(_languages(tmp_path) / "fr.yaml", ("typography: french", f"typography: {name}"))

    found = load_language(tmp_path, "fr")

    assert (found.typography, found.spells) == (name, name == "fao")


@pytest.mark.parametrize(("wish", "spells"), [("words", True), ("figures", False)])
def test_a_language_says_itself_whether_small_numbers_are_words(
    wish: str, spells: bool, tmp_path: Path
) -> None:
    _change(_languages(tmp_path) / "en.yaml", ("words:\n", f"small_numbers: {wish}\nwords:\n"))

    assert load_language(tmp_path, "en").spells is spells


def test_a_language_is_added_with_one_file_and_makes_a_report(tmp_path: Path) -> None:
    minimal_workspace(tmp_path)
    folder = Path(shutil.copytree(TEMPLATES, tmp_path / "templates")) / "languages"
    shutil.copy(folder / "en.yaml", folder / "es.yaml")
    _change(
        folder / "es.yaml",
        ("locale: en-GB", "locale: es"),
        ("typography: english", "typography: plain"),
        ("activity-report: Activity report", "activity-report: Informe de actividades"),
        ('day: "{day} {month} {year}"', 'day: "{day} de {month} de {year}"'),
    )

    wanted = ("--language", "es", "--format", "docx", "--format", "pdf")
    ended = bilan("build", "2022-Q1", "--as-of", "2022-04-15", *wanted, folder=tmp_path)

    assert ended.code == 0, ended.err
    (made,) = tmp_path.rglob("*-es.docx")
    assert "Informe de actividades" in docx_text(made.read_bytes()) and "15 de abril de 2022" in docx_text(
        made.read_bytes()
    )
