"""Day mentions as printed, and what they carry from each other."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extraction.spans.days import cut_clauses, scan_days, scan_short_range
from crawler.extraction.text.folding import fold_width
from crawler.model.calendar import is_real_day

Day = tuple[int | None, int | None, int | None]

MENTIONS: dict[str, tuple[str, list[Day]]] = {
    "full": ("2020年11月9日下午", [(2020, 11, 9)]),
    "han": ("二〇二〇年十一月九日", [(2020, 11, 9)]),
    "han with latin o": ("二O一六年十一月二十八日", [(2016, 11, 28)]),
    "han with circle": ("二○一六年十月三十一日", [(2016, 10, 31)]),
    "full width": ("２０２０年１１月９日", [(2020, 11, 9)]),
    "blanks": ("2020 年 11 月 9 日", [(2020, 11, 9)]),
    "dots": ("2020.11.9", [(2020, 11, 9)]),
    "hyphens": ("2020-11-09", [(2020, 11, 9)]),
    "slashes": ("2020/11/9", [(2020, 11, 9)]),
    "no year": ("11月9日", [(None, 11, 9)]),
    "no sign for the year": ("2020 11月9日", [(2020, 11, 9)]),
    "no sign for the day": ("6月16下午", [(None, 6, 16)]),
    "号": ("11月9号", [(None, 11, 9)]),
    "range": ("11月9日至12月20日", [(None, 11, 9), (None, 12, 20)]),
    "range in a month": ("9日至21日", [(None, None, 9), (None, None, 21)]),
    "range with one month": ("11月9日—21日", [(None, 11, 9), (None, 11, 21)]),
    "range without first sign": ("11月9-21日", [(None, 11, 9), (None, 11, 21)]),
    "year carried": ("2020年11月9日至12月20日", [(2020, 11, 9), (2020, 12, 20)]),
    "year turned": ("2020年11月9日至1月8日", [(2020, 11, 9), (2021, 1, 8)]),
    "next year": ("2020年11月9日至次年1月8日", [(2020, 11, 9), (2021, 1, 8)]),
    "dotted carried": ("2020.11.9-12.20", [(2020, 11, 9), (2020, 12, 20)]),
    "weekdays between": ("11月9日（星期一）至12月20日（星期日）", [(None, 11, 9), (None, 12, 20)]),
    "起至": ("2020年11月9日起至12月20日止", [(2020, 11, 9), (2020, 12, 20)]),
    "list": ("9月9日、10日", [(None, 9, 9), (None, 9, 10)]),
    "list with 和": ("9月9日和11日", [(None, 9, 9), (None, 9, 11)]),
    "end of a month": ("5月底", []),
    "middle of a month": ("5月中旬", []),
    "no such day": ("2020年2月30日", []),
    "within days": ("15日内报送", []),
    "street number": ("光明路836号", []),
    "ordinal": ("第三日", []),
    "hours with dots": ("8.30-12.00，9.00-11.30", []),
    "clock": ("8:30-12:00", []),
    "phone": ("0551-2020119", []),
    "holidays": ("节假日除外，工作日受理", []),
}


@pytest.mark.parametrize(("text", "days"), MENTIONS.values(), ids=list(MENTIONS))
def test_mentions(text: str, days: list[Day]) -> None:
    folded = fold_width(text)
    found = scan_days(folded)
    assert [(m.year, m.month, m.day) for m in found] == days
    assert all(folded[m.start : m.end].strip() for m in found)


@pytest.mark.parametrize("word", ["今天", "昨日", "前天", "即日"])
def test_relative_words_keep_their_word(word: str) -> None:
    (found,) = scan_days(f"{word}上午召开")
    assert (found.word, found.day) == (word, None)


def test_a_short_range_stands_only_where_it_is_asked_for() -> None:
    found = scan_short_range("巡视期间(9.20-10.19)", 0, 16)
    assert found is not None
    assert [(m.month, m.day) for m in found] == [(9, 20), (10, 19)]
    assert scan_days("巡视期间(9.20-10.19)") == ()


def test_clauses_give_each_day_its_words() -> None:
    first, last = cut_clauses("根据3月1日会议精神,4月2日召开动员会。完")
    assert (first.before, first.after) == ("根据", "会议精神,")
    assert (last.before, last.after) == ("会议精神,", "召开动员会")


@pytest.mark.parametrize(("day", "real"), [((2020, 2, 29), True), ((2021, 2, 29), False), ((None, 2, 29), True)])
def test_the_calendar_knows_leap_days(day: tuple[int | None, int, int], real: bool) -> None:
    assert is_real_day(*day) is real


@given(st.dates(min_value=date(2003, 1, 1), max_value=date(2030, 12, 31)))
def test_every_form_gives_the_same_day(day: date) -> None:
    forms = (
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year} 年 {day.month:02d} 月 {day.day:02d} 日",
        f"{day.year}.{day.month}.{day.day}",
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
    )
    for form in forms:
        wide = "".join(chr(ord(mark) + 0xFEE0) if "!" <= mark <= "~" else mark for mark in form)
        for printed in (form, wide):
            assert [(m.year, m.month, m.day) for m in scan_days(fold_width(printed))] == [
                (day.year, day.month, day.day)
            ]


@given(st.text(max_size=200))
def test_folding_never_moves_a_character(text: str) -> None:
    assert len(fold_width(text)) == len(text)
