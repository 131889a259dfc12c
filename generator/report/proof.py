"""The proof sheet: in come the Explanations of a document's figures, out goes one typed value that every format of it draws.

Everything is finished words; what is a number stays one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.dataset.explain import Explanation

FORMAT = 1  # of the JSON; goes up where a key changes its meaning or goes


@dataclass(frozen=True, slots=True)
class Headings:
    """The fixed words of a proof sheet: the names of its sheets and of its columns."""

    figures: str
    records: str
    about: str
    figure: str
    value: str
    rule: str
    number: str  # of records
    name: str
    record: str
    file: str
    field: str
    stated: str
    shown: str


@dataclass(frozen=True, slots=True)
class ProofSheet:
    """Where each figure of a document comes from. `language` is that of labels, rules and values.

    `name` is what its files are named after; it is `enclosed` where they travel inside the PDF, described as `description`.
    """

    title: str
    about: tuple[tuple[str, str], ...]  # a label and what it says: document, period, audience, …
    headings: Headings
    figures: tuple[Explanation, ...]
    language: str
    name: str = ""
    enclosed: bool = False
    description: str = ""


def as_data(figures: Sequence[Explanation]) -> list[dict[str, object]]:
    """Return figures as plain values for JSON: what `bilan explain --format json` and the proof sheet say alike."""
    return [
        {
            "figure": one.figure,
            "label": one.label,
            "value": one.value,
            "number": one.number,
            "rule": one.rule,
            "records": [
                {
                    "kind": proof.kind,
                    "id": proof.record,
                    "title": proof.title,
                    "file": proof.file,
                    "fields": [
                        {"field": field.path, "value": field.value, "words": field.words}
                        for field in proof.fields
                    ],
                }
                for proof in one.records
            ],
        }
        for one in figures
    ]
