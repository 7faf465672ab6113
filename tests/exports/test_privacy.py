"""What is masked in published forms: seeded texts, leak 0, hotlines lost 0."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.exports import FORMATS
from crawler.exports.privacy import MASK, POLICIES, find_secrets, mask, publish
from crawler.model.fields.table import FIELDS
from crawler.model.items import Contacts, Evidence, Notice, Person, Phone
from crawler.model.publication import notice_to_json
from tests.exports.reading import write
from tests.model.notices import NOTICES
from tests.store.samples import make_facts, make_notice

SEEDED = {
    "id-18": ("有人冒用身份证号320102198803071234报名。", "320102198803071234"),
    "id-x": ("证件号码：32010219880307123X。", "32010219880307123X"),
    "id-spaced": ("号码320102 19880307 1234已核。", "320102 19880307 1234"),
    "id-late-space": ("号码32010219880307 1234已核。", "32010219880307 1234"),
    "id-wide-spaced": ("号码３２０１０２-１９８８０３０７-１２３４已核。", "３２０１０２-１９８８０３０７-１２３４"),
    "id-wide": ("号码３２０１０２１９８８０３０７１２３４已核。", "３２０１０２１９８８０３０７１２３４"),
    "id-15": ("旧证320102880307123在册。", "320102880307123"),
    "passport": ("护照号：E12345678。", "E12345678"),
    "address": ("家庭住址：试验市东岭区柳树街12号3栋201室，请勿外传。", "试验市东岭区柳树街12号3栋201室"),
    "lives": ("其家住柳树街道花园小区5幢2单元，常年在外。", "柳树街道花园小区5幢2单元"),
    "household": ("户籍所在地：试验省东岭县柳树镇上村", "试验省东岭县柳树镇上村"),
    "name": ("举报人郑守平反映的问题已转办。", "郑守平"),
    "name-colon": ("信访人：欧阳青，已受理。", "欧阳青"),
    "masked-name": ("投诉人王某某称未获答复。", "王某某"),
    "villager": ("村民吴大有向巡察组反映低保问题。", "吴大有"),
    "number": ("举报人郑守平，联系电话13912345678。", "13912345678"),
    "number-brackets": ("来信人李四（电话：0555-7654321）已回访。", "0555-7654321"),
}
OFFICIAL = (
    "值班电话：0555-1234567、0555-1234568；举报电话：12388；手机：13800138000（仅收短信）。",
    "来访接待地址：试验市东岭区政务中心3楼301室。邮政信箱：试验市A005号邮政信箱。",
    "巡察组驻地：东岭宾馆5号楼，联系人王立新，电话0555-6600001。",
    "举报人可拨打值班电话0555-1234567，举报人应当实事求是。信访人信息依法保密。",
    "组长林知远、副组长方青，区委书记高远航主持会议。欢迎广大群众来信来电反映问题。",
    "邮箱：xunshi2026@site.example；邮编243000；银行账户不接受捐款；文号试委发〔2026〕12号。",
    "办公电话05551234567转8001，传真0555-1234569，统一社会信用代码11320000MB1234567Y。",
)


@pytest.mark.parametrize(("text", "secret"), SEEDED.values(), ids=SEEDED)
def test_a_secret_is_in_no_published_form(text: str, secret: str) -> None:
    whole = f"近日，省委第1巡视组进驻试验县。{text}"
    start = whole.index(secret)
    proof = Evidence(field="people/0/name", where="text", start=start, end=start + len(secret), value=secret, rule="r")
    facts = make_facts(
        1, people=(Person(name=secret, post=None, roles=()),), evidence=(proof,), scope=f"受理{secret}的来信"
    )
    notice = make_notice(1, text=whole, facts=facts, title=f"关于{secret}的通告")
    for name in set(FORMATS) - {"xlsx", "parquet"}:
        assert secret not in write([notice], name).decode("utf-8"), name
    assert secret not in str(publish(notice))


@pytest.mark.parametrize(("text", "secret"), SEEDED.values(), ids=SEEDED)
def test_a_mask_is_as_long_as_what_it_hides(text: str, secret: str) -> None:
    published = publish(make_notice(1, text=text))
    assert len(published["text"]) == len(text)
    start = text.index(secret)
    assert published["text"][start : start + len(secret)] == MASK * len(secret)


@pytest.mark.parametrize("text", OFFICIAL)
def test_nothing_official_is_masked(text: str) -> None:
    assert list(find_secrets(text)) == []


@settings(max_examples=200)
@given(
    st.lists(
        st.from_regex(r"0[1-9]\d{2}-[2-8]\d{6,7}|010-[2-8]\d{7}|1[3-9]\d{9}|400-\d{3}-\d{4}|12388", fullmatch=True),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from(["、", "，", "；", " ", "/", "\n"]),
    st.sampled_from(["举报电话：", "值班电话", "联系电话为", "手机：", "受理电话（工作日8:00—18:00）："]),
)
def test_no_hotline_is_lost(numbers: list[str], mark: str, label: str) -> None:
    text = f"巡视组{label}{mark.join(numbers)}。"
    phones = tuple(Phone(number=number, kind="landline") for number in numbers)
    published = publish(make_notice(1, text=text, facts=make_facts(1, contacts=Contacts(phones=phones))))
    assert published["text"] == text
    assert [phone["number"] for phone in published["contacts"]["phones"]] == numbers


@settings(max_examples=50)
@given(NOTICES)
def test_a_notice_without_secrets_is_published_as_it_is(notice: Notice) -> None:
    plain = notice_to_json(replace(notice, page=replace(notice.page, text="会议召开。", title="动员会")))
    plain["images"] = plain["attachments"] = []
    assert mask(plain) == plain


def test_the_table_says_of_every_field_what_is_done() -> None:
    assert set(POLICIES) == {row.key for row in FIELDS}


def test_spans_hold_after_masking() -> None:
    text = "举报人郑守平反映。组长林知远。"
    proof = Evidence(field="people/0/name", where="text", start=11, end=14, value="林知远", rule="person")
    published = publish(make_notice(1, text=text, facts=make_facts(1, evidence=(proof,))))
    told = [item for item in published["evidence"] if item["field"] == "people/0/name"]
    assert published["text"][told[0]["start"] : told[0]["end"]] == told[0]["value"]
    assert re.fullmatch("举报人＊＊＊反映。组长林知远。", published["text"])
