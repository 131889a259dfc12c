"""What parent and child tell each other: in comes a Request or an answer, out come bytes, and back.

One line of JSON, then the blobs it announces: nothing the child says can run in the parent, as a pickle could.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

Content = bytes | Path

# The standards a PDF is written to: PDF/UA-1, and PDF/A-3a, which alone may carry files.
ACCESSIBLE, ARCHIVABLE = "pdf/ua-1", "pdf/a-3a"


@dataclass(frozen=True, slots=True)
class Request:
    """A page to set: HTML, its style, what each `asset:` name stands for, the families that must be there, the standard."""

    html: str
    style: str
    assets: Mapping[str, Content]
    families: tuple[str, ...] = ()
    variant: str = ACCESSIBLE


@dataclass(frozen=True, slots=True)
class FontFound:
    """A font the engine used: family, hash of its file, the characters it drew."""

    family: str
    sha256: str
    characters: str


@dataclass(frozen=True, slots=True)
class Written:
    """A finished PDF, and everything the engine complained about on the way."""

    content: bytes = b""
    pages: int = 0
    fonts: tuple[FontFound, ...] = ()
    libraries: tuple[tuple[str, str], ...] = ()
    missing_families: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()  # addresses the page asked for and did not get
    complaints: tuple[str, ...] = ()  # log records and warnings
    failure: str = ""  # an exception, as "Type: words"


def pack(head: Mapping[str, Any], blobs: Mapping[str, bytes]) -> bytes:
    """Return `head` and `blobs` as one message."""
    sizes = [[name, len(blob)] for name, blob in blobs.items()]
    line = json.dumps({**head, "blobs": sizes}, ensure_ascii=True).encode()
    return b"\n".join((line, b"".join(blobs.values())))


def unpack(message: bytes) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return what `pack` was given. ValueError if the message is cut off."""
    line, separator, rest = message.partition(b"\n")
    if not separator:
        raise ValueError("message cut off")
    head: dict[str, Any] = json.loads(line)
    blobs: dict[str, bytes] = {}
    for name, size in head.pop("blobs"):
        if len(rest) < size:
            raise ValueError("message cut off")
        blobs[name], rest = rest[:size], rest[size:]
    return head, blobs


def pack_request(request: Request, limits: tuple[float, int]) -> bytes:
    """Return `request` and its limits (seconds of processor, bytes of memory) as a message."""
    head = {
        "html": request.html,
        "style": request.style,
        "families": request.families,
        "variant": request.variant,
        "files": {name: str(c) for name, c in request.assets.items() if isinstance(c, Path)},
        "limits": limits,
    }
    return pack(head, {name: c for name, c in request.assets.items() if isinstance(c, bytes)})


def read_request(stream: BinaryIO) -> tuple[Request, tuple[float, int]]:
    """Return the request and limits that `stream` holds up to its end."""
    head, blobs = unpack(stream.read())
    assets: dict[str, Content] = {name: Path(path) for name, path in head["files"].items()}
    seconds, memory = head["limits"]
    families, variant = tuple(head["families"]), str(head["variant"])
    return Request(head["html"], head["style"], assets | blobs, families, variant), (seconds, memory)


def pack_written(written: Written) -> bytes:
    """Return `written` as a message."""
    return pack({**asdict(written), "content": ""}, {"content": written.content})


def unpack_written(message: bytes) -> Written:
    """Return the answer of a child. ValueError if it is cut off."""
    head, blobs = unpack(message)
    return Written(
        content=blobs["content"],
        pages=int(head["pages"]),
        fonts=tuple(FontFound(**font) for font in head["fonts"]),
        libraries=tuple((str(name), str(version)) for name, version in head["libraries"]),
        missing_families=tuple(head["missing_families"]),
        refused=tuple(head["refused"]),
        complaints=tuple(head["complaints"]),
        failure=str(head["failure"]),
    )
