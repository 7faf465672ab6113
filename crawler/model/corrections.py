"""Corrections by a person: a value put right, with why, by whom and when; applied whenever the notice is read anew.

A correction counts for the content it was made for: when the source changes, it is open again and no longer applied.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from crawler.model.fields.table import FIELDS, Field
from crawler.model.outcomes import ConfigError
from crawler.model.publication import Published
from crawler.model.suggestions import suggest

RULE = "corrected"
_PLACE = "correction"
_OF_PAGE = frozenset({"title", "published_at", "source", "author"})
_NAMES = re.compile(r"(teams|targets)/(\d+)(?:/name)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One value put right: `value` is the published value (None: there is none), `day` that in Beijing, `content_hash`
    that of the notice it was made for.
    """

    notice_id: str
    field: str
    value: Any
    why: str
    by: str
    day: str
    content_hash: str

    @property
    def told(self) -> str:
        """Day, author and reason, as every published form shows them."""
        return f"{self.day} {self.by}: {self.why}"


def list_correctable() -> list[str]:
    """The fields whose values a person can put right."""
    return [row.key for row in FIELDS if row.key in _OF_PAGE or (row.proof == "text" and row.key not in _DERIVED)]


_DERIVED = frozenset({"team_units", "evidence", "text"})


def read_value(published: Published, path: str, printed: str) -> Any:
    """The value that a person writes for a path of a notice, checked as the field's own form asks.

    `null` takes a value away; a list is a JSON array. Raises ConfigError with what to write instead.
    """
    row, whole_list = _find_row(published, path)
    if whole_list:
        return [_check(row, item, path) for item in _read_list(path, printed)]
    if printed == "null":
        if not row.optional:
            raise ConfigError(f"{path}: always has a value: null cannot stand there")
        return None
    if row.shape in ("object", "pair"):
        return _check(row, _read_json(path, printed), path)
    return _check(row, int(printed) if row.shape == "whole" and re.fullmatch(r"-?\d{1,18}", printed) else printed, path)


def _find_row(published: Published, path: str) -> tuple[Field, bool]:
    """The row of the table for a path, and whether the path is that of a whole list. Raises ConfigError."""
    known = list_correctable()
    head, *steps = path.split("/")
    if head not in known:
        raise ConfigError(
            f"{path[:60]!r}: is no field that can be corrected{suggest(head, known)}; one of {', '.join(known)}"
        )
    row = next(row for row in FIELDS if row.key == head)
    value, inside = published[head], False
    for step in steps:
        if row.many and not inside:
            if not step.isdecimal() or int(step) >= len(value):
                raise ConfigError(f"{path[:60]}: there are {len(value)} {row.name}: write a number below that")
            value, inside = value[int(step)], True
            continue
        parts = {part.key: part for part in row.parts}
        if step not in parts:
            raise ConfigError(f"{path[:60]}: {row.name} has no {step!r}{suggest(step, parts)}")
        row, value, inside = parts[step], value[step], False
    if row.shape == "object" and not row.many and not inside:
        raise ConfigError(f"{path}: name one of its keys: {', '.join(part.key for part in row.parts)}")
    return row, row.many and not inside


def _read_json(path: str, printed: str) -> Any:
    try:
        return json.loads(printed)
    except ValueError as error:
        raise ConfigError(
            f"{path}: {printed[:40]!r} is no JSON: write an array or object such as '[]' or '[\"...\"]', texts in "
            f"double quotes ({error})"
        ) from error


def _read_list(path: str, printed: str) -> list[Any]:
    value = _read_json(path, printed)
    if not isinstance(value, list):
        raise ConfigError(f"{path}: is a list: write a JSON array, such as '[]' or '[\"...\"]'")
    return value


def _check(row: Field, value: Any, path: str) -> Any:
    """The value, where it is one of the field's. Raises ConfigError."""
    if value is None and row.optional:
        return None
    if row.shape == "object":
        return _check_object(row, value, path)
    if row.shape == "pair":
        if not isinstance(value, list) or len(value) != 2 or not all(isinstance(end, str) and end for end in value):
            raise ConfigError(f'{path}: is a pair: write ["team", "unit"]')
        return value
    if row.shape == "whole":
        if isinstance(value, bool) or not isinstance(value, int) or value < (row.least or 0):
            raise ConfigError(f"{path}: {str(value)[:40]!r} is no whole number from {row.least or 0} on")
        return value
    if row.shape == "flag":
        if value not in (True, False, "true", "false"):
            raise ConfigError(f"{path}: write true or false")
        return value in (True, "true")
    return _check_text(row, value, path)


def _check_text(row: Field, value: Any, path: str) -> str:
    if not isinstance(value, str) or not value.strip() or any(ord(char) < 32 for char in value):
        raise ConfigError(f"{path}: {str(value)[:40]!r} is no text; write null to take the value away")
    if row.choices and value not in row.choices:
        raise ConfigError(f"{path}: {value[:40]!r} is none of {', '.join(row.choices)}{suggest(value, row.choices)}")
    if row.form and (not re.fullmatch(row.form.pattern, value) or not _is_real(value)):
        raise ConfigError(f"{path}: {value[:40]!r} is not written as a {row.form.name}: {row.form.about.english}")
    return value


def _is_real(value: str) -> bool:
    """Whether a day is one of the calendar, where the text is a day."""
    day = re.match(r"(\d{4})-(\d\d)-(\d\d)|--(\d\d)-(\d\d)", value)
    if day is None:
        return True
    try:
        date(int(day[1] or 2000), int(day[2] or day[4]), int(day[3] or day[5]))
    except ValueError:
        return False
    return True


def _check_object(row: Field, value: Any, path: str) -> dict[str, Any]:
    keys = [part.key for part in row.parts]
    if not isinstance(value, dict) or set(value) != set(keys):
        raise ConfigError(f"{path}: write a JSON object with exactly the keys {', '.join(keys)}")
    return {
        part.key: [_check(part, item, path) for item in value[part.key]]
        if part.many
        else _check(part, value[part.key], path)
        for part in row.parts
    }


def apply_corrections(published: Published, corrections: Iterable[Correction]) -> Published:
    """The published object with its corrections, those of other content left out; each is its own evidence."""
    fitting = [each for each in corrections if each.content_hash == published["content_hash"]]
    if not fitting:
        return published
    corrected: Published = json.loads(json.dumps(published))
    for correction in fitting:
        if _set(corrected, correction.field.split("/"), correction.value):
            _rename(corrected, published, correction)
            corrected["evidence"] = _prove(corrected["evidence"], correction)
    _align_units(corrected)
    return corrected


def _set(holder: Any, steps: Sequence[str], value: Any) -> bool:
    """Puts a value at a path; False where the path leads nowhere any more."""
    *front, last = steps
    try:
        for step in front:
            holder = holder[int(step)] if isinstance(holder, list) else holder[step]
        key = int(last) if isinstance(holder, list) else last
        holder[key]
        holder[key] = value
    except (LookupError, TypeError, ValueError):
        return False
    return True


def _rename(corrected: Published, published: Published, correction: Correction) -> None:
    """A team or unit that has another name now has it in its pairs too; its qualified name is not known any more."""
    found = _NAMES.match(correction.field)
    if found is None or not isinstance(correction.value, str):
        return
    side, place = ("teams", "targets").index(found[1]), int(found[2])
    old = published[found[1]][place]
    name = old if isinstance(old, str) else old["name"]
    corrected["pairs"] = [
        [correction.value if n == side and end == name else end for n, end in enumerate(pair)]
        for pair in corrected["pairs"]
    ]
    if found[1] == "targets":
        corrected["targets"][place] |= {"qualified": None, "id": None, "division": None}


def _align_units(corrected: Published) -> None:
    """`team_units` belong to `teams`, one for each."""
    known = {unit["name"]: unit for unit in corrected["team_units"]}
    corrected["team_units"] = [
        known.get(name, {"name": name, "qualified": None, "id": None}) for name in corrected["teams"]
    ]


def _prove(evidence: Sequence[dict[str, Any]], correction: Correction) -> list[dict[str, Any]]:
    """The evidence without what proved the value before, and with who put it right, when and why."""
    path = correction.field
    kept = [proof for proof in evidence if proof["field"] != path and not proof["field"].startswith(f"{path}/")]
    told = {
        "field": path,
        "in": _PLACE,
        "start": 0,
        "end": 0,
        "value": correction.told,
        "rule": RULE,
        "confidence": "certain",
    }
    return [*kept, told]


def list_corrections(published: Published) -> list[tuple[str, str]]:
    """Field and words of each correction that a published object shows."""
    return [(proof["field"], proof["value"]) for proof in published["evidence"] if proof["in"] == _PLACE]
