"""What earlier editions gave and is no longer so: in comes a Brief, out comes the notice of revised figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.errors import Problem, problem
from generator.records.fields import LocalText
from generator.report.blocks import BulletList
from generator.report.brief import Brief, Restated
from generator.report.model import Section
from generator.report.words import Text, Words

_TERM = re.compile(r"(~|>=|<=)?(\d+)|(\d+)\.\.(\d+)")
_WITHOUT = re.compile(r"\s*\((\d+) events? without\)$")
_SIGNS = {"": "exact", "~": "about", ">=": "at_least", "<=": "at_most"}


def restated(brief: Brief) -> tuple[Section, ...]:
    """Return the notice: of each earlier period, what was published, what holds now, and why."""
    items = tuple(_line(brief, one) for one in brief.restated)
    return (Section("restated", brief.say("section.restated"), (BulletList(items),)),) if items else ()


def unexplained(brief: Brief) -> Iterator[Problem]:
    """Yield a warning for each revised period of which the edition's file does not say why, and for each reason of a period
    that is not revised."""
    revised = {one.period.code for one in brief.restated}
    for place, given in enumerate(brief.edition.restatements, start=1):
        if given.period not in revised:
            field = f"restatements[{place}]"
            yield problem(
                "series.reason_unused", file=brief.own_file(), field=field, warning=True, period=given.period
            )
    for one in brief.restated:
        if _reason(brief, one) is None:
            yield problem(
                "series.reason_wanted",
                file=brief.own_file(),
                field="restatements",
                period=one.period.code,
                warning=True,
            )


def _line(brief: Brief, one: Restated) -> Words:
    period = brief.language.period_short(one.period)
    if one.number is not None:
        number = brief.language.say("label.edition", number=one.number)
        period = brief.language.say("restated.edition", period=period, edition=number)
    changes = [
        brief.language.say(
            "restated.change",
            label=_label(brief, name),
            before=_value(brief, before),
            after=_value(brief, after),
        )
        for name, before, after in one.changes
    ]
    said = brief.say("label.pair", label=brief.set(period), value=brief.chain(changes))
    reason = _reason(brief, one)
    if reason is None:
        return (Text(f"{said}."),)
    return (Text(f"{said}. "), *brief.run(reason, brief.edition.language), Text("."))


def _reason(brief: Brief, one: Restated) -> LocalText | None:
    return next(
        (given.reason for given in brief.edition.restatements if given.period == one.period.code), None
    )


def _label(brief: Brief, name: str) -> str:
    what, _, rest = name.partition(".")
    if what == "indicator":
        indicator = brief.records.indicators.get(rest.partition(".")[0])
        return brief.text(indicator.label, indicator.language) if indicator else rest
    measure, _, mode = rest.partition(".")
    said = brief.language.say(f"restated.{measure if what == 'people' else what}")
    return brief.language.say("people.online", people=said) if mode == "online" else said


def _value(brief: Brief, machine: str) -> str:
    """Return a value of a manifest in words: ">=70 (1 event without)" is "au moins 70 ; 1 activité sans chiffre"."""
    without = _WITHOUT.search(machine)
    terms = [_term(brief, term) for term in _WITHOUT.sub("", machine).split(" + ")]
    said = brief.language.enumerate(terms)
    return brief.language.say("tally.missing", phrase=said, n=int(without[1])) if without else said


def _term(brief: Brief, term: str) -> str:
    found = _TERM.fullmatch(term)
    if not found:
        return brief.language.say("count.not_stated")
    if found[3]:
        low, high = (brief.language.number(int(found[n])) for n in (3, 4))
        return brief.language.say("count.between", low=low, high=high)
    return brief.language.say(f"count.{_SIGNS[found[1] or '']}", number=brief.language.number(int(found[2])))
