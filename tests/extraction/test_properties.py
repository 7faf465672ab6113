"""What holds for every notice: boilerplate, widths and long runs change nothing."""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction.notice import extract_facts
from crawler.model.items import Facts, Page

TITLE = "县委第四巡察组巡察县供电公司党委工作动员会召开"
LEAD = (
    "3月8日上午，县委第四巡察组巡察县供电公司党委工作动员会召开。县委第四巡察组组长卓文君作动员讲话，"
    "县供电公司党委书记、经理司马青主持会议并作表态发言。"
)
BODY = (
    "巡察组将在县供电公司工作一个月左右（2023年3月8日至4月10日）。值班电话：0512-66001122，"
    "受理电话时间：工作日8:30至17:30；电子邮箱：xwxc4@example.cn。"
)
BOILERPLATE = (
    "卓文君强调，要提高政治站位，自觉接受监督。",
    "会议指出，巡察是政治监督，是全面从严治党的利剑。",
    "司马青表示，坚决服从安排，全力支持配合。",
    "要坚持问题导向，紧盯关键少数，推动改革发展。",
    "各支部要认真学习，做好各项准备。",
)
RUNS = (
    *(" ", "　", "1", "第", "巡", "组", "、", "和", "（", "市", "对", "在", "，", "。", "|"),
    *("第一、", "巡察组", "县委", "县委第一巡察组", "进驻", "|  ", "延伸"),
)


def read(title: str, text: str) -> Facts:
    page = Page(
        site="test",
        url="",
        link_url="",
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
        charset="utf-8",
        script="hans",
        bad_bytes=0,
        title=title,
        published_at="2023-03-09",
        source=None,
        author=None,
        editor=None,
        channel=(),
        views=None,
        text=text,
    )
    return extract_facts(page, None)


def strip_proof(facts: Facts) -> tuple[object, ...]:
    return (
        facts.kind, facts.level, facts.mode, facts.types, facts.rounds, facts.meeting_dates, facts.teams, facts.targets,
        facts.pairs, facts.people, facts.period, facts.contacts,
    )  # fmt: skip


PLAIN = strip_proof(read(TITLE, f"{LEAD}\n{BODY}"))


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(BOILERPLATE), max_size=5))
def test_boilerplate_changes_no_value(lines: list[str]) -> None:
    assert strip_proof(read(TITLE, "\n".join((LEAD, *lines, BODY)))) == PLAIN


def test_widths_change_no_team_target_or_kind() -> None:
    wide = str.maketrans("0123456789:-()", "０１２３４５６７８９：－（）")
    narrow = str.maketrans("（）：", "():")
    for table in (wide, narrow):
        found = read(TITLE.translate(table), f"{LEAD}\n{BODY}".translate(table))
        assert strip_proof(found)[:9] == PLAIN[:9]


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="县委第一二三巡察视组进驻对市局党开展动员会召、，。\n|（） 2023年月日在工作", max_size=200))
def test_spans_always_show_their_value(text: str) -> None:
    for proof in read(TITLE, text).evidence:
        printed = {"text": text, "title": TITLE}.get(proof.where)
        assert printed is None or printed[proof.start : proof.end] == proof.value


@pytest.mark.parametrize("run", RUNS, ids=repr)
def test_long_runs_are_read_in_linear_time(run: str) -> None:
    def measure(characters: int) -> float:
        text = f"{LEAD}{run * (characters // len(run))}{BODY}"
        began = time.process_time()
        read(TITLE, text)
        return time.process_time() - began

    short, long = measure(10_000), measure(40_000)
    assert long < max(1.0, 8 * short), f"{short:.2f} s for 10,000 and {long:.2f} s for 40,000 characters"
