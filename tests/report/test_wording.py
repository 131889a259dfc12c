"""Sums in words never hide what they do not know (counting rules 3, 4 and 6)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.config.templates import load_language
from generator.records.event import Event
from generator.records.fields import LocalText
from generator.records.verbatim import normalise
from generator.report.brief import Brief
from generator.report.sections.cover import key_figures, people_figure
from generator.report.sections.glance import held_sentence
from generator.report.wording import sex_phrase, sum_noun, tally_phrase
from tests.report.briefs import ROOT, brief_of, with_events


def _event(*figures: dict[str, object], sessions: int = 0) -> Event:
    record: dict[str, object] = {"title": "Atelier", "type": "workshop", "attendance": figures}
    if sessions:
        record["sessions"] = [{"id": f"s-{n}", "date": f"2022-02-{n + 10}"} for n in range(1, sessions + 1)]
    else:
        record["date"] = "2022-02-10"
    return Event.model_validate(record)


def _figure(count: object, **more: object) -> dict[str, object]:
    return {"measure": "attendees", "count": count, **more}


def _brief(*events: Event, language: str = "fr") -> Brief:
    named = {f"2022-02-10-atelier-{index}": event for index, event in enumerate(events)}
    return brief_of("2022-Q1", records=with_events(named), language=language)


def _said(brief: Brief) -> str:
    (people,) = brief.summary.people
    return normalise(tally_phrase(brief, people.total, sum_noun(brief, people)))


def test_exact_approximate_and_missing_terms_are_said_apart() -> None:
    brief = _brief(_event(_figure("70")), _event(_figure({"about": "30"})), _event(), _event())

    assert (
        _said(brief)
        == "70 participations (1 activité) et environ 30 autres (1 activité); 2 activités sans chiffre"
    )


@pytest.mark.parametrize(
    ("count", "wanted"),
    [
        ("70", "70 participant-e-s (1 activité)"),
        ({"about": "30"}, "environ 30 participant-e-s (1 activité)"),
        ({"at_least": "40"}, "au moins 40 participant-e-s (1 activité)"),
        ({"at_most": "40"}, "au plus 40 participant-e-s (1 activité)"),
        ({"between": ["20", "30"]}, "20 à 30 participant-e-s (1 activité)"),
    ],
)
def test_a_single_figure_keeps_its_noun_and_its_qualifier(count: object, wanted: str) -> None:
    assert _said(_brief(_event(_figure(count, noun="participant-e-s")))) == wanted


def test_a_sum_over_events_says_participations_unless_the_people_are_distinct() -> None:
    figures = [_event(_figure("10", noun="stagiaires")), _event(_figure("20", noun="stagiaires"))]
    distinct = [_event(_figure("10", distinct="true")), _event(_figure("20", distinct="true"))]

    assert _said(_brief(*figures)) == "30 participations (2 activités)"
    assert _said(_brief(*distinct)) == "30 personnes (2 activités)"


def test_sessions_without_a_figure_are_said() -> None:
    brief = _brief(_event(_figure("12", covers="s-1"), sessions=2))

    assert "ne couvre pas toutes les sessions" in _said(brief)
    figure = people_figure(brief, brief.summary.people[0])
    assert figure is not None
    assert "en partie chiffrée" in figure.detail


def test_a_tile_of_mixed_figures_says_at_least() -> None:
    brief = _brief(
        _event(_figure("70")), _event(_figure({"at_least": "40"})), _event(_figure({"about": "30"}))
    )
    figure = people_figure(brief, brief.summary.people[0])

    assert figure is not None
    assert figure.value == "au moins 110"


def test_sums_by_sex_carry_their_coverage() -> None:
    brief = _brief(_event(_figure("70", women="35", men="35")), _event(_figure({"about": "30"})))

    assert normalise(sex_phrase(brief, brief.summary.people[0])) == (
        "dont 35 femmes et 35 hommes (sexe précisé pour 70 sur environ 100)"
    )


def test_women_and_men_that_are_everyone_are_not_said_to_be_a_part() -> None:
    whole = _brief(_event(_figure("70", women="35", men="35")))
    part = _brief(_event(_figure("70", women="35")))

    assert normalise(sex_phrase(whole, whole.summary.people[0])) == "35 femmes et 35 hommes"
    assert normalise(sex_phrase(part, part.summary.people[0])).startswith("dont 35 femmes")


def test_an_approximate_number_of_women_stays_approximate() -> None:
    brief = _brief(_event(_figure("70", women={"about": "40"})))

    assert "environ 40 femmes" in normalise(sex_phrase(brief, brief.summary.people[0]))


def test_no_figure_is_no_figure_and_never_zero() -> None:
    brief = _brief(_event(), language="en")

    (people,) = brief.summary.people
    assert _said(brief).startswith("no figure reported")
    assert people_figure(brief, people) is None


@pytest.mark.parametrize(
    ("counts", "wanted"),
    [
        (("1",), "1 من المشاركات والمشاركين (نشاط واحد)"),
        (("2",), "2 من المشاركات والمشاركين (نشاط واحد)"),
        (("5",), "5 مشاركات ومشاركين (نشاط واحد)"),
        (("70",), "70 مشاركة ومشاركا (نشاط واحد)"),
        (({"about": "30"},), "حوالي 30 مشاركة ومشاركا (نشاط واحد)"),
        (({"between": ["20", "30"]},), "ما بين 20 و30 مشاركة ومشاركا (نشاط واحد)"),
        (("70", "40"), "110 حالات مشاركة (نشاطان)"),
        (("70", {"about": "30"}, None), "70 حالة مشاركة (نشاط واحد) ويضاف إليها حوالي 30 (نشاط واحد); نشاط واحد دون رقم"),
    ],
)  # fmt: skip
def test_an_arabic_noun_agrees_with_the_number_before_it(counts: tuple[object, ...], wanted: str) -> None:
    brief = _brief(*(_event(*([_figure(count)] if count else [])) for count in counts), language="ar")

    assert _said(brief) == wanted


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        ("fr", "dont 30 et environ 5 femmes"),
        ("en", "including 30 and about 5 women"),
        ("ar", "بينهم 30 وحوالي 5 نساء"),
    ],
)
def test_a_noun_agrees_with_the_last_number_of_a_split_that_is_partly_approximate(
    language: str, wanted: str
) -> None:
    first = _figure("70", women="30", men="40")
    brief = _brief(_event(first), _event(_figure("20", women={"about": "5"})), language=language)
    (people,) = brief.summary.people

    assert normalise(sex_phrase(brief, people)).startswith(wanted)


def test_sentences_have_small_numbers_in_words_where_the_house_wants_it_and_tiles_never() -> None:
    brief = _brief(_event(_figure("7")), _event(_figure("8")))
    spelling = replace(brief, language=replace(brief.language, typography="fao", spells=True))

    assert held_sentence(brief) == "2\u00a0activités tenues\u00a0: 2\u00a0ateliers."
    assert held_sentence(spelling) == "deux activités tenues: deux ateliers."
    assert [figure.value for figure in key_figures(spelling)][:2] == ["15", "2"]
    assert "7\u00a0participations" not in _said(spelling)
    assert "15 participations (2 activités)" in _said(spelling)


def test_words_in_another_language_are_set_by_their_own_typography() -> None:
    title = LocalText.model_validate({"fr": "Atelier : « données » !", "en": "Workshop: “data”!"})
    french = _brief(_event())
    english = replace(french, language=load_language(ROOT / "templates", "en"))

    assert french.text(title, "fr") == "Atelier\u00a0: «\u00a0données\u00a0»\u202f!"
    assert english.text(LocalText.model_validate("Atelier : « données » !"), "fr") == french.text(title, "fr")
    assert english.quote("Oui !", "fr") == "“Oui\u202f!”"
