"""The whole story: in come a workspace and an Order, out goes the edition that was published.

Everything is gathered and checked before anything is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from generator.config.workspace import defaults_folder
from generator.dataset.explain import explain
from generator.errors import PrivacyRefusal, Problem, Refusal, problem
from generator.gather import Order, Plan, Step, gather
from generator.messages.catalogue import LANGUAGES
from generator.period import Period
from generator.publishing.earlier import earlier_editions, still_printed
from generator.publishing.ingredients import (
    approvals_given,
    donors_credited,
    people_printed,
    pictures_printed,
    quotes_printed,
    records_used,
    template_hashes,
    versions,
)
from generator.publishing.lock import hold
from generator.publishing.manifest import (
    ApprovalGiven,
    Excluded,
    FontFile,
    Manifest,
    hash_inputs,
    read_manifest,
)
from generator.publishing.publish import edition_folder, publish, unchanged
from generator.renderers.pictures import Picture, take_in
from generator.renderers.registry import FORMATS, Rendered, renderer
from generator.report.blockers import blockers
from generator.report.brief import Brief, Issued
from generator.report.compose import composed, pictures, sources, texts, untranslated
from generator.report.doubts import gravest_first
from generator.report.model import Report, Status
from generator.report.untranslated import Missing, refusals

__all__ = ["Built", "Order", "Step", "build"]


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


def build(workspace: Path, order: Order, show: Callable[[Step], None] = lambda step: None) -> Built:
    """Build and publish one edition, a draft or a final. Refusal and its family for everything a user can mend."""
    plan = gather(workspace, order, show)
    chosen = order.period is None
    if plan.nothing:
        return Built(None, (), False, plan.period, chosen, _nothing(plan))
    briefs = {language: _brief(plan, language) for language in plan.languages}
    if order.status is Status.FINAL and (found := obstacles(plan)):
        raise PrivacyRefusal(found)
    written = {language: composed(brief) for language, brief in briefs.items()}
    reports = {language: found.report for language, found in written.items()}
    assets = _assets(plan, tuple(reports.values()))
    manifest = _manifest(plan, tuple(reports.values()), assets)
    target = edition_folder(workspace / "reports", plan.period.code, plan.kind.name, order.folder)
    with hold(workspace / "reports") as held:
        published = unchanged(target, order.status.value, manifest)
        if published is None:
            rendered = _render(plan, reports, assets)
            plan.show("pipeline.step.publish", "")
            outputs = {file: content for made, files in rendered for file, content in files.items()}
            published = publish(
                target, order.status.value, outputs, _with_rendering(manifest, rendered), held=held
            )
    outputs_there = read_manifest(published.folder).outputs
    files = dict.fromkeys(published.folder / output.name.partition("/")[0] for output in outputs_there)
    told = gravest_first(doubt for found in written.values() for doubt in found.doubts)
    withdrawn = still_printed(
        plan.records.withheld, plan.records, earlier_editions(workspace, plan.order.audience)
    )
    warnings = (*dict.fromkeys(doubt.problem for doubt in told), *withdrawn)
    return Built(
        published.folder, tuple(files), published.new, plan.period, chosen, published.notices, warnings
    )


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
    """Return each output with its files; what readers get leaves out what is for the team alone."""
    made = []
    for language in plan.languages:
        for name in plan.formats:
            form, report = FORMATS[name], reports[language]
            stem = f"{plan.stem}-{language}"
            plan.show("pipeline.step.render", f"{stem}{form.suffix}")
            drawn = renderer(name)(report.for_readers() if form.for_readers else report, plan.brand, assets)
            made.append((drawn, form.files(stem, drawn)))
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
        issued=_issued(plan) if plan.order.donor else (),
    )


def _issued(plan: Plan) -> tuple[Issued, ...]:
    """Return the finals for the public in which the donor was credited: of each, its kind, number and period, and which
    quotes of the donor's own activities it printed."""
    found: dict[tuple[Period, str, str], set[str]] = {}
    for path in sorted((plan.workspace / "reports").glob("*/*/public/final-*")):
        with suppress(OSError, ValueError):
            manifest = read_manifest(path)
            fiscal = manifest.period.startswith("FY")
            first_month = plan.records.publisher.fiscal_year_starts or 1
            period = Period.fiscal(manifest.period, first_month) if fiscal else Period.parse(manifest.period)
            inside = period.start <= plan.period.end and period.end >= plan.period.start
            if inside and plan.order.donor in manifest.donors:
                quotes = {name for name in manifest.quotes if name.partition("/")[0] in plan.records.events}
                key = (period, manifest.kind, str(manifest.number or ""))
                found[key] = found.get(key, set()) | quotes
    return tuple(
        Issued(kind, period, number, tuple(sorted(quotes)))
        for (period, kind, number), quotes in sorted(found.items())
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


def _manifest(plan: Plan, reports: tuple[Report, ...], assets: Mapping[str, Picture]) -> Manifest:
    summary, kind = plan.summary, plan.kind
    used = records_used(plan.records, summary, plan.edition, plan.edition_name)
    text = " ".join(text for report in reports for text in texts(report))
    found = [key for report in reports for key in sources(report)]
    languages = tuple(f"languages/{code}.yaml" for code in plan.languages)
    parts: list[tuple[str, bytes | str]] = [
        *((record.id, record.sha256) for record in used),
        *template_hashes(defaults_folder(), "html/"),
        *template_hashes(plan.templates, f"kinds/{kind.name}.yaml", f"brands/{kind.brand}/", *languages),
        *((f"picture/{name}", picture.content) for name, picture in assets.items()),
        *versions().items(),
        (
            "order",
            repr(
                (
                    kind.name,
                    plan.period.code,
                    plan.order.folder,
                    tuple(plan.languages),
                    plan.formats,
                    plan.order.proof,
                    plan.order.enclose,
                )
            ),
        ),
        ("selection", repr([(e.id, e.listing.value) for e in summary.events] + [*summary.excluded])),
        ("undated", repr([(u.id, u.reason, u.set_aside) for u in summary.undated])),
        (
            "printed",
            repr([[section.code for _, section in report.walk()] for report in reports] + sorted(found)),
        ),
        ("words", repr([_words_without_date(report) for report in reports])),
        ("proof", repr([report.proof.figures for report in reports if report.proof])),
    ]
    return Manifest(
        edition=f"{kind.name}/{plan.period.code}/{plan.order.folder}",
        kind=kind.name,
        period=plan.period.code,
        audience=plan.order.audience,
        languages=tuple(plan.languages),
        formats=plan.formats,
        as_of=plan.order.as_of.isoformat(),
        inputs=hash_inputs(parts),
        number=_number(plan),
        records=used,
        quotes=quotes_printed(summary, found),
        pictures=pictures_printed(summary, assets),
        people=people_printed(summary, plan.edition, text),
        donors=donors_credited(plan.records, summary),
        excluded=tuple(Excluded(id, why) for id, why in summary.excluded),
        approvals=_approvals(plan),
        versions=versions(),
    )


def _approvals(plan: Plan) -> tuple[ApprovalGiven, ...]:
    if plan.order.status is not Status.FINAL:
        return ()
    return approvals_given(plan.signed, plan.edition, plan.edition_name)


def _number(plan: Plan) -> int | None:
    """Return the number that a final prints, where it is one."""
    number = plan.edition.number or ""
    final = plan.order.status is Status.FINAL
    return int(number) if final and number.isascii() and number.isdigit() else None


def _words_without_date(report: Report) -> list[str]:
    """Return every text of a report but those that state the as-of day: a change of any word makes a new draft, a new
    day alone does not."""
    day = report.labels.date
    found = list(texts(replace(report.labels, date="")))
    for section in report.sections:
        found += (text for text in texts(section) if section.code != "about-figures" or day not in text)
    return found


def _with_rendering(manifest: Manifest, rendered: list[tuple[Rendered, dict[str, bytes]]]) -> Manifest:
    fonts = {FontFile(font.family, font.sha256) for made, _ in rendered for font in made.fonts}
    libraries = {name: version for made, _ in rendered for name, version in made.libraries}
    return replace(
        manifest,
        fonts=tuple(sorted(fonts)),
        versions={**manifest.versions, **libraries},
        sources={next(iter(files)): dict(made.sources) for made, files in rendered if made.sources},
        attachments={next(iter(files)): dict(made.enclosed) for made, files in rendered if made.enclosed},
    )
