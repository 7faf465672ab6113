"""One-pattern inputs of the evaluation: nearly all read right, and not one guard against a naive rule is misread."""

import json
import re
import subprocess
import sys
from pathlib import Path

from bench.evaluation import EVAL
from bench.scoring import READ_AT
from crawler.model.config import SEEDS
from crawler.runs.saved_pages import SavedPage, read_saved
from crawler.sites.seeds import load_seeds

PASSED = 0.95
COUNTED = re.compile(r"cases (\d+) passed (\d+) guards (\d+) passed (\d+)")


def test_cases_and_guards_are_read_right(eval_folder: Path, tmp_path: Path) -> None:
    cases = eval_folder / "cases.jsonl"
    sites = list(load_seeds(SEEDS).sites.values())
    rows = [json.loads(line) for line in cases.read_text("utf-8").splitlines()]
    pages = [SavedPage(ref=row["id"], text=row["text"], url=row.get("url")) for row in rows]
    found = tmp_path / "found.jsonl"
    found.write_text(
        "".join(json.dumps(read_saved(page, sites, READ_AT), ensure_ascii=False) + "\n" for page in pages), "utf-8"
    )
    checked = subprocess.run(
        [sys.executable, str(EVAL / "check_cases.py"), str(cases), str(found), "--errors"],
        capture_output=True,
        text=True,
        check=True,
    )
    counted = COUNTED.search(checked.stdout)
    assert counted, checked.stdout + checked.stderr
    total, passed, guards, kept = map(int, counted.groups())
    assert total > 200
    assert passed >= PASSED * total, checked.stdout
    assert kept == guards, checked.stdout
