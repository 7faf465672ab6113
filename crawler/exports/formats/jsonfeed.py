"""JSON Feed 1.1 (jsonfeed.org): one item a notice, in Chinese, with its facts in the extension `_xunshi`."""

import json
from typing import Any

from crawler.exports.entries import Entry, make_entry, make_urn
from crawler.exports.format import Format
from crawler.exports.text import drop_surrogates
from crawler.model.publication import Published

VERSION = "https://jsonfeed.org/version/1.1"
_FACTS = (
    *("id", "revision", "withdrawn", "kind", "level", "mode", "types", "province", "teams", "pairs"),
    *("meeting_dates", "period", "confidence"),
)


class JsonFeed(Format):
    """The feed of all notices, or of a part of them, an item a line."""

    is_feed = True
    newest = 200

    _mark = b""

    def start(self) -> None:
        """Write what the feed says of itself."""
        about = self._about
        head = {
            "version": VERSION,
            "title": about.title,
            "language": "zh-CN",
            "description": "巡视巡察组进驻动员会通告",
            **({"feed_url": about.address} if about.address else {}),
            **({"home_page_url": about.home} if about.home else {}),
            "_xunshi": {"id": make_urn(about.key), **about.describe()},
        }
        self._stream.write(_encode(head)[:-1] + b', "items": [\n')

    def write(self, published: Published) -> None:
        """Write one item."""
        item = _print_item(make_entry(published, self._about), published)
        self._stream.write(self._mark + _encode(item))
        self._mark = b",\n"

    def finish(self) -> None:
        """Close the feed."""
        self._stream.write(b"\n]}\n")


def _print_item(entry: Entry, published: Published) -> dict[str, Any]:
    return {
        "id": entry.id,
        **({"url": entry.link} if entry.link else {}),
        "title": entry.title,
        "summary": "\n".join(entry.facts),
        "content_text": "\n".join((*entry.facts, *entry.paragraphs)),
        **({"date_published": entry.published} if entry.published else {}),
        "date_modified": entry.updated,
        "authors": [{"name": entry.author}],
        "tags": [label for _, label in entry.categories],
        "_xunshi": {
            **{key: published[key] for key in _FACTS},
            "targets": [target["name"] for target in published["targets"]],
        },
    }


def _encode(value: dict[str, Any]) -> bytes:
    return json.dumps(drop_surrogates(value), ensure_ascii=False, allow_nan=False).encode("utf-8")
