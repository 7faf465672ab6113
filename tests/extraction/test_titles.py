"""The cautious form of classification: link texts of listings."""

import pytest

from crawler.extraction.fields.kind import classify_title

YES = (
    "省委第三巡视组巡视海州市工作动员会召开",
    "县委第一巡察组进驻县水利局",
    "市委第五巡察组巡察市林业局党组工作动员会召开",
    "县委巡察组进驻公告",
    "中央第九巡视组进驻国家能源局",
    "关于区委第二巡察组巡察区文旅局的公告",
    "省委巡视组进驻7个市开展常规巡视",
    "校党委第二巡察组巡察文学院见面会举行",
    "县委第三巡察组对青石镇开展巡察“回头看”动员会召开",
    "十四届县委第五轮巡察进驻一览表",
)
NO = (
    "全县森林防火工作会议召开",
    "省委巡视组反馈海州市巡视情况",
    "市水利局召开巡察整改动员部署会",
    "中共青山县委关于巡视整改进展情况的通报",
    "关于做好2023年高考工作的通知",
    "县防汛抗旱指挥部召开防汛动员会",
    "全市巡察干部培训班开班",
    "教育督导组进驻我市",
    "在县委巡察组进驻动员会上的表态发言（范文）",
    "市委主题教育第五巡回督导组进驻动员会召开",
    "省高院司法巡查组进驻市中院",
)
OPEN = (
    "",
    "我校召开巡视工作动员会",
    "青云区召开动员大会",
    "市委第五巡察组巡察市林...",
    "省委第三巡视组向海州市反…",
    "县委召开巡察工作动员部署会",
    "提级巡察进村来",
    "八届市委第五轮巡察启动",
    "我局召开动员会",
)


@pytest.mark.parametrize(
    ("title", "answer"),
    [(t, "yes") for t in YES] + [(t, "no") for t in NO] + [(t, "open") for t in OPEN],
    ids=[*YES, *NO, *(t or "empty" for t in OPEN)],
)
def test_link_text_says_whether_to_fetch(title: str, answer: str) -> None:
    assert classify_title(title) == answer


@pytest.mark.parametrize("title", YES)
def test_title_cut_anywhere_is_never_a_no(title: str) -> None:
    for length in range(1, len(title)):
        assert classify_title(title[:length] + "…") != "no"
