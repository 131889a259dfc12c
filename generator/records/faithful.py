"""Compares a translation with its source: in come two texts and the names of the registers, out come what was lost on the way.

A Fault cannot be right (an address or a mark of Markdown is gone); a doubt may be, where a person says so (a number
written in words, a name in another form).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.records.event import Event, Person, Place, QuoteSpeaker
from generator.records.fields import LocalText, Record
from generator.records.names import fold
from generator.records.records import Records
from generator.sources.characters import FORBIDDEN, wrong_character

LONGEST = 20_000
# Words that a text of this field has at most (docs/records.md).
WORDS = {"teaser": 40, "short_title": 10}
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3}(?!\d))*")
_ADDRESS = re.compile(
    r"https?://[^\s<>()\[\]\"'»]+[^\s<>()\[\]\"'».,;:!?؟،؛]|[^\s@<>(\[]{1,64}@[^\s@<>)\]]{1,255}\.[a-z]{2,}"
)
_PLACEHOLDER = re.compile(r"\{[^{}\s]*\}")
_MARKS = re.compile(r"^[ \t]*[-*+] |\*\*|(?<!\*)\*(?!\*)|\]\(", re.MULTILINE)
_EASTERN = {ord(first) + n: str(n) for first in "٠۰" for n in range(10)}


@dataclass(frozen=True, slots=True)
class Slip:
    """One thing lost in a translation: the code of its sentence, whether it may be right after all, what the sentence names."""

    code: str
    doubt: bool = False
    facts: Mapping[str, str] = field(default_factory=dict)


class KnownNames:
    """The names of all bodies, projects, frameworks, people and places, each with its form in every language."""

    def __init__(self, records: Records) -> None:
        """Gather the names of `records`."""
        self._names: dict[str, set[str]] = {}
        self._written: dict[str, str] = {}
        own = records.publisher.language
        for body in records.organisations.values():
            for dated in body.names:
                forms = _forms((dated.name, dated.acronym, body.credited_as), own)
                self._add({**forms, "": [*forms.get("", ()), *body.aliases]})
        for project in records.projects.values():
            forms = _forms((project.title, project.credited_as), project.language)
            self._add({**forms, "": [project.acronym or ""]})
        for framework in records.themes.frameworks:
            self._add(_forms((framework.name, framework.acronym), records.themes.language))
        for acronym in records.themes.acronyms:
            self._add({"": [acronym.short], **_forms((acronym.long,), records.themes.language)})
        for event in records.events.values():
            for name in _people(event):
                self._add({"": [name]})
            for place in _places(event):
                self._add(_forms((place,), event.language))
        for language in records.publisher.languages:
            self._add_countries(language)

    def _add(self, forms: Mapping[str, Iterable[str]]) -> None:
        every = {name for names in forms.values() for name in names if len(name) > 2}
        for name in every:
            self._names.setdefault(f" {fold(name)} ", set()).update(every)
            self._written.setdefault(f" {fold(name)} ", name)

    def _add_countries(self, language: str) -> None:
        """Give the countries that records name their names in `language` too."""
        from babel import Locale

        own = {code: str(name) for code, name in Locale.parse(language, sep="-").territories.items()}
        for other in ("fr", "en"):
            for code, name in Locale(other).territories.items():
                if (known := self._names.get(f" {fold(str(name))} ")) is not None and code in own:
                    known.add(own[code])

    def lost(self, source: str, translation: str) -> list[str]:
        """Return each name that stands in `source` and in no form in `translation`, the longest first.

        A name that is all of the source is what is being translated: it has no form to be held to.
        """
        said, there = f" {fold(source)} ", _loose(translation)
        found = []
        for name in sorted(self._names, key=lambda name: (-len(name), name)):
            if name.strip() and name in said and name.strip() != fold(source):
                said = said.replace(name, "  ")  # a shorter name inside it is no name of its own
                if not any(_loose(form) in there for form in self._names[name]):
                    found.append(self._written[name])
        return found


def _loose(text: str) -> str:
    """Return a text as names are looked for in it: Arabic writes particles, and its article, with the word they go with."""
    words = (re.sub(r"^(?:[وفبك]?ال|لل)", "", word) for word in fold(text).split())
    return " ".join(words)


def _forms(texts: Iterable[LocalText | None], own: str) -> dict[str, list[str]]:
    forms: dict[str, list[str]] = {}
    for text in texts:
        for language, words in text.root.items() if text else ():
            forms.setdefault(language or own, []).append(words)
    return forms


def _people(value: object) -> Iterator[str]:
    if isinstance(value, (Person, QuoteSpeaker)):
        if value.name:
            yield value.name
    elif isinstance(value, tuple):
        for item in value:
            yield from _people(item)
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            yield from _people(getattr(value, name))


def _places(event: Event) -> Iterator[LocalText]:
    places: list[Place | None] = [part.place for part in event.parts()]
    for place in places:
        for text in (place.venue, place.city, place.region, place.country) if place else ():
            if text:
                yield text
    yield from (announced.place for announced in event.announces if announced.place)


def slips(source: str, translation: str, field: str, names: KnownNames) -> Iterator[Slip]:
    """Yield everything that a translation lost of its source; `field` is the field's own name."""
    yield from _characters(translation)
    if len(translation) > LONGEST:
        yield Slip("translations.too_long", facts={"limit": str(LONGEST)})
        return
    if "\n" in translation and "\n" not in source:
        yield Slip("translations.one_line")
    for code, pattern in (("address", _ADDRESS), ("placeholder", _PLACEHOLDER)):
        if differ := _differences(pattern.findall(source), pattern.findall(translation)):
            yield Slip(f"translations.{code}", facts=differ)
    if Counter(_kinds(source)) != Counter(_kinds(translation)):
        yield Slip("translations.marks")
    if source.count("\n\n") != translation.count("\n\n"):
        facts = {"wanted": str(source.count("\n\n") + 1), "given": str(translation.count("\n\n") + 1)}
        yield Slip("translations.paragraphs", True, facts)
    if differ := _differences(numbers(source), numbers(translation)):
        yield Slip("translations.numbers", True, differ)
    if translation.translate(_EASTERN) != translation:
        yield Slip("translations.eastern_digits", True)
    most = WORDS.get(field, 0)
    if most and len(translation.split()) > max(most, len(source.split())):
        yield Slip(
            "translations.many_words", True, {"limit": str(most), "words": str(len(translation.split()))}
        )
    for name in names.lost(source, translation):
        yield Slip("translations.name", True, {"name": name})


def numbers(text: str) -> list[str]:
    """Return the numbers that a text writes in digits of any script, without the signs that group thousands."""
    bare = _ADDRESS.sub(" ", text.translate(_EASTERN))
    return [re.sub(r"\D", "", found) for found in _NUMBER.findall(bare)]


def _characters(text: str) -> Iterator[Slip]:
    found = FORBIDDEN.search(text) or re.search("\t", text)
    wrong = found[0] if found else wrong_character(text, escaped=False)
    if wrong is not None:
        yield Slip("translations.character", facts={"character": f"U+{ord(wrong):04X}"})


def _kinds(text: str) -> Iterator[str]:
    """Yield each mark of Markdown in `text`; one list's items are marked alike, whatever sign they have."""
    for found in _MARKS.findall(text):
        yield "item" if found.endswith(" ") else found


def _differences(wanted: list[str], given: list[str]) -> dict[str, str]:
    lost, new = Counter(wanted) - Counter(given), Counter(given) - Counter(wanted)
    if not lost and not new:
        return {}
    return {"lost": ", ".join(lost.elements()) or "–", "new": ", ".join(new.elements()) or "–"}
