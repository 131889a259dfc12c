"""The finished HTML of an e-mail: in come a Report, a Brand and assets, out comes what a mailbox shows.

The Report becomes MJML, MJML becomes the tables that every mailbox draws, the style goes into each element; then the
result is inspected. Nothing in it is fetched from elsewhere unless the caller's own addresses say so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.config.brand import Brand
from generator.renderers.email import mjml
from generator.renderers.email.finish import finish
from generator.renderers.email.images import Image, gallery
from generator.renderers.email.inspect import inspect
from generator.renderers.email.sender import BY_HAND, Sender
from generator.renderers.pictures import Picture
from generator.report.legible import legible
from generator.report.model import Report

__all__ = ["Image", "draw", "images"]


def images(report: Report, brand: Brand, assets: Mapping[str, Picture]) -> tuple[Image, ...]:
    """Return each picture of the letter once, in the order of reading, the brand's logo first.

    Refusal for a picture that is not among `assets`.
    """
    found: dict[str, Image] = {}
    for image in gallery(legible(report), brand, assets).values():
        found.setdefault(image.picture.name, image)
    return tuple(found.values())


def draw(
    report: Report,
    brand: Brand,
    assets: Mapping[str, Picture],
    *,
    address: Callable[[Picture], str] | None,
    sender: Sender = BY_HAND,
) -> str:
    """Return `report` as a finished e-mail. `address` gives the src of a picture; None leaves the pictures out.

    Refusal for a missing picture, a forbidden link, or a letter longer than what mailboxes show whole.
    """
    report = legible(report)
    shown = gallery(report, brand, assets) if address else {}
    sources = {key: address(image.picture) for key, image in shown.items()} if address else {}
    drawn = mjml.draw(report, brand, shown, sources, sender)
    html = finish(drawn, sender)
    inspect(
        html,
        sources=frozenset(sources.values()),
        links=frozenset({sender.archive, sender.unsubscribe} - {""}),
    )
    return html
