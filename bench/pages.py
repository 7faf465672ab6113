"""Reading real saved pages: ours beside trafilatura and gne, by the evaluation's own scorer, timed in one run."""

import gc
import json
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from types import ModuleType
from typing import Any

from bench.evaluation import EVAL, MISSING, load_scorer
from bench.table import print_table
from crawler.decoding.charset import decode_bytes
from crawler.decoding.page import read_page
from crawler.model.items import RawPage
from crawler.model.outcomes import XunshiError

FETCHED = datetime(2026, 11, 1, tzinfo=UTC)
SHARES = {"trafilatura": 0.13, "gne": 0.15}
"""What reading may take of each peer's CPU time in the same run."""
MAX_SECONDS = 1.0
FLOORS = {
    ("ccdi_pachong", "title"): 1.0,
    ("ccdi_pachong", "date"): 1.0,
    ("cwced", "date"): 23 / 24,
    ("cwced", "not invented"): 1.0,
    ("cwced", "body"): 0.95,
    ("magic_html_zh", "body"): 0.95,
    ("govcn_policy", "title"): 1.0,
    ("govcn_policy", "date"): 1.0,
}
"""The shares to reach on the developers' half of the real pages."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader took from one page, and the CPU seconds it needed."""

    title: str | None
    day: str | None
    text: str
    charset: str | None
    seconds: float


Reader = Callable[[bytes, str], dict[str, Any]]


def read_ours(body: bytes, url: str) -> dict[str, Any]:
    """Decode and main text together, without a seed."""
    raw = RawPage(site="bench", url=url, link_url=url, body=body, fetched_at=FETCHED)
    try:
        page = read_page(raw, None)
    except XunshiError:
        return {"charset": decode_bytes(body, None).charset}
    return {"title": page.title, "day": page.published_at, "text": page.text, "charset": page.charset}


def _read_with_trafilatura(body: bytes, url: str) -> dict[str, Any]:
    import trafilatura

    found = trafilatura.bare_extraction(body, url=url or None, with_metadata=True)
    return {"title": found.title, "day": found.date, "text": found.text} if found else {}


def _read_with_gne(body: bytes, url: str) -> dict[str, Any]:
    from gne import GeneralNewsExtractor
    from gne.exceptions import NoContentException

    try:
        found = GeneralNewsExtractor().extract(decode_bytes(body, None).text)
    except NoContentException:
        return {}
    return {"title": found["title"], "day": found["publish_time"], "text": found["content"]}


READERS: dict[str, Reader] = {"ours": read_ours, "trafilatura": _read_with_trafilatura, "gne": _read_with_gne}


def _read(reader: Reader, body: bytes, url: str) -> Reading:
    gc.collect()  # what another reader left behind is no time of this one
    started = time.process_time()
    try:
        found = reader(body, url)
    except (ValueError, TypeError, AttributeError, IndexError) as error:
        found = {"title": f"{type(error).__name__}: {error}"}
    spent = time.process_time() - started
    return Reading(found.get("title"), found.get("day"), found.get("text") or "", found.get("charset"), spent)


def main() -> bool:
    """Prints the tables; True when every floor of reading and of time holds."""
    if MISSING:
        raise SystemExit(f"bench pages: {MISSING}")
    scorer = load_scorer("score_pages")
    known = [json.loads(line) for line in (EVAL / "pages/index.jsonl").read_text("utf-8").splitlines()]
    hits: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    seconds: dict[str, list[float]] = defaultdict(list)
    for reader in READERS.values():  # tables that are made at first use are no time of a page
        for page in known[::20]:
            _read(reader, (EVAL / "pages" / page["path"]).read_bytes(), "")
    for page in known:
        body = (EVAL / "pages" / page["path"]).read_bytes()
        for name, reader in READERS.items():
            reading = _read(reader, body, page.get("url") or "")
            seconds[name].append(reading.seconds)
            for what, score in _score(scorer, page, reading, with_charset=name == "ours"):
                hits[page["path"].split("/")[0], what, name].append(score)
    _print_scores(hits)
    _print_times(seconds)
    short = [key for key, floor in FLOORS.items() if statistics.mean(hits[(*key, "ours")]) < floor]
    short += [key[:2] for key, scores in hits.items() if key[1] == "charset" and min(scores) < 1]
    for place in short:
        print(f"  under its floor: {' '.join(place)}")
    means = {name: statistics.mean(spent) for name, spent in seconds.items()}
    slow = {name: means["ours"] / means[name] for name, share in SHARES.items() if means["ours"] > share * means[name]}
    for name, share in slow.items():
        print(f"  slower than allowed: {share:.2f} of {name}'s time, at most {SHARES[name]}")
    return not short and not slow and max(seconds["ours"]) <= MAX_SECONDS


def _score(scorer: ModuleType, page: dict[str, Any], got: Reading, *, with_charset: bool) -> list[tuple[str, float]]:
    """What is known of the page, and whether the reading has it (1.0, 0.0; F1 for the body)."""
    name, scores = page["path"].split("/")[0], []
    truth = page.get("true_charset")
    if with_charset and truth and truth != "euc-tw":
        scores.append(("charset", float(scorer.family(got.charset) == scorer.family(truth))))
    if page.get("title"):
        scores.append(("title", float(scorer.fold(got.title) == scorer.fold(page["title"]))))
    if name != "encodings" and "date" in page:
        day = scorer.day(page["date"])
        if day:
            scores.append(("date", float(scorer.day(got.day) == day)))
        elif name == "cwced":
            said, month = str(got.day or "")[:7], str(page["date"] or "")
            scores.append(("not invented", float(said in ("", month))))
    if page.get("body"):
        scores.append(("body", scorer.overlap(page["body"], got.text)))
    return scores


def _print_scores(hits: dict[tuple[str, str, str], list[float]]) -> None:
    rows = []
    for name, what in dict.fromkeys((key[0], key[1]) for key in hits):
        row: list[object] = [name, what, len(hits[name, what, "ours"])]
        for reader in READERS:
            scores = hits.get((name, what, reader), [])
            if what == "body":
                row.append(f"{statistics.mean(scores):.3f} ({sum(score < 0.5 for score in scores)})")
            else:
                row.append(f"{int(sum(scores))}/{len(scores)}" if scores else "-")
        rows.append(row)
    print_table("read right; body: mean F1 (pages under 0.5)", ["set", "what", "pages", *READERS], rows)


def _print_times(seconds: dict[str, list[float]]) -> None:
    rows = [
        [name, *(f"{value * 1000:.1f}" for value in (statistics.mean(spent), statistics.median(spent), max(spent)))]
        for name, spent in seconds.items()
    ]
    print_table("ms of CPU a page (gne without decoding its page)", ["reader", "mean", "median", "longest"], rows)
