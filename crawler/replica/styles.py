"""What sets one site of the replica apart from its platform: bytes, validators, and addresses no seed knows."""

from dataclasses import dataclass

from crawler.replica.resources import GB18030_AS_GB2312, GBK_UNDECLARED, UTF8, Encoding


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """`dated`: sends Last-Modified; `tagged`: sends ETag; `shape`: other than its platform's; title and listings: for a
    site without a seed.
    """

    encoding: Encoding = UTF8
    dated: bool = False
    tagged: bool = False
    shape: str | None = None
    title: str = ""
    listings: tuple[str, ...] = ()


STYLES: dict[str, Style] = {
    "ccdi": Style(dated=True, tagged=True),
    "zhejiang": Style(encoding=GB18030_AS_GB2312, dated=True),
    "jszjw": Style(tagged=True, shape="writers"),
    "changzhutan": Style(shape="agency"),
    "handan": Style(encoding=GBK_UNDECLARED, shape="bulletin"),
}
