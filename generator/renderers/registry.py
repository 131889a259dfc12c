"""The formats Bilan writes: in come a format's name, a Report and a Brand, out come finished bytes.

Adding a format is one module with a `render` function and one line of FORMATS.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from generator.config.brand import Brand
from generator.errors import Problem, problem
from generator.records.fields import Channel
from generator.renderers.pictures import Picture
from generator.report.model import Report


@dataclass(frozen=True, slots=True)
class FontUse:
    """A font file that shaped an output: its family name and the SHA-256 of the file."""

    family: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished output: its bytes, the fonts it used, the versions of the libraries that drew it.

    A format that is a folder has no bytes of its own, only files `beside`.
    """

    content: bytes
    fonts: tuple[FontUse, ...] = ()
    libraries: tuple[tuple[str, str], ...] = ()
    pages: int = 0  # 0 where the format has no pages of its own
    sources: tuple[tuple[str, str], ...] = ()  # a content control's tag, and the Source.key it stands for
    beside: tuple[
        tuple[str, bytes], ...
    ] = ()  # further files: a path below the edition (or below the format's folder)
    enclosed: tuple[tuple[str, str], ...] = ()  # files inside this one: a name, and the SHA-256 of its bytes


class RenderFunction(Protocol):
    """What every renderer module offers under the name `render`."""

    def __call__(self, report: Report, brand: Brand, assets: Mapping[str, Picture]) -> Rendered:
        """Return `report` drawn in `brand`; `assets` maps each asset's name in the Report to its clean picture."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """An output format: its name on the command line, its file ending, the module that draws it.

    A format `for_readers` leaves out what is for the team alone. A `folder` holds several files. `channel` is the
    further consent that a quote or picture needs to be in it.
    """

    name: str
    suffix: str
    module: str
    for_readers: bool = False
    folder: bool = False
    channel: Channel | None = None

    def files(self, stem: str, made: Rendered) -> dict[str, bytes]:
        """Return every file of an output: its path below the edition's folder, and its bytes."""
        below = f"{stem}{self.suffix}/" if self.folder else ""
        own = {} if self.folder else {f"{stem}{self.suffix}": made.content}
        return own | {f"{below}{name}": content for name, content in made.beside}


FORMATS: Mapping[str, Format] = {
    "docx": Format("docx", ".docx", "generator.renderers.docx.renderer"),
    "pdf": Format("pdf", ".pdf", "generator.renderers.pdf.renderer"),
    "eml": Format("eml", ".eml", "generator.renderers.email.message", for_readers=True),
    "html": Format("html", ".html", "generator.renderers.email.page", for_readers=True),
    "txt": Format("txt", ".txt", "generator.renderers.text", for_readers=True),
    "web": Format(
        "web", ".web.html", "generator.renderers.web.renderer", for_readers=True, channel=Channel.WEB
    ),
    "handover": Format(
        "handover", "-handover", "generator.renderers.email.handover", for_readers=True, folder=True
    ),
    "xlsx": Format("xlsx", ".proof.xlsx", "generator.renderers.proof.workbook"),
    "json": Format("json", ".proof.json", "generator.renderers.proof.data"),
}


# What stands beside a document to prove its figures.
PROOFS = frozenset({"xlsx", "json"})


def check_formats(given: Iterable[str], kind: str = "") -> list[Problem]:
    """Return a problem for each of `given` that is no format, with the nearest one; `kind` is the kind that names them."""
    return [
        problem(
            "config.unknown_formats",
            file=f"templates/kinds/{kind}.yaml" if kind else "",
            field="formats" if kind else "",
            given=name,
            nearest=", ".join(difflib.get_close_matches(name, FORMATS, 1, 0.4) or FORMATS),
        )
        for name in given
        if name not in FORMATS
    ]


def renderer(name: str) -> RenderFunction:
    """Return the function that draws format `name`; the heavy library behind it is imported only now."""
    return cast(RenderFunction, import_module(FORMATS[name].module).render)
