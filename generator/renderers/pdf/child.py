"""Runs the engine in a child with limits: in comes a Request, out comes a Written, in bounded time and memory.

A page that hangs, eats the memory or kills the layout engine costs a line and an exit code, not the run. The child
loads WeasyPrint while the parent draws the HTML and the charts, so that it costs no time of its own.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from types import TracebackType

from generator.errors import LimitReached, Problem, Refusal, problem
from generator.renderers.pdf.exchange import Request, Written, pack_request, unpack_written

MEGABYTES = 1500
# What the child may know of the environment: where fonts, caches and libraries are. Passwords stay out.
KEPT = (
    "DYLD_FALLBACK_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH",
    "FONTCONFIG_SYSROOT", "HOME", "LD_LIBRARY_PATH", "LOCALAPPDATA", "PATH", "SYSTEMROOT", "TEMP", "TMP",
    "TMPDIR", "USERPROFILE", "WEASYPRINT_DLL_DIRECTORIES", "WINDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME",
    "XDG_DATA_DIRS", "XDG_DATA_HOME",
)  # fmt: skip
PROGRAM = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from {module} import main; main()"
WORKER = "generator.renderers.pdf.worker"
NO_MEMORY = ("memory", "bad_alloc", "failed to allocate", "resource temporarily unavailable")


class Child:
    """A child that answers one request. Use with `with`, so that it never outlives its parent's interest."""

    def __init__(self, module: str = WORKER) -> None:
        """Start the child at once; it loads its libraries while the parent goes on."""
        self._process = subprocess.Popen(
            # -P: a file named like a library in the current folder is not imported in its stead.
            [sys.executable, "-s", "-P", "-c", PROGRAM.format(module=module), json.dumps(sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=clean_environment(),
        )

    def __enter__(self) -> Child:
        """Return the running child."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the child if it still runs."""
        self._end()

    def write(self, request: Request, *, seconds: float, megabytes: int = MEGABYTES) -> Written:
        """Return the answer to `request`.

        LimitReached beyond `seconds` or `megabytes`; Refusal if the child dies without an answer.
        """
        message = pack_request(request, (seconds, megabytes * 1024 * 1024))
        try:
            answer, errors = self._process.communicate(message, timeout=seconds)
        except subprocess.TimeoutExpired:
            self._end()
            raise LimitReached(_limit(seconds, megabytes)) from None
        self._check(errors.decode("utf-8", "replace"), seconds, megabytes)
        written = unpack_written(answer)
        if written.failure == "MemoryError":
            raise LimitReached(_limit(seconds, megabytes))
        return written

    def _check(self, errors: str, seconds: float, megabytes: int) -> None:
        code = self._process.returncode
        if code == 0:
            return
        name = signal.Signals(-code).name if code < 0 else f"exit {code}"
        short = any(word in errors.lower() for word in NO_MEMORY)
        if name == "SIGXCPU" or short:
            raise LimitReached(_limit(seconds, megabytes))
        if code > 0:  # an exception of ours, or a library that cannot be loaded
            if "cannot load library" in errors:
                raise Refusal(problem("pdf.library_missing"))
            raise RuntimeError(f"the PDF engine's child ended with {name}: {errors[-2000:]}")
        raise Refusal(problem("pdf.engine_died", signal=name))

    def _end(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream and not stream.closed:
                try:
                    stream.close()
                except BrokenPipeError:
                    continue
        self._process.wait()


def clean_environment() -> dict[str, str]:
    """Return what a process that draws may know of the environment: no password, no zone or language of this machine."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return kept | {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0", "PYTHONUTF8": "1"}


def _limit(seconds: float, megabytes: int) -> Problem:
    return problem("pdf.limit", seconds=round(seconds), megabytes=megabytes)
