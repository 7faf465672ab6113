"""`scrapy correct ID FIELD VALUE --why TEXT`: puts a value right, for good."""

import argparse
import getpass
from contextlib import closing
from datetime import UTC, datetime
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand

from crawler.commands.console import ProjectCommand, add_author, find_notice, find_store, read_reason
from crawler.model.corrections import Correction, read_value
from crawler.model.outcomes import ConfigError
from crawler.model.publication import notice_to_json
from crawler.model.times import find_day


class Command(ProjectCommand, ScrapyCommand):
    """The value is shown with author, day and reason in every form, and survives reading the page again."""

    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        """What follows the command's name."""
        return "ID FIELD VALUE --why TEXT [--by NAME] | ID FIELD --undo"

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return "Put a value of a notice right; it is shown with who did so, when and why"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The options of CONTRACT.md."""
        super().add_options(parser)
        add_author(parser)
        parser.add_argument("--undo", action="store_true", help="take the correction of the field back")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Corrects; `self.exitcode` 0, 20 or 21."""
        self.exitcode = self.guard(lambda: self.correct(args, opts))

    def correct(self, args: list[str], opts: argparse.Namespace) -> int:
        """One value. Raises ConfigError, StorageError."""
        if len(args) != (2 if opts.undo else 3):
            raise ConfigError("correct takes a notice, a field and a value: scrapy correct ID FIELD VALUE --why TEXT")
        now = datetime.now(UTC)
        ident, path = args[:2]
        with closing(find_store(self.config)) as store:
            notice = find_notice(store, ident)
            if opts.undo:
                if not store.undo_correction(notice.id, path, now):
                    raise ConfigError(f"{notice.id}: {path} was not corrected")
                self.say(f"{notice.id}: {path} is again as it was read")
                return 0
            published = notice_to_json(notice)
            correction = Correction(
                notice_id=notice.id,
                field=path,
                value=read_value(published, path, args[2]),
                why=read_reason(opts.why),
                by=read_reason(opts.by or getpass.getuser(), "--by"),
                day=find_day(now).isoformat(),
                content_hash=notice.page.content_hash,
            )
            store.correct(correction, now)
        self.say(f"{notice.id}: {path} is now {args[2]}; scrapy correct {notice.id} {path} --undo takes it back")
        return 0
