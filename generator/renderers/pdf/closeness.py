"""Finds last pages with a few lines on them: in comes a document set once, out come its parts marked to be set closer.

A chapter whose table ends in two rows on an otherwise empty page fits the page before if its spaces give way a little.
The style sheet says by how much (`.tight`); here it is only found where. Reads the boxes WeasyPrint laid out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

NEARLY_EMPTY = 0.36  # of a page's height: more than that is no tail
BEGIN_PAGE = frozenset({"overview", "chapter", "review", "first"})
MOST_PAGES = 80  # beyond that, a second setting costs more time than a nearly empty page is worth


def tighten(document: Any, root: Any) -> bool:
    """Mark the parts under `root` that end on a nearly empty page as `tight`; return whether there are any."""
    if len(document.pages) > MOST_PAGES:
        return False
    tails = {code for run in _runs(document) if (codes := _tail(run)) for code in codes}
    parts = [element for element in root.iter("div") if "part" in _classes(element)]
    for number in tails:
        parts[number].set("class", parts[number].get("class") + " tight")
    return bool(tails)


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


def _tail(run: list[tuple[int, int, float]]) -> list[int]:
    """Return the numbers of the parts of `run` if it takes several pages and leaves the last one nearly empty."""
    last = run[-1][1]
    ends = max(down for _, page, down in run if page == last)
    return [number for number, _, _ in run] if last > run[0][1] and ends < NEARLY_EMPTY else []
