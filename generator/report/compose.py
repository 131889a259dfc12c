"""Writes the Report: in comes a Brief, out comes the finished document; after this, nobody chooses a word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace

from generator.errors import Refusal, problem
from generator.report.annotate import annotate, place_notes
from generator.report.blocks import Contents, Entry
from generator.report.brief import Brief
from generator.report.doubts import Doubt, doubts
from generator.report.legible import legible
from generator.report.model import Labels, Mail, Part, Report, Section, Status
from generator.report.outline import FOR_A_DONOR, SECTIONS, check_outline
from generator.report.sections.back import acronyms
from generator.report.sections.donor import donor_of
from generator.report.sections.letter import mail
from generator.report.sections.proof import proof_sheet
from generator.report.sections.review import review
from generator.report.typography import capital
from generator.report.untranslated import Missing, printed, tagged
from generator.report.words import Source

# A short section at the end, found without the contents.
_UNLISTED = ("contact",)


@dataclass(frozen=True, slots=True)
class Composed:
    """A finished document, and every doubt that is left in it."""

    report: Report
    doubts: tuple[Doubt, ...]


def compose(brief: Brief) -> Report:
    """Return the finished document of `brief`. Refusal if the kind names a section that nobody writes, or wants a donor."""
    return composed(brief).report


def composed(brief: Brief) -> Composed:
    """Return the finished document of `brief` with its doubts, which a draft shows. Refusal as for `compose`."""
    if problems := check_outline(brief.kind):
        raise Refusal(problems)
    if not donor_of(brief) and FOR_A_DONOR.intersection(brief.kind.sections):
        raise Refusal(problem("config.donor_wanted", given=brief.kind.name))
    traced = replace(brief, traced=True)
    written, labels, letter = _write(traced)
    if "contents" in brief.kind.sections:
        written["contents"] = _contents(traced, written)
    report = Report(
        kind=brief.kind.name,
        language=brief.language.code,
        direction=brief.language.direction,
        title=labels.document,
        subtitle=labels.donor or labels.organisation_short,
        period=brief.summary.period.code,
        audience=brief.summary.audience,
        status=brief.status,
        as_of=brief.as_of.isoformat(),
        labels=labels,
        sections=tuple(section for name in brief.kind.sections for section in written.get(name, ())),
        mail=letter,
        proof=proof_sheet(traced, labels),
    )
    report = tagged(traced.lacking, report)
    missing = printed(traced.lacking, written, labels, letter)
    found = doubts(brief, _said(report), missing, frozenset(section.code for _, section in report.walk()))
    if "review" in brief.kind.sections and brief.status is Status.DRAFT:
        report = _reviewed(brief, report, found)
    return Composed(legible(report), found)


def _said(report: Report) -> str:
    """Return every word of a document in its own language, but the list of acronyms."""
    return " ".join(text for s in report.sections if s.code != "acronyms" for text in texts(_own(s)))


def _own(value: object) -> object:
    """Return a section or a part of it without the passages in another language."""
    if isinstance(value, tuple):
        return tuple(_own(item) for item in value if getattr(item, "language", None) is None)
    if is_dataclass(value) and not isinstance(value, type):
        held = {field.name: getattr(value, field.name) for field in fields(value)}
        return replace(
            value, **{name: _own(found) for name, found in held.items() if isinstance(found, tuple)}
        )
    return value


def _reviewed(brief: Brief, report: Report, found: tuple[Doubt, ...]) -> Report:
    """Return a draft with its notes at their places, and the review page that lists them."""
    placed = place_notes(brief, report.sections, found)
    page = review(brief, found, [note for notes in placed.values() for note in notes])
    return replace(report, sections=annotate((*report.sections, *page), placed))


def untranslated(brief: Brief) -> tuple[Missing, ...]:
    """Return every text that the document of `brief` prints in another language than its own; quotes may."""
    brief = replace(brief, traced=True)
    return printed(brief.lacking, *_write(brief))


def _write(brief: Brief) -> tuple[dict[str, tuple[Section, ...]], Labels, Mail]:
    """Return what readers get: the sections by their names in the kind, the fixed words and those of a letter that is sent."""
    written = {
        name: tuple(_with_own_text(brief, section) for section in SECTIONS[name](brief))
        for name in brief.kind.sections
        if name in SECTIONS
    }
    if "acronyms" in brief.kind.sections:
        said = (text for sections in written.values() for section in sections for text in texts(section))
        written["acronyms"] = acronyms(brief, " ".join(said))
    labels = _labels(brief)
    return written, labels, mail(brief, labels.document, labels.description)


def _with_own_text(brief: Brief, section: Section) -> Section:
    """Return a section with the texts that an officer wrote for it and for its parts; a chapter sets its own, the cover takes none."""
    if section.part in (Part.CHAPTER, Part.COVER):
        return section
    own = brief.edition.sections.get(section.code)
    section = replace(section, sections=tuple(_with_own_text(brief, inner) for inner in section.sections))
    if own is None:
        return section
    blocks = brief.blocks(own, brief.edition.language, brief.edition_name, f"sections.{section.code}")
    return replace(section, blocks=(*blocks, *section.blocks))


def texts(value: object) -> Iterator[str]:
    """Yield every text of a block, section or report, in the order of its fields; addresses and codes are no words of it,
    nor is what a handover folder says of itself."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in (
                "code",
                "href",
                "language",
                "source",
                "notes",
                "logo",
                "asset",
                "emblem",
                "kind",
                "handover",
                "record",
            ):
                yield from texts(getattr(value, field.name))


def pictures(value: object) -> Iterator[str]:
    """Yield the name of every picture in a report, in the order of its fields."""
    if isinstance(value, tuple):
        for item in value:
            yield from pictures(item)
    elif is_dataclass(value):
        for field in fields(value):
            found = getattr(value, field.name)
            if field.name in ("asset", "logo", "emblem") and found:
                yield found
            else:
                yield from pictures(found)


def sources(value: object) -> Iterator[str]:
    """Yield the key of every Source in a report, in the order of its fields."""
    if isinstance(value, Source):
        yield value.key
    elif isinstance(value, tuple):
        for item in value:
            yield from sources(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from sources(getattr(value, field.name))


def _contents(brief: Brief, written: dict[str, tuple[Section, ...]]) -> tuple[Section, ...]:
    listed: list[Entry] = []
    for name in brief.kind.sections:
        for section in written.get(name, ()):
            if section.part in (Part.COVER, Part.REVIEW) or name in _UNLISTED:
                continue
            listed.append(Entry(section.title, section.code, 1))
            if section.part is Part.CHAPTER:
                told = (inner for inner in section.sections if inner.code.startswith("event-"))
                listed += [Entry(inner.title, inner.code, 2) for inner in told]
    return (Section("contents", brief.say("section.contents"), (Contents(tuple(listed)),), part=Part.FRONT),)


def _labels(brief: Brief) -> Labels:
    publisher, period = brief.records.publisher, brief.summary.period
    document = brief.say(f"document.{brief.kind.name}")
    short = brief.set(brief.language.period_short(period))
    number = brief.number
    organisation = brief.full_name(publisher.organisation)
    contacts = " · ".join(brief.text(line, publisher.language) for line in publisher.contact_lines)
    words = brief.set(brief.language.period(period))
    draft = brief.status is Status.DRAFT
    return Labels(
        document=document,
        organisation=organisation,
        organisation_short=brief.text(publisher.short_name, publisher.language),
        period="" if words.casefold() == short.casefold() else words,
        period_short=capital(short),
        edition=brief.say("label.edition", number=number) if number else "",
        date=brief.set(brief.language.day(brief.as_of)),
        audience=brief.say(f"audience.{brief.summary.audience.partition(':')[0]}"),
        status=brief.say("label.draft") if draft else "",
        running=f"{document} · {short}",
        page=brief.language.say("label.page", page="{page}", pages="{pages}"),
        contents=brief.say("section.contents"),
        review_note=brief.say("label.review_note"),
        contacts=contacts,
        description=brief.say(
            "label.description", document=document, organisation=organisation, period=words
        ),
        keywords=tuple(brief.theme(row.key) for row in brief.summary.by["theme"].rows),
        not_applicable=brief.say("label.not_applicable"),
        **_donor_labels(brief),
        colon=brief.say("label.pair", label="", value="").rstrip(),
    )


def _donor_labels(brief: Brief) -> dict[str, str]:
    """Return what a letterhead's slots say of the donor whose document it is: name, projects, its own references."""
    donor = donor_of(brief)
    if not donor:
        return {}
    told = brief.projects_told()
    given = [(p, d) for p in told for d in brief.records.projects[p].donors if d.organisation == donor]
    return {
        "donor": brief.name(donor),
        "project": brief.enumerate(brief.short_project(project) for project in told),
        "reference": brief.enumerate(dict.fromkeys(d.reference for _, d in given if d.reference)),
    }
