"""The activity report of the real records says what happened, once, and what it does not know."""

from __future__ import annotations

import re
from datetime import date

import pytest

from generator.records.registers import EditionTexts
from generator.records.verbatim import normalise
from generator.report.blocks import (
    Acknowledgements,
    BulletList,
    Contents,
    FactList,
    KeyFigures,
    Quote,
    Table,
    Timeline,
)
from generator.report.compose import texts
from generator.report.model import Report, Section, Status
from generator.report.words import plain
from tests.report.briefs import brief_of, real_records, report_of

TRAINING = "2022-02-15-formations-traite-protection"
WORKSHOP = "2022-03-28-donnees-migratoires"
UNDATED = "atelier-reintegration-mena"


@pytest.fixture(scope="module")
def quarter() -> Report:
    return report_of("2022-Q1")


def _text(value: object) -> str:
    return normalise(" ".join(texts(value)))


def _section(report: Report, code: str) -> Section:
    section = report.section(code)
    assert section is not None, code
    return section


def _all(report: Report, kind: type) -> list:
    return [block for _, section in report.walk() for block in section.blocks if isinstance(block, kind)]


def test_the_sections_follow_the_outline_and_the_empty_axis_vanishes(quarter: Report) -> None:
    codes = [section.code for section in quarter.sections]

    assert codes == [
        "cover",
        "foreword",
        "contents",
        "about",
        "glance",
        codes[5],
        codes[6],
        "quotes",
        "upcoming",
        "thanks",
        "about-figures",
        "acronyms",
        "contact",
        "review",
    ]
    assert [code.startswith("theme-") for code in codes].count(True) == 2


def test_the_cover_says_seventy_participants_two_activities_three_cities(quarter: Report) -> None:
    (tiles,) = [b for b in _section(quarter, "cover").blocks if isinstance(b, KeyFigures)]

    assert [(t.value, t.label) for t in tiles.figures] == [
        ("70", "participant-e-s"),
        ("2", "activités"),
        ("3", "villes"),
    ]
    assert normalise(tiles.figures[0].detail) == "35 femmes et 35 hommes; 1 activité sans chiffre"


def test_the_training_is_told_in_its_three_sessions_with_its_one_total(quarter: Report) -> None:
    section = _section(quarter, f"event-{TRAINING}")
    (table,) = [block for block in section.blocks if isinstance(block, Table)]
    (tiles,) = [block for block in section.blocks if isinstance(block, KeyFigures)]

    dates = [_text(row[1]) for row in table.rows]
    assert dates == ["15–17 février 2022", "22–24 mars 2022", "29–31 mars 2022"]
    assert [_text(row[2]) for row in table.rows] == ["Rabat", "Casablanca", "Marrakech"]
    assert [(t.value, t.label) for t in tiles.figures] == [
        ("70", "participant-e-s"),
        ("35", "femmes"),
        ("35", "hommes"),
    ]


def test_the_three_donors_stand_each_with_its_project(quarter: Report) -> None:
    section = _section(quarter, f"event-{TRAINING}")
    (facts,) = [block for block in section.blocks if isinstance(block, FactList)]
    lines = [
        normalise(plain(c))
        for fact in facts.facts
        if fact.label == "Projets et bailleurs"
        for c in fact.content
    ]

    assert len(lines) == 3
    for project, donor in (
        ("COMPASS", "Pays-Bas"),
        ("enfants non", "Danemark"),
        ("Programme Régional", "PRM"),
    ):
        assert [line for line in lines if project in line and donor in line], (project, donor)


def test_quotes_are_verbatim_and_each_is_printed_once(quarter: Report) -> None:
    printed = {block.speaker.replace("\u00a0", " "): block for block in _all(quarter, Quote)}
    event = real_records().events[WORKSHOP]

    assert set(printed) == {"Mme Teresa Botella", "Mme Khadija Ramzi"}
    for quote in event.quotes:
        block = printed[f"{quote.speaker.honorific} {quote.speaker.name}"]
        assert [normalise(p) for p in block.paragraphs] == [normalise(f) for f in quote.fragments]
    assert [b.speaker.replace("\u00a0", " ") for b in _section(quarter, "quotes").blocks] == [
        "Mme Khadija Ramzi"
    ]


def test_each_body_is_thanked_once_under_the_right_heading(quarter: Report) -> None:
    (thanks,) = [b for b in _section(quarter, "thanks").blocks if isinstance(b, Acknowledgements)]
    groups = {group.title: [normalise(body.name) for body in group.bodies] for group in thanks.groups}
    every = [name for names in groups.values() for name in names]

    assert len(every) == len(set(every))
    assert len(groups["Bailleurs"]) == 3
    assert groups["Bailleurs"] == sorted(groups["Bailleurs"], key=lambda n: n.casefold())
    assert {"Haut-Commissariat au Plan", "Conseil national des droits de l'Homme"} <= set(
        groups["Institutions participantes"]
    )
    assert not [name for name in every if "Mission au Maroc" in name]


def test_the_forum_announced_is_to_come_on_the_day_of_the_edition_and_gone_later(quarter: Report) -> None:
    assert "17–20 mai 2022" in _text(_section(quarter, "upcoming"))
    assert report_of("2022-Q1", as_of=date(2022, 6, 1)).section("upcoming") is None


def test_the_timeline_shows_each_session_in_the_order_of_time(quarter: Report) -> None:
    (timeline,) = _all(quarter, Timeline)

    assert [m.place for m in timeline.moments] == ["Rabat", "Casablanca", "", "Marrakech"]


def test_a_month_lists_the_training_as_session_one_of_three_without_its_figure() -> None:
    report = report_of("2022-02")
    text = _text(tuple(section for section in report.sections if section.code != "review"))

    assert "session 1 sur 3" in text
    assert "mars 2022" in text
    assert not re.search(r"\b(70|35)\b", text)


def test_the_undated_workshop_stands_on_the_review_page_of_the_drafts_it_could_belong_to_and_in_no_other() -> (
    None
):
    short = real_records().events[UNDATED].short_title
    assert short is not None
    title = normalise(short.get("fr", "fr")[0])

    for period in ("2022-Q1", "2022-02", "2023-Q3", "2022", "2018..2023"):
        report = report_of(period, as_of=date(2026, 11, 22))
        assert title in _text(_section(report, "review")), period
        others = tuple(section for section in report.sections if section.code != "review")
        assert title not in _text(others), period
    assert title not in _text(report_of("2018-Q2", as_of=date(2026, 11, 22)))
    assert title not in _text(report_of("2023-Q3", as_of=date(2022, 4, 15)))


def test_a_final_has_no_prompt_no_review_page_and_no_draft_mark() -> None:
    report = report_of("2022-Q1", status=Status.FINAL)

    assert report.section("review") is None
    assert report.section("foreword") is None
    assert report.labels.status == ""
    assert "à écrire" not in _text(report)


def test_a_foreword_written_in_the_edition_is_printed_with_its_signatory() -> None:
    written = {
        "number": "32",
        "foreword": {
            "text": {"fr": "Un trimestre dense."},
            "signatory": "Une Cheffe",
            "signatory_role": "Cheffe de Mission",
        },
    }
    report = report_of("2022-Q1", edition=EditionTexts.model_validate(written))

    assert "Un trimestre dense. Une Cheffe, Cheffe de Mission" in _text(_section(report, "foreword"))
    assert report.labels.edition == "n°\u00a032"


def test_press_contacts_never_come_into_the_report() -> None:
    text = _text(report_of("2023-Q3"))

    for contact in real_records().events["2023-07-11-gcm-talk-mobilite-travail"].contacts:
        assert contact.name not in text
        assert contact.email is not None
        assert contact.email not in text


def test_a_background_donor_is_not_thanked_and_an_open_list_of_countries_is_no_number() -> None:
    report = report_of("2023-Q3")

    assert "entre autres" in _text(report)
    assert "12 pays" not in _text(report)
    assert "Union européenne" not in _text(report_of("2018..2023").section("thanks"))


def test_contents_name_every_part_that_exists(quarter: Report) -> None:
    (contents,) = _all(quarter, Contents)
    codes = {section.code for _, section in quarter.walk()}

    assert {entry.code for entry in contents.entries} <= codes
    assert f"event-{TRAINING}" in {entry.code for entry in contents.entries}


def test_every_internal_link_has_a_place_to_go(quarter: Report) -> None:
    codes = {section.code for _, section in quarter.walk()}
    found = {href[1:] for href in _hrefs(quarter) if href.startswith("#")}

    assert found
    assert found <= codes


def test_acronyms_are_those_of_the_document(quarter: Report) -> None:
    (facts,) = [b for b in _section(quarter, "acronyms").blocks if isinstance(b, FactList)]
    shorts = [fact.label for fact in facts.facts]

    assert {"CNDH", "HCP", "COMPASS", "PRM"} <= set(shorts)
    assert "INDIMAJ-Oriental" not in shorts
    assert shorts == sorted(shorts, key=str.casefold)


def test_smaller_periods_without_a_record_are_not_said_to_be_zero() -> None:
    (table, _) = [b for b in _section(report_of("2018..2023"), "glance").blocks if isinstance(b, Table)]
    cells = {_text(row[0]): _text(row[1]) for row in table.rows}

    assert cells["Année 2019"] == "aucune fiche"
    assert cells["Année 2022"] == "2"
    assert _text(table.total[1]) == "4"


def test_the_table_by_donor_says_why_its_lines_do_not_add_up_even_with_few_activities() -> None:
    (table,) = [b for b in _section(report_of("2022-Q1"), "glance").blocks if isinstance(b, Table)]

    assert [_text(row[1]) for row in table.rows] == ["1", "1", "1"]
    assert "Les lignes ne s'additionnent pas: 1 activité est cofinancée" in normalise(_text(table.foot))
    assert not [b for b in _section(report_of("2018-Q2"), "glance").blocks if isinstance(b, Table)]


def test_the_english_report_tells_the_same_numbers() -> None:
    english = _text(tuple(s for s in report_of("2022-Q1", language="en").sections if s.code != "review"))

    assert "70 participants" in english
    assert "35 women and 35 men" in english
    assert "15–17 February 2022" in english
    assert "Ms Teresa Botella" in english
    assert "Our translation; original in French." in english


def test_the_takeaways_of_the_editor_replace_those_of_the_figures() -> None:
    edition = EditionTexts.model_validate({"takeaways": [{"fr": "Une seule chose."}]})
    report = report_of("2022-Q1", edition=edition)
    (points,) = [b for b in _section(report, "glance").blocks if isinstance(b, BulletList)]

    assert [plain(item) for item in points.items] == ["Une seule chose."]


def test_an_event_left_out_is_counted_and_the_report_says_so() -> None:
    edition = EditionTexts.model_validate({"leave_out": [{"event": WORKSHOP, "reason": "déjà publié"}]})
    report = report_of("2022-Q1", edition=edition)

    assert report.section(f"event-{WORKSHOP}") is None
    assert "1 activité comptée n'est pas racontée" in _text(_section(report, "about-figures"))
    assert "2 activités tenues" in _text(_section(report, "glance"))


def test_the_brief_of_an_internal_audience_names_the_goals_not_touched() -> None:
    text = _text(report_of("2022-Q1", audience="internal"))

    assert "22 objectifs ne sont cités par aucune activité" in text
    assert "22 objectifs" not in _text(report_of("2022-Q1"))


def test_a_brief_keeps_the_order_asked_for() -> None:
    edition = EditionTexts.model_validate({"order": [WORKSHOP]})

    assert [found.id for found in brief_of("2022-Q1", edition=edition).shown()] == [WORKSHOP, TRAINING]


def _hrefs(value: object) -> list[str]:
    from dataclasses import fields, is_dataclass

    if isinstance(value, tuple):
        return [href for item in value for href in _hrefs(item)]
    if is_dataclass(value):
        own = [value.href] if getattr(value, "href", None) else []
        return own + [href for field in fields(value) for href in _hrefs(getattr(value, field.name))]
    return []
