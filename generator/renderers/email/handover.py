"""A folder for whoever sends the letter: in come a Report, a Brand and assets, out comes all that a sending program asks for.

`letter.html` and `letter.txt` carry no program's tags: they are what a person reads, pastes and approves. Bilan sends nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.config.brand import Brand
from generator.renderers import text
from generator.renderers.email.archive import mailchimp_zip
from generator.renderers.email.body import Image, draw, images
from generator.renderers.email.links import links
from generator.renderers.email.page import FOLDER, fonts, libraries
from generator.renderers.email.payloads import payloads
from generator.renderers.email.sheet import sheet
from generator.renderers.pictures import Picture
from generator.renderers.registry import Rendered
from generator.report.model import Handover, Report


def render(report: Report, brand: Brand, assets: Mapping[str, Picture]) -> Rendered:
    """Return the folder's files. Refusals are those of `draw`."""
    mail = report.mail
    html = draw(report, brand, assets, address=lambda picture: f"{FOLDER}/{picture.name}")
    shown = images(report, brand, assets)
    words = mail.handover
    files = {
        "subject.txt": _line(mail.subject),
        "preheader.txt": _line(mail.preheader),
        "letter.html": html.encode(),
        "letter.txt": text.write(report).encode(),
        "alt-texts.csv": _alt_texts(words, shown),
        "links.csv": _links(words, html),
        "mailchimp.zip": mailchimp_zip(report, brand, assets),
        **payloads(report, brand, assets),
        **{f"{FOLDER}/{image.picture.name}": image.picture.content for image in shown},
    }
    files["README.txt"] = _readme(words, files)
    return Rendered(
        b"", fonts=fonts(report, brand), libraries=libraries(report), beside=tuple(sorted(files.items()))
    )


def _line(said: str) -> bytes:
    return f"{' '.join(said.split())}\n".encode()


def _alt_texts(words: Handover, shown: tuple[Image, ...]) -> bytes:
    files = ((f"{FOLDER}/{image.picture.name}", image.alt, image.picture) for image in shown)
    rows = ((file, alt, str(picture.width), str(picture.height)) for file, alt, picture in files)
    return sheet(words.pictures, rows)


def _links(words: Handover, html: str) -> bytes:
    rows = ((link.words, link.address, words.differs if link.differs else "") for link in links(html))
    return sheet(words.links, rows)


def _readme(words: Handover, files: Mapping[str, bytes]) -> bytes:
    """Return what each file is for, a line each; a folder's line ends its name in a slash."""
    there = {name.partition("/")[0] + ("/" if "/" in name else "") for name in files}
    told = [(name, sentence) for name, sentence in words.files if name in there]
    width = max((len(name) for name, _ in told), default=0) + 2
    lines = (f"{name:<{width}}{sentence}" for name, sentence in told)
    return "\n".join((words.title, "", words.intro, "", *lines, "")).encode()
