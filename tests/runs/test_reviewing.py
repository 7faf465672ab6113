"""What a person is asked to look at first."""

from hypothesis import given
from hypothesis import strategies as st

from crawler.model.certainty import Doubt
from crawler.runs.reviewing import expect_gain


def doubt(field: str) -> Doubt:
    return Doubt(field, "unsure", ("read by a weak rule",))


@given(st.integers(0, 200))
def test_no_list_of_people_stands_before_a_doubtful_kind(count: int) -> None:
    people = [doubt(f"people/{place}/roles/0") for place in range(count)]
    assert expect_gain(people) <= 1.0
    assert expect_gain([doubt("kind")]) > expect_gain(people[:3])
    assert expect_gain([doubt("kind"), *people]) >= expect_gain(people)


def test_a_second_doubt_of_one_field_adds_less_than_the_first() -> None:
    one, two = expect_gain([doubt("targets/0")]), expect_gain([doubt("targets/0"), doubt("targets/1")])
    assert one < two < 2 * one
