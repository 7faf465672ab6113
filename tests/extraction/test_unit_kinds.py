"""Kinds of units by their names."""

import pytest

from crawler.extraction.unit_kinds import classify_unit

KINDS = {
    "江苏省": "place",
    "山西": "place",
    "云溪区": "place",
    "白塔镇": "place",
    "柳林街道": "place",
    "石桥村": "village",
    "东风社区": "village",
    "县委组织部": "party",
    "市委党校": "party",
    "市直机关工委": "party",
    "县审计局": "state",
    "省财政厅": "state",
    "国家发展改革委": "state",
    "市人民政府办公室": "state",
    "教育部": "state",
    "县人民法院": "court",
    "区人民检察院": "court",
    "市城市建设投资有限公司": "enterprise",
    "县农商行": "enterprise",
    "河谷师范大学": "university",
    "机电工程学院": "university",
    "市第二人民医院": "hospital",
    "青山乡卫生院": "hospital",
    "县第一中学": "school",
    "实验幼儿园": "school",
    "县残联": "other",
    "市图书馆": "other",
    "市教育局党组": "state",
    "县文化旅游局（县体育局）": "state",
}


@pytest.mark.parametrize(("name", "kind"), KINDS.items(), ids=list(KINDS))
def test_a_units_name_tells_its_kind(name: str, kind: str) -> None:
    assert classify_unit(name) == kind


@pytest.mark.parametrize("name", ["", "甲乙", "星辰计划"])
def test_a_name_that_does_not_tell_gives_nothing(name: str) -> None:
    assert classify_unit(name) is None
