"""Documents made by a Dask cluster: in come the address of its scheduler and calls, out come futures.

On each worker of the cluster a pool of this package makes the documents, in the same bounded processes as on one machine.
The machines share the workspace's folder under one path, and have the same Bilan installed (docs/scale.md).
"""

from __future__ import annotations

import asyncio
import atexit
from collections.abc import Callable
from concurrent.futures import Executor, Future
from functools import cache
from importlib.util import find_spec
from typing import Any, ParamSpec, TypeVar

from generator.errors import BilanError, Refusal, problem
from generator.schedule.pool import MEGABYTES, RECYCLE, SECONDS, ProcessPool, WorkerDied, process_pool

P = ParamSpec("P")
T = TypeVar("T")

ANSWER_SECONDS = 5
DOCUMENTS_A_CORE = 8  # how many finished documents may wait for one before them


class DaskExecutor(Executor):
    """Calls on the workers of a Dask cluster. What a lost worker was at, the scheduler gives to another one."""

    def __init__(self, client: Any, seconds: float, megabytes: int, recycle: int) -> None:
        """Take a connected client, and what each document may cost."""
        self._client, self._limits = client, (seconds, megabytes, recycle)
        self.ahead = DOCUMENTS_A_CORE * max(1, sum(client.nthreads().values()))
        self._calls = client.get_executor(pure=False)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Return the future of a call of `fn`, a function of a module that the workers have too, with plain arguments."""
        asked: Future[T | BilanError] = self._calls.submit(bounded, fn, args, kwargs, *self._limits)
        told: Future[T] = Future()
        asked.add_done_callback(lambda done: _tell(done, told))
        return told

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster; with `wait`, once all calls are done. The cluster itself goes on."""
        self._calls.shutdown(wait=wait and not cancel_futures)
        self._client.close()

    def stop(self) -> None:
        """Leave the cluster now; what its workers are at ends with its limit at the latest."""
        self.shutdown(wait=False, cancel_futures=True)


def dask_executor(
    address: str, seconds: float = SECONDS, megabytes: int = MEGABYTES, recycle: int = RECYCLE
) -> DaskExecutor:
    """Return an executor that calls on the cluster whose scheduler is at `address` (tcp://host:8786).

    Refusal where the extra `cluster` is not installed, no scheduler answers within a few seconds, or it has no worker.
    """
    if find_spec("distributed") is None:
        raise Refusal(problem("pool.no_extra"))
    from distributed import Client

    try:
        # Dask's own time limit does not count what answers nothing.
        asyncio.run(asyncio.wait_for(_greeted(address), ANSWER_SECONDS))
        client = Client(address, timeout=ANSWER_SECONDS, set_as_default=False)
    except Exception:  # nobody there, no address, a protocol that is not installed, another program's port
        raise Refusal(problem("pool.scheduler", given=address, seconds=ANSWER_SECONDS)) from None
    try:
        client.wait_for_workers(1, timeout=ANSWER_SECONDS)
    except TimeoutError:
        client.close()
        raise Refusal(problem("pool.no_workers", given=address)) from None
    return DaskExecutor(client, seconds, megabytes, recycle)


async def _greeted(address: str) -> None:
    """Raise unless a part of Dask answers at `address`: a client that finds none there would go on complaining."""
    from distributed.comm import connect
    from distributed.security import Security

    settings = Security().get_connection_args("client")
    comm = await connect(address, timeout=ANSWER_SECONDS, **settings)
    await comm.close()


def bounded(
    function: Callable[..., T],
    arguments: tuple[Any, ...],
    keywords: dict[str, Any],
    seconds: float,
    megabytes: int,
    recycle: int,
) -> T | BilanError:
    """Return what `function` returns in a bounded process beside this one, a worker of the cluster.

    What a user can mend is returned too, not raised: Dask would write it into the worker's log.
    """
    try:
        return _pool(seconds, megabytes, recycle).submit(function, *arguments, **keywords).result()
    except BilanError as error:
        return error


@cache
def _pool(seconds: float, megabytes: int, recycle: int) -> ProcessPool:
    """Return the pool of this worker, which lives as long as the worker does."""
    from distributed import get_worker

    pool = process_pool(get_worker().state.nthreads, seconds, megabytes, recycle)
    atexit.register(pool.stop)
    return pool


def _tell(done: Future[T | BilanError], told: Future[T]) -> None:
    """Pass on what became of a call; of a worker that was lost time after time, in our words."""
    from distributed import KilledWorker

    try:
        found = done.result()
    except KilledWorker:
        told.set_exception(WorkerDied(problem("pool.worker_died", signal="KilledWorker")))
    except BaseException as error:
        told.set_exception(error)
    else:
        if isinstance(found, BilanError):
            told.set_exception(found)
        else:
            told.set_result(found)
