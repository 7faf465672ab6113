"""Level of the body that sends the team, and mode (巡视, 巡察)."""

import re
from collections.abc import Sequence

from crawler.extraction.divisions import is_county_level_city
from crawler.extraction.spans.bodies import find_stated_body
from crawler.extraction.text.document import Document
from crawler.extraction.words.teams import MUNICIPALITIES
from crawler.model.items import Level, Mode

_RANKS: tuple[tuple[Level | None, re.Pattern[str]], ...] = (
    ("central", re.compile("中央$")),
    ("provincial", re.compile("(?:省委|自治区党委|兵团党委|^区党委|(?:西藏|新疆|广西|宁夏|内蒙古)区党委)$")),
    ("provincial", re.compile("(?:" + "|".join(MUNICIPALITIES) + ")市委$")),
    (
        "municipal",
        re.compile(
            "(?:州委|盟委|地委|州党委|盟党委|地区党委|师[一-鿿]{0,6}市委|师[一-鿿]{0,6}市党委|"
            "[一二三四五六七八九十0-9]师党委)$"
        ),
    ),
    ("county", re.compile("(?:区委|县委|旗委)$")),
    ("county", re.compile("(?:[开发高新经济合作示范试验保税度假林管理]区|功能区|新区|城)(?:党工委|工委)$")),
    (None, re.compile("(?:[镇乡]|街道|苏木)党(?:委|工委)$")),
    ("institution", re.compile("(?:党委|党组|工委|党总支|团委|委员会)$")),
    ("provincial", re.compile("省$")),
    ("county", re.compile("[区县旗]$")),
    ("municipal", re.compile("州$")),
    (None, re.compile("^市?委?$|[镇乡]$")),
    ("institution", re.compile("[^市]$")),
)
"""Which level a sending body has, by the end of its name; the first that fits wins. 市委 is decided by its
place; a township's has none of the five levels."""

_CITY_COMMITTEE = re.compile(r"(?P<name>[一-鿿]{2,5}?)市(?:委(?!员)|纪委|纪检|监委)")
_UNDER_CITY = re.compile(r"[一-鿿]{2,4}市委(?:和|与|及|以及|、)市委(?![一-鿿]{0,3}(?:书记|常委))")
"""孝感市委以及市委: the committee that sends stands under a city's."""
_OWN_COMMITTEE = re.compile(
    r"校内巡察|学校党委|(?:银行|集团|公司|大学|学院|医院|研究院)党[委组](?:的?(?:统一|工作|安排|巡[视察])|\d{4}年第)"
)
_HIGHER = re.compile(r"(?:省委|自治区党委)(?:、|和|及)[一-鿿]{2,4}市委(?:的|统一)?(?:要求|部署|安排|有关|关于)")
"""按照省委和某市委要求: the committees above the one that sends."""
_ACTING = re.compile(
    r"(?P<name>[一-鿿]{2,5}?)市委(?:巡察工作领导小组)?(?:批准|同意|研究|决策|部署|统一|安排|授权|决定|实际)"
)
_LOWER = re.compile(r"市委(?:和|与|及|以及|、)(?P<name>[一-鿿]{2,5}?)市委(?!书记|常委|副|员)")
_POST = re.compile(
    r"(?:^|[^一-鿿]|[为是寄])(?P<name>[一-鿿]{2,4}?)市?(?:邮政|邮局|第?[A-Z]?\d{1,5}号(?:邮政)"
    r"?信箱)|结合(?P<of>[一-鿿]{2,4}?)(?:市)?实际"
)
_CITY = re.compile(r"(?P<name>[一-鿿]{2,5}?)市")


def read_mode(doc: Document, teams: Sequence[str]) -> Mode | None:
    """巡视 or 巡察 (also where 巡查 is printed), by the teams' names, else by title and lead."""
    named = " ".join(teams) or doc.title + doc.text[:400]
    inspected, toured = named.count("巡视"), named.count("巡察") + named.count("巡查")
    if not inspected and not toured:
        return None
    return "巡视" if inspected > toured else "巡察"


def read_body(doc: Document, bodies: Sequence[str]) -> str:
    """The sending body: the teams' own, else the one that title or lead name as inspecting; "" when there is none."""
    if bodies:
        return max(set(bodies), key=lambda b: (bodies.count(b), len(b)))
    return find_stated_body(doc)


def read_level(doc: Document, body: str, mode: Mode | None) -> Level | None:
    """The level of the sending body; a 市委 by its place, a bare one by who writes and by mode."""
    if body.endswith(("市委", "市")):
        municipal = any(pattern.search(body) for level, pattern in _RANKS[:4])
        if not municipal:
            return _judge_city(doc, body.removesuffix("委") + "委", mode)
    if not body and _OWN_COMMITTEE.search(doc.title + doc.folded):
        return "institution"
    return next((level for level, pattern in _RANKS if pattern.search(body)), None)


def _judge_city(doc: Document, body: str, mode: Mode | None) -> Level:
    """市委 by its place; only a province's committee sends 巡视组, so a bare 市委 that does is a 直辖市's."""
    place = body.removesuffix("市委")
    if not place and mode == "巡视":
        return "provincial"
    for names in ([place],) if place else (_find_publisher(doc), _find_lower(doc), _find_told(doc), _find_posts(doc)):
        for name in names:
            county = _is_county(name)
            if county is not None:
                return "county" if county else "municipal"
    return (
        "county"
        if _UNDER_CITY.search(doc.folded) or _HIGHER.search(doc.folded) or is_county_level_city("市", doc.site_region)
        else "municipal"
    )


def _is_county(name: str) -> bool | None:
    """Whether the city that a run of characters ends with is a county-level one; None for no known city."""
    return next((c for n in _endings(name) if (c := is_county_level_city(f"{n}市", None)) is not None), None)


def _find_publisher(doc: Document) -> list[str]:
    """The cities whose committee title or source names, and the one that the source's name begins with."""
    named = [m["name"] for part in (doc.title, doc.source) for m in _CITY_COMMITTEE.finditer(part)]
    named += [m["name"] for m in _CITY.finditer(doc.source)]
    sizes = (doc.source[:size] for size in (4, 3, 2) if len(doc.source) > size)
    return named + [name for name in sizes if is_county_level_city(f"{name}市", None)]


def _find_lower(doc: Document) -> list[str]:
    """金华市委和义乌市委的部署: the lowest of a row of committees is the sender's own."""
    if _UNDER_CITY.search(doc.folded):
        return []
    named = [m["name"] for m in (*_LOWER.finditer(doc.folded), *_ACTING.finditer(doc.folded))]
    return [name for name in named if _is_county(name)]


def _find_told(doc: Document) -> list[str]:
    """The cities whose committee the signature or the text names."""
    if _UNDER_CITY.search(doc.folded) or _HIGHER.search(doc.folded):
        return []
    return [m["name"] for part in (doc.folded[-80:], doc.folded) for m in _CITY_COMMITTEE.finditer(part)]


def _find_posts(doc: Document) -> list[str]:
    """County-level cities named in the team's own address, or whose own conditions the inspection follows."""
    named = [m["name"] or m["of"] for m in _POST.finditer(doc.folded)]
    return [name for name in named if _is_county(name)]


def _endings(name: str) -> list[str]:
    """The last two to five characters of a run, longest first: what stands before the name is unknown."""
    return [name[-size:] for size in range(min(5, len(name)), 1, -1)]
