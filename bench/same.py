"""What a change of the code changes in what is read: `python -m bench.same --save FILE`, later `--against FILE`.

`--save` writes the values read from every text the developers have (labelled sets and cases). `--against` reads all
again and prints each value that is gone (-) or new (+), marked `=` where the labels say that the change is right, `!`
where they say that it is wrong; ends 1 when a value was lost that the labels have.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

from bench.evaluation import EVAL, MISSING, load_scorer
from bench.scoring import FOLDERS, READ_AT, Row
from crawler.model.config import SEEDS
from crawler.runs.saved_pages import SavedPage, read_saved
from crawler.sites.seeds import load_seeds

Values = dict[str, dict[str, list[str]]]
"""The comparable values of each text by field, the kind among them."""


def read_all(scorer: ModuleType) -> Values:
    """The values read from every text, as score.py compares them."""
    sites = list(load_seeds(SEEDS).sites.values())
    found: Values = {}
    for row in _load_rows("docs"):
        notice = read_saved(SavedPage(ref=row["id"], text=row["text"], url=row.get("url")), sites, READ_AT)
        found[row["id"]] = _flatten(scorer, notice)
    return found


def read_labels(scorer: ModuleType) -> Values:
    """The right values of every labelled text."""
    return {row["id"]: _flatten(scorer, row) for row in _load_rows("gold")}


def _load_rows(part: str) -> list[Row]:
    paths = [folder / f"{name}.{part}.jsonl" for name, folder in FOLDERS.items()]
    paths += [EVAL / "cases.jsonl"] if part == "docs" else []
    lines = (line for path in paths if path.is_file() for line in path.read_text("utf-8").splitlines())
    return [json.loads(line) for line in lines if line.strip()]


def _flatten(scorer: ModuleType, row: Row) -> dict[str, list[str]]:
    values = {field: sorted(map(str, found)) for field, found in scorer.flatten(row).items()}
    return {"kind": [str(row.get("kind"))], **values}


def compare(before: Values, after: Values, labels: Values) -> tuple[list[str], Counter[str]]:
    """A line for each text and field that differs; how many changes are right (=), wrong (!) or not labelled (?)."""
    lines, marks = [], Counter[str]()
    for ident, fields in after.items():
        for field, now in fields.items():
            then = before.get(ident, {}).get(field, [])
            shown = []
            for sign, values in (("-", set(then) - set(now)), ("+", set(now) - set(then))):
                for value in sorted(values):
                    right = labels.get(ident, {}).get(field)
                    mark = "?" if right is None else "=" if (value in right) == (sign == "+") else "!"
                    marks[mark] += 1
                    shown.append(f"{mark}{sign}{value}")
            if shown:
                lines.append(f"{ident}\t{field}\t{'  '.join(shown)}")
    return lines, marks


def main(words: list[str]) -> int:
    """0 when nothing that the labels have was lost, else 1."""
    parser = argparse.ArgumentParser(prog="python -m bench.same", description=__doc__.splitlines()[0])
    how = parser.add_mutually_exclusive_group(required=True)
    how.add_argument("--save", type=Path, metavar="FILE", help="write the values read now")
    how.add_argument("--against", type=Path, metavar="FILE", help="compare with values written before")
    args = parser.parse_args(words)
    if MISSING:
        parser.error(MISSING)
    scorer = load_scorer()
    after = read_all(scorer)
    if args.save:
        args.save.write_text(json.dumps(after, ensure_ascii=False), encoding="utf-8")
        return 0
    before: Values = json.loads(args.against.read_text("utf-8"))
    if before.keys() != after.keys():
        parser.error(f"{args.against}: {len(before)} texts, {len(after)} here: save it from the same texts first")
    lines, marks = compare(before, after, read_labels(scorer))
    print("\n".join(lines))
    print(f"{len(lines)} fields differ: {marks['=']} changes right, {marks['!']} wrong, {marks['?']} not labelled")
    return 1 if marks["!"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
