"""Checks one record against its model: in come a source and a model, out come the record or its problems in place.

pydantic's errors are translated by their type and context, never by their English words, so that a new release of
pydantic changes no sentence.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.errors import Problem, problem
from generator.records.choices import value_called
from generator.records.fields import LANGUAGE_PATTERN, Record
from generator.records.names import Names
from generator.records.reference_fields import REFERENCE_FIELDS
from generator.records.structure import record_at
from generator.sources.characters import one_line
from generator.sources.source import FieldPath, Source, readable

R = TypeVar("R", bound=Record)

# What pydantic finds wrong -> our code. Errors of our own fields (PydanticCustomError) are not listed: `records.<type>`.
_CODES = {
    "missing": "records.missing",
    "string_type": "records.text_wanted",
    "string_too_short": "records.empty",
    "string_too_long": "records.too_long",
    "greater_than_equal": "records.out_of_bounds",
    "less_than_equal": "records.out_of_bounds",
    "too_short": "records.empty_list",
    "too_long": "records.list_too_long",
    "dict_type": "records.fields_wanted",
    "model_type": "records.fields_wanted",
    "model_attributes_type": "records.fields_wanted",
    "tuple_type": "records.list_wanted",
    "list_type": "records.list_wanted",
    "int_type": "records.number_wanted",
    "float_type": "records.number_wanted",
    "bool_type": "records.number_wanted",
    "date_type": "records.date_wanted",
    "is_instance_of": "records.date_wanted",
}
# Which pattern was not met -> our code.
_PATTERNS = (
    ("[a-z0-9-]", "records.id_form"),
    (LANGUAGE_PATTERN, "records.language_code"),
    ("https?", "records.url_form"),
    ("@", "records.email_form"),
    ("[A-Z]{2}", "records.country_form"),
    ("{64}", "records.sha256_form"),
)


def validate(
    model: type[R], source: Source, names: Names, base: FieldPath = ()
) -> tuple[R | None, list[Problem]]:
    """Return the record at `base` in `source`, or None and every problem of it with its place."""
    try:
        return model.model_validate(source.value(base) if base else source.data), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, [
            _translate(found, model, source, names, base)
            for found in details
            if not _echo(found, source, base)
        ]


def _echo(found: ErrorDetails, source: Source, base: FieldPath) -> bool:
    """Return whether the error only follows from another: the reader refused the value, or pydantic an item of a list that is
    then "too short".
    """
    if (*base, *_visible(found, source, base)) in source.refused:
        return True
    given = found.get("input")
    return found["type"] == "too_short" and isinstance(given, list) and bool(given)


def _translate(
    found: ErrorDetails, model: type[Record], source: Source, names: Names, base: FieldPath
) -> Problem:
    kind, context = found["type"], found.get("ctx") or {}
    path = (*base, *_visible(found, source, base))
    place = path
    facts: dict[str, Any] = {"given": _short(found.get("input"))}
    if kind == "extra_forbidden":
        return _unknown_field(path, model, source, base)
    if kind == "enum":
        return _choice(path, source, context, facts["given"])
    if kind == "missing":
        code = "records.empty" if path in source.empty else "records.missing"
        if isinstance(found["loc"][-1], int):
            code = "records.count_between"
        facts = {}
    elif kind == "string_pattern_mismatch":
        pattern = str(context.get("pattern"))
        code = next((code for part, code in _PATTERNS if part in pattern), "records.invalid")
        if code == "records.id_form" and (register := _register(path, model, base)):
            line, column = source.place(path)
            return names.unknown(
                register,
                str(found["input"]),
                file=source.file,
                line=line,
                column=column,
                field=readable(path),
            )
    elif kind == "dict_type" and path[-1:] not in (("silenced",), ("translations",), ("sections",)):
        code = "records.text_wanted"
    elif kind in _CODES:
        code = _CODES[kind]
        limit = context.get("max_length", context.get("le", context.get("ge", "")))
        facts["limit"] = str(limit)
    elif type(context) is dict and kind in CUSTOM_TYPES:
        code = f"records.{kind}"
        facts = {**facts, **{name: one_line(str(value)) for name, value in context.items()}}
        place = _better_place(kind, path, source, context)
        path = place
    else:
        code = "records.invalid"
    line, column = source.place(place)
    return problem(code, file=source.file, line=line, column=column, field=readable(path), **facts)


CUSTOM_TYPES = frozenset(
    {
        "consent_form",
        "emblem_alone",
        "statement_or_none",
        "until_before_since",
        "count_between",
        "count_form",
        "count_one",
        "date_calendar",
        "date_day",
        "date_form",
        "date_order",
        "date_range",
        "dating_or_date",
        "decimal_number",
        "language_code",
        "one_line",
        "reserved_name",
        "session_twice",
        "session_unknown",
        "sessions_or_date",
        "true_or_false",
        "weekday",
        "whole_number",
    }
)


def _visible(found: ErrorDetails, source: Source, base: FieldPath) -> FieldPath:
    """Return the part of pydantic's path that is written in the file: its own steps ("", "exact", "[key]") are left out."""
    here = source.value(base) if base else source.data
    path: list[str | int] = []
    for segment in found["loc"]:
        within = isinstance(here, list) and isinstance(segment, int) and segment < len(here)
        if within or (isinstance(here, dict) and segment in here):
            here = here[segment]  # type: ignore[index]
        else:
            if found["type"] == "missing" and isinstance(segment, str):
                path.append(segment)
            break
        path.append(segment)
    return tuple(path)


def _unknown_field(path: FieldPath, model: type[Record], source: Source, base: FieldPath) -> Problem:
    line, column = source.place(path, key=True)
    place: Mapping[str, Any] = {"file": source.file, "line": line, "column": column, "field": readable(path)}
    record = record_at(model, path[len(base) : -1])
    allowed = sorted(record.model_fields) if record else []
    given = str(path[-1])
    if near := difflib.get_close_matches(given.lower(), allowed, n=1, cutoff=0.6):
        return problem("records.unknown_field_near", **place, given=given[:60], near=near[0])
    return problem("records.unknown_field", **place, given=given[:60], allowed=", ".join(allowed))


def _choice(path: FieldPath, source: Source, context: Mapping[str, Any], given: str) -> Problem:
    line, column = source.place(path)
    place: Mapping[str, Any] = {"file": source.file, "line": line, "column": column, "field": readable(path)}
    allowed = re.findall(r"'([^']*)'", str(context.get("expected")))
    facts: dict[str, Any] = {"given": given, "allowed": ", ".join(allowed)}
    if named := value_called(given, allowed):
        return problem("records.choice_named", **place, given=given, near=named[0], label=named[1])
    if near := difflib.get_close_matches(given.lower(), allowed, n=1, cutoff=0.6):
        return problem("records.choice_near", **place, **facts, near=near[0])
    return problem("records.choice", **place, **facts)


def _register(path: FieldPath, model: type[Record], base: FieldPath) -> str | None:
    """Return the register that the field at `path` refers to, None if it is no reference."""
    steps = path[len(base) :]
    while steps and isinstance(steps[-1], int):
        steps = steps[:-1]
    record = record_at(model, steps[:-1]) if steps else None
    return REFERENCE_FIELDS.get((record.__name__, str(steps[-1]))) if record else None


def _better_place(kind: str, path: FieldPath, source: Source, context: Mapping[str, Any]) -> FieldPath:
    """Return the field a person has to look at, where the check was made on the whole record."""
    data: Any = source.value(path) if path else source.data
    if not isinstance(data, dict):
        return path
    if kind == "sessions_or_date":
        return (*path, next((name for name in ("date", "place", "weekday") if name in data), "sessions"))
    if kind == "dating_or_date":
        return (*path, "dating")
    if kind == "session_unknown":
        for index, item in enumerate(data.get("attendance", [])):
            if isinstance(item, dict) and item.get("covers") == context.get("given"):
                return (*path, "attendance", index, "covers")
    if kind == "session_twice":
        seen: set[object] = set()
        for index, item in enumerate(data.get("sessions", [])):
            if item["id"] in seen:
                return (*path, "sessions", index, "id")
            seen.add(item["id"])
    return path


def _short(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(map(str, value))[:38] + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(str, value))[:38] + "]"
    text = " ".join(str(value).split())
    return text if len(text) <= 40 else text[:39] + "…"
