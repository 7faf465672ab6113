"""People named otherwise than behind their post: in brackets, taking office, 由某某主持, before a title or an act."""

import re

from crawler.extraction.mention import Reader
from crawler.extraction.names import HAN, Name, clean_name, is_name, read_name, read_names_before, weigh_shape
from crawler.extraction.posts import NOUN, find_post_start, rank_in_team
from crawler.extraction.words.surnames import COMPOUND_SURNAMES
from crawler.extraction.words.teams import NUMERAL

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
    "|介绍|通报|对|为|说|从|会|陪同|一同|参与|先后|最后|首先|向|汇报|率|全程"
)
_ORGANISATION_END = re.compile("[组办局委院校部厅处室所站镇乡村县区市团社行会司]$|中心$|公司$|集团$|学院$")
_BEING_THERE = re.compile(
    "(?<=[^、,。;\\n])(?:等(?:同志|领导|人)?)?(?:分别|一同|一起|共同)?(?:出席|参加|列席|陪同|到会|参会)"
)
_IN_TEAM = re.compile("巡[视察查][^,。;、]{0,5}组$")
_UNIT_LAST = frozenset("科处室部局所站队办院系组会委厅学社团台馆行园厂党政人常区县市省镇乡村街道")
_MARKS = re.compile("[,。;:\\n①-⑳]|  | (?=[^ ]{3})")
_ACTS = re.compile(
    "(?:同志)?(?:主持(?:会议|了会议|动员会|召开(?=.{0,12}动员)|并)|[作做]了?(?:进驻|工作|巡[视察])?(?:动员|表态)|表态"
    "|(?:出席|参加|列席)(?:了|会议|动员会|见面会))"
)
SEVERAL_TEAMS = re.compile(
    f"(?P<body>(?:[{HAN}]{{0,4}}[省市州盟地区县旗]委|中央"
    f"|[{HAN}]{{1,6}}党[委组]))?第?(?P<numbers>{NUMERAL}(?:[、和及]第?{NUMERAL}){{1,30}})"
    "(?P<tail>(?:交叉|专项|联动|提级)?巡[视察查]组副?组长)$"
)
_ACT_LABEL = re.compile("(?:主持|讲话|部署|发言|表态)(?:人|同志)?: ?")


def read_other_forms(reader: Reader) -> None:
    """Adds what the other forms name to a reader that has read the names behind posts."""
    _read_parenthesised(reader)
    _read_apposed(reader)
    _read_lines(reader)
    _read_taking_office(reader)
    _read_by(reader)
    _read_titled(reader)
    _read_acting(reader)
    _read_listed(reader)
    _read_labelled(reader)


def _read_parenthesised(reader: Reader) -> None:
    """张三（组长）、李四（县委巡察办副主任）."""
    text, sure_end = reader.text, None
    for match in _PAREN_POST.finditer(text):
        inside = match["inside"].strip()
        last = None
        for noun in NOUN.finditer(inside):
            last = noun
        if last is None or last.end() != len(inside) or _NO_PAREN_POST.search(inside):
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


def _read_apposed(reader: Reader) -> None:
    """张三，县委第一巡察组组长；李四，县委巡察办副主任: a list with the post behind the name, set off by a comma."""
    for match in _APPOSED.finditer(reader.text):
        post, value = match["post"].strip(), match["name"]
        last = None
        for noun in NOUN.finditer(post):
            last = noun
        if last is None or last.end() != len(post) or weigh_shape(value) < 2.6:
            continue
        start, end = match.span("name")
        name = Name(value, start, end, 5.0)
        if not reader.complete(name, post) and value not in reader.known:
            reader.add(name, post, start, "people.post_after_name", sure=rank_in_team(post) is not None)


def _read_lines(reader: Reader) -> None:
    """张三　县委第一巡察组组长: lines of a list, a name and a post each; at least two, or one held in a team."""
    lines = []
    for match in _LINE_POST.finditer(reader.text):
        post, start = match["post"].strip(), match.start("name")
        ends = any(noun.end() == len(post) for noun in NOUN.finditer(post))
        if ends and not NOUN.search(match["name"]) and is_name(match["name"], sure=True) and len(post) > 2:
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


def _read_taking_office(reader: Reader) -> None:
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
        several = SEVERAL_TEAMS.search(text, verb.end(), noun.end())
        if several:
            reader.share_out(at, several)


def _read_by(reader: Reader) -> None:
    """会议由张三主持, 由李四副书记主持."""
    for match in _BY.finditer(reader.text):
        name = read_name(reader.text, match.end(), reader.openers, least=5.0)
        if name and name.value not in reader.known and _BY_VERB.match(reader.text, name.end):
            noun = _TITLED.match(reader.text, name.end)
            post = noun.group() if noun else None
            reader.add(name, post, name.start, "people.by_whom")


def _read_titled(reader: Reader) -> None:
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
    known_surname = heads and weigh_shape(value) >= 2.6 and value not in COMPOUND_SURNAMES
    return (behind_organisation or known_surname) and not place_title and value[-1] not in _UNIT_LAST


def _read_acting(reader: Reader) -> None:
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
        again = name and any(name.value.startswith(known) for known in reader.known)
        if name and name.end == act.start() and not again:
            reader.add(name, None, name.start, "people.name_before_act")


def _read_labelled(reader: Reader) -> None:
    """主持：张三, 表态发言：李四: a name without a post behind the label of an act."""
    for label in _ACT_LABEL.finditer(reader.text):
        name = read_name(reader.text, label.end(), reader.openers, least=5.4)
        if name and name.value not in reader.known:
            reader.add(name, None, name.start, "people.label")


def _read_listed(reader: Reader) -> None:
    """张三、李四、王五等出席: several names without posts before an act of being there."""
    for act in _BEING_THERE.finditer(reader.text):
        names = read_names_before(reader.text, act.start())
        if len(names) < 2 or any(weigh_shape(name.value) < 2.6 for name in names):
            continue
        for name in names:
            if name.value not in reader.known:
                reader.add(name, None, name.start, "people.listed")
