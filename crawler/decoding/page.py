"""A fetched page to what a person reads of it: text, title, date, source, and what else it says of itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from crawler.decoding.article import Article, join_lines, read_article
from crawler.decoding.blocks import Layout, read_layout
from crawler.decoding.boilerplate import read_breadcrumb
from crawler.decoding.bounds import MAX_BYTES, MAX_TAGS
from crawler.decoding.canonical import canonicalize
from crawler.decoding.challenge import find_challenge
from crawler.decoding.charset import decode_bytes
from crawler.decoding.damage import find_damage, is_garbled, is_torn
from crawler.decoding.document_page import is_document, read_document
from crawler.decoding.infoline import InfoLine, count_views, find_dateline, read_info_line
from crawler.decoding.maintext import Body, find_body
from crawler.decoding.markup import Element, parse_html
from crawler.decoding.media import find_attachments, find_images, find_named_urls, resolve_all, resolve_attachments
from crawler.decoding.metatags import AUTHOR, COLUMN, SOURCE, Head, read_head
from crawler.decoding.moments import find_moments
from crawler.decoding.published import Published, find_published, read_info_date
from crawler.decoding.redirect import find_redirect
from crawler.decoding.script import to_reading_text
from crawler.decoding.selection import select_text
from crawler.decoding.told_days import find_told_day
from crawler.model.fetched import Decoded
from crawler.model.items import Evidence, Image, Page, RawPage, Script
from crawler.model.outcomes import BlockedPageError, EmptyPageError, MissingPageError, UnreadablePageError, XunshiError
from crawler.model.proofs import prove
from crawler.model.site import Selectors, Site
from crawler.model.times import find_day

_MISSING = re.compile(
    r"(?:页面|网页|文章|信息|内容|文件|栏目|资源|稿件)(?:已|可能)?(?:经)?(?:被)?(?:不存在|删除|移除|失效|找不到|未找到|无法找到|下线|过期)"
    r"|(?:找不到|未找到|无法找到|不存在)(?:您|你)?(?:要|所|想)?(?:请求|访问|查看|找)?的?(?:页面|网页|文章|信息|内容|文件)"
    r"|\b404\b|(?:page|file|resource)\s{0,3}(?:was\s)?not\s{0,3}found|(?:网站|系统)(?:正在)?(?:维护|升级|关闭)中?",
    re.IGNORECASE,
)
_MISSING_TEXT = 200
"""A page that says it is missing says little else."""
_DATE_NAME = re.compile(r"^time\b|(?:^|[\s_-])(?:date|post-?date|pub-?date|date-header|publish-?time)(?:$|[\s_-])")
_SCRIPT_DATE = re.compile(
    r"(?:publish|pub|create)_?(?:time|date)[\"']?\s{0,3}[:=]\s{0,3}[\"']((?:19|20)\d\d[-/]\d{1,2}[-/]\d{1,2}[^\"'<]{0,20})[\"']",
    re.IGNORECASE,
)
_SCRIPT_EPOCH = re.compile(
    r"(?:\bct|(?:publish|pub|create)_?(?:time|date))[\"']?\s{0,3}[:=]\s{0,3}[\"']?(\d{10}(?:\d{3})?)\b", re.IGNORECASE
)
"""Seconds since 1970, as WeChat (var ct) and portals write them."""
_DAY, _SECONDS = re.compile(r"[12][90]\d\d[-/]"), re.compile(r"\d\d{9}")
"""What such a time looks like, whatever is before it: quick to look for."""
_ACCOUNT = "#js_name"
"""Where WeChat pages (their body is called js_content) name the account that published them."""
_LONGEST_SCRIPT = 200_000
_FULL_PAGE = 2_000
"""Characters of a page that stands in front of no other: challenges, logins and redirects hold a few hundred."""
LOST_SHARE = 0.002
"""Share of an article's characters that may be lost bytes (U+FFFD) before it counts as degraded, not clean text."""
LOST_FEW = 3
"""Lost bytes that are always tolerated (a cut last character, one bad byte in a short page)."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One page of an article, laid out: tree, head, lines in reading text, body and what stands around it."""

    tree: Element
    head: Head
    layout: Layout
    script: Script
    body: Body
    article: Article
    url: str

    @property
    def text(self) -> str:
        """The text of this page of the article."""
        return join_lines(self.layout, self.article.lines)


def read_page(raw: RawPage, site: Site | None) -> Page:
    """What a fetched article says; `site` adds its seed's selectors. A document that a listing names is an article too.

    Raises BlockedPageError for a challenge or login page, MissingPageError for a page that says there is none,
    EmptyPageError for one without an article, UnreadablePageError for bytes or markup that cannot be read whole.
    """
    selectors = site.selectors if site is not None else Selectors()
    latest = find_day(raw.fetched_at) + timedelta(days=1)
    if raw.listing_title and is_document(raw.body):
        return read_document(raw, latest)
    decoded = raw.decoded or decode_bytes(raw.body, raw.content_type)
    try:
        return _read(raw, selectors, latest, decoded)
    except XunshiError as error:
        error.charset = decoded.charset
        raise


def _read(raw: RawPage, selectors: Selectors, latest: date, decoded: Decoded) -> Page:
    sheet = _lay_out(decoded, raw.url, raw.status, selectors, latest)
    text, bad_bytes = sheet.text, decoded.bad_bytes
    for part in raw.parts:
        further = part.decoded or decode_bytes(part.body, part.content_type)
        text += "\n" + _lay_out(further, part.url, 200, selectors, latest).text
        bad_bytes += further.bad_bytes
    last_line = max(sheet.article.lines, default=sheet.body.end - 1) + 1
    images = resolve_all(
        sheet.head.base, raw.url, find_images(sheet.layout, sheet.body.box, sheet.body.start, last_line)
    )
    files = find_attachments(sheet.layout, sheet.body.box, sheet.body.start - 1, last_line)
    attachments = resolve_attachments(sheet.head.base, raw.url, files)
    _refuse_hollow(sheet, text, pictured=bool(images or attachments))
    evidence = [prove("charset", "meta", 0, decoded.charset, decoded.mended)] if decoded.mended else []
    infos = sheet.article.infos + sheet.article.around
    headers = {name.lower(): value for name, value in raw.headers}
    title = _read_title(sheet, selectors, infos, evidence)
    _refuse_damaged(raw, title or "", text)
    return Page(
        site=raw.site,
        url=raw.url,
        link_url=raw.link_url,
        fetched_at=raw.fetched_at,
        charset=decoded.charset,
        script=sheet.script,
        bad_bytes=bad_bytes,
        title=title,
        published_at=_read_published(sheet, selectors, raw, text, latest, evidence),
        source=_read_source(sheet, selectors, infos, text, evidence),
        author=_read_entry(infos, "author") or _read_meta(sheet.head, AUTHOR),
        editor=_read_entry(infos, "editor"),
        channel=_read_channel(sheet),
        views=_read_views(infos),
        text=text,
        images=tuple(Image(url=url) for url in images),
        attachments=attachments,
        named_urls=tuple(
            u for u in resolve_all(sheet.head.base, raw.url, find_named_urls(sheet.layout, sheet.head)) if u != raw.url
        ),
        evidence=tuple(evidence),
        etag=headers.get("etag"),
        last_modified=headers.get("last-modified"),
        listing_title=raw.listing_title,
        listing_date=raw.listing_date,
        archive=raw.archive,
    )


def _lay_out(decoded: Decoded, url: str, status: int, selectors: Selectors, latest: date) -> _Sheet:
    text = decoded.text
    try:
        tree, cut = parse_html(text)
    except UnreadablePageError:
        _refuse_signpost(text, url, status)
        raise
    root = tree.find("body")
    layout = read_layout(tree if root is None else root)
    if sum(len(line.text) for line in layout.lines) < _FULL_PAGE:
        _refuse_signpost(text, url, status)
    head = read_head(tree)
    layout, script = _convert(layout)
    body = find_body(layout, selectors.text, head.title)
    if body is None:
        _refuse_missing(head, "\n".join(line.text for line in layout.lines), url)
        raise EmptyPageError(
            f"{url}: the page holds no text; it may need a script or a cookie, look at it in a browser"
        )
    if (cut or decoded.cut) and body.end >= len(layout.lines):
        raise UnreadablePageError(
            f"{url}: the article runs on behind what is read of a page ({MAX_BYTES:,} bytes, {MAX_TAGS:,} tags); "
            "look at it in a browser"
        )
    return _Sheet(tree, head, layout, script, body, read_article(layout, body, head, latest), url)


def _refuse_signpost(text: str, url: str, status: int) -> None:
    """Raises for a page that came in front of the one asked for, or that only sends on to it."""
    if (challenge := find_challenge(text, status)) is not None:
        raise BlockedPageError(f"{url}: a {challenge.system} page came instead ({challenge.mark}); it is left alone")
    if (target := find_redirect(text, url)) is not None:
        raise EmptyPageError(f"{url}: the page only sends on to {target}; fetch that address")


def _convert(layout: Layout) -> tuple[Layout, Script]:
    """The lines in simplified characters without inserted pinyin, and the script they were printed in."""
    reading = to_reading_text("\n".join(line.text for line in layout.lines))
    return layout.change(reading.text.split("\n") if layout.lines else []), reading.script


def _refuse_missing(head: Head, text: str, url: str) -> None:
    if len(text) < _MISSING_TEXT and (said := _MISSING.search(f"{head.title}\n{text}")):
        raise MissingPageError(f"{url}: the page says it is not there ({said.group()!r}); nothing was stored")


def _refuse_hollow(sheet: _Sheet, text: str, *, pictured: bool) -> None:
    _refuse_missing(sheet.head, text, sheet.url)
    if not text and not pictured:
        raise EmptyPageError(
            f"{sheet.url}: no article was found, neither text nor pictures nor files; look at it in a browser"
        )


def _refuse_damaged(raw: RawPage, title: str, text: str) -> None:
    """Raises for an article that lost characters, on the way or before it was sent; what is around it counts not."""
    lost = title.count("\ufffd") + text.count("\ufffd")
    if lost > LOST_FEW and lost > LOST_SHARE * len(text):
        raise UnreadablePageError(
            f"{raw.url}: {lost} of {len(text)} characters of the article could not be decoded: the page is damaged; "
            "it stays archived"
        )
    if damage := find_damage(f"{title}\n{text}"):
        raise UnreadablePageError(f"{raw.url}: damaged before it was sent: {damage}; it stays archived")
    if is_garbled(title) or (raw.listing_title and is_torn(title, raw.listing_title)):
        raise UnreadablePageError(
            f"{raw.url}: damaged before it was sent: the title reads {title[:30]!r}, on the listing "
            f"{(raw.listing_title or '')[:30]!r}; the page stays archived"
        )


def _read_title(
    sheet: _Sheet, selectors: Selectors, infos: tuple[InfoLine, ...], evidence: list[Evidence]
) -> str | None:
    chosen = select_text(sheet.tree, selectors.title) if selectors.title else None
    if chosen:
        title, rule = to_reading_text(chosen).text, "title.selector"
    elif named := next((entry.value for info in infos if (entry := info.find("title"))), None):
        title, rule = named, "title.label"
    elif heading := sheet.article.heading:
        title, rule = to_reading_text(heading.text).text, heading.rule
    else:
        return None
    evidence.append(prove("title", "title", 0, title, rule))
    return title


def _read_published(
    sheet: _Sheet, selectors: Selectors, raw: RawPage, text: str, latest: date, evidence: list[Evidence]
) -> str | None:
    found = None
    if selectors.published_at and (chosen := select_text(sheet.tree, selectors.published_at)):
        moment = next(find_moments(chosen, latest), None)
        if moment is not None:
            printed = chosen[moment.start : moment.end]
            found = Published(moment.value, printed, "meta", moment.start, "published.selector")
    infos = sheet.article.infos + tuple(info for info in sheet.article.around if info.entries)
    if found is None and read_info_date(infos, ("published",)) is None:
        infos += tuple(_find_labelled(sheet.layout, latest))
    found = found or find_published(
        infos=infos,
        head=sheet.head,
        listing_date=raw.listing_date,
        url=raw.url,
        body=text,
        latest=latest,
        stamps=_find_stamps(sheet),
    )
    if found is None and not raw.undated:
        found = _read_told(infos, raw.fetched_at)
    if found is None:
        return None
    evidence.append(prove("published_at", found.where, found.start, found.printed, found.rule))
    return found.value


def _read_told(infos: tuple[InfoLine, ...], fetched_at: datetime) -> Published | None:
    """The time an information line tells in words (发布时间：3小时前): the last resort."""
    for info in infos:
        if told := find_told_day(info.text, fetched_at):
            return Published(told.value, info.text[told.start : told.end], "meta", told.start, "published.told")
    return None


def _find_stamps(sheet: _Sheet) -> Iterator[str]:
    """Times that no line prints: of elements named as the article's date at its head, and of the page's scripts."""
    boxes, heading = sheet.layout.boxes, sheet.article.heading
    start = min(sheet.article.lines, default=sheet.body.start)
    first = heading.line if heading is not None and heading.line is not None else start
    for box in boxes:
        if first - 2 <= box.start <= start and _DATE_NAME.search(box.names):
            yield canonicalize(box.element.get("datetime") or "".join(box.element.itertext())[:80])
    for script in sheet.tree.iter("script"):
        code = (script.text or "")[:_LONGEST_SCRIPT]
        for hint, pattern in ((_DAY, _SCRIPT_DATE), (_SECONDS, _SCRIPT_EPOCH)):
            if hint.search(code):
                yield from (found[1] for found in pattern.finditer(code))


def _find_labelled(layout: Layout, latest: date) -> Iterator[InfoLine]:
    """Information lines anywhere else on the page that name a day of publication."""
    for line in layout.lines:
        if (
            ("发布" in line.text or "最后修" in line.text)
            and len(line.text) < 200
            and (info := read_info_line(line.text, latest))
            and (info.find("published") or info.find("updated"))
        ):
            yield info


def _read_source(
    sheet: _Sheet, selectors: Selectors, infos: tuple[InfoLine, ...], text: str, evidence: list[Evidence]
) -> str | None:
    if selectors.source and (chosen := select_text(sheet.tree, selectors.source)):
        line = read_info_line(chosen)
        entry = line.find("source") if line else None
        printed = to_reading_text(entry.value if entry else chosen).text
        evidence.append(prove("source", "meta", entry.start if entry else 0, printed, "source.selector"))
        return printed
    for info in infos:
        if entry := info.find("source"):
            evidence.append(prove("source", "meta", entry.start, entry.value, "source.line"))
            return entry.value
    posted = sheet.layout.boxes[sheet.body.box].names.endswith("js_content")
    if posted and (shown := select_text(sheet.tree, _ACCOUNT)):
        account = to_reading_text(shown).text
        evidence.append(prove("source", "meta", 0, account, "source.account"))
        return account
    if named := _read_meta(sheet.head, SOURCE):
        evidence.append(prove("source", "meta", 0, named, "source.meta"))
        return named
    if entry := find_dateline(text):
        evidence.append(prove("source", "text", entry.start, entry.value, "source.dateline"))
        return entry.value
    return None


def _read_entry(infos: tuple[InfoLine, ...], name: str) -> str | None:
    return next((entry.value for info in infos for entry in info.entries if entry.name == name and entry.value), None)


def _read_meta(head: Head, names: tuple[str, ...]) -> str | None:
    found = head.find(names)
    return to_reading_text(found[1]).text if found else None


def _read_views(infos: tuple[InfoLine, ...]) -> int | None:
    return next((count_views(entry) for info in infos if (entry := info.find("views"))), None)


def _read_channel(sheet: _Sheet) -> tuple[str, ...]:
    """The breadcrumb above the text, else the column's meta tag."""
    for number in range(min(sheet.body.end, len(sheet.layout.lines)) - 1, -1, -1):
        if number <= sheet.body.start + 3 and (crumbs := read_breadcrumb(sheet.layout.lines[number].text)):
            return tuple(part for part in crumbs if sheet.article.heading is None or part != sheet.article.heading.text)
    column = _read_meta(sheet.head, COLUMN)
    return (column,) if column else ()
