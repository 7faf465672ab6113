"""Everybody who takes part in the meeting: name, post as printed, roles (people of the published notice)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from crawler.extraction.acts import Act, find_acts, read_saying, speaks_for_sender
from crawler.extraction.document import Document, Found, Span
from crawler.extraction.mentions import Mention, find_mentions
from crawler.extraction.names import HAN
from crawler.extraction.posts import NOUN, rank_in_team
from crawler.extraction.rosters import read_rosters
from crawler.extraction.sides import is_of_sender, is_top_of_sender, read_senders
from crawler.extraction.widths import fold_width
from crawler.items import Person, Role, Where

_MASKED = re.compile(
    "\\((?:本报|本网|通讯员|记者|文/|文、|图/|摄影|撰稿|供稿|来源|编辑|责编|责任编辑|作者"
    "|[^()\\n]{0,14}(?:供稿|记者|通讯员|摄影|报道|撰稿|责编|编辑))[^()\\n]{0,60}\\)"
    '|《[^《》\\n]{2,80}》|[“"][^“”"\\n]{12,400}[”"]'
    "|(?:记者|通讯员|责任编辑|责编|编辑|摄影|供稿|撰稿|作者|审核|初审|终审|编审|校对|监制|签发"
    "|信息员)[:/ ][^\\n]{0,30}"
    "|^[ >]{0,4}(?:上一?[篇条]|下一?[篇条]|相关(?:新闻|链接|阅读|报道|信息|文章)|延伸阅读|推荐阅读"
    "|热点新闻|更多)[^\\n]{0,120}",
    re.MULTILINE,
)
_SENTENCE = re.compile("[^。!?\\n]{1,3000}")
_CLAUSE_MARK = re.compile("[,;:]")
_CITED_BEFORE = re.compile(
    "(?:传达|学习|贯彻|落实|领会|按照|根据|遵照|引用|重温|宣读|转达|聆听|践行|牢记|以|受|经|回顾|观看"
    "|播放)(?:学习|贯彻|落实|了|好|并)*(?:了)?$"
)
_CITED_AFTER = re.compile(
    "(?:同志|总书记|书记|主席)?(?:近期|近日|日前|此前|前不久|多次|曾|历次|近年来|一直|高度重视"
    "|亲自点)?(?:[关于]于|在[^,。;\\n]{2,40}[会上时中](?:的|发表|所作|作出的|上的|强调|指出|要求)"
    "|[对就][^,。;]{2,40}[作做]出?了?[^,。;]{0,6}(?:批示|指示)|的(?!带领|主持|陪同|领导下"
    "|见面)[^,。;]{0,16}(?:讲话|批示|指示|要求|部署|精神|论述|意见|任命|委托)"
    "|[作做]出?[^,。;]{0,6}(?:批示|指示)"
    "|(?:重要)?(?:讲话|批示|指示)(?:和[^,。;]{1,8})?精神|系列|多次|曾|点名|点评|委托|为核心|思想"
    "|被(?:查|处)|任职|(?:等)?(?:严重)?违纪)"
)
_MEETING_SAYS = re.compile(" *(?:会议|大会|动员会|推进会|通知|公告|方案|报告)(?:还|并|最后)?(?:指出|强调|要求|认为)")
_OBJECT = re.compile("(?:向|[与同和跟]|会同|陪同|对|给|听取了?)$")
_TOGETHER = re.compile("(?:分别|共同|一同|一起|先后|一并)")
_HEARD = re.compile("听取了?$")
_PEOPLE_ARE = re.compile("(?:参加|出席|列席|到会|与会)[^,。;]{0,12}?(?:有|是|包括|:)")
_LABELS: tuple[tuple[str, Act], ...] = (
    ("主持(?:人)?", "chair"),
    ("(?:动员)?讲话(?:人)?|动员部署|作动员", "speech"),
    ("表态(?:发言)?(?:人)?", "respond"),
)
_LABEL = re.compile("(?:^|[,;。\\n |])(?:" + "|".join(f"(?P<l{i}>{p})" for i, (p, _) in enumerate(_LABELS)) + ") ?: ?$")
_GROUP = re.compile(f"(?:{NOUN.pattern})|领导班子|班子|全体|同志|领导|干部|代表|人员|群众|党员|职工|单位|双方")
_GOES_ON = re.compile(
    "^ ?(?:并|还|也|同时|随后|会上|会前|会后|就|对|代表|围绕|向|传达|以|结合|要求|现场|从|按照|根据|在|为)"
)
_ALL_LEADERS = re.compile(
    "(?:巡[视察查](?:第?[一二三四五六七八九十\\d]{1,4})?组|各组?|[两三四五六七八九十\\d]个?组"
    "|第[^,。;、]{1,8}组)的?组长$"
)


@dataclass(slots=True)
class _Known:
    """What is gathered of one person."""

    name: str
    post: str | None
    span: Span
    rule: str
    sure: bool
    ranks: list[str] = field(default_factory=list)
    acts: set[Act] = field(default_factory=set)
    for_sender: bool = False
    in_text: bool = True


@dataclass(frozen=True, slots=True)
class _Token:
    """Something in a sentence that can carry acts: a person, or a group without a name."""

    start: int
    end: int
    names: tuple[str, ...]
    is_object: bool = False
    with_post: bool = False


def read_people(doc: Document, teams: Sequence[Found[str]], targets: Sequence[Found[str]]) -> tuple[Found[Person], ...]:
    """Everybody named as taking part, in order of appearance, each once, with post and roles.

    `teams` and `targets` are the notice's own: they tell the sending body from hosts and guests. Leaders who are only
    cited, reporters and editors are no participants. The span of each is the name as first printed.
    """
    names = [team.value for team in teams]
    senders = read_senders(names)
    people: dict[str, _Known] = {}
    leaders_spoke = False
    for where, printed in (("text", doc.text), ("title", doc.title)):
        text = _mask(fold_width(printed))
        reader = _Assignment(text, "title" if where == "title" else "text", senders, people)
        reader.mentions = find_mentions(text, names)
        leaders_spoke |= reader.run()
    for entry in read_rosters(doc, names):
        known = people.setdefault(entry.name, _Known(entry.name, entry.post, entry.span, entry.rule, True))
        _enrich(known, entry.post, sure=True)
    units = [target.value for target in targets]
    return tuple(_conclude(people.values(), senders, units, leaders_spoke=leaders_spoke))


def _mask(text: str) -> str:
    return _MASKED.sub(lambda m: "\0" * len(m.group()) if "\n" not in m.group() else m.group(), text)


def _enrich(known: _Known, post: str | None, *, sure: bool) -> None:
    if post and (known.post is None or len(_plain(post)) > len(_plain(known.post))):
        known.post = post
    if post and (rank := rank_in_team(post)):
        known.ranks.append(rank)
    known.sure = known.sure or sure


def _plain(post: str) -> str:
    return re.sub("\\([^()]*\\)", "", post)


@dataclass(slots=True)
class _Assignment:
    """One pass over a text: which mention takes part, and who does what."""

    text: str
    where: Where
    senders: Sequence[str]
    people: dict[str, _Known]
    mentions: tuple[Mention, ...] = ()
    leaders_spoke: bool = False

    def run(self) -> bool:
        """Fills `people`; returns whether the leaders as such (各巡察组组长) gave the speech."""
        tokens = self._find_tokens()
        at = 0
        speech, line = False, -1
        for sentence in _SENTENCE.finditer(self.text):
            begins = self.text.rfind("\n", 0, sentence.start())
            if begins != line:
                line, speech = begins, False
            here: list[_Token] = []
            while at < len(tokens) and tokens[at].start < sentence.end():
                if tokens[at].start >= sentence.start():
                    here.append(tokens[at])
                at += 1
            speech = self._read_sentence(sentence.start(), sentence.end(), here, in_speech=speech)
        return self.leaders_spoke

    # -- what stands in the text

    def _find_tokens(self) -> list[_Token]:
        """Accepted mentions, later mentions of the same names, and groups without a name, in order."""
        tokens: list[_Token] = []
        for mention in self.mentions:
            if self._is_cited(mention):
                continue
            known = self.people.get(mention.name)
            span = Span(self.where, mention.name_start, mention.name_end)
            if known is None:
                known = self.people[mention.name] = _Known(mention.name, None, span, mention.rule, False)
            _enrich(known, mention.post, sure=mention.sure)
            is_object = bool(_OBJECT.search(self.text, max(0, mention.start - 3), mention.start))
            tokens.append(_Token(mention.start, mention.end, (mention.name,), is_object, True))
        tokens.extend(self._find_again())
        taken = sorted((t.start, t.end) for t in tokens)
        tokens.extend(self._find_groups(taken))
        return sorted(tokens, key=lambda t: (t.start, -t.end))

    def _find_again(self) -> Iterator[_Token]:
        """Names that come back without their post, or with the surname and a title only (张组长), or as 海鹏同志."""
        inside = [(m.name_start, m.name_end) for m in self.mentions]
        firsts = {name[0] for name in self.people}
        if not firsts:
            return
        surnames: dict[str, list[str]] = {}
        for name in self.people:
            surnames.setdefault(name[0], []).append(name)
            surnames.setdefault(name[:2], []).append(name)
        at = 0
        pattern = re.compile("[" + re.escape("".join(sorted(firsts))) + "]")
        position = 0
        while match := pattern.search(self.text, position):
            start = match.start()
            position = start + 1
            while at < len(inside) and inside[at][1] <= start:
                at += 1
            if at < len(inside) and inside[at][0] <= start:
                continue
            name, end = self._name_at(start)
            if not name:
                title = re.compile(
                    "(?:副?(?:书记|主任|组长|局长|院长|校长|镇长|乡长|部长|处长|厅长|县长|区长|董事长|总经理|总))"
                ).match(self.text, start + 1)
                holders = [n for n in surnames[match.group()] if title and title.group() in (self.people[n].post or "")]
                if (
                    title
                    and len(holders) == 1
                    and not re.match(f"[{HAN}]", self.text[max(0, start - 1) : start] or ",")
                ):
                    name, end = holders[0], title.end()
            if name:
                is_object = bool(_OBJECT.search(self.text, max(0, start - 3), start))
                yield _Token(start, end, (name,), is_object)
                position = end

    def _name_at(self, start: int) -> tuple[str, int]:
        for size in range(16, 1, -1):
            value = self.text[start : start + size]
            if value in self.people:
                return value, start + size
            folded = value.replace("•", "·").replace("・", "·").replace("‧", "·")
            if folded in self.people:
                return folded, start + size
        return "", start

    def _find_groups(self, taken: Sequence[tuple[int, int]]) -> Iterator[_Token]:
        at = 0
        for group in _GROUP.finditer(self.text):
            while at < len(taken) and taken[at][1] <= group.start():
                at += 1
            if at < len(taken) and taken[at][0] < group.end():
                continue
            yield _Token(group.start(), group.end(), ())

    def _is_cited(self, mention: Mention) -> bool:
        """Whether somebody is only spoken of: 传达省委书记某某讲话精神, 某某同志关于巡视工作的批示."""
        before = self.text[max(0, mention.start - 8) : mention.start]
        after = self.text[mention.end : mention.end + 60].split("\n")[0]
        if _HEARD.search(before):
            return False
        if re.search("总书记|政治局|国务院", mention.post or ""):
            return True
        if rank_in_team(mention.post or ""):
            return False
        return bool(_CITED_BEFORE.search(before) or _CITED_AFTER.match(after))

    # -- who does what

    def _read_sentence(self, start: int, end: int, tokens: list[_Token], *, in_speech: bool) -> bool:
        """Gives the acts of one sentence to its people; returns whether what follows is somebody's speech."""
        if _MEETING_SAYS.match(self.text, start):
            return True
        if not tokens:
            return in_speech
        opened = False
        group: list[_Token] = []
        done = False
        listing = bool(_PEOPLE_ARE.search(self.text, start, end))
        clauses = self._cut_clauses(start, end)
        at = 0
        for begin, finish, mark in clauses:
            here = []
            while at < len(tokens) and tokens[at].start < finish:
                here.append(tokens[at])
                at += 1
            acts = self._acts_between(begin, finish, here)
            events: list[tuple[int, _Token | tuple[int, int, Act]]] = [(t.start, t) for t in here]
            events += [(a[0], a) for a in acts]
            events.sort(key=lambda e: e[0])
            if mark == ";" and done:
                group, done = [], False
            parallel = self._read_parallel(group if not done else [], here, acts, begin, finish)
            for _, event in events:
                if isinstance(event, _Token):
                    group, done, stop = self._meet(event, group, begin, done=done, in_speech=in_speech, listing=listing)
                    if stop:
                        opened = True
                        break
                elif not parallel:
                    self._give(group, event[2], begin, finish, in_speech=in_speech)
                    done = True
            if parallel:
                done = True
            if opened:
                return True
        return in_speech

    def _cut_clauses(self, start: int, end: int) -> list[tuple[int, int, str]]:
        cuts = [m.start() for m in _CLAUSE_MARK.finditer(self.text, start, end)]
        edges = [start - 1, *cuts, end]
        return [(edges[i] + 1, edges[i + 1], self.text[edges[i]] if i else "") for i in range(len(edges) - 1)]

    def _acts_between(self, start: int, end: int, tokens: Sequence[_Token]) -> list[tuple[int, int, Act]]:
        """The acts of a clause that do not stand inside a post or a name."""
        named = [t for t in tokens if t.names]
        return [a for a in find_acts(self.text, start, end) if not any(t.start <= a[0] < t.end for t in named)]

    def _meet(
        self, token: _Token, group: list[_Token], clause: int, *, done: bool, in_speech: bool, listing: bool
    ) -> tuple[list[_Token], bool, bool]:
        """Takes a person or group into the subjects; a verb of saying right behind ends the sentence's own part."""
        text = self.text
        before = text[clause : token.start]
        if not token.names:
            if _ALL_LEADERS.search(text[max(0, token.start - 12) : token.end]):
                return ([token] if done else [*group, token]), False, False
            if re.search("代表|[就对向与为从把将并关]|围绕|结合|主持|表态|传达|讲话", before) or (
                _GOES_ON.match(before) and done
            ):
                return group, done, False
            return ([token] if done else [*group, token]), False, False
        if listing and not in_speech:
            self._give([token], "attend", token.start, token.end, in_speech=False)
        self._give_label(token)
        if token.is_object and not _TOGETHER.match(text, token.end):
            self._give([token], "attend", token.start, token.end, in_speech=in_speech)
            return group, done, False
        saying = read_saying(text, token.end)
        if saying and (saying[2] or in_speech or not before.strip()):
            act, _, quotes = saying
            leads = not before.strip(" ") or bool(group) or token.with_post
            if leads:
                self._give([token], act, clause, token.end, in_speech=in_speech and token.with_post)
            if quotes and leads and not (in_speech and before.strip()):
                return [token], True, True
        by = before.endswith("由") or re.search("由$", text[max(clause, token.start - 1) : token.start])
        if by or done:
            return [token], False, False
        return [*group, token], False, False

    def _give_label(self, token: _Token) -> None:
        """主持：张三 names the act before the person."""
        label = _LABEL.search(self.text, max(0, token.start - 12), token.start)
        for index, (_, act) in enumerate(_LABELS):
            if label and label[f"l{index}"]:
                self._give([token], act, token.start, token.end, in_speech=False)

    def _read_parallel(
        self,
        group: Sequence[_Token],
        here: Sequence[_Token],
        acts: Sequence[tuple[int, int, Act]],
        start: int,
        end: int,
    ) -> bool:
        """甲、乙分别表态、主持: as many acts as people, one each, in order."""
        people = [*[t for t in group if t.names], *[t for t in here if t.names and not t.is_object]]
        if len(people) < 2 or len(people) != len(acts) or acts[0][0] < people[-1].end:
            return False
        between = self.text[people[-1].end : acts[0][0]]
        joints = self.text[acts[0][1] : acts[-1][0]]
        if "分别" not in between or "并" in joints or not re.search("[、和及]", joints):
            return False
        for token, (_, _, act) in zip(people, acts, strict=True):
            self._give([token], act, start, end, in_speech=False)
        return True

    def _give(self, group: Sequence[_Token], act: Act, start: int, end: int, *, in_speech: bool) -> None:
        for token in group:
            if not token.names:
                if act in ("speech", "demand") and _ALL_LEADERS.search(self.text[max(0, token.start - 12) : token.end]):
                    self.leaders_spoke = True
                continue
            known = self.people[token.names[0]]
            if (
                in_speech
                and token.with_post
                and act in ("say", "avow", "demand", "speech", "convey", "read")
                and not known.acts
            ):
                continue
            known.acts.add(act)
            if act in ("demand", "speech", "convey") and speaks_for_sender(self.text, start, end):
                known.for_sender = True


def _conclude(
    people: Iterable[_Known], senders: Sequence[str], targets: Sequence[str], *, leaders_spoke: bool
) -> Iterator[Found[Person]]:
    """The roles of everybody who takes part."""
    listed = [p for p in people if _takes_part(p, senders)]
    listed.sort(key=lambda p: (p.span.where != "text", p.span.start))
    responded = any("respond" in p.acts for p in listed)
    leader_spoke = any("team_leader" in p.ranks and p.acts & _SPEAKING for p in listed)
    for person in listed:
        roles = _find_roles(
            person, senders, targets, leaders_spoke=leaders_spoke, leader_spoke=leader_spoke, responded=responded
        )
        yield Found(Person(name=person.name, post=person.post, roles=roles), (person.span,), person.rule)


_SPEAKING: frozenset[Act] = frozenset({"speech", "demand", "convey", "say"})
_BRIEFING: frozenset[Act] = frozenset({"speech", "demand", "convey", "say", "read"})
_PRESENT: frozenset[Act] = frozenset({"speech", "chair", "respond", "attend", "convey", "read"})


def _takes_part(person: _Known, senders: Sequence[str]) -> bool:
    if person.sure or person.ranks:
        return True
    if person.post and is_top_of_sender(person.post, senders):
        return bool(person.acts & {"chair", "respond", "attend"})
    return bool(person.acts)


def _find_roles(
    person: _Known,
    senders: Sequence[str],
    targets: Sequence[str],
    *,
    leaders_spoke: bool,
    leader_spoke: bool,
    responded: bool,
) -> tuple[Role, ...]:
    acts = person.acts
    roles: list[Role] = []
    if "team_leader" in person.ranks:
        roles.append("team_leader")
        if acts & _SPEAKING or leaders_spoke:
            roles.append("speaker")
    elif "team_deputy" in person.ranks:
        roles.append("team_deputy")
        if "speech" in acts or (not leader_spoke and acts & {"say", "demand"}):
            roles.append("speaker")
    elif "team_member" in person.ranks:
        roles.append("team_member")
    elif acts & _BRIEFING and (person.for_sender or is_of_sender(person.post or "", senders, targets)):
        roles.append("briefer")
    if "chair" in acts:
        roles.append("chair")
    if not person.ranks and ("respond" in acts or ("avow" in acts and not responded and "briefer" not in roles)):
        roles.append("respondent")
    return tuple(roles) or ("participant",)
