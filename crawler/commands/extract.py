"""`scrapy extract`: reads saved pages offline, through the same code as the crawl."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand

from crawler.commands.console import SeededCommand
from crawler.model.outcomes import ConfigError, StorageError

if TYPE_CHECKING:
    from crawler.runs.saved_pages import SavedPage


class Command(SeededCommand, ScrapyCommand):
    """Prints one notice a line, in order; every page gives a line."""

    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        """The usage line."""
        return "[--input DOCS.jsonl] [--output OUT.jsonl] [--explain] [PATH ...]"

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return "Read saved pages (HTML or text files, or a JSON Lines file) without the network"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The options of CONTRACT.md."""
        super().add_options(parser)
        parser.add_argument("--input", metavar="DOCS", help="JSON Lines: id and one of text, html, path")
        parser.add_argument("--output", metavar="OUT", help="write here instead of standard output")
        parser.add_argument("--explain", action="store_true", help="show each value with the words that prove it")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Reads all pages; `self.exitcode` 0, 15 or 21."""
        self.exitcode = self.guard(lambda: self.extract(args, opts))

    def extract(self, paths: list[str], opts: argparse.Namespace) -> int:
        """Prints a line a page. Raises ConfigError when the input is missing or a line is no JSON object."""
        if not paths and not opts.input:
            raise ConfigError("nothing to read: name files, or --input DOCS.jsonl")
        from crawler.runs.saved_pages import read_saved

        unreadable = 0
        with ExitStack() as held:
            documents = self.find_documents(paths, opts.input)
            out = held.enter_context(_open_output(opts.output)) if opts.output else sys.stdout
            for document in documents:
                found = read_saved(document, list(self.seeds.sites.values()), datetime.now(UTC))
                unreadable += "error" in found
                text = self.explain(found) if opts.explain else json.dumps(found, ensure_ascii=False)
                out.write(text + "\n")
        return 15 if unreadable else 0

    def explain(self, found: dict[str, Any]) -> str:
        """The notice for a person's eye, and what was dropped because it fails the shape check of its type."""
        from crawler.extraction.fields.dropped import list_dropped
        from crawler.extraction.text.document import Document
        from crawler.model.explanation import explain_notice

        dropped = list_dropped(Document(title="", text=found.get("text") or ""))
        doubts = [] if "error" in found else self.list_doubts(found)
        lines = [f"    {field:28} {value.value}   <{value.rule}>" for field, value in dropped]
        parts = [explain_notice(found), *(["  doubts:", *doubts] if doubts else [])]
        return "\n".join([*parts, *(["  dropped:", *lines] if lines else [])])

    def list_doubts(self, found: dict[str, Any]) -> list[str]:
        """What is not certain, a line a value, with the reasons."""
        from crawler.extraction.weighing import list_doubts
        from crawler.model.publication import notice_from_json

        notice = notice_from_json(found)
        doubts = list_doubts(notice.facts, notice.page)
        return [f"    {doubt.field}  {doubt.confidence}: {'; '.join(doubt.reasons)}" for doubt in doubts]

    def find_documents(self, paths: list[str], source: str | None) -> list["SavedPage"]:
        """All documents, checked before the first is read."""
        from crawler.runs.saved_pages import SavedPage

        documents = list(read_lines(Path(source))) if source else []
        for name in paths:
            path = Path(name)
            if not path.is_file():
                raise ConfigError(f"{name}: no such file")
            documents.append(SavedPage(ref=name, body=path.read_bytes()))
        return documents


def _open_output(name: str) -> IO[str]:
    try:
        return Path(name).open("w", encoding="utf-8")
    except OSError as error:
        raise StorageError(f"--output {name}: cannot be written: {error.strerror or error}") from error


def read_lines(source: Path) -> Iterator["SavedPage"]:
    """The documents of a JSON Lines file. Raises ConfigError for a line that is none."""
    try:
        lines = source.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise ConfigError(f"--input {source}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"--input {source}: not UTF-8 at byte {error.start}") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _read_line(source, number, line)


def _read_line(source: Path, number: int, line: str) -> "SavedPage":
    from crawler.runs.saved_pages import SavedPage

    where = f"--input {source}, line {number}"
    try:
        row = json.loads(line)
    except ValueError as error:
        raise ConfigError(f"{where}: no JSON: {error}") from error
    if not isinstance(row, dict) or not isinstance(row.get("id"), str):
        raise ConfigError(f"{where}: needs an object with a string `id`")
    given = [key for key in ("text", "html", "path") if isinstance(row.get(key), str)]
    if len(given) != 1:
        raise ConfigError(f"{where}: needs exactly one of text, html, path as a string")
    for key in ("url", "content_type", "fetched_at"):
        if not isinstance(row.get(key), (str, type(None))):
            raise ConfigError(f"{where}: {key} must be a string")
    return SavedPage(
        ref=row["id"],
        text=row.get("text"),
        body=_read_body(row, source, where),
        url=row.get("url"),
        content_type="text/html; charset=utf-8" if given == ["html"] else row.get("content_type"),
        fetched_at=_read_time(row.get("fetched_at"), where),
    )


def _read_body(row: dict[str, str], source: Path, where: str) -> bytes | None:
    if isinstance(row.get("html"), str):
        return row["html"].encode("utf-8", "surrogatepass")
    if not isinstance(row.get("path"), str):
        return None
    try:
        return (source.parent / row["path"]).read_bytes()
    except (OSError, ValueError) as error:
        raise ConfigError(f"{where}: path {row['path']!r}: {error}") from error


def _read_time(value: str | None, where: str) -> datetime | None:
    if not value:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise ConfigError(f"{where}: fetched_at {value[:40]!r} is no ISO time") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
