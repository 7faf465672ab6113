"""TRS WCM (拓尔思): `createPageHTML(N, cur, "index", "html")` or `var countPage = N`; page 2 is `index_1.html`.

The numbers in the script count from 0, as the file names do. Some sites write each entry's address by script.
"""

import re

from crawler.readers.dates import drop_date, read_date
from crawler.readers.numbering import after_suffix, read_suffix, split_file
from crawler.readers.reader import PageTurn, Reader, Record
from crawler.readers.source import Source
from crawler.readers.titles import clean_title

CALL = re.compile(r"create_?page(?:html|nav|list|bar)?\w{0,8}\s{0,3}\(([^()]{1,300})\)", re.IGNORECASE)
_COUNT = re.compile(r"\bcountPage\s{0,5}=\s{0,5}[\"']?(\d{1,6})")
_CURRENT = re.compile(r"\bcurrentPage\s{0,5}=\s{0,5}[\"']?(\d{1,6})")
_EXTENSION = re.compile(r"[\"']?\.?\b(shtml|html|htm|jhtml)[\"']")
_STEM = re.compile(
    r"href=\\?[\"']?\s{0,3}(?:[\"']\s{0,3}\+\s{0,3}[\"'])?\.?/?([A-Za-z][\w-]{0,40})(?:_[\"']|[\"']\s{0,5}\+\s{0,5}[\"']_)"
)

_STRING = re.compile(r"""(?:var\s{1,5})?([A-Za-z_]\w{0,30})\s{0,5}=\s{0,5}(["'])((?:(?!\2)[^\n\\]){0,500})\2""")
_HAN = re.compile(r"[\u4e00-\u9fff]{4}")
_PAGE = re.compile(r"(?:^|/)t\d{8}_\d+(?:_\w{1,8})?\.s?html?$|\.s?html?$", re.IGNORECASE)


def read_call(source: Source) -> tuple[int, int, str, str, bool] | None:
    """The pager's call: number of pages, present page, stem, extension, and whether it counts from 1 (the form whose
    first argument names the pager's element does).
    """
    for call in CALL.finditer(source.code):
        arguments = [part.strip().strip("\"'") for part in call[1].split(",")]
        named = bool(arguments) and not arguments[0].isdecimal()
        if named:
            arguments = arguments[1:]
        if len(arguments) >= 4 and all(part.isdecimal() and len(part) < 7 for part in arguments[:2]):
            stem, ext = arguments[2], arguments[3].lstrip(".")
            if re.fullmatch(r"[\w.-]{1,60}", stem) and re.fullmatch(r"[a-z]{2,6}", ext):
                return int(arguments[0]), int(arguments[1]), stem, ext, named
    return None


def find_turn(source: Source) -> PageTurn | None:
    """The next page by the script of the pager."""
    call = read_call(source)
    if call is not None:
        total, current, stem, ext, named = call
        unnumbered = read_suffix(source.url, stem, ext) is None
        first = 1 if named or (unnumbered and current == 1) else 0
        return PageTurn(after_suffix(source.url, stem, ext, total, first=first, current=current))
    count = _COUNT.search(source.code)
    return _turn_by_count(source, int(count[1]), count.end()) if count else None


def _turn_by_count(source: Source, total: int, place: int) -> PageTurn:
    """The next page by `var countPage`, the names of the files from the address or from the script behind it."""
    stem, _, ext = split_file(source.url)
    if ext is None:
        extension = _EXTENSION.search(source.code, place)
        name = _STEM.search(source.code, place)
        stem, ext = (name[1] if name else "index"), (extension[1] if extension else "html")
    page = _CURRENT.search(source.code)
    return PageTurn(after_suffix(source.url, stem, ext, total, first=0, current=int(page[1]) if page else None))


def read_records(source: Source) -> list[Record]:
    """Entries whose address is a string of a script in their row (`var str_1 = "./201802/t..."`); the title is another
    string of that script or the text of the row.
    """
    records: list[Record] = []
    for script in source.tree.iter("script") if source.tree is not None else ():
        code = script.text or ""
        row = script.getparent()
        if row is None or len(code) > 20_000 or (".ht" not in code and ".sht" not in code):
            continue
        strings = [found[3] for found in _STRING.finditer(code)]
        hrefs = [value for value in strings if _PAGE.search(value)]
        if not hrefs:
            continue
        around = " ".join(
            "".join(part.itertext()) + (part.tail or "") if part.tag != "script" else (part.tail or "") for part in row
        )
        around = " ".join(f"{row.text or ''} {around}"[:1_000].split())
        titles = [value for value in strings if _HAN.search(value)]
        title = max(titles, key=len) if titles else drop_date(around)
        if _HAN.search(title):
            records.append(Record(hrefs[0], clean_title(title), read_date(around)))
    return records


READER = Reader(
    name="trs",
    signs=(
        (6, CALL),
        (5, _COUNT),
        (4, re.compile(r"/t(?:19|20)\d{6}_\d{4,}")),
        (4, re.compile(r"TRS_Editor|_Custom_V6_Style_|trs_editor_view|TRS WCM")),
    ),
    read_records=read_records,
    find_turn=find_turn,
)
