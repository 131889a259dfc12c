"""What a person writes for a newsletter, its subject and preheader, a month without anything, and what the team is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.config.kind import WhenEmpty
from generator.errors import Refusal
from generator.period import Period
from generator.pipeline import Order, build
from generator.records.registers import EditionTexts
from generator.records.verbatim import normalise
from generator.renderers.web.renderer import render
from generator.report.brief import Brief
from generator.report.compose import compose
from generator.report.model import Status
from generator.report.sections.letter import doubts
from tests.renderers.sample import sample_brand
from tests.report.briefs import ROOT
from tests.report.letters import (
    AS_OF,
    EDITION,
    NEWSLETTER,
    brief_in,
    event,
    headline,
    items,
    part,
    people,
    real,
    speakers,
    text,
    told,
    words_of,
)
from tests.workspaces import minimal_workspace


def test_a_persons_editorial_is_printed_with_who_signs_it_and_nothing_is_asked_for(tmp_path: Path) -> None:
    edition = "editorial:\n  text: Un mois dense.\n  signatory: Prénom Nom\n  signatory_role: Cheffe\n"
    brief = brief_in(tmp_path, event(3, "Un"), edition)

    assert text(part(compose(brief), "editorial")) == "Édito Un mois dense. Prénom Nom, Cheffe"
    assert "letter.no_editorial" not in told(brief)


def test_without_an_editorial_sentences_from_the_figures_stand_there_and_the_team_is_told(
    tmp_path: Path,
) -> None:
    brief = brief_in(tmp_path, event(3, "Un", people("80")) | event(10, "Deux"))
    said = text(part(compose(brief), "editorial"))

    assert said == "L'essentiel En mars 2022, 2 activités ont été menées: 2 ateliers."
    assert "80 participant" in text(part(compose(brief), "figures"))  # said once, where figures are
    assert told(brief)[0] == "letter.no_editorial"


def test_the_number_of_the_letter_is_among_its_words(tmp_path: Path) -> None:
    report = compose(brief_in(tmp_path, event(3, "Un"), 'number: "32"\n'))

    assert normalise(report.labels.edition) == "n° 32"
    assert "(number)" not in text(report.section("review"))


WRITTEN = {
    "number": 'number: "ZQ"',
    "foreword": "foreword: {text: ZQ}",
    "editorial": "editorial: {text: ZQ}",
    "context": "context: {text: ZQ}",
    "takeaways": "takeaways: [ZQ]",
    "sections": "sections: {gouvernance: ZQ}",
    "headline": "headline: ZQ",
    "preheader": "preheader: ZQ",
    "upcoming": "upcoming:\n  - title: ZQ\n    date: 2022-05-06",
    "publications": "publications:\n  - title: ZQ",
}
# A reason for revised figures stands with them: tests/schedule/test_restatement.py.
CHOICES = {
    "language",
    "feature",
    "leave_out",
    "order",
    "key_quotes",
    "set_aside",
    "silenced",
    "approval",
    "restatements",
}


def test_every_field_of_an_editions_file_is_thought_of_here() -> None:
    assert set(WRITTEN) | CHOICES == set(EditionTexts.model_fields)


@pytest.mark.parametrize("field", WRITTEN)
def test_what_is_written_for_an_edition_is_printed_or_named_on_the_review_page(
    tmp_path: Path, field: str
) -> None:
    report = compose(brief_in(tmp_path, event(3, "Un"), WRITTEN[field] + "\n"))
    printed = "ZQ" in text((report.for_readers().sections, report.labels, report.mail))
    code = "gouvernance" if field == "sections" else field
    named = f"le document n'a pas de section {code};" in text(report.section("review"))

    assert printed != named
    assert named == (field in ("foreword", "context", "takeaways", "sections"))


# subject and preheader


def one_line(brief: Brief) -> tuple[str, str]:
    mail = compose(brief).mail
    assert mail is not None
    for line in (mail.subject, mail.preheader):
        assert line == " ".join(line.split()) and line.splitlines() == [line]
    return mail.subject, mail.preheader


def test_the_subject_names_publisher_month_and_the_head_and_the_preheader_the_figures(tmp_path: Path) -> None:
    subject, preheader = one_line(brief_in(tmp_path, event(3, "Un titre", people("80"))))

    assert subject == "OIM Maroc, mars 2022 : Un titre"
    assert preheader == "80 participant-e-s, 1 activité"


def test_the_editor_writes_subject_and_preheader_and_line_breaks_become_spaces(tmp_path: Path) -> None:
    edition = "headline: |-\n  Un\n  autre titre\npreheader: |-\n  Trois\n\n  mots\n"

    assert one_line(brief_in(tmp_path, event(3, "Un", people("80")), edition)) == (
        "OIM Maroc, mars 2022 : Un autre titre",
        "Trois mots",
    )


def test_beside_a_headline_of_ones_own_the_preheader_names_the_activities_of_the_letter(
    tmp_path: Path,
) -> None:
    events = event(3, "Un", people("80")) | event(10, "Deux")

    assert one_line(brief_in(tmp_path, events, "headline: 80 personnes formées"))[1] == "Un · Deux"


def test_where_no_figure_is_known_the_preheader_is_the_dateline(tmp_path: Path) -> None:
    assert one_line(brief_in(tmp_path, event(3, "Un")))[1] == "Atelier · 3 mars 2022"


def test_a_subject_that_mailboxes_cut_is_told(tmp_path: Path) -> None:
    brief = brief_in(tmp_path, event(3, words_of(20)))

    assert "letter.long_subject" in told(brief)
    assert len(one_line(brief)[0]) > 78


# a period without anything


def test_a_letter_without_anything_is_one_line_and_no_blank_page(tmp_path: Path) -> None:
    brief = brief_in(tmp_path, event(3, "Un"), period="2022-06", as_of=date(2022, 7, 1))
    report = compose(replace(brief, kind=replace(NEWSLETTER, when_empty=WhenEmpty.NOTICE)))

    assert text(report.section("editorial")) == (
        "L'essentiel Juin 2022: aucune activité à signaler dans cette lettre."
    )
    assert {"headline", "briefs", "quotes", "figures", "upcoming", "support"}.isdisjoint(
        section.code for section in report.sections
    )
    assert one_line(brief)[0].startswith("OIM Maroc, juin 2022 :")
    assert told(brief) == []


@pytest.mark.parametrize(("setting", "made"), [("nothing", False), ("notice", True), ("refuse", None)])
def test_a_period_without_anything_is_nothing_a_notice_or_a_refusal_by_setting(
    tmp_path: Path, setting: str, made: bool | None
) -> None:
    workspace = _with_setting(tmp_path, f"when_empty: {setting}")
    order = Order(as_of=AS_OF, kind="newsletter", period=Period.parse("2021-06"), formats=("docx",))

    if made is None:
        with pytest.raises(Refusal) as refusal:
            build(workspace, order)
        assert [problem.code for problem in refusal.value.problems] == ["pipeline.empty_period"]
    else:
        built = build(workspace, order)
        assert (built.folder is not None, bool(built.files)) == (made, made)
        assert [notice.code for notice in built.notices] == ([] if made else ["pipeline.nothing_to_report"])
    assert (workspace / "reports/2021-06").exists() == bool(made)


@pytest.mark.parametrize("setting", ["nothing", "refuse"])
def test_what_a_person_wrote_makes_a_letter_of_an_empty_period_where_one_is_not_made_otherwise(
    tmp_path: Path, setting: str
) -> None:
    workspace = _with_setting(tmp_path, f"when_empty: {setting}")
    path = workspace / "records/editions/newsletter/2021-06.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("language: fr\neditorial:\n  text: Un mois de préparation.\n", encoding="utf-8")
    order = Order(as_of=AS_OF, kind="newsletter", period=Period.parse("2021-06"), formats=("txt",))

    built = build(workspace, order)

    assert [file.suffix for file in built.files] == [".txt"]
    assert "Un mois de préparation." in built.files[0].read_text(encoding="utf-8")


def _with_setting(folder: Path, line: str) -> Path:
    import shutil

    shutil.copytree(ROOT / "templates", folder / "templates")
    path = folder / "templates/kinds/newsletter.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("when_empty: nothing", line), encoding="utf-8")
    return minimal_workspace(folder)


@pytest.mark.parametrize(
    ("edition", "made"),
    [
        ("editorial: {text: Un mot de saison.}", True),
        ("upcoming:\n  - {title: Forum, date: 2022-08-01}", True),
        ("number: '4'", False),
    ],
)
def test_what_a_person_wrote_is_printed_also_in_a_month_without_activity(
    tmp_path: Path, edition: str, made: bool
) -> None:
    file = EDITION.replace("2022-03", "2022-06")
    workspace = minimal_workspace(tmp_path, files={file: edition + "\n"})
    order = Order(as_of=AS_OF, kind="newsletter", period=Period.parse("2022-06"), formats=("docx",))

    assert (build(workspace, order).folder is not None) == made


# the other language, the real letters, what is told to the team


def test_an_english_letter_is_english_throughout() -> None:
    report = real("2022-03", "en")
    mail = report.mail

    assert mail is not None
    assert mail.subject == "IOM Morocco, March 2022: Training on trafficking and child protection"
    assert mail.preheader == "70 participants, 2 activities, 2 cities"
    titles = [section.title for section in report.sections]
    assert titles[:6] == ["In short", "In focus", "In brief", "In their words", "In figures", "Coming up"]
    for word in ("activité", "formation", "Lire la suite", "À venir", "citation"):
        assert word not in text(report.for_readers()), word


def test_the_letter_of_march_stands_in_the_order_of_its_outline() -> None:
    report = real("2022-03")

    assert [section.code for section in report.sections] == [
        "editorial",
        "headline",
        "briefs",
        "quotes",
        "figures",
        "upcoming",
        "support",
        "about",
        "contact",
        "review",
    ]
    assert headline(report) == "Formations sur la traite et la protection des enfants"
    assert items(report) == ["Atelier sur les données migratoires"]
    assert len(speakers(report)) == 1
    assert 250 <= len(text(report.for_readers().sections).split()) <= 500


def test_nothing_a_letter_tells_repeats_the_words_of_the_team(tmp_path: Path) -> None:
    report = real("2023-07", as_of=date(2023, 8, 1))

    assert report.for_readers().section("review") is None
    said = text(report.for_readers())
    for hidden in ("Massaia", "mmassaia", "Abunajela", "coquille"):
        assert hidden not in said


def test_a_final_has_no_review_page_and_no_line_of_a_draft(tmp_path: Path) -> None:
    report = compose(brief_in(tmp_path, event(3, "Un"), status=Status.FINAL))

    assert report.section("review") is None
    assert report.mail.draft == ""


def test_what_to_mend_is_told_with_the_build_too(tmp_path: Path) -> None:
    events = event(3, "Un", people("9")) | event(10, "Deux", f"summary: Une {words_of(44)}.")
    workspace = minimal_workspace(tmp_path, events)
    built = build(
        workspace, Order(as_of=AS_OF, kind="newsletter", period=Period.parse("2022-03"), formats=("docx",))
    )

    codes = [warning.code for warning in built.warnings if warning.code.startswith("letter.")]
    assert sorted(codes) == sorted(
        ["letter.no_editorial", "letter.no_page", "letter.no_page", "letter.no_text", "letter.first_sentence"]
    )
    assert all(warning.warning for warning in built.warnings)


def test_a_code_of_a_doubt_names_the_file_where_it_is_mended(tmp_path: Path) -> None:
    brief = brief_in(tmp_path, event(3, words_of(20)))

    assert {(problem.code, problem.file) for problem in doubts(brief)} == {
        ("letter.no_editorial", EDITION),
        ("letter.long_subject", EDITION),
        ("letter.no_page", "records/events/2022/2022-03-03-atelier.yaml"),
        ("letter.no_text", "records/events/2022/2022-03-03-atelier.yaml"),
    }


@pytest.mark.parametrize(
    ("audience", "status", "said"),
    [
        ("internal", Status.FINAL, "Interne"),
        ("internal", Status.DRAFT, "Interne"),
        ("donor:pays-bas", Status.FINAL, "Réservé au bailleur"),
        ("public", Status.DRAFT, "Projet"),
        ("public", Status.FINAL, ""),
    ],
)
def test_a_letter_that_is_not_for_the_public_says_so_at_its_head(
    tmp_path: Path, audience: str, status: Status, said: str
) -> None:
    brief = brief_in(tmp_path, event(3, "Un", people("9")))
    summary = replace(brief.summary, audience=audience)
    letter = compose(replace(brief, summary=summary, status=status))

    assert letter.mail.draft.startswith(said) and bool(letter.mail.draft) == bool(said)
    page = render(letter, sample_brand(), {}).content.decode()
    assert ('name="robots"' in page) == (audience != "public" or status is Status.DRAFT)
