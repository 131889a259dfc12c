"""Regular runs that are killed: `scripts/kill_runs.py` finds nothing wrong with what they leave, and would find it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.period import Period
from generator.pipeline import Order, build
from generator.publishing.manifest import describe_outputs, read_manifest
from generator.schedule.task import What
from tests.publishing.editions import CountingDisk
from tests.schedule.killing import Found, check_whole
from tests.schedule.owing import DAY, OWED, ROOT, due, owing, tree

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="signals and forks of Unix")


def kill_runs(*words: object) -> tuple[int, list[str]]:
    """Return how the command ended, and its lines."""
    command = [sys.executable, str(ROOT / "scripts" / "kill_runs.py"), *map(str, words)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=3000)
    assert not ended.stderr, ended.stderr
    return ended.returncode, ended.stdout.splitlines()


def test_runs_killed_at_random_moments_and_steps_leave_nothing_broken_or_mixed() -> None:
    code, lines = kill_runs("--kills", 4, "--worker-kills", 0)

    assert (code, lines[-1].partition(", numbers")[0]) == (0, "4 kills: 0 broken, 0 mixed"), lines


@pytest.mark.slow
def test_two_hundred_killed_runs_leave_nothing_broken_or_mixed() -> None:
    code, lines = kill_runs()

    assert code == 0, lines
    assert lines[-1].startswith("200 kills: 0 broken, 0 mixed, numbers and ledger right")
    assert int(lines[-2].split(", ")[1].split()[0]) > 140, "most kills hit another point of the disk"


@pytest.mark.slow
def test_runs_that_name_a_folder_before_it_is_whole_are_found_out() -> None:
    code, lines = kill_runs("--kills", 24, "--worker-kills", 0, "--naive")

    assert code == 1
    assert not lines[-1].startswith("24 kills: 0 broken"), lines


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    workspace = owing(tmp_path_factory.mktemp("done") / "w")
    shutil.copytree(workspace / "reports", workspace.parent / "before")
    due(workspace)
    return workspace.parent


def _found(done: Path, folder: Path) -> set[str]:
    found = Found()
    check_whole(folder, tree(done / "before"), found)
    return set(found)


def _spoiled(done: Path, folder: Path) -> Path:
    shutil.copytree(done / "w" / "reports", folder)
    assert _found(done, folder) == set()
    return folder


def test_an_edition_cut_short_or_without_manifest_counts_as_broken(done: Path, tmp_path: Path) -> None:
    for name in ("suivi-2022-02-fr.docx", "manifest.json"):
        cut, without = _spoiled(done, tmp_path / f"cut-{name}"), _spoiled(done, tmp_path / f"no-{name}")
        place = f"2022-02/suivi/internal/draft-2/{name}"
        (cut / place).write_bytes((cut / place).read_bytes()[:-9])
        (without / place).unlink()
        assert "broken" in _found(done, cut) and "broken" in _found(done, without)


def test_an_edition_of_two_runs_counts_as_mixed_though_its_manifest_fits(done: Path, tmp_path: Path) -> None:
    reports = _spoiled(done, tmp_path / "r")
    final = reports / "2022-02/lettre/public/final-1"
    older = (reports / "2022-01/lettre/public/final-1/lettre-2022-01-en.txt").read_bytes()
    name = "lettre-2022-02-en.txt"
    (final / name).write_bytes(older)
    hashes = {one.name: one.sha256 for one in read_manifest(final).outputs}
    text = (
        (final / "manifest.json").read_text().replace(hashes[name], describe_outputs({name: older})[0].sha256)
    )
    size = next(one.size for one in read_manifest(final).outputs if one.name == name)
    (final / "manifest.json").write_text(text.replace(f'"size": {size}', f'"size": {len(older)}'))
    assert "mixed" in _found(done, reports)


def test_a_number_given_twice_or_left_out_and_a_lost_line_are_found(done: Path, tmp_path: Path) -> None:
    twice, lost, gone = (_spoiled(done, tmp_path / name) for name in ("twice", "lost", "gone"))
    manifest = twice / "2022-03/lettre/public/final-1/manifest.json"
    manifest.write_text(manifest.read_text().replace('"number": 34', '"number": 33'))
    assert "numbers" in _found(done, twice)
    ledger = lost / "ledger.jsonl"
    ledger.write_bytes(b"".join(ledger.read_bytes().splitlines(keepends=True)[1:]))
    assert "ledger" in _found(done, lost)
    shutil.rmtree(gone / "2022-02/lettre/public")
    assert {"numbers", "ledger"} <= _found(done, gone)


def test_what_is_owed_is_owed_to_numbered_finals_and_second_drafts(done: Path) -> None:
    stood, stands = tree(done / "before"), tree(done / "w" / "reports")
    assert OWED.keys() & stood.keys() == set() and OWED.keys() <= stands.keys()


def test_what_a_killed_run_made_is_told_by_the_next_and_then_never_again(tmp_path: Path) -> None:
    workspace = owing(tmp_path / "w")
    (workspace / "reports" / ".due.json").unlink()

    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        due(workspace, disk=CountingDisk(60, stop))
    stand = {name for name in OWED if (workspace / "reports" / name).is_dir()}
    assert 0 < len(stand) < len(OWED)

    assert due(workspace, dry=True).outcomes[0].what is What.UNCHANGED
    told = {o.folder: o.number for o in due(workspace).outcomes if o.what is What.MADE}

    assert told.items() >= OWED.items()
    assert due(workspace).outcomes == ()


def test_an_edition_that_a_person_built_or_that_was_stale_for_a_while_is_told_once(tmp_path: Path) -> None:
    workspace = owing(tmp_path / "w")
    due(workspace)
    record = workspace / "records/events/2022/2022-03-28-atelier.yaml"
    words = record.read_text()
    record.write_text(words.replace("count: 70", "count: 72"))
    due(workspace)
    record.write_text(words)
    back = {o.slot.folder: o.what for o in due(workspace).outcomes}
    assert back["2022-03/lettre/public"] is What.UNCHANGED, "told when it was issued"

    record.write_text(words.replace("count: 70", "count: 74"))
    built = build(workspace, Order(DAY, period=Period.parse("2022-03"), series="suivi", audience="internal"))
    folder = built.folder and built.folder.relative_to(workspace / "reports").as_posix()
    told = [o.folder for o in due(workspace).outcomes if o.what is What.MADE]
    assert told == [folder]
