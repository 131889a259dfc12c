"""Dates and periods: in come texts (EDTF dates, period codes), out come frozen spans of local days.

Dates follow EDTF (ISO 8601-2:2019, levels 0 and 1) in the forms listed in `DateSpan.parse`. Periods are civil.
Everything is a local day of the publisher: an event has dates, never instants.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum

FIRST_YEAR, LAST_YEAR = 1900, 2199
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_YEAR = re.compile(r"(\d{4})", re.ASCII)
_YEARLESS = re.compile(r"XXXX-(\d{2})-(\d{2})", re.ASCII)
# "~" stands at the end of a date only.
_TILDE_ASTRAY = re.compile(r"(?<![0-9])~|~(?!/|\Z)")


class Grain(Enum):
    """How closely a date is stated."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A stated date: every day it allows lies from `start` to `end` (None where that side is not stated).

    `first_grain` and `last_grain` say how closely each end is stated; `ongoing` marks `A/..`; `approximate` marks `~`,
    which never widens the span (counting rule 1).
    """

    text: str
    start: date | None
    end: date | None
    first_grain: Grain
    last_grain: Grain
    interval: bool = False
    ongoing: bool = False
    approximate: bool = False

    @classmethod
    def parse(cls, text: str) -> DateSpan:
        """Return the span of `Y`, `Y-M`, `Y-M-D`, `XXXX-M-D`, `Y-33`…`Y-36`, `A/B`, `A/..`, `../B`, each with `~` if approximate.

        ValueError names what is wrong: "form", "calendar" (no such day), "order" (end before start), "range".
        """
        if _TILDE_ASTRAY.search(text):
            raise ValueError("form")
        approximate = "~" in text
        bare = text.replace("~", "")
        if "/" not in bare:
            start, end, grain = _stated(bare)
            return cls(text, start, end, grain, grain, approximate=approximate)
        first, _, last = bare.partition("/")
        if first == last == "..":
            raise ValueError("form")
        start, _, first_grain = (None, None, Grain.UNKNOWN) if first == ".." else _stated(first)
        _, end, last_grain = (None, None, Grain.UNKNOWN) if last == ".." else _stated(last)
        if Grain.UNKNOWN in (first_grain if first != ".." else None, last_grain if last != ".." else None):
            raise ValueError("form")
        if start and end and end < start:
            raise ValueError("order")
        return cls(text, start, end, first_grain, last_grain, True, last == "..", approximate)

    @property
    def last_earliest(self) -> date | None:
        """Return the earliest day that the last day can be: the start of what is stated for the end, never before `start`."""
        if not self.interval:
            return self.start
        last = self.text.replace("~", "").partition("/")[2]
        stated = None if last == ".." else _stated(last)[0]
        return max(stated, self.start) if stated and self.start else stated

    @property
    def first_latest(self) -> date | None:
        """Return the latest day that the first day can be: the end of what is stated for the start, never after `end`."""
        if not self.interval:
            return self.end
        first = self.text.replace("~", "").partition("/")[0]
        stated = None if first == ".." else _stated(first)[1]
        return min(stated, self.end) if stated and self.end else stated

    @property
    def exact_days(self) -> bool:
        """Return whether both ends are stated to the day."""
        return self.first_grain is Grain.DAY and self.last_grain is Grain.DAY

    def __str__(self) -> str:
        """Return the text as written."""
        return self.text


def _stated(text: str) -> tuple[date | None, date | None, Grain]:
    if found := _DAY.fullmatch(text):
        day = _day(*map(int, found.groups()))
        return day, day, Grain.DAY
    if found := _YEARLESS.fullmatch(text):
        _day(2000, *map(int, found.groups()))
        return None, None, Grain.UNKNOWN
    if found := _MONTH.fullmatch(text):
        year, month = map(int, found.groups())
        if 33 <= month <= 36:
            first = 3 * (month - 33) + 1
            return _day(year, first, 1), month_end(_year(year), first + 2), Grain.QUARTER
        if not 1 <= month <= 12:
            raise ValueError("calendar")
        return _day(year, month, 1), month_end(year, month), Grain.MONTH
    if found := _YEAR.fullmatch(text):
        year = _year(int(text))
        return date(year, 1, 1), date(year, 12, 31), Grain.YEAR
    raise ValueError("form")


def _year(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError("range")
    return year


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(_year(year), month, day)
    except ValueError as error:
        raise ValueError("range" if str(error) == "range" else "calendar") from None


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


class PeriodKind(Enum):
    """What a period is, from the shortest."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    RANGE = "range"


_MONTHS_IN = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.YEAR: 12}
_FISCAL = re.compile(r"FY(\d{4})(?:-(?:[QT]([1-4])|[SH]([12])))?", re.ASCII | re.IGNORECASE)
_CODE = re.compile(r"(\d{4})(?:-(?:(\d{2})|[QqTt]([1-4])|[SsHh]([12])))?", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A period, first and last day included. `code` is its canonical name: 2022-02, 2022-Q1, 2022-S1, 2022, FROM..TO.

    Civil periods have `first_month` 1. A fiscal one (FY2022, FY2022-Q1, FY2022-S1) belongs to a year that begins with
    another month and is named after the civil year in which it ends, as the United States name theirs.
    """

    start: date
    end: date
    kind: PeriodKind = field(compare=False)  # the code says it too, and kinds have no order
    code: str
    first_month: int = field(default=1, compare=False)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Return the period named by `text`: 2022-02, 2022-Q1 (or T1), 2022-S1 (or H1), 2022, or FROM..TO of those or of days.

        ValueError "form", "calendar", "order" or "range" names what is wrong.
        """
        text = text.strip()
        if ".." in text:
            return _parse_range(text)
        found = _CODE.fullmatch(text)
        if not found:
            raise ValueError("form")
        year, month, quarter, half = (int(part) if part else 0 for part in found.groups())
        _year(year)
        if found[2]:
            return cls.month(year, month)
        if quarter:
            return cls.quarter(year, quarter)
        return cls.half(year, half) if half else cls.year(year)

    @classmethod
    def fiscal(cls, text: str, first_month: int) -> Period:
        """Return the period `text`, FY2022, FY2022-Q1 or FY2022-S1, of a year that begins with `first_month`, 1 to 12.

        ValueError as `parse`. Where the year begins in January it is the civil one, and named so.
        """
        found = _FISCAL.fullmatch(text.strip())
        if not found:
            raise ValueError("form")
        year, quarter, half = (int(part) if part else 0 for part in found.groups())
        _year(year)
        if first_month == 1:
            return cls.parse(text.strip()[2:])
        kind = PeriodKind.QUARTER if quarter else PeriodKind.HALF if half else PeriodKind.YEAR
        return _fiscal(year, kind, quarter or half or 1, first_month)

    @property
    def is_fiscal(self) -> bool:
        """Return whether it belongs to a year that does not begin in January."""
        return self.first_month != 1

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """Return a month."""
        if not 1 <= month <= 12:
            raise ValueError("calendar")
        return cls(date(year, month, 1), month_end(year, month), PeriodKind.MONTH, f"{year}-{month:02}")

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Period:
        """Return a quarter, 1 to 4."""
        last = quarter * 3
        return cls(date(year, last - 2, 1), month_end(year, last), PeriodKind.QUARTER, f"{year}-Q{quarter}")

    @classmethod
    def half(cls, year: int, half: int) -> Period:
        """Return a half-year (semestre), 1 or 2."""
        last = half * 6
        return cls(date(year, last - 5, 1), month_end(year, last), PeriodKind.HALF, f"{year}-S{half}")

    @classmethod
    def year(cls, year: int) -> Period:
        """Return a year."""
        return cls(date(year, 1, 1), date(year, 12, 31), PeriodKind.YEAR, f"{year}")

    @property
    def end_year(self) -> int:
        """Return the year it is named after: that of its fiscal year where it has one, else that of its last day."""
        return int(self.code[2:6]) if self.is_fiscal else self.end.year

    def contains(self, day: date) -> bool:
        """Return whether `day` lies in the period."""
        return self.start <= day <= self.end

    def holds(self, span: DateSpan) -> bool:
        """Return whether every day that `span` allows lies in the period (counting rule 1)."""
        return bool(span.start and span.end and self.start <= span.start and span.end <= self.end)

    def meets(self, span: DateSpan) -> bool:
        """Return whether some day that `span` allows lies in the period; a side not stated allows every day."""
        return (span.start or date.min) <= self.end and (span.end or date.max) >= self.start

    def parts(self) -> tuple[Period, ...]:
        """Return the next smaller periods that make it up: a year's quarters, a half's quarters, a quarter's months.

        A range gives the years, quarters or months it is exactly made of, else nothing; a month gives nothing.
        """
        if self.kind is PeriodKind.MONTH:
            return ()
        for kind in (PeriodKind.YEAR, PeriodKind.QUARTER, PeriodKind.MONTH):
            found = self._divide(kind)
            if len(found) > 1:
                return found
        return ()

    def months(self) -> tuple[Period, ...]:
        """Return the months that make the period up, or nothing if it does not begin and end with a month."""
        return self._divide(PeriodKind.MONTH)

    def _divide(self, kind: PeriodKind) -> tuple[Period, ...]:
        found: list[Period] = []
        day = self.start
        while day <= self.end:
            part = containing(day, kind, self.first_month)
            if part.start != day or part.end > self.end:
                return ()
            found.append(part)
            day = part.end + timedelta(days=1)
        return tuple(found)

    def previous(self) -> Period:
        """Return the period of the same length just before: months for civil kinds, days for a range."""
        if self.kind is PeriodKind.RANGE:
            length = self.end - self.start
            end = self.start - timedelta(days=1)
            return _range(end - length, end)
        return containing(self.start - timedelta(days=1), self.kind, self.first_month)

    def year_before(self) -> Period:
        """Return the same period one year earlier: a month's end stays a month's end, other days keep their number."""
        if self.kind is not PeriodKind.RANGE:
            return containing(_shift_year(self.start, -1), self.kind, self.first_month)
        end = _shift_year(self.end, -1)
        if self.end == month_end(self.end.year, self.end.month):
            end = month_end(end.year, end.month)
        return _range(_shift_year(self.start, -1), end)

    def __str__(self) -> str:
        """Return the code."""
        return self.code


def containing(day: date, kind: PeriodKind, first_month: int = 1) -> Period:
    """Return the period of `kind` that contains `day`, in years that begin with `first_month`; a month is always civil.

    ValueError for a range, which contains no days of itself.
    """
    if kind is PeriodKind.RANGE:
        raise ValueError("form")
    if first_month != 1 and kind is not PeriodKind.MONTH:
        index = (day.month - first_month) % 12 // _MONTHS_IN[kind] + 1
        return _fiscal(day.year + (day.month >= first_month), kind, index, first_month)
    index = (day.month - 1) // _MONTHS_IN[kind] + 1
    if kind is PeriodKind.MONTH:
        return Period.month(day.year, index)
    if kind is PeriodKind.QUARTER:
        return Period.quarter(day.year, index)
    return Period.half(day.year, index) if kind is PeriodKind.HALF else Period.year(day.year)


def _fiscal(year: int, kind: PeriodKind, index: int, first_month: int) -> Period:
    """Return part `index` of the fiscal year that ends in the civil `year`."""
    length = _MONTHS_IN[kind]
    first = (year - 1) * 12 + first_month - 1 + (index - 1) * length  # months since the year 0
    last = first + length - 1
    ending = {PeriodKind.QUARTER: f"-Q{index}", PeriodKind.HALF: f"-S{index}"}.get(kind, "")
    start = date(first // 12, first % 12 + 1, 1)
    return Period(start, month_end(last // 12, last % 12 + 1), kind, f"FY{year}{ending}", first_month)


def covered(period: Period, declared: Iterable[Period]) -> bool:
    """Return whether the periods `declared` cover every day of `period`, alone or side by side."""
    day = period.start
    for found in sorted(declared):
        if found.start <= day <= found.end:
            if found.end >= period.end:
                return True
            day = found.end + timedelta(days=1)
    return False


def last_closed(today: date, kind: PeriodKind) -> Period:
    """Return the last civil period of `kind` that ended before `today`."""
    return containing(today, kind).previous()


def _shift_year(day: date, by: int) -> date:
    return date(day.year + by, day.month, min(day.day, calendar.monthrange(day.year + by, day.month)[1]))


def _range(start: date, end: date) -> Period:
    if end < start:
        raise ValueError("order")
    return Period(start, end, PeriodKind.RANGE, f"{start}..{end}")


def _parse_range(text: str) -> Period:
    first, _, last = text.partition("..")
    (start, _, first_code), (_, end, last_code) = _edge(first), _edge(last)
    made = _range(start, end)
    return Period(made.start, made.end, made.kind, f"{first_code}..{last_code}")


def _edge(text: str) -> tuple[date, date, str]:
    """Return first day, last day and canonical code of one side of a range."""
    if found := _DAY.fullmatch(text):
        day = _day(*map(int, found.groups()))
        return day, day, text
    if ".." in text:
        raise ValueError("form")
    period = Period.parse(text)
    return period.start, period.end, period.code
