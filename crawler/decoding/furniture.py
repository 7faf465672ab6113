"""The parts of a page that are no article: boxes named or worded like furniture, and what a browser hides."""

import re
from itertools import accumulate

from crawler.decoding.blocks import Layout

_COVERS = re.compile(
    r"share|fenxiang|jiathis|social|pop|dialog|modal|layer|tooltip|toast|player|toolbar|print|font-?size|qrcode|erweima"
    r"|(?:^|[\s_-])(?:tags?|keywords?|qr|ewm|search\w*)(?:$|[\s_-])"
)
"""Names of what lies over or beside an article and may lend its name to the box of the article itself."""

_STATEMENT = re.compile(
    r"(?:版权|免责|法律|隐私|网站|郑重|特别)(?:声明|说明|条款|申明|政策|与免责)|^(?:用户|会员|管理员|账号|帐号)?(?:登录|登陆|注册)$"
    r"|不代表本?(?:网|站|平台|报|刊|公众号)|未经.{0,20}(?:授权|许可|同意|允许).{0,24}(?:转载|使用|复制|摘编|镜像|传播|建立)"
    r"|(?:转载|引用|使用).{0,20}(?:注明|标注).{0,10}(?:来源|出处)|(?:侵权|侵犯|侵害).{0,30}(?:联系|删除|处理|通知)"
    r"|网友(?:留言|评论|发言)|用户协议|(?:用户名|密码|验证码)(?:[:：]|不能|错误|$)|忘记密码|记住(?:密码|我|登录)|找回密码"
    r"|(?:著作权|版权|知识产权).{0,20}(?:归|属|所有)"
)
"""Sentences of copyright notices, disclaimers, comment rules and login forms (of government sites and portals)."""
_HINT = re.compile(r"[声说条申政转登注密验侵网用版产著代未引标](?:[明款策载录陆册码证友户权作表经用注]|(?<=侵))")
"""How a word of every such sentence begins, one character and the next: quick to look for."""
_STATED = 0.3
"""Share of a box's text that such sentences make from which all of it is one."""
_MOST = 0.5
_LEAST_ARTICLE = 80.0


def find_furniture(layout: Layout, weights: list[float], headings: list[int]) -> set[int]:
    """The boxes named like furniture or hidden.

    `headings` are the lines that say the page's title. Names mislead: a box counts as the article when the title and
    most of the text stand in it, or all but a little of the text; one named like a share bar or a pop-up, or hidden
    until a script shows it, when it holds most of the page's own text.
    """
    boxes = layout.boxes
    cleared = _clear_names(layout, weights, headings)
    quiet: set[int] = set()
    for number, box in enumerate(boxes):
        outer = box.parent < 0 or not boxes[box.parent].noise
        if box.noise and number not in cleared and (outer or box.parent in quiet):
            quiet.add(number)
    return quiet


def _clear_names(layout: Layout, weights: list[float], headings: list[int]) -> set[int]:
    boxes = layout.boxes
    total = sum(weight for weight in weights if weight > 0)
    if not total:
        return set()
    heads = [n for n, box in enumerate(boxes) if box.noise and not (box.parent >= 0 and boxes[box.parent].noise)]
    cleared = set()
    for number in heads:
        box = boxes[number]
        inside = sum(weight for weight in weights[box.start : box.end] if weight > 0)
        if inside <= total * _MOST:
            continue
        titled = not headings or any(box.start <= line < box.end for line in headings)
        if titled or total - inside < _LEAST_ARTICLE or box.hidden or _COVERS.search(box.names):
            cleared.add(number)
    return cleared


def find_statements(layout: Layout, title: str) -> set[int]:
    """The boxes that begin with a statement or form and consist of little else: never the article, however long."""
    if _STATEMENT.search(title):
        return set()
    stated = [0, *accumulate(len(line.text) if _states(line.text) else 0 for line in layout.lines)]
    if not stated[-1]:
        return set()
    lengths = [0, *accumulate(len(line.text) for line in layout.lines)]
    return {
        number
        for number, box in enumerate(layout.boxes)
        if box.end > box.start
        and stated[box.start + 1] > stated[box.start]
        and stated[box.end] - stated[box.start] >= _STATED * (lengths[box.end] - lengths[box.start])
    }


def _states(text: str) -> bool:
    return _HINT.search(text) is not None and _STATEMENT.search(text) is not None
