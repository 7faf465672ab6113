"""People of agendas, labelled lines, quotations and sentences that go on about them. All names are invented."""

import pytest

from tests.extraction.people import B, C, D, L, P, R, S, find_people, print_people

CASES = {
    "lines_of_name_and_post": (
        (
            "参会人员：\n　　钱若溪　县委第三巡察组组长\n　　尤　今　县委第三巡察组副组长\n　　关山　县水务局局长\n"
            "会议议程：\n　　一、钱若溪作动员讲话；\n　　二、关山作表态发言。"
        ),
        [f"钱若溪/县委第三巡察组组长/{L}+{S}", f"尤今/县委第三巡察组副组长/{D}", f"关山/县水务局局长/{R}"],
    ),
    "list_of_posts_in_brackets": (
        (
            "出席：钱若溪（县委第三巡察组组长）、时雨（县委第三巡察组副组长）、丰收年（县委巡察办副主任）\n"
            "程序：\n①关山主持会议；\n②丰收年传达县委要求。"
        ),
        [
            f"钱若溪/县委第三巡察组组长/{L}",
            f"时雨/县委第三巡察组副组长/{D}",
            f"丰收年/县委巡察办副主任/{B}",
            f"关山/-/{C}",
        ],
    ),
    "two_acts_in_a_label": (
        "▌主持和表态：县水务局局长关山；县林业局局长丛林",
        [f"关山/县水务局局长/{C}+{R}", f"丛林/县林业局局长/{C}+{R}"],
    ),
    "a_new_label_ends_the_old": (
        "主持：县水务局局长关山；动员讲话：县委第三巡察组组长钱若溪",
        [f"关山/县水务局局长/{C}", f"钱若溪/县委第三巡察组组长/{L}+{S}"],
    ),
    "label_in_brackets": (
        "【组　　长】钱若溪\n【副 组 长】尤今、关山",
        [f"钱若溪/组长/{L}", f"尤今/副组长/{D}", f"关山/副组长/{D}"],
    ),
    "goes_on_with_a_pronoun": (
        "县委第三巡察组组长钱若溪来到会场。他说，大家可以随时来谈。",
        [f"钱若溪/县委第三巡察组组长/{L}+{S}"],
    ),
    "quotation_behind_the_name": (
        "县委第三巡察组组长钱若溪参加会议。\n钱若溪：“山里的路修得怎么样，要去走一走才知道。”",
        [f"钱若溪/县委第三巡察组组长/{L}+{S}"],
    ),
    "sentence_behind_a_quotation": (
        (
            "县委第三巡察组组长钱若溪、县委第四巡察组组长尤今参加会议。"
            "钱若溪说：“账本放在桌面上，大家看得清楚才算数。”尤今提醒，不能走过场。"
        ),
        [f"钱若溪/县委第三巡察组组长/{L}+{S}", f"尤今/县委第四巡察组组长/{L}+{S}"],
    ),
    "all_of_a_list_say_so": (
        "县水务局局长关山、县林业局局长丛林出席会议。关山、丛林均表示，全力配合。",
        [f"关山/县水务局局长/{R}", f"丛林/县林业局局长/{R}"],
    ),
    "each_of_those_present_speaks": (
        "县委常委、县纪委书记钱若溪出席水务局动员会，县委巡察办主任尤今出席林业局动员会，并分别讲话。",
        [f"钱若溪/县委常委、县纪委书记/{B}", f"尤今/县委巡察办主任/{B}"],
    ),
    "present_apart": (
        "县水务局局长关山主持会议；副局长丛林、时雨，分别参加会议。",
        [f"关山/县水务局局长/{C}", f"丛林/副局长/{P}", f"时雨/副局长/{P}"],
    ),
    "leaders_of_several_teams": (
        "两个组的组长钱若溪、尤今分别作动员讲话。",
        [f"钱若溪/组长/{L}+{S}", f"尤今/组长/{L}+{S}"],
    ),
    "leaders_at_every_meeting": (
        "县委第三巡察组（组长钱若溪）进驻县水务局。每场会议上，组长都作了动员讲话。",
        [f"钱若溪/县委第三巡察组组长/{L}+{S}"],
    ),
    "told_again_behind_a_speech": (
        "关山表示，局党组全力配合。县委第三巡察组副组长尤今宣布纪律，副局长丛林对后勤保障作了安排。",
        [f"尤今/县委第三巡察组副组长/{D}", f"丛林/副局长/{P}"],
    ),
    "numbered_surname": ("县委第三巡察组组长第五若溪作动员讲话。", [f"第五若溪/县委第三巡察组组长/{L}+{S}"]),
    "staff_of_the_office": ("县委巡察办工作人员关山参加会议。", [f"关山/县委巡察办工作人员/{P}"]),
    "columns_of_acts": (
        (
            "组别 | 被巡察单位 | 动员会主持人 | 表态发言\n县委第三巡察组 | 县水务局 | 关山 | 丛林\n"
            "县委第四巡察组 | 县林业局 | 副局长尤今 | 党组书记、局长时雨"
        ),
        [f"关山/-/{C}", f"丛林/-/{R}", f"尤今/副局长/{C}", f"时雨/党组书记、局长/{R}"],
    ),
    "questions_and_answers": (
        "谁来了？县委第三巡察组组长钱若溪，县水务局局长关山。\n谁主持？关山。\n谁讲话？钱若溪。",
        [f"钱若溪/县委第三巡察组组长/{L}+{S}", f"关山/县水务局局长/{C}"],
    ),
    "labels_of_bare_names": (
        "动员讲话人：钱若溪；会议主持人：关山；表态：丛林",
        [f"钱若溪/-/{S}", f"关山/-/{C}", f"丛林/-/{R}"],
    ),
    "ringed_numbers": ("①关山主持会议；②关山表态发言。", [f"关山/-/{C}+{R}"]),
    "names_with_words_inside": (
        "县水务局局长李我存作表态发言，县林业局局长张是明主持会议。",
        [f"李我存/县水务局局长/{R}", f"张是明/县林业局局长/{C}"],
    ),
    "contact_behind_a_day": (
        "会议要求，做好保密。巡察组3月5日至4月6日在乡工作，联系电话0577-1234567；联系人：丛林。",
        [f"丛林/-/{P}"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_reads_who_does_what(text: str, expected: list[str]) -> None:
    assert print_people(find_people(text)) == expected


COUNTED = {
    "teams": "组长第五轮谈话，局长第五项工作表态。",
    "other_meetings": "会议安排第三期培训，第四批参加。",
}


@pytest.mark.parametrize("text", COUNTED.values(), ids=COUNTED)
def test_what_is_counted_is_no_surname(text: str) -> None:
    assert find_people(text) == []
