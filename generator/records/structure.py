"""What records are made of: in comes a record's class, out come its fields and the classes nested in it."""

from __future__ import annotations

import typing
from collections.abc import Iterator, Sequence
from functools import cache

from generator.records.fields import Record


def nested_record(annotation: object) -> type[Record] | None:
    """Return the record class inside `annotation`: itself, an optional one, the items of a tuple or of a dict."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    for argument in typing.get_args(annotation):
        if found := nested_record(argument):
            return found
    return None


@cache
def nested_records(model: type[Record]) -> dict[str, type[Record]]:
    """Return the record class of each field of `model` that holds records."""
    found = {name: nested_record(field.annotation) for name, field in model.model_fields.items()}
    return {name: record for name, record in found.items() if record}


def record_at(model: type[Record], path: Sequence[str | int]) -> type[Record] | None:
    """Return the record class that `path` leads to from `model`; None where it leads elsewhere."""
    here: type[Record] | None = model
    for segment in path:
        if here is not None and isinstance(segment, str):
            here = nested_records(here).get(segment)
    return here


def records_within(*models: type[Record]) -> Iterator[type[Record]]:
    """Yield `models` and every record class nested in them, each once, in the order in which people meet them."""
    seen: dict[type[Record], None] = {}
    waiting = list(models)
    while waiting:
        model = waiting.pop(0)
        if model not in seen:
            seen[model] = None
            waiting = [*nested_records(model).values(), *waiting]
            yield model
