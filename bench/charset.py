"""Charset detection on a generated matrix, beside chardet, faust-cchardet and charset-normalizer."""

import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import opencc

from bench.notices import make_case, write
from bench.table import print_table
from crawler.decoding.charset import decode_bytes

LENGTHS = (20, 50, 200, 1000, 5000)
ENCODINGS = {
    "utf-8": "utf-8",
    "gb18030": "gb18030",
    "gbk": "gb18030",
    "big5hkscs": "big5",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16",
}
DECLARATIONS = ("right", "wrong", "missing")
DAMAGES = ("clean", "truncated", "byte lost", "private use", "rare")
TEXTS = 8
SEED = 20261102
_FAMILIES = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "cp936": "gb18030",
    "big5hkscs": "big5",
    "cp950": "big5",
    "utf-8-sig": "utf-8",
    "utf8": "utf-8",
    "utf-16le": "utf-16",
    "utf-16be": "utf-16",
    "utf-16-le": "utf-16",
    "utf-16-be": "utf-16",
}


@dataclass(frozen=True, slots=True)
class Sample:
    """A generated page: bytes, header, and the charset family it is in."""

    body: bytes
    content_type: str
    family: str
    length: int
    declaration: str
    damage: str


def make_samples() -> Iterator[Sample]:
    """The whole matrix: texts x lengths x encodings x declarations x damages."""
    rng = random.Random(SEED)
    to_traditional = opencc.OpenCC("s2tw").convert
    for length in LENGTHS:
        for _ in range(TEXTS):
            plain = _write_text(rng, length)
            for codec, family in ENCODINGS.items():
                text = to_traditional(plain) if family == "big5" else plain
                for damage in DAMAGES:
                    body = _spoil(text, codec, damage, rng)
                    for declaration in DECLARATIONS:
                        label = {"right": codec, "wrong": _pick_wrong(family, rng), "missing": None}[declaration]
                        header = f"text/html; charset={label}" if label else "text/html"
                        yield Sample(body, header, family, length, declaration, damage)


def _write_text(rng: random.Random, length: int) -> str:
    """`length` characters of notices, starting at any sentence."""
    text = ""
    while len(text) < length:
        title, lines = write(make_case(rng))
        sentences = "\n".join([title, *lines]).replace("。", "。\0").split("\0")
        text += "".join(sentences[rng.randrange(max(1, len(sentences) - 3)) :])
    return text[:length]


def _pick_wrong(family: str, rng: random.Random) -> str:
    return rng.choice(
        [name for name in ("utf-8", "gb2312", "big5", "iso-8859-1", "windows-1252") if _fold(name) != family]
    )


def _spoil(text: str, codec: str, damage: str, rng: random.Random) -> bytes:
    at = rng.randrange(1, len(text))
    if damage == "private use" and not codec.startswith(("gbk", "big5")):
        text = text[:at] + "\ue5e5" + text[at + 1 :]
    if damage == "rare" and not codec.startswith(("gbk", "big5")):
        text = text[:at] + rng.choice("㛃𠮷䶮镕") + text[at + 1 :]
    body = bytearray(text.encode(codec, "replace"))
    if damage == "truncated":
        del body[-1:]
    if damage == "byte lost":
        del body[rng.randrange(2, len(body))]
    return bytes(body)


def _fold(name: str | None) -> str:
    plain = (name or "").lower().replace("_", "-")
    return _FAMILIES.get(plain, plain)


def _find_peers() -> dict[str, Callable[[bytes], str | None]]:
    import cchardet
    import chardet
    import charset_normalizer

    def normalize(body: bytes) -> str | None:
        found = charset_normalizer.from_bytes(body).best()
        return found.encoding if found else None

    return {
        "chardet": lambda body: chardet.detect(body)["encoding"],
        "faust-cchardet": lambda body: cchardet.detect(body)["encoding"],
        "charset-normalizer": normalize,
    }


def main() -> bool:
    """Prints shares right and times; True when the floors of length hold and ours is the fastest."""
    methods: dict[str, Callable[[Sample], str | None]] = {
        "ours": lambda sample: decode_bytes(sample.body, sample.content_type).charset
    }
    for name, detect in _find_peers().items():
        methods[name] = lambda sample, detect=detect: detect(sample.body)  # type: ignore[misc]
    right: dict[tuple[str, str], list[bool]] = defaultdict(list)
    seconds: dict[str, list[float]] = defaultdict(list)
    samples = list(make_samples())
    for name, method in methods.items():
        method(samples[-1])
        for sample in samples:
            started = time.process_time()
            found = _fold(method(sample))
            if sample.declaration == "right" and sample.damage == "clean":
                seconds[name].append(time.process_time() - started)
            for key in (f"{sample.length} characters", sample.damage, f"declared {sample.declaration}", "all"):
                right[name, key].append(found == sample.family)
    keys = [*(f"{length} characters" for length in LENGTHS), *DAMAGES, *(f"declared {d}" for d in DECLARATIONS), "all"]
    share = {place: sum(hits) / len(hits) for place, hits in right.items()}
    rows = [[key, len(right["ours", key]), *(f"{share[name, key]:.3f}" for name in methods)] for key in keys]
    print_table("charset found, share of pages", ["pages", "count", *methods], rows)
    means = {name: sum(spent) / len(spent) for name, spent in seconds.items()}
    times = [f"{mean * 1000:.3f}" for mean in means.values()]
    print_table("ms of CPU a page, clean and rightly declared (ours decodes as well)", list(methods), [times])
    long_enough = all(share["ours", f"{length} characters"] == 1.0 for length in LENGTHS if length >= 200)
    return long_enough and share["ours", "20 characters"] >= 0.995 and min(means, key=means.__getitem__) == "ours"
