"""What records set aside: in come checked records, out comes a problem for each check that does not exist or that nobody sets aside.

A typing slip in `silenced` would otherwise leave a doubt standing, or a person sure that it was settled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.errors import Problem, problem
from generator.records.checks import CHECKS, codes_called, nearest_check
from generator.records.references import Checked
from generator.sources.characters import one_line
from generator.sources.source import readable


def silenced_problems(records: Iterable[Checked]) -> Iterator[Problem]:
    """Yield a problem for each name in `silenced` that is no check, with the nearest one, or whose check guards a right."""
    for found in records:
        silenced: Mapping[str, str] = getattr(found.value, "silenced", {})
        for name in silenced:
            codes = codes_called(name)
            if not codes:
                yield _at(found, name, "records.silenced_unknown", near=nearest_check(name))
            elif not any(CHECKS[code].silenced for code in codes):
                yield _at(found, name, "records.silenced_never")


def _at(found: Checked, name: str, code: str, **facts: Any) -> Problem:
    path = (*found.base, "silenced", name)
    line, column = found.source.place(path, key=True)
    given = one_line(name)[:60]
    return problem(
        code,
        file=found.source.file,
        line=line,
        column=column,
        field=readable(path[:-1]),
        given=given,
        **facts,
    )
