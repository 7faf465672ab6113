"""Whose side somebody is on: the body that sends the team, its top, or everybody else."""

import re
from collections.abc import Sequence

_TEAM_TAIL = re.compile(
    "(?:第?[一二三四五六七八九十百零〇两\\d]{1,4})?[^第、党委组]{0,6}?巡[视察查](?:工作)?(?:第?[一二三四五六七八九十百零〇\\d]{1,4})?组$"
)
_OFFICE = re.compile("巡[视察查](?:工作)?(?:领导小组|办|工作领导|机构|专员)")
_OWN_OFFICE = re.compile("巡[视察查](?:工作)?(?:领导小组|办)")
"""An office of inspection that is printed without its body is that of the sender."""
_DISCIPLINE = re.compile("纪委|纪检|监委|纪工委|组织(?:人事|统战)?部|监察")
_OTHER_BRANCH = re.compile("政法委|宣传部|统战部")
"""A member of the committee who comes as the head of another of its branches is a guest."""
_POSTED = re.compile("派驻|(?:^|、)驻")
_PLACE = re.compile(
    "(?P<place>[^、]{0,8}?)(?P<letter>中央|自治区|兵团|省|市|州|盟|地|县|区|旗|师|镇|乡|街道)(?:党委"
    "|党工委|委(?![员])|纪委|纪检|监委|纪工委|巡)"
)
_BRACKET = re.compile("[(（].*?[)）]")
_COMMITTEE = re.compile("(?:党委|党组|党工委|工委|党总支|党支部|分党组|委)$")
_MEMBER = re.compile("(?:常委|委员|成员|副书记|书记)$")
_CITED_TOP = re.compile("总书记|政治局|国务院|中共中央|国家主席|中央军委|全国人大|全国政协")


def read_senders(teams: Sequence[str]) -> tuple[str, ...]:
    """The sending bodies of teams' names (县委第三巡察组: 县委), each once, without empty ones."""
    return tuple(dict.fromkeys(body for team in teams if (body := _TEAM_TAIL.sub("", team)) and body != team))


def is_of_sender(post: str, senders: Sequence[str], targets: Sequence[str]) -> bool:
    """Whether a post is in the sending body, its leading group, its office, its discipline or organisation department.

    `targets` are the inspected units: what belongs to them is not the sender's.
    """
    plain = post.replace("中共", "").replace(" ", "")
    if not senders:
        return bool(_OFFICE.search(plain))
    if any(_OWN_OFFICE.match(part) for part in plain.split("、")):
        return True
    return any(_fits(plain, sender.replace("中共", ""), targets) for sender in senders)


def _fits(post: str, sender: str, targets: Sequence[str]) -> bool:
    place = _PLACE.search(sender + "巡" if sender.endswith("中央") else sender)
    core = _COMMITTEE.sub("", sender)
    if post.startswith(sender) and not any(core and t.startswith(post[: len(core) + 2]) for t in targets):
        return True
    if place is None or not sender.endswith(("委", "中央", "党委")) or _is_institution(sender):
        return _fits_institution(post, core, targets)
    member = _MEMBER.search(post.split("、")[0]) and not _OTHER_BRANCH.search(post)
    marked = _OFFICE.search(post) or _DISCIPLINE.search(post) or member
    if not marked or _POSTED.search(post):
        return False
    if sender == "中央":
        return "中央" in post and not re.search("(?:省|市|区)委", post)
    holder = _PLACE.search(post)
    if holder is None:
        return bool(_OFFICE.search(post) or _DISCIPLINE.match(post))
    if holder["letter"] != place["letter"]:
        return False
    where, whose = holder["place"], place["place"]
    if where == "师" and "师" in whose:
        where = ""
    if where and whose and where != whose:
        return False
    return not (where and not whose and any(t.startswith(where) for t in targets))


def _is_institution(sender: str) -> bool:
    return (
        bool(
            re.search(
                "(?:校|院|集团|公司|局|厅|部|社|中心|银行|大学|学院|办|所|会|[^区]党组)(?:党委|党组|党工委|党总支)$",
                sender,
            )
        )
        or sender == "党委"
    )


def _fits_institution(post: str, core: str, targets: Sequence[str]) -> bool:
    """A university's, ministry's or company's own body: the post starts with its name, short or long, or names none."""
    if not core or re.match("(?:党委|纪委|巡[视察]|机关党委|机关纪委|组织(?:人事|统战)?部|纪检监察)", post):
        return bool(_OFFICE.search(post) or _DISCIPLINE.search(post))
    core = _BRACKET.sub("", core)
    own = "".join(re.findall("[省市州县区盟旗]", core))
    school = core.endswith(("大学", "学院", "学校"))
    short = (
        "校"
        if school and "校" in post[:2]
        else core[-2:]
        if core.endswith(("集团", "公司", "大学", "学院", "中心"))
        else core[-1:]
    )
    for start in range(len(core) - 1):
        size = len(core) - start
        if post.startswith(core[start:]):
            return not any(target.startswith(post[: size + 2]) for target in targets)
    if not short or not re.match(f"(?:[学医我本总{own}]|集团)?{re.escape(short)}", post):
        return False
    return bool(_OFFICE.search(post) or _DISCIPLINE.search(post) or _MEMBER.search(post.split("、")[0]))


def is_top_of_sender(post: str, senders: Sequence[str]) -> bool:
    """Whether a post is that of the sending body's own secretary, who is cited far more often than present."""
    plain = post.replace("中共", "").replace(" ", "")
    if _CITED_TOP.search(plain):
        return True
    first = plain.split("、")[0]
    for sender in senders:
        own = sender.replace("中共", "")
        if first in (f"{own}书记", f"{own[-2:]}书记" if own.endswith("委") else ""):
            return True
        if own.endswith("委") and first.endswith(f"{own[-2:]}书记"):
            where = first[: -len(own[-2:] + "书记")]
            if where and own[:-2] and (where in own or own[:-2] in where):
                return True
    return False
