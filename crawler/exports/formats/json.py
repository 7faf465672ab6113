"""JSON: one array, an object a line, UTF-8."""

from crawler.exports.format import Format
from crawler.exports.text import encode_json
from crawler.model.publication import Published


class JsonArray(Format):
    """One array of all notices."""

    has_sidecar = True

    _mark = b"[\n"

    def write(self, published: Published) -> None:
        """Write one notice."""
        self._stream.write(self._mark + encode_json(published))
        self._mark = b",\n"

    def finish(self) -> None:
        """Close the array; without a notice it is empty."""
        self._stream.write(b"[]\n" if self._mark == b"[\n" else b"\n]\n")
