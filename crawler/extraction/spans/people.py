"""Where people are named in a text: position admits (behind a post, a label, in a list), the shape of a name vetoes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from crawler.extraction.spans.names import Name, find_openers, is_name, read_name, weigh_shape
from crawler.extraction.spans.posts import find_post_start, is_bare_team_post, rank_in_team
from crawler.extraction.words.posts import GROUPS, LEADERS, NO_POST, NOUN
from crawler.extraction.words.teams import NUMERAL

_INTRODUCTION = re.compile(
    "(?P<paren>\\([^()\\n]{1,16}\\))? {0,6}(?P<mark>:|为:?|是|由(?=[^,。;]{2,30}(?:担任|兼任)))? {0,8}"
)
_SHARE = re.compile(" ?[、和及与] ?")
_SHARE_WIDE = re.compile("、 {0,4}\\n {0,16}| ?[、和及与,/;] ?| {1,10}")
_ASIDE = re.compile(
    "同志|先生|女士|\\((?:女|男|[^()\\n]{1,3}族|兼|挂职|主持工作|常务|正[厅处科]级|副[厅处科]级|[^()\\n]{1,16})\\)"
)
_CONTACT = re.compile("联 {0,3}系 {0,3}人(?:(?:员|及|和|与|、)[^:\\n,。;]{0,8})?(?:\\([^()\\n]{0,10}\\))?[: ] {0,8}")
_STAFF = re.compile("(?:巡[视察查](?:工作)?(?:办|组|办公室|领导小组办公室|机构)|委|局|组织部|办公室)工作人员")
"""Staff of a named office, which is a post; 工作人员 alone is none."""
_TEAM_BEFORE = re.compile("组长[^。;\\n]{1,50}$")
_SEVERAL_HOLDERS = re.compile("(?:各|全体|历任|历届|部分|有关|相关|两[名位]|多[名位])[^,。;、\\n]{0,10}$")
_OF_TEAM = re.compile("(?:巡[视察查][^,。;、]{0,5}组|[,。;、:”\\n ])副?组长$")
_NO_JOB = re.compile("(?:是|即|为|当好|作为|履行|落实|争当)(?:第一)?$")
"""What stands before a noun that says what somebody is to be, not who holds a post (书记是第一责任人)."""
_TEAM_BRACKET = re.compile(
    "(?P<team>[^ ,。;:()|\\n]{0,24}巡[视察查](?:第?[一二三四五六七八九十\\d]{1,3})?组)\\([^()\\n]{0,60}$"
)
_TEAM_LINE = re.compile(
    "^[ \\d一二三四五六七八九十.、()]{0,6}(?P<team>[^ ,。;:()"
    "|\\n]{0,24}巡[视察查](?:第?[一二三四五六七八九十\\d]{1,3})?组)[ :(|,]",
    re.MULTILINE,
)
SEVERAL_TEAMS = re.compile(
    "(?P<body>(?:[一-鿿]{0,4}[省市州盟地区县旗]委|中央"
    f"|[一-鿿]{{1,6}}党[委组]))?第?(?P<numbers>{NUMERAL}(?:[、和及]第?{NUMERAL}){{1,30}})"
    "(?P<tail>(?:交叉|专项|联动|提级)?巡[视察查]组副?组长)$"
)
_SEVERAL_UNITS = re.compile("(?P<others>(?:[一-鿿]{1,10}(?P<kind>[镇乡村局院校厅部社场])、){1,6})$")
_MOST_SHARING = 60
MOST_PLACES = 1200
"""So many places of one kind are looked at: no notice names as many people, and no text shall take long."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a person is named with what makes them one.

    `start` to `end` covers post and name; the name itself stands at `name_start` to `name_end`. `post` is None when
    none is printed. `sure` marks a place that alone proves that the person takes part (a label, a post in the team),
    `member` one that says that they belong to the team (…等巡察组成员).
    """

    name: str
    post: str | None
    start: int
    end: int
    name_start: int
    name_end: int
    rule: str
    sure: bool = False
    member: bool = False


@dataclass(slots=True)
class Mentions:
    """The mentions read of one width-folded text so far: `known` names in order, `floor` the end of the last person."""

    text: str
    teams: Sequence[str]
    openers: frozenset[str] = frozenset()
    found: list[Mention] = field(default_factory=list)
    known: dict[str, None] = field(default_factory=dict)
    floor: int = 0

    def add(
        self, name: Name, post: str | None, start: int, rule: str, *, sure: bool = False, end: int | None = None
    ) -> None:
        """Notes a mention from `start` to `end` (the name's own end when None)."""
        self.found.append(Mention(name.value, post, start, end or name.end, name.start, name.end, rule, sure))
        self.known[name.value] = None
        self.floor = max(self.floor, name.end)

    def complete(self, name: Name, post: str) -> bool:
        """Adds a post to the mention that stands where `name` does; whether there was one."""
        for index in range(len(self.found) - 1, -1, -1) if name.value in self.known else ():
            mention = self.found[index]
            if mention.name_start == name.start:
                whole = f"{mention.post}、{post}" if mention.post and post not in mention.post else post
                self.found[index] = replace(mention, post=whole)
                return True
        return False

    def share_out(self, at: int, posts: Sequence[str]) -> None:
        """Gives each of the people from `at` on a post of their own, where there are as many."""
        if len(posts) == len(self.found) - at:
            for index, post in enumerate(posts, at):
                self.found[index] = replace(self.found[index], post=post)


def read_posted(text: str, teams: Sequence[str]) -> Mentions:
    """A reader that knows the people named behind a post or its label; other forms are added to it."""
    reader = Mentions(text, teams, find_openers(text))
    for noun in islice(NOUN.finditer(text), MOST_PLACES):
        if noun.start() >= reader.floor:
            _read_at_noun(reader, noun)
    named = {mention.name_start for mention in reader.found}
    for leaders in islice(LEADERS.finditer(text), MOST_PLACES):
        first = read_name(text, leaders.end(), reader.openers, least=5.5, firm=True)
        if first and first.start not in named:
            reader.add(first, leaders.group(), leaders.start(), "people.post_before_name")
            _read_sharing(reader, first, leaders.group(), sure=False, wide=False)
    return reader


def _read_at_noun(reader: Mentions, noun: re.Match[str]) -> None:
    """组长张三, 副组长李四、王五, 组长：张三, 副组长（主持工作）张三, 组长（张三）."""
    text = reader.text
    printed = noun.group().replace(" ", "")
    contact = _CONTACT.match(text, noun.start()) if printed == "联系人" else None
    intro = _INTRODUCTION.match(text, noun.end())
    if intro is None or _NO_JOB.search(text, max(0, noun.start() - 4), noun.start()):
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
    firm = _names_someone(text, noun, label=label, paren=at == intro.start("paren") + 1)
    first = read_name(text, at, reader.openers, guess=of_team, firm=firm)
    if not first or (label and "\n" in text[noun.end() : at]):
        return
    start = find_post_start(text, noun.start(), reader.floor, reader.teams, reader.known)
    post: str | None = re.sub("(?<=[^A-Za-z0-9]) +", "", text[start:post_end])
    if printed in NO_POST and not _STAFF.search(post or ""):
        post, start = None, first.start
    if printed in ("成员", "委员", "组员", "工作人员") and not _allows_member(
        reader, post or "", noun.start(), label=label
    ):
        return
    rank = rank_in_team(post) if post else None
    rule = "people.contact" if contact else "people.label" if label else "people.post_before_name"
    sure = label or rank is not None or contact is not None
    if post and is_bare_team_post(post):
        post = _team_of_line(text, start) + post
    index = len(reader.found)
    reader.add(first, post, start, rule, sure=sure)
    _read_sharing(reader, first, post, sure=sure, wide=label)
    if post and (posts := _share_posts(text, start, noun, post, rank=rank)):
        reader.share_out(index, posts)


def _names_someone(text: str, noun: re.Match[str], *, label: bool, paren: bool) -> bool:
    """Whether what stands behind a post or its label is sure to be a name: one holder's post, not a group's."""
    if paren:
        return False
    if label:
        return True
    if noun.group() in ("成员", "组员") and _TEAM_BEFORE.search(text, max(0, noun.start() - 60), noun.start()):
        return True
    return noun.group() not in GROUPS and not _SEVERAL_HOLDERS.search(text, max(0, noun.start() - 10), noun.end())


def _allows_member(reader: Mentions, post: str, at: int, *, label: bool) -> bool:
    """成员 names people only after a label, in a team or a leading group, or behind another of the team."""
    if label or len(post) > 2:
        return True
    return bool(_TEAM_BEFORE.search(reader.text, max(0, reader.floor - 30, at - 60), at))


def _read_sharing(reader: Mentions, first: Name, post: str | None, *, sure: bool, wide: bool) -> None:
    """Further names of the same post (副组长李四、王五和赵六)."""
    text, at = reader.text, first.end
    firm = sure or bool(post)
    for _ in range(_MOST_SHARING):
        aside = _ASIDE.match(text, at)
        if aside and not NOUN.search(aside.group()):
            at = aside.end()
        mark = (_SHARE_WIDE if wide else _SHARE).match(text, at)
        if not mark:
            return
        sign = mark.group().strip()
        listed = firm and (sign == "、" or (wide and not sign))
        following = read_name(text, mark.end(), reader.openers, firm=listed)
        if not following or NOUN.match(text, following.end) or LEADERS.match(text, mark.end()):
            return
        if sign in ("", ",") and following.score < 5.5:
            return
        reader.add(following, post, following.start, "people.shared_post", sure=sure)
        at = following.end


def _share_posts(text: str, start: int, noun: re.Match[str], post: str, *, rank: str | None) -> list[str]:
    """The posts of several people named together (第一、第二巡察组组长甲、乙; 某镇、某镇党委书记甲、乙), else none."""
    several = SEVERAL_TEAMS.search(text, max(0, noun.end() - 70), noun.end()) if rank else None
    if several:
        return _number_posts(several)
    units = _SEVERAL_UNITS.search(text, max(0, start - 40), start)
    head, kind, tail = post.partition(units["kind"]) if units else ("", "", "")
    if units is None or not kind or not tail or "、" in post:
        return []
    return [unit + tail for unit in units["others"].split("、") if unit] + [head + kind + tail]


def _number_posts(several: re.Match[str]) -> list[str]:
    body, tail = several["body"] or "", several["tail"]
    return [f"{body}第{number}{tail}" for number in re.findall(NUMERAL, several["numbers"])]


def _team_of_line(text: str, at: int) -> str:
    """The team that heads the line or the bracket (县委第一巡察组：组长张三), or an empty string."""
    bracket = _TEAM_BRACKET.search(text, max(0, at - 60), at)
    if bracket:
        return bracket["team"]
    begin = text.rfind("\n", 0, at) + 1
    head = _TEAM_LINE.match(text, begin)
    return head["team"] if head and head.end("team") <= at else ""


def number_posts(text: str, start: int, end: int) -> list[str]:
    """The posts that 第一、第二巡察组组长 between `start` and `end` stands for; [] for one post."""
    several = SEVERAL_TEAMS.search(text, start, end)
    return _number_posts(several) if several else []


def may_be_listed(value: str) -> bool:
    """Whether a string is a name by a known surname, as it must be where neither post nor label stands before it."""
    return weigh_shape(value) >= 2.6
