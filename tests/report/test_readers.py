"""What readers get of a Report, and what a person's choices or stray characters do to it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.config.templates import load_kind
from generator.records.registers import EditionTexts
from generator.renderers.registry import renderer
from generator.report.blocks import Contents, Entry, Paragraph, Role
from generator.report.choices import strays
from generator.report.compose import compose, composed, texts
from generator.report.doubts import sentence
from generator.report.model import Part, Report, Section
from generator.report.words import words
from tests.renderers.sample import sample_brand, sample_report
from tests.report.briefs import ROOT, brief_of, real_records, report_of

PROMPT = Paragraph(words("[À écrire]"), Role.PROMPT)
TEXT = Paragraph(words("Un texte."))
TRAINING = "2022-02-15-formations-traite-protection"


def _readers(*sections: Section) -> Report:
    return replace(sample_report(), sections=sections).for_readers()


def test_readers_get_no_prompt_and_no_section_that_held_nothing_else() -> None:
    inner = Section("chapter", "Chapitre", (PROMPT,), (Section("told", "Récit", (TEXT,)),))
    report = _readers(
        Section("foreword", "Mot", (PROMPT,)),
        Section("context", "Contexte", (PROMPT, TEXT)),
        inner,
        Section("outer", "Tout", (), (Section("asked", "Demandé", (PROMPT,)),)),
        Section("empty", "Vide"),
        Section("review", "Relecture", (TEXT,), part=Part.REVIEW),
    )

    assert [(depth, section.code) for depth, section in report.walk()] == [
        (1, "context"),
        (1, "chapter"),
        (2, "told"),
        (1, "empty"),
    ]
    assert "[À écrire]" not in list(texts(report.sections))


def test_the_contents_list_no_section_that_readers_do_not_get() -> None:
    listed = Contents((Entry("Mot", "foreword", 1), Entry("Contexte", "context", 1)))
    report = _readers(
        Section("contents", "Sommaire", (listed,)),
        Section("foreword", "Mot", (PROMPT,)),
        Section("context", "Contexte", (TEXT,)),
    )

    assert report.sections[0].blocks == (Contents((Entry("Contexte", "context", 1),)),)


@pytest.mark.parametrize("form", ["web", "html", "txt"])
def test_the_draft_of_a_report_goes_to_readers_without_what_is_still_to_be_written(form: str) -> None:
    report = report_of("2022-Q1")
    prompts = [
        run.text
        for _, section in report.walk()
        for block in section.blocks
        if isinstance(block, Paragraph) and block.role is Role.PROMPT
        for run in block.content
    ]

    made = renderer(form)(report.for_readers(), sample_brand(), {}).content.decode()

    assert prompts and not any(prompt[:30] in made for prompt in prompts)


@pytest.mark.parametrize("bad", ["\0", "\x1b", "\x0b", "\ud800", "\ufffe"])
@pytest.mark.parametrize("form", ["web", "html", "txt", "eml", "handover"])
def test_a_character_that_no_format_holds_stops_none_of_them(bad: str, form: str) -> None:
    event = real_records().events[TRAINING]
    odd = event.model_copy(
        update={"short_title": type(event.title).model_construct(root={"fr": f"Avant{bad}après"})}
    )
    records = replace(real_records(), events={**real_records().events, TRAINING: odd})
    report = compose(brief_of("2022-Q1", records=records)).for_readers()

    assert any("Avant\ufffdaprès" in text for text in texts(report))
    assert renderer(form)(report, sample_brand(), {})


def test_an_event_that_is_chosen_though_the_period_lacks_it_is_named_with_the_line_that_names_it() -> None:
    other = "2023-07-11-gcm-talk-mobilite-travail"
    edition = EditionTexts.model_validate(
        {
            "feature": [TRAINING, other],
            "order": [other],
            "leave_out": [{"event": other, "reason": "Déjà raconté."}],
            "key_quotes": [f"{other}/chekkori"],
        }
    )

    found = list(strays(brief_of("2022-Q1", edition=edition)))

    assert [problem.field for problem in found] == ["feature[2]", "order[1]", "leave_out[1]", "key_quotes[1]"]
    assert {(problem.code, problem.file, problem.warning) for problem in found} == {
        ("pipeline.stray_event", str(Path("records/editions/activity-report/2022-Q1.yaml")), True)
    }


def test_choices_of_the_period_itself_are_no_strays() -> None:
    assert list(strays(brief_of("2022-Q1", edition=EditionTexts(feature=(TRAINING,))))) == []


def test_what_the_screen_tells_of_an_edition_stands_on_its_review_page_too() -> None:
    edition = EditionTexts(feature=("2018-04-10-regions-marocaines-migration",))
    for kind in ("activity-report", "newsletter"):
        brief = brief_of("2022-Q1", edition=edition, kind=load_kind(ROOT / "templates", kind))
        made = composed(brief)
        review = made.report.section("review")

        assert review is not None
        assert any(doubt.problem.code == "pipeline.stray_event" for doubt in made.doubts)
        page = " ".join(texts(review.blocks))
        for doubt in made.doubts:
            assert sentence(brief, doubt.problem)[1:] in page
            assert doubt.problem.file in page
