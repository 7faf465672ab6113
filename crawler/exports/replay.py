"""`python -m crawler.exports.replay DELTA... > notices.jsonl`: the snapshot that deltas lead to, byte for byte.

The deltas are read in the order given, each since the generation the one before it ends at; the first since 0, or
behind a snapshot (`notices.jsonl`) from the generation it shows.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from crawler.exports.text import encode_json
from crawler.model.dating import date_notice
from crawler.model.outcomes import ConfigError

Line = Mapping[str, Any]


def replay(lines: Iterable[Line]) -> Iterator[Line]:
    """The published objects after all lines, in the order of a snapshot; a line that is a notice stands for an ADD.

    Raises ConfigError for a change of a notice that is not there, or from another value.
    """
    notices: dict[str, dict[str, Any]] = {}
    for line in lines:
        op = line.get("op", "HEAD" if "delta" in line else "ADD")
        if op == "ADD":
            notices[line["id"]] = dict(line.get("notice", line))
        elif op == "DEL":
            _find(notices, line["id"])
            del notices[line["id"]]
        elif op == "MOD":
            _change(_find(notices, line["id"]), line["changes"])
    by_id = sorted(notices.values(), key=lambda notice: str(notice["id"]))
    yield from sorted(by_id, key=date_notice, reverse=True)


def _find(notices: dict[str, dict[str, Any]], notice_id: str) -> dict[str, Any]:
    if notice_id not in notices:
        raise ConfigError(f"{notice_id}: is changed and was never added: begin with an earlier delta, or a snapshot")
    return notices[notice_id]


def _change(notice: dict[str, Any], changes: Line) -> None:
    for key, change in changes.items():
        if notice.get(key) != change["old"]:
            raise ConfigError(f"{notice['id']}: {key} is not what the delta changes: a delta before it is missing")
        notice[key] = change["new"]


def main(names: list[str]) -> int:
    """Prints the snapshot."""
    lines = (json.loads(line) for name in names for line in Path(name).read_bytes().splitlines())
    for notice in replay(lines):
        sys.stdout.buffer.write(encode_json(dict(notice)) + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
