"""What a translation may not lose: numbers, names, addresses, marks; what may be right after all is a doubt."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.records.faithful import KnownNames, numbers, slips
from generator.records.loader import load

NAMES = KnownNames(load(Path(__file__).parents[2]))


def told(source: str, translation: str, field: str = "summary") -> dict[str, bool]:
    """Return the code of each slip and whether it is a doubt."""
    return {slip.code.partition(".")[2]: slip.doubt for slip in slips(source, translation, field, NAMES)}


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("70 personnes", "70 people"),
        ("17 000 personnes", "17,000 people"),
        ("Le 1er avril 2022", "On 1 April 2022"),
        ("L’OIM Maroc et le HCP", "المنظمة الدولية للهجرة بالمغرب والمندوبية السامية للتخطيط"),
        ("Le Haut-Commissariat au Plan", "للمندوبية السامية للتخطيط"),
        ("À Marrakech", "بمراكش"),
        ("Au Maroc", "بالمغرب"),
        ("Mme Teresa Botella", "السيدة Teresa Botella"),
        ("Voir [ici](https://iom.int/x).", "See [here](https://iom.int/x)."),
        ("**Un** *mot*", "**One** *word*"),
        ("- un\n- deux", "* one\n* two"),
        ("Marrakech", "مراكش الحمراء"),
    ],
)  # fmt: skip
def test_a_faithful_translation_is_told_nothing(source: str, translation: str) -> None:
    assert told(source, translation) == {}


@pytest.mark.parametrize(
    ("source", "translation", "code", "doubt"),
    [
        ("70 personnes", "7 people", "numbers", True),
        ("70 personnes", "seventy people", "numbers", True),
        ("70 personnes", "٧٠ شخصا", "eastern_digits", True),
        ("Le HCP y était", "They were there", "name", True),
        ("Mme Teresa Botella a parlé", "Ms T. Botella spoke", "name", True),
        ("À Casablanca, hier", "أمس", "name", True),
        ("Un\n\nDeux", "One", "paragraphs", True),
        ("Voir https://iom.int/x", "See https://iom.int/y", "address", False),
        ("Écrire à a@iom.int", "Write", "address", False),
        ("Bonjour {name}", "Hello", "placeholder", False),
        ("**Un** mot", "One word", "marks", False),
        ("- un\n- deux", "one\ntwo", "marks", False),
        ("Un mot", "One\nword", "one_line", False),
        ("Un", "O\u202ene", "character", False),
        ("Un", "O\tne", "character", False),
        ("Un", "x" * 20_001, "too_long", False),
    ],
)
def test_what_is_lost_is_told(source: str, translation: str, code: str, doubt: bool) -> None:
    assert told(source, translation).get(code) is doubt


def test_a_teaser_is_held_to_its_length_but_not_below_its_source() -> None:
    assert told("Un mot", "word " * 41, "teaser") == {"many_words": True}
    assert told("mot " * 45, "word " * 44, "teaser") == {}


def test_a_lost_name_is_told_as_it_is_written_and_once() -> None:
    found = [slip.facts["name"] for slip in slips("Le Haut-Commissariat au Plan", "Nobody", "summary", NAMES)]

    assert found == ["Haut-Commissariat au Plan"]


def test_numbers_are_those_of_the_text_and_not_of_its_addresses() -> None:
    assert numbers("17 000, 3.5 et https://iom.int/2022") == ["17000", "3", "5"]
