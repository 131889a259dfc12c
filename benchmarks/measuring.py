"""Runs contestants side by side: in come tasks, out come what each run took, ratios of pairs, exponents of growth.

Every run is a process of its own and the contestants take turns, so that what slows the machine slows all of them alike.
This process stays small: a child that is started counts its parent's memory as its own until it is replaced.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
SAMPLING = 0.02  # seconds between two looks at the memory of running processes


@dataclass(frozen=True)
class Run:
    """What one run took: seconds on the clock and of processor time, both of the whole process and those it started;
    processor seconds that it says the work itself took; what else it says."""

    wall: float
    cpu: float
    work: float
    said: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Spread:
    """A median with the smallest and the largest value."""

    middle: float
    least: float
    most: float

    def __str__(self) -> str:
        return f"{_short(self.middle)} ({_short(self.least)}–{_short(self.most)})"


def _short(number: float) -> str:
    return f"{number:.0f}" if number >= 100 else f"{number:.3g}"


def spread(values: Sequence[float]) -> Spread:
    return Spread(median(values), min(values), max(values))


def task(name: str, *arguments: object) -> list[str]:
    """Return the command of a task of benchmarks.task."""
    return [sys.executable, "-m", "benchmarks.task", name, *map(str, arguments)]


def run(command: Sequence[str]) -> Run:
    """Run `command` to its end. A task says what it measured as one line of JSON, its last."""
    begin, before = time.perf_counter(), _processor()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    wall, cpu = time.perf_counter() - begin, _processor() - before
    if done.returncode:
        raise RuntimeError(f"{' '.join(command[1:5])} ended with {done.returncode}: {done.stderr[-3000:]}")
    lines = done.stdout.strip().splitlines()
    said = json.loads(lines[-1]) if lines and lines[-1].startswith("{") else {}
    return Run(wall, cpu, float(said.get("seconds", cpu)), said)


def _processor() -> float:
    """Return the processor time of all ended children."""
    times = os.times()
    return times.children_user + times.children_system


def take_turns(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, list[Run]]:
    """Run each command once a round, each round in another order."""
    found: dict[str, list[Run]] = {name: [] for name in commands}
    names = list(commands)
    for number in range(rounds):
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            found[name].append(run(commands[name]))
    return found


def ratios(
    above: Sequence[Run], below: Sequence[Run], value: Callable[[Run], float] = lambda run: run.work
) -> Spread:
    """Return how often `below` fits into `above`, round by round."""
    return spread([value(a) / value(b) for a, b in zip(above, below, strict=True)])


def exponent(sizes: tuple[int, int, int], seconds: tuple[float, float, float]) -> float:
    """Return k of `seconds = constant + factor * size**k`: what every run costs alike, such as imports, drops out."""
    rise = (seconds[2] - seconds[0]) / max(seconds[1] - seconds[0], 1e-9)
    low, high = 0.0 + 1e-6, 4.0
    for _ in range(60):
        k = (low + high) / 2
        first, second, third = (size**k for size in sizes)
        low, high = (k, high) if (third - first) / (second - first) < rise else (low, k)
    return low if rise < inf else inf


def peaks(command: Sequence[str]) -> dict[str, int]:
    """Return the peak memory in MiB of each process that `command` starts, the first one as "itself" (Linux only)."""
    running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    highest: dict[int, int] = {}
    over = threading.Event()

    def watch() -> None:
        while not over.wait(SAMPLING):
            for process in _family(running.pid):
                highest[process] = max(highest.get(process, 0), _high_water(process))

    watching = threading.Thread(target=watch, daemon=True)
    watching.start()
    _, errors = running.communicate()
    over.set()
    watching.join()
    if running.returncode:
        raise RuntimeError(errors.decode()[-3000:])
    itself = highest.pop(running.pid, 0)
    found = {"itself": itself // 1024}
    if highest:
        found["child"] = max(highest.values()) // 1024
    return found


def _family(process: int) -> list[int]:
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()
    except OSError:
        return [process]
    return [process, *(one for child in children for one in _family(int(child)))]


def _high_water(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)


def can_watch() -> bool:
    """Return whether this system tells the memory of running processes."""
    return Path(f"/proc/{os.getpid()}/status").exists()
