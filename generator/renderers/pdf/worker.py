"""The child that sets a page: in comes a Request on standard input, out comes a Written on standard output.

Started by `child.py` with nothing but the module path; it bounds itself before it reads a word of the page.
"""

from __future__ import annotations

import gc
import os
import sys
from functools import cache
from typing import BinaryIO

from generator.renderers.pdf import engine
from generator.renderers.pdf.exchange import Request, Written, pack_written, read_request
from generator.renderers.pdf.page_references import remember_references
from generator.renderers.pdf.passage_languages import tell_languages
from generator.renderers.pdf.spoken_marks import tell_labels

OUT_OF_MEMORY = "MemoryError"


def main() -> None:
    """Answer one request and end."""
    answer = private_output()
    # What is laid out stays to the end, so the collector would look through it again and again for nothing.
    gc.disable()
    prepare()
    request, (seconds, memory) = read_request(sys.stdin.buffer)
    _bound(seconds, memory)
    answer.write(pack_written(answered(request)))
    answer.close()
    # Nothing is left to save, and taking the layout apart object by object costs as much as a page.
    os._exit(0)


@cache
def prepare() -> None:
    """Complete the engine in this process, once."""
    remember_references()
    tell_languages(engine.TAGS)
    tell_labels(engine.TAGS)


def answered(request: Request) -> Written:
    """Return the file, or what kept the engine from writing it."""
    try:
        return engine.write(request)
    except MemoryError:
        return Written(failure=OUT_OF_MEMORY)
    except BaseException as error:
        return Written(failure=f"{type(error).__name__}: {error}"[:400])


def private_output() -> BinaryIO:
    """Return a way to the parent which no library's print can reach."""
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answer


def _bound(seconds: float, memory: int) -> None:
    """Limit this process to `seconds` of processor time and `memory` bytes, where the system can."""
    try:
        import resource
    except ImportError:  # Windows: the parent's limit of time remains
        return
    for kind, limit in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, int(seconds) + 5)):
        _, most = resource.getrlimit(kind)
        if most == resource.RLIM_INFINITY or limit < most:
            try:
                resource.setrlimit(kind, (limit, limit))
            except (OSError, ValueError):  # macOS refuses a limit of addresses
                continue
