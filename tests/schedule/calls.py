"""Calls for the tests of pools: in come plain values, out come values, or the ends that a document may come to."""

from __future__ import annotations

import os
import signal
import time
from datetime import date
from hashlib import sha256
from pathlib import Path

from generator.errors import PrivacyRefusal, problem
from generator.period import Period
from generator.pipeline import Order, make

ORDER = Order(
    as_of=date(2022, 4, 15), kind="donor-summary", period=Period.parse("2022-Q1"), audience="donor:pays-bas"
)


def double(number: int) -> int:
    return 2 * number


def nap(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def spin(number: int) -> int:
    """Return `number`; never where it is negative."""
    while number < 0:
        pass
    return number


def eat(megabytes: int) -> int:
    return len(bytearray(megabytes << 20)) >> 20


def die(times: int, folder: Path) -> int:
    """End the process so many times as `folder` counts, then return how often it was called."""
    calls = len(list(folder.iterdir())) + 1
    (folder / str(calls)).touch()
    if calls <= times:
        os.kill(os.getpid(), signal.SIGKILL)
    return calls


def slow_once(number: int, folder: Path) -> int:
    """Say in `folder` that the call has begun, take a while, and return `number`."""
    (folder / f"{number}-{time.monotonic_ns()}").touch()
    time.sleep(0.7)
    return number


def process() -> int:
    return os.getpid()


def environment() -> dict[str, str]:
    return dict(os.environ)


def fail(words: str) -> None:
    raise ValueError(words)


def refuse(name: str) -> None:
    raise PrivacyRefusal(
        [problem("series.number_taken", file=name, number=3, next=4), problem("pdf.attachment")]
    )


def program() -> object:
    """Return what would let a worker run something in the process that reads its answer."""
    return _Program()


class _Program:
    def __reduce__(self) -> object:
        return os.system, ("true",)


def drawn(workspace: Path) -> dict[str, str]:
    """Return the hash of each output of a donor's summary."""
    made = make(workspace, ORDER)
    return {name: sha256(content).hexdigest() for name, content in made.outputs.items()}
