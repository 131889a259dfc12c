"""The canonical form of a record, for hashes: in comes a checked record, out come bytes that depend on what it says alone.

Neither the order of its fields nor comments, line ends or spaces of its file change them (DESIGN.md §7).
"""

from __future__ import annotations

import json
from unicodedata import normalize

from pydantic import BaseModel


def canonical(record: BaseModel) -> bytes:
    """Return a record's canonical JSON without its approval: NFC, sorted keys, fields as they are named."""
    values = record.model_dump(mode="json", exclude={"approval"}, exclude_defaults=True)
    return normalize(
        "NFC", json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    ).encode()
