"""A disk that fails at any step of a regular run: nothing is lost, nothing is left half, the run says so and the next one completes."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.errors import BilanError, Problem
from generator.messages.catalogue import describe
from generator.publishing.disk import Disk
from generator.publishing.ledger import read_ledger
from generator.publishing.manifest import describe_outputs, read_manifest
from tests.publishing.editions import CountingDisk, fail_with, files_in
from tests.schedule.owing import DAY, NEW, OLD, OWED, Remembering, due, marks, owing, tree

FAULTS = {
    errno.ENOSPC: "publishing.disk_full",
    errno.EDQUOT: "publishing.disk_full",
    errno.EIO: "publishing.cannot_write",
    errno.EACCES: "publishing.no_permission",
    errno.EROFS: "publishing.read_only",
}
CACHE = 3  # the last steps of a run: write, sync and name reports/.due.json


class Fault(CountingDisk):
    """A disk that calls `act` at its step number `at`, and waits for no real one: a failure here is one that Python is told."""

    def sync(self, descriptor: int) -> None:
        self._step()


@dataclass(frozen=True)
class Scene:
    """A workspace that owes OWED, what stood in its reports before, and how they are after a run that nothing disturbs."""

    workspace: Path
    before: Path
    executor: Remembering
    whole: dict[str, bytes]
    steps: int

    @property
    def reports(self) -> Path:
        return self.workspace / "reports"

    def restore(self) -> dict[str, bytes]:
        """Put back what stood before, and return it."""
        shutil.rmtree(self.reports)
        shutil.copytree(self.before, self.reports)
        return tree(self.reports)

    def run(self, disk: Disk | None = None) -> tuple[int, tuple[Problem, ...]]:
        """Return the exit code of a run and what kept it from an edition."""
        try:
            done = due(self.workspace, executor=self.executor, disk=disk or Fault(0, lambda: None))
        except BilanError as error:
            return error.exit_code, error.problems
        found = [one for outcome in done.outcomes if outcome.exit_code for one in outcome.problems]
        return done.exit_code, tuple(found)


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    workspace = owing(tmp_path_factory.mktemp("faults") / "w")
    before = workspace.parent / "before"
    shutil.copytree(workspace / "reports", before)
    executor, disk = Remembering(), CountingDisk(0, lambda: None)
    assert due(workspace, executor=executor, disk=disk).exit_code == 0
    return Scene(workspace, before, executor, tree(workspace / "reports"), disk.steps)


class LastingFault(Fault):
    """A disk that fails from its step number `at` on, and removes nothing any more."""

    def _step(self) -> None:
        self.steps += 1
        if self.steps >= self.at:
            self.act()

    def remove(self, path: Path) -> None:
        if self.steps < self.at:
            super().remove(path)


class TornLine(CountingDisk):
    """A disk that is full in the middle of a line of the ledger."""

    def append(self, path: Path, kept: int, content: bytes) -> None:
        self.steps += 1
        if self.steps == self.at:
            with open(path, "r+b") as file:
                file.seek(kept)
                file.write(content[: len(content) // 2])
            self.act()
        Disk.append(self, path, kept, content)

    def _step(self) -> None:
        """Count nothing else."""


def assert_nothing_lost(scene: Scene, before: dict[str, bytes]) -> None:
    """Check that what stood is as it was, that each edition that has its name is whole, and that nothing else is there."""
    after = tree(scene.reports)
    ledger = after.pop("ledger.jsonl")
    assert ledger.startswith(before["ledger.jsonl"])
    assert {name: after.get(name) for name in before if name != "ledger.jsonl"} == {
        name: content for name, content in before.items() if name != "ledger.jsonl"
    }
    editions = [path.parent for path in scene.reports.glob("*/*/*/*/manifest.json")]
    for folder in editions:
        files = files_in(folder)
        assert describe_outputs(files) == read_manifest(folder).outputs
        assert marks(files) in ({OLD}, {NEW})
    places = {folder for edition in editions for folder in edition.relative_to(scene.reports).parents}
    inside = {edition.relative_to(scene.reports).as_posix() for edition in editions}
    for name in after.keys() - {place.as_posix() for place in places}:
        assert "/".join(name.split("/")[:4]) in inside, f"{name} is left"
    numbers = [(issue.name, issue.number) for issue in read_ledger(scene.reports)]
    assert len(set(numbers)) == len(numbers)


def assert_told(scene: Scene, told: tuple[int, tuple[Problem, ...]], code: int) -> None:
    """Check that the run ended with exit code 5 and one clear line."""
    exit_code, problems = told
    assert exit_code == 5
    (found,) = problems
    expected = "ledger.no_line" if found.file == "reports/ledger.jsonl" else FAULTS[code]
    assert found.code == expected and found.file.startswith("reports")
    for language in ("fr", "en"):
        line = describe(found, language)
        assert "\n" not in line and str(scene.workspace) not in line


def assert_completed(scene: Scene) -> None:
    """Check that a healthy run leaves what one that nothing disturbed leaves."""
    assert scene.run()[0] == 0
    assert tree(scene.reports) == scene.whole
    numbers = {issue.folder: issue.number for issue in read_ledger(scene.reports)}
    assert {name: numbers.get(name) for name in OWED} == OWED


def test_six_editions_are_owed_and_one_run_makes_them(scene: Scene) -> None:
    assert set(OWED) <= scene.whole.keys() and DAY.isoformat() == "2022-04-20"
    assert scene.steps > 100


def _faults(scene: Scene, every: int) -> Iterator[tuple[int, int]]:
    """Yield each step of the run with a fault, another one each time; or with each of them."""
    for step in range(1, scene.steps + 1):
        for place, code in enumerate(FAULTS):
            if every or place == step % len(FAULTS):
                yield step, code


def fail_at_each_step(scene: Scene, *, every: bool) -> None:
    """Fail one step after the other of the run, with one fault or each; then let a run complete."""
    for step, code in _faults(scene, every):
        before = scene.restore()
        told = scene.run(Fault(step, fail_with(code)))
        if step > scene.steps - CACHE:  # a cache that cannot be kept costs time and nothing else
            assert told == (0, ()) and tree(scene.reports) == scene.whole
            assert not (scene.reports / ".due.json.partial").exists()
        else:
            assert_told(scene, told, code)
            assert_nothing_lost(scene, before)
        if every or step % 6 == 0:
            assert_completed(scene)


def test_a_fault_at_any_step_of_a_run_loses_nothing_and_is_told(scene: Scene) -> None:
    fail_at_each_step(scene, every=False)


@pytest.mark.slow
def test_every_fault_at_every_step_of_a_run_loses_nothing_and_the_next_run_completes(scene: Scene) -> None:
    fail_at_each_step(scene, every=True)


@pytest.mark.parametrize("code", FAULTS)
def test_a_disk_that_fails_from_some_step_on_keeps_what_it_had(scene: Scene, code: int) -> None:
    for step in range(1 + code % 7, scene.steps - CACHE, 29):
        before = scene.restore()

        assert_told(scene, scene.run(LastingFault(step, fail_with(code))), code)

        for left in scene.reports.glob("*/*/*/.*.partial"):  # such a disk lets nothing be removed
            shutil.rmtree(left)
            for folder in left.relative_to(scene.reports).parents[:-1]:
                if not os.listdir(scene.reports / folder):
                    (scene.reports / folder).rmdir()
        assert_nothing_lost(scene, before)
        assert_completed(scene)


@pytest.mark.parametrize("line", [1, 2, 3, 4])
def test_a_line_of_the_ledger_that_was_cut_off_is_written_again_whole(scene: Scene, line: int) -> None:
    before = scene.restore()

    assert_told(scene, scene.run(TornLine(line, fail_with(errno.ENOSPC))), errno.ENOSPC)

    assert_nothing_lost(scene, before)
    assert_completed(scene)


def test_a_run_that_finds_a_full_disk_tells_of_what_it_made_before(scene: Scene) -> None:
    scene.restore()

    run = due(scene.workspace, executor=scene.executor, disk=CountingDisk(90, fail_with(errno.ENOSPC)))

    told = [outcome.what.value for outcome in run.outcomes]
    assert told.count("made") >= 1 and told.count("refused") == 1
    assert len(told) < len(OWED) + 1, "nothing more is tried on a disk that is full"
    assert_completed(scene)
