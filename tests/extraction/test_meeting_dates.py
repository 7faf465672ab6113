"""Days of the reported meetings."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extraction.fields.meeting_dates import read_meeting_dates
from crawler.extraction.text.document import Document

PUBLISHED = date(2021, 9, 16)

HELD = {
    "column of meeting days": (
        (
            "9月13日至15日，集团党委各巡察组进驻并召开动员会。\n巡察组 | 单位 | 动员会时间\n"
            "第一巡察组 | 甲公司 | 9月13日\n"
            "第二巡察组 | 乙公司 | 9月14日上午\n第三巡察组 | 丙公司 | 9月15日"
        ),
        ["2021-09-13", "2021-09-14", "2021-09-15"],
    ),
    "row of meeting days": (
        (
            "县委各巡察组已进驻。\n乡镇 | 河口镇 | 龙潭镇 | 双桥乡\n"
            "动员会日期 | 9月13日 | 9月13日 | 9月14日\n电话 | 1 | 2 | 3"
        ),
        ["2021-09-13", "2021-09-14"],
    ),
    "entries within a range": (
        (
            "9月13日至15日，县委三个巡察组陆续进驻，召开巡察动员会。\n河口镇（9月13日）：县委第一巡察组，组长白帆\n"
            "龙潭镇（9月14日）：县委第二巡察组，组长程岭"
        ),
        ["2021-09-13", "2021-09-15"],
    ),
    "entries after a sentence without a day": (
        "近日，各巡察组陆续召开进驻动员会：\n县委第一巡察组（9月13日，县档案馆）：组长白帆\n县委第二巡察组（9月14日，县医保局）：组长程岭",
        ["2021-09-13", "2021-09-14"],
    ),
    "entries before the sentence": (
        (
            "◎ 9月13日 | 市委提级巡察一组 | 柳溪村\n"
            "◎ 9月14日 | 市委提级巡察二组 | 桃园社区\n各组分别召开进驻动员会，组长作动员讲话。"
        ),
        ["2021-09-13", "2021-09-14"],
    ),
    "heading lines": (
        (
            "◆9月13日 河口区\n省委第八巡视组巡视河口区动员会召开 ◆ 组长白帆作动员讲话\n"
            "◆9月14日 龙潭县\n省委第八巡视组巡视龙潭县动员会召开"
        ),
        ["2021-09-13", "2021-09-14"],
    ),
    "time beside place": (
        "时间：9月14日上午9:00\n地点：局三楼会议室\n内容：市委第八巡察组巡察市残联党组工作动员会",
        ["2021-09-14"],
    ),
    "damaged character after a comma": (
        "9月14日下午，?br />县委第二巡察组巡察县水务局党组动员会召开。",
        ["2021-09-14"],
    ),
    "the next day": (
        "9月13日，县委第一巡察组巡察河口镇动员会举行。次日，县委第二巡察组在龙潭镇也召开了动员会。",
        ["2021-09-13", "2021-09-14"],
    ),
    "weekday of this week": ("本周二上午，局党组第一巡察组巡察后勤中心动员会召开。", ["2021-09-14"]),
    "weekday of last week": ("上周五，局党组第一巡察组巡察后勤中心动员会召开。", ["2021-09-10"]),
    "full date": ("2021年9月14日上午，县委第二巡察组巡察县粮食局党组工作动员会召开。", ["2021-09-14"]),
    "no year": ("9月14日，市委第一巡察组巡察市园林局动员会在局机关召开。", ["2021-09-14"]),
    "han numerals": ("二〇二一年九月十四日，省委第三巡视组巡视河谷市工作动员会召开。", ["2021-09-14"]),
    "han numerals without year": ("九月十四日下午，县委第一巡察组进驻柳林镇动员会召开。", ["2021-09-14"]),
    "dotted": ("2021.9.14，县委第二巡察组进驻动员会在镇政府召开", ["2021-09-14"]),
    "hyphens": ("2021-09-14 县委第二巡察组进驻动员会召开", ["2021-09-14"]),
    "full width": ("２０２１年９月１４日，县委第二巡察组巡察县水务局工作动员会召开。", ["2021-09-14"]),
    "blanks": ("2021 年 9 月 14 日，县委第二巡察组巡察县水务局工作动员会召开。", ["2021-09-14"]),
    "no sign for the day": ("9月14上午，县委第二巡察组巡察县水务局工作动员会召开。", ["2021-09-14"]),
    "day only": ("14日下午，县委第二巡察组巡察县水务局工作动员会召开。", ["2021-09-14"]),
    "day only of last month": ("28日，县委第二巡察组巡察县水务局工作动员会召开。", ["2021-08-28"]),
    "yesterday": ("昨天下午，市委第四巡察组进驻我校动员会召开。", ["2021-09-15"]),
    "yesterday formal": ("昨日，市委第四巡察组进驻市一中巡察动员会举行。", ["2021-09-15"]),
    "today": ("今天上午，省委第五巡视组巡视我厅工作动员会召开。", ["2021-09-16"]),
    "day before yesterday": ("前天，省委第五巡视组巡视我厅工作动员会召开。", ["2021-09-14"]),
    "this month": ("本月14日，省委第五巡视组巡视我厅工作动员会召开。", ["2021-09-14"]),
    "this year": ("今年9月14日，省委第五巡视组巡视我厅工作动员会召开。", ["2021-09-14"]),
    "turn of the year": ("12月28日，县委巡察组巡察县医保局动员会召开。", ["2020-12-28"]),
    "meeting before its day": ("县委第二巡察组巡察县水务局工作动员会于9月14日召开。", ["2021-09-14"]),
    "meeting before its day without 于": (
        "县委第二巡察组巡察县水务局工作动员会9月14日下午在局会议室召开。",
        ["2021-09-14"],
    ),
    "seeing meeting": ("9月14日，省委第八巡视组与集团领导班子见面会召开。", ["2021-09-14"]),
    "entering meeting": ("9月14日，区委第三巡察组进驻会在区残联召开。", ["2021-09-14"]),
    "deployment of one unit": ("9月14日，县委第一巡察组进驻县农业农村局，召开巡察工作动员部署会。", ["2021-09-14"]),
    "big meeting": ("9月14日，学校召开校党委第一巡察组巡察文学院党总支动员大会。", ["2021-09-14"]),
    "two meetings in one sentence": (
        "9月13日上午，巡察县司法局工作动员会召开；9月14日下午，巡察县信访局工作动员会召开。",
        ["2021-09-13", "2021-09-14"],
    ),
    "list of days": ("9月13日、14日，县委第五巡察组分别在两镇召开巡察动员会。", ["2021-09-13", "2021-09-14"]),
    "list with 和": ("9月10日和9月13日，县委第五巡察组分别在两镇召开巡察动员会。", ["2021-09-10", "2021-09-13"]),
    "range of days": ("9月10日至14日，县委各巡察组陆续进驻并召开动员会。", ["2021-09-10", "2021-09-14"]),
    "range with dash": ("9月10—14日，县委六个巡察组分别召开进驻动员会。", ["2021-09-10", "2021-09-14"]),
    "range over months": ("8月30日到9月2日，区委各巡察组进驻动员会分别召开。", ["2021-08-30", "2021-09-02"]),
    "several sentences": (
        "9月13日，区委第一巡察组进驻区教育局，召开动员会。9月14日，区委第二巡察组进驻区民政局，召开动员会。",
        ["2021-09-13", "2021-09-14"],
    ),
    "hour in the next sentence": (
        "9月14日一大早，村委会坐满了人。上午八点半，县委巡察组巡察动员会在这里召开。",
        ["2021-09-14"],
    ),
    "round named": ("9月14日，十三届县委第八轮巡察第二巡察组进驻县交通局动员会召开。", ["2021-09-14"]),
    "entered, then met": (
        "9月10日至12日，两个巡察组分别进驻四个镇开展巡察。各镇分别召开巡察动员会。",
        ["2021-09-10", "2021-09-12"],
    ),
    "talk and mobilisation": ("9月14日，学校召开校党委第二巡察组进驻文学院见面沟通暨动员会。", ["2021-09-14"]),
    "plain meeting of a team": (
        "镇党委召开动员会。9月14日，会议在镇政府召开，县委第九巡察组组长出席。",
        ["2021-09-14"],
    ),
    "seen in": ("9月13日，巡察组进驻。在9月14日召开的巡察见面会上，组长说明来意。", ["2021-09-14"]),
    "on those days": (
        "9月13日、14日，县委第七巡察组先后进驻两家单位，两单位分别于当日召开动员会。",
        ["2021-09-13", "2021-09-14"],
    ),
    "opening ceremony": ("9月14日，县委第三巡察组进驻仪式在县供销社举行。", ["2021-09-14"]),
    "place before 召开": ("9月14日下午在区残联二楼会议室召开巡察工作动员会。", ["2021-09-14"]),
    "label line": ("会议时间：2021年9月14日\n县委第二巡察组巡察工作动员会", ["2021-09-14"]),
    "in that meeting": ("在9月14日召开的县委第三巡察组巡察县工信局动员会上，组长作动员讲话。", ["2021-09-14"]),
    "dateline and meeting": ("本报9月15日讯 9月14日，市委第四巡察组进驻市一中动员会召开。", ["2021-09-14"]),
    "yesterday against the dateline": ("河谷日报9月15日讯 昨日，市委第四巡察组进驻市一中动员会召开。", ["2021-09-14"]),
}
NOT_THE_MEETING = {
    "talks after it": (
        "9月14日，县委第二巡察组在县统计局召开进驻动员会，9月15日至16日开展了个别谈话。",
        ["2021-09-14"],
    ),
    "whole round before": (
        "4月3日，全市巡察工作动员部署会召开。9月14日，市委第四巡察组进驻市一中动员会召开。",
        ["2021-09-14"],
    ),
    "spirit of the round's meeting": (
        "根据9月8日市委巡察工作动员部署会精神，9月14日，市委第四巡察组进驻市一中动员会召开。",
        ["2021-09-14"],
    ),
    "said at the round's meeting": (
        "9月14日，市委第四巡察组进驻市一中动员会召开。9月8日召开的动员部署会上，书记提出要求。",
        ["2021-09-14"],
    ),
    "talk before": ("9月13日，见面沟通会召开。9月14日，县委巡察一组巡察县林草局动员会召开。", ["2021-09-14"]),
    "former inspection": (
        "9月14日，县委巡察一组巡察县林草局动员会召开。2018年3月5日，县委曾召开巡察动员会。",
        ["2021-09-14"],
    ),
    "plenary session": (
        "9月14日，县委巡察一组巡察县林草局动员会召开。7月1日，习近平总书记发表重要讲话。",
        ["2021-09-14"],
    ),
    "period": ("日前，县委巡察一组巡察县林草局动员会召开。巡察时间为9月1日至10月30日。", []),
    "recently": ("近日，县委巡察一组巡察县林草局动员会召开。", []),
    "middle of the month": ("9月中旬，县委巡察一组巡察县林草局动员会召开。", []),
    "sign-off": ("县委巡察一组巡察县林草局动员会召开。\n2021年9月15日", []),
    "information line": ("发布时间：2021-09-15 08:30\n县委巡察一组巡察县林草局动员会召开。", []),
    "announcement": ("县委第一巡察组于2021年9月14日进驻县林草局开展常规巡察。", []),
}


def read(text: str, published: date | None = PUBLISHED) -> list[str]:
    doc = Document(title="", text=text, published=published, published_at=published.isoformat() if published else None)
    found = read_meeting_dates(doc)
    for value in found:
        assert value.spans
        assert all(doc.read(span) for span in value.spans if span.where == "text")
    return [value.value for value in found]


@pytest.mark.parametrize(("text", "days"), HELD.values(), ids=list(HELD))
def test_the_day_of_the_meeting_is_read(text: str, days: list[str]) -> None:
    assert read(text) == days


@pytest.mark.parametrize(("text", "days"), NOT_THE_MEETING.values(), ids=list(NOT_THE_MEETING))
def test_other_days_are_left_alone(text: str, days: list[str]) -> None:
    assert read(text) == days


def test_without_any_year_the_day_stays_open() -> None:
    assert read("9月14日，县委巡察一组巡察县林草局动员会召开。", None) == ["--09-14"]


def test_a_day_without_its_month_takes_it_from_the_same_day_elsewhere() -> None:
    text = "28日，省委第三巡视组巡视工作动员会召开。巡视期间（2月28日—4月28日）设值班电话。"
    assert read(text, None) == ["--02-28"]


def test_the_printed_days_prove_the_value() -> None:
    doc = Document(title="", text="９月１３日、１４日，县委第五巡察组分别召开巡察动员会。", published=PUBLISHED)
    assert [doc.read(found.spans[0]) for found in read_meeting_dates(doc)] == ["９月１３日", "１４日"]


@given(st.dates(min_value=date(2013, 1, 1), max_value=date(2026, 12, 31)), st.integers(min_value=0, max_value=60))
def test_any_day_shortly_before_publication_gets_its_year(day: date, later: int) -> None:
    published = date.fromordinal(day.toordinal() + later)
    assert read(f"{day.month}月{day.day}日，县委第一巡察组进驻动员会召开。", published) == [day.isoformat()]
