"""The doubts of a draft: in come a Brief and what its document prints, out comes each doubt once, the same for the screen and the
review page.

A doubt is a Problem with how grave it is, where it shows and which record it is about (generator/records/checks.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.errors import Problem, facts
from generator.messages.catalogue import LANGUAGES, say
from generator.records.checks import CHECKS, SAME_FACT, Check, Severity, Spot, sets_aside
from generator.report.blockers import blockers, told, warnings
from generator.report.brief import Brief
from generator.report.choices import strays
from generator.report.consents import consents
from generator.report.matters import matters, slips
from generator.report.sections import letter, narrative, restated
from generator.report.typography import typeset
from generator.report.untranslated import Missing

_GRAVEST_FIRST = tuple(Severity)
_UNLISTED = Check(Severity.DECIDE, silenced=False)
# A first draft has many records that nobody has approved yet: `approval.waiting` tells of all of them at once.
_TOLD_TOGETHER = frozenset({"final.not_approved", "final.unsigned", "final.texts_not_approved"})


# What a person copies into a file, as it must stand there: "silenced: {near_duplicate: reason}".
_WRITTEN = re.compile(r"(\b[a-z_]+: (?:\[?\{[^}]*\}\]?|\w+))")


@dataclass(frozen=True, slots=True)
class Doubt:
    """What one record leaves in doubt. `record` is "event/…", "organisation/…", "project/…" or "edition/…"; `quote` the id of
    the quote it is about, where it is about one."""

    problem: Problem
    severity: Severity
    spot: Spot
    record: str
    quote: str = ""


def doubts(
    brief: Brief, said: str = "", missing: Sequence[Missing] = (), codes: frozenset[str] = frozenset()
) -> tuple[Doubt, ...]:
    """Return every doubt of the edition that no record sets aside, the gravest first, then by record.

    `said` is every word the document prints, `missing` the texts it prints in another language, `codes` its sections.
    """
    records = _records(brief)
    found = {_key(problem): problem for problem in _problems(brief, said, missing, codes)}
    about = [_doubt(brief, records, problem) for problem in found.values()]
    same = {(SAME_FACT[one.problem.code], one.record) for one in about if one.problem.code in SAME_FACT}
    kept = (
        one
        for one in about
        if not sets_aside(silenced_in(brief, one.record), one.problem.code)
        and (one.problem.code, one.record) not in same
        and not _quote_gone(brief, one)
    )
    return gravest_first(kept)


def gravest_first(doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
    """Return `doubts` in the order of their gravity, then of the files where they are mended."""
    return tuple(sorted(doubts, key=lambda one: (_GRAVEST_FIRST.index(one.severity), one.problem)))


def _key(problem: Problem) -> tuple[object, ...]:
    return problem.file, problem.field, problem.code, problem.facts


def _problems(
    brief: Brief, said: str, missing: Sequence[Missing], codes: frozenset[str]
) -> Iterator[Problem]:
    """Yield each problem as a warning: whether a final is refused for it is its severity's matter."""
    found = (
        *(problem for problem in blockers(brief) if problem.code not in _TOLD_TOGETHER),
        *slips(brief, told(brief.summary)),
        *strays(brief),
        *consents(brief),
        *letter.doubts(brief),
        *warnings(brief),
        *narrative.remarks(brief),
        *restated.unexplained(brief),
        *matters(brief, said, missing, codes),
    )
    return (replace(problem, warning=True) for problem in found)


def _records(brief: Brief) -> Mapping[str, str]:
    """Return the record that each file holds; that of the organisations holds many."""
    kinds = ("event", "project", "edition")
    files = brief.records.files.items()
    return {file.path: key for key, file in files if key.partition("/")[0] in kinds}


def _doubt(brief: Brief, records: Mapping[str, str], problem: Problem) -> Doubt:
    check = CHECKS.get(problem.code, _UNLISTED)
    quote = facts(problem).get("quote", "")
    return Doubt(problem, check.severity, check.spot, _record(brief, records, problem), quote)


def _record(brief: Brief, records: Mapping[str, str], problem: Problem) -> str:
    register = brief.records.files.get("organisations")
    if problem.file == (register.path if register else "records/organisations.yaml"):
        body = facts(problem).get("donor") or re.split(r"[.\[]", problem.field)[0]
        if body in brief.records.organisations:
            return f"organisation/{body}"
    if problem.file in records:
        return records[problem.file]
    event = problem.file.rpartition("/")[2].removesuffix(".yaml")
    return f"event/{event}" if event in brief.records.events else brief.edition_name


def _quote_gone(brief: Brief, doubt: Doubt) -> bool:
    """Return whether a doubt is about words that this edition may not print: nothing of them is told."""
    if not doubt.quote or doubt.problem.code.startswith("consent."):
        return False
    event = brief.records.events.get(doubt.record.partition("/")[2])
    return event is not None and all(quote.id != doubt.quote for quote in event.quotes)


def silenced_in(brief: Brief, record: str) -> Mapping[str, str]:
    """Return the checks that a record sets aside, with the reason of each; a donor's document knows no reasons of events."""
    kind, _, id = record.partition("/")
    if kind == "event":
        event = brief.records.events.get(id)
        return event.silenced if event else {}
    if kind == "organisation":
        return brief.records.organisations[id].silenced
    return brief.edition.silenced if kind == "edition" else {}


def spoken(brief: Brief) -> str:
    """Return the language in which the doubts of a document are told: its own where the program speaks it, else English."""
    return brief.language.code if brief.language.code in LANGUAGES else "en"


def sentence(brief: Brief, problem: Problem) -> str:
    """Return "what is wrong; what to do" in the language of `spoken`, set."""
    language = spoken(brief)
    profile = brief.language.typography if language == brief.language.code else "english"
    pieces = _WRITTEN.split(say(problem.code, language, **dict(problem.facts)))
    return "".join(piece if index % 2 else typeset(piece, profile) for index, piece in enumerate(pieces))


def place(problem: Problem) -> str:
    """Return where a doubt is mended: "records/events/2022/….yaml:12", else the field's name after the file's."""
    if problem.line:
        return f"{problem.file}:{problem.line}"
    return ", ".join(part for part in (problem.file, problem.field) if part)
