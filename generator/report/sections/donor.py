"""The sections of a donor's summary: in comes a Brief made from that donor's view, out come project, results and what is owed.

Nothing here looks beyond the view (generator/records/view.py): of those who pay too, only the public name is there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.dataset.summary import EventInPeriod
from generator.records.audience import DONOR
from generator.records.event import OutcomeKind
from generator.records.obligations import ObligationPlace, Strength
from generator.records.registers import Project
from generator.report.blocks import (
    Block,
    BulletList,
    Card,
    Column,
    ColumnKind,
    Fact,
    FactList,
    KeyFigures,
    Paragraph,
    Role,
    Table,
)
from generator.report.brief import Brief, Issued
from generator.report.model import Part, Section, Status
from generator.report.obligations import statements_at
from generator.report.sections.back import gaps
from generator.report.sections.cover import key_figures
from generator.report.sections.density import features, few
from generator.report.sections.facts import bodies_by_role, framework_lines, people_by_part
from generator.report.sections.figures import sessions, spread
from generator.report.sections.glance import indicator_notes
from generator.report.sections.points import cofunders, points, shared
from generator.report.sections.quotes import speaker_words
from generator.report.sections.telling import as_card, as_row, later, marked_dateline, rest_table, shortened
from generator.report.sections.telling import pictures as pictures_of
from generator.report.typography import capital
from generator.report.wording import count_words, split_words
from generator.report.words import Source, Text, Words, plain, words


def donor_of(brief: Brief) -> str:
    """Return the donor whose document it is; empty for another audience."""
    audience = brief.summary.audience
    return audience.removeprefix(DONOR) if audience.startswith(DONOR) else ""


def projects(brief: Brief) -> tuple[Section, ...]:
    """Return the facts of each project of the donor that the period tells, else of all its projects."""
    lists = tuple(
        FactList(brief.project(id), tuple(_project_facts(brief, id, brief.records.projects[id])))
        for id in brief.projects_told() or brief.records.projects
    )
    shown = tuple(block for block in lists if block.facts)
    return (Section("project", brief.say("section.project", n=len(shown)), shown),) if shown else ()


def _project_facts(brief: Brief, id: str, project: Project) -> Iterator[Fact]:
    donor = donor_of(brief)
    yield Fact(brief.say("donor.credited"), (words(capital(brief.credited(donor, id))),))
    others = [capital(brief.credited(d.organisation, id)) for d in project.donors if d.organisation != donor]
    if others:
        yield Fact(brief.say("donor.cofunders", n=len(others)), tuple(map(words, others)))
    for given in project.donors:
        if given.organisation == donor and given.reference:
            yield Fact(brief.say("donor.reference"), (words(given.reference),))
    if project.reference:
        yield Fact(brief.say("donor.own_reference"), (words(project.reference),))
    if project.dates:
        yield Fact(brief.say("donor.dates"), (words(brief.set(brief.language.span(project.dates))),))
    if project.area:
        area = (replace(run, text=capital(run.text)) for run in brief.run(project.area, project.language))
        yield Fact(brief.say("facts.area"), (tuple(area),))
    if project.themes:
        yield Fact(
            brief.say("donor.themes", n=len(project.themes)),
            tuple(words(brief.theme(theme)) for theme in project.themes),
        )
    if project.partners:
        names = tuple(words(brief.full_name(body)) for body in project.partners)
        yield Fact(brief.say("facts.partners", n=len(names)), names)


def key_points(brief: Brief) -> tuple[Section, ...]:
    """Return what to remember, the editor's or up to four sentences; without activity, that there was none."""
    title = brief.say("section.key_points")
    if not brief.shown():
        none = Paragraph(brief.words("donor.no_activity"), Role.LEAD)
        return (Section("key-points", title, (none,)),)
    if brief.edition.takeaways:
        said = tuple(brief.rich(text, brief.edition.language) for text in brief.edition.takeaways)
    else:
        said = tuple(words(capital(point)) for point in dict.fromkeys(points(brief)) if point)
    return (Section("key-points", title, (BulletList(said),)),)


def essentials(brief: Brief) -> tuple[Section, ...]:
    """Return the key points, with the figures of people, activities and places under them.

    Few activities without a figure of people need no tiles that say how few they are.
    """
    figures = key_figures(brief, counted=())[: brief.kind.limits.cover_figures]
    counted = not few(brief) or any(people.total.known for people in brief.summary.people)
    tiles = (KeyFigures(figures),) if brief.summary.held and figures and counted else ()
    return tuple(replace(section, blocks=(*section.blocks, *tiles)) for section in key_points(brief))


def activities(brief: Brief) -> tuple[Section, ...]:
    """Return the activities, each told while they are few; of many, the features, then cards and a table of the rest."""
    shown = brief.shown()
    if not shown:
        return ()
    full = shown if few(brief) else features(brief, shown)
    rest = [found for found in shown if found not in full]
    cards, rows = rest[: brief.kind.limits.cards], rest[brief.kind.limits.cards :]
    inner = [_activity(brief, found) for found in full]
    if cards:
        blocks = tuple(_card(brief, found) for found in cards)
        inner.append(Section("activities-cards", brief.say("section.in_brief"), blocks))
    if rows:
        together = shared(brief, rows)
        foot = (words(together), brief.words("donor.whole")) if together else ()
        table = rest_table(brief, (_row(brief, found) for found in rows), foot)
        inner.append(Section("activities-rest", brief.say("section.other"), (table,)))
    return (Section("activities", brief.say("section.activities", n=len(shown)), (), tuple(inner)),)


def _activity(brief: Brief, found: EventInPeriod) -> Section:
    event = found.event
    blocks: list[Block] = [Paragraph(words(marked_dateline(brief, found)), Role.DATELINE)]
    if not found.counted:
        blocks.append(Paragraph(words(later(brief, found)), Role.NOTICE))
    if found.whole and (told := shortened(brief, found, brief.kind.limits.headline_words)):
        blocks.append(Paragraph(told.content, source=told.source))
    blocks += sessions(brief, found)
    if found.counted:
        blocks += spread(brief, event)
    if brief.records.cofunders.get(found.id):
        together = brief.words("donor.cofunded", donors=cofunders(brief, [found]))
        blocks.append(Paragraph(together, Role.NOTICE))
    if event.frameworks:
        lines = tuple(words(line) for line in framework_lines(brief, event))
        blocks.append(FactList("", (Fact(brief.say("facts.frameworks"), lines),)))
    return Section(f"event-{found.id}", brief.short_title(event), tuple(blocks))


def _card(brief: Brief, found: EventInPeriod) -> Card:
    """Return an activity in brief: whoever reads knows who pays, and is told who pays too."""
    payers = []
    if brief.records.cofunders.get(found.id):
        payers.append(Fact(brief.say("donor.with"), (words(cofunders(brief, [found])),)))
    return as_card(brief, found, payers=payers)


def _row(brief: Brief, found: EventInPeriod) -> tuple[Words, ...]:
    """Return an activity as a row, marked where others pay too: the foot of the table says who."""
    title, *rest = as_row(brief, found)
    if brief.records.cofunders.get(found.id):
        title = (*title, Text(f" ({brief.say('donor.marked')})"))
    return (title, *rest)


def indicators(brief: Brief) -> tuple[Section, ...]:
    """Return the indicators of the donor's projects against baseline and target, or nothing without any."""
    found = brief.summary.indicators
    if not found:
        return ()
    rows = []
    for one in found:
        own = one.indicator.language
        label = f"{brief.text(one.indicator.label, own)} ({brief.text(one.indicator.unit, own)})"
        unknown = brief.say("count.not_stated_short")
        start, aim = (
            count_words(brief, c) if c else unknown for c in (one.indicator.baseline, one.indicator.target)
        )
        value = split_words(brief, one.count, {"women": one.value.women, "men": one.value.men})
        rows.append((words(label), words(start), words(value), words(aim)))
    columns = (
        Column(brief.say("table.indicator")),
        *(Column(brief.say(f"table.{name}"), ColumnKind.NUMBER) for name in ("baseline", "value", "target")),
    )
    foot = (brief.words("table.indicators_foot"), *map(words, indicator_notes(brief)))
    table = Table(brief.say("table.indicators_caption"), columns, tuple(rows), foot=foot)
    return (Section("indicators", brief.say("section.indicators"), (table,)),)


def institutions(brief: Brief) -> tuple[Section, ...]:
    """Return the bodies of the activities by role, then those who spoke or led, each once.

    A partner that the facts of a project name is not named as a partner again.
    """
    shown = brief.shown()
    named = {body for id in brief.projects_told() for body in brief.records.projects[id].partners}
    bodies = bodies_by_role(brief, [found.event for found in shown], known_partners=named)
    facts = tuple(_in_a_row(brief, fact) for fact in (*bodies, *people_by_part(brief, shown)))
    if not facts:
        return ()
    return (Section("institutions", brief.say("section.institutions"), (FactList("", facts),)),)


def _in_a_row(brief: Brief, fact: Fact) -> Fact:
    """Return a fact with the names it lists one after the other."""
    return replace(fact, content=(words(brief.chain(plain(name) for name in fact.content)),))


def results(brief: Brief) -> tuple[Section, ...]:
    """Return recommendations, results, requests and commitments, and the officer's text; nothing without any.

    Where several activities have some, each item names its own.
    """
    told = [found for found in brief.shown() if found.whole and found.event.outcomes]
    blocks: list[Block] = []
    for kind in OutcomeKind:
        items: list[Words] = []
        source = None
        for found in told:
            event = found.event
            of = (Text(f" ({brief.short_title(event)})"),) if len(told) > 1 else ()
            own = [outcome for outcome in event.outcomes if outcome.kind is kind]
            items += [(*brief.rich(outcome.text, event.language), *of) for outcome in own]
            if own and source is None:
                code = own[0].text.get(brief.language.code, event.language)[1]
                source = Source(found.id, f"outcomes.{kind.value}", code)
        if items:
            blocks.append(BulletList(tuple(items), brief.say(f"outcome.{kind.value}", n=len(items)), source))
    if not blocks and "results" not in brief.edition.sections:
        return ()
    return (Section("results", brief.say("section.results"), tuple(blocks)),)


def difficulties(brief: Brief) -> tuple[Section, ...]:
    """Return the place of the officer's text about difficulties."""
    return _officers(brief, "difficulties")


def next_steps(brief: Brief) -> tuple[Section, ...]:
    """Return the place of the officer's text about what comes next."""
    return _officers(brief, "next-steps")


def _officers(brief: Brief, code: str) -> tuple[Section, ...]:
    """Return a section for an officer's text, which compose puts in: a prompt in a draft without it, nothing in a final."""
    title = brief.say(f"section.{code.replace('-', '_')}")
    if code in brief.edition.sections:
        return (Section(code, title),)
    if brief.status is Status.FINAL:
        return ()
    return (Section(code, title, (Paragraph(brief.words(f"prompt.{code.replace('-', '_')}"), Role.PROMPT),)),)


def pictures(brief: Brief) -> tuple[Section, ...]:
    """Return the pictures of the activities that donors may see."""
    blocks = tuple(
        figure for found in brief.shown() for figure in pictures_of(brief, found.event, apart=True)
    )
    return (Section("pictures", brief.say("section.pictures"), blocks),) if blocks else ()


def visibility(brief: Brief) -> tuple[Section, ...]:
    """Return where the donor was credited: public pages of its activities, and issued editions by kind, number, period."""
    items: list[Words] = []
    for found in brief.shown():
        page = found.event.public_page
        if page:
            items.append((Text(brief.short_title(found.event), href=page),))
    for issued in brief.issued:
        key = "donor.edition_number" if issued.number else "donor.edition"
        facts = {"document": brief.language.say(f"document.{issued.kind}"), "number": issued.number}
        cited = brief.say(key, period=brief.language.period(issued.period), **facts)
        if heard := _heard(brief, issued):
            cited = brief.say(
                "donor.edition_quotes", edition=cited, n=len(heard), speakers=brief.enumerate(heard)
            )
        items.append(words(cited))
    own = "visibility" in brief.edition.sections
    if not items and not own:
        return ()
    listed = (BulletList(tuple(items), brief.say("donor.credited_in")),) if items else ()
    return (Section("visibility", brief.say("section.visibility"), listed),)


def _heard(brief: Brief, issued: Issued) -> list[str]:
    """Return who was quoted in an edition about the donor's activities, where the quote is cleared for donors."""
    found = (
        speaker_words(brief, quote)
        for told in brief.shown()
        for quote in told.event.quotes
        if f"{told.id}/{quote.id}" in issued.quotes
    )
    return list(dict.fromkeys(found))


def origin(brief: Brief) -> tuple[Section, ...]:
    """Return where the figures come from: how they are counted, what they leave out, of which day they are."""
    items: list[Words] = []
    if brief.summary.held:
        series = any(len(found.parts) > 1 for found in brief.summary.events)
        if len(brief.summary.events) > 1 or not series:
            items.append(brief.words("figures.once"))
        if series:
            items.append(brief.words("figures.sessions"))
        if any(brief.records.cofunders.get(id) for id in brief.summary.held):
            items.append(brief.words("donor.not_added"))
    items += gaps(brief)
    if brief.summary.events or brief.summary.indicators:
        items.append(brief.words("figures.sources", date=brief.language.day(brief.as_of)))
    if not items:
        return ()
    lines = tuple(Paragraph(item, Role.FINE_PRINT) for item in items)
    return (Section("about-figures", brief.say("section.origin"), lines),)


def funding_first(brief: Brief) -> tuple[Section, ...]:
    """Return the statements a donor wants on the cover: where there is none, at the head of the first page."""
    return _funding(brief, ObligationPlace.COVER)


def funding_second(brief: Brief) -> tuple[Section, ...]:
    """Return the statements a donor wants on the second page: before anything of the activities."""
    return _funding(brief, ObligationPlace.SECOND_PAGE)


def funding(brief: Brief) -> tuple[Section, ...]:
    """Return the statements at the foot of the document, or the prompt that one is missing.

    A document for the public carries those of the donors whose register entry says that they are required.
    """
    if donor_of(brief):
        return _funding(brief, ObligationPlace.FOOT)
    paid = {donor for found in brief.summary.events for _, donor in brief.donors_of(found.event)}
    required = (d for d in sorted(paid) if brief.records.organisations[d].obligation is Strength.REQUIRED)
    blocks = tuple(
        block for d in required for place in ObligationPlace for block in statements_at(brief, d, place)
    )
    return (Section("funding", brief.say("section.funding"), blocks),) if blocks else ()


def _funding(brief: Brief, place: ObligationPlace) -> tuple[Section, ...]:
    donor = donor_of(brief)
    blocks = statements_at(brief, donor, place) if donor else ()
    if not blocks:
        return ()
    return (
        Section(
            f"funding-{place.value.replace('_', '-')}", brief.say("section.funding"), blocks, part=Part.BACK
        ),
    )
