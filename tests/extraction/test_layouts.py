"""Dates and contacts as unusual notices print them: labels in brackets, spelled numbers, lists, signs at line ends."""

from datetime import date

import pytest

from crawler.extraction.fields.contacts import read_contacts
from crawler.extraction.fields.deadline import read_deadline
from crawler.extraction.fields.hours import read_hours
from crawler.extraction.fields.level import read_level
from crawler.extraction.fields.mailboxes import read_mailboxes
from crawler.extraction.fields.meeting_dates import read_meeting_dates
from crawler.extraction.fields.period import read_period
from crawler.extraction.fields.phones import read_phones
from crawler.extraction.fields.rounds import read_rounds
from crawler.extraction.fields.types import read_types
from crawler.extraction.text.document import Document
from crawler.model.items import Level

PUBLISHED = date(2024, 3, 8)


def _doc(text: str, source: str = "") -> Document:
    return Document(
        title="县委第二巡察组巡察县茶叶局党组", text=text, published=PUBLISHED, published_at="2024-03-08", source=source
    )


PERIODS = {
    "two days parted by a blank": ("起止日期：2024年3月5日 2024年5月6日", ("2024-03-05", "2024-05-06", None)),
    "first month by its old name": (
        "元月10日至2月28日，县委第二巡察组对县茶叶局开展巡察。",
        ("2024-01-10", "2024-02-28", None),
    ),
    "began and came to an end": ("“回头看”从3月5日开始，5月6日结束。", ("2024-03-05", "2024-05-06", None)),
    "under a question": ("待多久？\n从3月5日到5月6日。", ("2024-03-05", "2024-05-06", None)),
    "plan of days": ("时间安排：3月5日——5月6日", ("2024-03-05", "2024-05-06", None)),
    "label in brackets": ("【进驻日期】3月5日\n【工作时间】30天左右", ("2024-03-05", None, "30天左右")),
    "two labels": ("进驻：3月5日；撤离：5月6日", ("2024-03-05", "2024-05-06", None)),
    "days in a village": ("各巡察组驻村20天左右。", (None, None, "20天左右")),
    "sum of days": ("巡察时间从3月5日至5月6日，为2个月。", ("2024-03-05", "2024-05-06", "2个月")),
    "letters taken until": ("巡察组受理信访时间截至2024年4月30日。", (None, None, None)),
    "end without a day": ("巡察组3月5日进驻，5月中旬结束。", ("2024-03-05", None, None)),
}


@pytest.mark.parametrize(("text", "period"), PERIODS.values(), ids=list(PERIODS))
def test_periods(text: str, period: tuple[str | None, str | None, str | None]) -> None:
    found = read_period(_doc(text))
    assert tuple(part and part.value for part in (found.start, found.end, found.duration)) == period


MEETINGS = {
    "of a round, at its units": (
        "3月5日，十四届县委第五轮巡察工作动员会在县直三家单位举行，县委第二、第三巡察组分别进驻县茶叶局、县水产局。",
        ["2024-03-05"],
    ),
    "of a round alone": ("3月5日，十四届县委第五轮巡察工作动员会在县会议中心召开。", []),
    "list told of below": (
        (
            "县委第二巡察组（组长牧小川）\n1．3月4日，县茶叶局，党组书记桑榆主持会议并表态发言；\n"
            "2．3月5日，县水产局，党组书记贺兰舟主持会议并表态发言。\n以上为近日召开的巡察进驻动员会。"
        ),
        ["2024-03-04", "2024-03-05"],
    ),
    "talk before it": ("3月5日，县茶叶局召开县委第二巡察组巡察工作动员会，3月4日召开了沟通会。", ["2024-03-05"]),
    "first month by its old name": ("元月15日，县委第二巡察组巡察县茶叶局动员会召开。", ["2024-01-15"]),
}


@pytest.mark.parametrize(("text", "days"), MEETINGS.values(), ids=list(MEETINGS))
def test_meeting_dates(text: str, days: list[str]) -> None:
    assert [found.value for found in read_meeting_dates(_doc(text))] == days


PHONES = {
    "spelled out": ("手　机：一三八〇五七一四三二一", ["13805714321"]),
    "spelled with area code": ("热线：零五七一—八七六五四三二一", ["0571-87654321"]),
    "by lists of units": (
        "接访电话按单位分布如下：县茶叶局、县水产局，6621901；县信访局、县蚕桑局，6621902",
        ["6621901", "6621902"],
    ),
    "label in brackets": ("【值班电话】（０５７１）８７６５４３２１", ["0571-87654321"]),
}


@pytest.mark.parametrize(("text", "numbers"), PHONES.values(), ids=list(PHONES))
def test_phones(text: str, numbers: list[str]) -> None:
    assert [found.value.number for found in read_phones(_doc(text))] == numbers


MAILBOXES = {
    "or sent to": ("来信可发电子邮件至a@b.cn，或寄往柳溪市茶山路5号301室，邮编311800。", ["柳溪市茶山路5号301室"]),
    "letters": ("信件：柳溪市茶山路5号县委第二巡察组收，邮编311800", ["柳溪市茶山路5号"]),
    "passed on by": ("来信地址：柳溪市行政中心B座县委巡察办转，邮编311800。", ["柳溪市行政中心B座"]),
    "number in words": ("信　　箱：柳溪县第二十三号邮政信箱", ["柳溪县第二十三号邮政信箱"]),
    "label in brackets": ("【邮政信箱】柳溪市３１号邮政专用信箱", ["柳溪市３１号邮政专用信箱"]),
    "columns set with blanks": (
        (
            "巡察组　　　单位　　　电话　　　邮政信箱\n"
            "县委第一巡察组　　　县茶叶局　　　6621901　　　柳溪市A11号邮政信箱\n"
            "县委第二巡察组　　　县水产局　　　6621902　　　柳溪市A12号邮政信箱"
        ),
        ["柳溪市A11号邮政信箱", "柳溪市A12号邮政信箱"],
    ),
}


@pytest.mark.parametrize(("text", "places"), MAILBOXES.values(), ids=list(MAILBOXES))
def test_mailboxes(text: str, places: list[str]) -> None:
    assert [found.value for found in read_mailboxes(_doc(text))] == places


BOXES = {
    "place after a comma": ("设意见箱，地点为县茶叶局南门、茶山镇便民大厅。", ["县茶叶局南门", "茶山镇便民大厅"]),
    "fitted with": ("茶叶局一楼门厅设有意见箱。", ["茶叶局一楼门厅"]),
    "put into": ("来信放置于门诊大厅挂号窗口旁、住院楼电梯间的巡察信箱。", ["门诊大厅挂号窗口旁", "住院楼电梯间"]),
    "parted by a comma": ("信箱摆放：茶山街道一楼门厅，柳溪街道便民大厅", ["茶山街道一楼门厅", "柳溪街道便民大厅"]),
    "label in brackets": ("【意 见 箱】总部大楼一楼、职工食堂入口", ["总部大楼一楼", "职工食堂入口"]),
}


@pytest.mark.parametrize(("text", "places"), BOXES.values(), ids=list(BOXES))
def test_boxes(text: str, places: list[str]) -> None:
    assert [found.value for found in read_contacts(_doc(text)).boxes] == places


HOURS = {
    "minutes in words": (
        "受理时间：工作日八时至十二时、十四时三十分至十八时。",
        [("08:00", "12:00"), ("14:30", "18:00")],
    ),
    "visits, calls the same": (
        "接待：工作日九点至十一点半，十四点至十七点（电话同）",
        [("09:00", "11:30"), ("14:00", "17:00")],
    ),
    "visits alone": ("接待：工作日九点至十一点半，十四点至十七点", []),
    "told to visitors": ("为方便群众来访，安排专人于工作日上午9点至11点在三楼接待。", []),
    "label in brackets": ("【接听时间】8:30—12:30，14:00—18:00（工作日）", [("08:30", "12:30"), ("14:00", "18:00")]),
}


@pytest.mark.parametrize(("text", "spans"), HOURS.values(), ids=list(HOURS))
def test_hours(text: str, spans: list[tuple[str, str]]) -> None:
    found = [hours.value for hours in read_hours(_doc(text))]
    assert [(hours.start, hours.end) for hours in found] == spans
    assert {hours.days for hours in found} <= {"workdays"}


DEADLINES = {
    "from the notice's day": ("肆、受理期限\n自公告之日起至二〇二四年四月三十日止，工作日八时至十二时。", "2024-04-30"),
    "label in brackets": ("【受理截止】2024年4月30日", "2024-04-30"),
    "time of letters": ("信访受理期为3月5日至4月30日", "2024-04-30"),
}


@pytest.mark.parametrize(("text", "day"), DEADLINES.values(), ids=list(DEADLINES))
def test_deadlines(text: str, day: str) -> None:
    found = read_deadline(_doc(text))
    assert found is not None
    assert found.value == day


def test_round_told_outright_comes_before_one_told_of_earlier() -> None:
    text = "“2018年，一届县委第三轮巡察的动员会就在这里召开。”本轮巡察为三届县委第七轮巡察。"
    (found,) = read_rounds(_doc(text), "县委")
    assert (found.value.term, found.value.number) == (3, 7)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("牧小川指出，县委第五轮巡察把茶叶局列为常规巡察对象。", "常规"),
        ("县委第二巡察组采取联动方式，对县茶叶局及所属单位开展巡察。", "联动"),
    ],
)
def test_types(text: str, name: str) -> None:
    assert name in [found.value for found in read_types(_doc(text), ())]


@pytest.mark.parametrize(
    ("body", "source", "level"),
    [("州党委", "", "municipal"), ("市委", "昆山日报", "county"), ("市委", "苏州日报", "municipal")],
)
def test_level(body: str, source: str, level: Level) -> None:
    assert read_level(_doc("巡察", source), body, "巡察") == level
