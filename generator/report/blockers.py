"""What stands between a draft and a final: in comes a Brief, out come the problems that block, each with its remedy, and warnings.

A final is refused while a blocker stands; a draft tells of all of them and is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.errors import Problem, problem
from generator.records.event import State
from generator.records.obligations import Strength
from generator.report.brief import Brief
from generator.report.obligations import missing
from generator.report.sections.donor import donor_of


def blockers(brief: Brief) -> Iterator[Problem]:
    """Yield each thing that must be mended before this edition can be final."""
    for found in brief.summary.undated:
        if not found.set_aside:
            yield problem("final.undated", file=_file(brief, found.id), field="date")
    # What is announced is printed too, among the dates to come.
    told = (found.id for found in brief.summary.events)
    for event in dict.fromkeys((*told, *brief.summary.announced, *brief.summary.coming)):
        if brief.records.events[event].state is State.DRAFT:
            yield problem("final.not_approved", file=_file(brief, event), field="state")
    for donor in _strict_donors(brief):
        yield from missing(brief, donor)


def warnings(brief: Brief) -> Iterator[Problem]:
    """Yield what a draft tells of its donors' statements: all that is missing, also where it blocks nothing."""
    for donor in (strict := _strict_donors(brief)):
        yield from (replace(found, warning=True) for found in missing(brief, donor))
    credited = () if donor_of(brief) else _credited(brief)
    if lacking := [donor for donor in credited if donor not in strict and any(missing(brief, donor))]:
        file = brief.records.files.get("organisations")
        where = file.path if file else "records/organisations.yaml"
        yield problem("obligation.credit_only", file=where, donors=", ".join(lacking), warning=True)


def _strict_donors(brief: Brief) -> tuple[str, ...]:
    """Return the donors whose statement a final cannot do without: its own donor, and those whose register entry says so."""
    if donor := donor_of(brief):
        return (donor,)
    bodies = brief.records.organisations
    return tuple(donor for donor in _credited(brief) if bodies[donor].obligation is Strength.REQUIRED)


def _credited(brief: Brief) -> tuple[str, ...]:
    found = {donor for event in brief.summary.events for _, donor in brief.donors_of(event.event)}
    return tuple(sorted(found))


def _file(brief: Brief, event: str) -> str:
    return brief.records.files[f"event/{event}"].path
