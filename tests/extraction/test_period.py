"""The working time on site: start, end, duration."""

from datetime import date

import pytest

from crawler.extraction.fields.period import read_period
from crawler.extraction.text.document import Document

PUBLISHED = date(2021, 9, 16)
WHOLE = ("2021-09-14", "2021-11-05", None)

RANGES = {
    "parenthesis": "巡察期间（2021年9月14日至11月5日），设值班电话。",
    "parenthesis without years": "巡视期间(9月14日-11月5日)分别设专门值班电话。",
    "parenthesis with two years": "巡视期间（2021年9月14日—2021年11月5日），设专门值班电话。",
    "labelled": "巡察时间：2021年9月14日至2021年11月5日",
    "labelled with 为": "巡察时间为9月14日至11月5日。",
    "from to": "本轮巡察起止时间为2021年9月14日至11月5日。",
    "on site": "现场巡察时间：2021年9月14日～11月5日",
    "stationed": "驻点时间：9月14日—11月5日",
    "dotted": "巡察时间：2021.9.14-2021.11.5",
    "dotted short": "巡察时间：2021.9.14—11.5",
    "hyphens": "进驻时间：2021-09-14至2021-11-05",
    "slashes": "巡察时间：2021/9/14-2021/11/5",
    "short range in brackets": "巡察期间（9.14-11.5）设值班电话。",
    "han numerals": "巡察时间：二〇二一年九月十四日至十一月五日",
    "full width": "巡察时间：２０２１年９月１４日至１１月５日",
    "blanks": "巡察时间：2021 年 9 月 14 日 至 11 月 5 日",
    "sentence 自": "县委第一巡察组自2021年9月14日起至11月5日，对县水务局党组开展常规巡察。",
    "sentence 从": "巡察从9月14日开始，至11月5日结束。",
    "sentence leading": "2021年9月14日至11月5日，县委第一巡察组对县水务局党组开展常规巡察。",
    "sentence with 将于": "县委第一巡察组将于9月14日至11月5日对县水务局党组开展巡察。",
    "始 and 止": "巡察时间自2021年9月14日始，至2021年11月5日止。",
    "while working": "市委巡察组开展工作期间（9月14日至11月5日），受理信访。",
    "weekdays": "巡察时间：9月14日（星期二）至11月5日（星期五）",
    "missing sign": "巡察时间9月14日至11月5，，联系电话：1234",
    "起止 in brackets": "巡视组在我市巡视期间（起止时间：2021年9月14日至2021年11月5日）受理来信。",
    "two lines": "一、巡察时间\n2021年9月14日至11月5日",
    "table": "巡察组 | 巡察对象 | 巡察时间\n县委第一巡察组 | 县水务局 | 9月14日至11月5日",
    "time in brackets": "县委第一巡察组对县水务局开展巡察（时间：2021年9月14日至11月5日）。",
    "entered and ends": "县委第一巡察组于2021年9月14日进驻县水务局开展巡察，11月5日结束。",
}
OTHERS = {
    "duration in brackets": ("巡察组驻村时间：9月14日——10月5日（20天）", ("2021-09-14", "2021-10-05", "20天")),
    "starts and stops": ("两个单位巡视同步进行，9月14日始，11月5日止。", ("2021-09-14", "2021-11-05", None)),
    "enters and ends": ("对县残联开展常规巡察，9月14日进驻，11月5日结束。", ("2021-09-14", "2021-11-05", None)),
    "on-site time stops": ("本次巡察现场时间截止2021年11月5日，值班手机另行公布。", (None, "2021-11-05", None)),
    "end beside the duration": ("工作时限：50天左右（至11月5日）", (None, "2021-11-05", "50天左右")),
    "until after the duration": ("巡察为期两个月，至11月5日。", (None, "2021-11-05", "两个月")),
    "living in the village": ("各组将吃住在村，用20天左右时间走访农户。", (None, None, "20天左右")),
    "has entered": ("省委第四巡视组已于9月14日进驻河谷市。", ("2021-09-14", None, None)),
    "duration and range": (
        "将在我市工作两个月左右，时间从9月14日到11月5日。",
        ("2021-09-14", "2021-11-05", "两个月左右"),
    ),
    "days": ("本次巡察为期45天，9月14日至10月28日。", ("2021-09-14", "2021-10-28", "45天")),
    "brackets after duration": ("将在我县工作2个月（9月14日—11月13日）。", ("2021-09-14", "2021-11-13", "2个月")),
    "over the year": ("巡察时间：2021年11月9日至次年1月8日", ("2021-11-09", "2022-01-08", None)),
    "over the year silently": ("巡察时间：11月9日至1月8日", ("2021-11-09", "2022-01-08", None)),
    "start only": ("自9月14日起，县委第一巡察组对县水务局开展巡察。", ("2021-09-14", None, None)),
    "start with duration": ("本次巡察从9月14日起，为期50天左右。", ("2021-09-14", None, "50天左右")),
    "start of this month": (
        "从本月11日起，省委巡视组陆续进驻三个市，开展为期一个半月的巡视。",
        ("2021-09-11", None, "一个半月"),
    ),
    "at once": ("自即日起至11月5日，县委第一巡察组对县水务局开展巡察。", ("2021-09-16", "2021-11-05", None)),
    "end only": ("巡察将持续到11月5日。", (None, "2021-11-05", None)),
    "ends": ("本次巡察将于11月5日结束。", (None, "2021-11-05", None)),
    "ends in time": ("巡察组将在我镇工作3周，10月5日结束。", (None, "2021-10-05", "3周")),
    "until": ("巡察工作至11月5日。", (None, "2021-11-05", None)),
    "working days": ("现场巡视20个工作日，自9月14日起。", ("2021-09-14", None, "20个工作日")),
    "month": ("巡察组将在我局工作一个月左右。", (None, None, "一个月左右")),
    "about": ("此次专项巡视为期约40天。", (None, None, "约40天")),
    "two and a half": ("巡视组在河谷时间约两个半月。", (None, None, "约两个半月")),
    "half a month": ("巡察组将在我村工作半个月。", (None, None, "半个月")),
    "han days": ("巡察组将在我乡工作十五天。", (None, None, "十五天")),
    "blank in duration": ("中央巡视组将在我省工作 2 个月左右。", (None, None, "2 个月左右")),
    "full width duration": ("中央巡视组将在我省工作２个月左右。", (None, None, "２个月左右")),
    "using": ("县委巡察组将利用两个月左右时间，对三个乡镇开展巡察。", (None, None, "两个月左右")),
    "will use": ("县委巡察组将用45天时间对县水务局开展巡察。", (None, None, "45天")),
    "two to three": ("现场巡视时间2至3个月。", (None, None, "2至3个月")),
    "entering time in a table": (
        "巡视组 | 进驻时间\n省委第一巡视组 | 9月14日\n省委第二巡视组 | 9月15日",
        ("2021-09-14", None, None),
    ),
    "entered without meeting": ("县委第一巡察组于2021年9月14日进驻县水务局。", ("2021-09-14", None, None)),
    "entered beside a meeting": (
        "9月14日，校党委第一巡察组巡察文学院工作动员会召开。巡察组于9月14日进驻，开展为期一个月左右的巡察。",
        (None, None, "一个月左右"),
    ),
    "from a day to the end of a month": ("巡视组自9月14日至11月底设值班电话。", ("2021-09-14", None, None)),
    "today in brackets": (
        "今天（9月16日）上午，市委第三巡察组进驻市残联，开始为期1个半月的巡察。",
        ("2021-09-16", None, "1个半月"),
    ),
    "on site until": ("三个巡察组分别进驻。现场巡察截至11月5日。", (None, "2021-11-05", None)),
    "专项巡视自": ("专项巡视自9月14日起至11月5日，电话受理：8851234", ("2021-09-14", "2021-11-05", None)),
    "entered a day before the meeting": (
        "9月13日，县委第二巡察组进驻县农机局。9月14日，巡察动员会召开。",
        (None, None, None),
    ),
    "days as a duration": ("巡察组在各医院巡察时间均为30日。", (None, None, "30日")),
    "half months": ("巡察时间为一个半月，自9月14日起至10月29日止。", ("2021-09-14", "2021-10-29", "一个半月")),
}
NOTHING = {
    "accepting time in a list": "3.受理时间。9月14日至11月5日，工作日上午9:00-12:00。",
    "meeting": "9月14日，县委第一巡察组巡察县水务局工作动员会召开。",
    "days of meetings": "9月10日至14日，县委五个巡察组分别进驻并召开动员会。",
    "past inspection": "2018年3月1日至4月30日，县委第二巡察组曾对县水务局开展巡察。",
    "past with 了": "2021年3月1日至4月30日，市委巡察组对我局开展了巡察。",
    "accepting time": "受理来信时间：2021年9月14日至10月30日",
    "deadline": "受理信访时间截止到2021年10月30日。",
    "end of month": "现场工作到10月底结束。",
    "training": "会后举办了为期3天的巡察干部培训班。",
    "rectification": "要在收到反馈意见后15个工作日内报送整改方案。",
    "closed": "上述渠道2021年10月30日关闭。",
    "information line": "时间：2021-09-15 来源：县纪委监委",
    "complete so far": "截至9月14日，各巡察组全部完成进驻。",
    "entering days": "9月10日至12日，两个巡视组分别进驻四家企业党组织开展常规巡视。",
    "many teams entered": "9月14日，九个巡视组分别进驻各单位。",
    "all entered by": "至9月14日，常规巡察全部完成进驻。",
    "many days entered": "9月9日、10日，又有三个巡视组进驻六家单位。",
    "visit of a leader": "9月14日至15日，书记赴镇调研。",
    "working hours": "工作日8:30-12:00",
    "age of the campaign": "三年来，巡察组坚持问题导向。",
}


def read(text: str) -> tuple[str | None, str | None, str | None]:
    doc = Document(title="", text=text, published=PUBLISHED, published_at="2021-09-16")
    found = read_period(doc)
    values = []
    for part in (found.start, found.end, found.duration):
        assert part is None or all(doc.read(span) for span in part.spans if span.where == "text")
        values.append(None if part is None else part.value)
    return values[0], values[1], values[2]


@pytest.mark.parametrize("text", RANGES.values(), ids=list(RANGES))
def test_a_range_gives_first_and_last_day(text: str) -> None:
    assert read(text) == WHOLE


@pytest.mark.parametrize(("text", "period"), OTHERS.values(), ids=list(OTHERS))
def test_what_is_stated_is_read(text: str, period: tuple[str | None, str | None, str | None]) -> None:
    assert read(text) == period


@pytest.mark.parametrize("text", NOTHING.values(), ids=list(NOTHING))
def test_other_times_are_left_alone(text: str) -> None:
    assert read(text) == (None, None, None)


def test_a_carried_year_is_proven_by_the_day_that_prints_it() -> None:
    doc = Document(title="", text="巡察时间：2021年9月14日至11月5日")
    end = read_period(doc).end
    assert end is not None
    assert [doc.read(span) for span in end.spans] == ["11月5日", "2021年9月14日"]
    assert read_period(doc).start is not None


def test_without_any_year_both_days_stay_open() -> None:
    found = read_period(Document(title="", text="巡察时间：9月14日至11月5日"))
    assert found.start is not None
    assert found.end is not None
    assert (found.start.value, found.end.value) == ("--09-14", "--11-05")
