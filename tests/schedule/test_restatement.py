"""A figure that changed after its edition was issued is revised in the next edition, once, with its reason; the final stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.gather import Order
from generator.period import Period
from generator.pipeline import inputs, make
from generator.publishing.manifest import read_manifest
from generator.publishing.restatement import revisions
from tests.schedule.test_run import DAYS, FINAL, _event, _run, _workspace


def _letter(workspace: Path, month: str) -> str:
    final = workspace / f"reports/2022-{month}/lettre/public/final-1"
    return next(final.glob("*.txt")).read_text(encoding="utf-8").replace("\u00a0", " ").replace("\u202f", " ")


def _correct(workspace: Path, day: str, then: str, now: str) -> None:
    record = _event(workspace, day)
    record.write_text(record.read_text().replace(then, now))


def test_the_next_edition_says_what_was_revised_and_the_one_after_it_does_not(tmp_path: Path) -> None:
    workspace = _workspace(tmp_path, FINAL)
    _run(workspace, "2022-02-01")
    issued = _letter(workspace, "01")
    _correct(workspace, DAYS[0], "count: 70", "count: 72")

    _run(workspace, "2022-03-01")
    _run(workspace, "2022-04-01")

    february = _letter(workspace, "02")
    assert "Chiffres révisés" in february.title() or "CHIFFRES RÉVISÉS" in february.upper()
    assert "janvier 2022 (n° 32) : participations, de 70 à 72." in " ".join(february.split())
    assert "RÉVISÉS" not in _letter(workspace, "03").upper()
    assert _letter(workspace, "01") == issued
    revised = read_manifest(workspace / "reports/2022-02/lettre/public/final-1")
    assert revised.restated == {"2022-01": {"people.attendees.in_person": "72"}}
    assert revised.cited == ("2022-01/lettre/public/final-1",)


def test_a_figure_that_changes_again_is_compared_with_the_revised_one(tmp_path: Path) -> None:
    workspace = _workspace(tmp_path, FINAL)
    _run(workspace, "2022-02-01")
    _correct(workspace, DAYS[0], "count: 70", "count: 72")
    _run(workspace, "2022-03-01")
    _correct(workspace, DAYS[0], "count: 72", "count: {about: 80}")

    _run(workspace, "2022-04-01")

    assert "participations, de 72 à environ 80." in " ".join(_letter(workspace, "03").split())


def test_a_late_record_of_an_issued_month_is_told_as_a_revision(tmp_path: Path) -> None:
    workspace = _workspace(tmp_path, FINAL)
    _run(workspace, "2022-02-01")
    late = _event(workspace, DAYS[0]).read_text().replace("2022-01-11", "2022-01-20")
    _event(workspace, "2022-01-20").write_text(late)

    _run(workspace, "2022-03-01")

    said = " ".join(_letter(workspace, "02").split())
    assert "activités, de 1 à 2 ; participations, de 70 à 140." in said


def test_a_change_that_touches_no_figure_is_no_revision(tmp_path: Path) -> None:
    workspace = _workspace(tmp_path, FINAL)
    _run(workspace, "2022-02-01")
    _correct(workspace, DAYS[0], "se sont réunis", "se sont retrouvés")

    _run(workspace, "2022-03-01")

    assert "RÉVISÉS" not in _letter(workspace, "02").upper()


@pytest.mark.parametrize(
    ("code", "words"), [("fr", "liste de présence tardive"), ("en", "late attendance list")]
)
def test_the_reason_stands_with_the_figures_and_its_lack_is_a_doubt(
    tmp_path: Path, code: str, words: str
) -> None:
    workspace = _workspace(tmp_path, FINAL)
    _run(workspace, "2022-02-01")
    _correct(workspace, DAYS[0], "count: 70", "count: 72")
    order = Order(
        as_of=date(2022, 3, 1),
        period=Period.parse("2022-02"),
        series="lettre",
        languages=(code,),
        formats=("txt",),
    )
    doubted = {found.code for found in inputs(workspace, order).warnings}
    edition = workspace / "records/editions/lettre/2022-02.yaml"
    edition.parent.mkdir(parents=True)
    reason = "{fr: liste de présence tardive, en: late attendance list}"
    edition.write_text(f"language: fr\nrestatements:\n  - period: 2022-01\n    reason: {reason}\n")

    told = make(workspace, order)

    (letter,) = told.outputs.values()
    assert f"72. {words}." in " ".join(letter.decode().split())
    assert "series.reason_wanted" in doubted
    assert "series.reason_wanted" not in {found.code for found in told.warnings}


def test_only_figures_that_people_know_a_period_by_are_compared() -> None:
    before = {"activities": "2", "activities.theme.x": "1", "people.attendees.in_person": "70", "cities": "3"}
    after = {"activities": "2", "activities.theme.x": "2", "women.attendees.in_person": "36", "cities": "4"}

    assert revisions(before, after) == {
        "people.attendees.in_person": ("70", "not stated"),
        "women.attendees.in_person": ("not stated", "36"),
    }


def test_a_reason_for_figures_that_did_not_change_is_told(tmp_path: Path) -> None:
    workspace = _workspace(tmp_path)
    edition = workspace / "records/editions/lettre/2022-02.yaml"
    edition.parent.mkdir(parents=True)
    edition.write_text("language: fr\nrestatements:\n  - period: 2022-01\n    reason: erreur de saisie\n")
    order = Order(as_of=date(2022, 3, 1), period=Period.parse("2022-02"), series="lettre")

    told = [(found.code, found.field) for found in inputs(workspace, order).warnings]

    assert ("series.reason_unused", "restatements[1]") in told
