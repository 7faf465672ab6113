"""The content hash: the same for every clean copy of a notice, whatever its script, widths, breaks and furniture.

The text is folded coarsely (NFKC, pinyin out, every variant of a character to one form), what a site prints around an
article is dropped, and only Han characters and digits are hashed. Changing anything here needs a new HASH_VERSION.
"""

import hashlib
import re
import unicodedata
from functools import cache

import opencc

from crawler.decoding.changing import drop_counter, is_changing_line
from crawler.decoding.script import remove_pinyin

_VARIANTS = (
    "着著 了瞭 干乾幹榦 后後 于於 征徵徴 斗鬭鬪鬥 复覆復複 借藉 只祇衹隻 回囘迴 并竝併並 苏甦 钟锺鍾鐘 克尅剋 "
    "仇讐讎 宁甯寧 强彊 卫衞衛 户戸戶 仿彷倣 堤隄 叙敍敘 考攷 妆粧 阔濶 你妳 升昇陞 折摺 伙夥 麽么麼 效効 捱挨 拼拚 "
    "烟菸煙 曲麴麯 托託 志誌 里裡裏 采採 余餘 准準 注註 欲慾 核覈 佣傭 念唸 熏燻 岳嶽 郁鬱 谷穀 面麵 系係繫 布佈 占佔 "
    "游遊 周週 范範 制製 云雲 台臺檯颱 胜勝 凈净淨 家傢 向嚮曏 须須鬚"
)
"""Characters that copies write for one another, the first standing for all; beside what OpenCC maps to one form."""


@cache
def _fold_table() -> dict[int, str]:
    """Every Han character that folds to another, with the other: OpenCC's table, then `_VARIANTS`."""
    blocks = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0x20000, 0x2B740))
    chars = [chr(code) for block in blocks for code in block]
    simple = opencc.OpenCC("t2s").convert("\n".join(chars)).split("\n")
    variants = {variant: group[0] for group in _VARIANTS.split() for variant in group[1:]}
    table: dict[int, str] = {}
    for char, form in zip(chars, simple, strict=True):
        folded = variants.get(char) or variants.get(form, form)
        if folded != char:
            table[ord(char)] = folded
    return table


def fold_variants(text: str) -> str:
    """`text` in NFKC, without inserted pinyin, every variant of a character in one form; layout stays."""
    return remove_pinyin(unicodedata.normalize("NFKC", text)).translate(_fold_table())


_LABEL = (
    r"(?:(?:信息|文章|稿件|新闻|图文|内容)?(?:来源|出处)|(?:发布|发表|录入|更新)(?:时间|日期|机构|单位|者|人)|供稿(?:单位|人)?|撰稿(?:人)?"
    r"|通讯员|记者|摄影|图片|图/文|文/图|作者|(?:本文|责任|本期|网络|值班|执行|本网)?编辑|责编|美编|编校|编审|审核(?:人)?|审稿|校对|核稿|[初复终一二三]审"
    r"|监制|主编|总编|签发|(?:浏览|阅读|点击|访问|查看)(?:次数|量|数|率)?|字体(?:大小)?|字号|分享(?:到|至)?|扫一扫|关键词|标签|原标题"
    r"|上一[篇条]|下一[篇条]|相关(?:链接|阅读|新闻|文章|报道)|(?:原文|本文)(?:链接|地址)|版权(?:声明|所有)?|免责声明|声明)"
)
"""What a site prints round an article, before a colon; the words of the Chinese content systems."""
_LABELLED = re.compile(rf"^[\[(【<>|]?{_LABEL} {{0,4}}[:】\])|](?:[^。]{{0,60}})$")
_BAR_WORD = (
    r"(?:打印(?:本页|文章|此页)?|关闭(?:窗口|本页)?|返回(?:顶部|首页|列表)?|收藏(?:本页)?|分享(?:到|至)?|字体|字号|大|中|小|微信|微博"
    r"|新浪微博|腾讯微博|QQ空间|朋友圈|点赞|复制链接|保存|纠错|默认|繁体|简体|我要评论)"
)
_BAR = re.compile(rf"^[\[(【|/: ]{{0,3}}(?:{_BAR_WORD}[\]\[()【】|/: ]{{0,4}}){{1,14}}$")
_CODE_SENTENCE = re.compile(r"^.{0,20}(?:扫一扫|扫描|长按).{0,30}(?:二维码|分享|关注|手机|网页|打开).{0,40}$")
_INFO_LINE = re.compile(
    r"^[(\[]?\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日? {1,3}\d{1,2}:\d{2}(?::\d{2})?[)\]]?(?: .{0,60})?$"
)
_EDITOR_BRACKET = re.compile(
    r"[\[(【](?:责任|网络|值班|本网)?(?:编辑|责编|记者|通讯员|供稿|作者|来源|摄影|文|图|文图|文/图|图/文)[ :/]"
    r"[^\[\]()【】\n]{0,60}[\])】]"
)
_SIGN_OFF = re.compile(
    r"(?<=[。!?])\s{0,9}(?:[一-鿿、· ]{2,30}(?:委|办|办公室|组|局|会|部|院|校|中心|领导小组|公司|政府))?\s{0,9}"
    r"(?:[\d〇零一二三四五六七八九]{4} ?[年./-].{1,8}[日\d])?\s{0,9}$"
)
_NAMES_AT_END = re.compile(r"(?<=[。!?])\s{0,9}[(][一-鿿]{2,4}(?:[ 、/,]{1,3}[一-鿿]{2,4}){0,4}[)]\s{0,9}$")
_TAIL = 90
_MAX_FURNITURE = 120
_KEPT = re.compile("[^0-9〇㐀-䶿一-鿿\U00020000-\U0003ffff]+")


def hash_content(title: str, text: str) -> str:
    """The content hash of an article: 64 hex digits, equal for clean copies of it (see HASH_VERSION).

    The title counts once, also where the text repeats it. Texts without any Han character or digit hash alike only
    when their titles do.
    """
    return hashlib.sha256(fold_content(title, text).encode()).hexdigest()


def fold_content(title: str, text: str) -> str:
    """What is hashed: the title, a newline, and the Han characters and digits of the text without page furniture."""
    head = _KEPT.sub("", fold_variants(title))
    body = _KEPT.sub("", drop_furniture(fold_variants(text)))
    while head and body.startswith(head):
        body = body[len(head) :]
    return f"{head}\n{body}"


def drop_furniture(text: str) -> str:
    """A folded text without what a site prints round an article: labels, bars, counters, sign-offs at the end."""
    lines = [line.strip() for line in text.split("\n")]
    kept = "\n".join(_EDITOR_BRACKET.sub("", drop_counter(line)) for line in lines if line and not _is_furniture(line))
    body, tail = kept[:-_TAIL], kept[-_TAIL:]
    for end in (_NAMES_AT_END, _SIGN_OFF, _NAMES_AT_END):
        tail = end.sub("", tail)
    return body + tail


def _is_furniture(line: str) -> bool:
    if len(line) > _MAX_FURNITURE:
        return False
    return is_changing_line(line) or any(
        pattern.match(line) for pattern in (_LABELLED, _BAR, _CODE_SENTENCE, _INFO_LINE)
    )
