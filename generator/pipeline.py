"""The whole story: in come a workspace and an Order, out goes the edition that was published.

Everything is gathered and checked before anything is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.dataset.explain import explain
from generator.errors import PrivacyRefusal, Problem, Refusal, problem
from generator.gather import Order, Plan, Step, gather
from generator.history import credited_in, restated
from generator.messages.catalogue import LANGUAGES
from generator.period import Period
from generator.provenance import account, with_rendering
from generator.publishing.disk import Disk
from generator.publishing.earlier import earlier_editions, still_printed
from generator.publishing.ledger import issued_number, read_ledger, record, unrecorded
from generator.publishing.lock import Held, hold
from generator.publishing.manifest import Manifest, read_manifest
from generator.publishing.publish import edition_folder, publish, unchanged
from generator.renderers.expected import expected
from generator.renderers.inspection import inspect
from generator.renderers.pictures import Picture, take_in
from generator.renderers.registry import FORMATS, Rendered, renderer
from generator.report.blockers import blockers
from generator.report.brief import Brief
from generator.report.compose import composed, pictures, untranslated
from generator.report.doubts import gravest_first
from generator.report.model import Report, Status
from generator.report.untranslated import Missing, refusals

__all__ = [
    "Built",
    "Made",
    "Order",
    "Step",
    "build",
    "inputs",
    "make",
    "missing",
    "obstacles",
    "put",
    "remake",
]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build left: the edition's folder, its files, whether they are new, what the reader must be told.

    `folder` is None where the kind makes nothing of a period without activity. `files` are those that stand directly in
    the folder, and its folders.
    """

    folder: Path | None
    files: tuple[Path, ...]
    new: bool
    period: Period
    chosen: bool  # True where Bilan chose the period
    notices: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """A finished edition before it is published: bytes and facts, which travel between processes.

    `outputs` is empty where the newest edition was made of the same. `manifest` is None where the kind makes nothing of a
    period without activity.
    """

    period: Period
    chosen: bool
    place: tuple[str, str, str]  # period, series or kind, audience: folders below reports/
    status: Status
    manifest: Manifest | None = None
    outputs: Mapping[str, bytes] = field(default_factory=dict)
    first_number: int | None = None
    notices: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()

    def target(self, workspace: Path) -> Path:
        """Return the folder of its drafts and finals."""
        return edition_folder(workspace / "reports", *self.place)


@dataclass(frozen=True)
class _Prepared:
    """An edition of which every word is written and nothing is drawn."""

    plan: Plan
    made: Made
    reports: Mapping[str, Report] = field(default_factory=dict)
    assets: Mapping[str, Picture] = field(default_factory=dict)


def build(workspace: Path, order: Order, show: Callable[[Step], None] = lambda step: None) -> Built:
    """Build and publish one edition, a draft or a final. Refusal and its family for everything a user can mend."""
    prepared = _prepare(workspace, order, show)
    if prepared.made.manifest is None:
        return _nothing_built(prepared.made)
    with hold(workspace / "reports") as held:
        return put(workspace, _draw(prepared), held)


def make(workspace: Path, order: Order, show: Callable[[Step], None] = lambda step: None) -> Made:
    """Return one edition, drawn where it is new, and write nothing. Refusal and its family for what a user can mend."""
    return _draw(_prepare(workspace, order, show))


def inputs(workspace: Path, order: Order) -> Made:
    """Return one edition without drawing it: what it would be made of, and what would be told. Refusal as `make`."""
    return _prepare(workspace, order, lambda step: None).made


def remake(
    workspace: Path, order: Order, same: Callable[[Manifest], None], show: Callable[[Step], None]
) -> Made:
    """Return an edition drawn again, whatever stands below reports/, and write nothing. `same` raises where it would be made of
    something else; this is asked before a final's obstacles, so that what changed is told by its name."""
    return _drawn(_prepare(workspace, order, show, same))


def _prepare(
    workspace: Path,
    order: Order,
    show: Callable[[Step], None],
    same: Callable[[Manifest], None] | None = None,
) -> _Prepared:
    plan = gather(workspace, order, show)
    place = (plan.period.code, plan.order.name, plan.order.folder)
    made = Made(plan.period, order.period is None, place, order.status)
    if plan.nothing:
        return _Prepared(plan, replace(made, notices=_nothing(plan)))
    plan = replace(plan, number=_number(plan))
    briefs = {language: _brief(plan, language) for language in plan.languages}
    refused = obstacles(plan) if order.status is Status.FINAL else ()
    if refused and same is None:
        raise PrivacyRefusal(refused)
    written = {language: composed(brief) for language, brief in briefs.items()}
    reports = {language: found.report for language, found in written.items()}
    assets = _assets(plan, tuple(reports.values()))
    cited = tuple(dict.fromkeys(folder for brief in briefs.values() for folder in brief.cited()))
    told = gravest_first(doubt for found in written.values() for doubt in found.doubts)
    withdrawn = still_printed(
        plan.records.withheld, plan.records, earlier_editions(workspace, plan.order.audience)
    )
    made = replace(
        made,
        manifest=account(plan, tuple(reports.values()), assets, cited, _revised(briefs)),
        first_number=plan.series.first_number if plan.series else None,
        warnings=(*dict.fromkeys(doubt.problem for doubt in told), *withdrawn),
    )
    if same and made.manifest:
        same(made.manifest)
    if refused:
        raise PrivacyRefusal(refused)
    return _Prepared(plan, made, reports, assets)


def _revised(briefs: Mapping[str, Brief]) -> dict[str, dict[str, str]]:
    """Return today's values of the figures that the edition revises: the same in every language."""
    told = next(iter(briefs.values())).restated
    return {one.period.code: {name: now for name, _, now in one.changes} for one in told}


def _draw(prepared: _Prepared) -> Made:
    """Return the edition with its outputs, none where the newest one was made of the same."""
    made, plan = prepared.made, prepared.plan
    if made.manifest is None or unchanged(made.target(plan.workspace), made.status.value, made.manifest):
        return made
    return _drawn(prepared)


def _drawn(prepared: _Prepared) -> Made:
    made, plan = prepared.made, prepared.plan
    if made.manifest is None:
        return made
    rendered = _render(plan, prepared.reports, prepared.assets)
    plan.show("pipeline.step.publish", "")
    outputs = {file: content for drawn, files in rendered for file, content in files.items()}
    return replace(made, manifest=with_rendering(made.manifest, rendered), outputs=outputs)


def put(workspace: Path, made: Made, held: Held, disk: Disk | None = None) -> Built:
    """Publish what was made, with a line in the ledger for a final; the lock is held. CannotWrite, or Refusal where another
    final has taken its number in the meantime."""
    if made.manifest is None:
        return _nothing_built(made)
    reports, manifest = workspace / "reports", made.manifest
    record(reports, held, disk)  # what a killed run did not write
    if made.status is Status.FINAL and made.first_number is not None:
        _, name, folder = made.place
        taken = issued_number(read_ledger(reports), name, folder, made.period.code, made.first_number)
        if taken != manifest.number:
            raise Refusal(problem("series.number_taken", number=manifest.number, next=taken))
    target = made.target(workspace)
    published = unchanged(target, made.status.value, manifest)
    if published is None:
        published = publish(target, made.status.value, made.outputs, manifest, held=held, disk=disk)
        record(reports, held, disk)
    outputs_there = read_manifest(published.folder).outputs
    files = dict.fromkeys(published.folder / output.name.partition("/")[0] for output in outputs_there)
    return Built(
        published.folder,
        tuple(files),
        published.new,
        made.period,
        made.chosen,
        published.notices,
        made.warnings,
    )


def _nothing_built(made: Made) -> Built:
    return Built(None, (), False, made.period, made.chosen, made.notices)


def _number(plan: Plan) -> int | None:
    """Return the number of a final: the one it had already, the next of its series, or the one that its file states."""
    if plan.order.status is not Status.FINAL:
        return None
    if plan.order.number is not None:
        return plan.order.number
    if plan.series and plan.series.first_number is not None:
        issues = (*read_ledger(plan.workspace / "reports"), *unrecorded(plan.workspace / "reports"))
        name, folder = plan.order.name, plan.order.folder
        number = issued_number(issues, name, folder, plan.period.code, plan.series.first_number)
        stated = plan.edition.number
        if stated and stated != str(number):
            file = plan.records.files[f"edition/{plan.edition_name}"].path
            raise Refusal(
                problem("series.number_differs", file=file, field="number", given=stated, number=number)
            )
        return number
    stated = plan.edition.number or ""
    return int(stated) if stated.isascii() and stated.isdigit() else None


def obstacles(plan: Plan) -> tuple[Problem, ...]:
    """Return everything for which a final of `plan` would be refused, sorted; nothing is written."""
    final = replace(plan, order=replace(plan.order, status=Status.FINAL))
    if final.nothing:
        return ()
    briefs = (_brief(final, language) for language in final.languages)
    return tuple(sorted({found for brief in briefs for found in _hindrances(brief)}))


def missing(plan: Plan) -> tuple[Missing, ...]:
    """Return every text that the edition of `plan` would print in another language than its own; nothing is written."""
    if plan.nothing:
        return ()
    found = (one for language in plan.languages for one in untranslated(_brief(plan, language)))
    return tuple(dict.fromkeys(found))


def _hindrances(brief: Brief) -> Iterator[Problem]:
    """Yield everything for which a final is refused."""
    yield from blockers(brief)
    yield from refusals(untranslated(brief), brief.kind, brief.language)


def _render(
    plan: Plan, reports: Mapping[str, Report], assets: Mapping[str, Picture]
) -> list[tuple[Rendered, dict[str, bytes]]]:
    """Return each output with its files; what readers get leaves out what is for the team alone. Refusal for a finished file
    that must not be published."""
    made: list[tuple[Rendered, dict[str, bytes]]] = []
    problems: list[Problem] = []
    for language in plan.languages:
        for name in plan.formats:
            form, report = FORMATS[name], reports[language]
            stem = f"{plan.stem}-{language}"
            plan.show("pipeline.step.render", f"{stem}{form.suffix}")
            drawn = renderer(name)(report.for_readers() if form.for_readers else report, plan.brand, assets)
            files = form.files(stem, drawn)
            problems += inspect(files, expected(report, plan.brand, drawn, files))
            made.append((drawn, files))
    if problems:
        raise Refusal(problems)
    return made


def _nothing(plan: Plan) -> tuple[Problem, ...]:
    """Return what the team is told where no document is made: that, and each event that could still belong here."""
    undated = (found for found in plan.summary.undated if not found.set_aside)
    return (
        problem("pipeline.nothing_to_report", period=plan.period.code, warning=True),
        *(
            problem("pipeline.could_belong", file=plan.records.files[f"event/{found.id}"].path, warning=True)
            for found in undated
        ),
    )


def _brief(plan: Plan, language: str) -> Brief:
    known = language if language in LANGUAGES else "en"
    spoken = plan.languages[language]
    dates = spoken.span if known == language else str
    proof = explain(plan.summary, plan.records, None, known, dates) if plan.proved else ()
    return Brief(
        summary=plan.summary,
        records=plan.records,
        kind=plan.kind,
        language=spoken,
        status=plan.order.status,
        as_of=plan.order.as_of,
        edition=plan.edition,
        edition_name=f"edition/{plan.edition_name}",
        signed=plan.signed,
        proof=proof,
        annex=plan.order.proof,
        enclosed=plan.order.enclose,
        stem=f"{plan.stem}-{language}",
        issued=credited_in(plan),
        restated=restated(plan),
        issue=plan.number,
        numbered=bool(plan.series and plan.series.first_number is not None),
    )


def _assets(plan: Plan, reports: tuple[Report, ...]) -> dict[str, Picture]:
    """Return the clean pictures that the reports name. Refusal for every one that cannot be used."""
    found: dict[str, Picture] = {}
    problems: list[Problem] = []
    for name in dict.fromkeys(name for report in reports for name in pictures(report)):
        shown = f"records/{name}"
        try:
            found[name] = take_in(plan.workspace / shown, shown)
        except Refusal as refusal:
            problems += refusal.problems
    if problems:
        raise Refusal(problems)
    return found
