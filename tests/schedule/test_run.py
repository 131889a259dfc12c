"""The regular run: everything that is due is made exactly once, whatever was missed, killed, edited or changed before."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from generator.errors import LockHeld, Refusal
from generator.publishing.ledger import read_ledger
from generator.publishing.lock import hold
from generator.publishing.manifest import read_manifest
from generator.schedule.pool import InProcess
from generator.schedule.run import Run, run_due
from generator.schedule.task import What
from tests.publishing.editions import listing
from tests.workspaces import minimal_workspace

ROOT = Path(__file__).parents[2]
LETTER = """
series:
  lettre:
    kind: newsletter
    every: month
    start: 2022-01
    delay: 5
    formats: [txt]
    when_empty: nothing
"""
FINAL = LETTER.replace("delay: 5", "status: final\n    first_number: 32")
EVENT = """\
title: {{fr: Atelier du {day}, en: Workshop}}
short_title: {{fr: Atelier du {day}, en: Workshop}}
type: workshop
themes: [gouvernance]
date: {day}
place: {{city: Rabat}}
summary: {{fr: "Les participants se sont réunis.", en: "Participants met."}}
attendance:
  - measure: attendees
    count: 70
source: {{kind: article, title: Atelier, language: fr, url: https://example.org/{day}}}
state: {state}
"""
DAYS = ("2022-01-11", "2022-02-15", "2022-03-28")


def _workspace(folder: Path, series: str = LETTER, states: tuple[str, ...] = ("approved",) * 3) -> Path:
    events = {
        f"{day}-atelier": EVENT.format(day=day, state=state) for day, state in zip(DAYS, states, strict=True)
    }
    shutil.copytree(ROOT / "templates", folder / "templates")
    return minimal_workspace(folder, events, files={"templates/series.yaml": series})


def _run(workspace: Path, day: str, **more: object) -> Run:
    return run_due(workspace, date.fromisoformat(day), InProcess(), **more)  # type: ignore[arg-type]


def _told(run: Run) -> list[tuple[str, str, str]]:
    return [(o.slot.period.code, o.what.value, o.folder.rpartition("/")[2]) for o in run.outcomes]


def _event(workspace: Path, day: str) -> Path:
    return workspace / f"records/events/2022/{day}-atelier.yaml"


def test_after_weeks_off_every_closed_month_is_made_in_order_once(tmp_path: Path) -> None:
    workspace = _workspace(tmp_path)

    first = _run(workspace, "2022-04-05")
    assert _told(first) == [("2022-01", "made", "draft-1"), ("2022-02", "made", "draft-1")]
    second = _run(workspace, "2022-06-20")
    assert [told for told in _told(second) if told[1] != "unchanged"] == [
        ("2022-03", "made", "draft-1"),
        ("2022-04", "nothing", ""),
        ("2022-05", "nothing", ""),
    ]
    before = listing(workspace / "reports")
    third = _run(workspace, "2022-06-20")

    assert (third.outcomes, third.quiet, third.exit_code) == ((), 5, 0)
    assert listing(workspace / "reports") == before
    fourth = _run(workspace, "2022-07-04")
    assert {what for _, what, _ in _told(fourth)} == {"unchanged"}, "nothing to report is told once"


def test_without_its_cache_a_run_comes_to_the_same_and_writes_no_edition(tmp_path: Path) -> None:
    workspace = _workspace(tmp_path)
    _run(workspace, "2022-04-20")
    before = listing(workspace / "reports" / "2022-02")
    (workspace / "reports" / ".due.json").unlink()

    again = _run(workspace, "2022-04-20")

    assert [what for _, what, _ in _told(again)] == ["unchanged"] * 3
    assert listing(workspace / "reports" / "2022-02") == before


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"format": 1, "digest": 3}', '{"format": 99}'])
def test_a_cache_that_is_none_is_passed_over(tmp_path: Path, content: str) -> None:
    workspace = _workspace(tmp_path)
    (workspace / "reports").mkdir()
    (workspace / "reports" / ".due.json").write_text(content)

    assert [what for _, what, _ in _told(_run(workspace, "2022-02-20"))] == ["made"]


def test_a_changed_record_remakes_only_the_editions_that_hold_it(tmp_path: Path) -> None:
    workspace = _workspace(tmp_path)
    _run(workspace, "2022-04-20")
    record = _event(workspace, DAYS[1])
    record.write_text(record.read_text().replace("count: 70", "count: 72"))

    run = _run(workspace, "2022-04-20")

    made = [(code, folder) for code, what, folder in _told(run) if what == "made"]
    assert made == [("2022-02", "draft-2")]
    assert {what for _, what, _ in _told(run)} == {"made", "unchanged"}
    assert not (workspace / "reports/2022-01/lettre/public/draft-2").exists()


def test_a_draft_that_somebody_edited_stays_and_is_told_as_stale_once_the_records_change(
    tmp_path: Path,
) -> None:
    workspace = _workspace(tmp_path)
    _run(workspace, "2022-03-20")
    draft = workspace / "reports/2022-02/lettre/public/draft-1"
    letter = next(draft.glob("*.txt"))
    letter.write_text("Retouché à la main.")
    assert _run(workspace, "2022-03-20").outcomes == ()
    record = _event(workspace, DAYS[1])
    record.write_text(record.read_text().replace("count: 70", "count: 72"))

    for _ in range(2):
        run = _run(workspace, "2022-03-20")
        stale = [o for o in run.outcomes if o.what is What.STALE]
        assert [(o.slot.period.code, o.problems[0].code) for o in stale] == [
            ("2022-02", "series.edited_stale")
        ]
    assert letter.read_text() == "Retouché à la main."
    assert not (draft.parent / "draft-2").exists()


def test_an_edition_whose_folder_was_removed_is_made_again(tmp_path: Path) -> None:
    workspace = _workspace(tmp_path)
    _run(workspace, "2022-03-20")
    shutil.rmtree(workspace / "reports/2022-02")

    assert ("2022-02", "made", "draft-1") in _told(_run(workspace, "2022-03-20"))


def test_finals_are_numbered_in_order_and_recorded_and_never_made_twice(tmp_path: Path) -> None:
    workspace = _workspace(tmp_path, FINAL)

    run = _run(workspace, "2022-04-20")

    assert [(o.folder.rpartition("/")[2], o.number) for o in run.outcomes] == [
        ("final-1", 32),
        ("final-1", 33),
        ("final-1", 34),
    ]
    issued = [(issue.period, issue.number) for issue in read_ledger(workspace / "reports")]
    assert issued == [("2022-01", 32), ("2022-02", 33), ("2022-03", 34)]
    letter = next((workspace / "reports/2022-02/lettre/public/final-1").glob("*.txt")).read_text()
    assert "n°\u00a033" in letter
    assert _run(workspace, "2022-04-21").outcomes == ()


def test_a_final_that_is_held_back_leaves_a_draft_and_takes_no_number(tmp_path: Path) -> None:
    workspace = _workspace(tmp_path, FINAL, ("approved", "draft", "approved"))

    run = _run(workspace, "2022-04-20")

    february = run.outcomes[1]
    assert run.exit_code == 3
    assert (february.folder.rpartition("/")[2], february.number) == ("draft-1", None)
    assert {p.code for p in february.blocked} == {"final.not_approved"}
    assert [o.number for o in run.outcomes] == [32, None, 33]

    record = _event(workspace, DAYS[1])
    record.write_text(record.read_text().replace("state: draft", "state: approved"))
    later = _run(workspace, "2022-04-20")

    assert [(o.slot.period.code, o.number) for o in later.outcomes if o.what is What.MADE] == [
        ("2022-02", 34)
    ]
    assert later.exit_code == 0


def test_a_final_whose_records_changed_stays_and_is_told_with_the_records(tmp_path: Path) -> None:
    workspace = _workspace(tmp_path, FINAL)
    _run(workspace, "2022-04-20")
    before = listing(workspace / "reports" / "2022-02")
    record = _event(workspace, DAYS[1])
    record.write_text(record.read_text().replace("count: 70", "count: 72"))

    run = _run(workspace, "2022-04-21")

    (stale,) = [o for o in run.outcomes if o.what is What.STALE]
    assert dict(stale.problems[0].facts)["records"] == f"event/{DAYS[1]}-atelier"
    assert run.exit_code == 0
    assert listing(workspace / "reports" / "2022-02") == before


def test_a_final_that_is_gone_is_told_and_nothing_takes_its_place_or_number(tmp_path: Path) -> None:
    workspace = _workspace(tmp_path, FINAL)
    _run(workspace, "2022-03-20")
    shutil.rmtree(workspace / "reports/2022-02")

    run = _run(workspace, "2022-04-20")

    assert [p.code for p in run.problems] == ["ledger.gone"]
    assert not (workspace / "reports/2022-02").exists()
    assert [(o.slot.period.code, o.number) for o in run.outcomes if o.what is What.MADE] == [("2022-03", 34)]


def test_a_ledger_line_that_a_killed_run_did_not_write_is_written_by_the_next(tmp_path: Path) -> None:
    workspace = _workspace(tmp_path, FINAL)
    _run(workspace, "2022-03-20")
    ledger = workspace / "reports" / "ledger.jsonl"
    whole = ledger.read_bytes()
    ledger.write_bytes(whole[: len(whole) - 20])

    run = _run(workspace, "2022-03-20")

    assert ledger.read_bytes() == whole
    assert [issue.number for issue in run.recorded] == [33]


def test_a_dry_run_says_what_would_be_made_and_writes_nothing(tmp_path: Path) -> None:
    workspace = _workspace(tmp_path, FINAL, ("approved", "draft", "approved"))

    run = _run(workspace, "2022-04-20", dry=True)

    assert [(o.slot.period.code, o.what.value, o.status) for o in run.outcomes] == [
        ("2022-01", "made", "final"),
        ("2022-02", "made", "draft"),
        ("2022-03", "made", "final"),
    ]
    assert not (workspace / "reports").exists()


def test_a_clock_before_the_last_edition_is_refused(tmp_path: Path) -> None:
    workspace = _workspace(tmp_path, FINAL)
    _run(workspace, "2022-04-20")
    (workspace / "reports" / ".due.json").unlink()

    with pytest.raises(Refusal) as caught:
        _run(workspace, "2022-04-19")

    assert [p.code for p in caught.value.problems] == ["series.clock"]


def test_a_second_run_at_the_same_time_is_told_who_holds_the_lock(tmp_path: Path) -> None:
    workspace = _workspace(tmp_path)

    with hold(workspace / "reports"), pytest.raises(LockHeld) as caught:
        _run(workspace, "2022-04-20")

    assert dict(caught.value.problems[0].facts)["pid"] == str(os.getpid())


def test_a_workspace_without_series_and_an_unknown_name_are_refused(tmp_path: Path) -> None:
    bare = minimal_workspace(tmp_path / "bare")
    shutil.copytree(ROOT / "templates", bare / "templates")
    (bare / "templates" / "series.yaml").unlink(missing_ok=True)
    with pytest.raises(Refusal) as caught:
        _run(bare, "2022-04-20")
    assert [p.code for p in caught.value.problems] == ["series.no_file"]

    with pytest.raises(Refusal) as caught:
        _run(_workspace(tmp_path / "other"), "2022-04-20", only=["letre"])
    assert [(p.code, dict(p.facts)["nearest"]) for p in caught.value.problems] == [
        ("series.unknown", "lettre")
    ]


def test_an_embargo_that_ends_lets_the_draft_be_made_again_although_nobody_wrote(tmp_path: Path) -> None:
    workspace = _workspace(tmp_path)
    record = _event(workspace, DAYS[1])
    record.write_text(record.read_text() + "publish_after: 2022-03-25\n")
    other = record.with_name("2022-02-16-atelier-deux.yaml")
    other.write_text(EVENT.format(day="2022-02-16", state="approved"))

    first = _run(workspace, "2022-03-20")
    assert ("2022-02", "made", "draft-1") in _told(first)
    assert _run(workspace, "2022-03-24").outcomes == ()
    later = _run(workspace, "2022-03-26")

    assert ("2022-02", "made", "draft-2") in _told(later)
    drafts = workspace / "reports/2022-02/lettre/public"
    assert [e.id for e in read_manifest(drafts / "draft-1").excluded] == [f"{DAYS[1]}-atelier"]
    assert read_manifest(drafts / "draft-2").excluded == ()
