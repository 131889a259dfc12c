"""Records that are legal and odd are composed and drawn: nothing fails, no place in a pattern stays open, no link leads nowhere."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

import pytest

from generator.config.templates import load_brand
from generator.records.event import Event, EventType, OutcomeKind
from generator.records.fields import Count
from generator.renderers.registry import renderer
from generator.report.blocks import Table
from generator.report.compose import compose, texts
from generator.report.model import Report, Status
from generator.report.words import Text, plain
from tests.report.briefs import ROOT, brief_of, with_events

OFFICIAL = {"basis": "official"}
COUNTS: list[Any] = [
    "0", "1", "2", "1234567", "not stated",
    {"about": "30", "words": "une trentaine"}, {"at_least": "1"}, {"at_most": "1"}, {"between": ["0", "1"]},
]  # fmt: skip


def _quote(id: str, *fragments: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "speaker": {"name": "A"}, "fragments": list(fragments), "consent": OFFICIAL, **more}


def _session(n: int, **more: Any) -> dict[str, Any]:
    return {"id": f"s-{n}", "date": f"2024-01-{n:02}", **more}


ODD: dict[str, dict[str, Any]] = {
    "nothing but the essentials": {},
    "a title of 250 letters": {"title": "M" * 250},
    "an emoji": {"title": "🎉 Fête 👩‍👩‍👧 !", "summary": "👍"},
    "Arabic": {"title": "ورشة عمل حول الهجرة", "language": "ar", "summary": "نص عربي", "duration": "يومان"},
    "markup": {
        "title": "<b>x</b> & {{ body }} {n} *a* [l](javascript:x) %s",
        "summary": "<script>1</script> {{ title }} **fort** [x](javascript:y)\n\n- a\n- b\n  - c\n\n1. un",
        "outcomes": [{"kind": kind.value, "text": "- a\n- b\n\nc"} for kind in OutcomeKind],
    },
    "lines": {"title": "Un\ntitre", "summary": "a\nb\n\n\nc", "teaser": "x\ny\n\nz"},
    "a teaser of one sentence of 200 words": {"teaser": " ".join(["mot"] * 200)},
    "online": {"place": {"online": "true"}},
    "a venue without a city": {"place": {"venue": "Salle", "implied": "true"}},
    "a country alone": {"place": {"country": "Sénégal"}},
    "hybrid": {"place": {"online": "true", "city": "Rabat"}},
    "thirty sessions": {"sessions": [_session(n, place={"city": f"V{n}"}) for n in range(1, 31)]},
    "one session": {
        "sessions": [_session(1)],
        "attendance": [{"measure": "attendees", "covers": "s-1", "count": "5"}],
    },
    "a session without a date": {"sessions": [_session(1), {"id": "s-2"}]},
    "sessions in every state": {
        "sessions": [
            _session(n, status=s) for n, s in enumerate(("held", "postponed", "cancelled", "announced"), 1)
        ]
    },
    "an event under way": {"date": "2024-02/.."},
    "an end without a beginning": {"date": "../2024-02"},
    "about a month": {"date": "2024-02~"},
    "longer than the period": {"date": "2023-11/2024-05-02"},
    "eight fragments": {"quotes": [_quote("all", *(f"Passage {n}." for n in range(8)))]},
    "quotes without words of whom": {
        "quotes": [
            _quote("one", "x", speaker={"anonymous": "true"}),
            _quote("two", "y", speaker={"name": "P", "pseudonym": "true"}, language="en", key="true"),
            _quote("three", "« z »", speaker={}, translated="true", translations={"en": ["z"]}),
        ]
    },
    "people without a role": {
        "people": [{"name": "A B"}, {"name": "A B"}, {"name": "C", "from_place": "Fès", "organisation": "hcp"}],
        "programme": [{"title": "P", "people": [{"name": "C"}], "organisations": ["hcp"]}, {"title": "Q"}],
    },
    "every figure": {
        "attendance": [
            {"measure": measure, "mode": mode, "count": count, "women": count, "men": count, "sex_not_stated": count}
            for measure in ("attendees", "beneficiaries", "speakers", "cumulative", "target")
            for mode in ("in_person", "online")
            for count in COUNTS
        ]
    },
    "countries": {"countries": {"codes": ["SN", "ML", "SN"], "exhaustive": "false"}},
    "a framework without a goal": {"frameworks": [{"framework": "gcm"}, {"framework": "gcm", "goal": "5"}]},
    "an unknown funder's share": {
        "funding": [{"organisation": "hcp"}, {"organisation": "cndh", "background": "true"}]
    },
    "dates to come": {
        "announces": [{"title": "T", "date": d} for d in ("2025", "XXXX-03-02", "2025-03/..", "2024-05")]
    },
}  # fmt: skip


def _event(own: dict[str, Any]) -> Event:
    date_of = {} if "sessions" in own else {"date": "2024-01-10"}
    return Event.model_validate({"title": "Atelier", "type": "workshop", **date_of, **own})


def _report(*events: Event, language: str = "fr", status: Status = Status.DRAFT) -> Report:
    named = {f"2024-01-10-atelier-{index}": event for index, event in enumerate(events)}
    return compose(
        brief_of(
            "2024-Q1", records=with_events(named), language=language, status=status, as_of=date(2024, 4, 15)
        )
    )


def _check(report: Report, own: str) -> None:
    codes = [section.code for _, section in report.walk()]
    assert len(codes) == len(set(codes))
    for said in (text.replace("{{ body }} {n} ", "") for text in texts(_in_one_run(report))):
        if said not in own:
            assert not re.search(r"\{[a-z_]*\}|\bNone\b|  |\(\)|^[ ;,]|[ ,;]$", said) or "{page" in said, said
    for value in _values(report):
        if isinstance(value, Table):
            assert all(len(row) == len(value.columns) for row in (*value.rows, *filter(None, [value.total])))
        href = getattr(value, "href", None)
        assert not href or not href.startswith("#") or href[1:] in codes
        assert not href or not href.lower().startswith("javascript")


def _in_one_run(value: Any) -> Any:
    """Return a report in which each sentence is one run: a passage in another language divides it."""
    if isinstance(value, tuple):
        if value and all(isinstance(item, Text) for item in value):
            return (Text(plain(value)),)
        return tuple(map(_in_one_run, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _in_one_run(getattr(value, f.name)) for f in fields(value)})
    return value


def _values(value: object) -> list[object]:
    if isinstance(value, tuple):
        return [found for item in value for found in _values(item)]
    if is_dataclass(value):
        inner = (getattr(value, field.name) for field in fields(value))
        return [value, *(found for item in inner for found in _values(item))]
    return []


def _draw(report: Report) -> None:
    made = renderer("docx")(report, load_brand(ROOT / "templates", "default"), {})

    with zipfile.ZipFile(io.BytesIO(made.content)) as package:
        assert package.testzip() is None
        assert b"{n}" not in package.read("word/document.xml").replace(b"{{ body }} {n}", b"")


@pytest.mark.parametrize("name", ODD)
def test_an_odd_record_is_composed_in_each_language_and_drawn(name: str) -> None:
    event = _event(ODD[name])
    for language in ("fr", "en"):
        for status in Status:
            report = _report(event, language=language, status=status)
            _check(report, repr(ODD[name]) + name)
    _draw(report)


def test_all_odd_records_together_are_composed_as_many_and_drawn() -> None:
    report = _report(*(_event(own) for own in ODD.values()))

    _check(report, repr(ODD))
    _draw(report)


@pytest.mark.parametrize("kind", EventType)
@pytest.mark.parametrize("many", [1, 2])
def test_each_type_is_told_once_and_twice(kind: EventType, many: int) -> None:
    sessions = [_session(1), _session(2)]
    events = [_event({"type": kind.value, "sessions": sessions}) for _ in range(many)]

    for language in ("fr", "en"):
        _check(_report(*events, language=language), "")


@pytest.mark.parametrize("count", COUNTS)
def test_each_number_is_told_alone_and_beside_another(count: Any) -> None:
    figure = {"measure": "attendees", "count": count}
    one = _event({"attendance": [figure]})
    other = _event({"attendance": [{**figure, "women": count}], "type": "training"})

    for events in ((one,), (one, other)):
        for language in ("fr", "en"):
            _check(_report(*events, language=language), "une trentaine")
    assert Count.model_validate(count).qualifier
