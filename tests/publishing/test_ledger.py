"""The ledger: a line a final, mended after a kill, never numbered anew; what is gone or altered is told."""

from __future__ import annotations

import errno
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from generator.errors import CannotWrite, Refusal
from generator.publishing.ledger import departures, issued_number, read_ledger, record
from generator.publishing.lock import hold
from generator.publishing.publish import edition_folder, publish
from tests.publishing.editions import OUTPUTS, CountingDisk, fail_with, manifest


def _final(
    workspace: Path, period: str, number: int | None, words: str = "one", name: str = "lettre"
) -> Path:
    target = edition_folder(workspace / "reports", period, name, "public")
    made = replace(manifest(words), edition=f"{name}/{period}/public", period=period, number=number)
    return publish(target, "final", OUTPUTS, made).folder


def _record(workspace: Path, **more: object) -> list[str]:
    reports = workspace / "reports"
    with hold(reports) as held:
        return [issue.folder for issue in record(reports, held, **more)]  # type: ignore[arg-type]


def test_each_final_gets_one_line_and_drafts_get_none(tmp_path: Path) -> None:
    _final(tmp_path, "2022-01", 32)
    _final(tmp_path, "2022-02", 33)
    publish(edition_folder(tmp_path / "reports", "2022-03", "lettre", "public"), "draft", OUTPUTS, manifest())

    assert _record(tmp_path) == ["2022-01/lettre/public/final-1", "2022-02/lettre/public/final-1"]
    assert _record(tmp_path) == []
    assert [(i.name, i.period, i.number) for i in read_ledger(tmp_path / "reports")] == [
        ("lettre", "2022-01", 32),
        ("lettre", "2022-02", 33),
    ]


def test_what_was_written_stays_byte_for_byte_when_lines_are_added(tmp_path: Path) -> None:
    _final(tmp_path, "2022-01", 32)
    _record(tmp_path)
    ledger = tmp_path / "reports" / "ledger.jsonl"
    before = ledger.read_bytes()
    _final(tmp_path, "2022-02", 33)
    _record(tmp_path)

    assert ledger.read_bytes().startswith(before) and ledger.read_bytes() != before


def test_a_line_that_a_killed_run_left_unfinished_is_written_again_whole(tmp_path: Path) -> None:
    _final(tmp_path, "2022-01", 32)
    _record(tmp_path)
    ledger = tmp_path / "reports" / "ledger.jsonl"
    whole = ledger.read_bytes()
    _final(tmp_path, "2022-02", 33)
    _record(tmp_path)
    both = ledger.read_bytes()
    for length in range(len(whole), len(both)):
        ledger.write_bytes(both[:length])
        assert len(read_ledger(tmp_path / "reports")) == 1
        _record(tmp_path)
        assert ledger.read_bytes() == both


def test_a_disk_that_fails_at_any_step_leaves_the_lines_there_were(tmp_path: Path) -> None:
    _final(tmp_path, "2022-01", 32)
    _record(tmp_path)
    ledger = tmp_path / "reports" / "ledger.jsonl"
    before, written = read_ledger(tmp_path / "reports"), ledger.read_bytes()
    _final(tmp_path, "2022-02", 33)
    for step in (1, 2, 3):
        ledger.write_bytes(written)
        with pytest.raises(CannotWrite):
            _record(tmp_path, disk=CountingDisk(step, fail_with(errno.ENOSPC)))
        assert read_ledger(tmp_path / "reports")[: len(before)] == before
    _record(tmp_path)
    assert [issue.number for issue in read_ledger(tmp_path / "reports")] == [32, 33]


def test_numbers_follow_each_other_per_series_and_audience_and_stay_with_their_period(tmp_path: Path) -> None:
    _final(tmp_path, "2022-01", 32)
    _final(tmp_path, "2022-02", 33)
    _final(tmp_path, "2022-02", None, name="autre")
    _record(tmp_path)
    issues = read_ledger(tmp_path / "reports")

    assert issued_number(issues, "lettre", "public", "2022-03", 1) == 34
    assert issued_number(issues, "lettre", "public", "2022-01", 1) == 32, "a corrected final keeps its number"
    assert issued_number(issues, "lettre", "internal", "2022-03", 7) == 7
    assert issued_number(issues, "autre", "public", "2022-03", 5) == 5


def test_a_final_that_is_gone_or_whose_manifest_was_altered_is_told_and_keeps_its_number(
    tmp_path: Path,
) -> None:
    gone, altered = _final(tmp_path, "2022-01", 32), _final(tmp_path, "2022-02", 33)
    _record(tmp_path)
    shutil.rmtree(gone)
    (altered / "manifest.json").write_text((altered / "manifest.json").read_text().replace("33", "34"))

    told = {(p.code, p.file) for p in departures(tmp_path / "reports")}

    assert told == {
        ("ledger.gone", "reports/2022-01/lettre/public/final-1"),
        ("ledger.altered", "reports/2022-02/lettre/public/final-1/manifest.json"),
    }
    assert issued_number(read_ledger(tmp_path / "reports"), "lettre", "public", "2022-03", 1) == 34


@pytest.mark.parametrize(
    "line",
    [
        "{}",
        "nonsense",
        '{"format": 2}',
        '{"as_of": "x", "audience": "public", "folder": "../../etc/x", "format": 1, "manifest": "x", "name": "l", "number": 1, "period": "p"}',
        '{"as_of": "x", "audience": "public", "folder": "a/b/c/d", "format": 1, "manifest": "x", "name": "l", "number": true, "period": "p"}',
    ],
)
def test_a_line_that_is_none_of_ours_is_refused_with_its_number(tmp_path: Path, line: str) -> None:
    _final(tmp_path, "2022-01", 32)
    _record(tmp_path)
    ledger = tmp_path / "reports" / "ledger.jsonl"
    ledger.write_bytes(ledger.read_bytes() + line.encode() + b"\n")

    with pytest.raises(Refusal) as caught:
        read_ledger(tmp_path / "reports")

    assert [(p.code, p.file, p.line) for p in caught.value.problems] == [
        ("ledger.line", "reports/ledger.jsonl", 2)
    ]


def test_a_ledger_that_is_a_link_is_refused(tmp_path: Path) -> None:
    _final(tmp_path, "2022-01", 32)
    (tmp_path / "elsewhere").write_text("")
    (tmp_path / "reports" / "ledger.jsonl").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(Refusal):
        _record(tmp_path)
    assert (tmp_path / "elsewhere").read_text() == ""
