"""The benchmarks compare like with like, and their arithmetic is right."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.areas import Area, Goal, same_words, words_in
from benchmarks.measuring import exponent, peaks, run, task
from benchmarks.page import lines, page


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("benchmark") / "10"
    run(task("prepare", place, 10))
    return place


def test_an_exponent_leaves_out_what_every_run_costs() -> None:
    def times(k: float) -> tuple[float, float, float]:
        return (3 + 0.01 * 10**k, 3 + 0.01 * 100**k, 3 + 0.01 * 1000**k)

    assert exponent((10, 100, 1000), times(1.0)) == pytest.approx(1.0, abs=1e-3)
    assert exponent((10, 100, 1000), times(1.7)) == pytest.approx(1.7, abs=1e-3)


def test_a_file_that_lacks_words_or_tables_is_no_fair_contestant() -> None:
    ours = {"words": dict.fromkeys(map(str, range(500)), 2), "tables": 9}
    same_words({"ours": ours, "other": ours})
    with pytest.raises(AssertionError, match="missing"):
        same_words({"ours": ours, "other": {"words": dict.fromkeys(map(str, range(300)), 2), "tables": 9}})
    with pytest.raises(AssertionError, match="tables"):
        same_words({"ours": ours, "other": ours | {"tables": 2}})


def test_the_page_names_a_goal_that_is_not_met() -> None:
    area = Area("Start", "How.", ("", "time"), [("one", "2 ms")], [Goal("at most 8 times", "9", False)])
    assert "| Start | at most 8 times | 9 | **not met** |" in page([area], (10, 100))
    assert any("NOT MET" in line for line in lines(area))


@pytest.mark.slow
@pytest.mark.parametrize("report", ["full", "busy"])
def test_three_tools_write_the_same_words_in_word(folder: Path, report: str) -> None:
    said = {name: run(task(f"docx-{name}", folder, report)).said for name in ("ours", "plain", "templated")}
    same_words(said)
    assert words_in(said["ours"]).total() > 1000
    assert isinstance(words_in(said["plain"]), Counter)


@pytest.mark.slow
def test_both_ways_to_a_pdf_give_the_same_pages(folder: Path) -> None:
    ours, raw = (run(task(f"pdf-{name}", folder, "busy")).said for name in ("ours", "raw"))
    assert ours["pages"] == raw["pages"]


@pytest.mark.slow
def test_a_whole_build_publishes_both_files(folder: Path) -> None:
    assert run(task("build", folder)).said["files"] == 2


@pytest.mark.slow
def test_records_load_as_they_are_parsed(folder: Path) -> None:
    assert run(task("load-ours", folder)).said["events"] == 10
    assert run(task("load-parser", folder)).work > 0


@pytest.mark.slow
def test_the_memory_of_a_child_is_seen(folder: Path) -> None:
    found = peaks(task("pdf-ours", folder, "full"))
    assert found["itself"] > 10
    assert found["child"] > 50
