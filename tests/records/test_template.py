"""A new event is written as a commented record that loads as it is, and its hidden fields load once they are shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.errors import Refusal, facts
from generator.records.event import Event
from generator.records.loader import load
from generator.records.names import Names
from generator.records.template import NewEvent, event_file, new_event_text
from generator.records.validation import validate
from generator.sources.source import read_bytes
from tests.workspaces import minimal_workspace

FULL = NewEvent(
    title="L’atelier d'été : « Œuvrer » à Fès #3",
    date="2022-02-15/2022-02-17",
    city="Fès",
    themes=("gouvernance",),
    projects=("cohesion",),
)


def event_of(text: str) -> Event:
    source, problems = read_bytes(text.encode(), "x.yaml")
    assert source is not None and not problems, problems
    event, problems = validate(Event, source, Names())
    assert event is not None, problems
    return event


@pytest.mark.parametrize("comments", ["fr", "en"])
@pytest.mark.parametrize(
    "answers", [FULL, NewEvent("Réunion de Rabat"), NewEvent("No", date="2022", slug="non-merci")]
)
def test_the_new_record_loads_as_it_is(tmp_path: Path, answers: NewEvent, comments: str) -> None:
    answers = NewEvent(
        **{**{name: getattr(answers, name) for name in answers.__slots__}, "comments": comments}
    )
    identifier, text = new_event_text(answers)
    workspace = minimal_workspace(tmp_path, events={}, files={event_file(identifier, answers.date): text})
    event = load(workspace).events[identifier]
    assert event.title.get("fr", "fr")[0] == answers.title
    assert event.themes == answers.themes and event.projects == answers.projects
    assert str(event.date or "") == answers.date


@pytest.mark.parametrize("comments", ["fr", "en"])
def test_every_hidden_field_loads_once_its_hash_is_removed(comments: str) -> None:
    _, text = new_event_text(NewEvent("Atelier de Rabat", comments=comments))
    hidden = re.findall(r"^#(?! )((?:.*\n#  .*)+|.*)", text, re.MULTILINE)
    assert len(hidden) > 20
    for field in hidden:
        shown = text.replace(f"#{field}", field.replace("\n#", "\n"))
        assert shown != text
        name = field.partition(":")[0]
        assert getattr(event_of(shown), name), name


def test_explanations_stand_on_lines_of_their_own_in_the_language_asked_for() -> None:
    _, french = new_event_text(FULL)
    _, english = new_event_text(NewEvent("Workshop", comments="en"))
    assert "# Choix : workshop (atelier)" in french
    assert "# Choices: workshop, training" in english
    assert not [
        row
        for row in french.split("\n")
        if " #" in row.lstrip("# ") and "title" not in row and "Un texte" not in row and "utiliser" not in row
    ]


def test_the_first_line_leads_editors_to_the_schema(tmp_path: Path) -> None:
    for date in ("2022-02-15", ""):
        identifier, text = new_event_text(NewEvent("Atelier de Rabat", date=date))
        path = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
        assert path is not None
        schema = (tmp_path / event_file(identifier, date)).parent / path[1]
        assert schema.resolve() == (tmp_path / "records/schema/event.json").resolve()


@pytest.mark.parametrize(
    ("answers", "identifier", "folder"),
    [
        (FULL, "2022-02-15-atelier-ete-oeuvrer-a-fes-3", "2022"),
        (NewEvent("Réunion", date="2022-02"), "2022-02-reunion", "2022"),
        (NewEvent("Réunion", date="../2022-02"), "2022-02-reunion", "2022"),
        (NewEvent("Réunion", date="2022-33"), "2022-reunion", "2022"),
        (NewEvent("Réunion", date="XXXX-02-15"), "reunion", "undated"),
        (NewEvent("Réunion"), "reunion", "undated"),
        (NewEvent("ورشة عمل", slug="atelier-rabat"), "atelier-rabat", "undated"),
        (
            NewEvent(
                "Conférence internationale sur la gouvernance des migrations et le développement",
                date="2022-02-15",
            ),
            "2022-02-15-conference-internationale-sur-la-gouvernance-des",
            "2022",
        ),
        (NewEvent("x" * 100, date="2022-02-15"), "2022-02-15-" + "x" * 49, "2022"),
    ],
)
def test_the_id_is_made_of_the_date_and_the_title(answers: NewEvent, identifier: str, folder: str) -> None:
    assert new_event_text(answers)[0] == identifier
    assert len(identifier) <= 60
    assert event_file(identifier, answers.date) == f"records/events/{folder}/{identifier}.yaml"


@pytest.mark.parametrize(
    ("answers", "code", "field"),
    [
        (NewEvent("ورشة عمل"), "slug_wanted", "slug"),
        (NewEvent("A"), "slug_wanted", "slug"),
        (NewEvent(""), "slug_wanted", "slug"),
        (NewEvent("Atelier", slug="nul"), "reserved_name", "slug"),
        (NewEvent("Atelier", slug="Été à Rabat"), "id_form", "slug"),
        (NewEvent("Atelier", date="15/02/2022"), "date_form", "date"),
        (NewEvent("Atelier", date="2022-02-30"), "date_calendar", "date"),
        (NewEvent("Atelier", type="atelier"), "choice_named", "type"),
        (NewEvent("Atelier", type="concert"), "choice", "type"),
        (NewEvent("Atelier", language="français"), "language_code", "language"),
        (NewEvent("Atelier \u202e"), "direction_control", ""),
        (NewEvent("Atelier \ud800"), "not_utf8", ""),
    ],
)
def test_an_answer_that_no_record_can_hold_is_refused(answers: NewEvent, code: str, field: str) -> None:
    with pytest.raises(Refusal) as caught:
        new_event_text(answers)
    assert [(found.code, found.field) for found in caught.value.problems] == [(f"records.{code}", field)]


def test_the_refusal_of_an_arabic_title_repeats_it() -> None:
    with pytest.raises(Refusal) as caught:
        new_event_text(NewEvent("ورشة عمل"))
    assert facts(caught.value.problems[0]) == {"given": "ورشة عمل"}


@settings(max_examples=150, deadline=None)
@given(title=st.text(max_size=80), city=st.text(max_size=30))
def test_whatever_is_typed_is_kept_or_refused(title: str, city: str) -> None:
    try:
        _, text = new_event_text(NewEvent(title, city=city, slug="un-nom"))
    except Refusal:
        return
    event = event_of(text)
    assert event.title.get("fr", "fr")[0] == tidy(title)
    if city.strip():
        assert event.place and event.place.city and event.place.city.get("fr", "fr")[0] == tidy(city)


def tidy(text: str) -> str:
    import unicodedata

    return " ".join(unicodedata.normalize("NFC", text).split())
