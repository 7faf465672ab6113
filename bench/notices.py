"""Notices written for the benchmarks: filled from templates, so that two of one template differ only in their facts."""

import random
import tomllib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from crawler.identity import hash_content, make_notice_id
from crawler.model.items import HASH_VERSION, Facts, Notice, Page

FETCHED = datetime(2026, 11, 1, tzinfo=UTC)
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜谢邹喻苏潘葛范彭鲁韦马苗方任袁柳史唐"
_GIVEN = [
    "志远",
    "建平",
    "文涛",
    "海燕",
    "国栋",
    "晓东",
    "立新",
    "春梅",
    "永刚",
    "学峰",
    "丽娟",
    "明辉",
    "长河",
    "少华",
    "云",
]
_PLACES = {
    "省": ["江州省", "岭北省", "湖东省", "海原省"],
    "市": ["临川市", "安阜市", "永泽市", "丰陵市", "石湖市", "青原市", "广陵市", "白河市"],
    "县": ["云岭县", "清溪县", "平川县", "松江县", "南浦县", "东岗县", "西桥区", "鹤山区", "长乐区", "金口县"],
}
_BUREAUX = [
    "水利局",
    "教育局",
    "民政局",
    "交通运输局",
    "农业农村局",
    "自然资源局",
    "卫生健康局",
    "住房和城乡建设局",
    "市场监督管理局",
    "应急管理局",
    "财政局",
    "审计局",
    "文化和旅游局",
    "医疗保障局",
    "人民医院",
    "供销合作社",
    "融媒体中心",
    "第一中学",
    "职业技术学院",
    "城市建设投资集团",
    "残疾人联合会",
    "工商业联合会",
    "档案馆",
    "林业局",
    "生态环境局",
]
with Path(__file__).with_name("templates.toml").open("rb") as source:
    _TEMPLATES = tomllib.load(source)["template"]
_ORDINALS = "一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Case:
    """What one notice says: everything that tells it from the others of its template."""

    template: int
    sender: str
    mode: str
    ordinal: str
    unit: str
    leader: str
    deputy: str
    host: str
    day: date
    duration: int
    phone: str
    box: str
    round_number: str


def make_case(rng: random.Random) -> Case:
    """One case of any level."""
    rank = rng.choice(["省", "市", "县"])
    place = rng.choice(_PLACES[rank])
    people = [rng.choice(_SURNAMES) + rng.choice(_GIVEN) for _ in range(3)]
    return Case(
        template=rng.randrange(len(_TEMPLATES)),
        sender=rng.choice([place, rank if rank != "县" else "县"]) + "委",
        mode="巡视" if rank == "省" else "巡察",
        ordinal=rng.choice(_ORDINALS),
        unit=(rng.choice([rank, place]) if rank != "省" else rng.choice(_PLACES["市"] + ["省"])) + rng.choice(_BUREAUX),
        leader=people[0],
        deputy=people[1],
        host=people[2],
        day=date(2017, 3, 1) + timedelta(days=rng.randrange(2600)),
        duration=rng.choice([30, 45, 60, 75, 90]),
        phone=f"0{rng.randrange(310, 999)}-{rng.randrange(2_100_000, 8_999_999)}",
        box=f"{rng.randrange(1, 99):02d}",
        round_number=rng.choice(_ORDINALS),
    )


CHANGES = ("unit", "team", "date", "phone", "all")
"""What a twin changes: one fact of the same template, or all of them."""


def make_twin(case: Case, change: str, rng: random.Random) -> Case:
    """Another inspection written from the same template: `change` says which of its facts differ."""
    other = make_case(rng)
    while (
        other.unit == case.unit or other.ordinal == case.ordinal or other.leader == case.leader or other.day == case.day
    ):
        other = make_case(rng)
    fields: dict[str, dict[str, Any]] = {
        "unit": {"unit": other.unit},
        "team": {"ordinal": other.ordinal},
        "date": {"day": case.day + timedelta(days=rng.choice([1, 7, 30, 365]))},
        "phone": {"phone": other.phone},
        "all": {
            name: getattr(other, name)
            for name in ("unit", "ordinal", "leader", "deputy", "host", "day", "phone", "box")
        },
    }
    return replace(case, **fields[change])


def write(case: Case) -> tuple[str, list[str]]:
    """Title and paragraphs of a notice."""
    end = case.day + timedelta(days=case.duration)
    words = {
        "team": f"{case.sender}第{case.ordinal}{case.mode}组",
        "unit": case.unit,
        "mode": case.mode,
        "leader": case.leader,
        "deputy": case.deputy,
        "host": case.host,
        "y": case.day.year,
        "m": case.day.month,
        "d": case.day.day,
        "em": end.month,
        "ed": end.day,
        "ey": end.year,
        "days": case.duration,
        "phone": case.phone,
        "box": case.box,
        "sender": case.sender,
        "round": case.round_number,
        "ordinal": case.ordinal,
    }
    template = _TEMPLATES[case.template]
    return template["title"].format(**words), [paragraph.format(**words) for paragraph in template["paragraphs"]]


def make_page(title: str, text: str, url: str = "http://www.bench.invalid/a/1.html") -> Page:
    """A read page of that title and text."""
    return Page(
        site="bench",
        url=url,
        link_url=url,
        fetched_at=FETCHED,
        charset="utf-8",
        script="hans",
        bad_bytes=0,
        title=title,
        published_at=None,
        source=None,
        author=None,
        editor=None,
        channel=(),
        views=None,
        text=text,
        content_hash=hash_content(title, text),
        hash_version=HASH_VERSION,
    )


def make_notice(page: Page, facts: Facts) -> Notice:
    """The notice of a page, as first seen."""
    return Notice(id=make_notice_id(page.site, page.url), page=page, facts=facts, first_seen=page.fetched_at)
