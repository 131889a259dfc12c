"""What the records of an edition leave open: in come a Brief and the words it prints, out comes a warning for each matter.

Missing and approximate figures, places that no source states, quotes that somebody must confirm, texts that nobody prints,
acronyms that nobody spells out. What a record says wrongly is found when records are read (generator/records/editorial.py).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from generator.config.kind import Untranslated
from generator.errors import Problem, facts, problem
from generator.records.editorial_people import named_in
from generator.records.fields import Count, Qualifier
from generator.report.brief import Brief
from generator.report.sections.back import known_acronyms
from generator.report.sections.density import told_in_full
from generator.report.sections.quotes import candidates, choose
from generator.report.untranslated import Missing

# Two capitals and more; with a small letter for a plural: "ONG", "OSC", "ODDs".
_ACRONYM = re.compile(r"(?<![\w@./-])[A-ZÀ-Ý]{2,6}(?=s?(?![\w@]|\.\w))")
_ROMAN = re.compile(r"[IVXLC]+")
_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*|\b\S*\d\S*\b")  # addresses, references with a number
_CAPITALS = re.compile(r"(?:\b[A-ZÀ-Ý]{2,}\b[\s'’-]*){3,}")  # a line written in capitals
# Currencies, as every reader of a report knows them.
_CURRENCIES = frozenset(("MAD", "USD", "EUR", "GBP", "CHF", "DH", "DHS"))
# Where what a person writes for an edition is printed.
PLACES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("foreword", ("foreword",)),
    ("editorial", ("editorial",)),
    ("context", ("glance",)),
    ("takeaways", ("glance", "key-points", "eu-assessment")),
    ("headline", ("headline",)),
    ("preheader", ("headline",)),
    ("key_quotes", ("quotes", "letter-quotes")),
    ("upcoming", ("upcoming", "eu-assessment")),
    ("publications", ("publications",)),
)


def file_of(brief: Brief, event: str) -> str:
    """Return the file of an event in the workspace."""
    read = brief.records.files.get(f"event/{event}")
    return read.path if read else f"records/events/{event[:4]}/{event}.yaml"


def slips(brief: Brief, ids: Collection[str]) -> Iterator[Problem]:
    """Yield what the editorial checks found in the events called `ids`, which the edition tells, and in its own file.

    Two records of one event count twice only where the edition tells both.
    """
    files = {file_of(brief, id) for id in ids} | {brief.own_file()}
    for warning in brief.records.warnings:
        twin = warning.code == "records.near_duplicate" and facts(warning)["event"] not in ids
        if warning.file in files and not twin:
            yield warning


def matters(brief: Brief, said: str, missing: Sequence[Missing], codes: frozenset[str]) -> Iterator[Problem]:
    """Yield every matter: of quotes, figures, places, texts and acronyms, where `said` is what the document prints, `missing`
    the texts it prints in another language, `codes` the sections it has."""
    yield from _quotes(brief)
    yield from _wanted(brief)
    yield from _figures(brief)
    yield from _places(brief)
    yield from _unused(brief, codes)
    yield from _untranslated(brief, missing)
    if unknown := unknown_acronyms(brief, said):
        given = ", ".join(unknown)
        yield problem("checks.acronyms", file=brief.own_file(), given=given, warning=True)


def _of_event(brief: Brief, event: str, code: str, field: str, **given: Any) -> Problem:
    return problem(code, file=file_of(brief, event), field=field, warning=True, **given)


def _quotes(brief: Brief) -> Iterator[Problem]:
    printed = {candidate.name for candidate in choose(brief)} if _prints_quotes(brief) else set()
    full = told_in_full(brief) if "chapters" in brief.kind.sections else frozenset()
    for candidate in candidates(brief):
        if candidate.name not in printed and candidate.event_id not in full:
            continue
        quote, field = candidate.quote, f"quotes[{candidate.quote.id}]"
        if quote.continues_without_attribution:
            yield _of_event(brief, candidate.event_id, "checks.quote_continues", field, quote=quote.id)
        if quote.defects:
            yield _of_event(brief, candidate.event_id, "checks.quote_defect", field, quote=quote.id)


def _prints_quotes(brief: Brief) -> bool:
    return bool({"quotes", "letter-quotes"} & set(brief.kind.sections))


def _wanted(brief: Brief) -> Iterator[Problem]:
    """Yield the quotes that the editor asked for, whose event is told and which this document does not print."""
    printed = {candidate.name for candidate in candidates(brief)}
    withheld = {one.id for one in brief.records.withheld}
    events = {found.id for found in brief.summary.events}
    for number, name in enumerate(brief.edition.key_quotes if _prints_quotes(brief) else (), start=1):
        if name not in printed and name not in withheld and name.partition("/")[0] in events:
            where = f"key_quotes[{number}]"
            yield problem("checks.quote_wanted", file=brief.own_file(), field=where, given=name, warning=True)


def _figures(brief: Brief) -> Iterator[Problem]:
    missing = (id for people in brief.summary.people for id in people.total.missing)
    for id in dict.fromkeys(missing):
        yield _of_event(brief, id, "checks.figure_missing", "attendance")
    for found in brief.shown():
        for number, figure in enumerate(found.event.attendance, start=1):
            if figure.count.qualifier not in (Qualifier.EXACT, Qualifier.NOT_STATED):
                field = f"attendance[{number}].count"
                given = figure.count.words or _bare(figure.count)
                yield _of_event(brief, found.id, "checks.figure_approximate", field, given=given)


def _bare(count: Count) -> str:
    """Return an approximate count in signs that need no language: "~30", "≥ 40"."""
    if count.between:
        return f"{count.between[0]}–{count.between[1]}"
    sign = {Qualifier.ABOUT: "~", Qualifier.AT_LEAST: "≥ ", Qualifier.AT_MOST: "≤ "}[count.qualifier]
    return f"{sign}{count.low}"


def _places(brief: Brief) -> Iterator[Problem]:
    for found in brief.shown():
        places = [part.session.place for part in found.inside]
        field = "sessions" if found.event.sessions else "place"
        if any(place is None for place in places):
            yield _of_event(brief, found.id, "checks.place_missing", field)
        if any(place and place.implied for place in places):
            yield _of_event(brief, found.id, "checks.place_implied", field)


def _unused(brief: Brief, codes: frozenset[str]) -> Iterator[Problem]:
    """Yield the texts that somebody wrote for a section that the document does not have."""
    for name, sections in PLACES:
        if getattr(brief.edition, name) and not set(sections) & set(brief.kind.sections):
            yield _section_unused(brief, name, name)
    for code in brief.edition.sections if codes else ():
        if (code not in codes or code == "cover") and f"theme-{code}" not in codes:
            yield _section_unused(brief, code, f"sections.{code}")


def _section_unused(brief: Brief, code: str, field: str) -> Problem:
    return problem("checks.section_unused", file=brief.own_file(), field=field, given=code, warning=True)


def _untranslated(brief: Brief, missing: Iterable[Missing]) -> Iterator[Problem]:
    """Yield one warning for each record that lacks texts in the document's language, with their fields."""
    fields: dict[str, list[str]] = {}
    for one in missing:
        kind, _, body = one.record.partition("/")
        file = file_of(brief, body) if kind == "event" else one.file or brief.own_file()
        fields.setdefault(file, []).append(f"{body}.{one.field}" if kind == "organisation" else one.field)
    refused = brief.kind.untranslated is Untranslated.REFUSE
    code = "checks.to_translate" if refused else "checks.not_translated"
    for file, named in fields.items():
        given, wanted = ", ".join(named), brief.language.code
        yield problem(code, file=file, given=given, wanted=wanted, warning=True)


def unknown_acronyms(brief: Brief, said: str) -> tuple[str, ...]:
    """Return the acronyms in `said` that neither a register nor the text itself spells out, in the order of the alphabet.

    Roman numbers, currencies, references, words in capitals and names of people are none.
    """
    text = _CAPITALS.sub(" ", _ADDRESS.sub(" ", said))
    known = {part for short, _, _ in known_acronyms(brief) for part in re.split(r"[\s/-]+", short)}
    names = (one.name for found in brief.summary.events for one in named_in(found.event))
    people = {word for name in names for word in name.split()}
    found = set(_ACRONYM.findall(text)) - known - people - _CURRENCIES
    return tuple(
        sorted(short for short in found if not _ROMAN.fullmatch(short) and not _spelled_out(short, text))
    )


def _spelled_out(short: str, text: str) -> bool:
    """Return whether the text itself says what an acronym stands for: "Haut-Commissariat (HCP)", "HCP (Haut-…)"."""
    after, before = rf"\w{{3,}}[»”]?\s+\({short}\)", rf"(?<!\w){short}\s+\(\w[^)]{{5,}}\)"
    return re.search(f"{after}|{before}", text) is not None
