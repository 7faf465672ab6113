"""Who does what at the meeting: sentence by sentence, the people named and the acts that are theirs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from crawler.extraction.spans.people import Mention
from crawler.extraction.spans.posts import rank_in_team
from crawler.extraction.statements.citing import is_cited, tells_of_before
from crawler.extraction.statements.sayings import Saying, find_acts, read_saying
from crawler.extraction.statements.subjects import DEPUTY, Notes, Subject, find_again, find_groups, read_mentioned
from crawler.extraction.text.document import Span
from crawler.extraction.words.acts import ACT_LABELS, SPEAKS_FOR, Act
from crawler.model.items import Where

_SENTENCE = re.compile("[^。!?\\n]{1,3000}")
_CLAUSE_MARK = re.compile("[,;:]")
_MEETING_SAYS = re.compile(
    " {0,8}(?:会议|大会|动员会|推进会|通知|公告|方案|报告)(?:还|并|最后)?(?:指出|强调|要求|认为)"
)
_ELSEWHERE = re.compile(
    "(?:19|20)\\d\\d年|\\d月\\d{1,2}日|曾|此前|前不久|部署会|工作会议|全会|常委会|专题会|座谈会|去年|前年|上一?轮"
)
_AT_ANOTHER = re.compile(
    "(?:同志|书记|组长|主任)?(?:近日|日前|此前|前不久)?在[^,。;]{0,30}(?:部署会|工作会议|全会|常委会|专题会|座谈会|推进会)"
    "(?:议)?[上时中]"
)
_BEFORE_MEETING = re.compile(
    " {0,8}(?:在?(?:巡[视察])?(?:进驻|工作)?(?:动员)?(?:大?会议?|大会)(?:召开|开始|举行)?之?前|此前)(?!后)"
)
"""A sentence about the talk before the meeting (会前，…主持召开见面沟通会): its chair does not chair this one."""
_BY_SOMEBODY = re.compile("由[^,。;、]{2,20}$")
_PEOPLE_TO_COME = re.compile("[^,。;]{0,8}(?:的|人员|领导|同志)(?:还)?(?:有|是|包括)(?![关限])")
_PREDICATE = re.compile("(?:同志)?(?:[作做](?!为)|就|围绕|宣[读布讲]|讲了|通报|传达|介绍|进行|谈了)")
_SHORTEST_TOLD = 3
_GOES_WITH = re.compile(
    "同志|等|及|以及|[和与同、及(\\[:]|一行|一起|共同|带|率|携|随|作为|[担兼]?任|因|受|代表|先后|分别|陪同|书面|也|还|在|于|到"
)
"""What may stand between people who are named one after the other and what they do together."""
_STEPS_UP = re.compile("(?:同志)?(?:就|围绕|结合|代表|对照|对(?=[^,。;]{2,20}(?:作|进行|提|讲)))")
_NARRATED = re.compile("(?:同志)?(?:就|围绕|代表|对|在|向|主持|传达|宣[读布]|通报|作|做|表态|则)")
_JOINED = re.compile(" ?[、和与及] ?")
_TOGETHER = re.compile("(?:分别|共同|一同|一起|先后|一并)")
_TO_PEOPLE = re.compile("[^,。;]{0,8}的?(?:领导|同志|人员)?(?:还)?(?:有|是|为|包括)$|[^,。;]{0,6}:$")
_GOES_ON = re.compile(
    "^ ?(?:并|还|也|同时|随后|会上|会前|会后|就|对|代表|围绕|向|传达|以|结合|要求|现场|从|按照|根据|在|为)"
)
_NO_SUBJECT = re.compile("代表|[就对向与为从把将并关]|围绕|结合|主持|表态|传达|讲话")
_LONGEST_LABEL, _REACH = 8, 60
_OF_EACH = re.compile("并?(?:都|均|分别)")
_EACH_MEETING = re.compile(
    "(?:每一?|各|[两三四五六七八九十几\\d])(?:场|个)[^。;]{0,12}会议?[上中]?,?(?:各?组长|各位组长)$"
)
_PRONOUN = re.compile(" {0,8}(?P<who>[他她]们?)(?=[^,。;]{0,6}(?:说|指出|强调|要求|表示|希望|提出|坦言|提醒|承诺))")
_ALL_LEADERS = re.compile(
    "(?:巡[视察查](?:第?[一二三四五六七八九十\\d]{1,4})?组|各组?|[两三四五六七八九十\\d]个?组"
    "|第[^,。;、]{1,8}组)的?组长$"
)
_INTRODUCES = re.compile(":(?=[^\\n\\d|:、]{8})(?![^\\n,。]{0,3}(?:电话|手机|有|张|李|王))")
_UNPROVEN: frozenset[Act] = frozenset(
    {"say", "avow", "demand", "rouse", "speech", "explain", "convey", "inform", "read"}
)
"""Acts that a leader who is only cited in somebody's speech has as well."""


@dataclass(slots=True)
class _Clause:
    start: int
    end: int
    mark: str
    tokens: list[Subject]
    acts: list[tuple[int, int, Act]]


@dataclass(slots=True)
class _State:
    """Where one sentence stands: its subjects and those before them from the same body, whether they have acted,
    where its last `part` behind a semicolon starts, whether it is part of a speech, whether that speaks of another
    meeting, the acts whose people are still to come, whether it is told of one of the team and no longer quoted, all
    who have acted in it; `early`: it tells of the talk before the meeting.
    """

    start: int
    in_speech: bool
    group: list[Subject] = field(default_factory=list)
    before: list[Subject] = field(default_factory=list)
    done: bool = False
    opened: bool = False
    part: int = -1
    coming: tuple[Act, ...] = ()
    elsewhere: bool = False
    narrated: bool = False
    labelled: bool = False
    early: bool = False
    everybody: list[Subject] = field(default_factory=list)


@dataclass(slots=True)
class Assignment:
    """One pass over a width-folded text; fills `people` (by name) and tells whether all leaders spoke."""

    text: str
    where: Where
    mentions: Sequence[Mention]
    people: dict[str, Notes]
    leaders_spoke: bool = False
    last: list[Subject] = field(default_factory=list)

    def run(self) -> None:
        """Reads the text from beginning to end."""
        tokens = sorted(self._find_named(), key=lambda t: (t.start, -t.end))
        at, speech, line = 0, False, -1
        for sentence in _SENTENCE.finditer(self.text):
            begins = self.text.rfind("\n", 0, sentence.start())
            if begins != line:
                line, speech = begins, False
            here: list[Subject] = []
            while at < len(tokens) and tokens[at].start < sentence.end():
                if tokens[at].start >= sentence.start():
                    here.append(tokens[at])
                at += 1
            self._say_again(sentence.start())
            if _MEETING_SAYS.match(self.text, sentence.start()):
                speech = True
            elif here or "组长" in sentence.group():
                groups = find_groups(self.text, sentence.start(), sentence.end(), here)
                here = sorted((*here, *groups), key=lambda t: t.start)
                speech = self._read_sentence(sentence.start(), sentence.end(), here, _State(sentence.start(), speech))

    def _find_named(self) -> Iterator[Subject]:
        """Mentions that are no citations, and later mentions of the same names."""
        side, side_end = "", -1
        for mention in self.mentions:
            if mention.post and not (side and DEPUTY.fullmatch(mention.post) and mention.start - side_end <= 1):
                side = mention.post
            side_end = mention.end
            if is_cited(self.text, mention.start, mention.end, mention.post or ""):
                continue
            span = Span(self.where, mention.name_start, mention.name_end)
            notes = self.people.setdefault(mention.name, Notes(mention.name, None, span, mention.rule))
            notes.add_post(mention.post, shared=mention.rule == "people.shared_post")
            notes.side = notes.side or side
            if mention.member:
                notes.ranks.add("team_member")
            if mention.end >= len(self.text.rstrip()):
                notes.acts.add("attend")
            yield read_mentioned(self.text, mention)
        yield from find_again(self.text, self.mentions, self.people)

    def _read_sentence(self, start: int, end: int, tokens: Sequence[Subject], state: _State) -> bool:
        """Gives the acts of one sentence to its people; returns whether what follows it is somebody's speech."""
        state.early = _BEFORE_MEETING.match(self.text, start) is not None
        state.elsewhere = tells_of_before(self.text, start, end) or (
            state.in_speech
            and (
                _ELSEWHERE.search(self.text, start, tokens[0].start) is not None
                or any(_AT_ANOTHER.match(self.text, token.end) for token in tokens[:1])
            )
        )
        first = tokens[0].mention if tokens else None
        state.narrated = (
            first is not None
            and not self.text[start : first.start].strip()
            and rank_in_team(first.post or "") is not None
        )
        for clause in self._cut_clauses(start, end, tokens):
            if clause.mark == ";":
                state.part = clause.start
                if state.done:
                    state.group, state.done = [], False
            if state.opened and not self._tells_on(clause):
                continue
            state.opened = False
            self._read_clause(clause, state)
        self.last = [t for t in state.group if t.name] or self.last
        return state.opened or state.in_speech

    def _tells_on(self, clause: _Clause) -> bool:
        """Whether a part behind a semicolon goes on telling after somebody's words: …；李四就配合巡察作了强调."""
        first = clause.tokens[0] if clause.tokens and clause.mark == ";" else None
        heads = first is not None and first.name and not self.text[clause.start : first.start].strip()
        return bool(heads) and first is not None and _NARRATED.match(self.text, first.end) is not None

    def _say_again(self, start: int) -> None:
        """Gives what he, she or they say (他说, 他们表示) to those of the sentence before."""
        pronoun = _PRONOUN.match(self.text, start)
        saying = read_saying(self.text, pronoun.end()) if pronoun else None
        if pronoun and saying and (pronoun["who"].endswith("们") or len(self.last) == 1):
            for token in self.last:
                self.people[token.name].acts.add(saying.act)

    def _cut_clauses(self, start: int, end: int, tokens: Sequence[Subject]) -> Iterator[_Clause]:
        edges = [start - 1, *(m.start() for m in _CLAUSE_MARK.finditer(self.text, start, end)), end]
        at = 0
        for index in range(len(edges) - 1):
            begin, finish = edges[index] + 1, edges[index + 1]
            here: list[Subject] = []
            while at < len(tokens) and tokens[at].place < finish:
                here.append(tokens[at])
                at += 1
            if begin == finish and index:
                continue
            acts = list(find_acts(self.text, begin, finish, [(t.start, t.end) for t in here if t.name]))
            yield _Clause(begin, finish, self.text[edges[index]] if index else "", here, acts)

    def _read_clause(self, clause: _Clause, state: _State) -> None:
        relabelled = state.labelled and self.text[clause.end : clause.end + 1] == ":"
        if relabelled or (clause.mark == ";" and "attend" not in state.coming and not state.labelled):
            state.coming, state.labelled = (), False
        parallel = self._read_parallel([] if state.done else state.group, clause)
        events: list[tuple[int, Subject | tuple[int, int, Act]]] = [(t.start, t) for t in clause.tokens]
        events += [(a[0], a) for a in clause.acts]
        acted = False
        for _, event in sorted(events, key=lambda e: e[0]):
            if isinstance(event, tuple):
                ahead = self._comes_before(event, clause, state)
                state.coming = (*(state.coming if acted else ()), event[2]) if ahead else ()
                state.labelled = ahead and self.text[clause.end : clause.end + 1] == ":"
                acted = True
                if not parallel and not state.coming and not self._is_of_another(event, clause):
                    self._give(self._take_up(event[2], clause, state), event[2], clause, state)
                    state.done = True
            elif event.name:
                for act in state.coming:
                    self._give([event], act, clause, state)
                self._meet(event, clause, state)
                if state.opened:
                    return
            elif not acted:
                self._meet_group(event, clause, state)
        state.done = state.done or parallel or (not acted and self._is_told(clause))

    def _is_told(self, clause: _Clause) -> bool:
        """Whether something is told of the last person of a clause, in whatever words, so that the next starts anew."""
        last = clause.tokens[-1] if clause.tokens else None
        if last is None or not last.name:
            return False
        tail = self.text[last.end : clause.end].strip()
        return _PREDICATE.match(tail) is not None or (len(tail) > _SHORTEST_TOLD and not _GOES_WITH.match(tail))

    def _comes_before(self, act: tuple[int, int, Act], clause: _Clause, state: _State) -> bool:
        """主持会议的是张三, 出席会议的有李四: the act stands before those who do it."""
        label = self.text[clause.end : clause.end + 1] == ":" and act[1] - clause.start <= _LONGEST_LABEL
        if label and not any(token.name for token in clause.tokens) and clause.end - act[1] <= 1:
            return True
        if any(token.name for token in state.group):
            return False
        following = next((t.start for t in clause.tokens if t.name and t.start >= act[1]), clause.end + 1)
        between = self.text[act[1] : following]
        return bool(_TO_PEOPLE.match(between) or _PEOPLE_TO_COME.match(between))

    def _is_of_another(self, act: tuple[int, int, Act], clause: _Clause) -> bool:
        """会议由某单位领导主持: who chairs is said, but not by name."""
        by = _BY_SOMEBODY.search(self.text, max(clause.start, act[0] - 21), act[0]) if act[2] == "chair" else None
        return by is not None and not any(t.name and t.end > by.start() for t in clause.tokens)

    def _take_up(self, act: Act, clause: _Clause, state: _State) -> Sequence[Subject]:
        """Those whose act it is.

        主任甲参加某会，副主任乙参加另一会，并…提要求: what goes on with 并 is of all who came from that body.
        组长甲、组员乙；书记丙主持: what stands before the semicolon is only named as present.
        """
        here = [token for token in state.group if token.start >= state.part]
        if act != "attend" and here and len(here) < len(state.group):
            self._give([token for token in state.group if token.start < state.part], "attend", clause, state)
            return here
        if not any(t.name for t in clause.tokens):
            if state.done and len(state.everybody) > 1 and _OF_EACH.match(self.text, clause.start):
                return state.everybody
            if state.before and self.text.startswith("并", clause.start):
                return [*state.before, *state.group]
        return state.group

    def _meet_group(self, token: Subject, clause: _Clause, state: _State) -> None:
        """Takes a group without a name (全体班子成员, 各巡察组组长) into the subjects, where it can be one."""
        before = self.text[max(clause.start, token.start - _REACH) : token.start]
        if not before.strip() and self.text.startswith("代表", token.start):
            return
        goes_on = state.done and _GOES_ON.match(self.text[clause.start : clause.start + _LONGEST_LABEL])
        if not self._is_all_leaders(token) and (_NO_SUBJECT.search(before) or goes_on):
            return
        state.group = [token] if state.done else [*state.group, token]
        state.done = False

    def _meet(self, token: Subject, clause: _Clause, state: _State) -> None:
        """Takes a person into the subjects; a verb of saying right behind opens a speech."""
        self._prove(token, clause, state)
        if token.is_object and not _TOGETHER.match(self.text, token.end):
            self._give([token], "attend", clause, state)
            return
        heads = not self.text[clause.start : token.start].strip()
        if heads and token.mention and not state.in_speech and _STEPS_UP.match(self.text, token.end):
            self._give([token], "attend", clause, state)
        saying = read_saying(self.text, token.end) or self._introduces(token, state)
        if saying and (heads or state.group or token.mention):
            together = bool(state.group) and _JOINED.fullmatch(self.text, state.group[-1].end, token.start) is not None
            those = [*([] if state.done else state.group), token] if saying.of_each or together else [token]
            self._give(those, saying.act, clause, state)
            for _, _, within in find_acts(self.text, token.end, saying.end):
                self._give([token], within, clause, state)
            if saying.opens and (heads or not state.in_speech):
                state.group, state.done, state.opened = [token], True, True
                return
        by = self.text[max(clause.start, token.start - 1) : token.start] == "由"
        if state.done:
            deputy = token.mention is not None and DEPUTY.fullmatch(token.mention.post or "") is not None
            state.before = state.group if deputy and clause.mark == "," and not by else []
        state.group = [token] if by or state.done else [*state.group, token]
        state.done = False

    def _introduces(self, token: Subject, state: _State) -> Saying | None:
        """县纪委书记张三：我们要…: post and name at the head of a line, a colon, then their words."""
        mention = token.mention
        if mention is None or not mention.post or mention.start > state.start + 2 or mention.rule == "people.contact":
            return None
        return Saying("say", True, False, token.end + 1) if _INTRODUCES.match(self.text, token.end) else None

    def _prove(self, token: Subject, clause: _Clause, state: _State) -> None:
        """Notes what the place itself says: a post in the team, a label (主持：张三), a list (出席会议的有：)."""
        mention = token.mention
        heads = not self.text[clause.start : token.start].strip()
        quoted = (state.in_speech and (state.elsewhere or not heads)) or (state.elsewhere and not state.in_speech)
        if mention and mention.sure and (mention.rule == "people.contact" or not quoted):
            self.people[token.name].confirm(mention.post)
        label = ACT_LABELS.search(self.text, max(0, token.start - 12), token.start)
        if label and label.lastgroup:
            act: Act = label.lastgroup  # type: ignore[assignment]
            self._give([token], act, clause, state)

    def _read_parallel(self, group: Sequence[Subject], clause: _Clause) -> bool:
        """甲、乙分别表态、主持: as many acts as people, one each, in order."""
        people = [t for t in (*group, *clause.tokens) if t.name and not t.is_object]
        acts = clause.acts
        if len(people) < 2 or len(people) != len(acts) or acts[0][0] < people[-1].end:
            return False
        joints = self.text[acts[0][1] : acts[-1][0]]
        if "分别" not in self.text[people[-1].end : acts[0][0]] or "并" in joints or not re.search("[、和及]", joints):
            return False
        for token, (_, _, act) in zip(people, acts, strict=True):
            self.people[token.name].acts.add(act)
        return True

    def _give(self, group: Sequence[Subject], act: Act, clause: _Clause, state: _State) -> None:
        with_leaders = any(not token.name and self._is_all_leaders(token) for token in group)
        for token in group:
            if not token.name:
                self.leaders_spoke |= act in ("rouse", "speech", "explain", "demand") and with_leaders
                continue
            if all(other.name != token.name for other in state.everybody):
                state.everybody.append(token)
            notes = self.people[token.name]
            if token.mention and not notes.acts and self._is_quoted(token, act, state):
                continue
            notes.acts.add("attend" if state.early and act == "chair" else act)
            if act == "rouse":
                notes.acts.add("speech")
                notes.for_team |= with_leaders
            notes.for_sender |= act in _UNPROVEN and SPEAKS_FOR.search(self.text, state.start, clause.end) is not None
            if token.mention and (rank := rank_in_team(token.mention.post or "")):
                notes.ranks.add(rank)

    def _is_quoted(self, token: Subject, act: Act, state: _State) -> bool:
        """Whether the act stands inside somebody's speech, where it proves nothing of a person not met before."""
        if not state.in_speech:
            return state.elsewhere
        heads = state.narrated or not self.text[state.start : token.start].strip()
        return state.elsewhere or (act in _UNPROVEN and not heads)

    def _is_all_leaders(self, token: Subject) -> bool:
        before = self.text[max(0, token.start - 30) : token.end]
        return (_ALL_LEADERS.search(before[-16:]) or _EACH_MEETING.search(before)) is not None
