"""Who is only spoken of in a notice: leaders whose speeches are conveyed, former holders, newspaper people."""

import re

from crawler.extraction.spans.posts import rank_in_team

_MASKED = re.compile(
    "\\((?:本报|本网|通讯员|记者|文/|文、|图/|摄影|撰稿|供稿|来源|编辑|责编|责任编辑|作者"
    "|[^()\\n]{0,14}(?:供稿|记者|通讯员|摄影|报道|撰稿|责编|编辑))[^()\\n]{0,60}\\)"
    '|《[^《》\\n]{2,80}》|[“"][^“”"\\n]{12,400}[”"]'
    "|(?:记者|通讯员|责任编辑|责编|编辑|摄影|供稿|撰稿|作者|审核|初审|复审|终审|编审|校对|监制|签发|信息员)"
    "[:/ ][^\\n]{0,30}"
    "|^[ >]{0,4}(?:上一?[篇条]|下一?[篇条]|相关(?:新闻|链接|阅读|报道|信息|文章)|延伸阅读|推荐阅读|热点新闻|更多)"
    "[^\\n]{0,120}",
    re.MULTILINE,
)
_CONVEYED = re.compile(
    "(?:传达|学习|贯彻|落实|领会|按照|根据|遵照|引用|重温|宣读|转达|聆听|践行|牢记|以|受|经|回顾|观看|播放)"
    "(?:学习|贯彻|落实|了|好|并){0,3}$"
)
_FORMER = re.compile("(?:时任|原任|曾任|前任|(?<=[,。;、 ])原|^原)$")
_HIS_WORDS = re.compile(
    "(?:同志|总书记|书记|主席)?(?:近期|近日|日前|此前|前不久|多次|曾|历次|近年来|一直|高度重视|亲自点)?"
    "(?:[关于]于|在(?![^,。;]{0,8}(?:动员|表态|讲话|主持|见面|发言|进驻|沟通|会后"
    "|致辞))[^,。;\\n]{2,40}[会上时中](?:的|发表|所作|作出的|上的|强调|指出|要求)"
    "|[对就][^,。;]{2,40}[作做]出?了?[^,。;]{0,6}(?:批示|指示)"
    "|的(?!带领|主持|陪同|领导下|见面)[^,。;]{0,16}(?:讲话|批示|指示|要求|部署|精神|论述|意见|任命|委托)"
    "|[作做]出?[^,。;]{0,6}(?:批示|指示)|(?:重要)?(?:讲话|批示|指示)(?:和[^,。;]{1,8})?精神"
    "|系列|多次|曾|点名|点评|委托|为核心|思想|被(?:查|处)|任职|(?:等)?(?:严重)?违纪)"
)
_EARLIER = re.compile(" ?(?:曾|(?:19|20)\\d\\d年|去年|前年)")
_BEFORE = re.compile("[ \\d、]{0,6}(?:据(?:介绍|悉|了解),?)?(?:去年|前年|此前的|在此前|早在|上一?轮|往年)")
_HEAD = 30
_HEARD = re.compile("听取了?$")
_STATE = re.compile("总书记|政治局|国务院|国家主席|中央军委")


def mask_asides(text: str) -> str:
    """A width-folded text in which what names no participant is blanked, length unchanged.

    That is: newspaper people in brackets and information lines, titles of documents, long quotations, links.
    """
    return _MASKED.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    """Blanks of the same length; a quotation that ends its sentence leaves the full stop."""
    printed = match.group()
    if "\n" in printed:
        return printed
    return "\0" * (len(printed) - 1) + ("。" if printed[-2] in "。!?" and printed[-1] in '”"' else "\0")


def is_cited(text: str, start: int, end: int, post: str) -> bool:
    """Whether the person printed at `start` to `end` (post and name) is only spoken of there."""
    before = text[max(0, start - 8) : start]
    if _FORMER.search(before) or _FORMER.match(post[:2]):
        return True
    if _HEARD.search(before):
        return False
    if _STATE.search(post):
        return True
    after = text[end : end + 60].split("\n")[0]
    if rank_in_team(post):
        return bool(_EARLIER.match(after))
    return bool(_CONVEYED.search(before) or _HIS_WORDS.match(after))


def tells_of_before(text: str, start: int, end: int) -> bool:
    """Whether a sentence tells of something before this inspection: last year's, an earlier round's."""
    return _BEFORE.match(text, start, min(end, start + _HEAD)) is not None
