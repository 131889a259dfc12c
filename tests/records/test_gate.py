"""The one gate: whatever a person did not agree to is gone from the records, in every audience, channel and day; the rest stays.

Each quote, picture and contact holds a marked word of its own; what was admitted is searched as a whole, so that no field can
be forgotten. Where everything is allowed, every word is found: the search is not blind.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.records.fields import Channel
from generator.records.gate import admit, channel_of, revoked
from generator.records.loader import load
from generator.records.records import Records
from tests.report.briefs import brief_of
from tests.workspaces import minimal_workspace

DAY = date(2022, 4, 15)
EVENT = "2022-02-15-atelier"
AUDIENCES = ("public", "internal", "donor:pays-bas")
EVERYWHERE = [channel.value for channel in Channel]
SIGNED = {"basis": "signed", "form": "F-1", "scope": EVERYWHERE}

# What is recorded, and why it is kept back everywhere; empty: it holds.
CONSENTS: dict[str, tuple[dict[str, Any] | None, str]] = {
    "missing": (None, "missing"),
    "none": ({"basis": "none"}, "none"),
    "nonescoped": ({"basis": "none", "scope": EVERYWHERE}, "none"),
    "withdrawn": ({**SIGNED, "withdrawn": "2022-04-15"}, "withdrawn"),
    "withdrawnofficial": ({"basis": "official", "withdrawn": "2020-01-01"}, "withdrawn"),
    "tobewithdrawn": ({**SIGNED, "withdrawn": "2022-04-16"}, ""),
    "expired": ({**SIGNED, "expires": "2022-04-14"}, "expired"),
    "lastday": ({**SIGNED, "expires": "2022-04-15"}, ""),
    "notyet": ({**SIGNED, "date": "2022-04-16"}, "not_yet"),
    "firstday": ({**SIGNED, "date": "2022-04-15"}, ""),
    "official": ({"basis": "official"}, ""),
    "signed": (SIGNED, ""),
    **{f"only{name}": ({**SIGNED, "scope": [name]}, f"channel but {name}") for name in EVERYWHERE},
    **{
        f"official{name}": ({"basis": "official", "scope": [name]}, f"channel but {name}")
        for name in EVERYWHERE
    },
}
# Who is protected needs more: a signed form, a minor one of a guardian.
PROTECTED: dict[str, tuple[str, dict[str, Any], str]] = {
    "minorofficial": ("minor", {"basis": "official"}, "protected"),
    "minorsigned": ("minor", SIGNED, "protected"),
    "minorguarded": ("minor", {**SIGNED, "guardian": "Tutrice"}, ""),
    "minorguardedexpired": ("minor", {**SIGNED, "guardian": "Tutrice", "expires": "2022-01-01"}, "expired"),
    "victimofficial": ("trafficking", {"basis": "official"}, "protected"),
    "victimsigned": ("trafficking", SIGNED, ""),
}


def mark(kind: str, tag: str) -> str:
    return f"zq{kind}{tag}zq"


def items() -> list[tuple[str, str | None, dict[str, Any] | None, str]]:
    """Return tag, protection, consent and why it is kept back."""
    plain = [(tag, None, consent, why) for tag, (consent, why) in CONSENTS.items()]
    return [*plain, *((tag, who, consent, why) for tag, (who, consent, why) in PROTECTED.items())]


def quote(tag: str, protection: str | None, consent: dict[str, Any] | None) -> dict[str, Any]:
    speaker: dict[str, Any] = {"name": mark("speaker", tag), "role": mark("role", tag)}
    if protection:
        speaker |= {"pseudonym": True, "protection": protection}
    words = {
        "fragments": [f"Des mots {mark('words', tag)}"],
        "excerpt": [mark("words", tag)],
        "translations": {"en": [mark("ours", tag)]},
        "defects": mark("defects", tag),
    }
    return {"id": tag, "speaker": speaker, **words, **({"consent": consent} if consent else {})}


def picture(tag: str, protection: str | None, consent: dict[str, Any] | None) -> dict[str, Any]:
    told = {"alt": mark("alt", tag), "caption": mark("caption", tag), "credit": mark("credit", tag)}
    held = {"protection": protection} if protection else {}
    return {"file": f"{tag}.jpg", **told, **held, **({"consent": consent} if consent else {})}


def record(**more: Any) -> dict[str, Any]:
    return {
        "title": "Atelier",
        "type": "workshop",
        "date": "2022-02-15",
        "state": "approved",
        "projects": ["cohesion"],
        "quotes": [quote(tag, who, consent) for tag, who, consent, _ in items()],
        "pictures": [picture(tag, who, consent) for tag, who, consent, _ in items()],
        "contacts": [
            {"name": mark("contact", "open"), "public": True},
            {"name": mark("contact", "closed"), "email": "zqclosedzq@example.org"},
        ],
        **more,
    }


def read(folder: Path, **events: dict[str, Any]) -> Records:
    files: dict[str, str | bytes | None] = {f"records/pictures/{tag}.jpg": b"x" for tag, *_ in items()}
    # A copy without shared parts: an alias is refused.
    texts = {id: yaml.safe_dump(json.loads(json.dumps(event)), width=10_000) for id, event in events.items()}
    return load(minimal_workspace(folder, texts, files=files))


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Records:
    return read(tmp_path_factory.mktemp("gate"), **{EVENT: record()})


def reason(why: str, channels: tuple[Channel, ...]) -> str:
    """Return why it is kept back in `channels`, from the tables above alone."""
    if not why.startswith("channel but "):
        return why
    only = why.removeprefix("channel but ")
    return "" if all(channel.value == only for channel in channels) else "channel"


CHANNELS = [(channel,) for channel in Channel] + [
    (Channel.NEWSLETTER, Channel.WEB), (Channel.DONOR, Channel.WEB), tuple(Channel),
]  # fmt: skip


@pytest.mark.parametrize(("audience", "channels"), list(product(AUDIENCES, CHANNELS)))
def test_what_may_not_be_shown_is_gone_and_named_with_its_reason(
    records: Records, audience: str, channels: tuple[Channel, ...]
) -> None:
    admitted = admit(records, audience, channels, DAY)
    left = repr(admitted.events) + repr(admitted.warnings)
    wanted = {tag: reason(why, channels) for tag, _, _, why in items()}

    for tag, why in wanted.items():
        for kind in ("speaker", "role", "words", "ours", "defects", "alt", "caption", "credit"):
            assert (mark(kind, tag) in left) is (not why), (kind, tag)
    told = {(one.id, one.why) for one in admitted.withheld}
    assert told == {
        (f"{EVENT}/{name}", why) for tag, why in wanted.items() if why for name in (tag, f"{tag}.jpg")
    }
    assert "zq" not in repr(admitted.withheld)
    assert mark("contact", "open") in left
    assert (mark("contact", "closed") in left) is ("zqclosedzq" in left) is (audience == "internal")


def test_the_place_of_what_is_kept_back_is_that_in_the_file(records: Records) -> None:
    places = {one.id: one.field for one in admit(records, "public", (Channel.REPORT,), DAY).withheld}

    assert places[f"{EVENT}/missing"] == "quotes[1]"
    assert places[f"{EVENT}/missing.jpg"] == "pictures[1]"
    assert places[f"{EVENT}/withdrawn"] == f"quotes[{list(CONSENTS).index('withdrawn') + 1}]"


def test_a_protected_face_that_nobody_can_recognise_needs_no_signed_form(tmp_path: Path) -> None:
    hidden = {**picture("faceless", "minor", {"basis": "official"}), "faces": False, "file": "signed.jpg"}
    shown = picture("minorofficial", "minor", {"basis": "official"})
    found = read(tmp_path, **{EVENT: record(quotes=[], pictures=[hidden, shown])})

    assert [one.id for one in admit(found, "public", (Channel.REPORT,), DAY).withheld] == [
        f"{EVENT}/minorofficial.jpg"
    ]


@pytest.mark.parametrize(
    ("limits", "why"),
    [
        ({"state": "withdrawn"}, {"public": "withdrawn", "internal": "withdrawn", "donor:pays-bas": "withdrawn"}),
        ({"publish_after": "2022-04-15"}, {"public": "embargo", "donor:pays-bas": "embargo"}),
        ({"publish_after": "2022-04-14"}, {}),
        ({"audiences": ["internal"]}, {"public": "audience", "donor:pays-bas": "audience"}),
        ({"audiences": ["donor:pays-bas"]}, {"public": "audience", "internal": "audience"}),
        ({"audiences": ["public"]}, {"internal": "audience", "donor:pays-bas": "audience"}),
    ],
)  # fmt: skip
def test_an_event_that_is_refused_keeps_no_words_and_is_excluded_by_its_id(
    tmp_path: Path, limits: dict[str, Any], why: dict[str, str]
) -> None:
    found = read(tmp_path, **{EVENT: record(**limits), "2022-02-16-autre": record(title="Un autre")})

    for audience in AUDIENCES:
        admitted = admit(found, audience, (channel_of(audience, Channel.REPORT),), DAY)
        words = repr(admitted.events[EVENT])
        assert ("zq" in words) is (audience not in why), audience
        assert {one.event for one in admitted.withheld} >= {"2022-02-16-autre"}
        assert (EVENT in {one.event for one in admitted.withheld}) is (audience not in why)
        excluded = brief_of("2022-Q1", records=found, audience=audience, as_of=DAY).summary.excluded
        assert excluded == (((EVENT, why[audience]),) if audience in why else ())


def test_a_warning_repeats_nothing_of_words_that_were_kept_back_in_its_record_or_another(
    tmp_path: Path,
) -> None:
    first = record(quotes=[quote("missing", None, None)], pictures=[], people=[{"name": "Amina Sallami"}])
    first["quotes"][0]["speaker"] = {"name": "Fadila Sallami", "role": "Directrice zqwithheldzq"}
    first["quotes"][0]["fragments"] = ["Des des mots"]
    del first["quotes"][0]["excerpt"]
    second = record(
        quotes=[],
        pictures=[],
        people=[{"name": "Fadila Sallami", "role": "Cheffe"}, {"name": "Aminna Sallami"}],
    )
    found = read(tmp_path, **{EVENT: first, "2022-02-16-autre": second})
    assert {"records.doubled_word", "records.other_role", "records.other_spelling"} <= {
        one.code for one in found.warnings
    }

    left = admit(found, "public", (Channel.REPORT,), DAY).warnings

    assert "zqwithheldzq" not in repr(left) and "Des des" not in repr(left)
    assert [one.code for one in left if one.code in ("records.doubled_word", "records.other_role")] == []
    assert "records.other_spelling" in {one.code for one in left}


def test_what_nobody_may_print_any_more_does_not_depend_on_a_channel(records: Records) -> None:
    gone = {one.id: one.why for one in revoked(records, DAY)}

    wanted = {tag: why for tag, _, _, why in items() if why and not why.startswith("channel")}
    assert gone == {f"{EVENT}/{name}": why for tag, why in wanted.items() for name in (tag, f"{tag}.jpg")}


def test_without_the_gate_every_word_is_found(records: Records) -> None:
    left = repr(records.events)

    for tag, *_ in items():
        for kind in ("speaker", "role", "words", "ours", "defects", "alt", "caption", "credit"):
            assert mark(kind, tag) in left


def test_the_gate_changes_nothing_else(records: Records) -> None:
    admitted = admit(records, "public", (Channel.REPORT,), DAY)
    back = {
        id: event.model_copy(
            update={name: getattr(records.events[id], name) for name in ("quotes", "pictures", "contacts")}
        )
        for id, event in admitted.events.items()
    }

    whole = replace(admitted, events=back, withheld=(), warnings=records.warnings)
    assert whole == replace(records, events=dict(records.events))
