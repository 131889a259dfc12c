"""A worker of a pool: in come calls on standard input, out come answers on standard output, each within its limits.

Started by `pool.py` with a clean environment. The heavy libraries are loaded once; on Linux, forks of this process then make
the documents, each fork so many, so that what a library leaves behind in memory is gone with it at no cost.
"""

from __future__ import annotations

import gc
import os
import sys
import time
import traceback
from contextlib import suppress
from importlib import import_module

from generator.errors import BilanError
from generator.schedule.parcels import Answer, Call, pack_answer, receive, send, unpack_call

READY = b"ready"
ENDED, AGAIN = 0, 75  # exit codes of a fork: nothing is left to do; its documents are made, another may go on
PRELOADED = (
    "generator.pipeline",
    "generator.records.loader",
    "generator.dataset.tabulate",
    "generator.renderers.docx.renderer",
    "generator.renderers.pdf.renderer",
    "generator.renderers.pdf.worker",
    "generator.renderers.charts",
    "matplotlib.backends.backend_svg",
    "pikepdf",
)
_CALLS = 0  # standard input


def main() -> None:
    """Answer calls until standard input ends; the second argument says how many documents a fork makes."""
    from generator.renderers.pdf.here import this_process_is_bounded
    from generator.renderers.pdf.worker import private_output

    output = private_output()  # closed when it is forgotten
    answers = output.fileno()
    this_process_is_bounded()
    for module in PRELOADED:
        with suppress(ImportError, OSError):  # what is missing is told by the document that needs it
            import_module(module)
    gc.collect()
    gc.freeze()  # what is loaded stays: no fork has to look through it again
    send(answers, READY)
    if sys.platform != "linux":  # elsewhere a fork of a process with these libraries is not safe
        os._exit(_serve(answers, sys.maxsize))
    while True:
        process = os.fork()
        if not process:
            os._exit(_serve(answers, int(sys.argv[2])))
        code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        if code != AGAIN:
            os._exit(code if code >= 0 else 128 - code)


def _serve(answers: int, documents: int) -> int:
    """Answer up to `documents` calls and return an exit code."""
    try:
        for _ in range(documents):
            content = receive(_CALLS)
            if content is None:
                return ENDED
            gc.disable()  # what is laid out stays to the end of the document
            answer = _answered(unpack_call(content))
            send(answers, pack_answer(answer))
            if answer.no_memory:
                return AGAIN
            del answer
            gc.enable()
            gc.collect()
        return AGAIN
    except BrokenPipeError:
        return ENDED
    except BaseException:
        traceback.print_exc()
        return 1


def _answered(call: Call) -> Answer:
    """Return what came of `call`; of a bug its type and places, never a value."""
    _bound(call.seconds, call.memory)
    try:
        return Answer(call.function(*call.arguments, **call.keywords))
    except BilanError as error:
        return Answer(error=error)
    except MemoryError:
        return Answer(no_memory=True)
    except Exception as error:
        places = traceback.extract_tb(error.__traceback__)
        told = " < ".join(
            f"{os.path.basename(p.filename)}:{p.lineno} {p.name}" for p in reversed(places[-6:])
        )
        return Answer(bug=f"{type(error).__name__} in {told}")


def _bound(seconds: float, memory: int) -> None:
    """Limit this process to `memory` bytes and `seconds` more of processor time, where the system can."""
    try:
        import resource
    except ImportError:  # Windows: the pool's limit of time remains
        return
    wanted = {resource.RLIMIT_AS: memory, resource.RLIMIT_CPU: int(time.process_time() + seconds) + 6}
    for kind, limit in wanted.items():
        _, most = resource.getrlimit(kind)
        with suppress(OSError, ValueError):  # macOS refuses a limit of addresses
            resource.setrlimit(kind, (limit if most == resource.RLIM_INFINITY else min(limit, most), most))
