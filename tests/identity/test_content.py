"""Clean copies of a notice hash alike, and nothing else does."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.mirroring import CLEAN
from bench.notices import CHANGES, make_case, make_twin, write
from crawler.decoding.script import to_reading_text
from crawler.identity import hash_content
from crawler.identity.content import drop_furniture, fold_content, fold_variants

TITLE = "市委第二巡察组巡察市档案馆工作动员会召开"
BODY = (
    "2022年9月8日，市委第二巡察组巡察市档案馆工作动员会召开。组长韦长河作了动员讲话。\n"
    "巡察组将工作45天，值班电话：0735-2211334，信箱：12号信箱，受理时间为每天8:00至18:00。"
)


@settings(max_examples=25, deadline=None)
@pytest.mark.parametrize("mirror", CLEAN)
@given(seed=st.integers(0, 10_000))
def test_hash_survives_every_clean_mirror(mirror: str, seed: int) -> None:
    rng = random.Random(seed)
    title, lines = write(make_case(rng))
    other_title, other_lines = CLEAN[mirror](title, lines, rng)
    original = hash_content(title, "\n".join(lines))
    assert hash_content(other_title, "\n".join(other_lines)) == original
    read = to_reading_text(other_title).text, to_reading_text("\n".join(other_lines)).text
    assert hash_content(*read) == original


@settings(max_examples=60, deadline=None)
@pytest.mark.parametrize("change", CHANGES)
@given(seed=st.integers(0, 10_000))
def test_hash_tells_inspections_of_one_template_apart(change: str, seed: int) -> None:
    rng = random.Random(seed)
    case = make_case(rng)
    (title, lines), (other, other_lines) = write(case), write(make_twin(case, change, rng))
    if (title, lines) != (other, other_lines):
        assert hash_content(title, "\n".join(lines)) != hash_content(other, "\n".join(other_lines))


@pytest.mark.parametrize(
    "line",
    [
        "来源：某某纪委监委网站 发布时间：2024-05-06 10:20 浏览次数：231",
        "信息来源：本站　　字体：【大 中 小】",
        "（2020-04-27 21:49） 5866577",
        "发布日期：2022年3月4日",
        "【字体：大 中 小】",
        "【打印】【关闭】",
        "打印本页  关闭窗口",
        "（责任编辑：李梅）",
        "责任编辑：李梅 校对：王强",
        "编辑：小王",
        "分享到：微信 微博",
        "上一篇：关于开展专项检查的通知",
        "下一篇：没有了",
        "使用“扫一扫”分享到手机阅读",
        "用微信扫描二维码，分享至好友和朋友圈",
        "相关链接：",
        "來(lái)源：某網(wǎng)",
    ],
)
@pytest.mark.parametrize("place", ["before", "behind"])
def test_page_furniture_does_not_count(line: str, place: str) -> None:
    text = f"{line}\n{BODY}" if place == "before" else f"{BODY}\n{line}"
    assert hash_content(TITLE, text) == hash_content(TITLE, BODY)


@pytest.mark.parametrize(
    "end",
    [
        "（李梅 王强）",
        "（责任编辑：李梅）",
        "\n市委巡察办",
        "\n市纪委监委 2022年9月9日",
        "\n2022年9月9日",
        "\n（文/李梅 图/王强）",
        "\n市委巡察办\n2022年9月9日",
    ],
)
def test_sign_offs_do_not_count(end: str) -> None:
    assert hash_content(TITLE, BODY + end) == hash_content(TITLE, BODY)


@pytest.mark.parametrize(
    "line",
    [
        "联系电话：0735-2211335",
        "邮政信箱：13号信箱",
        "来信请寄：市档案馆二楼意见箱",
        "时间：2022年9月9日",
        "组长：韦长江",
        "大会由韦长江主持",
        "巡察组组长 | 韦长江",
    ],
)
def test_words_of_the_notice_count(line: str) -> None:
    assert hash_content(TITLE, f"{line}\n{BODY}") != hash_content(TITLE, BODY)
    assert drop_furniture(fold_variants(line)) == fold_variants(line)


def test_title_counts_once() -> None:
    assert hash_content(TITLE, f"{TITLE}\n{BODY}") == hash_content(TITLE, BODY)
    assert hash_content(TITLE, BODY) != hash_content("", BODY)


@pytest.mark.parametrize(
    "pair",
    [
        "着著",
        "了瞭",
        "干幹",
        "干乾",
        "后後",
        "于於",
        "系繫",
        "系係",
        "制製",
        "范範",
        "云雲",
        "斗鬥",
        "升昇",
        "台臺",
        "卫衞",
    ],
)
def test_variants_fold_to_one(pair: str) -> None:
    assert fold_variants(pair[0]) == fold_variants(pair[1])


def test_only_han_and_digits_are_hashed() -> None:
    assert fold_content("A标题b１", "正文，ｘ 2〇二二年！") == "标题1\n正文2〇二二年"


def test_hash_rule_is_pinned_to_its_version() -> None:
    """A new OpenCC or another rule must come with a new HASH_VERSION, else stored hashes meet nothing."""
    printed = "範圍、聯繫、乾部、著力、甯夏、覆核：2022年"
    assert fold_content("標題", printed) == "标题\n范围联系干部着力宁夏复核2022年"
    assert hash_content(TITLE, BODY) == "5d170c960e71f1e4399ab16b9f497270b6499066775745adb08e871ecc83897c"


@pytest.mark.parametrize(
    "unit", [" ", "来源：", "编辑", "(", "【", "0", "大 ", "记者", "会", "扫描", "。", "、", "2022年"]
)
def test_time_is_linear(unit: str) -> None:
    hash_content("", unit * (50_000 // len(unit)))
    hash_content("", (unit * 30 + "\n") * (50_000 // (30 * len(unit))))
