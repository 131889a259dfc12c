"""What a person chose for an edition and its period lacks: in comes a Brief, out comes a warning for each such event."""

from __future__ import annotations

from collections.abc import Iterator

from generator.errors import Problem, problem
from generator.report.brief import Brief


def strays(brief: Brief) -> Iterator[Problem]:
    """Yield a warning for each event that the edition's file names and that is not told in its period, with where it stands.

    Undated ones are left to the review, which asks for their date.
    """
    edition = brief.edition
    known = {found.id for found in brief.summary.events} | {found.id for found in brief.summary.undated}
    named = {
        "feature": edition.feature,
        "order": edition.order,
        "leave_out": tuple(aside.event for aside in edition.leave_out),
        "key_quotes": tuple(quote.partition("/")[0] for quote in edition.key_quotes),
    }
    for field, events in named.items():
        for place, event in enumerate(events, start=1):
            if event not in known:
                where = f"{field}[{place}]"
                yield problem(
                    "pipeline.stray_event", file=brief.own_file(), field=where, given=event, warning=True
                )
