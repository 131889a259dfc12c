"""Acknowledgements: in comes a Brief, out comes each body of the period once, under the first heading it deserves."""

from __future__ import annotations

from dataclasses import replace

from generator.records.event import BodyRole
from generator.records.registers import Standing
from generator.report.blocks import Acknowledgements, Body, BodyGroup
from generator.report.brief import Brief
from generator.report.model import Section
from generator.report.untranslated import bare

Headings = tuple[tuple[str, tuple[BodyRole, ...]], ...]
# A body with several roles is thanked under the first of these.
HEADINGS: Headings = (
    ("organisers", (BodyRole.ORGANISER, BodyRole.CO_ORGANISER, BodyRole.HOST)),
    ("partners", (BodyRole.PARTNER, BodyRole.IMPLEMENTING_PARTNER)),
    ("supporters", (BodyRole.SUPPORTER,)),
    ("speakers", (BodyRole.SPEAKER,)),
    ("participants", (BodyRole.PARTICIPANT,)),
)
_STANDINGS = tuple(Standing)


def thanks(brief: Brief) -> tuple[Section, ...]:
    """Return the acknowledgements: donors by name in the document's language, the others by role, then protocol rank."""
    groups = _groups(brief, HEADINGS)
    return (Section("thanks", brief.say("section.thanks"), (Acknowledgements(groups),)),) if groups else ()


def support(brief: Brief) -> tuple[Section, ...]:
    """Return the acknowledgements of a letter: donors, organisers, partners and supporters."""
    groups = tuple(
        replace(group, bodies=tuple(replace(body, detail="") for body in group.bodies))
        for group in _groups(brief, HEADINGS[:3])
    )
    title = brief.say("section.support" if _donors(brief) else "section.thanks")
    return (Section("support", title, (Acknowledgements(groups),)),) if groups else ()


def _groups(brief: Brief, headings: Headings) -> tuple[BodyGroup, ...]:
    groups: list[BodyGroup] = []
    thanked = _ourselves(brief)
    donors = _donors(brief)
    if donors:
        ordered = sorted(donors, key=lambda body: (brief.language.sort_key(brief.name(body)), body))
        bodies = tuple(_body(brief, id, brief.enumerate(donors[id])) for id in ordered)
        groups.append(BodyGroup(brief.say("thanks.donors", n=len(ordered)), bodies))
        thanked |= set(donors)
    for heading, roles in headings:
        found = {
            body for event in brief.summary.events for body in brief.bodies(event.event, *roles)
        } - thanked
        if found:
            ordered = sorted(found, key=lambda body: _protocol(brief, body))
            groups.append(
                BodyGroup(
                    brief.say(f"thanks.{heading}", n=len(found)), tuple(_body(brief, id) for id in ordered)
                )
            )
            thanked |= found
    return tuple(groups)


def _ourselves(brief: Brief) -> set[str]:
    """Return the publisher and the bodies it belongs to: nobody thanks themselves."""
    found: set[str] = set()
    body: str | None = brief.records.publisher.organisation
    while body and body not in found:
        found.add(body)
        body = brief.records.organisations[body].parent
    return found


def _donors(brief: Brief) -> dict[str, tuple[str, ...]]:
    """Return each donor of the period with the projects it paid for, in short."""
    found: dict[str, list[str]] = {}
    for event in brief.summary.events:
        for project, donor in brief.donors_of(event.event):
            names = found.setdefault(donor, [])
            if project and (name := brief.short_project(project)) not in names:
                names.append(name)
    return {donor: tuple(names) for donor, names in found.items()}


def _protocol(brief: Brief, body: str) -> tuple[object, ...]:
    """Return the order of protocol: rank of the state's bodies first, then the register's own order, then the name."""
    found = brief.records.organisations[body]
    return _STANDINGS.index(found.standing), found.rank, brief.language.sort_key(brief.name(body)), body


def _body(brief: Brief, id: str, detail: str = "") -> Body:
    found = brief.records.organisations[id]
    name, acronym = brief.name(id), brief.acronym(id)
    alt = brief.text(found.logo_alt, brief.records.publisher.language) or brief.say(
        "thanks.logo_alt", name=name
    )
    logo = f"logos/{found.logo}" if found.logo else ""
    return Body(name, "" if acronym in bare(name).split() else acronym, logo, alt if logo else "", detail)
