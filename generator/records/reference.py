"""The page of all fields, for people who write records: in come the models, out comes Markdown in French or English.

English descriptions are the models' docstrings, French ones stand in generator/messages/fr/fields.py.
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from pathlib import Path

from pydantic.fields import FieldInfo

from generator.messages.en.pages import WORDS as ENGLISH
from generator.messages.fr.choices import CHOICES
from generator.messages.fr.fields import FIELDS, RECORDS
from generator.messages.fr.pages import WORDS as FRENCH
from generator.period import DateSpan
from generator.records.event import Event
from generator.records.fields import Count, LocalText, Record
from generator.records.reference_fields import OWN_IDS, REFERENCE_FIELDS
from generator.records.registers import EditionTexts, Indicator, Organisation, Project, Publisher, Themes
from generator.records.structure import records_within

PLACES: Mapping[type[Record], str] = {
    Event: "records/events/",
    Organisation: "records/organisations.yaml",
    Project: "records/projects/",
    Indicator: "records/indicators/",
    EditionTexts: "records/editions/",
    Themes: "records/themes.yaml",
    Publisher: "records/publisher.yaml",
}
_WORDS: Mapping[str, Mapping[str, str]] = {"fr": FRENCH, "en": ENGLISH}
_REGISTERS = {
    "organisation": "organisations.yaml",
    "project": "projects/",
    "theme": "themes.yaml",
    "framework": "themes.yaml",
    "event": "events/",
}


def field_reference(language: str) -> str:
    """Return the page of every field of every record in `language` ("fr" or "en"), as Markdown."""
    words = _WORDS[language]
    lines = [f"# {words['title']}", "", words["intro"], ""]
    nested = [record for record in records_within(*PLACES) if record not in PLACES]
    for record, place in PLACES.items():
        lines += [f"## `{place}`", "", *_table(record, language)]
    lines += [f"## {words['parts']}", ""]
    for record in nested:
        lines += [f"### {key_of(record)}", "", *_table(record, language)]
    return "\n".join(lines).rstrip() + "\n"


def write_field_references(folder: Path) -> None:
    """Write fields.fr.md and fields.en.md into `folder`; same models, same bytes."""
    for language in _WORDS:
        (folder / f"fields.{language}.md").write_text(
            field_reference(language), encoding="utf-8", newline="\n"
        )


def main() -> None:
    """Write both pages into docs/ of the folder one stands in: `python -m generator.records.reference`."""
    write_field_references(Path("docs"))


def description_of(record: type[Record], name: str, language: str) -> str:
    """Return what the field `name` of `record` means, in `language`."""
    return (
        FIELDS[f"{key_of(record)}.{name}"]
        if language == "fr"
        else record.model_fields[name].description or ""
    )


def key_of(record: type) -> str:
    """Return the name of a record or of a choice in words: "quote_record" for QuoteRecord."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", record.__name__).lower()


def _table(record: type[Record], language: str) -> Iterator[str]:
    words = _WORDS[language]
    key = key_of(record)
    yield _cell(RECORDS[key] if language == "fr" else _first_line(record))
    yield from ("", words["head"], "|---|---|---|---|")
    for name, field in record.model_fields.items():
        described = description_of(record, name, language)
        wanted = words["yes"] if field.is_required() else ""
        yield f"| `{name}` | {_kind(record, name, field, language)} | {wanted} | {_cell(described)} |"
    yield ""


def _kind(record: type[Record], name: str, field: FieldInfo, language: str) -> str:
    words = _WORDS[language]
    if (record.__name__, name) in REFERENCE_FIELDS:
        register = f"records/{_REGISTERS[REFERENCE_FIELDS[record.__name__, name]]}"
        kind = words["id_of"].format(register=register)
        return words["list"].format(item=kind) if "tuple" in str(field.annotation) else kind
    if (record.__name__, name) in OWN_IDS:
        return words["id"]
    if name in ("language", "languages"):
        kind = f"{words['code']} (`fr`)"
        return words["list"].format(item=kind) if name.endswith("s") else kind
    return _of(field.annotation, language)


def _of(annotation: object, language: str) -> str:
    """Return the words for a type: "list: text", "whole number", a link to the record it holds."""
    words = _WORDS[language]
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _of(arguments[0], language)
    if origin in (typing.Union, types.UnionType):
        return _of(next(one for one in arguments if one is not type(None)), language)
    if origin is tuple:
        return words["list"].format(item=_of(arguments[0], language))
    if origin is dict:
        # Several texts a key are our translations; elsewhere the key is a code.
        key = words["language" if typing.get_origin(arguments[1]) is tuple else "code"]
        return words["by_key"].format(key=key, item=_of(arguments[1], language))
    assert isinstance(annotation, type)
    if issubclass(annotation, Enum):
        return choices_of(annotation, language)
    if annotation is Count:
        return f"{words['whole']} {words['or']} [{key_of(annotation)}](#{key_of(annotation)})"
    if issubclass(annotation, Record):
        return f"[{key_of(annotation)}](#{key_of(annotation)})"
    simple = {str: "text", int: "whole", bool: "switch", date: "day", DateSpan: "date", LocalText: "texts"}
    return words[simple[annotation]]


def choices_of(choice: type[Enum], language: str) -> str:
    """Return the values of a choice, as code; in French each with what it means."""
    values = [str(member.value) for member in choice]
    if language == "fr":
        glossed = ((value, CHOICES[f"{key_of(choice)}.{value}"]) for value in values)
        return ", ".join(
            f"`{value}`" if value == gloss else f"`{value}` ({gloss})" for value, gloss in glossed
        )
    return ", ".join(f"`{value}`" for value in values)


def _first_line(record: type[Record]) -> str:
    return (record.__doc__ or "").partition("\n")[0]


def _cell(text: str) -> str:
    """Return `text` as it must stand in a table; code keeps its angle brackets."""
    parts = text.replace("|", "\\|").split("`")
    return "`".join(part if index % 2 else part.replace("<", "&lt;") for index, part in enumerate(parts))


if __name__ == "__main__":
    main()
