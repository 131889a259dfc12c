"""A language of the documents: in comes templates/languages/<code>.yaml, out come words, plurals, dates, numbers and lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from generator.period import DateSpan, Grain, Period, PeriodKind

Entry = str | Mapping[str, str]
COUNTED = ("n", "total")  # what patterns call a number of things; a year or a session's number is none
LONGEST_PAIR, LONG_ITEM = 2, 3  # items, words of an item
FIRST_IN_FIGURES = 10  # the least number that is never written in words (FAO style guide in French, 11.1)


@dataclass(frozen=True)
class Language:
    """Every fixed word of one language. An entry is a pattern, or one pattern per plural category (CLDR).

    `locale` is the CLDR name behind months, numbers and lists ("fr", "en", "ar-MA"); `typography` names the spacing
    rules of generator/report/typography.py; `spells` says whether sentences have numbers below ten in words.
    """

    code: str
    locale: str
    direction: str
    typography: str
    entries: Mapping[str, Entry] = field(repr=False)
    spells: bool = False

    # words and sentences

    def say(self, key: str, **facts: object) -> str:
        """Return the words of `key` with `facts` filled in; `n` chooses the plural. KeyError for an unknown key: a bug."""
        entry = self.entries[key]
        shown = {name: _Counted(self, value) if name in COUNTED else value for name, value in facts.items()}
        if isinstance(entry, str):
            return entry.format(**shown)
        n = facts["n"]
        assert isinstance(n, int | float)
        return entry.get(self._cldr.plural_form(n), entry["other"]).format(**shown)

    def knows(self, key: str) -> bool:
        """Return whether the language has words for `key`."""
        return key in self.entries

    def sentence(self, write: Callable[[Language], str]) -> str:
        """Return the sentence that `write` makes, its numbers below ten in words where the language wants it.

        Beside a number from ten up, all of them are figures. Tables, tiles and labels never ask for words.
        """
        if not self.spells:
            return write(self)
        spelling = _Spelling(self.code, self.locale, self.direction, self.typography, self.entries)
        said = write(spelling)
        return said if all(number < FIRST_IN_FIGURES for number in spelling.met) else write(self)

    # numbers, lists and names

    def number(self, value: float) -> str:
        """Return a number with the language's own separators."""
        from babel.numbers import format_decimal

        return format_decimal(value, locale=self._cldr)

    def percent(self, share: float) -> str:
        """Return a share of 1 as a percentage: "50 %", "50%"."""
        from babel.numbers import format_percent

        return format_percent(share, locale=self._cldr)

    def counted(self, value: float, form: str) -> str:
        """Return a number of things as a pattern asks for it; `form` is the gender, m or f, where it may be in words."""
        return self.number(value)

    def enumerate(self, items: Sequence[str]) -> str:
        """Return "a, b et c" (CLDR). Where the language parts items by a word alone, three long ones get commas as well.

        In Arabic "of the ministry of the state and the government" would else make two donors one.
        """
        from babel.lists import format_list

        patterns = self._cldr.list_patterns["standard"]
        alone = patterns["middle"] == patterns["end"] and len(items) > LONGEST_PAIR
        if alone and any(len(item.split()) >= LONG_ITEM for item in items):
            word = patterns["middle"].replace("{0}", "").replace("{1}", "").strip()
            return self.join([items[0], *(f"{word}{item}" for item in items[1:])])
        return format_list(items, locale=self._cldr) if items else ""

    def join(self, items: Sequence[str]) -> str:
        """Return "a, b, c": what stands beside each other without being a list in a sentence."""
        *rest, last = items or [""]
        for item in reversed(rest):
            last = self.say("label.comma", first=item, rest=last)
        return last

    def sort_key(self, text: str) -> tuple[str, str]:
        """Return a key that sorts without regard to accents and capitals, then with it."""
        import unicodedata

        # No letters: accents, and the private marks of a passage in another language.
        letters = (c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
        bare = "".join(c for c in letters if unicodedata.category(c) != "Co")
        return bare.casefold().replace("’", "'"), text

    def country(self, code: str) -> str:
        """Return a country's name by its ISO 3166-1 code."""
        return str(self._cldr.territories.get(code, code))

    def language_name(self, code: str) -> str:
        """Return the name of a language."""
        return str(self._cldr.languages.get(code.split("-")[0], code))

    # dates

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
            return self._open("since", span.start, span.first_grain, span.approximate)
        if span.interval and span.start is None and span.end:
            return self._open("until", span.end, span.last_grain, span.approximate)
        if span.start is None or span.end is None:
            return self._without_year(span)
        if span.interval:
            shown = self._interval(span, span.start, span.last_earliest or span.end)
            return self.say("date.about_interval", date=shown) if span.approximate else shown
        shown = self._grained(span.start, span.first_grain)
        return self._with_grain("about", span.first_grain, shown) if span.approximate else shown

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
        if (period.start.month, period.start.day, period.end.month, period.end.day) == (1, 1, 12, 31):
            return self.say("period.years", first=period.start.year, last=period.end.year)
        if period.months():
            return self._months_of(period.start, period.end)
        return self.days(period.start, period.end)

    def period_short(self, period: Period) -> str:
        """Return a period's short name: "T1 2022", "S1 2022", "2022", "février 2022"."""
        name, fiscal = period.kind.value, "fiscal_" if period.is_fiscal else ""
        if period.kind in (PeriodKind.QUARTER, PeriodKind.HALF):
            length = 3 if period.kind is PeriodKind.QUARTER else 6
            index = period.code[-1] if fiscal else str((period.start.month - 1) // length + 1)
            return self.say(
                f"period.{fiscal}{name}_short",
                year=period.end_year,
                **{name: self.say(f"period.{name}s.{index}")},
            )
        if fiscal:
            return self.say("period.fiscal_year_short", year=period.end_year)
        return str(period.start.year) if period.kind is PeriodKind.YEAR else self.period(period)

    def _interval(self, span: DateSpan, start: date, end: date) -> str:
        """Return the two ends of an interval; months and years that follow each other with what they share said once."""
        if span.exact_days:
            return self.days(start, end)
        first, last = self._grained(start, span.first_grain), self._grained(end, span.last_grain)
        if first == last:
            return first
        match span.first_grain, span.last_grain:
            case Grain.MONTH, Grain.MONTH:
                return self._months_of(start, end)
            case Grain.YEAR, Grain.YEAR:
                return self.say("period.years", first=first, last=last)
            case _:
                return self.say("date.interval", first=first, last=last)

    def _months_of(self, first: date, last: date) -> str:
        if (first.year, first.month) == (last.year, last.month):
            return self.month(first)
        if first.year == last.year:
            return self.say("period.months", first=self.month_name(first.month), last=self.month(last))
        return self.say("period.months_of_years", first=self.month(first), last=self.month(last))

    def _open(self, side: str, day: date, grain: Grain, approximate: bool) -> str:
        """Return "depuis le 1er avril 2022", "depuis avril 2022"."""
        shown = self._grained(day, grain)
        return self._with_grain(
            side, grain, self.say("date.about_open", date=shown) if approximate else shown
        )

    def _with_grain(self, side: str, grain: Grain, shown: str) -> str:
        """Return a date after "depuis", "jusqu'à" or "vers": a day and a quarter take an article where there is one."""
        ending = f"_{grain.value}" if grain in (Grain.DAY, Grain.QUARTER) else ""
        return self.say(f"date.{side}{ending}", date=shown)

    def _without_year(self, span: DateSpan) -> str:
        """Return a day whose year is not stated, or the words for no date at all."""
        _, _, day = span.text.replace("~", "").partition("XXXX-")
        if not day:
            return self.say("date.unknown")
        shown = self.day(date(2000, *map(int, day.split("-"))), year=False)
        shown = self._with_grain("about", Grain.DAY, shown) if span.approximate else shown
        return self.say("date.no_year", date=shown)

    def _grained(self, day: date, grain: Grain) -> str:
        if grain is Grain.DAY:
            return self.day(day)
        if grain is Grain.MONTH:
            return self.month(day)
        if grain is Grain.QUARTER:
            quarter = self.say(f"date.quarters.{(day.month - 1) // 3 + 1}")
            return self.say("date.quarter", quarter=quarter, year=day.year)
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


@dataclass(frozen=True)
class _Spelling(Language):
    """The same language while a sentence is tried with its small numbers in words; `met` are the numbers in it."""

    met: list[float] = field(default_factory=list)

    def number(self, value: float) -> str:
        """Return a number in figures, and remember it."""
        self.met.append(value)
        return super().number(value)

    def counted(self, value: float, form: str) -> str:
        """Return a number of things, in words from one to nine where the pattern says its gender."""
        if form and value in range(1, FIRST_IN_FIGURES):
            return self.say(f"number.{form}.{int(value)}")
        return self.number(value)


@dataclass(frozen=True, slots=True)
class _Counted:
    """A number of things, written when a pattern is filled in: `{n}`, or `{n:f}` where it may be in words."""

    language: Language
    value: Any

    def __format__(self, form: str) -> str:
        return str(self.value) if isinstance(self.value, str) else self.language.counted(self.value, form)
