"""People of lists, tables and set-off names, and names that only their place tells. All names are invented."""

import pytest

from tests.extraction.people import COUNTY, B, C, D, L, M, P, R, S, find_people, print_people

TWO = ("县委第三巡察组", "县委第四巡察组")

PLACES = {
    "name_is_a_word": ("县水务局党组书记、局长冷静代表党组作表态发言。", ["冷静"]),
    "three_characters_begin_a_word": ("区委副书记、区长幸福来和县委巡察办主任关山参加会议。", ["幸福来", "关山"]),
    "unlisted_surname": ("县委第三巡察组组长𠀁明远作动员讲话。", ["𠀁明远"]),
    "surname_of_a_people": (
        "县政协主席及明远、县委副书记者万山、县委常委妥晓春出席会议。",
        ["及明远", "者万山", "妥晓春"],
    ),
    "words_after_a_label": ("组长：钱溪　成员：何止、时雨、应有为", ["钱溪", "何止", "时雨", "应有为"]),
    "shared_words": ("县委巡察办副主任尤溪、大田丰分别参加会议。", ["尤溪", "大田丰"]),
    "steppe_office": ("会议由苏木达额尔敦青格勒主持。", ["额尔敦青格勒"]),
    "blanks_before_the_verb": ("县委第三巡察组组长 钱 若 溪 作动员讲话，局长 轩 涛 参加会议。", ["钱若溪", "轩涛"]),
    "blanks_before_a_post": ("出席人员 组长 钱 溪 副组长 孙 岚", ["钱溪", "孙岚"]),
    "blank_parted_list": ("成　员：钱若溪　孙　岚　李小青", ["钱若溪", "孙岚", "李小青"]),
    "member_in_the_team": ("组长钱溪讲话，副组长秋实、春华，成员丰收参加会议。", ["钱溪", "秋实", "春华", "丰收"]),
    "ends_before_a_demand": ("地委巡察办主任吐尔逊·热西提要求。", ["吐尔逊·热西"]),
    "ends_in_the_same_character": (
        "巡察组组长吐尔逊·热西提讲话，专员帕尔哈提表态。",
        ["吐尔逊·热西提", "帕尔哈提"],
    ),
    "two_short_names": ("成　员：钱 溪 孙 岚", ["钱溪", "孙岚"]),
}


@pytest.mark.parametrize(("text", "names"), PLACES.values(), ids=PLACES)
def test_a_sure_place_makes_a_name(text: str, names: list[str]) -> None:
    assert [p.name for p in find_people(text)] == names


NO_NAMES = {
    "verbs": "县委第三巡察组组长带队走访，副组长全程陪同，局长总结讲话，院长寄语青年，书记轮流发言。",
    "slogans": "组长讲政治，副组长重实干，局长抓落实，书记讲党课，主任牵头办理。",
    "duties": "组长：负责全面工作。副组长：协助组长工作。联络员：上传下达。",
    "unnamed": "组长：待定　副组长：空缺　联系人：办公室",
    "several": "各支部书记表态，全体班子成员列席，有关负责人参加。",
    "empty_cells": "组别|组长|联络员\n县委第三巡察组|待定|综合股",
    "bracket_heading": "组　长　及举报电话\n详见附件",
}


@pytest.mark.parametrize("text", NO_NAMES.values(), ids=NO_NAMES)
def test_words_behind_posts_are_no_names(text: str) -> None:
    assert find_people(text) == []


TABLES = {
    "members_and_contact": (
        """巡察组 | 组长 | 副组长 | 成员 | 联系人及电话
第三巡察组 | 大田丰 | 及时雨 | 拜山、柯以、陈　明 | 丛林 0577-1234567
第四巡察组 | 钱溪 | | 宝山 尤今 | 果然（手机）13800000000""",
        [
            f"大田丰/县委第三巡察组组长/{L}",
            f"及时雨/县委第三巡察组副组长/{D}",
            f"拜山/县委第三巡察组成员/{M}",
            f"柯以/县委第三巡察组成员/{M}",
            f"陈明/县委第三巡察组成员/{M}",
            f"丛林/-/{P}",
            f"钱溪/县委第四巡察组组长/{L}",
            f"宝山/县委第四巡察组成员/{M}",
            f"尤今/县委第四巡察组成员/{M}",
            f"果然/-/{P}",
        ],
    ),
    "both_liaison_and_contact": (
        "组别|组长|联络员|联系人\n县委第三巡察组|钱溪|孙岚|李青",
        [f"钱溪/县委第三巡察组组长/{L}", f"孙岚/县委第三巡察组联络员/{M}", f"李青/-/{P}"],
    ),
    "wide_headings_and_short_gaps": (
        """组　别　　　　被巡察单位　　　组　　长　　副组长　　　电话
县委第三巡察组　东岭县水务局　　钱若溪　　　冷静　　　　0577-12345678
县委第四巡察组　东岭县自然资源和规划局　关山　　　庄重、时雨　　0577-12345679""",
        [
            f"钱若溪/县委第三巡察组组长/{L}",
            f"冷静/县委第三巡察组副组长/{D}",
            f"关山/县委第四巡察组组长/{L}",
            f"庄重/县委第四巡察组副组长/{D}",
            f"时雨/县委第四巡察组副组长/{D}",
        ],
    ),
    "turned": (
        "组别 | 县委第三巡察组 | 县委第四巡察组\n组 长 | 钱溪 | 关山\n组 员 | 丁一、卜二 | 李青",
        [
            f"钱溪/县委第三巡察组组长/{L}",
            f"关山/县委第四巡察组组长/{L}",
            f"丁一/县委第三巡察组组员/{M}",
            f"卜二/县委第三巡察组组员/{M}",
            f"李青/县委第四巡察组组员/{M}",
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), TABLES.values(), ids=TABLES)
def test_reads_columns_by_their_headings(text: str, expected: list[str]) -> None:
    assert print_people(find_people(text, TWO)) == expected


SET_OFF = {
    "post_after_comma": (
        "出席动员会的有：钱若溪，县委第三巡察组组长；孙岚，县委巡察办副主任。",
        [f"钱若溪/县委第三巡察组组长/{L}", f"孙岚/县委巡察办副主任/{P}"],
    ),
    "post_in_brackets_behind_a_label": (
        "主持：李青（县水务局局长）；动员：钱若溪（县委第三巡察组组长）；表态：李青。",
        [f"李青/县水务局局长/{C}+{R}", f"钱若溪/县委第三巡察组组长/{L}+{S}"],
    ),
    "surname_and_title_heads_a_clause": (
        "县委第三巡察组组长钱若溪讲话。关若山副主任代表班子表态。",
        [f"钱若溪/县委第三巡察组组长/{L}+{S}", f"关若山/副主任/{R}"],
    ),
    "two_posts_of_a_deputy": (
        "县委第三巡察组副组长兼联络员钱若溪通报安排。",
        [f"钱若溪/县委第三巡察组副组长兼联络员/{D}"],
    ),
    "unnamed_group_first": (
        "参加会议的还有县委第三巡察组全体同志，县档案馆馆长关山，副馆长李青、孙岚。",
        [f"关山/县档案馆馆长/{P}", f"李青/副馆长/{P}", f"孙岚/副馆长/{P}"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), SET_OFF.values(), ids=SET_OFF)
def test_reads_posts_set_off_from_names(text: str, expected: list[str]) -> None:
    assert print_people(find_people(text)) == expected


SIDES = {
    "deputy_of_the_same_office": (
        "县委巡察办主任关山、副主任李青出席会议，并传达上级要求。",
        [f"关山/县委巡察办主任/{B}", f"李青/副主任/{B}"],
    ),
    "each_at_another_meeting": (
        "县委巡察办主任关山参加水务局动员会，副主任李青参加林业局动员会，并代表县委巡察办提出要求。",
        [f"关山/县委巡察办主任/{B}", f"李青/副主任/{B}"],
    ),
    "own_post_beats_a_shared_one": (
        "会议由县水务局局长关山主持，县农业农村局党组书记、局长李青与关山先后表态。",
        [f"关山/县水务局局长/{C}+{R}", f"李青/县农业农村局党组书记、局长/{R}"],
    ),
    "deputy_speaks_for_the_leader": (
        "县委第三巡察组副组长孙岚作动员讲话，组长钱若溪介绍人员组成并宣读文件。",
        [f"孙岚/县委第三巡察组副组长/{D}+{S}", f"钱若溪/组长/{L}"],
    ),
    "unnamed_host": (
        "县委第三巡察组组长钱若溪作动员讲话，会议由镇领导主持。",
        [f"钱若溪/县委第三巡察组组长/{L}+{S}"],
    ),
    "leader_quoted_from_another_meeting": (
        "县委第三巡察组组长钱若溪指出，要提高站位。县委巡察工作领导小组组长关山同志在动员部署会上强调，要从严。",
        [f"钱若溪/县委第三巡察组组长/{L}+{S}"],
    ),
    "part_behind_a_semicolon": (
        "县委第三巡察组组长钱若溪、组员孙岚；苏木长关山主持会议，县水务局局长李青表了态。",
        [
            f"钱若溪/县委第三巡察组组长/{L}",
            f"孙岚/组员/{M}",
            f"关山/苏木长/{C}",
            f"李青/县水务局局长/{R}",
        ],
    ),
    "speaker_then_host": (
        "第三巡察组组长钱若溪作巡察动员，县水务局局长关山主持会议并表态发言。",
        [f"钱若溪/第三巡察组组长/{L}+{S}", f"关山/县水务局局长/{C}+{R}"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), SIDES.values(), ids=SIDES)
def test_gives_acts_to_those_who_do_them(text: str, expected: list[str]) -> None:
    assert print_people(find_people(text, COUNTY, ("县水务局",))) == expected
