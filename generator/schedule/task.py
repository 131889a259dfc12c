"""What a regular run asks for and gets, without what makes documents: a quiet run must start fast."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from generator.errors import Problem
from generator.schedule.slots import Slot

if TYPE_CHECKING:
    from generator.pipeline import Made


class What(Enum):
    """What came of an edition that is due."""

    MADE = "made"
    UNCHANGED = "unchanged"
    NOTHING = "nothing"  # nothing to report, and the series makes nothing of that
    STALE = "stale"  # issued or edited by a person, and the records have changed since
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Task:
    """A slot to fill on the day `today`: as a final where its series issues finals; `draw` False only finds out what is to be done."""

    slot: Slot
    final: bool
    today: date
    draw: bool = True


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of a task. `blocked` says why a series of finals got a draft instead; `found` is the edition that stands."""

    task: Task
    what: What
    made: Made | None = None
    found: str = ""  # its folder below reports/
    problems: tuple[Problem, ...] = ()  # what the team must know
    blocked: tuple[Problem, ...] = ()
    exit_code: int = 0
