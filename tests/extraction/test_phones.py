"""The team's telephone numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extraction.fields.phones import read_phones
from crawler.extraction.text.document import Document
from crawler.model.items import Phone

NUMBERS = {
    "entries without labels": (
        (
            "各组任务和信访电话如下：\n省委第一巡视组　省发展和改革委员会、省物价监督管理局　0451-87521811\n"
            "省委第二巡视组　省教育厅、省招生考试院　0451-87521822"
        ),
        ["0451-87521811", "0451-87521822"],
    ),
    "health committee": ("县委第六巡察组值班电话：县卫生健康局 0837-2822206", ["0837-2822206"]),
    "market supervision": (
        "各组电话：县教育局0837-2822201、县市场监督管理局0837-2822202",
        ["0837-2822201", "0837-2822202"],
    ),
    "unit before each number": (
        "请拨打组内专线：清河街道6601201，望湖街道6601202，古楼街道6601203反映问题。",
        ["6601201", "6601202", "6601203"],
    ),
    "three and three": ("值班电话：（0855）8270-505；", ["0855-8270505"]),
    "area and number": ("值班电话：025-83391234", ["025-83391234"]),
    "four-digit area": ("联系电话：0517-88211234", ["0517-88211234"]),
    "area in brackets": ("值班电话：(025)83391234", ["025-83391234"]),
    "area in full-width brackets": ("值班电话：（0951）5011234", ["0951-5011234"]),
    "full width": ("接访电话：（０２０）８５１３１２３４", ["020-85131234"]),
    "long dash": ("值班电话：0512—63501234", ["0512-63501234"]),
    "full-width hyphen": ("值班电话：010－69041234", ["010-69041234"]),
    "blanks around the dash": ("联系电话：0731 - 5568 1234", ["0731-55681234"]),
    "blank for the dash": ("欢迎拨打 0874 6861234 反映情况", ["0874-6861234"]),
    "no dash": ("电话：02583391234", ["025-83391234"]),
    "no area": ("固定电话：84401234", ["84401234"]),
    "seven digits": ("举报电话：8851234", ["8851234"]),
    "seven digits with a blank": ("联系电话：2181 507（内线）", ["2181507"]),
    "blank between two": ("举报电话：0553-2591762 15212241863；", ["0553-2591762", "15212241863"]),
    "mobile": ("手机：18851234567", ["18851234567"]),
    "mobile with blanks": ("联系电话：158 7323 1234", ["15873231234"]),
    "mobile with dashes": ("联系电话：158-7323-1234", ["15873231234"]),
    "country code": ("手机：+86 18851234567", ["18851234567"]),
    "list with 、": ("值班电话：0997-2281234、0997-2285678", ["0997-2281234", "0997-2285678"]),
    "second without area": ("值班电话（0951）5011234、5015678", ["0951-5011234", "5015678"]),
    "list with slash": ("电话：0512-63501234/63505678", ["0512-63501234", "63505678"]),
    "list with 或": ("拨打0512-63501234或18851234567", ["0512-63501234", "18851234567"]),
    "list with semicolon": ("值班电话：8851234；8855678；8859012", ["8851234", "8855678", "8859012"]),
    "list with purposes": ("联系电话：52901234（一组）、57675678（二组）", ["52901234", "57675678"]),
    "list over lines": ("值班电话：8851234\n          8855678", ["8851234", "8855678"]),
    "extension": ("受理电话：0577-65811234 转 603；手机 17751234567", ["0577-65811234-603", "17751234567"]),
    "extension glued": ("值班电话：0731-84401234转8001", ["0731-84401234-8001"]),
    "extension in brackets": ("值班电话：0731-84401234（转8001）", ["0731-84401234-8001"]),
    "extension by dash": ("值班电话：0731-84401234-8001", ["0731-84401234-8001"]),
    "service number": ("举报热线：400-123-4567", ["4001234567"]),
    "contact person": ("联系人：王岚　15141234567", ["15141234567"]),
    "liaison": ("联络员：李想，联系电话：15141234567", ["15141234567"]),
    "after a colon-less label": ("省委第一巡视组（河谷市）电话13971234567", ["13971234567"]),
    "column of a table": (
        "巡察组 | 组长 | 值班电话\n第一巡察组 | 王岚 | 0379-63321234\n第二巡察组 | 李想 | 63325678",
        ["0379-63321234", "63325678"],
    ),
    "row of a table": (
        "巡察组|第一巡察组|第二巡察组\n联系电话|18731234567|18735678901",
        ["18731234567", "18735678901"],
    ),
    "table by blanks": (
        "组别        单位        值班电话\n第一巡察组    县财政局    8851234\n第二巡察组    县水务局    8855678",
        ["8851234", "8855678"],
    ),
    "report number of the team": ("举报电话：0998-8511234（工作日10:00-14:00）", ["0998-8511234"]),
    "same number twice": ("值班电话：8851234。请拨打值班电话8851234。", ["8851234"]),
    "watching number of the team": ("巡察组监督举报电话：0577-65811234", ["0577-65811234"]),
    "only a bare watching number": ("监督电话：0577-65811234", ["0577-65811234"]),
    "after hours in brackets": ("值班电话（工作日8:30-17:30）：0577-65811234", ["0577-65811234"]),
}
OTHERS = {
    "health hotline": "值班电话：8851234\n县医院24小时健康热线：0851-85600120",
    "commission": "值班电话：8851234。区纪委监委监督电话：0571-87651234",
    "watching number": "值班电话：8851234；监督电话：8855678",
    "misconduct": "值班电话：8851234。如发现巡察人员有违纪违法行为，请拨打0571-87651234反映。",
    "misconduct of the team": "值班电话：8851234。对巡察组工作人员违纪问题，可向巡察办反映，电话：0379-63911234。",
    "discipline paragraph": "值班电话：8851234\n五、纪律监督。欢迎监督巡察组，电话0571-87651234。",
    "12388": "值班电话：8851234，网站举报电话 12388",
    "12366": "值班电话：8851234，对纳税服务投诉等，请拨打12366。",
    "editors": "值班电话：8851234\n本网编辑部电话：010-69081234",
    "news line": "值班电话：8851234\n［新闻热线：0951-6031234］",
    "chief editor": "值班电话：8851234\n值班总编电话：0734-8861234（新闻线索）",
    "technical support": "值班电话：8851234\n网站技术支持：0577-65811234",
    "switchboard": "值班电话：8851234\n版权所有 总机：010-83561234",
    "health line": "值班电话：8851234\n健康热线：0775-2661234　地址：河谷市大桥路1号",
    "fax": "值班电话：8851234 传真：0775-2661234",
    "licence": "值班电话：8851234\n冀ICP备14021234号 公网安备33038102331234号",
    "message service": "值班电话：8851234，客服QQ：2839101234",
    "views": "(2020-04-27 21:49) 5866577\n值班电话：8851234",
    "postcode": "值班电话：8851234，邮编：321015",
    "mailbox number": "值班电话：8851234，邮政信箱：河谷市第6003号信箱",
}
MESSAGES = {
    "only messages": ("手机：18851234567（仅接收短信）", True, "仅接收短信"),
    "message in brackets": ("手机：18851234567（短信）", True, "短信"),
    "message label": ("短信：18851234567", True, None),
    "message phone": ("短信手机：18851234567", True, None),
    "receives messages": ("接收短信手机：18851234567", True, None),
    "mobile messages": ("手机短信：18851234567", True, None),
    "also messages": ("联系电话：18851234567（可发短信）", False, "可发短信"),
    "call and message": ("联系电话（短信）：18851234567", False, None),
    "answering machine": ("电话：18851234567（自动录音）", False, "自动录音"),
    "plain": ("联系电话：18851234567", False, None),
}


def read(text: str) -> list[Phone]:
    doc = Document(title="", text=text)
    found = read_phones(doc)
    for phone in found:
        digits = "".join(mark for mark in doc.read(phone.spans[0]) if mark.isdecimal())
        assert [int(mark) for mark in digits] == [int(mark) for mark in phone.value.number if mark.isdecimal()]
    return [phone.value for phone in found]


@pytest.mark.parametrize(("text", "numbers"), NUMBERS.values(), ids=list(NUMBERS))
def test_the_teams_numbers_are_read(text: str, numbers: list[str]) -> None:
    assert [phone.number for phone in read(text)] == numbers


@pytest.mark.parametrize("text", OTHERS.values(), ids=list(OTHERS))
def test_numbers_of_others_are_left_out(text: str) -> None:
    assert [phone.number for phone in read(text)] == ["8851234"]


@pytest.mark.parametrize(("text", "only", "note"), MESSAGES.values(), ids=list(MESSAGES))
def test_the_purpose_of_a_number_is_read(text: str, only: bool, note: str | None) -> None:
    (phone,) = read(text)
    assert (phone.sms_only, phone.note, phone.kind) == (only, note, "mobile")


def test_a_bare_number_without_a_label_is_no_phone() -> None:
    assert read("会议通过了2135678项议题，浏览 5866577") == []


_FULL_WIDTH = {ord(a): ord(a) + 0xFEE0 for a in "0123456789-()"}


@given(
    st.one_of(
        st.tuples(st.sampled_from(["025", "010", "0517"]), st.from_regex(r"[68][2-9][0-9]{6}", fullmatch=True)),
        st.tuples(st.sampled_from(["0997", "0875"]), st.from_regex(r"2[2-9][0-9]{5}", fullmatch=True)),
    )
)
def test_full_width_gives_the_same_as_half_width(parts: tuple[str, str]) -> None:
    area, number = parts
    for form in (f"{area}-{number}", f"({area}){number}"):
        text = f"值班电话：{form}。"
        assert read(text) == read(text.translate(_FULL_WIDTH))
        assert [phone.number for phone in read(text)] == [f"{area}-{number}"]
