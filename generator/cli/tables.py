"""Shows rows: in come a title, headings and rows of text, out comes a drawn table on a terminal, aligned text elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import east_asian_width

import click

from generator.cli.situation import on_terminal, one_line


def show_table(
    title: str, headings: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int] = ()
) -> None:
    """Print a table; `numbers` are the columns set to the right."""
    cells = [[one_line(cell) for cell in row] for row in rows]
    if on_terminal():
        _draw(title, headings, cells, numbers)
    else:
        _align(title, headings, cells, numbers)


def _draw(title: str, headings: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int]) -> None:
    from rich import box
    from rich.console import Console, JustifyMethod
    from rich.markup import escape
    from rich.table import Table

    table = Table(
        title=escape(title), title_justify="left", box=box.SIMPLE_HEAD, title_style="bold", pad_edge=False
    )
    for index, heading in enumerate(headings):
        side: JustifyMethod = "right" if index in numbers else "left"
        table.add_column(escape(heading), justify=side, overflow="fold", no_wrap=bool(numbers) and not index)
    for row in rows:
        table.add_row(*map(escape, row))
    Console().print(table)


def _align(
    title: str, headings: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int]
) -> None:
    every = [list(headings), *map(list, rows)]
    widths = [max(_width(row[index]) for row in every) for index in range(len(headings))]
    click.echo(title)
    for row in every:
        cells = []
        for index, cell in enumerate(row):
            gap = " " * (widths[index] - _width(cell))
            cells.append(gap + cell if index in numbers else cell + gap)
        click.echo(("  " + "  ".join(cells)).rstrip())


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
