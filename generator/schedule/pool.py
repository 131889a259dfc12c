"""Where documents are made: in come calls, out come futures, from this process or from bounded processes of this machine.

A document over its limit of time or memory ends alone (LimitReached); a worker that dies is replaced, and its document gets
WorkerDied, so that whoever asked may try it once more (`jobs.py`).
"""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future
from contextlib import suppress
from types import TracebackType
from typing import Any, ParamSpec, TypeVar

from generator.errors import LimitReached, problem
from generator.renderers.pdf.child import NO_MEMORY, PROGRAM, clean_environment
from generator.schedule.parcels import Call, pack_call, receive, send, unpack_answer

P = ParamSpec("P")
T = TypeVar("T")

SECONDS, MEGABYTES, RECYCLE = 300.0, 1500, 25
START_SECONDS = 120.0
WORKER = "generator.schedule.worker"
# The workers are as many as wanted: threads within one would take the cores from the others.
_ALONE = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


class WorkerDied(LimitReached):
    """The process that made a document ended before it could say why."""


class WorkerFault(RuntimeError):
    """A bug of ours in a worker, by type and places."""


class _Gone(Exception):
    """A worker's process has ended: too late, or in some other way."""


class InProcess(Executor):
    """Calls at once, in this process."""

    ahead = 1

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Return a future that is done; Ctrl-C ends the call itself."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class ProcessPool(Executor):
    """Calls in processes of its own, which are started when the first call comes. Use with `with`."""

    def __init__(self, workers: int, seconds: float, megabytes: int, recycle: int) -> None:
        """Take what each document may cost, and after how many a process gives its memory back."""
        self.ahead = 8 * workers  # how many finished documents may wait for one before them
        self._limits = seconds, megabytes
        self._waiting: queue.SimpleQueue[tuple[Future[Any], bytes] | None] = queue.SimpleQueue()
        self._slots = [_Slot(self._waiting, seconds, megabytes, recycle) for _ in range(workers)]
        self._closed = False

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Return the future of a call of `fn`, a function of a module, with plain arguments. RuntimeError when shut down."""
        if self._closed:
            raise RuntimeError("the pool is shut down")
        seconds, megabytes = self._limits
        call = pack_call(Call(fn, args, kwargs, seconds, megabytes << 20))
        future: Future[T] = Future()
        self._waiting.put((future, call))
        for slot in self._slots:
            slot.start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more calls; the processes end when theirs are done, or with `cancel_futures` once the present ones are."""
        if cancel_futures:
            self._cancel()
        if not self._closed:
            self._closed = True
            for _ in self._slots:
                self._waiting.put(None)
        if wait:
            for slot in self._slots:
                slot.join()

    def stop(self) -> None:
        """End every process now, whatever it is at."""
        self._cancel()
        for slot in self._slots:
            slot.stop()
        self.shutdown()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        """Wait for what is asked for; end it where the caller was interrupted."""
        if kind is not None:
            self.stop()
        return super().__exit__(kind, error, trace)

    def _cancel(self) -> None:
        with suppress(queue.Empty):
            while True:
                found = self._waiting.get_nowait()
                if found is not None:
                    found[0].cancel()
                else:  # a slot's own end
                    self._waiting.put(None)
                    return


class _Slot:
    """One place of the pool: a thread that hands calls to a process, and replaces it where it died."""

    def __init__(self, waiting: Any, seconds: float, megabytes: int, recycle: int) -> None:
        self._waiting, self._seconds, self._megabytes, self._recycle = waiting, seconds, megabytes, recycle
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._process: _Process | None = None
        self._stopped = threading.Event()
        self._starting = threading.Lock()
        self._started = False

    def start(self) -> None:
        with self._starting:
            if not self._started:
                self._started = True
                self._thread.start()

    def join(self) -> None:
        if self._started:
            self._thread.join()

    def stop(self) -> None:
        with self._starting:  # no process is started after this
            self._stopped.set()
            if self._process:
                self._process.kill()

    def _run(self) -> None:
        while (found := self._waiting.get()) is not None:
            future, call = found
            if not future.set_running_or_notify_cancel():
                continue
            try:
                value = self._called(call)
            except BaseException as error:
                future.set_exception(CancelledError() if self._stopped.is_set() else error)
            else:
                future.set_result(value)
            del future, call, found
        if self._process:
            self._process.end()

    def _called(self, call: bytes) -> Any:
        try:
            answer = unpack_answer(self._ready().ask(call, self._seconds))
        except _Gone:
            assert self._process is not None
            error = self._process.why(self._limit())
            self._process = None
            raise error from None
        except ValueError:
            if self._process:
                self._process.kill()
                self._process.end()
            self._process = None
            raise
        if answer.no_memory:
            raise self._limit()
        if answer.bug:
            raise WorkerFault(answer.bug)
        if answer.error:
            raise answer.error
        return answer.value

    def _ready(self) -> _Process:
        """Return a process that waits for a call; the time of its start is no document's."""
        with self._starting:
            if self._stopped.is_set():
                raise CancelledError
            if self._process is not None:
                return self._process
            self._process = _Process(self._recycle)
        self._process.hear(START_SECONDS)
        return self._process

    def _limit(self) -> LimitReached:
        return LimitReached(problem("pool.limit", seconds=round(self._seconds), megabytes=self._megabytes))


class _Process:
    """A worker's process: bytes in, bytes out, within so many seconds."""

    def __init__(self, recycle: int) -> None:
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed in end()
        self._late = False
        self._process = subprocess.Popen(
            # -P: a file named like a library in the current folder is not imported in its stead.
            [
                sys.executable,
                "-s",
                "-P",
                "-c",
                PROGRAM.format(module=WORKER),
                json.dumps(sys.path),
                str(recycle),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env=clean_environment() | _ALONE,
            start_new_session=True,  # Ctrl-C is for whoever started the pool, who ends it
        )

    def ask(self, content: bytes, seconds: float) -> bytes:
        """Return the answer to a call. _Gone if the process ends without one, or takes longer."""
        assert self._process.stdin
        descriptor = self._process.stdin.fileno()
        return self._within(seconds, lambda: send(descriptor, content))

    def hear(self, seconds: float) -> bytes:
        """Return what the process says by itself. _Gone if it ends, or takes longer."""
        return self._within(seconds, lambda: None)

    def _within(self, seconds: float, act: Callable[[], None]) -> bytes:
        assert self._process.stdout
        timer = threading.Timer(seconds, self._stop_late)
        timer.daemon = True
        timer.start()
        answer = None
        try:
            act()
            answer = receive(self._process.stdout.fileno())
        except BrokenPipeError:
            answer = None
        finally:
            timer.cancel()
            timer.join()
        if answer is None or self._late:
            raise _Gone
        return answer

    def _stop_late(self) -> None:
        self._late = True
        self.kill()

    def kill(self) -> None:
        """End the process and its forks at once."""
        with suppress(ProcessLookupError, PermissionError):
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()

    def end(self) -> None:
        """Let the process end by itself, which takes no time when it waits for a call."""
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                with suppress(BrokenPipeError):
                    stream.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self.kill()
            self._process.wait()
        self._errors.close()

    def why(self, limit: LimitReached) -> Exception:
        """Return why the process is gone; it is no more after this."""
        if self._late:
            self.end()
            return limit
        assert self._process.stdout
        with suppress(subprocess.TimeoutExpired):  # it closed its output: it is about to end
            self._process.wait(5)
        self.kill()
        code = self._process.wait()
        self._errors.seek(0, os.SEEK_END)
        self._errors.seek(max(self._errors.tell() - 4000, 0))
        said = self._errors.read().decode("utf-8", "replace")
        self.end()
        name = _signal(-code if code < 0 else code - 128)
        if name == "SIGXCPU" or any(word in said.lower() for word in NO_MEMORY):
            return limit
        if not name:  # an exception of ours, outside any document
            return WorkerFault(f"a worker ended with exit {code}: {said[-2000:]}")
        return WorkerDied(problem("pool.worker_died", signal=name))


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return ""


def in_process() -> InProcess:
    """Return an executor that calls at once, in this process."""
    return InProcess()


def process_pool(
    workers: int, seconds: float = SECONDS, megabytes: int = MEGABYTES, recycle: int = RECYCLE
) -> ProcessPool:
    """Return an executor of `workers` processes; each document may take `seconds` and `megabytes`, and after `recycle` of them a
    process is replaced."""
    return ProcessPool(max(1, workers), seconds, megabytes, max(1, recycle))
