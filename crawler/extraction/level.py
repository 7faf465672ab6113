"""Level of the body that sends the team, and mode (巡视, 巡察)."""

import re
from collections.abc import Sequence

from crawler.extraction.bodies import find_stated_body, strip_topic
from crawler.extraction.divisions import is_county_level_city
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
            "(?:州委|盟委|地委|州党委|盟党委|地区党委|师[一-鿿]{0,6}市委|师[一-鿿]{0,6}市党委|[一二三四五六七八九十0-9]师党委)$"
        ),
    ),
    ("county", re.compile("(?:区委|县委|旗委)$")),
    ("county", re.compile("(?:[开发高新经济合作示范试验保税度假园林管理]区|功能区|新区|城)(?:党工委|工委)$")),
    (None, re.compile("(?:[镇乡]|街道|苏木)党(?:委|工委)$")),
    ("institution", re.compile("(?:党委|党组|工委|党总支|团委)$")),
)
"""Which level a sending body has, by the end of its name; the first that fits wins. 市委 is decided by its
place; a township's has none of the five levels."""

_CITY_COMMITTEE = re.compile(r"(?P<name>[一-鿿]{2,5}?)市(?:委(?!员)|纪委|纪检|监委)")
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
    body = strip_topic(body)
    for level, pattern in _RANKS:
        if pattern.search(body):
            return level
    if body.endswith("市委"):
        return _judge_city(doc, body, mode)
    return None


def _judge_city(doc: Document, body: str, mode: Mode | None) -> Level:
    """市委 by its place; only a province's committee sends 巡视组, so a bare 市委 that does is a 直辖市's."""
    place = body.removesuffix("市委")
    if not place and mode == "巡视":
        return "provincial"
    names = [place] if place else [*_find_publisher(doc), *_find_outlet(doc)]
    for name in names:
        county = next((c for n in _endings(name) if (c := is_county_level_city(f"{n}市", None)) is not None), None)
        if county is not None:
            return "county" if county else "municipal"
    return "county" if is_county_level_city("市", doc.site_region) else "municipal"


def _find_publisher(doc: Document) -> list[str]:
    """The cities that the source, the committee's own name or the signature name, most telling first."""
    parts = (doc.title, doc.source, doc.text[-80:], doc.text)
    return [match["name"] for part in parts for match in _CITY_COMMITTEE.finditer(part)] + [
        match["name"] for match in _CITY.finditer(doc.source)
    ]


def _find_outlet(doc: Document) -> list[str]:
    """The county-level city that the source's name begins with (a city's own paper or station)."""
    names = (doc.source[:size] for size in (4, 3, 2) if len(doc.source) > size)
    return [name for name in names if is_county_level_city(f"{name}市", None)]


def _endings(name: str) -> list[str]:
    """The last two to five characters of a run, longest first: what stands before the name is unknown."""
    return [name[-size:] for size in range(min(5, len(name)), 1, -1)]
