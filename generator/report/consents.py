"""What the gate kept back from an edition: in comes a Brief, out come problems that name each quote and picture, and why.

Only ids and places are told, never words. A quote that the editor asked for and that may not be printed blocks a final.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.errors import Problem, problem
from generator.records.records import Withheld
from generator.report.brief import Brief
from generator.report.sections.density import told_in_full

_QUOTES = frozenset({"quotes", "letter-quotes", "chapters"})  # the sections that print quotes


def consents(brief: Brief) -> Iterator[Problem]:
    """Yield a problem for each quote and picture that this edition would print but for the gate; then those asked for."""
    for one in _missed(brief):
        read = brief.records.files.get(f"event/{one.event}")
        file, field = read.path if read else "", f"{one.field}.consent"
        if one.field.startswith("quotes"):
            yield problem(f"consent.quote_{one.why}", file=file, field=field, given=one.id, warning=True)
        else:
            yield problem(f"consent.picture_{one.why}", file=file, field=field, warning=True)
    withheld = {one.id for one in brief.records.withheld if one.field.startswith("quotes")}
    for number, name in enumerate(brief.edition.key_quotes, start=1):
        if name in withheld and _QUOTES.intersection(brief.kind.sections):
            yield problem(
                "consent.quote_wanted",
                file=brief.own_file(),
                field=f"key_quotes[{number}]",
                given=name,
                warning=True,
            )


def _missed(brief: Brief) -> Iterator[Withheld]:
    """Yield what was withheld of the events that this edition tells, where its kind would print it."""
    sections = brief.kind.sections
    told = [found.id for found in brief.shown()]
    quoted = told if _QUOTES.intersection(sections) else ()
    shown = told if "pictures" in sections else told_in_full(brief) if told else ()
    for id in told:
        for one in brief.records.withheld:
            if one.event == id and id in (quoted if one.field.startswith("quotes") else shown):
                yield one
