"""Checks of single values of a seed: each gives None, or the reason in one line."""

import ipaddress
import re
from urllib.parse import urlsplit

from cssselect import SelectorError
from parsel.csstranslator import HTMLTranslator

_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_NUMBER = re.compile(r"(0x[0-9a-f]+|[0-9]+)(\.(0x[0-9a-f]+|[0-9]+)){0,3}\.?")
_NESTED_REPEAT = re.compile(r"[+*}]\)[+*{]")

PRIVATE_NAMES = ("localhost", "local", "localdomain", "internal", "intranet", "lan", "home", "corp", "arpa", "onion")
"""Last labels of names that never are public web sites (RFC 6761, RFC 6762, RFC 8375, ICANN's private-use list)."""


def split_host(url: str) -> str | None:
    """The host name of an address in lower case, or None when it has none or is malformed."""
    try:
        return urlsplit(url).hostname or None
    except ValueError:
        return None


def check_host(host: str) -> str | None:
    """Why a name can be no site's host: numbers (every spelling of an IP address), private or malformed names."""
    name = host.strip("[]")
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        if _NUMBER.fullmatch(name):
            return f"{host} is an address by number: give the host name"
    else:
        kind = "an" if address.is_global else "a private or loopback"
        return f"{host} is {kind} address by number: give the public host name"
    labels = host.split(".")
    if host != host.lower() or len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        return f"{host!r} is no host name in lower case"
    if len(labels) < 2 or labels[-1] in PRIVATE_NAMES:
        return f"{host} is a private or loopback name: give a public host name"
    return None


def check_url(url: str) -> str | None:
    """Why an address can be no listing's: only plain http and https addresses of public names are crawled."""
    if len(url) > 2_000 or any(character.isspace() or ord(character) < 32 for character in url):
        return "is no address: blanks, control characters or more than 2,000 characters"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        return f"{url} is no address: {error}"
    if parts.scheme not in ("http", "https"):
        return f"{url} is no http or https address"
    if not parts.hostname:
        return f"{url} names no host"
    if parts.username is not None or parts.password is not None:
        return f"{url} holds a user name: leave it out"
    if port == 0:
        return f"{url} is no address: port 0"
    return check_host(parts.hostname)


def check_css(selector: str) -> str | None:
    """Why a CSS selector cannot be used (`::text` and `::attr(x)` are understood)."""
    try:
        HTMLTranslator().css_to_xpath(selector)
    except (SelectorError, ValueError) as error:
        return f"bad CSS selector: {' '.join(str(error).split())}"
    return None


def check_regex(pattern: str) -> str | None:
    """Why a regular expression cannot be used: bad syntax, or a repeat of a repeat (never ends on some inputs)."""
    if len(pattern) > 300:
        return "longer than 300 characters"
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return f"bad regular expression: {error}"
    if _NESTED_REPEAT.search(pattern):
        return "a repeat of a repeat, such as (a+)+: takes for ever on some addresses"
    return None
