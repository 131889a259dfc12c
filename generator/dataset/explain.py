"""Explains figures: in come a Summary, its Records and a name, out come Explanations in finished words (rule 9)."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass

from generator.dataset.evidence import Evidence, Given, Witness
from generator.dataset.naming import Names
from generator.dataset.summary import Figure, Summary, Tally
from generator.errors import Problem, Refusal, problem
from generator.messages.catalogue import LANGUAGES, say
from generator.period import DateSpan
from generator.records.fields import Count, Qualifier
from generator.records.records import Records


@dataclass(frozen=True, slots=True)
class Field:
    """A field that a figure rests on: its path in the record, what it states (a number where it is exact), and in words."""

    path: str
    value: int | str
    words: str


@dataclass(frozen=True, slots=True)
class Proof:
    """A record behind a figure: its id, its title, its file in the workspace (empty if not known), what kind it is, and
    the fields that the figure rests on."""

    record: str
    title: str
    file: str
    kind: str = "event"  # or "project", "indicator", "publisher"
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """A figure with its name for people, its value in words, the rule it was counted by, the records behind it.

    `number` is the value where it is a bare number.
    """

    figure: str
    label: str
    value: str
    rule: str
    records: tuple[Proof, ...]
    number: int | None = None


def explain(
    summary: Summary,
    records: Records,
    name: str | None,
    language: str,
    dates: Callable[[DateSpan], str] = str,
) -> tuple[Explanation, ...]:
    """Return the Explanations of the figure `name` in `language`, of every figure if `name` is None.

    `name` is a figure's name, the beginning of several ("people"), or a number as printed ("70"). `dates` says a stated
    date in words. Refusal `figures.unknown` with the nearest name for any other.
    """
    witness, names = Witness(summary, records), Names(summary, records, language)
    return tuple(
        Explanation(
            figure.name,
            names.label(figure),
            _value(figure, language),
            say(figure.rule, language),
            tuple(_proof(names, evidence, dates) for evidence in witness.behind(figure)),
            int(figure.value) if figure.value.isdigit() else None,
        )
        for figure in _chosen(summary, records, name)
    )


def _chosen(summary: Summary, records: Records, name: str | None) -> tuple[Figure, ...]:
    if name is None:
        return summary.figures
    if exact := summary.figure(name):
        return (exact,)
    digits = re.sub(r"[\s,\u00a0\u202f]", "", name)
    found = tuple(
        figure
        for figure in summary.figures
        if figure.name.startswith(f"{name}.") or (digits.isdigit() and digits in _numbers(figure))
    )
    if found:
        return found
    raise Refusal(_unknown(name, summary, records))


def _unknown(name: str, summary: Summary, records: Records) -> Problem:
    """Return the problem of a name that no figure has, with the one that was meant: a wrong guess misleads."""
    known: dict[str, str] = {}
    spoken = [Names(summary, records, language) for language in LANGUAGES]
    for figure in reversed(summary.figures):
        for names in spoken:
            words = re.findall(r"\w{3,}", names.label(figure).casefold())
            known |= dict.fromkeys(words, figure.name)
    known |= {figure.name: figure.name for figure in summary.figures}
    known |= {figure.name.rpartition(".")[2]: figure.name for figure in reversed(summary.figures)}
    known |= {figure.name.partition(".")[0]: figure.name for figure in reversed(summary.figures)}
    near = [] if name.isdigit() else difflib.get_close_matches(name.casefold(), known, n=1, cutoff=0.7)
    if near:
        return problem("figures.unknown", given=name[:60], period=summary.period, near=known[near[0]])
    some = ", ".join(list(dict.fromkeys(figure.name.partition(".")[0] for figure in summary.figures))[:5])
    return problem("figures.unknown_listed", given=name[:60], period=summary.period, some=some)


def _numbers(figure: Figure) -> list[str]:
    """Return the numbers a figure comes to; how many events have none is not one of them."""
    return re.findall(r"\d+", figure.value.partition(" (")[0])


def _proof(names: Names, evidence: Evidence, dates: Callable[[DateSpan], str]) -> Proof:
    kind, _, id = evidence.record.partition("/")
    read = names.records.files.get(evidence.record)
    fields = tuple(_field(names, given, dates) for given in evidence.fields)
    return Proof(id or kind, names.title(kind, id), read.path if read else "", kind, fields)


def _field(names: Names, given: Given, dates: Callable[[DateSpan], str]) -> Field:
    match given.value:
        case None:
            return Field(given.path, "not stated", say("figures.value.not_stated", names.language))
        case Count() as count:
            return Field(given.path, _as_stated(count), count_in_words(count, names.language))
        case DateSpan() as span:
            return Field(given.path, str(span), dates(span))
        case text:
            return Field(given.path, text, names.name(given.names, given.key or text))


def _as_stated(count: Count) -> int | str:
    """Return a number in the words of a record: 70, "about 30", "between 20 and 30"."""
    match count.qualifier:
        case Qualifier.EXACT:
            return count.low or 0
        case Qualifier.BETWEEN:
            return f"between {count.low} and {count.high}"
        case Qualifier.NOT_STATED:
            return "not stated"
        case qualifier:
            return f"{qualifier.value} {count.low}"


def _value(figure: Figure, language: str) -> str:
    match figure.amount:
        case Tally() as tally:
            return tally_in_words(tally, language)
        case Count() as count:
            return count_in_words(count, language)
        case _ if figure.value.isdigit():
            return _number(int(figure.value), language)
        case _:
            return say("figures.value.not_stated", language)


def count_in_words(count: Count, language: str) -> str:
    """Return one stated number in words: "about 30", "between 20 and 30"."""
    low, high = _number(count.low or 0, language), _number(count.high or 0, language)
    if count.qualifier is Qualifier.BETWEEN:
        return say("figures.value.between", language, low=low, high=high)
    return say(f"figures.value.{count.qualifier.value}", language, number=low)


def tally_in_words(tally: Tally, language: str) -> str:
    """Return a sum in words, never bare where a term is not exact or is missing (rule 3).

    "70 (1 activity) and about 30 more (1 activity); 2 activities without a figure".
    """
    terms = [
        (Count(exact=tally.exact), tally.exact_events),
        (Count(about=tally.about), tally.about_events),
        (Count(at_least=tally.at_least), tally.at_least_events),
        (Count(at_most=tally.at_most), tally.at_most_events),
    ]
    words = [(count_in_words(count, language), events) for count, events in terms if events]
    if tally.between_events:
        low, high = (_number(number, language) for number in tally.between)
        words.append((say("figures.value.between", language, low=low, high=high), tally.between_events))
    if tally.bare and words:
        return words[0][0]
    said = ""
    for number, (value, events) in enumerate(words):
        code = "figures.value.more" if number else "figures.value.behind"
        term = say(code, language, value=value, activities=_activities(len(events), language))
        said = say("figures.value.and", language, first=said, last=term) if said else term
    said = said or say("figures.value.not_stated", language)
    for code, events in (("figures.value.missing", tally.missing), ("figures.value.partial", tally.partial)):
        if events:
            gap = say(code, language, activities=_activities(len(events), language))
            said = say("figures.value.then", language, first=said, last=gap)
    return said


def _activities(number: int, language: str) -> str:
    if number == 1:
        return say("figures.value.one_activity", language)
    return say("figures.value.activities", language, number=_number(number, language))


def _number(number: int, language: str) -> str:
    return f"{number:,}".replace(",", "\u202f" if language == "fr" else ",")
