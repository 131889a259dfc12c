"""Makes an edition again: in come its manifest and the inputs of the workspace, or of a commit, out come the same bytes or why not.

Nothing is written here, and what else stands below reports/ is not looked at: only the editions that this one cites.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator.errors import Problem, Refusal, problem
from generator.gather import Order, Step
from generator.period import Period
from generator.pipeline import remake
from generator.publishing.disk import Disk, cannot_write
from generator.publishing.manifest import FILE_NAME as MANIFEST
from generator.publishing.manifest import Manifest, describe_outputs
from generator.records.audience import DONOR
from generator.records.loader import load
from generator.records.payers import fiscal_month
from generator.report.model import Status
from generator.sources.commit import at_commit

# What is worked out from records and templates, by its name among the ingredients.
WORKED_OUT = {
    "order": "rebuild.order",
    "selection": "rebuild.selection",
    "undated": "rebuild.undated",
    "printed": "rebuild.printed",
    "words": "rebuild.words",
    "proof": "rebuild.proof",
}


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """An edition made again: the bytes of each output by name, and its manifest as it was published."""

    outputs: Mapping[str, bytes]
    manifest: bytes


def rebuild(
    workspace: Path, manifest: bytes, commit: str | None, show: Callable[[Step], None], *, place: str
) -> Rebuilt:
    """Return the edition of `manifest` again, from the inputs of `workspace` or from those of `commit`.

    Refusal names every input that differs, or every output where all inputs are alike; PrivacyRefusal where a final may no
    longer be made. `place` is what the manifest is called in a refusal.
    """
    try:
        then = Manifest.from_json(manifest)
        asked = _order(then)
    except ValueError:
        raise Refusal(problem("rebuild.no_manifest", file=place)) from None
    if not then.ingredients:
        raise Refusal(problem("rebuild.no_ingredients", file=place))

    def same(now: Manifest) -> None:
        if problems := [*differences(then, now)]:
            raise Refusal(problems)

    with ExitStack() as stack:
        inputs = stack.enter_context(at_commit(workspace, commit)) if commit is not None else workspace
        _bring_cited(then, workspace, inputs)
        made = remake(inputs, _dated(asked, then, inputs), same, show)
    if made.manifest is None:
        raise Refusal(problem("rebuild.nothing", period=then.period))
    if problems := [*_unlike(then, made.manifest, made.outputs)]:
        raise Refusal(problems)
    return Rebuilt(made.outputs, manifest)


def write(rebuilt: Rebuilt, folder: Path, disk: Disk | None = None) -> tuple[Path, ...]:
    """Write the outputs and the manifest into `folder` (made if missing), and return the files. Refusal where one of them is
    there already, CannotWrite; after either nothing new is there."""
    disk = disk or Disk()
    files = {folder.joinpath(*name.split("/")): content for name, content in rebuilt.outputs.items()}
    files[folder / MANIFEST] = rebuilt.manifest
    if there := [path for path in files if path.is_symlink() or path.exists()]:
        raise Refusal(problem("rebuild.there", file=str(path)) for path in there)
    written: list[Path] = []
    path = folder
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            disk.write(path, content)
            written.append(path)
        for parent in dict.fromkeys(path.parent for path in files):
            disk.sync_folder(parent)
    except OSError as cause:
        for done in written:
            done.unlink(missing_ok=True)
        raise cannot_write(cause, path, folder) from cause
    return tuple(files)


def differences(then: Manifest, now: Manifest) -> Iterator[Problem]:
    """Yield each input that is no longer what `then` was made of, and what is worked out otherwise from these."""
    names = sorted({*then.ingredients, *now.ingredients})
    differing = [name for name in names if then.ingredients.get(name) != now.ingredients.get(name)]
    for name in differing:
        yield problem(WORKED_OUT[name]) if name in WORKED_OUT else _difference(name, then, now)


def _difference(name: str, then: Manifest, now: Manifest) -> Problem:
    start, _, rest = name.partition("/")
    if start == "version":
        return _version(rest, then, now)
    shown = f"records/{rest}" if start == "picture" else name
    if name not in now.ingredients:
        return problem("rebuild.gone", given=shown)
    return problem("rebuild.changed" if name in then.ingredients else "rebuild.come", given=shown)


def _version(name: str, then: Manifest, now: Manifest) -> Problem:
    before, after = (one.versions.get(name, "–") for one in (then, now))
    return problem("rebuild.version", given=name, before=before, now=after)


def _unlike(then: Manifest, now: Manifest, outputs: Mapping[str, bytes]) -> Iterator[Problem]:
    """Yield each output that is not what the manifest says, and what drew it otherwise: a library or a font."""
    before = {output.name: output.sha256 for output in then.outputs}
    after = {output.name: output.sha256 for output in describe_outputs(outputs)}
    unlike = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
    if not unlike:
        return
    yield from (problem("rebuild.unlike", file=name) for name in unlike)
    for name in sorted({*then.versions, *now.versions}):
        if then.versions.get(name) != now.versions.get(name):
            yield _version(name, then, now)
    for font in sorted({*then.fonts} ^ {*now.fonts}):
        yield problem("rebuild.font", given=font.family)


def _order(then: Manifest) -> Order:
    """Return what was asked for, without its period. ValueError for a manifest that says nothing sensible."""
    return Order(
        as_of=date.fromisoformat(then.as_of),
        kind=then.kind,
        audience=then.audience,
        languages=then.languages,
        formats=then.formats,
        proof=then.proof,
        enclose=then.enclosed,
        status=Status(then.status),
        project=then.project,
        series=then.series,
        cited=then.cited,
        number=then.number,
    )


def _dated(asked: Order, then: Manifest, inputs: Path) -> Order:
    """Return the order with its period; a fiscal one goes by the calendar of its donor, else of the publisher."""
    try:
        if not then.period.startswith("FY"):
            return replace(asked, period=Period.parse(then.period))
        donor = asked.audience.removeprefix(DONOR) if asked.audience.startswith(DONOR) else ""
        month = fiscal_month(load(inputs), donor)
        if month is None:
            raise Refusal(problem("rebuild.no_fiscal_year", given=then.period))
        return replace(asked, period=Period.fiscal(then.period, month))
    except ValueError:
        raise Refusal(problem("rebuild.no_manifest", file=MANIFEST)) from None


def _bring_cited(then: Manifest, workspace: Path, inputs: Path) -> None:
    """Put the manifests of the editions that `then` cites beside the inputs of a commit. Refusal for one that is gone."""
    problems = []
    for folder in then.cited:
        try:
            content = (workspace / "reports" / folder / MANIFEST).read_bytes()
        except OSError:
            problems.append(problem("rebuild.cited_gone", file=f"reports/{folder}"))
            continue
        if inputs != workspace:
            place = inputs / "reports" / folder / MANIFEST
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
    if problems:
        raise Refusal(problems)
