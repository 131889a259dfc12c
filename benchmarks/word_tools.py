"""Two other ways to make the same Word file: in come items and an empty letterhead, out come bytes.

`plain` is python-docx as its guide shows it. `templated` is docxtpl with one template, whose loop takes each kind of item;
the style is set in the template's XML, which is faster than a branch for each style would be.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from benchmarks.word_items import Item, Line

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def plain(items: Sequence[Item], letterhead: Path) -> bytes:
    """Return the items as a Word file: add_paragraph and add_table, each with its style by name."""
    import docx

    document = docx.Document(str(letterhead))
    for item in items:
        if isinstance(item, Line):
            _add_runs(document.add_paragraph(style=item.style), item)
            continue
        columns = max(len(row) for row in item.rows)
        table = document.add_table(rows=0, cols=columns, style=item.style)
        for row in item.rows:
            for cell, lines in zip(table.add_row().cells, row, strict=True):
                for number, line in enumerate(lines):
                    if number:
                        _add_runs(cell.add_paragraph(style=line.style), line)
                    else:
                        cell.paragraphs[0].style = line.style
                        _add_runs(cell.paragraphs[0], line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _add_runs(paragraph: object, line: Line) -> None:
    for run in line.runs:
        added = paragraph.add_run(run.text)  # type: ignore[attr-defined]
        if run.strong:
            added.bold = True
        if run.emphasis:
            added.italic = True


def templated(items: Sequence[Item], template: Path) -> bytes:
    """Return the items as a Word file that docxtpl makes of the template `write_template` wrote."""
    import docx
    from docxtpl import DocxTemplate

    ids = {style.name: style.style_id for style in docx.Document(str(template)).styles}
    document = DocxTemplate(str(template))
    document.render({"items": items, "ids": ids, "Line": Line}, autoescape=True)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def write_template(letterhead: Path, target: Path) -> None:
    """Write docxtpl's template: the empty letterhead with a loop over items in its text."""
    import docx
    from docx.oxml import parse_xml

    document = docx.Document(str(letterhead))
    content = (
        _tag("p for item in items")
        + _tag("p if item.rows is none")
        + _paragraph("item")
        + _tag("p else")
        + _grid()
        + _tag("p endif")
        + _tag("p endfor")
    )
    last = document.element.body[-1]
    for element in parse_xml(f'<w:body xmlns:w="{SPACE}">{content}</w:body>'):
        last.addprevious(element)
    document.save(str(target))


def _tag(words: str) -> str:
    return f"<w:p>{_run(f'{{%{words} %}}')}</w:p>"


def _run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _paragraph(name: str) -> str:
    runs = (
        _run(f"{{%r for run in {name}.runs %}}")
        + _run("{%r if run.strong %}")
        + _run("{{ run.text }}", "<w:rPr><w:b/></w:rPr>")
        + _run("{%r elif run.emphasis %}")
        + _run("{{ run.text }}", "<w:rPr><w:i/></w:rPr>")
        + _run("{%r else %}")
        + _run("{{ run.text }}")
        + _run("{%r endif %}")
        + _run("{%r endfor %}")
    )
    return f'<w:p><w:pPr><w:pStyle w:val="{{{{ ids[{name}.style] }}}}"/></w:pPr>{runs}</w:p>'


def _grid() -> str:
    def cell(content: str) -> str:
        return f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>{content}</w:tc>'

    inner = _tag("p for line in cell") + _paragraph("line") + _tag("p endfor")
    row = cell(_tag("tc for cell in row")) + cell(inner) + cell(_tag("tc endfor"))
    rows = f"<w:tr>{cell(_tag('tr for row in item.rows'))}</w:tr><w:tr>{row}</w:tr><w:tr>{cell(_tag('tr endfor'))}</w:tr>"
    style = '<w:tblPr><w:tblStyle w:val="{{ ids[item.style] }}"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
    return f'<w:tbl>{style}<w:tblGrid><w:gridCol w:w="3000"/></w:tblGrid>{rows}</w:tbl>'
