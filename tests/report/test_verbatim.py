"""Every printed quote is made of pieces of the words spoken, in their order, with "[…]" between: no kind of document alters one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.config.templates import load_kind, names
from generator.records.fields import Channel
from generator.records.gate import channel_of
from generator.records.loader import load
from generator.records.records import Records
from generator.records.verbatim import CUT, normalise, passages, shortened
from generator.records.view import seen_by
from generator.report.blocks import Quote
from generator.report.compose import compose
from generator.report.model import Report
from tests.report.briefs import ROOT, brief_of, real_records
from tests.workspaces import EVENT, minimal_workspace

KINDS = tuple(names(ROOT / "templates", "kinds"))
LANGUAGES = tuple(names(ROOT / "templates", "languages"))
FOR_DONORS = ("donor-summary", "eu-narrative")

LONG = (
    "Nous étions trente : personne ne parlait encore. "
    + "Puis des mots et des mots sont venus, " * 9
    + "enfin."
)
SHORT = "Je dis « oui » à l'avenir."
SAID: dict[str, dict[str, Any]] = {
    "entiere": {"fragments": [LONG, SHORT]},
    "extrait": {"fragments": [LONG, SHORT], "excerpt": ["Nous étions trente", "sont venus, enfin.", "“oui” à l’avenir."]},
    "milieu": {"fragments": [LONG, SHORT, "Voilà tout."], "excerpt": ["personne ne parlait", "Voilà"]},
    "courte": {"fragments": [SHORT], "excerpt": ["Je dis"]},
    "anglaise": {"fragments": ["I said it's fine; really."], "language": "en"},
    "traduite": {
        "fragments": [LONG], "excerpt": ["Nous étions trente"], "translations": {"en": ["We were thirty.", "Then words came."]},
    },
}  # fmt: skip


def workspace(folder: Path) -> Records:
    """Return records of an event for each quote, so that each can be chosen."""
    consent = {"basis": "official"}
    events = {}
    for day, (name, said) in enumerate(SAID.items(), start=10):
        speaker = {"name": f"Oratrice {name}", "honorific": "Mme"}
        quotes = yaml.safe_dump(
            {"quotes": [{"id": name, "speaker": speaker, **said, "consent": dict(consent)}]}, width=10_000
        )
        events[f"2022-02-{day}-{name}"] = EVENT.replace("2022-02-15/2022-02-17", f"2022-02-{day}") + quotes
    return load(minimal_workspace(folder, events))


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Records:
    return workspace(tmp_path_factory.mktemp("verbatim"))


def report(
    records: Records, kind: str, language: str, period: str = "2022-Q1", day: date = date(2022, 4, 15)
) -> Report:
    audience = "donor:pays-bas" if kind in FOR_DONORS else "public"
    if kind in FOR_DONORS:
        records = seen_by(records, "pays-bas")
    found = load_kind(ROOT / "templates", kind)
    channel = channel_of(audience, Channel(found.channel))
    wishes: dict[str, Any] = {"records": records, "kind": found, "audience": audience, "channel": channel}
    return compose(brief_of(period, language=language, as_of=day, **wishes))


def quotes(report: Report) -> Iterator[Quote]:
    for _, section in report.walk():
        yield from (block for block in section.blocks if isinstance(block, Quote))


def is_of(paragraphs: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Return whether `paragraphs` are pieces of `words`, in their order, with the sign of a cut between; nothing else."""
    whole, place = "\n".join(map(normalise, words)), 0
    for paragraph in paragraphs:
        for piece in filter(None, map(normalise, paragraph.split(CUT))):
            place = whole.find(piece, place)
            if place < 0:
                return False
            place += len(piece)
    return True


def test_the_check_is_not_blind() -> None:
    assert is_of((f"Nous étions {CUT} enfin.",), (LONG,))
    for altered in ("Nous étions quarante", f"enfin. {CUT} Nous étions", "Nous étions trente … enfin."):
        assert not is_of((altered,), (LONG,)), altered


def source_of(records: Records, block: Quote) -> Any:
    assert block.source is not None
    named = re.fullmatch(r"quotes\[(.+)\]", block.source.field)
    assert named is not None
    event = records.events[block.source.record]
    return event, next(quote for quote in event.quotes if quote.id == named[1])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_each_quote_of_each_kind_is_verbatim_or_our_whole_translation(
    records: Records, kind: str, language: str
) -> None:
    found = list(quotes(report(records, kind, language)))
    assert bool(found) is (kind != "eu-narrative")

    for block in found:
        event, quote = source_of(records, block)
        spoken = quote.language or event.language
        ours = quote.translations.get(language) if language != spoken else None
        if ours:
            assert tuple(map(normalise, block.paragraphs)) == tuple(map(normalise, ours))
            assert block.remark and block.language is None
        else:
            assert is_of(block.paragraphs, quote.fragments), quote.id
            assert (block.language or language) == spoken
            assert bool(block.remark) is (language != spoken)


@pytest.mark.parametrize(("period", "day"), [("2022-Q1", date(2022, 4, 15)), ("2023-Q3", date(2023, 10, 15))])
@pytest.mark.parametrize("kind", ["activity-report", "newsletter"])
def test_each_quote_of_the_real_records_is_verbatim(kind: str, period: str, day: date) -> None:
    found = list(quotes(report(real_records(), kind, "fr", period, day)))
    assert found

    for block in found:
        assert is_of(block.paragraphs, source_of(real_records(), block)[1].fragments)


def test_a_short_document_prints_the_excerpt_of_a_long_quote_and_all_of_others(records: Records) -> None:
    limits = load_kind(ROOT / "templates", "newsletter").limits
    assert 0 < limits.quote_words < len(LONG.split())
    letter = {b.source.field: b for b in _every_quote(records, "newsletter") if b.source}
    whole = {b.source.field: b for b in _every_quote(records, "activity-report") if b.source}

    assert [normalise(p) for p in letter["quotes[extrait]"].paragraphs] == [
        "Nous étions trente […] sont venus, enfin.",
        "[…] oui à l'avenir.",
    ]
    assert [normalise(p) for p in letter["quotes[milieu]"].paragraphs] == [
        "[…] personne ne parlait […]",
        "Voilà […]",
    ]
    assert CUT not in "".join(letter["quotes[courte]"].paragraphs)
    assert tuple(map(normalise, letter["quotes[entiere]"].paragraphs)) == (normalise(LONG), normalise(SHORT))
    for name, said in SAID.items():
        printed = tuple(map(normalise, whole[f"quotes[{name}]"].paragraphs))
        assert printed == tuple(map(normalise, said["fragments"])), name


def _every_quote(records: Records, kind: str) -> Iterator[Quote]:
    """Yield the quotes of a document that prints all of them."""
    from dataclasses import replace

    from generator.report.sections.quotes import candidates, quote_block

    found = load_kind(ROOT / "templates", kind)
    brief = brief_of("2022-Q1", records=records, kind=replace(found), channel=Channel(found.channel))
    yield from (quote_block(brief, candidate, occasion=True) for candidate in candidates(brief))


WORDS = st.lists(
    st.sampled_from(
        ["oui", "non", "l’eau", "d'ici", "c’est", "«", "»", "“ici”", ":", "!", "2022", "et", "Où", "نعم"]
    ),
    min_size=1,
    max_size=12,
).map(" ".join)


@st.composite
def cut(draw: st.DrawFn) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return fragments, and passages of whole words of them in their order, with spaces and apostrophes of their own."""
    fragments = tuple(draw(st.lists(WORDS, min_size=1, max_size=3)))
    excerpt = []
    for fragment in fragments:
        words, at = fragment.split(" "), 0
        while at < len(words) and draw(st.booleans()):
            first = draw(st.integers(at, len(words) - 1))
            last = draw(st.integers(first, len(words) - 1))
            passage = "  ".join(words[first : last + 1]).replace("’", "'")
            if any(character.isalnum() for character in passage):
                excerpt.append(passage)
            at = last + 1
    return fragments, tuple(excerpt)


@given(cut())
def test_passages_taken_from_the_words_are_found_and_printed_in_the_words_own_spelling(
    given: tuple[tuple[str, ...], tuple[str, ...]],
) -> None:
    fragments, excerpt = given
    printed = shortened(fragments, excerpt)

    assert is_of(printed, fragments)
    bare = [normalise(piece) for text in printed for piece in text.split(CUT)]
    for passage in excerpt:
        assert any(normalise(passage) in piece for piece in bare)
    for text in printed:
        assert f"{CUT} {CUT}" not in text and text == text.strip()
    assert not set("".join(printed).replace(CUT, "")) - set("".join(fragments) + " ")


@given(st.lists(WORDS, min_size=1, max_size=3), st.lists(WORDS, min_size=1, max_size=2))
def test_whatever_is_accepted_as_an_excerpt_is_verbatim(fragments: list[str], excerpt: list[str]) -> None:
    placed = passages(fragments, excerpt)

    if isinstance(placed, tuple):
        assert is_of(shortened(fragments, excerpt), tuple(fragments))
        for passage, words in zip(placed, excerpt, strict=True):
            assert normalise(fragments[passage.fragment][passage.start : passage.end]) == normalise(words)
        assert [(p.fragment, p.start) for p in placed] == sorted((p.fragment, p.start) for p in placed)
    else:
        assert 0 <= placed < len(excerpt)
