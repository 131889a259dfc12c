"""The schemas for editors accept what the loader accepts, refuse plain mistakes, and are those that are committed."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.records.schema import SCHEMAS, schema_text, write_schemas
from tests.records.reading import HEAD
from tests.workspaces import EVENT, ORGANISATIONS, PROJECT, PUBLISHER, THEMES

ROOT = Path(__file__).parents[2]
TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
    "null": (type(None),),
    "object": (dict,),
    "array": (list,),
}


def as_an_editor_reads(text: str) -> Any:
    """Return the values an editor sees: numbers, switches, empty values; its dates are texts."""

    def tidy(value: Any) -> Any:
        if isinstance(value, dict):
            return {str(key): tidy(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [tidy(inner) for inner in value]
        return value.isoformat() if isinstance(value, datetime.date) else value

    return tidy(yaml.safe_load(text))


def faults(value: Any, schema: dict[str, Any], root: dict[str, Any], at: str = "") -> Iterator[str]:
    """Yield what breaks `schema`: the keywords of JSON Schema that ours use, and no others."""
    unknown = set(schema) - {"type", "enum", "const", "pattern", "format", "anyOf", "$ref", "properties", "required", "additionalProperties", "propertyNames", "items", "minItems", "maxItems", "minProperties", "minLength", "maxLength", "minimum", "maximum", "description", "default", "definitions", "$schema"}  # fmt: skip
    assert not unknown, unknown
    if "$ref" in schema:
        yield from faults(value, root["definitions"][schema["$ref"].rpartition("/")[2]], root, at)
    if "anyOf" in schema and all(any(faults(value, one, root, at)) for one in schema["anyOf"]):
        yield f"{at}: no choice fits"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is no choice"
    if "type" in schema:
        kinds = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
        allowed = {kind for name in kinds for kind in TYPES[name]}
        if type(value) not in allowed:
            yield f"{at}: {value!r} is not {kinds}"
            return
    yield from faults_of_content(value, schema, root, at)


def faults_of_content(value: Any, schema: dict[str, Any], root: dict[str, Any], at: str) -> Iterator[str]:
    if isinstance(value, str) and "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{at}: {value!r} does not match"
    if isinstance(value, int) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        yield f"{at}: {value} is out of bounds"
    if isinstance(value, list) and "items" in schema:
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", 10**6):
            yield f"{at}: wrong length"
        for index, item in enumerate(value):
            yield from faults(item, schema["items"], root, f"{at}[{index}]")
    if isinstance(value, dict):
        yield from (f"{at}.{name} is missing" for name in schema.get("required", ()) if name not in value)
        for name, inner in value.items():
            if name in schema.get("properties", {}):
                yield from faults(inner, schema["properties"][name], root, f"{at}.{name}")
            elif schema.get("additionalProperties") is False:
                yield f"{at}.{name} is unknown"
            elif isinstance(schema.get("additionalProperties"), dict):
                yield from faults(inner, schema["additionalProperties"], root, f"{at}.{name}")
            if "propertyNames" in schema and not re.search(schema["propertyNames"]["pattern"], name):
                yield f"{at}.{name} is no id"


@cache
def parsed(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(schema_text(name))
    return schema


def check(name: str, text: str) -> list[str]:
    schema = parsed(name)
    return list(faults(as_an_editor_reads(text), schema, schema))


def schema_of(path: Path) -> str:
    parts = path.relative_to(ROOT / "records").parts
    return {"events": "event", "projects": "project", "indicators": "indicator", "editions": "edition"}.get(
        parts[0], path.stem
    )


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_committed_schema_is_the_one_of_the_models(name: str) -> None:
    committed = (ROOT / f"records/schema/{name}.json").read_text(encoding="utf-8")
    assert committed == schema_text(name), "run `bilan schema` and commit records/schema"


def test_the_folder_holds_nothing_else() -> None:
    assert {path.name for path in (ROOT / "records/schema").iterdir()} == {f"{name}.json" for name in SCHEMAS}


def test_schemas_are_written_the_same_twice(tmp_path: Path) -> None:
    write_schemas(tmp_path / "a")
    write_schemas(tmp_path / "b")
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("event", EVENT),
        ("organisations", ORGANISATIONS),
        ("project", PROJECT),
        ("publisher", PUBLISHER),
        ("themes", THEMES),
    ],
)
def test_a_valid_record_is_accepted(name: str, text: str) -> None:
    assert check(name, text) == []


@pytest.mark.parametrize(
    "path",
    [path for path in sorted((ROOT / "records").rglob("*.yaml")) if "schema" not in path.parts],
    ids=lambda path: path.stem,
)
def test_every_record_of_the_repository_is_accepted(path: Path) -> None:
    assert check(schema_of(path), path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", sorted((ROOT / "records").rglob("*.yaml")), ids=lambda path: path.stem)
def test_the_schema_a_record_names_in_its_first_line_exists(path: Path) -> None:
    found = re.match(r"# yaml-language-server: \$schema=(\S+)", path.read_text(encoding="utf-8"))
    if found:
        assert (path.parent / found[1]).resolve() == ROOT / f"records/schema/{schema_of(path)}.json"


@pytest.mark.parametrize(
    "row",
    [
        "date: 2022",
        "date: 2022-02",
        "date: 2022-02-15/2022-02-17",
        "date: ../2022-02",
        "date: 2022-02/..",
        "date: 2022-33~",
        "date: XXXX-02-15",
        "date:",
        "themes:",
        "weekday: Lundi",
        "attendance: [{measure: attendees, count: 70, women: '35', men: {about: 30}, distinct: true}]",
        "attendance: [{measure: attendees, count: not stated}]",
        "attendance: [{measure: attendees, count: {between: [20, '30']}}]",
        "place: {city: no, online: 'true'}",
        "contacts: [{name: X, phone: +212600000000}]",
        "frameworks: [{framework: gcm, goal: 5}]",
        "publish_after: 2022-02-15",
        "summary: {fr: Bonjour, en: Hello}",
    ],
)
def test_what_the_loader_turns_into_the_right_value_is_accepted(row: str) -> None:
    assert check("event", f"{HEAD}{row}\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "type: workshop\n",
        HEAD + "titel: x\n",
        HEAD + "status: hold\n",
        HEAD + "date: 15/02/2022\n",
        HEAD + "weekday: lundu\n",
        HEAD + "themes: gouvernance\n",
        HEAD + "themes: [Gouvernance]\n",
        HEAD + "public_page: example.org\n",
        HEAD + "attendance: [{measure: attendees, count: -3}]\n",
        HEAD + "attendance: [{measure: attendees, count: many}]\n",
        HEAD + "attendance: [{measure: attendees, count: {between: [20]}}]\n",
        HEAD + "place: {online: oui}\n",
    ],
)
def test_a_plain_mistake_is_refused(text: str) -> None:
    assert check("event", text)
