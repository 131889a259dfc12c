"""Key quotes: in comes a Brief, out come the quotes chosen by the stated rule, each speaker once.

The rule (docs/quotes.md): the editor's choice first; then quotes marked key; then one quote an event, balancing women and
men by honorific, then bodies, other bodies before the publisher's own; then the earlier date. Nobody is quoted twice there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generator.records.event import Event, QuoteRecord
from generator.records.verbatim import shortened
from generator.report.blocks import Quote
from generator.report.brief import Brief
from generator.report.model import Section
from generator.report.sections.density import told_in_full
from generator.report.untranslated import bare
from generator.report.words import Source, Text, Words


@dataclass(frozen=True, slots=True)
class Candidate:
    """A quote that may be printed, with its event."""

    event_id: str
    event: Event
    quote: QuoteRecord
    index: int

    @property
    def name(self) -> str:
        """Return `event/quote`, as an edition's file names it."""
        return f"{self.event_id}/{self.quote.id}"

    @property
    def speaker(self) -> str:
        """Return who speaks; an anonymous speaker counts as a person of their own."""
        return self.quote.speaker.name or self.name


def candidates(brief: Brief) -> tuple[Candidate, ...]:
    """Return every quote of the told events, in the order of the document; the gate left those that may be printed."""
    return tuple(
        Candidate(found.id, found.event, quote, index)
        for found in brief.shown()
        for index, quote in enumerate(found.event.quotes)
        if found.whole
    )


def choose(brief: Brief) -> tuple[Candidate, ...]:
    """Return the quotes of the section of quotes, by the rule above: the editor's, or as many as the kind allows."""
    offered = candidates(brief)
    wanted = {name: place for place, name in enumerate(brief.edition.key_quotes)}
    chosen = [c for c in sorted(offered, key=lambda c: wanted.get(c.name, len(wanted))) if c.name in wanted]
    while len(chosen) < brief.kind.limits.key_quotes and not wanted:
        left = _left(offered, chosen)
        if not left:
            break
        chosen.append(min(left, key=lambda c: _rank(brief, c, chosen)))
    return tuple(chosen)


def _left(offered: Sequence[Candidate], chosen: Sequence[Candidate]) -> list[Candidate]:
    heard = {c.speaker for c in chosen}
    told = {c.event_id for c in chosen}
    return [c for c in offered if c.speaker not in heard and (c.event_id not in told or c.quote.key)]


def _rank(brief: Brief, candidate: Candidate, chosen: Sequence[Candidate]) -> tuple[object, ...]:
    honorifics = Counter(c.quote.speaker.honorific for c in chosen)
    bodies = Counter(c.quote.speaker.organisation for c in chosen)
    body = candidate.quote.speaker.organisation
    return (
        not candidate.quote.key,
        honorifics[candidate.quote.speaker.honorific],
        bodies[body],
        body is None or _is_publisher(brief, body),
        candidate.event_id,
        candidate.index,
    )


def _is_publisher(brief: Brief, body: str) -> bool:
    own, organisations = brief.records.publisher.organisation, brief.records.organisations
    while body != own and (parent := organisations[body].parent):
        body = parent
    root = own
    while parent := organisations[root].parent:
        root = parent
    return body in (own, root)


def quotes(brief: Brief) -> tuple[Section, ...]:
    """Return the section of key quotes, or nothing without any."""
    chosen = choose(brief)
    blocks = tuple(quote_block(brief, candidate, occasion=True) for candidate in chosen)
    return (Section("quotes", brief.say("section.quotes"), blocks),) if blocks else ()


def letter_quotes(brief: Brief) -> tuple[Section, ...]:
    """Return the few quotes of a letter, or nothing without any."""
    blocks = tuple(quote_block(brief, candidate, occasion=True) for candidate in choose(brief))
    return (Section("quotes", brief.say("section.letter_quotes", n=len(blocks)), blocks),) if blocks else ()


def quotes_told_with(brief: Brief, event_id: str) -> tuple[Quote, ...]:
    """Return the event's quotes that stand with its own text: those the section of quotes does not print.

    Those of protected persons never do: the event's place would tell theirs.
    """
    taken = {candidate.name for candidate in choose(brief)}
    own = [c for c in candidates(brief) if c.event_id == event_id and c.name not in taken]
    open_ = (c for c in own if c.quote.speaker.protection is None)
    return tuple(quote_block(brief, candidate, occasion=False) for candidate in open_)


def quote_block(brief: Brief, candidate: Candidate, *, occasion: bool) -> Quote:
    """Return the quote as a block: verbatim words in their language, or our translation marked as ours.

    With `occasion`, a protected person's quote still has none.
    """
    quote, event = candidate.quote, candidate.event
    spoken = quote.language or event.language
    code, fragments = spoken, _said(brief, quote)
    ours = quote.translations.get(brief.language.code) if spoken != brief.language.code else None
    if ours:
        code, fragments = brief.language.code, ours
    occasion = occasion and quote.speaker.protection is None
    return Quote(
        paragraphs=tuple(brief.quote(fragment, code) for fragment in fragments),
        speaker=speaker_words(brief, quote),
        capacity=_capacity(brief, event, quote),
        occasion=_occasion(brief, candidate) if occasion else (),
        language=code if code != brief.language.code else None,
        remark=_remark(brief, quote, spoken, bool(ours)),
        source=Source(candidate.event_id, f"quotes[{quote.id}]", code),
    )


def _said(brief: Brief, quote: QuoteRecord) -> tuple[str, ...]:
    """Return the words in the language spoken: the excerpt of a long quote where the kind is short, else all of them.

    Nobody but the record shortens a quote; a translation is printed whole, for no excerpt of it was checked.
    """
    most = brief.kind.limits.quote_words
    long = most and sum(len(fragment.split()) for fragment in quote.fragments) > most
    return shortened(quote.fragments, quote.excerpt) if long and quote.excerpt else quote.fragments


def _occasion(brief: Brief, candidate: Candidate) -> Words:
    """Return the event's title, a link where the event has a section of its own."""
    place = f"#event-{candidate.event_id}" if candidate.event_id in told_in_full(brief) else None
    return (Text(brief.short_title(candidate.event), href=place),)


def _remark(brief: Brief, quote: QuoteRecord, spoken: str, ours: bool) -> str:
    """Return whose words these are: a translation of the source's own translation is not called one of the original."""
    if spoken == brief.language.code:
        return brief.say("quote.translated_by_source") if quote.translated else ""
    key = "quote.our_translation" if ours else "quote.original"
    name = brief.language.language_name(spoken)
    return brief.say(f"{key}_of_translation" if quote.translated else key, language=name)


def speaker_words(brief: Brief, quote: QuoteRecord) -> str:
    """Return who speaks, as it is printed beside the words."""
    speaker = quote.speaker
    if speaker.anonymous or not speaker.name:
        return brief.say("quote.anonymous")
    shown = " ".join(part for part in (brief.honorific(speaker.honorific), speaker.name) if part)
    return brief.say("quote.pseudonym", name=shown) if speaker.pseudonym else brief.set(shown)


def _capacity(brief: Brief, event: Event, quote: QuoteRecord) -> str:
    role = brief.text(quote.speaker.role, event.language)
    body = brief.name(quote.speaker.organisation) if quote.speaker.organisation else ""
    short = brief.acronym(quote.speaker.organisation) if quote.speaker.organisation else ""
    said = role and (not body or bare(body) in bare(role) or (short and short in role))
    return role if said else brief.join((role, body))
