"""Reads what is to be approved: in comes a word a person typed or pasted, out comes an event's id or the order of an edition.

An edition is KIND/PERIOD/AUDIENCE (or SERIES/…), in any order, the kind and the audience left out where they are usual; its folder in
reports/ and its file in records/editions/ name it too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from generator.cli.nearest_period import nearest_period
from generator.cli.registers import donors_of, fiscal_month_of, project_donors, projects_of
from generator.cli.wishes import near_donors, read_period
from generator.errors import Problem, Refusal, problem
from generator.period import Period
from generator.records.audience import DONOR, INTERNAL, PUBLIC

_FOLDERS = ("records", "reports", "editions", "events")
_NUMBER = re.compile(r"(?:draft|final)-\d+")
_USUAL, _USUAL_FOR_A_DONOR = "activity-report", "donor-summary"


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be approved: an event, or an edition by its kind or series, period, audience and project."""

    event: str = ""
    kind: str = ""
    series: str = ""
    period: Period | None = None
    audience: str = PUBLIC
    project: str = ""


@dataclass(slots=True)
class _Parts:
    """The parts of an edition's name as they were recognised; `guessed` where one had to be mended."""

    kind: str = ""
    period: str = ""
    audience: str = ""
    project: str = ""
    guessed: bool = False


class Targets:
    """Reads targets of one workspace."""

    def __init__(
        self,
        workspace: Path,
        kinds: Sequence[str],
        series: Sequence[str],
        events: Sequence[str],
        today: date,
    ) -> None:
        """Keep what there is to name: kinds of documents, series, events, donors and projects."""
        self._workspace, self._today = workspace, today
        self._series, self._events = list(series), list(events)
        self._kinds = [*kinds, *series]
        self._donors: Mapping[str, tuple[str, ...]] = donors_of(workspace)

    def read(self, given: str) -> Target:
        """Return what `given` names. Refusal with what was probably meant."""
        pieces = _pieces(given)
        if (event := pieces[-1] if pieces else "") in self._events:
            return Target(event=event)
        found = self._edition(pieces)
        if found is None or found.guessed or not found.period:
            raise Refusal(self._unknown(given, event, found))
        audience = found.audience or PUBLIC
        period = read_period(found.period, self._today, fiscal_month_of(self._workspace, audience))
        name = _kind(found)
        kind, series = ("", name) if name in self._series else (name, "")
        return Target("", kind, series, period, audience, found.project)

    def _edition(self, pieces: Sequence[str]) -> _Parts | None:
        """Return the parts of an edition's name; None where a piece is none of them, nor near one."""
        found = _Parts()
        for piece in pieces:
            head, _, rest = piece.partition("--")
            if not self._take(found, head) or (rest and not self._take_donor(found, rest)):
                return None
        if found.project and not found.audience:
            payers = project_donors(self._workspace, found.project)
            found.audience = f"{DONOR}{payers[0]}" if len(payers) == 1 else ""
        return found

    def _take(self, found: _Parts, piece: str) -> bool:
        if not found.kind and piece in self._kinds:
            found.kind = piece
        elif not found.period and self._is_period(piece):
            found.period = piece
        elif not found.audience and piece in (PUBLIC, INTERNAL):
            found.audience = piece
        elif not found.audience and (donor := self._donor(piece)):
            found.audience, found.guessed = f"{DONOR}{donor[0]}", found.guessed or donor[1]
        elif not found.kind and (near := get_close_matches(piece.casefold(), self._kinds, 1, 0.6)):
            found.kind, found.guessed = near[0], True
        elif not found.period and (near_one := nearest_period(piece, self._today)):
            found.period, found.guessed = near_one, True
        else:
            return False
        return True

    def _take_donor(self, found: _Parts, rest: str) -> bool:
        """Take what follows `--` in the name of a file or folder: a donor, its project, or both."""
        for piece in rest.split("--"):
            if piece in projects_of(self._workspace):
                found.project = piece
            elif not found.audience and (donor := self._donor(piece)):
                found.audience, found.guessed = f"{DONOR}{donor[0]}", found.guessed or donor[1]
            else:
                return False
        return True

    def _donor(self, piece: str) -> tuple[str, bool] | None:
        """Return the donor that `piece` names, by its id or another name, and whether that is a guess."""
        named = re.sub(r"^(?:donor|bailleur)[:-]", "", piece)
        if named in self._donors:
            return named, False
        near = near_donors(named, self._donors)
        return (near[0], True) if near else None

    def _is_period(self, piece: str) -> bool:
        try:
            Period.fiscal(piece, 1) if piece[:2].upper() == "FY" else Period.parse(piece)
        except ValueError:
            return False
        return True

    def _unknown(self, given: str, last: str, found: _Parts | None) -> Problem:
        """Return the problem of a word that names nothing, with the event or the edition it comes nearest to."""
        near = get_close_matches(last, self._events, 1, 0.75)
        if not near and found and found.period:
            near = [self._meant(found)]
        if near := near or get_close_matches(last, self._events, 1, 0.5):
            return problem("approval.unknown_near", given=given[:90], nearest=near[0])
        return problem("approval.unknown", given=given[:90])

    def _meant(self, found: _Parts) -> str:
        period = found.period if found.period[:2].upper() == "FY" else Period.parse(found.period).code
        project = f"--{found.project}" if found.project else ""
        return f"{_kind(found)}/{period}/{found.audience or PUBLIC}{project}"


def _kind(found: _Parts) -> str:
    return found.kind or (_USUAL_FOR_A_DONOR if found.audience.startswith(DONOR) else _USUAL)


def _pieces(given: str) -> list[str]:
    """Return the parts of what was typed, without the folders around them and what a file is called at its end."""
    pieces = [piece for piece in re.split(r"[\\/]+", given.strip()) if piece not in ("", ".")]
    for folder in ("records", "reports"):
        if folder in pieces:
            pieces = pieces[pieces.index(folder) + 1 :]
    number = next((at for at, piece in enumerate(pieces) if _NUMBER.fullmatch(piece)), len(pieces))
    return [piece.removesuffix(".yaml") for piece in pieces[:number] if piece not in _FOLDERS]
