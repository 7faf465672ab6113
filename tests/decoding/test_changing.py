"""Words that the server changes by itself enter neither the text nor the hash."""

import pytest

from crawler.decoding.changing import drop_counter, is_changing_line
from crawler.identity import hash_content
from tests.decoding.made import BODY, FIRST, TEXT, TITLE, make_html, read

LINES = {
    "a sentence": "本文已被浏览 {} 次",
    "a sentence without blanks": "本条信息已被阅读{}次",
    "readers": "{}人阅读",
    "likes": "赞({})",
    "seen": "已阅 {}",
    "a label": "浏览次数：{}",
    "a label and tools": "浏览：{}次 打印 关闭",
    "brackets": "（已有{}人浏览）",
    "a visitor": "您是第{}位访问者",
    "several": "点赞 {} 收藏 5 评论 8",
    "a bar": "阅读量 {} | 在看 3",
    "comments": "{}条评论",
    "the clock": "现在时间：2025-04-03 12:30:{}",
    "the date": "今天是2025年4月{}日 星期四 农历三月初六",
    "the weather": "云岭 晴转多云 {}℃～25℃ 东南风3级",
}
PLACES = {
    "behind the text": lambda line: BODY + f"<p>{line}</p>",
    "before the text": lambda line: f"<p>{line}</p>" + BODY,
    "in the text": lambda line: BODY.replace("</p><p>", f"</p><div>{line}</div><p>", 1),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_a_page_fetched_a_day_later_has_the_same_text(line: str, place: str) -> None:
    earlier, later = (read(make_html(PLACES[place](line.format(number)))) for number in (12, 27))
    assert earlier.text == later.text == TEXT
    assert hash_content(earlier.title or "", earlier.text) == hash_content(later.title or "", later.text)


NEIGHBOURS = (
    "上一篇：{}",
    "下一篇 {}",
    "【下一条】{}",
    "上一篇：<a href=/info/1.htm>{}</a>",
    "下一篇：没有了 {}",
    "后一篇：{}",
)


@pytest.mark.parametrize("line", NEIGHBOURS)
def test_the_neighbours_of_an_article_are_none_of_its_text(line: str) -> None:
    names = ("市委第一巡察组进驻市财政局", "市委第七巡察组向市档案局反馈巡察情况")
    pages = [read(make_html(BODY + f"<p>{line.format(name)}</p>")) for name in names]
    assert [page.text for page in pages] == [TEXT, TEXT]


@pytest.mark.parametrize("number", ["12", "1,204"])
def test_a_counter_at_the_end_of_a_paragraph_is_dropped(number: str) -> None:
    assert read(make_html(f"{BODY[:-4]}（本文已被浏览 {number} 次）</p>")).text == TEXT


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_a_counter_in_plain_text_is_not_hashed(line: str) -> None:
    hashes = {hash_content(TITLE, f"{TEXT}\n{line.format(number)}") for number in (12, 27)}
    assert hashes == {hash_content(TITLE, TEXT)}


TOLD = (
    "12人参加会议",
    "共走访12人次",
    "会议收到意见12条",
    "推荐12名干部",
    "下一步，要加强整改",
    "前一阶段，巡察组走访了12个单位",
    "今天是巡察第12天",
    "点击查看附件",
    "联系电话 12388",
    "收到群众来信12件、评论3条",
    "2025年4月2日",
    "下一页的名单",
    FIRST,
)


@pytest.mark.parametrize("line", TOLD)
def test_what_an_article_tells_is_no_counter(line: str) -> None:
    assert not is_changing_line(line)
    assert drop_counter(line) == line
