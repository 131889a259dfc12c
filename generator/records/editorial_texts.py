"""Slips in words that are printed: in comes a checked record, out come warnings with their place.

Doubled words, quotation marks, honorifics glued to a name, months with a capital. Words that people said are never altered:
of these, only what our own typing may have done is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from generator.errors import Problem
from generator.records.editorial_people import GLUED
from generator.records.event import Event
from generator.records.fields import LocalText
from generator.records.references import Checked
from generator.records.registers import EditionTexts, SlotText
from generator.sources.source import FieldPath

_DOUBLED = re.compile(r"(?<![\w'’-])([^\W\d_]+)(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)\1(?![\w'’-])", re.IGNORECASE)
# French reflexive verbs double these rightly, "nous nous engageons"; English and Arabic have their own.
_RIGHTLY = frozenset(("nous", "vous", "that", "had", "شيئا", "شيئًا", "رويدا", "رويدًا", "خطوة", "جنبا"))
_MONTHS = "Janvier|Février|Mars|Avril|Mai|Juin|Juillet|Août|Septembre|Octobre|Novembre|Décembre"
_CAPITAL = re.compile(
    rf"\b(?:\d{{1,2}}|1er)\s+(?:{_MONTHS})\b|\b(?:en|fin|début|mi-?)\s+(?:{_MONTHS})\s+\d{{4}}\b"
)
# Streets, hospitals and feasts are called after a day: "avenue du 16 Novembre".
_CALLED = re.compile(
    r"\b(?:avenue|av|boulevard|bd|rue|place|cité|quartier|hôpital|lycée|école|stade|complexe|association|fondation|"
    r"fête|mouvement|marche|manifeste|révolution)\.?\s+(?:(?:du|de la|le)\s+)?$",
    re.IGNORECASE,
)
_POINTS = '«»“”"().,;:!?*_[]'
_PAIRS = (("«", "»"), ("“", "”"))


@dataclass(frozen=True, slots=True)
class _Printed:
    """A text that is printed: where it stands, its language, its words, in which quote (empty: ours)."""

    path: FieldPath
    language: str
    text: str
    quote: str = ""


def text_problems(found: Checked) -> Iterator[Problem]:
    """Yield the warnings about every printed text of an event or of an edition's file, each slip of a text once."""
    for printed in _printed(found):
        for code, facts in _slips(printed):
            told = {**facts, "quote": printed.quote} if printed.quote else facts
            yield found.problem(code, printed.path, warning=True, **told)


def _slips(printed: _Printed) -> Iterator[tuple[str, dict[str, str]]]:
    text = printed.text
    words = text.casefold().split()
    if any(one.lstrip(_POINTS) == other.rstrip(_POINTS) for one, other in pairwise(words)):
        hits = (hit for hit in _DOUBLED.finditer(text) if hit[1].casefold() not in _RIGHTLY)
        yield from (("records.doubled_word", {"given": given}) for given in dict.fromkeys(h[0] for h in hits))
    if any(mark in text for mark in '«»“”"'):
        yield from _marks(text)
    if not printed.quote:
        for hit in GLUED.finditer(text):
            given = text[hit.start() :].split()[0].rstrip(".,;:)»”")
            yield "records.glued_honorific", {"given": given, "honorific": hit[0]}
        if printed.language == "fr":
            for hit in _CAPITAL.finditer(text):
                if not _CALLED.search(text[: hit.start()]):
                    yield "records.capital_month", {"given": hit[0], "written": hit[0].lower()}


def _marks(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    balanced = all(text.count(left) == text.count(right) for left, right in _PAIRS if "„" not in text)
    if not balanced or text.count('"') % 2:
        yield "records.quotation_marks", {}
    elif '"' in text and any(mark in text for mark in "«“"):
        yield "records.mixed_marks", {}


def _printed(found: Checked) -> Iterator[_Printed]:
    record = found.value
    if isinstance(record, Event):
        for path, text in _of_event(record):
            yield from _each(path, text, record.language)
        for index, quote in enumerate(record.quotes):
            spoken = quote.language or record.language
            said = (("fragments", quote.fragments), ("excerpt", quote.excerpt))
            for field, fragments in said:
                for number, words in enumerate(fragments):
                    yield _Printed(("quotes", index, field, number), spoken, words, quote.id)
            for code, ours in quote.translations.items():
                for number, words in enumerate(ours):
                    yield _Printed(("quotes", index, "translations", code, number), code, words, quote.id)
    elif isinstance(record, EditionTexts):
        for path, text in _of_edition(record):
            yield from _each(path, text, record.language)


def _each(path: FieldPath, text: LocalText | None, own: str) -> Iterator[_Printed]:
    for code, words in text.root.items() if text else ():
        yield _Printed((*path, code) if code else path, code or own, words)


def _of_event(event: Event) -> Iterator[tuple[FieldPath, LocalText | None]]:
    for name in (
        "title",
        "short_title",
        "target_area",
        "duration",
        "other_participants",
        "summary",
        "teaser",
    ):
        yield (name,), getattr(event, name)
    for index, item in enumerate(event.programme):
        yield ("programme", index, "title"), item.title
    for index, session in enumerate(event.sessions):
        yield ("sessions", index, "title"), session.title
        for number, item in enumerate(session.programme):
            yield ("sessions", index, "programme", number, "title"), item.title
    for index, outcome in enumerate(event.outcomes):
        yield ("outcomes", index, "text"), outcome.text
    for index, announced in enumerate(event.announces):
        yield ("announces", index, "title"), announced.title
    for index, picture in enumerate(event.pictures):
        yield ("pictures", index, "caption"), picture.caption


def _of_edition(edition: EditionTexts) -> Iterator[tuple[FieldPath, LocalText | None]]:
    for name in ("foreword", "editorial", "context"):
        slot: SlotText | None = getattr(edition, name)
        if slot:
            yield (name, "text"), slot.text
    for name in ("headline", "preheader"):
        yield (name,), getattr(edition, name)
    for index, text in enumerate(edition.takeaways):
        yield ("takeaways", index), text
    for code, text in edition.sections.items():
        yield ("sections", code), text
    for name in ("upcoming", "publications"):
        for index, item in enumerate(getattr(edition, name)):
            yield (name, index, "title"), item.title
