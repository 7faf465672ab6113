"""A release: the whole data as a frozen package that can be cited. Two of one store are equal byte for byte.

CSV and Parquet tables, both codebooks, datapackage.json (Data Package of Frictionless), SHA256SUMS, CITATION.cff, and a
README that says which code wrote it from what.
"""

import csv
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crawler.exports.about import LICENCE, LICENCE_ADDRESS, SOURCE, SOURCE_CHINESE, About
from crawler.exports.descriptions import render_all
from crawler.exports.files import draft_files, explain_errors, put_in_place
from crawler.exports.formats import write_published
from crawler.exports.recorded import Records
from crawler.exports.sheet import write_sheet
from crawler.inspections.rounds import measure_coverage
from crawler.inspections.sheets import COVERAGE, print_coverage
from crawler.model.extras import require_extra
from crawler.model.fields.record import SCHEMA_VERSION
from crawler.model.filter import Filter
from crawler.model.items import PUBLISHED_KINDS
from crawler.model.times import print_time

if TYPE_CHECKING:
    from crawler.store import Store

TABLES: Mapping[str, tuple[str, str, bool]] = {
    "notices.csv": ("csv", "One row a notice.", True),
    "notices.parquet": ("parquet", "One row a notice, lists and objects nested.", True),
    "pairs.csv": ("pairs", "One row a team and the unit it inspects.", True),
    "people.csv": ("people", "One row a person in a notice.", True),
    "units.csv": ("units", "One row an inspected unit.", True),
    "inspections.csv": ("inspections", "One row an inspection.", False),
    "inspections.parquet": ("inspections", "One row an inspection.", False),
    "panel-units.csv": ("panel-units", "One row a unit and month.", False),
    "panel-provinces.csv": ("panel-provinces", "One row a province and month.", False),
}
"""Its tables: the format that writes each, what it holds, and whether only published kinds go into it."""

_COVERAGE = "coverage.csv"
_BOOKS = ("codebook.md", "codebook.zh.md")


@dataclass(frozen=True, slots=True)
class Origin:
    """What a release was written from: notices, the first and the last moment any was seen, generation of the store."""

    notices: int
    first_seen: str | None
    last_seen: str | None
    generation: int


def write_release(store: "Store", folder: Path, version: str, site_names: Mapping[str, str]) -> list[Path]:
    """Write the package into a folder; gives its files.

    Raises ConfigError where the extra `formats` is missing, StorageError where a file cannot be written.
    """
    require_extra("formats", "a release")
    span = _measure(store)
    about = About(generation=span.generation, site_names=site_names)
    published, everything = store.list_matching_ids(Filter(kinds=PUBLISHED_KINDS)), store.list_matching_ids(Filter())
    contents: dict[str, bytes] = {}
    for name, (format_, _, only_published) in TABLES.items():
        stream = io.BytesIO()
        records = Records(store)
        told = replace(about, parquet=name.endswith(".parquet"), **records.ask())
        write_published(records.list(published if only_published else everything), stream, format_, told)
        contents[name] = stream.getvalue()
    rounds = measure_coverage(store.list_notices(kinds=None))
    contents[_COVERAGE] = write_sheet(COVERAGE, map(print_coverage, rounds), span.generation)
    books = {path.name: text.encode() for path, text in render_all().items()}
    contents |= {name: books[name] for name in _BOOKS}
    contents["datapackage.json"] = _print_json(_describe_package(contents, version, span))
    contents["CITATION.cff"] = _cite(version, span).encode()
    contents["README.md"] = _introduce(contents, version, span).encode()
    sums = "".join(f"{hashlib.sha256(contents[name]).hexdigest()}  {name}\n" for name in sorted(contents))
    contents["SHA256SUMS"] = sums.encode()
    with explain_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with draft_files([folder / name for name in contents]) as drafts:
            for path, draft in drafts.items():
                draft.write_bytes(contents[path.name])
            put_in_place(drafts)
    return [folder / name for name in sorted(contents)]


def _measure(store: "Store") -> Origin:
    seen = sorted(print_time(notice.first_seen) for notice in store.list_notices(kinds=None))
    generation = store.read_generations().generation
    return Origin(len(seen), seen[0] if seen else None, seen[-1] if seen else None, generation)


def _describe_package(contents: Mapping[str, bytes], version: str, span: Origin) -> dict[str, Any]:
    """The Data Package descriptor (https://datapackage.org/standard/data-package/)."""
    told = {name: text for name, (_, text, _) in TABLES.items()} | {_COVERAGE: "One row a committee and round."}
    return {
        "name": "xunshi",
        "title": "Inspections of the discipline commissions of China, from their public notices",
        "version": version,
        "licenses": [{"name": LICENCE, "path": LICENCE_ADDRESS}],
        "sources": [{"title": SOURCE}],
        "schema_version": SCHEMA_VERSION,
        "generation": span.generation,
        "notices": span.notices,
        "seen": {"first": span.first_seen, "last": span.last_seen},
        "resources": [_describe_resource(name, contents[name], text) for name, text in told.items()],
    }


def _describe_resource(name: str, content: bytes, description: str) -> dict[str, Any]:
    resource: dict[str, Any] = {
        "name": name.replace(".", "-"),
        "path": name,
        "description": description,
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }
    if name.endswith(".csv"):
        fields = [{"name": column, "type": "string"} for column in _read_head(content)]
        return {
            **resource,
            "type": "table",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8-sig",
            "schema": {"fields": fields},
        }
    return {**resource, "type": "file", "mediatype": "application/vnd.apache.parquet"}


def _read_head(content: bytes) -> Sequence[str]:
    return next(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def _cite(version: str, span: Origin) -> str:
    day = (span.last_seen or "1970-01-01")[:10]
    return (
        "cff-version: 1.2.0\n"
        "message: If you use this data, please cite it as below.\n"
        "type: dataset\n"
        "title: Inspections of the discipline commissions of China, from their public notices\n"
        "authors:\n  - name: xunshi\n"
        f'version: "{version}-{span.generation}"\n'
        f"date-released: {day}\n"
        f"license: {LICENCE}\n"
    )


def _introduce(contents: Mapping[str, bytes], version: str, span: Origin) -> str:
    rows = "".join(
        f"| `{name}` | {len(contents[name]):,} |\n" for name in contents if name.endswith((".csv", ".parquet"))
    )
    return (
        f"# xunshi, release {version}-{span.generation}\n\n"
        f"{span.notices} notices, first seen {span.first_seen or 'never'} to {span.last_seen or 'never'}. Written by "
        f"xunshi {version} from generation {span.generation} of its store; schema {SCHEMA_VERSION}.\n\n"
        f"Licence {LICENCE} ({LICENCE_ADDRESS}). {SOURCE}.\n\n"
        f"{SOURCE_CHINESE}。\n\n"
        f"| file | bytes |\n|---|---|\n{rows}\n"
        "Variables: codebook.md, codebook.zh.md. Checksums: `sha256sum -c SHA256SUMS`.\n"
    )


def _print_json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
