"""The few words of JSON Schema that crawler/data/notice.schema.json uses, checked without a library."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SCHEMA: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "crawler/data/notice.schema.json").read_text(encoding="utf-8")
)

_TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "boolean": bool,
    "null": type(None),
    "array": list,
    "object": dict,
}
_KNOWN_WORDS = {
    *("$schema", "$defs", "$ref", "title", "description", "type", "const", "enum", "pattern", "minimum", "minLength"),
    *("minItems", "maxItems", "items", "properties", "required", "additionalProperties", "anyOf"),
}


def find_faults(value: Any, schema: dict[str, Any] = SCHEMA, path: str = "") -> Iterator[str]:
    """Where a value is not as the schema says, and why."""
    assert set(schema) <= _KNOWN_WORDS, set(schema) - _KNOWN_WORDS
    if "$ref" in schema:
        yield from find_faults(value, SCHEMA["$defs"][schema["$ref"].split("/")[-1]], path)
        return
    if "anyOf" in schema and all(list(find_faults(value, choice, path)) for choice in schema["anyOf"]):
        yield f"{path}: fits none of anyOf: {value!r}"
    if not _has_type(value, schema.get("type")):
        yield f"{path}: is no {schema['type']}: {value!r}"
        return
    if "const" in schema and value != schema["const"]:
        yield f"{path}: is not {schema['const']!r}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{path}: is none of {schema['enum']}: {value!r}"
    yield from _find_inner_faults(value, schema, path)


def _find_inner_faults(value: Any, schema: dict[str, Any], path: str) -> Iterator[str]:
    if isinstance(value, str):
        if not re.search(schema.get("pattern", ""), value) or len(value) < schema.get("minLength", 0):
            yield f"{path}: does not fit {schema}: {value!r}"
    elif isinstance(value, int) and value < schema.get("minimum", value):
        yield f"{path}: is under {schema['minimum']}"
    elif isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            yield f"{path}: has {len(value)} items"
        for number, item in enumerate(value):
            yield from find_faults(item, schema["items"], f"{path}/{number}")
    elif isinstance(value, dict):
        yield from (f"{path}/{key}: is missing" for key in schema["required"] if key not in value)
        yield from (f"{path}/{key}: is unknown" for key in value if key not in schema["properties"])
        for key, item in value.items():
            yield from find_faults(item, schema["properties"].get(key, {}), f"{path}/{key}")


def _has_type(value: Any, wanted: str | list[str] | None) -> bool:
    if wanted is None:
        return True
    names = [wanted] if isinstance(wanted, str) else wanted
    return any(isinstance(value, _TYPES[name]) and (name == "boolean" or not isinstance(value, bool)) for name in names)
