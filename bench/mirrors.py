"""The same notice: copies found and different inspections kept apart, beside SimHash and MinHash on the same pairs."""

import hashlib
import random
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bench.mirroring import CLEAN, DAMAGED
from bench.notices import CHANGES, make_case, make_notice, make_page, make_twin, write
from bench.table import print_table
from crawler.decoding.script import to_reading_text
from crawler.extraction.notice import extract_facts
from crawler.identity import compare_notices
from crawler.model.items import Notice

PAIRS_A_MIRROR = 40
PAIRS_A_CHANGE = 120
SEED = 20261101


@dataclass(frozen=True, slots=True)
class Pair:
    """Two notices, what was done to the second, and whether they are the same."""

    first: Notice
    second: Notice
    change: str
    same: bool


def make_pairs() -> Iterator[Pair]:
    """Mirror pairs of every kind, and pairs of different inspections written from one template."""
    rng = random.Random(SEED)
    for same, mirrors in ((True, CLEAN), (True, DAMAGED)):
        for name, mirror in mirrors.items():
            for _ in range(PAIRS_A_MIRROR):
                title, lines = write(make_case(rng))
                yield Pair(_read(title, lines), _read(*mirror(title, lines, rng)), name, same)
    for change in CHANGES:
        for number in range(PAIRS_A_CHANGE):
            case = make_case(rng)
            title, lines = write(make_twin(case, change, rng))
            if number % 3 == 0:
                title, lines = rng.choice([*CLEAN.values(), *DAMAGED.values()])(title, lines, rng)
            yield Pair(_read(*write(case)), _read(title, lines), f"other {change}", same=False)


def _read(title: str, lines: list[str]) -> Notice:
    """A printed page as the crawler keeps it."""
    page = make_page(to_reading_text(title).text, to_reading_text("\n".join(lines)).text)
    return make_notice(page, extract_facts(page))


def _grams(notice: Notice, size: int = 4) -> set[str]:
    text = re.sub(r"\W+", "", (notice.page.title or "") + notice.page.text)
    return {text[at : at + size] for at in range(max(1, len(text) - size + 1))}


def is_same_by_simhash(a: Notice, b: Notice) -> bool:
    """SimHash of 64 bits over 4-grams, distance at most 3."""
    return bin(_simhash(_grams(a)) ^ _simhash(_grams(b))).count("1") <= 3


def _simhash(grams: set[str]) -> int:
    votes = [0] * 64
    for gram in grams:
        value = int.from_bytes(hashlib.blake2b(gram.encode(), digest_size=8).digest(), "big")
        for bit in range(64):
            votes[bit] += 1 if value >> bit & 1 else -1
    return sum(1 << bit for bit in range(64) if votes[bit] > 0)


def is_same_by_minhash(a: Notice, b: Notice) -> bool:
    """MinHash of 128 permutations over 4-grams, estimated resemblance at least 0.8."""
    from datasketch import MinHash

    sketches = []
    for notice in (a, b):
        sketch = MinHash(num_perm=128)
        sketch.update_batch([gram.encode() for gram in _grams(notice)])
        sketches.append(sketch)
    return float(sketches[0].jaccard(sketches[1])) >= 0.8


METHODS: dict[str, Callable[[Notice, Notice], bool]] = {
    "hash alone": lambda a, b: a.page.content_hash == b.page.content_hash,
    "ours": lambda a, b: compare_notices(a, b).kind == "same",
    "SimHash(3)": is_same_by_simhash,
    "MinHash(0.8)": is_same_by_minhash,
}


def main() -> bool:
    """Prints the table; True when recall is at least 0.99 and nothing different was merged."""
    hits: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    counts: dict[str, int] = defaultdict(int)
    seconds: dict[str, float] = defaultdict(float)
    kinds: dict[str, bool] = {}
    for pair in make_pairs():
        counts[pair.change] += 1
        kinds[pair.change] = pair.same
        for name, method in METHODS.items():
            started = time.perf_counter()
            hits[name][pair.change] += method(pair.first, pair.second)
            seconds[name] += time.perf_counter() - started
    rows = [
        [change, "same" if kinds[change] else "different", counts[change], *(hits[m][change] for m in METHODS)]
        for change in counts
    ]
    print_table("pairs called the same notice", ["change", "truth", "pairs", *METHODS], rows)
    copies = [change for change in counts if kinds[change]]
    others = [change for change in counts if not kinds[change]]
    recall = {m: sum(hits[m][c] for c in copies) / sum(counts[c] for c in copies) for m in METHODS}
    merged = {m: sum(hits[m][c] for c in others) for m in METHODS}
    total = sum(counts.values())
    print_table(
        f"{sum(counts[c] for c in copies)} copies, {sum(counts[c] for c in others)} different pairs",
        ["method", "recall", "different merged", "ms a pair"],
        [[m, f"{recall[m]:.3f}", merged[m], f"{seconds[m] / total * 1000:.2f}"] for m in METHODS],
    )
    return recall["ours"] >= 0.99 and merged["ours"] == 0
