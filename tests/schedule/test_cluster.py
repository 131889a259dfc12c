"""Documents made by a Dask cluster: the same bytes, nothing lost with a worker, and a clear word where there is no cluster."""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.errors import LimitReached, Refusal
from generator.schedule.cluster import ANSWER_SECONDS, dask_executor
from generator.schedule.jobs import in_order
from tests.schedule import calls
from tests.workspaces import minimal_workspace


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """A cluster of two worker processes on this machine, without its dashboard."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as found:
        yield found


def test_without_the_extra_the_line_to_type_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.schedule.cluster.find_spec", lambda name: None)
    with pytest.raises(Refusal) as caught:
        dask_executor("tcp://127.0.0.1:8786")
    assert caught.value.problems[0].code == "pool.no_extra"


@pytest.mark.parametrize("address", ["nowhere", "strange://127.0.0.1:1"])
def test_what_is_no_address_of_a_scheduler_is_refused(address: str) -> None:
    with pytest.raises(Refusal) as caught:
        dask_executor(address)
    assert caught.value.problems[0].code == "pool.scheduler"


@pytest.mark.slow
def test_a_scheduler_that_does_not_answer_is_refused_within_seconds() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        started = time.monotonic()
        with pytest.raises(Refusal) as caught:
            dask_executor(f"tcp://127.0.0.1:{port}")
    assert time.monotonic() - started < 3 * ANSWER_SECONDS
    assert caught.value.problems[0].code == "pool.scheduler"


@pytest.mark.slow
def test_a_cluster_without_workers_is_refused() -> None:
    from distributed import LocalCluster

    with LocalCluster(n_workers=0, dashboard_address=None) as empty, pytest.raises(Refusal) as caught:
        dask_executor(empty.scheduler_address)
    assert caught.value.problems[0].code == "pool.no_workers"


@pytest.mark.slow
def test_a_cluster_makes_the_bytes_of_one_process_within_the_limits(cluster: Any, tmp_path: Path) -> None:
    workspace = minimal_workspace(tmp_path)
    with dask_executor(cluster.scheduler_address) as executor:
        assert executor.submit(calls.drawn, workspace).result() == calls.drawn(workspace)
    with dask_executor(cluster.scheduler_address, seconds=1) as strict:
        results = list(in_order(strict, calls.spin, [(0,), (-1,), (2,)]))
    assert [result.value for result in results] == [0, None, 2]
    assert isinstance(results[1].error, LimitReached)


@pytest.mark.slow
def test_a_worker_killed_in_the_middle_loses_nothing(cluster: Any, tmp_path: Path) -> None:
    with dask_executor(cluster.scheduler_address) as executor:
        list(in_order(executor, calls.nap, [(0.1,)] * 8))  # both workers have begun
        victim = next(iter(cluster.workers.values())).pid
        killer = threading.Thread(target=_kill_when, args=(victim, tmp_path, 6))
        killer.start()
        results = list(in_order(executor, calls.slow_once, [(n, tmp_path) for n in range(24)]))
        killer.join()
    assert [result.value for result in results] == list(range(24))
    begun = [path.name.partition("-")[0] for path in tmp_path.iterdir()]
    assert set(begun) == {str(n) for n in range(24)}
    assert len(begun) > 24  # what the killed worker was at was begun again


def _kill_when(process: int, folder: Path, calls_begun: int) -> None:
    while len(list(folder.iterdir())) < calls_begun:
        time.sleep(0.01)
    os.kill(process, signal.SIGKILL)
