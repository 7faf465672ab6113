"""A notice for a person's eye: each value with the words that prove it and the rule."""

from collections.abc import Iterator, Sequence
from typing import Any

from crawler.model.fields.table import FIELDS, Field

_AROUND = 12


def explain_notice(notice: dict[str, Any], fields: Sequence[Field] = FIELDS) -> str:
    """Several lines for one published object: value, proof in its surroundings, rule."""
    if "error" in notice:
        return f"== {notice['ref']}: cannot be read: {notice['error']}"
    lines = [f"== {notice['ref']}: {notice['kind']} ({notice['kind_rule']})"]
    stated = [row for row in fields if row.proof != "none" and row.key not in {"kind", "kind_rule"}]
    lines += [f"  {name:18} {shown}" for row in stated for name, shown in _show_field(row, notice[row.key])]
    lines.append("  proof:")
    places = {"text": notice["text"], "title": notice["title"] or "", "url": notice["url"] or ""}
    lines += [f"    {_show_proof(proof, places)}" for proof in notice["evidence"]]
    return "\n".join(lines)


def _show_field(row: Field, value: Any) -> Iterator[tuple[str, str]]:
    """The lines of a field that holds something: one for each of several objects or pairs, else one."""
    if value in (None, [], {}):
        return
    if row.shape == "object" and not row.many:
        for part in row.parts:
            yield from _show_field(part, value[part.key])
    elif row.shape in {"object", "pair"}:
        for item in value:
            yield row.name, " → ".join(item) if row.shape == "pair" else _show(item)
    else:
        yield row.name, _show(value)


def _show(value: Any) -> str:
    if isinstance(value, list):
        return "；".join(_show(entry) for entry in value)
    if isinstance(value, dict):
        return " ".join(f"{key}={_show(entry)}" for key, entry in value.items() if entry not in (None, False, []))
    return str(value)


def _show_proof(proof: dict[str, Any], places: dict[str, str]) -> str:
    place = places.get(proof["in"], "")
    before = place[max(0, proof["start"] - _AROUND) : proof["start"]]
    after = place[proof["end"] : proof["end"] + _AROUND]
    shown = f"{before}[{proof['value']}]{after}".replace("\n", "⏎")
    return f"{proof['field']:28} {shown}   <{proof['in']}; {proof['rule']}>"
