"""What is told of a regular run: in comes a Run, out come plain values for machines, and words without anybody's data.

A problem's own sentence may repeat a value of a record. What leaves the terminal (a notice, the log) never does: it names the
record and the field, and of facts only ids, dates and numbers (hostile-input P10).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from generator.errors import Problem
from generator.messages.catalogue import describe
from generator.schedule.run import Outcome, Run

FORMAT_VERSION = 1
# Facts that are ids, dates, numbers or names of files; any other may be words of a record.
_HARMLESS = frozenset(
    {
        "what",
        "records",
        "editions",
        "number",
        "next",
        "count",
        "words",
        "limit",
        "date",
        "day",
        "today",
        "latest",
        "period",
        "seconds",
        "megabytes",
        "host",
        "port",
    }
)
_FIELD = re.compile(r"[a-z0-9_.\[\]-]*")
_HIDDEN = "…"


def machine(run: Run, language: str, *, dry: bool = False) -> dict[str, Any]:
    """Return what a run found and did, with stable keys; messages are in `language`, and may repeat what a record says."""
    return {
        "format": FORMAT_VERSION,
        "day": run.day.isoformat(),
        "dry_run": dry,
        "exit_code": run.exit_code,
        "quiet": run.quiet,
        "editions": [
            edition(outcome)
            | {
                "due": outcome.slot.due.isoformat(),
                "problems": [as_values(found, language) for found in outcome.problems],
                "blocked": [as_values(found, language) for found in outcome.blocked],
            }
            for outcome in run.outcomes
        ],
        "recorded": [issue.folder for issue in run.recorded],
        "problems": [as_values(found, language) for found in run.problems],
    }


def edition(outcome: Outcome) -> dict[str, Any]:
    """Return which edition it is and what became of it, by ids and names alone."""
    return {
        "series": outcome.slot.series,
        "audience": outcome.slot.audience,
        "period": outcome.slot.period.code,
        "what": outcome.what.value,
        "status": outcome.status,
        "number": outcome.number,
        "folder": f"reports/{outcome.folder}" if outcome.folder else "",
    }


def as_values(found: Problem, language: str) -> dict[str, Any]:
    """Return a problem with all it says, for the person who asked."""
    return {
        "file": found.file,
        "line": found.line,
        "column": found.column,
        "field": found.field,
        "code": found.code,
        "warning": found.warning,
        "message": describe(found, language),
    }


def bare(problems: Iterable[Problem]) -> list[dict[str, str]]:
    """Return where each problem is and which, without a word of a record; alike ones once."""
    found = dict.fromkeys((one.file, _field(one), one.code) for one in problems)
    return [{"file": file, "field": field, "code": code} for file, field, code in found]


def discreet(found: Problem, language: str) -> str:
    """Return the line of a problem in which whatever a record may say is left out."""
    facts = tuple((name, value if name in _HARMLESS else _HIDDEN) for name, value in found.facts)
    hidden = replace(found, field=_field(found), facts=facts)
    return describe(hidden, language)


def _field(found: Problem) -> str:
    """Return the field where it is a name of ours; a mistyped one could be anything."""
    return found.field if _FIELD.fullmatch(found.field) else _HIDDEN
