"""Codes of places: given where certain, never guessed."""

import json
from pathlib import Path

import pytest

import crawler
from crawler.extraction.divisions import (
    find_division,
    is_county_level_city,
    is_province,
    read_division_name,
)

CERTAIN = {
    "辽宁省": "210000",
    "辽宁": "210000",
    "宁夏": "640000",
    "宁夏回族自治区": "640000",
    "广西自治区": "450000",
    "上海": "310000",
    "大庆市": "230600",
    "大庆": "230600",
    "阿克苏地区": "652900",
    "恩施州": "422800",
    "延边州": "222400",
    "兴安盟": "152200",
    "魏县": "130434",
    "魏县县委": "130434",
    "五峰县": "420529",
    "昆山市": "320583",
    "江苏省南京市鼓楼区": "320106",
    "长春市朝阳区": "220104",
    "重庆市万州区": "500101",
    "河南": "410000",
}


@pytest.mark.parametrize(("name", "code"), CERTAIN.items(), ids=list(CERTAIN))
def test_a_name_borne_once_gives_its_code(name: str, code: str) -> None:
    assert find_division(name, None, "") == code


@pytest.mark.parametrize(
    "name", ["朝阳区", "鼓楼区", "市中区", "白云区", "矿区", "城区", "假县", "甲乙县", "县财政局", "白塔镇", "", "吉林"]
)
def test_what_is_not_certain_gives_nothing(name: str) -> None:
    assert find_division(name, None, "") is None


REGIONS = {
    ("朝阳区", "110000"): "110105",
    ("朝阳区", "220100"): "220104",
    ("朝阳区", "220104"): "220104",
    ("鼓楼区", "320300"): "320302",
    ("鼓楼区", "320000"): None,
    ("鼓楼区", "210000"): None,
    ("鼓楼区", "320102"): "320106",
    ("矿区", "140300"): "140303",
    ("普陀区", "330900"): "330903",
}


@pytest.mark.parametrize(("asked", "code"), REGIONS.items(), ids=["-".join(k) for k in REGIONS])
def test_the_publishers_region_decides_between_namesakes(asked: tuple[str, str], code: str | None) -> None:
    assert find_division(*asked, "") == code


TEXTS = {
    ("朝阳区", "巡视长春市朝阳区工作动员会召开"): "220104",
    ("朝阳区", "北京市委第三巡视组进驻朝阳区"): "110105",
    ("朝阳区", "北京市和长春市的朝阳区"): None,
    ("鼓楼区", "中共开封市委第二巡察组"): "410204",
    ("鼓楼区", "江苏省委第二巡视组"): None,
    ("吉林", "巡视吉林省工作动员会"): "220000",
    ("白云区", "广州市白云区召开会议"): "440111",
}


@pytest.mark.parametrize(("asked", "code"), TEXTS.items(), ids=["-".join(k) for k in TEXTS])
def test_the_text_decides_between_namesakes(asked: tuple[str, str], code: str | None) -> None:
    assert find_division(asked[0], None, asked[1]) == code


CHANGED = {
    "密云县": "110118",
    "蓟县": "120119",
    "绍兴县": "330603",
    "闸北区": "310106",
    "户县": "610118",
    "邯郸县": "130421",
}


@pytest.mark.parametrize(("name", "code"), CHANGED.items(), ids=list(CHANGED))
def test_a_name_that_ended_gives_what_continues_it(name: str, code: str) -> None:
    assert find_division(name, None, "") == code


CITIES = {
    ("昆山市", None): True,
    ("昆山", None): True,
    ("昆山市委", None): True,
    ("洛阳市", None): False,
    ("北京市", None): False,
    ("即墨市", None): True,
    ("市委", "330381"): True,
    ("市委", "330300"): False,
    ("市委", "130434"): None,
    ("市委", None): None,
    ("甲乙市", None): None,
}


@pytest.mark.parametrize(("asked", "told"), CITIES.items(), ids=[f"{a}-{b}" for a, b in CITIES])
def test_a_city_is_county_level_by_the_table(asked: tuple[str, str | None], told: bool | None) -> None:
    assert is_county_level_city(*asked) is told


def test_provinces_and_municipalities_are_told() -> None:
    assert is_province("宁夏")
    assert is_province("上海市")
    assert not is_province("南京市")


def test_every_change_points_to_a_known_division() -> None:
    data = Path(crawler.__file__).parent / "data" / "division_changes.json"
    changes = json.loads(data.read_text("utf-8"))["changes"]
    assert len(changes) > 200
    assert all(c["now"] is None or read_division_name(c["now"]) for c in changes)
