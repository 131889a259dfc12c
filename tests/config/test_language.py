"""Dates, numbers and words as a careful editor writes them, in each language."""

import re
import shutil
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.config.language import Language
from generator.config.templates import check_templates, load_language, names
from generator.period import FIRST_YEAR, LAST_YEAR, DateSpan, Period

TEMPLATES = Path(__file__).parents[2] / "templates"


@pytest.fixture(scope="module")
def fr() -> Language:
    return load_language(TEMPLATES, "fr")


@pytest.fixture(scope="module")
def en() -> Language:
    return load_language(TEMPLATES, "en")


@pytest.fixture(scope="module")
def ar() -> Language:
    return load_language(TEMPLATES, "ar")


@pytest.mark.parametrize(
    ("text", "french", "english", "arabic"),
    [
        ("2022-04-01", "1er avril 2022", "1 April 2022", "فاتح أبريل 2022"),
        ("2022-02-15/2022-02-17", "15–17 février 2022", "15–17 February 2022", "من 15 إلى 17 فبراير 2022"),
        ("2022-04-01/2022-04-03", "1er–3 avril 2022", "1–3 April 2022", "من فاتح إلى 3 أبريل 2022"),
        ("2022-03-29/2022-04-01", "29 mars – 1er avril 2022", "29 March – 1 April 2022", "من 29 مارس إلى فاتح أبريل 2022"),
        ("2021-12-30/2022-01-02", "30 décembre 2021 – 2 janvier 2022", "30 December 2021 – 2 January 2022", "من 30 دجنبر 2021 إلى 2 يناير 2022"),
        ("2022-03", "mars 2022", "March 2022", "مارس 2022"),
        ("2022-03~", "vers mars 2022", "about March 2022", "مارس 2022 تقريبا"),
        ("2022-04-01~", "vers le 1er avril 2022", "about 1 April 2022", "فاتح أبريل 2022 تقريبا"),
        ("2022-02-15/2022-02-17~", "15–17 février 2022 environ", "about 15–17 February 2022", "من 15 إلى 17 فبراير 2022 تقريبا"),
        ("2022", "2022", "2022", "2022"),
        ("2018/2020", "2018–2020", "2018–2020", "من 2018 إلى 2020"),
        ("2022-03/..", "depuis mars 2022", "since March 2022", "منذ مارس 2022"),
        ("../2022-03", "jusqu'à mars 2022", "until March 2022", "إلى غاية مارس 2022"),
        ("2022-04-01/..", "depuis le 1er avril 2022", "since 1 April 2022", "منذ فاتح أبريل 2022"),
        ("../2022-04-01", "jusqu'au 1er avril 2022", "until 1 April 2022", "إلى غاية فاتح أبريل 2022"),
        ("2022-03~/..", "depuis mars 2022 environ", "since about March 2022", "منذ مارس 2022 تقريبا"),
        ("2022-33", "1er trimestre 2022", "first quarter of 2022", "الربع الأول من سنة 2022"),
        ("2022-36~", "vers le 4e trimestre 2022", "about the fourth quarter of 2022", "الربع الرابع من سنة 2022 تقريبا"),
        ("2022-34/..", "depuis le 2e trimestre 2022", "since the second quarter of 2022", "منذ الربع الثاني من سنة 2022"),
        ("2022-03/2022-03", "mars 2022", "March 2022", "مارس 2022"),
        ("2022-03-20/2022-03", "20 mars 2022 – mars 2022", "20 March 2022 – March 2022", "من 20 مارس 2022 إلى مارس 2022"),
        ("2022-02/2022-04", "février–avril 2022", "February–April 2022", "فبراير–أبريل 2022"),
        ("2021-11/2022-02", "novembre 2021 – février 2022", "November 2021 – February 2022", "من نونبر 2021 إلى فبراير 2022"),
        ("XXXX-03-28", "28 mars (année non précisée)", "28 March (year not stated)", "28 مارس (سنة غير محددة)"),
    ],
)  # fmt: skip
def test_a_date_is_written_as_an_editor_would(
    text: str, french: str, english: str, arabic: str, fr: Language, en: Language, ar: Language
) -> None:
    span = DateSpan.parse(text)

    assert (fr.span(span), en.span(span), ar.span(span)) == (french, english, arabic)


DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
QUARTERS = st.builds("{}-{}".format, st.integers(FIRST_YEAR, LAST_YEAR), st.integers(33, 36))
STATED = st.one_of(DAYS.map(str), DAYS.map(lambda d: str(d)[:7]), DAYS.map(lambda d: str(d)[:4]), QUARTERS)


def _parsed(text: str) -> DateSpan | None:
    try:
        return DateSpan.parse(text)
    except ValueError:
        return None


SPANS = (
    st.one_of(
        STATED,
        st.builds("{}/{}".format, STATED, STATED),
        STATED.map("{}/..".format),
        STATED.map("../{}".format),
        DAYS.map(lambda day: f"XXXX-{day:%m-%d}"),
    )
    .flatmap(lambda text: st.sampled_from((text, f"{text}~")))
    .map(_parsed)
    .filter(lambda span: span is not None)
)


@pytest.mark.parametrize("code", names(TEMPLATES, "languages"))
@given(span=SPANS)
def test_every_date_is_told_in_every_language_with_its_years_and_nothing_of_its_notation(
    code: str, span: DateSpan
) -> None:
    said = _language(code).span(span)

    assert set(re.findall(r"\d{4}", span.text)) <= set(re.findall(r"\d{4}", said)), said
    assert not re.search(r"\d-\d|[~/X{}]|\.\.|\bNone\b|  ", said), said


@cache
def _language(code: str) -> Language:
    return load_language(TEMPLATES, code)


def test_arabic_months_are_those_of_morocco(ar: Language) -> None:
    months = "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر"

    assert " ".join(ar.month_name(month) for month in range(1, 13)) == months


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


@pytest.mark.parametrize(
    ("code", "calendar", "words", "short"),
    [
        ("fr", "FY2022-Q1", "octobre–décembre 2021", "T1 de l'exercice 2022"),
        ("en", "FY2022", "October 2021 – September 2022", "fiscal year 2022"),
        ("en", "2022-S1", "January–June 2022", "H1 2022"),
        ("ar", "2022-Q1", "يناير–مارس 2022", "الربع الأول من سنة 2022"),
        ("ar", "2022-S2", "يوليوز–دجنبر 2022", "النصف الثاني من سنة 2022"),
        ("ar", "FY2022-Q2", "يناير–مارس 2022", "الربع الثاني من السنة المالية 2022"),
    ],
)
def test_a_fiscal_period_names_its_year_and_its_months(
    code: str, calendar: str, words: str, short: str
) -> None:
    period = Period.fiscal(calendar, 10) if calendar.startswith("FY") else Period.parse(calendar)

    assert (_language(code).period(period), _language(code).period_short(period)) == (words, short)


def test_numbers_and_lists_follow_the_language(fr: Language, en: Language, ar: Language) -> None:
    assert fr.number(1234567.5) == "1\u202f234\u202f567,5"
    assert en.number(1234567.5) == "1,234,567.5"
    assert ar.number(1234567.5) == "1.234.567,5"  # Western digits, as Morocco writes them
    assert (fr.percent(0.5), en.percent(0.5), ar.percent(0.5)) == ("50\u00a0%", "50%", "50%")
    assert fr.enumerate(["Rabat", "Casablanca", "Marrakech"]) == "Rabat, Casablanca et Marrakech"
    assert ar.enumerate(["الرباط", "الدار البيضاء", "مراكش"]) == "الرباط والدار البيضاء ومراكش"
    assert ar.enumerate(["وزارة العدل", "حكومة مملكة هولندا", "الاتحاد الأوروبي"]) == (
        "وزارة العدل، وحكومة مملكة هولندا، والاتحاد الأوروبي"
    )
    assert ar.join(["السيدة علوي", "وزارة العدل"]) == "السيدة علوي، وزارة العدل"
    assert fr.say("count.of_events", n=0) == "0 activité"
    assert en.say("count.of_events", n=0) == "0 activities"


@pytest.mark.parametrize(
    ("n", "words"),
    [(1, "نشاط واحد"), (2, "نشاطان"), (3, "3 أنشطة"), (10, "10 أنشطة"), (11, "11 نشاطا"), (99, "99 نشاطا"), (100, "100 نشاط"), (103, "103 أنشطة")],
)  # fmt: skip
def test_a_counted_arabic_noun_has_the_form_of_its_number(n: int, words: str, ar: Language) -> None:
    assert ar.say("count.of_events", n=n) == words


@pytest.mark.parametrize(
    ("code", "n", "types", "said"),
    [
        ("fr", 2, (("training", 1), ("workshop", 1)), "deux activités tenues : une formation et un atelier."),
        ("fr", 12, (("training", 10), ("workshop", 2)), "12 activités tenues : 10 formations et 2 ateliers."),
        (
            "en",
            3,
            (("training", 2), ("visit", 1)),
            "three activities held: two training courses and one visit.",
        ),
        ("ar", 5, (("workshop", 3), ("meeting", 2)), "أنجزت خمسة أنشطة: ثلاث ورشات واجتماعان."),
        ("ar", 14, (("workshop", 3), ("meeting", 11)), "أنجز 14 نشاطا: 3 ورشات و11 اجتماعا."),
    ],
)
def test_small_numbers_are_words_in_a_sentence_and_figures_beside_a_larger_one(
    code: str, n: int, types: tuple[tuple[str, int], ...], said: str
) -> None:
    spelling = replace(_language(code), spells=True)

    def held(language: Language) -> str:
        listed = language.enumerate([language.say(f"types.{key}", n=count) for key, count in types])
        return language.say("glance.held", n=n, types=listed)

    assert spelling.sentence(held) == said
    assert _language(code).sentence(held) == held(_language(code))
    assert spelling.say("tile.missing", n=2) == _language(code).say("tile.missing", n=2)


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
