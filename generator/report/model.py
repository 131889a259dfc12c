"""The Report: one typed, format-neutral document; in come finished words, out goes what every renderer draws.

Rules that keep it neutral (docs/architecture.md): everything here is finished words, so that no renderer
formats a number or chooses a word; no field holds a colour, a class or a width; the level of a heading is
its depth; the set of blocks is closed, so that `match` with `assert_never` names each renderer that lacks one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum

from generator.report.blocks import (
    Acknowledgements,
    Block,
    BulletList,
    Card,
    Contents,
    FactList,
    KeyFigures,
    Paragraph,
    Quote,
    Role,
    Table,
)
from generator.report.proof import ProofSheet
from generator.report.words import Note


class Part(Enum):
    """Where a section belongs in the rhythm of the document."""

    COVER = "cover"  # its blocks stand on the cover
    FRONT = "front"  # foreword, contents, in brief: share pages
    OVERVIEW = "overview"  # the period at a glance: begins a page
    CHAPTER = "chapter"  # a theme: begins a page
    BACK = "back"  # quotes, upcoming, thanks, figures, acronyms: flow one after the other
    REVIEW = "review"  # for the team, in a draft only: begins a page


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part. `code` is unique in the Report (ASCII letters, digits, hyphens). `part` counts at depth 1 only.

    `notes` stand at its title.
    """

    code: str
    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    part: Part = Part.BACK
    notes: tuple[Note, ...] = ()


class Status(Enum):
    """Draft or final."""

    DRAFT = "draft"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Labels:
    """The fixed words a renderer needs around the sections, finished; `{page}` and `{pages}` stand in `page`."""

    document: str  # "Rapport d'activités"
    organisation: str  # full name of who publishes
    organisation_short: str  # "OIM Maroc"
    period: str  # "janvier–mars 2022"
    period_short: str  # "T1 2022"
    edition: str  # "n° 32", or empty
    date: str  # date of the edition in words
    audience: str
    status: str  # "PROJET" in a draft, empty in a final
    running: str  # running header: "Rapport d'activités · T1 2022"
    page: str  # "Page {page} sur {pages}"
    contents: str  # "Sommaire"
    review_note: str  # "Note de relecture"; names a mark in the text, before its number
    contacts: str
    description: str  # for the file's properties
    keywords: tuple[str, ...] = ()
    not_applicable: str = ""
    donor: str = ""  # these four fill a letterhead's slots; empty, their line vanishes
    project: str = ""
    reference: str = ""
    disclaimer: str = ""
    colon: str = ":"  # what stands between a label and what it says, without the space after it


@dataclass(frozen=True, slots=True)
class Handover:
    """The words of a folder for whoever sends the letter."""

    title: str = ""
    intro: str = ""
    files: tuple[tuple[str, str], ...] = ()  # a file, or a folder that ends in /, and what it is for
    pictures: tuple[str, ...] = ()  # heads of a table: file, alternative text, width and height in pixels
    links: tuple[str, ...] = ()  # heads of a table: words, address, what to check
    differs: str = ""  # said of a link whose words name another address


@dataclass(frozen=True, slots=True)
class Mail:
    """What a letter needs around its sections, finished; every kind of document can be sent as one.

    `image_base_url` is where a sending program's readers fetch the pictures; empty, pictures travel inside the letter or
    are left out.
    """

    subject: str  # one line
    preheader: str  # the line a mailbox shows beside the subject, one line
    view_online: str  # "Voir cette lettre en ligne"
    unsubscribe: str  # "Se désabonner"
    address: str  # "Notre adresse postale"
    draft: str = ""  # what stands at its head: that it is a draft, that it is not for the public; else empty
    day: str = ""  # "2022-03-31", the last of its period: the date a letter bears before it is sent
    image_base_url: str = ""
    handover: Handover = field(default_factory=Handover)


@dataclass(frozen=True, slots=True)
class Report:
    """A finished document, before any format. `as_of` and the period are ISO texts for the file's properties."""

    kind: str
    language: str
    direction: str  # "ltr" or "rtl"
    title: str
    subtitle: str
    period: str  # "2022-Q1"
    audience: str
    status: Status
    as_of: str  # "2022-04-15"
    labels: Labels
    mail: Mail
    sections: tuple[Section, ...] = field(default=())
    proof: ProofSheet | None = None  # where each figure comes from, where it was asked for

    def for_readers(self) -> Report:
        """Return the document without what is for the team alone: the review, and what a person is still asked to write.

        A section in which nothing else stood vanishes, from the contents too.
        """
        kept = _for_readers(tuple(s for s in self.sections if s.part is not Part.REVIEW))
        codes = frozenset(section.code for _, section in _walk(kept, 1))
        return replace(self, sections=tuple(_listing(section, codes) for section in kept))

    def walk(self) -> Iterator[tuple[int, Section]]:
        """Yield each section with its depth (1 for a chapter), in the order of reading."""
        yield from _walk(self.sections, 1)

    def section(self, code: str) -> Section | None:
        """Return the section named `code`, or None."""
        return next((section for _, section in self.walk() if section.code == code), None)


def _walk(sections: tuple[Section, ...], depth: int) -> Iterator[tuple[int, Section]]:
    for section in sections:
        yield depth, section
        yield from _walk(section.sections, depth + 1)


def _for_readers(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Return `sections` without prompts and notes, and without those that held nothing but prompts."""
    kept = []
    for section in sections:
        blocks = tuple(_unmarked(block) for block in section.blocks if not _is_prompt(block))
        inner = _for_readers(section.sections)
        lost = len(blocks) < len(section.blocks) or len(inner) < len(section.sections)
        if blocks or inner or not lost:
            kept.append(replace(section, blocks=blocks, sections=inner, notes=()))
    return tuple(kept)


def _unmarked(block: Block) -> Block:
    match block:
        case (
            Paragraph()
            | BulletList()
            | Table()
            | KeyFigures()
            | Quote()
            | FactList()
            | Card()
            | Acknowledgements()
        ):
            return replace(block, notes=()) if block.notes else block
        case _:
            return block


def _is_prompt(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role is Role.PROMPT


def _listing(section: Section, codes: frozenset[str]) -> Section:
    """Return `section` with tables of contents that list none but `codes`."""
    blocks = tuple(
        Contents(tuple(entry for entry in block.entries if entry.code in codes))
        if isinstance(block, Contents)
        else block
        for block in section.blocks
    )
    return replace(section, blocks=blocks)
