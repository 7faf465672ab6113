"""Where a person's name ends in running text: candidates of every length, weighed by shape and by what follows."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from crawler.extraction.words.surnames import (
    BODY_HEADS,
    COMPOUND_SURNAMES,
    COUNTED,
    FOLLOWING_NOUNS,
    FOLLOWS_POST,
    NOT_NAMES,
    NOUN_HEADS,
    PARTICLES,
    SURNAMES,
    TRANSLITERATION,
)

HAN = "〇㐀-鿿豈-﫿\U00020000-\U0003134f"
"""Han characters, rare ones of the extensions included, as the inside of a character class."""

LONGEST = 7
"""Characters of the longest name without a dot that is read."""

_DOTS = str.maketrans(dict.fromkeys("•・‧∙⋅●▪﹒．。", "·"))
_DOTTED = re.compile(rf"[{HAN}]{{1,9}}(?: ?[·•・‧∙⋅﹒] ?[{HAN}]{{1,9}}){{1,3}}")
_RUN = re.compile(rf"[{HAN}]{{1,{LONGEST}}}")
_SPACED = re.compile(rf"([{HAN}])( {{1,4}})([{HAN}])(?:\2([{HAN}]))?")
_FOURTH = re.compile(rf" {{1,4}}[{HAN}](?![{HAN}])")
_SPACED_COMPOUND = re.compile(rf"([{HAN}]{{2}}) {{1,2}}([{HAN}])(?![{HAN}])")
_FUNCTION_WORDS = frozenset("和与及同由于从向对就为在将并还都因以把被等或则又已曾均也不没未有是各每某该本其此之兼")
_NEVER = frozenset("的了着们这哪此该每各或把被给已没很最所您我你他她它吗呢吧届项是做讲")
_PARTICLES = frozenset("的了着们")
_RARELY_LAST = frozenset("作在就对向为从等会也还受主出参致说代应以将到与及由做率赴是分先")
_DEMANDS = re.compile("提(?:出(?!席)|要求|了|[一二三四五几]点|意见|希望)")
_INSIDE = re.compile(
    "书记|主任|组长|局长|部长|院长|校长|镇长|县长|市长|教授|讲师|科长|处长|厅长|区长|乡长|经理|主席|专员|常委|组员|成员|委员|同志|会议|巡察|巡视|巡查|党组|党委"
    "|支部|单位|领导|人员|干部|班子|办公"
    "|代表|负责|出席|参加|列席|主持|动员|讲话|表态|要求|强调|指出|以及|及其|其他|其余|其中|不是|不得"
    "|不要|不能|等人|进驻|有关|公司|集团"
    "|学院|医院|街道|社区|电话|邮箱"
)
_STRONG = re.compile(
    "同志|老师|教授|博士|医生|律师|主任医师|主持|补充|继续|重点|会同|作为|说明|如是说|这样说|代为|"
    "讲话|[作做](?:了|动员|表态|讲话|发言|部署|工作|进驻|说明|情况|总结|简|具体|重要|主题|题"
    "|专题|汇报|介绍|承诺|巡|党|专项|出|交流|安排|集中|相关|统一|宣讲"
    "|指导|强调|主旨|主持|辅导|廉|开场|配合|补充|沟通)|出席|参加|列席|到会|到场|与会|莅|陪同|带队|带领"
    "|率队|率领|率|传达|宣读|宣布|通报|介绍|指出|强调|要求|表示|表态|表(?:了|个|了个)态"
    "|代表|分别|分头|分片|先后|一同|一起|一并|共同|一行|围绕|结合|对照|受[^,。]{2,16}委托|担任|兼任"
    "|牵头|任[^,。]{0,16}组长|同时|随后|首先|最后|提出(?!席)|提要求|提了|提几"
    "|提[一二两三四五六七八九]|发表|发言|动员|部署|安排|阐述|阐明|阐释|解读|说明|领学|领读|汇报|致辞"
    "|致欢迎|回顾|回应|坦言|直言|表达|认为|希望|号召|重申|承诺|谈到|告诉"
    "|开门见山|开宗明义|详细|简要|逐一|逐项|亲自|应邀|全程|现场|前往|来到|签署|组织|召集|主讲|见证|指导"
    "|督导|检查|等(?:[一二三四五六七八九十\\d]|人|同|领|区|县|市|参|出|列|有|$|,|。|、|全|到|班|负|相|校|院|局|厅|镇|乡|各|巡|组|委|部)"
    "|就(?:做|开|配|本|此|即|巡|支|加|如|贯|接|有|工|进|抓|相|全|深|这|下|当|党|落|资|会|县|市|提|更|切"
    "|自|迎|整|组)|在(?:会|动|讲|表|发|主|巡|县|市|省|区|镇|乡|局|各|学|该|校|公|沟|见|座|随|接|致|仪"
    "|现|总"
    "|他|部|进|第|本|我|内|土|两|另|同|首)|对(?:巡|此|做|本|配|下|进|工|开|被|全|即|县|支|接|如|干|各)"
    "|向(?:巡|县|市|省|区|与|全|被|在|参|会|镇|村|大|局|学|各|党|组|班|集|公|医)"
    "|为(?:组|副|第|县|市|区|省|大|会|全|与)|代为|以及|及(?:其|有|巡|全|相|班|县|市|区|各|组|部|局|镇"
    "|驻|工|随)|会上|会前|当场|进行|参会|委托|视频|书面|通过|并[^,。]{0,8}(?:讲|作|主|提|表|就)"
    '|负责|联系|牵头|深入|和(?:全体|有关|相关|巡|其他|部分|班子|各)|说[,:“"]|陈述|作$|主会|调研|赴|首[先次]|全面|重点|还[就对]'
    "|(?:书记|主任|局长|组长|院长|校长|镇长|部长|处长|县长|区长|市长|乡长|厅长)(?:主持|作|表|强|要|指"
    "|在|就|代|对|围|出|参|讲|同)"
)
_MEDIUM = re.compile(
    "(?:[和与及同](?![,、。;)]))|[就在对向为从并还也将因于以用等的说提致赴任受到作做又则曾会是由会随并已当]"
)
_FOLLOWING = FOLLOWS_POST - FOLLOWING_NOUNS
_DELIMITER = re.compile('[、,;:()|\\[\\]"”“<>《\\d/—-]|$|\\n| ')
_FULL_STOP = re.compile("[。!?]")
_UNIT_LAST = frozenset("科处室部局所站队办院系组会委厅学社团馆园厂党政员等们镇乡村县市区街股")
_VERBS = frozenset(
    "抓讲说看听写放走去送打提交带领收拿想要谋促推抢补总点轮陪引签汇列参组召开表传回强落认承统协督指监审执处研学读背记录填测选"
    "投发重上下讨调赶转答问请叫坐站起加减扩联负完新老多少最更太很轻深先再"
)
_FOREIGN_AFTER_POST = 0.6
_SURNAME_TITLE = re.compile(
    f"[{HAN}](?:主任|书记|组长|局长|部长|院长|校长|处长|科长|经理|先生|女士|老师|同志|总[,。;:、 ])"
)
_OPENER = re.compile(
    rf"(?:^|[,。;:\"”\n|?!] {{0,4}})(?:会上,?|最后,?|随后,?)?(?P<name>[{HAN}·•・‧]{{2,16}}?)(?:同志|书记"
    rf"|组长|主任|局长)?(?:在[^,。;\n]{{1,14}}[中上时])?"
    "(?:最后|还|并|进一步|同时|首先)?(?:指出|强调|要求|表示|说[,:]|介绍|表态|代表|对|就|提出|传达|主持|坦言)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name and where it stands; `value` has no inner blanks and the plain dot ·, `score` says how sure it is."""

    value: str
    start: int
    end: int
    score: float


def clean_name(printed: str) -> str:
    """The name as it is published: no blanks, one kind of dot."""
    return printed.replace(" ", "").translate(_DOTS)


def find_openers(text: str) -> frozenset[str]:
    """Words that open a clause before a verb of saying: where a name comes back without its post."""
    return frozenset(clean_name(m["name"]) for m in _OPENER.finditer(text))


def read_name(
    text: str,
    start: int,
    openers: Collection[str] = (),
    *,
    least: float = 4.5,
    guess: bool = False,
    firm: bool = False,
) -> Name | None:
    """The name that starts at `start` of a width-folded text, or None when none is sure enough.

    `least` is the score needed: shape (0.5 to 3) and what follows (0 to 3), more when `openers` know the name.
    `guess` takes the three characters of an ordinary name even when nothing known follows (behind 巡察组组长).
    `firm` says that a person is named here (right behind a whole post, a label): there any surname will do, and a
    name may be an ordinary word (局长冷静表态), unless the word is one that follows posts.
    """
    firm = firm and text[start : start + 2] not in FOLLOWS_POST and text[start : start + 1] not in _FUNCTION_WORDS
    candidates = [c for c in _list_candidates(text, start, openers, firm=firm) if c.score >= least]
    if candidates:
        return max(candidates, key=lambda c: c.score)
    run = _RUN.match(text, start)
    if guess and run and len(run.group()) > 3 and weigh_shape(run.group()[:3]) == 3:
        return Name(run.group()[:3], start, start + 3, 3.4)
    return None


def is_name(printed: str, *, sure: bool = False) -> bool:
    """Whether the whole string is a name by its shape; `sure` accepts unknown surnames (a table's column of names)."""
    if _DOTTED.fullmatch(printed):
        return True
    value = clean_name(printed)
    if not re.fullmatch(rf"[{HAN}]{{2,{LONGEST}}}", value):
        return False
    if sure:
        return value[:2] not in FOLLOWS_POST and _weigh_firm(value) >= 1.6
    return weigh_shape(value) >= 1.7


@lru_cache(maxsize=4096)
def weigh_shape(value: str) -> float:
    """How much a string of Han characters looks like a name: 0 not at all, 3 like most Chinese names."""
    if _is_no_name(value):
        return 0.0
    shape = _weigh_surname(value)
    if value[:2] in NOT_NAMES:
        return 0.0 if len(value) != 3 or value[0] in _FUNCTION_WORDS else max(0.0, shape - 1.5)
    return shape


@lru_cache(maxsize=4096)
def _weigh_firm(value: str, *, followed: bool = False) -> float:
    """The weight of a string where a person is named for sure: surnames that no list has, names that are words.

    `followed`: a verb of the genre or a mark stands right behind it.
    """
    if value[0] in _NEVER or _is_no_name(value, firm=True) or (value[:2] in NOT_NAMES and value[0] not in SURNAMES):
        return 0.0
    shape = _weigh_surname(value)
    if len(value) in (2, 3):
        word = value[-1] in _UNIT_LAST or (value[0] in _VERBS and not followed)
        return max(shape, 0.0 if word else 1.7)
    foreign = sum(c in TRANSLITERATION for c in value) / len(value)
    return max(shape, 1.6 if foreign >= _FOREIGN_AFTER_POST and value[0] in TRANSLITERATION else 0.0)


def _is_no_name(value: str, *, firm: bool = False) -> bool:
    """The veto of shape: words of the genre, particles and pronouns inside, what heads or ends an organ's name."""
    rest = value[2:] if value[:2] in COMPOUND_SURNAMES else value[1:]
    if any(c in (_PARTICLES if firm else _NEVER) for c in rest) or _INSIDE.search(value):
        return True
    if value[0] in PARTICLES and value[1] in NOUN_HEADS:
        return True
    return value[1] in BODY_HEADS.get(value[0], "") or value in FOLLOWS_POST


def _weigh_surname(value: str) -> float:
    size = len(value)
    if value[:2] == "第五" and size in (3, 4):
        return 0.0 if value[2] in COUNTED else 3.0
    if any(value[:length] in COMPOUND_SURNAMES and size - length in (1, 2) for length in (2, 3, 4)):
        return 3.0
    foreign = sum(c in TRANSLITERATION for c in value) / size
    if value[0] in SURNAMES:
        if size == 3:
            return 3.0
        if size == 2:
            return 2.6
        if foreign >= 0.74:
            return 2.5 if foreign > 0.9 else 2.0
        return 1.2 if size == 4 and value[1] in SURNAMES else 0.0
    if foreign >= 0.74:
        return 2.5 if size > 3 and foreign > 0.9 else 1.8 if size > 2 or foreign == 1 else 0.5
    return 0.5 if size in (2, 3) and value[0] not in _NEVER else 0.0


def _weigh_following(text: str, end: int) -> float:
    """How sure a name ends here, by what comes next: 3 a mark or a verb of the genre, 2 a preposition, 0 anything."""
    if _DELIMITER.match(text, end):
        return 3.0
    if _STRONG.match(text, end):
        return 3.2
    if _FULL_STOP.match(text, end):
        return 2.6
    if text[end : end + 2] in _FOLLOWING:
        return 2.2
    return 2.0 if _MEDIUM.match(text, end) else 0.0


def _list_candidates(text: str, start: int, openers: Collection[str], *, firm: bool = False) -> Iterator[Name]:
    dotted = _DOTTED.match(text, start)
    if dotted:
        yield from _list_dotted(text, dotted)
        return
    yield from _list_spaced(text, start, firm=firm)
    run = _RUN.match(text, start)
    if not run or _SURNAME_TITLE.match(text, start):
        return
    word = run.group()
    for size in range(2, len(word) + 1):
        value, end = word[:size], start + size
        shape = weigh_shape(value)
        following = _weigh_following(text, end) if shape or firm else 0
        again = value in openers
        if firm and (following >= 2.6 or value[0] in SURNAMES):
            shape = max(shape, _weigh_firm(value, followed=following > 3)) if following else shape
        if firm and size == 3 and following >= 3 and value[0] in SURNAMES and value[1] in "我是":
            shape = max(shape, 2.0)
        if not shape:
            continue
        if not again and (shape < 1 or (shape < 2 and following < 3)):
            continue
        if following or again:
            unlikely = _doubt_last(text, end) or (1.0 if value[-1] in _RARELY_LAST else 0.0)
            yield Name(value, start, end, shape + following + (1.5 if again else 0) - (unlikely if size > 2 else 0))


def _doubt_last(text: str, end: int) -> float:
    """What a name loses whose last character belongs to 提要求 behind it; else 提 ends many names (买买提)."""
    return 1.5 if _DEMANDS.match(text, end - 1) else 0.0


def _list_dotted(text: str, match: re.Match[str]) -> Iterator[Name]:
    """A name in parts: its last part ends where something else begins."""
    head = max(match.group().rfind(dot) for dot in "·•・‧∙⋅﹒") + 1
    if _INSIDE.search(match.group()[:head]):
        return
    while match.group()[head] == " ":
        head += 1
    last = match.start() + head
    for end in range(last + 1, match.end() + 1):
        part = text[last:end]
        if part[-1] in _NEVER or _INSIDE.search(part):
            break
        following = _weigh_following(text, end)
        if following:
            foreign = sum(c in TRANSLITERATION for c in part) / len(part)
            bonus = (0.6 if len(part) > 1 else 0) + foreign - _doubt_last(text, end)
            yield Name(clean_name(text[match.start() : end]), match.start(), end, 3 + following + bonus)


def _list_spaced(text: str, start: int, *, firm: bool) -> Iterator[Name]:
    """Names set with blanks inside: 张 伟, 易 国 良, 欧阳 锋."""
    spaced = _SPACED.match(text, start)
    for end in (spaced.end(3), spaced.end()) if spaced else ():
        value = clean_name(text[start:end])
        shape, following = weigh_shape(value), _weigh_following(text, end)
        if text[end : end + 1] == " ":
            following = max(3.0 if firm else 2.0, _weigh_following(text, end + 1))
            following -= 0.5 if len(value) == 2 and not firm else 0
        if shape >= 2.6 and following and not (len(value) == 3 and _FOURTH.match(text, end)):
            yield Name(value, start, end, shape + following + (0.5 if len(value) == 3 else 0))
    compound = _SPACED_COMPOUND.match(text, start)
    if compound and compound[1] in COMPOUND_SURNAMES:
        yield Name(compound[1] + compound[2], start, compound.end(), 6.0)


def read_names_before(text: str, end: int) -> list[Name]:
    """The names that end the list before `end` (由张三、李四 | 担任), in order; empty when none does."""
    left = max(0, end - 160)
    window = text[left:end]
    cut = max(window.rfind(mark) for mark in ",。;:\n|()由命派") + 1
    offsets = [cut, *(m.end() for m in re.finditer("[、和及]", window) if m.start() >= cut), len(window) + 1]
    names: list[Name] = []
    for one, after in reversed(list(pairwise(offsets))):
        printed = window[one : after - 1].strip()
        bare = printed.removesuffix("同志")
        value = clean_name(bare)
        if not is_name(value):
            break
        begin = left + window.index(printed, one)
        names.insert(0, Name(value, begin, begin + len(bare), 5.0))
    return names
