"""An event recorded twice is found by title and days, or by days, place and theme, without taking two events for one."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from generator.errors import facts
from generator.records.loader import load
from tests.workspaces import minimal_workspace

ONE, OTHER = "2022-03-10-une-fiche", "2022-03-11-autre-fiche"
TITLE = "Atelier national sur les données migratoires"
BASE = {"title": TITLE, "type": "workshop", "date": "2022-03-10/2022-03-11"}


def record(**fields: str) -> str:
    return "".join(f"{name}: {value}\n" for name, value in {**BASE, **fields}.items() if value)


def told(
    folder: Path, *records: str, names: tuple[str, ...] = (ONE, OTHER, "2022-03-12-tierce-fiche")
) -> list[tuple[str, str]]:
    """Return the later and the earlier record of each pair."""
    workspace = minimal_workspace(folder, dict(zip(names, records, strict=False)))
    found = [w for w in load(workspace).warnings if w.code == "records.near_duplicate"]
    return [(w.file.rpartition("/")[2].removesuffix(".yaml"), facts(w)["event"]) for w in found]


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"title": "Atelier national sur les donnees migratoires."},
        {"title": "Atelier national sur les données migratoire"},
        {"title": "L’atelier national sur les données migratoires du Maroc"},
        {"date": "2022-03-11/2022-03-14"},
        {"place": "{city: Rabat}"},
    ],
)
def test_equal_or_nearly_equal_titles_on_days_that_overlap_may_be_one_event(
    tmp_path: Path, other: dict[str, str]
) -> None:
    assert told(tmp_path, record(), record(**other)) == [(OTHER, ONE)]


@pytest.mark.parametrize(
    "other",
    [
        {"date": "2022-03-12"},
        {"date": "2022-03"},
        {"date": ""},
        {"title": "Atelier national sur les données scolaires"},
        {"title": "Atelier national 2 sur les données migratoires"},
        {"title": "Atelier national sur les données migratoires (groupe B)"},
        {"status": "announced"},
        {"status": "cancelled"},
        {"state": "withdrawn"},
    ],
)
def test_what_another_day_number_or_word_tells_apart_is_not_one_event(
    tmp_path: Path, other: dict[str, str]
) -> None:
    assert told(tmp_path, record(), record(**other)) == []


def test_one_title_on_one_day_in_two_cities_is_two_events_and_hides_no_third(tmp_path: Path) -> None:
    rabat, fes = record(place="{city: Rabat}"), record(place="{city: Fès}")
    assert told(tmp_path / "a", rabat, fes) == []
    assert told(tmp_path / "b", rabat, fes, fes) == [("2022-03-12-tierce-fiche", OTHER)]


SAME = {"themes": "[gouvernance]", "place": "{city: Rabat}"}


@pytest.mark.parametrize(
    ("other", "one_event"),
    [
        ({"title": "Rencontre sur les données des migrations"}, True),
        ({"title": "{en: National workshop on migration data}"}, True),
        ({"title": "Cérémonie des prix du journalisme"}, False),
        ({"title": "Rencontre sur les données des migrations", "type": "meeting"}, False),
        ({"title": "Rencontre sur les données des migrations", "themes": ""}, False),
        ({"title": "Rencontre sur les données des migrations", "place": "{city: Fès}"}, False),
        (
            {
                "title": "Rencontre sur les données des migrations",
                "attendance": "[{measure: attendees, count: 12}]",
            },
            False,
        ),
    ],
)
def test_the_same_days_city_theme_and_type_may_be_one_event_unless_something_tells_apart(
    tmp_path: Path, other: dict[str, str], one_event: bool
) -> None:
    first = record(**SAME, attendance="[{measure: attendees, count: 70}]")
    assert told(tmp_path, first, record(**{**SAME, **other})) == ([(OTHER, ONE)] if one_event else [])


def test_the_sessions_of_one_event_are_no_twins_and_a_session_recorded_alone_is_one(tmp_path: Path) -> None:
    days = ("2022-03-10", "2022-03-10", "2022-03-20")
    series = record(
        date="",
        themes="[gouvernance]",
        sessions="["
        + ", ".join(f"{{id: jour-{n}, date: {d}, place: {{city: Rabat}}}}" for n, d in enumerate(days))
        + "]",
    )
    alone = record(title="Données migratoires", date="2022-03-20", **SAME)
    assert told(tmp_path / "a", series) == []
    assert told(tmp_path / "b", series, alone) == [(OTHER, ONE)]


@pytest.mark.parametrize("first", [True, False])
def test_a_pair_is_told_once_and_set_aside_on_either_record(tmp_path: Path, first: bool) -> None:
    aside = record(silenced="{near_duplicate: deux promotions}")
    pair = (aside, record()) if first else (record(), aside)
    assert told(tmp_path, *pair) == []


def test_a_thousand_records_of_one_title_and_day_are_looked_through_in_a_moment(tmp_path: Path) -> None:
    names = tuple(f"2022-03-10-fiche-{number:04}" for number in range(1000))
    workspace = minimal_workspace(tmp_path, dict.fromkeys(names, record(**SAME)))
    begun = time.process_time()
    found = load(workspace).warnings
    assert time.process_time() - begun < 5
    assert sum(w.code == "records.near_duplicate" for w in found) == 999
