"""What a person reads who asks where a figure comes from."""

from __future__ import annotations

import pytest

from generator.dataset.explain import Explanation, explain, tally_in_words
from generator.dataset.summary import Tally
from generator.errors import Refusal, facts
from generator.messages.catalogue import describe, sentences
from tests.dataset.sample import DATA_WORKSHOP, RETURN_WORKSHOP, TRAINING, records, summary

REAL = records(
    {"training": TRAINING, "data-workshop": DATA_WORKSHOP, "return-workshop": RETURN_WORKSHOP},
    complete_periods=("2021",),
    indicators={
        "returns": {
            "label": {"fr": "Retours", "en": "Returns"},
            "definition": "Personnes rentrées",
            "unit": "personnes",
            "accumulation": "cumulative",
            "values": [{"period": "2022-Q1", "count": {"about": "1300"}, "source": "Rapport"}],
        }
    },
)


def explained(name: str | None, language: str = "en", code: str = "2022-Q1") -> tuple[Explanation, ...]:
    return explain(summary(REAL, code), REAL, name, language)


def test_a_figure_is_explained_with_its_rule_and_its_records() -> None:
    (found,) = explained("people.attendees.in_person")
    assert found.label == "Participations, in person"
    assert found.value == "70 (1 activity); 1 activity without a figure"
    assert "counts alone" in found.rule
    assert [(proof.record, proof.title, proof.file) for proof in found.records] == [
        ("data-workshop", "Atelier sur les données migratoires", "records/events/2022/data-workshop.yaml"),
        ("training", "Training of associations", "records/events/2022/training.yaml"),
    ]


def test_a_single_figure_is_named_with_the_noun_of_its_source() -> None:
    (found,) = explained("people.attendees.in_person", "fr")
    assert found.label == "Participant-e-s, en présence"
    assert found.value == "70 (1 activité) ; 1 activité sans chiffre"


def test_a_number_as_printed_leads_to_every_figure_that_comes_to_it() -> None:
    assert [found.figure for found in explained("70")] == [
        "people.attendees.in_person",
        "sex_stated.attendees.in_person",
        "stated.training.attendees",
    ]
    assert [found.figure for found in explained("1\u202f300")] == ["indicator.returns"]
    # How many events have no figure is not what the figure comes to.
    assert not any(found.figure.startswith("people") for found in explained("1"))


def test_the_beginning_of_a_name_leads_to_all_that_begin_so() -> None:
    assert [found.figure for found in explained("activities.theme")] == [
        "activities.theme.governance",
        "activities.theme.protection",
    ]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_figure_has_a_name_a_value_and_a_rule_in_both_languages(language: str) -> None:
    for code in ("2022-Q1", "2022", "2022-02"):
        found = explained(None, language, code)
        assert len(found) == len(summary(REAL, code).figures) > 0
        assert all(one.label and one.value and one.rule.endswith(".") for one in found)
        assert not any("{" in one.label + one.value + one.rule for one in found)


def test_an_unknown_figure_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(Refusal) as refused:
        explained("people.attendes")
    (found,) = refused.value.problems
    assert (found.code, facts(found)["near"]) == ("figures.unknown", "people.attendees.in_person")
    assert "people.attendes" in describe(found, "en") and "2022-Q1" in describe(found, "fr")


def test_names_come_from_the_registers() -> None:
    labels = {found.figure: found.label for found in explained(None, "fr")}
    assert labels["activities.theme.governance"] == "Activités de l’axe Gouvernance"
    assert labels["activities.donor.us-prm"] == "Activités financées par Us-Prm"
    assert labels["activities.type.training"] == "Activités de type formation"
    assert labels["activities.goal.gcm:1"] == "Activités pour l’objectif gcm 1"
    assert labels["indicator.returns"] == "Indicateur : Retours"


def test_a_doubtful_sum_is_said_term_by_term() -> None:
    tally = Tally(
        exact=1070,
        exact_events=("a",),
        about=30,
        about_events=("b",),
        between=(5, 9),
        between_events=("c",),
        missing=("d", "e"),
        partial=("a",),
    )
    assert tally_in_words(tally, "en") == (
        "1,070 (1 activity) and about 30 more (1 activity) and between 5 and 9 more (1 activity); "
        "2 activities without a figure; 1 activity with a figure for some sessions only"
    )
    assert tally_in_words(Tally(missing=("a",)), "fr") == "non précisé ; 1 activité sans chiffre"
    assert tally_in_words(Tally(exact=1070, exact_events=("a", "b")), "fr") == "1\u202f070"
    assert tally_in_words(Tally(about=30, about_events=("a",)), "fr") == "environ 30 (1 activité)"


def test_the_words_for_figures_exist_in_both_languages() -> None:
    def of_figures(language: str) -> set[str]:
        return {code for code in sentences(language) if code.startswith("figures.")}

    assert of_figures("fr") == of_figures("en")
