"""What sets one site of the replica apart from its platform: bytes, validators, and addresses no seed knows."""

from dataclasses import dataclass

from crawler.replica.resources import GB18030_AS_GB2312, GBK, GBK_UNDECLARED, UTF8, Encoding


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """`dated`: sends Last-Modified; `tagged`: sends ETag; `shape`: other than its platform's; title and listings: for a
    site without a seed; per_page: entries a listing page, unless its seed expects more.
    """

    encoding: Encoding = UTF8
    dated: bool = False
    tagged: bool = False
    shape: str | None = None
    title: str = ""
    listings: tuple[str, ...] = ()
    per_page: int = 9


STYLES: dict[str, Style] = {
    "ccdi": Style(dated=True, tagged=True),
    "zhejiang": Style(encoding=GB18030_AS_GB2312, dated=True),
    "jszjw": Style(tagged=True, shape="writers"),
    "changzhutan": Style(shape="agency"),
    "handan": Style(encoding=GBK_UNDECLARED, shape="bulletin"),
    "guizhou": Style(shape="trs-script", dated=True),
    "hainan": Style(encoding=GBK, per_page=8),
    "heilongjiang": Style(shape="php"),
    "shaanxi": Style(dated=True, tagged=True),
    "gansu": Style(shape="category"),
    "guangxi": Style(shape="staticpages", encoding=GBK_UNDECLARED),
    "qinghai": Style(shape="unpadded", encoding=GBK),
    "ningxia": Style(encoding=GBK),
    "shanghai": Style(shape="eastday", encoding=GB18030_AS_GB2312),
    "xinjiang": Style(shape="zhuzhan"),
    "xizang": Style(shape="php-detail"),
    "suzhou": Style(shape="newslist"),
    "yunnan": Style(shape="dated-column"),
    "hunan": Style(shape="rednet"),
    "neimenggu": Style(shape="single", per_page=60),
    "zhalute": Style(shape="single", per_page=60),
    "webplus": Style(title="皖南学院纪委", listings=("http://webplus.invalid/1234/list.htm",), shape="webplus"),
    "phpcms": Style(
        title="滇中纪检监察网",
        listings=("http://phpcms.invalid/index.php?m=content&c=index&a=lists&catid=12",),
        shape="phpcms",
        encoding=GBK,
    ),
    "was": Style(
        title="燕北纪检监察网",
        listings=("http://was.invalid/was5/web/search?channelid=204&searchword=xs&page=1",),
        shape="was",
    ),
    "embedded": Style(title="赣中纪检监察网", listings=("http://embedded.invalid/xsxc/",), shape="embedded"),
    "unknown": Style(title="清风湘北网", listings=("http://unknown.invalid/xunshi/",), shape="cards", tagged=True),
}
