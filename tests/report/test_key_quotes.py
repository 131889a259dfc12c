"""Key quotes are chosen by a stated rule, and only where consent allows."""

from __future__ import annotations

from datetime import date

from generator.config.templates import load_kind
from generator.records.event import Event
from generator.records.registers import EditionTexts
from generator.report.brief import Brief
from generator.report.sections.quotes import choose, quotes_told_with
from tests.report.briefs import ROOT, brief_of, with_events

OFFICIAL = {"basis": "official"}


def _quote(id: str, name: str, honorific: str, body: str, **more: object) -> dict[str, object]:
    speaker = {"name": name, "honorific": honorific, "organisation": body}
    return {"id": id, "speaker": speaker, "fragments": ["Des mots."], "consent": OFFICIAL, **more}


def _event(day: str, *quotes: dict[str, object]) -> Event:
    return Event.model_validate(
        {"title": f"Atelier du {day}", "type": "workshop", "date": day, "quotes": quotes}
    )


def _brief(*events: Event, edition: EditionTexts | None = None, as_of: date = date(2024, 4, 15)) -> Brief:
    named = {f"2024-01-{index + 10}-atelier": event for index, event in enumerate(events)}
    return brief_of("2024-Q1", records=with_events(named), edition=edition, as_of=as_of)


def _chosen(brief: Brief) -> list[str]:
    return [candidate.name for candidate in choose(brief)]


def test_a_quote_marked_key_comes_first() -> None:
    brief = _brief(
        _event("2024-01-10", _quote("one", "A B", "M.", "hcp")),
        _event("2024-01-11", _quote("two", "C D", "M.", "cndh", key="true")),
    )

    assert _chosen(brief)[0] == "2024-01-11-atelier/two"


def test_women_and_men_are_balanced_by_honorific() -> None:
    brief = _brief(
        _event("2024-01-10", _quote("one", "A B", "M.", "hcp")),
        _event("2024-01-11", _quote("two", "C D", "M.", "cndh")),
        _event("2024-01-12", _quote("three", "E F", "Mme", "entraide-nationale")),
    )

    assert _chosen(brief)[:2] == ["2024-01-10-atelier/one", "2024-01-12-atelier/three"]


def test_nobody_is_quoted_twice_in_the_section() -> None:
    brief = _brief(
        _event("2024-01-10", _quote("one", "A B", "M.", "hcp")),
        _event("2024-01-11", _quote("two", "A B", "M.", "hcp")),
    )

    assert _chosen(brief) == ["2024-01-10-atelier/one"]


def test_another_body_comes_before_the_publishers_own() -> None:
    brief = _brief(
        _event("2024-01-10", _quote("own", "A B", "Mme", "oim-maroc"), _quote("other", "C D", "Mme", "hcp"))
    )

    assert _chosen(brief) == ["2024-01-10-atelier/other"]
    assert [
        quote.source.field for quote in quotes_told_with(brief, "2024-01-10-atelier") if quote.source
    ] == ["quotes[own]"]


def test_the_editors_choice_overrides_the_rule() -> None:
    edition = EditionTexts.model_validate({"key_quotes": ["2024-01-11-atelier/two"]})
    brief = _brief(
        _event("2024-01-10", _quote("one", "A B", "M.", "hcp", key="true")),
        _event("2024-01-11", _quote("two", "C D", "M.", "cndh")),
        edition=edition,
    )

    assert _chosen(brief) == ["2024-01-11-atelier/two"]


def test_a_quote_without_consent_or_with_a_withdrawn_or_expired_one_is_never_offered() -> None:
    brief = _brief(
        _event("2024-01-10", {**_quote("none", "A B", "M.", "hcp"), "consent": None}),
        _event("2024-01-11", _quote("refused", "C D", "M.", "hcp", consent={"basis": "none"})),
        _event(
            "2024-01-12",
            _quote("withdrawn", "E F", "M.", "hcp", consent={**OFFICIAL, "withdrawn": "2024-04-15"}),
        ),
        _event(
            "2024-01-13", _quote("expired", "G H", "M.", "hcp", consent={**OFFICIAL, "expires": "2024-04-14"})
        ),
        _event(
            "2024-01-14",
            _quote("elsewhere", "I J", "M.", "hcp", consent={**OFFICIAL, "scope": ["newsletter"]}),
        ),
        _event(
            "2024-01-14",
            _quote("later", "M N", "M.", "hcp", consent={**OFFICIAL, "date": "2024-04-16"}),
        ),
        _event(
            "2024-01-15", _quote("good", "K L", "M.", "hcp", consent={**OFFICIAL, "expires": "2024-04-15"})
        ),
    )

    assert _chosen(brief) == ["2024-01-16-atelier/good"]


def test_a_minor_is_quoted_with_a_form_signed_by_a_guardian_only() -> None:
    minor = {"name": "A", "pseudonym": "true", "protection": "minor"}
    signed = {"basis": "signed", "form": "F-1", "scope": ["report"]}
    guarded = {**signed, "guardian": "B"}
    brief = _brief(
        _event("2024-01-10", {"id": "one", "speaker": minor, "fragments": ["x"], "consent": OFFICIAL}),
        _event("2024-01-11", {"id": "two", "speaker": minor, "fragments": ["x"], "consent": signed}),
        _event("2024-01-12", {"id": "three", "speaker": minor, "fragments": ["x"], "consent": guarded}),
    )

    assert _chosen(brief) == ["2024-01-12-atelier/three"]


def test_no_more_quotes_are_chosen_than_the_kind_allows() -> None:
    limit = load_kind(ROOT / "templates", "activity-report").limits.key_quotes
    events = [_event(f"2024-01-{day}", _quote(f"q{day}", f"Nom {day}", "M.", "hcp")) for day in range(10, 20)]

    assert len(_chosen(_brief(*events))) == limit


def test_an_anonymous_speaker_has_no_name_in_the_report() -> None:
    anonymous = {"id": "one", "speaker": {"anonymous": "true"}, "fragments": ["x"], "consent": OFFICIAL}
    other = _quote("two", "C D", "M.", "hcp", key="true")
    brief = _brief(_event("2024-01-10", anonymous, other))

    assert [quote.speaker for quote in quotes_told_with(brief, "2024-01-10-atelier")] == [
        "Témoignage anonyme"
    ]
