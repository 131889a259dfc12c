"""How finished HTML says which way and in which language its passages are read."""

from __future__ import annotations

import pytest
from lxml import html

from generator.renderers.passages import set_apart


def test_latin_words_in_arabic_get_a_direction_and_arabic_words_in_french_a_language_too() -> None:
    assert set_apart("<p>شارك OIM في 2022</p>", "ar", "rtl") == (
        '<p>شارك <span class="latin" dir="ltr">OIM</span> في 2022</p>'
    )
    assert set_apart("<p>Projet كلمة 2022</p>", "fr", "ltr") == (
        '<p>Projet <span lang="ar" dir="rtl">كلمة</span> 2022</p>'
    )


def test_what_states_its_language_already_is_not_set_apart_again() -> None:
    french = '<p><span lang="fr" dir="ltr">Un texte en français.</span></p>'
    assert set_apart(french, "ar", "rtl") == french
    arabic = '<p lang="ar" dir="rtl">كلمة، كلمة</p>'
    assert set_apart(arabic, "fr", "ltr") == arabic


def test_attributes_titles_styles_and_comments_stay_as_they_are() -> None:
    page = '<title>OIM المغرب</title><style>.a{}</style><!--[if mso]><td>OIM</td><![endif]--><img alt="OIM">'
    assert set_apart(page, "ar", "rtl") == page


@pytest.mark.parametrize("form", ["participant-e-s", "citoyen-ne-s", "directeur-rice", "chercheur-euse-s"])
def test_an_inclusive_form_is_kept_on_one_line_and_its_characters_stay(form: str) -> None:
    made = set_apart(f"<p>Les {form}, peut-être</p>", "fr", "ltr")
    assert made == f'<p>Les <span class="kept">{form}</span>, peut-être</p>'
    assert "kept" not in set_apart(f"<p>{form}</p>", "en", "ltr")


def test_escaped_characters_stay_escaped() -> None:
    made = set_apart("<p>شارك R&amp;D &lt;b&gt; كلمة</p>", "ar", "rtl")
    assert "<b>" not in made
    assert html.fromstring(made).text_content() == "شارك R&D <b> كلمة"
