"""A notice for a person's eye: each value with the words that prove it and the rule."""

from collections.abc import Iterator, Sequence
from typing import Any
from unicodedata import east_asian_width

from crawler.model.fields.table import FIELDS, Field

_AROUND = 8
_COLUMNS = 80
"""What a terminal shows of a line."""


def explain_notice(notice: dict[str, Any], fields: Sequence[Field] = FIELDS) -> str:
    """Several lines for one published object: value, proof in its surroundings, rule."""
    if "error" in notice:
        return f"== {notice['ref']}: cannot be read: {notice['error']}"
    lines = [f"== {notice['ref']}: {notice['kind']} ({notice['kind_rule']})"]
    stated = [row for row in fields if row.proof != "none" and row.key not in {"kind", "kind_rule"}]
    lines += [f"  {name:18} {shown}" for row in stated for name, shown in _show_field(row, notice[row.key])]
    lines.append("  proof:")
    places = {"text": notice["text"], "title": notice["title"] or "", "url": notice["url"] or ""}
    by_value: dict[str, list[Any]] = {}
    for proof in notice["evidence"]:
        by_value.setdefault(proof["field"], []).append(proof)
    for path, proofs in by_value.items():
        lines += _show_proofs(path, _find_value(notice, path), proofs, places)
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


def _find_value(notice: Any, path: str) -> Any:
    for step in path.split("/"):
        notice = notice[int(step)] if isinstance(notice, list) else notice[step]
    return notice


def _show_proofs(path: str, value: Any, proofs: Sequence[dict[str, Any]], places: dict[str, str]) -> Iterator[str]:
    """Two lines a value: what it is, how sure, by which rule; the words that show it, each in brackets."""
    shown = " → ".join(value) if path.startswith("pairs/") else _show(value)
    where = "" if proofs[0]["in"] == "text" else f"{proofs[0]['in']}; "
    yield _cut(f"    {path}  {shown}", f"  <{where}{proofs[0]['rule']}; {proofs[0]['confidence']}>")
    yield _cut(f"        {_quote(proofs, places)}", "")


def _quote(proofs: Sequence[dict[str, Any]], places: dict[str, str]) -> str:
    """The words of all proofs in their surroundings; what lies far apart is parted by an ellipsis."""
    ends = sorted((proof["in"], proof["start"], proof["end"]) for proof in proofs if proof["in"] in places)
    if not ends:
        return " … ".join(f"[{proof['value']}]" for proof in proofs)
    apart = [end for end in ends if not any(_holds(end, other) for other in ends if other != end)]
    shown = ""
    last: tuple[str, int] | None = None
    for place, start, end in dict.fromkeys(apart):
        text = places[place]
        near = last is not None and last[0] == place and 0 <= start - last[1] <= 2 * _AROUND
        before = text[last[1] : start] if near and last else text[max(0, start - _AROUND) : start]
        shown += (before if near or not shown else f" … {before}") + f"[{text[start:end]}]"
        last = place, end
    assert last is not None
    return (shown + places[last[0]][last[1] : last[1] + _AROUND]).replace("\n", "⏎")


def _holds(outer: tuple[str, int, int], inner: tuple[str, int, int]) -> bool:
    return outer[0] == inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2]


def _cut(line: str, end: str) -> str:
    """The line cut to the columns of a terminal, its end kept."""
    room = _COLUMNS - _measure(end)
    if _measure(line) <= room:
        return line + end
    kept, used = "", 0
    for char in line:
        used += _measure(char)
        if used > room - 1:
            break
        kept += char
    return f"{kept}…{end}"


def _measure(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
