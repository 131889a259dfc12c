"""A translation is written into a record's file and nothing else in it changes, whatever form the text was written in."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import Refusal
from generator.records.loader import load
from generator.records.local_texts import local_texts
from generator.records.translate import with_translation
from generator.records.translations import places
from generator.sources.source import FieldPath, read_bytes

ROOT = Path(__file__).parents[2]
LONG = " ".join(["كيف يمكن تحسين جمع بيانات الهجرة وتدبيرها ونشرها؟"] * 4)
SEVERAL = f"{LONG}\n\nSecond - paragraphe : fin\n\n- un\n- deux"
WORDS = [
    *("مراكش", "two: words", "no", "- x", "2022", "say “x”", "it's", "#no", "[x]", "a\\b", LONG, SEVERAL),
    "mot " * 40 + "12) fin",
]

# What is written, the path of the text, and what it becomes with the Arabic name of Marrakech.
FORMS = {
    "written once": ("title: Un texte\nb: c\n", ("title",), "title:\n  fr: Un texte\n  ar: مراكش\nb: c\n"),
    "with remarks around": (
        "# x\ntitle: Un texte\n\n# de b\nb: c\n",
        ("title",),
        "# x\ntitle:\n  fr: Un texte\n  ar: مراكش\n\n# de b\nb: c\n",
    ),
    "between quotation marks": (
        'title: "Un : texte"\nb: c\n',
        ("title",),
        'title:\n  fr: "Un : texte"\n  ar: مراكش\nb: c\n',
    ),
    "on two lines": (
        "title: Un texte\n  long\nb: c\n",
        ("title",),
        "title:\n  fr: Un texte\n    long\n  ar: مراكش\nb: c\n",
    ),
    "folded": (
        "title: >-\n  Un texte\n  long\n\n# k\nb: c\n",
        ("title",),
        "title:\n  fr: >-\n    Un texte\n    long\n  ar: مراكش\n\n# k\nb: c\n",
    ),
    "in paragraphs": (
        "b: c\ntitle: |-\n  Un\n\n  - sur\n  - deux\n",
        ("title",),
        "b: c\ntitle:\n  fr: |-\n    Un\n\n    - sur\n    - deux\n  ar: مراكش\n",
    ),
    "between braces": (
        "place: {city: Marrakech, country: Maroc}\n",
        ("place", "city"),
        'place: {city: {fr: Marrakech, ar: "مراكش"}, country: Maroc}\n',
    ),
    "languages between braces": (
        "title: {fr: Un,\n  en: One }\n",
        ("title",),
        'title: {fr: Un,\n  en: One, ar: "مراكش" }\n',
    ),
    "an item of a list": (
        "takeaways:\n  - Un texte\n  - Deux\n",
        ("takeaways", 0),
        "takeaways:\n  - fr: Un texte\n    ar: مراكش\n  - Deux\n",
    ),
    "a long item at the margin": (
        "takeaways:\n- Un texte\n  long\n- Deux\n",
        ("takeaways", 0),
        "takeaways:\n- fr: Un texte\n    long\n  ar: مراكش\n- Deux\n",
    ),
    "a field of an item": (
        "announces:\n  - title:\n      fr: Forum\n    date: 2022-01-01\n",
        ("announces", 0, "title"),
        "announces:\n  - title:\n      fr: Forum\n      ar: مراكش\n    date: 2022-01-01\n",
    ),
    "no end of line at the end": ("title: Un texte", ("title",), "title:\n  fr: Un texte\n  ar: مراكش"),
    "a language left empty": (
        "title:\n  ar:\n  fr: Un\nb: c\n",
        ("title",),
        "title:\n  ar: مراكش\n  fr: Un\nb: c\n",
    ),
    "a remark in the text's own column": (
        "title:\n  fr: Un\n  # à relire\nb: c\n",
        ("title",),
        "title:\n  fr: Un\n  ar: مراكش\n  # à relire\nb: c\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("form", FORMS)
def test_only_the_new_words_are_added_in_the_form_of_the_file(form: str, ending: str) -> None:
    before, path, after = FORMS[form]
    ending = ending if "\n" in before else "\n"  # a file of one line says nothing of them
    content = before.replace("\n", ending).encode()

    assert with_translation(content, path, "fr", "ar", "مراكش", "x.yaml").decode() == after.replace(
        "\n", ending
    )


@pytest.mark.parametrize("words", WORDS, ids=range(len(WORDS)))
@pytest.mark.parametrize("form", FORMS)
def test_words_that_yaml_would_read_otherwise_come_back_as_they_are(form: str, words: str) -> None:
    before, path, _ = FORMS[form]
    after = with_translation(before.encode(), path, "fr", "ar", words, "x.yaml")
    source, problems = read_bytes(after, "x.yaml")
    assert source and problems == []
    said = source.value((*path, "ar"))

    assert isinstance(said, str)
    assert [" ".join(part.split()) for part in said.split("\n\n")] == [
        " ".join(part.split()) for part in words.split("\n\n")
    ]
    assert [line for line in said.split("\n") if line.startswith("- ")] == [
        line for line in words.split("\n") if line.startswith("- ")
    ]


def test_a_mark_at_the_head_of_the_file_stays() -> None:
    after = with_translation("\ufefftitle: Un\n".encode(), ("title",), "fr", "ar", "x", "x.yaml")

    assert after.decode() == "\ufefftitle:\n  fr: Un\n  ar: x\n"


def test_lines_that_say_themselves_how_far_in_they_are_are_left_to_a_person() -> None:
    with pytest.raises(Refusal) as refusal:
        with_translation(b"title: |2-\n    Un\n", ("title",), "fr", "ar", "x", "x.yaml")

    assert refusal.value.problems[0].code == "translations.cannot_write_into"


@pytest.mark.parametrize("path", [("nothing",), ("title", "x"), ("takeaways", 3)])
def test_a_place_that_is_not_there_is_refused(path: FieldPath) -> None:
    with pytest.raises(Refusal):
        with_translation(b"title: Un\ntakeaways: [Deux]\n", path, "fr", "ar", "x", "x.yaml")


def test_every_text_of_the_repository_s_records_can_be_translated() -> None:
    records = load(ROOT)
    found = places(records)
    assert len(found) > 100
    for place in found.values():
        content = (ROOT / place.file).read_bytes()
        after = with_translation(content, place.in_file, place.own, "zgh", LONG, place.file)
        kept = [line for line in after.decode().split("\n") if line in set(content.decode().split("\n"))]
        assert [line for line in content.decode().split("\n") if line not in kept] == [], place


def test_texts_are_found_under_the_name_that_people_read() -> None:
    event = load(ROOT).events["2022-02-15-formations-traite-protection"]
    paths = [path for path, _ in local_texts(event)]

    assert ("sessions", 1, "place", "city") in paths and ("outcomes", 0, "text") in paths
