"""The seed loader: good seeds become sites, every fault is one line with file, key and reason."""

from datetime import date
from pathlib import Path

import pytest

from crawler.model.site import Exemption, Floor, Listing, Selectors
from crawler.sites.seeds import SeedFault, load_seeds

GOOD = """
name = "某县纪委监委"
level = "county"
region = "130434"
platform = "vsb"
title_words = ["巡察"]
article_patterns = ['/info/\\d+/\\d+\\.htm$']
delay = 3
verified = "2026-11: written for this test"
selectors = { links = "ul.list a", title = "h1::text" }
floors = { teams = 0.8 }

[[listings]]
url = "https://jw.example.gov.cn/xsxc.htm"
stale_days = 200
min_links = 5
"""


def write(folder: Path, **files: str | bytes) -> Path:
    folder = folder / "seeds"
    folder.mkdir(exist_ok=True)
    for name, body in files.items():
        (folder / f"{name}.toml").write_bytes(body if isinstance(body, bytes) else body.encode())
    return folder


def test_a_good_seed_becomes_a_site(tmp_path: Path) -> None:
    seeds = load_seeds(write(tmp_path, mouxian=GOOD))
    assert seeds.faults == ()
    site = seeds.sites["mouxian"]
    assert (site.id, site.name, site.level, site.region) == ("mouxian", "某县纪委监委", "county", "130434")
    assert site.hosts == ("jw.example.gov.cn",)
    assert site.listings == (Listing(url="https://jw.example.gov.cn/xsxc.htm", stale_days=200, min_links=5),)
    assert site.selectors == Selectors(links="ul.list a", title="h1::text")
    assert site.floors == (Floor(field="teams", share=0.8),)
    assert (site.delay, site.title_words, site.disabled) == (3, ("巡察",), None)


def test_four_lines_are_enough(tmp_path: Path) -> None:
    text = (
        'name = "某县"\nlevel = "county"\nregion = "130434"\n'
        'listings = [{ url = "http://a.gov.cn/", stale_days = 60, min_links = 5 }]\n'
    )
    site = load_seeds(write(tmp_path, four=text)).sites["four"]
    assert (site.platform, site.hosts) == ("auto", ("a.gov.cn",))


def test_a_disabled_seed_says_why_and_since_when(tmp_path: Path) -> None:
    text = 'enabled = false\ndisabled = { reason = "retired", since = 2026-11-20 }\n' + GOOD
    site = load_seeds(write(tmp_path, off=text)).sites["off"]
    assert site.disabled == Exemption(reason="retired", since=date(2026, 11, 20))


CHANGES = {
    "unknown key": ('name = "某县纪委监委"', 'name = "某县纪委监委"\nplattform = "vsb"', "plattform"),
    "missing name": ('name = "某县纪委监委"', "", "name"),
    "name of a wrong type": ('name = "某县纪委监委"', "name = 7", "name"),
    "empty name": ('name = "某县纪委监委"', 'name = " "', "name"),
    "unknown level": ('"county"', '"village"', "level"),
    "missing region": ('region = "130434"', "", "region"),
    "bad region": ('"130434"', '"1304"', "region"),
    "region of a wrong type": ('region = "130434"', "region = 130434", "region"),
    "unknown platform": ('"vsb"', '"wordpress"', "platform"),
    "listing without stale_days": ("stale_days = 200", "", "listings[0].stale_days"),
    "listing without min_links": ("min_links = 5", "", "listings[0].min_links"),
    "min_links of nothing": ("min_links = 5", "min_links = 0", "listings[0].min_links"),
    "min_links a truth value": ("min_links = 5", "min_links = true", "listings[0].min_links"),
    "unknown listing key": ("min_links = 5", "min_links = 5\nminlinks = 5", "listings[0].minlinks"),
    "listing without address": ('url = "https://jw.example.gov.cn/xsxc.htm"', "", "listings[0].url"),
    "bad selector": ('"ul.list a"', '"ul.list[ a"', "selectors.links"),
    "unknown selector": ("{ links =", "{ link =", "selectors.link"),
    "bad pattern": (r"'/info/\d+/\d+\.htm$'", "'/info/('", "article_patterns[0]"),
    "endless pattern": (r"'/info/\d+/\d+\.htm$'", r"'/(\d+)+/'", "article_patterns[0]"),
    "unknown floor": ("teams = 0.8", "team = 0.8", "floors.team"),
    "floor above one": ("teams = 0.8", "teams = 80", "floors.teams"),
    "delay below half a second": ("delay = 3", "delay = 0", "delay"),
    "title words no list": ('title_words = ["巡察"]', 'title_words = "巡察"', "title_words"),
    "word that is no text": ('["巡察"]', '["巡察", 3]', "title_words[1]"),
    "host without the listing's": ("delay = 3", 'delay = 3\nhosts = ["www.example.gov.cn"]', "hosts"),
    "host twice": ("delay = 3", 'delay = 3\nhosts = ["jw.example.gov.cn", "jw.example.gov.cn"]', "hosts"),
    "off without a reason": ("delay = 3", "delay = 3\nenabled = false", "enabled"),
    "off without a day": (
        "delay = 3",
        'delay = 3\nenabled = false\ndisabled = { reason = "retired" }',
        "disabled.since",
    ),
    "reason without being off": (
        "delay = 3",
        'delay = 3\ndisabled = { reason = "retired", since = 2026-11-20 }',
        "disabled",
    ),
    "since with a clock": (
        "delay = 3",
        'delay = 3\nenabled = false\ndisabled = { reason = "x", since = 2026-11-20T08:00:00 }',
        "disabled.since",
    ),
    "selectors no table": ('selectors = { links = "ul.list a", title = "h1::text" }', "selectors = 1", "selectors"),
    "no listing": (GOOD[GOOD.index("[[listings]]") :], "", "listings"),
    "empty listings": (GOOD[GOOD.index("[[listings]]") :], "[other]\n", "listings"),
}


@pytest.mark.parametrize(("old", "new", "key"), CHANGES.values(), ids=CHANGES)
def test_a_fault_names_its_key(tmp_path: Path, old: str, new: str, key: str) -> None:
    assert old in GOOD
    seeds = load_seeds(write(tmp_path, bad=GOOD.replace(old, new, 1), good=GOOD))
    assert key in {fault.key for fault in seeds.list_faults("bad")}
    assert list(seeds.sites) == ["good"]
    for fault in seeds.faults:
        assert str(fault).startswith(f"seeds/bad.toml: {fault.key}: ")
        assert "\n" not in str(fault)
        assert fault.reason


ADDRESSES = {
    "file": "file:///etc/passwd",
    "ftp": "ftp://a.gov.cn/",
    "data": "data:text/html,x",
    "no scheme": "www.a.gov.cn/xs/",
    "no host": "http:///xs/",
    "localhost": "http://localhost/",
    "name under localhost": "http://a.localhost/",
    "loopback": "http://127.0.0.1/",
    "loopback in one number": "http://2130706433/",
    "loopback in hex": "http://0x7f.0.0.1/",
    "short loopback": "http://127.1/",
    "loopback of version 6": "http://[::1]/",
    "mapped loopback": "http://[::ffff:127.0.0.1]/",
    "private 10": "http://10.0.0.1/",
    "private 192": "http://192.168.1.1/",
    "link local": "http://169.254.169.254/",
    "public number": "http://8.8.8.8/",
    "internal name": "http://jw.internal/",
    "local name": "http://jw.local/",
    "one label": "http://jw/",
    "user name": "http://www.a.gov.cn@127.0.0.1/",
    "bad bracket": "http://[x",
    "bad port": "http://a.gov.cn:99999/",
    "blank": "http://a.gov.cn/a b",
}


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_an_address_that_must_not_be_crawled_is_a_fault(tmp_path: Path, address: str) -> None:
    text = GOOD.replace("https://jw.example.gov.cn/xsxc.htm", address)
    seeds = load_seeds(write(tmp_path, bad=text))
    assert seeds.sites == {}
    assert "listings[0].url" in {fault.key for fault in seeds.faults}


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "10.1", "A.gov.cn", "a..cn", "-a.gov.cn", "jw"])
def test_a_host_that_must_not_be_crawled_is_a_fault(tmp_path: Path, host: str) -> None:
    text = GOOD.replace("delay = 3", f'delay = 3\nhosts = ["jw.example.gov.cn", "{host}"]')
    assert [fault.key for fault in load_seeds(write(tmp_path, bad=text)).faults] == ["hosts"]


FILES = {
    "syntax error": (b'name = "x\n', "line 1"),
    "byte-order mark": (b"\xef\xbb\xbf" + GOOD.encode(), "byte-order mark"),
    "utf-16": (GOOD.encode("utf-16"), "byte-order mark"),
    "gbk": (GOOD.encode("gb18030"), "UTF-8"),
    "key twice": (b'name = "a"\nname = "b"\n', "not TOML"),
    "nested without end": (b"a = " + b"[" * 100_000, "not TOML"),
    "too large": (b"# " + b"x" * 300_000, "larger"),
}


@pytest.mark.parametrize(("body", "words"), FILES.values(), ids=FILES)
def test_a_file_that_is_no_seed_is_a_fault(tmp_path: Path, body: bytes, words: str) -> None:
    seeds = load_seeds(write(tmp_path, bad=body, good=GOOD))
    assert [(fault.file, fault.key) for fault in seeds.faults] == [("seeds/bad.toml", "file")]
    assert words in seeds.faults[0].reason
    assert list(seeds.sites) == ["good"]


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    text = GOOD.replace('"county"', '"x"').replace('"vsb"', '"y"').replace("min_links = 5", "")
    assert {fault.key for fault in load_seeds(write(tmp_path, bad=text)).faults} == {
        "level",
        "platform",
        "listings[0].min_links",
    }


def test_a_listing_twice_is_a_fault(tmp_path: Path) -> None:
    text = GOOD + GOOD[GOOD.index("[[listings]]") :]
    assert [fault.key for fault in load_seeds(write(tmp_path, bad=text)).faults] == ["listings[1].url"]


def test_a_host_of_two_seeds_stops_the_later_one(tmp_path: Path) -> None:
    seeds = load_seeds(write(tmp_path, a=GOOD, b=GOOD))
    assert list(seeds.sites) == ["a"]
    assert seeds.faults == (
        SeedFault(file="seeds/b.toml", key="hosts", reason="jw.example.gov.cn already belongs to seeds/a.toml"),
    )


def test_a_file_name_that_is_no_id_is_a_fault(tmp_path: Path) -> None:
    seeds = load_seeds(write(tmp_path, **{"Bad Name": GOOD}))
    assert [fault.key for fault in seeds.faults] == ["file"]


def test_sites_are_sorted(tmp_path: Path) -> None:
    other = GOOD.replace("jw.example", "jw2.example")
    assert list(load_seeds(write(tmp_path, b=GOOD, a=other)).sites) == ["a", "b"]


def test_a_missing_folder_is_a_fault(tmp_path: Path) -> None:
    seeds = load_seeds(tmp_path / "nothing")
    assert seeds.sites == {}
    assert [fault.key for fault in seeds.faults] == ["folder"]


def test_a_folder_called_like_a_seed_is_a_fault(tmp_path: Path) -> None:
    folder = write(tmp_path, good=GOOD)
    (folder / "x.toml").mkdir()
    assert [fault.key for fault in load_seeds(folder).faults] == ["file"]
