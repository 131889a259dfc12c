"""In: the text of a record. Out: the same text with an approval that holds, as `bilan approve` writes it."""

from __future__ import annotations

from datetime import date

from generator.records.approvals import approved
from generator.records.event import Event
from generator.records.names import Names
from generator.records.registers import EditionTexts
from generator.records.rewrite import with_approval
from generator.records.validation import validate
from generator.sources.source import read_bytes

BY, ON = "Mme Essai", date(2022, 4, 1)


def signed_text(
    text: str,
    model: type[Event] | type[EditionTexts] = Event,
    *,
    by: str = BY,
    evidence: str | None = None,
    language: str = "fr",
) -> str:
    """Return the record `text` approved by `by`; `language` is the publisher's first."""
    source, problems = read_bytes(text.encode(), "record.yaml")
    assert source, problems
    source.data.setdefault("language", language)
    record, wrong = validate(model, source, Names(), ())
    assert record is not None, wrong
    if isinstance(record, Event):
        approval = approved(record, by, ON, evidence).approval
    else:
        approval = approved(record, by, ON, evidence).approval
    assert approval is not None
    return with_approval(text.encode(), approval, "record.yaml", stated=model is Event).decode()
