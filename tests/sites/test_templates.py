"""Seeds that share a template, and hosts that were left."""

from pathlib import Path

import pytest

from crawler.model.outcomes import ConfigError
from crawler.sites.retired import load_retired
from crawler.sites.seeds import load_seeds

TEMPLATE = """
level = "municipal"
platform = "vsb"
title_words = ["巡视", "巡察"]
article_patterns = ['/info/\\d+/\\d+\\.htm$']
floors = { title = 1.0 }

[[listings]]
url = "https://$host/scdc.htm"
stale_days = 120
min_links = 5
"""
SEED = """
template = "shared"
name = "某市纪委监委"
region = "130400"
hosts = ["jw.example.gov.cn", "www.example.gov.cn"]
"""


def write(folder: Path, seed: str, template: str | None = TEMPLATE) -> Path:
    seeds = folder / "seeds"
    (seeds / "_templates").mkdir(parents=True)
    (seeds / "moushi.toml").write_text(seed, encoding="utf-8")
    if template is not None:
        (seeds / "_templates" / "shared.toml").write_text(template, encoding="utf-8")
    return seeds


def test_a_seed_has_what_its_template_says_and_its_own_first_host(tmp_path: Path) -> None:
    site = load_seeds(write(tmp_path, SEED)).sites["moushi"]
    assert (site.template, site.name, site.level, site.platform) == ("shared", "某市纪委监委", "municipal", "vsb")
    assert [listing.url for listing in site.listings] == ["https://jw.example.gov.cn/scdc.htm"]


def test_what_a_seed_says_itself_replaces_the_templates_key_whole(tmp_path: Path) -> None:
    more = 'title_words = ["巡察"]\n[[listings]]\nurl = "http://www.example.gov.cn/"\nstale_days = 30\nmin_links = 9\n'
    site = load_seeds(write(tmp_path, SEED + more)).sites["moushi"]
    assert site.title_words == ("巡察",)
    assert [listing.url for listing in site.listings] == ["http://www.example.gov.cn/"]
    assert [floor.field for floor in site.floors] == ["title"]


@pytest.mark.parametrize(
    ("seed", "template", "reason"),
    [
        (SEED.replace("shared", "sharde"), TEMPLATE, "no template is called 'sharde'; did you mean shared?"),
        (SEED.replace('"shared"', "7"), TEMPLATE, "no template is called 7"),
        (SEED.replace("shared", "../shared"), TEMPLATE, "no template is called '../shared'"),
        (SEED, None, "known: none"),
        (SEED, "level =", "_templates/shared.toml: not TOML"),
        (SEED, TEMPLATE.replace('level = "municipal"', 'name = "市"'), "name can only be said by a seed"),
    ],
    ids=["misspelt", "no text", "elsewhere", "no template", "no TOML", "own key"],
)
def test_a_template_that_cannot_be_used_is_one_fault(
    tmp_path: Path, seed: str, template: str | None, reason: str
) -> None:
    [fault] = load_seeds(write(tmp_path, seed, template)).faults
    assert (fault.file, fault.key) == ("seeds/moushi.toml", "template")
    assert reason in fault.reason


def test_a_fault_of_the_template_says_that_it_stands_there(tmp_path: Path) -> None:
    [fault] = load_seeds(write(tmp_path, SEED, TEMPLATE.replace('"vsb"', '"vbs"'))).faults
    assert (fault.file, fault.key) == ("seeds/moushi.toml", "platform")
    assert fault.reason.endswith("(in seeds/_templates/shared.toml)")


def test_an_example_that_no_pattern_matches_is_a_fault(tmp_path: Path) -> None:
    more = 'article_examples = ["http://jw.example.gov.cn/info/1/2.htm", "http://jw.example.gov.cn/art/2.html", "x"]\n'
    faults = load_seeds(write(tmp_path, SEED + more)).faults
    assert [fault.key for fault in faults] == ["article_examples[1]", "article_examples[2]"]
    assert "matches none of article_patterns" in faults[0].reason


@pytest.mark.parametrize(
    ("seen", "key"),
    [
        ('{ as = "rumour" }', "listings[0].seen.as"),
        ("{ year = 2024 }", "listings[0].seen.as"),
        ('{ as = "host", year = 20240 }', "listings[0].seen.year"),
        ('{ as = "host", day = 1 }', "listings[0].seen.day"),
    ],
)
def test_evidence_of_another_form_is_a_fault(tmp_path: Path, seen: str, key: str) -> None:
    more = f'[[listings]]\nurl = "http://www.example.gov.cn/"\nseen = {seen}\nstale_days = 30\nmin_links = 9\n'
    [fault] = load_seeds(write(tmp_path, SEED + more)).faults
    assert fault.key == key


RETIRED = """
[[hosts]]
host = "www.old.gov.cn"
of = "某市纪委监委"
last_seen = 2018
replaced_by = "jw.example.gov.cn"
reason = "only in lists of 2018"
"""


def write_retired(folder: Path, text: str) -> Path:
    (folder / "seeds" / "retired").mkdir(parents=True)
    (folder / "seeds" / "retired" / "hosts.toml").write_text(text, encoding="utf-8")
    return folder / "seeds"


def test_retired_hosts_are_kept_with_what_followed_them(tmp_path: Path) -> None:
    [host] = load_retired(write_retired(tmp_path, RETIRED))
    assert (host.host, host.last_seen, host.replaced_by) == ("www.old.gov.cn", 2018, "jw.example.gov.cn")


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('host = "www.old.gov.cn"', "", "hosts[0].host"),
        ("www.old.gov.cn", "127.0.0.1", "hosts[0].host"),
        ("2018\n", '"2018"\n', "hosts[0].last_seen"),
        ("replaced_by", "replacedby", "hosts[0].replacedby"),
        (RETIRED, "host = 1\n", "hosts"),
        (RETIRED, "hosts =", "hosts.toml: not TOML"),
    ],
)
def test_a_bad_entry_names_file_and_key(tmp_path: Path, old: str, new: str, key: str) -> None:
    with pytest.raises(ConfigError, match=r"^seeds/retired/hosts\.toml: ") as error:
        load_retired(write_retired(tmp_path, RETIRED.replace(old, new, 1)))
    assert key in str(error.value)
