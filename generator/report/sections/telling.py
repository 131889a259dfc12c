"""How one event is told: in full, as a card, as a row of a table; in come a Brief and an EventInPeriod, out come blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from generator.dataset.attendance import counting
from generator.dataset.summary import EventInPeriod, Listing
from generator.period import DateSpan
from generator.records.event import Event, Occurrence, OutcomeKind
from generator.records.fields import LocalText
from generator.report.blocks import (
    Block,
    BulletList,
    Card,
    Column,
    ColumnKind,
    Fact,
    FactList,
    Figure,
    Paragraph,
    Role,
    Table,
)
from generator.report.brief import Brief
from generator.report.markdown import cut_to_sentences, read_words, sentences
from generator.report.model import Section, Status
from generator.report.sections.facts import donor_names, facts
from generator.report.sections.figures import event_people, sessions, spread, tiles
from generator.report.sections.quotes import quotes_told_with
from generator.report.wording import cities, dates_words, person_words
from generator.report.words import Source, Text, Words, plain, words


def in_full(brief: Brief, found: EventInPeriod) -> Section:
    """Return an event as a section of its own: dateline, picture, text, figures, sessions, facts, outcomes, its quotes.

    An event that counts in another period is told in part: text and figures of the whole wait for that period.
    """
    event = found.event
    blocks: list[Block] = [Paragraph(words(marked_dateline(brief, found)), Role.DATELINE)]
    if not found.counted:
        blocks.append(Paragraph(words(later(brief, found)), Role.NOTICE))
    if found.whole:
        blocks += islice(pictures(brief, event), 1)
        field = "summary" if event.summary else "teaser"
        blocks += brief.blocks(event.summary or event.teaser, event.language, found.id, field)
    if beside := tuple(facts(brief, found)):
        blocks.append(FactList(brief.say("facts.title"), beside))
    if found.counted:
        blocks += tiles(brief, event)
    blocks += sessions(brief, found)
    if found.counted:
        blocks += spread(brief, event)
    blocks += _programme(brief, found)
    if found.whole:
        blocks += _outcomes(brief, found)
        blocks += quotes_told_with(brief, found.id)
    return Section(f"event-{found.id}", brief.title(event), tuple(blocks))


def as_card(brief: Brief, found: EventInPeriod, *, payers: Iterable[Fact] | None = None) -> Card:
    """Return an event in brief: its teaser, else whole sentences of its summary, at most as long as the kind allows.

    `payers` says who pays in other words than the donors of its projects.
    """
    event, source = found.event, None
    content: Words = ()
    if not found.whole:
        content = words(later(brief, found))
    elif told := shortened(brief, found, brief.kind.limits.card_words, teaser_first=True, cut=True):
        content, source = told.content, told.source
    beside = []
    if found.counted:
        beside.append(Fact(brief.say("facts.people"), (words(event_people(brief, event)),)))
    beside += payers_of(brief, event) if payers is None else payers
    return Card(
        words(brief.short_title(event)), marked_dateline(brief, found), content, tuple(beside), source
    )


def payers_of(brief: Brief, event: Event) -> Iterator[Fact]:
    """Yield who pays for an event, as they are credited; nothing where nobody is named."""
    if donors := donor_names(brief, event):
        yield Fact(brief.say("facts.donors", n=len(donors)), (words(brief.enumerate(donors)),))


def rest_table(
    brief: Brief,
    rows: Iterable[tuple[Words, ...]],
    foot: tuple[Words, ...] = (),
) -> Table:
    """Return the table of the events told in a row each: title, dates, places, people."""
    columns = (
        Column(brief.say("table.activity")),
        Column(brief.say("table.dates")),
        Column(brief.say("table.place")),
        Column(brief.say("table.people"), ColumnKind.NUMBER),
    )
    told = tuple(rows)
    return Table(brief.say("table.rest_caption", n=len(told)), columns, told, foot=foot)


def as_row(brief: Brief, found: EventInPeriod) -> tuple[Words, ...]:
    """Return an event as a row: title, dates, places, people."""
    people = event_people(brief, found.event) if found.counted else brief.say("count.counted_later")
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
        told = found.told
        key = "event.sessions" if len(told) == len(found.parts) else "event.sessions_of"
        number = told[0].number if told else 0
        parts.append(brief.say(key, n=len(told), of=len(found.parts), number=number))
    if where := brief.enumerate(cities(brief, found)):
        parts.append(where)
    if found.event.status is not Occurrence.HELD:
        parts.append(brief.say(f"status.{found.event.status.value}"))
    if found.listing is Listing.ONGOING:
        parts.append(brief.say("event.ongoing"))
    return "\u00a0· ".join(parts)  # no line begins with the sign


def marked_dateline(brief: Brief, found: EventInPeriod) -> str:
    """Return the dateline; in a draft, of a record that nobody answers for as it stands, with a word that says so."""
    now = brief.signed.get(found.id)
    if brief.status is not Status.DRAFT or now is None or now.standing.accepted:
        return dateline(brief, found)
    return f"{dateline(brief, found)}\u00a0· {brief.say('event.not_approved')}"


@dataclass(frozen=True, slots=True)
class Told:
    """An event's text in short: its words, where they come from, and whether whole sentences fitted."""

    content: Words
    source: Source
    whole: bool


def shortened(
    brief: Brief, found: EventInPeriod, limit: int, *, teaser_first: bool = False, cut: bool = False
) -> Told | None:
    """Return an event's summary, else its teaser (or the other way round), in whole sentences within `limit` words.

    Where the first sentence is longer: all of it, or with `cut` its first words and the sign that it goes on. None where
    the record has neither text.
    """
    event, names = found.event, ("teaser", "summary") if teaser_first else ("summary", "teaser")
    for name in names:
        local: LocalText | None = getattr(event, name)
        if local is None:
            continue
        _, code = local.get(brief.language.code, event.language)
        bare = {known or event.language: plain(read_words(text, str)) for known, text in local.root.items()}
        kept = cut_to_sentences(bare, code, limit)
        first = " ".join(bare[code].split()[:limit]) + " […]" if cut else sentences(bare[code])[0]
        shown = Text(brief.traced_text(local, brief.set(kept or first)), language=brief.foreign(code))
        return Told((shown,), Source(found.id, name, code), bool(kept))
    return None


def pictures(brief: Brief, event: Event, *, apart: bool = False) -> Iterator[Figure]:
    """Yield the event's pictures, for a place beside its text or, `apart`, where nothing tells of the event.

    A protected face is shown apart only: the event's place would tell where the person is.
    """
    for picture in event.pictures:
        if apart or not (picture.protection and picture.faces):
            alt, caption = brief.text(picture.alt, event.language), brief.run(picture.caption, event.language)
            yield Figure(f"pictures/{picture.file}", alt, caption, brief.set(picture.credit))


def later(brief: Brief, found: EventInPeriod, where: str = "event") -> str:
    """Return which sessions are told, and where the event and its figures count, in the words of `where`: event or letter."""
    ends = [part.session.date for part in found.parts if part.session.status not in _OFF]
    known = [span for span in ends if span is not None and span.end]
    last = max(known, key=lambda span: (str(span.end), span.text)) if len(known) == len(ends) else None
    shown = (
        brief.language.span(DateSpan.parse(last.text.partition("/")[2] or last.text))
        if last
        else brief.say("date.unknown")
    )
    if len(found.parts) == 1:
        return brief.say(f"{where}.later_end", last=shown)
    inside = found.inside
    if where == "letter" and len(inside) == 1:
        return brief.say(f"{where}.later", last=shown)  # the dateline names the one session
    numbers = brief.enumerate(str(part.number) for part in inside)
    which = brief.say("event.part", n=len(inside), numbers=numbers, of=len(found.parts))
    by_session = any(figure.covers for _, figure, _ in counting(found.event))
    key = f"{where}.later_sessions" if by_session else f"{where}.later"
    return f"{which} {brief.say(key, last=shown)}"


_OFF = (Occurrence.CANCELLED, Occurrence.POSTPONED)


def _programme(brief: Brief, found: EventInPeriod) -> Iterator[Block]:
    own = found.event.language
    general = found.event.programme if found.event.sessions and found.whole else ()
    items: list[Words] = []
    for item in (*general, *(item for part in found.told for item in part.session.programme)):
        named = [person_words(brief, person, own) for person in item.people]
        named += [brief.full_name(body) for body in item.organisations]
        title = brief.text(item.title, own)
        if item.number is not None:
            title = brief.say("programme.number", number=item.number, title=title)
        if named:
            title = brief.say("programme.who", title=title, people=brief.chain(named))
        items.append(words(title))
    if items:
        yield BulletList(tuple(items), brief.say("programme.title"))


def _outcomes(brief: Brief, found: EventInPeriod) -> Iterator[Block]:
    event = found.event
    for kind in OutcomeKind:
        own = [outcome for outcome in event.outcomes if outcome.kind is kind]
        if own:
            items = tuple(brief.rich(outcome.text, event.language) for outcome in own)
            code = own[0].text.get(brief.language.code, event.language)[1]
            source = Source(found.id, f"outcomes.{kind.value}", code)
            yield BulletList(items, brief.say(f"outcome.{kind.value}", n=len(own)), source)
