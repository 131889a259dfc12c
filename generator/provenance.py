"""What an edition is made of: in come a Plan and its Reports, out comes the Manifest that accounts for every input."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from generator.config.workspace import defaults_folder
from generator.dataset.proofs import figures
from generator.gather import Plan
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
from generator.publishing.manifest import (
    ApprovalGiven,
    Excluded,
    FontFile,
    Manifest,
    RecordUsed,
    hash_inputs,
)
from generator.renderers.pictures import Picture
from generator.renderers.registry import Rendered
from generator.report.compose import sources, texts
from generator.report.model import Report, Status


def account(
    plan: Plan,
    reports: tuple[Report, ...],
    assets: Mapping[str, Picture],
    cited: tuple[str, ...] = (),
    revised: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
) -> Manifest:
    """Return the manifest of an edition that is not drawn yet. `cited` are earlier editions that it speaks of, `revised` the
    figures of theirs that it revises, by period."""
    summary, order = plan.summary, plan.order
    used = records_used(plan.records, summary, plan.edition, plan.edition_name)
    text = " ".join(text for report in reports for text in texts(report))
    found = [key for report in reports for key in sources(report)]
    parts = dict(_ingredients(plan, reports, assets, used, found))
    return Manifest(
        edition=f"{order.name}/{plan.period.code}/{order.folder}",
        kind=plan.kind.name,
        period=plan.period.code,
        audience=order.audience,
        languages=tuple(plan.languages),
        formats=plan.formats,
        as_of=order.as_of.isoformat(),
        inputs=hash_inputs(parts.items()),
        series=order.series,
        project=order.project,
        proof=order.proof,
        enclosed=order.enclose,
        number=plan.number,
        records=used,
        quotes=quotes_printed(summary, found),
        pictures=pictures_printed(summary, assets),
        people=people_printed(summary, plan.edition, text),
        donors=donors_credited(plan.records, summary),
        excluded=tuple(Excluded(id, why) for id, why in summary.excluded),
        approvals=_approvals(plan),
        cited=cited,
        restated=revised,
        figures={figure.name: figure.value for figure in figures(summary)},
        ingredients=parts,
        versions=versions(),
    )


def _ingredients(
    plan: Plan,
    reports: tuple[Report, ...],
    assets: Mapping[str, Picture],
    used: tuple[RecordUsed, ...],
    found: list[str],
) -> Iterator[tuple[str, str]]:
    """Yield the name and SHA-256 of every input: files, versions, what was asked for, what was selected and said."""
    summary, kind, order = plan.summary, plan.kind, plan.order
    for record in used:
        yield record.id, record.sha256
    languages = tuple(f"languages/{code}.yaml" for code in plan.languages)
    yield from _files(template_hashes(defaults_folder(), "html/"))
    used_letterheads = {plan.brand.letterhead(code, kind.name).name for code in plan.languages}
    for name, sha256 in _files(
        template_hashes(plan.templates, f"kinds/{kind.name}.yaml", f"brands/{kind.brand}/", *languages)
    ):
        # A letterhead of another kind or language shapes nothing here.
        if not name.endswith(".docx") or name.rpartition("/")[2] in used_letterheads:
            yield name, sha256
    for name, picture in assets.items():
        yield f"picture/{name}", hashlib.sha256(picture.content).hexdigest()
    told: dict[str, object] = {f"version/{name}": version for name, version in versions().items()}
    asked = (order.name, kind.name, plan.period.code, order.folder, tuple(plan.languages), plan.formats)
    told["order"] = (*asked, order.proof, order.enclose, plan.number)
    told["selection"] = [(e.id, e.listing.value) for e in summary.events] + [*summary.excluded]
    told["undated"] = [(u.id, u.reason, u.set_aside) for u in summary.undated]
    told["printed"] = [[section.code for _, section in report.walk()] for report in reports] + sorted(found)
    told["words"] = [_words_without_date(report) for report in reports]
    told["proof"] = [report.proof.figures for report in reports if report.proof]
    for name, value in told.items():
        yield name, hashlib.sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest()


def _files(hashes: Iterator[tuple[str, bytes]]) -> Iterator[tuple[str, str]]:
    return ((name, sha256.hex()) for name, sha256 in hashes)


def _approvals(plan: Plan) -> tuple[ApprovalGiven, ...]:
    if plan.order.status is not Status.FINAL:
        return ()
    return approvals_given(plan.signed, plan.edition, plan.edition_name)


def _words_without_date(report: Report) -> list[str]:
    """Return every text of a report but those that state the as-of day: a change of any word makes a new draft, a new
    day alone does not."""
    day = report.labels.date
    found = list(texts(replace(report.labels, date="")))
    for section in report.sections:
        found += (text for text in texts(section) if section.code != "about-figures" or day not in text)
    return found


def with_rendering(manifest: Manifest, rendered: list[tuple[Rendered, dict[str, bytes]]]) -> Manifest:
    """Return the manifest with what drawing added: fonts, versions of libraries, tags and attachments of each output."""
    fonts = {FontFile(font.family, font.sha256) for made, _ in rendered for font in made.fonts}
    libraries = {name: version for made, _ in rendered for name, version in made.libraries}
    return replace(
        manifest,
        fonts=tuple(sorted(fonts)),
        versions={**manifest.versions, **libraries},
        sources={next(iter(files)): dict(made.sources) for made, files in rendered if made.sources},
        attachments={next(iter(files)): dict(made.enclosed) for made, files in rendered if made.enclosed},
    )
