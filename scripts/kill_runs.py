"""In: how many times to kill. Out: whether a killed regular run ever left a broken or a mixed edition, or a wrong number.

    .venv/bin/python scripts/kill_runs.py                  200 runs of six editions, each killed with SIGKILL
    .venv/bin/python scripts/kill_runs.py --kills 20 --seed 7

Three kills of four come at a step of the disk drawn by lot, none twice (before it, or in the middle of what it writes); the fourth
at any moment of a run that draws its documents, or of one that has them drawn and does little but publish. After each kill all
that stands is hashed again; then a run completes, sometimes after it was killed as well, and must leave the same bytes as one that
nothing disturbed. At the end come runs through two processes, of which one is killed. Exit code 0 where nothing was found.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # a process with threads is not forked
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.schedule.killing import (
    KILLED,
    Bench,
    Found,
    below,
    check_completed,
    check_whole,
    ended,
    gone,
    started,
)
from tests.schedule.owing import OWED


def kill_runs(bench: Bench, kills: int, dice: random.Random, found: Found) -> set[tuple[int, bool]]:
    """Kill so many runs, look after each, and return the different points of the disk at which they were."""
    chosen = _steps(bench.steps, dice)
    points: set[tuple[int, bool]] = set()
    done = 0
    while done < kills:
        bench.restore()
        at, within = next(chosen) if done % 4 else (0, False)
        drawn = done % 8 == 0
        if not _killed(bench, dice, at, within=within, drawn=drawn):
            continue  # it had come to its end: no kill
        done += 1
        points.add((bench.progress(), within))
        check_whole(bench.reports, bench.old, found)
        if dice.random() < 0.2 and _killed(bench, dice, drawn=drawn):  # and so is the run after it
            check_whole(bench.reports, bench.old, found)
        check_completed(bench, bench.complete(drawn=drawn), found)
        if not done % 20:
            print(f"{done}/{kills} kills, at {len(points)} different points of the disk", flush=True)
    return points


def _steps(steps: int, dice: random.Random) -> Iterator[tuple[int, bool]]:
    """Yield each step of a run, before it and within it, in a random order; again when all have been."""
    known = [(at, within) for at in range(1, steps + 1) for within in (False, True)]
    while True:
        yield from dice.sample(known, len(known))


def _killed(
    bench: Bench, dice: random.Random, at: int = 0, *, within: bool = False, drawn: bool = False
) -> bool:
    """Start a run and return whether it was killed: at a step, or else at a random moment before its usual end."""
    process = bench.start(at, within=within, drawn=drawn)
    if not at:
        time.sleep(dice.uniform(0, bench.seconds[drawn]))
        os.kill(process, signal.SIGKILL)
    return ended(process) == KILLED


def kill_workers(bench: Bench, times: int, dice: random.Random, found: Found) -> None:
    """Kill a worker of a pool in the middle of a run, which must complete; then a run, whose workers must end with it."""
    for turn in range(times):
        bench.restore()
        process = bench.start(workers=2)
        workers = started(process, 4)  # two, and of each the fork that draws
        time.sleep(dice.uniform(0, bench.seconds[True]))
        workers = below(process) or workers
        if turn % 2:
            os.kill(process, signal.SIGKILL)
            ended(process)
            if not gone(workers):
                found.add("workers", "they went on without the run that had started them")
            check_whole(bench.reports, bench.old, found)
            code = bench.complete(drawn=True)
        else:
            with suppress(ProcessLookupError):
                os.kill(dice.choice(workers), signal.SIGKILL)
            code = ended(process)
        check_completed(bench, code, found)
        print(f"{turn + 1}/{times} runs through two processes", flush=True)


def main() -> int:
    """Kill runs as the command line wishes; print progress and one line of result. Return the exit code."""
    wishes = argparse.ArgumentParser(description="Kill regular runs and look at what they leave.")
    wishes.add_argument("--kills", type=int, default=200)
    wishes.add_argument("--worker-kills", type=int, default=10, help="runs through two processes (Linux)")
    wishes.add_argument("--seed", type=int, default=20220415)
    wishes.add_argument("--naive", action="store_true", help="without the rename at the end: this must fail")
    wish = wishes.parse_args()
    dice, found, begun = random.Random(wish.seed), Found(), time.monotonic()
    with tempfile.TemporaryDirectory(prefix="bilan-kills-") as name:
        bench = Bench(Path(name), naive=wish.naive)
        lasts = f"{bench.seconds[True]:.2f} s, {bench.seconds[False]:.2f} s once drawn"
        print(f"a run of {len(OWED)} editions: {lasts}; {bench.steps} steps of the disk", flush=True)
        points = kill_runs(bench, wish.kills, dice, found)
        if wish.worker_kills and sys.platform == "linux":
            kill_workers(bench, wish.worker_kills, dice, found)
    others = {kind: count for kind, count in found.items() if kind not in ("broken", "mixed")}
    print(f"seed {wish.seed}, {len(points)} different points, {time.monotonic() - begun:.0f} s")
    print(f"{wish.kills} kills: {found['broken']} broken, {found['mixed']} mixed{_told(others)}")
    return 1 if found else 0


def _told(others: dict[str, int]) -> str:
    return f"; also {json.dumps(others)}" if others else ", numbers and ledger right, every next run complete"


if __name__ == "__main__":
    sys.exit(main())
