"""Posts in running text: where a printed post begins, and what it says of its holder."""

import re
from collections.abc import Container, Sequence
from typing import Literal

from crawler.extraction.spans.names import HAN
from crawler.extraction.words.posts import BARE_RANKS, COLLECTIVE, CONNECTOR, LEAD, NOUN_END, TEAM_ENDS

TeamRank = Literal["team_leader", "team_deputy", "team_member"]
_RANKS: tuple[TeamRank, ...] = ("team_leader", "team_deputy", "team_member")

_POST_CHARS = re.compile(rf"[{HAN}A-Za-z0-9·\-“”*×]")
_NUMERAL = "[一二三四五六七八九十百零〇\\d]{1,4}"
_TEAM_BODY = re.compile(
    "(?:^|各|该|[两三四五六七八九十\\d]个?)$"
    f"|巡[视察查](?:工作)?(?:第?{_NUMERAL})?组?$|第?{_NUMERAL}(?:[^导小督纪检、]{{0,6}}巡[视察查])?组?$"
)
_TEAM_NAMED = re.compile(
    f"巡[视察查](?:工作)?(?:第?{_NUMERAL})?组$|第?{_NUMERAL}(?:[^导小督纪检、]{{0,6}}巡[视察查])?组$"
)
_RANK = re.compile("[正副](?:部|厅|局|处|县|科)级$")
_PAREN = re.compile("\\([^()]{0,20}\\)")
_MARKS = "、, "
_TOLD = re.compile(f"{COLLECTIVE.pattern}|同志|[担出兼]任|(?<![责现主信])任(?=副?[组领])")
"""What no post of one holder has inside."""
MAX_POST = 44
"""Characters of the longest single post that is read to the left of a name."""
_MOST_PARTS = 6


def find_post_start(text: str, noun_start: int, floor: int, teams: Sequence[str], known: Container[str]) -> int:
    """Where the post starts whose last word starts at `noun_start`.

    It goes left over 、 and commas as long as what stands before them is a post too, never past `floor` (the end of
    the last person), and drops what leads up to it: times, 会议由, other people of the sentence. `teams` are the
    inspection teams' names, `known` the names read so far.
    """
    start, closed = _find_segment(text, noun_start, floor, teams, known)
    for _ in range(_MOST_PARTS):
        end = start
        while end - 1 >= floor and text[end - 1] in _MARKS:
            end -= 1
        if closed or end == start or text[end:start] == " " or "。" in text[end:start]:
            break
        before, closed_before = _find_segment(text, end, floor, teams, known)
        printed = text[before:end]
        if before == floor > 0 or not NOUN_END.search(printed) or _TOLD.search(printed):
            break
        if "," in text[end:start] and not _is_one_holders(printed, text, before):
            break
        start, closed = before, closed_before
    return start


def _is_one_holders(printed: str, text: str, start: int) -> bool:
    """Whether a post before a comma is the same person's: not one that a verb or a group before it takes up."""
    return start == 0 or text[start - 1] in '、,。;:\n "”的' or LEAD.search(text[max(0, start - 8) : start]) is not None


def _find_segment(text: str, end: int, floor: int, teams: Sequence[str], known: Container[str]) -> tuple[int, bool]:
    """Start of the one post that ends before `end`, and whether something other than a mark stands before it."""
    start = end
    lowest = max(floor, end - MAX_POST)
    while start > lowest:
        char = text[start - 1]
        if char == ")":
            opening = text.rfind("(", max(lowest, start - 14), start)
            if opening < 0 or "。" in text[opening:start] or opening <= lowest:
                break
            start = opening
        elif _POST_CHARS.match(char):
            start -= 1
        else:
            break
    trimmed = _trim(text, start, end, teams, known, after_person=start == floor and floor > 0)
    return trimmed, trimmed > start


def _trim(text: str, start: int, end: int, teams: Sequence[str], known: Container[str], *, after_person: bool) -> int:
    if after_person and (tie := CONNECTOR.match(text[start:end])):
        start += tie.end()
    segment = text[start:end]
    cut = 0
    for size in range(2, 9):
        if segment[:size] in known and (tie := CONNECTOR.match(segment[size:])):
            cut = max(cut, size + tie.end())
    for team in teams:
        cut = max(cut, segment.rfind(team))
    for lead in LEAD.finditer(segment, cut):
        cut = max(cut, lead.end())
    while cut < len(segment) and segment[cut] in "“”-·":
        cut += 1
    return start + min(cut, len(segment))


def rank_in_team(post: str) -> TeamRank | None:
    """leader, deputy or member when one part of the post is held in an inspection team; bare 组长 counts."""
    parts = re.split("[、,兼]", _PAREN.sub("", post).replace(" ", ""))
    ranks = [rank for part in parts if (rank := _rank_part(part))]
    return next((rank for rank in _RANKS if rank in ranks), None)


def _rank_part(part: str) -> TeamRank | None:
    for ending, rank in TEAM_ENDS:
        if part.endswith(ending):
            body = _RANK.sub("", part[: -len(ending)])
            held = (ending in BARE_RANKS and _TEAM_BODY.search(body)) or _TEAM_NAMED.search(body)
            return rank if held else None
    return None


def is_bare_team_post(post: str) -> bool:
    """Whether the post is printed without the team it is held in (组长, 副组长, 联络员)."""
    return post.replace(" ", "") in ("组长", "副组长", "联络员", "成员", "组员")
