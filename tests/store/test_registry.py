"""Who is who: ids of units stay under fuller names, merge to the older, and never join two places; people of one name
are one only with a shared unit or team.
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from crawler.identity import make_team_id, make_unit_id
from crawler.model.items import Notice, Person, Target, TeamUnit
from crawler.model.naming import is_fuller
from crawler.store import Store
from tests.store.samples import NOW, make_notice

SHORT, FULL = "江苏省水电设计院", "江苏省水利水电勘测设计研究院"
LATER = NOW + timedelta(days=1)


def tell(number: int, unit: str, printed: str = "省水电设计院", people: tuple[Person, ...] = ()) -> Notice:
    notice = make_notice(number)
    team = "江苏省委第一巡视组"
    facts = replace(
        notice.facts,
        teams=("省委第一巡视组",),
        team_units=(TeamUnit(name="省委第一巡视组", qualified=team, id=make_team_id(f"{team}{number // 10}")),),
        targets=(Target(name=printed, qualified=unit, id=make_unit_id(unit), unit="state"),),
        pairs=(),
        people=people,
        evidence=(),
    )
    return replace(notice, facts=facts)


def find_unit_id(store: Store, notice: Notice) -> str | None:
    found = store.find_notice(notice.id)
    assert found is not None
    return found.facts.targets[0].id


def test_a_fuller_name_keeps_the_id(store: Store) -> None:
    notice = store.commit(tell(1, SHORT), NOW)
    store.replace_facts(tell(1, FULL))
    assert find_unit_id(store, notice) == make_unit_id(SHORT)
    [unit] = [unit for unit in store.list_units() if unit.kind == "unit"]
    assert (unit.qualified, unit.names) == (FULL, ("省水电设计院",))
    assert store.find_unit(make_unit_id(FULL)) == make_unit_id(SHORT)


def test_another_notice_with_the_fuller_name_has_the_same_id(store: Store) -> None:
    store.commit(tell(1, SHORT), NOW)
    store.replace_facts(tell(1, FULL))
    other = store.commit(tell(2, FULL, "省水利水电勘测设计研究院"), LATER)
    assert find_unit_id(store, other) == make_unit_id(SHORT)


def test_two_ids_of_one_unit_become_the_older(store: Store) -> None:
    first = store.commit(tell(1, SHORT), NOW)
    second = store.commit(replace(tell(2, FULL), first_seen=LATER), LATER)
    assert find_unit_id(store, first) != find_unit_id(store, second)
    store.replace_facts(tell(1, FULL))
    assert find_unit_id(store, first) == make_unit_id(SHORT)
    assert store.find_unit(make_unit_id(FULL)) == make_unit_id(SHORT)
    assert len([unit for unit in store.list_units() if unit.kind == "unit"]) == 1


def test_a_name_that_was_wrong_is_another_unit(store: Store) -> None:
    notice = store.commit(tell(1, "江西省赣州市民政局", "市民政局"), NOW)
    store.replace_facts(tell(1, "江西省瑞金市民政局", "市民政局"))
    assert find_unit_id(store, notice) == make_unit_id("江西省瑞金市民政局")
    assert len([unit for unit in store.list_units() if unit.kind == "unit"]) == 2


def test_one_name_in_two_provinces_is_two_units(store: Store) -> None:
    one = store.commit(tell(1, "江苏省作协", "省作协"), NOW)
    other = store.commit(tell(2, "浙江省作协", "省作协"), NOW)
    assert find_unit_id(store, one) != find_unit_id(store, other)


def test_a_part_knows_the_whole(store: Store) -> None:
    store.commit(tell(1, "兰州大学", "兰州大学"), NOW)
    store.commit(tell(2, "兰州大学资源环境学院", "资源环境学院"), NOW)
    part = next(unit for unit in store.list_units() if unit.qualified == "兰州大学资源环境学院")
    assert part.parent == make_unit_id("兰州大学")


LEADER = Person(name="林知远", post="组长", roles=("team_leader",))


def test_people_who_share_a_unit_are_one_with_their_posts(store: Store) -> None:
    store.commit(tell(1, SHORT, people=(LEADER,)), NOW)
    store.commit(tell(2, SHORT, people=(replace(LEADER, post="副组长"),)), LATER)
    [person] = store.list_persons()
    assert [post for _, post, _ in person.posts] == ["组长", "副组长"]


def test_people_of_one_name_without_a_shared_unit_are_two(store: Store) -> None:
    store.commit(tell(1, SHORT, people=(LEADER,)), NOW)
    store.commit(tell(20, "浙江省作协", people=(LEADER,)), NOW)
    assert len(store.list_persons()) == 2


def test_people_become_one_when_a_notice_ties_both(store: Store) -> None:
    store.commit(tell(1, SHORT, people=(LEADER,)), NOW)
    store.commit(tell(20, "浙江省作协", people=(LEADER,)), NOW)
    both = tell(30, SHORT, people=(LEADER,))
    targets = (*both.facts.targets, *tell(20, "浙江省作协").facts.targets)
    store.commit(replace(both, facts=replace(both.facts, targets=targets)), LATER)
    [person] = store.list_persons()
    assert len(person.posts) == 3


FULLER = (
    (SHORT, FULL, True),
    (FULL, SHORT, False),
    ("江苏省作协", "浙江省作家协会", False),
    ("甲市财政局", "甲市教育局", False),
)


@pytest.mark.parametrize(("short", "full", "told"), FULLER)
def test_a_fuller_name_is_of_the_same_place(short: str, full: str, *, told: bool) -> None:
    assert is_fuller(short, full) == told
