"""The whole story: in come a workspace and an Order, out goes the edition that was published.

Everything is gathered and checked before anything is written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from generator.config.brand import Brand
from generator.config.kind import Kind
from generator.config.letterhead import check_letterhead
from generator.config.templates import load_brand, load_kind, load_language, nameless, names
from generator.config.workspace import defaults_folder, templates_folder
from generator.dataset.explain import explain
from generator.dataset.periods import last_closed_with_records
from generator.dataset.select import select
from generator.dataset.summarise import summarise
from generator.dataset.summary import Summary
from generator.dataset.tabulate import tabulate
from generator.errors import Problem, Refusal, problem
from generator.messages.catalogue import LANGUAGES
from generator.period import Period, PeriodKind
from generator.publishing.ingredients import (
    donors_credited,
    people_printed,
    quotes_printed,
    records_used,
    template_hashes,
    versions,
)
from generator.publishing.lock import hold
from generator.publishing.manifest import Excluded, FontFile, Manifest, hash_inputs
from generator.publishing.publish import edition_folder, publish, unchanged
from generator.records.fields import Channel
from generator.records.loader import load
from generator.records.records import Records
from generator.records.registers import EditionTexts
from generator.renderers.registry import FORMATS, Rendered, renderer
from generator.report.brief import Brief
from generator.report.compose import compose, sources, texts
from generator.report.model import Report, Status
from generator.report.outline import check_editions


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted. Empty `languages` and `formats` mean the kind's own; `period` None the last closed quarter with records."""

    as_of: date
    kind: str = "activity-report"
    period: Period | None = None
    audience: str = "public"
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    proof: bool = False  # with the annex that explains each figure


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a build, for whoever shows progress: `code` is a sentence of messages; `done` of `total` are finished."""

    code: str
    done: int
    total: int
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Built:
    """What a build left: the edition's folder, its files, whether they are new, what the reader must be told."""

    folder: Path
    files: tuple[Path, ...]
    new: bool
    period: Period
    chosen: bool  # True where Bilan chose the period
    notices: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class _Plan:
    """Everything gathered for one edition, before a word is written."""

    workspace: Path
    templates: Path
    order: Order
    records: Records
    kind: Kind
    brand: Brand
    period: Period
    summary: Summary
    edition: EditionTexts
    edition_name: str
    show: Callable[[str, str], None] = field(repr=False)

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(sorted(self.order.languages or self.kind.languages))

    @property
    def formats(self) -> tuple[str, ...]:
        return tuple(sorted(self.order.formats or self.kind.formats))


def build(workspace: Path, order: Order, show: Callable[[Step], None] = lambda step: None) -> Built:
    """Build and publish one edition, as a draft. Refusal and its family for everything a user can mend."""
    plan = _gather(workspace, order, show)
    reports = {language: compose(_brief(plan, language)) for language in plan.languages}
    manifest = _manifest(plan, tuple(reports.values()))
    wanted = {
        f"{plan.kind.name}-{plan.period.code}-{language}{FORMATS[name].suffix}": (language, name)
        for language in plan.languages
        for name in plan.formats
    }
    target = edition_folder(workspace / "reports", plan.period.code, plan.kind.name, order.audience)
    with hold(workspace / "reports") as held:
        published = unchanged(target, "draft", manifest.inputs, frozenset(wanted))
        if published is None:
            rendered: dict[str, Rendered] = {}
            for file, (language, name) in wanted.items():
                plan.show("pipeline.step.render", file)
                rendered[file] = renderer(name)(reports[language], plan.brand, _assets(plan))
            plan.show("pipeline.step.publish", "")
            outputs = {file: made.content for file, made in rendered.items()}
            published = publish(target, "draft", outputs, _with_rendering(manifest, rendered), held=held)
    files = tuple(published.folder / name for name in sorted(wanted))
    chosen = order.period is None
    return Built(
        published.folder, files, published.new, plan.period, chosen, published.notices, _warnings(plan)
    )


def _gather(workspace: Path, order: Order, show: Callable[[Step], None]) -> _Plan:
    """Read and check everything: records, kind, languages, brand, letterhead, period."""
    templates = templates_folder(workspace)
    kind = load_kind(templates, order.kind)
    total = 4 + len(order.languages or kind.languages) * len(order.formats or kind.formats)
    done = 0

    def tell(code: str, what: str) -> None:
        nonlocal done
        show(Step(code, done, total, (("what", what),)))
        done += 1

    tell("pipeline.step.load", "")
    problems = [*_unknown(order, kind, templates)]
    brand = load_brand(templates, kind.brand)
    spoken = [load_language(templates, code) for code in order.languages or kind.languages if not problems]
    problems += nameless(kind.name, spoken)
    for language in order.languages or kind.languages:
        shown = brand.letterhead(language).relative_to(templates.parent).as_posix()
        problems += check_letterhead(brand.letterhead(language), shown)
    try:
        records = load(workspace)
    except Refusal as refusal:
        raise Refusal([*problems, *refusal.problems]) from None
    problems += check_editions(records, names(templates, "kinds"))
    if not problems and order.audience.startswith("donor:"):
        problems += _unknown_donor(order.audience, records)
    if problems:
        raise Refusal(problems)
    tell("pipeline.step.summarise", "")
    period, summary, edition, name = _count(records, order)
    tell("pipeline.step.compose", "")
    return _Plan(workspace, templates, order, records, kind, brand, period, summary, edition, name, tell)


def _unknown(order: Order, kind: Kind, templates: Path) -> list[Problem]:
    import difflib

    found: list[Problem] = []
    for code, given, known in (
        ("config.unknown_formats", order.formats or kind.formats, tuple(FORMATS)),
        ("config.unknown_languages", order.languages, names(templates, "languages")),
    ):
        for name in given:
            if name not in known:
                nearest = difflib.get_close_matches(name, known, 1, 0.4) or known
                found.append(problem(code, given=name, nearest=", ".join(nearest)))
    return found


def _unknown_donor(audience: str, records: Records) -> list[Problem]:
    import difflib

    donor = audience.removeprefix("donor:")
    known = sorted(id for id, body in records.organisations.items() if body.donor)
    if donor in known:
        return []
    return [
        problem(
            "config.unknown_donor",
            given=donor,
            nearest=", ".join(difflib.get_close_matches(donor, known, 1, 0.3) or known),
        )
    ]


def _count(records: Records, order: Order) -> tuple[Period, Summary, EditionTexts, str]:
    period = order.period or last_closed_with_records(records, order.as_of, PeriodKind.QUARTER)
    if period is None:
        raise Refusal(problem("pipeline.no_closed_quarter", day=order.as_of))
    donor = order.audience.partition(":")[2]
    name = f"{order.kind}/{period.code}{f'--{donor}' if donor else ''}"
    edition = records.editions.get(name, EditionTexts())
    set_aside = {aside.event: aside.reason for aside in edition.set_aside}
    summary = summarise(select(tabulate(records), period, order.audience, order.as_of, set_aside))
    if not summary.events:
        raise Refusal(problem("pipeline.empty_period", period=period.code))
    return period, summary, edition, name


def _brief(plan: _Plan, language: str) -> Brief:
    known = language if language in LANGUAGES else "en"
    proof: tuple[tuple[str, str, str, str], ...] = ()
    if plan.order.proof:
        proof = tuple(
            (e.label, e.value, e.rule, ", ".join(p.record for p in e.records))
            for e in explain(plan.summary, plan.records, None, known)
        )
    return Brief(
        summary=plan.summary,
        records=plan.records,
        kind=plan.kind,
        language=load_language(plan.templates, language),
        status=Status.DRAFT,
        as_of=plan.order.as_of,
        channel=_channel(plan.order.audience),
        edition=plan.edition,
        edition_name=f"edition/{plan.edition_name}",
        proof=proof,
    )


def _channel(audience: str) -> Channel:
    if audience == "internal":
        return Channel.INTERNAL
    return Channel.DONOR if audience.startswith("donor:") else Channel.REPORT


def _assets(plan: _Plan) -> Mapping[str, Path]:
    """Return the files of the pictures the Report may name."""
    folder = plan.workspace / "records" / "logos"
    return (
        {f"logos/{path.name}": path for path in sorted(folder.glob("*")) if path.is_file()}
        if folder.is_dir()
        else {}
    )


def _manifest(plan: _Plan, reports: tuple[Report, ...]) -> Manifest:
    summary, kind = plan.summary, plan.kind
    used = records_used(plan.records, summary, plan.edition, plan.edition_name)
    text = " ".join(text for report in reports for text in texts(report))
    found = [key for report in reports for key in sources(report)]
    languages = tuple(f"languages/{code}.yaml" for code in plan.languages)
    parts: list[tuple[str, bytes | str]] = [
        *((record.id, record.sha256) for record in used),
        *template_hashes(defaults_folder(), "html/"),
        *template_hashes(plan.templates, f"kinds/{kind.name}.yaml", f"brands/{kind.brand}/", *languages),
        *versions().items(),
        (
            "order",
            repr(
                (
                    kind.name,
                    plan.period.code,
                    plan.order.audience,
                    plan.languages,
                    plan.formats,
                    plan.order.proof,
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
    ]
    return Manifest(
        edition=f"{kind.name}/{plan.period.code}/{plan.order.audience}",
        kind=kind.name,
        period=plan.period.code,
        audience=plan.order.audience,
        languages=plan.languages,
        as_of=plan.order.as_of.isoformat(),
        inputs=hash_inputs(parts),
        records=used,
        quotes=quotes_printed(summary, found),
        people=people_printed(summary, text),
        donors=donors_credited(plan.records, summary),
        excluded=tuple(Excluded(id, why) for id, why in summary.excluded),
        versions=versions(),
    )


def _words_without_date(report: Report) -> list[str]:
    """Return every text of a report but those that state the as-of day: a change of any word makes a new draft, a new
    day alone does not."""
    day = report.labels.date
    found = list(texts(replace(report.labels, date="")))
    for section in report.sections:
        found += (text for text in texts(section) if section.code != "about-figures" or day not in text)
    return found


def _with_rendering(manifest: Manifest, rendered: Mapping[str, Rendered]) -> Manifest:
    fonts = {FontFile(font.family, font.sha256) for made in rendered.values() for font in made.fonts}
    libraries = {name: version for made in rendered.values() for name, version in made.libraries}
    return replace(
        manifest,
        fonts=tuple(sorted(fonts)),
        versions={**manifest.versions, **libraries},
        sources={file: dict(made.sources) for file, made in rendered.items() if made.sources},
    )


def _warnings(plan: _Plan) -> tuple[Problem, ...]:
    """Return the editorial warnings about the records of this edition."""
    shown = [*(e.id for e in plan.summary.events), *(u.id for u in plan.summary.undated)]
    files = {plan.records.files[f"event/{id}"].path for id in shown}
    return tuple(warning for warning in plan.records.warnings if warning.file in files)
