"""From what somebody did, held and whose side they are on to the roles of the published notice."""

from collections.abc import Sequence

from crawler.extraction.fields.sides import is_of_sender, is_top_of_sender
from crawler.extraction.statements.subjects import DEPUTY, Notes
from crawler.extraction.words.acts import Act
from crawler.model.items import Role

_SPEAKING: frozenset[Act] = frozenset({"speech", "explain", "demand", "convey", "say", "inform", "respond"})
_BRIEFING: frozenset[Act] = frozenset({"speech", "explain", "demand", "convey", "say", "inform"})
_PRESENT: frozenset[Act] = frozenset({"chair", "respond", "attend", "rouse"})


def takes_part(notes: Notes, senders: Sequence[str]) -> bool:
    """Whether somebody named takes part; the sending body's own secretary only when the text says they are there."""
    if notes.sure or notes.ranks:
        return True
    if notes.post and is_top_of_sender(notes.post, senders):
        return bool(notes.acts & _PRESENT)
    return bool(notes.acts)


def find_roles(
    notes: Notes, everybody: Sequence[Notes], senders: Sequence[str], targets: Sequence[str], *, leaders_spoke: bool
) -> tuple[Role, ...]:
    """The roles of one person among `everybody` who takes part; participant when there is no other.

    `leaders_spoke`: the notice says of the leaders as such that they gave the speech (各巡察组组长作动员讲话).
    """
    roles: list[Role] = []
    if "team_leader" in notes.ranks:
        roles.append("team_leader")
        stood_in = any("team_deputy" in other.ranks and "speech" in other.acts for other in everybody)
        if notes.acts & (_SPEAKING - {"inform", "convey"} if stood_in else _SPEAKING) or leaders_spoke:
            roles.append("speaker")
    elif "team_deputy" in notes.ranks:
        roles.append("team_deputy")
        led = any("team_leader" in other.ranks and other.acts & _SPEAKING for other in everybody)
        if "speech" in notes.acts or (not led and notes.acts & {"say", "demand", "explain"}):
            roles.append("speaker")
    elif "team_member" in notes.ranks:
        roles.append("team_member")
    elif _briefs(notes, senders, targets):
        roles.append("briefer")
    elif "speech" in notes.acts and (notes.for_team or notes.post is None):
        roles.append("speaker")
    if "chair" in notes.acts:
        roles.append("chair")
    if not notes.ranks and _responds(notes, everybody, briefs="briefer" in roles):
        roles.append("respondent")
    return tuple(roles) or ("participant",)


def _briefs(notes: Notes, senders: Sequence[str], targets: Sequence[str]) -> bool:
    """What the sending body's own people tell the meeting; a speech of mobilisation of nobody's but the team's."""
    if notes.acts & _BRIEFING and (notes.for_sender or _is_of_sender(notes, senders, targets)):
        return True
    if notes.post is None:
        return "convey" in notes.acts
    return "rouse" in notes.acts and not notes.for_team and not notes.acts & {"chair", "respond"}


def _is_of_sender(notes: Notes, senders: Sequence[str], targets: Sequence[str]) -> bool:
    post = notes.post or ""
    return is_of_sender(notes.side if DEPUTY.fullmatch(post) else post, senders, targets)


def _responds(notes: Notes, everybody: Sequence[Notes], *, briefs: bool) -> bool:
    """表态, or 表示 of a host where nobody else is said to have 表态."""
    if "respond" in notes.acts:
        return True
    return "avow" in notes.acts and not briefs and not any("respond" in other.acts for other in everybody)
