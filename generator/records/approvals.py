"""Where a record stands with its approval: in comes an Event or an edition's texts, out come its Standing and the two hashes.

An approval binds to the whole record; a change of what documents print voids it, any other change waits for one
confirmation (DESIGN.md §7).
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar
from unicodedata import normalize

from pydantic import BaseModel

from generator.errors import Problem
from generator.period import DateSpan
from generator.records.approval import Approval
from generator.records.canonical import canonical
from generator.records.event import Contact, Event, SourceKind, State
from generator.records.fields import LocalText
from generator.records.references import Checked
from generator.records.registers import EditionTexts

R = TypeVar("R", Event, EditionTexts)

# What documents never print, with the reason. A field that is not named here counts as printed, a new one too.
NOT_PRINTED: Mapping[tuple[str, str], str] = {
    ("Event", "weekday"): "only checked against the calendar",
    ("Event", "dating"): "narrows the periods of an undated event, which no final prints",
    ("Event", "notes"): "for the team",
    ("Event", "state"): "where it stands, not what it says",
    ("Event", "approval"): "the approval itself",
    ("Event", "publish_after"): "when it may be read, not what is read",
    ("Event", "audiences"): "who may read it, not what is read",
    ("Event", "silenced"): "for the team",
    ("Session", "weekday"): "only checked against the calendar",
    ("Place", "implied"): "said on the review page of drafts alone",
    ("Person", "note"): "for the team",
    ("Funding", "note"): "for the team",
    ("Involvement", "named_as"): "the source's spelling; the register's is printed",
    ("FrameworkGoal", "named_as"): "the source's words; the framework's name is printed",
    ("Count", "words"): "the source's words; the number is printed in ours",
    ("Countries", "words"): "the source's words that the list is open",
    ("QuoteRecord", "defects"): "for the team",
    # What decides where words may appear is as good as printed; what only proves it, or takes it away, is not.
    ("Consent", "form"): "proof of the consent",
    ("Consent", "by"): "proof of the consent",
    ("Consent", "guardian"): "proof of the consent",
    ("Consent", "date"): "proof of the consent",
    ("Consent", "expires"): "takes words away, never adds any",
    ("Consent", "withdrawn"): "takes words away, never adds any",
    ("SourceDocument", "title"): "where it comes from; an article's address alone is printed",
    ("SourceDocument", "language"): "that of the source's title",
    ("SourceDocument", "published"): "where it comes from",
    ("SourceDocument", "seed"): "where it comes from",
    ("SetAside", "reason"): "for the team",
    ("EditionTexts", "set_aside"): "undated events are in no final",
    ("EditionTexts", "silenced"): "for the team",
    ("EditionTexts", "approval"): "the approval itself",
}


class Standing(Enum):
    """Where a record stands with whoever answers for it."""

    NOT_APPROVED = "not_approved"
    APPROVED = "approved"
    VOID = "void"  # a printed fact changed since
    TO_CONFIRM = "to_confirm"  # something else changed since
    PUBLISHED = "published"  # an article that the organisation has published
    UNSIGNED = "unsigned"  # `state: approved` written by hand: nobody answers for it

    @property
    def accepted(self) -> bool:
        """Whether a final may print it."""
        return self in (Standing.APPROVED, Standing.PUBLISHED)


# What is said of a standing that a final does not accept.
CODES: Mapping[Standing, str] = {
    Standing.NOT_APPROVED: "final.not_approved",
    Standing.VOID: "final.approval_void",
    Standing.TO_CONFIRM: "final.to_confirm",
    Standing.UNSIGNED: "final.unsigned",
}


@dataclass(frozen=True, slots=True)
class Signed:
    """A record's standing, and who approved it when; empty where nobody did."""

    standing: Standing
    by: str = ""
    date: str = ""


def standing(record: Event | EditionTexts) -> Standing:
    """Return where `record`, as its file holds it whole, stands; a donor's view of an event has lost its approval."""
    state = record.state if isinstance(record, Event) else State.APPROVED
    if state is not State.APPROVED:
        return Standing.NOT_APPROVED
    if record.approval:
        return _holds(record, record.approval)
    if not isinstance(record, Event):
        return Standing.NOT_APPROVED
    article = record.source is not None and record.source.kind is SourceKind.ARTICLE
    return Standing.PUBLISHED if article else Standing.UNSIGNED


def signed(record: Event | EditionTexts) -> Signed:
    """Return the standing of `record` with who approved it when."""
    approval, found = record.approval, standing(record)
    if approval is None or found is Standing.NOT_APPROVED:
        return Signed(found)
    return Signed(found, approval.by, approval.date.isoformat())


def approval_problems(records: Iterable[Checked]) -> Iterator[Problem]:
    """Yield a warning for each approval that a change has made void or left to be confirmed, with who had approved."""
    for found in records:
        record = found.value
        if isinstance(record, (Event, EditionTexts)) and record.approval:
            now = signed(record)
            if now.standing in (Standing.VOID, Standing.TO_CONFIRM):
                yield found.problem(
                    CODES[now.standing], ("approval",), warning=True, **facts_of(found.id, now)
                )


def facts_of(id: str, now: Signed) -> dict[str, Any]:
    """Return the facts of the sentences about a record's standing, never who approved it; `id` is what `bilan approve` is given."""
    return {"what": id} | ({"date": now.date} if now.by else {})


def approved(record: R, by: str, date: datetime.date, evidence: str | None = None) -> R:
    """Return `record` as it stands once `by` has approved it: its state and an approval with both hashes."""
    stated = "state" in type(record).model_fields
    bare = record.model_copy(update={"state": State.APPROVED} if stated else {})
    approval = Approval(
        by=by, date=date, evidence=evidence, sha256=_sha256(canonical(bare)), printed=_sha256(printed(bare))
    )
    return bare.model_copy(update={"approval": approval})


def printed(record: BaseModel) -> bytes:
    """Return the canonical JSON of what documents print of `record`, all but NOT_PRINTED and contacts who are not public.

    A plain text and the same text in the record's own language are one.
    """
    values = _shown(record, getattr(record, "language", ""))
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return normalize("NFC", text).encode()


def _holds(record: Event | EditionTexts, approval: Approval) -> Standing:
    if approval.sha256 == _sha256(canonical(record)):
        return Standing.APPROVED
    same = approval.printed == _sha256(printed(record))
    return Standing.TO_CONFIRM if same else Standing.VOID


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _shown(value: object, own: str) -> Any:
    """Return `value` as JSON without what is not printed and what is as if left out."""
    if isinstance(value, LocalText):
        return {code or own: text for code, text in value.root.items()}
    if isinstance(value, BaseModel):
        model = type(value)
        stated = {
            name: _shown(found, own)
            for name, field in model.model_fields.items()
            if (model.__name__, name) not in NOT_PRINTED
            and (found := getattr(value, name)) != field.get_default(call_default_factory=True)
        }
        return {name: shown for name, shown in stated.items() if shown not in ([], {})}
    if isinstance(value, (tuple, list)):
        return [_shown(item, own) for item in value if not (isinstance(item, Contact) and not item.public)]
    if isinstance(value, dict):
        return {key: _shown(item, own) for key, item in value.items()}
    if isinstance(value, Enum):
        return value.value
    return str(value) if isinstance(value, (datetime.date, DateSpan)) else value
