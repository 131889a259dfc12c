"""`python -m benchmarks`: measures Bilan alone and beside other tools; prints the results and writes docs/performance.md."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.areas import Area, measure
from benchmarks.batch import DOCUMENTS, batch
from benchmarks.due import EDITIONS, due
from benchmarks.measuring import ROOT, run, task
from benchmarks.page import lines, machine, page

SIZES = (10, 100, 1000)
PAGE = ROOT / "docs" / "performance.md"


def main() -> None:
    """Measure, print, write."""
    wishes = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    wishes.add_argument(
        "--quick", action="store_true", help="10 and 100 events only; docs/performance.md stays"
    )
    wishes.add_argument(
        "--rounds", type=int, default=6, help="runs of each contestant (at 1,000 events half as many)"
    )
    given = wishes.parse_args()
    sizes = SIZES[:2] if given.quick else SIZES
    print(f"On {machine()}.", flush=True)
    with tempfile.TemporaryDirectory() as place:
        folders = {events: Path(place) / str(events) for events in sizes}
        for events, folder in folders.items():
            run(task("prepare", folder, events))
        areas = measure(folders, given.rounds, _tell)
        documents = 20 if given.quick else DOCUMENTS
        areas.append(batch(Path(place) / "batch", max(1, given.rounds // 3), documents))
        _tell(areas[-1])
        areas.append(due(Path(place) / "due", max(3, given.rounds - 1), 20 if given.quick else EDITIONS))
        _tell(areas[-1])
    if not given.quick:
        PAGE.write_text(page(areas, sizes), "utf-8")
        print(f"\nWritten to {PAGE.relative_to(ROOT)}.")


def _tell(area: Area) -> None:
    print("\n".join(lines(area)), flush=True)


if __name__ == "__main__":
    main()
