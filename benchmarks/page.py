"""Writes what was measured: in come areas, out come lines for a terminal and the page docs/performance.md."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version

from benchmarks.areas import Area

LIBRARIES = ("weasyprint", "python-docx", "docxtpl", "PyYAML", "pandas")
INTRODUCTION = """\
# Performance

How long Bilan takes, and how that compares with other tools for the same work. `make bench` measures everything anew
and writes this page; `make bench ARGS=--quick` measures 10 and 100 events only and writes nothing.

The records are synthetic: {sizes} event records of about 2 kB, in French, in every shape the records allow. Every
run is a process of its own; the contestants take turns in one session, each round in another order, and a ratio is that
of two runs of the same round. Ratios are medians with the smallest and the largest in brackets. Seconds are those of
one machine: compare ratios, never seconds.

Measured on {machine}.
"""


def machine() -> str:
    """Return this machine in general terms."""
    cores = os.cpu_count() or 1
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return f"{cores} cores, {platform.system()}, Python {platform.python_version()}; {libraries}"


def lines(area: Area) -> Iterator[str]:
    """Yield an area as text: its table, then its goals."""
    widths = [max(map(len, column)) for column in zip(area.columns, *area.rows, strict=True)]
    yield ""
    yield area.title
    for row in (area.columns, *area.rows):
        yield "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
    for goal in area.goals:
        yield f"  {'met    ' if goal.met else 'NOT MET'}  {goal.wanted}: {goal.measured}"


def page(areas: Sequence[Area], sizes: Iterable[int]) -> str:
    """Return docs/performance.md."""
    shown = " and ".join(", ".join(f"{size:,}" for size in sizes).rsplit(", ", 1))
    parts = [INTRODUCTION.format(sizes=shown, machine=machine()), "## Goals\n"]
    parts.append(_table(("area", "goal", "measured", ""), [
        (area.title, goal.wanted, goal.measured, "met" if goal.met else "**not met**")
        for area in areas for goal in area.goals
    ]))  # fmt: skip
    for area in areas:
        parts += [f"## {area.title}\n", f"{area.method}\n", _table(area.columns, area.rows)]
    return "\n".join(parts).rstrip() + "\n"


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    ruled = [columns, ["---"] * len(columns), *rows]
    return "".join(f"| {' | '.join(row)} |\n" for row in ruled)
