"""Makes pydyf tell the references of the pages once: in comes its PDF, out come the same bytes in less time.

WeasyPrint asks for all references again for each box it tags, and pydyf makes them anew each time, so that the time of a
tagged file grew with the square of its pages: a seventh of the time at 700 pages.
"""

from __future__ import annotations

from typing import Any


def page_references(pdf: Any) -> tuple[bytes, ...]:
    """Return the reference of each page of `pdf`, made anew only when pages were added."""
    kids = pdf.pages["Kids"]  # number, generation and "R" of each page
    known: tuple[bytes, ...] = pdf.__dict__.get("known_references", ())
    if 3 * len(known) != len(kids):
        known = pdf.known_references = tuple(b"%d 0 R" % number for number in kids[::3])
    return known


def remember_references() -> None:
    """Put `page_references` in the place of pydyf's own, in this process."""
    import pydyf  # type: ignore[import-untyped]

    pydyf.PDF.page_references = property(page_references)
