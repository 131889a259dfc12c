"""What a pool and its workers hand each other: in come values, out come framed bytes, and back.

What a worker sends is read with care: its answer may hold plain values and Bilan's own, and nothing that could run here
(the layout engine works on texts and pictures of strangers).
"""

from __future__ import annotations

import io
import os
import pickle
import struct
from collections.abc import Callable
from dataclasses import dataclass, is_dataclass
from datetime import date
from enum import Enum
from pathlib import PurePath
from typing import Any

from generator.errors import BilanError

_SIZE = struct.Struct("<Q")
_LARGEST_READ = 1 << 20


@dataclass(frozen=True, slots=True)
class Call:
    """A function to be called by its importable name, with plain arguments, in so many seconds and bytes of memory."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    keywords: dict[str, Any]
    seconds: float
    memory: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a call: a value, an error that a user can mend, no memory left, or a bug (its type and places)."""

    value: Any = None
    error: BilanError | None = None
    no_memory: bool = False
    bug: str = ""


def pack_call(call: Call) -> bytes:
    """Return `call` as bytes. Whatever cannot travel raises here, where the mistake is."""
    return pickle.dumps(call, pickle.HIGHEST_PROTOCOL)


def unpack_call(content: bytes) -> Call:
    """Return the call that a pool packed; a worker trusts the process that started it."""
    call: Call = pickle.loads(content)
    return call


def pack_answer(answer: Answer) -> bytes:
    """Return `answer` as bytes."""
    return pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)


def unpack_answer(content: bytes) -> Answer:
    """Return a worker's answer. ValueError if it is none, or holds anything but values."""
    try:
        found = _Values(io.BytesIO(content)).load()
    except (pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError, TypeError) as cause:
        raise ValueError("answer") from cause
    if not isinstance(found, Answer):
        raise ValueError("answer")
    return found


class _Values(pickle.Unpickler):
    """Makes Bilan's frozen values, days, paths and plain containers, and calls nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        """Return a class of values; UnpicklingError for everything else."""
        if module.split(".")[0] in ("generator", "datetime", "pathlib", "builtins") and "." not in name:
            found = super().find_class(module, name)
            plain = (Enum, BilanError, date, PurePath, set, frozenset, bytearray, complex)
            if isinstance(found, type) and (issubclass(found, plain) or _is_ours(module, found)):
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")


def _is_ours(module: str, found: type) -> bool:
    return module.startswith("generator.") and is_dataclass(found)


def send(descriptor: int, content: bytes) -> None:
    """Write `content` with its size. BrokenPipeError where nobody reads any more."""
    rest = memoryview(_SIZE.pack(len(content)) + content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def receive(descriptor: int) -> bytes | None:
    """Return the next content; None where the other side has ended, even in the middle of one."""
    head = _read(descriptor, _SIZE.size)
    return _read(descriptor, _SIZE.unpack(head)[0]) if head is not None else None


def _read(descriptor: int, size: int) -> bytes | None:
    found = bytearray()
    while len(found) < size:
        piece = os.read(descriptor, min(size - len(found), _LARGEST_READ))
        if not piece:
            return None
        found += piece
    return bytes(found)
