"""Counts figures anew as an auditor would: in comes an Explanation, out comes its value from the fields it lists alone.

Written from the rules in words, beside the program and not with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.dataset.explain import Explanation, Field, Proof

DISTINCT = {
    "cities": "place.city",
    "projects": "projects",
    "donors": "donors|funding",
    "organisations": "organisations",
    "partners": "organisations",
}
SIGNS = {"about": "~", "at_least": ">=", "at_most": "<="}


def recount(one: Explanation) -> str:
    """Return what a figure comes to by its fields, as a machine reads it: "70", ">=70 (1 event without)"."""
    start = one.figure.partition(".")[0]
    fields = [field for proof in one.records for field in proof.fields]
    if start == "activities":
        return str(sum(1 for proof in one.records if proof.kind == "event"))
    if start in DISTINCT:
        name = re.compile(rf"(?:.*\.)?(?:{DISTINCT[start]})")
        told = {f.words if start == "cities" else f.value for f in fields if name.fullmatch(f.path)}
        return str(len(told))
    if start == "quotes":
        return str(len(fields))
    if start == "countries":
        whole = all(field.value == "true" for field in fields if field.path == "countries.exhaustive")
        return str(len({f.value for f in fields if f.path == "countries.codes"})) if whole else "not stated"
    if start == "sessions":
        return str(sum(1 for field in fields if field.path.endswith("date")))
    if start in ("people", "women", "men", "sex_stated"):
        return _sum(one.records, both=start == "sex_stated")
    if start in ("surely", "told"):
        return (">=" if start == "surely" else "~") + str(_reached(fields, everything=start == "told"))
    if start == "sex_told":
        both = [f for proof in one.records for f in _of_both(proof.fields)]
        sexes = [field for field in fields if not field.path.endswith("count")]
        return f"~{max(_reached(told, everything=True) for told in (both, sexes))}"
    if start == "by_session":
        return str(_reached(fields, everything=False))
    return next(_machine(field.value) for field in fields if field.path.endswith("count"))


def _machine(value: int | str) -> str:
    if isinstance(value, int) or value == "not stated":
        return str(value)
    word, *numbers = value.replace(" and ", " ").split()
    return "..".join(numbers) if word == "between" else f"{SIGNS[word]}{numbers[0]}"


def _sum(records: Iterable[Proof], *, both: bool) -> str:
    sums: dict[str, list[int]] = {}
    without = 0
    for proof in records:
        values = [field.value for field in (_of_both(proof.fields) if both else proof.fields)]
        without += "not stated" in values
        for value in values:
            if value == "not stated":
                continue
            word, *numbers = str(value).replace(" and ", " ").split()
            if isinstance(value, int):
                word, numbers = "exact", [str(value)]
            before = sums.get(word, [0] * len(numbers))
            sums[word] = [a + int(b) for a, b in zip(before, numbers, strict=True)]
    terms = []
    for word in ("exact", "about", "at_least", "at_most", "between"):
        if word in sums:
            terms.append(f"{SIGNS.get(word, '')}{'..'.join(map(str, sums[word]))}")
    if not terms or not without:
        return " + ".join(terms) or "not stated"
    sign = ">=" if [*sums] == ["exact"] else ""
    return f"{sign}{' + '.join(terms)} ({without} event{'s' if without > 1 else ''} without)"


def _of_both(fields: Iterable[Field]) -> list[Field]:
    """Return for each figure of people the sum of women and men, or the figure they belong to where that is listed too."""
    by_figure: dict[str, dict[str, Field]] = {}
    for field in fields:
        figure, _, name = field.path.rpartition(".")
        by_figure.setdefault(figure, {})[name] = field
    found = []
    for names in by_figure.values():
        lacking = [field for field in names.values() if field.value == "not stated"]
        if lacking or "count" in names:
            found.append(lacking[0] if lacking else names["count"])
        else:
            total = sum(field.value for field in names.values() if isinstance(field.value, int))
            found.append(Field("", total, str(total)))
    return found


def _reached(fields: Iterable[Field], *, everything: bool) -> int:
    """Return what the fields surely come to, or with approximate and highest figures too."""
    sure = ("at_least", "between", *(("about", "at_most") if everything else ()))
    total = 0
    for value in (field.value for field in fields):
        word, *numbers = str(value).split()
        total += value if isinstance(value, int) else int(numbers[0]) if word in sure else 0
    return total
