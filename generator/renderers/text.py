"""Writes a Report as plain text: in comes a Report, out come lines for a reader without pictures, colours or links.

The same words as in every other format. Marks are dropped, an address stands after the words that lead to it, and
nothing depends on a fixed font: rules and lists read as well in a proportional one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from generator.config.brand import Brand
from generator.renderers.email.sender import BY_HAND, Sender
from generator.renderers.lines import directed, fold, one_line, side_by_side, underlined
from generator.renderers.links import outward
from generator.renderers.pictures import Picture
from generator.renderers.registry import Rendered
from generator.report.blocks import (
    Acknowledgements,
    Block,
    Body,
    BulletList,
    Button,
    Card,
    Chart,
    ColumnKind,
    Contents,
    Fact,
    FactList,
    Figure,
    FundingStatement,
    KeyFigures,
    NoteList,
    Paragraph,
    Quote,
    Role,
    Table,
    Timeline,
)
from generator.report.model import Report, Section
from generator.report.words import Note, Text, Words, plain

BETWEEN = " · "  # what stands between things told on one line, as in a dateline
HANGING = "  "


@dataclass(frozen=True, slots=True)
class _Piece:
    """Lines that belong together, and how many empty lines stand above them; one below a heading."""

    lines: str
    above: int = 1
    heading: bool = False


def render(report: Report, brand: Brand, assets: Mapping[str, Picture]) -> Rendered:
    """Return `report` as UTF-8 text with LF line ends; it needs neither `brand` nor `assets`."""
    return Rendered(write(report).encode())


def write(report: Report, *, sender: Sender = BY_HAND) -> str:
    """Return `report` as text, with the lines a sending program fills in if `sender` gives them.

    Refusal for a link of a forbidden kind.
    """
    writing = _Writing(report)
    pieces = [*writing.head(sender)]
    for section in report.sections:
        pieces += writing.section(section, 1)
    pieces += writing.foot(sender)
    text, most = "", 0
    for piece in pieces:
        if piece.lines:
            text += "\n" * (min(piece.above, most) + 1) * bool(text) + piece.lines
            most = 1 if piece.heading else 2
    return "".join(f"{directed(line, report.direction)}\n" for line in text.split("\n"))


class _Writing:
    """One Report being written."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.mail = report.mail

    def head(self, sender: Sender) -> Iterator[_Piece]:
        """Yield who publishes what for which period, where it can be read online, and what a draft says."""
        report, labels = self.report, self.report.labels
        yield _Piece(fold(labels.organisation_short))
        title = _filled(report.title, labels.period_short, labels.period, labels.edition)
        yield _Piece(underlined(BETWEEN.join(title), "="), 0)
        if report.subtitle not in (report.title, labels.organisation_short):
            yield _Piece(fold(report.subtitle), 0)
        if sender.archive:
            yield _Piece(self._given(self.mail.view_online, sender.archive))
        yield _Piece(fold(self.mail.draft))

    def foot(self, sender: Sender) -> Iterator[_Piece]:
        """Yield who publishes, and what a letter that a program sends must end with."""
        labels = self.report.labels
        yield _Piece(fold(labels.organisation), 2)
        yield _Piece(fold(labels.disclaimer))
        if sender.address:
            yield _Piece(self._given(self.mail.address, sender.address))
        if sender.unsubscribe:
            above = 0 if sender.address else 1
            yield _Piece(self._given(self.mail.unsubscribe, sender.unsubscribe), above)

    def section(self, section: Section, depth: int) -> Iterator[_Piece]:
        """Yield a section's heading and all below it; nothing for a section in which nothing stands."""
        below = [*self._blocks(section.blocks)]
        for inner in section.sections:
            below += self.section(inner, depth + 1)
        if not any(piece.lines for piece in below):
            return
        if section.title:
            title = underlined(section.title, "-") if depth == 1 else fold(section.title)
            yield _Piece(title, 2, heading=True)
        yield from below

    def _blocks(self, blocks: Sequence[Block]) -> Iterator[_Piece]:
        """Yield `blocks` written; what follows an item or a quotation stands apart from it."""
        apart = False
        for block in blocks:
            above = 2 if apart else 0
            for piece in self._block(block):
                if piece.lines:
                    yield replace(piece, above=max(piece.above, above))
                    above = 0
            apart = isinstance(block, Card | Quote)

    def _block(self, block: Block) -> Iterator[_Piece]:
        match block:
            case Paragraph():
                yield _Piece(fold(self._words(block.content)), 0 if block.role is Role.DATELINE else 1)
            case BulletList():
                yield from self._bullets(block)
            case Table():
                yield from self._table(block)
            case KeyFigures():
                lines = (BETWEEN.join(_filled(f"{f.value} {f.label}", f.detail)) for f in block.figures)
                yield _Piece("\n".join(fold(line, rest=HANGING) for line in lines))
            case Timeline():
                yield from self._timeline(block)
            case Chart():
                yield from self._chart(block)
            case Figure():
                yield from self._figure(block)
            case Quote():
                yield from self._quote(block)
            case FactList():
                yield _Piece(fold(block.title))
                yield _Piece("\n".join(self._fact(fact) for fact in block.facts), 0 if block.title else 1)
            case Card():
                yield from self._card(block)
            case Acknowledgements():
                for group in block.groups:
                    yield _Piece(fold(group.title))
                    lines = (_item(_body(body)) for body in group.bodies)
                    yield _Piece("\n".join(lines), 0 if group.title else 1)
            case FundingStatement():
                yield _Piece(fold(self._words(block.wording)))
            case Button():
                yield _Piece(self._link(block))
            case Contents():
                lines = (_item(entry.title, HANGING * (entry.depth - 1)) for entry in block.entries)
                yield _Piece("\n".join(lines))
            case NoteList():
                yield _Piece(fold(block.title))
                yield from (self._note(note) for note in block.items)
            case _:
                assert_never(block)

    def _note(self, note: Note) -> _Piece:
        head = BETWEEN.join(_filled(f"{note.number}. {note.title}", self._words(note.where)))
        points = (_item(point, HANGING) for point in note.points)
        return _Piece("\n".join((fold(head, rest=HANGING), *points)))

    def _bullets(self, block: BulletList) -> Iterator[_Piece]:
        yield _Piece(fold(block.title))
        lines = (self._bullet(item) for item in block.items)
        yield _Piece("\n".join(lines), 0 if block.title else 1)

    def _bullet(self, item: Words) -> str:
        """Return an item; where it begins with its only link, the address stands on a line of its own below."""
        first, *rest = item or (Text(""),)
        address = self._address(first.href) if first.href and not any(run.href for run in rest) else ""
        if not address or not rest or _place(first.text.strip()) == _place(address):
            return _item(self._words(item))
        return "\n".join((_item(plain(item)), HANGING + address))

    def _table(self, block: Table) -> Iterator[_Piece]:
        """Yield a table as columns where they fit, else each row as lines that name the column."""
        titles = [one_line(column.title) for column in block.columns]
        rows = [[one_line(self._words(cell)) for cell in row] for row in (*block.rows, block.total) if row]
        numbers = [column.kind is ColumnKind.NUMBER for column in block.columns]
        yield _Piece(fold(block.caption))
        if drawn := side_by_side([titles, *rows], numbers, bool(block.total)):
            yield _Piece(drawn)
        else:
            for row in rows:
                named = zip(titles, row, strict=True)
                lines = [self._pair(title, cell) if title else fold(cell) for title, cell in named if cell]
                yield _Piece("\n".join(lines))
        for note in block.foot:
            yield _Piece(fold(self._words(note)))

    def _timeline(self, block: Timeline) -> Iterator[_Piece]:
        yield _Piece(fold(block.caption))
        lines = (
            _item(BETWEEN.join(_filled(moment.date, moment.place, self._words(moment.label))))
            for moment in block.moments
        )
        yield _Piece("\n".join(lines), 0 if block.caption else 1)

    def _chart(self, block: Chart) -> Iterator[_Piece]:
        yield _Piece(fold(block.caption))
        lines = (_item(self._said(bar.label, bar.shown)) for bar in block.bars)
        yield _Piece("\n".join(lines), 0 if block.caption else 1)
        for note in block.foot:
            yield _Piece(fold(self._words(note)))

    def _figure(self, block: Figure) -> Iterator[_Piece]:
        """Yield what a picture shows, in the brackets that text has for what cannot stand in it."""
        yield _Piece(fold(f"[{block.alt}]" if block.alt else ""))
        yield _Piece(fold(BETWEEN.join(_filled(self._words(block.caption), block.credit))), 0)

    def _quote(self, block: Quote) -> Iterator[_Piece]:
        for paragraph in block.paragraphs:
            yield _Piece(fold(paragraph, HANGING, HANGING))
        by = _filled(block.speaker, block.capacity, self._words(block.occasion), block.remark)
        lines = (
            fold(line, HANGING + ("  " if number else "— "), HANGING * 2) for number, line in enumerate(by)
        )
        yield _Piece("\n".join(lines))

    def _card(self, block: Card) -> Iterator[_Piece]:
        yield _Piece(fold(self._words(block.title)), 2, heading=True)
        yield _Piece(fold(block.dateline), 0)
        yield _Piece(fold(self._words(block.content)))
        yield _Piece("\n".join(self._fact(fact) for fact in block.facts))
        yield _Piece(self._link(block.more) if block.more else "")

    def _fact(self, fact: Fact) -> str:
        lines = [self._words(line) for line in fact.content]
        if len(lines) < 2:
            return self._pair(fact.label, "".join(lines))
        return "\n".join([self._pair(fact.label, ""), *(_item(line, HANGING) for line in lines)])

    def _link(self, button: Button) -> str:
        return self._pair(button.label, self._address(button.href))

    def _pair(self, label: str, value: str) -> str:
        return fold(self._said(label, value), rest=HANGING)

    def _given(self, label: str, notation: str) -> str:
        """Return a line for what a sending program fills in; its notation is never broken."""
        return f"{fold(self._said(label, ''))} {notation}"

    def _said(self, label: str, value: str) -> str:
        return f"{label}{self.report.labels.colon} {value}"

    def _words(self, content: Words) -> str:
        """Return words with their addresses; runs that follow one another to the same place share it."""
        said, waiting = "", ""
        for place, run in enumerate(content):
            waiting += run.text
            following = content[place + 1].href if place + 1 < len(content) else None
            if run.href != following:
                said += self._linked(waiting, run)
                waiting = ""
        return said + waiting

    def _linked(self, words: str, run: Text) -> str:
        address = self._address(run.href) if run.href else ""
        if not address:
            return words
        bare = words.strip()
        if _place(bare) == _place(address):
            return words.replace(bare, address)
        return f"{words.rstrip(' ')} <{address}>{' ' * words.endswith(' ')}"

    def _address(self, href: str) -> str:
        """Return what a reader can follow or copy; nothing for a place in the document itself."""
        href = outward(href)
        return href[7:] if href.lower().startswith("mailto:") else href


def _place(address: str) -> str:
    """Return an address without what people leave out when they write it."""
    bare = address.casefold().removeprefix("mailto:").removeprefix("https://").removeprefix("http://")
    return bare.rstrip("/")


def _filled(*parts: str) -> list[str]:
    return [part for part in parts if part]


def _item(text: str, indent: str = "") -> str:
    return fold(text, f"{indent}- ", indent + HANGING)


def _body(body: Body) -> str:
    name = f"{body.name} ({body.acronym})" if body.acronym else body.name
    return BETWEEN.join(_filled(name, body.detail))
