"""Which characters of a mixed text are set apart, and which invisible marks a program without isolation needs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.renderers.scripts import LTR, MARKS, RTL, marked, pieces


def apart(text: str, around: str) -> list[str]:
    return [piece.text for piece in pieces(text, around) if piece.direction != around]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("شارك OIM (المنظمة) في 2022", ["OIM"]),
        ("مع Casablanca، Rabat", ["Casablanca", "Rabat"]),
        ("مع GIZ (Deutsche Gesellschaft) منذ 2019", ["GIZ (Deutsche Gesellschaft)"]),
        ("الهاتف: +212 537 65 28 81.", ["+212 537 65 28 81"]),
        ("الهاتف: 05 37 65 28 81", ["05 37 65 28 81"]),
        ("الفصل 2022-Q1", ["2022-Q1"]),
        ("T1 2022", ["T1 2022"]),
        ("تقرير · T1 2022 · العدد 32", ["T1 2022"]),
        ("بتاريخ 2022-03-28 أو 28/03/2022", ["2022-03-28", "28/03/2022"]),
        ("C++ و 3D", ["C++", "3D"]),
        ("انظر https://exemple.org/ar/.", ["https://exemple.org/ar/"]),
        ("البريد: contact@exemple.org", ["contact@exemple.org"]),
        ("1 284 شخصًا", ["1 284"]),
        ("5\u202f490 شخصًا", []),
        ("35 % من 70", ["35 %"]),
        ("15-17 فبراير", ["15", "17"]),
        ("15–17 فبراير", []),
        ("في 2022 (OIM)", ["OIM"]),
        ("«Good data.»", ["Good data"]),
        ("لا شيء", []),
    ],
)
def test_in_arabic_latin_words_and_numbers_of_several_parts_are_set_apart(
    text: str, expected: list[str]
) -> None:
    assert apart(text, RTL) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Projet كلمة 2022 mots", ["كلمة"]),
        ("MM. أحمد بنعلي, محمد الحسني", ["أحمد بنعلي", "محمد الحسني"]),
        ("la ville (الرباط) est", ["الرباط"]),
        ("كلمة (شيء) fin", ["كلمة (شيء)"]),
        ("Rabat – الرباط", ["الرباط"]),
        ("aucun mot", []),
    ],
)
def test_in_french_arabic_words_are_set_apart_without_the_numbers_and_signs_around_them(
    text: str, expected: list[str]
) -> None:
    assert apart(text, LTR) == expected


def with_marks(text: str, around: str) -> str:
    return "".join(piece.text for piece in marked(pieces(text, around), around))


def test_marks_stand_only_where_a_text_would_be_read_in_the_wrong_order() -> None:
    left, right = MARKS[LTR], MARKS[RTL]
    assert with_marks("شاركت منظمة OIM في 2022 (GIZ).", RTL) == "شاركت منظمة OIM في 2022 (GIZ)."
    assert with_marks("مع Casablanca، Rabat", RTL) == f"مع Casablanca{right}، Rabat"
    assert with_marks("من 15-17", RTL) == f"من 15{right}-17"
    assert with_marks("الفصل 2022-Q1", RTL) == f"الفصل {left}2022-Q1"
    assert with_marks("لغة C++ و", RTL) == f"لغة C++{left} و"
    assert with_marks("Projet كلمة 2022", LTR) == f"Projet كلمة{left} 2022"


@given(
    st.text(alphabet="aé Zكلمة123-–()«»،,.+%:/\u00a0\u202f\u0651\u200f", max_size=40),
    st.sampled_from([LTR, RTL]),
)
def test_pieces_give_the_text_again(text: str, around: str) -> None:
    found = pieces(text, around)
    assert "".join(piece.text for piece in found) == text
    assert all(piece.text for piece in found)
    bare = str.maketrans("", "", "".join(MARKS.values()))
    assert with_marks(text, around).translate(bare) == text.translate(bare)
