"""What a person chose for an edition and cannot have: in comes a Brief, out comes a warning for each such choice."""

from __future__ import annotations

from collections.abc import Iterator

from generator.errors import Problem, problem
from generator.report.brief import Brief


def strays(brief: Brief) -> Iterator[Problem]:
    """Yield a warning for each event that the edition's file names and that is not told in its period, with where it stands.

    One that may not be shown (withdrawn, under embargo, for another audience) keeps a final from being made, unless it is
    named only to be left out. Undated ones are left to the question for their date.
    """
    edition = brief.edition
    known = {found.id for found in brief.summary.events} | {found.id for found in brief.summary.undated}
    kept_back = {id for id, _ in brief.summary.excluded}
    named = {
        "feature": edition.feature,
        "order": edition.order,
        "leave_out": tuple(aside.event for aside in edition.leave_out),
        "key_quotes": tuple(quote.partition("/")[0] for quote in edition.key_quotes),
    }
    for field, events in named.items():
        for place, event in enumerate(events, start=1):
            if event in known or (field == "leave_out" and event in kept_back):
                continue
            code = "checks.event_not_shown" if event in kept_back else "pipeline.stray_event"
            where = f"{field}[{place}]"
            yield problem(code, file=brief.own_file(), field=where, given=event, warning=True)
