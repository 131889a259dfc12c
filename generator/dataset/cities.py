"""Which names are one city: in come events as they stand in a period, out comes the name each spelling is counted under."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from generator.dataset.summary import EventInPeriod, PartInPeriod
from generator.records.fields import LocalText
from generator.records.names import fold


def places(entry: EventInPeriod) -> Iterator[tuple[PartInPeriod, LocalText]]:
    """Yield the sessions of an event that fall in the period and state a city, with that city."""
    for part in entry.inside:
        place = part.session.place
        if place and place.city and place.city.root:
            yield part, place.city


def city_of(city: LocalText, keys: Mapping[str, str]) -> str:
    """Return the name that a stated city is counted under; `keys` come from `city_keys`."""
    return keys[fold(next(iter(city.root.values())))]


def city_keys(entries: Iterable[EventInPeriod]) -> Mapping[str, str]:
    """Return for each folded spelling the name it is counted under, by preference French, where a record gives one.

    Names that a record gives to one city in two languages (Tanger, Tangier), and spellings that differ in accents or
    capitals alone, are the same city.
    """
    same: dict[str, set[str]] = {}
    spellings: dict[str, Counter[tuple[bool, bool, str]]] = {}
    for texts, language in ((c.root, e.event.language) for e in entries for _, c in places(e)):
        group = set().union(*(same.get(fold(name), {fold(name)}) for name in texts.values()))
        same.update(dict.fromkeys(group, group))
        for code, name in texts.items():
            spelling = ((code or language) != "fr", name.isupper(), name.strip())
            spellings.setdefault(fold(name), Counter())[spelling] += 1
    return {key: _best(sum((spellings[other] for other in group), Counter())) for key, group in same.items()}


def _best(spellings: Counter[tuple[bool, bool, str]]) -> str:
    """Return the French spelling before others, one not in capitals before others, then the commonest."""
    return min(spellings, key=lambda spelling: (*spelling[:2], -spellings[spelling], spelling[2]))[2]
