"""What a request that failed means, as an outcome and a sentence."""

from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.decoding.challenge import find_challenge
from crawler.decoding.charset import decode_bytes
from crawler.model.outcomes import Outcome, XunshiError
from crawler.network.limits import BudgetSpentError, RefusedAddressError, RobotsRefusalError

_READING = ("decod", "httpcompression")
"""Parts of the names of files in which an answer that came is unpacked or read."""
GONE = frozenset({404, 410})
"""Statuses that say an article is not there (RFC 9110)."""


def name_failure(failure: Failure) -> tuple[Outcome, str]:
    """The outcome and reason of a failed request."""
    error = failure.value
    if isinstance(error, HttpError):
        return name_status(error.response.status, error.response.body)
    if isinstance(error, XunshiError):
        return error.outcome, str(error)
    if isinstance(error, RobotsRefusalError):
        unreachable = "unreachable" in str(error)
        return (Outcome.UNREACHABLE if unreachable else Outcome.HTTP_ERROR), str(error)
    if isinstance(error, RefusedAddressError):
        return Outcome.DEGRADED, str(error)
    if isinstance(error, DownloadCancelledError):
        return Outcome.DEGRADED, "answer larger than 16 MiB: cut off"
    if isinstance(error, BudgetSpentError):
        return Outcome.DEADLINE, str(error)
    if isinstance(error, IgnoreRequest):  # a compressed body beyond the limit, a circle of redirects
        return Outcome.DEGRADED, " ".join(str(error).split())[:200] or "not asked for"
    if any(word in str(frame[1]) for frame in failure.frames for word in _READING):
        return Outcome.DEGRADED, f"{type(error).__name__}: {error}"
    text = " ".join(str(error).split()) or type(error).__name__
    return Outcome.UNREACHABLE, f"no answer: {type(error).__name__}: {text[:200]}"


def name_status(status: int, body: bytes) -> tuple[Outcome, str]:
    """A status other than 200: a challenge is blocked, everything else an HTTP error."""
    try:
        html = decode_bytes(body, None).text
    except XunshiError:
        html = ""
    if challenge := find_challenge(html, status):
        return Outcome.BLOCKED, f"{challenge.system}: a challenge page (status {status})"
    return Outcome.HTTP_ERROR, f"status {status}"


def is_missing(failure: Failure) -> bool:
    """Whether the server says that nothing is there."""
    return isinstance(failure.value, HttpError) and failure.value.response.status in GONE


def is_lasting(failure: Failure, outcome: Outcome) -> bool:
    """Whether an article that failed so will hardly ever come: it is gone, or nothing that can be read."""
    return is_missing(failure) or outcome is Outcome.DEGRADED


def is_forbidden(failure: Failure) -> bool:
    """Whether robots.txt forbids the address (and could be read)."""
    return isinstance(failure.value, RobotsRefusalError) and failure.value.forbidden
