"""What a run can say: outcomes, their exit codes (CONTRACT.md), which is worst, and the errors that carry them."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """How a run of one site ended. `quiet`: the listing was read and proves that nothing is new; `resting`: it was not
    asked, because the site is to be left alone now.
    """

    NEW = "new"
    QUIET = "quiet"
    RESTING = "resting"
    LAYOUT_CHANGED = "layout-changed"
    STALE = "stale"
    BLOCKED = "blocked"
    HTTP_ERROR = "http-error"
    UNREACHABLE = "unreachable"
    DEGRADED = "degraded"
    STORAGE_ERROR = "storage-error"
    BAD_CONFIG = "bad-config"
    DEADLINE = "deadline"
    INTERRUPTED = "interrupted"
    BUSY = "busy"

    @property
    def exit_code(self) -> int:
        """The process exit code of CONTRACT.md."""
        return _EXIT_CODES[self]


_EXIT_CODES = {
    Outcome.RESTING: 0,
    Outcome.NEW: 0,
    Outcome.QUIET: 0,
    Outcome.LAYOUT_CHANGED: 10,
    Outcome.STALE: 11,
    Outcome.BLOCKED: 12,
    Outcome.HTTP_ERROR: 13,
    Outcome.UNREACHABLE: 14,
    Outcome.DEGRADED: 15,
    Outcome.STORAGE_ERROR: 20,
    Outcome.BAD_CONFIG: 21,
    Outcome.DEADLINE: 22,
    Outcome.INTERRUPTED: 23,
    Outcome.BUSY: 75,
}

WORST_FIRST = (
    Outcome.STORAGE_ERROR,
    Outcome.BAD_CONFIG,
    Outcome.DEGRADED,
    Outcome.LAYOUT_CHANGED,
    Outcome.BLOCKED,
    Outcome.STALE,
    Outcome.UNREACHABLE,
    Outcome.HTTP_ERROR,
    Outcome.INTERRUPTED,
    Outcome.DEADLINE,
    Outcome.BUSY,
    Outcome.RESTING,
    Outcome.NEW,
    Outcome.QUIET,
)
"""The order in which `crawlall` picks its exit code (CONTRACT.md); a run of one site picks by the same."""


def find_worst(outcomes: list[Outcome]) -> Outcome:
    """The worst of some outcomes; QUIET for none."""
    return min(outcomes, key=WORST_FIRST.index, default=Outcome.QUIET)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that went wrong with one page or listing: counted, reported, and part of the outcome."""

    url: str
    stage: str
    reason: str
    outcome: Outcome


class XunshiError(Exception):
    """An error with the outcome it means; its message is one line for the person who must act.

    `charset` is that of the page in question, where its bytes were read before the error.
    """

    outcome = Outcome.DEGRADED
    charset: str | None = None


class ConfigError(XunshiError):
    """A seed, setting, argument or the store itself is wrong (exit code 21)."""

    outcome = Outcome.BAD_CONFIG


class StorageError(XunshiError):
    """Store, archive or feed could not be written (exit code 20)."""

    outcome = Outcome.STORAGE_ERROR


class UnreadablePageError(XunshiError):
    """A page that cannot be decoded or read (exit code 15)."""

    outcome = Outcome.DEGRADED


class EmptyPageError(UnreadablePageError):
    """A page without an article: an empty shell, a page that only redirects, a list of links (exit code 15)."""


class MissingPageError(UnreadablePageError):
    """A page that says the article does not exist, whatever its status (soft 404; exit code 15)."""


class BlockedPageError(XunshiError):
    """A challenge, login or captcha page came instead (exit code 12)."""

    outcome = Outcome.BLOCKED
