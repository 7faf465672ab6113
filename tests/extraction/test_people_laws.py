"""Laws of people and contacts, generated from the tables of words: what changes nothing, what is always found."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction.fields.contacts import read_contacts
from crawler.extraction.text.document import Document
from crawler.extraction.words.surnames import BODY_HEADS, COMPOUND_SURNAMES, NOT_NAMES, PARTICLES, SURNAMES
from tests.extraction.people import find_people, print_people

WORDS = {word[0] for word in NOT_NAMES} | set(PARTICLES) | set(BODY_HEADS)
surnames = st.one_of(st.sampled_from(sorted(SURNAMES - WORDS)), st.sampled_from(sorted(COMPOUND_SURNAMES)))
given_names = st.sampled_from(["若溪", "明远", "建国", "晓岚", "志坚", "雨生"])
FRAMES = (
    "县委第三巡察组组长{}作动员讲话。",
    "会议由县水务局党组书记、局长{}主持。",
    "出席会议的有县委第三巡察组副组长{}、县委巡察办主任钱若溪。",
    "县委第三巡察组组长：{}",
    "县委巡察办副主任{}就配合做好巡察工作提出要求。",
    "在组长{}带领下，县委第三巡察组进驻县水务局。",
    "校领导钱一鸣、{}、孙望舒出席会议。",
    "县水务局局长{}同志代表局党组表态。",
)
REPORT = (
    "5月8日上午，县委第三巡察组巡察县水务局党组动员会召开。县委第三巡察组组长钱若溪作动员讲话，县委巡察办主任孙望舒"
    "就配合做好巡察工作提出要求，县水务局党组书记、局长李怀远主持会议并作表态发言。"
)
ADDED = (
    "", "\n□记者 周小满", "\n责任编辑：周小满　审核：吴大同", "\n上一篇：全县防汛会议召开", "\n（县委巡察办供稿）",
    "\n会议强调，要提高政治站位，主动接受监督。",
)  # fmt: skip
CONTACTS = (
    "值班电话{0}0551-62345678{1}电子邮箱{0}xc3@example.com{1}邮政信箱{0}合肥市A103号邮政信箱{1}意见箱{0}县政府一楼大厅"
)


@given(surnames, given_names, st.sampled_from(FRAMES))
@settings(max_examples=300)
def test_any_surname_in_any_frame_is_found(surname: str, name: str, frame: str) -> None:
    whole = surname + name
    assert whole in [person.name for person in find_people(frame.format(whole))]


@pytest.mark.parametrize("added", ADDED)
def test_a_line_of_the_page_changes_nobody(added: str) -> None:
    assert print_people(find_people(REPORT + added)) == print_people(find_people(REPORT))


@given(st.sampled_from([("，", ","), ("，", "，，"), ("、", "､"), ("。", "。 "), ("：", ":")]))
def test_marks_of_another_width_or_doubled_change_nobody(marks: tuple[str, str]) -> None:
    assert print_people(find_people(REPORT.replace(*marks))) == print_people(find_people(REPORT))


@pytest.mark.parametrize("between", ["会场设在县水务局三楼。", "会议以视频形式召开。", "全局干部职工参加会议。"])
def test_a_sentence_in_between_takes_nothing_over(between: str) -> None:
    assert print_people(find_people(REPORT.replace("召开。", f"召开。{between}"))) == print_people(find_people(REPORT))


@given(st.sampled_from(["：", ":", "： ", "为", "——"]), st.sampled_from(["；", ";", "\n", "。"]))
def test_labels_and_marks_of_every_width_give_the_same_contacts(link: str, mark: str) -> None:
    found = read_contacts(Document(title="", text="县委第三巡察组" + CONTACTS.format(link, mark)))
    assert [phone.value.number for phone in found.phones] == ["0551-62345678"]
    assert [value.value for value in found.emails] == ["xc3@example.com"]
    assert [value.value for value in found.mailboxes] == ["合肥市A103号邮政信箱"]
    assert [value.value for value in found.boxes] == ["县政府一楼大厅"]


@given(st.integers(1990, 2029), st.integers(1, 12), st.integers(1, 28))
def test_a_day_without_its_marks_is_no_telephone(year: int, month: int, day: int) -> None:
    text = f"县委第三巡察组受理电话：0551-62345678，受理时间自{year}{month:02d}{day:02d}日起。"
    found = read_contacts(Document(title="", text=text))
    assert [phone.value.number for phone in found.phones] == ["0551-62345678"]


@pytest.mark.parametrize(
    "attack",
    [
        "组长张三",
        "主任张三、",
        "由张三任组长",
        "校领导张三、",
        "任组长、",
        "邮政信箱：",
        "来信请寄",
        "意见箱设在",
        "他说",
        "阿·",
    ],
)
def test_repeated_phrases_take_linear_time(attack: str) -> None:
    def measure(size: int) -> float:
        text = (attack * size)[:size]
        began = time.process_time()
        find_people(text)
        read_contacts(Document(title="", text=text))
        return time.process_time() - began

    measure(1_000)
    assert measure(40_000) < 8 * max(measure(10_000), 0.05)
