"""The facts beside an event's text: in come a Brief and an EventInPeriod, out come places, bodies, people, frameworks, projects."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from generator.dataset.summary import EventInPeriod
from generator.records.event import BodyRole, Event, Part, Person
from generator.report.blocks import Fact
from generator.report.brief import Brief
from generator.report.sections.figures import other_figures
from generator.report.wording import cities, person_words, place_words
from generator.report.words import Words, words

PARTNERS = (BodyRole.PARTNER, BodyRole.IMPLEMENTING_PARTNER)
_ROLES = (
    ("organisers", (BodyRole.CO_ORGANISER, BodyRole.HOST)),
    ("partners", PARTNERS),
    ("supporters", (BodyRole.SUPPORTER,)),
    ("speaker_bodies", (BodyRole.SPEAKER,)),
    ("participants", (BodyRole.PARTICIPANT,)),
)
# Whoever is only quoted stands with the quote.
_PARTS = (
    ("speakers", (Part.SPEAKER, Part.OPENING, Part.PRESENTER)),
    ("facilitators", (Part.FACILITATOR,)),
    ("trainers", (Part.TRAINER,)),
)


def facts(brief: Brief, found: EventInPeriod) -> Iterator[Fact]:
    """Yield the facts of an event, in the order in which they are read."""
    event, own = found.event, found.event.language
    if event.duration and found.whole:
        yield Fact(brief.say("facts.duration"), (brief.run(event.duration, own),))
    venues = [place_words(brief, part.session.place, own, venue=True) for part in found.told]
    if len(found.parts) == 1 and venues[:1] and venues[0] not in ("", *cities(brief, found)):
        yield Fact(brief.say("facts.venue"), (words(venues[0]),))
    if event.target_area:
        yield Fact(brief.say("facts.area"), (brief.run(event.target_area, own),))
    yield from other_figures(brief, found)
    yield from _bodies(brief, event)
    if event.other_participants:
        yield Fact(brief.say("facts.others"), (brief.run(event.other_participants, own),))
    yield from people_by_part(brief, [found])
    if event.countries:
        names = [brief.language.country(code) for code in dict.fromkeys(event.countries.codes)]
        names.sort(key=brief.language.sort_key)
        key = "facts.countries" if event.countries.exhaustive else "facts.countries_such_as"
        yield Fact(brief.say(key, n=len(names)), (words(brief.enumerate(names)),))
    if event.frameworks:
        lines = tuple(words(line) for line in framework_lines(brief, event))
        yield Fact(brief.say("facts.frameworks"), lines)
    if funded := project_lines(brief, event):
        yield Fact(brief.say("facts.projects"), funded)


def _bodies(brief: Brief, event: Event) -> Iterator[Fact]:
    """Yield the bodies by role; a partner bound to a project of the event stands on that project's line instead."""
    projects = brief.projects_of(event)
    bound = {i.organisation for i in event.organisations if i.role in PARTNERS and i.project in projects}
    for key, roles in _ROLES:
        bodies = [b for b in brief.bodies(event, *roles) if roles != PARTNERS or b not in bound]
        if bodies:
            names = tuple(words(brief.full_name(body)) for body in bodies)
            yield Fact(brief.say(f"facts.{key}", n=len(bodies)), names)


def bodies_by_role(
    brief: Brief, events: Sequence[Event], *, known_partners: Collection[str] = ()
) -> Iterator[Fact]:
    """Yield the bodies of several events by role, each once a role, in the order of the events.

    `known_partners` are not named as partners again.
    """
    for key, roles in _ROLES:
        known = known_partners if roles == PARTNERS else ()
        found = (body for event in events for body in brief.bodies(event, *roles) if body not in known)
        bodies = dict.fromkeys(found)
        if bodies:
            names = tuple(words(brief.full_name(body)) for body in bodies)
            yield Fact(brief.say(f"facts.{key}", n=len(bodies)), names)


def people_by_part(brief: Brief, events: Sequence[EventInPeriod]) -> Iterator[Fact]:
    """Yield those who spoke, led or trained in the events, each once a part."""
    people: list[tuple[Person, str]] = []
    for found in events:
        named = (*found.event.people, *(p for part in found.told for p in part.session.people))
        people += [(person, found.event.language) for person in named]
    for key, parts in _PARTS:
        shown = tuple(dict.fromkeys(person_words(brief, p, own) for p, own in people if p.part in parts))
        if shown:
            yield Fact(brief.say(f"facts.{key}", n=len(shown)), tuple(words(person) for person in shown))


def project_lines(brief: Brief, event: Event) -> tuple[Words, ...]:
    """Return one line a project with the donors that pay for it, and one for each direct donor."""
    by_project: dict[str, list[str]] = {}
    for project, donor in brief.donors_of(event):
        by_project.setdefault(project, []).append(brief.credited(donor, project))
    lines: list[Words] = []
    for project, donors in by_project.items():
        by = brief.language.enumerate(list(dict.fromkeys(donors)))
        if not project:
            lines.append(brief.words("facts.funded", donors=by))
            continue
        bound = (i for i in event.organisations if i.project == project and i.role in PARTNERS)
        partners = list(dict.fromkeys(brief.full_name(i.organisation) for i in bound))
        key = "facts.funded_with_partners" if partners else "facts.funded_project"
        together = brief.language.enumerate(partners)
        lines.append(brief.words(key, project=brief.project(project), donors=by, partners=together))
    return tuple(lines)


def framework_lines(brief: Brief, event: Event) -> tuple[str, ...]:
    """Return one line a framework with the goals the event states it serves."""
    goals: dict[str, dict[str, None]] = {}
    for stated in event.frameworks:
        goals.setdefault(stated.framework, {}).update({stated.goal: None} if stated.goal else {})
    lines = []
    for id, numbers in goals.items():
        framework = next(f for f in brief.records.themes.frameworks if f.id == id)
        name = brief.text(framework.name, brief.records.themes.language)
        key = "facts.framework_goals" if numbers else "facts.framework"
        shown = brief.language.enumerate(list(numbers))
        lines.append(brief.say(key, name=name, n=len(numbers), goals=shown))
    return tuple(lines)


def donor_names(brief: Brief, event: Event) -> tuple[str, ...]:
    """Return the donors of an event as they are credited, each once."""
    return tuple(dict.fromkeys(brief.credited(donor, project) for project, donor in brief.donors_of(event)))
