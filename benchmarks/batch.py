"""Many small documents at once: in come a number of them and a place, out comes the time that each way to make them takes.

`python -m benchmarks.batch [--documents 200] [--rounds 3]` measures this area alone and writes nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.areas import Area, Goal, seconds
from benchmarks.measuring import Run, ratios, run, take_turns, task
from benchmarks.page import lines, machine

if TYPE_CHECKING:
    from concurrent.futures import Executor

DOCUMENTS, DONORS, EVENTS = 200, 20, 10
QUARTER = "2024-Q1"
WAYS = {
    "pool-1": "a pool of one process",
    "pool-2": "a pool of two",
    "dask-2": "Dask, two workers",
    "here": "this process, a child for each PDF",
}


def prepare(folder: Path, documents: int) -> None:
    """Write missions of 20 donors with 10 events each, as many as so many documents need."""
    from tests.synthetic_mission import write_mission

    for number in range(-(-documents // DONORS)):
        write_mission(folder / f"mission-{number}", min(DONORS, documents), EVENTS, seed=number)


def make_batch(folder: Path, way: str, documents: int) -> dict[str, object]:
    """Make so many donor summaries (DOCX and PDF) and return the seconds from the start of the pool to the last of them,
    and a hash of all bytes."""
    from generator.period import Period
    from generator.pipeline import Order, make
    from generator.schedule.jobs import in_order
    from tests.synthetic import as_of
    from tests.synthetic_mission import donors_of

    workspaces = sorted(folder.glob("mission-*"))
    asked = [
        (
            workspace,
            Order(
                as_of=as_of(QUARTER),
                kind="donor-summary",
                period=Period.parse(QUARTER),
                audience=f"donor:{donor}",
            ),
        )
        for workspace in workspaces
        for donor in donors_of(min(DONORS, documents))
    ][:documents]
    total = hashlib.sha256()
    with _executor(way) as executor:
        begin = time.perf_counter()
        for result in in_order(executor, make, asked):
            if result.error or not result.value:
                raise RuntimeError(f"{way}: {result.error}")
            for name, content in sorted(result.value.outputs.items()):
                total.update(name.encode() + content)
        took = time.perf_counter() - begin
    return {"seconds": took, "documents": len(asked), "bytes": total.hexdigest()}


@contextmanager
def _executor(way: str) -> Iterator[Executor]:
    """Yield the executor; that of a cluster is asked of one that stands already."""
    from generator.schedule.pool import in_process, process_pool

    if way == "here":
        yield in_process()
    elif way.startswith("pool"):
        with process_pool(int(way[-1])) as pool:
            yield pool
    else:
        from distributed import LocalCluster

        from generator.schedule.cluster import dask_executor

        with (
            LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
            dask_executor(cluster.scheduler_address) as executor,
        ):
            yield executor


def batch(folder: Path, rounds: int, documents: int = DOCUMENTS) -> Area:
    """Compare a pool of two with one process and with Dask on as many cores."""
    area = Area(
        "Many documents",
        f"{documents} donor summaries of {EVENTS} events each, DOCX and PDF, on the clock from the start of the pool to the last "
        "document, from the records each time; nothing is published. The pool's processes bound each document, and set the PDF "
        "themselves; Dask's workers hand each document to such a process. All ways give the same bytes.",
        ("way", "time", "a document", "times as fast as one process"),
    )
    run(task("batch-prepare", folder, documents))
    runs = take_turns({way: task("batch", folder, way, documents) for way in WAYS}, rounds)
    if len({str(one.said["bytes"]) for found in runs.values() for one in found}) != 1:
        raise AssertionError("the ways give different bytes")
    for way, words in WAYS.items():
        middle = _middle(runs[way])
        beside = ratios(runs["pool-1"], runs[way])
        area.rows.append((words, seconds(middle), seconds(middle / documents), str(beside)))
    pool, dask = ratios(runs["pool-1"], runs["pool-2"]), ratios(runs["pool-2"], runs["dask-2"])
    area.goals = [
        Goal(f"a pool of 2 at least 1.8 times one process: {documents} summaries", f"{pool} times", pool.middle >= 1.8),
        Goal(f"Dask on two cores at least 0.65 times the pool: {documents} summaries", f"{dask} times", dask.middle >= 0.65),
    ]  # fmt: skip
    return area


def _middle(runs: Sequence[Run]) -> float:
    return sorted(one.work for one in runs)[len(runs) // 2]


def main() -> None:
    """Measure this area and print it."""
    wishes = argparse.ArgumentParser(prog="python -m benchmarks.batch", description=__doc__)
    wishes.add_argument("--documents", type=int, default=DOCUMENTS)
    wishes.add_argument("--rounds", type=int, default=3)
    given = wishes.parse_args()
    print(f"On {machine()}.", flush=True)
    with tempfile.TemporaryDirectory() as place:
        print("\n".join(lines(batch(Path(place), given.rounds, given.documents))))


if __name__ == "__main__":
    main()
