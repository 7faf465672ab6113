"""Questions to the store, in both scripts; what means nothing is told with the nearest that does."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.commands.selection import guess_format, write_file
from crawler.exports import Outlet, publish_changes
from crawler.exports.about import ALL_TITLE
from crawler.exports.questions import (
    answer,
    check_names,
    end_of_day,
    make_filter,
    matches,
    read_question,
    read_searches,
)
from crawler.model.filter import Filter
from crawler.model.items import Kind, Person, Target
from crawler.model.outcomes import ConfigError, StorageError
from crawler.runs.hindsight import recall
from crawler.store import Store
from crawler.store.archive import Archive
from tests.store.samples import NOW, make_facts, make_notice

SITES = ["site-a", "site-b", "zhejiang"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(f"sqlite:///{tmp_path}/notices.sqlite3")
    kinds: dict[int, Kind] = {1: "mobilization", 2: "announcement", 3: "feedback", 4: "mobilization"}
    for number, kind in kinds.items():
        facts = make_facts(
            number,
            kind=kind,
            province="330000" if number < 3 else "320000",
            confidence="certain" if number == 1 else "unsure",
            targets=(Target(name="测绘局" if number == 1 else f"试验{number}县"),),
            people=(Person(name=f"林知{'远近高低'[number - 1]}", post=None, roles=()),),
        )
        opened.commit(make_notice(number, facts=facts, published_at=f"2026-03-0{number}"), NOW + timedelta(days=number))
    yield opened
    opened.close()


def ask(store: Store, **words: str) -> list[int]:
    """The numbers of the notices that answer."""
    question = read_question(words, SITES)
    check_names(store, question)
    known = {make_notice(number).id: number for number in range(9)}
    ids = answer(store, question)
    stored = list(store.list_notices(kinds=None))
    assert sorted(ids) == sorted(n.id for n in stored if matches(make_filter(question), n))
    return [known[notice_id] for notice_id in ids]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ({}, [4, 2, 1]),
        ({"kind": "all"}, [4, 3, 2, 1]),
        ({"kind": "feedback"}, [3]),
        ({"province": "浙江"}, [2, 1]),
        ({"province": "浙江省"}, [2, 1]),
        ({"province": "330000"}, [2, 1]),
        ({"province": "江蘇"}, [4]),
        ({"person": "林知遠"}, [1]),
        ({"unit": "測繪"}, [1]),
        ({"unit": "测绘"}, [1]),
        ({"team": "第4巡"}, [4]),
        ({"text": "進駐試驗2縣"}, [2]),
        ({"min_confidence": "likely"}, [1]),
        ({"min_confidence": "unsure"}, [4, 2, 1]),
        ({"since": "2026-03-02", "until": "2026-03-03", "kind": "all"}, [3, 2]),
        ({"changed_since": "2026-03-06"}, [4, 2]),
        ({"site": "site-a", "level": "provincial"}, [4, 2, 1]),
        ({"site": "site-b"}, []),
    ],
)
def test_a_question_is_answered(store: Store, words: dict[str, str], numbers: list[int]) -> None:
    assert ask(store, **words) == numbers


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"province": "浙工"}, "--province '浙工': is no province; did you mean 浙江"),
        ({"site": "zhejian"}, "--site 'zhejian': is unknown; did you mean zhejiang"),
        ({"kind": "feadback"}, "did you mean feedback"),
        ({"level": "countie"}, "did you mean county"),
        ({"min_confidence": "sure"}, "--min-confidence 'sure'"),
        ({"person": "林知元远"}, "--person '林知元远': no notice names it; did you mean 林知远"),
        ({"unit": "测汇局"}, "did you mean 测绘局"),
        ({"team": "省委第9巡视组"}, "did you mean 省委第"),
        ({"since": "gestern"}, "--since 'gestern': no day"),
        ({"changed_since": "2026-13-01"}, "--changed-since"),
        ({"since": "2026-03-02", "until": "2026-03-01"}, "lies after"),
        ({"text": " "}, "--text: is empty"),
    ],
)
def test_what_means_nothing_is_told_with_the_nearest(store: Store, words: dict[str, str], told: str) -> None:
    with pytest.raises(ConfigError) as error:
        ask(store, **words)
    assert told in str(error.value)
    assert "\n" not in str(error.value)


@settings(max_examples=30)
@given(st.sampled_from(["%", "_", "\\", "'", '"', ";", "\x00", "测%"]))
def test_a_hostile_word_is_sought_as_it_is(word: str) -> None:
    with Store_in_memory() as store:
        assert list(store.list_matching_ids(Filter(text=(word,)))) == []


class Store_in_memory:  # noqa: N801  # reads as what it gives
    def __enter__(self) -> Store:
        self.store = Store.open("sqlite://")
        self.store.commit(make_notice(1), NOW)
        return self.store

    def __exit__(self, *_: object) -> None:
        self.store.close()


def test_as_of_a_day_is_what_was_known_then(store: Store, tmp_path: Path) -> None:
    old = make_notice(1).page.archive
    edited = make_notice(1, title="改了", content_hash="f" * 64, facts=make_facts(1, scope="新"))
    store.commit(edited, NOW + timedelta(days=8))
    store.commit(make_notice(60, site="site-b", content_hash="f" * 64), NOW + timedelta(days=9))
    for _ in range(2):
        store.mark_missing("site-a", make_notice(2).page.url, NOW + timedelta(days=9))
    assert old is not None
    with store._database.write() as connection:  # the archive of these notices is made up
        connection.exec_driver_sql("UPDATE revisions SET archive_file = NULL")
    archive = Archive(tmp_path / "archive")
    moment = end_of_day(date(2026, 3, 10))
    known = {n.id: n for n in recall(store, archive, {}, store.list_notices(kinds=None), moment)}
    assert len(known) == 4
    first = known[make_notice(1).id]
    assert (first.page.title, first.revision) == ("省委第1巡视组进驻试验1县", 1)
    assert [sighting.site for sighting in first.sightings] == ["site-a"]
    assert known[make_notice(2).id].withdrawn is None
    later = {n.id: n for n in recall(store, archive, {}, store.list_notices(kinds=None), moment + timedelta(days=9))}
    assert (later[make_notice(1).id].page.title, later[make_notice(1).id].revision) == ("改了", 2)
    assert later[make_notice(2).id].withdrawn is not None
    assert list(recall(store, archive, {}, store.list_notices(kinds=None), end_of_day(date(2026, 3, 3)))) == []


def test_a_saved_search_has_its_feeds_and_a_province_and_level_theirs(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "searches.toml"
    path.write_text('[surveyors]\ntitle = "测绘"\nunit = "測繪"\n[back]\nkind = "feedback"\n', "utf-8")
    outlet = Outlet(searches=read_searches(path, SITES), address="https://feeds.example/x")
    feeds = tmp_path / "feeds"
    publish_changes(store, feeds, [], NOW, outlet)
    surveyors = (feeds / "search" / "surveyors" / "notices.atom").read_text("utf-8")
    assert surveyors.count("<entry>") == 1
    assert '<title type="text">测绘</title>' in surveyors
    assert 'href="https://feeds.example/x/search/surveyors/notices.atom"' in surveyors
    zhejiang = (feeds / "province" / "330000" / "notices.rss").read_text("utf-8")
    assert (zhejiang.count("<item>"), f"<title>{ALL_TITLE}：浙江省</title>" in zhejiang) == (2, True)
    assert (feeds / "level" / "provincial" / "notices.atom").read_text("utf-8").count("<entry>") == 3
    assert publish_changes(store, feeds, [], NOW, outlet) == []
    store.commit(make_notice(7, facts=make_facts(7, kind="feedback")), NOW)
    written = {p.relative_to(feeds).as_posix() for p in publish_changes(store, feeds, [], NOW, outlet)}
    assert written == {f"search/back/notices.{name}" for name in ("atom", "ics", "jsonfeed", "rss")}


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("[a", "cannot be read"),
        ("x = 1", "write each search as"),
        ("[A]\n", "write each search as"),
        ("[a]\nprovinze = 'x'", "[a] provinze: is no question that a search can ask; did you mean province"),
        ("[a]\nsince = 2026", "write it in quotes"),
        ("[a]\nprovince = '浙'", "[a] province '浙': is no province"),
    ],
)
def test_a_wrong_search_is_told(body: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "searches.toml").write_text(body, "utf-8")
    with pytest.raises(ConfigError) as error:
        read_searches(tmp_path / "searches.toml", SITES)
    assert told in str(error.value)


class Subscriber:
    """A feed reader: an entry that is new, or whose time moved, is an event."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}

    def read(self, feed: Path) -> list[str]:
        import feedparser

        events = []
        for entry in feedparser.parse(feed.read_bytes()).entries:
            if self.known.get(entry.id) != entry.updated:
                self.known[entry.id] = entry.updated
                events.append(entry.title)
        return events


def test_a_subscriber_sees_each_event_once_over_a_month(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path}/notices.sqlite3")
    feed, reader = tmp_path / "feeds" / "notices.atom", Subscriber()
    told: list[list[str]] = []
    moments = [NOW + timedelta(days=day) for day in range(30)]
    steps: dict[int, Callable[[], object]] = {
        0: lambda: store.commit(make_notice(1), moments[0]),
        3: lambda: store.commit(make_notice(51, site="site-b", content_hash=f"{1:064x}"), moments[3]),
        6: lambda: store.commit(make_notice(2), moments[6]),
        9: lambda: store.commit(make_notice(1, title="改", content_hash="f" * 64, fetched_at=moments[9]), moments[9]),
        12: lambda: store.replace_facts(make_notice(2, facts=make_facts(2, scope="读得更好"))),
        15: lambda: store.mark_missing("site-a", make_notice(2).page.url, moments[15]),
        16: lambda: store.mark_missing("site-a", make_notice(2).page.url, moments[16]),
    }
    for day, now in enumerate(moments):
        steps.get(day, lambda: None)()
        publish_changes(store, tmp_path / "feeds", [], now)
        told.append(reader.read(feed))
    store.close()
    assert {day: titles for day, titles in enumerate(told) if titles} == {
        0: ["省委第1巡视组进驻试验1县"],
        6: ["省委第2巡视组进驻试验2县"],
        9: ["【已更正】改"],
        16: ["【已撤下】省委第2巡视组进驻试验2县"],
    }


class TestFiles:
    """Where an export goes."""

    def test_the_ending_chooses_the_format(self) -> None:
        told = [guess_format(name) for name in (None, "x", "a/x.parquet", "x.XLSX", "x.jl")]
        assert told == ["jsonl", "jsonl", "parquet", "xlsx", "jsonl"]
        with pytest.raises(ConfigError, match="did you mean xlsx"):
            guess_format("x.xls")

    def test_a_link_is_followed_and_a_failed_write_leaves_what_was_there(self, tmp_path: Path) -> None:
        path, link = tmp_path / "real.csv", tmp_path / "link.csv"
        path.write_text("old", "utf-8")
        link.symlink_to(path)

        def fail(_stream: object) -> None:
            raise OSError(28, "No space left on device")

        with pytest.raises(StorageError, match="No space left"):
            write_file(link, fail)
        assert path.read_text("utf-8") == "old"
        write_file(link, lambda stream: stream.write(b"new"))
        assert (path.read_text("utf-8"), link.is_symlink()) == ("new", True)
        assert {each.name for each in tmp_path.iterdir()} == {"real.csv", "link.csv"}


def test_a_question_replaced_is_another_search(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    path.write_text("[a]\nunit = '甲'\n", "utf-8")
    [one] = read_searches(path, SITES)
    path.write_text("[a]\nunit = '乙'\n", "utf-8")
    [other] = read_searches(path, SITES)
    assert one.mark != other.mark
    assert replace(one, question=other.question) == other
