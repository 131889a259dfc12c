"""What records say of each other is checked, and the refusal names what to write instead."""

from __future__ import annotations

import typing
from pathlib import Path

import pytest

from generator.errors import facts
from generator.messages.catalogue import describe
from generator.records.event import Event
from generator.records.fields import Id
from generator.records.loader import load
from generator.records.reference_fields import OWN_IDS, REFERENCE_FIELDS
from generator.records.registers import EditionTexts, Indicator, Organisation, Project, Publisher, Themes
from generator.records.structure import records_within
from tests.records.reading import HEAD, NAME, error_of, errors_of, event, refused, told
from tests.workspaces import EVENT, ORGANISATIONS, PROJECT, PUBLISHER, THEMES, minimal_workspace

QUOTE = "quotes:\n  - id: un-mot\n    speaker: {anonymous: true}\n    fragments: [Bonjour]\n"


def holds_ids(annotation: object) -> bool:
    return annotation == Id or any(holds_ids(inner) for inner in typing.get_args(annotation))


def test_every_field_of_type_id_is_declared_as_a_reference_or_as_the_records_own() -> None:
    models = records_within(Event, Organisation, Project, Themes, Publisher, Indicator, EditionTexts)
    found = {
        (model.__name__, name)
        for model in models
        for name, annotation in typing.get_type_hints(model, include_extras=True).items()
        if name in model.model_fields and holds_ids(annotation)
    }
    assert found == set(REFERENCE_FIELDS) | OWN_IDS


@pytest.mark.parametrize(
    ("rows", "field", "near"),
    [
        ("organisations: [{organisation: pays-ba, role: partner}]", "organisations[1].organisation", "pays-bas"),
        ("organisations: [{organisation: oim-maroc, role: host, project: cohesoin}]", "organisations[1].project", "cohesion"),
        ("people: [{name: X, organisation: oim-marok}]", "people[1].organisation", "oim-maroc"),
        ("funding: [{organisation: pays-bass}]", "funding[1].organisation", "pays-bas"),
        ("contacts: [{name: X, organisation: oim-marok}]", "contacts[1].organisation", "oim-maroc"),
        ("projects: [cohesio]", "projects[1]", "cohesion"),
        ("themes: [gouvernanse]", "themes[1]", "gouvernance"),
        ("frameworks: [{framework: gcmm}]", "frameworks[1].framework", "gcm"),
        ("sessions: [{id: jour-un, projects: [cohesionn]}]", "sessions[1].projects[1]", "cohesion"),
        ("sessions: [{id: jour-un, programme: [{title: a, people: [{name: X, organisation: pays-ba}]}]}]", "sessions[1].programme[1].people[1].organisation", "pays-bas"),
        ("quotes: [{id: un-mot, speaker: {organisation: pays-ba}, fragments: [a]}]", "quotes[1].speaker.organisation", "pays-bas"),
    ],
)  # fmt: skip
def test_an_unknown_id_is_refused_with_the_nearest_one(
    tmp_path: Path, rows: str, field: str, near: str
) -> None:
    found = error_of(tmp_path, f"{HEAD}{rows}\n")
    assert (found.code, found.field, facts(found)["near"]) == ("records.unknown_id_near", field, near)


def test_an_id_that_resembles_nothing_is_refused_with_the_register(tmp_path: Path) -> None:
    found = error_of(tmp_path, HEAD + "projects: [xyz-123]\n")
    assert told(found) == ("unknown_id", 3, 12, "projects[1]")
    assert facts(found) == {"given": "xyz-123", "register": "records/projects/"}


@pytest.mark.parametrize(
    ("rows", "near"),
    [
        ("projects: [COSO]", "cohesion"),
        ("projects: [coso]", "cohesion"),
        ("projects: [Projet de cohésion sociale]", "cohesion"),
        ("organisations: [{organisation: OIM, role: host}]", "oim-maroc"),
        ("organisations: [{organisation: iom, role: host}]", "oim-maroc"),
        ("organisations: [{organisation: Royaume des Pays-Bas, role: host}]", "pays-bas"),
        ("organisations: [{organisation: le gouvernement des Pays-Bas, role: host}]", "pays-bas"),
        ("frameworks: [{framework: PMM}]", "gcm"),
        ("themes: [Migration governance]", "gouvernance"),
    ],
)
def test_a_name_an_acronym_or_an_alias_leads_to_the_id_to_write(tmp_path: Path, rows: str, near: str) -> None:
    found = error_of(tmp_path, f"{HEAD}{rows}\n")
    assert (found.code, facts(found)["near"]) == ("records.unknown_id_named", near)
    assert f"sous l’identifiant « {near} » ; écrivez {near}" in describe(found, "fr")


@pytest.mark.parametrize(
    ("goal", "known"),
    [("5", True), ("23", True), ("10.7", True), ("24", False), ("0", False), ("cinq", False)],
)
def test_a_goal_must_be_one_the_framework_has(tmp_path: Path, goal: str, known: bool) -> None:
    text = f"{HEAD}frameworks:\n  - framework: gcm\n    goal: {goal}\n"
    if known:
        assert event(tmp_path, text).frameworks[0].goal == goal
    else:
        assert told(error_of(tmp_path, text)) == ("unknown_goal", 5, 11, "frameworks[1].goal")


def test_a_framework_that_lists_its_goals_has_no_others(tmp_path: Path) -> None:
    files = {"records/themes.yaml": THEMES.replace("    goals_total: 23\n", "")}
    text = HEAD + "frameworks: [{framework: gcm, goal: '6'}]\n"
    found = refused(minimal_workspace(tmp_path, {NAME: text}, files=files))
    assert [one.code for one in found] == ["records.unknown_goal"]


@pytest.mark.parametrize(("code", "near"), [("uk", "GB"), ("ma", "MA"), ("EL", "GR")])
def test_a_country_code_written_otherwise_is_refused_with_the_right_one(
    tmp_path: Path, code: str, near: str
) -> None:
    found = error_of(tmp_path, f"{HEAD}countries: {{codes: [MA, {code}], exhaustive: true}}\n")
    assert told(found) == ("country_code_near", 3, 25, "countries.codes[2]")
    assert facts(found)["near"] == near


def test_a_country_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    text = ORGANISATIONS.replace("country: NL", "country: ZZ")
    (found,) = refused(minimal_workspace(tmp_path, files={"records/organisations.yaml": text}))
    assert told(found) == ("country_code", 13, 12, "pays-bas.country")


@pytest.mark.parametrize("audience", ["all", "donor", "donor:", "Public", "public:x", "theme:x"])
def test_an_audience_that_is_none_is_refused(tmp_path: Path, audience: str) -> None:
    found = error_of(tmp_path, f"{HEAD}audiences: [internal, '{audience}']\n")
    assert told(found) == ("audience_form", 3, 23, "audiences[2]")


def test_the_audience_of_a_donor_must_be_a_known_body(tmp_path: Path) -> None:
    assert event(tmp_path / "a", HEAD + "audiences: ['donor:pays-bas']\n").audiences == ("donor:pays-bas",)
    found = error_of(tmp_path / "b", HEAD + "audiences: ['donor:pays-bass']\n")
    assert facts(found)["near"] == "pays-bas"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"feature: [{NAME}x]", ("unknown_id_near", 1, 11, "feature[1]")),
        (f"order: [{NAME}, autre-chose]", ("unknown_id", 1, 38, "order[2]")),
        ("leave_out: [{event: autre-chose, reason: x}]", ("unknown_id", 1, 21, "leave_out[1].event")),
        ("set_aside: [{event: autre-chose, reason: x}]", ("unknown_id", 1, 21, "set_aside[1].event")),
        ("key_quotes: [un-mot]", ("key_quote_form", 1, 14, "key_quotes[1]")),
        (f"key_quotes: [{NAME}/autre]", ("unknown_quote", 1, 14, "key_quotes[1]")),
        ("key_quotes: [autre-chose/un-mot]", ("unknown_id", 1, 14, "key_quotes[1]")),
    ],
)
def test_an_edition_names_only_events_and_quotes_that_exist(
    tmp_path: Path, text: str, wanted: tuple[str, int, int, str]
) -> None:
    files = {"records/editions/activity-report/2022-Q1.yaml": text + "\n"}
    found = refused(minimal_workspace(tmp_path, {NAME: HEAD + QUOTE}, files=files))
    assert [told(one) for one in found] == [wanted]


def test_an_edition_may_choose_a_quote_that_exists(tmp_path: Path) -> None:
    files = {"records/editions/activity-report/2022-Q1.yaml": f"key_quotes: [{NAME}/un-mot]\n"}
    records = load(minimal_workspace(tmp_path, {NAME: HEAD + QUOTE}, files=files))
    assert records.editions["activity-report/2022-Q1"].key_quotes == (f"{NAME}/un-mot",)


def test_a_quote_of_an_event_without_quotes_is_refused(tmp_path: Path) -> None:
    files = {"records/editions/activity-report/2022-Q1.yaml": f"key_quotes: [{NAME}/un-mot]\n"}
    (found,) = refused(minimal_workspace(tmp_path, files=files))
    assert found.code == "records.no_quotes"


def test_the_edition_of_a_donor_that_is_not_known_is_refused(tmp_path: Path) -> None:
    files = {"records/editions/donor-summary/2022-Q1--pays-bass.yaml": "number: '3'\n"}
    (found,) = refused(minimal_workspace(tmp_path, files=files))
    assert (found.code, facts(found)["near"]) == ("records.unknown_id_near", "pays-bas")


def test_bodies_that_are_their_own_ancestors_are_each_named(tmp_path: Path) -> None:
    text = ORGANISATIONS.replace(
        "  standing: intergovernmental", "  standing: intergovernmental\n  parent: pays-bas"
    )
    text += "  parent: oim-maroc\nautre:\n  names: [{name: Autre}]\n  standing: region\n  parent: oim-maroc\n"
    found = refused(minimal_workspace(tmp_path, files={"records/organisations.yaml": text}))
    assert [told(one)[::3] for one in found] == [
        ("parent_circle", "oim-maroc.parent"),
        ("parent_circle", "pays-bas.parent"),
    ]
    assert facts(found[0])["chain"] == "oim-maroc → pays-bas → oim-maroc"


@pytest.mark.parametrize("alias", ["Netherlands", "netherlands", "Royaume des Pays-Bas"])
def test_one_alias_for_two_bodies_is_refused(tmp_path: Path, alias: str) -> None:
    text = ORGANISATIONS + f"autre:\n  names: [{{name: Autre}}]\n  aliases: [{alias}]\n  standing: region\n"
    (found,) = refused(minimal_workspace(tmp_path, files={"records/organisations.yaml": text}))
    assert told(found) == ("alias_twice", 17, 13, "autre.aliases[1]")
    assert facts(found)["other"] == "pays-bas"


def test_the_publisher_and_projects_refer_to_known_bodies(tmp_path: Path) -> None:
    files = {
        "records/publisher.yaml": PUBLISHER.replace("oim-maroc", "oim-marok"),
        "records/projects/cohesion.yaml": PROJECT.replace("pays-bas", "Pays-Bas") + "partners: [oim-marok]\n",
    }
    found = refused(minimal_workspace(tmp_path, files=files))
    assert [(one.code, one.field) for one in found] == [
        ("records.unknown_id_named", "donors[1].organisation"),
        ("records.unknown_id_near", "partners[1]"),
        ("records.unknown_id_near", "organisation"),
    ]


@pytest.mark.parametrize("zone", ["Afrique/Casablanca", "GMT+1", "../etc/passwd", "/etc/localtime"])
def test_a_time_zone_that_does_not_exist_is_refused(tmp_path: Path, zone: str) -> None:
    text = PUBLISHER.replace("Africa/Casablanca", zone)
    (found,) = refused(minimal_workspace(tmp_path, files={"records/publisher.yaml": text}))
    assert told(found) == ("time_zone", 5, 12, "time_zone")


def test_periods_in_registers_are_checked(tmp_path: Path) -> None:
    indicator = "label: a\ndefinition: b\nunit: c\naccumulation: cumulative\nvalues: [{period: mars 2022, count: 3, source: x}]\n"
    files = {
        "records/publisher.yaml": PUBLISHER + "complete_periods: [2022-Q1, 2022-Q5]\n",
        "records/indicators/retours.yaml": indicator,
    }
    found = refused(minimal_workspace(tmp_path, files=files))
    assert [(one.code, one.field) for one in found] == [
        ("records.period_form", "values[1].period"),
        ("records.period_form", "complete_periods[2]"),
    ]


def test_an_id_used_twice_in_one_list_is_refused(tmp_path: Path) -> None:
    found = errors_of(tmp_path / "a", HEAD + QUOTE + QUOTE.removeprefix("quotes:\n"))
    assert [told(one) for one in found] == [("own_id_twice", 7, 9, "quotes[2].id")]
    text = THEMES.replace("frameworks:", "  - {id: gouvernance, labels: [{label: x}]}\nframeworks:")
    (twice,) = refused(minimal_workspace(tmp_path / "b", files={"records/themes.yaml": text}))
    assert twice.field == "themes[2].id"


def test_translations_are_named_by_language(tmp_path: Path) -> None:
    found = error_of(tmp_path, HEAD + QUOTE + "    translations: {anglais: [Hello]}\n")
    assert told(found) == ("language_code", 7, 29, "quotes[1].translations.anglais")


def test_an_event_without_references_needs_no_register_but_the_publishers(tmp_path: Path) -> None:
    text = EVENT.replace("themes: [gouvernance]\n", "").replace("projects: [cohesion]\n", "")
    files = {"records/themes.yaml": None, "records/projects/cohesion.yaml": None}
    assert load(minimal_workspace(tmp_path, {NAME: text}, files=files)).events
