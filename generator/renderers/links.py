"""Which links may stand in a document: in comes an address, out comes the same, or a Refusal: never a dead or a dangerous link."""

from __future__ import annotations

import re
from collections.abc import Collection

from generator.errors import Refusal, problem

ALLOWED = re.compile(r"(https?://|mailto:)\S+", re.IGNORECASE)
SHOWN = 200  # characters of a refused address


def outward(href: str) -> str:
    """Return `href` if it leads out of the document, nothing for a place in the document itself. Refusal otherwise."""
    if href.startswith("#"):
        return ""
    if not ALLOWED.fullmatch(href):
        raise Refusal(problem("pdf.link_refused", address=href[:SHOWN]))
    return href


def followed(href: str, codes: Collection[str]) -> str:
    """Return `href`; a place in the document must be the code of one of its sections. Refusal otherwise."""
    if href.startswith("#") and href[1:] not in codes:
        raise Refusal(problem("pdf.link_without_target", address=href[:SHOWN]))
    return href if href.startswith("#") else outward(href)
