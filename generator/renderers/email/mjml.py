"""Draws a Report as MJML: in come a Report, a Brand, its pictures and a Sender, out come MJML and its style sheet.

A letter is a stack of full-width parts, one for each section, because Outlook tears very high tables. Within a part, words
of consecutive blocks share one cell; a button or a picture has its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, assert_never

from jinja2 import Environment
from markupsafe import Markup

from generator.config.brand import Brand
from generator.config.dark import dark_palette
from generator.renderers.email.finish import ADDRESS, ARCHIVE, UNSUBSCRIBE, Drawn
from generator.renderers.email.images import LOGO, Image
from generator.renderers.email.sender import Sender
from generator.renderers.html import FAMILY, environment, templates_folder
from generator.renderers.links import outward
from generator.renderers.passages import set_apart
from generator.renderers.room import size
from generator.report.blocks import (
    Acknowledgements,
    Block,
    BulletList,
    Button,
    Card,
    Chart,
    Contents,
    FactList,
    Figure,
    FundingStatement,
    KeyFigures,
    NoteList,
    Paragraph,
    Quote,
    Table,
    Timeline,
)
from generator.report.model import Part, Report, Section
from generator.report.words import Text, Words

COLUMN = 600  # pixels of the letter on a wide screen
SIDE = 40  # pixels on each side of its words
INSET = 18  # pixels from the edge of a card, a tile, a notice, a quotation to its words: one line for all
WIDTH = COLUMN - 2 * SIDE
LOGO_SIZE, EMBLEM_SIZE = (150, 56), (120, 72)  # most pixels, across and high
QUOTE_SIZES = (220, 480)  # characters from which a quotation is set smaller
PREHEADER = 130  # characters a mailbox shows beside a subject; the rest of them is filled, so that no body text follows
FALLBACKS = {"sans-serif": ("Helvetica", "Arial"), "serif": ("Georgia", "Times New Roman")}
ARABIC = ("Segoe UI", "Tahoma", "Arial")
LARGEST_HEADING = 6


@dataclass(frozen=True, slots=True)
class _Piece:
    """A drawn block: words that share a cell with their neighbours, or an element of MJML of its own."""

    markup: Markup
    own: bool = False


def draw(
    report: Report,
    brand: Brand,
    pictures: Mapping[str | Chart, Image],
    sources: Mapping[str | Chart, str],
    sender: Sender,
) -> Drawn:
    """Return `report` as MJML; a picture that has no address among `sources` is left out. Refusal for a forbidden link."""
    return _Letter(report, brand, pictures, sources).draw(sender)


class _Letter:
    """One letter being drawn."""

    def __init__(
        self,
        report: Report,
        brand: Brand,
        pictures: Mapping[str | Chart, Image],
        sources: Mapping[str | Chart, str],
    ) -> None:
        self.report, self.brand = report, brand
        self.pictures, self.sources = pictures, sources
        self.environment: Environment = environment(templates_folder())
        right = report.direction == "rtl"
        self.setting: dict[str, Any] = {
            "report": report,
            "labels": report.labels,
            "palette": brand.palette,
            "dark": dark_palette(brand),
            "start": "right" if right else "left",
            "end": "left" if right else "right",
            "faces": _faces(brand, report.language),
            "side": SIDE,
            "inset": INSET,
        }
        page: Any = self.environment.get_template("blocks.html.j2").module
        self.run = page.run  # words are marked as on a page
        self.macros: Any = self.environment.get_template("email-blocks.mjml.j2").make_module(
            self.setting | {"words": self.words, "link": self.link, "picture": self.picture}
        )

    def draw(self, sender: Sender) -> Drawn:
        """Return the whole letter."""
        mail = self.report.mail
        letter = self.environment.get_template("email.mjml.j2").render(
            **self.setting,
            mail=mail,
            subject=" ".join(mail.subject.split()),
            filling="\u034f\u00a0" * max(0, PREHEADER - len(mail.preheader)),
            logo=self.picture(LOGO, LOGO_SIZE),
            narrow=self._style("narrow"),
            night=self._style("dark"),
            parts=[part for section in self.report.sections if (part := self._part(section))],
            archive=ARCHIVE if sender.archive else "",
            unsubscribe=UNSUBSCRIBE if sender.unsubscribe else "",
            address=ADDRESS if sender.address else "",
        )
        letter = set_apart(letter, self.report.language, self.report.direction, keep=False)
        style = self.environment.get_template("email.css.j2").render(**self.setting)
        return Drawn(letter, style, self.report.direction)

    def _style(self, name: str) -> Markup:
        """Return a style sheet whose every value passed a filter of its own."""
        return Markup(self.environment.get_template(f"email-{name}.css.j2").render(**self.setting))

    def _part(self, section: Section) -> Markup:
        pieces = list(self._section(section, 1))
        return self._cells(pieces) if any(piece.markup for piece in pieces) else Markup("")

    def _section(self, section: Section, depth: int) -> Iterator[_Piece]:
        """Yield a section's heading and all below it; nothing for a section in which nothing is drawn."""
        below = [piece for block in section.blocks for piece in self._block(block, depth)]
        for inner in section.sections:
            below += self._section(inner, depth + 1)
        if not below:
            return
        if section.title:
            level = min(depth + 1, LARGEST_HEADING)
            yield _Piece(self.macros.heading(section.title, level, _heading(section, self.report, depth)))
        yield from below

    def _cells(self, pieces: Sequence[_Piece]) -> Markup:
        """Return MJML in which words that follow one another share a cell."""
        cells: list[Markup] = []
        run: list[Markup] = []
        for piece in pieces:
            if not piece.own:
                run.append(piece.markup)
                continue
            if run:
                cells.append(self.macros.cell(Markup("").join(run)))
                run = []
            cells.append(piece.markup)
        if run:
            cells.append(self.macros.cell(Markup("").join(run)))
        return Markup("\n").join(cells)

    def _block(self, block: Block, depth: int) -> Iterator[_Piece]:
        macros, level = self.macros, min(depth + 2, LARGEST_HEADING)
        match block:
            case Paragraph():
                yield _Piece(macros.paragraph(block))
            case BulletList():
                yield _Piece(macros.bullets(block))
            case Table():
                yield _Piece(macros.table(block))
            case KeyFigures():
                yield _Piece(macros.key_figures(block, _rows(len(block.figures))))
            case Timeline():
                yield _Piece(macros.timeline(block))
            case Chart():
                yield _Piece(macros.caption(block.caption))
                yield from self._shown(block, block.alt)
                yield _Piece(macros.foot(block.foot))
            case Figure():
                shown = list(self._shown(block.asset, ""))
                yield from shown
                yield _Piece(macros.under(block, "" if shown else block.alt))
            case Quote():
                yield _Piece(macros.quotation(block, size("".join(block.paragraphs), QUOTE_SIZES)))
            case FactList():
                yield _Piece(macros.facts(block))
            case Card():
                yield _Piece(macros.card(block, level))
            case Acknowledgements():
                yield _Piece(macros.acknowledgements(block, LOGO_SIZE))
            case FundingStatement():
                yield _Piece(macros.funding(block, EMBLEM_SIZE))
            case Button():
                yield _Piece(macros.button(block), own=True)
            case Contents():
                yield _Piece(macros.contents(block))
            case NoteList():
                yield _Piece(macros.note_list(block))
            case _:
                assert_never(block)

    def _shown(self, key: str | Chart, instead: str) -> Iterator[_Piece]:
        """Yield a picture as wide as the words; what it says instead, if there is no picture."""
        if shown := self.picture(key, (WIDTH, 10 * WIDTH)):
            kind = "chart" if isinstance(key, Chart) else "figure"
            yield _Piece(self.macros.image(shown, kind), own=True)
        elif instead:
            yield _Piece(self.macros.said(instead))

    def words(self, content: Words) -> Markup:
        """Return a run of words with its marks, links and languages."""
        return Markup("").join(self._run(run) for run in content)

    def _run(self, run: Text) -> Markup:
        drawn: Markup = self.run(run, self.link(run.href) if run.href is not None else "")
        return drawn

    def link(self, href: str) -> str:
        """Return `href` if it may stand in a letter, nothing for a place in the document itself; Refusal otherwise."""
        return outward(href)

    def picture(self, key: str | Chart, most: tuple[int, int]) -> dict[str, object] | None:
        """Return address, words and size in pixels of a picture within `most`; None if the letter goes without it."""
        if key not in self.sources:
            return None
        image = self.pictures[key]
        picture = image.picture
        scale = min(most[0] / picture.width, most[1] / picture.height, 1.0)
        width, height = (max(1, round(side * scale)) for side in (picture.width, picture.height))
        return {
            "src": self.sources[key],
            "alt": " ".join(image.alt.split()),
            "width": width,
            "height": height,
        }


def _heading(section: Section, report: Report, depth: int) -> str:
    """Return how a heading stands: a part of a letter is announced small, what it tells at the head of it is large."""
    if depth == 1:
        return "chapter" if section.part in (Part.CHAPTER, Part.OVERVIEW) else "kicker"
    alone = any(
        len(outer.sections) == 1 and outer.sections[0] is section and not outer.blocks
        for outer in report.sections
        if outer.part is not Part.CHAPTER
    )
    return "headline" if alone else "title" if depth == 2 else "minor"


def _rows(count: int) -> tuple[int, ...]:
    """Return how many tiles stand in each row: two or three, never one beside an empty place."""
    return {1: (1,), 2: (2,), 3: (3,), 4: (2, 2), 5: (3, 2)}.get(
        count, (3,) * (count // 3) + (count % 3,) * bool(count % 3)
    )


def _faces(brand: Brand, language: str) -> dict[str, Markup]:
    """Return the families of words, headings and quotations in CSS, each with what a reader's machine may hold instead.

    `outlook` begins with a family that Windows has: Outlook takes Times where it lacks the first one.
    """
    substitutes = dict(brand.fonts.substitutes)
    first = (brand.fonts.arabic, *ARABIC) if language.startswith("ar") else ()
    faces = {}
    for use, family, generic in (
        ("body", brand.fonts.body, "sans-serif"),
        ("heading", brand.fonts.heading, "sans-serif"),
        ("quote", brand.fonts.quote, "serif"),
    ):
        others = (substitutes.get(family, ""), *FALLBACKS[generic])
        faces[use] = _stack((*first, family, *others), generic)
    substitute = substitutes.get(brand.fonts.body, "")
    faces["outlook"] = _stack((*first[1:], substitute, *FALLBACKS["sans-serif"]), "sans-serif")
    return faces


def _stack(families: Iterable[str], generic: str) -> Markup:
    known = [family for family in dict.fromkeys(families) if family]
    for family in known:
        if not FAMILY.fullmatch(family):
            raise ValueError(f"font family {family!r}")
    return Markup(",").join(Markup(f"'{f}'" if " " in f else f) for f in (*known, generic))
