"""A language of the documents: in comes templates/languages/<code>.yaml, out come words, plurals, dates, numbers and lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from generator.period import DateSpan, Grain, Period, PeriodKind

Entry = str | Mapping[str, str]


@dataclass(frozen=True)
class Language:
    """Every fixed word of one language. An entry is a pattern, or one pattern per plural category (CLDR).

    `locale` is the CLDR name behind months, numbers and lists ("fr", "en", "ar-MA"); `typography` names the spacing
    rules of generator/report/typography.py.
    """

    code: str
    locale: str
    direction: str
    typography: str
    entries: Mapping[str, Entry] = field(repr=False)

    def say(self, key: str, **facts: object) -> str:
        """Return the words of `key` with `facts` filled in; `n` chooses the plural. KeyError for an unknown key: a bug."""
        entry = self.entries[key]
        if isinstance(entry, str):
            return entry.format(**facts)
        n = facts["n"]
        assert isinstance(n, int | float)
        pattern = entry.get(self._cldr.plural_form(n), entry["other"])
        return pattern.format(**{**facts, "n": self.number(n)})

    def knows(self, key: str) -> bool:
        """Return whether the language has words for `key`."""
        return key in self.entries

    def number(self, value: float) -> str:
        """Return a number with the language's own separators."""
        from babel.numbers import format_decimal

        return format_decimal(value, locale=self._cldr)

    def enumerate(self, items: Sequence[str]) -> str:
        """Return "a, b et c"."""
        from babel.lists import format_list

        return format_list(items, locale=self._cldr) if items else ""

    def sort_key(self, text: str) -> tuple[str, str]:
        """Return a key that sorts without regard to accents and capitals, then with it."""
        import unicodedata

        bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
        return bare.casefold().replace("’", "'"), text

    def country(self, code: str) -> str:
        """Return a country's name by its ISO 3166-1 code."""
        return str(self._cldr.territories.get(code, code))

    def language_name(self, code: str) -> str:
        """Return the name of a language."""
        return str(self._cldr.languages.get(code.split("-")[0], code))

    def day(self, day: date, *, year: bool = True) -> str:
        """Return "1er avril 2022"."""
        return self.say(
            "date.day" if year else "date.day_month", day=self._ordinal(day.day), **self._parts(day)
        )

    def month(self, day: date) -> str:
        """Return "avril 2022"."""
        return self.say("date.month", **self._parts(day))

    def month_name(self, month: int) -> str:
        """Return the name of a month, 1 to 12."""
        return str(self._months[month])

    def span(self, span: DateSpan) -> str:
        """Return a stated date as an editor writes it: "15–17 février 2022", "29 mars – 1er avril 2022", "vers mars 2022"."""
        if span.ongoing and span.start:
            return self._open("date.since", span.start, span.first_grain, span.approximate)
        if span.interval and span.start is None and span.end:
            return self._open("date.until", span.end, span.last_grain, span.approximate)
        if span.start is None or span.end is None:
            return self.say("date.unknown")
        if span.exact_days:
            shown = self.days(span.start, span.end)
        elif not span.interval:
            shown = self._grained(span.start, span.first_grain)
        else:
            first = self._grained(span.start, span.first_grain)
            last = self._grained(span.last_earliest or span.end, span.last_grain)
            shown = first if first == last else self.say("date.interval", first=first, last=last)
        return self.say("date.about", date=shown) if span.approximate else shown

    def days(self, first: date, last: date) -> str:
        """Return an interval of days, with what the two have in common said once."""
        if first == last:
            return self.day(first)
        if (first.year, first.month) == (last.year, last.month):
            facts = {"first": self._ordinal(first.day), "last": self._ordinal(last.day), **self._parts(last)}
            return self.say("date.days_of_month", **facts)
        return self.say(
            "date.interval", first=self.day(first, year=first.year != last.year), last=self.day(last)
        )

    def period(self, period: Period) -> str:
        """Return a period in words: "janvier–mars 2022", "février 2022", "année 2022"."""
        if period.kind is PeriodKind.MONTH:
            return self.month(period.start)
        if period.kind is PeriodKind.YEAR and not period.is_fiscal:
            return self.say("period.year", year=period.start.year)
        whole_years = (period.start.month, period.start.day, period.end.month, period.end.day) == (
            1,
            1,
            12,
            31,
        )
        if whole_years:
            return self.say("period.years", first=period.start.year, last=period.end.year)
        if period.months():
            same = period.start.year == period.end.year
            first = self.month_name(period.start.month) if same else self.month(period.start)
            key = "period.months" if same else "period.months_of_years"
            return self.say(key, first=first, last=self.month(period.end))
        return self.days(period.start, period.end)

    def period_short(self, period: Period) -> str:
        """Return a period's short name: "T1 2022", "S1 2022", "2022", "février 2022"."""
        if period.is_fiscal:
            index = period.code[-1] if "-" in period.code else ""
            return self.say(f"period.fiscal_{period.kind.value}_short", number=index, year=period.end_year)
        number = (period.start.month - 1) // (3 if period.kind is PeriodKind.QUARTER else 6) + 1
        if period.kind is PeriodKind.QUARTER:
            return self.say("period.quarter_short", number=number, year=period.start.year)
        if period.kind is PeriodKind.HALF:
            return self.say("period.half_short", number=number, year=period.start.year)
        return str(period.start.year) if period.kind is PeriodKind.YEAR else self.period(period)

    def _open(self, key: str, day: date, grain: Grain, approximate: bool) -> str:
        """Return "depuis le 1er avril 2022", "depuis avril 2022": a day and a quarter take an article where there is one."""
        shown = self._grained(day, grain)
        shown = self.say("date.about_open", date=shown) if approximate else shown
        return self.say(f"{key}_the" if grain in (Grain.DAY, Grain.QUARTER) else key, date=shown)

    def _grained(self, day: date, grain: Grain) -> str:
        if grain is Grain.DAY:
            return self.day(day)
        if grain is Grain.MONTH:
            return self.month(day)
        if grain is Grain.QUARTER:
            number = (day.month - 1) // 3 + 1
            return self.say(
                "date.quarter_first" if number == 1 else "date.quarter", number=number, year=day.year
            )
        return str(day.year)

    def _parts(self, day: date) -> dict[str, object]:
        return {"month": self._months[day.month], "year": day.year}

    def _ordinal(self, day: int) -> str:
        return self.say("date.first") if day == 1 else str(day)

    @cached_property
    def _cldr(self) -> Any:
        from babel import Locale

        return Locale.parse(self.locale, sep="-")

    @cached_property
    def _months(self) -> Mapping[int, str]:
        return dict(self._cldr.months["format"]["wide"])
