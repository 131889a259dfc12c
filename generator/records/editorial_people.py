"""How records name people: in come checked records, out come warnings of cut roles, second spellings and second roles."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.errors import Problem
from generator.records.checks import sets_aside
from generator.records.event import Event
from generator.records.fields import LocalText
from generator.records.names import fold
from generator.records.references import Checked
from generator.sources.source import FieldPath

# A role that ends so goes on somewhere else: "Directrice de la", "Chef de l'", "Consultante Dra."
_CUT = re.compile(
    r"(?:[,;:(–-]|['’]|\b(?:de|du|des|la|le|les|à|au|aux|et|of|the|and|for)|\b\w{1,3}\.)$", re.IGNORECASE
)
# "M.Saad", "MmeAmrani"
GLUED = re.compile(r"(?<![\w./@])(?:(?:MM?|Mme|Mmes|Mlle|Dr|Pr|Mrs?|Ms)\.|(?:Mme|Mmes|Mlle))(?=[A-ZÀ-Ý][a-zà-ÿ])")


@dataclass(frozen=True, slots=True)
class Named:
    """A person as one record names them: where, the name, the role, what a source's defect is excused by, in which quote."""

    path: FieldPath
    name: str
    role: LocalText | None
    declared: bool = False
    quote: str = ""
    pseudonym: bool = False


def named_in(event: Event) -> Iterator[Named]:
    """Yield everybody an event names, in the order of its record; quoted without a name too."""
    for index, person in enumerate(event.people):
        yield Named(("people", index), person.name, person.role, bool(person.note))
    for index, session in enumerate(event.sessions):
        for number, person in enumerate(session.people):
            yield Named(("sessions", index, "people", number), person.name, person.role, bool(person.note))
    for index, quote in enumerate(event.quotes):
        speaker, declared = quote.speaker, bool(quote.defects)
        path = ("quotes", index, "speaker")
        yield Named(path, speaker.name or "", speaker.role, declared, quote.id, speaker.pseudonym)


def cut_roles(found: Checked, event: Event) -> Iterator[Problem]:
    """Yield a warning for each role that breaks off and whose record does not say so."""
    for named in named_in(event):
        for text in named.role.root.values() if named.role and not named.declared else ():
            if _CUT.search(text):
                yield _warn(found, "records.cut_role", named, "role", given=text)


def glued_names(found: Checked, event: Event) -> Iterator[Problem]:
    """Yield a warning for each name to which an honorific is glued."""
    for named in named_in(event):
        if hit := GLUED.match(named.name):
            yield _warn(found, "records.glued_honorific", named, "name", given=named.name, honorific=hit[0])


def _warn(found: Checked, code: str, named: Named, field: str, **facts: str) -> Problem:
    told = {**facts, "quote": named.quote} if named.quote else facts
    return found.problem(code, (*named.path, field), warning=True, **told)


@dataclass(frozen=True, slots=True)
class _Mention:
    found: Checked
    event: Event
    named: Named
    role: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        return self.named.name


def people_problems(records: Iterable[Checked]) -> Iterator[Problem]:
    """Yield a warning for each spelling and each role of a person that differs from the first record that names them, once."""
    alike: dict[tuple[str, ...], list[list[_Mention]]] = defaultdict(list)
    mentions = (mention for found in records for mention in _mentions(found))
    for mention in sorted(mentions, key=lambda one: one.found.id):
        groups = alike[_skeleton(mention.name)]
        group = next((group for group in groups if _same_person(group[0].name, mention.name)), None)
        if group is None:
            groups.append([mention])
        else:
            group.append(mention)
    for group in (group for groups in alike.values() for group in groups):
        told: set[tuple[object, ...]] = set()
        for mention in group[1:]:
            for code, field, facts in _differences(group[0], mention):
                key = (code, *facts.items())
                if key not in told:
                    told.add(key)
                    yield _warn(mention.found, code, mention.named, field, **facts)


def _mentions(found: Checked) -> Iterator[_Mention]:
    event = found.value
    if not isinstance(event, Event):
        return
    for named in named_in(event):
        if named.name and not named.pseudonym:
            roles = named.role.root.items() if named.role else ()
            own = tuple(sorted((code or event.language, text) for code, text in roles))
            yield _Mention(found, event, named, own)


def _skeleton(name: str) -> tuple[str, ...]:
    """Return the consonants of each word of `name`, in no order: "Mohammed" and "Mohamed", "Khadidja" and "Khadija" have the
    same ones."""
    bare = (word[0] + re.sub("[aeiouyh]", "", word[1:]) for word in fold(name).split())
    return tuple(sorted(re.sub(r"(.)\1+", r"\1", word) for word in bare))


def _same_person(one: str, other: str) -> bool:
    """Return whether two names with the same skeleton are near enough to be one: "Saad" is not "Said"."""
    pairs = zip(sorted(fold(one).split()), sorted(fold(other).split()), strict=False)
    return all(a == b or difflib.SequenceMatcher(None, a, b).ratio() >= 0.8 for a, b in pairs)


def _differences(first: _Mention, other: _Mention) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield code, field and facts of each difference between two records."""
    if first.found.id == other.found.id:
        return
    silenced, event = other.event.silenced, first.found.id
    if first.name != other.name and not sets_aside(silenced, "records.other_spelling"):
        facts = {"given": other.name, "other": first.name, "event": event}
        yield "records.other_spelling", "name", facts
    for code, text in other.role:
        known = dict(first.role).get(code)
        if known and fold(known) != fold(text) and not sets_aside(silenced, "records.other_role"):
            facts = {"name": other.name, "given": text, "other": known, "event": event}
            yield "records.other_role", "role", facts
