"""English sentences about the workspace and its settings: code to "what is wrong; what to do"."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "config.no_workspace": "no workspace here or in the parent folders of {folder}; go to a folder that holds "
    "records/, give --workspace DIR, or make one with “bilan init DIR”",
    "config.not_a_workspace": "{folder} holds no folder records/; give a workspace, or make one with “bilan init DIR”",
    "config.unknown_zone": "there is no time zone “{zone}”; write it like Africa/Casablanca",
    "config.stale_zones": "the time zones of this machine are out of date: {zone} stands at {found} on {day}, not at "
    "{wanted}; install the tzdata release that the lock asks for: pip install --upgrade tzdata",
}
