"""Where people are named in a text: a name behind its post or a label, and every other form."""

import re
from collections.abc import Sequence

from crawler.extraction.mention import Mention, Reader
from crawler.extraction.mention_forms import SEVERAL_TEAMS, read_other_forms
from crawler.extraction.names import Name, find_openers, is_name, read_name
from crawler.extraction.posts import NOUN, find_post_start, is_bare_team_post, rank_in_team

_INTRODUCTION = re.compile(
    "(?P<paren>\\([^()\\n]{1,16}\\))? {0,6}(?P<mark>:|为:?|是|由(?=[^,。;]{2,30}(?:担任|兼任)))? {0,8}"
)
_SHARE = re.compile(" ?[、和及与] ?")
_SHARE_WIDE = re.compile("、 {0,4}\\n {0,16}| ?[、和及与,/;] ?| {1,10}")
_ASIDE = re.compile(
    "同志|先生|女士|\\((?:女|男|[^()\\n]{1,3}族|兼|挂职|主持工作|常务|正[厅处科]级|副[厅处科]级|[^()\\n]{1,16})\\)"
)
_CONTACT = re.compile("联 {0,3}系 {0,3}人(?:(?:员|及|和|与|、)[^:\\n,。;]{0,8})?(?:\\([^()\\n]{0,10}\\))?[: ] {0,8}")
_NO_POST = frozenset({"联系人", "主持人", "召集人", "信息员", "工作人员"})
_STAFF = re.compile("(?:巡[视察查](?:工作)?(?:办|组|办公室|领导小组办公室|机构)|委|局|组织部|办公室)工作人员")
"""Staff of a named office, which is a post; 工作人员 alone is none."""
_TEAM_BEFORE = re.compile("组长[^。;\\n]{1,50}$")
_GROUPS = frozenset(
    {"成员", "委员", "组员", "工作人员", "负责人", "负责同志", "主要负责同志", "有关负责人", "会计", "文书", "主管",
     "领班", "秘书", "科员", "班长", "队长", "园长", "场长", "社长", "馆员", "干事"}
)  # fmt: skip
_SEVERAL_HOLDERS = re.compile("(?:各|全体|历任|历届|部分|有关|相关|两[名位]|多[名位])[^,。;、\\n]{0,10}$")
_OF_TEAM = re.compile("(?:巡[视察查][^,。;、]{0,5}组|[,。;、:”\\n ])副?组长$")
_TEAM_BRACKET = re.compile(
    "(?P<team>[^ ,。;:()|\\n]{0,24}巡[视察查](?:第?[一二三四五六七八九十\\d]{1,3})?组)\\([^()\\n]{0,60}$"
)
_TEAM_LINE = re.compile(
    "^[ \\d一二三四五六七八九十.、()]{0,6}(?P<team>[^ ,。;:()"
    "|\\n]{0,24}巡[视察查](?:第?[一二三四五六七八九十\\d]{1,3})?组)[ :(|,]",
    re.MULTILINE,
)


def find_mentions(text: str, teams: Sequence[str]) -> tuple[Mention, ...]:
    """The people named in a width-folded text, in order of appearance; one person may be mentioned several times."""
    reader = Reader(text, teams, find_openers(text))
    for noun in NOUN.finditer(text):
        if noun.start() >= reader.floor:
            _read_at_noun(reader, noun)
    read_other_forms(reader)
    return tuple(sorted(reader.found, key=lambda m: (m.name_start, -len(m.post or ""))))


def _read_at_noun(reader: Reader, noun: re.Match[str]) -> None:
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
    firm = _names_someone(text, noun, label=label, paren=at == intro.start("paren") + 1)
    first = read_name(text, at, reader.openers, guess=of_team, firm=firm)
    if not first or (label and "\n" in text[noun.end() : at]):
        return
    start = find_post_start(text, noun.start(), reader.floor, reader.teams, reader.known)
    post: str | None = re.sub("(?<=[^A-Za-z0-9]) +", "", text[start:post_end])
    if printed in _NO_POST and not _STAFF.search(post or ""):
        post, start = None, first.start
    rank = rank_in_team(post) if post else None
    if printed in ("成员", "委员", "组员", "工作人员") and not _allows_member(
        reader, post or "", noun.start(), label=label
    ):
        return
    rule = "people.contact" if contact else "people.label" if label else "people.post_before_name"
    sure = label or rank is not None or contact is not None
    if post and is_bare_team_post(post):
        post = _team_of_line(text, start) + post
    at = len(reader.found)
    reader.add(first, post, start, rule, sure=sure)
    _read_sharing(reader, first, post, sure=sure, wide=label)
    several = SEVERAL_TEAMS.search(text, max(0, noun.end() - 70), noun.end())
    if several and rank:
        reader.share_out(at, several)


def _names_someone(text: str, noun: re.Match[str], *, label: bool, paren: bool) -> bool:
    """Whether what stands behind a post or its label is sure to be a name: one holder's post, not a group's."""
    if paren:
        return False
    if label:
        return True
    if noun.group() in ("成员", "组员") and _TEAM_BEFORE.search(text, max(0, noun.start() - 60), noun.start()):
        return True
    return noun.group() not in _GROUPS and not _SEVERAL_HOLDERS.search(text, max(0, noun.start() - 10), noun.end())


def _allows_member(reader: Reader, post: str, at: int, *, label: bool) -> bool:
    """成员 names people only after a label, in a team or a leading group, or behind another of the team."""
    if label or len(post) > 2:
        return True
    return bool(_TEAM_BEFORE.search(reader.text, max(0, reader.floor - 30, at - 60), at))


def _read_sharing(reader: Reader, first: Name, post: str | None, *, sure: bool, wide: bool) -> None:
    """Further names of the same post (副组长李四、王五和赵六)."""
    text, at = reader.text, first.end
    firm = sure or bool(post)
    for _ in range(60):
        aside = _ASIDE.match(text, at)
        if aside and not NOUN.search(aside.group()):
            at = aside.end()
        mark = (_SHARE_WIDE if wide else _SHARE).match(text, at)
        listed = firm and mark is not None and (mark.group().strip() == "、" or (wide and not mark.group().strip()))
        following = read_name(text, mark.end(), reader.openers, firm=listed) if mark else None
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
