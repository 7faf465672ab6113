"""Challenge, captcha, firewall and login pages are told from articles; pages that only redirect say where to."""

import pytest

from crawler.decoding.challenge import find_challenge
from crawler.decoding.redirect import find_redirect

ARTICLE = (
    "<html><body><h1>关于网站安全验证的通知</h1>"
    + "<p>为防止访问被拦截，请完成安全验证后登录系统。</p>" * 30
    + "</body></html>"
)
CHALLENGES = {
    "rivers by status": (412, "<html><head><script>var a=1;</script></head><body></body></html>", "瑞数"),
    "rivers 202": (202, '<script r="m">$_ts=window["$_ts"];if(!$_ts)$_ts={};$_ts.nsd=5;$_ts.cd="q";</script>', "瑞数"),
    "rivers 200": (200, "<html><script>(function(){var _$a1=_$b2[3];_$c4();})()</script></html>", "瑞数"),
    "jsl by status": (521, "<script>document.cookie='x'</script>", "加速乐"),
    "jsl": (200, "<script>document.cookie=('_')+('_')+('jsl');</script>", "加速乐"),
    "jsl cookie": (200, "<script>var c='__jsl_clearance_s=1';</script>", "加速乐"),
    "slide captcha": (200, "<html><body><div id=seccaptcha></div><p>请拖动滑块完成拼图</p></body></html>", "captcha"),
    "words of a captcha": (200, "<html><body><p>请完成安全验证</p></body></html>", "captcha"),
    "wzws": (200, "<script>var wzwsconfirm='x';</script>", "WZWS"),
    "acw": (200, "<script>var arg1='A';setCookie('acw_sc__v2',x);</script>", "captcha"),
    "firewall": (200, "<html><body><h1>访问被拒绝</h1><p>您的请求疑似攻击行为</p></body></html>", "firewall"),
    "knownsec": (200, "<html><body>当前访问由创宇盾提供防护</body></html>", "创宇盾"),
    "cookie gate": (200, "<script>document.cookie='K=1; path=/';location.reload();</script>", "cookie gate"),
    "login": (200, "<html><body><form>用户登录 <input type='password' name=p></form></body></html>", "login"),
}


@pytest.mark.parametrize("name", CHALLENGES)
def test_a_challenge_is_named(name: str) -> None:
    status, html, system = CHALLENGES[name]
    found = find_challenge(html, status)
    assert found is not None
    assert found.system == system


HARMLESS = {
    "article about captchas": ARTICLE,
    "article with a tracker": ARTICLE.replace("<h1>", "<script>document.cookie='a=1';location.hash='x';</script><h1>"),
    "short notice": "<html><body><h1>公告</h1><p>县委巡察组进驻县水务局。</p></body></html>",
    "login box in the head": ARTICLE.replace("<h1>", "<form>用户登录<input type=password></form><h1>"),
    "empty": "",
}


@pytest.mark.parametrize("name", HARMLESS)
def test_an_article_is_no_challenge(name: str) -> None:
    assert find_challenge(HARMLESS[name]) is None


REFRESH = '<meta http-equiv="refresh" content="0;url=/b.html">'
REDIRECTS = {
    "refresh": ('<meta http-equiv="refresh" content="0;url=/b.html">', "http://a.cn/b.html"),
    "refresh with blanks": ("<META content=' 0 ; URL = b.html ' HTTP-EQUIV='Refresh'>", "http://a.cn/x/b.html"),
    "refresh without url=": ('<meta http-equiv=refresh content="0;http://b.cn/">', "http://b.cn/"),
    "self.location": ("<script>self.location='c.html';</script>", "http://a.cn/x/c.html"),
    "window.location.href": (
        '<script type="text/javascript">\nwindow.location.href = "/c.html"\n</script>',
        "http://a.cn/c.html",
    ),
    "location.replace": ("<script>location.replace('/c.html')</script>", "http://a.cn/c.html"),
    "reload": ('<meta http-equiv="refresh" content="300">', None),
    "to itself": ('<meta http-equiv="refresh" content="0;url=/x/a.html#top">', None),
    "a late one": ('<meta http-equiv="refresh" content="600;url=/b.html">', None),
    "in a function": ("<script>function go(){location.href='/c.html'}</script>", None),
    "script scheme": ("<script>location.href='javascript:void(0)'</script>", None),
    "file": ('<meta http-equiv="refresh" content="0;url=file:///etc/passwd">', None),
    "for browsers without scripts": (f"<noscript>{REFRESH}</noscript><div id=app></div>", None),
    "for those, never closed": (f"<head><NOSCRIPT >{REFRESH}<div id=app></div>", None),
    "in a comment": (f"<!-- {REFRESH} -->", None),
    "in a conditional comment": (f"<!--[if lt IE 9]>{REFRESH}<![endif]-->", None),
    "in a conditional without a comment": (f"<![if IE]>{REFRESH}<![endif]>", None),
    "written by a script": (f"<script>if(old){{document.write('{REFRESH}')}}</script>", None),
    "in a template": (f"<template>{REFRESH}</template>", None),
    "behind a comment": (f"<!-- 旧站 -->{REFRESH}", "http://a.cn/b.html"),
    "for telephones": (
        "<script>if(/Android|iPhone/i.test(navigator.userAgent)){location.href='/m/a.html'}</script>",
        None,
    ),
    "for telephones, and for others": (
        "<script>if(navigator.userAgent.match(/mobile/i)){location.href='/m/'}else{location.href='/pc/'}</script>",
        "http://a.cn/pc/",
    ),
    "for telephones, in short": ("<script>isMobile() && (location.href='/m/a.html')</script>", None),
    "script in a comment": ("<!-- <script>location.href='/c.html'</script> -->", None),
    "remarked out": ("<script>// location.href='/c.html'\n/* location.href='/d.html' */</script>", None),
    "script hidden from old browsers": ("<script><!--\nlocation.href='/c.html'\n//--></script>", "http://a.cn/c.html"),
    "an article": ("<script>self.location='c.html'</script>" + "<p>县委巡察组进驻县水务局，召开会议。</p>" * 9, None),
}


@pytest.mark.parametrize("name", REDIRECTS)
def test_a_page_that_only_redirects(name: str) -> None:
    html, target = REDIRECTS[name]
    assert find_redirect(html, "http://a.cn/x/a.html") == target
