"""`scrapy release FOLDER`: the whole data as a frozen package that can be cited."""

import argparse
from contextlib import closing
from pathlib import Path
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand

from crawler import VERSION
from crawler.commands.console import SeededCommand, find_store
from crawler.model.outcomes import ConfigError


class Command(SeededCommand, ScrapyCommand):
    """Writes the package; what else lies in the folder is left alone."""

    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        """What follows the command's name."""
        return "FOLDER"

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return "Write a data package that can be cited: tables, codebooks, checksums"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Writes the files; `self.exitcode` 0, 20 or 21."""
        self.exitcode = self.guard(lambda: self.release(args))

    def release(self, args: list[str]) -> int:
        """The package. Raises ConfigError, StorageError."""
        if len(args) != 1 or not args[0]:
            raise ConfigError("release takes the folder to write: scrapy release FOLDER")
        from crawler.exports.releasing import write_release

        with closing(find_store(self.config)) as store:
            written = write_release(store, Path(args[0]), VERSION, self.seeds.names)
        self.say(f"{args[0]}: {len(written)} files; check them with sha256sum -c SHA256SUMS")
        return 0
