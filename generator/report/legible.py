"""Characters that no format can hold: in comes a Report or a part of it, out comes the same with each of them as U+FFFD.

Controls, halves of characters and the two that are none (XML 1.0, 2.2): a mark stands in their place, so that an editor
sees that something is wrong there. Records that are read from files hold none; this wall stands behind that one.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

MARK = "\ufffd"
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
Part = TypeVar("Part")


def legible(part: Part) -> Part:
    """Return `part` with every text in it writable; the very same object where nothing had to change."""
    found: Any = part
    if isinstance(found, str):
        return _UNWRITABLE.sub(MARK, found) if _UNWRITABLE.search(found) else found  # type: ignore[return-value]
    if isinstance(found, tuple):
        items = tuple(map(legible, found))
        return items if any(new is not old for new, old in zip(items, found, strict=True)) else found  # type: ignore[return-value]
    if not is_dataclass(found):
        return part
    changed = {
        field.name: new
        for field in fields(found)
        if (new := legible(old := getattr(found, field.name))) is not old
    }
    return replace(found, **changed) if changed else found  # type: ignore[return-value,type-var]
