"""Page furniture: share bars, QR sentences, print buttons, related links, footers. The words are data, the tests short.

The words were gathered from pages of TRS, Hanweb, VSB, UCAP, Founder and ASP sites and of news portals.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

NOISE_NAMES = re.compile(
    r"sidebar|recommend|comment|copyright|breadcrumb|qrcode|bdshare|bshare|jiathis|footer|erweima|xiangguan|"
    r"guanggao|tuijian|paihang"
    r"|(?:^|[\s_\-])(?:cmt|pinglun|replys?|foot|share|fenxiang|social|relat(?:ed?|ion)\w*|xgxw|xgyd|xgwz|recom|"
    r"hotnews|hot|rank\w*|aside"
    r"|nav|navi|navbox|mw-editsection|navbar|navigation|menu|submenu|topbar|crumbs?|login|register|qr|ewm|ads?|"
    r"adv|advert\w*|gg|pagination|pager|page-?nav|toolbar"
    r"|dialog|popup|popover|modal|layer|search\w*|sousuo|statement|disclaimer|tags|keywords?|prev-?next|prenext|"
    r"vote|survey|subscribe"
    r"|m?player|video-?player|toast|tooltip|sitemap|friendlink\w*|youqing\w*|guess\w*|download-?app|hotlist|"
    r"news-?list)(?:$|[\s_\-\d])"
)
"""Words of class and id names of what surrounds an article."""

_SHARE = (
    r"使用.{0,3}扫一扫.{0,40}|.{0,12}扫一扫.{0,30}|.{0,8}扫描?二维码.{0,20}|分享(?:到|至)?[:：]?(?:.{0,30})|"
    r".{0,4}分享到.{0,20}"
    r"|微信|微博|QQ空间|新浪微博|朋友圈|复制链接|长按.{0,20}二维码.{0,20}|关注.{0,15}公众号.{0,10}"
)
_BUTTONS = (
    r"打印(?:本页|本文|此[页文]|文章)?|关闭(?:窗口|本页|此页|页面)?|返回(?:顶部|首页|列表|上一?页|目录)?|"
    r"收藏(?:本[页文]|此页)?|我要(?:纠错|评论|打印|收藏|分享)"
    r"|字[体号](?:大小)?[:：]?|[大中小]|默认|放大|缩小|顶部|回到顶部|TOP|Top|推荐(?:给朋友)?|纠错|举报|保存|下载|"
    r"复制|发表评论|我来说两句|进入论坛"
    r"|加入书签|投推荐票|返回目录|阅读原文|查看原文|更多>*|点击(?:下载|查看)(?:全文)?|繁体|简体|无障碍(?:阅读|"
    r"浏览)?|语音播报|A[+\-－＋]?|T[+\-]?|[xX×^＾↑]"
    r"|\d{1,8}(?:人参与|条?评论)|返回[\u4e00-\u9fff]{2,4}[，,]查看更多"
    r"|责任编辑|上一?篇|下一?篇|上一?页|下一?页|首页|尾页|末页"
)
_BUTTON_LINE = re.compile(rf"(?:[\s|丨｜【】\[\]［］〔〕（）()<>《》:：·•,，、/\-]|{_BUTTONS}){{1,60}}")
_SHARE_LINE = re.compile(_SHARE)

STOP = re.compile(
    r"[【\[（(●■◆▪•*\s]{0,3}(?:相关(?:阅读|评论|新闻|链接|文章|报道|专题|推荐|内容|信息|资讯|搜索|稿件|文档|附件下载)|"
    r"延伸阅读|推荐(?:阅读|新闻|文章|内容)|(?:更多|扩展|热门|精彩)(?:阅读|新闻|推荐|文章|内容|资讯|评论)"
    r"|猜你喜欢|你可能(?:也|还)?喜欢|大家都在[看搜]|为您推荐|为你推荐|热点(?:新闻|推荐|排行)|点击排行|阅读排行|"
    r"本类(?:推荐|热门|最新)|最新(?:文章|评论|新闻|资讯)"
    r"|网友评论|发表评论|全部评论|我要评论|最新评论|评论列表|用户评论|文章评论|上一?(?:篇|条|页)[:：]|下一?(?:篇|"
    r"条|页)[:：]|上一?篇$|下一?篇$|上一?条$|下一?条$"
    r"|分享(?:到|至)[:：]?|分享让更多人看到|打印本[页文]|关闭窗口|【?关闭】?$|扫一扫|[^。]{0,14}版权(?:声明|与免责声明|及免责声明)|(?:\[\d{1,2}\]\s?){2,}|[【\[（(]?打印本稿|免责声明|特别声明|"
    r"郑重声明|网站声明|声明[:：]"
    r"|责任编辑[:：]|主办单位[:：]|主办[:：]|承办单位[:：]|友情链接|网站地图|关于我们|联系我们|Copyright|©|打赏|"
    r"点赞|收藏$|举报$"
    r"|下载.{0,10}客户端|打开.{0,10}客户端|本文由会员上传|(?:特别声明[:：])?以上内容.{0,40}(?:上传|发布|存储)|"
    r"推荐阅读[:：]|原标题[:：]|特别声明[:：]|本文(?:链接|地址|网址|标签)|标签[:：]|Tags?[:：]|关键[词字][:：]|"
    r"文章关键词|更多关于)"
)
"""How a line begins that ends an article: related links, comments, neighbours, share bars, statements."""

_HARD_STOP = re.compile(
    r"[^。]{0,14}(?:版权(?:与|及)?(?:免责)?声明|免责声明)|(?:\[\d{1,2}\]\s?){3,}|[【\[（(]?(?:打印本|关闭窗口|关闭本页)|上一?[篇条][:：]|下一?[篇条][:：]|分享(?:到|至)[:：]"
)
"""How a line begins that ends an article whatever follows it."""

_FOOTER = re.compile(
    r"ICP备|公网安备|版权所有|Copyright|©|网站标识码|All [Rr]ights? [Rr]eserved|违法和不良信息"
    r"|(?P<short>技术支持|投稿邮箱|新闻热线|总编电话|客服(?:QQ|电话|热线)|网站地图|备案号|网站举报|健康热线|"
    r"总机[:：]|开通VIP"
    r"|下载\d+万篇|仅供参考学习|建议使用.{0,20}浏览器)"
)
_FOOTER_HINT = re.compile(r"[I公版C©网A违技投新总客备健开下仅建](?:[C网权o站l法术稿闻编服案康机通载供议]|(?<=©))")
"""How every such word begins, one character and the next: quick to look for."""
_HOST_LINE = re.compile(r"(?:网站)?(?:主办|承办)(?:单位)?[:：]")
"""What stands in a site's footer and never in an article of the genre; `short`: on a short line of its own."""

_CONTACT = re.compile(r"[@＠]|\d{3,4}[\-—－–) ）]{1,2}\d{7,8}|(?<!\d)1[3-9]\d{9}(?!\d)|信箱|邮编")
_CONTACT_HINT = re.compile(r"[@＠箱编\d](?:(?<!\d)|\d{6})")
_STAMP = re.compile(
    r"(?:发表|发布|张贴|发贴|发帖|贴子?由|回复|回帖|引用|楼主|posted|by)[^。！？]{0,40}\d{1,2}:\d\d|\d{1,2}:\d\d"
    r"(?::\d\d)?[^。！？]{0,12}(?:发表|发布|回复|阅读|评论|引用|by)"
    r"|您是.{0,12}第\s?\d+\s?个?.{0,3}(?:阅览|浏览|访问|读)者|^[|\s]{0,3}(?:回复线索|回帖|跟帖|跟贴|网友回复|"
    r"本[贴帖]跟从标题|所有回复|回复列表|全部评论|读者评论|网友评论|(?:评论|回复|留言)\s?[（(]?\d"
    r"{0,6}[）)]?)[:：]?$",
    re.IGNORECASE,
)
_LONGEST_REPLY_HEAD = 16
_SHORTEST_PROSE = 40
_FOLD = re.compile(r"[\s\u200b-\u200f\ufeff\"“”'‘’「」『』]")
_SITE_NAME = re.compile(
    r"(?:(?:中共|中国共产党)?[\u4e00-\u9fff]{2,24}(?:委员会|监察委员会|检查委员会|人民政府|网站|政府网|纪检监察网|"
    r"门户网站?|官网|党建网|新闻网|清风网|廉政网|监委|纪委|网|党建|在线|信息网)[ \u3000]{0,4}){1,3}"
)
_EVENT = re.compile(
    r"召开|举行|开展|进驻|启动|巡[视察查][^网]|动员|会议|公告|通知|反馈|通报|整改|部署|印发|关于|[！？!?：:，]"
)
_CRUMB_HEAD = re.compile(
    r"(?:您?(?:当前|现在|目前)?的?(?:当前)?(?:位置|所在位置|所在)|当前位置|当前栏目|当前页面|您?(?:当前|现在|"
    r"目前)?所?在的?位置(?:是|为)?|首页)[:：\s>＞》»›/\-→]"
)
_CRUMB_SPLIT = re.compile(r"[>＞»›→》\\]+|--+>?|::")
_CRUMB_NOISE = re.compile(
    r"^(?:您|当前|现在|目前|所在|位置|的|是|为|：|:|\s)*$|^(?:首页|网站首页|主页|正文|内容|文章|详细内容|信息内容|"
    r"返回首页|详情|文章内容|浏览文章|查看内容)$"
)


def fold_title(title: str) -> str:
    """A title for comparing: width, blanks and quotation marks folded."""
    if not unicodedata.is_normalized("NFKC", title):
        title = unicodedata.normalize("NFKC", title)
    return _FOLD.sub("", title)


def is_button_line(text: str) -> bool:
    """A line of buttons and share words only (【打印】【关闭】, 分享到：微信 微博, 使用“扫一扫”…)."""
    return len(text) <= 80 and _is_button(text)


@lru_cache(maxsize=4096)
def _is_button(text: str) -> bool:
    return bool(_BUTTON_LINE.fullmatch(text) or _SHARE_LINE.fullmatch(text))


def is_footer_line(text: str) -> bool:
    """A line of the site's footer: licence numbers, copyright, newsroom telephones."""
    return len(text) < 300 and _is_footer(text)


@lru_cache(maxsize=4096)
def _is_footer(text: str) -> bool:
    for found in _FOOTER.finditer(text) if _FOOTER_HINT.search(text) else ():
        if found["short"] is None:
            return True
        if "。" not in text and found.start() <= 60 and len(text) - found.end() <= 60:
            return True
    return _HOST_LINE.match(text) is not None


def ends_article(text: str) -> bool:
    """A line with which something else begins: related links, comments, neighbours, statements."""
    return STOP.match(text) is not None


def is_stamp_line(text: str) -> bool:
    """A line by which forums and blogs sign a post: a clock time among words of posting (发表于 … 12:40 阅读:37)."""
    told = len(text) < 120 and (":" in text or "您是" in text or len(text) <= _LONGEST_REPLY_HEAD)
    return told and _STAMP.search(text) is not None


def find_end(lines: Sequence[str], start: int) -> int:
    """The number of the first line, from `start` on, with which the article is over; len(lines) when none is.

    A share bar above the first prose ends nothing: it stands in the head of the page.
    """
    last_contact = find_last_contact(lines)
    prose = next((number for number in range(start, len(lines)) if _is_prose(lines[number])), start)
    headed = any("|" in line or ":" in line or "：" in line for line in lines[start:prose])
    first = start if headed else prose
    ends = (number for number in range(first, len(lines)) if closes_article(lines[number], number >= last_contact))
    return next(ends, len(lines))


def _is_prose(line: str) -> bool:
    return len(line) >= _SHORTEST_PROSE and "。" in line


def closes_article(line: str, after_contacts: bool) -> bool:
    """True for a line with which an article is over.

    A heading of related links ends it only when it comes after all contacts: teams print their telephones and e-mail
    addresses under headings such as 相关信息.
    """
    if is_footer_line(line) or (len(line) < 200 and _HARD_STOP.match(line)):
        return True
    return after_contacts and len(line) < 120 and ends_article(line)


def find_last_contact(lines: Sequence[str]) -> int:
    """The number of the last line with a telephone number, e-mail address or letter box, footers aside; -1 for none."""
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        told = _CONTACT_HINT.search(line) and _CONTACT.search(line)
        if told and not is_footer_line(line):
            return number
    return -1


def is_menu_line(text: str) -> bool:
    """A line of menu entries (首页 机构概况 工作动态 通知公告): four or more short words and no sentence."""
    words = re.split(r"[\s|｜丨·•]+", text.strip())
    return len(words) >= 4 and all(len(word) <= 7 for word in words) and re.search(r"[。，；：:！？、]", text) is None


def is_site_name(text: str) -> bool:
    """A line that only names the body that runs the site (中共某省纪律检查委员会 某省监察委员会)."""
    return len(text) <= 60 and _SITE_NAME.fullmatch(text) is not None and _EVENT.search(text) is None


def read_breadcrumb(text: str) -> tuple[str, ...] | None:
    """The channels of a breadcrumb line (首页 > 巡视工作 > 巡视进驻), or None when the line is none."""
    if len(text) > 150:
        return None
    marks = len(_CRUMB_SPLIT.findall(text))
    headed = _CRUMB_HEAD.search(text[:24]) is not None
    if not (headed and (marks or len(text) < 40)) and not (
        marks >= 2 or (marks == 1 and re.search("[>＞»›]", text) and len(text) < 30)
    ):
        return None
    if re.search(r"[。！？；]|《[^》]*》", text):
        return None
    tail = re.split(r"位置(?:是|为)?[:：]?|所在[:：]", text)[-1]
    pieces = _CRUMB_SPLIT.split(tail) if marks else re.split(r"[\-－—/|·]+|\s+", tail)
    parts = [part.strip(" \u3000\xa0:：-|[]【】\t") for part in pieces]
    return tuple(part for part in parts if part and not _CRUMB_NOISE.match(part))
