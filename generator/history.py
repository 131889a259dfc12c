"""What was issued before: in comes a Plan, out come the earlier finals that its document speaks of.

An Order that names the editions it may cite (a rebuild) is held to these, whatever has been issued since.
"""

from __future__ import annotations

from contextlib import suppress

from generator.dataset.proofs import figures
from generator.dataset.select import select
from generator.dataset.summarise import summarise
from generator.dataset.tabulate import tabulate
from generator.gather import Plan
from generator.period import Period
from generator.publishing.manifest import read_manifest
from generator.publishing.restatement import events_of, issued_figures, read_period, revisions
from generator.records.payers import fiscal_month
from generator.report.brief import Issued, Restated


def restated(plan: Plan) -> tuple[Restated, ...]:
    """Return what earlier finals of the same series and audience gave and that the records of today no longer give."""
    month = fiscal_month(plan.records, plan.order.donor) or 1
    reports, order = plan.workspace / "reports", plan.order
    earlier = issued_figures(reports, order.name, order.folder, plan.period, month, order.cited)
    found = []
    for issued in earlier:
        if issued.events == events_of(plan.records, issued.period, issued.events):
            continue
        chosen = select(tabulate(plan.records), issued.period, order.audience, order.as_of)
        now = {figure.name: figure.value for figure in figures(summarise(chosen))}
        if changes := revisions(issued.figures, now):
            told = tuple((name, then, today) for name, (then, today) in changes.items())
            folders = tuple(one.folder for one in earlier)
            found.append(Restated(issued.period, issued.number, told, folders))
    return tuple(found)


def credited_in(plan: Plan) -> tuple[Issued, ...]:
    """Return the finals for the public in which the donor was credited: of each, its kind, number and period, and which
    quotes of the donor's own activities it printed. Nothing where the document is for no donor."""
    if not plan.order.donor:
        return ()
    found: dict[tuple[Period, str, str], tuple[set[str], list[str]]] = {}
    reports = plan.workspace / "reports"
    for path in sorted(reports.glob("*/*/public/final-*")):
        folder = path.relative_to(reports).as_posix()
        if plan.order.cited is not None and folder not in plan.order.cited:
            continue
        with suppress(OSError, ValueError):
            manifest = read_manifest(path)
            period = read_period(manifest.period, fiscal_month(plan.records) or 1)
            inside = period.start <= plan.period.end and period.end >= plan.period.start
            if inside and plan.order.donor in manifest.donors:
                quotes, folders = found.setdefault(
                    (period, manifest.kind, str(manifest.number or "")), (set(), [])
                )
                quotes |= {name for name in manifest.quotes if name.partition("/")[0] in plan.records.events}
                folders.append(folder)
    return tuple(
        Issued(kind, period, number, tuple(sorted(quotes)), tuple(folders))
        for (period, kind, number), (quotes, folders) in sorted(found.items())
    )
