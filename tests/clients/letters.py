"""The letters that mail programs and browsers are tried with: in comes a folder, out come HTML files as Bilan leaves them.

One holds every block and awkward words, in both directions of writing; the others are letters of the repository's records.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path

from generator.config.templates import load_kind
from generator.records.fields import Channel
from generator.renderers.email.sender import Sender
from generator.renderers.pictures import Picture
from generator.renderers.registry import FORMATS, renderer
from generator.report.compose import compose
from generator.report.model import Report
from tests.renderers.arabic import arabic_report
from tests.renderers.sample import sample_assets, sample_brand, sample_report
from tests.report.briefs import ROOT, brief_of

FORMS = ("html", "web")
REAL = ("2022-03", "2023-07")
NAMES = ("sample", "rtl", "arabic", *REAL)
WIDTHS = (375, 700)  # pixels: a telephone, a window for reading
WIDE = 1200  # a whole screen


def letter(name: str) -> Report:
    """Return one of NAMES as its readers get it."""
    if name in REAL:
        kind = load_kind(ROOT / "templates", "newsletter")
        return compose(brief_of(name, kind=kind, channel=Channel.NEWSLETTER)).for_readers()
    if name == "arabic":
        return arabic_report().for_readers()
    report = sample_report().for_readers()
    return dataclasses.replace(report, direction="rtl", language="ar") if name == "rtl" else report


def write(name: str, form: str, folder: Path) -> Path:
    """Write the letter `name` in a format below `folder`, with the pictures beside it; return its HTML file."""
    place = folder / name
    drawn = renderer(form)(letter(name), sample_brand(), _assets(folder))
    for path, content in FORMATS[form].files(name, drawn).items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes(content)
    return place / f"{name}{FORMATS[form].suffix}"


def mail_html(name: str, folder: Path, *, pictures: bool = True, sender: bool = False) -> str:
    """Return the e-mail of the letter `name`: its pictures inside the message or left out, with a program's links or without."""
    from generator.renderers.email.body import draw

    program = (
        Sender("https://example.org/en-ligne", "https://example.org/fin", "Rabat") if sender else Sender()
    )
    address = _inside if pictures else None
    return draw(letter(name), sample_brand(), _assets(folder), address=address, sender=program)


def _inside(picture: Picture) -> str:
    return f"cid:{picture.name}"


def _assets(folder: Path) -> Mapping[str, Picture]:
    place = folder / "assets"
    place.mkdir(parents=True, exist_ok=True)
    return sample_assets(place)
