"""`scrapy sites --show SITE`: the whole seed, template and all."""

from pathlib import Path

from crawler.sites.seeds import read_seed
from tests.crawl.support import Desk


def test_the_merged_seed_is_a_seed(tmp_path: Path) -> None:
    ended = Desk(tmp_path).run("sites", "--show", "ankang")
    assert (ended.code, ended.err) == (0, "")
    (tmp_path / "ankang.toml").write_text(ended.out, encoding="utf-8")
    site, faults = read_seed(tmp_path / "ankang.toml")
    assert faults == ()
    assert site is not None
    assert [listing.url for listing in site.listings] == [
        "https://ankang.qinfeng.gov.cn/",
        "https://ankang.qinfeng.gov.cn/scdc.htm",
    ]


def test_an_unknown_site_is_one_line_with_the_nearest(tmp_path: Path) -> None:
    ended = Desk(tmp_path).run("sites", "--show", "ankamg")
    assert (ended.code, ended.out) == (21, "")
    assert "did you mean ankang?" in ended.err
    assert ended.err.count("\n") == 1
