"""Scores on the shared evaluation material: floors that may only rise, pinned to the files they were measured on."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bench.evaluation import EVAL, MISSING, load_scorer
from crawler.decoding.page import read_page
from crawler.decoding.plaintext import read_plain
from crawler.model.items import RawPage
from crawler.model.outcomes import XunshiError

ROOT = Path(__file__).resolve().parents[2]
FETCHED = datetime(2026, 11, 22, tzinfo=UTC)
pytestmark = pytest.mark.skipif(bool(MISSING), reason=MISSING)

DIGESTS = {
    "pages/index.jsonl": "175625f85fd2ad2ac684d0739a686998d4d6fd56cb7c69940c3f8c56edd91c21",
    "notices/seeds.gold.jsonl": "aafd99c0a7cd865a8590bc56b318a7d7ffaf7f1ad71a363507bd6f30a1b11f2c",
    "notices/d1.gold.jsonl": "c5297f6960ab4beca283780383c84c512793e3710f2dacc23558641c06baba3a",
}
"""SHA-256 of the labels the floors were measured on; other labels need floors of their own."""

FLOORS = {
    ("ccdi_pachong", "charset"): 1.0,
    ("ccdi_pachong", "title"): 1.0,
    ("ccdi_pachong", "date"): 1.0,
    ("ccdi_pachong", "body"): 0.995,
    ("cwced", "charset"): 1.0,
    ("cwced", "date"): 22 / 24,
    ("cwced", "not invented"): 1.0,
    ("cwced", "body"): 0.970,
    ("encodings", "charset"): 1.0,
    ("govcn_policy", "charset"): 1.0,
    ("govcn_policy", "title"): 1.0,
    ("govcn_policy", "date"): 1.0,
    ("govcn_policy", "body"): 0.990,
    ("magic_html_zh", "charset"): 1.0,
    ("magic_html_zh", "body"): 0.988,
    ("small_zh", "charset"): 1.0,
    ("small_zh", "title"): 1.0,
    ("small_zh", "date"): 1.0,
}


def read_lines(path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (EVAL / path).read_text(encoding="utf-8").splitlines() if line.strip()]


def read_pages() -> Iterator[dict[str, Any]]:
    for entry in read_lines("pages/input.jsonl"):
        body = (EVAL / "pages" / entry["path"]).read_bytes()
        url = entry.get("url") or ""
        try:
            page = read_page(RawPage(site="eval", url=url, link_url=url, body=body, fetched_at=FETCHED), None)
        except XunshiError as error:
            yield {"ref": entry["id"], "charset": error.charset, "error": str(error)}
        else:
            yield {
                "ref": entry["id"],
                "charset": page.charset,
                "title": page.title,
                "published_at": page.published_at,
                "text": page.text,
            }


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    read = tmp_path_factory.mktemp("scores") / "read.jsonl"
    read.write_text("".join(json.dumps(page, ensure_ascii=False) + "\n" for page in read_pages()), encoding="utf-8")
    scorer, index = EVAL / "score_pages.py", EVAL / "pages" / "index.jsonl"
    printed = subprocess.run([sys.executable, scorer, index, read, "--json"], capture_output=True, check=True).stdout
    result: dict[str, Any] = json.loads(printed)
    return result


@pytest.mark.parametrize("path", DIGESTS)
def test_the_labels_are_those_the_floors_were_measured_on(path: str) -> None:
    assert hashlib.sha256((EVAL / path).read_bytes()).hexdigest() == DIGESTS[path]


@pytest.mark.parametrize(("name", "what"), FLOORS, ids=lambda value: value)
def test_a_score_on_saved_pages_keeps_its_floor(scores: dict[str, Any], name: str, what: str) -> None:
    score = scores[name][what]
    reached = score["f1"] if what == "body" else score[0] / score[1]
    assert reached >= FLOORS[name, what]


def test_no_page_loses_its_text(scores: dict[str, Any]) -> None:
    assert sum(row["body"]["under_half"] for row in scores.values() if "body" in row) == 0


@pytest.mark.parametrize("field", ["title", "published_at", "source"])
@pytest.mark.parametrize("name", ["seeds", "d1"])
def test_a_text_gives_the_labelled_value(name: str, field: str) -> None:
    flatten = load_scorer("score").flatten
    gold = {label["id"]: label for label in read_lines(f"notices/{name}.gold.jsonl")}
    wrong = []
    for entry in read_lines(f"notices/{name}.docs.jsonl"):
        page = read_plain(entry["text"], site="eval", url=entry.get("url") or "", fetched_at=FETCHED)
        if flatten({field: getattr(page, field)})[field] != flatten(gold[entry["id"]])[field]:
            wrong.append(entry["id"])
    assert wrong == []
