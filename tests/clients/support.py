"""In: a letter and caniemail's data. Out: what Outlook, Gmail and Apple Mail do not understand of it.

The data is the one file that scripts/setup.sh --slow fetches and checks. It is read here rather than by the package's own
program: that one asks no questions about Outlook.com, skips whatever stands inside @media, and takes an older Outlook for
macOS for the newest.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.clients.features import features

DATA = Path(__file__).parents[2] / ".venv" / "caniemail" / "caniemail.json"

WORD_ENGINE = ("outlook.windows", "outlook.windows-mail")
CLIENTS = (
    *WORD_ENGINE,
    "outlook.macos",
    "outlook.outlook-com",
    "outlook.ios",
    "outlook.android",
    "gmail.desktop-webmail",
    "gmail.mobile-webmail",
    "gmail.ios",
    "gmail.android",
    "apple-mail.macos",
    "apple-mail.ios",
)
LEVELS = {"y": "full", "a": "partial", "n": "none", "u": "unknown"}


@dataclass(frozen=True, slots=True)
class Finding:
    """A feature of the letter that a mail program lacks ("none"), knows in part, or was never tried with."""

    feature: str
    client: str
    level: str


@dataclass(frozen=True, slots=True)
class Feature:
    """What is known of a feature: its usual name, its level in the newest version of each mail program."""

    title: str
    category: str
    levels: Mapping[str, str]


def read(path: Path = DATA) -> dict[str, Feature]:
    """Return the features by their names; a program's newest version is the last one listed."""
    found = {}
    for item in json.loads(path.read_text(encoding="utf-8"))["data"]:
        levels = {}
        for client in CLIENTS:
            family, platform = client.split(".")
            versions = item["stats"].get(family, {}).get(platform, {"": "u"})
            levels[client] = LEVELS[[*versions.values()][-1][0]]
        found[item["slug"]] = Feature(item["title"], item["category"], levels)
    return found


def findings(html: str, known: Mapping[str, Feature], clients: Iterable[str] = CLIENTS) -> set[Finding]:
    """Return what each of `clients` lacks of the letter `html`.

    What stands inside a rule or selector that a program drops is not met by it, and not a finding of its own.
    """
    uses = {word: features(html, word=word) for word in (True, False)}
    found = set()
    for client in clients:
        for use in uses[client in WORD_ENGINE]:
            if use.feature not in known:
                continue
            level = known[use.feature].levels[client]
            dropped = any(outer in known and known[outer].levels[client] == "none" for outer in use.within)
            if level != "full" and not dropped:
                found.add(Finding(use.feature, client, level))
    return found
