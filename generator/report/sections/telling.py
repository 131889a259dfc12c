"""How one event is told: in full, as a card, as a row of a table; in come a Brief and an EventInPeriod, out come blocks."""

from __future__ import annotations

from collections.abc import Iterator

from generator.dataset.summary import EventInPeriod, Listing
from generator.records.event import Attendance, BodyRole, Event, Measure, Occurrence, OutcomeKind
from generator.records.fields import Qualifier
from generator.report.blocks import (
    Block,
    BulletList,
    Card,
    Column,
    ColumnKind,
    Fact,
    FactList,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Role,
    Table,
)
from generator.report.brief import Brief
from generator.report.markdown import cut_to_sentences, read_words
from generator.report.model import Section
from generator.report.sections.quotes import quotes_told_with
from generator.report.typography import capital
from generator.report.wording import (
    attendance_words,
    cities,
    count_words,
    dates_words,
    event_people,
    people_noun,
    person_words,
    place_words,
)
from generator.report.words import Source, Text, Words, plain, words


def in_full(brief: Brief, found: EventInPeriod) -> Section:
    """Return an event as a section of its own: dateline, text, figures, sessions, facts, outcomes, its quotes."""
    blocks: list[Block] = [Paragraph(words(dateline(brief, found)), Role.DATELINE)]
    if found.inside != found.parts:
        blocks += _only_a_part(brief, found)
    else:
        blocks += brief.blocks(found.event.summary, found.event.language, found.id, "summary")
    facts = tuple(_facts(brief, found))
    if facts:
        blocks.append(FactList(brief.say("facts.title"), facts))
    if found.inside == found.parts:
        blocks += _figures(brief, found.event)
    blocks += _sessions(brief, found)
    blocks += _programme(brief, found)
    if found.inside == found.parts:
        blocks += _outcomes(brief, found)
        blocks += quotes_told_with(brief, found.id)
    return Section(f"event-{found.id}", brief.title(found.event), tuple(blocks))


def as_card(brief: Brief, found: EventInPeriod) -> Card:
    """Return an event in brief: its teaser, else whole sentences of its summary, at most as long as the kind allows."""
    content: Words = ()
    if found.inside != found.parts:
        content = brief.words("event.part", **_part_facts(brief, found))
    elif found.event.teaser or found.event.summary:
        content = _short(brief, found.event)
    facts = []
    if people := event_people(brief, found) if found.inside == found.parts else "":
        facts.append(Fact(brief.say("facts.people"), (words(people),)))
    if donors := _donor_names(brief, found.event):
        facts.append(Fact(brief.say("facts.donors", n=len(donors)), (words(brief.enumerate(donors)),)))
    title = (Text(brief.short_title(found.event)),)
    source = Source(found.id, "teaser" if found.event.teaser else "summary", brief.language.code)
    return Card(title, dateline(brief, found), content, tuple(facts), source)


def as_row(brief: Brief, found: EventInPeriod) -> tuple[Words, ...]:
    """Return an event as a row: title, dates, places, people."""
    whole = found.inside == found.parts
    people = event_people(brief, found) if whole else brief.say("count.counted_later")
    where = brief.enumerate(cities(brief, found)) or brief.say("place.not_stated_short")
    return (
        words(brief.short_title(found.event)),
        words(dates_words(brief, found)),
        words(where),
        words(people),
    )


def dateline(brief: Brief, found: EventInPeriod) -> str:
    """Return "Formation · 15–17 février 2022 · Rabat"."""
    parts = [brief.say(f"type.{found.event.type.value}"), dates_words(brief, found)]
    if len(found.parts) > 1:
        inside = found.inside
        key = "event.sessions" if len(inside) == len(found.parts) else "event.sessions_of"
        parts.append(
            brief.say(key, n=len(inside), of=len(found.parts), number=inside[0].number if inside else 0)
        )
    if where := brief.enumerate(cities(brief, found)):
        parts.append(where)
    if found.event.status is not Occurrence.HELD:
        parts.append(brief.say(f"status.{found.event.status.value}"))
    if found.listing is Listing.ONGOING:
        parts.append(brief.say("event.ongoing"))
    return " · ".join(parts)


def _short(brief: Brief, event: Event) -> Words:
    limit = brief.kind.limits.card_words
    local = event.teaser or event.summary
    assert local is not None
    text, code = local.get(brief.language.code, event.language)
    bare = " ".join(plain(read_words(text, str)).split())
    kept = cut_to_sentences(bare, limit) or " ".join(bare.split()[:limit]) + " […]"
    return (Text(brief.set(kept), language=code if code != brief.language.code else None),)


def _part_facts(brief: Brief, found: EventInPeriod) -> dict[str, object]:
    dates = [part.session.date for part in found.parts if part.session.date]
    last = max((span.end for span in dates if span.end), default=None)
    return {
        "n": len(found.parts),
        "numbers": brief.enumerate(str(part.number) for part in found.inside),
        "last": brief.language.month(last) if last else brief.say("date.unknown"),
    }


def _only_a_part(brief: Brief, found: EventInPeriod) -> list[Block]:
    return [Paragraph(brief.words("event.part", **_part_facts(brief, found)), Role.NOTICE)]


def _figures(brief: Brief, event: Event) -> list[Block]:
    """Return the whole event's stated figure as tiles; session figures stand in the table of sessions."""
    for attendance in event.attendance:
        if attendance.covers or attendance.count.qualifier is Qualifier.NOT_STATED:
            continue
        if attendance.measure in (Measure.ATTENDEES, Measure.BENEFICIARIES):
            tiles = [KeyFigure(count_words(brief, attendance.count), people_noun(brief, attendance, event))]
            for key, count in (("women", attendance.women), ("men", attendance.men)):
                if count:
                    label = brief.say(f"people.{key}_label", n=count.low or 0)
                    tiles.append(KeyFigure(count_words(brief, count), label))
            return [KeyFigures(tuple(tiles))]
    return []


def _sessions(brief: Brief, found: EventInPeriod) -> list[Block]:
    if len(found.parts) < 2:
        return []
    event = found.event
    by_session: dict[str, list[Attendance]] = {}
    for attendance in event.attendance:
        if attendance.covers and attendance.measure in (Measure.ATTENDEES, Measure.BENEFICIARIES):
            by_session.setdefault(attendance.covers, []).append(attendance)
    columns = [
        Column(brief.say("table.session")),
        Column(brief.say("table.dates")),
        Column(brief.say("table.place")),
    ]
    if by_session:
        columns.append(Column(brief.say("table.people"), ColumnKind.NUMBER))
    rows = []
    for part in found.inside:
        session = part.session
        label = brief.text(session.title, event.language) or capital(
            brief.say("event.session_number", number=part.number)
        )
        dates = brief.set(brief.language.span(session.date)) if session.date else brief.say("date.unknown")
        if session.status and session.status is not event.status:
            dates = f"{dates} ({brief.say(f'status.{session.status.value}')})"
        cells = [
            label,
            dates,
            place_words(brief, session.place, event.language, venue=True) or brief.say("place.not_stated"),
        ]
        if by_session:
            stated = [attendance_words(brief, attendance) for attendance in by_session.get(session.id, [])]
            cells.append(brief.enumerate(stated) if stated else brief.say("count.not_stated_short"))
        rows.append(tuple(words(cell) for cell in cells))
    foot = _foot_of_sessions(brief, found)
    return (
        [Table(brief.say("table.sessions_caption", n=len(rows)), tuple(columns), tuple(rows), foot=foot)]
        if rows
        else []
    )


def _foot_of_sessions(brief: Brief, found: EventInPeriod) -> tuple[Words, ...]:
    whole = [
        a for a in found.event.attendance if not a.covers and a.count.qualifier is not Qualifier.NOT_STATED
    ]
    if found.inside != found.parts or not whole:
        return ()
    return (brief.words("table.sessions_total", people=attendance_words(brief, whole[0])),)


def _facts(brief: Brief, found: EventInPeriod) -> Iterator[Fact]:
    event, own = found.event, found.event.language
    if event.duration and found.inside == found.parts:
        yield Fact(brief.say("facts.duration"), (brief.run(event.duration, own),))
    venues = [place_words(brief, part.session.place, own, venue=True) for part in found.inside]
    if len(found.parts) == 1 and venues[:1] and venues[0] not in ("", *cities(brief, found)):
        yield Fact(brief.say("facts.venue"), (words(venues[0]),))
    if event.target_area:
        yield Fact(brief.say("facts.area"), (brief.run(event.target_area, own),))
    for key, roles in _ROLES:
        bound = (
            {i.organisation for i in event.organisations if i.project} if BodyRole.PARTNER in roles else set()
        )
        bodies = [body for body in brief.bodies(event, *roles) if body not in bound]
        if bodies:
            yield Fact(
                brief.say(f"facts.{key}", n=len(bodies)), tuple(words(brief.full_name(b)) for b in bodies)
            )
    if event.other_participants:
        yield Fact(brief.say("facts.others"), (brief.run(event.other_participants, own),))
    people = [*event.people, *(p for part in found.inside for p in part.session.people)]
    if people:
        shown = tuple(dict.fromkeys(person_words(brief, person, own) for person in people))
        yield Fact(brief.say("facts.speakers", n=len(shown)), tuple(words(person) for person in shown))
    if event.countries:
        names = sorted(
            (brief.language.country(code) for code in event.countries.codes), key=brief.language.sort_key
        )
        key = "facts.countries" if event.countries.exhaustive else "facts.countries_such_as"
        yield Fact(brief.say(key, n=len(names)), (words(brief.enumerate(names)),))
    if event.frameworks:
        yield Fact(
            brief.say("facts.frameworks"), tuple(words(line) for line in framework_lines(brief, event))
        )
    funded = project_lines(brief, event)
    if funded:
        yield Fact(brief.say("facts.projects"), funded)


_ROLES = (
    ("organisers", (BodyRole.CO_ORGANISER, BodyRole.HOST)),
    ("partners", (BodyRole.PARTNER, BodyRole.IMPLEMENTING_PARTNER)),
    ("supporters", (BodyRole.SUPPORTER,)),
    ("speaker_bodies", (BodyRole.SPEAKER,)),
    ("participants", (BodyRole.PARTICIPANT,)),
)


def project_lines(brief: Brief, event: Event) -> tuple[Words, ...]:
    """Return one line a project with the donors that pay for it, and one for each direct donor."""
    by_project: dict[str, list[str]] = {}
    for project, donor in brief.donors_of(event):
        by_project.setdefault(project, []).append(brief.credited(donor, project))
    lines: list[Words] = []
    for project, donors in by_project.items():
        by = brief.language.enumerate(donors)
        partners = [
            brief.full_name(i.organisation) for i in event.organisations if project and i.project == project
        ]
        key = (
            "facts.funded"
            if not project
            else "facts.funded_with_partners"
            if partners
            else "facts.funded_project"
        )
        name = brief.project(project) if project else ""
        lines.append(brief.words(key, project=name, donors=by, partners=brief.language.enumerate(partners)))
    return tuple(lines)


def framework_lines(brief: Brief, event: Event) -> tuple[str, ...]:
    """Return one line a framework with the goals the event states it serves."""
    goals: dict[str, list[str]] = {}
    for stated in event.frameworks:
        goals.setdefault(stated.framework, []).extend([stated.goal] if stated.goal else [])
    lines = []
    for id, numbers in goals.items():
        framework = next(f for f in brief.records.themes.frameworks if f.id == id)
        name = brief.text(framework.name, brief.records.themes.language)
        key = "facts.framework_goals" if numbers else "facts.framework"
        lines.append(brief.say(key, name=name, n=len(numbers), goals=brief.language.enumerate(numbers)))
    return tuple(lines)


def _donor_names(brief: Brief, event: Event) -> tuple[str, ...]:
    return tuple(dict.fromkeys(brief.credited(donor, project) for project, donor in brief.donors_of(event)))


def _programme(brief: Brief, found: EventInPeriod) -> list[Block]:
    own = found.event.language
    items: list[Words] = []
    for part in found.inside:
        for item in part.session.programme:
            named = [person_words(brief, person, own) for person in item.people]
            named += [brief.full_name(body) for body in item.organisations]
            title = brief.text(item.title, own)
            if item.number:
                title = brief.say("programme.number", number=item.number, title=title)
            if named:
                title = brief.say("programme.who", title=title, people=brief.chain(named))
            items.append(words(title))
    return [BulletList(tuple(items), brief.say("programme.title"))] if items else []


def _outcomes(brief: Brief, found: EventInPeriod) -> list[Block]:
    blocks: list[Block] = []
    for kind in OutcomeKind:
        own = [outcome for outcome in found.event.outcomes if outcome.kind is kind]
        if own:
            items = tuple(brief.rich(outcome.text, found.event.language) for outcome in own)
            source = Source(found.id, f"outcomes.{kind.value}", brief.language.code)
            blocks.append(BulletList(items, brief.say(f"outcome.{kind.value}", n=len(own)), source))
    return blocks
