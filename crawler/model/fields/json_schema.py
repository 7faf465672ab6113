"""The JSON Schema of a published notice (crawler/data/notice.schema.json), made from the table of fields."""

from collections.abc import Sequence
from typing import Any

from crawler.model.fields.definition import Bilingual, Form
from crawler.model.fields.record import SCHEMA_VERSION
from crawler.model.fields.table import FIELDS, Field, walk
from crawler.model.fields.vocabulary import MOMENT

_TYPES = {"text": "string", "whole": "integer", "flag": "boolean"}
_ABOUT = Bilingual(
    "One notice of an inspection (巡视, 巡察) as xunshi publishes it. Unknown scalars are null, unknown lists "
    "empty; no key is ever missing.",
    "xunshi 发布的一份巡视巡察通告。未知的单值为 null，未知的列表为空；任何键都不缺。",
)

Schema = dict[str, Any]


def make_schema(fields: Sequence[Field] = FIELDS) -> Schema:
    """The schema as a JSON object: every key with a title and a description in English and Chinese."""
    forms = {row.form.name: row.form for row in walk(fields) if row.form is not None}
    forms |= {MOMENT.name: MOMENT}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Notice / 通告",
        "description": _print(_ABOUT),
        **_describe_object(fields),
        "$defs": {name: _describe_form(form) for name, form in sorted(forms.items())},
    }


def _describe_object(rows: Sequence[Field]) -> Schema:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [row.key for row in rows],
        "properties": {row.key: _describe(row) for row in rows},
    }


def _describe(row: Field) -> Schema:
    label = row.definition.label
    told = {"title": f"{label.english} / {label.chinese}", "description": _print(row.definition.about)}
    if row.many:
        return {**told, "type": "array", "items": _describe_value(row)}
    value = _describe_value(row)
    if not row.optional:
        return {**told, **value}
    if "enum" in value:
        return {**told, "enum": [*value["enum"], None]}
    return {**told, "anyOf": [value, {"type": "null"}]}


def _describe_value(row: Field) -> Schema:
    if row.key == "schema":
        return {"const": SCHEMA_VERSION}
    if row.shape == "object":
        return _describe_object(row.parts)
    if row.shape == "pair":
        return {"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2}
    form = MOMENT if row.shape == "moment" else row.form
    if form is not None:
        return {"$ref": f"#/$defs/{form.name}"}
    if row.shape == "choice":
        return {"enum": list(row.choices)}
    least = {} if row.least is None else {"minimum": row.least}
    return {"type": _TYPES[row.shape], **least}


def _describe_form(form: Form) -> Schema:
    return {"type": "string", "pattern": form.pattern, "description": _print(form.about)}


def _print(text: Bilingual) -> str:
    return f"{text.english} / {text.chinese}"
