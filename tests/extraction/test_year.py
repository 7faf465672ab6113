"""Missing years: from the publication day, other days, the round, dated phrases; never from today."""

from datetime import date

import pytest

from crawler.extraction.fields.meeting_dates import read_meeting_dates
from crawler.extraction.spans.years import infer_year
from crawler.extraction.text.document import Document, Span
from crawler.extraction.words.dated_phrases import DATED_PHRASES

PHRASES = {
    "named leader and four": ("牢固树立“四个意识”，向以习近平同志为总书记的党中央看齐。", 9, 20, 2016),
    "campaign under way": ("结合正在开展的党史学习教育，抓好巡察。", 4, 21, 2021),
    "plan year": ("今年是“十四五”开局之年。", 4, 21, 2021),
    "anniversary": ("今年是中国共产党成立100周年。", 4, 21, 2021),
    "anniversary of the state": ("今年是新中国成立七十周年。", 4, 21, 2019),
    "before a congress": ("以优异成绩迎接党的十九大胜利召开。", 5, 8, 2017),
    "before the twentieth": ("喜迎党的二十大，深入学习党的十九届六中全会精神。", 5, 8, 2022),
}
OPEN = {
    "no phrase": ("巡察组将坚持问题导向。", 9, 20),
    "only a first day": ("深入学习党的十九大精神，做到“两个维护”。", 9, 20),
    "only a last day": ("紧密团结在以习近平同志为总书记的党中央周围。", 9, 20),
    "two years remain": ("以习近平同志为总书记的党中央高度重视，“四风”问题", 9, 20),
    "they contradict": ("以习近平同志为总书记的党中央，习近平新时代中国特色社会主义思想", 9, 20),
}


@pytest.mark.parametrize(("text", "month", "day", "year"), PHRASES.values(), ids=list(PHRASES))
def test_dated_phrases_leave_one_year(text: str, month: int, day: int, year: int) -> None:
    doc = Document(title="", text=text)
    found = infer_year(doc, month, day)
    assert found is not None
    assert (found.value, found.rule) == (year, "year.phrases")
    assert all(doc.read(span) in text and doc.read(span) for span in found.spans)


@pytest.mark.parametrize(("text", "month", "day"), OPEN.values(), ids=list(OPEN))
def test_without_exactly_one_year_none_is_given(text: str, month: int, day: int) -> None:
    assert infer_year(Document(title="", text=text), month, day) is None


def test_the_publication_day_goes_before_phrases() -> None:
    doc = Document(title="", text="今年是“十四五”开局之年。", published=date(2022, 3, 1))
    found = infer_year(doc, 2, 25)
    assert found is not None
    assert (found.value, found.rule) == (2022, "year.published")


def test_a_day_printed_in_full_nearby_gives_the_year() -> None:
    doc = Document(title="", text="9月14日，县委巡察组进驻动员会召开。巡察时间为2021年9月14日至11月5日。")
    assert [found.value for found in read_meeting_dates(doc)] == ["2021-09-14"]


def test_a_distant_full_day_does_not_give_the_year() -> None:
    doc = Document(title="", text="9月14日，县委巡察组进驻动员会召开。2018年3月1日，曾开展巡察。")
    assert [found.value for found in read_meeting_dates(doc)] == ["--09-14"]


def test_the_year_of_the_round_gives_the_year() -> None:
    doc = Document(title="", text="根据县委2023年第二轮巡察安排，9月14日，县委巡察组进驻动员会召开。")
    assert [found.value for found in read_meeting_dates(doc)] == ["2023-09-14"]


def test_an_inferred_year_is_proven_by_a_second_place() -> None:
    text = "9月20日，省委巡视一组巡视工作动员会召开。树立“四个意识”，向以习近平同志为总书记的党中央看齐。"
    doc = Document(title="", text=text)
    (found,) = read_meeting_dates(doc)
    assert found.value == "2016-09-20"
    assert [doc.read(span) for span in found.spans] == ["9月20日", "“四个意识”", "以习近平同志为总书记"]


@pytest.mark.parametrize("phrase", DATED_PHRASES, ids=[p.pattern for p in DATED_PHRASES])
def test_every_phrase_has_a_day_and_a_source(phrase: object) -> None:
    entry = next(p for p in DATED_PHRASES if p is phrase)
    assert entry.source
    assert entry.first or entry.last
    assert entry.first is None or entry.last is None or entry.first <= entry.last


def test_the_publication_day_is_shown_as_the_page_prints_it() -> None:
    doc = Document(
        title="",
        text="9月14日，县委第二巡察组进驻动员会召开。",
        published=date(2021, 9, 16),
        published_at="2021-09-16",
        published_proof=Span("meta", 5, 14),
        published_printed="2021年9月16日",
    )
    (found,) = read_meeting_dates(doc)
    assert [doc.read(span) for span in found.spans] == ["9月14日", "2021年9月16日"]


def test_a_publication_day_from_elsewhere_is_shown_too() -> None:
    doc = Document(title="", text="9月14日，县委第二巡察组进驻动员会召开。", published=date(2021, 9, 16))
    (found,) = read_meeting_dates(doc)
    assert [doc.read(span) for span in found.spans] == ["9月14日", "2021-09-16"]
