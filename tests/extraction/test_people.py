"""People of a notice: who takes part, with which post and roles. All names and places are invented."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction.fields.people import read_people
from crawler.extraction.text.document import Document
from tests.extraction.people import COUNTY, B, C, D, L, M, P, R, S, find_people, print_people

NAMES = {
    "plain": ("县委第三巡察组组长钱若溪作动员讲话。", ["钱若溪"]),
    "one_given_character": ("县委第三巡察组组长钱溪作动员讲话。", ["钱溪"]),
    "compound_surname_two_given": ("县委第三巡察组组长欧阳若溪就巡察工作作动员讲话。", ["欧阳若溪"]),
    "compound_surname_one_given": ("县委第三巡察组组长尉迟岚，副组长司马青。", ["尉迟岚", "司马青"]),
    "blank_inside_two": ("县委第三巡察组组长钱　溪，副组长孙 岚出席。", ["钱溪", "孙岚"]),
    "blank_inside_three": ("县委第三巡察组组长钱 若 溪作动员讲话。", ["钱若溪"]),
    "dot": ("地委第一巡察组组长阿力木江·吐尔地讲话。", ["阿力木江·吐尔地"]),
    "other_dots": ("地委第一巡察组组长阿力木江•吐尔地、副组长古丽‧热西提出席。", ["阿力木江·吐尔地", "古丽·热西提"]),
    "long_without_dot": ("盟委第一巡察组组长乌力吉巴雅尔作动员讲话。", ["乌力吉巴雅尔"]),
    "tibetan": ("州委第一巡察组组长格桑次仁讲话，副组长才让扎西、卓玛措出席。", ["格桑次仁", "才让扎西", "卓玛措"]),
    "rare_character": ("县委第三巡察组组长马一𫖮作动员讲话，副组长李珺喆出席。", ["马一𫖮", "李珺喆"]),
    "rare_surname": ("县委第三巡察组组长亓明远，副组长逯晓、缑建林出席会议。", ["亓明远", "逯晓", "缑建林"]),
    "comrade": ("县委第三巡察组组长钱若溪同志作动员讲话。", ["钱若溪"]),
    "and_others": ("县委第三巡察组组长钱若溪等6人参加会议。", ["钱若溪"]),
    "name_ends_like_a_preposition": ("县委第三巡察组组长郑向对巡察工作作了说明。", ["郑向"]),
    "name_holds_a_verb": ("县委第三巡察组组长郑会主持召开动员会。", ["郑会"]),
    "surname_is_a_word": ("县委第三巡察组组长单明、副组长成功、时光分别讲话。", ["单明", "成功", "时光"]),
    "unseen_verb": ("县委第三巡察组组长谢长林一针见血。", ["谢长林"]),
    "anonymous": ("县委第三巡察组副组长李某某宣读公告。", ["李某某"]),
    "half_width_marks": ("县委第三巡察组组长钱若溪,副组长孙岚,联络员李青参加.", ["钱若溪", "孙岚", "李青"]),
    "lost_name": ("县委第三巡察组组长钱若溪，副组长田?，成员何晓、丁平参加会议。", ["钱若溪", "何晓", "丁平"]),
}


@pytest.mark.parametrize(("text", "names"), NAMES.values(), ids=NAMES)
def test_finds_names(text: str, names: list[str]) -> None:
    assert [p.name for p in find_people(text)] == names


POSTS = {
    "joined_posts": ("镇党委副书记、镇长关山参加会议。", "镇党委副书记、镇长"),
    "three_posts": ("县委常委、县纪委书记、县监委主任关山出席会议。", "县委常委、县纪委书记、县监委主任"),
    "leading_time": ("9月1日上午县水务局党组书记、局长关山主持会议。", "县水务局党组书记、局长"),
    "meeting_by": ("会议由县水务局党组书记、局长关山主持。", "县水务局党组书记、局长"),
    "after_unnamed_group": ("全体成员、县水务局局长关山参加会议。", "县水务局局长"),
    "and_in_an_office": ("县自然资源和规划局局长关山主持会议。", "县自然资源和规划局局长"),
    "and_in_a_faculty": ("人文与社会学院院长关山主持会议。", "人文与社会学院院长"),
    "bracket_in_office": ("县城管局（县综合执法局）局长关山主持会议。", "县城管局(县综合执法局)局长"),
    "bracket_behind_post": ("县委党校副校长（副院长）关山主持会议。", "县委党校副校长(副院长)"),
    "agenda_number": ("二是县水务局局长关山作表态发言。", "县水务局局长"),
    "people_are": ("主持会议的是县水务局局长关山。", "县水务局局长"),
    "unit_named_inspected": ("被巡察单位县水务局局长关山作表态发言。", "县水务局局长"),
    "fullest_place": (
        "关山局长表态。会议由局长关山主持。县水务局党组书记、局长关山参加会议。",
        "县水务局党组书记、局长",
    ),
    "digits_and_regiment": ("142团党委书记、政委关山主持会议。", "142团党委书记、政委"),
    "posted_group": ("县纪委监委派驻第五纪检监察组组长关山出席会议。", "县纪委监委派驻第五纪检监察组组长"),
    "court": ("市中级人民法院二级高级法官关山参加会议。", "市中级人民法院二级高级法官"),
}


@pytest.mark.parametrize(("text", "post"), POSTS.values(), ids=POSTS)
def test_reads_the_post_as_printed(text: str, post: str) -> None:
    (person,) = [p for p in find_people(text) if p.name == "关山"]
    assert (person.post or "").replace("（", "(").replace("）", ")") == post


EVENTS = {
    "formal": (
        (
            "5月8日，县委第三巡察组巡察县林业局党组动员会召开。县委第三巡察组组长钱若溪作动员讲话，县委巡察办主任孙岚就配合"
            "做好巡察工作提出要求，县林业局党组书记、局长李青主持会议并作表态发言。县委第三巡察组副组长周文、吴雨及组内其他同志"
            "出席会议。\n钱若溪指出，要提高站位。\n李青表示，坚决支持。"
        ),
        [
            f"钱若溪/县委第三巡察组组长/{L}+{S}",
            f"孙岚/县委巡察办主任/{B}",
            f"李青/县林业局党组书记、局长/{C}+{R}",
            f"周文/县委第三巡察组副组长/{D}",
            f"吴雨/县委第三巡察组副组长/{D}",
        ],
    ),
    "by_host": (
        "会议由镇长李青主持。县委第三巡察组副组长周文宣读公告，组长钱若溪作动员讲话，镇党委书记关山代表镇党委作表态发言。",
        [
            f"李青/镇长/{C}",
            f"周文/县委第三巡察组副组长/{D}",
            f"钱若溪/组长/{L}+{S}",
            f"关山/镇党委书记/{R}",
        ],
    ),
    "deputy_speaks": (
        "县委第三巡察组副组长周文作动员讲话，镇党委书记关山主持。组长因公未能到会。",
        [f"周文/县委第三巡察组副组长/{D}+{S}", f"关山/镇党委书记/{C}"],
    ),
    "one_act_each": (
        "学院党委书记关山、院长李青在会上分别作表态发言、主持会议。",
        [f"关山/学院党委书记/{R}", f"李青/院长/{C}"],
    ),
    "both_do_both": (
        "商务局局长关山、贸促会会长李青分别主持会议并作表态发言。",
        [f"关山/商务局局长/{C}+{R}", f"李青/贸促会会长/{C}+{R}"],
    ),
    "unnamed_subject_takes_over": (
        "会议由局长关山主持，各科室负责人作表态发言。",
        [f"关山/局长/{C}"],
    ),
    "list_after_verb": (
        "出席会议的领导有：县委第三巡察组组长钱若溪、副组长周文，县委巡察办主任孙岚。主持人：镇长李青。",
        [
            f"钱若溪/县委第三巡察组组长/{L}",
            f"周文/副组长/{D}",
            f"孙岚/县委巡察办主任/{P}",
            f"李青/镇长/{C}",
        ],
    ),
    "agenda_labels": (
        "（一）主持：镇长李青；（二）动员讲话：县委第三巡察组组长钱若溪；（三）表态发言：镇党委书记关山。",
        [
            f"李青/镇长/{C}",
            f"钱若溪/县委第三巡察组组长/{L}+{S}",
            f"关山/镇党委书记/{R}",
        ],
    ),
    "title_after_surname": (
        "县委第三巡察组组长钱若溪、镇党委书记欧阳青出席会议。会上，钱组长作动员讲话，欧阳书记作表态发言。",
        [f"钱若溪/县委第三巡察组组长/{L}+{S}", f"欧阳青/镇党委书记/{R}"],
    ),
    "took_the_chair_of_talks_before": (
        (
            "会前，县委第三巡察组组长钱若溪主持召开与镇党委书记关山，镇党委副书记、镇长李青的见面沟通会。会上，钱若溪作讲话。"
            "关山主持会议。"
        ),
        [
            f"钱若溪/县委第三巡察组组长/{L}+{S}",
            f"关山/镇党委书记/{C}",
            f"李青/镇党委副书记、镇长/{P}",
        ],
    ),
    "contact_person": (
        "县委第三巡察组联络员孙岚。联系人：周　文　13900000000，联系人：李主任。",
        [f"孙岚/县委第三巡察组联络员/{M}", f"周文/-/{P}"],
    ),
    "label_lines": (
        "县委第三巡察组\n组  长：钱　溪\n副组长：周　文、吴 雨\n成  员：李青、\n        关山\n",
        [
            f"钱溪/组长/{L}",
            f"周文/副组长/{D}",
            f"吴雨/副组长/{D}",
            f"李青/成员/{M}",
            f"关山/成员/{M}",
        ],
    ),
    "name_with_post_in_brackets": (
        "参加人员：钱若溪（组长）、周文（副组长）。",
        [f"钱若溪/组长/{L}", f"周文/副组长/{D}"],
    ),
    "only_in_title": (
        "会议在二楼召开。",
        [f"钱若溪/县委第三巡察组组长/{L}+{S}"],
    ),
}
TITLES = {"only_in_title": "县委第三巡察组组长钱若溪到我镇作动员讲话"}


@pytest.mark.parametrize("case", EVENTS, ids=str)
def test_gives_posts_and_roles(case: str) -> None:
    text, expected = EVENTS[case]
    assert print_people(find_people(text, title=TITLES.get(case, ""))) == expected


SEVERAL = {
    "each_with_team": (
        "县委第一巡察组组长钱若溪，县委第二巡察组组长周文分别在动员会上讲话。",
        [f"钱若溪/县委第一巡察组组长/{L}+{S}", f"周文/县委第二巡察组组长/{L}+{S}"],
    ),
    "teams_in_one_phrase": (
        "县委第一、第二巡察组组长钱若溪、周文分别作动员讲话。",
        [f"钱若溪/县委第一巡察组组长/{L}+{S}", f"周文/县委第二巡察组组长/{L}+{S}"],
    ),
    "takes_office": (
        "钱若溪、周文分别担任县委第一、第二巡察组组长。",
        [f"钱若溪/县委第一巡察组组长/{L}", f"周文/县委第二巡察组组长/{L}"],
    ),
    "list_lines": (
        "县委第一巡察组：组长钱若溪，副组长周文、吴雨，巡察县教育局\n县委第二巡察组：组长关山，副组长李青，巡察县卫健局",
        [
            f"钱若溪/县委第一巡察组组长/{L}",
            f"周文/县委第一巡察组副组长/{D}",
            f"吴雨/县委第一巡察组副组长/{D}",
            f"关山/县委第二巡察组组长/{L}",
            f"李青/县委第二巡察组副组长/{D}",
        ],
    ),
    "bracketed_leaders_and_a_word_for_all": (
        "三个组的组长在会上分别作了动员讲话。县委第一巡察组（组长：钱若溪）巡察东村；县委第二巡察组（组长：周文）巡察西村。",
        [f"钱若溪/县委第一巡察组组长/{L}+{S}", f"周文/县委第二巡察组组长/{L}+{S}"],
    ),
    "table_with_bars": (
        (
            "巡察组|组长|副组长|联络员|被巡察单位\n"
            "县委第一巡察组|钱 溪|周文、吴雨|李青|县教育局\n"
            "县委第二巡察组|关若山|孙岚|郑 重|县卫健局"
        ),
        [
            f"钱溪/县委第一巡察组组长/{L}",
            f"周文/县委第一巡察组副组长/{D}",
            f"吴雨/县委第一巡察组副组长/{D}",
            f"李青/县委第一巡察组联络员/{M}",
            f"关若山/县委第二巡察组组长/{L}",
            f"孙岚/县委第二巡察组副组长/{D}",
            f"郑重/县委第二巡察组联络员/{M}",
        ],
    ),
    "turned_table_and_a_word_for_all": (
        (
            "县委各巡察组组长作动员讲话。\n巡察组|县委第一巡察组|县委第二巡察组\n"
            "组  长|钱若溪|周 文\n巡察对象|县教育局|县卫健局"
        ),
        [f"钱若溪/县委第一巡察组组长/{L}+{S}", f"周文/县委第二巡察组组长/{L}+{S}"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), SEVERAL.values(), ids=SEVERAL)
def test_reads_leaders_of_several_teams(text: str, expected: list[str]) -> None:
    assert print_people(find_people(text, teams=("县委第一巡察组", "县委第二巡察组"))) == expected


NOBODY = {
    "unnamed_posts": "县委第三巡察组组长、副组长，县农业农村局党组书记，各村党支部书记、村委会主任参加会议。",
    "verbs_after_posts": "局党组书记高度重视，主任安排专人负责，组长因公未能参加，书记带队，局长要求全体干部参加会议。",
    "words_after_posts": "县委书记专题会议研究，镇长信箱受理，成员单位、局长办公会、主任科员、党委委员会议均已安排。",
    "words_speech_is_conveyed": "会议传达学习了省委书记郑重同志近期关于巡视工作的批示和讲话精神。",
    "secretary_of_the_sender": "会议指出，县委书记郑重强调，要深化政治巡察。",
    "secretary_at_another_meeting": "在5月20日召开的全县巡察工作动员部署会上，县委书记郑重同志要求，要系统学习。",
    "state_leader": "中共中央总书记郑重强调，要发挥利剑作用。",
    "former_leader": "2019年，时任县委第一巡察组组长郑重向镇党委反馈了意见。",
    "reporters": "本报讯（记者 郑 重 通讯员 关山）县委巡察组进驻。（撰稿：李青　摄影：周文　责任编辑：吴雨）",
    "editors": "编审：院长办公室 郑重\n责任编辑：关山　审核：李青",
    "other_news": "上一篇：县长郑重调研林业工作\n下一篇：副县长关山出席会议",
    "title_of_a_document": "会议宣读了《关于郑重同志任县委第三巡察组组长的通知》。",
    "resigned_in_disgrace": "局原党组书记郑重严重违纪违法，教训深刻。",
}


@pytest.mark.parametrize("text", NOBODY.values(), ids=NOBODY)
def test_names_nobody_who_is_not_there(text: str) -> None:
    assert find_people(text) == []


BRIEFERS = {
    "office": ("县委巡察办副主任", COUNTY, (), True),
    "leading_group": ("县委巡察工作领导小组成员、县审计局局长", COUNTY, (), True),
    "discipline": ("县委常委、县纪委书记、县监委主任", COUNTY, (), True),
    "organisation": ("县委组织部副部长", COUNTY, (), True),
    "upper_office": ("市委巡察办副主任", COUNTY, (), False),
    "host_discipline": ("吴山区委常委、区纪委书记", ("市委第一巡察组",), ("吴山区",), False),
    "host_city_same_letter": ("韶岭市委常委、市纪委书记", ("湘南市委第一巡察组",), ("韶岭市文旅局",), False),
    "university": ("校党委常委、纪委书记", ("校党委第一巡察组",), ("土木学院",), True),
    "faculty": ("学院党委副书记", ("校党委第一巡察组",), ("土木学院",), False),
    "group": ("集团纪委副书记", ("集团党委第一巡视组",), ("电气公司",), True),
    "subsidiary": ("电气公司纪委书记", ("集团党委第一巡视组",), ("电气公司",), False),
    "department": ("省交通厅党组成员、驻厅纪检组组长", ("省交通厅党组第一巡察组",), ("交通学院",), True),
    "competent_department": ("省卫健委党组成员、副主任", ("省委第二巡视组",), ("省儿童医院",), False),
    "state_assets": ("省国资委党委委员、纪委书记", ("省委第二巡视组",), ("能源集团",), False),
    "central_office": ("中央巡视办主任", ("中央第三巡视组",), ("某省",), True),
    "region": ("自治区党委巡视办副主任", ("自治区党委第四巡视组",), ("某地区",), True),
    "corps": ("师市党委巡察办主任", ("师市党委第二巡察组",), ("142团",), True),
    "posted_group": ("盟纪委监委派驻纪检监察组组长", ("盟委第二巡察组",), ("盟农牧局",), False),
}


@pytest.mark.parametrize(("post", "teams", "targets", "briefs"), BRIEFERS.values(), ids=BRIEFERS)
def test_tells_the_senders_people_from_guests(
    post: str, teams: tuple[str, ...], targets: tuple[str, ...], briefs: bool
) -> None:
    (person,) = find_people(f"{post}关若山出席会议并提出要求。", teams, targets)
    assert (person.name, person.post, person.roles) == ("关若山", post, (B,) if briefs else (P,))


def test_speech_of_one_is_not_that_of_the_next() -> None:
    people = find_people(
        "县委第三巡察组组长钱若溪强调，市委书记郑重多次要求抓好整改。县长关山在全县会议上指出，要自查。\n"
        "会议由局长李青主持。"
    )
    assert print_people(people) == [f"钱若溪/县委第三巡察组组长/{L}+{S}", f"李青/局长/{C}"]


def test_host_who_only_says_is_respondent_when_nobody_else_is() -> None:
    said = "县委第三巡察组组长钱若溪作动员讲话，局长李青主持会议。\n李青表示，坚决支持。"
    assert [p.roles for p in find_people(said)][1] == (C, R)
    other = said + "\n副局长关山作表态发言。"
    assert [p.roles for p in find_people(other)][1] == (C,)


SURNAMES = "钱孙李周吴郑王冯陈卫蒋沈韩杨朱秦许何吕张孔曹严魏陶姜谢邹苏潘葛范彭鲁韦马苗方袁柳唐薛雷贺汤罗毕郝邬"
GIVEN = "若溪岚青文雨山明远晓建林海波红玉兰春梅雪松峰宏亮利民永生志刚"


@given(st.tuples(st.sampled_from(SURNAMES), st.text(GIVEN, min_size=1, max_size=2)), st.sampled_from(list(EVENTS)))
@settings(max_examples=60, deadline=None)
def test_no_name_is_special(parts: tuple[str, str], case: str) -> None:
    text, expected = EVENTS[case]
    name = "".join(parts)
    if any(name in line or line[:2] in name for line in expected) or name in text:
        return
    swapped = [line.replace("李青/", f"{name}/", 1) for line in expected]
    assert print_people(find_people(text.replace("李青", name), title=TITLES.get(case, ""))) == swapped


@given(
    st.sampled_from(list(EVENTS)),
    st.sampled_from(["巡察期间设值班电话：0577-12345678。", "相关链接：县长关长海调研"]),
)
@settings(max_examples=20, deadline=None)
def test_boilerplate_changes_nothing(case: str, line: str) -> None:
    text, expected = EVENTS[case]
    title = TITLES.get(case, "")
    assert print_people(find_people(f"{line}\n{text}\n{line}", title=title)) == expected


@pytest.mark.parametrize("case", EVENTS, ids=str)
def test_width_of_marks_changes_nothing(case: str) -> None:
    text, expected = EVENTS[case]
    narrow = text.translate(str.maketrans("，；：（）", ",;:()"))
    assert print_people(find_people(narrow, title=TITLES.get(case, ""))) == expected


REPEATED = (" ", "1", "张", "组长", "组长张三、", "（组长）", "由张三", "联系人", "张三任组长", "“", "、", "主持，")


@pytest.mark.parametrize("unit", REPEATED)
def test_time_grows_with_length_only(unit: str) -> None:
    started = time.process_time()
    read_people(Document(title="", text=(unit * 8_000)[:8_000]), (), ())
    assert time.process_time() - started < 1.5
