"""What a record says, and where it differs from its article: in come Records and measured articles, out come facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.records.event import Event
from generator.records.fields import LocalText, Record
from generator.records.names import fold
from generator.records.records import Records
from scripts.measure_articles import digest, emails, named, numbers

# A goal written as a word in the article ("premier objectif") is a number in the record.
IN_WORDS: Mapping[str, Mapping[str, str]] = {
    "2022-03-28-donnees-migratoires": {"1": "premier objectif du GCM"}
}
# Numbers of an article that its record leaves out on purpose, each with the reason. None today.
LEFT_OUT: Mapping[str, Mapping[str, str]] = {}
# `dating` is our own inference, not the article's words; `seed` is a file name; codes are not prose.
NOT_STATEMENTS = frozenset({"dating", "seed", "codes", "id", "organisation", "projects", "project"})

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DIGITS = {ord("٠") + n: str(n) for n in range(10)}
_MARKED = re.compile(r"«\s*([^«»]+?)\s*»")


@dataclass(frozen=True, slots=True)
class Facts:
    """What one record says."""

    event: str
    title: str
    quotes: frozenset[str]
    marked: frozenset[str]
    people: frozenset[str]
    emails: frozenset[str]
    numbers: frozenset[str]
    bodies: Mapping[str, frozenset[str]]
    known_names: frozenset[str]


def facts(records: Records, identifier: str) -> Facts:
    """Return what the record `identifier` says; texts in our own translation count only for their numbers."""
    event = records.events[identifier]
    french = "\n".join(text for _, text in statements(event, languages=("", "fr")))
    projects = [records.projects[name] for name in event.projects]
    titles = [text.get("fr", "fr")[0] for p in projects for text in (p.title, p.credited_as) if text]
    bodies = {name: _names(records, name) for name in sorted(_bodies(event))}
    funders = {donor.organisation for project in projects for donor in project.donors}
    known = {name for body in _with_parents(records, {*bodies, *funders}) for name in _names(records, body)}
    known |= {fold(name) for project in projects for name in (*titles, project.acronym or "")}
    known |= {name for goal in event.frameworks for name in _framework_names(records, goal.framework)}
    return Facts(
        event=identifier,
        title=event.title.get("fr", event.language)[0],
        quotes=frozenset(words for quote in event.quotes for words in quote.fragments),
        marked=frozenset((*_MARKED.findall(french), *titles)),
        people=frozenset(_people(event)),
        emails=frozenset(emails(french)),
        numbers=frozenset(_numbers(event) - set(IN_WORDS.get(identifier, ()))),
        bodies=bodies,
        known_names=frozenset(known | named(french, all_names(records))),
    )


def all_names(records: Records) -> set[str]:
    """Return every French name, acronym and other spelling of a body, a project or a framework, folded."""
    found = {name for body in records.organisations for name in _names(records, body)}
    for project in records.projects.values():
        found |= _folded((project.acronym, project.title, project.credited_as))
    return found | {
        name for found in records.themes.frameworks for name in _framework_names(records, found.id)
    }


def differences(article: Mapping[str, Any], said: Facts) -> list[str]:
    """Return a sentence for each thing that the article or the record says alone. `article` holds hashes only."""
    found = [] if digest(said.title) == article["title"] else ["the title is not the article's"]
    for kind in ("quotes", "people", "emails"):
        values = {digest(value): value for value in getattr(said, kind)}
        found += [
            f"{kind}: the article's {gone[:12]}… is not in the record"
            for gone in _less(article[kind], values)
        ]
        found += [f"{kind}: {values[new]!r} is not in the article" for new in _less(values, article[kind])]
    marked = {digest(value) for value in said.marked}
    found += [
        f"marked: the article's {gone[:12]}… is not in the record"
        for gone in _less(article["marked"], marked)
    ]
    known = {digest(name) for name in said.known_names}
    found += [
        f"names: the article's {gone[:12]}… is not in the record" for gone in _less(article["names"], known)
    ]
    for body, names in said.bodies.items():
        if not {digest(name) for name in names} & set(article["names"]):
            found.append(f"names: {body} is not in the article")
    digits = sorted(said.numbers | set(LEFT_OUT.get(said.event, ())), key=int)
    if digest(" ".join(digits)) != article["numbers"]["sha256"]:
        found.append(
            f"numbers: the record says {' '.join(digits)}; the article has {article['numbers']['count']} others"
        )
    return found


def statements(event: Event, languages: tuple[str, ...] | None = None) -> Iterator[tuple[str, str]]:
    """Yield the path and text of every value of the record that states something; of LocalTexts, `languages` only."""
    yield from _leaves(event, "", languages)


def local_texts(value: object, path: str = "") -> Iterator[tuple[str, LocalText]]:
    """Yield the path and value of every text of a record that may exist in several languages."""
    if isinstance(value, LocalText):
        yield path.lstrip("."), value
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from local_texts(item, path)
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            yield from local_texts(getattr(value, name), f"{path}.{name}")


def figures_of(text: str) -> list[str]:
    """Return the numbers a text writes in digits, of whatever script, in ascending order: languages order them differently."""
    return sorted(re.findall(r"\d+", text.translate(_DIGITS)), key=int)


def _leaves(value: object, path: str, languages: tuple[str, ...] | None) -> Iterator[tuple[str, str]]:
    if isinstance(value, LocalText):
        for language, text in value.root.items():
            if languages is None or language in languages:
                yield f"{path}.{language}", text
    elif isinstance(value, Mapping):
        for key, item in value.items():
            if languages is None or key in languages:
                yield from _leaves(item, f"{path}.{key}", languages)
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from _leaves(item, path, languages)
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            if name not in NOT_STATEMENTS:
                yield from _leaves(getattr(value, name), f"{path}.{name}".lstrip("."), languages)
    elif value is not None and not isinstance(value, bool):
        yield path, str(value)


def _numbers(event: Event) -> set[str]:
    found: set[str] = set()
    for _, text in statements(event):
        # The month of a date is a word in an article.
        for year, _, day in _DAY.findall(text):
            found |= {year, day.lstrip("0")}
        found |= numbers(_DAY.sub("", text))
    return found


def _people(event: Event) -> Iterator[str]:
    programme = [item for part in event.parts() for item in part.programme] + list(event.programme)
    for person in (*event.people, *(p for part in event.sessions for p in part.people)):
        yield person.name
    yield from (person.name for item in programme for person in item.people)
    yield from (quote.speaker.name for quote in event.quotes if quote.speaker.name)
    yield from (contact.name for contact in event.contacts)


def _bodies(event: Event) -> Iterator[str]:
    for item in event.programme:
        yield from item.organisations
        yield from (person.organisation for person in item.people if person.organisation)
    yield from (involved.organisation for involved in event.organisations)
    yield from (funding.organisation for funding in event.funding)
    yield from (quote.speaker.organisation for quote in event.quotes if quote.speaker.organisation)
    yield from (contact.organisation for contact in event.contacts if contact.organisation)


def _with_parents(records: Records, bodies: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for name in bodies:
        here: str | None = name
        while here and here not in found:
            found.add(here)
            here = records.organisations[here].parent
    return found


def _names(records: Records, body: str) -> frozenset[str]:
    organisation = records.organisations[body]
    dated = [text for name in organisation.names for text in (name.name, name.acronym)]
    return frozenset(_folded((*dated, *organisation.aliases)))


def _framework_names(records: Records, identifier: str) -> set[str]:
    framework = next(found for found in records.themes.frameworks if found.id == identifier)
    return _folded((framework.name, framework.acronym, *framework.aliases))


def _folded(names: Iterable[LocalText | str | None]) -> set[str]:
    texts = (name.get("fr", "fr")[0] if isinstance(name, LocalText) else name for name in names)
    return {fold(text) for text in texts if text}


def _less(some: Iterable[str], others: Iterable[str]) -> list[str]:
    return sorted(set(some) - set(others))
