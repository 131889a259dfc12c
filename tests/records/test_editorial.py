"""Editorial slips are warned of, never refused, and can be set aside with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import Refusal, facts
from generator.messages.catalogue import describe
from generator.records.loader import load
from tests.records.reading import HEAD, NAME, read, refused, told, warnings_of
from tests.workspaces import minimal_workspace

LATER = "2022-03-01-reunion-de-fes"


def quote(fragment: str) -> str:
    return f"{HEAD}quotes:\n  - id: un-mot\n    speaker: {{anonymous: true}}\n    fragments: ['{fragment}']\n"


def warnings_between(folder: Path, first: str, later: str) -> list[tuple[str, str, dict[str, str]]]:
    """Return code, file and facts of the warnings of two events naming the people `first` and `later`."""
    events = {NAME: f"{HEAD}people: [{first}]\n", LATER: f"{HEAD}people: [{later}]\n"}
    return [(w.code, w.file, dict(facts(w))) for w in load(minimal_workspace(folder, events)).warnings]


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ("date: 2022-02-15\nweekday: mardi", []),
        ("date: 2022-02-15\nweekday: Tuesday", []),
        ("date: 2022-02\nweekday: lundi", []),
        ("date: 2022-02-15\nweekday: lundi", [("weekday_mismatch", 4, 10, "weekday")]),
        (
            "sessions:\n  - {id: jour-un, date: 2022-02-15/2022-02-16, weekday: friday}",
            [("weekday_mismatch", 4, 57, "sessions[1].weekday")],
        ),
    ],
)
def test_a_stated_weekday_is_compared_with_the_calendar(
    tmp_path: Path, rows: str, wanted: list[tuple[str, int, int, str]]
) -> None:
    assert warnings_of(tmp_path, f"{HEAD}{rows}\n") == wanted


@pytest.mark.parametrize("given", ["lundi", "Lundi", "monday"])
def test_the_weekdays_are_named_in_the_language_of_the_reader(tmp_path: Path, given: str) -> None:
    (warning,) = read(tmp_path, f"{HEAD}date: 2022-02-15\nweekday: {given}\n").warnings
    assert "2022-02-15 is a Tuesday, not a Monday;" in describe(warning, "en")
    assert "le 2022-02-15 est un mardi, et non un lundi ;" in describe(warning, "fr")


@pytest.mark.parametrize(
    ("figures", "warned"),
    [
        ("count: 70, women: 35, men: 35", False),
        ("count: 70, women: 35, men: 36", True),
        ("count: 70, women: 30, men: 30", True),
        ("count: 70, women: 30, men: 30, sex_not_stated: 10", False),
        ("count: 70, women: 30, men: 30, sex_not_stated: not stated", False),
        ("count: {about: 70}, women: 35, men: 36", False),
        ("count: 70, women: {about: 35}, men: 36", False),
        ("count: 70, women: 35", False),
    ],
)
def test_women_and_men_make_the_total_where_all_three_are_exact(
    tmp_path: Path, figures: str, warned: bool
) -> None:
    found = warnings_of(tmp_path, f"{HEAD}attendance:\n  - {{measure: attendees, {figures}}}\n")
    assert found == ([("sum_mismatch", 4, 33, "attendance[1].count")] if warned else [])


@pytest.mark.parametrize(
    ("fragment", "warned"),
    [
        ("Nous avons dit «\u00a0oui\u00a0»", False),
        ("Nous avons dit «\u00a0oui", True),
        ("Nous avons dit “oui", True),
        ('Un "mot', True),
        ('Un "mot"', False),
    ],
)
def test_quotation_marks_in_a_quote_come_in_pairs(tmp_path: Path, fragment: str, warned: bool) -> None:
    found = warnings_of(tmp_path, quote(fragment))
    assert found == ([("quotation_marks", 6, 17, "quotes[1].fragments[1]")] if warned else [])


@pytest.mark.parametrize(
    ("fragment", "doubled"),
    [
        ("grâce à à la coopération", "à à"),
        ("Les les régions", "Les les"),
        ("nous nous engageons", None),
        ("2022 2022", None),
        ("la lame", None),
    ],
)
def test_a_doubled_word_in_a_quote_is_warned_of(tmp_path: Path, fragment: str, doubled: str | None) -> None:
    warnings = read(tmp_path, quote(fragment)).warnings
    assert [facts(warning)["given"] for warning in warnings] == ([doubled] if doubled else [])


def test_a_doubled_word_in_a_title_is_warned_of_in_its_language(tmp_path: Path) -> None:
    text = "title:\n  fr: Atelier\n  en: The the workshop\ntype: workshop\n"
    assert warnings_of(tmp_path, text) == [("doubled_word", 3, 7, "title.en")]


def test_one_person_with_two_spellings_is_warned_of_in_the_later_record(tmp_path: Path) -> None:
    found = warnings_between(tmp_path, "{name: Mohamed El Amrani}", "{name: Mohammed El Amrani}")
    assert found == [
        (
            "records.other_spelling",
            f"records/events/2022/{LATER}.yaml",
            {"given": "Mohammed El Amrani", "other": "Mohamed El Amrani", "event": NAME},
        )
    ]


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("{name: Saïd Alami}", "{name: Saad Alami}"),
        ("{name: Fatima Zahra}", "{name: Fatima Idrissi}"),
        ("{name: Fatima}", "{name: Fatima Idrissi}"),
        ("{name: Fatima Zahra, role: Cheffe de projet}", "{name: Fatima Zahra, role: Cheffe de Projet}"),
        ("{name: Fatima Zahra, role: {fr: Cheffe}}", "{name: Fatima Zahra, role: {en: Head}}"),
        ("{name: Fatima Zahra, role: Cheffe}", "{name: Fatima Zahra}"),
    ],
)
def test_different_people_and_equal_roles_are_not_warned_of(tmp_path: Path, first: str, later: str) -> None:
    assert warnings_between(tmp_path, first, later) == []


@pytest.mark.parametrize("name", ["Khadija Alami", "Khaddija Alami", "ALAMI Khadija"])
def test_a_letter_more_or_fewer_is_one_person(tmp_path: Path, name: str) -> None:
    (found,) = warnings_between(tmp_path, "{name: Khadidja Alami}", f"{{name: {name}}}")
    assert found[0] == "records.other_spelling"


def test_one_person_with_two_roles_is_warned_of(tmp_path: Path) -> None:
    found = warnings_between(
        tmp_path, "{name: Fatima Zahra, role: Cheffe}", "{name: Zahra Fatima, role: Directrice}"
    )
    assert [code for code, _, _ in found] == ["records.other_spelling", "records.other_role"]
    assert found[1][2] == {"name": "Zahra Fatima", "given": "Directrice", "other": "Cheffe", "event": NAME}


@pytest.mark.parametrize(
    ("role", "cut"),
    [
        ("Directrice de la", True),
        ("Consultante, Dra.", True),
        ("Chef de l’", True),
        ("Conseillère principale,", True),
        ("Head of", True),
        ("Directrice de la migration", False),
        ("Professeur à l’Université Mohammed V", False),
    ],
)
def test_a_role_that_breaks_off_is_warned_of_unless_declared(tmp_path: Path, role: str, cut: bool) -> None:
    text = f'{HEAD}people:\n  - name: X\n    role: "{role}"\n'
    assert warnings_of(tmp_path / "a", text) == ([("cut_role", 5, 11, "people[1].role")] if cut else [])
    assert warnings_of(tmp_path / "b", text + "    note: coupé dans la source\n") == []


def test_a_role_that_breaks_off_is_found_wherever_a_person_is_named(tmp_path: Path) -> None:
    text = HEAD + (
        "sessions: [{id: jour-un, people: [{name: X, role: Chef de}, {name: Y}]}]\n"
        "quotes: [{id: un-mot, speaker: {name: Z, role: {fr: Cheffe de}}, fragments: [a]}]\n"
    )
    assert [told(one)[::3] for one in read(tmp_path / "a", text).warnings] == [
        ("cut_role", "sessions[1].people[1].role"),
        ("cut_role", "quotes[1].speaker.role"),
    ]
    declared = text.replace("fragments: [a]", "fragments: [a], defects: coupé")
    assert [told(one)[3] for one in read(tmp_path / "b", declared).warnings] == ["sessions[1].people[1].role"]


def test_a_person_named_twice_in_one_record_is_not_compared_with_itself(tmp_path: Path) -> None:
    people = "people: [{name: Fatima Zahra, role: Cheffe}, {name: Zahra Fatima, role: Directrice}]\n"
    assert warnings_of(tmp_path, HEAD + people) == []


def test_a_difference_is_told_once_however_often_it_is_written(tmp_path: Path) -> None:
    later = "{name: Zahra Fatima}, {name: Zahra Fatima}"
    assert len(warnings_between(tmp_path, "{name: Fatima Zahra}", later)) == 1


def test_a_pseudonym_is_nobodys_spelling(tmp_path: Path) -> None:
    speaker = "quotes: [{id: un-mot, speaker: {name: Zahra Fatima, pseudonym: true}, fragments: [a]}]\n"
    events = {NAME: HEAD + "people: [{name: Fatima Zahra}]\n", LATER: HEAD + speaker}
    assert load(minimal_workspace(tmp_path, events)).warnings == ()


def test_a_text_over_several_lines_is_told_on_one(tmp_path: Path) -> None:
    text = HEAD + "people:\n  - name: X\n    role: |\n      Cheffe\n      de la\n"
    (warning,) = read(tmp_path, text).warnings
    assert facts(warning) == {"given": "Cheffe de la"}


def test_long_summaries_and_teasers_are_warned_of(tmp_path: Path) -> None:
    text = f"{HEAD}summary: {'un mot ' * 200}\nteaser: {'un mot ' * 20}\n"
    assert warnings_of(tmp_path / "a", text) == []
    text = f"{HEAD}summary: {'un mot ' * 200} mal\nteaser:\n  fr: {'un mot ' * 20} mal\n  en: short\n"
    assert warnings_of(tmp_path / "b", text) == [
        ("long_summary", 3, 10, "summary"),
        ("long_teaser", 5, 7, "teaser.fr"),
    ]


def test_a_source_article_without_an_address_is_warned_of(tmp_path: Path) -> None:
    text = HEAD + "source: {kind: article, title: Un atelier}\n"
    assert warnings_of(tmp_path / "a", text) == [("no_public_page", 3, 9, "source")]
    assert warnings_of(tmp_path / "b", text + "public_page: https://example.org/a\n") == []
    assert warnings_of(tmp_path / "c", text.replace("article", "minutes")) == []


@pytest.mark.parametrize("code", ["weekday_mismatch", "records.weekday_mismatch"])
def test_a_check_set_aside_with_a_reason_is_silent(tmp_path: Path, code: str) -> None:
    text = f"{HEAD}date: 2022-02-15\nweekday: lundi\nsilenced:\n  {code}: la source se trompe\n"
    assert warnings_of(tmp_path, text) == []


def test_warnings_are_told_together_with_the_errors_that_refuse(tmp_path: Path) -> None:
    events = {NAME: f"{HEAD}date: 2022-02-15\nweekday: lundi\n", LATER: HEAD + "projects: [xyz-123]\n"}
    with pytest.raises(Refusal) as caught:
        load(minimal_workspace(tmp_path, events))
    assert [(told(one)[0], one.warning) for one in caught.value.problems] == [
        ("weekday_mismatch", True),
        ("unknown_id", False),
    ]
    assert len(refused(tmp_path)) == 1
