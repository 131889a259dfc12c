"""French and English spacing touches spaces and marks only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records.verbatim import normalise
from generator.report.typography import quoted, typeset

NARROW, WIDE = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("Pourquoi ?", f"Pourquoi{NARROW}?"),
        ("Pourquoi?", f"Pourquoi{NARROW}?"),
        ("un point; puis deux : voilà !", f"un point{NARROW}; puis deux{WIDE}: voilà{NARROW}!"),
        ("« mot »", f"«{WIDE}mot{WIDE}»"),
        ("l'atelier d'échange", "l’atelier d’échange"),
        ("Mme Hind Aïssaoui", f"Mme{WIDE}Hind Aïssaoui"),
        ("M. Sacha", f"M.{WIDE}Sacha"),
        ("n° 31", f"n°{WIDE}31"),
        ("1er avril 2022", f"1er{WIDE}avril{WIDE}2022"),
        ("50 %", f"50{WIDE}%"),
        ("70 femmes, 2 activités", f"70{WIDE}femmes, 2{WIDE}activités"),
    ],
)
def test_french_sets_the_spaces_of_a_careful_editor(written: str, wanted: str) -> None:
    assert typeset(written, "french") == wanted


@pytest.mark.parametrize(
    "untouched",
    [
        "https://iom.int/a?b=1;c:d",
        "de 12:30 à 14:00",
        "contact@iom.int",
        "www.iom.int/a?b",
        "participant-e-s",
    ],
)
def test_addresses_times_and_inclusive_forms_are_left_alone(untouched: str) -> None:
    assert typeset(untouched, "french") == untouched


@given(st.text(alphabet="abé'’ «»\"?!;:.,0123456789\u202f\u00a0n°%", max_size=60))
def test_typesetting_changes_spaces_and_marks_only(text: str) -> None:
    def bare(value: str) -> str:
        return "".join(normalise(value).split())

    assert bare(typeset(text, "french")) == bare(text)
    assert bare(quoted(text, "french")) == bare(text)


@given(st.text(alphabet="abé'’ «»?!;:.,09n°%M", max_size=60))
def test_typesetting_twice_changes_nothing_more(text: str) -> None:
    once = typeset(text, "french")

    assert typeset(once, "french") == once
