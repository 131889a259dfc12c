"""Editorial checks: in come checked records, out come warnings that never stop a build.

A check that does not fit a record is set aside in its `silenced`, by the code's last word and with a reason:
`silenced: {weekday_mismatch: "the source says so twice"}`.
"""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.errors import Problem
from generator.records.event import Attendance, Event, SourceKind, weekday_matches
from generator.records.fields import WEEKDAYS, Count, LocalText, Qualifier
from generator.records.names import fold
from generator.records.references import Checked
from generator.sources.source import FieldPath

SUMMARY_WORDS, TEASER_WORDS = 400, 40
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_DOUBLED = re.compile(r"\b([^\W\d_]+)\s+\1\b", re.IGNORECASE)
# French reflexive verbs double these rightly: "nous nous engageons".
_DOUBLED_RIGHTLY = frozenset({"nous", "vous"})
# A role that ends so goes on somewhere else: "Directrice de la", "Chef de l'", "Consultante Dra."
_CUT = re.compile(
    r"(?:[,;:(–-]|['’]|\b(?:de|du|des|la|le|les|à|au|aux|et|of|the|and|for)|\b\w{1,3}\.)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Mention:
    """A person as one record names them."""

    found: Checked
    path: FieldPath
    name: str
    role: tuple[tuple[str, str], ...]


def editorial_problems(records: Iterable[Checked]) -> list[Problem]:
    """Return the warnings of all events, without those their records silence."""
    mentions: list[_Mention] = []
    problems: list[Problem] = []
    for found in records:
        if isinstance(event := found.value, Event):
            told = [
                *_weekdays(found, event),
                *_sums(found, event),
                *_words(found, event),
                *_lengths(found, event),
                *_cut_roles(found, event),
            ]
            if (
                event.source
                and event.source.kind is SourceKind.ARTICLE
                and not (event.public_page or event.source.url)
            ):
                told.append(_warn(found, "records.no_public_page", ("source",)))
            problems += [warning for warning in told if not _silenced(event, warning.code)]
            mentions += _mentions(found, event)
    return problems + list(_people(mentions))


def _warn(found: Checked, code: str, path: FieldPath, **facts: object) -> Problem:
    return found.problem(code, path, warning=True, **facts)


def _silenced(event: Event, code: str) -> bool:
    return code in event.silenced or code.rpartition(".")[2] in event.silenced


def _weekdays(found: Checked, event: Event) -> Iterator[Problem]:
    for index, part in enumerate(event.parts()):
        if part.weekday and part.date and part.date.start and not weekday_matches(part.weekday, part):
            path: FieldPath = ("sessions", index, "weekday") if event.sessions else ("weekday",)
            facts = {
                "date": part.date.start,
                **_named("actual", part.date.start.weekday()),
                **_named("given", WEEKDAYS[part.weekday]),
            }
            yield _warn(found, "records.weekday_mismatch", path, **facts)


def _named(fact: str, day: int) -> dict[str, str]:
    """Return the fact in both languages: which one the reader speaks is known to the sentence alone."""
    french, english = (name for name, number in WEEKDAYS.items() if number == day)
    return {f"{fact}_fr": french, f"{fact}_en": english.capitalize()}


def _sums(found: Checked, event: Event) -> Iterator[Problem]:
    for index, figure in enumerate(event.attendance):
        women, men, total = (_exact(count) for count in (figure.women, figure.men, figure.count))
        if women is None or men is None or total is None or _open(figure):
            continue
        rest = _exact(figure.sex_not_stated) or 0
        if women + men + rest != total:
            facts = {"women": women, "men": men, "total": total}
            yield _warn(found, "records.sum_mismatch", ("attendance", index, "count"), **facts)


def _exact(count: Count | None) -> int | None:
    return count.exact if count and count.qualifier is Qualifier.EXACT else None


def _open(figure: Attendance) -> bool:
    """Return whether the source leaves the sex of some open, without their exact number."""
    return figure.sex_not_stated is not None and _exact(figure.sex_not_stated) is None


def _words(found: Checked, event: Event) -> Iterator[Problem]:
    for language, text in event.title.root.items():
        yield from _doubled(found, text, ("title", language) if language else ("title",))
    for index, quote in enumerate(event.quotes):
        for number, fragment in enumerate(quote.fragments):
            path: FieldPath = ("quotes", index, "fragments", number)
            yield from _doubled(found, fragment, path)
            if not _balanced(fragment):
                yield _warn(found, "records.quotation_marks", path)


def _doubled(found: Checked, text: str, path: FieldPath) -> Iterator[Problem]:
    for hit in _DOUBLED.finditer(text):
        if hit[1].casefold() not in _DOUBLED_RIGHTLY:
            yield _warn(found, "records.doubled_word", path, given=hit[0])


def _balanced(text: str) -> bool:
    pairs = all(text.count(left) == text.count(right) for left, right in (("«", "»"), ("“", "”")))
    return pairs and text.count('"') % 2 == 0


def _lengths(found: Checked, event: Event) -> Iterator[Problem]:
    for field, limit, code in (
        ("summary", SUMMARY_WORDS, "records.long_summary"),
        ("teaser", TEASER_WORDS, "records.long_teaser"),
    ):
        texts: LocalText | None = getattr(event, field)
        for language, text in texts.root.items() if texts else ():
            words = len(_WORD.findall(text))
            if words > limit:
                path: FieldPath = (field, language) if language else (field,)
                yield _warn(found, code, path, words=words, limit=limit)


def _cut_roles(found: Checked, event: Event) -> Iterator[Problem]:
    for path, role, declared in _roles(event):
        for text in role.root.values():
            if not declared and _CUT.search(text):
                yield _warn(found, "records.cut_role", (*path, "role"), given=text)


def _roles(event: Event) -> Iterator[tuple[FieldPath, LocalText, bool]]:
    """Yield path, role and whether a defect of it is declared, for everybody the record names."""
    for index, person in enumerate(event.people):
        if person.role:
            yield ("people", index), person.role, bool(person.note)
    for index, session in enumerate(event.sessions):
        for number, person in enumerate(session.people):
            if person.role:
                yield ("sessions", index, "people", number), person.role, bool(person.note)
    for index, quote in enumerate(event.quotes):
        if quote.speaker.role:
            yield ("quotes", index, "speaker"), quote.speaker.role, bool(quote.defects)


def _mentions(found: Checked, event: Event) -> Iterator[_Mention]:
    named = [(("people", i), person.name, person.role) for i, person in enumerate(event.people)]
    for index, session in enumerate(event.sessions):
        named += [(("sessions", index, "people", i), p.name, p.role) for i, p in enumerate(session.people)]  # type: ignore[misc]
    for index, quote in enumerate(event.quotes):
        if quote.speaker.name and not quote.speaker.pseudonym:
            named.append((("quotes", index, "speaker"), quote.speaker.name, quote.speaker.role))  # type: ignore[arg-type]
    for path, name, role in named:
        roles = (
            tuple(sorted((code or event.language, text) for code, text in role.root.items())) if role else ()
        )
        yield _Mention(found, path, name, roles)


def _people(mentions: list[_Mention]) -> Iterator[Problem]:
    """Warn once for each spelling and each role of a person that differs from the first record that names them."""
    alike: dict[tuple[str, ...], list[list[_Mention]]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda one: one.found.id):
        groups = alike[_skeleton(mention.name)]
        group = next((group for group in groups if _same_person(group[0].name, mention.name)), None)
        if group is None:
            groups.append([mention])
        else:
            group.append(mention)
    for group in (group for groups in alike.values() for group in groups):
        told = set()
        for mention in group[1:]:
            for warning in _differences(group[0], mention):
                if (key := (warning.code, warning.facts)) not in told:
                    told.add(key)
                    yield warning


def _skeleton(name: str) -> tuple[str, ...]:
    """Return the consonants of each word of `name`, in no order: "Mohammed" and "Mohamed" have the same ones."""
    words = (re.sub(r"(.)\1+", r"\1", word) for word in fold(name).split())
    return tuple(sorted(word[0] + re.sub("[aeiouyh]", "", word[1:]) for word in words))


def _same_person(one: str, other: str) -> bool:
    """Return whether two names with the same skeleton are near enough to be one: "Saad" is not "Said"."""
    pairs = zip(sorted(fold(one).split()), sorted(fold(other).split()), strict=False)
    return all(a == b or difflib.SequenceMatcher(None, a, b).ratio() >= 0.8 for a, b in pairs)


def _differences(first: _Mention, other: _Mention) -> Iterator[Problem]:
    if first.found is other.found or not isinstance(event := other.found.value, Event):
        return
    if first.name != other.name and not _silenced(event, "records.other_spelling"):
        facts = {"given": other.name, "other": first.name, "event": first.found.id}
        yield _warn(other.found, "records.other_spelling", (*other.path, "name"), **facts)
    for language, text in other.role:
        known = dict(first.role).get(language)
        if known and fold(known) != fold(text) and not _silenced(event, "records.other_role"):
            facts = {"name": other.name, "given": text, "other": known, "event": first.found.id}
            yield _warn(other.found, "records.other_role", (*other.path, "role"), **facts)
