"""THE table, its beginning and end: what a page says of itself, and how it was read."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated

from crawler.model.fetched import ArchiveRef, Verdict
from crawler.model.fields.definition import define
from crawler.model.fields.evidence import Evidence
from crawler.model.fields.vocabulary import Count, Script, Stamp

SLIGHT = 40
"""Han characters of its own from which a page can be known by its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture of the article."""

    url: Annotated[str, define(("Address", "地址"), ("Where the picture lies.", "图片地址。"), csv="images")]
    sha256: Annotated[
        str | None, define(("SHA-256", "SHA-256"), ("Of its bytes, once fetched.", "取回后的字节摘要。"))
    ] = None
    text: Annotated[str | None, define(("Text", "文字"), ("What was read from it.", "从图中识别的文字。"))] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that the article links."""

    url: Annotated[str, define(("Address", "地址"), ("Where the file lies.", "文件地址。"), csv="attachments")]
    name: Annotated[str, define(("Name", "名称"), ("The file's name.", "文件名。"))]
    type: Annotated[
        str, define(("Type", "类型"), ("Its ending in lower case (pdf, docx, xls).", "小写后缀（pdf、docx、xls）。"))
    ]
    sha256: Annotated[
        str | None, define(("SHA-256", "SHA-256"), ("Of its bytes, once fetched.", "取回后的字节摘要。"))
    ] = None
    text: Annotated[str | None, define(("Text", "文字"), ("What was read from it.", "从文件中读出的文字。"))] = None
    error: Annotated[str | None, define(("Error", "错误"), ("Why it could not be read.", "未能读取的原因。"))] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One article as text: what a person reads, and what the page says of itself.

    `text` is the reading text (simplified, pinyin removed, paragraphs parted by newlines, cells by ` | `), `evidence`
    says where title, published_at, source, ... were read. `named_urls` are addresses the page itself names as its own
    (canonical link, 原文链接). `content_hash` and `hash_version` as in crawler/identity. What has no definition is not
    published.
    """

    site: Annotated[
        str,
        define(
            ("Site", "站点"),
            ("The site of its first address: a name in seeds/.", "首个地址所属站点，即 seeds/ 中的名称。"),
            "none",
        ),
    ]
    url: Annotated[
        str,
        define(
            ("Address", "地址"), ("Its first address, in canonical form.", "首个地址，规范形式。"), "none", csv="link"
        ),
    ]
    link_url: str
    fetched_at: Annotated[
        datetime, define(("Fetched", "取回时间"), ("The fetch that gave this content.", "取得现有内容的时刻。"), "none")
    ]
    charset: Annotated[
        str, define(("Charset", "编码"), ("The encoding its bytes were read in.", "读取字节所用的编码。"), "none")
    ]
    script: Annotated[
        Script,
        define(
            ("Script", "字形"),
            ("hans: simplified; hant: traditional on the page.", "hans 简体；hant 原页为繁体。"),
            "none",
            content=True,
        ),
    ]
    bad_bytes: Annotated[
        Count, define(("Lost bytes", "损坏字节"), ("Bytes that could not be read.", "无法解读的字节数。"), "none")
    ]
    title: Annotated[
        str | None,
        define(
            ("Title", "标题"),
            ("As on the page, simplified.", "页面标题，简体。"),
            "page",
            (
                "Meta tag, the seed's selector, the heading, in that order of trust.",
                "依次取元标签、站点选择器、页面大标题。",
            ),
            floor=True,
        ),
    ]
    published_at: Annotated[
        Stamp | None,
        define(
            ("Published", "发布时间"),
            ("When the page says it was published.", "页面所示发布时间。"),
            "page",
            (
                "Meta tag, information line, sign-off; the day in the address last.",
                "依次取元标签、信息行、落款；末取网址中的日期。",
            ),
            floor=True,
        ),
    ]
    source: Annotated[
        str | None,
        define(
            ("Source", "来源"),
            ("来源 as stated, without its label.", "页面所示来源，不含标签。"),
            "page",
            ("Meta tag, information line, dateline.", "依次取元标签、信息行、电头。"),
            floor=True,
        ),
    ]
    author: Annotated[
        str | None,
        define(
            ("Author", "作者"),
            ("As stated.", "页面所示作者。"),
            "page",
            ("Meta tag, information line.", "取元标签、信息行。"),
        ),
    ]
    editor: Annotated[
        str | None,
        define(
            ("Editor", "编辑"),
            ("As stated.", "页面所示编辑。"),
            "page",
            ("Information line, end of the text.", "取信息行、文末。"),
        ),
    ]
    channel: Annotated[
        tuple[str, ...],
        define(
            ("Channel", "栏目"),
            ("The columns above it, outermost first.", "所属栏目，由外而内。"),
            "page",
            ("Breadcrumb, meta tag.", "取面包屑、元标签。"),
        ),
    ]
    views: Annotated[
        int | None,
        define(
            ("Views", "阅读数"),
            ("The count the page shows.", "页面所示阅读次数。"),
            "page",
            ("Information line.", "取信息行。"),
            content=False,
        ),
    ]
    text: Annotated[
        str,
        define(
            ("Text", "正文"),
            (
                (
                    "The article's reading text: simplified, pinyin removed, paragraphs parted by newlines, table "
                    "cells by ' | '; title and information line are not part of it."
                ),
                "正文：简体，去拼音，段落以换行分隔，表格单元以“ | ”分隔；不含标题与信息行。",
            ),
            "none",
            content=True,
        ),
    ] = field(repr=False)
    images: Annotated[
        tuple[Image, ...],
        define(("Pictures", "图片"), ("Pictures of the article.", "文中图片。"), "none", table="images", content=True),
    ] = ()
    attachments: Annotated[
        tuple[Attachment, ...],
        define(
            ("Attachments", "附件"),
            ("Files the article links.", "文中所附文件。"),
            "none",
            table="attachments",
            content=True,
        ),
    ] = ()
    named_urls: tuple[str, ...] = ()
    evidence: Annotated[
        tuple[Evidence, ...],
        define(
            ("Evidence", "依据"),
            ("What proves each value: every value has at least one.", "每个取值的依据，至少一条。"),
            "none",
        ),
    ] = field(default=(), repr=False)
    content_hash: Annotated[
        str,
        define(
            ("Content hash", "内容摘要"),
            ("SHA-256 of the folded text, 64 hex digits.", "归一后正文的 SHA-256，64 位十六进制。"),
            "none",
        ),
    ] = ""
    hash_version: Annotated[
        Count,
        define(
            ("Version of the hash", "摘要规则版本"), ("Of the rule that folds the text.", "归一规则的版本。"), "none"
        ),
    ] = 0
    etag: str | None = None
    last_modified: str | None = None
    listing_title: str | None = None
    listing_date: str | None = None
    archive: ArchiveRef | None = None
    verdict: Verdict | None = None

    @property
    def is_slight(self) -> bool:
        """Whether the page has fewer than SLIGHT Han characters of its own (a picture, a file, a line that names it).

        They do not tell whose notice it is: the text of such a page proves no copy.
        """
        return sum("\u3400" <= char <= "\u9fff" for char in self.text) < SLIGHT
