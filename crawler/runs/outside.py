"""What `scrapy crawl` and its kin say where Scrapy finds no project: the folder to change into.

Scrapy reads these through the entry points of pyproject.toml; in the folder its own commands take their place.
"""

import argparse
import shlex
import sys
from pathlib import Path
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand

from crawler.model.config import ROOT


class OutsideCommand(ScrapyCommand):
    """Any command of this project, typed outside its folder."""

    requires_project = False
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return f"Works in {ROOT}"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Prints what to type; ends 2."""
        sys.stderr.write(f"no project in {Path.cwd()}: cd {shlex.quote(str(ROOT))} and type it there\n")
        self.exitcode = 2
