"""JSON Lines: one strict JSON object a line, UTF-8."""

from crawler.exports.format import Format
from crawler.exports.text import encode_json
from crawler.model.publication import Published


class JsonLines(Format):
    """One object a line."""

    aliases = ("jsonlines", "jl")
    is_feed = True
    has_sidecar = True

    def write(self, published: Published) -> None:
        """Write one notice."""
        self._stream.write(encode_json(published) + b"\n")
