"""Nothing that readers may not have reaches a letter, however deep its files are searched; and the search is not blind.

Marked words are put into every place of the records that is for the team, or waits for consent or for its day. Each is a
word in small letters, an accented one and an Arabic one. Where the same records are open, all of them are found.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.cli.main import run
from generator.cli.situation import Situation
from tests.test_newsletter import NEWSLETTER
from tests.unpacking import bare, unpack_folder
from tests.workspaces import ORGANISATIONS, PROJECT, PUBLISHER, THEMES, minimal_workspace

AS_OF = "2022-04-05"
LATIN = "abcdefghijklmnopqrstuvwxyz"
ACCENTED = str.maketrans("aeiouc", "àéîôùç")
ARABIC = str.maketrans(LATIN, "ابتثجحخدذرزسشصضطظعغفقكلمنه")

# Printed in their own place as soon as the records are open.
DIRECT = (
    "embargotitle", "embargoteaser", "embargocity", "embargobody", "embargodonor", "embargoannounces", "embargocoming",
    "withdrawntitle", "withdrawnteaser", "internaltitle", "internalteaser", "donortitle", "donorteaser",
    "quotemissing", "quotenone", "quotewithdrawn", "quoteexpired", "quotelater", "quotescope", "quotevulnerable",
    "quotespeaker", "picturealt", "picturecaption", "picturecredit", "leftouttitle", "leftoutteaser",
)  # fmt: skip
# Printed nowhere, whatever the records say; where they are open, a person has written them into the editorial.
NEVER = (
    "contactname", "contactplace", "contactmail", "notes", "personnote", "bodynote", "projectnote", "fundingnote",
    "consentform", "consentby", "guardian", "sourcetitle", "picturefile", "pictureexif", "otheralt", "othercaption",
    "othercredit", "embargonotes", "reference",
)  # fmt: skip
# For the team: on the review page of the Word file, and there alone.
TEAM = ("defects", "leftoutreason", "datingreason", "undatedtitle", "silenced")
PHONE = "+212 600 913 577"


def forms(tag: str) -> tuple[str, str, str]:
    """Return the marked words of a place: small letters, accented letters, Arabic letters."""
    return f"zq{tag}zq", f"zq{tag.translate(ACCENTED)}ëzq", f"ظظ{tag.translate(ARABIC)}ظظ"


def mark(tag: str) -> str:
    return " ".join(forms(tag))


def consent(open_: bool, refused: dict[str, Any] | None) -> dict[str, Any]:
    """Return a field of consent: given to everything where the records are open, else `refused`."""
    given = {
        "basis": "signed",
        "form": mark("consentform"),
        "by": mark("consentby"),
        "guardian": mark("guardian"),
        "scope": ["newsletter", "web"],
    }
    return {"consent": given} if open_ else ({"consent": refused} if refused else {})


REFUSED: dict[str, dict[str, Any] | None] = {
    "quotemissing": None,
    "quotenone": {"basis": "none"},
    "quotewithdrawn": {"basis": "official", "withdrawn": AS_OF},
    "quoteexpired": {"basis": "official", "expires": "2022-04-04"},
    "quotelater": {"basis": "official", "date": "2022-04-06"},
    "quotescope": {"basis": "signed", "form": "F-1", "scope": ["report", "donor", "internal", "web"]},
    "quotevulnerable": {"basis": "official"},
    "quotespeaker": {"basis": "none"},
}


def quotes(open_: bool) -> list[dict[str, Any]]:
    found = []
    for tag, refused in REFUSED.items():
        speaker = {"name": mark(tag) if tag == "quotespeaker" else f"Orateur {tag}"}
        if tag == "quotevulnerable":
            speaker |= {"protection": "minor", "pseudonym": "true"}
        words = "Des mots" if tag == "quotespeaker" else f"Des mots {mark(tag)}"
        found.append({"id": tag, "speaker": speaker, "fragments": [words], **consent(open_, refused)})
    allowed = {
        "basis": "signed",
        "form": mark("consentform"),
        "by": mark("consentby"),
        "scope": ["newsletter", "web"],
    }
    said = {"id": "allowed", "speaker": {"name": "Oratrice"}, "fragments": ["Des paroles permises"]}
    return [*found, {**said, "consent": allowed, "defects": mark("defects")}]


def pictures(open_: bool) -> list[dict[str, Any]]:
    """Return two pictures that nobody may see, then one that everybody may."""
    first = {"alt": mark("picturealt"), "caption": mark("picturecaption"), "credit": mark("picturecredit")}
    other = {"alt": mark("otheralt"), "caption": mark("othercaption"), "credit": mark("othercredit")}
    return [
        {"file": "une.jpg", **first, **consent(open_, None)},
        {"file": f"{forms('picturefile')[1]}.jpg", **other, **consent(open_, {"basis": "none"})},
        {"file": "trois.jpg", "alt": "Une salle", "credit": "©OIM", "consent": {"basis": "official"}},
    ]


def event(day: str, title: str, **more: Any) -> dict[str, Any]:
    return {"title": title, "type": "workshop", "date": day, "state": "approved", **more}


def told(tag: str, day: str, **more: Any) -> dict[str, Any]:
    return event(day, f"Atelier {mark(f'{tag}title')}", teaser=f"Accroche {mark(f'{tag}teaser')}.", **more)


def events(open_: bool) -> dict[str, dict[str, Any]]:
    embargo = {} if open_ else {"publish_after": AS_OF}
    head = event(
        "2022-03-10",
        "Atelier principal",
        summary="Un résumé.",
        attendance=[{"measure": "attendees", "count": "80"}],
        projects=["cohesion"],
        people=[{"name": "Une Personne", "note": mark("personnote")}],
        funding=[{"organisation": "pays-bas", "background": "true", "note": mark("fundingnote")}],
        pictures=pictures(open_),
        contacts=[
            {
                "name": mark("contactname"),
                "place": mark("contactplace"),
                "email": f"{forms('contactmail')[0]}@example.org",
                "phone": PHONE,
            }
        ],
        notes=mark("notes"),
        source={"kind": "message", "title": mark("sourcetitle")},
        silenced={"sum_mismatch": mark("silenced")},
    )
    secret = told(
        "embargo",
        "2022-03-11",
        place={"city": mark("embargocity")},
        projects=["secret"],
        organisations=[{"organisation": "secret-body", "role": "partner"}],
        announces=[{"title": f"Suite {mark('embargoannounces')}", "date": "2022-05-02"}],
        notes=mark("embargonotes"),
        **embargo,
    )
    coming = event("2022-05-03", f"Forum {mark('embargocoming')}", status="announced", **embargo)
    audiences = ([["internal"], ["donor:pays-bas"]], [["public"], ["public"]])[open_]
    return {
        "2022-03-10-principal": head,
        "2022-03-11-embargo": secret,
        "2022-03-12-retire": told("withdrawn", "2022-03-12") | ({} if open_ else {"state": "withdrawn"}),
        "2022-03-13-interne": told("internal", "2022-03-13", audiences=audiences[0]),
        "2022-03-14-bailleur": told("donor", "2022-03-14", audiences=audiences[1]),
        "2022-03-15-ecarte": told("leftout", "2022-03-15"),
        "2022-03-16-paroles": event("2022-03-16", "Atelier des paroles", quotes=quotes(open_)),
        "2022-05-03-forum": coming,
        "atelier-sans-date": {
            "title": mark("undatedtitle"), "type": "workshop", "dating": {"reason": mark("datingreason")},
        },
    }  # fmt: skip


def edition(open_: bool) -> dict[str, Any]:
    wanted = [f"2022-03-16-paroles/{tag}" for tag in (*REFUSED, "allowed")]
    if not open_:
        aside = {"event": "2022-03-15-ecarte", "reason": mark("leftoutreason")}
        return {"key_quotes": wanted, "leave_out": [aside]}
    return {"key_quotes": wanted, "editorial": {"text": " ".join([*map(mark, NEVER), PHONE])}}


def registers() -> dict[str, str]:
    bodies = yaml.safe_load(ORGANISATIONS)
    bodies["oim-maroc"]["note"] = mark("bodynote")
    for id, tag, donor in (("secret-body", "embargobody", "false"), ("secret-donor", "embargodonor", "true")):
        named = {"names": [{"name": f"Fondation {mark(tag)}"}], "standing": "civil_society", "donor": donor}
        bodies[id] = named
    project = yaml.safe_load(PROJECT)
    project["note"] = mark("projectnote")
    project["donors"][0]["reference"] = mark("reference")
    hidden = {"title": "Projet discret", "donors": [{"organisation": "secret-donor"}]}
    return {
        "records/organisations.yaml": dump(bodies),
        "records/projects/cohesion.yaml": dump(project),
        "records/projects/secret.yaml": dump(hidden),
        "records/publisher.yaml": PUBLISHER,
        "records/themes.yaml": THEMES,
    }


def dump(value: object) -> str:
    """Return `value` as a record: every scalar is text there."""
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000).replace(
        "donor: 'true'", "donor: true"
    )


def photograph(tag: str, colour: str) -> bytes:
    from PIL import Image

    picture, about = Image.new("RGB", (64, 40), colour), Image.Exif()
    about[0x010E] = mark(tag)  # ImageDescription
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", exif=about, comment=forms(tag)[0].encode())
    return buffer.getvalue()


def write(folder: Path, open_: bool) -> Path:
    files: dict[str, str | bytes | None] = {**registers()}
    for picture, colour in zip(pictures(open_), ("red", "lime", "blue"), strict=True):
        files[f"records/pictures/{picture['file']}"] = photograph("pictureexif", colour)
    files["records/editions/newsletter/2022-03.yaml"] = dump(edition(open_))
    return minimal_workspace(folder, {id: dump(record) for id, record in events(open_).items()}, files=files)


@dataclass
class Edition:
    """A letter: every text of its files and where it stands, and what was printed on the screen while it was made."""

    texts: tuple[tuple[str, str], ...]
    screen: str

    @cached_property
    def found(self) -> dict[str, set[str]]:
        """The places of each marked word."""
        return marks_in(self.texts)


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return _built(write(tmp_path_factory.mktemp("closed"), open_=False))


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return _built(write(tmp_path_factory.mktemp("open"), open_=True))


def _built(workspace: Path) -> Edition:
    screen, words = io.StringIO(), ["build", "2022-03", "--kind", "newsletter", "--as-of", AS_OF]
    with redirect_stdout(screen), redirect_stderr(screen):
        code = run(words, Situation(environment={"BILAN_LANGUAGE": "en"}, folder=workspace))
    assert code == 0, screen.getvalue()
    folder = workspace / "reports/2022-03/newsletter/public/draft-1"
    return Edition(tuple(unpack_folder(folder)), screen.getvalue())


def marks_in(texts: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Return the places where each marked word was found."""
    wanted = {form: tag for tag in (*DIRECT, *NEVER, *TEAM) for form in map(bare, forms(tag))}
    wanted[bare(PHONE)] = "phone"
    found: dict[str, set[str]] = {}
    for place, text in texts:
        searched = bare(text)
        for form, tag in wanted.items():
            if form in searched:
                found.setdefault(tag, set()).add(place)
    return found


def format_of(place: str) -> str:
    """Return the format that a place in an edition belongs to."""
    name = place.split(" (")[0].partition("!")[0]
    return next((form for form, ending in ENDINGS.items() if ending in name), "")


# The longer ending first: a page for the web ends in .html too.
ENDINGS = {
    "handover": "-handover/",
    "web": ".web.html",
    **{f: f".{f}" for f in ("docx", "eml", "html", "txt")},
}


def test_nothing_that_is_not_for_readers_is_in_any_file_of_a_letter(closed: Edition) -> None:
    assert {format_of(place) for place, _ in closed.texts} - {""} == set(NEWSLETTER.formats)

    found = closed.found

    assert {tag: places for tag, places in found.items() if tag not in TEAM} == {}


def test_what_is_for_the_team_is_in_the_word_file_alone(closed: Edition) -> None:
    found = closed.found

    for tag in TEAM:
        assert {format_of(place) for place in found.get(tag, ())} == {"docx"}, tag


def test_nothing_of_it_is_printed_on_the_screen(closed: Edition) -> None:
    assert "newsletter-2022-03-fr.eml" in closed.screen
    assert marks_in([("screen", closed.screen)]) == {}


def test_what_was_left_out_is_named_by_its_id_on_the_review_page(closed: Edition) -> None:
    said = " ".join(text for place, text in closed.texts if format_of(place) == "docx")

    for id in ("2022-03-11-embargo", "2022-03-12-retire", "2022-03-13-interne", "2022-03-14-bailleur"):
        assert id in said, id
    for tag in REFUSED:
        assert f"2022-03-16-paroles/{tag}" in said, tag


@pytest.mark.parametrize("form", NEWSLETTER.formats)
def test_the_search_finds_every_one_of_them_in_every_format_where_the_records_are_open(
    opened: Edition, form: str
) -> None:
    found = opened.found

    blind = {tag for tag in (*DIRECT, *NEVER, "phone") if form not in map(format_of, found.get(tag, ()))}
    assert blind == set()


@pytest.mark.parametrize(("edition", "colour"), [("closed", "blue"), ("opened", "red")])
def test_only_the_picture_with_consent_is_in_any_file(
    request: pytest.FixtureRequest, edition: str, colour: str
) -> None:
    texts = request.getfixturevalue(edition).texts
    seen = {(format_of(place), text) for place, text in texts if place.endswith("(colour)")}

    assert {"docx", "eml", "handover", "web"} <= {form for form, _ in seen}
    assert {found for _, found in seen} == {colour}


def test_both_parts_of_the_message_are_searched(opened: Edition) -> None:
    found = opened.found

    for tag in ("embargotitle", "quotenone", "picturecaption", "contactname"):
        parts = {place.rpartition("!")[2].split(" (")[0] for place in found[tag] if format_of(place) == "eml"}
        assert {"text/plain", "text/html"} <= parts, tag


def test_a_search_finds_words_cut_by_tags_hyphens_and_marks() -> None:
    cut = "zq<b>no</b>t\u00ade<i>\u200f s-</i>\u200bz<u>Q</u>"
    html = f"<html><body><p>{cut}</p></body></html>".encode()
    quoted = b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nzqnot=\nes=7Aq\n"

    from tests.unpacking import unpack

    assert set(marks_in(unpack("a.html", html))) == {"notes"}
    assert set(marks_in(unpack("a.eml", quoted))) == {"notes"}
