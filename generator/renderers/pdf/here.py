"""Chooses where the engine runs: in comes a Request, out comes a Written, from a child or from this very process.

A worker of a pool is a bounded process already (`schedule/worker.py`): a child of its own for each PDF would cost it the
libraries' start again and bound nothing more. The bytes are the same.
"""

from __future__ import annotations

from generator.errors import LimitReached, problem
from generator.renderers.pdf.child import MEGABYTES, Child
from generator.renderers.pdf.exchange import Request, Written

_bounded: list[bool] = []


class Here:
    """Stands in the place of a Child where the process itself is the bounded one."""

    def __enter__(self) -> Here:
        """Return itself: there is nothing to start."""
        return self

    def __exit__(self, *_: object) -> None:
        """Leave all as it is: there is nothing to end."""

    def write(self, request: Request, *, seconds: float, megabytes: int = MEGABYTES) -> Written:
        """Return the answer to `request`; whoever started this process watches its time. LimitReached where memory runs out."""
        from generator.renderers.pdf.worker import OUT_OF_MEMORY, answered, prepare

        prepare()
        written = answered(request)
        if written.failure == OUT_OF_MEMORY:
            raise LimitReached(problem("pdf.limit", seconds=round(seconds), megabytes=megabytes))
        return written


def this_process_is_bounded() -> None:
    """Let the engine run in this process from now on: something outside limits its time and memory."""
    _bounded.append(True)


def engine() -> Child | Here:
    """Return where the engine runs, to be used with `with`: a child, unless this process is bounded itself."""
    return Here() if _bounded else Child()
