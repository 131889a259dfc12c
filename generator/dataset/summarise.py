"""Counts a selection: in comes a Selection, out comes a Summary, every figure with the records behind it.

The numbers in brackets are those of the counting rules; each module is named after what it counts.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pandas as pd

from generator.dataset.breakdowns import breakdowns, countries, goals_untouched, held_by_part, organisations
from generator.dataset.people import add_up, shown_only, terms_in, within
from generator.dataset.proofs import figures
from generator.dataset.select import Selection, held_in
from generator.dataset.summary import Comparison, IndicatorInPeriod, PartRow, Summary
from generator.period import Period, covered
from generator.records.audience import DONOR, INTERNAL
from generator.records.event import Event, Occurrence, Session


def summarise(selection: Selection) -> Summary:
    """Return everything counted for the period and audience of `selection`, by counting rules 1 to 9."""
    records = selection.dataset.records
    by = breakdowns(selection)
    terms = terms_in(selection, selection.period)
    summary = Summary(
        period=selection.period,
        audience=selection.audience,
        as_of=selection.as_of.isoformat(),
        events=selection.events,
        held=selection.held,
        by=by,
        people=add_up(terms, records),
        countries=countries(selection),
        goals_untouched=goals_untouched(selection, by["goal"]) if selection.audience == INTERNAL else {},
        organisations=organisations(selection, "organisation"),
        indicators=_indicators(selection),
        comparisons=_comparisons(selection),
        parts=_parts(selection, terms),
        undated=selection.undated,
        announced=selection.announced,
        cancelled=selection.cancelled,
        excluded=selection.excluded,
        partners=organisations(selection, "partner"),
        stated=shown_only(selection.events),
        hidden_projects=_hidden_here(selection),
        coming=_coming(selection),
    )
    return replace(summary, figures=figures(summary))


def _hidden_here(selection: Selection) -> frozenset[str]:
    """Return the hidden projects of the period's own events: of other events' projects nothing may be known (rule 5)."""
    links = selection.dataset.links
    shown = {event.id for event in selection.events} | {event.id for event in selection.undated}
    rows = links[(links["kind"] == "project") & links["event"].isin(list(shown))]
    return selection.hidden_projects & {str(key) for key in rows["key"]}


def _coming(selection: Selection) -> tuple[str, ...]:
    """Return the announced events, and those with sessions announced, that are still to come on the as-of day.

    Only those that begin within a year of the period's end, so that a period long past names no date of today.
    """
    limit = selection.period.end + timedelta(days=366)
    events = selection.dataset.records.events

    def ahead(event: Event, session: Session) -> bool:
        date = session.date
        if date is None or (session.status or event.status) is not Occurrence.ANNOUNCED:
            return False
        return (date.end is None or date.end >= selection.as_of) and (date.start or limit) <= limit

    return tuple(
        id
        for id in sorted(selection.seen)
        if events[id].status is not Occurrence.CANCELLED
        and any(ahead(events[id], session) for session in events[id].parts())
    )


def _indicators(selection: Selection) -> tuple[IndicatorInPeriod, ...]:
    """Return the indicators with a value for exactly the period; a donor sees those of its own projects."""
    found = []
    projects = selection.dataset.records.projects
    donor = selection.audience.removeprefix(DONOR)
    for id, indicator in sorted(selection.dataset.records.indicators.items()):
        project = projects.get(indicator.project or "")
        funded = project is not None and donor in {given.organisation for given in project.donors}
        if indicator.project in selection.hidden_projects:
            continue
        if selection.audience.startswith(DONOR) and not funded:
            continue
        for value in indicator.values:
            if _names_period(value.period, selection.period):
                found.append(IndicatorInPeriod(id, indicator, value, value.count))
    return tuple(found)


def _names_period(code: str, period: Period) -> bool:
    named = _period(code)
    return named is not None and (named.start, named.end) == (period.start, period.end)


def _period(code: str) -> Period | None:
    """Return the period called `code`, None where it is none: the check of the records says so to its author."""
    try:
        return Period.parse(code)
    except ValueError:
        return None


def _comparisons(selection: Selection) -> tuple[Comparison, ...]:
    """Return the activities of the period before and of the year before, where those are declared complete (rule 8)."""
    found = []
    for earlier in dict.fromkeys((selection.period.previous(), selection.period.year_before())):
        if _complete(selection, earlier):
            before = held_in(selection, earlier)
            found.append(Comparison(earlier, len(before), before))
    return tuple(found)


def _complete(selection: Selection, period: Period) -> bool:
    """Return whether the periods declared complete cover `period`, alone or side by side."""
    codes = selection.dataset.records.publisher.complete_periods
    return covered(period, [named for code in codes if (named := _period(code))])


def _parts(selection: Selection, terms: pd.DataFrame) -> tuple[PartRow, ...]:
    """Return a row for each next smaller period, and one for what is not dated more closely, so that counts add up."""
    periods = selection.period.parts()
    if not periods:
        return ()
    held, records = held_by_part(selection, periods), selection.dataset.records
    rows, left = [], terms
    for period in periods:
        part = within(terms, period)
        left = left.drop(index=part.index)
        rows.append(PartRow(period, held[period], add_up(part, records)))
    if held[None] or len(left):
        rows.append(PartRow(None, held[None], add_up(left, records)))
    return tuple(rows)
