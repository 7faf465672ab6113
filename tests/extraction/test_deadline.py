"""The last day for letters and visits."""

from datetime import date

import pytest

from crawler.extraction.fields.deadline import read_deadline
from crawler.extraction.text.document import Document

STATED = {
    "after the end of the period": "现场巡察至2021年11月5日止，受理来信来访的截止时间为10月30日（以邮戳为准）。",
    "one for each kind": "受理信访截止时间：专项巡察2021年10月12日，常规巡察2021年10月30日。",
    "numbered heading": "3.受理时间。9月14日至10月30日，工作日上午9:00-12:00。",
    "until": "巡视组受理信访时间截止到2021年10月30日。",
    "until 至": "巡视组受理信访时间截至2021年10月30日。",
    "label": "来信来访受理截止日期：2021年10月30日",
    "short label": "受理截止：10月30日",
    "glued": "来信来访受理截止2021年10月30日。",
    "accepting": "信访受理截至2021年10月30日。",
    "letters and calls": "受理来电来信截止2021年10月30日。",
    "time label": "受理来信来访截止时间：2021年10月30日；",
    "in brackets": "（受理电话时间每天8:00—20:00，受理信访截止日期为2021年10月30日）",
    "closed": "上述渠道2021年10月30日关闭。",
    "stopped": "2021年10月30日起停止受理来信来电。",
    "ended": "受理工作于10月30日18:00截止。",
    "accepted to": "来信来电受理至10月30日。",
    "range": "受理时间：2021年9月14日至10月30日",
    "hour": "受理信访截止时间为2021年10月30日18时。",
    "han": "受理信访时间截止到二〇二一年十月三十日。",
    "full width": "受理信访时间截止到２０２１年１０月３０日。",
    "dotted": "信访受理截止时间：2021.10.30",
}
NOTHING = {
    "end of the period": "巡察时间：2021年9月14日至10月30日",
    "entered by": "截至10月30日，各巡察组全部完成进驻。",
    "report plan": "请于10月30日前报送整改方案。",
    "no day": "受理信访时间截止到10月底。",
    "no date": "受理信访时间截止到巡察结束。",
}


def _read(text: str) -> str | None:
    found = read_deadline(Document(title="", text=text, published=date(2021, 9, 16)))
    return None if found is None else found.value


@pytest.mark.parametrize("text", STATED.values(), ids=list(STATED))
def test_a_stated_last_day_is_read(text: str) -> None:
    assert _read(text) == "2021-10-30"


@pytest.mark.parametrize("text", NOTHING.values(), ids=list(NOTHING))
def test_other_last_days_are_none(text: str) -> None:
    assert _read(text) is None


def test_a_last_day_without_a_year_stays_open() -> None:
    found = read_deadline(Document(title="", text="受理截止：10月30日"))
    assert found is not None
    assert found.value == "--10-30"
