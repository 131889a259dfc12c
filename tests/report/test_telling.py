"""An event is told as a whole where it counts and in part elsewhere, and no stated figure of it is lost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from generator.records.event import Event
from generator.records.registers import EditionTexts
from generator.records.verbatim import normalise
from generator.report.blocks import Card, FactList, KeyFigures, Quote, Table
from generator.report.compose import compose, texts
from generator.report.model import Report, Section, Status
from tests.report.briefs import brief_of, with_events

DONE = {"id": "one", "speaker": {"name": "A B"}, "fragments": ["Des mots."], "consent": {"basis": "official"}}


def _event(**fields: Any) -> Event:
    own: dict[str, Any] = {
        "title": "Atelier",
        "type": "workshop",
        "summary": "Tout a été dit.",
        "quotes": [DONE],
    }
    return Event.model_validate({**own, **({} if "sessions" in fields else {"date": "2024-01-10"}), **fields})


def _report(*events: Event, period: str = "2024-Q1", **wishes: Any) -> Report:
    named = {f"2024-01-{index + 10}-atelier": event for index, event in enumerate(events)}
    return compose(brief_of(period, records=with_events(named), as_of=date(2024, 4, 15), **wishes))


def _told(report: Report, index: int = 0) -> Section:
    section = report.section(f"event-2024-01-{index + 10}-atelier")
    assert section is not None
    return section


def _text(value: object) -> str:
    return normalise(" ".join(texts(value)))


def _session(id: str, day: str, **more: str) -> dict[str, Any]:
    return {"id": id, "date": day, **more}


def _people(count: object, **more: Any) -> dict[str, Any]:
    return {"measure": "attendees", "count": count, **more}


SERIES = [_session("s-1", "2024-01-30"), _session("s-2", "2024-02-27"), _session("s-3", "2024-03-26")]


def test_a_series_is_told_as_a_whole_in_the_month_where_it_counts_though_it_began_before() -> None:
    section = _told(_report(_event(sessions=SERIES, attendance=[_people("70")]), period="2024-03"))

    assert "Tout a été dit." in _text(section)
    assert "seront comptés" not in _text(section)
    assert [t.value for b in section.blocks if isinstance(b, KeyFigures) for t in b.figures] == ["70"]
    assert [len(b.rows) for b in section.blocks if isinstance(b, Table)] == [3]
    assert "30 janvier – 26 mars 2024 · 3 sessions" in _text(section)


def test_a_cancelled_session_does_not_make_an_event_one_in_part() -> None:
    sessions = [SERIES[0], {**SERIES[1], "status": "cancelled"}, SERIES[2]]
    report = _report(_event(sessions=sessions, attendance=[_people("70")]))
    text = _text(_told(report))

    assert "Tout a été dit." in text
    assert "2 sessions sur 3" in text
    assert "27 février 2024 (annulée)" in text
    assert "seront comptés" not in text
    assert "en 2 sessions" in _text(report.section("cover"))
    assert [b for _, s in report.walk() for b in s.blocks if isinstance(b, Quote)]


@pytest.mark.parametrize(
    ("event", "period", "wanted"),
    [
        (_event(sessions=SERIES), "2024-01", "Session 1 sur 3. L'activité et ses chiffres seront comptés"),
        (_event(sessions=SERIES), "2024-01..2024-02", "Sessions 1 et 2 sur 3."),
        (_event(sessions=SERIES), "2024-01", "de sa dernière session (26 mars 2024)"),
        (_event(date="2024-01-30/2024-02-02"), "2024-01", "où elle s'achève (2 février 2024)"),
        (_event(date="2024-01/.."), "2024-01", "où elle s'achève (date non précisée)"),
        (
            _event(sessions=[*SERIES[:2], {"id": "s-3"}]),
            "2024-01",
            "de sa dernière session (date non précisée)",
        ),
        (
            _event(sessions=[*SERIES[:2], {**SERIES[2], "status": "cancelled"}]),
            "2024-01",
            "de sa dernière session (27 février 2024)",
        ),
        (
            _event(sessions=SERIES, attendance=[_people("20", covers="s-1")]),
            "2024-01",
            "le chiffre de chaque session compte avec elle",
        ),
    ],
)
def test_an_event_in_part_says_where_it_counts(event: Event, period: str, wanted: str) -> None:
    section = _told(_report(event, period=period))

    assert wanted in _text(section)


def test_an_event_that_counts_later_keeps_its_text_its_figures_and_its_quotes_for_then() -> None:
    report = _report(_event(date="2024-01-30/2024-02-02", attendance=[_people("70")]), period="2024-01")
    public = _text(tuple(section for section in report.sections if section.code != "review"))

    assert "Tout a été dit" not in public
    assert "Des mots" not in public
    assert "70" not in public


def test_those_in_the_room_and_those_online_are_two_figures() -> None:
    event = _event(
        place={"city": "Rabat", "online": "true"},
        attendance=[
            _people("40", women="25", sex_not_stated="2"),
            _people({"at_least": "200"}, mode="online"),
        ],
    )
    report = _report(event)
    tiles = [
        [(t.value, t.label) for t in b.figures] for b in _told(report).blocks if isinstance(b, KeyFigures)
    ]

    assert tiles == [
        [("40", "participant-e-s"), ("25", "femmes"), ("2", "personnes de sexe non précisé")],
        [("au moins 200", "participant-e-s en ligne")],
    ]
    assert "au moins 200 participant-e-s en ligne" in _text(report.section("about-figures"))


def test_an_event_online_alone_has_no_city() -> None:
    report = _report(_event(place={"online": "true"}), _event(place={"online": "true", "city": "Rabat"}))

    assert "1 ville Rabat" in _text(report.section("cover"))


@pytest.mark.parametrize(
    ("figures", "cell"),
    [
        (
            [_people("20", covers="s-1"), _people("15", covers="s-2"), _people("5", covers="s-3")],
            "40 (3 sessions)",
        ),
        ([_people("20", covers="s-1"), _people("15", covers="s-2")], "au moins 35 (2 sessions)"),
        ([_people("20", covers="s-1"), _people({"about": "9"}, covers="s-2")], "au moins 20 (2 sessions)"),
        ([_people("70", women="30"), _people("20", covers="s-1")], "70 (30 femmes)"),
        ([_people({"about": "70"}, women={"about": "30"})], "environ 70 (environ 30 femmes)"),
        ([_people("not stated")], "non précisé"),
        ([], "non précisé"),
    ],
)
def test_a_row_of_the_table_holds_the_figures_of_sessions_too(figures: list[Any], cell: str) -> None:
    from generator.report.sections.figures import event_people

    event = _event(sessions=SERIES, attendance=figures)
    brief = brief_of("2024-Q1", records=with_events({"2024-01-10-atelier": event}))

    assert normalise(event_people(brief, event)) == cell


def test_totals_since_the_start_targets_and_speakers_are_shown_and_enter_no_sum() -> None:
    figures = [
        _people("30"),
        {"measure": "cumulative", "count": "1000"},
        {"measure": "target", "count": "500", "target_for": "2025"},
        {"measure": "speakers", "count": "1"},
    ]
    report = _report(_event(attendance=figures))
    facts = [fact for block in _told(report).blocks if isinstance(block, FactList) for fact in block.facts]

    assert [_text(fact) for fact in facts] == [
        "Autres chiffres 1 intervenant-e 1 000 personnes en cumul 500 personnes visées (2025)"
    ]
    assert "30 participant-e-s" in _text(report.section("cover"))


def test_how_people_spread_is_a_table_in_which_small_groups_of_beneficiaries_are_merged() -> None:
    items = [{"label": f"groupe {n}", "count": f"{n}"} for n in (12, 4, 3)]
    spread = [{"by": "âge", "items": items}]
    figures = [
        _people("19", breakdowns=spread),
        {"measure": "beneficiaries", "count": "19", "women": "16", "men": "3", "breakdowns": spread},
    ]
    told = _told(_report(_event(attendance=figures)))
    attendees, beneficiaries = (block for block in told.blocks if isinstance(block, Table))

    assert [normalise(table.caption) for table in (attendees, beneficiaries)] == [
        "Participant-e-s, par âge",
        "Bénéficiaires, par âge",
    ]
    assert _text(attendees.rows) == "groupe 12 12 groupe 4 4 groupe 3 3"
    assert _text(beneficiaries.rows) == "groupe 12 12 Autre ou non précisé 7"
    assert "réunis" in _text(beneficiaries.foot)
    assert "16" not in _text(told) and "19 bénéficiaires" in _text(told)


def test_the_programme_of_a_series_stands_before_that_of_its_sessions() -> None:
    sessions = [{**SERIES[0], "programme": [{"title": "Panel", "number": "0"}]}, *SERIES[1:]]
    text = _text(_told(_report(_event(sessions=sessions, programme=[{"title": "Ouverture"}]))))

    assert "Ouverture 0. Panel" in text


def test_people_stand_under_what_they_did_and_whoever_is_only_quoted_with_the_quote() -> None:
    people = [
        {"name": "A B", "part": "opening"},
        {"name": "C D", "part": "facilitator"},
        {"name": "E F", "part": "trainer"},
        {"name": "G H", "part": "quoted"},
    ]
    facts = [b for b in _told(_report(_event(people=people))).blocks if isinstance(b, FactList)]

    assert _text(facts[0].facts) == "Intervenant-e A B Animation C D Formation assurée par E F"


def test_an_event_without_a_summary_is_told_by_its_teaser() -> None:
    assert "En deux mots." in _text(_told(_report(_event(summary=None, teaser="En deux mots."))))


def test_many_events_link_only_to_those_that_have_a_section_and_every_feature_asked_for_has_one() -> None:
    quoted = {**DONE, "id": "key", "key": "true", "speaker": {"name": "C D"}}
    events = [_event(quotes=[{**quoted, "speaker": {"name": f"N {n}"}}]) for n in range(9)]
    wanted = ["2024-01-11-atelier", "2024-01-13-atelier"]
    report = _report(*events, edition=EditionTexts.model_validate({"feature": wanted}))
    codes = {section.code for _, section in report.walk()}
    quotes = report.section("quotes")

    assert {code for code in codes if code.startswith("event-")} == {f"event-{id}" for id in wanted}
    assert quotes is not None
    links = [t.href for block in quotes.blocks if isinstance(block, Quote) for t in block.occasion]
    assert None in links
    assert {link[1:] for link in links if link} <= codes


def test_a_quote_asked_for_and_not_printed_is_told_on_the_review_page() -> None:
    refused = _event(quotes=[{**DONE, "consent": None}])
    edition = EditionTexts.model_validate({"key_quotes": ["2024-01-10-atelier/one"]})

    text = _text(_report(refused, edition=edition).section("review"))

    assert "La citation 2024-01-10-atelier/one est demandée ici" in text


def test_a_minor_needs_a_signed_consent_not_an_official_one_with_a_number() -> None:
    minor = {
        **DONE,
        "speaker": {"name": "X", "pseudonym": "true", "protection": "minor"},
        "consent": {"basis": "official", "form": "F-1"},
    }

    assert _report(_event(quotes=[minor])).section("quotes") is None


@pytest.mark.parametrize(
    ("language", "more", "remark"),
    [
        ("fr", {}, "Traduction publiée par la source."),
        ("en", {}, "Translation published by the source in French."),
        ("en", {"translations": {"en": ["Words."]}}, "Our translation of a text published in French, itself"),
    ],
)
def test_a_translation_of_the_source_is_never_called_the_original(
    language: str, more: dict[str, Any], remark: str
) -> None:
    quote = {**DONE, "translated": "true", **more}
    section = _report(_event(quotes=[quote]), language=language).section("quotes")

    assert section is not None
    assert [b.remark for b in section.blocks if isinstance(b, Quote) and b.remark.startswith(remark)]


def test_support_is_told_of_the_activities_that_had_it() -> None:
    funded = _event(funding=[{"organisation": "hcp"}])

    text = _text(_report(funded, _event(), _event()).section("glance"))

    assert "1 activité soutenue par 1 bailleur." in text
    assert "Ces activités" not in text


def test_a_text_of_another_language_is_tagged_with_it() -> None:
    section = _told(_report(_event(language="en", summary="Well *said*.\n\n- one"), status=Status.FINAL))
    tagged = [run.language for block in section.blocks for run in _runs(block)]

    assert tagged.count("en") >= 4


def _runs(value: object) -> list[Any]:
    from dataclasses import fields, is_dataclass

    from generator.report.words import Text

    if isinstance(value, Text):
        return [value]
    if isinstance(value, tuple):
        return [run for item in value for run in _runs(item)]
    if is_dataclass(value):
        return [run for field in fields(value) for run in _runs(getattr(value, field.name))]
    return []


def test_a_card_holds_whole_sentences_and_cuts_one_that_alone_is_too_long_with_a_sign() -> None:
    long = " ".join(["Mot"] * 90)
    first = _event(summary=f"Une phrase courte. {long}.")
    cut, teaser = _event(summary=f"{long}."), _event(summary=f"{long}.", teaser="Une accroche.")
    others = [_event(attendance=[_people("90")])] + [_event() for _ in range(5)]
    cards = [
        _text(block.content)
        for _, section in _report(*others, first, cut, teaser).walk()
        for block in section.blocks
        if isinstance(block, Card)
    ]

    assert "Une phrase courte." in cards
    assert "Une accroche." in cards
    assert " ".join(["Mot"] * 60) + " […]" in cards
