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


_SYSTEM_MARKS: dict[str, tuple[str, ...]] = {
    "瑞数": (
        r"\$_ts\s{0,3}=\s{0,3}window\[",
        r"\$_ts\.(?:cd|nsd|lcd)\b",
        r"_\$[A-Za-z0-9]{2}\(\);?\s{0,3}</script>",
        r"r=\"m\"[^>]{0,80}>\$_ts",
        r"(?:var |;)_\$[a-zA-Z0-9]{2}=_\$[a-zA-Z0-9]{2}\[",
    ),
    "加速乐": (r"__jsl_clearance", r"__jsluid", r"document\.cookie\s{0,3}=\s{0,3}\(?['\"]_"),
    "WZWS": (r"wzwsconfirm", r"WZWS-?(?:RAY|CONFIRM)", r"_wzws", r"wzws[-_]?waf", r"/WZWSRE[A-Za-z0-9=]"),
    "captcha": (
        r"sec_?captcha",
        r"nc_1_n1z",
        r"nocaptcha",
        r"TencentCaptcha",
        r"initGeetest",
        r"AliyunCaptcha",
        r"aliyun_waf",
        r"acw_sc__v2",
        r"__tst_status",
    ),
    "Cloudflare": (r"cf-browser-verification", r"cf_chl_opt", r"/cdn-cgi/challenge-platform", r"cf-turnstile"),
    "创宇盾": (r"创宇(?:云防御|盾)", r"yunaq\.com", r"365cyd\.(?:com|net)", r"knownsec"),
    "安全狗": (r"safedog", r"安全狗"),
    "云锁": (r"yunsuo_session", r"security_session_verify"),
    "D盾": (r"D盾[_ ]?(?:拦截|防火墙)",),
    "cookie gate": (
        r"HOY_TR",
        r"cookie\s{0,3}=[^;]{0,200};[^<]{0,2000}(?:location|window\.open|reload)",
        r"(?:location|window\.open|reload)[^<]{0,3000}cookie[\"'\]\s]{0,4}=",
    ),
}
"""Marks that such systems leave in their pages (SITES 3, and the pages themselves)."""

_WORD_MARKS: dict[str, tuple[str, ...]] = {
    "captcha": (
        r"(?:拖动|滑动|按住|请?向右)(?:左边)?(?:滑块|拖动|滑动|完成)",
        r"请(?:完成|进行)(?:安全|人机|滑动)?验证",
        r"请输入(?:图中|下图|图片)?[^。]{0,6}验证码",
        r"人机(?:识别|验证)",
        r"(?:安全|访问|人机|滑块|行为)验证",
    ),
    "firewall": (
        r"(?:您|你)?的?(?:访问|请求|操作)[^。]{0,12}(?:被(?:拦截|阻断|拒绝|禁止)|存在(?:威胁|安全|风险)|疑似|过于频繁)",
        r"请求[^。]{0,8}不合法",
        r"网站防火墙|Web应用防火墙",
        r"访问(?:被拒绝|受限|异常)",
        r"正在(?:进行)?(?:安全|浏览器)检[查测]",
        r"检测到[^。]{0,10}(?:攻击|异常)",
        r"AccessDenied|RequestBlocked",
    ),
    "login": (
        r"请(?:先)?登录",
        r"登录后(?:才能|可)?(?:查看|访问|浏览|继续)",
        r"(?:用户|账号|密码|系统)登录",
        r"统一(?:身份)?认证",
        r"登录系统",
    ),
}
"""Words on a nearly empty page; those of a login count only beside a password field."""

_SYSTEMS = {name: re.compile("|".join(marks), re.IGNORECASE) for name, marks in _SYSTEM_MARKS.items()}
_WORDS = {name: re.compile("|".join(marks), re.IGNORECASE) for name, marks in _WORD_MARKS.items()}
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
    for system, pattern in _SYSTEMS.items():
        if mark := pattern.search(head):
            return Challenge(system, mark.group()[:40])
    for system, pattern in _WORDS.items():
        if (mark := pattern.search(visible)) and (system != "login" or _PASSWORD.search(head)):
            return Challenge(system, mark.group()[:40])
    return None
