"""The first quarter of 2022 says the same in French, English and Arabic: one structure, the same figures, the same names, in each
of its documents and formats; and nothing is left in another language but what is marked as such."""

from __future__ import annotations

import re
import shutil
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from generator.config.kind import Kind, Untranslated
from generator.config.templates import load_kind
from generator.period import Period
from generator.pipeline import Built, Order, build
from generator.records.fields import Channel
from generator.records.local_texts import local_texts, records_of
from generator.records.registers import EditionTexts
from generator.records.view import seen_by
from generator.report.blocks import KeyFigures, Quote, Table
from generator.report.brief import Brief
from generator.report.compose import compose, texts, untranslated
from generator.report.model import Report, Status
from generator.report.untranslated import refusals
from generator.report.words import Source, Text
from tests.approving import signed_text
from tests.reading import docx_text, pdf_text
from tests.report.briefs import ROOT, brief_of, real_records
from tests.unpacking import html_text

AS_OF = date(2022, 4, 15)
LANGUAGES = ("fr", "en", "ar")
DONOR = "gouvernement-pays-bas"
EDITIONS = ("activity-report", "newsletter", "donor-summary")
each_edition = pytest.mark.parametrize("edition", EDITIONS)
each_translation = pytest.mark.parametrize("language", ["en", "ar"])
SET_ASIDE = "set_aside:\n  - {event: atelier-reintegration-mena, reason: Date demandée.}\n"
NOTHING_ASKED = (
    "  statements:\n    - none_required: true\n      confirmed: {by: Mme Essai, date: 2022-01-03}\n"
)


@cache
def brief(edition: str, language: str) -> Brief:
    kind = load_kind(ROOT / "templates", edition)
    period = "2022-03" if edition == "newsletter" else "2022-Q1"
    records, audience = real_records(), "public"
    if edition == "donor-summary":
        records, audience = seen_by(records, DONOR), f"donor:{DONOR}"
    return brief_of(
        period,
        records=records,
        language=language,
        status=Status.FINAL,
        as_of=AS_OF,
        edition=real_records().editions.get(f"{edition}/{period}", EditionTexts()),
        audience=audience,
        kind=kind,
        channel=Channel.NEWSLETTER if edition == "newsletter" else Channel.REPORT,
    )


@cache
def report(edition: str, language: str) -> Report:
    return compose(brief(edition, language))


def outline(value: object) -> object:
    """Return the form of a block, section or report: which parts it has and how many of each, without any word."""
    if isinstance(value, tuple):
        return () if value and isinstance(value[0], Text) else tuple(map(outline, value))
    if not is_dataclass(value) or isinstance(value, (Source, Text)):
        return None
    inner = {part.name: outline(getattr(value, part.name)) for part in fields(value)}
    return (type(value).__name__, *((name, form) for name, form in inner.items() if form is not None))


def numbers(value: object) -> list[int]:
    """Return the numbers from ten up, in ascending order: below, a language may write them in words, or as a dual."""
    found = (int(number) for text in texts(value) for number in re.findall(r"\d+", text))
    return sorted(number for number in found if number >= 10)


def blocks(of: Report) -> list[tuple[str, Any]]:
    return [(section.code, block) for _, section in of.walk() for block in section.blocks]


@each_edition
def test_sections_and_blocks_are_the_same_in_each_language(edition: str) -> None:
    # A language has the acronyms it has: Arabic seldom one.
    forms = {
        language: [
            (section.code, section.part, section.title != "", outline(section.blocks))
            for _, section in report(edition, language).walk()
            if section.code != "acronyms"
        ]
        for language in LANGUAGES
    }

    assert forms["fr"] == forms["en"] == forms["ar"]


@each_edition
def test_each_block_has_the_same_figures_in_each_language(edition: str) -> None:
    told = {language: blocks(report(edition, language)) for language in LANGUAGES}
    for (code, french), *others in zip(*told.values(), strict=True):
        if code != "acronyms":
            for _, other in others:
                assert numbers(other) == numbers(french), (code, french, other)


@each_edition
@each_translation
def test_tiles_and_columns_of_numbers_are_the_same_to_the_last_unit(edition: str, language: str) -> None:
    for (_, french), (_, other) in zip(
        blocks(report(edition, "fr")), blocks(report(edition, language)), strict=True
    ):
        if isinstance(french, KeyFigures):
            assert [f.value for f in other.figures] == [f.value for f in french.figures]
        if isinstance(french, Table):
            assert rows(other) == rows(french)


def rows(table: Table) -> list[list[str]]:
    """Return the numbers of each row; rows of names are in the order of the language's alphabet."""
    return sorted(
        [number for text in texts(row) for number in re.findall(r"\d+", text)] for row in table.rows
    )


@each_edition
@each_translation
def test_the_same_bodies_people_and_projects_are_named(edition: str, language: str) -> None:
    french, other = brief(edition, "fr"), brief(edition, language)
    there, here = (" ".join(texts(report(edition, code))) for code in ("fr", language))
    named = {body for body in french.records.organisations if is_named(french, body, there)}
    assert named == {body for body in other.records.organisations if is_named(other, body, here)}
    for project in french.records.projects:
        assert (french.short_project(project) in there) == (other.short_project(project) in here), project
    for event in french.records.events.values():
        for quote in event.quotes:
            assert ((quote.speaker.name or "?") in there) == ((quote.speaker.name or "?") in here)
    assert named


def is_named(of: Brief, body: str, said: str) -> bool:
    """Return whether a body stands in `said` by its name, however a sentence begins it, or as donors are credited."""
    forms = {of.name(body), of.credited(body)}
    return any(form.casefold() in said.casefold() for form in forms)


@each_edition
def test_the_same_words_of_the_same_records_stand_in_each_language(edition: str) -> None:
    found = {
        language: [
            (source.record, source.field)
            for _, block in blocks(report(edition, language))
            if (source := getattr(block, "source", None))
        ]
        for language in LANGUAGES
    }

    assert found["fr"] and found["fr"] == found["en"] == found["ar"]


@each_edition
@each_translation
def test_a_quote_is_our_translation_and_says_so(edition: str, language: str) -> None:
    quotes = [block for _, block in blocks(report(edition, language)) if isinstance(block, Quote)]
    said = {
        "en": "Our translation; original in French.",
        "ar": "ترجمتنا؛ النص الأصلي باللغة الفرنسية.",
    }

    assert all(quote.language is None and quote.remark == said[language] for quote in quotes)


@each_edition
@each_translation
def test_nothing_french_is_left_but_what_is_tagged(edition: str, language: str) -> None:
    """Every text that exists in French alone, or that differs there, is French: none stands where no language is said."""
    records = brief(edition, "fr").records
    said = " ".join(text for text in _untagged(report(edition, language)))
    for record, own, value, _ in records_of(records, records.editions):
        for path, local in local_texts(value):
            french = local.get("fr", own)[0]
            if len(french) > 12 and french not in (local.root.get(language), local.root.get("")):
                assert french not in said or path[-1] == "acronym", (record, path)
    assert not untranslated(brief(edition, language))
    small = re.findall(r"\b(?:les|des|une|dans|avec|pour|sont|ont|été|aux)\b", said)
    assert small == []


def _untagged(value: object) -> list[str]:
    if isinstance(value, Text):
        return [] if value.language else [value.text]
    if isinstance(value, Quote) and value.language:
        return []
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for item in value for text in _untagged(item)]
    if is_dataclass(value):
        names = (part.name for part in fields(value) if part.name not in ("href", "source", "code"))
        return [text for name in names for text in _untagged(getattr(value, name))]
    return []


@each_edition
@each_translation
def test_arabic_and_english_are_read_in_their_own_direction(edition: str, language: str) -> None:
    assert report(edition, language).direction == ("rtl" if language == "ar" else "ltr")


# --- what a final owes ---


def _without_arabic(kind: Kind) -> Brief:
    ours = brief("activity-report", "ar")
    event = ours.records.events["2022-03-28-donnees-migratoires"]
    assert event.short_title and event.place is None
    less = event.model_copy(update={"short_title": type(event.short_title)({"fr": "Atelier données"})})
    events = {**ours.records.events, "2022-03-28-donnees-migratoires": less}
    return brief_of(
        "2022-Q1",
        records=replace(real_records(), events=events),
        language="ar",
        status=Status.FINAL,
        as_of=AS_OF,
        kind=kind,
    )


def test_a_final_names_each_text_it_would_print_in_another_language_and_a_kind_may_allow_it() -> None:
    kind = load_kind(ROOT / "templates", "activity-report")
    ours = _without_arabic(kind)
    found = list(refusals(untranslated(ours), kind, ours.language))
    told = [text for text in texts(compose(ours)) if "Atelier données" in text]

    assert [(one.code, one.field, dict(one.facts)) for one in found] == [
        ("translations.missing", "short_title", {"wanted": "ar"})
    ]
    assert found[0].file == "records/events/2022/2022-03-28-donnees-migratoires.yaml"
    assert told
    allowed = replace(kind, untranslated=Untranslated.ALLOW)
    assert list(refusals(untranslated(ours), allowed, ours.language)) == []


def test_a_passage_in_another_language_is_a_run_of_its_own() -> None:
    ours = _without_arabic(load_kind(ROOT / "templates", "activity-report"))
    runs = [run for run in _runs(compose(ours)) if "Atelier données" in run.text]

    assert runs and all((run.text, run.language) == ("Atelier données", "fr") for run in runs)


def _runs(value: object) -> list[Text]:
    if isinstance(value, Text):
        return [value]
    if isinstance(value, tuple):
        return [run for item in value for run in _runs(item)]
    if is_dataclass(value):
        return [run for part in fields(value) for run in _runs(getattr(value, part.name))]
    return []


# --- the documents themselves ---


@pytest.fixture(scope="module")
def finals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in which nothing stands in the way of the finals: set aside, approved, and nothing asked by the donor."""
    folder = tmp_path_factory.mktemp("finals")
    for name in ("records", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    register = folder / "records" / "organisations.yaml"
    head = f"{DONOR}:\n"
    register.write_text(
        register.read_text(encoding="utf-8").replace(head, head + NOTHING_ASKED), encoding="utf-8"
    )
    for name in ("activity-report/2022-Q1", "newsletter/2022-03"):
        path = folder / "records" / "editions" / f"{name}.yaml"
        text = path.read_text(encoding="utf-8") + SET_ASIDE
        path.write_text(signed_text(text, EditionTexts), encoding="utf-8")
    return folder


def final(folder: Path, edition: str, formats: tuple[str, ...]) -> Built:
    period = "2022-03" if edition == "newsletter" else "2022-Q1"
    order = Order(
        AS_OF,
        kind=edition,
        period=Period.parse(period),
        audience=f"donor:{DONOR}" if edition == "donor-summary" else "public",
        languages=LANGUAGES,
        formats=formats,
        status=Status.FINAL,
    )
    return build(folder, order)


def content(built: Built, language: str, suffix: str) -> bytes:
    return next(path for path in built.files if path.name.endswith(f"-{language}{suffix}")).read_bytes()


def said(text: str) -> set[str]:
    """Return the numbers from ten up that a reader finds in a document, page numbers and addresses left out."""
    bare = re.sub(r"\S*(?:https?:|@)\S*", " ", text)
    return set(re.findall(r"(?<![\d.])\d{2,}(?!\d)", bare))


@each_edition
def test_finals_pass_in_three_languages_and_every_format_tells_the_same(edition: str, finals: Path) -> None:
    built = final(finals, edition, ("docx", "html", "txt"))
    for language in LANGUAGES:
        of = report(edition, language)
        page = html_text(content(built, language, ".html").decode())
        letter = content(built, language, ".txt").decode()
        word = docx_text(content(built, language, ".docx"))
        wanted = said(" ".join(text for section in of.sections for text in texts(section)))
        for text in (page, letter, word):
            assert wanted <= said(text), language
            for body in brief(edition, language).records.organisations:
                name = brief(edition, language).name(body)
                if any(name in told for section in of.sections for told in texts(section)):
                    assert re.sub(r"\s+", "", name) in re.sub(r"\s+", "", text), (language, name)


@pytest.mark.slow
@each_edition
def test_pages_tell_the_same_figures_in_three_languages(edition: str, finals: Path) -> None:
    built = final(finals, edition, ("pdf",))
    told = {language: said(pdf_text(content(built, language, ".pdf"))) for language in LANGUAGES}

    assert told["fr"] == told["en"] == told["ar"]
