"""Each text that a document prints in another language than its own is found, once, and no other; it is a run of its own where the
document holds runs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.records.event import Event
from generator.records.records import Records
from generator.records.registers import Organisation
from generator.report.compose import compose, texts, untranslated
from generator.report.model import Report
from generator.report.untranslated import bare, between_marks
from generator.report.words import Text, plain
from tests.report.briefs import brief_of, with_events

ID = "2024-01-10-atelier"
HERE = {
    "title": {"fr": "Atelier", "en": "Workshop", "ar": "ورشة"},
    "type": "workshop",
    "date": "2024-01-10",
    "summary": {"fr": "Un atelier.", "en": "A workshop.", "ar": "ورشة."},
}


def records(more: dict[str, object] | None = None, body: dict[str, object] | None = None) -> Records:
    found = with_events({ID: Event.model_validate(HERE | (more or {}))})
    if body is None:
        return found
    essai = Organisation.model_validate({"standing": "government", **body})
    return replace(found, organisations={**found.organisations, "essai": essai})


def missing(language: str, given: Records) -> list[tuple[str, str, str]]:
    """Return record, field and language of each text that the report prints in another language."""
    found = untranslated(brief_of("2024-Q1", records=given, language=language))
    return [(one.record, one.field, one.language) for one in found]


def report(language: str, given: Records) -> Report:
    return compose(brief_of("2024-Q1", records=given, language=language))


def tagged(value: object) -> list[tuple[str, str]]:
    if isinstance(value, Text):
        return [(value.text, value.language)] if value.language else []
    if isinstance(value, tuple):
        return [found for item in value for found in tagged(item)]
    if hasattr(value, "__dataclass_fields__"):
        return [found for name in value.__dataclass_fields__ for found in tagged(getattr(value, name))]
    return []


def test_a_record_that_has_the_language_lacks_nothing() -> None:
    for language in ("fr", "en", "ar"):
        assert missing(language, records()) == []


def test_a_text_of_the_record_and_one_of_a_register_are_each_named_once() -> None:
    more = {
        "duration": "deux jours",
        "organisations": [{"organisation": "essai", "role": "partner"}],
        "outcomes": [{"kind": "outcome", "text": {"fr": "Un accord.", "en": "An agreement."}}],
    }
    given = records(more, {"names": [{"name": {"fr": "Office d’essai"}}]})

    assert missing("en", given) == [
        (f"event/{ID}", "duration", "fr"),
        ("organisation/essai", "names[1].name", "fr"),
    ]
    assert missing("ar", given)[1] == (f"event/{ID}", "outcomes[1].text", "fr")


def test_what_the_document_does_not_print_is_not_missing() -> None:
    more = {
        "teaser": "Une accroche que seule une lettre imprime.",
        "links": [{"label": "Une page"}],
        "notes": "Rien.",
    }

    assert missing("en", records(more)) == []


@pytest.mark.parametrize(
    ("city", "lacks"),
    [
        ("Rabat", {"en": False, "ar": True}),
        ({"fr": "Tanger", "en": "Tangier"}, {"en": False, "ar": True}),
        ({"fr": "Tanger"}, {"en": True, "ar": True}),
        ("الرباط", {"en": True, "ar": False}),
    ],
)
def test_a_place_written_once_holds_where_its_letters_are_read(city: object, lacks: dict[str, bool]) -> None:
    for language, wanted in lacks.items():
        found = missing(language, records({"place": {"city": city}}))
        assert (found == [(f"event/{ID}", "place.city", "fr")]) is wanted, language
        assert bool(found) is wanted


@pytest.mark.parametrize(
    ("acronym", "said"),
    [
        ("OFE", {"fr": "Office (OFE)", "ar": "مكتب (OFE)"}),
        ({"fr": "OFE", "en": "TOF"}, {"fr": "Office (OFE)", "en": "Bureau (TOF)", "ar": "مكتب"}),
    ],
)
def test_an_acronym_is_a_languages_own_and_never_missing(acronym: object, said: dict[str, str]) -> None:
    names = [{"name": {"fr": "Office", "en": "Bureau", "ar": "مكتب"}, "acronym": acronym}]
    given = records({"organisations": [{"organisation": "essai", "role": "partner"}]}, {"names": names})
    for language, shown in said.items():
        assert missing(language, given) == []
        told = [text for text in texts(report(language, given)) if text.startswith(shown.split(" ")[0])]
        assert shown in told


def test_a_passage_inside_a_sentence_is_a_run_of_its_own_and_a_label_is_plain() -> None:
    given = records({"place": {"city": {"fr": "Tanger"}}, "short_title": {"fr": "Atelier court"}})
    made = report("en", given)

    assert ("Tanger", "fr") in tagged(made) or ("Atelier court", "fr") in tagged(made)
    assert all(language == "fr" for _, language in tagged(made))
    assert all(bare(text) == text for text in texts(made))


def test_names_are_compared_and_sorted_without_their_marks() -> None:
    more = {
        "people": [
            {"name": "A. Essai", "role": "chef de l’Office d’essai", "organisation": "essai"},
        ]
    }
    given = records(more, {"names": [{"name": {"fr": "Office d’essai"}}]})
    (said,) = {text for text in (plain_facts(report("en", given))) if text.startswith("A. Essai")}

    assert said == "A. Essai, chef de l’Office d’essai"


def plain_facts(value: object) -> list[str]:
    if isinstance(value, tuple) and value and all(isinstance(item, Text) for item in value):
        return [plain(value)]
    if isinstance(value, tuple):
        return [found for item in value for found in plain_facts(item)]
    if hasattr(value, "__dataclass_fields__"):
        return [found for name in value.__dataclass_fields__ for found in plain_facts(getattr(value, name))]
    return []


def test_marks_leave_no_trace() -> None:
    assert bare(between_marks(7, "mot")) == "mot"
    assert between_marks(7, "") == ""
