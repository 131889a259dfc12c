"""What a period adds up to: plain frozen values with the ids of the records behind each; no DataFrame leaves this package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from generator.dataset.dating import took_place
from generator.period import Period
from generator.records.event import Attendance, Event, Measure, Mode, Session
from generator.records.fields import Count, LocalText
from generator.records.registers import Indicator, IndicatorValue


@dataclass(frozen=True, slots=True)
class Tally:
    """An honest sum over stated figures: exact, approximate and missing terms are never merged (counting rule 3).

    Each number comes with the ids of the events behind it, in order. `missing` are events without such a figure.
    `low` is what is surely reached: exact terms, lower bounds and the lower ends of ranges.
    """

    exact: int = 0
    exact_events: tuple[str, ...] = ()
    about: int = 0
    about_events: tuple[str, ...] = ()
    at_least: int = 0
    at_least_events: tuple[str, ...] = ()
    at_most: int = 0
    at_most_events: tuple[str, ...] = ()
    between: tuple[int, int] = (0, 0)
    between_events: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    partial: tuple[str, ...] = ()  # events that state a figure for some of their sessions only

    @property
    def bare(self) -> bool:
        """Return whether the sum may be printed bare: only exact terms, none missing."""
        qualified = self.about_events or self.at_least_events or self.at_most_events or self.between_events
        return not (qualified or self.missing or self.partial)

    @property
    def known(self) -> bool:
        """Return whether any figure at all is stated."""
        return bool(self.stated_events)

    @property
    def low(self) -> int:
        """Return the number surely reached: exact figures, lower bounds, lower ends of ranges."""
        return self.exact + self.at_least + self.between[0]

    @property
    def told(self) -> int:
        """Return the number a sum speaks of, its approximate terms and upper bounds included."""
        return self.low + self.about + self.at_most

    @property
    def stated_events(self) -> tuple[str, ...]:
        """Return the events with a stated figure, whatever it claims."""
        return tuple(
            sorted(
                {
                    *self.exact_events,
                    *self.about_events,
                    *self.at_least_events,
                    *self.at_most_events,
                    *self.between_events,
                }
            )
        )


@dataclass(frozen=True, slots=True)
class People:
    """People by measure and mode in the period. `women` and `men` are sums where stated; `sex_coverage` is the
    Tally of the totals for which the sex is stated (counting rule 6). `distinct` is true only where every figure says so.
    `noun` is the source's noun where exactly one figure stands behind the sum (counting rule 4).
    """

    measure: Measure
    mode: Mode
    total: Tally
    women: Tally
    men: Tally
    sex_coverage: Tally
    distinct: bool = False
    single_event: str = ""
    noun: LocalText | None = None

    @property
    def sex_told(self) -> int:
        """Return of how many people the sex is stated, approximate figures included, also where one sex alone is."""
        return max(self.sex_coverage.told, self.women.told + self.men.told)


class Listing(Enum):
    """Why an event stands in a period."""

    COUNTED = "counted"  # its last day lies in the period
    LISTED = "listed"  # a session falls in it, but it is counted in another period
    ONGOING = "ongoing"  # open-ended, uncounted until closed


@dataclass(frozen=True, slots=True)
class PartInPeriod:
    """A session of an event, with its place in the series and whether it falls in the period."""

    session: Session
    number: int  # from 1, in the order of the record
    of: int
    inside: bool


@dataclass(frozen=True, slots=True)
class EventInPeriod:
    """An event as it stands in the period."""

    id: str
    event: Event
    listing: Listing
    parts: tuple[PartInPeriod, ...]

    @property
    def inside(self) -> tuple[PartInPeriod, ...]:
        """Return the sessions that fall in the period."""
        return tuple(part for part in self.parts if part.inside)

    @property
    def counted(self) -> bool:
        """Return whether the event and what belongs to the whole of it count in the period."""
        return self.listing is Listing.COUNTED

    @property
    def whole(self) -> bool:
        """Return whether the event is told here as a whole: it counts here, or is one open-ended activity under way."""
        return self.counted or (self.listing is Listing.ONGOING and len(self.parts) == 1)

    @property
    def told(self) -> tuple[PartInPeriod, ...]:
        """Return the sessions told here: all that were held where the event counts, else those inside the period."""
        if not self.counted:
            return self.inside
        return tuple(part for part in self.parts if took_place(self.event, part.session))


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a count: a key (id, code or name), how many held events are counted, which ones."""

    key: str
    events: tuple[str, ...]

    @property
    def count(self) -> int:
        """Return how many events stand behind the row."""
        return len(self.events)


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Counts of held events by one thing. `overlap` names events that stand in several rows: the rows do not add up."""

    by: str
    rows: tuple[Row, ...]
    overlap: tuple[str, ...] = ()
    none: tuple[str, ...] = ()  # events without any such key


@dataclass(frozen=True, slots=True)
class CountriesRepresented:
    """Countries of participants: a number only where every list behind it is exhaustive."""

    codes: tuple[str, ...]
    exhaustive: bool
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Undated:
    """A held event that no period holds: undated, or dated too loosely for this period."""

    id: str
    event: Event
    reason: str  # "undated", "too_loose"
    set_aside: str = ""  # the remembered reason, if the edition set it aside


@dataclass(frozen=True, slots=True)
class IndicatorInPeriod:
    """An indicator with its value for the period."""

    id: str
    indicator: Indicator
    value: IndicatorValue
    count: Count


@dataclass(frozen=True, slots=True)
class Comparison:
    """Activities counted in an earlier period that is declared complete (counting rule 8)."""

    period: Period
    held: int
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartRow:
    """A smaller period's row inside this one; `period` is None for the row "not dated more closely"."""

    period: Period | None
    events: tuple[str, ...]
    people: tuple[People, ...] = ()


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure of the period that is shown but enters no sum, and why: "cumulative", "target", or "whole_event" (a
    session's figure, where the whole event states its own)."""

    event: str
    figure: Attendance
    why: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its proof: its name, what it comes to, the rule in words (a key of messages), the records behind it.

    `key` is what the name ends in where a rule has several figures: an id, a code, a name. `amount` is what `value` says
    where that is more than a number.
    """

    name: str  # "activities", "people.attendees.in_person", "women.attendees.in_person", "cities", …
    value: str  # as a machine reads it: "2", ">=70 (1 event without)", "not stated"
    rule: str  # key of generator.messages figures
    records: tuple[str, ...]
    key: str = ""
    amount: Tally | Count | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything counted for one period and audience."""

    period: Period
    audience: str
    as_of: str
    events: tuple[EventInPeriod, ...]  # listed in the period, by first day inside, then id
    held: tuple[str, ...]  # counted events
    by: Mapping[str, Breakdown]  # type, theme, month, city, project, donor, goal
    people: tuple[People, ...]
    countries: CountriesRepresented | None
    goals_untouched: Mapping[str, tuple[str, ...]]  # framework id → goal numbers; internal only
    organisations: tuple[str, ...]  # ids, each once
    indicators: tuple[IndicatorInPeriod, ...]
    comparisons: tuple[Comparison, ...]
    parts: tuple[PartRow, ...]  # next smaller periods, with the row "not dated more closely"
    undated: tuple[Undated, ...]
    announced: tuple[str, ...]  # announced events of the period, never counted
    cancelled: tuple[str, ...]  # postponed or cancelled events of the period, never counted
    excluded: tuple[tuple[str, str], ...]  # event id and why: embargo, withdrawn, audience
    figures: tuple[Figure, ...] = field(default=())
    # organisations that organised, hosted or supported, ourselves left out
    partners: tuple[str, ...] = ()
    # figures that are shown and enter no sum (rule 2)
    stated: tuple[Stated, ...] = ()
    # restricted projects of these events, never named to this audience
    hidden_projects: frozenset[str] = frozenset()
    # announced events still to come on the as-of day, up to a year after the period
    coming: tuple[str, ...] = ()

    def figure(self, name: str) -> Figure | None:
        """Return the figure called `name`, or None."""
        return next((figure for figure in self.figures if figure.name == name), None)

    def event(self, id: str) -> EventInPeriod | None:
        """Return the event of the period with that id, or None."""
        return next((event for event in self.events if event.id == id), None)
