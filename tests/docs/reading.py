"""Reads Markdown as far as the tests of the documents need it: tables, code blocks, links, headings, commands."""

import argparse
import importlib
import pkgutil
import re
import shlex
from pathlib import Path

from scrapy.settings import Settings

import crawler.commands
from crawler.model.config import ROOT

READMES = ("README.md", "README.zh-CN.md")
DOCUMENTS = (*READMES, *sorted(str(path.relative_to(ROOT)) for path in (ROOT / "docs").glob("*.md")))
_CELL = re.compile(r"(?<!\\)\|")
_COMMAND = re.compile(r"\bscrapy ([a-z]+)\b([^`#\n|)&>;]*)")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def read_tables(text: str) -> list[list[list[str]]]:
    """Every table as rows of cells, the header first."""
    tables: list[list[list[str]]] = []
    before = ""
    for line in text.splitlines():
        if line.startswith("|"):
            if not before.startswith("|"):
                tables.append([])
            cells = [cell.strip() for cell in _CELL.split(line)[1:-1]]
            if not set("".join(cells)) <= set("-: "):
                tables[-1].append(cells)
        before = line
    return tables


def find_table(text: str, first_cell: str) -> list[list[str]]:
    """The rows (without header) of the one table that has a row beginning with `first_cell`."""
    found = [table for table in read_tables(text) if any(row[0] == first_cell for row in table)]
    assert len(found) == 1, f"{len(found)} tables have a row that begins with {first_cell!r}"
    return found[0][1:]


def read_blocks(text: str, language: str) -> list[str]:
    """The fenced code blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def list_links(text: str) -> list[str]:
    """The targets of links that lead into the project."""
    return [target for target in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in target]


def list_anchors(text: str) -> set[str]:
    """The anchors of its headings."""
    headings = re.findall(r"^#{1,6} (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def list_commands(text: str) -> list[tuple[str, str]]:
    """Every `scrapy NAME` with the words after it."""
    return [(match[1], match[2].strip()) for match in _COMMAND.finditer(text)]


def known_commands() -> set[str]:
    names = [module.name for module in pkgutil.iter_modules(crawler.commands.__path__)]
    return {name for name in names if hasattr(importlib.import_module(f"crawler.commands.{name}"), "Command")}


def known_options(command: str) -> set[str]:
    """The options that a command takes."""
    made = importlib.import_module(f"crawler.commands.{command}").Command()
    made.settings = Settings()
    parser = argparse.ArgumentParser()
    made.add_options(parser)
    return {name for action in parser._actions for name in action.option_strings}


def list_options(words: str) -> set[str]:
    """The options among the words of a command."""
    return {word.split("=")[0] for word in shlex.split(words.replace("[", " ").replace("]", " ")) if word[:1] == "-"}


def list_targets() -> set[str]:
    """The targets of the Makefile."""
    return set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))


def exists(path: str, beside: str) -> bool:
    return (ROOT / Path(beside).parent / path).resolve().exists()
