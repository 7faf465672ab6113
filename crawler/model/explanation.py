"""A notice for a person's eye: each value with the words that prove it and the rule."""

from typing import Any

_AROUND = 12
_FIELDS = ("title", "published_at", "source", "level", "mode", "types", "rounds", "meeting_dates", "teams", "targets")


def explain_notice(notice: dict[str, Any]) -> str:
    """Several lines for one published object: value, proof in its surroundings, rule."""
    if "error" in notice:
        return f"== {notice['ref']}: cannot be read: {notice['error']}"
    lines = [f"== {notice['ref']}: {notice['kind']} ({notice['kind_rule']})"]
    lines += [f"  {name:14} {_show(notice[name])}" for name in _FIELDS if notice[name]]
    lines += [f"  {'pair':14} {team} -> {target}" for team, target in notice["pairs"]]
    lines += [f"  {'person':14} {_show_person(person)}" for person in notice["people"]]
    lines += [f"  {'period':14} {_show(notice['period'])}"] if any(notice["period"].values()) else []
    lines += [f"  {name:14} {_show(value)}" for name, value in notice["contacts"].items() if value]
    lines.append("  proof:")
    places = {"text": notice["text"], "title": notice["title"] or "", "url": notice["url"] or ""}
    lines += [f"    {_show_proof(proof, places)}" for proof in notice["evidence"]]
    return "\n".join(lines)


def _show(value: Any) -> str:
    if isinstance(value, list):
        return "；".join(_show(entry) for entry in value)
    if isinstance(value, dict):
        return " ".join(f"{key}={_show(entry)}" for key, entry in value.items() if entry not in (None, False, []))
    return str(value)


def _show_person(person: dict[str, Any]) -> str:
    return f"{person['name']} ({person['post'] or 'no post'}): {', '.join(person['roles'])}"


def _show_proof(proof: dict[str, Any], places: dict[str, str]) -> str:
    place = places.get(proof["in"], "")
    before = place[max(0, proof["start"] - _AROUND) : proof["start"]]
    after = place[proof["end"] : proof["end"] + _AROUND]
    shown = f"{before}[{proof['value']}]{after}".replace("\n", "⏎")
    return f"{proof['field']:28} {shown}   <{proof['in']}; {proof['rule']}>"
