"""What is published regularly: in comes templates/series.yaml, out come frozen Series, or every problem of the file.

A series says for whom, how often, since when. Its editions follow each other without a gap and without an overlap, also
where it changes from quarters to half-years: a change that would leave one is refused here, before anything is made.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import PydanticCustomError

from generator.config.kind import WhenEmpty
from generator.config.templates import names, translated
from generator.errors import Problem, Refusal, problem
from generator.period import Period, PeriodKind, containing
from generator.sources.source import Source, read

FILE = "series.yaml"
DONORS = "donors"  # every donor that pays for something
_NAME = r"^[a-z0-9][a-z0-9-]{2,59}$"
_AUDIENCE = re.compile(r"public|internal|donors|donor:[a-z0-9][a-z0-9-]{2,59}")


@dataclass(frozen=True, slots=True)
class Phase:
    """From its first day on, the series comes out so often."""

    start: date
    every: PeriodKind


@dataclass(frozen=True, slots=True)
class Series:
    """A series of editions. `audiences` may hold `donors`: each donor that pays. `delay` is in days after the period's end.

    Empty `languages` and `formats` mean the kind's own. A `fiscal` one goes by the audience's fiscal years.
    """

    name: str
    kind: str
    audiences: tuple[str, ...]
    phases: tuple[Phase, ...]
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    delay: int = 0
    first_number: int | None = None  # None: its editions bear no number
    final: bool = False
    when_empty: WhenEmpty | None = None  # None: as its kind says
    fiscal: bool = False

    def periods(self, until: date, first_month: int = 1) -> tuple[Period, ...]:
        """Return its periods that have ended before `until`, in order; years begin with `first_month` where it is fiscal."""
        found: list[Period] = []
        for phase, end in _spans(self.phases, until):
            day = phase.start
            while day < end:
                period = containing(day, phase.every, first_month if self.fiscal else 1)
                if period.end >= until:
                    return tuple(found)
                found.append(period)
                day = period.end + timedelta(days=1)
        return tuple(found)

    def next_period(self, until: date, first_month: int = 1) -> Period:
        """Return the first period that has not ended before `until`."""
        done = self.periods(until, first_month)
        day = done[-1].end + timedelta(days=1) if done else self.phases[0].start
        phase = max((phase for phase in self.phases if phase.start <= day), key=lambda phase: phase.start)
        return containing(day, phase.every, first_month if self.fiscal else 1)

    def due(self, period: Period) -> date:
        """Return the first day on which the edition of `period` is due: the days of grace let late records arrive."""
        return period.end + timedelta(days=1 + self.delay)


def _spans(phases: Sequence[Phase], until: date) -> Iterator[tuple[Phase, date]]:
    """Yield each phase with the first day it no longer holds."""
    ends = [phase.start for phase in phases[1:]] + [date.max]
    for phase, end in zip(phases, ends, strict=True):
        if phase.start < until:
            yield phase, end


def gaps(series: Series, first_month: int = 1) -> Iterator[tuple[Phase, Period]]:
    """Yield each phase that does not begin where a period of its own and the last one before it do, with the period it cuts."""
    month = first_month if series.fiscal else 1
    before: Phase | None = None
    for phase in series.phases:
        own = containing(phase.start, phase.every, month)
        if own.start != phase.start:
            yield phase, own
        elif before is not None:
            cut = containing(phase.start - timedelta(days=1), before.every, month)
            if cut.end >= phase.start:
                yield phase, cut
        before = phase


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _PhaseFile(_Strict):
    period: Literal["month", "quarter", "half", "year"]
    since: str = Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")


class _SeriesFile(_Strict):
    kind: str
    audiences: tuple[str, ...] = ("public",)
    every: Literal["month", "quarter", "half", "year"] | tuple[_PhaseFile, ...]
    start: str | None = Field(None, pattern=r"^\d{4}-(0[1-9]|1[0-2])$")
    calendar: Literal["civil", "fiscal"] = "civil"
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    delay: int = Field(0, ge=0, le=366)
    first_number: int | None = Field(None, ge=1, le=100_000)
    status: Literal["draft", "final"] = "draft"
    when_empty: WhenEmpty | None = None

    @field_validator("audiences")
    @classmethod
    def _readers(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        for audience in given:
            if not _AUDIENCE.fullmatch(audience):
                raise PydanticCustomError("audience", "audience", {})
        if not given or len(set(given)) != len(given):
            raise PydanticCustomError("audience", "audience", {})
        return given


class _File(_Strict):
    series: dict[str, _SeriesFile] = Field(default_factory=dict)


def load_series(templates: Path) -> tuple[Series, ...]:
    """Return every series of templates/series.yaml, by name; none where there is no such file. Refusal with all its problems."""
    path, shown = templates / FILE, f"templates/{FILE}"
    if not path.is_file():
        return ()
    source, problems = read(path, shown)
    if source is None or problems:
        raise Refusal(problems)
    try:
        held = _File.model_validate(source.data)
    except ValidationError as error:
        raise Refusal(translated(fault, source, _File) for fault in error.errors()) from None
    found, faults = [], []
    for name, written in sorted(held.series.items()):
        own = [
            *_name_problems(name, source, templates),
            *_reference_problems(name, written, source, templates),
        ]
        phases = _phases(written)
        if not phases:
            own.append(_at(source, (name, "start"), "series.start", given=name))
        faults += own
        if not own:
            found.append(_series(name, written, phases))
    for series in found:
        faults += _phase_problems(series, source)
    if faults:
        raise Refusal(faults)
    return tuple(found)


def _series(name: str, written: _SeriesFile, phases: tuple[Phase, ...]) -> Series:
    return Series(
        name=name,
        kind=written.kind,
        audiences=written.audiences,
        phases=phases,
        languages=written.languages,
        formats=written.formats,
        delay=written.delay,
        first_number=written.first_number,
        final=written.status == "final",
        when_empty=written.when_empty,
        fiscal=written.calendar == "fiscal",
    )


def _phases(written: _SeriesFile) -> tuple[Phase, ...]:
    """Return the phases in their order; nothing where it is not said when the series begins."""
    if isinstance(written.every, str):
        return (Phase(_first_day(written.start), PeriodKind(written.every)),) if written.start else ()
    if written.start:
        return ()
    return tuple(Phase(_first_day(phase.since), PeriodKind(phase.period)) for phase in written.every)


def _first_day(month: str) -> date:
    return date(int(month[:4]), int(month[5:]), 1)


def _phase_problems(series: Series, source: Source) -> Iterator[Problem]:
    starts = [phase.start for phase in series.phases]
    if starts != sorted(set(starts)):
        yield _at(source, (series.name, "every"), "series.order", given=series.name)
    elif (
        not series.fiscal
    ):  # a fiscal one depends on its readers' years: those are looked at with the records
        for phase, cut in gaps(series):
            given = f"{phase.start:%Y-%m}"
            field = "every" if len(series.phases) > 1 else "start"
            yield _at(source, (series.name, field), "series.gap", given=given, period=cut.code)


def _name_problems(name: str, source: Source, templates: Path) -> Iterator[Problem]:
    if not re.fullmatch(_NAME, name):
        yield _at(source, (name,), "series.name", given=name[:60])
    elif name in names(templates, "kinds"):
        yield _at(source, (name,), "series.is_kind", given=name)


def _reference_problems(
    name: str, written: _SeriesFile, source: Source, templates: Path
) -> Iterator[Problem]:
    wanted = [("kind", written.kind, names(templates, "kinds"), "config.unknown_kinds")]
    wanted += [
        ("languages", code, names(templates, "languages"), "config.unknown_languages")
        for code in written.languages
    ]
    for field, given, known, code in wanted:
        if given not in known:
            nearest = ", ".join(difflib.get_close_matches(given, known, 1, 0.4) or known)
            yield _at(source, (name, field), code, given=given[:60], nearest=nearest)


def _at(source: Source, path: tuple[str, ...], code: str, **facts: Any) -> Problem:
    line, column = source.place(("series", *path), key=len(path) == 1)
    field = ".".join(("series", *path))
    return problem(code, file=source.file, line=line, column=column, field=field, **facts)
