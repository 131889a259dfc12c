"""Decides what `bilan approve` does: in come records, what was asked for and a Wish, out come Items and the changes of their files.

Nothing that is withdrawn or kept from an edition is approved with it. A donor's edition names the records of its view;
the approval of each binds to the whole record in its file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from generator.errors import PrivacyRefusal, Problem, Refusal, problem
from generator.gather import Plan
from generator.publishing.replace import Change
from generator.records.approvals import Signed, Standing, approved, signed
from generator.records.event import Event, State
from generator.records.records import Records
from generator.records.registers import EditionTexts
from generator.records.rewrite import with_approval
from generator.report.blockers import told

R = TypeVar("R", Event, EditionTexts)
Note = tuple[str, tuple[tuple[str, str], ...]]  # a sentence of `approval.` and its facts

_NEW_EDITION = "# yaml-language-server: $schema=../../schema/edition.json\nlanguage: {language}\n"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted: who approves when and on what evidence (nobody: `by` is empty); whether waiting ones are confirmed."""

    by: str
    day: date
    evidence: str | None
    confirm: bool


@dataclass(frozen=True, slots=True)
class Item:
    """A record asked for and what becomes of it; `record` is how it will stand, None where its file stays as it is."""

    key: str  # "event/…" or "edition/…"
    file: str
    result: str  # a sentence `approval.done_<result>`
    signed: Signed | None = None
    record: Event | EditionTexts | None = None
    notes: tuple[Note, ...] = ()


def items_of(
    records: Records, events: Sequence[str], plans: Iterable[Plan], wish: Wish, day: date
) -> list[Item]:
    """Return each record asked for, once: texts of editions, then events. PrivacyRefusal for a withdrawn one asked for by name."""
    plans = list(plans)
    withdrawn = [id for id in events if records.events[id].state is State.WITHDRAWN]
    if withdrawn:
        raise PrivacyRefusal(
            problem("approval.withdrawn", file=_file(records, f"event/{id}"), field="state")
            for id in withdrawn
        )
    texts = {plan.edition_name: None for plan in plans}
    printed = dict.fromkeys([*events, *(id for plan in plans for id in told(plan.summary))])
    found = [_edition(records, name, wish) for name in texts]
    found += [_event(records, id, wish, day) for id in printed]
    excluded = dict(pair for plan in plans for pair in plan.summary.excluded if pair[0] not in printed)
    for id, why in sorted(excluded.items()):
        key = f"event/{id}"
        found.append(Item(key, _file(records, key), "excluded", notes=((f"excluded_{why}", ()),)))
    return found


def changes_of(workspace: Path, records: Records, items: Iterable[Item]) -> list[Change]:
    """Return the files to replace. Refusal where one is no longer what was read, or leaves no sure place for an approval."""
    changes: list[Change] = []
    problems: list[Problem] = []
    for item in items:
        if item.record is None or item.record.approval is None:
            continue
        before = _content(workspace, records, item)
        try:
            start = (
                before if before is not None else _NEW_EDITION.format(language=item.record.language).encode()
            )
            stated = isinstance(item.record, Event)
            after = with_approval(start, item.record.approval, item.file, stated=stated)
            changes.append(Change(item.file, before, after))
        except Refusal as refusal:
            problems += refusal.problems
    if problems:
        raise Refusal(problems)
    return changes


def verify(records: Records, items: Iterable[Item]) -> None:
    """Check that `records`, read again, say what was to be written. Refusal for each that does not."""
    wrong = [item for item in items if item.record is not None and _now(records, item.key) != item.record]
    if wrong:
        raise Refusal(problem("approval.changed_after", file=item.file) for item in wrong)


def _now(records: Records, key: str) -> Event | EditionTexts | None:
    kind, _, id = key.partition("/")
    return records.events.get(id) if kind == "event" else records.editions.get(id)


def _edition(records: Records, name: str, wish: Wish) -> Item:
    key = f"edition/{name}"
    texts = records.editions.get(name) or EditionTexts(language=records.publisher.language)
    return _item(key, _file(records, key), texts, wish, ())


def _event(records: Records, id: str, wish: Wish, day: date) -> Item:
    key, event = f"event/{id}", records.events[id]
    embargoed = event.publish_after is not None and event.publish_after >= day
    note: Note = ("note_embargo", (("day", str(event.publish_after)),))
    return _item(key, _file(records, key), event, wish, (note,) if embargoed else ())


def _item(key: str, file: str, record: R, wish: Wish, notes: tuple[Note, ...]) -> Item:
    now, approval = signed(record), record.approval
    article = now.standing is Standing.PUBLISHED
    if now.standing.accepted and not (article and wish.by):
        return Item(key, file, "published" if article else "in_order", now, notes=notes)
    if approval and now.standing is Standing.TO_CONFIRM:
        if not wish.confirm:
            return Item(key, file, "to_confirm", now, notes=notes)
        renewed = approved(record, approval.by, approval.date, approval.evidence)
        return Item(key, file, "confirmed", signed(renewed), renewed, notes)
    if not wish.by:
        return Item(key, file, "left", now, notes=notes)
    given = approved(record, wish.by, wish.day, wish.evidence)
    # An article needs no approval; one that is given holds it, from then on, to what it says now.
    published: tuple[Note, ...] = (("note_published", ()),) if article else ()
    return Item(key, file, "approved", signed(given), given, (*published, *notes))


def _content(workspace: Path, records: Records, item: Item) -> bytes | None:
    """Return what the file of `item` holds; None where there is none yet. Refusal where it is not what was read."""
    read = records.files.get(item.key)
    if read is None:
        return None
    try:
        content = (workspace / item.file).read_bytes()
    except OSError:
        content = b""
    if hashlib.sha256(content).hexdigest() != read.sha256:
        raise Refusal(problem("approval.changed_meanwhile", file=item.file))
    return content


def _file(records: Records, key: str) -> str:
    read = records.files.get(key)
    return read.path if read else f"records/{key.replace('edition', 'editions', 1)}.yaml"
