"""Words that the server changes by itself: view counters, likes, the clock, the weather, the neighbours of an article.

They are no text of anybody's, and a page that only differs in them has not changed.
"""

import re
from functools import lru_cache

_NUMBER = r"(?:\d[\d,]{0,11}(?:\.\d)?\s?[万亿wk]?\+?|--?|…|载入中|加载中|统计中|loading\.{0,3})"
_SEEN = r"(?:浏览|阅读|访问|点击|查看|阅览|观看|收听|已阅|关注|转载|打印|下载)"
_TIMES = r"(?:人次|人|次|遍|位|条|篇|个)"
_LIKED = (
    r"(?:点赞|赞|收藏|评论|转发|分享|踩|顶|支持|反对|喜欢|在看|打赏|推荐|跟帖|回复|留言|有用|没用|鲜花|鸡蛋|人气|热度)"
)
_THIS = r"(?:本文|本页面?|此文|该文|文章|本篇|本条|信息|新闻|内容|页面|本站|您好[,，]){0,2}章?"
_COUNTERS = (
    rf"{_THIS}(?:您是第|已经?|共|总共?|累计|当前|今日)?(?:有|被)?{_SEEN}(?:次数|人数|人次|总?量|数|率|过|了)?[:：]?\s{{0,4}}"
    rf"[(（\[【]?{_NUMBER}?[)）\]】]?\s{{0,2}}{_TIMES}?"
    rf"|{_THIS}(?:已有?|共有?)?\s{{0,2}}{_NUMBER}\s{{0,2}}{_TIMES}?(?:已|正在)?(?:{_SEEN}|{_LIKED}|参与)(?:过|了|本文|此文|量|数)?"
    rf"|{_LIKED}(?:次?数|量)?[:：]?\s{{0,2}}[(（\[【]?\s?{_NUMBER}\s?[)）\]】]?\s?{_TIMES}?"
    rf"|您是(?:本文|本页|本站|本网站?)?的?第\s{{0,2}}{_NUMBER}\s{{0,2}}{_TIMES}?(?:浏览|访问|阅读|阅览)?(?:者|读者|访客|网友|来宾)?"
)
_BETWEEN = r"(?:[\s|丨｜、，,。.;；·•()（）【】\[\]/-]|(?:打印|关闭|返回)(?:本页|窗口)?)"
_COUNTER_LINE = re.compile(rf"{_BETWEEN}{{0,6}}(?:(?:{_COUNTERS}){_BETWEEN}{{0,6}}){{1,6}}", re.IGNORECASE)
_THIS_PAGE = ("文", "本页", "信息")
"""One of which every counter that ends a line begins with."""
_COUNTER_TAIL = re.compile(
    rf"\s{{0,4}}[(（\[【]?(?:本文|本页面?|此文|该文|本条信息|本信息)(?:已经?|共|累计)?(?:被|有)?{_SEEN}(?:次数|量|了)?[:：]?\s{{0,4}}{_NUMBER}\s{{0,2}}{_TIMES}?"
    r"[)）\]】。]?\s{0,4}$"
)
_CLOCK = re.compile(
    r"(?:今天|今日|现在|当前|北京)(?:是|时间|日期)[:：]?\s{0,4}[\d年月日时分秒:：/.星期周一二三四五六天农历初十廿闰正腊冬甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥鼠牛虎兔龙蛇马羊猴鸡狗猪上下午晚\s,，()（）-]{4,60}"
)
_WEATHER = re.compile(
    r"(?=.{0,50}(?:℃|°))(?:[\u4e00-\u9fff]{2,9}[:：\s]{0,3})?(?:(?:今[天日]|明[天日]|实时|天气|气温|温度|湿度|风[力向]|空气质量|PM2\.5|转|晴|多云|少云|阴|阵雨|雷?雨"
    r"|小雨|中雨|大雨|暴雨|雪|霾|雾|优|良|轻度污染|[东南西北]{1,2}风|微风|级|无持续风向|[\d.~～/<≤%℃°Cc:：\s到至-])[\s,，|]{0,3}){2,24}"
)
_NEIGHBOUR = re.compile(
    r"[【\[<《(（\s]{0,3}(?:[上下前后]一?[篇条则]|[上下]一页)(?:文章|新闻|信息)?(?:[】\]>》)）:：→\s]|没有|无$|$)"
)
_HINT = re.compile(r"[\d…\-篇条则页览读问击看载统]")
_LONGEST = 80


def is_changing_line(text: str) -> bool:
    """A line that the server writes anew by itself: 本文已被浏览 12 次, 12人阅读, 赞(12), 今天是…, 晴 12℃, 下一篇 …"""
    if len(text) > _LONGEST:
        return _NEIGHBOUR.match(text) is not None and "。" not in text
    return _HINT.search(text) is not None and _is_changing(text)


@lru_cache(maxsize=4096)
def _is_changing(text: str) -> bool:
    return (
        _COUNTER_LINE.fullmatch(text) is not None
        or _NEIGHBOUR.match(text) is not None
        or _CLOCK.fullmatch(text) is not None
        or _WEATHER.fullmatch(text) is not None
    )


def drop_counter(text: str) -> str:
    """A line without the view counter that ends it."""
    if text[-1:] not in "次人遍位)）】]。 0123456789" or not any(map(text.__contains__, _THIS_PAGE)):
        return text
    return _COUNTER_TAIL.sub("", text)
