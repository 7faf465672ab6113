"""`scrapy serve`: a read-only web place on the store."""

import argparse
import re
from contextlib import closing
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand

from crawler.commands.console import SeededCommand, find_store
from crawler.model.extras import require_extra
from crawler.model.outcomes import ConfigError, StorageError


class Command(SeededCommand, ScrapyCommand):
    """Pages for people: search, notices with their proof, provinces, units, people, sites."""

    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return "Open a web place on the store: search, notices with the words that prove each value"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The options of CONTRACT.md."""
        super().add_options(parser)
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1: this machine only)")
        parser.add_argument("--port", default="8001", help="port to listen on (8001)")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Serves until it is interrupted; `self.exitcode` 0, 20 or 21."""
        self.exitcode = self.guard(lambda: self.serve(args, opts))

    def serve(self, args: list[str], opts: argparse.Namespace) -> int:
        """Serves. Raises ConfigError for bad options or a missing extra, StorageError."""
        if args:
            raise ConfigError(f"serve takes options only, not {args[0]!r}")
        port = read_port(opts.port)
        if not re.fullmatch(r"[0-9A-Za-z.:-]{1,255}", opts.host):
            raise ConfigError(f"--host {opts.host[:60]!r}: write an address or a host name")
        require_extra("web", "the web place")
        import uvicorn

        from crawler.web.app import Place, make_app, make_templates
        from crawler.web.finding import SearchIndex

        config = self.config
        with closing(find_store(config)) as store:
            index = SearchIndex(config.data_dir / "search.sqlite3")
            with closing(index):
                index.update(store)
                app = make_app(Place(store, config, self.seeds.sites, index, make_templates()))
                self.say(f"http://{opts.host}:{port}/ (stop with Ctrl-C)")
                try:
                    uvicorn.run(app, host=opts.host, port=port, log_level="warning", access_log=False)
                except SystemExit as error:
                    raise StorageError(f"{opts.host}:{port}: cannot be listened on: is it taken? try --port") from error
        return 0


def read_port(value: str) -> int:
    """A port to listen on. Raises ConfigError."""
    if not (value.isascii() and value.isdecimal() and len(value) < 6 and 0 < int(value) < 65536):
        raise ConfigError(f"--port {value[:40]!r}: write a number from 1 to 65535")
    return int(value)
