"""Finds the file of a font: in come a family, a weight and a brand's folder, out comes a path or None."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from functools import cache
from pathlib import Path

from generator.errors import Problem, problem

LIGHT, REGULAR, SEMIBOLD = 300, 400, 600
ENDINGS = (".ttf", ".otf")
PACKAGES = {
    "Amiri": "fonts-hosny-amiri",
    "IBM Plex": "fonts-ibm-plex",
    "Lato": "fonts-lato",
    "Noto": "fonts-noto-core",
    "Vollkorn": "fonts-vollkorn",
}
# CSS weight to the scale of fontconfig (fontconfig.h).
FONTCONFIG = {LIGHT: 50, REGULAR: 80, SEMIBOLD: 180}


def brand_fonts(folder: Path) -> tuple[Path, ...]:
    """Return the font files a brand carries in `folder`/fonts, sorted by name."""
    fonts = folder / "fonts"
    return tuple(sorted(p for p in fonts.glob("*") if p.suffix.lower() in ENDINGS)) if fonts.is_dir() else ()


def missing_font(family: str) -> Problem:
    """Return the problem that `family` is not on this machine, with the Debian package that holds it if one is known."""
    package = next((name for start, name in PACKAGES.items() if family.startswith(start)), "")
    if not package:
        return problem("pdf.font_missing_anywhere", family=family)
    return problem("pdf.font_missing", family=family, package=package)


def missing_glyph(character: str, *, place: str) -> Problem:
    """Return the problem that no font of the brand holds `character`; `place` is the record or the words it stands in."""
    return problem(
        "pdf.glyph_missing",
        character=character if character.isprintable() else "?",
        point=f"U+{ord(character):04X}",
        name=unicodedata.name(character, "?"),
        place=place,
    )


@cache
def face(path: Path) -> tuple[str, int, bool]:
    """Return the family, the weight (100 to 900) and whether it is italic, as the font file `path` says."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        names = font["name"]
        family = names.getDebugName(16) or names.getDebugName(1) or path.stem
        table = font["OS/2"]
        return str(family), int(table.usWeightClass), bool(table.fsSelection & 1)


@cache
def find_font(family: str, weight: int, folder: Path) -> Path | None:
    """Return the file that draws `family` at `weight` upright: the brand's own, else the machine's, else None."""
    own = [p for p in brand_fonts(folder) if face(p)[0].casefold() == family.casefold() and not face(p)[2]]
    if own:
        return min(own, key=lambda path: (abs(face(path)[1] - weight), path.name))
    return _with_fontconfig(family, weight) if shutil.which("fc-match") else _with_matplotlib(family, weight)


def _with_fontconfig(family: str, weight: int) -> Path | None:
    pattern = f"{family}:weight={FONTCONFIG.get(weight, 80)}:slant=0"
    answer = subprocess.run(
        ["fc-match", "--format", "%{family}\n%{file}\n", pattern], capture_output=True, text=True, check=False
    ).stdout.splitlines()
    # fontconfig always answers with some font: the nearest one is refused unless it bears the name.
    if len(answer) == 2 and family.casefold() in (name.strip().casefold() for name in answer[0].split(",")):
        return Path(answer[1])
    return None


def _with_matplotlib(family: str, weight: int) -> Path | None:
    from matplotlib.font_manager import FontProperties, findfont

    try:
        return Path(findfont(FontProperties(family=family, weight=weight), fallback_to_default=False))
    except ValueError:
        return None
