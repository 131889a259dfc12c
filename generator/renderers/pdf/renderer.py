"""Draws a Report as an accessible PDF: in come a Report, a Brand and assets, out come the finished bytes.

The Report becomes HTML here, the HTML becomes pages in a bounded child; then the result is judged: every complaint of
the engine, every address it was refused and every font that is not the brand's is a Refusal, never a silent loss.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from generator.config.brand import Brand
from generator.errors import Problem, Refusal, problem
from generator.renderers import html
from generator.renderers.fonts import brand_fonts, face, missing_font, missing_glyph
from generator.renderers.occurrences import place_of
from generator.renderers.pdf.enclosure import enclose, proof_files
from generator.renderers.pdf.exchange import ACCESSIBLE, ARCHIVABLE, Content, Request, Written
from generator.renderers.pdf.here import engine
from generator.renderers.pictures import Picture, brand_logo
from generator.renderers.registry import FontUse, Rendered
from generator.report.blocks import Block, Paragraph, Quote, Role, Table
from generator.report.model import Report

TEXT_WIDTH = 166.0  # millimetres between the margins of report.css.j2
SECONDS = 60.0
SECONDS_PER_BLOCK = 0.15
SECONDS_PER_ROW = 0.03
POINT = re.compile(r"\(U\+([0-9A-F]{4,6})\)")


def render(report: Report, brand: Brand, assets: Mapping[str, Picture]) -> Rendered:
    """Return `report` as PDF/UA-1 in the look of `brand`; `assets` maps each asset's name to its picture.

    A proof sheet that travels inside makes it PDF/A-3a as well.

    Refusal for what cannot be drawn as it is meant (a missing picture, font, character or link target);
    LimitReached beyond 60 s and what each block may cost.
    """
    with engine() as child:
        page = html.draw(report, brand)
        drawn = _charts(page, report, brand)
        faces = _font_faces(brand)
        request = Request(
            page.html,
            "".join(rule for rule, _, _ in faces) + page.style,
            _pictures(page, brand, assets) | drawn | {name: path for _, name, path in faces},
            _families(report, brand),
            ARCHIVABLE if report.proof and report.proof.enclosed else ACCESSIBLE,
        )
        import pikepdf  # noqa: F401 - loaded while the child loads its own

        enclosed = proof_files(report, brand)

        written = child.write(request, seconds=allowed_seconds(report))
    _judge(written, brand, report)
    content = enclose(written.content, enclosed, report.as_of) if enclosed else written.content
    return Rendered(
        content,
        _fonts_used(written, page, brand),
        _libraries(written, page, bool(enclosed)),
        written.pages,
        enclosed=tuple((file.name, hashlib.sha256(file.content).hexdigest()) for file in enclosed),
    )


def allowed_seconds(report: Report) -> float:
    """Return how long the PDF of `report` may take."""
    blocks = [block for _, section in report.walk() for block in section.blocks]
    rows = sum(len(block.rows) for block in blocks if isinstance(block, Table))
    return SECONDS + SECONDS_PER_BLOCK * len(blocks) + SECONDS_PER_ROW * rows


def _charts(page: html.Page, report: Report, brand: Brand) -> dict[str, Content]:
    if not page.charts:
        return {}
    from generator.renderers import charts

    return {
        html.asset_address("chart", name): charts.draw(
            chart, brand, form="svg", width_mm=TEXT_WIDTH, direction=report.direction
        )
        for name, chart in page.charts
    }


def _pictures(page: html.Page, brand: Brand, assets: Mapping[str, Picture]) -> dict[str, Content]:
    """Return what each picture's name stands for; Refusal naming every one that is not there."""
    missing = [name for name in page.pictures if name not in assets]
    if missing:
        raise Refusal([problem("pdf.asset_missing", asset=name) for name in missing])
    found: dict[str, Content] = {html.asset_address("picture", n): assets[n].content for n in page.pictures}
    if brand.logo:
        clean = brand_logo(brand)
        found[html.asset_address("brand", brand.logo.name)] = clean.content if clean else brand.logo
    return {unquote(name): content for name, content in found.items()}


def _font_faces(brand: Brand) -> list[tuple[str, str, Path]]:
    """Return a rule, a name and a file for each font the brand carries."""
    rules = []
    for path in brand_fonts(brand.folder):
        family, weight, italic = face(path)
        name = html.asset_address("font", path.name)
        style = "italic" if italic else "normal"
        rule = f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {style}; src: url({name}) }}\n'
        rules.append((rule, unquote(name), path))
    return rules


def _families(report: Report, brand: Brand) -> tuple[str, ...]:
    """Return the families this report cannot do without."""
    fonts = brand.fonts
    blocks = [block for _, section in report.walk() for block in section.blocks]
    needed = [fonts.heading, fonts.body]
    if any(isinstance(block, Quote) or _opens(block) for block in blocks):
        needed.append(fonts.quote)
    if report.language.startswith("ar"):
        needed.append(fonts.arabic)
    return tuple(dict.fromkeys(needed))


def _opens(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role is Role.LEAD


def _judge(written: Written, brand: Brand, report: Report) -> None:
    """Raise a Refusal that names everything the engine did otherwise than asked."""
    problems = [*_font_problems(written, brand, report)]
    problems += [problem("pdf.address_refused", address=address) for address in written.refused]
    if written.failure:
        problems.append(problem("pdf.engine_complaint", words=written.failure))
    for words in written.complaints:
        point = POINT.search(words)
        if point:
            problems.append(_missing(chr(int(point[1], 16)), report))
        elif not any(address in words for address in written.refused):
            problems.append(problem("pdf.engine_complaint", words=words))
    if problems:
        raise Refusal(problems)


def _font_problems(written: Written, brand: Brand, report: Report) -> Iterator[Problem]:
    """Yield each family that is missing, and each character another font drew because no font of the brand holds it."""
    for family in written.missing_families:
        yield missing_font(family)
    foreign = [font for font in written.fonts if not _is_brands(font.family, brand)]
    for character in dict.fromkeys("".join(font.characters for font in foreign)):
        if not character.isspace():
            yield _missing(character, report)


def _missing(character: str, report: Report) -> Problem:
    return missing_glyph(character, place=place_of(character, report))


def _is_brands(family: str, brand: Brand) -> bool:
    return family.casefold() in {name.casefold() for name in _brand_families(brand)}


def _brand_families(brand: Brand) -> tuple[str, ...]:
    return (brand.fonts.heading, brand.fonts.body, brand.fonts.quote, brand.fonts.arabic)


def _fonts_used(written: Written, page: html.Page, brand: Brand) -> tuple[FontUse, ...]:
    found = {FontUse(font.family, font.sha256) for font in written.fonts}
    if page.charts:
        from generator.renderers import charts

        for _, chart in page.charts:
            for family, path in charts.chart_fonts(chart, brand):
                found.add(FontUse(family, hashlib.sha256(path.read_bytes()).hexdigest()))
    return tuple(sorted(found, key=lambda font: (font.family, font.sha256)))


def _libraries(written: Written, page: html.Page, enclosing: bool) -> tuple[tuple[str, str], ...]:
    found = dict(written.libraries)
    if enclosing:
        import pikepdf
        import xlsxwriter

        found |= {"pikepdf": pikepdf.__version__, "xlsxwriter": xlsxwriter.__version__}
    if page.charts:
        import matplotlib

        found["matplotlib"] = matplotlib.__version__
    return tuple(sorted(found.items()))
