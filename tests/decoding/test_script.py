"""Traditional text and inserted pinyin become what a person reads; simplified text passes unchanged."""

import opencc
import pypinyin
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.decoding.script import ReadingText, is_mechanical, remove_pinyin, to_reading_text

NOTICE = (
    "近日，省委第三巡视组巡视江宁县工作动员会召开，会后，干部群众关于云南、范围、联系、制造的意见由于会前征求，最后汇总。"
    "组长于长河、副组长李乾、联络员张昇围绕着力解决问题作动员讲话，乾县县委书记甯为民主持会议并作表态发言。"
)
_PHRASES = opencc.OpenCC("s2t")


def convert_by_character(text: str) -> str:
    """As the mirrors do it: only characters whose traditional form lies outside GB 2312 and Big5 lacks as they are."""
    return "".join(t if not s.encode("big5", "ignore") else s for s in text for t in [_PHRASES.convert(s)])


def annotate(text: str, every: int = 1, style: pypinyin.Style = pypinyin.Style.TONE) -> str:
    parts = []
    for place, char in enumerate(text):
        reading = pypinyin.pinyin(char, style=style)[0][0]
        parts.append(f"{char}({reading})" if place % every == 0 and "一" <= char <= "鿿" else char)
    return "".join(parts)


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("協(xié)會", "協會"),
        ("協（xié）會", "協會"),
        ("協( xié )會", "協會"),
        ("長(zhǎnɡ)", "長"),
        ("綠(lu\u0308\u0300)", "綠"),
        ("女(nǚ)", "女"),
        ("政(zheng)(zheng)(zheng)府", "政府"),
        ("辦(ban)公廳(ting)", "辦公廳"),
        ("重(chóng)慶", "重慶"),
        ("重(zhòng)大", "重大"),
        ("亳(bó)州", "亳州"),
        ("組(zu3)", "組"),
    ],
)
def test_pinyin_of_the_character_before_goes(printed: str, read: str) -> None:
    assert remove_pinyin(printed) == read


@pytest.mark.parametrize(
    "text",
    ["方案(a)", "协会(WTO)", "附件(二)", "电话(tel)：8411", "(xié)會", "系統(OA)", "議(hui)"],
)
def test_other_brackets_stay(text: str) -> None:
    assert remove_pinyin(text) == text


@pytest.mark.parametrize("every", [1, 4, 15])
@pytest.mark.parametrize("style", [pypinyin.Style.TONE, pypinyin.Style.NORMAL], ids=["tones", "toneless"])
def test_pinyin_goes_at_every_density(every: int, style: pypinyin.Style) -> None:
    assert remove_pinyin(annotate(NOTICE, every, style)) == NOTICE


def test_mechanical_mirror_gives_the_original_back() -> None:
    assert to_reading_text(convert_by_character(NOTICE)) == ReadingText(NOTICE, "hant")


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("著力開展", "着力开展"),
        ("圍繞著問題", "围绕着问题"),
        ("專著", "专著"),
        ("成效顯著", "成效显著"),
        ("著名學者的著作", "著名学者的著作"),
        ("瞭解情況", "了解情况"),
        ("瞭望臺", "瞭望台"),
        ("乾隆年間", "乾隆年间"),
        ("乾縣縣委書記", "乾县县委书记"),
        ("組長李乾主持會議", "组长李乾主持会议"),
        ("忠誠乾淨擔當", "忠诚干净担当"),
        ("領導幹部", "领导干部"),
        ("於二〇二一年五月進駐", "于二〇二一年五月进驻"),
        ("組長於建國主持會議，關於幹部", "组长於建国主持会议，关于干部"),
        ("書記甯靜出席會議", "书记甯静出席会议"),
        ("魏徵紀念館", "魏徵纪念馆"),
        ("徵求意見", "征求意见"),
        ("鍾山區紀委監委", "钟山区纪委监委"),
        ("雲南省委後勤機關", "云南省委后勤机关"),
        ("皇后鎮黨委", "皇后镇党委"),
        ("聯繫電話", "联系电话"),
        ("復覈和答覆", "复核和答复"),
        ("慰藉與憑藉", "慰藉与凭借"),
        ("衞生健康委員會敍述", "卫生健康委员会叙述"),
        ("飛簷鎮的麻痺問題與親暱關係", "飞檐镇的麻痹问题与亲昵关系"),
    ],
)
def test_genuine_traditional_is_turned_by_its_words(printed: str, read: str) -> None:
    assert to_reading_text(printed).text == read


@pytest.mark.parametrize(
    "name", ["组长於建国主持会议", "乾县县委", "书记甯静", "李乾、张昇", "魏徵", "乾隆", "有後先生", "喆堃淼"]
)
def test_simplified_text_keeps_its_rare_characters(name: str) -> None:
    found = to_reading_text(name + "在会议上讲话")
    assert (found.text, found.script) == (name + "在会议上讲话", "hans")


@pytest.mark.parametrize(
    ("text", "mechanical"),
    [
        ("領導干部關于后續工作的會議", True),
        ("領導幹部關於後續工作的會議", False),
        ("協(xié)會", True),
        ("領導(dǎo)幹部(bù)會議", True),
        ("领导干部关于后续工作的会议", False),
        ("會議", False),
    ],
    ids=["left", "genuine", "pinyin", "pinyin-over-genuine", "simplified", "nothing-tells"],
)
def test_mechanical_mirror_is_told_from_a_genuine_edition(text: str, mechanical: bool) -> None:
    assert is_mechanical(text) is mechanical


@given(st.text(alphabet=sorted(set(NOTICE)), max_size=200))
def test_simplified_passes_unchanged(text: str) -> None:
    found = to_reading_text(text)
    assert (found.text, found.script) == (text, "hans")


@given(st.text(alphabet=sorted(set(_PHRASES.convert(NOTICE)) | set("()（）xié著瞭")), max_size=200))
def test_reading_twice_changes_nothing(text: str) -> None:
    once = to_reading_text(text).text
    assert to_reading_text(once).text == once


@pytest.mark.parametrize("unit", ["(", "會(", "會(a", "會(xié)", "(xie)", " ", "會( ", "著", "0", "於"])
def test_time_is_linear(unit: str) -> None:
    to_reading_text(unit * 50_000)
