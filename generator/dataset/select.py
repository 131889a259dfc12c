"""Chooses what a period and an audience may hold: in come a Dataset, a period, an audience and a day, out comes a Selection.

A donor's selection derives from the events of that donor's projects and funding alone: they are chosen first, and
nothing else is looked at after that.
"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

import pandas as pd

from generator.dataset.dating import Standing, took_place
from generator.dataset.summary import EventInPeriod, Listing, PartInPeriod, Undated
from generator.dataset.tabulate import Dataset
from generator.period import Period
from generator.records.audience import DONOR, INTERNAL, PUBLIC
from generator.records.event import Occurrence
from generator.records.gate import hidden_projects, refusal


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """What an audience may see of a period, and what it may not. `seen` are the events it may see in any period.

    `hidden_projects` are restricted projects of these events that this audience may not know of.
    """

    dataset: Dataset = field(repr=False)
    period: Period
    audience: str
    as_of: date
    seen: frozenset[str]
    hidden_projects: frozenset[str]
    events: tuple[EventInPeriod, ...]
    held: tuple[str, ...]
    undated: tuple[Undated, ...]
    announced: tuple[str, ...]
    cancelled: tuple[str, ...]
    excluded: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Standings:
    """Where events stand in a period, before anyone asks who may see them."""

    listing: Mapping[str, Listing]
    undated: Mapping[str, str]
    announced: frozenset[str]
    cancelled: frozenset[str]

    @property
    def touched(self) -> frozenset[str]:
        return frozenset({*self.listing, *self.undated, *self.announced, *self.cancelled})


def select(
    dataset: Dataset,
    period: Period,
    audience: str,
    as_of: date,
    set_aside: Mapping[str, str] = MappingProxyType({}),
) -> Selection:
    """Return what `audience` may see of `period` on the day `as_of`; `set_aside` gives reasons by undated event.

    ValueError for an audience that is none of `public`, `internal`, `donor:<id>`.
    """
    hidden = hidden_projects(dataset.records, audience)
    candidates = _candidates(dataset, audience)
    events = dataset.records.events
    asked = ((id, refusal(events[id], audience, as_of, hidden)) for id in candidates)
    refused = {id: why for id, why in asked if why}
    seen = candidates - set(refused)
    inside = _inside(dataset, period, as_of)
    places = _standings(dataset, period, as_of, candidates, inside)
    first_days = _first_days(inside[inside["stands"]], period)
    keys = set(zip(inside["event"], inside["session"], strict=True))
    shown = sorted(seen & set(places.listing), key=lambda id: (first_days[id], id))
    return Selection(
        dataset,
        period,
        audience,
        as_of,
        seen,
        hidden,
        tuple(EventInPeriod(id, events[id], places.listing[id], _parts(dataset, id, keys)) for id in shown),
        tuple(id for id in shown if places.listing[id] is Listing.COUNTED),
        tuple(
            Undated(id, events[id], reason, set_aside.get(id, ""))
            for id, reason in sorted(places.undated.items())
            if id in seen
        ),
        tuple(sorted(seen & places.announced)),
        tuple(sorted(seen & places.cancelled)),
        tuple((id, refused[id]) for id in sorted(places.touched & set(refused))),
    )


def held_in(selection: Selection, period: Period) -> tuple[str, ...]:
    """Return the events the selection's audience may see that count in `period`, whatever the selection's own period."""
    events = selection.dataset.events
    held = events[events["event"].isin(list(selection.seen)) & (events["standing"] == Standing.HELD.value)]
    return tuple(_names(_closed_in(held, period)))


def listed_in(dataset: Dataset, period: Period, as_of: date) -> frozenset[str]:
    """Return the events not withdrawn that are counted or listed in `period`, whoever may see them."""
    kept = frozenset(_names(dataset.events[~dataset.events["withdrawn"]]))
    listing = _standings(dataset, period, as_of, kept, _inside(dataset, period, as_of)).listing
    return frozenset(id for id, why in listing.items() if why is not Listing.ONGOING)


def _candidates(dataset: Dataset, audience: str) -> frozenset[str]:
    """Return the events that the audience's view derives from: for a donor, those it funds (rule 5)."""
    if audience in (PUBLIC, INTERNAL):
        return frozenset(_names(dataset.events))
    donor = audience.removeprefix(DONOR)
    if not audience.startswith(DONOR) or not donor:
        raise ValueError(audience)
    links = dataset.links
    return frozenset(_names(links[(links["kind"] == "donor") & (links["key"] == donor)]))


def _standings(
    dataset: Dataset, period: Period, as_of: date, among: Iterable[str], inside: pd.DataFrame
) -> _Standings:
    """Place the events `among` in the period, as rule 1 says. An undated one cannot be of a period yet to begin."""
    events = dataset.events[dataset.events["event"].isin(list(among))]
    present = set(_names(inside[inside["stands"]]))
    of = {standing: events[events["standing"] == standing.value] for standing in Standing}
    held = of[Standing.HELD]
    counted = set(_names(_closed_in(held, period)))
    listing = {
        **{id: Listing.COUNTED if id in counted else Listing.LISTED for id in _names(held) if id in present},
        **{id: Listing.ONGOING for id in _names(of[Standing.ONGOING]) if id in present},
    }
    told = set(_names(inside[inside["status"] == Occurrence.ANNOUNCED.value]))
    tellable = {*_names(of[Standing.ANNOUNCED]), *_names(of[Standing.ONGOING])}
    took_part = pd.concat([held, of[Standing.ONGOING]])
    return _Standings(
        listing,
        _to_be_dated(dataset, took_part, period, listing) if period.start <= as_of else {},
        frozenset(told & tellable - set(listing)),
        frozenset(present & set(_names(of[Standing.CANCELLED]))),
    )


def _closed_in(events: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Return the events that can have ended on no day outside the period."""
    start, end = pd.Timestamp(period.start), pd.Timestamp(period.end)
    return events[(events["closes_earliest"] >= start) & (events["closes_latest"] <= end)]


def _to_be_dated(
    dataset: Dataset, events: pd.DataFrame, period: Period, listing: Mapping[str, Listing]
) -> dict[str, str]:
    """Return the events that could belong to the period, and whether they are undated or too loosely dated for it."""
    counted = [id for id, why in listing.items() if why is Listing.COUNTED]
    blank = events[~events["dated"] & _meets(events, "not_before", "not_after", period)]
    found = {
        id: "undated"
        for id, day in zip(_names(blank), blank["yearless"].astype(object), strict=True)
        if _has_day(day, period)
    }
    open_ = events[
        events["dated"] & (events["standing"] == Standing.HELD.value) & ~events["event"].isin(counted)
    ]
    open_ = open_[_meets(open_, "closes_earliest", "closes_latest", period)]
    unknown = open_["closes_latest"].isna()
    found |= dict.fromkeys(_names(open_[unknown]), "undated") | dict.fromkeys(
        _names(open_[~unknown]), "too_loose"
    )
    mine = set(_names(events))
    for id in _may_fall_in(dataset.sessions, period):
        if id in mine and id not in listing:
            found.setdefault(id, "too_loose")
    return found


def _meets(rows: pd.DataFrame, earliest: str, latest: str, period: Period) -> pd.Series[bool]:
    """Return whether some day between the two may lie in the period: a day not stated (NaT) is neither before nor after."""
    return ~((rows[earliest] > pd.Timestamp(period.end)) | (rows[latest] < pd.Timestamp(period.start)))


def _has_day(month_and_day: object, period: Period) -> bool:
    """Return whether the period holds the day `MM-DD` of some year; True where no such day is stated."""
    if not isinstance(month_and_day, str):
        return True
    month, day = map(int, month_and_day.split("-"))
    years = range(period.start.year, period.end.year + 1)
    days = (date(year, month, day) for year in years if (month, day) != (2, 29) or isleap(year))
    return any(period.contains(found) for found in days)


def _may_fall_in(sessions: pd.DataFrame, period: Period) -> list[str]:
    """Return the events of which a session stated between two sides may touch the period."""
    start, end = pd.Timestamp(period.start), pd.Timestamp(period.end)
    ends = (sessions["last_latest"] >= start) | sessions["ongoing"]
    return _names(sessions[sessions["stands"] & (sessions["first_earliest"] <= end) & ends])


def _inside(dataset: Dataset, period: Period, as_of: date) -> pd.DataFrame:
    """Return the sessions of which some day surely lies in the period.

    That is so where all the days allowed for the first day, or for the last day, lie in it, or some day between the
    latest start and the earliest end. An ongoing session reaches as far as `as_of`.
    """
    start, end = pd.Timestamp(period.start), pd.Timestamp(period.end)
    rows = dataset.sessions
    begins = (rows["first_earliest"] >= start) & (rows["first_latest"] <= end)
    closes = (rows["last_earliest"] >= start) & (rows["last_latest"] <= end)
    reach = rows["last_earliest"].mask(rows["ongoing"], pd.Timestamp(as_of))
    between = (rows["first_latest"] <= end) & (reach >= start) & (rows["first_latest"] <= reach)
    return rows[begins | closes | between]


def _first_days(inside: pd.DataFrame, period: Period) -> dict[str, date]:
    """Return the first day each event is known to have in the period, to sort by."""
    start = pd.Timestamp(period.start)
    days = inside["first_earliest"].where(inside["first_earliest"] > start, start)
    firsts = days.groupby(inside["event"], dropna=False, sort=True).min()
    return {str(id): day.date() for id, day in firsts.items()}


def _parts(dataset: Dataset, id: str, inside: set[tuple[str, str]]) -> tuple[PartInPeriod, ...]:
    """Return the sessions in the order of the record; one that was not held never lies inside."""
    event = dataset.records.events[id]
    parts = event.parts()
    return tuple(
        PartInPeriod(
            session,
            number,
            len(parts),
            (id, session.id) in inside and took_place(event, session),
        )
        for number, session in enumerate(parts, start=1)
    )


def _names(rows: pd.DataFrame) -> list[str]:
    return [str(id) for id in rows["event"].drop_duplicates().tolist()]
