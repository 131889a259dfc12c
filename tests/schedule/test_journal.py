"""The log of the regular run: one line a run, in a file that never grows too large, and whole after whatever happened."""

from __future__ import annotations

import json
from pathlib import Path

from generator.schedule.journal import keep


def test_the_log_keeps_its_newest_lines_when_it_would_grow_too_large(tmp_path: Path) -> None:
    place = tmp_path / ".log/run-due.jsonl"
    for number in range(400):
        assert keep(place, {"number": number, "filler": "x" * 50}, largest=4000)
        assert place.stat().st_size <= 4000

    numbers = [json.loads(line)["number"] for line in place.read_text().splitlines()]

    assert numbers == list(range(numbers[0], 400)) and len(numbers) > 15
    assert [path.name for path in place.parent.iterdir()] == [place.name]


def test_a_line_that_a_killed_run_left_unfinished_is_taken_away(tmp_path: Path) -> None:
    place = tmp_path / "run-due.jsonl"
    place.write_text('{"number": 1}\n{"num')
    assert keep(place, {"number": 2})
    assert [json.loads(line)["number"] for line in place.read_text().splitlines()] == [1, 2]


def test_a_log_that_cannot_be_written_is_told_and_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "in-the-way").write_text("")
    assert not keep(tmp_path / "in-the-way" / "run-due.jsonl", {"number": 1})
    link = tmp_path / "link.jsonl"
    link.symlink_to(tmp_path / "elsewhere")
    assert not keep(link, {"number": 1})
    assert not (tmp_path / "elsewhere").exists()
