"""A day's plan: every site is asked, an idle one little, and no hour or minute has them all."""

import re
import subprocess
from dataclasses import replace
from datetime import datetime, time, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.commands.schedule import find_shift
from crawler.model.site import Listing, Site
from crawler.replica import Replica
from crawler.sites.seeds import load_seeds
from crawler.sites.timetable import MOST_IDLE, count_by_hour, plan_day
from tests.crawl.support import FAST, ROOT, Desk, read_clock

NAMES = st.from_regex(r"[a-z][a-z0-9-]{0,20}", fullmatch=True)


def make(name: str, listings: int) -> Site:
    host = f"{name.rstrip('-')}.example.gov.cn"
    return Site(
        id=name,
        name="某市纪委监委",
        level="municipal",
        region="130400",
        platform="auto",
        hosts=(host,),
        listings=tuple(Listing(url=f"http://{host}/{n}/", stale_days=60, min_links=5) for n in range(listings)),
    )


@given(st.dictionaries(NAMES, st.integers(1, 20), max_size=40), st.data())
def test_every_site_is_asked_and_an_idle_one_at_most_nine_times_or_once(
    sites: dict[str, int], data: st.DataObject
) -> None:
    busy = data.draw(st.sets(st.sampled_from(sorted(sites)))) if sites else set()
    visits = plan_day([make(name, count) for name, count in sites.items()], busy)
    assert {visit.site for visit in visits} == set(sites)
    for visit in visits:
        assert visit.requests == sites[visit.site] + 1
        assert 0 <= visit.minute < 60
        assert len(set(visit.hours)) == len(visit.hours) >= 1
        assert set(visit.hours) <= set(range(24))
        assert len(visit.hours) == 24 if visit.busy else visit.a_day <= MOST_IDLE or len(visit.hours) == 1
    assert sum(count_by_hour(visits).values()) == sum(visit.a_day for visit in visits)


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ((time(22), time(6)), {22, 23, 0, 1, 2, 3, 4, 5}),
        ((time(8, 30), time(11)), {9, 10}),
        ((time(8, 30), time(8, 50)), {8}),
    ],
)
def test_a_site_is_asked_within_its_hours_alone(hours: tuple[time, time], expected: set[int]) -> None:
    site = replace(make("night", 1), hours=hours)
    [idle], [busy] = plan_day([site]), plan_day([site], {"night"})
    assert set(idle.hours) <= expected
    assert set(busy.hours) == expected


@pytest.mark.parametrize(("zone", "shift"), [(8, 0), (0, -8), (9, 1), (-5, -13)])
def test_beijings_hours_are_told_by_the_machines_clock(zone: int, shift: int) -> None:
    assert find_shift(datetime(2026, 3, 1, tzinfo=timezone(timedelta(hours=zone)))) == shift


def test_a_new_site_moves_no_other() -> None:
    before = plan_day([make("anshun", 2), make("beijing", 3)])
    after = plan_day([make("anshun", 2), make("baoji", 1), make("beijing", 3)])
    assert [visit for visit in after if visit.site != "baoji"] == list(before)


def test_a_hundred_and_fifty_sites_are_spread() -> None:
    visits = plan_day([make(f"site-{number}", 1 + number % 4) for number in range(150)])
    by_hour = count_by_hour(visits)
    assert max(by_hour.values()) < 2 * sum(by_hour.values()) / 24
    minutes = [visit.minute for visit in visits]
    assert max(minutes.count(minute) for minute in minutes) <= 9
    assert all(visit.a_day < 10 for visit in visits)


def test_the_shipped_sites_are_asked_less_than_ten_times_a_day() -> None:
    sites = [site for site in load_seeds(ROOT / "seeds").sites.values() if site.disabled is None]
    assert [visit.site for visit in plan_day(sites) if visit.a_day >= 10] == []


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The crontab after one site has found its notices."""
    with Replica(read_clock(), sites=["jilinshi"]) as replica:
        desk = Desk(tmp_path_factory.mktemp("schedule"), replica, {"NOTICES_CONTACT": "me@example.org"})
        assert desk.run("crawl", "jilinshi", *FAST).code == 0
        ended = desk.run("schedule")
    assert (ended.code, ended.err) == (0, "")
    return ended.out


def test_the_crontab_has_a_line_for_every_site_that_is_on(printed: str) -> None:
    lines = [line for line in printed.splitlines() if " * * *  cd " in line]
    on = [site.id for site in load_seeds(ROOT / "seeds").sites.values() if site.disabled is None]
    assert sorted(re.findall(r"\$CRAWL (\S+) ", "\n".join(lines))) == sorted(on)
    for line in lines:
        minute, hours = line.split()[:2]
        assert 0 <= int(minute) < 60
        assert hours == "*" or all(0 <= int(hour) < 24 for hour in hours.split(","))
        assert "%" not in line


def test_a_site_whose_round_is_on_is_asked_every_hour(printed: str) -> None:
    assert "# jilinshi: a round is on: 2 requests a run, 48 a day with nothing new\n" in printed
    assert [line for line in printed.splitlines() if re.match(r"\d+ \* ", line) and "jilinshi" not in line] == []


def test_the_totals_stand_above(printed: str) -> None:
    runs, requests = map(int, re.search(r"(\d+) runs and (\d+) requests a day", printed).groups())  # type: ignore[union-attr]
    told = re.findall(r"^# [\w-]+: .*?(\d+) requests a run, (\d+) a day", printed, re.MULTILINE)
    assert requests == sum(int(a_day) for _, a_day in told)
    assert runs == sum(int(a_day) // int(a_run) for a_run, a_day in told)


def test_a_line_of_the_crontab_is_a_command_that_runs(printed: str, tmp_path: Path) -> None:
    """As cron would: by its shell, with the variables above it and hardly any other. What ends well is silent."""
    variables = dict(re.findall(r"^([A-Z_]+)=(.*)$", printed, re.MULTILINE))
    line = next(line for line in printed.splitlines() if line.endswith('"exit $?: $out"'))
    command = line.split("* * *", 1)[1]
    for crawl, told in (("/bin/true", ""), ("/bin/false", "exit 1: \n")):
        environment = {**variables, "NOTICES_DATA_DIR": str(tmp_path), "PATH": "/usr/bin:/bin", "CRAWL": crawl}
        ran = subprocess.run([variables["SHELL"], "-c", command], env=environment, capture_output=True, text=True)
        assert (ran.returncode, ran.stdout, ran.stderr) == (0, told, "")
    assert variables["CRAWL"].endswith(".venv/bin/scrapy crawl")


def test_it_takes_no_sites(tmp_path: Path) -> None:
    ended = Desk(tmp_path).run("schedule", "ccdi")
    assert (ended.code, ended.out) == (21, "")
    assert "takes no sites" in ended.err
