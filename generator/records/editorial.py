"""Editorial checks of records: in come checked records, out come warnings that never stop a draft.

How grave each is stands in checks.py. One that does not fit a record is set aside in its `silenced`, by the code's last
word and with a reason: `silenced: {weekday_mismatch: "the source says so twice"}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.errors import Problem
from generator.records.checks import sets_aside
from generator.records.editorial_people import cut_roles, glued_names, people_problems
from generator.records.editorial_texts import text_problems
from generator.records.editorial_twins import twins
from generator.records.event import Attendance, Event, SourceKind, weekday_matches
from generator.records.fields import WEEKDAYS, Count, LocalText, Qualifier
from generator.records.references import Checked
from generator.records.registers import EditionTexts
from generator.sources.source import FieldPath

SUMMARY_WORDS, TEASER_WORDS = 400, 40
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def editorial_problems(records: Iterable[Checked]) -> list[Problem]:
    """Return the warnings of all events and editions, without those their records silence."""
    records = list(records)
    problems: list[Problem] = []
    for found in records:
        record = found.value
        if isinstance(record, Event):
            told = [*_of_event(found, record), *text_problems(found)]
        elif isinstance(record, EditionTexts):
            told = list(text_problems(found))
        else:
            continue
        problems += [warning for warning in told if not sets_aside(record.silenced, warning.code)]
    return [*problems, *people_problems(records), *twins(records)]


def _of_event(found: Checked, event: Event) -> Iterator[Problem]:
    yield from _weekdays(found, event)
    yield from _sums(found, event)
    yield from _lengths(found, event)
    yield from cut_roles(found, event)
    yield from glued_names(found, event)
    source = event.source
    if source and source.kind is SourceKind.ARTICLE and not (event.public_page or source.url):
        yield found.problem("records.no_public_page", ("source",), warning=True)


def _weekdays(found: Checked, event: Event) -> Iterator[Problem]:
    for index, part in enumerate(event.parts()):
        if part.weekday and part.date and part.date.start and not weekday_matches(part.weekday, part):
            path: FieldPath = ("sessions", index, "weekday") if event.sessions else ("weekday",)
            facts = {
                "date": part.date.start,
                **_named("actual", part.date.start.weekday()),
                **_named("given", WEEKDAYS[part.weekday]),
            }
            yield found.problem("records.weekday_mismatch", path, warning=True, **facts)


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
            path: FieldPath = ("attendance", index, "count")
            facts = {"women": women, "men": men, "total": total}
            yield found.problem("records.sum_mismatch", path, warning=True, **facts)


def _exact(count: Count | None) -> int | None:
    return count.exact if count and count.qualifier is Qualifier.EXACT else None


def _open(figure: Attendance) -> bool:
    """Return whether the source leaves the sex of some open, without their exact number."""
    return figure.sex_not_stated is not None and _exact(figure.sex_not_stated) is None


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
                yield found.problem(code, path, warning=True, words=words, limit=limit)
