"""A minor or a victim of trafficking is never named nor placed: what a record may not say of them is refused with its line (P04)."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.records.loader import load
from tests.records.reading import errors_of, told
from tests.workspaces import minimal_workspace

HEAD = """\
title: Atelier
type: workshop
date: 2022-02-15
place:
  city: {fr: Béni Mellal, ar: بني ملال}
  venue: Centre Al Amal
  region: Béni Mellal-Khénifra
"""
QUOTE = """\
quotes:
  - id: une-voix
    speaker: {{name: Amina, pseudonym: true, protection: {protection}{speaker}}}
    fragments:
      - {words}
    consent: {{basis: signed, form: F-1, guardian: Tutrice, scope: [report]}}
"""


def quote(words: str = "Je vais bien", protection: str = "minor", speaker: str = "", more: str = "") -> str:
    said = QUOTE.format(words=words, protection=protection, speaker=speaker)
    return HEAD + said + more


@pytest.mark.parametrize("protection", ["minor", "trafficking"])
def test_a_protected_person_under_another_name_and_with_a_region_is_accepted(
    tmp_path: Path, protection: str
) -> None:
    text = quote("Je suis partie de la région de Béni Mellal-Khénifra", protection)

    assert load(minimal_workspace(tmp_path, {"2022-02-15-atelier": text})).events


@pytest.mark.parametrize("protection", ["minor", "trafficking"])
def test_a_protected_person_never_bears_their_own_name(tmp_path: Path, protection: str) -> None:
    text = quote(protection=protection).replace("pseudonym: true, ", "")

    assert [told(found) for found in errors_of(tmp_path, text)] == [
        ("consent.protected_name", 10, 21, "quotes[1].speaker.name")
    ]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (quote("Je vis à BENI MELLAL depuis peu"), "quotes[1].fragments[1]"),
        (quote("Au centre Al-Amal, on m'aide"), "quotes[1].fragments[1]"),
        (quote("أعيش ببني ملال"), "quotes[1].fragments[1]"),
        (quote(speaker=", role: Élève à Béni Mellal"), "quotes[1].speaker.role"),
        (quote(speaker=", role: {fr: Élève, en: A pupil of Beni Mellal}"), "quotes[1].speaker.role.en"),
        (quote(more="    translations: {en: [I live in Beni-Mellal]}\n"), "quotes[1].translations.en[1]"),
    ],
)
def test_a_protected_person_is_never_placed_below_a_region(tmp_path: Path, text: str, field: str) -> None:
    (found,) = errors_of(tmp_path, text)

    assert (found.code, found.field) == ("consent.protected_place", field)
    assert text.splitlines()[found.line - 1].strip() and found.column > 0


def test_the_place_of_a_session_counts_too_and_so_does_the_name_of_the_speakers_body(tmp_path: Path) -> None:
    body = (
        "foyer-taza:\n  names: [{name: {fr: Foyer de Taza, en: Taza shelter}}]\n  standing: civil_society\n"
    )
    from tests.records.reading import refused
    from tests.workspaces import ORGANISATIONS

    sessions = "sessions:\n  - {id: une, date: 2022-02-15, place: {city: Taza}}\n"
    text = "title: Atelier\ntype: workshop\n" + sessions
    text += QUOTE.format(
        words="On m'a accueillie à Taza", protection="minor", speaker=", organisation: foyer-taza"
    )
    files = {"records/organisations.yaml": ORGANISATIONS + body}
    found = refused(minimal_workspace(tmp_path, {"2022-02-15-atelier": text}, files=dict(files)))

    assert {(one.code, one.field) for one in found} == {
        ("consent.protected_place", "quotes[1].fragments[1]"),
        ("consent.protected_body", "quotes[1].speaker.organisation"),
    }


def test_a_word_that_only_holds_the_name_of_a_place_is_no_place(tmp_path: Path) -> None:
    text = quote("Les fesses rouges").replace("{fr: Béni Mellal, ar: بني ملال}", "Fès")

    assert load(minimal_workspace(tmp_path, {"2022-02-15-atelier": text})).events


def test_the_story_of_a_protected_person_states_neither_city_nor_venue(tmp_path: Path) -> None:
    text = quote().replace("type: workshop", "type: story")

    assert [(found.code, found.field) for found in errors_of(tmp_path, text)] == [
        ("consent.protected_story", "place.city.fr"),
        ("consent.protected_story", "place.city.ar"),
        ("consent.protected_story", "place.venue"),
    ]


@pytest.mark.parametrize("field", ["alt", "caption", "credit"])
def test_a_picture_of_a_protected_person_is_described_without_its_place(tmp_path: Path, field: str) -> None:
    words = {"alt": "Une élève", "caption": "En classe", "credit": "©OIM"} | {field: "À Béni Mellal, mars"}
    lines = "".join(f"    {name}: {text}\n" for name, text in words.items())
    text = HEAD + f"pictures:\n  - file: une.jpg\n{lines}    protection: minor\n"
    from tests.records.reading import FILE, refused

    files: dict[str, str | bytes | None] = {FILE: text, "records/pictures/une.jpg": b"x"}
    (found,) = refused(minimal_workspace(tmp_path, {}, files=files))

    assert (found.code, found.field) == ("consent.protected_place", f"pictures[1].{field}")


EXCERPT = """\
title: Atelier
type: workshop
date: 2022-02-15
quotes:
  - id: une-voix
    speaker: {{name: Amina}}
    fragments:
      - "Nous avons dit « non » à l'oubli, puis nous sommes venus ici."
      - Rien ne nous arrête.
    excerpt: {excerpt}
"""


@pytest.mark.parametrize(
    "excerpt",
    ["[“non” à l’oubli, Rien ne nous]", '["Nous avons dit", "nous sommes venus ici."]', "[arrête]"],
)
def test_an_excerpt_of_words_as_they_stand_is_accepted(tmp_path: Path, excerpt: str) -> None:
    text = EXCERPT.format(excerpt=excerpt)

    assert load(minimal_workspace(tmp_path, {"2022-02-15-atelier": text})).events


@pytest.mark.parametrize(
    ("excerpt", "place"),
    [
        ("[Nous avons toujours dit]", 1),  # a word more
        ("[Rien ne nous, Nous avons dit]", 2),  # the other way round
        ("[us sommes venus]", 1),  # a word cut
        ("[puis nous sommes venus ici. Rien ne nous]", 1),  # over two fragments
        ("[Nous avons dit, Nous avons dit]", 2),  # twice
        ("['«']", 1),  # nothing
    ],
)
def test_an_excerpt_that_is_not_verbatim_is_refused_at_its_passage(
    tmp_path: Path, excerpt: str, place: int
) -> None:
    (found,) = errors_of(tmp_path, EXCERPT.format(excerpt=excerpt))

    assert (found.code, found.line, found.field) == ("consent.excerpt", 10, f"quotes[1].excerpt[{place}]")
