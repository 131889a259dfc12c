"""A minor or a victim of trafficking is heard without a name of their own and without a place: not even the event's (P04)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.config.templates import load_kind, names
from generator.records.fields import Channel
from generator.records.gate import channel_of
from generator.records.loader import load
from generator.records.view import seen_by
from generator.report.blocks import Figure, Quote
from generator.report.compose import compose, texts
from generator.report.consents import consents
from generator.report.model import Report
from tests.report.briefs import ROOT, brief_of
from tests.workspaces import EVENT, minimal_workspace

EVERYWHERE = [channel.value for channel in Channel]
SIGNED = {"basis": "signed", "form": "F-1", "guardian": "Une tutrice", "scope": EVERYWHERE}
KINDS = [kind for kind in names(ROOT / "templates", "kinds") if kind != "eu-narrative"]
ID = "2022-02-15-atelier"


def quote(id: str, protection: str | None = None, **more: Any) -> dict[str, Any]:
    speaker = (
        {"name": f"Voix {id}", "pseudonym": True, "protection": protection} if protection else {"name": id}
    )
    return {"id": id, "speaker": speaker, "fragments": [f"Des mots {id}"], "consent": SIGNED} | more


def picture(file: str, protection: str | None = None, **more: Any) -> dict[str, Any]:
    held = {"protection": protection} if protection else {}
    return {"file": file, "alt": f"Image {file}", "credit": "©OIM", "consent": SIGNED} | held | more


def report(folder: Path, kind: str, **more: Any) -> Report:
    class Plain(yaml.SafeDumper):
        def ignore_aliases(self, data: object) -> bool:
            return True

    found = load_kind(ROOT / "templates", kind)
    audience = "donor:pays-bas" if kind == "donor-summary" else "public"
    files: dict[str, str | bytes | None] = {
        f"records/pictures/{one['file']}": b"x" for one in more.get("pictures", ())
    }
    records = load(minimal_workspace(folder, {ID: EVENT + yaml.dump(more, Dumper=Plain)}, files=files))
    records = seen_by(records, "pays-bas") if kind == "donor-summary" else records
    wishes: dict[str, Any] = {"channel": channel_of(audience, Channel(found.channel)), "audience": audience}
    return compose(brief_of("2022-Q1", records=records, kind=found, **wishes))


def blocks(made: Report, wanted: type[Any]) -> list[tuple[str, Any]]:
    """Return each block of a type with the code of its section."""
    return [
        (section.code, one) for _, section in made.walk() for one in section.blocks if isinstance(one, wanted)
    ]


@pytest.mark.parametrize("protection", ["minor", "trafficking"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_protected_persons_words_stand_in_the_section_of_quotes_without_their_occasion(
    tmp_path: Path, kind: str, protection: str
) -> None:
    made = report(tmp_path, kind, quotes=[quote("protegee", protection, key=True), quote("autre")])
    ((code, block),) = (one for one in blocks(made, Quote) if "protegee" in one[1].speaker)

    assert (code, block.occasion) == ("quotes", ())
    assert block.speaker == "Voix protegee (nom d’emprunt)"


def test_they_are_not_told_with_the_event_even_where_the_section_of_quotes_has_no_room(
    tmp_path: Path,
) -> None:
    many = [quote(f"voix-{n}", "minor") for n in range(9)]
    made = report(tmp_path, "activity-report", quotes=many)

    assert {code for code, _ in blocks(made, Quote)} == {"quotes"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_protected_face_is_never_shown_beside_the_event(tmp_path: Path, kind: str) -> None:
    pictures = [
        picture("visage.jpg", "minor"),
        picture("dos.jpg", "minor", faces=False),
        picture("salle.jpg"),
    ]
    made = report(tmp_path, kind, pictures=pictures)
    shown = [(code, block.asset.removeprefix("pictures/")) for code, block in blocks(made, Figure)]

    if kind == "donor-summary":
        assert shown == [("pictures", "visage.jpg"), ("pictures", "dos.jpg"), ("pictures", "salle.jpg")]
    else:
        assert shown == [(f"event-{ID}", "dos.jpg")]


def test_without_a_signed_form_the_team_is_told_which_and_why_and_the_reader_nothing(tmp_path: Path) -> None:
    official = {"basis": "official"}
    no_guardian = {name: value for name, value in SIGNED.items() if name != "guardian"}
    made = report(
        tmp_path,
        "activity-report",
        quotes=[quote("une", "minor", consent=no_guardian), quote("deux", "trafficking", consent=official)],
        pictures=[picture("visage.jpg", "minor", consent=no_guardian)],
    )

    assert blocks(made, Quote) == blocks(made, Figure) == []
    assert "Des mots" not in " ".join(texts(made))
    records = load(tmp_path)
    told = [(one.code, one.field) for one in consents(brief_of("2022-Q1", records=records))]
    assert told == [
        ("consent.quote_protected", "quotes[1].consent"),
        ("consent.quote_protected", "quotes[2].consent"),
        ("consent.picture_protected", "pictures[1].consent"),
    ]


def test_an_anonymous_speaker_and_one_under_another_name_are_called_so(tmp_path: Path) -> None:
    quotes = [
        quote("une", speaker={"anonymous": True, "name": "Vrai Nom", "role": "Bénéficiaire"}),
        quote("deux", speaker={"name": "Amina", "pseudonym": True}),
    ]
    made = report(tmp_path, "activity-report", quotes=quotes)
    speakers = [block.speaker for _, block in blocks(made, Quote)]

    assert sorted(speakers) == ["Amina (nom d’emprunt)", "Témoignage anonyme"]
    assert "Vrai Nom" not in " ".join(texts(made.for_readers()))
