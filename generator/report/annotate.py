"""Puts the notes on a draft: in come its sections and doubts, out come the notes at their places, numbered in the order of reading.

One note for each record and place, where the record is first told; what is told nowhere stands at the title of the review page.
Doubts that block a final and those that a person decides become notes; smaller matters stay in the list of the review page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.records.checks import Severity, Spot
from generator.report.blocks import (
    Acknowledgements,
    Block,
    BulletList,
    Card,
    FactList,
    KeyFigures,
    Paragraph,
    Quote,
    Role,
    Table,
)
from generator.report.brief import Brief
from generator.report.doubts import Doubt, place, sentence, spoken
from generator.report.model import Section
from generator.report.words import Note, Text, Words, plain

Place = tuple[str, int]  # a section's code and the index of one of its blocks; -1 is its title
TITLE = -1
NOWHERE: Place = ("review", TITLE)
_ANNOTATED = (
    Acknowledgements, BulletList, Card, FactList, KeyFigures, Paragraph, Quote, Table,
)  # fmt: skip
# Where a text of an edition's file shows that is no block of its own.
_SECTIONS: Mapping[str, tuple[str, ...]] = {
    "foreword": ("foreword",),
    "editorial": ("editorial",),
    "context": ("context", "glance"),
    "takeaways": ("glance", "key-points"),
    "headline": ("headline",),
    "preheader": ("headline",),
    "key_quotes": ("quotes",),
    "upcoming": ("upcoming",),
    "publications": ("publications",),
}


def place_notes(
    brief: Brief, sections: Sequence[Section], doubts: Iterable[Doubt]
) -> dict[Place, tuple[Note, ...]]:
    """Return the notes by their place in `sections`, numbered in the order in which these are read."""
    finder = _Finder(brief, sections)
    together: dict[tuple[Place, str], list[Doubt]] = {}
    for doubt in doubts:
        if doubt.severity is not Severity.LOOK:
            together.setdefault((finder.place(doubt), doubt.record), []).append(doubt)
    order = {found: index for index, (found, _) in enumerate(finder.places)}
    ranked = sorted(together.items(), key=lambda item: (order.get(item[0][0], len(order)), item[0][1]))
    notes: dict[Place, tuple[Note, ...]] = {}
    for number, ((where, record), about) in enumerate(ranked, start=1):
        notes[where] = (*notes.get(where, ()), _note(brief, number, record, about, where))
    return notes


def annotate(sections: Iterable[Section], notes: Mapping[Place, tuple[Note, ...]]) -> tuple[Section, ...]:
    """Return `sections` with the notes at their places."""
    return tuple(
        replace(
            section,
            notes=(*section.notes, *notes.get((section.code, TITLE), ())),
            blocks=tuple(
                replace(block, notes=(*block.notes, *found))
                if isinstance(block, _ANNOTATED) and (found := notes.get((section.code, index)))
                else block
                for index, block in enumerate(section.blocks)
            ),
            sections=annotate(section.sections, notes),
        )
        for section in sections
    )


def _note(brief: Brief, number: int, record: str, about: Sequence[Doubt], where: Place) -> Note:
    severity = next(one for one in Severity if any(doubt.severity is one for doubt in about))
    lines = {place(doubt.problem) for doubt in about}
    file = lines.pop() if len(lines) == 1 else about[0].problem.file
    target = f"#{where[0]}" if where != NOWHERE else None
    name = record_name(brief, record)
    shown: Words = (Text(name, href=target),) if name else ()
    if file:
        shown += (Text(f"\u00a0· {file}" if name else file),)
    return Note(
        number=number,
        severity=severity,
        title=brief.say(f"review.title_{severity.value}"),
        points=tuple(dict.fromkeys(point for doubt in about for point in _points(brief, doubt))),
        record=record,
        where=shown,
        language=brief.foreign(spoken(brief)),
    )


def _points(brief: Brief, doubt: Doubt) -> Iterator[str]:
    said = sentence(brief, doubt.problem)
    said = said[:1].upper() + said[1:]
    # What ends in code is copied as it stands.
    yield said if said.endswith(("}", "]", ".")) else f"{said}."
    if doubt.problem.code == "final.undated":
        event = brief.records.events[doubt.record.partition("/")[2]]
        if event.dating and event.language == spoken(brief):
            yield brief.set(event.dating.reason)


def record_name(brief: Brief, record: str) -> str:
    """Return what a record is called in the document's language; empty for an edition's own file."""
    kind, _, id = record.partition("/")
    if kind == "event" and id in brief.records.events:
        return brief.short_title(brief.records.events[id])
    if kind == "organisation":
        return brief.name(id)
    return brief.short_project(id) if kind == "project" else ""


class _Finder:
    """Finds the place of a doubt in sections that are written."""

    def __init__(self, brief: Brief, sections: Sequence[Section]) -> None:
        self._brief = brief
        self.places: list[tuple[Place, Section | Block]] = list(_places(sections))
        self._sections = {found[0]: part for found, part in self.places if isinstance(part, Section)}

    def place(self, doubt: Doubt) -> Place:
        """Return where `doubt` shows."""
        kind, _, id = doubt.record.partition("/")
        if kind == "event":
            return self._of_event(doubt, id)
        if kind == "edition":
            return self._of_edition(doubt)
        return self._of_payer(doubt, id if kind == "organisation" else "")

    def _of_event(self, doubt: Doubt, id: str) -> Place:
        if doubt.quote:
            for found, block in self.places:
                source = block.source if isinstance(block, Quote) else None
                if source and (source.record, source.field) == (id, f"quotes[{doubt.quote}]"):
                    return found
        if section := self._sections.get(f"event-{id}"):
            return self._within(section, doubt, id)
        event = self._brief.records.events.get(id)
        titles = {self._brief.short_title(event), self._brief.title(event)} if event else set()
        return next((found for found, part in self.places if _names(part, titles)), NOWHERE)

    def _within(self, section: Section, doubt: Doubt, id: str) -> Place:
        """Return the place of a doubt in what tells its event: its block, else the title."""
        field = doubt.problem.field.partition(".")[0].partition("[")[0]
        wanted: tuple[type[Block], ...] = _BLOCKS.get(doubt.spot, ())
        for kind in wanted:
            for index, block in enumerate(section.blocks):
                if isinstance(block, Paragraph) and kind is Paragraph and block.role is not Role.DATELINE:
                    continue
                if isinstance(block, kind):
                    return section.code, index
        for index, block in enumerate(section.blocks if doubt.spot is Spot.TEXT else ()):
            source = block.source if isinstance(block, (Paragraph, BulletList)) else None
            if source and source.record == id and source.field.partition(".")[0] == field:
                return section.code, index
        return section.code, TITLE

    def _of_edition(self, doubt: Doubt) -> Place:
        parts = doubt.problem.field.replace("[", ".").split(".")
        field = ".".join(parts[:2]) if parts[0] == "sections" else parts[0]
        for found, block in self.places:
            source = block.source if isinstance(block, (Paragraph, BulletList)) else None
            if source and source.record == self._brief.edition_name and source.field == field:
                return found
        codes = parts[1:2] if parts[0] == "sections" else _SECTIONS.get(field, ())
        return next(((code, TITLE) for code in codes if code in self._sections), NOWHERE)

    def _of_payer(self, doubt: Doubt, body: str) -> Place:
        """Return where a donor is credited: in a doubt about its statement, the section of statements."""
        funding = [(code, TITLE) for code in self._sections if code.partition("-")[0] == "funding"]
        thanks = [
            found
            for found, block in self.places
            if isinstance(block, Acknowledgements) and (not body or _thanks(block, self._brief.name(body)))
        ]
        first, then = (thanks, funding) if doubt.severity is Severity.DECIDE else (funding, thanks)
        return next(iter((*first, *then)), NOWHERE)


# The blocks that tell of a spot, the best one first.
_BLOCKS: Mapping[Spot, tuple[type[Block], ...]] = {
    Spot.DATE: (Paragraph,),
    Spot.PLACE: (Paragraph,),
    Spot.FIGURES: (KeyFigures, Table, FactList, Paragraph),
    Spot.PEOPLE: (FactList,),
    Spot.FUNDING: (FactList,),
}


def _places(sections: Iterable[Section]) -> Iterator[tuple[Place, Section | Block]]:
    for section in sections:
        yield (section.code, TITLE), section
        for index, block in enumerate(section.blocks):
            yield (section.code, index), block
        yield from _places(section.sections)


def _names(part: Section | Block, titles: set[str]) -> bool:
    """Return whether a card, table or list tells one of the events called `titles`."""
    match part:
        case Card():
            return plain(part.title) in titles
        case Table():
            return any(row[0] and row[0][0].text in titles for row in part.rows)
        case BulletList():
            return any(item and item[0].text in titles for item in part.items)
        case FactList():
            return any(line and line[0].text in titles for fact in part.facts for line in fact.content)
        case _:
            return False


def _thanks(block: Acknowledgements, name: str) -> bool:
    return any(body.name == name for group in block.groups for body in group.bodies)
