"""`bilan doctor`: in comes this machine, out comes one line for each thing Bilan needs: there, or missing with its remedy."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import click

from generator import __version__
from generator.cli.situation import Situation
from generator.cli.spoken import SpokenCommand, situation_of
from generator.errors import Refusal
from generator.messages.catalogue import describe, say

OLDEST, NEWEST = (3, 11), (3, 13)
LIBRARIES = ("weasyprint", "python-docx", "pandas", "matplotlib", "pydantic", "tzdata")
# What WeasyPrint opens, by the names it tries, and Debian's package that holds it.
NATIVE = (
    (
        "Pango",
        ("libpango-1.0.so.0", "pango-1.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
        "libpango-1.0-0",
    ),
    (
        "PangoFT2",
        ("libpangoft2-1.0.so.0", "pangoft2-1.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
        "libpangoft2-1.0-0",
    ),
    (
        "HarfBuzz",
        ("libharfbuzz.so.0", "harfbuzz", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
        "libharfbuzz0b",
    ),
    (
        "HarfBuzz subset",
        (
            "libharfbuzz-subset.so.0",
            "harfbuzz-subset",
            "libharfbuzz-subset.0.dylib",
            "libharfbuzz-subset-0.dll",
        ),
        "libharfbuzz-subset0",
    ),
)
# Debian's packages of families that brands often name.
FONT_PACKAGES = (
    ("Lato", "fonts-lato"),
    ("Vollkorn", "fonts-vollkorn"),
    ("Noto", "fonts-noto-core"),
    ("Amiri", "fonts-hosny-amiri"),
    ("DejaVu", "fonts-dejavu-core"),
    ("Liberation", "fonts-liberation2"),
    ("Carlito", "fonts-crosextra-carlito"),
    ("Caladea", "fonts-crosextra-caladea"),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked for: its name, whether it is there, and what was found or what to do."""

    name: str
    good: bool
    words: str


@click.command("doctor", cls=SpokenCommand)
@click.pass_context
def doctor(context: click.Context) -> int:
    """Look at everything, even after something is missing; end with 2 if anything is."""
    situation = situation_of(context)
    missing = 0
    for finding in _findings(situation):
        mark = situation.words("doctor.good" if finding.good else "doctor.missing")
        line = situation.words("doctor.line", name=finding.name, words=finding.words)
        click.echo(f"{mark:<9} {line}")
        missing += not finding.good
    if missing:
        situation.remark("doctor.some_missing" if missing > 1 else "doctor.one_missing", count=missing)
        return 2
    situation.tell("doctor.all_good")
    return 0


def _findings(situation: Situation) -> Iterator[Finding]:
    yield _python(situation)
    yield from (_library(situation, name) for name in LIBRARIES)
    yield from (_native(situation, *entry) for entry in NATIVE)
    try:
        workspace = situation.workspace()
    except Refusal as refusal:
        yield Finding(
            situation.words("doctor.workspace"), False, describe(refusal.problems[0], situation.language)
        )
        workspace = None
    yield from _fonts(situation, workspace)
    yield _zones(situation)
    if workspace:
        yield _reports(situation, workspace)


def _python(situation: Situation) -> Finding:
    version = platform.python_version()
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return Finding("Python", True, version)
    return Finding("Python", False, situation.words("doctor.python", version=version))


def _library(situation: Situation, name: str) -> Finding:
    try:
        return Finding(name, True, metadata.version(name))
    except metadata.PackageNotFoundError:
        return Finding(name, False, situation.words("doctor.library", version=__version__))


def _native(situation: Situation, name: str, files: Iterable[str], package: str) -> Finding:
    """Look for a native library as WeasyPrint does: by its file name, then by its short name."""
    import ctypes
    import ctypes.util

    for file in files:
        try:
            ctypes.CDLL(ctypes.util.find_library(file) or file)
            return Finding(name, True, file)
        except OSError:
            continue
    return Finding(name, False, _install(situation, package, brew="pango"))


def _install(situation: Situation, package: str, brew: str = "") -> str:
    if sys.platform == "darwin" and brew:
        return situation.words("doctor.install", command=f"brew install {brew}")
    if sys.platform == "win32":
        return situation.words("doctor.install_windows", name=package)
    return situation.words("doctor.install", command=f"sudo apt-get install {package}")


def _fonts(situation: Situation, workspace: Path | None) -> Iterator[Finding]:
    """Look for each family that a brand names, by its exact name: fontconfig would put any other in its place."""
    from generator.config.templates import load_brand, names
    from generator.config.workspace import defaults_folder, templates_folder

    templates = templates_folder(workspace) if workspace else defaults_folder()
    known = _families()
    for name in names(templates, "brands"):
        try:
            brand = load_brand(templates, name)
        except Refusal as refusal:
            for found in refusal.problems:
                yield Finding(
                    situation.words("doctor.brand", brand=name), False, describe(found, situation.language)
                )
            continue
        fonts = brand.fonts
        own = _own_fonts(brand.folder / "fonts")
        for family in dict.fromkeys((fonts.heading, fonts.body, fonts.quote, fonts.arabic)):
            title = situation.words("doctor.font", family=family, brand=name)
            if known is None and family.casefold() not in own:
                yield Finding(title, False, _install(situation, "fontconfig", "fontconfig"))
            elif family.casefold() in (known or set()) | own:
                yield Finding(title, True, situation.words("doctor.installed"))
            else:
                yield Finding(title, False, _font_remedy(situation, family, brand.folder.name))


def _families() -> set[str] | None:
    """Return every family that fontconfig knows, in lower case; None where fc-list is not there."""
    try:
        done = subprocess.run(
            ["fc-list", "--format", "%{family}\\n"], capture_output=True, text=True, timeout=60
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return {name.strip().casefold() for line in done.stdout.splitlines() for name in line.split(",")}


def _own_fonts(folder: Path) -> set[str]:
    """Return the families of the font files a brand carries, in lower case."""
    if not folder.is_dir():
        return set()
    from fontTools.ttLib import TTFont, TTLibError

    found = set()
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in (".ttf", ".otf", ".woff", ".woff2"):
            try:
                with TTFont(path, lazy=True) as font:
                    names = font["name"]
                    found |= {str(names.getDebugName(number)).casefold() for number in (1, 16)}
            except (TTLibError, OSError, KeyError, ImportError):
                continue
    return found


def _font_remedy(situation: Situation, family: str, brand: str) -> str:
    package = next((package for start, package in FONT_PACKAGES if family.startswith(start)), "")
    if package and sys.platform not in ("darwin", "win32"):
        return _install(situation, package)
    return situation.words("doctor.font_remedy", family=family, brand=brand)


def _zones(situation: Situation) -> Finding:
    from generator.config.clock import check_zones

    name = situation.words("doctor.zones")
    try:
        found = check_zones()
    except Refusal as refusal:
        found = refusal.problems[0]
    return Finding(name, found is None, describe(found, situation.language) if found else "Africa/Casablanca")


def _reports(situation: Situation, workspace: Path) -> Finding:
    """Write one small file where reports go; a right to write is only known by writing."""
    folder = workspace / "reports"
    shown = situation.shown(folder)
    name = situation.words("doctor.reports")
    if folder.is_symlink():
        return Finding(name, False, say("publishing.link", situation.language))
    place = folder if folder.is_dir() else workspace
    try:
        with tempfile.TemporaryFile(dir=place, prefix=".bilan-") as file:
            file.write(b"?")
            os.fsync(file.fileno())
        return Finding(name, True, shown)
    except OSError as cause:
        reason = os.strerror(cause.errno) if cause.errno else ""
        return Finding(
            name,
            False,
            situation.words("doctor.reports_remedy", folder=shown, reason=reason),
        )
