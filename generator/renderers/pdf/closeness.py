"""Finds last pages with a few lines on them: in comes a document, out come the parts to be set closer.

A chapter whose table ends in two rows on an otherwise empty page fits the page before if its spaces give way a little.
The style sheet says by how much (`.tight`); here it is only found where. Reads the boxes WeasyPrint laid out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

NEARLY_EMPTY = 0.45  # of a page's height: more than that is no tail
BEGIN_PAGE = frozenset({"overview", "chapter", "review", "first"})
TIGHT = "tight"
MOST_PAGES = 80  # beyond that, a second setting costs more time than a nearly empty page is worth


@dataclass(frozen=True, slots=True)
class Tail:
    """Parts that end on a nearly empty page: their numbers in the document, and how many pages they take."""

    parts: frozenset[int]
    pages: int


def tails(document: Any) -> list[Tail]:
    """Return the parts that flow together over several pages and leave the last one nearly empty."""
    if len(document.pages) > MOST_PAGES:
        return []
    return [tail for run in _runs(document) if (tail := _tail(run))]


def taken_back(found: Sequence[Tail], closer: Any) -> list[Tail]:
    """Return those of `found` that take fewer pages in `closer`, the document set again."""
    pages: dict[int, set[int]] = {}
    for run in _runs(closer):
        for number, page, _ in run:
            pages.setdefault(number, set()).add(page)
    return [t for t in found if len(set().union(*(pages[part] for part in t.parts))) < t.pages]


def mark(root: Any, found: Sequence[Tail]) -> None:
    """Mark the parts of `found` under `root` as `tight`, and no others."""
    close = {part for tail in found for part in tail.parts}
    parts = [element for element in root.iter("div") if "part" in _classes(element)]
    for number, element in enumerate(parts):
        classes = [name for name in _classes(element) if name != TIGHT]
        element.set("class", " ".join([*classes, TIGHT] if number in close else classes))


def _classes(element: Any) -> list[str]:
    return (element.get("class") or "").split()


def _runs(document: Any) -> Iterator[list[tuple[int, int, float]]]:
    """Yield parts that flow one after the other, each as its number, its page and how far down that page it ends."""
    run: list[tuple[int, int, float]] = []
    seen: list[Any] = []
    for page_number, page in enumerate(document.pages):
        box = page._page_box
        for part in _parts(box):
            if not any(part.element is element for element in seen):
                seen.append(part.element)
                classes = set(_classes(part.element))
                if run and BEGIN_PAGE & classes and "flowing" not in classes:
                    yield run
                    run = []
            down = (part.position_y + part.margin_height() - box.content_box_y()) / box.height
            run.append((len(seen) - 1, page_number, down))
    if run:
        yield run


def _parts(box: Any) -> Iterator[Any]:
    """Yield the boxes of parts on a page, outermost first."""
    for child in getattr(box, "children", ()):
        element = getattr(child, "element", None)
        if child.element_tag == "div" and element is not None and "part" in _classes(element):
            yield child
        elif child.element_tag in ("html", "body", "main"):
            yield from _parts(child)


def _tail(run: list[tuple[int, int, float]]) -> Tail | None:
    pages = {page for _, page, _ in run}
    ends = max(down for _, page, down in run if page == max(pages))
    return (
        Tail(frozenset(number for number, _, _ in run), len(pages))
        if len(pages) > 1 and ends < NEARLY_EMPTY
        else None
    )
