"""All contacts of a notice together, and the laws that hold for every one of them."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extraction.fields.contacts import FoundContacts, read_contacts
from crawler.extraction.fields.meeting_dates import read_meeting_dates
from crawler.extraction.fields.period import read_period
from crawler.extraction.fields.scope import read_scope
from crawler.extraction.text.document import Document

PUBLISHED = date(2021, 9, 16)
NOTICE = (
    "9月14日，县委第二巡察组巡察县水务局党组工作动员会召开。\n"
    "巡察组将在县水务局工作一个半月左右。巡察期间（9月14日至10月29日），设值班电话：0517-88211234（可发短信），"
    "电子邮箱：xcz2@126.com，邮政信箱：河谷县A12号邮政信箱，邮编：211700，在局机关一楼大厅设置意见箱。"
    "受理电话时间：工作日8:30-11:30，14:30-17:30。信访受理截止到2021年10月20日。\n"
    "巡察组主要受理反映县水务局党组领导班子及其成员问题的来信来电来访。"
)
FOOTERS = (
    "\n版权所有 河谷县纪委监委　地址：河谷县大桥路1号　邮编：211799　电话：0517-88210000　ICP备14021234号",
    "\n责任编辑：李想　投稿邮箱：tougao@hegu.cn　新闻热线：0517-88219999",
    "\n对巡察组工作人员违纪违法问题，请向县纪委监委反映，监督电话：0517-88212388。",
    "\n网站举报电话 12388　客服QQ：2839101234",
    "\n上一篇：全县防汛会议召开\n下一篇：我县举行运动会",
)


def _doc(text: str) -> Document:
    return Document(title="", text=text, published=PUBLISHED, published_at="2021-09-16")


def _values(found: FoundContacts) -> list[object]:
    listed = (found.phones, found.emails, found.mailboxes, found.postcodes, found.boxes, found.hours)
    return [[value.value for value in values] for values in listed] + [found.deadline and found.deadline.value]


def _widen(text: str) -> str:
    return "".join(chr(ord(mark) + 0xFEE0) if "!" <= mark <= "~" else mark for mark in text)


def test_a_whole_notice() -> None:
    found = read_contacts(_doc(NOTICE))
    assert [phone.value.number for phone in found.phones] == ["0517-88211234"]
    assert [value.value for value in found.emails] == ["xcz2@126.com"]
    assert [value.value for value in found.mailboxes] == ["河谷县A12号邮政信箱"]
    assert [value.value for value in found.postcodes] == ["211700"]
    assert [value.value for value in found.boxes] == ["局机关一楼大厅"]
    assert [(h.value.start, h.value.days) for h in found.hours] == [("08:30", "workdays"), ("14:30", "workdays")]
    assert found.deadline is not None
    assert found.deadline.value == "2021-10-20"


@pytest.mark.parametrize("footer", FOOTERS, ids=["copyright", "editors", "misconduct", "hotline", "neighbours"])
def test_the_pages_own_contacts_change_nothing(footer: str) -> None:
    assert _values(read_contacts(_doc(NOTICE + footer))) == _values(read_contacts(_doc(NOTICE)))


def test_full_width_gives_the_same_contacts() -> None:
    plain, wide = read_contacts(_doc(NOTICE)), read_contacts(_doc(_widen(NOTICE)))
    assert [_widen(value.value) for value in plain.mailboxes] == [value.value for value in wide.mailboxes]
    for name in ("emails", "postcodes", "hours"):
        assert [v.value for v in getattr(plain, name)] == [v.value for v in getattr(wide, name)]
    assert [v.value.number for v in plain.phones] == [v.value.number for v in wide.phones]
    assert read_period(_doc(NOTICE)).end == read_period(_doc(_widen(NOTICE))).end
    assert [v.value for v in read_meeting_dates(_doc(_widen(NOTICE)))] == ["2021-09-14"]


@given(
    st.sampled_from(["", "\n", "　　", "会议强调，要提高站位。\n", "（记者 李想）\n", "来源：县融媒体中心\n"]),
    st.integers(0, 3),
)
def test_words_before_the_notice_move_the_spans_and_nothing_else(words: str, times: int) -> None:
    lead = words * times
    moved, still = read_contacts(_doc(lead + NOTICE)), read_contacts(_doc(NOTICE))
    assert _values(moved) == _values(still)
    for after, before in zip(moved.phones + moved.boxes, still.phones + still.boxes, strict=True):
        assert after.spans[0].start == before.spans[0].start + len(lead)


def test_the_sentence_of_what_is_accepted() -> None:
    found = read_scope(_doc(NOTICE))
    assert found is not None
    assert found.value == "巡察组主要受理反映县水务局党组领导班子及其成员问题的来信来电来访"
    assert _doc(NOTICE).read(found.spans[0]) == found.value


def test_a_notice_that_accepts_nothing_has_no_scope() -> None:
    assert read_scope(_doc("9月14日，县委第二巡察组巡察县水务局党组工作动员会召开。")) is None


ATTACKS = (
    " ", "1", "一", "月", "(", "箱", "在信箱", "在A设置", "意见箱设在", "寄", "a@", "025-", "8:00-9:00,", "动员会",
    "1|2|", "1月1日至", "3日", "一个月", "8851234、", "x  y  ", "，", "\n",
)  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_text_takes_long(attack: str) -> None:
    doc = _doc((attack * 50_000)[:50_000] + "意见箱")
    began = time.process_time()
    read_contacts(doc)
    read_period(doc)
    read_meeting_dates(doc)
    read_scope(doc)
    assert time.process_time() - began < 6
