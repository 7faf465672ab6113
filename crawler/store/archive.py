"""Every fetched page as WARC, so that what was read can be derived again without the network.

One gzipped WARC file a site and day (UTC), under the archive's folder: `SITE/YYYYMMDD.warc.gz`. A page is one
`response` record, its further parts (下一页) one each after it; every record is a gzip member of its own. Headers are
kept as received, but those that describe the transfer (content-encoding, ...) are marked, because the body is kept as
handed over, already decompressed. What the listing said lies, as JSON, in the record header `Xunshi-Page`.

A file whose last member was cut (the process died while writing) is left alone: the next page goes to `YYYYMMDD-2`.
"""

import fcntl
import io
import json
import os
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler import VERSION
from crawler.model.folders import sync_folder
from crawler.model.items import ArchiveRef, RawPage, RawPart
from crawler.model.outcomes import StorageError

_PAGE_HEADER = "Xunshi-Page"
_MARK = "X-Archive-Orig-"  # the prefix that replay tools use for headers that no longer describe the body
_TRANSFER_HEADERS = frozenset({"content-encoding", "content-length", "transfer-encoding"})
_CHUNK = 1 << 20


class Archive:
    """The archive in a folder; made when the first page is written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ends: dict[Path, int] = {}  # files known to be whole, and their size when they were

    def write(self, raw: RawPage) -> ArchiveRef:
        """Append a page and say where it lies; when this returns, it lies on the disk.

        Raises StorageError when it cannot be written; what was written before is untouched.
        """
        path = self._folder / raw.site / f"{raw.fetched_at.astimezone(UTC):%Y%m%d}.warc.gz"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            number = 2
            while (offset := self._append(path, raw)) is None:
                path = path.with_name(f"{path.name.split('.')[0].split('-')[0]}-{number}.warc.gz")
                number += 1
        except OSError as error:
            raise StorageError(
                f"{path}: cannot be written ({error.strerror or error}): make it writable, or free some space"
            ) from error
        return ArchiveRef(file=path.relative_to(self._folder).as_posix(), offset=offset)

    def read(self, ref: ArchiveRef) -> RawPage:
        """The page at a place in the archive, as it was written.

        Raises StorageError when it is not there or damaged.
        """
        path = self._folder / ref.file
        try:
            if not path.resolve().is_relative_to(self._folder.resolve()):
                raise StorageError(f"{ref.file}: lies outside the archive {self._folder}: restore the store")
            with path.open("rb") as file:
                file.seek(ref.offset)
                return replace(_read_page(file), archive=ref)
        except OSError as error:
            raise StorageError(
                f"{path}: cannot be read ({error.strerror or error}): restore the file from a backup"
            ) from error
        except (ArchiveLoadFailed, zlib.error, KeyError, ValueError) as error:
            raise StorageError(f"{path}: no whole page at byte {ref.offset}: restore the file from a backup") from error

    def _append(self, path: Path, raw: RawPage) -> int | None:
        """The offset at which the page was appended, or None when the file's end is damaged."""
        fresh = not path.exists()
        with path.open("ab") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            end = file.seek(0, os.SEEK_END)
            if self._ends.get(path) != end and not is_whole(path):
                return None
            head = _pack_info(path.name) if end == 0 else b""
            try:
                file.write(head + _pack_page(raw))
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                os.ftruncate(file.fileno(), end)
                raise
            self._ends[path] = file.tell()
        if fresh:
            sync_folder(path.parent)
        return end + len(head)


def is_whole(path: Path) -> bool:
    """Whether a file is a row of whole gzip members; an empty one is."""
    unpacker = None
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            while chunk:
                unpacker = unpacker or zlib.decompressobj(zlib.MAX_WBITS | 16)
                try:
                    unpacker.decompress(chunk)
                except zlib.error:
                    return False
                chunk = unpacker.unused_data
                if unpacker.eof:
                    unpacker = None
    return unpacker is None


def _pack_page(raw: RawPage) -> bytes:
    about = {
        "site": raw.site,
        "link_url": raw.link_url,
        "fetched_at": raw.fetched_at.isoformat(),
        "status": raw.status,
        "content_type": raw.content_type,
        "headers": raw.headers,
        "listing_title": raw.listing_title,
        "listing_date": raw.listing_date,
        "parts": len(raw.parts),
    }
    records = [_pack_response(raw.url, raw.body, raw.fetched_at, about, raw.status, raw.headers)]
    for part in raw.parts:
        headers = () if part.content_type is None else (("Content-Type", part.content_type),)
        records.append(
            _pack_response(part.url, part.body, raw.fetched_at, {"content_type": part.content_type}, 200, headers)
        )
    return b"".join(records)


def _pack_response(
    url: str,
    body: bytes,
    fetched_at: datetime,
    about: Mapping[str, object],
    status: int,
    headers: Sequence[tuple[str, str]],
) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    http_headers = StatusAndHeaders(str(status), [_mark(*header) for header in headers], protocol="HTTP/1.1")
    record = writer.create_warc_record(
        "",
        "response",
        payload=io.BytesIO(body),
        length=len(body),
        http_headers=http_headers,
        warc_headers_dict={
            "WARC-Date": fetched_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            # as JSON in ASCII, because an address may hold anything but must stay on one line
            _PAGE_HEADER: json.dumps({"url": url, **about}),
        },
    )
    record.rec_headers.add_header("WARC-Target-URI", _print_uri(url))
    writer.write_record(record)
    return out.getvalue()


def _pack_info(name: str) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    writer.write_record(writer.create_warcinfo_record(name, {"software": f"xunshi/{VERSION}", "format": "WARC/1.1"}))
    return out.getvalue()


def _mark(name: str, value: str) -> tuple[str, str]:
    """A header on one line, in ASCII; marked when it describes the transfer and not the body kept."""
    name, value = _print_line(name), _print_line(value)
    return (_MARK + name if name.lower() in _TRANSFER_HEADERS else name, value)


def _print_line(text: str) -> str:
    return " ".join(text.encode("ascii", "backslashreplace").decode("ascii").split())


def _print_uri(url: str) -> str:
    return "".join(c if "!" <= c <= "~" else "".join(f"%{b:02X}" for b in c.encode("utf-8", "replace")) for c in url)


def _read_page(file: IO[bytes]) -> RawPage:
    records = iter(ArchiveIterator(file, check_digests="raise"))
    about, body = _read_record(next(records, None))
    parts = []
    for _ in range(about["parts"]):
        part, part_body = _read_record(next(records, None))
        parts.append(RawPart(url=part["url"], body=part_body, content_type=part["content_type"]))
    return RawPage(
        site=about["site"],
        url=about["url"],
        link_url=about["link_url"],
        body=body,
        fetched_at=datetime.fromisoformat(about["fetched_at"]),
        status=about["status"],
        content_type=about["content_type"],
        headers=tuple((name, value) for name, value in about["headers"]),
        listing_title=about["listing_title"],
        listing_date=about["listing_date"],
        parts=tuple(parts),
    )


def _read_record(record: ArcWarcRecord | None) -> tuple[dict[str, Any], bytes]:
    if record is None:
        raise ValueError("the record is missing")
    about: dict[str, Any] = json.loads(record.rec_headers.get_header(_PAGE_HEADER) or "{}")
    body: bytes = record.raw_stream.read()
    if len(body) != record.payload_length:  # the digest is only looked at once the whole body came
        raise ValueError("the record is cut")
    return about, body
