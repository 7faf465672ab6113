"""Chinese numerals, read and written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.model.numerals import read_numeral, write_numeral

READ = {
    "21": 21,
    "２１": 21,
    "二十一": 21,
    "十": 10,
    "十五": 15,
    "二十": 20,
    "廿三": 23,
    "卅一": 31,
    "两": 2,
    "二〇二〇": 2020,
    "二○二一": 2021,
    "二O一六": 2016,
    "二零二四": 2024,
    "一百零五": 105,
    "二千零二十": 2020,
    "十 五": 15,
    "零": 0,
}


@pytest.mark.parametrize(("printed", "value"), READ.items(), ids=list(READ))
def test_a_numeral_gives_its_number(printed: str, value: int) -> None:
    assert read_numeral(printed) == value


@pytest.mark.parametrize("printed", ["", "abc", "二十十", "十百", "12二", "9999999", "第三", "一二十三"])
def test_what_is_no_numeral_gives_nothing(printed: str) -> None:
    assert read_numeral(printed) is None


@given(st.integers(min_value=1, max_value=199))
def test_what_is_written_reads_back(number: int) -> None:
    assert read_numeral(write_numeral(number)) == number
