"""Dates, numbers and words as a careful editor writes them, in each language."""

import shutil
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

from generator.config.language import Language
from generator.config.templates import check_templates, load_language, names
from generator.period import DateSpan, Period

TEMPLATES = Path(__file__).parents[2] / "templates"


@pytest.fixture(scope="module")
def fr() -> Language:
    return load_language(TEMPLATES, "fr")


@pytest.fixture(scope="module")
def en() -> Language:
    return load_language(TEMPLATES, "en")


@pytest.mark.parametrize(
    ("text", "french", "english"),
    [
        ("2022-04-01", "1er avril 2022", "1 April 2022"),
        ("2022-02-15/2022-02-17", "15–17 février 2022", "15–17 February 2022"),
        ("2022-04-01/2022-04-03", "1er–3 avril 2022", "1–3 April 2022"),
        ("2022-03-29/2022-04-01", "29 mars – 1er avril 2022", "29 March – 1 April 2022"),
        ("2021-12-30/2022-01-02", "30 décembre 2021 – 2 janvier 2022", "30 December 2021 – 2 January 2022"),
        ("2022-03", "mars 2022", "March 2022"),
        ("2022-03~", "vers mars 2022", "about March 2022"),
        ("2022", "2022", "2022"),
        ("2022-03/..", "depuis mars 2022", "since March 2022"),
        ("../2022-03", "jusqu'à mars 2022", "until March 2022"),
        ("2022-04-01/..", "depuis le 1er avril 2022", "since 1 April 2022"),
        ("../2022-04-01", "jusqu'au 1er avril 2022", "until 1 April 2022"),
        ("2022-03~/..", "depuis mars 2022 environ", "since about March 2022"),
        ("2022-33", "1er trimestre 2022", "first quarter of 2022"),
        ("2022-34/..", "depuis le 2e trimestre 2022", "since the second quarter of 2022"),
        ("2022-03/2022-03", "mars 2022", "March 2022"),
        ("2022-03-20/2022-03", "20 mars 2022 – mars 2022", "20 March 2022 – March 2022"),
        ("2022-02/2022-04", "février–avril 2022", "February–April 2022"),
    ],
)
def test_a_date_is_written_as_an_editor_would(
    text: str, french: str, english: str, fr: Language, en: Language
) -> None:
    span = DateSpan.parse(text)

    assert (fr.span(span), en.span(span)) == (french, english)


@pytest.mark.parametrize(
    ("code", "words", "short"),
    [
        ("2022-Q1", "janvier–mars 2022", "T1 2022"),
        ("2022-S2", "juillet–décembre 2022", "S2 2022"),
        ("2022-02", "février 2022", "février 2022"),
        ("2022", "année 2022", "2022"),
        ("2018..2023", "2018–2023", "2018–2023"),
        ("2021-11..2022-02", "novembre 2021 – février 2022", "novembre 2021 – février 2022"),
        ("2022-01-05..2022-01-09", "5–9 janvier 2022", "5–9 janvier 2022"),
    ],
)
def test_a_period_has_its_words_and_its_short_name(code: str, words: str, short: str, fr: Language) -> None:
    period = Period.parse(code)

    assert (fr.period(period), fr.period_short(period)) == (words, short)


def test_numbers_and_lists_follow_the_language(fr: Language, en: Language) -> None:
    assert fr.number(1234567) == "1\u202f234\u202f567"
    assert en.number(1234567) == "1,234,567"
    assert fr.enumerate(["Rabat", "Casablanca", "Marrakech"]) == "Rabat, Casablanca et Marrakech"
    assert fr.say("count.of_events", n=0) == "0 activité"
    assert en.say("count.of_events", n=0) == "0 activities"


def test_no_shipped_language_lacks_a_word_and_no_template_is_refused() -> None:
    assert check_templates(TEMPLATES) == ()


def test_every_language_fills_in_the_same_things() -> None:
    languages = [load_language(TEMPLATES, code) for code in names(TEMPLATES, "languages")]

    for key in languages[0].entries:
        asked = {code.code: _fields(code, key) - {"n"} for code in languages}
        assert len({frozenset(fields) for fields in asked.values()}) == 1, (key, asked)


def test_a_missing_word_and_a_pattern_of_an_older_program_are_named_in_their_place(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(TEMPLATES / "languages", tmp_path / "languages"))
    text = (folder / "en.yaml").read_text(encoding="utf-8")
    text = text.replace("    thanks: Acknowledgements\n", "").replace("{first}; {rest}", "; ")
    (folder / "en.yaml").write_text(text, encoding="utf-8")

    problems = check_templates(tmp_path)

    assert {(p.field, p.code) for p in problems} == {
        ("words.section.thanks", "config.word_missing"),
        ("words.tile.join", "config.word_blanks"),
    }
    assert all(p.file == "templates/languages/en.yaml" and p.line > 1 for p in problems)


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("locale: en-GB", "locale: xx-YY", "locale"),
        ("typography: english", "typography: spanish", "typography"),
        ("{number} {noun} ({of})", "{numbr} {noun} ({of})", "words.tally.first"),
        ("{number} {noun} ({of})", "{number {noun} ({of})", "words.tally.first"),
    ],
)
def test_what_would_break_a_build_is_refused_by_the_check(
    tmp_path: Path, old: str, new: str, field: str
) -> None:
    folder = Path(shutil.copytree(TEMPLATES / "languages", tmp_path / "languages"))
    text = (folder / "en.yaml").read_text(encoding="utf-8")
    assert old in text
    (folder / "en.yaml").write_text(text.replace(old, new), encoding="utf-8")

    assert [p.field for p in check_templates(tmp_path)] == [field]


def test_a_kind_must_have_a_name_a_brand_and_languages_that_exist(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))
    text = (folder / "kinds/activity-report.yaml").read_text(encoding="utf-8")
    (folder / "kinds/note.yaml").write_text(
        text.replace("brand: default", "brand: defautl").replace("[fr]", "[fr, xx]"), encoding="utf-8"
    )

    found = {(p.code, p.file.rpartition("/")[2]) for p in check_templates(folder)}

    assert found == {
        ("config.unknown_brands", "note.yaml"),
        ("config.unknown_languages", "note.yaml"),
        ("config.kind_nameless", "fr.yaml"),
    }


def test_sorting_names_ignores_accents_and_capitals(fr: Language) -> None:
    assert sorted(["Zagora", "États-Unis", "Espagne", "école"], key=fr.sort_key) == [
        "école",
        "Espagne",
        "États-Unis",
        "Zagora",
    ]


def test_a_leap_day_is_a_day(fr: Language) -> None:
    assert fr.day(date(2024, 2, 29)) == "29 février 2024"


def _fields(language: Language, key: str) -> set[str]:
    entry = language.entries[key]
    patterns = [entry] if isinstance(entry, str) else list(entry.values())
    return {name for pattern in patterns for _, name, _, _ in Formatter().parse(pattern) if name}
