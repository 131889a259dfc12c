"""The formats Bilan writes: in come a format's name, a Report and a Brand, out come finished bytes.

Adding a format is one module with a `render` function and one line of FORMATS.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from generator.config.brand import Brand
from generator.report.model import Report


@dataclass(frozen=True, slots=True)
class FontUse:
    """A font file that shaped an output: its family name and the SHA-256 of the file."""

    family: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished output: its bytes, the fonts it used, the versions of the libraries that drew it."""

    content: bytes
    fonts: tuple[FontUse, ...] = ()
    libraries: tuple[tuple[str, str], ...] = ()
    pages: int = 0  # 0 where the format has no pages of its own
    sources: tuple[tuple[str, str], ...] = ()  # a content control's tag, and the Source.key it stands for


class RenderFunction(Protocol):
    """What every renderer module offers under the name `render`."""

    def __call__(self, report: Report, brand: Brand, assets: Mapping[str, Path]) -> Rendered:
        """Return `report` drawn in `brand`; `assets` maps each asset's name in the Report to its file."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """An output format: its name on the command line, its file ending, the module that draws it."""

    name: str
    suffix: str
    module: str


FORMATS: Mapping[str, Format] = {
    "docx": Format("docx", ".docx", "generator.renderers.docx.renderer"),
    "pdf": Format("pdf", ".pdf", "generator.renderers.pdf.renderer"),
}


def renderer(name: str) -> RenderFunction:
    """Return the function that draws format `name`; the heavy library behind it is imported only now."""
    return cast(RenderFunction, import_module(FORMATS[name].module).render)
