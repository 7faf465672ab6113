"""Pages that stand in front of a site: bot challenges, captchas, firewalls, logins. Recognised, never answered."""

import re
from dataclasses import dataclass

from crawler.decoding.markup import read_visible

_HEAD = 60_000


@dataclass(frozen=True, slots=True)
class Challenge:
    """A page that came instead of the one asked for: the system that made it, and the mark it was known by."""

    system: str
    mark: str


_SYSTEMS: tuple[tuple[str, frozenset[int] | None, re.Pattern[str]], ...] = (
    ("瑞数", None, re.compile(r"\$_ts\s{0,3}=\s{0,3}window\[|\$_ts\.(?:cd|nsd|lcd)\b|_\$[A-Za-z0-9]{2}\(\);?\s{0,3}</script>|r=\"m\"[^>]{0,80}>\$_ts|(?:var|;)_\$[a-zA-Z0-9]{2}=_\$[a-zA-Z0-9]{2}\[")),
    ("加速乐", None, re.compile(r"__jsl_clearance|__jsluid|document\.cookie=\('_'\)|<script>document\.cookie\s{0,3}=\s{0,3}\(?['\"]_")),
    ("WZWS", None, re.compile(r"wzwsconfirm|WZWS-?(?:RAY|CONFIRM)|_wzws|wzws[-_]?waf|/WZWSRE[A-Za-z0-9=]", re.IGNORECASE)),
    ("seccaptcha", None, re.compile(r"seccaptcha|sec_captcha|nc_1_n1z|nocaptcha|TencentCaptcha|initGeetest|AliyunCaptcha|aliyun_waf|acw_sc__v2|__tst_status", re.IGNORECASE)),
    ("Cloudflare", None, re.compile(r"cf-browser-verification|cf_chl_opt|/cdn-cgi/challenge-platform|cf-turnstile", re.IGNORECASE)),
    ("创宇盾", None, re.compile(r"创宇(?:云防御|盾)|yunaq\.com|365cyd\.(?:com|net)|knownsec", re.IGNORECASE)),
    ("安全狗", None, re.compile(r"safedog|安全狗", re.IGNORECASE)),
    ("云锁", None, re.compile(r"yunsuo_session|security_session_verify")),
    ("D盾", None, re.compile(r"D盾[_ ]?(?:拦截|防火墙)")),
    ("cookie gate", None, re.compile(r"cookie\s{0,3}=[^;]{0,200};[^<]{0,2000}(?:location|window\.open|reload)|(?:location|window\.open|reload)[^<]{0,3000}cookie[\"'\]\s]{0,4}=", re.IGNORECASE)),
    ("HOY_TR", None, re.compile(r"HOY_TR\s{0,3}=|['\"]HOY_TR['\"]")),
)  # fmt: skip
"""Marks that such systems leave in their pages (SITES 3, and the pages themselves)."""

_WORDS = (
    ("captcha", re.compile(r"(?:拖动|滑动|按住|请?向右)(?:左边)?(?:滑块|拖动|滑动|完成).{0,20}|请(?:完成|进行)(?:安全|人机|滑动)?验证|请输入(?:图中|下图|图片)?.{0,6}验证码|人机(?:识别|验证)|(?:安全|访问|人机|滑块|行为)验证")),
    ("firewall", re.compile(r"(?:您|你)?的?(?:访问|请求|操作).{0,12}(?:被(?:拦截|阻断|拒绝|禁止)|存在(?:威胁|安全|风险)|疑似|过于频繁|带有不合法)|网站防火墙|Web应用防火墙|访问(?:被拒绝|受限|过于频繁|异常)|请求过于频繁|正在(?:进行)?(?:安全|浏览器)检[查测]|检测到.{0,10}(?:攻击|异常)|Access Denied|Request [Bb]locked")),
    ("login", re.compile(r"(?:请(?:先)?登录|登录后(?:才能|可)?(?:查看|访问|浏览|继续)|用户登录|账号登录|密码登录|统一身份认证|统一认证平台|登录系统|系统登录)")),
)  # fmt: skip
_STATUSES = {412: "瑞数", 521: "加速乐"}
_PASSWORD = re.compile(r"<input\b[^>]{0,300}type\s{0,3}=\s{0,3}[\"']?password", re.IGNORECASE)
_FEW = 400
"""A challenge page has hardly any text of its own; an article about captchas has more."""


def find_challenge(text: str, status: int = 200) -> Challenge | None:
    """The challenge, captcha, firewall or login page that a decoded page is, or None for any other page.

    Judged by the status that only such systems send (412, 521), by marks in the page, by words on a nearly empty page.
    """
    head = text[:_HEAD]
    visible = read_visible(text, _FEW)
    if status in _STATUSES and len(visible) < _FEW:
        return Challenge(_STATUSES[status], f"status {status}")
    if len(visible) >= _FEW:
        return None
    for system, statuses, pattern in _SYSTEMS:
        if (statuses is None or status in statuses) and (mark := pattern.search(head)):
            return Challenge(system, mark.group()[:40])
    for system, pattern in _WORDS:
        mark = pattern.search(visible)
        if mark is None and system == "login":
            mark = _PASSWORD.search(head)
        if mark is not None and (system != "login" or _PASSWORD.search(head)):
            return Challenge(system, mark.group()[:40])
    return None
