"""Where people are named in a text: a name tied to a post, to a verb of the meeting, or to a label."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from crawler.extraction.genre.teams import NUMERAL
from crawler.extraction.names import HAN, Name, clean_name, find_openers, is_name, read_name, read_names_before
from crawler.extraction.posts import NOUN, find_post_start, is_bare_team_post, rank_in_team

_INTRODUCTION = re.compile(
    "(?P<paren>\\([^()\\n]{1,16}\\))? {0,6}(?P<mark>:|为:?|是|由(?=[^,。;]{2,30}(?:担任|兼任)))? {0,8}"
)
_SHARE = re.compile(" ?[、和及与] ?")
_SHARE_WIDE = re.compile("、 {0,4}\\n {0,16}| ?[、和及与,/;] ?| {1,10}")
_ASIDE = re.compile(
    "同志|先生|女士|\\((?:女|男|[^()\\n]{1,3}族|兼|挂职|主持工作|常务|正[厅处科]级|副[厅处科]级|[^()\\n]{1,16})\\)"
)
_PAREN_POST = re.compile("\\((?P<inside>[^()\\n]{2,40})\\)")
_TAKES = re.compile("(?:分别)?(?:担任|出任|兼任|(?<![责现主信])任|(?<=[^,。;、 ])为)(?=[^,。;\\n]{0,40}长)")
_BY = re.compile("(?<![自缘理事])由(?! )")
_BY_VERB = re.compile(
    "(?:同志)?(?:主持|作|带队|担任|牵头|[^,。;]{0,4}(?:书记|主任|局长|组长|校长|院长|镇长|乡长|县长|部长|处长))"
)
_TITLED = re.compile(
    f"(?<=[{HAN}])(?:副?(?:书记|主任|组长|局长|院长|校长|镇长|乡长|部长|处长|县长|区长|厅长|科长|所长"
    f"|站长|董事长|总经理|经理|主席|政委|团长|师长|行长|专员|常委))"
)
_TITLE_FOLLOWS = re.compile(
    "[,、。;]|主持|[作做]|出席|参加|列席|就|在|讲|传达|宣|提|指出|强调|要求|表|代表|围绕|分别|受|带|等"
    "|介绍|通报|对|为|说|从|会"
)
_ORGANISATION_END = re.compile("[组办局委院校部厅处室所站镇乡村县区市团社行会司]$|中心$|公司$|集团$|学院$")
_MARKS = re.compile("[,。;:\\n]|  | (?=[^ ]{3})")
_ACTS = re.compile(
    "(?:同志)?(?:主持(?:会议|了会议|动员会|召开(?=.{0,12}动员)|并)|[作做](?:了)?(?:进驻|工作"
    "|巡[视察])?(?:动员|表态)|表态)"
)
_CONTACT = re.compile("联 {0,3}系 {0,3}人(?:(?:员|及|和|与|、)[^:\\n,。;]{0,8})?(?:\\([^()\\n]{0,10}\\))?[: ] {0,8}")
_SEVERAL_TEAMS = re.compile(
    f"(?P<body>(?:[{HAN}]{{0,4}}[省市州盟地区县旗]委|中央"
    f"|[{HAN}]{{1,6}}党[委组]))?第?(?P<numbers>{NUMERAL}(?:[、和及]第?{NUMERAL}){{1,30}})"
    "(?P<tail>(?:交叉|专项|联动|提级)?巡[视察查]组副?组长)$"
)
_ACT_LABEL = re.compile("(?:主持|讲话|部署|发言|表态)(?:人|同志)?: ?")
_NO_POST = frozenset({"联系人", "主持人", "召集人", "信息员", "工作人员"})
_TEAM_BEFORE = re.compile("组长[^。;\\n]{1,50}$")
_OF_TEAM = re.compile("(?:巡[视察查][^,。;、]{0,5}组|[,。;、:”\\n ])副?组长$")
_TEAM_BRACKET = re.compile(
    "(?P<team>[^ ,。;:()|\\n]{0,24}巡[视察查](?:第?[一二三四五六七八九十\\d]{1,3})?组)\\([^()\\n]{0,60}$"
)
_TEAM_LINE = re.compile(
    "^[ \\d一二三四五六七八九十.、()]{0,6}(?P<team>[^ ,。;:()"
    "|\\n]{0,24}巡[视察查](?:第?[一二三四五六七八九十\\d]{1,3})?组)[ :(|,]",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a person is named with what makes them one.

    `start` to `end` covers post and name; the name itself stands at `name_start` to `name_end`. `post` is None when
    none is printed. `sure` marks a place that alone proves that the person takes part (a label, a post in the team).
    """

    name: str
    post: str | None
    start: int
    end: int
    name_start: int
    name_end: int
    rule: str
    sure: bool = False


@dataclass(slots=True)
class _Reader:
    text: str
    teams: Sequence[str]
    openers: frozenset[str] = frozenset()
    found: list[Mention] = field(default_factory=list)
    known: dict[str, None] = field(default_factory=dict)
    floor: int = 0

    def add(self, name: Name, post: str | None, start: int, rule: str, *, sure: bool = False) -> None:
        self.found.append(Mention(name.value, post, start, name.end, name.start, name.end, rule, sure))
        self.known[name.value] = None
        self.floor = max(self.floor, name.end)

    def share_out(self, at: int, several: re.Match[str]) -> None:
        """Gives each of the people from `at` on their own team of 第一、第二巡察组组长."""
        numbers = re.findall(NUMERAL, several["numbers"])
        if len(numbers) != len(self.found) - at:
            return
        body, tail = several["body"] or "", several["tail"]
        for index, number in enumerate(numbers):
            mention = self.found[at + index]
            self.found[at + index] = replace(mention, post=f"{body}第{number}{tail}")


def find_mentions(text: str, teams: Sequence[str]) -> tuple[Mention, ...]:
    """The people named in a width-folded text, in order of appearance; one person may be mentioned several times."""
    reader = _Reader(text, teams, find_openers(text))
    for noun in NOUN.finditer(text):
        if noun.start() >= reader.floor:
            _read_at_noun(reader, noun)
    _read_parenthesised(reader)
    _read_taking_office(reader)
    _read_by(reader)
    _read_titled(reader)
    _read_acting(reader)
    _read_labelled(reader)
    return tuple(sorted(reader.found, key=lambda m: (m.name_start, -len(m.post or ""))))


def _read_at_noun(reader: _Reader, noun: re.Match[str]) -> None:
    """组长张三, 副组长李四、王五, 组长：张三, 副组长（主持工作）张三, 组长（张三）."""
    text = reader.text
    printed = noun.group().replace(" ", "")
    contact = _CONTACT.match(text, noun.start()) if printed == "联系人" else None
    intro = _INTRODUCTION.match(text, noun.end())
    if intro is None:
        return
    post_end = noun.end()
    at = contact.end() if contact else intro.end()
    label = bool(contact) or intro["mark"] is not None or (at > noun.end() and text[at - 1] == " ")
    if intro["paren"] and not contact:
        inside = text[intro.start("paren") + 1 : intro.end("paren") - 1]
        if is_name(inside) and not NOUN.search(inside):
            at, label = intro.start("paren") + 1, True
        else:
            post_end = intro.end("paren")
    of_team = _OF_TEAM.search(text, max(0, noun.start() - 9), noun.end()) is not None
    first = read_name(text, at, reader.openers, least=3.4 if of_team else 4.5)
    if not first or (label and "\n" in text[noun.end() : at]):
        return
    start = find_post_start(text, noun.start(), reader.floor, reader.teams, reader.known)
    post: str | None = re.sub("(?<=[^A-Za-z0-9]) +", "", text[start:post_end])
    if printed in _NO_POST:
        post, start = None, first.start
    rank = rank_in_team(post) if post else None
    if printed in ("成员", "委员", "组员", "工作人员") and not _allows_member(
        reader, post or "", noun.start(), label=label
    ):
        return
    rule = "people.label" if label else "people.post_before_name"
    sure = label or rank is not None or printed == "联系人"
    if post and is_bare_team_post(post):
        post = _team_of_line(text, start) + post
    at = len(reader.found)
    reader.add(first, post, start, rule, sure=sure)
    _read_sharing(reader, first, post, sure=sure, wide=label)
    several = _SEVERAL_TEAMS.search(text, max(0, noun.end() - 70), noun.end())
    if several and rank:
        reader.share_out(at, several)


def _allows_member(reader: _Reader, post: str, at: int, *, label: bool) -> bool:
    """成员 names people only after a label, in a team or a leading group, or behind another of the team."""
    if label or len(post) > 2:
        return True
    return bool(_TEAM_BEFORE.search(reader.text, max(0, reader.floor - 30, at - 60), at))


def _read_sharing(reader: _Reader, first: Name, post: str | None, *, sure: bool, wide: bool) -> None:
    """Further names of the same post (副组长李四、王五和赵六)."""
    text, at = reader.text, first.end
    for _ in range(60):
        aside = _ASIDE.match(text, at)
        if aside and not NOUN.search(aside.group()):
            at = aside.end()
        mark = (_SHARE_WIDE if wide else _SHARE).match(text, at)
        following = read_name(text, mark.end(), reader.openers, least=4.5) if mark else None
        if not mark or not following or (NOUN.match(text, following.end) and mark.group().strip() != "、"):
            return
        if mark.group().strip() in ("", ",") and following.score < 5.5:
            return
        if NOUN.match(text, following.end):
            return
        reader.add(following, post, following.start, "people.shared_post", sure=sure)
        at = following.end


def _team_of_line(text: str, at: int) -> str:
    """The team that heads the line or the bracket (县委第一巡察组：组长张三), or an empty string."""
    bracket = _TEAM_BRACKET.search(text, max(0, at - 60), at)
    if bracket:
        return bracket["team"]
    begin = text.rfind("\n", 0, at) + 1
    head = _TEAM_LINE.match(text, begin)
    return head["team"] if head and head.end("team") <= at else ""


def _read_parenthesised(reader: _Reader) -> None:
    """张三（组长）、李四（县委巡察办副主任）."""
    text = reader.text
    for match in _PAREN_POST.finditer(text):
        inside = match["inside"].strip()
        last = None
        for noun in NOUN.finditer(inside):
            last = noun
        if last is None or last.end() != len(inside) or re.search("主持工作|[：:]|任|兼任|原", inside):
            continue
        name = _name_ending_at(text, match.start())
        if name and name.value not in reader.known:
            listed = (
                rank_in_team(inside) is not None or ":" in text[max(0, name.start - 40) : name.start].split("\n")[-1]
            )
            reader.add(name, inside, name.start, "people.post_in_brackets", sure=listed)


def _name_ending_at(text: str, end: int) -> Name | None:
    left = max(0, end - 24)
    window = text[left:end]
    cut = max((m.end() for m in re.finditer("[、,。;:|\\n()]|由|  ", window)), default=0)
    printed = window[cut:].strip()
    nouns = list(NOUN.finditer(printed))
    if nouns:
        printed = printed[nouns[-1].end() :].strip()
    if not is_name(printed):
        return None
    start = left + window.rindex(printed)
    return Name(clean_name(printed), start, start + len(printed), 5.0)


def _read_taking_office(reader: _Reader) -> None:
    """张三、李四分别担任第一、第二巡察组组长; 张三任组长."""
    text = reader.text
    for verb in _TAKES.finditer(text):
        names = read_names_before(text, verb.start())
        if not names:
            continue
        noun = None
        for match in NOUN.finditer(text, verb.end(), min(len(text), verb.end() + 44)):
            if re.search("[,。;\\n]", text[verb.end() : match.start()]):
                break
            noun = match
        if noun is None:
            continue
        post = text[verb.end() : noun.end()].strip()
        if not rank_in_team(post.split("、")[-1]):
            continue
        at = len(reader.found)
        for name in names:
            reader.add(name, post, name.start, "people.takes_office", sure=True)
        several = _SEVERAL_TEAMS.search(text, verb.end(), noun.end())
        if several:
            reader.share_out(at, several)


def _read_by(reader: _Reader) -> None:
    """会议由张三主持, 由李四副书记主持."""
    for match in _BY.finditer(reader.text):
        name = read_name(reader.text, match.end(), reader.openers, least=5.0)
        if name and name.value not in reader.known and _BY_VERB.match(reader.text, name.end):
            noun = _TITLED.match(reader.text, name.end)
            post = noun.group() if noun else None
            reader.add(name, post, name.start, "people.by_whom")


def _read_titled(reader: _Reader) -> None:
    """县委第一巡察组张三组长, 李建国书记: the name before its post."""
    text = reader.text
    for noun in _TITLED.finditer(text):
        if not _TITLE_FOLLOWS.match(text, noun.end()):
            continue
        for size in (3, 2, 4):
            begin = noun.start() - size
            value = text[max(0, begin) : noun.start()]
            if begin < 0 or not is_name(value) or value in reader.known or NOUN.search(value + noun.group()[:1]):
                continue
            before = text[max(0, begin - 8) : begin]
            again = value in reader.openers
            team = re.search("巡[视察查][^,。;、]{0,5}组$|巡[视察]办$", before)
            if not (
                team
                or (again and (not before or re.search("[,。;:、\\n ]$", before) or _ORGANISATION_END.search(before)))
            ):
                continue
            start = find_post_start(text, begin, 0, reader.teams, ())
            post = text[start:begin] + noun.group()
            name = Name(value, begin, noun.start(), 5.0)
            reader.found.append(
                Mention(
                    value, post, start, noun.end(), begin, noun.start(), "people.name_before_post", team is not None
                )
            )
            reader.known[name.value] = None
            break


def _read_acting(reader: _Reader) -> None:
    """A name without a post at the head of a clause, right before an act of the meeting (张三作动员讲话)."""
    text = reader.text
    taken = {at for m in reader.found for at in range(m.name_start, m.name_end)}
    for act in _ACTS.finditer(text):
        window = text[max(0, act.start() - 16) : act.start()]
        cut = max((m.end() for m in _MARKS.finditer(window)), default=0 if act.start() <= 16 else -1)
        start = act.start() - len(window) + cut
        if cut < 0 or start in taken or len(window) - cut < 2:
            continue
        name = read_name(text, start, reader.openers, least=5.6)
        if name and name.end == act.start() and name.value not in reader.known:
            reader.add(name, None, name.start, "people.name_before_act")


def _read_labelled(reader: _Reader) -> None:
    """主持：张三, 表态发言：李四: a name without a post behind the label of an act."""
    for label in _ACT_LABEL.finditer(reader.text):
        name = read_name(reader.text, label.end(), reader.openers, least=5.4)
        if name and name.value not in reader.known:
            reader.add(name, None, name.start, "people.label")
