"""Which part of a page is its article: short notices beside many links, oddly named boxes, pictures or files alone."""

import pytest

from crawler.model.outcomes import EmptyPageError, UnreadablePageError
from tests.decoding.made import BODY, FIRST, FOOT, TEXT, TITLE, make_html, read

SHORT = "<p>4月2日，市委第二巡察组进驻市粮食局党组开展常规巡察。值班电话：0571-82004567。</p><p>工作到6月1日结束。</p>"
SHORT_TEXT = "4月2日，市委第二巡察组进驻市粮食局党组开展常规巡察。值班电话：0571-82004567。\n工作到6月1日结束。"
RULE = "<div class=tie><p class=remind>网友留言仅供表达个人看法，并不代表本网站立场。</p></div>"


def make_links(count: int, form: str) -> str:
    return "".join(form.format(n, f"市委第{n}巡察组向市第{n}中学反馈巡察情况") for n in range(1, count + 1))


LINKS = {
    "related in a box of their own": "<div class=xg><h4>巡察动态</h4>{}</div>".format(
        make_links(9, "<p><a href=/info/{}.htm>{}</a></p>")
    ),
    "related beside the paragraphs": make_links(9, "<p><a href=/info/{}.htm>{}</a></p>"),
    "related in a list": "<ul>{}</ul>".format(make_links(12, "<li><a href=/info/{}.htm>{}</a></li>")),
    "related in a table": "<table>{}</table>".format(make_links(9, "<tr><td><a href=/info/{}.htm>{}</a></td></tr>")),
}


@pytest.mark.parametrize("box", ["class=TRS_Editor", "id=zoom", "class=end-text", "class=x", ""])
@pytest.mark.parametrize("after", [FOOT, RULE, RULE + FOOT])
@pytest.mark.parametrize("links", LINKS.values(), ids=LINKS)
def test_a_short_notice_beside_many_links_keeps_its_text(links: str, after: str, box: str) -> None:
    assert read(make_html(SHORT + links, box=box, after=after)).text == SHORT_TEXT


@pytest.mark.parametrize("box", ["class=TRS_Editor", "class=end-text", ""])
@pytest.mark.parametrize("after", ["", RULE + FOOT])
def test_a_short_notice_with_many_attachments_keeps_its_text(after: str, box: str) -> None:
    files = make_links(8, "<p>附件{0}：<a href=/att/{0}.pdf>{1}一览表.pdf</a></p>")
    page = read(make_html(SHORT + files, box=box, after=after))
    assert page.text.startswith(SHORT_TEXT)
    assert [file.url.rpartition("/")[2] for file in page.attachments] == [f"{n}.pdf" for n in range(1, 9)]


COVERS = ("bshare_pop content", "share", "pop-box", "layer detail", "print-area", "dialog", "player")
OTHER = (
    "<div class=list><div class=aside-box>"
    "<p>本网讯，近日全市召开会议，传达学习上级会议精神，部署下一阶段任务。</p></div></div>"
)


@pytest.mark.parametrize("name", COVERS)
def test_a_box_named_like_a_cover_that_holds_most_of_the_page_is_the_article(name: str) -> None:
    assert read(make_html(box=f"class='{name}'", after=OTHER)).text == TEXT


STATEMENTS = {
    "copyright": "<h3>版权声明</h3>"
    + "<p>凡本网注明来源的稿件，版权均属本网所有，未经授权不得转载、摘编或使用，违者本网将依法追究。</p>" * 6,
    "disclaimer": "<p>免责声明：</p>"
    + "<p>本网转载的文章并不代表本网赞同其观点，也不代表本网对其真实性负责，请读者自行核实。</p>" * 6,
    "login": "<h3>用户登录</h3>"
    + "<p>用户名：请输入您注册时填写的用户名，忘记密码的，请联系管理员找回密码，谢谢您的配合。</p>" * 6,
}


@pytest.mark.parametrize("place", ["before", "after"])
@pytest.mark.parametrize("statement", STATEMENTS.values(), ids=STATEMENTS)
def test_a_statement_is_never_the_article_however_long(statement: str, place: str) -> None:
    box = f"<div class=c9>{statement}</div>"
    html = make_html(SHORT, box="class=x", after=box if place == "after" else "")
    if place == "before":
        html = html.replace("<div class=main>", f"{box}<div class=main>")
    assert read(html).text == SHORT_TEXT


def test_of_several_articles_below_each_other_the_titled_one_is_read() -> None:
    others = "".join(
        f"<div class=main><h1>市委第{n}巡察组向市第{n}中学反馈情况</h1><div class=info>2025-04-0{n}</div>"
        f"<div class=TRS_Editor><p>4月{n}日，反馈会召开，会议通报了情况。</p>{BODY}{BODY}</div></div>"
        for n in range(1, 4)
    )
    assert read(make_html(SHORT, after=others + FOOT)).text == SHORT_TEXT


PICTURES = {
    "a platform's body": ("class=TRS_Editor", "<p><img src=/p/1.jpg></p>"),
    "an unknown box": ("class=x", "<p><img src=/p/1.jpg></p>"),
    "a lazy picture": ("class=x", "<p><img data-src=/p/1.jpg src=blank.gif></p>"),
}


@pytest.mark.parametrize(("box", "body"), PICTURES.values(), ids=PICTURES)
def test_a_notice_of_pictures_alone_is_read(box: str, body: str) -> None:
    page = read(make_html(body, box=box))
    assert (page.title, page.text, page.published_at) == (TITLE, "", "2025-04-03")
    assert page.source == "云岭市纪委监委"
    assert [image.url for image in page.images] == ["http://jw.yunling.example/p/1.jpg"]


FILES = {
    "a link": ("<p><a href=/f/a.pdf>安排表</a></p>", "/f/a.pdf"),
    "a frame": ("<iframe src=/f/a.pdf></iframe>", "/f/a.pdf"),
    "an object": ("<object data=/f/a.pdf></object>", "/f/a.pdf"),
    "a viewer": ("<iframe src='/pdfjs/web/viewer.html?file=/f/a.pdf'></iframe>", "/f/a.pdf"),
    "a script": ('<script>showVsbpdfIframe("/f/a.pdf","100%","600")</script>', "/f/a.pdf"),
    "a program": ("<p><a href='/system/download.jsp?wbfileid=7'>安排表</a></p>", "/system/download.jsp?wbfileid=7"),
    "by its name": ("<p><a href='/x/77'>安排.docx</a></p>", "/x/77"),
    "by its query": ("<p><a href='/down?name=%E5%AE%89.docx'>安排</a></p>", "/down?name=%E5%AE%89.docx"),
}


@pytest.mark.parametrize("box", ["class=TRS_Editor", "class=x"])
@pytest.mark.parametrize(("body", "path"), FILES.values(), ids=FILES)
def test_a_notice_of_files_alone_is_read(body: str, path: str, box: str) -> None:
    page = read(make_html(body, box=box))
    assert (page.title, page.published_at, page.source) == (TITLE, "2025-04-03", "云岭市纪委监委")
    assert [file.url for file in page.attachments] == [f"http://jw.yunling.example{path}"]


HOLLOW = ("", "<p>&nbsp;</p>", "<p><img src=/images/logo.png></p>", "<p><a href=/x.htm>更多</a></p>")


@pytest.mark.parametrize("body", HOLLOW)
def test_a_page_with_nothing_in_it_is_said_to_be_empty(body: str) -> None:
    with pytest.raises(EmptyPageError):
        read(make_html(body))


@pytest.mark.parametrize("links", ["<a href='/app/download?id=1'>客户端下载</a>", "<a href=/n/1.htm>下载中心</a>"])
def test_what_is_no_file_is_no_attachment(links: str) -> None:
    page = read(make_html(f"{BODY}<p>{FIRST}{links}</p>"))
    assert page.attachments == ()


DOCUMENTS = {
    "PDF": b"%PDF-1.7 \x00\xff",
    "Word": b"PK\x03\x04\x14\x00",
    "an older Word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
}


@pytest.mark.parametrize("body", DOCUMENTS.values(), ids=DOCUMENTS)
def test_a_document_that_a_listing_names_is_an_article(body: bytes) -> None:
    url = "http://jw.yunling.example/files/7.pdf"
    page = read(body, url=url, listing_title=TITLE, listing_date="2025-04-03")
    assert (page.title, page.published_at, page.text) == (TITLE, "2025-04-03", "")
    assert [file.url for file in page.attachments] == [url]
    assert page.is_slight


def test_a_document_that_nobody_names_is_no_page() -> None:
    with pytest.raises(UnreadablePageError, match="PDF"):
        read(b"%PDF-1.7 \x00\xff")
