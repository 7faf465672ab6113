"""Bytes to text, once: which charset a page is in, judged by what reads as Chinese and not by what it declares.

Measured on generated and real pages, declarations are wrong too often to be trusted and a ladder of strict decodings
never reaches Big5, whose bytes are valid gb18030. So every candidate is read and weighed (crawler/decoding/frequency),
and a declaration only adds a little. `python -m bench charset` prints the figures.
"""

import codecs
import re
from dataclasses import replace

import charset_normalizer

from crawler.decoding.alignment import ALIGNED_CODECS, STRETCH, decode_aligned, is_out_of_step
from crawler.decoding.bounds import bound_bytes
from crawler.decoding.damage import mend_encoding
from crawler.decoding.frequency import rate_characters
from crawler.model.fetched import Decoded
from crawler.model.outcomes import UnreadablePageError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030", "gb18030"),
)

_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a WebP, WAV or AVI file"),
    (b"PK\x03\x04", "a zip archive or Office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office document"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x1f\x8b\x08", "a gzip file"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"ID3", "an MP3 file"),
    (b"{\\rtf", "an RTF document"),
)
"""First bytes of what is served in place of a page (their formats' own documents)."""

_DECLARED_BYTES = 4096
_META = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,400}?(?:charset|encoding)\s{0,4}=\s{0,4}[\"']?\s{0,4}([\w.:-]{2,40})", re.I
)
_HEADER = re.compile(r"charset\s{0,4}=\s{0,4}[\"']?([\w.:-]{2,40})", re.I)

_CHINESE = {"utf-8": "utf-8", "gb18030": "gb18030", "big5": "big5hkscs"}
_DECLARED_CODECS = {"gb18030": ("gb18030",), "big5": ("big5hkscs",), "utf-16": ("utf-16-le", "utf-16-be")}
_FAMILIES = (
    (
        "gb18030",
        re.compile(r"gb_?-?(?:k|\d+.*)|(?:x-)?euc-?cn|(?:cp|ms|windows-?)936|chinese|csgb.*|zh[_-]cn|iso-ir-58", re.I),
    ),
    ("big5", re.compile(r"(?:x-x-|cn-)?big-?5.*|(?:cp|windows-?)950|zh[_-]tw|csbig5", re.I)),
    ("utf-8", re.compile(r"(?:x-)?(?:unicode-?.*)?utf_?-?8(?:-sig)?|unicode|us-ascii|ascii|none|null|auto", re.I)),
    ("utf-16", re.compile(r"utf_?-?16.*|ucs-?2", re.I)),
)
_FOREIGN = re.compile(
    r"(?:x-)?(?:shift[_-]?jis|sjis|ms932|cp932|windows-31j|euc-?jp|iso-2022-(?:jp|kr)|euc-?kr|ks_c_5601.*|cp949|uhc|johab"
    r"|iso-?8859-?\d{1,2}|windows-?125\d|cp125\d|koi8-?[ru]|tis-?620|cp874|windows-874|hz(?:-gb-2312)?|latin-?1|macintosh)",
    re.I,
)
_NEIGHBOURS = ("cp932", "euc_jp", "cp949")
_LAST_RESORTS = [
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp866", "cp874"),
    *("iso8859_2", "iso8859_5", "iso8859_6", "iso8859_7", "iso8859_8", "koi8_r", "koi8_u"),
    *("cp932", "euc_jp", "cp949"),
]
"""The other charsets of the web (WHATWG Encoding Standard): among those charset-normalizer finds the one of a page."""
_WESTERN = re.compile(r"iso-?8859-?\d{1,2}|windows-?125\d|cp125\d|latin-?1|macintosh", re.I)

_LATIN_SOUP = re.compile(rb"\xc3[\x80-\xbf](?:[\xc2\xc3\xc5\xc6\xcb][\x80-\xbf]|\xe2[\x80-\x84][\x80-\xbf]){5}")
"""A letter of Latin-1 and five more letters or signs of Windows-1252 on end, in UTF-8: what no language writes."""
_SAMPLE = 1500
_EXCERPT = 400
_NO_LANGUAGE = 0.15
_CERTAIN = 0.75
_CONVINCING = 0.62
_CHINESE_RATHER = 0.45
_CHINESE_ENOUGH = 0.3
_DECLARATION = 0.06
_UNREADABLE = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd\ufffe\uffff]")
_HIGH = re.compile(rb"[\x80-\xff]")
_NON_ASCII = re.compile(r"[^\x00-\x7f]+")


def decode_bytes(body: bytes, content_type: str | None) -> Decoded:
    """The text of a page from its bytes and its Content-Type header.

    Raises UnreadablePageError for what is no page: an empty body, a picture, a PDF, an archive, other binary data.
    """
    _refuse_binary(body)
    bounded = bound_bytes(body)
    found = _decode_bounded(bounded.body, content_type)
    if found.charset == "utf-8" and _LATIN_SOUP.search(bounded.body):
        text, rule = mend_encoding(found.text)
        found = replace(found, text=text, mended=rule)
    return replace(found, cut=True) if bounded.cut else found


def _decode_bounded(body: bytes, content_type: str | None) -> Decoded:
    declared = _find_declared(body, content_type)
    for mark, name, codec in _BOMS:
        if body.startswith(mark):
            return _decode(body[len(mark) :], name, codec, declared)
    families = [_name_family(label) for label in declared]
    found = _decode_agreeing(body, families, declared) or _decode_weighed(body, families, declared)
    head = found.text[:2048]
    if len(_UNREADABLE.findall(head)) * 8 > len(head):
        raise UnreadablePageError(f"the page is binary data ({len(body)} bytes that read as no text); link it instead")
    return found


def _refuse_binary(body: bytes) -> None:
    head = body[:2048]
    if not head.strip() and not body.strip():
        raise UnreadablePageError("the page is empty: nothing but blanks was served; look at the address in a browser")
    what = next((name for mark, name in _SIGNATURES if head.startswith(mark)), None)
    if what is None and head[4:8] == b"ftyp":
        what = "a video"
    if what is not None:
        raise UnreadablePageError(f"the page is {what}, no text can be read from it; link it as an attachment instead")


def _find_declared(body: bytes, content_type: str | None) -> list[str]:
    """The labels of the header and of the page itself, in this order, as written."""
    labels = [match.group(1) for match in [_HEADER.search(content_type or "")] if match]
    head = body[:_DECLARED_BYTES]
    if b"\0" not in head and (meta := _META.search(head)):
        labels.append(meta.group(1).decode("ascii", "ignore"))
    return labels


def _name_family(label: str) -> str | None:
    for family, pattern in _FAMILIES:
        if pattern.fullmatch(label):
            return family
    return None


def _decode(body: bytes, name: str, codec: str, declared: list[str]) -> Decoded:
    label = declared[0] if declared else None
    try:
        text = read_bytes(body, codec)
    except UnicodeDecodeError:
        text = decode_aligned(body, codec) if codec in ALIGNED_CODECS else body.decode(codec, "replace")
    else:
        if codec in ALIGNED_CODECS and is_out_of_step(text):
            text = decode_aligned(body, codec)
    return Decoded(text, name, text.count("\ufffd"), label)


def read_bytes(body: bytes, codec: str) -> str:
    """The bytes in a codec, in gb18030 as browsers read them: 80 as the euro sign, A3A0 as a wide blank (WHATWG).

    Raises UnicodeDecodeError for what cannot be read.
    """
    if codec != "gb18030":
        return body.decode(codec)
    return body.decode(codec, "xunshi-euro").replace("\ue5e5", "\u3000")


def _read_euro(error: UnicodeError) -> tuple[str, int]:
    if isinstance(error, UnicodeDecodeError) and error.object[error.start] == 0x80:
        return "€", error.start + 1
    raise error


codecs.register_error("xunshi-euro", _read_euro)


def _decode_agreeing(body: bytes, families: list[str | None], declared: list[str]) -> Decoded | None:
    """The short way: lossless utf-8 that says so or holds Chinese, or what is declared as Chinese and reads well."""
    label = declared[0] if declared else None
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if text.isascii() and b"\0" not in body:
            family = next((f for f in families if f in _CHINESE), None)
            if family or not any(_FOREIGN.fullmatch(name) for name in declared):
                return Decoded(text, family or "utf-8", 0, label)
        elif b"\0" not in body and (
            "utf-8" in families or rate_characters(_sample(text, 300)) > _CHINESE_ENOUGH or _is_wide(text)
        ):
            return Decoded(text, "utf-8", 0, label)
    for family in families:
        for codec in _DECLARED_CODECS.get(family or "", ()):
            try:
                text = read_bytes(body, codec)
            except UnicodeDecodeError:
                continue
            sample = _sample(text, 300)
            if len(sample) >= 40 and rate_characters(sample) >= _CONVINCING and not is_out_of_step(text):
                return Decoded(text, family or "", 0, label)
    return None


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_wide(text: str) -> bool:
    """True when most non-ASCII characters take three bytes in utf-8: other bytes hardly ever form those by chance."""
    sample = _sample(text, 300)
    return sum(char >= "\u0800" for char in sample) * 2 > len(sample) and len(sample) >= 3


def _sample(text: str, size: int) -> str:
    """The first `size` non-ASCII characters."""
    found = ""
    for start in range(0, len(text), size * 4):
        found += "".join(_NON_ASCII.findall(text, start, start + size * 4))
        if len(found) >= size:
            break
    return found[:size]


def _decode_weighed(body: bytes, families: list[str | None], declared: list[str]) -> Decoded:
    """The candidate that reads best; charset-normalizer when none reads as Chinese."""
    bonus = {name: _DECLARATION * sum(family == name for family in families) for name in _CHINESE}
    digest = _digest(body)
    rated = [(_rate(digest, codec) + bonus[name], name, codec) for name, codec in _CHINESE.items()]
    if b"\0" in body or max(rated)[0] < _CONVINCING:
        rated.extend((_rate(body, codec), "utf-16", codec) for codec in ("utf-16-le", "utf-16-be"))
    if max(rated)[0] < _CERTAIN:
        excerpt = _find_excerpt(body)
        rated.extend((_rate(excerpt, codec, aligned=True), name, codec) for _, name, codec in tuple(rated))
    score, name, codec = max(rated, key=lambda entry: entry[0])
    foreign = next((label.lower() for label in declared if _FOREIGN.fullmatch(label)), None)
    if score < _CONVINCING and name != "utf-16" and _is_utf8(body):
        return _decode(body, "utf-8", "utf-8", declared)
    if score < _CERTAIN and (found := _decode_neighbour(body, foreign, declared)) is not None:
        return found
    if score >= _find_bar(foreign):
        return _decode(body, name, codec, declared)
    return _decode_foreign(body, foreign, (score, name, codec), declared)


def _find_bar(foreign: str | None) -> float:
    """The rate at which a page is Chinese: servers declare western charsets for anything, others hardly ever."""
    if foreign is None:
        return _CHINESE_ENOUGH
    return _CHINESE_RATHER if _WESTERN.fullmatch(foreign) else _CONVINCING


def _decode_neighbour(body: bytes, foreign: str | None, declared: list[str]) -> Decoded | None:
    """A Japanese or Korean page: lossless, and written in kana or Hangul, which Chinese bytes hardly ever give."""
    for codec in filter(None, (foreign, *_NEIGHBOURS)):
        try:
            text = body.decode(codec)
        except (UnicodeDecodeError, LookupError):
            continue
        sample = _sample(text, _SAMPLE)
        kana = sum("\u3041" <= char <= "\u30fe" for char in sample)
        hangul = sum("\uac00" <= char <= "\ud7a3" for char in sample)
        if len(sample) >= 4 and (kana > len(sample) * 0.3 or hangul > len(sample) * 0.8):
            return Decoded(text, codecs.lookup(codec).name, 0, declared[0] if declared else None)
    return None


def _digest(body: bytes) -> bytes:
    """What a body holds beyond ASCII, as far as _SAMPLE characters need it, parted by blanks."""
    parts, length = [], 0
    for stretch in STRETCH.finditer(body):
        parts.append(stretch.group())
        length += stretch.end() - stretch.start()
        if length >= _SAMPLE * 3:
            break
    return b" ".join(parts)


def _find_excerpt(body: bytes) -> bytes:
    """A few hundred bytes from the first ones outside ASCII on, at an even place."""
    first = _HIGH.search(body)
    start = first.start() & ~1 if first else 0
    return body[start : start + _EXCERPT]


def _rate(body: bytes, codec: str, *, aligned: bool = False) -> float:
    """How much the body reads as Chinese in a codec; `aligned`: with lost bytes left out."""
    wide = codec.startswith("utf-16")
    part = body[: _SAMPLE * 4] if wide else body
    text = decode_aligned(part, codec) if aligned and codec in ALIGNED_CODECS else part.decode(codec, "replace")
    sample = _sample(text, _SAMPLE)
    if not wide:
        return rate_characters(sample)
    readable = sum(char.isascii() and (char.isprintable() or char.isspace()) for char in text)
    return (readable + rate_characters(sample) * len(sample)) / max(len(sample) + readable, 1)


def _decode_foreign(body: bytes, foreign: str | None, chinese: tuple[float, str, str], declared: list[str]) -> Decoded:
    """A page that does not read as Chinese: as declared when that loses nothing, else as charset-normalizer finds."""
    label = declared[0] if declared else None
    if foreign is not None:
        try:
            text = body.decode(foreign)
        except (UnicodeDecodeError, LookupError):
            pass
        else:
            if not _WESTERN.fullmatch(foreign) or chinese[0] < _CHINESE_ENOUGH:
                return Decoded(text, codecs.lookup(foreign).name, 0, label)
    found = charset_normalizer.from_bytes(body, cp_isolation=_LAST_RESORTS).best()
    if found is not None:
        text = str(found)
        if not any("\x80" <= char < "\xa0" for char in text):
            return Decoded(text, found.encoding.replace("_", "-"), 0, label)
    if chinese[0] < _NO_LANGUAGE and len(_HIGH.findall(body[:_EXCERPT])) > _EXCERPT // 2:
        raise UnreadablePageError("the page reads as no language in any charset known here; look at it in a browser")
    return _decode(body, chinese[1], chinese[2], declared)
