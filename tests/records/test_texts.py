"""Slips in printed words are found in every text of an event and of an edition's file, and nothing else is taken for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import facts
from generator.records.loader import load
from tests.records.reading import HEAD, NAME, read, warnings_of
from tests.workspaces import minimal_workspace

PLACES = {
    "summary": ("summary: {}", "summary"),
    "teaser": ("teaser: {{en: x, fr: {}}}", "teaser.fr"),
    "outcomes": ("outcomes: [{{kind: outcome, text: {}}}]", "outcomes[1].text"),
    "programme": ("programme: [{{title: {}}}]", "programme[1].title"),
    "session": ("sessions: [{{id: jour-un, title: {}}}]", "sessions[1].title"),
}


@pytest.mark.parametrize("place", PLACES)
def test_every_printed_text_of_an_event_is_looked_at(tmp_path: Path, place: str) -> None:
    line, field = PLACES[place]
    text = "'Le le mois avec M.Saad, le 11 Juillet : «oui'"
    found = warnings_of(tmp_path, f"{HEAD}{line.format(text)}\n")
    assert {(code, where) for code, _, _, where in found} == {
        (code, field) for code in ("doubled_word", "glued_honorific", "capital_month", "quotation_marks")
    }


def test_the_texts_of_an_editions_file_are_looked_at_and_can_be_set_aside(tmp_path: Path) -> None:
    edition = "foreword: {text: Le le mot}\nsections: {thanks: Merci merci à tous}\nsilenced: {}\n"
    name = "records/editions/activity-report/2022-Q1.yaml"

    def told(folder: Path, text: str) -> list[tuple[str, str]]:
        records = load(minimal_workspace(folder, {NAME: HEAD}, files={name: text}))
        return [(w.file, w.field) for w in records.warnings]

    kept = edition.replace("silenced: {}\n", "")
    assert told(tmp_path / "a", kept) == [(name, "foreword.text"), (name, "sections.thanks")]
    assert told(tmp_path / "b", kept + "silenced: {doubled_word: voulu}\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "Nous nous engageons, vous vous engagez.",
        "Boutros Boutros-Ghali",
        "Il faut que la région Nord nord-est suive",
        "une phrase finit ici. Ici commence l’autre",
        "He said that that was fine and had had enough",
        "l’avenue du 16 Novembre et la fête du 20 Août",
        "en juillet 2023, le 11 juillet",
        "M. Saad, Mme Amrani et Dr. House",
        "www.M.Saadi.example",
        "« il a dit “oui” »",
        'la règle des "trois tiers"',
        "Rabat Rabat-Salé",
    ],
)
def test_what_is_written_rightly_is_left_alone(tmp_path: Path, text: str) -> None:
    assert warnings_of(tmp_path, f"{HEAD}summary: |\n  {text}\n") == []


def test_a_month_has_a_capital_in_english(tmp_path: Path) -> None:
    assert warnings_of(tmp_path, f"{HEAD}summary: {{en: on 11 July, fr: le 11 juillet}}\n") == []


def test_two_forms_of_quotation_marks_in_one_text_are_told(tmp_path: Path) -> None:
    found = warnings_of(tmp_path, f'{HEAD}summary: >-\n  un "mot" et « un autre »\n')
    assert [code for code, *_ in found] == ["mixed_marks"]


def test_words_that_were_said_keep_their_spelling_and_name_their_quote(tmp_path: Path) -> None:
    quote = (
        "quotes: [{id: un-mot, speaker: {name: M.Saad}, fragments: ['Avec M.Ali le 11 Juillet à à Fès']}]\n"
    )
    found = read(tmp_path, HEAD + quote).warnings
    assert {(w.code, w.field, facts(w)["quote"]) for w in found} == {
        ("records.doubled_word", "quotes[1].fragments[1]", "un-mot"),
        ("records.glued_honorific", "quotes[1].speaker.name", "un-mot"),
    }
