"""What one edition costs, for plans on paper: in come missions of two sizes, out come processor seconds, memory and bytes.

`python -m benchmarks.units` prints the figures of docs/scale.md. Each case runs in a process of its own, which has made one
edition before the clock starts, as a pool's worker has.
"""

from __future__ import annotations

import tempfile
import time
from dataclasses import replace
from pathlib import Path
from statistics import median

from benchmarks.measuring import run, task
from benchmarks.page import machine

DONORS, EVENTS = 20, 10
MONTHS = tuple(f"2024-{month:02}" for month in range(1, 13))
CASES = {
    "small-summary-1": "a donor's summary, 1 language, mission of 200 events",
    "small-summary-3": "a donor's summary, 3 languages, mission of 200 events",
    "large-summary-3": "a donor's summary, 3 languages, mission of 2,400 events",
    "large-report-3": "the activity report of a month (200 events), 3 languages, mission of 2,400 events",
    "large-unchanged-3": "a summary that is unchanged: read, counted, compared, not drawn",
}


def prepare(folder: Path) -> None:
    """Write a mission with one month of activities, and one with a year of them."""
    from tests.synthetic_mission import write_mission

    write_mission(folder / "small", DONORS, EVENTS, periods=MONTHS[-1:])
    write_mission(folder / "large", DONORS, EVENTS, periods=MONTHS)


def cost(folder: Path, case: str, times: int = 5) -> dict[str, object]:
    """Return the median processor seconds of an edition, its bytes, and the memory this process came to, in MiB."""
    from datetime import date

    from generator.period import Period
    from generator.pipeline import Order, build, inputs, make
    from generator.renderers.pdf.here import this_process_is_bounded
    from tests.synthetic_mission import donors_of

    size, what, languages = case.split("-")
    this_process_is_bounded()
    workspace, donors = folder / size, donors_of(DONORS)
    base = Order(
        as_of=date(2025, 1, 15),
        kind="donor-summary",
        period=Period.parse(MONTHS[-1]),
        languages=("fr", "en", "ar")[: int(languages)],
    )
    took, sizes = [], []
    for number in range(times + 1):
        summary = replace(base, audience=f"donor:{donors[number]}")
        order = replace(base, kind="activity-report") if what == "report" else summary
        if what == "unchanged":
            build(workspace, order)
        begin = time.process_time()
        made = inputs(workspace, order) if what == "unchanged" else make(workspace, order)
        took.append(time.process_time() - begin)
        sizes.append(sum(map(len, made.outputs.values())))
    return {"seconds": median(took[1:]), "bytes": int(median(sizes[1:])), "memory": _memory()}


def _memory() -> int:
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM:"))


def main() -> None:
    """Measure every case and print a table."""
    print(f"On {machine()}.\n\n| one edition | processor | files | memory |\n| --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as place:
        run(task("units-prepare", place))
        for case, words in CASES.items():
            said = run(task("units", place, case)).said
            size = f"{int(str(said['bytes'])) // 1024} KiB" if said["bytes"] else "–"
            print(
                f"| {words} | {float(str(said['seconds'])):.2f} s | {size} | {said['memory']} MiB |",
                flush=True,
            )


if __name__ == "__main__":
    main()
