"""Ids of teams and units, made from their qualified names: one for every printed form of a name, none without a place.

A name's key folds what changes the form and not the body: width, numerals, standard short names of bureaus and bodies.
"""

import hashlib
import re
import unicodedata
from dataclasses import replace
from functools import lru_cache

from crawler.model.items import Facts
from crawler.model.numerals import read_numeral

_KEPT_KEYS = 1 << 16
"""Names whose key is kept: a join asks for each of them hundreds of times."""
_SHORT_NAMES = (
    ("机构编制委员会办公室", "编办"),
    ("科学技术协会", "科协"),
    ("文学艺术界联合会", "文联"),
    ("社会科学界联合会", "社科联"),
    ("归国华侨联合会", "侨联"),
    ("残疾人联合会", "残联"),
    ("妇女联合会", "妇联"),
    ("工商业联合会", "工商联"),
    ("国际贸易促进委员会", "贸促会"),
    ("作家协会", "作协"),
    ("供销合作社联合社", "供销社"),
    ("供销合作总社", "供销社"),
    ("供销合作社", "供销社"),
    ("卫生和计划生育", "卫健"),
    ("卫计", "卫健"),
    ("卫生健康", "卫健"),
    ("国土资源", "自然资源"),
    ("环境保护", "生态环境"),
    ("环保局", "生态环境局"),
    ("安全生产监督管理", "应急管理"),
    ("安监局", "应急管理局"),
    ("交通局", "交通运输局"),
    ("扶贫开发办公室", "乡村振兴局"),
    ("扶贫办", "乡村振兴局"),
    ("发展和改革", "发改"),
    ("发展改革", "发改"),
    ("人力资源和社会保障", "人社"),
    ("人力资源社会保障", "人社"),
    ("住房和城乡建设", "住建"),
    ("市场监督管理", "市监"),
    ("市场监管", "市监"),
    ("国有资产监督管理", "国资"),
    ("文化和旅游", "文旅"),
    ("文化广电和旅游", "文广旅"),
    ("农业和农村", "农业农村"),
    ("医疗保障", "医保"),
    ("退役军人事务", "退役军人"),
    ("政务服务和数据", "政数"),
    ("人民代表大会常务委员会", "人大常委会"),
    ("人民检察院", "检察院"),
    ("人民法院", "法院"),
    ("委员会", "委"),
    ("有限责任公司", "公司"),
    ("股份有限公司", "公司"),
    ("有限公司", "公司"),
)
"""Standard short names of public bodies (机关、群团规范简称), the full one first, and names from before the reforms
of 2018 and 2021 where one body became one other: both are the same body."""
_TAIL = re.compile("(?:党委|党组|党工委|党总支|党支部|机关)$")
_BRACKETS = re.compile(r"\([^()]*\)")
_DOUBLED = re.compile("([县市区旗州盟])\\1")
_TEAM_NUMBER = re.compile("第?([一二三四五六七八九十百〇0-9]{1,4})(?=[一-鿿]{0,12}组)")
_MARKS = re.compile("[^\\w一-鿿]")


@lru_cache(maxsize=_KEPT_KEYS)
def make_unit_key(qualified: str) -> str:
    """The form that all usual spellings of a unit's qualified name share."""
    key = _fold(_BRACKETS.sub("", unicodedata.normalize("NFKC", qualified)))
    for full, short in _SHORT_NAMES:
        key = key.replace(full, short)
    return _TAIL.sub("", key) or key


def make_team_key(qualified: str) -> str:
    """The form that all usual spellings of a team's qualified name share (第三巡察组, 巡察三组, 第3巡察组)."""
    key = _fold(qualified).replace("巡查", "巡察").replace("委员会", "委")
    number = _TEAM_NUMBER.search(key, max(key.rfind("委"), key.rfind("组", 0, -1)) + 1)
    if number is None or (value := read_numeral(number[1])) is None:
        return key
    bare = (key[: number.start()] + key[number.end() :]).replace("第", "")
    return f"{bare}{value}"


def _fold(name: str) -> str:
    return _DOUBLED.sub("\\1", _MARKS.sub("", unicodedata.normalize("NFKC", name)).removeprefix("中共"))


def make_unit_id(qualified: str) -> str:
    """The id of a unit that is met for the first time."""
    return f"u-{_hash(make_unit_key(qualified))}"


def make_team_id(qualified: str) -> str:
    """The id of a team that is met for the first time."""
    return f"t-{_hash(make_team_key(qualified))}"


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def identify(facts: Facts) -> Facts:
    """The facts with an id for each team and unit whose place is known."""
    return replace(
        facts,
        team_units=tuple(
            replace(team, id=make_team_id(team.qualified) if team.qualified else None) for team in facts.team_units
        ),
        targets=tuple(
            replace(unit, id=make_unit_id(unit.qualified) if unit.qualified else None) for unit in facts.targets
        ),
    )
