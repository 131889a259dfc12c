"""The proof of the figures: in comes a Brief with their Explanations, out come the annex and the sheet that travels beside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields

from generator.dataset.explain import Explanation, Proof
from generator.report.blocks import Block, Column, ColumnKind, Fact, FactList, Paragraph, Table
from generator.report.brief import Brief
from generator.report.model import Labels, Section, Status
from generator.report.proof import Headings, ProofSheet
from generator.report.words import Text, Words, words

_ORDER = ("event", "project", "indicator", "publisher")
_TITLES = {"number": "records", **{name: f"sheet_{name}" for name in ("figures", "records", "about")}}


def annex(brief: Brief) -> tuple[Section, ...]:
    """Return the annex of a document: each computed figure with its rule and its records, then what the records state.

    A figure that a record states itself needs no row of its own: it stands among what that record states.
    """
    if not brief.proof or not brief.annex:
        return ()
    computed = [one for one in brief.proof if not one.figure.startswith("stated.")]
    rules = {rule: f"R{number}" for number, rule in enumerate(dict.fromkeys(o.rule for o in computed), 1)}
    numbers = _numbers(brief.proof)
    blocks: tuple[Block, ...] = (
        Paragraph(brief.words("proof.intro")),
        _figures(brief, computed, rules, numbers),
        FactList(
            brief.say("proof.rules"),
            tuple(Fact(short, (_foreign(brief, rule),)) for rule, short in rules.items()),
        ),
        *_records(brief, numbers),
    )
    return (Section("proof", brief.say("section.proof"), blocks),)


def proof_sheet(brief: Brief, labels: Labels) -> ProofSheet | None:
    """Return the sheet that travels beside a document or inside it; None where nobody asked for it."""
    if not brief.proof:
        return None
    headings = Headings(
        **{found.name: _heading(brief, found.name) for found in fields(Headings)},
    )
    return ProofSheet(
        title=brief.say("proof.title"),
        about=tuple(_about(brief, labels, headings)),
        headings=headings,
        figures=brief.proof,
        language=brief.proof_language,
        name=brief.stem,
        enclosed=brief.enclosed,
        description=brief.say("proof.attachment"),
    )


def _heading(brief: Brief, name: str) -> str:
    return brief.say(f"proof.{_TITLES.get(name, name)}")


def _about(brief: Brief, labels: Labels, headings: Headings) -> Iterable[tuple[str, str]]:
    status = "draft" if brief.status is Status.DRAFT else "final"
    period = " – ".join(dict.fromkeys(part for part in (labels.period_short, labels.period) if part))
    for label, told in (
        ("document", labels.document),
        ("organisation", labels.organisation),
        ("edition", labels.edition),
        ("period", period),
        ("audience", labels.audience),
        ("donor", labels.donor),
        ("project", labels.project),
        ("as_of", labels.date),
        ("status", brief.say(f"proof.status_{status}")),
        ("reading", brief.say("proof.how", figures=headings.figures, records=headings.records)),
    ):
        if told:
            yield brief.say(f"proof.{label}"), told


def _numbers(figures: Iterable[Explanation]) -> dict[tuple[str, str], tuple[int, Proof]]:
    """Return every record behind `figures` by kind and id, with its number in the list and what it states for all of them."""
    found: dict[tuple[str, str], Proof] = {}
    for one in figures:
        for proof in one.records:
            known = found.get((proof.kind, proof.record))
            stated = dict.fromkeys((*(known.fields if known else ()), *proof.fields))
            found[proof.kind, proof.record] = Proof(
                proof.record, proof.title, proof.file, proof.kind, tuple(stated)
            )
    order = sorted(found, key=lambda key: (_ORDER.index(key[0]), key[1]))
    return {key: (number, found[key]) for number, key in enumerate(order, start=1)}


def _figures(
    brief: Brief,
    computed: Iterable[Explanation],
    rules: Mapping[str, str],
    numbers: Mapping[tuple[str, str], tuple[int, Proof]],
) -> Table:
    columns = (
        Column(brief.say("proof.figure")),
        Column(brief.say("proof.value"), ColumnKind.NUMBER),
        Column(brief.say("proof.rule")),
        Column(brief.say("proof.records")),
    )
    rows = tuple(
        (
            _foreign(brief, one.label),
            _foreign(brief, one.value),
            words(rules[one.rule]),
            words(_listed(numbers[proof.kind, proof.record][0] for proof in one.records) or "–"),
        )
        for one in computed
    )
    return Table(brief.say("proof.caption"), columns, rows)


def _records(brief: Brief, numbers: Mapping[tuple[str, str], tuple[int, Proof]]) -> Iterable[FactList]:
    for number, proof in numbers.values():
        stated: dict[str, list[str]] = {}
        for field in proof.fields:
            stated.setdefault(field.path, []).append(field.words)
        facts = (Fact(path, (_foreign(brief, ", ".join(told)),)) for path, told in stated.items())
        title = brief.say("proof.numbered", number=number, record=f"{proof.title} ({proof.record})")
        yield FactList(title, tuple(facts))


def _foreign(brief: Brief, text: str) -> Words:
    """Return words of a proof, tagged with their language where it is not the document's."""
    return (Text(brief.set_in(text, brief.proof_language), language=brief.foreign(brief.proof_language)),)


def _listed(numbers: Iterable[int]) -> str:
    """Return numbers in order, runs as one: "1, 3–5"."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][-1] == number - 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number])
    return ", ".join("–".join(map(str, run)) for run in runs)
