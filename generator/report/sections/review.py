"""The review page of a draft: in comes a Brief, out comes the list of everything that waits for a person."""

from __future__ import annotations

from collections.abc import Iterator

from generator.dataset.summary import Undated
from generator.errors import Problem
from generator.messages.catalogue import LANGUAGES, say
from generator.records.event import Place
from generator.records.fields import LocalText, Qualifier, Record
from generator.report.blocks import Block, BulletList, Paragraph, Role
from generator.report.brief import Brief
from generator.report.model import Part, Section, Status
from generator.report.remarks import remarks
from generator.report.sections.quotes import candidates
from generator.report.wording import count_words
from generator.report.words import Text, Words


def review(brief: Brief, codes: frozenset[str]) -> tuple[Section, ...]:
    """Return the review page: what to date, to write, to decide, to check and to translate; drafts only.

    `codes` are the sections that the document has.
    """
    if brief.status is Status.FINAL:
        return ()
    lists = (
        ("undated", tuple(_to_date(brief))),
        ("texts", (*_to_write(brief), *_unused(brief, codes))),
        ("checks", tuple(_checks(brief))),
        ("quotes", (*_unheard(brief), *_quotes(brief))),
        ("figures", tuple(dict.fromkeys(_figures(brief)))),
        ("translate", tuple(dict.fromkeys(_to_translate(brief)))),
        ("excluded", tuple(_excluded(brief))),
    )
    blocks: list[Block] = [Paragraph(brief.words("review.intro"), Role.NOTICE)]
    blocks += [BulletList(items, brief.say(f"review.{name}", n=len(items))) for name, items in lists if items]
    if len(blocks) == 1:
        blocks.append(Paragraph(brief.words("review.nothing")))
    return (Section("review", brief.say("section.review"), tuple(blocks), part=Part.REVIEW),)


def _to_date(brief: Brief) -> Iterator[Words]:
    for found in brief.summary.undated:
        title = brief.quote(brief.title(found.event))
        yield brief.words(
            f"review.{_dating_key(found)}", title=title, id=found.id, reason=_dating_reason(brief, found)
        )


def _dating_key(found: Undated) -> str:
    if found.set_aside:
        return "undated_set_aside"
    if found.reason == "too_loose":
        return "undated_too_loose"
    return "undated_bounds" if found.event.dating else "undated_item"


def _dating_reason(brief: Brief, found: Undated) -> str:
    if found.set_aside:
        return found.set_aside
    if found.event.dating:
        return found.event.dating.reason.rstrip(" .")
    spans = [part.date for part in found.event.parts() if part.date]
    return brief.language.enumerate([brief.language.span(span) for span in spans])


def _to_write(brief: Brief) -> Iterator[Words]:
    for name, section, slot in (
        ("foreword", "foreword", brief.edition.foreword),
        ("context", "glance", brief.edition.context),
    ):
        if slot is None and section in brief.kind.sections:
            yield brief.words(f"prompt.{name}")
    if not brief.edition.number:
        yield brief.words("review.number")


def _unused(brief: Brief, codes: frozenset[str]) -> Iterator[Words]:
    """Yield the sections that somebody wrote a text for and that the document does not have."""
    for name, sections in _PLACES:
        if getattr(brief.edition, name) and not set(sections) & set(brief.kind.sections):
            yield brief.words("review.section_unused", code=name)
    for code in brief.edition.sections:
        if (code not in codes or code == "cover") and f"theme-{code}" not in codes:
            yield brief.words("review.section_unused", code=code)


def _checks(brief: Brief) -> Iterator[Words]:
    """Return the editorial warnings about the records this edition tells, in the program's words of that language."""
    ids = [*(e.id for e in brief.summary.events), *(u.id for u in brief.summary.undated)]
    files = {brief.records.files[f"event/{id}"].path for id in ids if f"event/{id}" in brief.records.files}
    language = brief.language.code if brief.language.code in LANGUAGES else "en"
    found = (warning for warning in brief.records.warnings if warning.file in files)
    for warning in (*remarks(brief), *found):
        place = f"{warning.file}:{warning.line}" if warning.line else warning.file
        yield (Text(f"{brief.set(_sentence(warning, language))} ({place})"),)


def _sentence(warning: Problem, language: str) -> str:
    shown = say(warning.code, language, **dict(warning.facts))
    return (
        f"{warning.field} : {shown}"
        if warning.field and language == "fr"
        else f"{warning.field}: {shown}".lstrip(": ")
    )


def _quotes(brief: Brief) -> Iterator[Words]:
    for found in brief.shown():
        for quote in found.event.quotes:
            if quote.continues_without_attribution:
                yield brief.words("review.quote_continues", id=f"{found.id}/{quote.id}")
            if quote.defects:
                yield brief.words("review.defect", id=f"{found.id}/{quote.id}", defect=quote.defects)


def _unheard(brief: Brief) -> Iterator[Words]:
    """Return the quotes that the editor asked for and that this document does not print."""
    printed = {candidate.name for candidate in candidates(brief)}
    for name in brief.edition.key_quotes:
        if name not in printed:
            yield brief.words("review.quote_wanted", id=name)


def _figures(brief: Brief) -> Iterator[Words]:
    approximate = (Qualifier.ABOUT, Qualifier.AT_LEAST, Qualifier.AT_MOST, Qualifier.BETWEEN)
    for people in brief.summary.people:
        for id in people.total.missing:
            yield brief.words(
                "review.figure_missing", title=brief.quote(brief.short_title(brief.records.events[id])), id=id
            )
    for found in brief.shown():
        for attendance in found.event.attendance:
            if attendance.count.qualifier in approximate:
                shown = attendance.count.words or count_words(brief, attendance.count)
                yield brief.words("review.figure_approximate", id=found.id, words=brief.quote(shown))
        for part in found.inside:
            if part.session.place and part.session.place.implied:
                yield brief.words("review.place_implied", id=found.id)
            elif part.session.place is None:
                yield brief.words("review.place_missing", id=found.id)


def _to_translate(brief: Brief) -> Iterator[Words]:
    code = brief.language.code
    for found in brief.shown():
        for name in _TOLD:
            for text in _local(getattr(found.event, name)):
                if code not in text.languages(found.event.language):
                    yield brief.words("review.translate_item", id=found.id, field=name)
    for name in type(brief.edition).model_fields:
        for text in _local(getattr(brief.edition, name)):
            if code not in text.languages(brief.edition.language):
                yield brief.words("review.translate_item", id=brief.edition_name, field=name)


# Where what a person writes for an edition is printed.
_PLACES = (
    ("foreword", ("foreword",)),
    ("editorial", ("editorial",)),
    ("context", ("glance",)),
    ("takeaways", ("glance",)),
    ("headline", ("headline",)),
    ("preheader", ("headline",)),
    ("key_quotes", ("quotes", "letter-quotes")),
    ("upcoming", ("upcoming",)),
    ("publications", ("publications",)),
)

# The fields of an event whose texts the document prints, places and names of bodies left out.
_TOLD = (
    "title",
    "short_title",
    "summary",
    "teaser",
    "target_area",
    "duration",
    "sessions",
    "programme",
    "attendance",
    "people",
    "other_participants",
    "outcomes",
    "announces",
)


def _local(value: object) -> Iterator[LocalText]:
    """Yield every text of a field of a record but those of places, whose names seldom have a translation."""
    if isinstance(value, LocalText):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _local(item)
    elif isinstance(value, dict):
        yield from _local(tuple(value.values()))
    elif isinstance(value, Record) and not isinstance(value, Place):
        for name in type(value).model_fields:
            yield from _local(getattr(value, name))


def _excluded(brief: Brief) -> Iterator[Words]:
    for id, why in brief.summary.excluded:
        yield brief.words("review.excluded_item", id=id, why=brief.language.say(f"excluded.{why}"))
    for aside in brief.edition.leave_out:
        yield brief.words("review.because", id=aside.event, reason=aside.reason)
