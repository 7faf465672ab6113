"""Hours in which the team answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extraction.fields.hours import read_hours
from crawler.extraction.text.document import Document

Spans = list[tuple[str, str, str | None]]
MORNING_AFTERNOON: Spans = [("08:30", "12:00", "workdays"), ("14:30", "17:30", "workdays")]

HOURS: dict[str, tuple[str, Spans]] = {
    "daily": ("每天受理电话的时间为：8:00—20:00。", [("08:00", "20:00", "daily")]),
    "daily ratio sign": ("每天受理电话的时间为：早8∶00至晚17∶30。", [("08:00", "17:30", "daily")]),
    "full-width colon": ("受理时间：每天9：00－18：00", [("09:00", "18:00", "daily")]),
    "hours only": ("值班电话：8851234，受理时间8时至18时。", [("08:00", "18:00", None)]),
    "early and late": ("受理电话时间为早8时至晚8时。", [("08:00", "20:00", None)]),
    "spoken": ("接听时间早8点到晚6点", [("08:00", "18:00", None)]),
    "spoken halves": (
        "接听时间：上午8点半至12点，下午2点半至6点",
        [("08:30", "12:00", None), ("14:30", "18:00", None)],
    ),
    "han hours": ("接听时间为早八点至晚六点。", [("08:00", "18:00", None)]),
    "hours and minutes": (
        "受理时间：工作日8时至12时，14时30分至17时30分。",
        [("08:00", "12:00", "workdays"), ("14:30", "17:30", "workdays")],
    ),
    "workdays": ("受理时间：工作日上午8:30—12:00，下午14:30—17:30。", MORNING_AFTERNOON),
    "workdays in brackets": ("举报电话：8851234（工作日8:30-12:00，14:30-17:30）。", MORNING_AFTERNOON),
    "workdays after": ("受理时间：8:30-12:00，14:30-17:30（工作日）", MORNING_AFTERNOON),
    "afternoon in twelve hours": ("接访时间：上午8:30-12:00，下午2:30-5:30（节假日除外）。", MORNING_AFTERNOON),
    "no word for the afternoon": ("受理时间：工作日8:30-12:00，2:30-5:30", MORNING_AFTERNOON),
    "holidays excepted": ("电话受理时间为8∶30—12∶00、14∶30—17∶30（公休日除外）。", MORNING_AFTERNOON),
    "weekends excepted": ("受理时间：每天8:30-12:00，14:30-17:30（双休日、节假日除外）", MORNING_AFTERNOON),
    "except holidays": ("受理电话时间：除节假日外，每天8:30-12:00，14:30-17:30。", MORNING_AFTERNOON),
    "weekend days excepted": ("受理时间：8:30-12:00，14:30-17:30（周六、周日除外）", MORNING_AFTERNOON),
    "another place's hours": (
        "每天受理电话的时间为8:00—18:00，（西部地区为10:00—20:00）",
        [("08:00", "18:00", "daily"), ("10:00", "20:00", "daily")],
    ),
    "not on weekends": ("受理时间：8:30-12:00，14:30-17:30，双休日不受理。", MORNING_AFTERNOON),
    "excepted after a comma": ("受理电话时间：8:30-12:00，14:30-17:30，法定节假日除外。", MORNING_AFTERNOON),
    "Monday to Friday": ("受理时间：周一至周五 8:30-12:00   14:30-17:30", MORNING_AFTERNOON),
    "Monday to Friday formal": ("受理时间：星期一至星期五 8:30-12:00，14:30-17:30", MORNING_AFTERNOON),
    "blanks as link": ("受理时段　　工作日 8:30—12:00  14:30—17:30", MORNING_AFTERNOON),
    "two lines": ("受理时间：工作日\n上午：8:30-12:00\n下午：14:30-17:30", MORNING_AFTERNOON),
    "dots": ("受理电话时间：工作日8.30-12.00，14.30-17.30", MORNING_AFTERNOON),
    "weekends as usual": ("接听时间早8:30到晚5:30，周末照常。", [("08:30", "17:30", "daily")]),
    "through the day": (
        "受理电话时间：每日上午10:00—14:00，下午16:00—20:00。",
        [("10:00", "14:00", "daily"), ("16:00", "20:00", "daily")],
    ),
    "from 上午 to 下午": ("受理时间：每天上午8:30至下午6:00", [("08:30", "18:00", "daily")]),
    "all week": ("受理时间：周一至周日8:00-20:00", [("08:00", "20:00", "daily")]),
    "in the column": (
        "第一组 | 第二组\n值班电话 | 受理时间\n8851234 | 工作日8:30-12:00",
        [("08:30", "12:00", "workdays")],
    ),
    "in brackets after the number": (
        "值班电话：18851234567(受理电话时间为:工作日上午8:30-12:00,下午14:30-17:30),",
        MORNING_AFTERNOON,
    ),
    "holiday pause": (
        "每天受理电话时间为:8:00-18:00(劳动节放假期间暂停受理来电、来访)。",
        [("08:00", "18:00", "daily")],
    ),
    "normal working hours": ("受理时间：正常上班时间（8:30-12:00，14:30-17:30）", MORNING_AFTERNOON),
}
NOTHING = {
    "visits": "来访接待时间：9:00-11:30",
    "visits in a list": "4.来访地点：政务大厅，来访接待时间为9:00至11:30。",
    "no times": "正常上班时间受理来电。",
    "meeting": "9月6日17时，动员会召开。",
    "clock of the page": "2020-04-27 21:49 来源：县纪委",
    "date range": "巡察时间：2021年9月14日至11月5日",
    "phone": "值班电话：0731-84401234",
    "score": "比分为8:30",
}


def read(text: str) -> Spans:
    doc = Document(title="", text=text)
    found = read_hours(doc)
    assert all(doc.read(hours.spans[0]) for hours in found)
    return [(hours.value.start, hours.value.end, hours.value.days) for hours in found]


@pytest.mark.parametrize(("text", "spans"), HOURS.values(), ids=list(HOURS))
def test_hours(text: str, spans: Spans) -> None:
    assert read(text) == spans


@pytest.mark.parametrize("text", NOTHING.values(), ids=list(NOTHING))
def test_other_times_are_no_hours(text: str) -> None:
    assert read(text) == []


def test_days_differ_by_span() -> None:
    assert read("受理时间：工作日8:30-17:30，周末9:00-11:00") == [
        ("08:30", "17:30", "workdays"),
        ("09:00", "11:00", None),
    ]


@given(st.integers(min_value=6, max_value=11), st.integers(min_value=13, max_value=21), st.sampled_from("-—－～至到"))
def test_any_printed_link_gives_the_same_span(opens: int, closes: int, link: str) -> None:
    assert read(f"受理时间：{opens}:00{link}{closes}:30") == [(f"{opens:02d}:00", f"{closes:02d}:30", None)]
