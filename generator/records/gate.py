"""The one gate: in come Records, an audience, the channels of a document and a day, out come Records that hold what may be shown.

Quotes, pictures and press contacts that nobody may see there are taken out before anything is composed or counted, so that no
section, format or command can print them. What was kept back is named by its id, never by its content (hostile-input P01, P02, P04).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

from generator.errors import Problem, facts
from generator.records.audience import DONOR, INTERNAL
from generator.records.event import Event, Picture, State
from generator.records.fields import Channel, Consent, ConsentBasis
from generator.records.people import Protection, QuoteRecord
from generator.records.records import Records, Withheld

# Warnings that compare a record with another one, whose words they repeat.
_BETWEEN_RECORDS = frozenset({"records.other_spelling", "records.other_role"})


def admit(records: Records, audience: str, channels: Collection[Channel], as_of: date) -> Records:
    """Return the records without the quotes, pictures and contacts that `audience` may not see in `channels` on the day `as_of`.

    Whole events stay, for `summary.excluded` names them; one that is refused keeps none of the three. `withheld` names each
    quote and picture of the others that was kept back, and why.
    """
    hidden = hidden_projects(records, audience)
    events: dict[str, Event] = {}
    refused: set[str] = set()
    withheld: list[Withheld] = []
    for id, event in records.events.items():
        if refusal(event, audience, as_of, hidden):
            refused.add(id)
            events[id] = _stripped(event)
            continue
        found = list(_withheld(id, event, channels, as_of))
        withheld += found
        events[id] = _opened(event, {one.field for one in found}, audience)
    admitted = replace(records, events=MappingProxyType(events), withheld=tuple(withheld))
    return replace(admitted, warnings=tuple(_warnings(admitted, refused)))


def revoked(records: Records, as_of: date) -> tuple[Withheld, ...]:
    """Return the quotes and pictures that may be printed nowhere on the day `as_of`, in whatever channel."""
    return tuple(one for id, event in records.events.items() for one in _withheld(id, event, (), as_of))


def channel_of(audience: str, public: Channel) -> Channel:
    """Return what a document for `audience` needs consent for; `public` is what the public's copy needs it for."""
    if audience == INTERNAL:
        return Channel.INTERNAL
    return Channel.DONOR if audience.startswith(DONOR) else public


def hidden_projects(records: Records, audience: str) -> frozenset[str]:
    """Return the restricted projects that the audience may not know of."""
    donor = audience.removeprefix(DONOR)
    return frozenset(
        id
        for id, project in records.projects.items()
        if project.restricted
        and audience != INTERNAL
        and donor not in {given.organisation for given in project.donors}
    )


def refusal(event: Event, audience: str, as_of: date, hidden: Collection[str]) -> str:
    """Return why the audience may not see an event on the day `as_of`: withdrawn, embargo or audience; empty where it may.

    An embargo holds through its day. An event of `hidden` projects alone goes to those who know them.
    """
    if event.state is State.WITHDRAWN:
        return "withdrawn"
    if event.publish_after and event.publish_after >= as_of and audience != INTERNAL:
        return "embargo"
    projects = {*event.projects, *(project for part in event.sessions for project in part.projects)}
    secret = bool(projects) and projects <= frozenset(hidden) and not audience.startswith(DONOR)
    limited = bool(event.audiences) and audience not in event.audiences
    return "audience" if secret or limited else ""


def quote_refusal(quote: QuoteRecord, channels: Collection[Channel], as_of: date) -> str:
    """Return why the words may not be printed: a reason of `consent_refusal`, or protected; empty where they may."""
    speaker = quote.speaker
    named = speaker.protection is not None and bool(speaker.name) and not speaker.pseudonym
    why = consent_refusal(quote.consent, channels, as_of)
    return why or ("protected" if named or not _protected(quote.consent, speaker.protection) else "")


def picture_refusal(picture: Picture, channels: Collection[Channel], as_of: date) -> str:
    """Return why the picture may not be printed: a reason of `consent_refusal`, or protected; empty where it may."""
    why = consent_refusal(picture.consent, channels, as_of)
    protection = picture.protection if picture.faces else None
    return why or ("protected" if not _protected(picture.consent, protection) else "")


def consent_refusal(consent: Consent | None, channels: Collection[Channel], as_of: date) -> str:
    """Return why a consent does not hold in all `channels`: missing, none, withdrawn, expired, not_yet or channel; empty where
    it does. Without channels, only what holds nowhere is said.
    """
    if consent is None:
        return "missing"
    if consent.basis is ConsentBasis.NONE:
        return "none"
    if consent.withdrawn and consent.withdrawn <= as_of:
        return "withdrawn"
    if consent.expires and consent.expires < as_of:
        return "expired"
    if consent.date and consent.date > as_of:
        return "not_yet"
    return "" if all(consent.allows(channel, as_of) for channel in channels) else "channel"


def _protected(consent: Consent | None, protection: Protection | None) -> bool:
    """Return whether a protected person's consent is enough: a signed form, for a minor by a guardian (P04)."""
    if protection is None:
        return True
    signed = consent is not None and consent.basis is ConsentBasis.SIGNED
    return signed and (protection is not Protection.MINOR or bool(consent and consent.guardian))


def _withheld(id: str, event: Event, channels: Collection[Channel], as_of: date) -> Iterator[Withheld]:
    for number, quote in enumerate(event.quotes, start=1):
        if why := quote_refusal(quote, channels, as_of):
            yield Withheld(f"{id}/{quote.id}", why, f"quotes[{number}]")
    for number, picture in enumerate(event.pictures, start=1):
        if why := picture_refusal(picture, channels, as_of):
            yield Withheld(f"{id}/{picture.file}", why, f"pictures[{number}]")


def _stripped(event: Event) -> Event:
    if not (event.quotes or event.pictures or event.contacts):
        return event
    return event.model_copy(update={"quotes": (), "pictures": (), "contacts": ()})


def _opened(event: Event, gone: Collection[str], audience: str) -> Event:
    """Return an event without the quotes and pictures at the places `gone`, and without what is not public of its contacts."""
    changes: dict[str, Any] = {}
    for name in ("quotes", "pictures") if gone else ():
        items = enumerate(getattr(event, name), start=1)
        changes[name] = tuple(item for number, item in items if f"{name}[{number}]" not in gone)
    if audience != INTERNAL and any(not contact.public for contact in event.contacts):
        changes["contacts"] = tuple(contact for contact in event.contacts if contact.public)
    return event.model_copy(update=changes) if changes else event


def _warnings(records: Records, refused: Collection[str]) -> Iterator[Problem]:
    """Yield the warnings that repeat no words that were kept back: neither of this record, nor of one it is compared with."""
    events = ((key.partition("event/")[2], file.path) for key, file in records.files.items())
    ids = {path: id for id, path in events if id}
    gone = {(one.event, one.field) for one in records.withheld}
    for warning in records.warnings:
        id = ids.get(warning.file, "")
        if id in refused or (id, warning.field.partition(".")[0]) in gone:
            continue
        if warning.code in _BETWEEN_RECORDS:
            told = facts(warning)
            other = records.events.get(told["event"])
            if other is None or told["event"] in refused or told["other"] not in _said(other):
                continue
        yield warning


def _said(event: Event) -> set[str]:
    """Return every name and role of a person in an event, in each language, on one line."""
    people = [*event.people, *(person for part in event.sessions for person in part.people)]
    found = {person.name for person in people} | {quote.speaker.name or "" for quote in event.quotes}
    roles = [person.role for person in people] + [quote.speaker.role for quote in event.quotes]
    return {
        " ".join(text.split())
        for text in (*found, *(t for role in roles if role for t in role.root.values()))
    }
