"""The columns of a table: long rules and file names share it without starving each other."""

from __future__ import annotations

import pytest

from generator.renderers.columns import column_widths, is_crowded
from generator.report.blocks import Column, ColumnKind, Table
from generator.report.words import words

WIDTH = 9412


def table(*rows: tuple[str, str, str]) -> Table:
    columns = (Column("Chiffre"), Column("Valeur", ColumnKind.NUMBER), Column("Fiches"))
    return Table("", columns, tuple(tuple(words(cell) for cell in row) for row in rows))


@pytest.mark.parametrize("length", [1, 40, 400])
def test_the_widths_add_up_to_the_page(length: int) -> None:
    assert sum(column_widths(table(("a b " * length, "1", "c")), WIDTH)) == WIDTH


def test_a_table_with_room_for_all_is_not_crowded() -> None:
    assert not is_crowded(table(("Activités", "2", "atelier")), WIDTH)
    assert is_crowded(table(("une règle " * 20, "2", "formations-traite-protection " * 3)), WIDTH)


def test_what_says_most_gets_most_and_a_figure_that_is_a_sentence_takes_several_lines() -> None:
    rule, value, records = column_widths(
        table(("une longue règle " * 20, "70 (1 activité) ; 1 activité sans chiffre", "formations " * 4)),
        WIDTH,
    )
    assert rule > records > value
    assert value < 2600


def test_a_figure_with_its_sexes_keeps_to_one_line() -> None:
    value = column_widths(table(("une longue règle " * 20, "133 (50 femmes, 83 hommes)", "x " * 70)), WIDTH)[
        1
    ]
    assert value >= 26 * 90
