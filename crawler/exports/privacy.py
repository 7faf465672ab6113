"""What of private people is kept in published forms and what is masked, field by field.

Kept: official hotlines, mailboxes and addresses, officials in their office: that is what a notice is for. Masked, by
as many `＊` as characters so that every span of evidence holds: identity numbers, home addresses, whoever complained
and how to reach them. The archive and the store keep the page as it was. Sources: the Personal Information Protection
Law (个人信息保护法) and the rules on keeping reports secret (纪检监察机关处理检举控告工作规则).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from crawler.model.fields.definition import Bilingual
from crawler.model.items import Notice
from crawler.model.publication import Published, notice_to_json

MASK = "＊"

Handling = Literal["kept", "masked where private"]


@dataclass(frozen=True, slots=True)
class Policy:
    """How the values of a field are handled, and why."""

    handling: Handling
    why: Bilingual


_OFFICIAL = Policy(
    "masked where private",
    Bilingual(
        "Hotlines and addresses of the team are kept; a number that the text gives as a complainant's is masked.",
        "巡视巡察组的电话与地址保留；原文写作检举控告人电话的号码予以遮盖。",
    ),
)
_OFFICE = Policy("kept", Bilingual("Public bodies and their names.", "机关单位及其名称。"))
_TECHNICAL = Policy("kept", Bilingual("Says nothing of people.", "不涉及个人。"))
_PRINTED = Policy(
    "masked where private",
    Bilingual(
        "Printed text: identity numbers, home addresses, complainants and their numbers are masked.",
        "原文文字：身份证号、家庭住址、检举控告人及其电话予以遮盖。",
    ),
)
_PERSON = Policy(
    "masked where private",
    Bilingual(
        "Officials named in their office are kept; the name of a complainant is masked.",
        "以公职身份出现的人员保留；检举控告人姓名予以遮盖。",
    ),
)

POLICIES: Mapping[str, Policy] = MappingProxyType(
    {
        **dict.fromkeys(("title", "text", "scope", "images", "attachments", "evidence"), _PRINTED),
        **dict.fromkeys(("people", "author", "editor"), _PERSON),
        "contacts": _OFFICIAL,
        **dict.fromkeys(("teams", "team_units", "targets", "pairs", "source", "channel", "level", "mode"), _OFFICE),
        **dict.fromkeys(
            (
                *("schema", "id", "content_hash", "hash_version", "site", "url", "first_seen", "fetched_at"),
                *("revision", "withdrawn", "sightings", "same_event", "kind", "kind_rule", "published_at", "views"),
                *("province", "division", "confidence", "types", "rounds", "meeting_dates", "period"),
                *("charset", "script", "bad_bytes"),
            ),
            _TECHNICAL,
        ),
    }
)
"""The table: what is done with each field of a published notice."""

_KEYS_KEPT = frozenset({"url", "sha256", "field", "rule", "in", "type"})
_MASKED = tuple(key for key, policy in POLICIES.items() if policy.handling != "kept")

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石"
    "廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温常葛康施牛樊乔赖庞颜季易文兰申辛管殷"
)
_NAME = rf"(?:欧阳|上官|司马|诸葛|皇甫|[{_SURNAMES}])(?:某{{1,2}}|[一-鿿]{{1,2}})"
_DIGIT = r"[\d０-９]"
_COMPLAINANT = (
    r"(?:实名)?(?:举报|检举|控告|信访|来信|上访|投诉|申诉|反映|爆料)(?:群众|人|者)(?:姓名)?(?:系|为|是)?[：:\s]{0,2}"
)
_AFTER_NAME = r"(?=[，。；、,;（(）)：:\s“”]|反映|举报|检举|控告|投诉|称|来信|来访|等|和|与|及|的|$)"

_RULES: tuple[re.Pattern[str], ...] = (
    # identity numbers of 18 and 15 digits (GB 11643), which hold a day of birth, however they are spaced
    re.compile(
        rf"(?<!{_DIGIT})(?P<secret>[1-9１-９]{_DIGIT}{{5}}[\s-]?(?:19|20|１９|２０){_DIGIT}{{2}}[\s-]?"
        rf"{_DIGIT}{{4}}[\s-]?{_DIGIT}{{3}}[\dXxＸｘ０-９])(?!{_DIGIT})"
    ),
    re.compile(rf"(?<!{_DIGIT})(?P<secret>[1-9]\d{{7}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{{3}})(?!{_DIGIT})"),
    re.compile(r"(?:身份证(?:件)?|证件|护照)(?:号码|号)?(?:为|是)?[：:\s]{0,2}(?P<secret>[A-Za-z]?[\dXx０-９]{6,18})"),
    # home addresses, behind the words that call them so
    re.compile(
        r"(?:家庭(?:住址|地址)|户籍(?:地址|所在地|地)|现?住址|居住地址?|家住|现居住?于?|暂住(?:地|于)?)"
        r"(?:为|是|在)?[：:\s]{0,2}(?P<secret>[一-鿿A-Za-z\d０-９#＃·()（）—-]{4,60})"
    ),
    # who complained, and the numbers behind the name
    re.compile(rf"{_COMPLAINANT}(?P<secret>{_NAME}){_AFTER_NAME}"),
    re.compile(
        rf"(?:群众|村民|居民|职工|市民|业主)(?P<secret>{_NAME})(?=(?:实名)?(?:向|来信|来访|反映|举报|控告|投诉))"
    ),
    re.compile(
        rf"{_COMPLAINANT}{_NAME}[，,（(]?(?:男|女)?[，,]?(?:联系)?(?:电话|手机|手机号)(?:号码|号)?(?:为|是)?[：:\s]{{0,2}}"
        rf"(?P<secret>{_DIGIT}[\d０-９ -]{{6,15}}{_DIGIT})"
    ),
)
_HINT_WORDS = ("身份证", "证件", "护照", "住址", "地址", "户籍", "居住", "家住", "现居", "暂住")
_HINTS = (
    re.compile(r"\d\d\d\d\d\d(?:\d{8}|[\s-](?:19|20|１９|２０)\d\d)"),
    re.compile(r"[报举告访信诉映料](?:人|者|群众)"),
    re.compile(r"(?:群众|民|职工|业主)[一-鿿]{2,4}(?:向|来|反映|举报|控告|投诉|实名)"),
)
"""What every rule needs: a text without any of these words and patterns holds nothing to mask."""


def publish(notice: Notice) -> Published:
    """The object of a notice as everybody may see it."""
    return mask(notice_to_json(notice))


def mask(published: Published) -> Published:
    """The object with what is private masked; it may also be one of an older schema."""
    texts = (published["text"], published["title"] or "", *_list_read(published))
    secrets = {secret for text in texts for secret in find_secrets(text)}
    if not secrets:
        return published
    pattern = re.compile("|".join(map(re.escape, sorted(secrets, key=lambda secret: (-len(secret), secret)))))
    return {key: _replace(pattern, value) if key in _MASKED else value for key, value in published.items()}


def find_secrets(text: str) -> Iterator[str]:
    """The strings of a text that are masked."""
    if any(word in text for word in _HINT_WORDS) or any(hint.search(text) for hint in _HINTS):
        for rule in _RULES:
            yield from (match["secret"] for match in rule.finditer(text))


def _list_read(published: Mapping[str, Any]) -> Iterator[str]:
    """What was read from pictures and files."""
    for key in ("images", "attachments"):
        yield from (part["text"] for part in published.get(key, ()) if isinstance(part, dict) and part["text"])


def _replace(pattern: re.Pattern[str], value: Any) -> Any:
    if isinstance(value, str):
        return pattern.sub(lambda match: MASK * len(match.group()), value)
    if isinstance(value, list):
        return [_replace(pattern, item) for item in value]
    if isinstance(value, dict):
        return {key: item if key in _KEYS_KEPT else _replace(pattern, item) for key, item in value.items()}
    return value
