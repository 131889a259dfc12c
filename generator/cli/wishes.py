"""Reads what a person asked for: in come texts of the command line, out come periods, dates, audiences and lists.

Each function raises Refusal with one line that says what is accepted and, where it can be guessed, what was meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
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


def read_period(given: str, today: date, fiscal_month: int | None = None) -> Period:
    """Return the period called `given`; 2022-T1 and 2022-H1 are read as 2022-Q1 and 2022-S1.

    FY2022-Q1 is counted in years that begin with `fiscal_month`; Refusal where that is not known.
    """
    try:
        if given.strip()[:2].upper() != "FY":
            return Period.parse(given)
        if fiscal_month is None:
            Period.fiscal(given, 10)  # a mistyped one is told as such
            raise Refusal(problem("commands.no_fiscal_year", given=given[:60]))
        return Period.fiscal(given, fiscal_month)
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


def read_audience(given: str, donors: Mapping[str, Iterable[str]]) -> str:
    """Return the audience `given`: public, internal or donor:ID.

    `donors` are the ids of the register with their names; where there are any, an id that is none of them is refused.
    """
    if given in ("public", "internal"):
        return given
    start, colon, rest = given.partition(":")
    donor = rest if colon and start.strip().casefold() in ("donor", "donors", "bailleur") else ""
    if _AUDIENCE.fullmatch(given) and (donor in donors or not donors):
        return given
    known = ", ".join(list(donors)[:12])
    near = near_donors(donor or given, donors)
    if len(near) > 1:
        several = ", ".join(f"donor:{id}" for id in near)
        raise Refusal(problem("commands.several_donors", given=(donor or given)[:60], known=several))
    found = "".join(near)
    if donor:
        if found:
            raise Refusal(problem("commands.unknown_donor_near", given=donor[:60], nearest=found))
        code = "commands.unknown_donor" if known else "commands.no_donor"
        raise Refusal(problem(code, given=donor[:60], known=known))
    meant = nearest(given, ["public", "internal"]) or (f"donor:{found}" if found else "")
    code = "commands.bad_audience_near" if meant else "commands.bad_audience"
    raise Refusal(problem(code, given=given[:60], nearest=meant))


def near_donors(given: str, donors: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the id in `donors` that goes by a name like `given`, or each whose name holds it, the shortest first."""
    from generator.records.names import fold

    named = {fold(name): id for id, names in donors.items() for name in (id, *names)}
    wanted = fold(given)
    if wanted in named:
        return [named[wanted]]
    holding = {id for name, id in named.items() if f" {wanted} " in f" {name} "} if len(wanted) > 2 else set()
    close = named.get(nearest(wanted, list(named)))
    return sorted(holding, key=lambda id: (len(id), id))[:6] or ([close] if close else [])


def read_list(given: Sequence[str], known: Iterable[str], name: str) -> tuple[str, ...]:
    """Return the values of an option that may be repeated or hold commas, each once, all of them among `known`.

    `name` is the option they were given to, empty where a person answered a question.
    """
    values = [value.strip().lower() for part in given for value in part.split(",") if value.strip()]
    names = list(known)
    problems = []
    for value in values:
        if value not in names:
            found = nearest(value, names)
            problems.append(bad_choice(name, value, found, names))
    if given and not values:
        problems.append(bad_choice(name, "", "", names))
    if problems:
        raise Refusal(problems)
    return tuple(dict.fromkeys(values))


def bad_choice(name: str, given: str, meant: str, known: Iterable[str]) -> Problem:
    """Return the problem of a value that is not among `known`; `name` is as in `read_list`."""
    near, plain = (
        ("commands.bad_choice_near", "commands.bad_choice")
        if name
        else ("commands.bad_answer_near", "commands.bad_answer")
    )
    return problem(
        near if meant else plain, option=name, given=given[:60], nearest=meant, known=", ".join(known)
    )


def read_choice(given: str, known: Iterable[str], name: str) -> str:
    """Return the one value of an option."""
    found = read_list([given], known, name)
    if len(found) != 1:
        raise Refusal(bad_choice(name, given, "", known))
    return found[0]
