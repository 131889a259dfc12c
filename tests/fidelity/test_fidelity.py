"""The records of records/events say what the published articles say: nothing dropped, nothing invented.

The hashes of tests/fidelity/articles.json are compared everywhere. Where the articles themselves are at hand, beside
the repository in ../shared/seeds, their very words are compared as well.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel import Locale

from generator.records.event import Event
from generator.records.fields import LocalText
from generator.records.loader import load
from generator.records.names import fold
from generator.records.records import Records
from scripts.measure_articles import MEASURED, Article, emails, measure_all, normalise, numbers, read_article
from tests.fidelity.record_facts import (
    IN_WORDS,
    LEFT_OUT,
    Facts,
    all_names,
    differences,
    facts,
    figures_of,
    local_texts,
    statements,
)

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = ROOT.parent / "shared" / "seeds"
MEASURES: dict[str, dict[str, Any]] = json.loads(MEASURED.read_text(encoding="utf-8"))
EVENTS = (
    "2018-04-10-regions-marocaines-migration",
    "2022-02-15-formations-traite-protection",
    "2022-03-28-donnees-migratoires",
    "2023-07-11-gcm-talk-mobilite-travail",
    "atelier-reintegration-mena",
)
# The quarter whose documents the mission publishes in three languages.
IN_ARABIC = {"2022-02-15-formations-traite-protection", "2022-03-28-donnees-migratoires"}
# As many words in a row as no text of ours may share with an article; the name of a body or project is one word.
COPIED_WORDS = 8
# Acronyms that need no explanation.
EVERYBODY_KNOWS = {"COVID"}

with_articles = pytest.mark.skipif(not ARTICLES.is_dir(), reason="the articles are not beside the repository")
every_event = pytest.mark.parametrize("identifier", EVENTS)


@cache
def workspace() -> Records:
    return load(ROOT)


def event(identifier: str) -> Event:
    return workspace().events[identifier]


def measured(identifier: str) -> dict[str, Any]:
    source = event(identifier).source
    assert source and source.seed
    return MEASURES[source.seed]


@cache
def article(identifier: str) -> Article:
    source = event(identifier).source
    assert source and source.seed
    return read_article(ARTICLES / source.seed)


# --- with or without the articles ---


def test_every_article_has_its_record_and_no_other_record_claims_one() -> None:
    seeds = {
        name: found.source.seed
        for name, found in workspace().events.items()
        if found.source and found.source.seed
    }
    assert sorted(seeds.values()) == sorted(MEASURES)
    assert sorted(seeds) == sorted(EVENTS)


@every_event
def test_a_record_says_what_its_article_says(identifier: str) -> None:
    assert differences(measured(identifier), facts(workspace(), identifier)) == []


def _other_quote(said: Facts) -> Facts:
    first, *others = sorted(said.quotes)
    return replace(said, quotes=frozenset([first.replace("important", "très important"), *others]))


@pytest.mark.parametrize(
    ("tamper", "complaint"),
    [
        (lambda said: replace(said, quotes=frozenset(sorted(said.quotes)[1:])), "quotes: the article's"),
        (_other_quote, "très important"),
        (
            lambda said: replace(said, people=said.people | {"Jean Dupont"}),
            "'Jean Dupont' is not in the article",
        ),
        (lambda said: replace(said, people=frozenset()), "people: the article's"),
        (
            lambda said: replace(said, emails=frozenset({"a@example.org"})),
            "'a@example.org' is not in the article",
        ),
        (lambda said: replace(said, marked=frozenset()), "marked: the article's"),
        (lambda said: replace(said, known_names=frozenset()), "names: the article's"),
        (lambda said: replace(said, bodies={"cndh": frozenset({"cndh"})}), "cndh is not in the article"),
        (lambda said: replace(said, numbers=said.numbers | {"31"}), "numbers: the record says"),
        (lambda said: replace(said, numbers=said.numbers - {"28"}), "numbers: the record says"),
        (lambda said: replace(said, title=said.title + " !"), "the title is not"),
    ],
)
def test_what_is_dropped_or_invented_is_told(tamper: Any, complaint: str) -> None:
    said = facts(workspace(), "2022-03-28-donnees-migratoires")
    found = differences(measured(said.event), tamper(said))
    assert any(complaint in sentence for sentence in found), found


@every_event
def test_a_published_article_counts_as_approved_and_its_officials_as_consenting(identifier: str) -> None:
    found = event(identifier)
    assert found.state.value == "approved"
    assert all(quote.consent and quote.consent.basis.value == "official" for quote in found.quotes)
    assert not any(contact.public for contact in found.contacts)


def languages_of(identifier: str) -> set[str]:
    return {"fr", "en", "ar"} if identifier in IN_ARABIC else {"fr", "en"}


@every_event
def test_every_text_of_a_record_exists_in_its_languages_and_in_its_length(identifier: str) -> None:
    found = event(identifier)
    for where, text in local_texts(found):
        if not where.startswith("contacts"):  # a contact is never printed
            assert set(text.root) == languages_of(identifier), where
    assert found.summary and found.teaser and found.short_title
    assert 120 <= len(found.summary.root["fr"].split()) <= 220
    assert all(len(text.split()) <= 40 for text in found.teaser.root.values())
    assert all(len(text.split()) <= 9 for text in found.short_title.root.values())
    for quote in found.quotes:
        assert {language: len(words) for language, words in quote.translations.items()} == dict.fromkeys(
            languages_of(identifier) - {"fr"}, len(quote.fragments)
        )


@every_event
def test_a_text_has_the_same_figures_in_each_language(identifier: str) -> None:
    for where, text in local_texts(event(identifier)):
        figures = {language: figures_of(words) for language, words in text.root.items()}
        assert len(set(map(tuple, figures.values()))) == 1, (where, figures)


@every_event
def test_a_text_has_as_many_paragraphs_in_each_language(identifier: str) -> None:
    for where, text in local_texts(event(identifier)):
        assert len({words.count("\n\n") for words in text.root.values()}) == 1, where


def test_the_registers_behind_the_events_told_in_arabic_are_in_arabic_too() -> None:
    records = workspace()
    missing = [
        f"{identifier}/{where}"
        for identifier, record in (
            *records.organisations.items(),
            *records.projects.items(),
            ("themes", records.themes),
            ("publisher", records.publisher),
        )
        for where, text in local_texts(record)
        # An acronym is a language's own: Arabic has seldom one.
        if set(text.root) != {"fr", "en", "ar"} and not where.endswith("acronym")
    ]
    assert missing == []


@every_event
def test_apostrophes_are_typographic_everywhere(identifier: str) -> None:
    assert [path for path, text in statements(event(identifier)) if "'" in text] == []


def test_the_people_of_the_training_are_counted_once_for_all_three_sessions() -> None:
    found = event("2022-02-15-formations-traite-protection")
    (figure,) = found.attendance
    assert (figure.covers, figure.count.exact) == (None, 70)
    assert figure.women and figure.men and (figure.women.exact, figure.men.exact) == (35, 35)
    assert [str(session.date) for session in found.sessions] == [
        "2022-02-15/2022-02-17",
        "2022-03-22/2022-03-24",
        "2022-03-29/2022-03-31",
    ]


def test_partners_of_one_project_are_not_partners_of_the_others() -> None:
    partners = {name: project.partners for name, project in workspace().projects.items() if project.partners}
    assert partners == {
        "programme-regional-africain-migrations": (
            "direction-affaires-migration",
            "commission-nationale-traite",
        )
    }
    involved = event("2022-02-15-formations-traite-protection").organisations
    assert {i.project for i in involved if i.role.value == "implementing_partner"} == set(partners)


def test_a_donor_of_the_background_funds_no_event() -> None:
    found = event("atelier-reintegration-mena")
    assert [(funding.organisation, funding.background) for funding in found.funding] == [
        ("union-europeenne", True)
    ]
    assert not found.projects


def test_the_undated_event_has_a_lower_bound_with_its_reason_and_no_upper_one() -> None:
    found = event("atelier-reintegration-mena")
    assert found.date is None and found.dating and found.dating.not_after is None
    assert "COVID-19" in found.dating.reason


# --- with the articles ---


@with_articles
def test_the_committed_measures_are_those_of_the_articles() -> None:
    assert measure_all(ARTICLES) == MEASURES, "run scripts/measure_articles.py again"


@with_articles
@every_event
def test_a_quote_is_an_exact_passage_between_marks(identifier: str) -> None:
    body = normalise(article(identifier).body)
    for quote in event(identifier).quotes:
        for words in quote.fragments:
            assert f'"{normalise(words)}"' in body


@with_articles
@every_event
def test_a_second_fragment_has_no_attribution_of_its_own(identifier: str) -> None:
    lines = [normalise(line) for line in article(identifier).body.splitlines()]
    for quote in event(identifier).quotes:
        for number, words in enumerate(quote.fragments):
            line = next(line for line in lines if f'"{normalise(words)}"' in line)
            alone = re.fullmatch(r'"[^"]+"\.?', line) is not None
            assert alone is (number > 0)
            assert quote.continues_without_attribution is (len(quote.fragments) > 1)


@with_articles
@every_event
def test_a_title_is_the_article_s(identifier: str) -> None:
    found = event(identifier)
    assert found.source
    for title in (found.title.root["fr"], found.source.title):
        assert normalise(title) == normalise(article(identifier).title)


@with_articles
@every_event
def test_honorifics_and_roles_are_the_article_s(identifier: str) -> None:
    found, text = event(identifier), normalise(article(identifier).text)
    people = [quote.speaker for quote in found.quotes] + [p for item in found.programme for p in item.people]
    for person in people:
        assert re.search(
            rf"{re.escape(person.honorific or '')}\.? ?{re.escape(person.name or '')}\b", text
        ), person.name
        if person.role:
            assert re.search(
                rf"{re.escape(person.name or '')},? {re.escape(normalise(person.role.root['fr']))}\b", text
            )


@with_articles
@every_event
def test_source_words_are_the_article_s(identifier: str) -> None:
    found, text = event(identifier), normalise(article(identifier).text).casefold()
    words: list[str | LocalText | None] = [found.duration, found.weekday]
    words += [involved.named_as for involved in found.organisations]
    words += [goal.named_as for goal in found.frameworks]
    words += [found.countries.words] if found.countries else []
    for figure in found.attendance:
        words += [figure.count.words, figure.noun]
    for part in found.parts():
        words += [part.place.venue, part.place.city] if part.place else []
    words += [person.from_place for item in found.programme for person in item.people]
    for word in (word for word in words if word):
        written = word.get("fr", "fr")[0] if isinstance(word, LocalText) else word
        assert normalise(written).casefold() in text


@with_articles
@every_event
def test_countries_are_those_of_the_sentence_that_lists_them(identifier: str) -> None:
    found = event(identifier)
    territories = Locale("fr").territories
    lists = []
    for sentence in re.split(r"(?<=[.!?])\s", article(identifier).body):
        codes = {
            code
            for code, name in territories.items()
            if len(code) == 2 and f" {fold(name)} " in f" {fold(sentence)} "
        }
        if len(codes) > 3 and "particip" in sentence:
            lists.append((codes, "tels que" not in sentence))
    assert lists == ([(set(found.countries.codes), found.countries.exhaustive)] if found.countries else [])


@with_articles
@every_event
def test_every_number_is_in_the_article_and_every_number_of_the_article_in_the_record(
    identifier: str,
) -> None:
    said, text = facts(workspace(), identifier), article(identifier).text
    assert said.numbers | set(LEFT_OUT.get(identifier, ())) == numbers(text)
    assert all(normalise(words) in normalise(text) for words in IN_WORDS.get(identifier, {}).values())


@with_articles
@every_event
def test_addresses_of_people_are_contacts_only(identifier: str) -> None:
    found = event(identifier)
    assert {contact.email for contact in found.contacts} == emails(article(identifier).text)
    assert not emails("\n".join(text for path, text in statements(found) if not path.startswith("contacts")))


@with_articles
@every_event
def test_every_acronym_of_an_article_is_explained(identifier: str) -> None:
    themes = workspace().themes
    known = all_names(workspace()) | {fold(acronym.short) for acronym in themes.acronyms}
    words = {word for name in known for word in name.split()}
    used = set(re.findall(r"\b[A-Z]{3,}\b", article(identifier).text)) - EVERYBODY_KNOWS
    assert {word for word in used if fold(word) not in words} == set()


def _words(text: str) -> list[str]:
    folded = f" {fold(text)} "
    records = workspace()
    explained = {fold(acronym.long.root["fr"]) for acronym in records.themes.acronyms}
    for name in sorted(all_names(records) | explained, key=len, reverse=True):
        if " " in name:
            folded = folded.replace(f" {name} ", f" {name.replace(' ', '_')} ")
    return folded.split()


def copied(ours: str, theirs: str) -> list[str]:
    """Return each run of COPIED_WORDS words that `ours` shares with `theirs`."""
    runs = [" ".join(words) for words in _runs(_words(ours))]
    printed = {" ".join(words) for words in _runs(_words(theirs))}
    return [run for run in runs if run in printed]


def _runs(words: list[str]) -> list[list[str]]:
    return [words[i : i + COPIED_WORDS] for i in range(len(words) - COPIED_WORDS + 1)]


def test_a_copied_sentence_is_found() -> None:
    theirs = "Toutes les sessions ont permis d'ouvrir le débat, de créer des échanges riches et dynamiques."
    assert copied("Les sessions ont permis d’ouvrir le débat, de créer des liens.", theirs)
    assert not copied("Les sessions ont ouvert le débat et créé des échanges.", theirs)


@with_articles
@every_event
def test_our_texts_copy_no_sentence_of_the_article(identifier: str) -> None:
    found = event(identifier)
    for text in (found.summary, found.teaser, *(outcome.text for outcome in found.outcomes)):
        assert text and copied(text.root["fr"], article(identifier).text) == []
