"""Ids of teams and units: one for every printed form, another for another body."""

import pytest

from crawler.identity import make_team_id, make_unit_id

SAME_UNITS = (
    ("江苏省作协", "江苏省作家协会"),
    ("河北省魏县卫健局", "河北省魏县卫生健康局"),
    ("江苏省昆山市人社局", "江苏省昆山市人力资源和社会保障局"),
    ("河北省魏县县委组织部", "河北省魏县委组织部"),
    ("湖南省供销社", "湖南省供销合作总社"),
    ("江苏省南京市发改委", "江苏省南京市发展和改革委员会"),
    ("中国中化控股有限责任公司", "中国中化控股公司"),
    ("河北省魏县审计局", "河北省魏县审计局党组"),
    ("河北省魏县审计局（机关）", "河北省魏县审计局"),
)
OTHER_UNITS = (
    ("河北省魏县审计局", "安徽省魏县审计局"),
    ("江苏省南京市鼓楼区", "福建省福州市鼓楼区"),
    ("河北省魏县卫健局", "河北省魏县医保局"),
    ("河北省魏县第一中学", "河北省魏县第二中学"),
)
SAME_TEAMS = (
    ("湖南省委第一巡视组", "湖南省委巡视第一组"),
    ("湖南省委第一巡视组", "湖南省委第1巡视组"),
    ("山西省委巡视四组", "山西省委第四巡视组"),
    ("河北省魏县县委第三巡察组", "河北省魏县委第三巡查组"),
)
OTHER_TEAMS = (
    ("湖南省委第一巡视组", "湖南省委第二巡视组"),
    ("湖南省委第一巡视组", "湖北省委第一巡视组"),
    ("河北省魏县县委第三巡察组", "河北省魏县县委第三专项巡察组"),
    ("湖南省委第一巡视组", "湖南省委第十一巡视组"),
)


@pytest.mark.parametrize(("one", "other"), SAME_UNITS)
def test_forms_of_one_unit_share_an_id(one: str, other: str) -> None:
    assert make_unit_id(one) == make_unit_id(other)


@pytest.mark.parametrize(("one", "other"), OTHER_UNITS)
def test_other_units_have_other_ids(one: str, other: str) -> None:
    assert make_unit_id(one) != make_unit_id(other)


@pytest.mark.parametrize(("one", "other"), SAME_TEAMS)
def test_forms_of_one_team_share_an_id(one: str, other: str) -> None:
    assert make_team_id(one) == make_team_id(other)


@pytest.mark.parametrize(("one", "other"), OTHER_TEAMS)
def test_other_teams_have_other_ids(one: str, other: str) -> None:
    assert make_team_id(one) != make_team_id(other)
