"""The review page of a draft: in come a Brief, its doubts and notes, out comes everything that waits for a person, each once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.messages.catalogue import say
from generator.records.checks import Severity, codes_called
from generator.report.blockers import told
from generator.report.blocks import Block, BulletList, NoteList, Paragraph, Role
from generator.report.brief import Brief
from generator.report.doubts import Doubt, place, sentence, silenced_in, spoken
from generator.report.model import Part, Section, Status
from generator.report.words import Mark, Note, Text, Words

# What is called otherwise than by its spot.
_LEADS: Mapping[str, str] = {
    "checks.acronyms": "acronyms",
    "checks.not_translated": "translation",
    "records.long_summary": "length",
    "records.long_teaser": "length",
    "letter.long_subject": "length",
    "letter.first_sentence": "length",
    "final.summary_long": "length",
    "records.no_public_page": "page",
    "letter.no_page": "page",
}
_ORDER = (
    *(
        "date",
        "figures",
        "place",
        "people",
        "quote",
        "text",
        "length",
        "acronyms",
        "funding",
        "page",
        "title",
    ),
    *("edition", "translation"),
)
# They ask a person to write, as the prompts do.
_TO_WRITE = frozenset({"letter.no_editorial", "letter.no_text"})


def review(brief: Brief, doubts: Sequence[Doubt], notes: Sequence[Note]) -> tuple[Section, ...]:
    """Return the review page of a draft: its notes, then the smaller matters, the texts awaited, what is not in it and what
    somebody has set aside."""
    if brief.status is Status.FINAL:
        return ()
    look = [doubt for doubt in doubts if doubt.severity is Severity.LOOK]
    blocks: list[Block] = [Paragraph(brief.words("review.intro"), Role.NOTICE)]
    if notes:
        gravest_first = sorted(notes, key=lambda note: tuple(Severity).index(note.severity))
        blocks.append(NoteList(tuple(gravest_first), brief.say("review.notes")))
    lists = (
        ("look", tuple(_look(brief, [doubt for doubt in look if doubt.problem.code not in _TO_WRITE]))),
        ("texts", (*_to_write(brief), *_sentences(brief, look))),
        ("excluded", tuple(_excluded(brief))),
        ("aside", tuple(_set_aside(brief))),
    )
    blocks += [BulletList(items, brief.say(f"review.{name}", n=len(items))) for name, items in lists if items]
    if len(blocks) == 1:
        blocks.append(Paragraph(brief.words("review.nothing")))
    return (Section("review", brief.say("section.review"), tuple(blocks), part=Part.REVIEW),)


def _look(brief: Brief, doubts: Sequence[Doubt]) -> Iterator[Words]:
    """Yield the smaller matters, each with a lead word; one matter of several records is told once, with all their places."""
    together: dict[tuple[int, str, str], list[Doubt]] = {}
    for doubt in doubts:
        lead = _lead(doubt)
        key = (_ORDER.index(lead), lead, sentence(brief, doubt.problem))
        together.setdefault(key, []).append(doubt)
    for (_, lead, said), about in sorted(together.items(), key=lambda item: item[0][0]):
        label = brief.say("label.pair", label=brief.say(f"review.lead_{lead}"), value="").rstrip()
        noted = [text for doubt in about for text in _defects(brief, doubt)]
        yield (Text(f"{label}\u00a0", mark=Mark.STRONG), *_said(brief, said, about), *noted)


def _lead(doubt: Doubt) -> str:
    return _LEADS.get(doubt.problem.code, doubt.spot.value)


def _defects(brief: Brief, doubt: Doubt) -> Words:
    """Return what the record notes of a quote's defects, in its own language: on this page alone, never on a screen."""
    if doubt.problem.code != "checks.quote_defect":
        return ()
    event = brief.records.events[doubt.record.partition("/")[2]]
    noted = " ".join(quote.defects or "" for quote in event.quotes if quote.id == doubt.quote)
    said = brief.set_in(" ".join(noted.split()), event.language)
    return (Text(" – "), Text(said, language=brief.foreign(event.language)))


def _sentences(brief: Brief, doubts: Sequence[Doubt]) -> Iterator[Words]:
    together: dict[str, list[Doubt]] = {}
    for doubt in doubts:
        if doubt.problem.code in _TO_WRITE:
            together.setdefault(sentence(brief, doubt.problem), []).append(doubt)
    for said, about in together.items():
        yield _said(brief, said[:1].upper() + said[1:], about)


def _said(brief: Brief, sentence: str, about: Sequence[Doubt]) -> Words:
    """Return a sentence with where it is mended."""
    places = "; ".join(dict.fromkeys(filter(None, (place(doubt.problem) for doubt in about))))
    text = f"{sentence} ({places})" if places else sentence
    return (Text(text, language=brief.foreign(spoken(brief))),)


def _to_write(brief: Brief) -> Iterator[Words]:
    for name, section, slot in (
        ("foreword", "foreword", brief.edition.foreword),
        ("context", "glance", brief.edition.context),
    ):
        if slot is None and section in brief.kind.sections:
            yield brief.words(f"prompt.{name}")
    if not brief.number and not brief.numbered:
        yield brief.words("review.number")


def _excluded(brief: Brief) -> Iterator[Words]:
    """Yield what the document keeps back, by id alone, and what the team left out with its reason."""
    for id, why in brief.summary.excluded:
        yield brief.words("review.excluded_item", id=id, why=brief.language.say(f"excluded.{why}"))
    for aside in brief.edition.leave_out:
        yield brief.words("review.because", id=aside.event, reason=aside.reason)


def _set_aside(brief: Brief) -> Iterator[Words]:
    """Yield the undated events that the edition sets aside and the checks that records silence, with the reason of each."""
    for found in brief.summary.undated:
        if found.set_aside:
            yield brief.words("review.because", id=found.id, reason=found.set_aside)
    donors = sorted({donor for found in brief.summary.events for _, donor in brief.donors_of(found.event)})
    records = [*(f"event/{id}" for id in told(brief.summary)), *(f"organisation/{id}" for id in donors)]
    together: dict[tuple[str, str], list[str]] = {}
    for record in (*records, brief.edition_name):
        for name, reason in silenced_in(brief, record).items():
            if reason:
                check = say(f"checks.name.{codes_called(name)[0]}", spoken(brief))
                together.setdefault((check, reason.rstrip(" .")), []).append(record.partition("/")[2])
    for (check, reason), ids in together.items():
        yield brief.words("review.silenced_item", check=check, reason=reason, ids=", ".join(ids))
