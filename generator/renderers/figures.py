"""Parts the words of a figure from its number: in comes "au moins 2 241", out come "au moins " and "2 241".

The number stands large in its tile and the words before it small, so that it keeps its size beside bare numbers.
"""

from __future__ import annotations

import re

NUMBER = re.compile(r"\d")


def in_two(value: str) -> tuple[str, str]:
    """Return the words of a figure before its number, and the rest; a figure without a number stays whole."""
    found = NUMBER.search(value)
    return (value[: found.start()], value[found.start() :]) if found else ("", value)
