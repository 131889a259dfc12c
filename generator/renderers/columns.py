"""Shares the width of a table among its columns: in comes a Table and a width, out come the widths of its columns.

A column gets room for its longest word first; what is left goes where there is most to read.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from generator.report.blocks import ColumnKind, Table
from generator.report.words import plain

CHARACTER = 90  # twips of an average character of a table
PADDING = 240
MANY_COLUMNS = 6  # from here on, figures may take two lines as well
ONE_LINE = 30  # characters of a figure that keeps to one line
LONGEST_WORD = 22
SENTENCE = 90  # characters from which a cell is a sentence
WANTED = 60  # characters of a line beyond which a column wants no more room


def shares(width: int, weights: Sequence[float]) -> list[int]:
    """Return `width` twips divided by `weights`, adding up exactly."""
    total, edges, sum_ = sum(weights), [0], 0.0
    for weight in weights:
        sum_ += weight
        edges.append(round(width * sum_ / total))
    return [end - start for start, end in itertools.pairwise(edges)]


def column_widths(block: Table, width: int) -> list[int]:
    """Return widths in twips that add up to `width`: enough for the longest word, then by how much there is to say."""
    texts = _columns(block)
    least, wanted = _needs(block, texts)
    if sum(wanted) <= width:
        spare = [
            w if c.kind is ColumnKind.TEXT else w * 0.35 for w, c in zip(wanted, block.columns, strict=True)
        ]
        return shares(
            width, [w + (width - sum(wanted)) * s / sum(spare) for w, s in zip(wanted, spare, strict=True)]
        )
    if sum(least) >= width:
        return shares(width, least)
    # A column's height is what it says over its width, so the square root of that keeps rows low.
    says = [
        (most - low) * math.sqrt(sum(map(len, column)))
        for column, low, most in zip(texts, least, wanted, strict=True)
    ]
    return shares(
        width, [low + (width - sum(least)) * say / sum(says) for low, say in zip(least, says, strict=True)]
    )


def is_crowded(block: Table, width: int) -> bool:
    """Return whether sentences in `block` want more than `width` twips, so that they would starve other columns."""
    texts = _columns(block)
    sentences = any(len(text) > SENTENCE for column in texts for text in column)
    return sentences and sum(_needs(block, texts)[1]) > width


def _columns(block: Table) -> list[list[str]]:
    rows = [*block.rows, block.total] if block.total else list(block.rows)
    return [[plain(cells[number]) for cells in rows] for number in range(len(block.columns))]


def _needs(block: Table, texts: list[list[str]]) -> tuple[list[int], list[int]]:
    """Return the least width of each column and the width it would like, in twips."""
    least, wanted = [], []
    for column, cells in zip(block.columns, texts, strict=True):
        title = max((len(word) for word in column.title.split()), default=1)
        longest = min(max((len(word) for text in cells for word in text.split(" ")), default=1), LONGEST_WORD)
        most = max((len(text) for text in cells), default=1)
        if column.kind is ColumnKind.NUMBER and len(block.columns) < MANY_COLUMNS and most <= ONE_LINE:
            longest = most
        least.append(max(longest, min(title, LONGEST_WORD)) * CHARACTER + PADDING)
        wanted.append(max(least[-1], min(max(most, title), WANTED) * CHARACTER + PADDING))
    return least, wanted
