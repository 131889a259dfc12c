"""Explains figures: in come a Summary, its Records and a name, out come Explanations in finished words (rule 9)."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.dataset.summary import Figure, Summary, Tally
from generator.errors import Problem, Refusal, problem
from generator.messages.catalogue import LANGUAGES, say
from generator.period import Period
from generator.records.fields import Count, LocalText, Qualifier
from generator.records.records import Records

_PEOPLE = ("people", "women", "men", "sex_stated")


@dataclass(frozen=True, slots=True)
class Proof:
    """A record behind a figure: its id, its title, its file in the workspace (empty if not known)."""

    record: str
    title: str
    file: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A figure with its name for people, its value in words, the rule it was counted by, the records behind it."""

    figure: str
    label: str
    value: str
    rule: str
    records: tuple[Proof, ...]


def explain(summary: Summary, records: Records, name: str | None, language: str) -> tuple[Explanation, ...]:
    """Return the Explanations of the figure `name` in `language`, of every figure if `name` is None.

    `name` is a figure's name, the beginning of several ("people"), or a number as printed ("70").
    Refusal `figures.unknown` with the nearest name for any other.
    """
    return tuple(
        _explanation(summary, records, figure, language) for figure in _chosen(summary, records, name)
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
    for figure in reversed(summary.figures):
        for language in LANGUAGES:
            words = re.findall(r"\w{3,}", _label(summary, records, figure, language).casefold())
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


def _explanation(summary: Summary, records: Records, figure: Figure, language: str) -> Explanation:
    return Explanation(
        figure.name,
        _label(summary, records, figure, language),
        _value(summary, figure, language),
        say(figure.rule, language),
        tuple(_proof(records, id, language) for id in figure.records),
    )


def _proof(records: Records, id: str, language: str) -> Proof:
    kind, _, bare = id.rpartition("/")
    read = records.files.get(id) or records.files.get(f"event/{id}")
    if kind == "indicator":
        indicator = records.indicators[bare]
        title = indicator.label.get(language, indicator.language)[0]
    else:
        event = records.events[bare]
        title = event.title.get(language, event.language)[0]
    return Proof(bare, title, read.path if read else "")


def _label(summary: Summary, records: Records, figure: Figure, language: str) -> str:
    what = figure.rule.removeprefix("figures.rule.")
    if what in _PEOPLE:
        _, measure, mode = figure.name.split(".")
        noun = _noun(summary, records, measure, mode, language) or say(f"figures.measure.{measure}", language)
        return say(
            f"figures.label.{what}", language, measure=noun, mode=say(f"figures.mode.{mode}", language)
        )
    key = (
        figure.name.split(".", 2)[-1]
        if figure.name.startswith("activities.")
        else figure.name.partition(".")[2]
    )
    return say(f"figures.label.{what}", language, key=_name(summary, records, what, key, language))


def _noun(summary: Summary, records: Records, measure: str, mode: str, language: str) -> str:
    """Return the source's noun where one figure alone stands behind the sum and the noun exists in `language` (rule 4)."""
    for people in summary.people:
        if (people.measure.value, people.mode.value) == (measure, mode) and people.noun:
            text, found = people.noun.get(language, records.events[people.single_event].language)
            return text[:1].upper() + text[1:] if found == language else ""
    return ""


def _name(summary: Summary, records: Records, what: str, key: str, language: str) -> str:
    """Return the name people know `key` by; the key itself where no register knows it."""
    own = records.publisher.language
    match what:
        case "type":
            return say(f"figures.type.{key}", language)
        case "theme":
            labels = {theme.id: theme.labels for theme in records.themes.themes}.get(key, ())
            dated = [(label.since, label.label) for label in labels]
            return _valid(dated, summary.period, language, records.themes.language) or key
        case "donor" if key in records.organisations:
            names = [(name.since, name.name) for name in records.organisations[key].names]
            return _valid(names, summary.period, language, own) or key
        case "project" if key in records.projects:
            project = records.projects[key]
            return project.acronym or project.title.get(language, project.language)[0]
        case "goal":
            framework, _, number = key.partition(":")
            acronyms = {given.id: given.acronym for given in records.themes.frameworks}
            acronym = acronyms.get(framework)
            short = acronym.get(language, records.themes.language)[0] if acronym else framework
            return f"{short} {number}".strip()
        case "indicator":
            indicator = records.indicators[key.partition(".")[0]]
            return indicator.label.get(language, indicator.language)[0]
        case _:
            return key


def _valid(dated: Sequence[tuple[date | None, LocalText]], period: Period, language: str, own: str) -> str:
    """Return the name that holds on the period's last day: the latest that had begun, else the first there is."""
    begun = [(since, text) for since, text in dated if since is None or since <= period.end]
    if not dated:
        return ""
    newest = max(begun or dated[:1], key=lambda pair: pair[0] or date.min)
    return newest[1].get(language, own)[0]


def _value(summary: Summary, figure: Figure, language: str) -> str:
    for people in summary.people:
        sums = (people.total, people.women, people.men, people.sex_coverage)
        for what, tally in zip(_PEOPLE, sums, strict=True):
            if figure.name == f"{what}.{people.measure.value}.{people.mode.value}":
                return tally_in_words(tally, language)
    if figure.rule == "figures.rule.indicator":
        id, _, number = figure.name.removeprefix("indicator.").partition(".")
        values = [entry for entry in summary.indicators if entry.id == id]
        return count_in_words(values[int(number or 1) - 1].count, language)
    return (
        _number(int(figure.value), language)
        if figure.value.isdigit()
        else say("figures.value.not_stated", language)
    )


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
