"""Reads what a person asked for: in come texts of the command line, out come periods, dates, audiences and lists.

Each function raises Refusal with one line that says what is accepted and, where it can be guessed, what was meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from generator.cli.nearest_period import nearest_period
from generator.cli.spoken import nearest
from generator.errors import Problem, Refusal, problem
from generator.period import Period

T = TypeVar("T")

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_AUDIENCE = re.compile(r"public|internal|donor:[a-z0-9][a-z0-9-]{1,59}")


class Wishes:
    """Reads several wishes and keeps every complaint, so that a person mends all of them at once."""

    def __init__(self) -> None:
        """Begin without complaints."""
        self._problems: list[Problem] = []

    def read(self, reader: Callable[[], T], otherwise: T) -> T:
        """Return what `reader` reads; `otherwise` where it refuses, until `check` tells of it."""
        try:
            return reader()
        except Refusal as refusal:
            self._problems += refusal.problems
            return otherwise

    def check(self) -> None:
        """Raise one Refusal with every complaint so far, if there is any."""
        if self._problems:
            raise Refusal(self._problems)


def read_period(given: str, today: date) -> Period:
    """Return the period called `given`; 2022-T1 and 2022-H1 are read as 2022-Q1 and 2022-S1."""
    try:
        return Period.parse(given)
    except ValueError as error:
        reason = str(error)
        if reason == "order":
            raise Refusal(problem("commands.period_order", given=given[:60])) from None
        found = nearest_period(given, today)
        code = "commands.bad_period_near" if found else "commands.bad_period"
        raise Refusal(problem(code, given=given[:60], nearest=found)) from None


def read_day(given: str, name: str) -> date:
    """Return the day `given`, written 2022-04-15; `name` is the option it was given to."""
    try:
        if not _DAY.fullmatch(given):
            raise ValueError(given)
        return date.fromisoformat(given)
    except ValueError:
        raise Refusal(problem("commands.bad_day", option=name, given=given[:60])) from None


def read_audience(given: str, donors: Iterable[str] = ()) -> str:
    """Return the audience `given`: public, internal or donor:ID; with `donors`, an id that is none of them is refused."""
    known = sorted(donors)
    if not _AUDIENCE.fullmatch(given):
        names = ["public", "internal", *(f"donor:{id}" for id in known)]
        found = nearest(given, names) or nearest(f"donor:{given}", names)
        code = "commands.bad_audience_near" if found else "commands.bad_audience"
        raise Refusal(problem(code, given=given[:60], nearest=found))
    donor = given.partition(":")[2]
    if donor and known and donor not in known:
        found = nearest(donor, known)
        raise Refusal(
            problem(
                "commands.unknown_donor_near" if found else "commands.unknown_donor",
                given=donor,
                nearest=found,
                known=", ".join(known[:12]),
            )
        )
    return given


def read_list(given: Iterable[str], known: Iterable[str], name: str) -> tuple[str, ...]:
    """Return the values of an option that may be repeated or hold commas, each once, all of them among `known`."""
    values = [value.strip().lower() for part in given for value in part.split(",") if value.strip()]
    names = list(known)
    problems = []
    for value in values:
        if value not in names:
            found = nearest(value, names)
            code = "commands.bad_choice_near" if found else "commands.bad_choice"
            problems.append(
                problem(code, option=name, given=value[:60], nearest=found, known=", ".join(names))
            )
    if problems:
        raise Refusal(problems)
    return tuple(dict.fromkeys(values))


def read_choice(given: str, known: Iterable[str], name: str) -> str:
    """Return the one value of an option."""
    found = read_list([given], known, name)
    if len(found) != 1:
        names = ", ".join(known)
        raise Refusal(problem("commands.bad_choice", option=name, given=given[:60], nearest="", known=names))
    return found[0]
