"""A Report with a proof sheet, for tests: in come explanations, out comes the sample Report that carries them."""

from __future__ import annotations

from dataclasses import fields, replace

from generator.dataset.explain import Explanation, Field, Proof
from generator.report.model import Report
from generator.report.proof import Headings, ProofSheet
from tests.renderers.sample import sample_report

HOSTILE = (
    "=1+1",
    "=cmd|'/c calc'!A0",
    "+212 537 00 00 00",
    "-5",
    "@SUM(A1)",
    "https://exemple.test",
    "'70",
    "00123",
)


def explanation(
    name: str = "people", value: str = "70", *told: Field, number: int | None = 70
) -> Explanation:
    record = Proof(
        "2022-02-15-atelier", "Atelier", "records/events/2022/2022-02-15-atelier.yaml", "event", told
    )
    return Explanation(name, f"Chiffre {name}", value, "Somme des chiffres.", (record,), number)


def hostile() -> tuple[Explanation, ...]:
    """Return explanations whose every text would be something else to a careless program."""
    return tuple(
        Explanation(text, text, text, text, (Proof(text, text, text, "event", (Field(text, text, text),)),))
        for text in HOSTILE
    )


def with_proof(
    *figures: Explanation, language: str = "fr", direction: str = "ltr", enclosed: bool = True
) -> Report:
    headings = Headings(**{field.name: field.name.capitalize() for field in fields(Headings)})
    sheet = ProofSheet(
        title="Feuille de preuve",
        about=(("Période", "T1 2022"), ("Diffusion", "public")),
        headings=headings,
        figures=figures or (explanation("people", "70", Field("attendance[attendees].count", 70, "70")),),
        language="fr",
        name="activity-report-2022-Q1-fr",
        enclosed=enclosed,
        description="Feuille de preuve : l’origine de chaque chiffre",
    )
    return replace(sample_report(), language=language, direction=direction, proof=sheet)
