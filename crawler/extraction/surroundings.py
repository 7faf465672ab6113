"""What stands around a printed contact: its label, its table column, and whether it is the team's own at all.

All functions take folded text (`fold_width`), so that offsets are those of the text.
"""

import re

from crawler.extraction.text.sentences import find_line, find_sentence
from crawler.extraction.text.tables import find_cell

FURNITURE = re.compile(r"版权|主办|承办|ICP|网安备|公网|技术支持|标识码|责任编辑|责编|投稿|网站地图|地图导航|邮发代号")
"""Words of a page's own furniture: a contact on such a line is never the team's."""

OTHERS = re.compile(
    r"(?<!巡)(?:新闻|编辑|投稿|总编|网站|网信|客服|技术支持|总机|前台|健康|服务热线|报料|爆料|广告|发行|订阅|传真|QQ|微信号|急诊|急救|预约"
    r"|招生|咨询|市长|政务|12345|12388|12380|12366|12371|12315|市民热线|信访局|税务热线|物业|酒店总台|记者|通讯员)"
)
"""Words of a label that names somebody else's number or address."""

BODIES = re.compile(
    r"纪委|监委|纪检监察|纪检组|派驻|巡[视察查](?:工作)?(?:领导小组)?办|领导小组办公室|组织部|党风室|监督室|干部监督"
)
"""Bodies that send or watch the team; their own numbers are not the team's."""

_UNIT_WORDS = re.compile(
    r"(?:卫生)?健康(?=局|委|厅|办|促进|教育|管理|体育|产业)|监督(?=管理|检验|检测|检查(?:总|支|大)队|所|局)|招生(?=考试|就业|办|委)"
    r"|新闻(?=出版|传媒)|政务(?=服务|公开|数据|办)(?!服务热线)|广告(?=公司)|发行(?=公司|集团|所)|(?<=行政)咨询|咨询(?=公司|有限|委)|急救(?=中心)"
)
"""Parts of units' names (市卫生健康委, 市场监督管理局) that would else read as somebody else's label."""
_CALLED = re.compile(r"电话|热线|手机|号码|信箱|邮箱|地址|短信|拨打|联系")

_MISCONDUCT = re.compile(
    r"巡[视察查]组?(?:的)?(?:工作)?(?:人员|干部|成员|组成员|纪律|作风)[^。;\n]{0,24}(?:违|问题|监督|不作为|举报|反映)"
    r"|纪律(?:作风)?监督|作风监督|监督巡[视察查]|对巡[视察查]组[^。;\n]{0,16}(?:监督|举报|反映)|违反[^。;\n]{0,10}工作纪律"
)
_TEAM = re.compile(r"巡[视察查][^\s,。;:]{0,6}组|[\d一二三四五六七八九十]组")
_ENTRY = re.compile(
    r"\s{0,8}(?:[\d一二三四五六七八九十]{1,3}[.、]|[◎◆●■▲★·-])?\s{0,4}[^\s,。;:]{0,12}巡[视察查][^\s,。;:]{0,6}组"
)
"""The beginning of a list's line that is a team's own."""


def read_label(folded: str, at: int) -> str:
    """What names the contact at `at`: its cell's heading, else the words before it back to the last comma, bracket,
    list mark or sentence end, 40 at most.
    """
    cell = find_cell(folded, at)
    if cell is not None and cell.name:
        return cell.name + folded[cell.start : at]
    start = max(find_sentence(folded, at)[0], at - 40)
    words = folded[start:at].rstrip(" :|为是")
    return words[max(words.rfind(mark) for mark in ",、)|") + 1 :].strip() if words else ""


def is_others(folded: str, at: int) -> bool:
    """Whether the contact at `at` is furniture of the page or belongs to another body than the team."""
    start, end = find_line(folded, at)
    sentence = find_sentence(folded, at)[0]
    if end - start < 200 and FURNITURE.search(folded, start, end):
        return True
    if _MISCONDUCT.search(folded, max(sentence, at - 120), at):
        return True
    label = _UNIT_WORDS.sub("", read_label(folded, at))
    return bool(OTHERS.search(label)) and not _is_entry(folded, at)


def is_watched(folded: str, at: int) -> bool:
    """Whether the label names a watching body (纪委, 巡察办) or a bare 监督电话: the team's own go before these."""
    label = _UNIT_WORDS.sub("", read_label(folded, at))
    if _is_entry(folded, at):
        return False
    if BODIES.search(label):
        return not _TEAM.search(label)
    return "监督" in label and not re.search("举报|检举|巡[视察查]", label)


def _is_entry(folded: str, at: int) -> bool:
    """Whether the contact ends an entry of a list without labels: 县委第二巡察组 县教育局、县招生考试院 6650122."""
    start = find_line(folded, at)[0]
    words = folded[start:at]
    return len(words) < 80 and bool(_ENTRY.match(words)) and not _CALLED.search(words)
