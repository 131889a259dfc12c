"""The editions that series owe: in come Series, their readers and a day, out comes one Slot for each closed period and reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from generator.config.series import DONORS, FILE, Series, gaps
from generator.errors import Problem, problem
from generator.period import Period
from generator.records.audience import DONOR
from generator.records.payers import fiscal_month, paying
from generator.records.records import Records
from generator.renderers.registry import check_formats


@dataclass(frozen=True, slots=True)
class Readers:
    """For whom series can be made: the donors that pay, and the first month of each fiscal year that is stated.

    `months` goes by donor; the empty one is the publisher.
    """

    donors: tuple[str, ...]
    months: Mapping[str, int]

    def of(self, series: Series) -> tuple[str, ...]:
        """Return the audiences of `series`, each once: `donors` stands for every donor that pays."""
        named = (
            audience
            for given in series.audiences
            for audience in ([f"{DONOR}{donor}" for donor in self.donors] if given == DONORS else [given])
        )
        return tuple(dict.fromkeys(named))

    def month(self, audience: str) -> int | None:
        """Return the first month of the fiscal year that `audience` goes by; None where none is stated."""
        donor = audience.removeprefix(DONOR) if audience.startswith(DONOR) else ""
        return self.months.get(donor)


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """An edition that a series owes: its period has ended, and it is due since the day `due`."""

    series: str
    audience: str
    period: Period
    due: date

    @property
    def folder(self) -> str:
        """The edition's folder below reports/, with slashes."""
        return f"{self.period.code}/{self.series}/{self.audience.replace(':', '-')}"


def readers_of(records: Records) -> Readers:
    """Return for whom series can be made."""
    months = {donor: fiscal_month(records, donor) for donor in ("", *records.organisations)}
    return Readers(paying(records), {donor: month for donor, month in months.items() if month})


def slots(series: Iterable[Series], readers: Readers, today: date) -> Iterator[Slot]:
    """Yield what is due on the day `today`: per series and audience, one edition a period that has ended, in order."""
    for one in series:
        for audience in readers.of(one):
            for period in one.periods(today, readers.month(audience) or 1):
                if (due := one.due(period)) <= today:
                    yield Slot(one.name, audience, period, due)


def next_slot(series: Series, audience: str, readers: Readers, today: date) -> Slot:
    """Return the first edition that is not due yet on the day `today`."""
    month = readers.month(audience) or 1
    waiting = [p for p in series.periods(today, month) if series.due(p) > today]
    period = waiting[0] if waiting else series.next_period(today, month)
    return Slot(series.name, audience, period, series.due(period))


def check_readers(series: Iterable[Series], readers: Readers, known: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for each format that does not exist, each audience that no record knows, and each fiscal series whose reader
    states no year that fits it."""
    donors = set(known)
    for one in series:
        for found in check_formats(one.formats):
            yield replace(found, file=f"templates/{FILE}", field=f"series.{one.name}.formats")
        for audience in one.audiences:
            donor = audience.removeprefix(DONOR)
            if audience.startswith(DONOR) and donor not in donors:
                yield _at(one, "series.unknown_donor", given=donor)
        for audience in readers.of(one) if one.fiscal else ():
            month = readers.month(audience)
            if month is None:
                yield _at(one, "series.no_fiscal_year", given=audience)
                continue
            for phase, cut in gaps(one, month):
                yield _at(one, "series.gap", given=f"{phase.start:%Y-%m}", period=cut.code)


def _at(series: Series, code: str, **facts: Any) -> Problem:
    return problem(code, file=f"templates/{FILE}", field=f"series.{series.name}", **facts)
