"""One edition that is due: in come a workspace and a Task, out comes an Attempt: drawn, unchanged, stale, blocked or refused.

It writes nothing and raises nothing that a user can mend, so that it runs in any process; whoever holds the lock publishes.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Literal

from generator.errors import BilanError, PrivacyRefusal, Problem, problem
from generator.pipeline import Made, Order, inputs, make
from generator.publishing.manifest import Manifest, read_manifest
from generator.publishing.publish import edited, editions_in, unchanged
from generator.report.model import Status
from generator.schedule.task import Attempt, Task, What


def attempt(workspace: Path, task: Task) -> Attempt:
    """Return what is to be published for `task`, or why nothing is."""
    order = Order(
        as_of=task.today, period=task.slot.period, audience=task.slot.audience, series=task.slot.series
    )
    target = workspace / "reports" / task.slot.folder
    try:
        if newest := _newest(target, "final"):
            return _issued(workspace, task, order, *newest)
        blocked: tuple[Problem, ...] = ()
        if task.final:
            try:
                return _drawn(workspace, task, replace(order, status=Status.FINAL))
            except PrivacyRefusal as refusal:
                blocked = refusal.problems
        newest = _newest(target, "draft")
        if newest and edited(*newest):
            found = _edited(workspace, task, order, *newest)
        else:
            found = _drawn(workspace, task, order)
        return replace(found, blocked=blocked)
    except BilanError as error:
        return Attempt(task, What.REFUSED, problems=error.problems, exit_code=error.exit_code)


def _drawn(workspace: Path, task: Task, order: Order) -> Attempt:
    act: Callable[[Path, Order], Made] = make if task.draw else inputs
    made = act(workspace, order)
    if made.manifest is None:
        return Attempt(task, What.NOTHING, made, problems=made.notices)
    if same := unchanged(made.target(workspace), order.status.value, made.manifest):
        return Attempt(task, What.UNCHANGED, made, _below(workspace, same.folder), made.warnings)
    return Attempt(task, What.MADE, made, problems=made.warnings)


def _edited(workspace: Path, task: Task, order: Order, folder: Path, manifest: Manifest) -> Attempt:
    """Return that an edited draft is as the records are, or that they have changed since: it is never made again."""
    now = inputs(workspace, order).manifest
    found = _below(workspace, folder)
    if now and now.inputs == manifest.inputs:
        return Attempt(task, What.UNCHANGED, found=found)
    told = problem("series.edited_stale", file=f"reports/{found}", warning=True)
    return Attempt(task, What.STALE, found=found, problems=(told,))


def _issued(workspace: Path, task: Task, order: Order, folder: Path, manifest: Manifest) -> Attempt:
    """Return whether the records of a final are as they were when it was issued, on its own day."""
    then = replace(
        order,
        as_of=date.fromisoformat(manifest.as_of),
        languages=manifest.languages,
        formats=manifest.formats,
        proof=manifest.proof,
        enclose=manifest.enclosed,
        cited=manifest.cited,
    )
    found = _below(workspace, folder)
    now = inputs(workspace, then).manifest
    changed = _changed(manifest, now)
    if not changed:
        return Attempt(task, What.UNCHANGED, found=found)
    told = problem(
        "series.final_stale", file=f"reports/{found}", records=", ".join(changed[:8]), warning=True
    )
    return Attempt(task, What.STALE, found=found, problems=(told,))


def _changed(then: Manifest, now: Manifest | None) -> list[str]:
    """Return the ids of the records that a final was made of and that have changed, are gone or have come since."""
    before = {record.id: record.sha256 for record in then.records}
    after = {record.id: record.sha256 for record in now.records} if now else {}
    return sorted(id for id in {*before, *after} if before.get(id) != after.get(id))


def _newest(target: Path, status: Literal["draft", "final"]) -> tuple[Path, Manifest] | None:
    """Return the newest draft or final whose manifest can be read."""
    for _, folder in sorted(editions_in(target, status).items(), reverse=True):
        with suppress(OSError, ValueError):
            return folder, read_manifest(folder)
    return None


def _below(workspace: Path, folder: Path) -> str:
    return folder.relative_to(workspace / "reports").as_posix()
