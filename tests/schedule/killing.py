"""In: a folder. Out: a workspace whose regular run is killed again and again, and what is wrong with what such a run leaves."""

from __future__ import annotations

import mmap
import os
import shutil
import signal
import sys
import time
import traceback
from collections import Counter
from contextlib import suppress
from pathlib import Path

from generator.errors import BilanError
from generator.publishing.disk import Disk
from generator.publishing.ledger import read_ledger
from generator.publishing.manifest import describe_outputs, read_manifest
from generator.schedule.pool import InProcess, process_pool
from tests.publishing.editions import CountingDisk, files_in, kill_self
from tests.schedule.owing import NEW, OLD, OWED, Remembering, due, marks, owing, tree

KILLED = -signal.SIGKILL
PATIENCE = 60.0  # seconds that a run may take
FIRST_NUMBERS = {"lettre": 32, "carnet": 1}


class Witness(CountingDisk):
    """A real disk that counts its steps where another process sees it, and may end this one before a step or within it."""

    def __init__(self, seen: mmap.mmap, at: int = 0, *, within: bool = False, naive: bool = False) -> None:
        """Take where to count, the step to end at, and with `naive` a disk that gives a folder its name at the start."""
        super().__init__(at, kill_self)
        self._seen, self._within, self._naive = seen, within, naive

    def _step(self) -> None:
        self._seen[:4] = (self.steps + 1).to_bytes(4, "little")
        if not self._within:
            super()._step()
            return
        self.steps += 1

    def make_folder(self, path: Path) -> None:
        super().make_folder(self._named(path))

    def write(self, path: Path, content: bytes) -> None:
        path = self._named(path)
        if self._within and self.steps + 1 == self.at:
            path.write_bytes(content[: len(content) // 2])
            kill_self()
        super().write(path, content)

    def append(self, path: Path, kept: int, content: bytes) -> None:
        if self._within and self.steps + 1 == self.at:
            with open(path, "r+b") as file:
                file.seek(kept)
                file.write(content[: len(content) // 2])
            kill_self()
        super().append(path, kept, content)

    def sync(self, descriptor: int) -> None:
        super().sync(descriptor)
        if self._within and self.steps == self.at:
            kill_self()

    def sync_folder(self, path: Path) -> None:
        super().sync_folder(self._named(path))

    def rename(self, old: Path, new: Path) -> None:
        if not self._naive:
            Disk.rename(self, old, new)
        if self._within and self.steps + 1 == self.at:
            kill_self()
        self._step()

    def _named(self, path: Path) -> Path:
        """Return where a naive disk writes what belongs to a folder that has no name yet."""
        parts = [p[1:].removesuffix(".partial") if p.endswith(".partial") else p for p in path.parts]
        return Path(*parts) if self._naive and ".due.json.partial" not in path.parts else path


class Bench:
    """A workspace that owes six editions, and how its reports stand before the run and after one that nothing disturbed."""

    def __init__(self, folder: Path, *, naive: bool = False) -> None:
        """Make the workspace in `folder` and run to the end, to see what that leaves, how long it takes and how many steps."""
        self.workspace, self._before, self._naive = owing(folder / "w"), folder / "before", naive
        self.reports = self.workspace / "reports"
        shutil.copytree(self.reports, self._before)
        self.old = tree(self.reports)
        self._seen = mmap.mmap(-1, 4)
        self._known = Remembering()
        self.seconds = {drawn: self._lasts(drawn) for drawn in (True, False)}
        self.steps, self.whole = self.progress(), tree(self.reports)

    def _lasts(self, drawn: bool) -> float:
        """Return the seconds that a run takes when it is given again."""
        for _ in range(2):
            self.restore()
            begun = time.monotonic()
            assert self.complete(drawn=drawn) == 0, "the run that nothing disturbs did not complete"
        return time.monotonic() - begun

    def restore(self) -> None:
        """Put back what stood before the run."""
        shutil.rmtree(self.reports)
        shutil.copytree(self._before, self.reports)

    def progress(self) -> int:
        """Return how many steps of the disk the last run has begun."""
        return int.from_bytes(self._seen[:4], "little")

    def complete(self, *, drawn: bool) -> int:
        """Run to the end in this process and return the exit code; without `drawn`, documents are those drawn before."""
        return self._run(Witness(self._seen), 0, drawn)

    def start(self, at: int = 0, *, within: bool = False, workers: int = 0, drawn: bool = True) -> int:
        """Start a run in a process of its own, through so many workers, and return its id. It ends itself at the step `at`."""
        sys.stdout.flush()
        process = os.fork()
        if process:
            return process
        try:
            os._exit(self._run(Witness(self._seen, at, within=within, naive=self._naive), workers, drawn))
        except BaseException:
            traceback.print_exc()
            os._exit(70)

    def _run(self, disk: Disk, workers: int, drawn: bool) -> int:
        self._seen[:4] = bytes(4)
        try:
            if workers:
                with process_pool(workers) as pool:
                    return due(self.workspace, executor=pool, disk=disk).exit_code
            return due(self.workspace, executor=InProcess() if drawn else self._known, disk=disk).exit_code
        except BilanError as error:
            print(error, file=sys.stderr, flush=True)
            return error.exit_code


class Found(Counter[str]):
    """What was found wrong, by kind; each is printed where it is found."""

    def add(self, kind: str, words: str) -> None:
        """Count one more of `kind` and say what it is."""
        self[kind] += 1
        print(f"  {kind}: {words}", flush=True)


def check_whole(reports: Path, old: dict[str, bytes], found: Found) -> None:
    """Look at all that stands after a kill: editions, the ledger, what stood before."""
    for folder in sorted(path for path in reports.glob("*/*/*/*") if not path.name.startswith(".")):
        place = folder.relative_to(reports).as_posix()
        files = files_in(folder)
        try:
            whole = describe_outputs(files) == read_manifest(folder).outputs
        except (OSError, ValueError):
            whole = False
        if not whole:
            found.add("broken", place)
        elif marks(files) not in ({OLD}, {NEW}):
            found.add("mixed", f"{place} bears {sorted(marks(files))}")
    now = tree(reports)
    if changed := sorted(n for n, c in old.items() if n != "ledger.jsonl" and now.get(n) != c):
        found.add("lost", f"what stood before is not as it was: {changed}")
    _check_ledger(reports, now["ledger.jsonl"].startswith(old["ledger.jsonl"]), found)


def _check_ledger(reports: Path, grown: bool, found: Found) -> None:
    """Check that the ledger only grew, names finals that stand, and that numbers follow each other without a gap."""
    try:
        issues = read_ledger(reports)
    except BilanError as error:
        found.add("ledger", f"cannot be read: {error}")
        return
    if not grown or not all((reports / issue.folder).is_dir() for issue in issues):
        found.add("ledger", "a line is gone, or names an edition that does not stand")
    numbers: dict[str, list[int]] = {}
    for final in sorted(reports.glob("*/*/*/final-*")):
        with suppress(OSError, ValueError):
            numbers.setdefault(final.parts[-3], []).append(read_manifest(final).number or 0)
    for series, own in numbers.items():
        if own != list(range(FIRST_NUMBERS[series], FIRST_NUMBERS[series] + len(own))):
            found.add("numbers", f"{series}: {own}")


def check_completed(bench: Bench, code: int, found: Found) -> None:
    """Look at what a run left that nothing disturbed after others that were killed; and run once more, which must change nothing."""
    if code:
        found.add("completed", f"the next run ended with {code}")
    after = tree(bench.reports)
    if after != bench.whole:
        differing = sorted(n for n in {*after, *bench.whole} if after.get(n) != bench.whole.get(n))
        found.add("completed", f"the next run left something else: {differing[:6]}")
    issued = {issue.folder: issue.number for issue in read_ledger(bench.reports)}
    if {name: issued.get(name) for name in OWED} != OWED:
        found.add("numbers", f"after the next run: {issued}")


def ended(process: int) -> int:
    """Return the exit code of a process, negative for a signal; one that takes too long is ended."""
    last = time.monotonic() + PATIENCE
    while time.monotonic() < last:
        ended, status = os.waitpid(process, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.002)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return 124


def started(process: int, count: int) -> list[int]:
    """Return the processes below `process` as soon as there are so many, or what there is after half a minute (Linux)."""
    last = time.monotonic() + 30
    while len(found := below(process)) < count and time.monotonic() < last:
        time.sleep(0.02)
    return found


def gone(processes: list[int]) -> bool:
    """Return whether all of these have ended, now or within half a minute (Linux)."""
    last = time.monotonic() + 30
    while (left := any(map(_alive, processes))) and time.monotonic() < last:
        time.sleep(0.02)
    return not left


def below(process: int) -> list[int]:
    """Return the processes that `process` has started, and theirs (Linux)."""
    found: list[int] = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):
            for child in map(int, task.read_text().split()):
                found += [child, *below(child)]
    return found


def _alive(process: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False
