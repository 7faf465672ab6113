"""What changed: a line a notice that was added (ADD), changed (MOD, each field with its old and new value) or left the
published ones (DEL; of one that is withheld nothing more is said), after a head line that says since which generation,
and up to which.

`python -m crawler.exports.replay` makes the snapshot of it again.
"""

import json
from typing import Any

from crawler.exports.format import Format
from crawler.exports.text import encode_json
from crawler.model.items import PUBLISHED_KINDS
from crawler.model.publication import Published


class Delta(Format):
    """One change a line. Of a notice that is as it was nothing is said."""

    def start(self) -> None:
        """Write the head."""
        self._write_line({"delta": 1, "since": self._about.since, **self._about.describe()})

    def write(self, published: Published) -> None:
        """Write what became of one notice."""
        before = self._about.find_before(published["id"])
        was = before is not None and before["kind"] in PUBLISHED_KINDS
        stands = published["kind"] in PUBLISHED_KINDS and not self._about.is_withheld(published["id"])
        if stands and (before is None or not was):
            self._write_line({"op": "ADD", "id": published["id"], "notice": published})
        elif before is not None and was and not stands:
            gone = None if self._about.is_withheld(published["id"]) else dict(before)
            self._write_line({"op": "DEL", "id": published["id"], "notice": gone})
        elif before is not None and was:
            changes = {
                key: {"old": before.get(key), "new": value}
                for key, value in published.items()
                if key not in before or _differ(before[key], value)
            }
            if changes:
                self._write_line({"op": "MOD", "id": published["id"], "changes": changes})

    def _write_line(self, line: dict[str, Any]) -> None:
        self._stream.write(encode_json(line) + b"\n")


def _differ(old: Any, new: Any) -> bool:
    return json.dumps(old, sort_keys=True) != json.dumps(new, sort_keys=True)
