"""What is looked for before a costly pattern is tried must stand in everything that the pattern finds."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.decoding import boilerplate, changing, labels, moments, page

PAIRS = {
    "footer": (boilerplate._FOOTER_HINT, boilerplate._FOOTER),
    "contact": (boilerplate._CONTACT_HINT, boilerplate._CONTACT),
    "label without a colon": (labels._OPEN_END, labels._OPEN),
    "label with a bar": (labels._BAR, labels._BARRED),
    "day in a script": (page._DAY, page._SCRIPT_DATE),
    "seconds in a script": (page._SECONDS, page._SCRIPT_EPOCH),
    "counter at the end": (re.compile("|".join(changing._THIS_PAGE)), changing._COUNTER_TAIL),
    **{f"day, form {number}": pair for number, pair in enumerate(moments._FORMS)},
}


@pytest.mark.parametrize("name", PAIRS)
@settings(max_examples=60)
@given(data=st.data())
def test_a_hint_stands_in_everything_its_pattern_finds(name: str, data: st.DataObject) -> None:
    hint, pattern = PAIRS[name]
    text = data.draw(st.from_regex(pattern))
    assert hint.search(text), f"{pattern.search(text)!r} would be passed over"
