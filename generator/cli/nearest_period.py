"""Guesses a period: in come words that name none, out comes the code that was probably meant, or an empty text."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from generator.period import FIRST_YEAR, LAST_YEAR, Period

_MONTHS = (
    ("janvier", "january", "jan", "janv"),
    ("fevrier", "february", "feb", "fev", "fevr"),
    ("mars", "march", "mar"),
    ("avril", "april", "apr", "avr"),
    ("mai", "may"),
    ("juin", "june", "jun"),
    ("juillet", "july", "jul", "juil"),
    ("aout", "august", "aug"),
    ("septembre", "september", "sep", "sept"),
    ("octobre", "october", "oct"),
    ("novembre", "november", "nov"),
    ("decembre", "december", "dec"),
)
_QUARTER = re.compile(
    r"(?:q|t|trim|trimestre|quarter)0?([0-9])|([1-4])(?:er|e|eme|st|nd|rd|th)?(?:q|t|trim|trimestre|quarter)"
)
_HALF = re.compile(r"(?:s|h|sem|semestre|half)0?([0-9])|([12])(?:er|e|eme|st|nd)?(?:s|h|sem|semestre|half)")


def nearest_period(given: str, today: date) -> str:
    """Return the code of the period that `given` was probably meant to be; without a year, the year of `today`."""
    plain = unicodedata.normalize("NFKD", given.casefold())
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    years = [int(found) for found in re.findall(r"(?<!\d)\d{4}(?!\d)", plain)]
    year = next((found for found in years if FIRST_YEAR <= found <= LAST_YEAR), None)
    glued = re.match(r"(\d{4})(\d{2})$", plain)
    if year is None and glued and FIRST_YEAR <= int(glued[1]) <= LAST_YEAR:
        year, plain = int(glued[1]), f"{glued[1]}-{glued[2]}"
    day = re.fullmatch(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})", plain)
    if day and year:
        return Period.month(year, _clamped(int(day[2]), 12)).code
    rest = re.sub(r"[^a-z0-9]", "", plain.replace(str(year), " ", 1) if year else plain)
    if year is None and re.fullmatch(r"\d{2}", rest):
        return Period.year(today.year // 100 * 100 + int(rest)).code
    found = _part(rest, year or today.year)
    if found:
        return found.code
    return Period.year(year).code if year else ""


def _part(rest: str, year: int) -> Period | None:
    """Return the part of `year` that `rest` names: a quarter, a half, a month by number or name."""
    if found := _QUARTER.fullmatch(rest):
        return Period.quarter(year, _clamped(int(found[1] or found[2]), 4))
    if found := _HALF.fullmatch(rest):
        return Period.half(year, _clamped(int(found[1] or found[2]), 2))
    if re.fullmatch(r"\d{1,2}", rest):
        return Period.month(year, _clamped(int(rest), 12))
    for number, names in enumerate(_MONTHS, 1):
        if rest in names:
            return Period.month(year, number)
    return None


def _clamped(number: int, most: int) -> int:
    return min(max(number, 1), most)
