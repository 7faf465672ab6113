"""Layouts of plain texts: own days as no information line, wrapped lines, titles over two lines, forum titles."""

from datetime import UTC, datetime
from time import process_time

import pytest

from crawler.decoding.plaintext import read_plain
from crawler.decoding.wraps import rejoin_lines
from crawler.model.items import Page

BODY = "根据县委统一安排，县委第二巡察组对县茶叶局党组开展常规巡察，欢迎干部群众反映情况。"


def read(text: str, url: str = "http://www.gov.cn/a/1.html") -> Page:
    return read_plain(text, site="x", url=url, fetched_at=datetime(2026, 11, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    "line",
    [
        "本轮巡察时间：2024年3月5日—5月6日",
        "时间：2024年3月5日-5月6日",
        "【进驻日期】2024年3月5日",
        "【受理截止】2024年5月1日",
        "起止日期：2024.3.5-2024.5.6",
    ],
)
def test_own_days_are_text_and_no_publication_day(line: str) -> None:
    page = read(f"县委第二巡察组联系方式\n{line}\n{BODY}\n来源：县委巡察办　2024年3月8日")
    assert line in page.text
    assert page.published_at == "2024-03-08"
    assert page.source == "县委巡察办"


@pytest.mark.parametrize(
    "line",
    ["时　间：工作日8:30－17:00", "受理时间：每天9:00至18:00", "巡察时间：3月5日至5月6日", "联系我们：0571-87654321"],
)
def test_a_last_line_of_hours_stays_in_the_text(line: str) -> None:
    assert read(f"县委第二巡察组进驻县茶叶局\n2024-03-08\n{BODY}\n{line}").text.endswith(line)


@pytest.mark.parametrize(
    ("first", "second"),
    [("县委第二巡察组巡察县茶叶局", "党组工作动员会召开"), ("区委第四巡察组对青石镇党委", "开展常规巡察动员会举行")],
)
def test_title_over_two_lines_is_one(first: str, second: str) -> None:
    page = read(f"{first}\n{second}\n清风某地 2024-03-08 08:00\n\n{BODY}")
    assert page.title == first + second


@pytest.mark.parametrize("second", ["——县委第五轮巡察工作纪实", "县委第六巡察组进驻县水产局会议召开"])
def test_a_subtitle_is_not_joined_to_the_title(second: str) -> None:
    assert read(f"县委第二巡察组进驻县茶叶局\n{second}\n2024-03-08\n\n{BODY}").title == "县委第二巡察组进驻县茶叶局"


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("[时政要闻] 县委第二巡察组进驻县茶叶局 [复制链接]", "县委第二巡察组进驻县茶叶局"),
        ("[转帖] 县委第二巡察组进驻县茶叶局 &nbsp;", "县委第二巡察组进驻县茶叶局"),
        ("巡　察　公　告", "巡察公告"),
        ("【巡察动态】县委第二巡察组进驻县茶叶局", "【巡察动态】县委第二巡察组进驻县茶叶局"),
    ],
)
def test_titles_are_read_without_tags_and_wide_setting(printed: str, title: str) -> None:
    assert read(f"{printed}\n\n{BODY}").title == title


def test_a_row_of_a_table_is_no_title() -> None:
    page = read(f"某县任前公示\n\n姓名 | 现任 | 拟任\n马小川 | 副组长 | 县委第一巡察组组长\n\n{BODY}")
    assert page.title == "某县任前公示"


def test_outlet_above_a_bare_date_is_the_source() -> None:
    assert read(f"县委第二巡察组来了\n\n清廉柳溪\n2024年3月8日\n\n{BODY}").source == "清廉柳溪"


def test_information_line_is_parted_from_the_text_behind_it() -> None:
    page = read(f"来源：县委巡察办 编辑：石榴 发布日期：2024-03-08 本文已被浏览 65 次    {BODY}")
    assert (page.source, page.published_at, page.text) == ("县委巡察办", "2024-03-08", BODY)


WRAPPED = [
    "县委第二巡察组进驻县茶叶局",
    "2024-03-08",
    "",
    "  3月7日上午，县委第二巡察组巡察县茶",
    "叶局党组工作动员会在三楼会议室召开，县委",
    "第二巡察组组长牧小川作动员讲话，县茶叶局",
    "党组书记桑榆主持会议并作表态发言，县委巡",
    "察办副主任到会提出要求。",
    "  会议强调，要把思想统一到县委的部署上",
    "来，自觉接受监督。联系电话：0571-8765",
    "4321，来信请寄柳溪镇茶山路5号，邮编3",
    "11800。",
    "  编辑：石榴",
]


def test_lines_broken_at_a_width_are_joined() -> None:
    joined = rejoin_lines(WRAPPED)
    assert len(joined) == 6
    assert joined[:3] == WRAPPED[:3]
    assert "县茶叶局党组工作动员会" in joined[3]
    assert "0571-87654321" in joined[4]


@pytest.mark.parametrize(
    "text",
    [
        "巡察公告\n\n组长：牧小川\n副组长：桑榆\n电话：0571-87654321\n邮箱：a@b.cn\n信箱：第五号信箱\n时间：工作日",
        "县委第一巡察组\n县委第二巡察组\n县委第三巡察组\n县委第四巡察组",
        f"县委第二巡察组进驻县茶叶局\n\n{BODY}\n\n{BODY}\n{BODY}",
        "单位 | 组长\n县茶叶局 | 牧小川\n县水产局 | 桑榆",
    ],
    ids=["labels", "short list", "paragraphs", "table"],
)
def test_lines_ended_by_their_author_stay(text: str) -> None:
    assert rejoin_lines(text.split("\n")) == text.split("\n")


@pytest.mark.parametrize("sign", ["\n", " ", "甲", "[", "&nbsp;", "3月5日-", "\n\u3000甲"])
def test_a_text_of_one_sign_is_read_in_time(sign: str) -> None:
    started = process_time()
    read(sign * (50_000 // len(sign)))
    assert process_time() - started < 5


def test_a_site_s_own_contact_ends_the_text() -> None:
    page = read(f"县委第二巡察组进驻县茶叶局\n2024-03-08\n{BODY}\n值班电话：0571-87654321\n联系我们：0571-81234567")
    assert page.text.endswith("值班电话：0571-87654321")
