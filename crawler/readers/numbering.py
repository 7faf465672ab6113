"""How sites number the pages of a listing: pure rules from the present page's address to the next one's."""

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

_FILE = re.compile(r"(?P<stem>[^/?#]*?)(?:_(?P<number>\d{1,6}))?\.(?P<ext>[a-z]{2,5})$", re.IGNORECASE)


def split_file(url: str) -> tuple[str, int | None, str | None]:
    """The file name of an address as stem, page number and extension: `list_15_2.html` is (`list_15`, 2, `html`);
    a folder is (``, None, None).
    """
    name = urlsplit(url).path.rpartition("/")[2]
    found = _FILE.fullmatch(name)
    if found is None:
        return name, None, None
    return found["stem"], int(found["number"]) if found["number"] else None, found["ext"]


def read_suffix(url: str, stem: str, ext: str) -> int | None:
    """The number that follows a stem in an address (`index_3.html` with `index`: 3); None on the unnumbered page."""
    name = urlsplit(url).path.rpartition("/")[2]
    found = re.fullmatch(rf"{re.escape(stem)}_(\d{{1,6}})\.{re.escape(ext)}", name)
    return int(found[1]) if found else None


def after_suffix(url: str, stem: str, ext: str, total: int, *, first: int, current: int | None = None) -> str | None:
    """The next page where page k (k > 1) is called `stem_{k-1+first}.ext`: `first` 0 is TRS' way (page 2 is
    `index_1`), 1 that of most others (page 2 is `index_2`). `current` is the number the page itself names in the same
    count; it is used only where the address does not tell. None after page `total`.
    """
    number = read_suffix(url, stem, ext)
    if number is None:
        number = first if current is None or urlsplit(url).path.endswith(("/", f"/{stem}.{ext}")) else current
    following = number + 1
    return urljoin(url, f"{stem}_{following}.{ext}") if following < total + first else None


def before_number(url: str, stem: str, ext: str, total: int) -> str | None:
    """The next page where pages are numbered from the end: page k (k > 1) is `stem{N-k+1}.ext`, None after number 1."""
    name = urlsplit(url).path.rpartition("/")[2]
    found = re.fullmatch(rf"{re.escape(stem)}(\d{{1,6}})\.{re.escape(ext)}", name)
    following = (int(found[1]) if found else total) - 1
    return urljoin(url, f"{stem}{following}.{ext}") if following >= 1 else None


def read_query(url: str, name: str) -> int | None:
    """A whole number in an address's query, the name in any case; None when it is not there."""
    for key, value in parse_qsl(urlsplit(url).query, keep_blank_values=True):
        if key.lower() == name.lower() and value.isdecimal() and len(value) < 10:
            return int(value)
    return None


def set_query(url: str, name: str, value: int) -> str:
    """The address with one number of its query set (its name in any case), all else as it stands."""
    parts = urlsplit(url)
    pieces = parts.query.split("&") if parts.query else []
    names = [piece.partition("=")[0] for piece in pieces]
    if name.lower() not in (given.lower() for given in names):
        pieces.append(urlencode({name: value}))
    else:
        pieces = [
            f"{given}={value}" if given.lower() == name.lower() else piece
            for given, piece in zip(names, pieces, strict=True)
        ]
    return urlunsplit(parts._replace(query="&".join(pieces), fragment=""))


def after_query(url: str, name: str, total: int | None, *, first: int = 1, step: int = 1) -> str | None:
    """The next page where a query number turns them (`page=2`, or an offset with `step`); None after the last.

    `total` is the last value the number may take.
    """
    number = read_query(url, name)
    following = (first if number is None else number) + step
    return set_query(url, name, following) if total is not None and following <= total else None
