"""JSON Schemas for text editors: in come the models, out come records/schema/*.json.

An editor reads `70` as a number, `true` as a switch and `2022` as a number, where the loader takes texts; a schema accepts
whatever turns into the right value. It is a help while typing: what decides is the loader.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.records.event import Event
from generator.records.fields import Record
from generator.records.registers import EditionTexts, Indicator, Organisation, Project, Publisher, Themes

SCHEMAS: Mapping[str, type[Record]] = {
    "event": Event,
    "organisations": Organisation,
    "project": Project,
    "indicator": Indicator,
    "edition": EditionTexts,
    "themes": Themes,
    "publisher": Publisher,
}
_ID = r"^[a-z0-9][a-z0-9-]{1,58}[a-z0-9]$"
_SIMPLE_DATE = r"([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?~?)"
_EDTF = rf"^({_SIMPLE_DATE}(/({_SIMPLE_DATE}|\.\.))?|\.\./{_SIMPLE_DATE}|XXXX-[0-9]{{2}}-[0-9]{{2}}~?)$"


def write_schemas(folder: Path) -> None:
    """Write one schema for each kind of file into `folder`; same models, same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in SCHEMAS:
        (folder / f"{name}.json").write_text(schema_text(name), encoding="utf-8", newline="\n")


def schema_text(name: str) -> str:
    """Return the text of the schema `name`. KeyError for one that does not exist."""
    model = SCHEMAS[name]
    found = model.model_json_schema(ref_template="#/definitions/{model}")
    definitions = {key: _open(value) for key, value in found.pop("$defs", {}).items()}
    root = _open(found)
    if "Count" in definitions:
        definitions["Count"] = _count(definitions["Count"])
    if name == "organisations":
        definitions["Organisation"] = root
        root = {
            "description": "records/organisations.yaml: every body by its id.",
            "type": "object",
            "propertyNames": {"pattern": _ID},
            "additionalProperties": {"$ref": "#/definitions/Organisation"},
        }
    schema = {"$schema": "http://json-schema.org/draft-07/schema#", **root, "definitions": definitions}
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _open(node: Any) -> Any:
    """Return a schema that accepts what an editor makes of the texts that the loader accepts."""
    if isinstance(node, list):
        return [_open(item) for item in node]
    if not isinstance(node, dict):
        return node
    node = {key: value for key, value in node.items() if not _noise(key, value)}
    kind = node.get("type")
    if kind == "string" and "enum" not in node:
        return _text(node)
    if kind == "integer":
        return _whole(node)
    if kind == "boolean":
        return {**_without(node, "type"), "enum": [True, False, "true", "false"]}
    if kind == "array" and "prefixItems" in node:
        # Draft 7, which every editor knows, has another word for it; both items are alike.
        return {**_without(node, "prefixItems"), "items": _open(node["prefixItems"][0])}
    opened = {key: _properties(value) if key == "properties" else _open(value) for key, value in node.items()}
    if "properties" in opened:
        wanted = set(node.get("required", ()))
        # A field without a value counts as left out.
        opened["properties"] = {
            name: value if name in wanted else _or_empty(value)
            for name, value in opened["properties"].items()
        }
    return opened


def _properties(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Open each property; its name is the person's, also where it is called "title" or "default"."""
    return {name: _open(value) for name, value in properties.items()}


def _noise(key: str, value: object) -> bool:
    return (key == "title" and isinstance(value, str)) or (key == "default" and value in (None, []))


def _text(node: dict[str, Any]) -> dict[str, Any]:
    if node.get("format") == "edtf":
        return {**_without(node, "format"), "type": ["string", "integer"], "pattern": _EDTF}
    if "pattern" in node or "format" in node:
        return node
    return {**node, "type": ["string", "number", "boolean"]}


def _whole(node: dict[str, Any]) -> dict[str, Any]:
    limits = {"type": "integer", "minimum": node.get("ge", 0), "maximum": node.get("le", 999_999_999)}
    rest = _without(node, "type", "ge", "le", "minimum", "maximum")
    return {**rest, "anyOf": [limits, {"type": "string", "pattern": "^[0-9]{1,9}$"}]}


def _count(node: dict[str, Any]) -> dict[str, Any]:
    plain = [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": "^([0-9]{1,9}|not stated)$"}]
    return {"description": node["description"], "anyOf": [*plain, _without(node, "description")]}


def _or_empty(node: dict[str, Any]) -> dict[str, Any]:
    if {"type": "null"} in node.get("anyOf", ()):
        return node
    description = {"description": node["description"]} if "description" in node else {}
    return {**description, "anyOf": [_without(node, "description"), {"type": "null"}]}


def _without(node: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in node.items() if key not in keys}
