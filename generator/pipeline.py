"""The whole story: in come a workspace and an Order, out goes the edition that was published.

Everything is gathered and checked before anything is written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from generator.config.brand import Brand
from generator.config.kind import Kind, WhenEmpty
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
from generator.publishing.manifest import Excluded, FontFile, Manifest, hash_inputs, read_manifest
from generator.publishing.publish import edition_folder, publish, unchanged
from generator.records.fields import Channel
from generator.records.loader import load
from generator.records.records import Records
from generator.records.registers import EditionTexts
from generator.renderers.pictures import Picture, take_in
from generator.renderers.registry import FORMATS, Rendered, renderer
from generator.report.brief import Brief
from generator.report.compose import compose, pictures, sources, texts
from generator.report.model import Report, Status
from generator.report.outline import check_editions
from generator.report.sections.letter import doubts as doubts_of


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
    def nothing(self) -> bool:
        """Whether there is nothing to tell and the kind makes nothing of it."""
        return self.kind.when_empty is WhenEmpty.NOTHING and _is_empty(self.summary, self.edition)

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(sorted(self.order.languages or self.kind.languages))

    @property
    def formats(self) -> tuple[str, ...]:
        return tuple(sorted(self.order.formats or self.kind.formats))


def build(workspace: Path, order: Order, show: Callable[[Step], None] = lambda step: None) -> Built:
    """Build and publish one edition, as a draft. Refusal and its family for everything a user can mend."""
    plan = _gather(workspace, order, show)
    chosen = order.period is None
    if plan.nothing:
        return Built(None, (), False, plan.period, chosen, _nothing(plan))
    briefs = {language: _brief(plan, language) for language in plan.languages}
    reports = {language: compose(brief) for language, brief in briefs.items()}
    assets = _assets(plan, tuple(reports.values()))
    manifest = _manifest(plan, tuple(reports.values()), assets)
    target = edition_folder(workspace / "reports", plan.period.code, plan.kind.name, order.audience)
    with hold(workspace / "reports") as held:
        published = unchanged(target, "draft", manifest)
        if published is None:
            rendered = _render(plan, reports, assets)
            plan.show("pipeline.step.publish", "")
            outputs = {file: content for made, files in rendered for file, content in files.items()}
            published = publish(target, "draft", outputs, _with_rendering(manifest, rendered), held=held)
    outputs_there = read_manifest(published.folder).outputs
    files = dict.fromkeys(published.folder / output.name.partition("/")[0] for output in outputs_there)
    doubts = dict.fromkeys(doubt for brief in briefs.values() for doubt in doubts_of(brief))
    warnings = (*_warnings(plan), *doubts)
    return Built(
        published.folder, tuple(files), published.new, plan.period, chosen, published.notices, warnings
    )


def _render(
    plan: _Plan, reports: Mapping[str, Report], assets: Mapping[str, Picture]
) -> list[tuple[Rendered, dict[str, bytes]]]:
    """Return each output with its files; what readers get leaves out what is for the team alone."""
    made = []
    for language in plan.languages:
        for name in plan.formats:
            form, report = FORMATS[name], reports[language]
            stem = f"{plan.kind.name}-{plan.period.code}-{language}"
            plan.show("pipeline.step.render", f"{stem}{form.suffix}")
            drawn = renderer(name)(report.for_readers() if form.for_readers else report, plan.brand, assets)
            made.append((drawn, form.files(stem, drawn)))
    return made


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
    period, summary, edition, name = _count(records, order, kind)
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


def _count(records: Records, order: Order, kind: Kind) -> tuple[Period, Summary, EditionTexts, str]:
    period = order.period or last_closed_with_records(records, order.as_of, PeriodKind(kind.period))
    if period is None:
        raise Refusal(problem("pipeline.no_closed_period", day=order.as_of))
    donor = order.audience.partition(":")[2]
    name = f"{order.kind}/{period.code}{f'--{donor}' if donor else ''}"
    edition = records.editions.get(name, EditionTexts())
    set_aside = {aside.event: aside.reason for aside in edition.set_aside}
    summary = summarise(select(tabulate(records), period, order.audience, order.as_of, set_aside))
    if not summary.events and kind.when_empty is WhenEmpty.REFUSE:
        raise Refusal(problem("pipeline.empty_period", period=period.code))
    return period, summary, edition, name


def _is_empty(summary: Summary, edition: EditionTexts) -> bool:
    """Return whether a period has neither an event to tell nor a text that a person wrote for it."""
    left_out = {aside.event for aside in edition.leave_out}
    written = edition.editorial or edition.foreword or edition.upcoming or edition.publications
    return not written and all(found.id in left_out for found in summary.events)


def _nothing(plan: _Plan) -> tuple[Problem, ...]:
    """Return what the team is told where no document is made: that, and each event that could still belong here."""
    undated = (found for found in plan.summary.undated if not found.set_aside)
    return (
        problem("pipeline.nothing_to_report", period=plan.period.code, warning=True),
        *(
            problem("pipeline.could_belong", file=plan.records.files[f"event/{found.id}"].path, warning=True)
            for found in undated
        ),
    )


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
        channels=_channels(plan),
        edition=plan.edition,
        edition_name=f"edition/{plan.edition_name}",
        proof=proof,
    )


def _channels(plan: _Plan) -> tuple[Channel, ...]:
    """Return everywhere this edition goes: to its audience, and where its formats are put."""
    audience = plan.order.audience
    own = Channel(plan.kind.channel)
    if audience != "public":
        own = Channel.INTERNAL if audience == "internal" else Channel.DONOR
    further = (FORMATS[name].channel for name in plan.formats)
    return tuple(dict.fromkeys((own, *(channel for channel in further if channel))))


def _assets(plan: _Plan, reports: tuple[Report, ...]) -> dict[str, Picture]:
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


def _manifest(plan: _Plan, reports: tuple[Report, ...], assets: Mapping[str, Picture]) -> Manifest:
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
        formats=plan.formats,
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


def _with_rendering(manifest: Manifest, rendered: list[tuple[Rendered, dict[str, bytes]]]) -> Manifest:
    fonts = {FontFile(font.family, font.sha256) for made, _ in rendered for font in made.fonts}
    libraries = {name: version for made, _ in rendered for name, version in made.libraries}
    return replace(
        manifest,
        fonts=tuple(sorted(fonts)),
        versions={**manifest.versions, **libraries},
        sources={next(iter(files)): dict(made.sources) for made, files in rendered if made.sources},
    )


def _warnings(plan: _Plan) -> tuple[Problem, ...]:
    """Return the editorial warnings about the records of this edition."""
    shown = [*(e.id for e in plan.summary.events), *(u.id for u in plan.summary.undated)]
    files = {plan.records.files[f"event/{id}"].path for id in shown}
    return tuple(warning for warning in plan.records.warnings if warning.file in files)
