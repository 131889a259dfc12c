"""Documents made in bounded processes: each within its limits, each alone in what befalls it, the bytes those of one process."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.errors import LimitReached, PrivacyRefusal
from generator.pipeline import Made, make
from generator.schedule.jobs import in_order, make_all
from generator.schedule.pool import ProcessPool, WorkerDied, WorkerFault, in_process, process_pool
from tests.schedule import calls
from tests.workspaces import minimal_workspace

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def pool() -> Iterator[ProcessPool]:
    """A pool of one process, which is replaced after two documents."""
    os.environ["SMTP_PASSWORD"] = "secret"
    with process_pool(1, recycle=2) as found:
        yield found
    del os.environ["SMTP_PASSWORD"]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return minimal_workspace(tmp_path_factory.mktemp("workspace"))


def test_results_come_in_the_order_asked(pool: ProcessPool) -> None:
    found = [result.value for result in in_order(pool, calls.double, ((n,) for n in range(40)))]
    assert found == [2 * n for n in range(40)]


def test_a_process_is_replaced_after_its_documents(pool: ProcessPool) -> None:
    processes = [pool.submit(calls.process).result() for _ in range(6)]
    assert len(set(processes)) in (3, 4)
    assert os.getpid() not in processes


def test_the_bytes_are_those_of_one_process_in_any_zone_language_and_hash_seed(
    pool: ProcessPool, workspace: Path
) -> None:
    program = (
        "import json, sys; from pathlib import Path; from tests.schedule.calls import drawn; "
        "print(json.dumps(drawn(Path(sys.argv[1]))))"
    )
    there = os.environ | {"TZ": "Asia/Tokyo", "LC_ALL": "fr_FR.UTF-8", "PYTHONHASHSEED": "77"}
    said = subprocess.run(
        [sys.executable, "-c", program, str(workspace)], cwd=ROOT, env=there, capture_output=True, check=True
    )
    alone = json.loads(said.stdout)
    assert {name.rpartition(".")[2] for name in alone} == {"docx", "pdf"}
    for _ in range(3):  # the first and the second document of a process, and the first of the next one
        assert pool.submit(calls.drawn, workspace).result() == alone


def test_an_edition_travels_whole(pool: ProcessPool, workspace: Path) -> None:
    (result,) = make_all(pool, workspace, [calls.ORDER])
    assert isinstance(result.value, Made)
    assert result.value == make(workspace, calls.ORDER)


def test_what_a_person_can_mend_travels_with_every_problem(pool: ProcessPool) -> None:
    with pytest.raises(PrivacyRefusal) as caught:
        pool.submit(calls.refuse, "records/x.yaml").result()
    with pytest.raises(PrivacyRefusal) as expected:
        calls.refuse("records/x.yaml")
    assert caught.value.problems == expected.value.problems
    assert len(caught.value.problems) == 2


def test_a_bug_is_told_by_its_place_without_a_value(pool: ProcessPool) -> None:
    with pytest.raises(WorkerFault, match=r"ValueError in calls.py:\d+ fail") as caught:
        pool.submit(calls.fail, "Khadija Ramzi").result()
    assert "Khadija" not in str(caught.value)


def test_no_password_of_the_environment_reaches_a_worker(pool: ProcessPool) -> None:
    found = pool.submit(calls.environment).result()
    assert "SMTP_PASSWORD" not in found
    assert found["TZ"] == "UTC"


def test_an_answer_that_would_run_something_here_is_refused(pool: ProcessPool) -> None:
    with pytest.raises(ValueError, match="answer"):
        pool.submit(calls.program).result()
    assert pool.submit(calls.double, 4).result() == 8


def test_a_document_whose_worker_dies_is_made_by_the_next_one(pool: ProcessPool, tmp_path: Path) -> None:
    before, after = ((calls.double, (1,)), (calls.double, (2,)))
    results = list(in_order(pool, calls.die, [(1, tmp_path)]))
    assert results[0].value == 2
    assert [pool.submit(function, *given).result() for function, given in (before, after)] == [2, 4]


@pytest.mark.slow
def test_a_document_that_kills_two_workers_is_told_and_tried_no_more(
    pool: ProcessPool, tmp_path: Path
) -> None:
    (result,) = in_order(pool, calls.die, [(9, tmp_path)])
    assert isinstance(result.error, WorkerDied)
    assert result.error.exit_code == 6
    assert dict(result.error.problems[0].facts)["signal"] == "SIGKILL"
    assert len(list(tmp_path.iterdir())) == 2


def test_a_document_over_its_time_ends_alone() -> None:
    with process_pool(2, seconds=1) as strict:
        results = list(in_order(strict, calls.spin, [(0,), (-1,), (2,), (3,)]))
    assert [result.value for result in results] == [0, None, 2, 3]
    error = results[1].error
    assert isinstance(error, LimitReached)
    assert error.exit_code == 6
    assert error.problems[0].code == "pool.limit"


@pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux limits the memory of a process by its addresses"
)
def test_a_document_over_its_memory_ends_alone() -> None:
    with process_pool(1, megabytes=700) as strict:
        results = list(in_order(strict, calls.eat, [(1,), (2000,), (3,)]))
    assert [result.value for result in results] == [1, None, 3]
    assert isinstance(results[1].error, LimitReached)


def test_in_this_process_a_call_is_made_when_it_is_asked_for() -> None:
    began: list[int] = []
    results = in_order(in_process(), began.append, [(1,), (2,)])
    next(results)
    assert began == [1]
    assert next(results).error is None
    assert in_process().submit(calls.double, 4).result() == 8


def test_a_caller_who_asks_for_no_more_ends_the_pool() -> None:
    with process_pool(1) as pool:
        results = in_order(pool, calls.nap, [(0,), (60,), (60,)])
        assert next(results).value == 0
        started = time.monotonic()
        results.close()  # type: ignore[attr-defined]
        assert time.monotonic() - started < 10
    with pytest.raises(RuntimeError):
        pool.submit(calls.double, 1)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_ctrl_c_ends_the_workers_too(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from tests.schedule import calls\n"
        "from generator.schedule.pool import process_pool; from generator.schedule.jobs import in_order\n"
        "with process_pool(2) as pool:\n"
        "    for found in in_order(pool, calls.process, [()]*2): print(found.value, flush=True)\n"
        "    list(in_order(pool, calls.nap, [(60,)]*8))\n"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert running.stdout
    workers = {int(running.stdout.readline()) for _ in range(2)}
    time.sleep(0.5)
    running.send_signal(signal.SIGINT)
    running.wait(20)
    running.stdout.close()
    deadline = time.monotonic() + 10
    while any(map(_runs, workers)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(map(_runs, workers))


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
