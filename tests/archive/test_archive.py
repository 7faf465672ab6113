import gzip
import os
from dataclasses import replace
from datetime import timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from crawler.model.items import ArchiveRef, RawPage, RawPart
from crawler.model.outcomes import StorageError
from crawler.store.archive import Archive, is_whole
from tests.archive.samples import NOON, make_raw
from tests.killing import run_and_kill
from tests.mounting import mount_tmpfs, read_only, resize_tmpfs


def read_back(archive: Archive, raw: RawPage) -> RawPage:
    ref = archive.write(raw)
    page = archive.read(ref)
    assert page.archive == ref
    return replace(page, archive=None)


def test_a_page_comes_back_as_it_was_written(tmp_path: Path) -> None:
    assert read_back(Archive(tmp_path), make_raw()) == make_raw()


@pytest.mark.parametrize(
    "changes",
    [
        {"body": b""},
        {"body": bytes(range(256)) * 2000},
        {"body": b"\r\n\r\nWARC/1.1\r\n\r\n"},
        {"headers": (), "content_type": None, "listing_title": None, "listing_date": None},
        {"headers": (("Set-Cookie", "a"), ("Set-Cookie", "b"), ("X", "é中\r\nEvil: 1"), ("", ""))},
        {"headers": (("X", "y" * 100_000),)},
        {"status": 404},
        {"url": "https://site-a.example/第 1\n.html?q=<x>", "link_url": "https://site-a.example/\udc80"},
        {"listing_title": "换\r\n行\ud800"},
        {"fetched_at": NOON.astimezone(timezone(timedelta(hours=8)))},
        {
            "parts": (
                RawPart(url="https://site-a.example/1_1.html", body=b"two", content_type="text/html"),
                RawPart(url="https://site-a.example/1_2.html", body=b"", content_type=None),
            )
        },
    ],
    ids=[
        "no body",
        "binary",
        "looks like a record",
        "nothing known",
        "odd headers",
        "long header",
        "error status",
        "odd address",
        "odd title",
        "other zone",
        "parts",
    ],
)
def test_unusual_pages_come_back_as_they_were_written(tmp_path: Path, changes: dict[str, object]) -> None:
    archive = Archive(tmp_path)
    archive.write(make_raw(b"before"))
    assert read_back(archive, make_raw(**changes)) == make_raw(**changes)  # type: ignore[arg-type]


@given(
    body=st.binary(max_size=300),
    headers=st.lists(st.tuples(st.text(max_size=8), st.text(max_size=20)), max_size=4),
    title=st.none() | st.text(st.characters(), max_size=20),
    url=st.text(st.characters(), max_size=20),
)
def test_any_page_comes_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory,
    body: bytes,
    headers: list[tuple[str, str]],
    title: str | None,
    url: str,
) -> None:
    raw = make_raw(body, headers=tuple(headers), listing_title=title, url=f"https://site-a.example/{url}")
    assert read_back(Archive(tmp_path_factory.mktemp("archive")), raw) == raw


def test_pages_of_a_site_and_day_share_a_file(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.write(make_raw())
    archive.write(make_raw())
    archive.write(make_raw(site="site-b"))
    archive.write(make_raw(fetched_at=NOON + timedelta(days=1)))
    assert sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*.gz")) == [
        "site-a/20260304.warc.gz",
        "site-a/20260305.warc.gz",
        "site-b/20260304.warc.gz",
    ]


def test_any_warc_reader_reads_the_file_and_its_digests(tmp_path: Path) -> None:
    ref = Archive(tmp_path).write(make_raw(parts=(RawPart(url="https://site-a.example/2", body=b"two"),)))
    with (tmp_path / ref.file).open("rb") as file:
        records = []
        for record in ArchiveIterator(file, check_digests="raise"):
            records.append((record.rec_type, record.rec_headers.get_header("WARC-Target-URI")))
            body = record.content_stream().read()
            if len(records) == 2:
                assert body == make_raw().body
                assert record.http_headers.get_header("ETag") == '"1"'
                assert record.http_headers.get_header("Content-Encoding") is None
                assert record.rec_headers.get_header("WARC-Date") == "2026-03-04T12:00:00Z"
    assert records == [
        ("warcinfo", None),
        ("response", "https://site-a.example/1.html"),
        ("response", "https://site-a.example/2"),
    ]


class TestCut:
    """A process that died while writing leaves a cut record."""

    @pytest.mark.parametrize("lost", [1, 8, 100, 300])
    def test_the_next_page_goes_to_a_new_file_and_the_old_ones_stay(self, tmp_path: Path, lost: int) -> None:
        first, cut = Archive(tmp_path).write(make_raw()), Archive(tmp_path).write(make_raw(os.urandom(500)))
        path = tmp_path / cut.file
        path.write_bytes(path.read_bytes()[:-lost])
        before = path.read_bytes()
        archive = Archive(tmp_path)
        later = [archive.write(make_raw(b"later")), Archive(tmp_path).write(make_raw(b"last"))]
        assert [ref.file for ref in later] == ["site-a/20260304-2.warc.gz"] * 2
        assert [archive.read(ref).body for ref in later] == [b"later", b"last"]
        assert archive.read(first).body == make_raw().body
        assert path.read_bytes() == before

    def test_a_cut_page_is_not_read(self, tmp_path: Path) -> None:
        ref = Archive(tmp_path).write(make_raw(os.urandom(500)))
        path = tmp_path / ref.file
        path.write_bytes(path.read_bytes()[:-300])
        with pytest.raises(StorageError, match="no whole page at byte") as caught:
            Archive(tmp_path).read(ref)
        assert str(path) in str(caught.value)

    def test_a_second_cut_file_leads_to_a_third(self, tmp_path: Path) -> None:
        for _ in range(2):
            ref = Archive(tmp_path).write(make_raw())
            with (tmp_path / ref.file).open("ab") as file:
                file.write(b"\x1f\x8b\x08")
        assert Archive(tmp_path).write(make_raw()).file == "site-a/20260304-3.warc.gz"

    def test_another_process_that_appended_does_no_harm(self, tmp_path: Path) -> None:
        one, two = Archive(tmp_path), Archive(tmp_path)
        refs = [archive.write(make_raw(bytes([n]))) for n, archive in enumerate((one, two, one, two))]
        assert [one.read(ref).body for ref in refs] == [b"\0", b"\1", b"\2", b"\3"]

    def test_a_killed_writer_leaves_every_place_it_gave_out_readable(self, tmp_path: Path) -> None:
        places = [line.split() for line in run_and_kill("tests.archive.work:write_for_ever", 20, str(tmp_path))]
        assert len(places) >= 20
        archive = Archive(tmp_path)
        for file, offset in places:
            assert archive.read(ArchiveRef(file=file, offset=int(offset))).body == make_raw().body


class TestDamage:
    """Damage is told, never read as if it were whole."""

    def test_no_flipped_bit_gives_a_wrong_page(self, tmp_path: Path) -> None:
        archive = Archive(tmp_path)
        ref = archive.write(make_raw())
        path = tmp_path / ref.file
        whole = path.read_bytes()
        refused = 0
        for place in range(ref.offset, len(whole)):
            damaged = bytearray(whole)
            damaged[place] ^= 0x10
            path.write_bytes(damaged)
            try:
                assert replace(archive.read(ref), archive=None) == make_raw()
            except StorageError:
                refused += 1
        assert refused > (len(whole) - ref.offset) // 2

    @pytest.mark.parametrize(
        "ref",
        [
            ArchiveRef(file="site-a/none.warc.gz", offset=0),
            ArchiveRef(file="site-a/20260304.warc.gz", offset=3),
            ArchiveRef(file="site-a/20260304.warc.gz", offset=10**9),
            ArchiveRef(file="site-a/20260304.warc.gz", offset=0),
            ArchiveRef(file="../outside.warc.gz", offset=0),
        ],
        ids=["no file", "inside a record", "beyond the end", "not a page", "outside"],
    )
    def test_a_wrong_place_is_an_error_of_one_line(self, tmp_path: Path, ref: ArchiveRef) -> None:
        archive = Archive(tmp_path / "archive")
        archive.write(make_raw())
        (tmp_path / "outside.warc.gz").write_bytes(b"")
        with pytest.raises(StorageError) as caught:
            archive.read(ref)
        assert "\n" not in str(caught.value)
        assert str(caught.value).isprintable()


class TestUnwritable:
    """A page that cannot be archived is a storage error that names the path."""

    def test_a_read_only_folder(self, tmp_path: Path) -> None:
        with read_only(tmp_path), pytest.raises(StorageError, match=r"20260304\.warc\.gz: cannot be written"):
            Archive(tmp_path).write(make_raw())

    def test_a_full_disk_keeps_what_was_written_whole(self, tmp_path: Path) -> None:
        def write_until_full(archive: Archive, places: list[ArchiveRef]) -> None:
            for _ in range(100):
                places.append(archive.write(make_raw(os.urandom(10_000))))  # noqa: PERF401  # kept up to the error

        with mount_tmpfs(tmp_path / "small", 256) as folder:
            archive, places = Archive(folder), list[ArchiveRef]()
            with pytest.raises(StorageError, match="free some space"):
                write_until_full(archive, places)
            assert places
            assert is_whole(folder / places[-1].file)
            resize_tmpfs(folder, 2048)
            write_until_full(archive, places)
            assert {ref.file for ref in places} == {"site-a/20260304.warc.gz"}
            assert all(len(archive.read(ref).body) == 10_000 for ref in places)


@pytest.mark.parametrize(
    ("content", "whole"),
    [
        (b"", True),
        (gzip.compress(b"a"), True),
        (gzip.compress(b"a") + gzip.compress(b"b" * 10**6), True),
        (gzip.compress(b"a") + gzip.compress(b"b")[:-1], False),
        (gzip.compress(b"a") + b"\0\0", False),
        (b"text", False),
    ],
    ids=["empty", "one", "two", "cut", "zeros", "text"],
)
def test_a_file_is_whole_when_all_its_members_are(tmp_path: Path, content: bytes, whole: bool) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    assert is_whole(path) is whole
