"""People named otherwise than behind their post: in brackets, taking office, 由某某主持, before a title or an act."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from crawler.extraction.spans.names import HAN, Name, clean_name, is_name, read_name, read_names_before, weigh_shape
from crawler.extraction.spans.people import MOST_PLACES, Mention, Mentions, may_be_listed, number_posts, read_posted
from crawler.extraction.spans.posts import find_post_start, rank_in_team
from crawler.extraction.words.posts import MEMBERS_FOLLOW, NOUN, TITLE
from crawler.extraction.words.surnames import COMPOUND_SURNAMES

_PAREN_POST = re.compile("\\((?P<inside>[^()\\n]{2,40})\\)")
_NO_PAREN_POST = re.compile("主持工作|:|(?<![主责])任|(?:^|、)原")
_APPOSED = re.compile(
    f"(?:^|[;。:\\n|]) {{0,4}}(?P<name>[{HAN}]{{2,4}}),(?P<post>[^,;。:|()\\n]{{3,40}})(?=[,;。|\\n]|$)", re.MULTILINE
)
_LINE_POST = re.compile(
    "^ {0,8}(?:[\\d.)、]{1,3}|[●■·▌*-])? {0,4}"
    f"(?P<name>[{HAN}]{{2,4}}|[{HAN}] {{1,2}}[{HAN}])(?: {{1,12}}|-{{1,2}}|:)"
    "(?P<post>[^,;。:|()\\n -][^,;。:|()\\n-]{1,43}?) {0,8}$",
    re.MULTILINE,
)
_TAKES = re.compile(
    "(?:同志)?(?:分别)?(?:担任|出任|兼任|(?<![责现主信])任|(?<=[^,。;、 ])为)(?=[^,。;\\n]{0,40}(?:长|领[班队]))"
)
_SERVED = re.compile(
    "(?P<post>(?:巡[视察查]组?)?(?:副?组长|组员|成员|联络员))(?:分别)?由(?P<list>[^,。;\\n]{2,80}?)(?:同志)?(?:担任|组成)"
)
_BY = re.compile("(?<![自缘理事])由(?! )")
_BY_VERB = re.compile(
    "(?:同志)?(?:主持|作|带队|担任|牵头|副?(?:书记|主任|局长|组长|校长|院长|镇长|乡长|县长|部长|处长))"
)
_TITLED = re.compile(f"(?<=[{HAN}]){TITLE}")
_TITLE_FOLLOWS = re.compile(
    "[,、。;]|主持|[作做]|出席|参加|列席|就|在|讲|传达|宣|提|指出|强调|要求|表|代表|围绕|分别|受|带|等"
    "|介绍|通报|对|为|说|从|会|陪同|一同|参与|先后|最后|首先|向|汇报|率|全程"
)
_ORGANISATION_END = re.compile("[组办局委院校部厅处室所站镇乡村县区市团社行会司]$|中心$|公司$|集团$|学院$")
_BEING_THERE = re.compile(
    "(?<=[^、,。;\\n])(?:等(?:同志|领导|人)?)?(?:分别|一同|一起|共同)?(?:出席|参加|列席|陪同|到会|参会)"
)
_IN_TEAM = re.compile("巡[视察查][^,。;、]{0,5}组$")
_UNIT_LAST = frozenset("科处室部局所站队办院系组会委厅学社团台馆行园厂党政人常区县市省镇乡村街道")
_HOLDER = re.compile(f"(?:{NOUN.pattern}|干部|职工|同志|教师|医生|护士|[室科处部局办院系中心所站委])$")
"""What stands before a name in a list of members that are named with their offices (审计科甘雨)."""
_MARKS = re.compile("[,。;:\\n①-⑳]|  | (?=[^ ]{3})")
_LIST_MARKS = re.compile(f"{_MARKS.pattern}|、")
_ACTS = re.compile(
    "(?:同志)?(?:主持(?:会议|了会议|动员会|召开(?=.{0,12}动员)|并)|[作做]了?(?:进驻|工作|巡[视察])?(?:动员|表态)|表态"
    "|(?P<told>传达|通报|宣读|宣布|介绍)(?=了|[^,。;]{2})"
    "|(?P<for>代表(?=[^,。;、]{1,16}(?:[作做表进发]|、)))"
    "|(?:出席|参加|列席)(?:了|会议|动员会|见面会))"
)
_SAYS = re.compile(f"^ {{0,8}}(?P<name>[{HAN}]{{3}})(?:同志)?(?:表示|指出|强调|要求)[,:]", re.MULTILINE)
_ACT_LABEL = re.compile("(?:主持|讲话|部署|发言|表态)(?:人|同志)?: ?")
_MARK = re.compile("[、,。;:\\n()|]|  ")


def find_mentions(text: str, teams: Sequence[str]) -> tuple[Mention, ...]:
    """The people named in a width-folded text, in order of appearance; one person may be mentioned several times."""
    reader = read_posted(text, teams)
    _read_parenthesised(reader)
    _read_apposed(reader)
    _read_lines(reader)
    _read_taking_office(reader)
    _read_by(reader)
    _read_titled(reader)
    _read_acting(reader)
    _read_listed(reader)
    _read_labelled(reader)
    _read_saying(reader)
    _read_members(reader)
    return tuple(sorted(reader.found, key=lambda m: (m.name_start, -len(m.post or ""))))


def _ends_with_noun(words: str) -> bool:
    return any(noun.end() == len(words) for noun in NOUN.finditer(words))


def _read_parenthesised(reader: Mentions) -> None:
    """张三（组长）、李四（县委巡察办副主任）."""
    text, sure_end = reader.text, None
    for match in islice(_PAREN_POST.finditer(text), MOST_PLACES):
        inside = match["inside"].strip()
        if not _ends_with_noun(inside) or _NO_PAREN_POST.search(inside):
            continue
        listed_on = sure_end is not None and text[sure_end : sure_end + 1] in ("、", ",", ";", "\n")
        name = _name_ending_at(text, match.start(), listed=listed_on)
        listed_on &= name is not None and name.start - (sure_end or 0) <= 3
        if name and reader.complete(name, inside):
            sure_end = match.end() if listed_on else None
            continue
        if name and name.value not in reader.known:
            listed = (
                listed_on
                or rank_in_team(inside) is not None
                or ":" in text[max(0, name.start - 40) : name.start].split("\n")[-1]
            )
            reader.add(name, inside, name.start, "people.post_in_brackets", sure=listed)
            sure_end = match.end() if listed else None


def _read_apposed(reader: Mentions) -> None:
    """张三，县委第一巡察组组长；李四，县委巡察办副主任: a list with the post behind the name, set off by a comma."""
    for match in islice(_APPOSED.finditer(reader.text), MOST_PLACES):
        post = match["post"].strip()
        if _ends_with_noun(post) and may_be_listed(match["name"]):
            name = Name(match["name"], *match.span("name"), 5.0)
            if not reader.complete(name, post) and name.value not in reader.known:
                reader.add(name, post, name.start, "people.post_after_name", sure=rank_in_team(post) is not None)


def _read_lines(reader: Mentions) -> None:
    """张三　县委第一巡察组组长: lines of a list, a name and a post each; at least two, or one held in a team."""
    lines = []
    for match in islice(_LINE_POST.finditer(reader.text), MOST_PLACES):
        post, start = match["post"].strip(), match.start("name")
        if _ends_with_noun(post) and not NOUN.search(match["name"]) and is_name(match["name"], sure=True) and post[2:]:
            lines.append((Name(clean_name(match["name"]), start, match.end("name"), 5.0), post))
    if len(lines) < 2 and not any(rank_in_team(post) for _, post in lines):
        return
    for name, post in lines:
        if not reader.complete(name, post) and name.value not in reader.known:
            reader.add(name, post, name.start, "people.listed_line", sure=True)


def _name_ending_at(text: str, end: int, *, listed: bool = False) -> Name | None:
    left = max(0, end - 24)
    window = text[left:end]
    cut = max((m.end() for m in re.finditer("[、,。;:|\\n()]|由|  ", window)), default=0)
    printed = window[cut:].strip()
    nouns = list(NOUN.finditer(printed))
    if nouns:
        printed = printed[nouns[-1].end() :].strip()
    if not is_name(printed, sure=listed):
        return None
    start = left + window.rindex(printed)
    return Name(clean_name(printed), start, start + len(printed), 5.0)


def _read_taking_office(reader: Mentions) -> None:
    """张三、李四分别担任第一、第二巡察组组长; 由张三任组长、李四任副组长; 巡察组员由审计科甘雨、医保办邹佩担任."""
    text = reader.text
    for verb in islice(_TAKES.finditer(text), MOST_PLACES):
        names = read_names_before(text, verb.start())
        nouns = _chain_nouns(text, verb.end()) if names else 0
        post = text[verb.end() : nouns].strip()
        if not nouns or not rank_in_team(post.split("、")[-1]):
            continue
        at = len(reader.found)
        for name in names:
            reader.add(name, post, name.start, "people.takes_office", sure=True)
        if posts := number_posts(text, verb.end(), nouns):
            reader.share_out(at, posts)
    for served in islice(_SERVED.finditer(text), MOST_PLACES):
        at = len(reader.found)
        for name in _name_items(text, *served.span("list")):
            if name.value not in reader.known:
                reader.add(name, served["post"], name.start, "people.takes_office", sure=True)
        if posts := number_posts(text, max(0, served.end("post") - 70), served.end("post")):
            reader.share_out(at, posts)


def _chain_nouns(text: str, start: int) -> int:
    """Where the post that starts at `start` ends: at its last noun before a mark that another post does not follow."""
    end = 0
    for noun in NOUN.finditer(text, start, min(len(text), start + 44)):
        between = text[end or start : noun.start()]
        if re.search("[,。;\\n]", between) or (end and re.search("[担出兼]任|任|由", between)):
            break
        end = noun.end()
    return end


def _name_items(text: str, start: int, end: int) -> Iterator[Name]:
    """The names that end the items of a list: 审计科甘雨、医保办邹佩."""
    at = start
    for item in text[start:end].split("、"):
        printed = item.removesuffix("同志")
        for size in (3, 2, 4):
            value = printed[-size:]
            head = printed[:-size]
            if len(value) == size and may_be_listed(value) and (not head or _HOLDER.search(head)):
                yield Name(value, at + len(head), at + len(printed), 5.0)
                break
        at += len(item) + 1


def _read_members(reader: Mentions) -> None:
    """校审计处古悦、校团委白帆等巡察组成员: those of the list are of the team, also without a post."""
    text = reader.text
    for members in islice(MEMBERS_FOLLOW.finditer(text), MOST_PLACES):
        cut = max((m.end() for m in _MARKS.finditer(text, max(0, members.start() - 120), members.start())), default=0)
        inside = [i for i, m in enumerate(reader.found) if cut <= m.name_start < members.start()]
        if not text.startswith("等", members.start()):
            continue
        for index in inside:
            reader.found[index] = replace(reader.found[index], member=True)
        named = {reader.found[i].name_start for i in inside}
        for name in _name_items(text, cut, members.start()):
            if name.start not in named:
                reader.add(name, None, name.start, "people.listed", sure=True)
                reader.found[-1] = replace(reader.found[-1], member=True)


def _read_by(reader: Mentions) -> None:
    """会议由张三主持, 由李四副书记主持."""
    for match in islice(_BY.finditer(reader.text), MOST_PLACES):
        name = read_name(reader.text, match.end(), reader.openers, least=5.0)
        if name and name.value not in reader.known and _BY_VERB.match(reader.text, name.end):
            noun = _TITLED.match(reader.text, name.end)
            post = noun.group() if noun else None
            reader.add(name, post, name.start, "people.by_whom")


def _read_titled(reader: Mentions) -> None:
    """县委第一巡察组张三组长, 李建国书记: the name before its post."""
    text = reader.text
    for noun in islice(_TITLED.finditer(text), MOST_PLACES):
        if not _TITLE_FOLLOWS.match(text, noun.end()):
            continue
        for size in (3, 2, 4):
            begin = noun.start() - size
            value = text[max(0, begin) : noun.start()]
            if begin < 0 or not is_name(value) or NOUN.search(value + noun.group()[:1]):
                continue
            if any(known.endswith(value) for known in reader.known):
                break
            before = text[max(0, begin - 8) : begin]
            in_team = _IN_TEAM.search(before) is not None
            if not (in_team or _may_be_titled(value, noun.group(), before, again=value in reader.openers)):
                continue
            start = find_post_start(text, begin, 0, reader.teams, ())
            post = text[start:begin] + noun.group()
            name = Name(value, begin, noun.start(), 5.0)
            reader.add(name, post, start, "people.name_before_post", sure=in_team, end=noun.end())
            break


def _may_be_titled(value: str, title: str, before: str, *, again: bool) -> bool:
    """Whether 王建国 in 县林业局王建国局长 is a name: it comes back, or stands behind an organisation."""
    heads = not before or before[-1] in ",。;:、\n "
    behind_organisation = _ORGANISATION_END.search(before) is not None
    if again:
        return behind_organisation or heads
    place_title = title.removeprefix("副")[0] in "镇乡县区"
    known_surname = heads and may_be_listed(value) and value not in COMPOUND_SURNAMES
    return (behind_organisation or known_surname) and not place_title and value[-1] not in _UNIT_LAST


def _read_acting(reader: Mentions) -> None:
    """A name without a post at the head of a clause, right before an act of the meeting (张三作动员讲话)."""
    text = reader.text
    taken = {at for m in reader.found for at in range(m.name_start, m.name_end)}
    for act in islice(_ACTS.finditer(text), MOST_PLACES):
        window = text[max(0, act.start() - 16) : act.start()]
        marks = _LIST_MARKS if act["for"] else _MARKS
        cut = max((m.end() for m in marks.finditer(window)), default=0 if act.start() <= 16 else -1)
        start = act.start() - len(window) + cut
        if cut < 0 or start in taken or len(window) - cut < 2:
            continue
        comrade = act.group().startswith("同志")
        name = read_name(text, start, reader.openers, least=4.5 if comrade else 5.6, firm=comrade)
        again = name and any(name.value.startswith(known) for known in reader.known)
        loose = act["for"] or act["told"]
        least = 2.6 if act["told"] else 1.5
        if name and name.end == act.start() and not again and (not loose or weigh_shape(name.value) >= least):
            reader.add(name, None, name.start, "people.name_before_act")


def _read_labelled(reader: Mentions) -> None:
    """主持：张三, 表态发言：李四: a name without a post behind the label of an act."""
    for label in islice(_ACT_LABEL.finditer(reader.text), MOST_PLACES):
        name = read_name(reader.text, label.end(), reader.openers, least=5.4)
        if name and name.value not in reader.known:
            reader.add(name, None, name.start, "people.label")


def _read_saying(reader: Mentions) -> None:
    """A name that nothing introduces, at the head of a line before a verb of saying (张三表示，…)."""
    for saying in islice(_SAYS.finditer(reader.text), MOST_PLACES):
        value, start = saying["name"], saying.start("name")
        if value not in reader.known and may_be_listed(value) and not NOUN.search(value):
            reader.add(Name(value, start, start + len(value), 5.6), None, start, "people.name_before_act")


def _read_listed(reader: Mentions) -> None:
    """张三、李四、王五等出席: several names without posts before an act of being there."""
    for act in islice(_BEING_THERE.finditer(reader.text), MOST_PLACES):
        names = read_names_before(reader.text, act.start())
        if len(names) < 2 or not all(may_be_listed(name.value) for name in names):
            continue
        for name in names:
            if name.value not in reader.known:
                reader.add(name, None, name.start, "people.listed")
