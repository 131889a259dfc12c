"""Editions through an executor: in come tasks or orders, out come their results in the order asked, as they are finished.

What ends one document ends no other: its result says why. A document whose worker died is tried once more.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from generator.errors import BilanError, problem
from generator.pipeline import Made, Order, make
from generator.schedule.attempt import attempt
from generator.schedule.pool import WorkerDied
from generator.schedule.task import Attempt, Task, What

T = TypeVar("T")
AHEAD = 128  # how many calls wait in an executor that does not say


@dataclass(frozen=True, slots=True)
class Result(Generic[T]):
    """A value, or why there is none."""

    value: T | None = None
    error: BilanError | None = None


def run_all(executor: Executor, workspace: Path, tasks: Iterable[Task]) -> Iterator[Attempt]:
    """Yield what came of each task, in order; one over its limit, or that a worker died of twice, is refused with exit code 6."""
    tasks = tuple(tasks)
    results = in_order(executor, attempt, ((workspace, task) for task in tasks))
    for task, result in zip(tasks, results, strict=True):
        if result.error:
            error = result.error
            yield Attempt(task, What.REFUSED, problems=error.problems, exit_code=error.exit_code)
        elif result.value:
            yield result.value


def make_all(executor: Executor, workspace: Path, orders: Iterable[Order]) -> Iterator[Result[Made]]:
    """Yield the edition of each order, in order, drawn and not published."""
    return in_order(executor, make, ((workspace, order) for order in orders))


def in_order(
    executor: Executor, function: Callable[..., T], arguments: Iterable[tuple[Any, ...]]
) -> Iterator[Result[T]]:
    """Yield what `function` returned for each of `arguments`, in their order. A bug of ours is raised.

    Only so many calls are handed in as the executor takes ahead, because finished documents wait in memory. When the
    caller is interrupted, or asks for no more, what has not begun is cancelled, and a pool's processes end.
    """
    ahead: int = getattr(executor, "ahead", AHEAD)
    waiting: deque[tuple[tuple[Any, ...], Future[T]]] = deque()
    given = iter(arguments)
    try:
        while True:
            while len(waiting) < ahead and (next_one := next(given, None)) is not None:
                waiting.append((next_one, executor.submit(function, *next_one)))
            if not waiting:
                return
            called, future = waiting[0]
            result = _result(future)
            if isinstance(result.error, WorkerDied):
                result = _result(executor.submit(function, *called))
            waiting.popleft()
            del future
            yield result
    finally:
        if waiting:
            for _, future in waiting:
                future.cancel()
            getattr(executor, "stop", executor.shutdown)()


def _result(future: Future[T]) -> Result[T]:
    try:
        return Result(future.result())
    except BilanError as error:
        return Result(error=error)
    except (BrokenExecutor, CancelledError):
        return Result(error=WorkerDied(problem("pool.worker_died", signal="?")))
