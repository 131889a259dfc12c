"""Draws a Report as one web page: in come a Report, a Brand and assets, out comes a single HTML file.

Pictures and fonts stand inside it, so that it can be put on any site as it is: it fetches nothing, runs nothing, and says
so itself in its content security policy.
"""

from __future__ import annotations

import base64
import html
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, assert_never

from markupsafe import Markup

from generator.config.brand import Brand
from generator.config.dark import dark_palette
from generator.errors import Problem, Refusal, problem
from generator.records.audience import PUBLIC
from generator.renderers.html import CODE, environment, templates_folder
from generator.renderers.links import followed
from generator.renderers.passages import set_apart
from generator.renderers.pictures import Picture, brand_logo
from generator.renderers.registry import Rendered
from generator.renderers.room import figures_size, size
from generator.renderers.web.typefaces import Typeface, typefaces
from generator.report.blocks import (
    Acknowledgements,
    Bar,
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
from generator.report.model import Part, Report, Section, Status
from generator.report.words import Text, Words

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'"
LOWEST = 6  # HTML has six levels of heading
QUOTE_SIZES = (180, 420)  # characters from which a quotation is set smaller
MOST_ACROSS = 5  # moments of a timeline that stand side by side


def render(report: Report, brand: Brand, assets: Mapping[str, Picture]) -> Rendered:
    """Return `report` as one HTML page in the look of `brand`; `assets` maps each asset's name to its picture.

    Refusal for a missing picture or brand font, and for a link of a forbidden kind or without a target.
    """
    import fontTools

    drawing = _Drawing(report, brand, assets)
    body = drawing.body()
    if drawing.missing:
        raise Refusal(drawing.missing)
    faces = typefaces(brand, html.unescape(body), _quoted(report))
    content = drawing.page(body, faces)
    fonts = sorted({face.use for face in faces}, key=lambda use: (use.family, use.sha256))
    return Rendered(content.encode(), tuple(fonts), (("fonttools", fontTools.version),))


def _quoted(report: Report) -> str:
    blocks = (block for _, section in report.walk() for block in section.blocks)
    return "".join(text for block in blocks if isinstance(block, Quote) for text in block.paragraphs)


class _Drawing:
    """One page being drawn."""

    def __init__(self, report: Report, brand: Brand, assets: Mapping[str, Picture]) -> None:
        self.report, self.brand, self.assets = report, brand, assets
        self.codes = frozenset(section.code for _, section in report.walk())
        self.missing: list[Problem] = []
        self.cards = 0
        self.environment = environment(templates_folder())
        shared: Any = self.environment.get_template("blocks.html.j2").module
        self.run = shared.run  # words are marked as on paper
        # The macros see the page only through these functions and the filters.
        self.macros: Any = self.environment.get_template("web-blocks.html.j2").make_module(
            {
                "words": self.words,
                "picture": self.picture,
                "link": self.link,
                "labels": report.labels,
                "report": report,
            }
        )

    def page(self, body: str, faces: tuple[Typeface, ...]) -> str:
        """Return the whole file around `body`."""
        report, mail = self.report, self.report.mail
        style = self.environment.get_template("web.css.j2").render(
            report=report,
            palette=self.brand.palette,
            dark=dark_palette(self.brand),
            fonts=self.brand.fonts,
            faces=faces,
        )
        return self.environment.get_template("web.html.j2").render(
            report=report,
            labels=report.labels,
            title=mail.subject,
            description=mail.preheader,
            hidden=report.status is Status.DRAFT or report.audience != PUBLIC,
            policy=POLICY,
            style=Markup(style),
            body=Markup(body),
        )

    def body(self) -> str:
        """Return what the page shows: its head, its sections, its foot."""
        report, mail, logo = self.report, self.report.mail, brand_logo(self.brand)
        covers = [section for section in report.sections if section.part is Part.COVER]
        drawn: Markup = self.macros.body(
            report,
            notice=mail.draft,
            logo=self.image(logo, self.brand.logo_alt or report.labels.organisation_short) if logo else "",
            covers=[self._blocks(section, 1) for section in covers],
            sections=[self._section(each, 1) for each in report.sections if each not in covers],
        )
        return Markup(set_apart(drawn, report.language, report.direction))

    def _section(self, section: Section, depth: int) -> Markup:
        if not CODE.fullmatch(section.code):
            raise ValueError(f"section code {section.code!r}")
        blocks = self._blocks(section, depth)
        inner = Markup("\n").join(self._section(each, depth + 1) for each in section.sections)
        drawn: Markup = self.macros.section(section, depth, min(depth + 1, LOWEST), blocks, inner)
        return drawn

    def _blocks(self, section: Section, depth: int) -> Markup:
        """Return the blocks of a section; cards that follow each other stand side by side where there is room."""
        return Markup("\n").join(self._placed(section.blocks, section, min(depth + 2, LOWEST)))

    def _placed(self, blocks: Sequence[Block], section: Section, level: int) -> Iterator[Markup]:
        for of_cards, run in groupby(blocks, lambda block: isinstance(block, Card)):
            drawn = [self._block(block, section, level) for block in run]
            yield from [self.macros.cards(drawn)] if of_cards else drawn

    def _block(self, block: Block, section: Section, level: int) -> Markup:
        macros = self.macros
        drawn: Markup
        match block:
            case Paragraph():
                drawn = macros.paragraph(block)
            case BulletList():
                drawn = macros.bullets(block)
            case Table():
                drawn = macros.table(block)
            case KeyFigures():
                drawn = macros.key_figures(block, figures_size(block))
            case Timeline():
                drawn = macros.timeline(block, len(block.moments) <= MOST_ACROSS)
            case Chart():
                drawn = macros.chart(block, _shares(block.bars))
            case Figure():
                drawn = macros.figure(block)
            case Quote():
                drawn = macros.quotation(block, size("".join(block.paragraphs), QUOTE_SIZES))
            case FactList():
                drawn = macros.facts(block)
            case Card():
                self.cards += 1
                # No code of a section holds an underscore.
                drawn = macros.card(block, level, f"card_{self.cards}")
            case Acknowledgements():
                drawn = macros.acknowledgements(block, level)
            case FundingStatement():
                drawn = macros.funding(block)
            case Button():
                drawn = macros.button(block, section.code if section.title else "")
            case Contents():
                drawn = macros.contents(block)
            case NoteList():
                drawn = macros.note_list(block)
            case _:
                assert_never(block)
        return drawn

    def words(self, content: Words) -> Markup:
        """Return a run of words with its marks, links and languages."""
        return Markup("").join(self._run(run) for run in content)

    def _run(self, run: Text) -> Markup:
        drawn: Markup = self.run(run, self.link(run.href) if run.href is not None else "")
        return drawn

    def link(self, href: str) -> str:
        """Return `href` if it may stand in a page. Refusal otherwise: never a dead or a dangerous link."""
        return followed(href, self.codes)

    def picture(self, name: str, alt: str) -> Markup:
        """Return the asset `name` as an image; one that is not there is remembered, so that all are named together."""
        if name not in self.assets:
            self.missing.append(problem("pdf.asset_missing", asset=name))
            return Markup("")
        return self.image(self.assets[name], alt)

    def image(self, picture: Picture, alt: str) -> Markup:
        """Return `picture` with its bytes, its size, and what it shows."""
        drawn: Markup = self.macros.image(
            f"data:image/{picture.form};base64,{base64.b64encode(picture.content).decode()}", picture, alt
        )
        return drawn


def _shares(bars: Sequence[Bar]) -> list[str]:
    """Return the length of each bar as a part of the longest one."""
    longest = max((bar.value for bar in bars), default=0) or 1
    return [f"{bar.value / longest:.4f}" for bar in bars]
