"""Events that may be one event recorded twice: in come checked records, out comes a warning for each pair, on the later record.

A held event counts once (counting rule 1), so that a second record of it is a double count. Two rules find one: equal or
nearly equal titles on days that overlap; or the same days, city, main theme and kind of activity, with nothing that tells the
two apart. Records stand side by side by what they have in common, and each is compared with the first alone: the time
grows with their number, not with its square.
"""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from generator.errors import Problem
from generator.records.checks import sets_aside
from generator.records.event import Event, Measure, Occurrence, Session, State
from generator.records.fields import LocalText
from generator.records.names import fold
from generator.records.references import Checked

_CODE = "records.near_duplicate"
_LITTLE = frozenset((
    "le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "et", "a", "au", "aux", "en",
    "sur", "pour", "par", "dans", "avec", "the", "of", "and", "an", "for", "in", "on", "to",
    "with", "at", "by",
))  # fmt: skip
# Words that tell what kind of activity it is, never which one.
_KINDS = frozenset((
    "atelier", "workshop", "formation", "training", "conference", "reunion", "meeting",
    "ceremonie", "ceremony", "seminaire", "seminar", "visite", "visit", "campagne", "campaign",
    "rencontre", "session", "journee",
))  # fmt: skip
_NUMBER = re.compile(r"\d+|[ivx]+|.")
FEWEST_WORDS = 3  # of titles that are compared word by word; shorter ones must be equal


@dataclass(frozen=True, slots=True)
class _Held:
    """A session that was held, with what tells it apart."""

    found: Checked
    event: Event
    start: date
    end: date
    city: str
    venue: str
    titles: tuple[tuple[str, frozenset[str]], ...]  # language, words


def twins(records: Iterable[Checked]) -> Iterator[Problem]:
    """Yield a warning for each pair of events that may be one, unless one of the two sets it aside."""
    held = [part for found in records for part in _held(found)]
    held.sort(key=lambda part: (part.start, part.found.id))
    told: set[tuple[str, str]] = set()
    for first, other in (*_by_title(held), *_by_place(held)):
        earlier, later = sorted((first, other), key=lambda part: part.found.id)
        pair = (earlier.found.id, later.found.id)
        if pair in told or any(sets_aside(part.event.silenced, _CODE) for part in (first, other)):
            continue
        told.add(pair)
        yield later.found.problem(_CODE, ("title",), warning=True, event=earlier.found.id)


def _held(found: Checked) -> Iterator[_Held]:
    event = found.value
    if not isinstance(event, Event) or event.state is State.WITHDRAWN:
        return
    titles = tuple((code or event.language, _words(text)) for code, text in event.title.root.items())
    for part in event.parts():
        span = part.date
        if (part.status or event.status) is not Occurrence.HELD or span is None or not span.exact_days:
            continue
        if span.start and span.end:
            yield _Held(found, event, span.start, span.end, *_place(part), titles)


def _place(part: Session) -> tuple[str, str]:
    """Return city and venue, each in the first language of the record's alphabetical order, folded."""
    city, venue = (part.place.city, part.place.venue) if part.place else (None, None)
    return _folded(city), _folded(venue)


def _folded(text: LocalText | None) -> str:
    return fold(text.root[min(text.root)]) if text else ""


def _words(title: str) -> frozenset[str]:
    return frozenset(word.rstrip("s") or word for word in fold(title).split() if word not in _LITTLE)


def _by_title(held: Iterable[_Held]) -> Iterator[tuple[_Held, _Held]]:
    """Yield pairs with nearly equal titles whose days overlap; `held` is in the order of time."""
    alike: dict[Hashable, list[_Held]] = defaultdict(list)
    for part in held:
        keys = {key for language, words in part.titles for key in _signatures(language, words)}
        # Beside all that go by a title, those of one city, so that a third one hides no pair.
        for key in (*keys, *((key, part.city) for key in keys if part.city)):
            alike[key].append(part)
    for parts in alike.values():
        first = parts[0]
        for part in parts[1:]:
            if part.found.id != first.found.id and part.start <= first.end and _one_title(first, part):
                yield first, part
            if part.end > first.end:
                first = part


def _signatures(language: str, words: frozenset[str]) -> Iterator[Hashable]:
    """Yield what nearly equal titles have in common: all their words, or all but one."""
    yield language, words
    if len(words) > FEWEST_WORDS:
        yield from ((language, words - {word}) for word in words)
    elif len(words) == FEWEST_WORDS:
        yield from ((language, words - {word}, word[:3]) for word in words)


def _one_title(first: _Held, other: _Held) -> bool:
    elsewhere = first.city and other.city and first.city != other.city
    known = dict(first.titles)
    return not elsewhere and any(_near(known[code], words) for code, words in other.titles if code in known)


def _near(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether two titles say the same: with one more word, or another spelling of one; a number tells two apart."""
    more, less = one - other, other - one
    if not more and not less:
        return True
    if len(more) > 1 or len(less) > 1 or any(_NUMBER.fullmatch(word) for word in more | less):
        return False
    if more and less:
        return difflib.SequenceMatcher(None, min(more), min(less)).ratio() >= 0.75
    return min(len(one), len(other)) >= FEWEST_WORDS


def _by_place(held: Iterable[_Held]) -> Iterator[tuple[_Held, _Held]]:
    """Yield pairs on the same days in one city for one theme, which nothing tells apart."""
    alike: dict[Hashable, list[_Held]] = defaultdict(list)
    for part in held:
        if part.city and part.event.themes:
            alike[part.start, part.end, part.city, part.event.themes[0], part.event.type].append(part)
    for first, *others in alike.values():
        for other in others:
            if other.found.id != first.found.id and not _told_apart(first, other):
                yield first, other


def _told_apart(first: _Held, other: _Held) -> bool:
    """Return whether venue, payers, figures or titles say that these are two events."""
    if first.venue and other.venue and first.venue != other.venue:
        return True
    payers, others = set(first.event.projects), set(other.event.projects)
    if payers and others and not payers & others:
        return True
    figures = _figures(first.event), _figures(other.event)
    if all(figures) and figures[0] != figures[1]:
        return True
    known = dict(first.titles)
    shared = [(known[code], words) for code, words in other.titles if code in known]
    return bool(shared) and not any(_same_matter(one, two, first.city) for one, two in shared)


def _figures(event: Event) -> frozenset[int]:
    counts = (stated.count for stated in event.attendance if stated.measure is Measure.ATTENDEES)
    return frozenset(count.exact for count in counts if count.exact is not None)


def _same_matter(one: frozenset[str], other: frozenset[str], city: str) -> bool:
    """Return whether half of the telling words of the shorter title stand in the other too."""
    bare = _KINDS | set(city.split())
    first, second = one - bare, other - bare
    fewest = min(len(first), len(second))
    return len(first & second) * 2 >= fewest
