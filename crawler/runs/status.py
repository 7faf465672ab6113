"""How the sites are, for eyes and machines: status.json, status.html and metrics.prom in the data folder.

Each run renews the rows of its own sites and leaves the others; a file that would not change is not written.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from crawler.model.config import Config

FILES = ("status.json", "status.html", "metrics.prom")
_LOCK_SECONDS = 10
_GOOD = frozenset({"new", "quiet", "resting"})


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRow:
    """A site after its last run; `finished` as the contract prints moments."""

    name: str
    outcome: str
    exit_code: int
    finished: str
    newest: str | None
    pending: int
    unread: int
    new: int
    requests: int
    median_minutes: int | None


def make_row(report: Mapping[str, Any], name: str) -> StatusRow:
    """The row of a run's report."""
    newest = [listing["newest"] for listing in report["listings"] if listing["newest"]]
    latency = report["latency"]
    return StatusRow(
        name=name,
        outcome=report["outcome"],
        exit_code=report["exit_code"],
        finished=report["finished"],
        newest=max(newest, default=None),
        pending=report["pending"],
        unread=len(report["unread"]),
        new=report["new"],
        requests=report["requests"],
        median_minutes=latency["median_minutes"] if latency else None,
    )


def update_status(config: Config, rows: Mapping[str, StatusRow]) -> str | None:
    """Renews the rows of some sites; gives what went wrong, in words."""
    folder = config.data_dir
    try:
        with FileLock(folder / ".status.lock", timeout=_LOCK_SECONDS):
            known = _read(folder / FILES[0])
            told = {**known, **{site: asdict(row) for site, row in rows.items()}}
            told = dict(sorted(told.items()))
            for name, text in zip(FILES, (print_json(told), print_page(told), print_metrics(told)), strict=True):
                _write(folder / name, text)
    except (OSError, Timeout) as error:
        return f"{folder}: status not written: {error}"
    return None


def _read(path: Path) -> dict[str, dict[str, Any]]:
    try:
        sites: dict[str, dict[str, Any]] = json.loads(path.read_text("utf-8"))["sites"]
        return {site: row for site, row in sites.items() if set(row) == set(StatusRow.__dataclass_fields__)}
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _write(path: Path, text: str) -> None:
    if path.exists() and path.read_text("utf-8") == text:
        return
    draft = path.with_name(f".{path.name}.tmp")
    draft.write_text(text, "utf-8")
    draft.replace(path)


def print_json(sites: Mapping[str, Mapping[str, Any]]) -> str:
    """The rows as JSON."""
    bad = [site for site, row in sites.items() if row["outcome"] not in _GOOD]
    return json.dumps({"ok": not bad, "bad": bad, "sites": sites}, ensure_ascii=False, indent=1) + "\n"


def print_page(sites: Mapping[str, Mapping[str, Any]]) -> str:
    """The rows as a page without a script, those in trouble first."""
    ordered = sorted(sites.items(), key=lambda each: (each[1]["outcome"] in _GOOD, each[0]))
    head = (
        "站点 Site",
        "结果 Outcome",
        "上次 Finished",
        "最新 Newest",
        "待抓取 Pending",
        "未读 Unread",
        "用时 Latency",
    )
    cells = [
        (
            f"{row['name']} ({site})",
            row["outcome"],
            row["finished"][:16].replace("T", " "),
            row["newest"] or "",
            row["pending"],
            row["unread"],
            "" if row["median_minutes"] is None else f"{row['median_minutes']} min",
        )
        for site, row in ordered
    ]
    rows = "".join("<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>\n" for row in cells)
    bad = sum(row["outcome"] not in _GOOD for row in sites.values())
    said = f"{bad} 个站点异常 in trouble" if bad else "全部正常 all well"
    heading = "".join(f"<th>{escape(name)}</th>" for name in head)
    return (
        '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><title>xunshi</title><style>'
        "body{font:16px/1.5 sans-serif;margin:1rem}table{border-collapse:collapse;display:block;overflow-x:auto}"
        "td,th{text-align:left;padding:.2rem .6rem;border-bottom:1px solid #ccc}</style></head>\n"
        f"<body><h1>{said}</h1><p>{len(sites)} 个站点 sites</p>\n<table><tr>{heading}</tr>\n{rows}</table>\n"
        "</body></html>\n"
    )


_METRICS = (
    ("xunshi_exit_code", "exit_code", "Exit code of the site's last run."),
    ("xunshi_pending", "pending", "Links seen and not committed."),
    ("xunshi_unread", "unread", "Pages that could not be read."),
    ("xunshi_new", "new", "New notices of the last run."),
    ("xunshi_requests", "requests", "Requests of the last run."),
)


def print_metrics(sites: Mapping[str, Mapping[str, Any]]) -> str:
    """The rows as Prometheus reads them (text format 0.0.4)."""
    lines = []
    for metric, key, about in _METRICS:
        lines += [f"# HELP {metric} {about}", f"# TYPE {metric} gauge"]
        lines += [f'{metric}{{site="{site}"}} {row[key]}' for site, row in sites.items()]
    return "\n".join(lines) + "\n"
