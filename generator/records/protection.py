"""What a record may not say of a minor or a victim of trafficking: in come checked records, out come problems in place.

No name of their own, no place below a region, wherever documents would print it with them (hostile-input P04). Excerpts of
quotes are held here too to the words spoken.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.errors import Problem
from generator.records.event import Event, EventType, Picture, Place
from generator.records.fields import LocalText
from generator.records.names import fold
from generator.records.people import QuoteRecord
from generator.records.references import Checked
from generator.records.registers import Organisation
from generator.records.verbatim import passages
from generator.sources.source import FieldPath

Texts = Iterator[tuple[FieldPath, str]]


@dataclass(frozen=True, slots=True)
class Near:
    """The places of an event that are closer than a region, and the names of its regions, which may hold such a name."""

    names: tuple[str, ...]
    regions: tuple[str, ...]

    def told_in(self, text: str) -> str:
        """Return the place that is named in `text`, whatever its accents and capitals; empty where none is.

        Arabic writes articles and prepositions in one word with a name, so there it counts within a word too.
        """
        for name in self.names:
            form = _arabic if re.search(r"[\u0600-\u06ff]", name) else fold
            words, sought = f" {form(text)} ", form(name)
            for region in map(form, self.regions):
                words = words.replace(region, " ") if region and region != sought else words
            if sought and (sought if form is _arabic else f" {sought} ") in words:
                return name
        return ""


def _arabic(text: str) -> str:
    """Return Arabic text without vowel marks, kashida and article, in one form of alef."""
    bare = "".join(
        c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c) and c != "ـ"
    )
    return re.sub(r"\s+", " ", re.sub(r"\bال", "", re.sub("[أإآٱ]", "ا", bare))).strip()


def protection_problems(records: Iterable[Checked]) -> list[Problem]:
    """Return every problem of protected persons and of excerpts in the events among `records`."""
    records = list(records)
    bodies = {found.id: found.value for found in records if isinstance(found.value, Organisation)}
    problems: list[Problem] = []
    for found in records:
        if isinstance(event := found.value, Event):
            problems += _excerpts(found, event)
            if any(quote.speaker.protection for quote in event.quotes) or any(
                picture.protection for picture in event.pictures
            ):
                problems += _protected(found, event, bodies)
    return problems


def _excerpts(found: Checked, event: Event) -> Iterator[Problem]:
    for index, quote in enumerate(event.quotes):
        wrong = passages(quote.fragments, quote.excerpt)
        if isinstance(wrong, int):
            yield found.problem("consent.excerpt", ("quotes", index, "excerpt", wrong))


def _protected(found: Checked, event: Event, bodies: Mapping[str, Organisation]) -> Iterator[Problem]:
    places = tuple(_places(event, "city", "venue"))
    regions = [text for _, text in _places(event, "region")]
    regions += event.target_area.root.values() if event.target_area else ()
    near = Near(tuple(sorted({name for _, name in places}, key=len, reverse=True)), tuple(regions))
    story = event.type is EventType.STORY and any(quote.speaker.protection for quote in event.quotes)
    for path, _ in places if story else ():
        yield found.problem("consent.protected_story", path)
    for index, quote in enumerate(event.quotes):
        if quote.speaker.protection:
            yield from _quote(found, near, ("quotes", index), quote, bodies)
    for index, picture in enumerate(event.pictures):
        if picture.protection:
            yield from _telling(found, near, ("pictures", index), _of_picture(picture))


def _quote(
    found: Checked, near: Near, base: FieldPath, quote: QuoteRecord, bodies: Mapping[str, Organisation]
) -> Iterator[Problem]:
    speaker = quote.speaker
    if speaker.name and not speaker.pseudonym:
        yield found.problem("consent.protected_name", (*base, "speaker", "name"))
    yield from _telling(found, near, base, _of_quote(quote))
    body = bodies.get(speaker.organisation or "")
    named = (text for name in body.names for text in name.name.root.values()) if body else ()
    if told := next(filter(None, map(near.told_in, named)), ""):
        yield found.problem("consent.protected_body", (*base, "speaker", "organisation"), given=told[:60])


def _telling(found: Checked, near: Near, base: FieldPath, texts: Texts) -> Iterator[Problem]:
    for path, text in texts:
        if told := near.told_in(text):
            yield found.problem("consent.protected_place", (*base, *path), given=told[:60])


def _places(event: Event, *names: str) -> Texts:
    """Yield each of `names` (city, venue, region) that an event states, with its place in the record."""
    whole: list[tuple[FieldPath, Place]] = [(("place",), event.place)] if event.place else []
    whole += [(("sessions", i, "place"), s.place) for i, s in enumerate(event.sessions) if s.place]
    for path, place in whole:
        for name in names:
            for inner, text in _local(name, getattr(place, name)):
                yield (*path, *inner), text


def _of_quote(quote: QuoteRecord) -> Texts:
    """Yield every text that is printed with a quote."""
    if quote.speaker.name:
        yield ("speaker", "name"), quote.speaker.name
    yield from ((("speaker", *path), text) for path, text in _local("role", quote.speaker.role))
    for name in ("fragments", "excerpt"):
        yield from (((name, i), text) for i, text in enumerate(getattr(quote, name)))
    for code, texts in quote.translations.items():
        yield from ((("translations", code, i), text) for i, text in enumerate(texts))


def _of_picture(picture: Picture) -> Texts:
    """Yield every text that is printed with a picture."""
    yield from _local("alt", picture.alt)
    yield from _local("caption", picture.caption)
    yield ("credit",), picture.credit


def _local(name: str, local: LocalText | None) -> Texts:
    for code, text in local.root.items() if local else ():
        yield (name, code) if code else (name,), text
