"""What a request that failed means, as an outcome and a sentence."""

from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.decoding.challenge import find_challenge
from crawler.decoding.charset import decode_bytes
from crawler.outcomes import Outcome, XunshiError
from crawler.transport import RefusedAddressError, RobotsRefusalError


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
    if isinstance(error, IgnoreRequest):
        return Outcome.DEADLINE, str(error) or "not asked for"
    if failure.frames and any("decod" in str(frame[1]) for frame in failure.frames):
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
