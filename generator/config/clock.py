"""Which day it is for the publisher: in come a zone and an instant, out comes a local date.

The zones are those of the pinned `tzdata` package, never first those of the system: a system's files may be a year old,
and Morocco left +01:00 for good in September 2026.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from importlib import resources
from zoneinfo import ZoneInfo

from generator.errors import Problem, Refusal, problem

_KEY = re.compile(r"[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+)*")
_PROOF_ZONE, _PROOF_INSTANT, _PROOF_OFFSET = (
    "Africa/Casablanca",
    datetime(2026, 10, 1, 12, tzinfo=UTC),
    "+0000",
)


def today(zone: str, now: datetime) -> date:
    """Return the local date in `zone` at the instant `now` (which must know its own zone). Refusal for an unknown zone."""
    if now.tzinfo is None:
        raise ValueError("now must know its zone")
    return now.astimezone(read_zone(zone)).date()


def read_zone(zone: str) -> ZoneInfo:
    """Return the zone called `zone`, an IANA name like Africa/Casablanca. Refusal if there is none."""
    try:
        if not _KEY.fullmatch(zone):
            raise ValueError(zone)
        return _pinned(zone) or ZoneInfo(zone)
    except (ValueError, OSError, KeyError):
        raise Refusal(
            problem("config.unknown_zone", file="records/publisher.yaml", field="time_zone", zone=zone[:60])
        ) from None


def check_zones() -> Problem | None:
    """Return the problem of out-of-date zones: Casablanca on 2026-10-01 must stand at +00:00."""
    found = _PROOF_INSTANT.astimezone(read_zone(_PROOF_ZONE)).strftime("%z")
    if found == _PROOF_OFFSET:
        return None
    day = _PROOF_INSTANT.date().isoformat()
    return problem("config.stale_zones", zone=_PROOF_ZONE, found=found, wanted=_PROOF_OFFSET, day=day)


def _pinned(zone: str) -> ZoneInfo | None:
    """Return the zone from the tzdata package; None where the package or the zone is not there."""
    try:
        file = resources.files("tzdata").joinpath("zoneinfo", *zone.split("/"))
        with file.open("rb") as stream:
            return ZoneInfo.from_file(stream, key=zone)
    except (ModuleNotFoundError, FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return None
