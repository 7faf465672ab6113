"""Where a notice belongs: division and province from what it says, names written out, null where it does not tell."""

import json
from datetime import UTC, datetime
from pathlib import Path

import phonenumbers.geodata
import pytest
from hypothesis import given
from hypothesis import strategies as st

import crawler
from bench.evaluation import load_scorer
from crawler.decoding.plaintext import read_plain
from crawler.extraction.divisions import list_codes, read_division_name, shorten_division
from crawler.extraction.notice import extract_facts
from crawler.extraction.places.gazetteer import PREFECTURE, PROVINCE, contains, find_area, find_mentions, lift, rank
from crawler.extraction.places.qualified import Home, join, qualify_team, qualify_unit
from crawler.model.items import Facts
from crawler.model.site import Site
from crawler.runs.saved_pages import SavedPage, read_saved
from tests.readers.shapes import make_site

NOW = datetime(2026, 11, 22, tzinfo=UTC)
COUNTY_NOTICE = """县委第三巡察组进驻县审计局开展巡察工作动员会召开
2023年5月10日,县委第三巡察组进驻县审计局工作动员会召开。县委第三巡察组组长林知远作动员讲话,县审计局党组书记高远主持会议。
值班电话:{phone},巡察时间为2023年5月10日至6月30日。{more}"""


def read(text: str, url: str = "file:place", site: Site | None = None) -> Facts:
    return extract_facts(read_plain(text, site="offline", url=url, fetched_at=NOW), site)


def read_county(phone: str = "12388", more: str = "", url: str = "file:place") -> Facts:
    return read(COUNTY_NOTICE.format(phone=phone, more=more), url)


def test_nothing_said_is_nothing_known() -> None:
    facts = read_county()
    assert (facts.division, facts.province) == (None, None)
    assert [unit.qualified for unit in (*facts.team_units, *facts.targets)] == [None, None]


@pytest.mark.parametrize(
    "more",
    ["中共魏县委员会巡察办", "来信请寄:河北省邯郸市魏县政府大院。", "(魏县纪委监委供稿)"],
)
def test_a_county_named_decides(more: str) -> None:
    facts = read_county(more=more)
    assert (facts.division, facts.province) == ("130434", "130000")
    assert [unit.qualified for unit in facts.team_units] == ["河北省魏县县委第三巡察组"]
    assert [unit.qualified for unit in facts.targets] == ["河北省魏县审计局"]


def test_a_county_that_exists_twice_needs_its_city_or_an_area_code() -> None:
    text = "区委第二巡察组进驻区审计局动员会召开\n2023年5月10日,鼓楼区委第二巡察组进驻区审计局工作动员会召开。{more}"
    assert read(text.format(more="")).division is None
    assert read(text.format(more="值班电话:025-83241234。")).division == "320106"
    assert read(text.format(more="邮政信箱:福州市A12号信箱。")).division == "350102"


def test_the_area_code_alone_names_a_city_and_no_county() -> None:
    assert (read_county(phone="0579-82345678").division, read_county(phone="0579-82345678").province) == (
        None,
        "330000",
    )


@pytest.mark.parametrize(
    ("url", "division"),
    [
        ("http://www.duchangjw.gov.cn/1.html", "360428"),
        ("http://www.dcxjw.gov.cn/1.html", None),
        ("http://www.example.com/duchang/1.html", "360428"),
    ],
)
def test_a_host_decides_by_its_full_pinyin_only(url: str, division: str | None) -> None:
    assert read_county(url=url).division == division


def test_initials_decide_beside_an_area_code() -> None:
    assert read_county(phone="0792-5234567", url="http://www.dcxjw.gov.cn/1.html").division == "360428"


def test_the_region_of_the_site_decides_where_the_text_is_silent() -> None:
    facts = read(
        COUNTY_NOTICE.format(phone="12388", more=""),
        site=make_site("http://jw.example.gov.cn/xsxc/", level="county", region="130434"),
    )
    assert facts.division == "130434"
    proofs = [(proof.where, proof.value) for proof in facts.evidence if proof.field == "division"]
    assert proofs == [("site", "130434")]


def test_a_province_stands_in_front_of_its_committee() -> None:
    facts = read("2024年4月9日,省委第一巡视组巡视省作协工作动员会召开。值班电话:025-86791234。")
    assert [unit.qualified for unit in (*facts.team_units, *facts.targets)] == ["江苏省委第一巡视组", "江苏省作协"]


def test_the_centre_has_no_division_and_the_province_of_its_units() -> None:
    facts = read("2024年4月9日,中央第六巡视组巡视辽宁省工作动员会召开。")
    assert (facts.division, facts.province) == (None, "210000")
    assert [unit.qualified for unit in facts.team_units] == ["中央第六巡视组"]


HOMES = {
    "魏县": Home("county", "130434", "130000"),
    "昆山": Home("county", "320583", "320000"),
    "朝阳区": Home("county", "110105", "110000"),
    "恩施": Home("municipal", "422800", "420000"),
    "阿里": Home("municipal", "542500", "540000"),
    "新疆": Home("provincial", "650000", "650000"),
    "南京": Home("municipal", "320100", "320000"),
}
TEAMS = (
    ("魏县", "县委第三巡察组", "河北省魏县县委第三巡察组"),
    ("昆山", "市委第二巡察组", "江苏省昆山市委第二巡察组"),
    ("朝阳区", "区委第二巡察组", "北京市朝阳区委第二巡察组"),
    ("恩施", "州委第四巡察组", "湖北省恩施土家族苗族自治州委第四巡察组"),
    ("阿里", "地委第二巡察组", "西藏自治区阿里地委第二巡察组"),
    ("新疆", "自治区党委第三巡视组", "新疆维吾尔自治区党委第三巡视组"),
    ("南京", "校党委第一巡察组", None),
    ("南京", "南京市委第一巡察组", "江苏省南京市委第一巡察组"),
)
UNITS = (
    ("魏县", "县审计局", None, "河北省魏县审计局"),
    ("魏县", "院堡镇", None, "河北省魏县院堡镇"),
    ("昆山", "市水务局", None, "江苏省昆山市水务局"),
    ("朝阳区", "区体育局", None, "北京市朝阳区体育局"),
    ("恩施", "巴东县", "422823", "湖北省恩施土家族苗族自治州巴东县"),
    ("南京", "南京大学", None, "南京大学"),
    ("南京", "南京市鼓楼医院", None, "江苏省南京市鼓楼医院"),
    ("南京", "中国银行", None, "中国银行"),
    ("南京", "龙潭街道", None, None),
    ("新疆", "新疆大学", None, "新疆大学"),
)


@pytest.mark.parametrize(("home", "name", "qualified"), TEAMS)
def test_a_team_has_its_place_in_front(home: str, name: str, qualified: str | None) -> None:
    assert qualify_team(name, HOMES[home]) == qualified


@pytest.mark.parametrize(("home", "name", "division", "qualified"), UNITS)
def test_a_unit_has_its_place_in_front(home: str, name: str, division: str | None, qualified: str | None) -> None:
    assert qualify_unit(name, division, HOMES[home], None) == qualified


CODES = sorted(list_codes())


@given(st.sampled_from(CODES), st.sampled_from(CODES))
def test_equal_units_of_two_places_never_share_a_qualified_name(one: str, other: str) -> None:
    homes = [Home("county", code, lift(code, PROVINCE)) for code in (one, other)]
    names = [qualify_unit("财政局", None, home, None) for home in homes]
    assert (names[0] == names[1]) == (one == other)


@given(st.sampled_from([code for code in CODES if not code.endswith("00")]))
def test_a_county_lies_in_its_city_and_province(code: str) -> None:
    city = lift(code, PREFECTURE)
    assert contains(lift(code, PROVINCE) or "", code)
    assert city is None or (contains(city, code) and rank(city) == PREFECTURE)


@given(st.sampled_from(CODES))
def test_a_name_is_found_where_it_stands(code: str) -> None:
    name = read_division_name(code) or ""
    found = [mention for mention in find_mentions(f"在{name}召开") if code in mention.codes]
    assert all(f"在{name}召开"[mention.start : mention.end] == name for mention in found)


@given(st.text("甲乙县市", max_size=6), st.text("甲乙县市", min_size=1, max_size=6))
def test_joining_writes_what_both_share_once(place: str, name: str) -> None:
    joined = join(place, name)
    assert joined.startswith(place)
    assert joined.endswith(name)
    assert len(joined) <= len(place) + len(name)


def test_spellings_are_those_of_the_library() -> None:
    from pypinyin import lazy_pinyin

    data = Path(crawler.__file__).parent / "data" / "division_spellings.json"
    spellings = json.loads(data.read_text("utf-8"))["spellings"]
    assert sorted(spellings) == CODES
    for code in CODES:
        assert "".join(lazy_pinyin(shorten_division(read_division_name(code) or ""))) in spellings[code][0].split()


def test_area_codes_are_those_of_the_library() -> None:
    """Each row agrees with libphonenumber's table, save cities that were renamed or parted since."""
    areas = json.loads((Path(crawler.__file__).parent / "data" / "area_codes.json").read_text("utf-8"))["areas"]
    assert len(areas) > 300
    for area in areas:
        told = phonenumbers.geodata.GEOCODE_DATA[f"86{area[1:]}"]["zh"]
        provinces = {read_division_name(lift(code, PROVINCE) or "") or "" for code in find_area(f"{area}-1234567")}
        assert len(provinces) == 1
        assert told[:2] == next(iter(provinces))[:2]


LEAST_RIGHT, LEAST_GIVEN = 0.98, 0.9
"""Of the values given so many are right, of those labelled so many are given."""


def test_labelled_places_are_right(eval_folder: Path) -> None:
    load_scorer()
    scorer, places, gold, found = load_scorer("score_places"), {}, {}, {}
    for part in ("seeds", "d3", "d4", "e1a", "e1b", "e1c"):
        folder = eval_folder / "notices"
        places |= scorer.read(folder / f"{part}.places.jsonl")
        gold |= scorer.read(folder / f"{part}.gold.jsonl")
        for row in scorer.read(folder / f"{part}.docs.jsonl").values():
            saved = SavedPage(ref=row["id"], text=row["text"], url=row.get("url"))
            found[row["id"]] = read_saved(saved, [], NOW)
    scores = scorer.score(places, gold, found)["per_field"]
    assert {field for field, score in scores.items() if score[0] < LEAST_RIGHT} == set()
    assert {field for field, score in scores.items() if score[1] < LEAST_GIVEN} == set()
