"""What stands between a draft and a final: in comes a Brief, out come the problems that block, each with its remedy, and warnings.

A final is refused while a blocker stands; a draft tells of all of them and is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.dataset.summary import Summary
from generator.errors import Problem, problem
from generator.records.approvals import CODES, Signed, Standing, facts_of, signed
from generator.records.audience import INTERNAL
from generator.records.checks import CHECKS, Severity
from generator.records.obligations import Strength
from generator.report.brief import Brief
from generator.report.choices import strays
from generator.report.consents import consents
from generator.report.matters import file_of, slips
from generator.report.obligations import missing
from generator.report.sections.donor import donor_of

# What a person writes for an edition. A number, an order, a choice of events are no texts.
_TEXTS = (
    *("foreword", "editorial", "context", "takeaways", "sections", "headline", "preheader", "upcoming"),
    *("publications", "restatements"),
)


def blockers(brief: Brief) -> Iterator[Problem]:
    """Yield each thing that must be mended before this edition can be final."""
    for found in brief.summary.undated:
        if not found.set_aside:
            file, own = file_of(brief, found.id), brief.own_file()
            yield problem("final.undated", file=file, field="date", event=found.id, edition=own)
    yield from unapproved(brief)
    yield from _checks(brief)
    for donor in _strict_donors(brief):
        yield from missing(brief, donor)


def told(summary: Summary) -> tuple[str, ...]:
    """Return the events that an edition prints anything of; what is announced is printed too, among the dates to come."""
    events = (found.id for found in summary.events)
    return tuple(dict.fromkeys((*events, *summary.announced, *summary.coming)))


def unapproved(brief: Brief) -> Iterator[Problem]:
    """Yield a problem for each record that nobody answers for as it stands, and one for the edition's own texts.

    The remedy of several is the one command that approves the edition with all of them.
    """
    standings = {event: _standing(brief, event) for event in told(brief.summary)}
    waiting = {event: now for event, now in standings.items() if not now.standing.accepted}
    written = brief.edition.approval or any(getattr(brief.edition, name) for name in _TEXTS)
    texts = signed(brief.edition)
    unread = bool(written) and not texts.standing.accepted
    for event, now in waiting.items():
        field = "state" if now.standing in (Standing.NOT_APPROVED, Standing.UNSIGNED) else "approval"
        facts = facts_of(_edition(brief) if len(waiting) + unread > 1 else event, now)
        yield problem(CODES[now.standing], file=file_of(brief, event), field=field, **facts)
    if unread:
        code = CODES[texts.standing] if texts.by else "final.texts_not_approved"
        yield problem(code, file=brief.own_file(), field="approval", **facts_of(_edition(brief), texts))


def _standing(brief: Brief, event: str) -> Signed:
    return brief.signed.get(event) or signed(brief.records.events[event])


def _checks(brief: Brief) -> Iterator[Problem]:
    """Yield each editorial check that stands about what is printed, where it blocks; those of approvals were told."""
    for found in (*slips(brief, told(brief.summary)), *strays(brief), *consents(brief)):
        check = CHECKS.get(found.code)
        if check and check.severity is Severity.BLOCKING and found.code not in CODES.values():
            yield replace(found, warning=False)


def warnings(brief: Brief) -> Iterator[Problem]:
    """Yield what a draft tells: how many records wait to be approved, and all that is missing of its donors' statements,
    also where it blocks nothing."""
    yield from _waiting(brief)
    for donor in (strict := _strict_donors(brief)):
        yield from (replace(found, warning=True) for found in missing(brief, donor))
    register = brief.records.files.get("organisations")
    file = register.path if register else "records/organisations.yaml"
    for donor in () if donor_of(brief) else _credited(brief):
        if donor not in strict and any(missing(brief, donor)):
            field = f"{donor}.statements"
            yield problem("obligation.credit_only", file=file, field=field, donor=donor, warning=True)


def _waiting(brief: Brief) -> Iterator[Problem]:
    """Yield one line for all records that are not approved: a first draft has many of them."""
    new = ("final.not_approved", "final.unsigned", "final.texts_not_approved")
    if count := sum(found.code in new for found in unapproved(brief)):
        code = "approval.waiting" if count > 1 else "approval.waiting_one"
        yield problem(code, what=_edition(brief), count=count, warning=True)


def _edition(brief: Brief) -> str:
    """Return what `bilan approve` is given for this edition."""
    internal = f"/{INTERNAL}" if brief.summary.audience == INTERNAL else ""
    return f"{brief.edition_name.removeprefix('edition/')}{internal}"


def _strict_donors(brief: Brief) -> tuple[str, ...]:
    """Return the donors whose statement a final cannot do without: its own donor, and those whose register entry says so."""
    if donor := donor_of(brief):
        return (donor,)
    bodies = brief.records.organisations
    return tuple(donor for donor in _credited(brief) if bodies[donor].obligation is Strength.REQUIRED)


def _credited(brief: Brief) -> tuple[str, ...]:
    found = {donor for event in brief.summary.events for _, donor in brief.donors_of(event.event)}
    return tuple(sorted(found))
