"""A workspace is loaded whole: every file is read, every problem of every file is told at once."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import pytest
import yaml
from pydantic import AfterValidator

from generator.errors import facts
from generator.messages.catalogue import describe
from generator.records.event import EventType, State
from generator.records.fields import Record
from generator.records.loader import load
from generator.records.names import Names
from generator.records.records import FileRead
from generator.records.validation import validate
from generator.sources.mistyped import explain
from generator.sources.source import read_bytes
from tests.records.reading import FILE, HEAD, NAME, error_of, errors_of, event, read, refused, told
from tests.workspaces import EVENT, ORGANISATIONS, PUBLISHER, minimal_workspace


def test_a_valid_workspace_is_loaded_by_id(tmp_path: Path) -> None:
    records = load(minimal_workspace(tmp_path))
    assert list(records.events) == [NAME]
    assert records.events[NAME].type is EventType.WORKSHOP
    assert set(records.organisations) == {"oim-maroc", "pays-bas"}
    assert records.projects["cohesion"].donors[0].organisation == "pays-bas"
    assert records.themes.themes[0].id == "gouvernance"
    assert records.publisher.time_zone == "Africa/Casablanca"
    assert records.warnings == ()


def test_every_file_is_named_by_its_path_and_hash(tmp_path: Path) -> None:
    records = load(minimal_workspace(tmp_path))
    digest = hashlib.sha256(EVENT.encode()).hexdigest()
    assert records.files[f"event/{NAME}"] == FileRead(FILE, digest)
    assert records.files["project/cohesion"].path == "records/projects/cohesion.yaml"
    assert records.files["organisation/pays-bas"].path == "records/organisations.yaml"
    assert {"publisher", "themes", "organisations"} <= set(records.files)


def test_records_cannot_be_changed_once_they_are_read(tmp_path: Path) -> None:
    records = load(minimal_workspace(tmp_path))
    with pytest.raises(TypeError):
        records.events["x"] = records.events[NAME]
    with pytest.raises(ValueError, match="frozen"):
        records.events[NAME].state = State.DRAFT


def test_editions_and_indicators_are_loaded_by_their_place(tmp_path: Path) -> None:
    files = {
        "records/editions/activity-report/2022-Q1.yaml": "headline: Un trimestre dense\n",
        "records/editions/donor-summary/2022-Q1--pays-bas.yaml": f"feature: [{NAME}]\n",
        "records/indicators/retours.yaml": (
            "label: Retours\ndefinition: Retours volontaires assistés\nunit: personnes\naccumulation: per_period\n"
            "project: cohesion\nvalues:\n  - {period: 2022-Q1, count: 120, source: Base de données}\n"
        ),
    }
    records = load(minimal_workspace(tmp_path, files=files))
    assert set(records.editions) == {"activity-report/2022-Q1", "donor-summary/2022-Q1--pays-bas"}
    assert records.indicators["retours"].values[0].count.exact == 120


def test_all_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    files = {
        FILE: "title: Atelier\ntype: atelier\ndate: 2022-02-30\n",
        "records/events/2022/2022-03-01-b.yaml": "title: Rabat: Launch\n",
        "records/events/2022/2022-03-02-c.yaml": HEAD + "projects: [inconnu]\n",
        "records/publisher.yaml": PUBLISHER.replace("short_name", "short"),
        "records/projects/autre.yml": "title: x",
    }
    found = refused(minimal_workspace(tmp_path, events={}, files=files))
    assert [(one.file.rpartition("/")[2], *told(one)) for one in found] == [
        (f"{NAME}.yaml", "choice_named", 2, 7, "type"),
        (f"{NAME}.yaml", "date_calendar", 3, 7, "date"),
        ("2022-03-01-b.yaml", "colon", 1, 13, "title"),
        ("2022-03-02-c.yaml", "unknown_id", 3, 12, "projects[1]"),
        ("autre.yml", "wrong_ending", 0, 0, ""),
        ("publisher.yaml", "missing", 1, 1, "short_name"),
        ("publisher.yaml", "unknown_field_near", 4, 1, "short"),
    ]


def test_a_record_with_a_wrong_field_still_has_its_references_checked(tmp_path: Path) -> None:
    found = errors_of(tmp_path, "titel: x\ntitle: x\ntype: workshop\nprojects: [cohesoin]\n")
    assert [told(one)[0] for one in found] == ["unknown_field_near", "unknown_id_near"]


def test_a_broken_record_is_no_unknown_one(tmp_path: Path) -> None:
    files = {
        FILE: "title: [\n",
        "records/editions/activity-report/2022-Q1.yaml": f"feature: [{NAME}]\n",
    }
    assert [one.file for one in refused(minimal_workspace(tmp_path, events={}, files=files))] == [FILE]


def test_a_broken_register_makes_no_reference_to_it_unknown(tmp_path: Path) -> None:
    found = refused(minimal_workspace(tmp_path, files={"records/organisations.yaml": "a: [\n"}))
    assert [one.file for one in found] == ["records/organisations.yaml"]


def test_a_missing_field_is_told_at_its_parent(tmp_path: Path) -> None:
    text = (
        HEAD
        + "sessions:\n  - id: un-jour\n    place:\n      city: Rabat\n    people:\n      - role: Cheffe\n"
    )
    assert told(error_of(tmp_path, text)) == ("missing", 8, 9, "sessions[1].people[1].name")


def test_an_empty_field_is_a_missing_one_told_on_its_line(tmp_path: Path) -> None:
    assert told(error_of(tmp_path, "type: workshop\ntitle:\n")) == ("empty", 2, 1, "title")


def test_an_empty_field_that_nobody_wants_is_left_out(tmp_path: Path) -> None:
    found = event(tmp_path, HEAD + "summary:\nthemes:\nplace:\n  city:\n  venue: Hôtel\n")
    assert found.summary is None and found.themes == ()
    assert found.place and found.place.city is None


def test_a_word_for_nothing_is_refused_unless_it_is_quoted(tmp_path: Path) -> None:
    assert told(error_of(tmp_path / "a", HEAD + "notes: null\n")) == ("null_word", 3, 8, "notes")
    assert event(tmp_path / "b", HEAD + 'notes: "null"\n').notes == "null"


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ("weekday: lundu", ("weekday", 3, 10, "weekday")),
        ("publish_after: 2022-02", ("date_day", 3, 16, "publish_after")),
        ("publish_after: {a: b}", ("date_wanted", 3, 16, "publish_after")),
        ("date: [a]", ("date_wanted", 3, 7, "date")),
        ("language: français", ("language_code", 3, 11, "language")),
        ("summary: {français: Bonjour}", ("language_code", 3, 10, "summary")),
        ("public_page: example.org", ("url_form", 3, 14, "public_page")),
        ("themes: gouvernance", ("list_wanted", 3, 9, "themes")),
        ("themes: [Gouvernance]", ("unknown_id_named", 3, 10, "themes[1]")),
        ("themes: ['']", ("unknown_id", 3, 10, "themes[1]")),
        ("place: Rabat", ("fields_wanted", 3, 8, "place")),
        ("place: {online: oui}", ("true_or_false", 3, 17, "place.online")),
        ("notes: {a: b}", ("text_wanted", 3, 8, "notes")),
        ("notes: ''", ("empty", 3, 8, "notes")),
        ("source: {kind: article, title: |\n    a\n    b\n  }", None),
        ("people:\n  - name: |\n      a\n      b", ("one_line", 4, 11, "people[1].name")),
        ("people:\n  - name: " + "x" * 601, ("too_long", 4, 11, "people[1].name")),
        ("contacts: [{name: X, email: a@b}]", ("email_form", 3, 29, "contacts[1].email")),
        ("countries: {codes: [], exhaustive: true}", ("empty_list", 3, 20, "countries.codes")),
        ("quotes:\n  - id: un-mot\n    speaker: {name: X}\n    fragments: [a]\n    consent: {basis: signed}", ("consent_form", 7, 14, "quotes[1].consent")),
        ("approval: {by: X, date: 2022-02-01, sha256: abc}", ("sha256_form", 3, 45, "approval.sha256")),
        ("attendance: [{measure: attendees, count: {about: 3, exact: 4}}]", ("count_one", 3, 42, "attendance[1].count")),
        ("attendance: [{measure: attendees, count: {between: [4, 3]}}]", ("count_between", 3, 42, "attendance[1].count")),
        ("attendance: [{measure: attendees, count: {between: [1, 2, 3]}}]", ("list_too_long", 3, 52, "attendance[1].count.between")),
        ("attendance: [{measure: attendees, count: {between: [1]}}]", ("count_between", 3, 52, "attendance[1].count.between")),
        ("attendance: [{measure: attendees, count: [3]}]", ("fields_wanted", 3, 42, "attendance[1].count")),
        ("attendance: [{measure: people, count: 3}]", ("choice", 3, 24, "attendance[1].measure")),
        ("attendance: [{measure: attendees, count: 3, covers: jour}]", ("session_unknown", 3, 53, "attendance[1].covers")),
        ("sessions: [{id: jour-un}, {id: jour-un}]", ("session_twice", 3, 32, "sessions[2].id")),
        ("sessions: [{id: con}]", ("reserved_name", 3, 17, "sessions[1].id")),
        ("sessions: [{id: jour-un}]\ndate: 2022-02-01", ("sessions_or_date", 4, 7, "date")),
        ("date: 2022-02-01\ndating: {reason: x}", ("dating_or_date", 4, 9, "dating")),
        ("programme: [{title: a, number: trois}]", ("whole_number", 3, 32, "programme[1].number")),
    ],
)  # fmt: skip
def test_a_wrong_value_is_told_in_its_place(
    tmp_path: Path, rows: str, wanted: tuple[str, int, int, str] | None
) -> None:
    found = errors_of(tmp_path, HEAD + rows + "\n")
    if wanted is not None:
        assert [told(one) for one in found] == [wanted]
    for one in found:
        for language in ("fr", "en"):
            sentence = describe(one, language)
            assert "\n" not in sentence and ";" in sentence


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("records/evenement.yaml", "stray_file"),
        ("records/projects/2022/x-y-z.yaml", "stray_file"),
        ("records/editions/2022-Q1.yaml", "stray_file"),
        ("records/events/2022-02-15-autre.yaml", "event_folder"),
        ("records/events/fevrier/2022-02-15-autre.yaml", "event_folder"),
        ("records/events/2022/Réunion de Fès.yaml", "file_name"),
        ("records/events/2022/ورشة.yaml", "file_name"),
        ("records/events/2022/nul.yaml", "file_name"),
        ("records/events/2022/" + "a" * 61 + ".yaml", "file_name"),
        ("records/projects/COMPASS.yaml", "file_name"),
        ("records/editions/activity-report/2022-T1.yaml", "edition_name"),
        ("records/editions/activity-report/mars.yaml", "edition_name"),
        ("records/editions/activity-report/2022-Q1--.yaml", "edition_name"),
    ],
)
def test_a_record_in_a_wrong_place_or_with_a_wrong_name_is_refused(
    tmp_path: Path, path: str, code: str
) -> None:
    text = "{}" if "editions" in path else HEAD
    if "projects" in path:
        text = "title: x\ndonors: [{organisation: pays-bas}]\n"
    found = refused(minimal_workspace(tmp_path, files={path: text.replace("{}", "number: '3'")}))
    assert [(one.code, one.file) for one in found] == [(f"records.{code}", path)]


def test_the_refusal_of_a_file_name_proposes_one(tmp_path: Path) -> None:
    path = "records/events/2022/Réunion de Fès.yaml"
    (found,) = refused(minimal_workspace(tmp_path, files={path: HEAD}))
    assert facts(found)["near"] == "reunion-de-fes.yaml"


def test_one_id_in_two_folders_is_refused(tmp_path: Path) -> None:
    (found,) = refused(minimal_workspace(tmp_path, files={f"records/events/2023/{NAME}.yaml": EVENT}))
    assert found.code == "records.id_twice"
    assert facts(found) == {"id": NAME, "other": FILE}


def test_two_files_a_mac_or_windows_takes_for_one_are_refused(tmp_path: Path) -> None:
    found = refused(minimal_workspace(tmp_path, files={f"records/events/2022/{NAME.upper()}.yaml": EVENT}))
    assert {one.code for one in found} == {"records.file_name", "records.id_twice"}


def test_an_event_keeps_its_file_when_its_date_changes(tmp_path: Path) -> None:
    records = read(tmp_path, HEAD + "date: 2023-05-01\n")
    assert str(records.events[NAME].date) == "2023-05-01"


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    workspace = minimal_workspace(tmp_path)
    (tmp_path / "records/events/2022/autre.yaml").symlink_to(tmp_path / FILE)
    assert [one.code for one in refused(workspace)] == ["records.link"]


def test_a_linked_folder_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    workspace = minimal_workspace(tmp_path)
    (tmp_path / "records/events/2023").symlink_to(tmp_path / "records/events/2022", target_is_directory=True)
    assert [(one.code, one.file) for one in refused(workspace)] == [("records.link", "records/events/2023")]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="such names cannot exist here")
def test_a_name_that_cannot_be_printed_is_shown_on_one_line(tmp_path: Path) -> None:
    workspace = minimal_workspace(tmp_path)
    for name in (b"2022-\xe9t\xe9.yaml", b"2022-\nx.yaml", "2022-\u202ex.yaml".encode()):
        (tmp_path / "records/events/2022" / os.fsdecode(name)).write_text(EVENT)
    assert {one.code for one in refused(workspace)} == {"records.file_name"}


def test_people_who_are_only_named_are_refused_as_text(tmp_path: Path) -> None:
    found = errors_of(tmp_path, HEAD + "people: [Mme Alaoui]\nsessions: [jour-un]\n")
    assert [told(one) for one in found] == [
        ("fields_wanted", 3, 10, "people[1]"),
        ("fields_wanted", 4, 12, "sessions[1]"),
    ]


def test_a_key_without_letters_or_over_two_lines_is_an_unknown_field(tmp_path: Path) -> None:
    assert told(error_of(tmp_path / "a", HEAD + "'': x\n"))[:3] == ("unknown_field", 3, 1)
    found = error_of(tmp_path / "b", HEAD + "? 'the\n\n  venue'\n: x\n")
    assert facts(found)["given"] == "the venue"


def test_broken_themes_make_no_theme_unknown(tmp_path: Path) -> None:
    found = refused(minimal_workspace(tmp_path, files={"records/themes.yaml": "themes: [\n"}))
    assert [one.file for one in found] == ["records/themes.yaml"]


def test_a_body_that_is_only_a_name_is_refused(tmp_path: Path) -> None:
    text = ORGANISATIONS + "autre: Ville de Rabat\nvide:\n  names:\n  standing: region\n"
    found = refused(minimal_workspace(tmp_path, files={"records/organisations.yaml": text}))
    assert [told(one) for one in found] == [("fields_wanted", 15, 8, "autre"), ("empty", 17, 3, "vide.names")]


def test_an_error_that_nobody_foresaw_is_still_told_in_its_place() -> None:
    def refuse(text: str) -> str:
        raise ValueError(text)

    class Odd(Record):
        name: Annotated[str, AfterValidator(refuse)]

    source, _ = read_bytes(b"name: x\n", "x.yaml")
    assert source is not None
    _, (found,) = validate(Odd, source, Names())
    assert told(found) == ("invalid", 1, 7, "name")
    assert told(explain(yaml.YAMLError("x"), "a", "x.yaml")) == ("syntax", 0, 0, "")


def test_the_place_of_what_is_not_there_is_that_of_its_nearest_parent() -> None:
    source, _ = read_bytes(b"a:\n  - b: c\nd:\n", "x.yaml")
    assert source is not None
    assert source.place(("a", 0, "b")) == (2, 8)
    assert source.place(("a", 0, "b"), key=True) == (2, 5)
    assert source.place(("a", 0, "b", "x", 3)) == (2, 8)
    assert source.place(("a", 0, "x")) == (2, 5)
    assert source.place(("a", 7)) == (2, 3)
    assert source.place(("d",)) == (3, 1)
    assert source.place(("x", "y")) == (1, 1)
    assert source.value(("a", 0, "b")) == "c"
    assert source.value(("a", 0, "x")) is None and source.value(("a", 9)) is None


def test_a_slip_inside_a_list_names_its_item(tmp_path: Path) -> None:
    text = (
        HEAD
        + "people:\n  - name: X\n  - name: null\n    role: \n      fr: ~\nthemes:\n  - gouvernance\n  -\n"
    )
    assert [told(one)[::3] for one in errors_of(tmp_path, text)] == [
        ("null_word", "people[2].name"),
        ("null_word", "people[2].role.fr"),
        ("empty_item", "themes[2]"),
    ]


def test_what_is_missing_from_the_workspace_is_named(tmp_path: Path) -> None:
    files = {"records/publisher.yaml": None, "records/organisations.yaml": None}
    found = refused(
        minimal_workspace(tmp_path, events={}, files={**files, "records/projects/cohesion.yaml": None})
    )
    assert [(one.code, one.file) for one in found] == [
        ("records.file_missing", "records/organisations.yaml"),
        ("records.file_missing", "records/publisher.yaml"),
    ]


def test_a_folder_without_records_is_refused(tmp_path: Path) -> None:
    assert "records.no_folder" in {one.code for one in refused(tmp_path)}


def test_a_workspace_without_themes_has_none(tmp_path: Path) -> None:
    files = {
        "records/themes.yaml": None,
        "records/projects/cohesion.yaml": "title: x\ndonors: [{organisation: pays-bas}]\n",
    }
    records = load(minimal_workspace(tmp_path, {NAME: HEAD}, files=files))
    assert records.themes.themes == ()


def test_each_body_of_the_register_is_checked_by_itself(tmp_path: Path) -> None:
    text = (
        ORGANISATIONS
        + "Ville de Rabat: {names: [{name: Rabat}], standing: region}\nvide:\nautre: {standing: ville}\n"
    )
    found = refused(minimal_workspace(tmp_path, files={"records/organisations.yaml": text}))
    assert [told(one) for one in found] == [
        ("id_form", 15, 1, "Ville de Rabat"),
        ("fields_wanted", 16, 1, "vide"),
        ("missing", 17, 8, "autre.names"),
        ("choice", 17, 19, "autre.standing"),
    ]


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    from generator.sources.source import read as read_source

    source, (found,) = read_source(tmp_path / "x.yaml", "records/x.yaml")
    assert source is None
    assert (found.code, found.file) == ("records.unreadable", "records/x.yaml")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    workspace = minimal_workspace(tmp_path)
    os.mkfifo(tmp_path / "records/events/2022/2022-03-01-x.yaml")
    assert [one.code for one in refused(workspace)] == ["records.link"]


def test_reading_records_loads_no_heavy_library() -> None:
    probe = "import generator.records.loader, sys; print([n for n in ('pandas', 'babel', 'docx', 'weasyprint') if n in sys.modules])"
    run = subprocess.run(
        [sys.executable, "-c", probe], cwd=Path(__file__).parents[2], capture_output=True, text=True
    )
    assert run.stdout.strip() == "[]", run.stderr
