"""The fixed chapters of an interim narrative report to the EU: in comes a Brief made from the donor's view, out come sections.

Every chapter stands in every document, for the form has it. What the records state is filled in, an officer's text goes
where it is asked for; what neither gives is a prompt in a draft and "not applicable" in a final.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.errors import Problem, problem
from generator.period import DateSpan
from generator.records.event import BodyRole
from generator.records.registers import Standing
from generator.report.blocks import Block, BulletList, Paragraph, Role
from generator.report.brief import Brief
from generator.report.markdown import count_words
from generator.report.model import Section, Status
from generator.report.sections import donor
from generator.report.sections.back import upcoming
from generator.report.sections.cover import city_names
from generator.report.sections.glance import people_sentences
from generator.report.sections.points import shared
from generator.report.typography import capital
from generator.report.words import Words, words

SUMMARY = "eu-2-summary"
HALF_A_PAGE = 250  # words
STATE = (
    Standing.HEAD_OF_STATE,
    Standing.GOVERNMENT,
    Standing.CONSTITUTIONAL_BODY,
    Standing.PUBLIC_AGENCY,
    Standing.REGION,
)


def description(brief: Brief) -> tuple[Section, ...]:
    """Return chapter 1: who, what, under which contract, when, where, for whom."""
    told = brief.projects_told() or tuple(brief.records.projects)
    projects = [brief.records.projects[id] for id in told]
    partners = dict.fromkeys(body for project in projects for body in project.partners)
    references = dict.fromkeys(
        given.reference
        for project in projects
        for given in project.donors
        if given.organisation == donor.donor_of(brief) and given.reference
    )
    period, cities = brief.summary.period, city_names(brief)
    whole = DateSpan.parse(f"{period.start}/{period.end}")
    rows: tuple[tuple[str, Iterator[Words]], ...] = (
        ("coordinator", iter([words(brief.full_name(brief.records.publisher.organisation))])),
        ("contact", _contact(brief)),
        ("entities", (words(brief.full_name(body)) for body in partners)),
        ("title", (words(brief.project(id)) for id in told)),
        ("contract", (words(brief.set(reference)) for reference in references)),
        ("period", iter([words(brief.set(brief.language.span(whole)))])),
        ("countries", (brief.run(project.area, project.language) for project in projects if project.area)),
        ("groups", (words(capital(sentence)) for sentence in people_sentences(brief))),
        ("places", iter([words(brief.enumerate(cities.values()))] if cities else [])),
    )
    inner = tuple(_row(brief, code, tuple(dict.fromkeys(lines))) for code, lines in rows)
    return (Section("eu-1-description", brief.say("narrative.chapter.description"), (), inner),)


def assessment(brief: Brief) -> tuple[Section, ...]:
    """Return chapter 2: summary, activities and results, indicators, difficulties, updated plan."""
    activities = next(iter(donor.activities(brief)), None)
    results = _blocks_of(donor.results(brief))
    told = list(activities.sections if activities else ())
    if results or "eu-2-results" in brief.edition.sections:
        told.append(Section("eu-2-results", brief.say("section.results"), results))
    none = () if told else (Paragraph(brief.words("donor.no_activity")),)
    inner = (
        _summary(brief),
        Section("eu-2-activities", brief.say("narrative.title.2_activities"), none, tuple(told)),
        _part(brief, "eu-2-indicators", _blocks_of(donor.indicators(brief))),
        _part(brief, "eu-2-difficulties", ()),
        _part(brief, "eu-2-plan", _blocks_of(upcoming(brief))),
    )
    return (Section("eu-2-assessment", brief.say("narrative.chapter.assessment"), (), inner),)


def cooperation(brief: Brief) -> tuple[Section, ...]:
    """Return chapter 3: those who carry the action out, authorities of the state, other partners, synergies."""
    bodies = brief.records.organisations
    told = [found.event for found in brief.shown()]
    entities = dict.fromkeys(b for e in told for b in brief.bodies(e, BodyRole.IMPLEMENTING_PARTNER))
    met = dict.fromkeys(body for event in told for body in brief.bodies(event, *BodyRole))
    own = {brief.records.publisher.organisation}
    others = [b for b in met if b not in entities and b not in own and not bodies[b].donor]
    inner = (
        _part(brief, "eu-3-entities", _names(brief, list(entities))),
        _part(brief, "eu-3-authorities", _names(brief, [b for b in others if bodies[b].standing in STATE])),
        _part(brief, "eu-3-partners", _names(brief, [b for b in others if bodies[b].standing not in STATE])),
        _part(brief, "eu-3-synergies", tuple(_shared(brief))),
    )
    return (Section("eu-3-cooperation", brief.say("narrative.chapter.cooperation"), (), inner),)


def visibility(brief: Brief) -> tuple[Section, ...]:
    """Return chapter 4: where the donor was credited."""
    blocks = _blocks_of(donor.visibility(brief))
    return (_part(brief, "eu-4-visibility", blocks, brief.say("narrative.chapter.visibility")),)


def remarks(brief: Brief) -> Iterator[Problem]:
    """Yield a warning for an officer's summary that is too long for the form."""
    own = brief.edition.sections.get(SUMMARY)
    length = count_words(own.get(brief.language.code, brief.edition.language)[0]) if own else 0
    if length > HALF_A_PAGE:
        facts = {"words": length, "limit": HALF_A_PAGE}
        field = f"sections.{SUMMARY}"
        yield problem("final.summary_long", file=brief.own_file(), field=field, warning=True, **facts)


def _contact(brief: Brief) -> Iterator[Words]:
    """Yield the office's public contact; a person's name is for an officer to write."""
    publisher = brief.records.publisher
    yield from (brief.run(line, publisher.language) for line in publisher.contact_lines)
    if publisher.email:
        yield words(publisher.email)


def _row(brief: Brief, name: str, lines: tuple[Words, ...]) -> Section:
    """Return a line of the description; an officer's text stands in the place of what the records give."""
    code = f"eu-1-{name}"
    own = code in brief.edition.sections
    return _part(brief, code, () if own else tuple(Paragraph(line) for line in lines))


def _summary(brief: Brief) -> Section:
    """Return the summary: an officer's, else key points from the figures; a draft without one asks for it."""
    blocks = () if SUMMARY in brief.edition.sections else _blocks_of(donor.key_points(brief))
    written = _part(brief, SUMMARY, blocks)
    if SUMMARY in brief.edition.sections or brief.status is Status.FINAL or not blocks:
        return written
    return Section(SUMMARY, written.title, (*blocks, _prompt(brief, SUMMARY)))


def _part(brief: Brief, code: str, blocks: Sequence[Block], title: str = "") -> Section:
    """Return a part of the form with `blocks`, which an officer's text may precede; never an empty one."""
    name = code.partition("-")[2].replace("-", "_")
    shown = title or brief.say(f"narrative.title.{name}")
    if blocks or code in brief.edition.sections:
        return Section(code, shown, tuple(blocks))
    if brief.status is Status.FINAL:
        return Section(code, shown, (Paragraph(brief.words("label.not_applicable")),))
    return Section(code, shown, (_prompt(brief, code),))


def _prompt(brief: Brief, code: str) -> Paragraph:
    name = code.rpartition("-")[2]
    key = (
        f"narrative.prompt.{name}"
        if name in ("contract", "indicators", "summary")
        else "narrative.prompt.text"
    )
    return Paragraph(brief.words(key, code=code), Role.PROMPT)


def _names(brief: Brief, bodies: Sequence[str]) -> tuple[Block, ...]:
    items = tuple(words(brief.full_name(body)) for body in bodies)
    return (BulletList(items),) if items else ()


def _shared(brief: Brief) -> Iterator[Block]:
    """Yield with whom results are co-funded, by public names."""
    if said := shared(brief, brief.shown()):
        yield Paragraph(words(said))


def _blocks_of(sections: Sequence[Section]) -> tuple[Block, ...]:
    return tuple(block for section in sections for block in section.blocks)
