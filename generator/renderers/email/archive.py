"""The letter as Mailchimp imports it ("Import zip"): in come a Report, a Brand and assets, out comes a ZIP of fixed bytes.

One HTML file and its pictures lie side by side, without folders, under names without spaces or signs ("Mailchimp package"
in Maizzle's guides; "Troubleshooting Images in Campaigns" in Mailchimp's knowledge base, which recommends at most 1 MB for
a picture): Mailchimp stores the pictures itself and writes their new addresses.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from generator.config.brand import Brand
from generator.renderers.email.body import draw, images
from generator.renderers.email.services import MAILCHIMP, written_html
from generator.renderers.pictures import Picture
from generator.report.model import Report

_DAY = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP knows
_UNIX, _FILE = 3, 0o100644


def mailchimp_zip(report: Report, brand: Brand, assets: Mapping[str, Picture]) -> bytes:
    """Return the letter and its pictures, with Mailchimp's own tags. Refusals are those of `draw`."""
    html = written_html(
        MAILCHIMP,
        report,
        lambda sender: draw(report, brand, assets, address=lambda picture: picture.name, sender=sender),
    )
    pictures = {image.picture.name: image.picture.content for image in images(report, brand, assets)}
    return packed({"letter.html": html.encode(), **pictures})


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP of `files` that depends on nothing but their names and bytes."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, content in sorted(files.items()):
            entry = ZipInfo(name, _DAY)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system, entry.external_attr = _UNIX, _FILE << 16
            archive.writestr(entry, content)
    return buffer.getvalue()
