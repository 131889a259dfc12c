"""Puts switches into WordprocessingML in schema order: in come an element and a name, out comes the child in its place."""

from __future__ import annotations

from lxml import etree

from generator.config.letterhead import W


def w(name: str) -> str:
    """Return the qualified name of a WordprocessingML element or attribute."""
    return f"{{{W}}}{name}"


def properties_of(element: etree._Element, name: str) -> etree._Element:
    """Return the properties `name` of `element`, which stand first in it, made if they are not there."""
    found = element.find(w(name))
    if found is None:
        found = element.makeelement(w(name))
        element.insert(0, found)
    return found


def insert_after(parent: etree._Element, name: str, earlier: tuple[str, ...]) -> etree._Element:
    """Return the child `name` of `parent`, made after whatever of `earlier` is there."""
    found = parent.find(w(name))
    if found is None:
        names = {w(one) for one in earlier}
        found = parent.makeelement(w(name))
        parent.insert(sum(1 for child in parent if child.tag in names), found)
    return found


def insert_before(parent: etree._Element, name: str, later: tuple[str, ...]) -> etree._Element:
    """Return the child `name` of `parent`, made before whatever of `later` is there."""
    found = parent.find(w(name))
    if found is None:
        names = {w(one) for one in later}
        place = next((number for number, child in enumerate(parent) if child.tag in names), len(parent))
        found = parent.makeelement(w(name))
        parent.insert(place, found)
    return found
