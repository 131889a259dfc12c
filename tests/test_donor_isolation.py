"""A donor's edition holds nothing of another donor, and is the same, byte for byte, whether the others' records exist.

Rows P06 to P08 of hostile-input.md: the mission of tests/mission.py is built for each of its donors, every file is taken
apart as deep as it goes, and where the filter is switched off on purpose the search must find what it filters.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from generator.dataset.select import INTERNAL, Selection, select
from tests.donor_editions import READERS, Made, build, explain, forbidden, say
from tests.mission import (
    AS_OF,
    DONORS,
    FISCAL,
    PERIOD,
    TEAM,
    donors_besides,
    forms,
    in_each_script,
    marks_in,
    mission,
    write,
)
from tests.without_others import without

FORMATS = ("docx", "pdf", *READERS)
PROOFS = ("proof", "xlsx")  # stand beside every edition here, and inside each PDF
PAIRS = [(viewer, other) for viewer in DONORS for other in donors_besides(viewer)]

Build = Callable[..., Made]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("mission"), mission())


@pytest.fixture(scope="module")
def edition(workspace: Path) -> Build:
    """Return a function that builds each edition of the whole mission once."""
    return cache(lambda owner, *wishes: build(workspace, owner, *wishes))


@pytest.fixture(scope="module")
def lacking(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Return a function that gives the workspace in which others' records are not there."""

    def made(viewer: str, others: tuple[str, ...], open_too: bool) -> Path:
        files = without(mission(), viewer, others, open_too=open_too)
        return write(tmp_path_factory.mktemp("lacking"), files)

    return cache(made)


def assert_holds_nothing_of_others(made: Made, viewer: str, formats: tuple[str, ...]) -> None:
    wrong = forbidden(viewer, made.marks)
    assert {mark: made.marks[mark] for mark in wrong} == {}
    # The search saw the donor's own: a title in every script and every format.
    for script in in_each_script("shorttitle"):
        assert {*formats, *PROOFS} <= made.marks[viewer, script]


def assert_same(one: Made, other: Made) -> None:
    assert one.files.keys() == other.files.keys()
    assert [name for name in one.files if one.files[name] != other.files[name]] == []
    assert one.screen == other.screen


# Canaries


@pytest.mark.parametrize(
    ("viewer", "formats"),
    [("alba", ("docx", "pdf")), ("boro", ("docx", "pdf")), ("cima", ("docx",)), ("dune", ("docx",))],
)
def test_word_pdf_manifest_and_screen_hold_nothing_of_another_donor(
    edition: Build, viewer: str, formats: tuple[str, ...]
) -> None:
    assert_holds_nothing_of_others(edition(viewer, formats), viewer, formats)


def test_what_readers_open_holds_nothing_of_another_donor(edition: Build) -> None:
    assert_holds_nothing_of_others(edition("boro", READERS), "boro", READERS)


@pytest.mark.parametrize(("viewer", "form"), [*((viewer, "json") for viewer in DONORS), ("boro", "text")])
def test_an_explanation_holds_nothing_of_another_donor(workspace: Path, viewer: str, form: str) -> None:
    said = Made({}, explain(workspace, viewer, form))

    assert (viewer, "opentitle") in said.marks
    assert forbidden(viewer, said.marks) == set()


# Printed in their own place as soon as the filter is off.
DIRECT = (
    "announced", "announcedcity", "announcedplace", "announcedtitle", "area", "directcity", "directtitle", "name",
    "ourreference", "outcome", "oratorrole", "page", "partner", "partnersecret", "picturealt", "picturealtsecret",
    "picturecaption", "picturecredit", "project", "projectas", "projectassecret", "projectsecret", "sessioncity",
    "sessioncitysecret", "short", "shorttitle", "shorttitlesecret", "speaker", "speakersecret", "teaser", "trainer",
)  # fmt: skip


@pytest.fixture(scope="module")
def unfiltered(tmp_path_factory: pytest.TempPathFactory) -> tuple[Made, set[tuple[str, str]]]:
    """Return alba's edition with the filter switched off, and the marks that are dune's or the team's.

    What no place prints of itself is written by hand into a text of alba's officer.
    """
    files = mission("alba", "dune")
    wanted = {(owner, tag) for owner, tag in marks_in(files) if owner in ("dune", TEAM)}
    unprinted = {
        (owner, tag) for owner, tag in wanted if tag.isascii() and (owner == TEAM or tag not in DIRECT)
    }
    own = f"editions/donor-summary/{PERIOD}--{DONORS['alba']}.yaml"
    by_hand = "\n\n".join(" ".join(forms(owner, tag)) for owner, tag in sorted(unprinted))
    files[own]["sections"]["difficulties"] = by_hand

    def everything(*given: object) -> Selection:
        dataset, period, audience, day, aside = given
        return replace(select(dataset, period, INTERNAL, day, aside), audience=audience)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.gather.seen_by", lambda records, donor, only: records)
        patch.setattr("generator.gather.select", everything)
        return build(write(tmp_path_factory.mktemp("open"), files), "alba", FORMATS), wanted


@pytest.mark.parametrize("form", FORMATS)
def test_the_search_finds_every_mark_in_every_format_where_the_filter_is_switched_off(
    unfiltered: tuple[Made, set[tuple[str, str]]], form: str
) -> None:
    made, wanted = unfiltered

    missed = {mark for mark in wanted if form not in made.marks.get(mark, ())}
    assert missed == set()
    assert {("dune", tag) for tag in DIRECT} <= wanted <= forbidden("alba", made.marks)


@pytest.mark.parametrize(("form", "tag"), [("screen", "oratorrolesecret"), ("json", "speakersecret")])
def test_the_search_finds_marks_on_the_screen_and_in_the_manifest_where_the_filter_is_switched_off(
    unfiltered: tuple[Made, set[tuple[str, str]]], form: str, tag: str
) -> None:
    made, _ = unfiltered

    for script in in_each_script(tag):
        assert form in made.marks["dune", script]


# The same bytes


@pytest.mark.parametrize(("viewer", "open_too"), [*((viewer, True) for viewer in DONORS), ("boro", False)])
def test_word_file_manifest_and_screen_are_the_same_without_the_records_of_all_others(
    edition: Build, lacking: Callable[..., Path], viewer: str, open_too: bool
) -> None:
    bare = lacking(viewer, tuple(donors_besides(viewer)), open_too)

    assert len(list(bare.rglob("*.yaml"))) < len(mission()) - 10
    assert_same(edition(viewer, ("docx",)), build(bare, viewer, ("docx",)))


def test_what_readers_open_is_the_same_without_the_records_of_another(
    edition: Build, lacking: Callable[..., Path]
) -> None:
    bare = lacking("boro", ("dune",), True)

    assert_same(edition("boro", READERS), build(bare, "boro", READERS))


def test_a_letter_for_one_donor_holds_nothing_of_others_and_is_the_same_without_them(
    edition: Build, lacking: Callable[..., Path]
) -> None:
    bare = lacking("boro", tuple(donors_besides("boro")), True)
    wishes = (("docx",), PERIOD, "newsletter")

    letter = edition("boro", *wishes)
    assert forbidden("boro", letter.marks) == set()
    assert ("boro", "teaser") in letter.marks
    assert_same(letter, build(bare, "boro", *wishes))


def test_a_fiscal_quarter_is_the_same_without_the_records_of_all_others(
    edition: Build, lacking: Callable[..., Path]
) -> None:
    bare = lacking("cima", tuple(donors_besides("cima")), True)
    fiscal = edition("cima", ("docx",), FISCAL)

    assert any(name.startswith(f"reports/{FISCAL}/") for name in fiscal.files)
    assert forbidden("cima", fiscal.marks) == set()
    assert_same(fiscal, build(bare, "cima", ("docx",), FISCAL))


@pytest.mark.parametrize(("viewer", "form"), [*((viewer, "json") for viewer in DONORS), ("boro", "text")])
def test_an_explanation_is_the_same_without_the_records_of_all_others(
    workspace: Path, lacking: Callable[..., Path], viewer: str, form: str
) -> None:
    bare = lacking(viewer, tuple(donors_besides(viewer)), True)

    assert explain(workspace, viewer, form) == explain(bare, viewer, form)


@pytest.mark.slow
@pytest.mark.parametrize("open_too", [False, True], ids=["restricted", "all"])
@pytest.mark.parametrize(("viewer", "other"), PAIRS)
def test_every_file_is_the_same_without_the_records_of_any_one_other(
    edition: Build, lacking: Callable[..., Path], viewer: str, other: str, open_too: bool
) -> None:
    bare = lacking(viewer, (other,), open_too)

    assert_same(edition(viewer, FORMATS), build(bare, viewer, FORMATS))


@pytest.mark.slow
@pytest.mark.parametrize("viewer", DONORS)
def test_no_file_of_any_format_holds_anything_of_another_donor(edition: Build, viewer: str) -> None:
    assert_holds_nothing_of_others(edition(viewer, FORMATS), viewer, FORMATS)


# What a person at the screen is told


@pytest.mark.parametrize("viewer", DONORS)
def test_the_screen_names_the_files_of_the_donors_own_records_alone(edition: Build, viewer: str) -> None:
    own = without(mission(), viewer, donors_besides(viewer), open_too=True)
    told = set(re.findall(r"records/(\S+?\.yaml)", edition(viewer, ("docx",)).screen))

    assert told and told <= own.keys()


def test_a_final_is_refused_for_the_donors_own_undated_events_alone(
    workspace: Path, lacking: Callable[..., Path]
) -> None:
    words = ["build", PERIOD, "--donor", DONORS["boro"], "--as-of", AS_OF, "--final"]
    code, screen = say(workspace, words)

    assert code == 3
    assert re.findall(r"records/events/undated/(\S+?)\.yaml", screen) == ["a-dater-1"]
    assert forbidden("boro", Made({}, screen).marks) == set()
    assert say(lacking("boro", tuple(donors_besides("boro")), True), words) == (code, screen)
