"""Draws a Report as one HTML page: in come a Report and a Brand, out come its HTML, its style and what they show.

Users supply words, names and pictures, never HTML or CSS. Each value passes one of the filters below; colours and
families come from the brand only; pictures are named `asset:…` and never by a path or an address.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, assert_never
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Undefined
from markupsafe import Markup

from generator.config.brand import Brand
from generator.renderers.columns import column_widths, is_crowded
from generator.renderers.direction import direction
from generator.renderers.figures import in_two
from generator.renderers.links import followed
from generator.renderers.noted import listed, standing
from generator.renderers.passages import set_apart
from generator.renderers.room import (
    FACTS_LINE,
    MOST_FACTS,
    column_lines,
    figures_size,
    fits_beside,
    flows_on,
    has_cover,
    has_long_labels,
    is_short,
    size,
)
from generator.report.blocks import (
    Acknowledgements,
    Block,
    BulletList,
    Button,
    Card,
    Chart,
    ColumnKind,
    Contents,
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
from generator.report.model import Part, Report, Section
from generator.report.words import Note, Text, Words, plain

DEPTH = 6  # HTML has six levels of heading; the layout engine fails beyond some 120 nested boxes
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
FAMILY = re.compile(r"[A-Za-z0-9][A-Za-z0-9 -]*")
TABLE_WIDTH = 9412  # twips between the margins
LONG_WORD = 24  # characters; a longer one may be broken anywhere, else it would push a column off the page
SHORT_CELL, SHORT_CELLS = 18, 56  # characters of a cell that keeps to one line, and of all such in a row


@dataclass(frozen=True, slots=True)
class Page:
    """A drawn Report: its HTML, its style sheet, the names of the pictures and the charts it shows."""

    html: str
    style: str
    pictures: tuple[str, ...] = ()
    charts: tuple[tuple[str, Chart], ...] = ()


@dataclass(slots=True)
class _Shown:
    """What the page has shown so far."""

    codes: frozenset[str]
    pictures: dict[str, None] = field(default_factory=dict)
    charts: list[tuple[str, Chart]] = field(default_factory=list)
    marks: set[int] = field(default_factory=set)


def templates_folder() -> Path:
    """Return the folder of the HTML templates: the installed package's, else the repository's."""
    package = Path(__file__).parents[1]
    installed = package / "_defaults" / "templates" / "html"
    return installed if installed.is_dir() else package.parent / "templates" / "html"


def draw(report: Report, brand: Brand, *, templates: Path | None = None) -> Page:
    """Return `report` as HTML in the look of `brand`. Refusal for a link of a forbidden kind or without a target."""
    page = _Drawing(report, environment(templates or templates_folder()))
    html = set_apart(page.draw(brand), report.language, report.direction)
    return Page(
        html, _style(report, brand, page.environment), tuple(page.shown.pictures), tuple(page.shown.charts)
    )


def asset_address(kind: str, name: str) -> str:
    """Return the address of a picture in the page: `asset:picture/photos/salle%20A.jpg`."""
    return f"asset:{kind}/{quote(name, safe='/')}"


def _style(report: Report, brand: Brand, environment: Environment) -> str:
    before, after = report.labels.page.split("{page}") if "{page}" in report.labels.page else ("", "")
    style = environment.get_template("report.css.j2").render(
        report=report,
        covered=has_cover(report),
        palette=brand.palette,
        fonts=brand.fonts,
        page_words=(before, *(after.split("{pages}") if "{pages}" in after else (after,))),
    )
    return style + (brand.stylesheet.read_text("utf-8") if brand.stylesheet else "")


class _Drawing:
    """One page being drawn."""

    def __init__(self, report: Report, environment: Environment) -> None:
        self.report = report
        self.environment = environment
        self.shown = _Shown(frozenset(section.code for _, section in report.walk()))
        self.listed = listed(report)
        self.standing = frozenset(note.number for note in standing(report))
        # The macros see the page only through these functions and the filters.
        self.macros: Any = environment.get_template("blocks.html.j2").make_module(
            {
                "words": self.words,
                "picture": self.picture,
                "link": self.link,
                "marks": self.marks,
                "report": report,
            }
        )

    def draw(self, brand: Brand) -> str:
        """Return the whole page."""
        labels = self.report.labels
        logo = asset_address("brand", brand.logo.name) if brand.logo else ""
        return self.environment.get_template("report.html.j2").render(
            report=self.report,
            labels=labels,
            wordmark=labels.organisation_short,
            logo=logo,
            logo_alt=brand.logo_alt or labels.organisation_short,
            parts=[(_part_class(s, before), self._top(s)) for before, s in _pairs(self.report.sections)],
            covers=[self._cover(s) for s in self.report.sections if s.part is Part.COVER],
            period_size=size(labels.period_short, (8, 13)),
        )

    def _top(self, section: Section) -> Markup:
        return Markup("") if section.part is Part.COVER else self._section(section, 1)

    def _cover(self, section: Section) -> Markup:
        place: Markup = self.macros.place("", section.notes) if section.notes else Markup("")
        return place + self._blocks(section.blocks)

    def _section(self, section: Section, depth: int) -> Markup:
        if depth > DEPTH:
            raise ValueError(f"section {section.code!r} is nested deeper than {DEPTH}")
        if not CODE.fullmatch(section.code):
            raise ValueError(f"section code {section.code!r}")
        inner = Markup("").join(self._section(each, depth + 1) for each in section.sections)
        compact = depth == 1 and section.part in (Part.FRONT, Part.BACK) and is_short(section)
        drawn: Markup = self.macros.section(section, depth, self._blocks(section.blocks), inner, compact)
        return drawn

    def _blocks(self, blocks: Sequence[Block]) -> Markup:
        return Markup("\n").join(self._placed(blocks))

    def _placed(self, blocks: Sequence[Block]) -> Iterator[Markup]:
        """Yield `blocks` drawn: cards by two, a column of facts before the text it stands beside."""
        for run in _runs(blocks):
            if isinstance(run[0], Card):
                yield from (
                    self.macros.card_row([self._block(card) for card in run[i : i + 2]])
                    for i in range(0, len(run), 2)
                )
                continue
            facts = [block for block in run if isinstance(block, FactList)]
            beside = len(facts) == 1 and fits_beside(facts[0], run)
            if beside:
                texts = [self._block(block) for block in run if block is not facts[0]]
                yield self.macros.beside(facts[0], texts)
            else:
                yield from map(self._block, run)

    def _block(self, block: Block) -> Markup:
        macros = self.macros
        drawn: Markup
        match block:
            case Paragraph():
                drawn = macros.paragraph(block)
            case BulletList():
                drawn = macros.bullets(block)
            case Table():
                drawn = macros.table(block, _column_kinds(block), _column_shares(block))
            case KeyFigures():
                drawn = macros.key_figures(block, figures_size(block))
            case Timeline():
                drawn = macros.timeline(block)
            case Chart():
                name = f"{len(self.shown.charts) + 1}"
                self.shown.charts.append((name, block))
                drawn = macros.chart(block, asset_address("chart", name))
            case Figure():
                drawn = macros.figure(block)
            case Quote():
                drawn = macros.quotation(block, size("".join(block.paragraphs), (180, 420)))
            case FactList():
                whole = column_lines(block, FACTS_LINE) <= MOST_FACTS
                drawn = macros.facts(block, False, whole, has_long_labels(block))
            case Card():
                drawn = macros.card(block)
            case Acknowledgements():
                drawn = macros.acknowledgements(block)
            case FundingStatement():
                drawn = macros.funding(block)
            case Button():
                drawn = macros.button(block, self.link(block.href))
            case Contents():
                drawn = macros.contents(block)
            case NoteList():
                drawn = macros.note_list(block, self.standing)
            case _:
                assert_never(block)
        return drawn

    def marks(self, notes: Sequence[Note]) -> Markup:
        """Return the numbered marks of `notes`, each once and a link to its entry if there is one; nothing in a final."""
        shown = [note for note in notes if note.number in self.standing - self.shown.marks]
        self.shown.marks.update(note.number for note in shown)
        drawn: Markup = self.macros.marked(shown, self.listed) if shown else Markup("")
        return drawn

    def words(self, content: Words) -> Markup:
        """Return a run of words with its marks, links and languages."""
        return Markup("").join(self._run(run) for run in content)

    def _run(self, run: Text) -> Markup:
        drawn: Markup = self.macros.run(run, self.link(run.href) if run.href is not None else "")
        return drawn

    def link(self, href: str) -> str:
        """Return `href` if it may stand in a document; Refusal otherwise: never a dead or a dangerous link."""
        return followed(href, self.shown.codes)

    def picture(self, name: str) -> str:
        """Return the address of the asset `name` and remember that the page shows it."""
        self.shown.pictures[name] = None
        return asset_address("picture", name)


def _pairs(sections: Sequence[Section]) -> Iterator[tuple[Section | None, Section]]:
    previous: Section | None = None
    for section in sections:
        yield previous, section
        previous = section


def _part_class(section: Section, before: Section | None) -> str:
    """Return the part's name, `first` after another part or the cover, `flowing` where it needs no page of its own.

    Parts of many short pieces, and those with a picture, are `tight`: set closer, they seldom leave a few lines on a page
    of their own.
    """
    pieces = any(isinstance(block, Card | Figure) for inner in section.sections for block in inner.blocks)
    flowing = flows_on(section)
    names = {
        "first": before is None or before.part is not section.part,
        "flowing": flowing,
        "tight": pieces or flowing or section.part in (Part.FRONT, Part.BACK),
    }
    return " ".join([section.part.value, *(name for name, held in names.items() if held)])


def _runs(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield consecutive cards, and consecutive texts with their facts, together; each other block alone."""
    run: list[Block] = []
    for block in blocks:
        if run and _companions(run[-1], block):
            run.append(block)
            continue
        if run:
            yield run
        run = [block]
    if run:
        yield run


def _companions(first: Block, second: Block) -> bool:
    if isinstance(first, Card) or isinstance(second, Card):
        return isinstance(first, Card) and isinstance(second, Card)
    return _is_text(first) and _is_text(second)


def _is_text(block: Block) -> bool:
    if isinstance(block, Paragraph):
        return block.role in (Role.BODY, Role.LEAD)
    return isinstance(block, BulletList | FactList)


def _column_kinds(table: Table) -> list[str]:
    """Return `number` or `text` for each column, with `short` where no cell needs a second line."""
    cells = zip(*table.rows, strict=True) if table.rows else iter(() for _ in table.columns)
    widths = [max((len(plain(cell)) for cell in column), default=0) for column in cells]
    short = [width <= SHORT_CELL for width in widths]
    if sum(width for width, fits in zip(widths, short, strict=True) if fits) > SHORT_CELLS:
        short = [False] * len(widths)
    return [
        column.kind.value + (" short" if fits and column.kind is ColumnKind.TEXT else "")
        for column, fits in zip(table.columns, short, strict=True)
    ]


def _column_shares(table: Table) -> list[str]:
    """Return the share of each column, where the engine would else starve some of them; nothing where all have room."""
    if not is_crowded(table, TABLE_WIDTH):
        return []
    return [f"{100 * width / TABLE_WIDTH:.2f}%" for width in column_widths(table, TABLE_WIDTH)]


@cache
def environment(folder: Path) -> Environment:
    """Return what fills in the templates of `folder`: every value escaped, every name known, every number finite."""
    found = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,  # select_autoescape() looks at the file ending and would leave `.html.j2` open
        undefined=StrictUndefined,
        finalize=_finished,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    found.filters |= {
        "colour": _colour,
        "family": _family,
        "css_words": _css_words,
        "long": _has_long_word,
        "in_two": in_two,
        "direction": direction,
        "plain": plain,
        "comma": _comma,
    }
    return found


def _comma(towards: str) -> str:
    """Return what parts things told one after the other."""
    return "\u060c " if towards == "rtl" else ", "


def _finished(value: object) -> object:
    """Return `value` if it can be printed; a None, a NaN or a function in a page is a mistake of the template."""
    if isinstance(value, Undefined):
        return str(value)  # raises, and says which name is not known
    if value is None or callable(value) or isinstance(value, ModuleType):
        raise TypeError(f"{type(value).__name__} in a template where words are expected")
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("a number that is none in a template")
    return value


def _colour(value: str) -> str:
    if not COLOUR.fullmatch(value):
        raise ValueError(f"colour {value!r}")
    return value


def _family(value: str) -> Markup:
    if not FAMILY.fullmatch(value):
        raise ValueError(f"font family {value!r}")
    return Markup(f'"{value}"')


def _css_words(value: str) -> Markup:
    """Return `value` as a CSS string in which every character but ASCII letters and digits is escaped."""
    escaped = "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):06x}" for c in value)
    return Markup(f'"{escaped}"')


def _has_long_word(content: Words | str) -> bool:
    text = content if isinstance(content, str) else plain(content)
    return len(text) > LONG_WORD and any(len(word) > LONG_WORD for word in text.split())
