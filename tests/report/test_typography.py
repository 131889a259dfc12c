"""Typography touches spaces and marks only: each profile on text, nothing on addresses, times and code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records.verbatim import normalise
from generator.report.typography import quoted, typeset
from generator.report.typography_profiles import ALIASES, PROFILES, names, profile_of

N, W = "\u202f", "\u00a0"  # narrow and wide no-break space


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("Pourquoi ?", f"Pourquoi{N}?"),
        ("Pourquoi?", f"Pourquoi{N}?"),
        ("un point; puis deux : voilà !", f"un point{N}; puis deux{W}: voilà{N}!"),
        ("En 2022: 70 personnes (?)", f"En 2022{W}: 70{W}personnes (?)"),
        ("« mot »", f"«{W}mot{W}»"),
        ("l'atelier d'échange", "l’atelier d’échange"),
        ("Mme Hind Aïssaoui, M. Sacha, Dr Alami", f"Mme{W}Hind Aïssaoui, M.{W}Sacha, Dr{W}Alami"),
        ("n° 31, n°32, p. 4, art. 12", f"n°{W}31, n°{W}32, p.{W}4, art.{W}12"),
        ("1er avril 2022", f"1er{W}avril{W}2022"),
        ("15–17 février 2022", f"15–17{W}février{W}2022"),
        ("29 mars – 1er avril 2022", f"29{W}mars{W}– 1er{W}avril{W}2022"),
        ("50 %, 50%, 20 €, 3 km, 5 MAD", f"50{W}%, 50{W}%, 20{W}€, 3{W}km, 5{W}MAD"),
        ("1 234 567 dirhams", f"1{N}234{N}567{W}dirhams"),
        ("70 femmes, 2 activités", f"70{W}femmes, 2{W}activités"),
        ("en 2022 100 personnes", f"en 2022 100{W}personnes"),
    ],
)
def test_french_sets_the_spaces_of_a_careful_editor(written: str, wanted: str) -> None:
    assert typeset(written, "imprimerie-nationale") == wanted


@pytest.mark.parametrize(
    ("name", "written", "wanted"),
    [
        # Interinstitutional style guide 6.4: no space before ; : ! ? nor inside « »; one before %
        ("eu", "Voici : « mot » ; quoi ? 50%", f"Voici: «mot»; quoi? 50{W}%"),
        ("eu", "le 1er avril 2022, M. Alami", f"le 1er{W}avril{W}2022, M.{W}Alami"),
        # FAO style guide: the same marks, and no line ends between a figure and its unit
        ("fao", "Au total : 32 projets ; « 9 °C » !", f"Au total: 32{W}projets; «9{W}°C»!"),
        ("english", "Why ? It's “fine” : go !", "Why? It’s “fine”: go!"),
        ("english", "Ms Alami, 15–17 February 2022, 5 km", f"Ms{W}Alami, 15–17{W}February 2022, 5{W}km"),
        ("arabic", "نعم ، ثم « لا » ؛ لماذا ؟", "نعم، ثم «لا»؛ لماذا؟"),
        ("arabic", "نعم, ثم لا; لماذا?", "نعم، ثم لا؛ لماذا؟"),
        ("arabic", "من 15 إلى 17 فبراير 2022", f"من 15{W}إلى 17{W}فبراير{W}2022"),
        ("arabic", "المشروع (COSO, PRM): 1.234,5", "المشروع (COSO, PRM): 1.234,5"),
        ("plain", "tel ; quel : « mot »", "tel ; quel : « mot »"),
    ],
)
def test_each_house_has_its_own_spaces(name: str, written: str, wanted: str) -> None:
    assert typeset(written, name) == wanted


def test_arabic_words_are_never_stretched() -> None:
    assert "\u0640" not in typeset("المنظمة الدولية للهجرة: «التقرير» ؟", "arabic")


@pytest.mark.parametrize("name", sorted(names()))
@pytest.mark.parametrize(
    "untouched",
    [
        "https://iom.int/a?b=1;c:d'e",
        "de 12:30 à 14:00",
        "dans la proportion de 1:2",
        "contact@iom.int",
        "www.iom.int/a?b",
        "participant-e-s, migrant(e)s, élu·e·s",
        "bilan n°3.docx",
        "#Migration",
        "+212 5 37 65 28 81",
        "05 37 65 28 81",
        "`title: l'atelier`",
        "a=1;b:2?c!d",
    ],
)
def test_addresses_times_code_and_inclusive_forms_are_left_alone(untouched: str, name: str) -> None:
    assert typeset(untouched, name) == untouched


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("imprimerie-nationale", f"«{W}Il dit{W}: “bonjour ‘vous’”{W}»"),
        ("eu", "«Il dit: “bonjour ‘vous’”»"),
        ("english", "“Il dit: ‘bonjour ‘vous’’”"),
        ("arabic", "«Il dit: “bonjour ‘vous’”»"),
    ],
)
@pytest.mark.parametrize(
    "written",
    ['Il dit : "bonjour «vous»"', "Il dit : « bonjour “vous” »", 'Il dit : “bonjour "vous"”'],
)
def test_a_quotation_in_a_quotation_has_inner_marks(written: str, name: str, wanted: str) -> None:
    assert quoted(written, name) == wanted
    assert typeset(wanted, name) == wanted


def test_a_quotation_in_another_language_keeps_its_own_marks_inside() -> None:
    assert quoted("Il dit : « oui » !", "english", "imprimerie-nationale") == (
        f"“Il dit{W}: «{W}oui{W}»{N}!”"
    )


@pytest.mark.parametrize("written", ['une planche de 5" x 3', "le mot » seul", "« sans fin"])
def test_marks_that_are_no_pairs_stay_as_they_were_written(written: str) -> None:
    for name in names():
        assert [c for c in typeset(written, name) if c in '«»“”"'] == [c for c in written if c in '«»“”"']


def test_a_passage_set_by_its_own_language_is_not_set_again() -> None:
    passage = "\U000f0003tel ; quel : “mot”\U00100000"

    assert typeset(f"Voici : {passage} !", "french") == f"Voici{W}: {passage}{N}!"
    assert (profile_of("ar-MA"), profile_of("en"), profile_of("es")) == ("arabic", "english", "plain")


def test_the_name_a_profile_had_before_still_holds() -> None:
    assert ALIASES == {"french": "imprimerie-nationale"}
    assert typeset("Oui ?", "french") == typeset("Oui ?", "imprimerie-nationale")


WORDS = (
    *(
        "Mme",
        "M.",
        "Aïssaoui",
        "n°",
        "l'",
        "d’eau",
        "participant-e-s",
        "مشارك",
        "فبراير",
        "mars",
        "1er",
        "m",
        "km",
        "p.",
    ),
    *("31", "50", "1", "234", "567", "2022", "15", "12:30", "1:2", "+212 5 37 65 28 81", "#tag", "`a : b`"),
    *("https://iom.int/a?b=1;c", "a@b.int", "rapport.docx", "\ue000", "  ", "\u00a0", "\u202f", "\n", "\t"),
)
SIGNS = "«»“”„\"'’‘ʼ?!;:,.()[]–- ،؟؛§€%"
BITS = st.sampled_from((*WORDS, *SIGNS))
TEXTS = st.lists(BITS, max_size=14).map("".join) | st.text(
    alphabet="abé'’‘ «»“”„\"?!;:.,09n°%M\u202f\u00a0\n€§–()،؟؛مش", max_size=40
)


@pytest.mark.parametrize("name", sorted(names()))
@given(text=TEXTS)
def test_every_profile_changes_spaces_and_marks_only_and_only_once(name: str, text: str) -> None:
    once = typeset(text, name)

    assert normalise(once) == normalise(text)
    assert normalise(quoted(text, name)) == normalise(text)
    assert typeset(once, name) == once


@given(
    text=TEXTS.filter(lambda text: text.strip()),
    letter=st.sampled_from("abéمش7"),
    place=st.integers(min_value=0),
    name=st.sampled_from(sorted(PROFILES)),
)
def test_a_changed_letter_is_never_taken_for_typography(
    text: str, letter: str, place: int, name: str
) -> None:
    index = place % (len(text) + 1)
    changed = f"{text[:index]}{letter}{text[index:]}"

    assert normalise(typeset(changed, name)) != normalise(text)
