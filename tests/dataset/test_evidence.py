"""Whoever adds up the fields that a proof lists comes to the figure itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.dataset.explain import Explanation, explain
from generator.dataset.select import select
from generator.dataset.small_cells import guarded
from generator.dataset.summarise import summarise
from generator.dataset.summary import Summary
from generator.dataset.tabulate import tabulate
from generator.period import Period
from generator.records.fields import Channel
from generator.records.gate import admit
from generator.records.loader import load
from generator.records.records import Records
from generator.records.view import seen_by
from tests import synthetic
from tests.dataset.recount import recount
from tests.dataset.sample import DATA_WORKSHOP, TRAINING, records, summary
from tests.dataset.strategies import made_records
from tests.dataset.test_counting_properties import moderate, periods, wholes


def proved(found: Summary, made: Records) -> dict[str, Explanation]:
    """Return the explanations of every figure by name, each of which must come out right."""
    told = {one.figure: one for one in explain(found, made, None, "en")}
    for figure in found.figures:
        # "At least" is said of sessions without a figure, which list no field.
        wanted = figure.value.lstrip(">=") if figure.name.startswith("by_session.") else figure.value
        assert recount(told[figure.name]) == wanted, figure.name
    return told


@moderate
@given(made_records(), st.one_of(periods, wholes), st.sampled_from(("internal", "public", "donor:denmark")))
def test_the_fields_behind_each_figure_come_to_it(made: Records, code: str, audience: str) -> None:
    proved(summary(made, code, audience), made)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Records:
    return load(synthetic.write_workspace(tmp_path_factory.mktemp("large"), 140))


@pytest.mark.parametrize("audience", ["internal", "public", "donor:royaume-de-valdorie"])
@pytest.mark.parametrize("code", ["2024-Q1", "2024-02", "2023..2024", "2024"])
def test_so_they_do_in_a_whole_workspace(workspace: Records, audience: str, code: str) -> None:
    day = synthetic.as_of()
    made = seen_by(workspace, audience[6:]) if audience.startswith("donor:") else workspace
    made = guarded(admit(made, audience, (Channel.REPORT,), day), audience, 5)
    period = Period.parse("2023-01..2024-12" if code == "2023..2024" else code)
    told = proved(summarise(select(tabulate(made), period, audience, day)), made)
    assert len(told) > 5


def test_a_record_behind_a_figure_states_something_for_it() -> None:
    made = records({"training": TRAINING, "data-workshop": DATA_WORKSHOP})
    for one in explain(summary(made, "2022-Q1"), made, None, "en"):
        assert all(proof.fields for proof in one.records), one.figure


def test_a_field_is_named_as_its_record_names_it() -> None:
    made = records({"training": TRAINING, "data-workshop": DATA_WORKSHOP})
    told = {one.figure: one for one in explain(summary(made, "2022-Q1"), made, None, "fr")}
    fields = {(f.path, f.value, f.words) for f in told["activities"].records[1].fields}
    assert ("sessions[rabat].date", "2022-02-15/2022-02-17", "2022-02-15/2022-02-17") in fields
    assert ("status", "held", "tenue") in fields
    (women,) = [f for p in told["women.attendees.in_person"].records for f in p.fields if f.value == 35]
    assert women.path == "attendance[attendees].women"
    assert [(p.kind, p.record) for p in told["activities.donor.us-prm"].records] == [
        ("event", "training"),
        ("project", "youth"),
    ]


def test_figures_of_the_same_kind_are_told_apart() -> None:
    figures = [
        {"measure": "attendees", "covers": "rabat", "count": "20"},
        {"measure": "attendees", "covers": "rabat", "mode": "online", "count": "5"},
        {"measure": "attendees", "covers": "casablanca", "count": {"about": "30"}},
        {"measure": "cumulative", "count": "900"},
        {"measure": "cumulative", "count": "1900"},
    ]
    made = records({"training": TRAINING | {"attendance": figures}})
    told = {one.figure: one for one in explain(summary(made, "2022-Q1"), made, None, "en")}
    shown = {
        name.partition("training.")[2]: one.value for name, one in told.items() if name.startswith("stated.")
    }
    assert shown == {
        "attendees.rabat": "20",
        "attendees.online.rabat": "5",
        "attendees.casablanca": "about 30",
        "cumulative": "900",
        "cumulative.2": "1,900",
    }
    missing = [
        f.path
        for p in told["people.attendees.in_person"].records
        for f in p.fields
        if f.value == "not stated"
    ]
    assert missing == ["attendance[attendees, marrakech].count"]
    assert told["by_session.training.attendees.in_person"].value == "at least 20"


def test_the_figure_of_a_session_that_was_cancelled_leaves_the_activity_without_one() -> None:
    sessions = [TRAINING["sessions"][0], TRAINING["sessions"][1] | {"status": "cancelled"}]
    figures = [{"measure": "attendees", "covers": "casablanca", "count": "20"}]
    made = records({"training": TRAINING | {"sessions": sessions, "attendance": figures}})
    (found,) = explain(summary(made, "2022-Q1"), made, "people.attendees.in_person", "en")
    assert found.value == "not stated; 1 activity without a figure"
    assert [(field.path, field.value) for field in found.records[0].fields] == [
        ("attendance[attendees].count", "not stated")
    ]


def test_the_places_of_other_figures_do_not_change_the_name_of_a_field() -> None:
    with_other = TRAINING | {"attendance": [{"measure": "speakers", "count": "4"}, *TRAINING["attendance"]]}
    paths = []
    for event in (TRAINING, with_other):
        made = records({"training": event})
        (found,) = explain(summary(made, "2022-Q1"), made, "people.attendees.in_person", "en")
        paths.append([field.path for field in found.records[0].fields])
    assert paths[0] == paths[1]


def test_a_small_cell_reappears_in_no_proof_of_a_public_document() -> None:
    split = {
        "by": "âge",
        "items": [
            {"label": "moins de 18 ans", "count": "3"},
            {"label": "18 à 25 ans", "count": "40"},
            {"label": "plus de 25 ans", "count": "37"},
        ],
    }
    beneficiaries = {
        "measure": "beneficiaries",
        "count": "80",
        "women": "77",
        "men": "3",
        "breakdowns": [split],
    }
    made = records({"training": TRAINING | {"attendance": [beneficiaries]}})
    for audience, hidden in (("public", True), ("donor:denmark", True), ("internal", False)):
        seen = guarded(made, audience, 5)
        told = explain(summary(seen, "2022-Q1", audience), seen, None, "en")
        values = {field.value for one in told for proof in one.records for field in proof.fields}
        assert 80 in values
        assert (3 in values) is not hidden and (77 in values) is not hidden


def test_a_project_that_an_audience_may_not_know_is_behind_no_figure_of_its_own() -> None:
    made = records({"training": TRAINING})
    secret = made.projects["youth"].model_copy(update={"restricted": True})
    made = replace(made, projects={**made.projects, "youth": secret})
    for audience, known in (("public", False), ("internal", True)):
        told = explain(summary(made, "2022-Q1", audience), made, None, "en")
        names = {p.record for one in told for p in one.records}
        values = {field.value for one in told for p in one.records for field in p.fields}
        assert ("youth" in names | values) is known and ("us-prm" in values) is known
