"""The acts that a stretch of text names, and the verbs of saying that open somebody's words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from crawler.extraction.words.acts import ACT, ACTS, QUOTED, SAYING, Act


@dataclass(frozen=True, slots=True)
class Saying:
    """A verb of saying: its act, whether what is said follows, whether it is of each of several, its end."""

    act: Act
    opens: bool
    of_each: bool
    end: int


def find_acts(text: str, start: int, end: int, but: Iterable[tuple[int, int]] = ()) -> Iterator[tuple[int, int, Act]]:
    """The acts named between `start` and `end`, as start, end and act; `but` are stretches that are not looked at."""
    for begin, finish in (*but, (end, end)):
        for match in ACT.finditer(text, start, max(start, begin)):
            yield match.start(), match.end(), ACTS[int((match.lastgroup or "")[1:])][0]
        start = max(start, finish)


def read_saying(text: str, at: int) -> Saying | None:
    """A verb of saying that follows a name directly, or the quotation itself (张三：“…”)."""
    match = SAYING.match(text, at)
    if match:
        return Saying(
            "say" if match["say"] else "avow", match["mark"] is not None, match["each"] is not None, match.end()
        )
    quoted = QUOTED.match(text, at)
    return Saying("say", True, False, quoted.end()) if quoted else None
