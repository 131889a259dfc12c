"""What a donor's summary says: its project, key points, activities, results, visibility and the origin of its figures.

Real records for the training of 2022, which three donors paid for; invented ones for the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.config.templates import load_kind
from generator.period import Period
from generator.records.fields import Channel
from generator.records.loader import load
from generator.records.verbatim import normalise
from generator.records.view import seen_by
from generator.report.blocks import (
    BulletList,
    Card,
    FactList,
    Figure,
    KeyFigures,
    Paragraph,
    Quote,
    Role,
    Table,
)
from generator.report.brief import Brief, Issued
from generator.report.compose import compose, texts
from generator.report.model import Report, Section, Status
from generator.report.words import plain
from tests.report.briefs import ROOT, brief_of, real_records
from tests.workspaces import EVENT, ORGANISATIONS, PROJECT, minimal_workspace

KIND = load_kind(ROOT / "templates", "donor-summary")
TRAINING = "event-2022-02-15-formations-traite-protection"
OTHERS = """\
fonds-bleu:
  names: [{name: {fr: Fonds bleu, en: Blue Fund}}]
  standing: intergovernmental
  donor: true
conseil:
  names: [{name: {fr: Conseil de la ville, en: City Council}}]
  standing: government
"""
SHARED = "funding:\n  - organisation: fonds-bleu\n"


def real(donor: str, period: str, **wishes: object) -> Report:
    """Return the draft of a donor of the repository's records."""
    audience = f"donor:{donor}"
    records = seen_by(real_records(), donor)
    return compose(
        brief_of(period, records=records, kind=KIND, audience=audience, channel=Channel.DONOR, **wishes)
    )


def brief(
    folder: Path,
    events: dict[str, str] | None = None,
    *,
    files: Mapping[str, str | bytes] | None = None,
    issued: tuple[Issued, ...] = (),
    **wishes: object,
) -> Brief:
    """Return the Brief of the donor `pays-bas` of a small workspace for the first quarter of 2022."""
    files = {"records/organisations.yaml": ORGANISATIONS + OTHERS, **(files or {})}
    records = seen_by(load(minimal_workspace(folder, events, files=files)), "pays-bas")
    wishes.setdefault("edition", records.editions.get("donor-summary/2022-Q1--pays-bas"))
    found = brief_of(
        "2022-Q1",
        records=records,
        audience="donor:pays-bas",
        kind=KIND,
        channel=Channel.DONOR,
        **wishes,
    )
    return replace(found, issued=issued)


def summary(folder: Path, events: dict[str, str] | None = None, **wishes: object) -> Report:
    return compose(brief(folder, events, **wishes))


def workshop(day: int, *more: str, title: str = "Atelier") -> dict[str, str]:
    lines = (f"title: {title} {day}", "type: workshop", f"date: 2022-03-{day:02}", "place: {city: Salé}")
    text = "\n".join((*lines, "projects: [cohesion]", "state: approved", *more)) + "\n"
    return {f"2022-03-{day:02}-atelier": text}


def section(report: Report, code: str) -> Section:
    found = report.section(code)
    assert found is not None, [inner.code for _, inner in report.walk()]
    return found


def text(value: object) -> str:
    return normalise(" ".join(texts(value)))


def points(report: Report) -> list[str]:
    (listed,) = (b for b in section(report, "key-points").blocks if isinstance(b, BulletList))
    return [normalise(plain(item)) for item in listed.items]


def facts(report: Report, code: str) -> dict[str, str]:
    lists = [block for block in section(report, code).blocks if isinstance(block, FactList)]
    return {fact.label: text(fact.content) for found in lists for fact in found.facts}


def test_the_summary_of_the_training_stands_in_the_order_of_its_outline() -> None:
    report = real("gouvernement-pays-bas", "2022-Q1")

    assert [found.code for found in report.sections] == [
        "project", "key-points", "activities", "institutions", "results", "difficulties", "next-steps",
        "about-figures", "funding-foot", "contact", "review",
    ]  # fmt: skip
    assert report.subtitle == "Gouvernement des Pays-Bas"
    assert (report.labels.donor, report.labels.project) == ("Gouvernement des Pays-Bas", "COMPASS")
    assert points(report) == [
        "Formations sur la traite et la protection des enfants: 3 sessions (Rabat, Casablanca et Marrakech).",
        "70 participant-e-s, 35 femmes et 35 hommes.",
        "Suites: 3 demandes des participant-e-s.",
    ]


def test_the_activity_names_who_pays_too_and_its_result_is_not_parted() -> None:
    told = section(real("gouvernement-pays-bas", "2022-Q1"), TRAINING)
    (table,) = (block for block in told.blocks if isinstance(block, Table))
    (shared,) = (b for b in told.blocks if isinstance(b, Paragraph) and b.role is Role.NOTICE)

    assert len(table.rows) == 3
    assert "70 (35 femmes, 35 hommes)" in text(table.foot)
    assert "département d'État des États-Unis et le ministère des Affaires étrangères du Danemark" in text(
        shared
    )
    assert text(shared).endswith("résultat d'ensemble, non ventilé par bailleur.")


def test_a_partner_of_another_project_is_a_speaker_for_compass() -> None:
    compass, prm = real("gouvernement-pays-bas", "2022-Q1"), real("prm", "2022-Q1")

    assert "Partenaires" not in facts(compass, "project") | facts(compass, "institutions")
    assert (
        "Direction des Affaires de la Migration"
        in facts(compass, "institutions")["Institutions intervenantes"]
    )
    assert "Direction des Affaires de la Migration" in facts(prm, "project")["Partenaires"]
    assert "Partenaires" not in facts(prm, "institutions")  # they stand with the project


def test_the_one_activity_of_a_period_is_not_counted_among_others() -> None:
    points = section(real("prm", "2022-Q1"), "key-points")
    (tiles,) = [block for block in points.blocks if isinstance(block, KeyFigures)]
    assert tiles.figures[1].detail == "une formation en 3\u00a0sessions"


def test_an_activity_without_figures_has_no_tiles_and_no_acronym_is_spelled_out_twice() -> None:
    report = real("ambassade-pays-bas-maroc", "2018-Q2")

    assert not any(isinstance(block, KeyFigures) for block in section(report, "key-points").blocks)
    assert points(report)[0] == "Atelier régions, migration et développement: 10–11 avril 2018 (Rabat)."
    assert "ce qui ne vaut pas zéro" in text(section(report, "about-figures"))
    assert list(facts(report, "acronyms")) == ["OIM"]
    assert facts(report, "project")["Territoire concerné"].startswith("R")


def test_a_document_in_english_is_english_throughout() -> None:
    report = real("gouvernement-pays-bas", "2022-Q1", language="en")

    assert points(report)[1] == "70 participants, 35 women and 35 men."
    assert "the result" not in text(report) and "result of the whole" in text(report)
    for word in ("Activité", "Suites", "Bailleur", "cofinanc", "Origine", "séances"):
        assert word not in text(report.sections[:-1]), word


def test_a_period_without_activity_says_so_and_keeps_the_project(tmp_path: Path) -> None:
    report = summary(tmp_path, {}, status=Status.FINAL)

    assert [found.code for found in report.sections] == ["project", "key-points"] + [
        found.code for found in report.sections[2:] if found.code.startswith("funding")
    ]
    assert text(section(report, "key-points")) == "Points clés Aucune activité pendant la période."
    assert facts(report, "project")["Bailleur"] == "Le gouvernement des Pays-Bas"


def test_a_reference_stands_only_where_one_is_recorded_and_only_ones_own(tmp_path: Path) -> None:
    both = PROJECT.replace("themes:", "  - organisation: fonds-bleu\n    reference: FB-777\nthemes:")
    files = {"records/projects/cohesion.yaml": both}
    report = summary(tmp_path / "a", files=files)
    bare = summary(
        tmp_path / "b", files={"records/projects/cohesion.yaml": both.replace("    reference: NL-001\n", "")}
    )

    assert facts(report, "project")["Référence du bailleur"] == "NL-001"
    assert facts(report, "project")["Autre bailleur du projet"] == "Fonds bleu"
    assert report.labels.reference == "NL-001"
    assert "Référence du bailleur" not in facts(bare, "project")
    assert bare.labels.reference == ""
    assert "FB-777" not in text(report) + text(bare)


def test_key_points_say_whether_all_activities_are_co_funded_or_how_many(tmp_path: Path) -> None:
    two = workshop(1, SHARED) | workshop(2)

    assert points(summary(tmp_path / "a", two))[-1] == "1 de ces 2 activités est cofinancée, avec Fonds bleu."
    both = workshop(1, SHARED) | workshop(2, SHARED)
    assert (
        points(summary(tmp_path / "b", both))[-1] == "Toutes ces activités sont cofinancées, avec Fonds bleu."
    )
    assert "cofinanc" not in text(summary(tmp_path / "c", workshop(1) | workshop(2)))


def test_the_editors_key_points_replace_those_made_from_the_figures(tmp_path: Path) -> None:
    files = {"records/editions/donor-summary/2022-Q1--pays-bas.yaml": "takeaways: [Un point choisi]\n"}

    assert points(summary(tmp_path, files=files)) == ["Un point choisi"]


def test_of_many_activities_one_is_told_and_the_others_are_cards_and_rows_that_name_who_pays_too(
    tmp_path: Path,
) -> None:
    events = {
        id: record
        for day in range(1, 16)
        for id, record in workshop(day, *([SHARED] * (day in (3, 14)))).items()
    }
    told = section(summary(tmp_path, events), "activities")
    cards = [block for inner in told.sections for block in inner.blocks if isinstance(block, Card)]
    (table,) = (block for inner in told.sections for block in inner.blocks if isinstance(block, Table))

    assert [len(told.sections), len(cards), len(table.rows)] == [3, KIND.limits.cards, 6]
    assert {fact.label for card in cards for fact in card.facts} == {"Participant-e-s", "Cofinancé avec"}
    assert [text(row[0]) for row in table.rows][-2:] == ["Atelier 13", "Atelier 14 (cofinancée)"]
    assert "1 de ces 6 activités est cofinancée, avec Fonds bleu." in text(table.foot)


def test_indicators_stand_against_baseline_and_target_with_women_and_men(tmp_path: Path) -> None:
    indicator = """\
label: Personnes formées
definition: Agents qui ont suivi la formation
unit: personnes
accumulation: per_period
project: cohesion
baseline: 10
target: 100
values:
  - {period: 2022-Q1, count: 70, women: 35, men: 35, source: Registre}
  - {period: 2022-Q2, count: 9, women: 2, men: 7, source: Registre}
"""
    files = {"records/indicators/personnes-formees.yaml": indicator}
    (table,) = section(summary(tmp_path / "a", files=files), "indicators").blocks
    assert isinstance(table, Table)

    assert [text(cell) for cell in table.rows[0]] == [
        "Personnes formées (personnes)", "10", "70 (35 femmes, 35 hommes)", "100",
    ]  # fmt: skip
    assert [column.title for column in table.columns] == ["Indicateur", "Départ", "Valeur", "Cible"]
    few = {
        "records/indicators/personnes-formees.yaml": indicator.replace(
            "women: 35, men: 35", "women: 68, men: 2"
        )
    }
    (table,) = section(summary(tmp_path / "b", files=few), "indicators").blocks
    assert isinstance(table, Table)
    assert text(table.rows[0][2]) == "70"


def test_results_of_several_activities_name_theirs(tmp_path: Path) -> None:
    outcomes = (
        "outcomes:\n  - {kind: recommendation, text: Continuer}\n  - {kind: commitment, text: Se revoir}"
    )
    alone = summary(tmp_path / "a", workshop(1, outcomes))
    report = summary(tmp_path / "b", workshop(1, outcomes) | workshop(2, outcomes))

    assert text(section(alone, "results").blocks[0]) == "Continuer Recommandation"
    assert (
        text(section(report, "results").blocks[0])
        == "Continuer (Atelier 1) Continuer (Atelier 2) Recommandations"
    )
    assert "Suites: 2 recommandations et 2 engagements." in points(report)


def test_an_officers_text_stands_in_its_section_and_a_draft_asks_for_one(tmp_path: Path) -> None:
    own = "sections:\n  difficulties: Un retard.\n  results: Un bilan.\n  visibility: Une affiche.\n"
    files = {"records/editions/donor-summary/2022-Q1--pays-bas.yaml": own}
    report = summary(tmp_path / "a", files=files)

    assert text(section(report, "difficulties").blocks) == "Un retard."
    assert text(section(report, "results").blocks) == "Un bilan."
    assert text(section(report, "visibility").blocks) == "Une affiche."
    (prompt,) = section(report, "next-steps").blocks
    assert isinstance(prompt, Paragraph)
    assert prompt.role is Role.PROMPT
    assert summary(tmp_path / "b", status=Status.FINAL).section("next-steps") is None


@pytest.mark.parametrize(("scope", "shown"), [("donor", True), ("report", False)])
def test_quotes_and_pictures_are_those_cleared_for_donors(scope: str, shown: bool, tmp_path: Path) -> None:
    consent = f"consent: {{basis: signed, scope: [{scope}], form: F-1}}"
    more = "\n".join(
        (
            "quotes:",
            "  - id: une",
            "    speaker: {name: Mme Essai}",
            "    fragments: [Des mots]",
            f"    {consent}",
            "pictures:",
            "  - file: salle.jpg",
            "    alt: La salle",
            "    credit: ©OIM 2022",
            f"    {consent}",
        )
    )
    report = summary(
        tmp_path,
        {"2022-02-15-atelier-de-rabat": EVENT + more + "\n"},
        files={"records/pictures/salle.jpg": b"x"},
    )
    blocks = [block for _, inner in report.walk() for block in inner.blocks]

    assert any(isinstance(block, Quote) for block in blocks) is shown
    assert any(isinstance(block, Figure) for block in blocks) is shown


def test_visibility_lists_public_pages_and_issued_editions_by_kind_number_and_period(tmp_path: Path) -> None:
    event = EVENT + "public_page: https://example.org/atelier\n"
    found = brief(
        tmp_path,
        {"2022-02-15-atelier-de-rabat": event},
        issued=(
            Issued("newsletter", Period.parse("2022-03"), "32"),
            Issued("activity-report", Period.parse("2022-Q1"), ""),
        ),
    )
    (listed,) = section(compose(found), "visibility").blocks

    assert text(listed) == (
        "Atelier de Rabat Lettre d'information n° 32, mars 2022 Rapport d'activités, janvier–mars 2022 "
        "Le soutien est mentionné dans:"
    )


def test_an_issued_edition_names_whose_words_it_printed_where_donors_may_know_of_them(tmp_path: Path) -> None:
    quote = "  - {{id: {0}, speaker: {{name: {1}, honorific: Mme}}, fragments: [Oui.], consent: {{basis: signed, form: F1, scope: [{2}]}}}}\n"
    quotes = quote.format("alami", "Alami", "report, donor") + quote.format("benis", "Benis", "report")
    found = brief(
        tmp_path,
        {"2022-02-15-atelier-de-rabat": f"{EVENT}quotes:\n{quotes}"},
        issued=(
            Issued(
                "activity-report",
                Period.parse("2022-Q1"),
                "32",
                ("2022-02-15-atelier-de-rabat/alami", "2022-02-15-atelier-de-rabat/benis"),
            ),
        ),
    )
    (listed,) = section(compose(found), "visibility").blocks

    assert "n° 32, janvier–mars 2022; citation de Mme Alami" in text(listed)
    assert "Benis" not in text(listed)


def test_the_origin_of_the_figures_says_what_they_leave_out_and_that_summaries_do_not_add_up(
    tmp_path: Path,
) -> None:
    told = text(section(summary(tmp_path, workshop(1, SHARED)), "about-figures"))

    assert "n'est communiqué" in told
    assert "ces synthèses ne s'additionnent pas" in told
    assert "15 avril 2022" in told
    assert "comparaison" not in told


def test_an_activity_that_goes_on_is_told_as_such_in_the_key_points(tmp_path: Path) -> None:
    event = EVENT.replace(
        "date: 2022-02-15/2022-02-17",
        "sessions:\n  - {id: jour-un, date: 2022-02-15}\n  - {id: jour-deux, date: 2022-05-02}",
    )
    event = event.replace("place: {city: Rabat}\n", "")
    report = summary(tmp_path, {"2022-02-15-atelier-de-rabat": event}, as_of=date(2022, 6, 1))

    assert points(report) == ["Atelier de Rabat: 15 février 2022, suite après la période."]
