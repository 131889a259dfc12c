"""Characters that no format can hold: in comes a Report or a part of it, out comes the same with each of them as U+FFFD.

Controls, halves of characters and the two that are none (XML 1.0, 2.2): a mark stands in their place, so that an editor
sees that something is wrong there. Records that are read from files hold none; this wall stands behind that one.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

MARK = "\ufffd"
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
Part = TypeVar("Part")


def legible(part: Part) -> Part:
    """Return `part` with every text in it writable; the very same object where nothing had to change."""
    return cast(Part, _legible(part))


def _legible(part: Any) -> Any:
    if isinstance(part, str):
        return _UNWRITABLE.sub(MARK, part)  # the same object where nothing matches
    if isinstance(part, tuple):
        items = tuple(map(_legible, part))
        return items if any(new is not old for new, old in zip(items, part, strict=True)) else part
    if not is_dataclass(part) or isinstance(part, type):
        return part
    held = {field.name: getattr(part, field.name) for field in fields(part)}
    changed = {name: new for name, old in held.items() if (new := _legible(old)) is not old}
    return replace(part, **changed) if changed else part
