"""The teams (巡视组, 巡察组) a notice is about, each written out in full."""

from collections.abc import Sequence
from dataclasses import replace

from crawler.extraction.entities import complete_teams, rank_body
from crawler.extraction.spans.bodies import find_stated_body
from crawler.extraction.spans.teams import TeamMention, scan_short, scan_teams
from crawler.extraction.text.document import Document, Found, Span
from crawler.extraction.text.tables import read_tables


def find_team_mentions(doc: Document) -> tuple[TeamMention, ...]:
    """Every mention of teams in title and text, in order, bodies completed where the notice as a whole tells them."""
    scanned = [*scan_teams("title", doc.title, doc.published), *scan_teams("text", doc.text, doc.published)]
    found = complete_teams(scanned, lambda: find_stated_body(doc))
    short = scan_short(doc, read_tables(doc.folded), found)
    return tuple(sorted((*found, *short), key=lambda m: (m.span.where == "text", m.span.start)))


def read_teams(doc: Document, mentions: Sequence[TeamMention]) -> tuple[Found[str], ...]:
    """The teams the notice is about, each once, in order of appearance; text is preferred to the title as proof.

    A team that is only spoken of as an earlier one (2016年市委第二巡视组反馈), a listener or an addressee is none.
    A team without a number counts only when its sender stands beside it, no team has a number and the notice does not
    speak of several.
    """
    chosen = [m for m in mentions if m.counts and m.numbers[0] is not None]
    if not chosen and not any(m.plural for m in mentions):
        chosen = _drop_plain([m for m in mentions if m.counts and m.printed])
    chosen = _drop_lower(doc, chosen)
    spans: dict[str, list[Span]] = {}
    for mention in chosen:
        for name in mention.names:
            spans.setdefault(name, []).append(mention.span)
    return tuple(
        Found(name, tuple(sorted(places, key=lambda s: s.where != "text"))[:1], "team.named")
        for name, places in spans.items()
    )


def _drop_plain(chosen: list[TeamMention]) -> list[TeamMention]:
    """区工委巡察组 beside 区工委专项巡察组: one team, by its name with the style."""
    longest = max((len(m.own[0]) for m in chosen), default=0)
    styled = {m.body for m in chosen if len(m.own[0]) == longest and longest > len("巡察组")}
    same = {m.body for m in chosen if any(m.body.endswith(b) or b.endswith(m.body) for b in styled)}
    kept = [m for m in chosen if m.body not in same or len(m.own[0]) == longest]
    fuller = {m.own[0]: max((o.names[0] for o in kept if o.own == m.own), key=len) for m in kept}
    return [replace(m, names=(fuller[m.own[0]],)) if fuller[m.own[0]].endswith(m.names[0]) else m for m in kept]


def _drop_lower(doc: Document, chosen: list[TeamMention]) -> list[TeamMention]:
    """Teams of a lower committee that work alongside (联动) are the inspected place's own, not the notice's."""
    if chosen and "巡视" in chosen[0].names[0]:
        return [m for m in chosen if "巡视" in m.names[0] or m.body == chosen[0].body]
    ranks = [rank_body(m.body) for m in chosen]
    if len(set(ranks)) < 2 or ("联动" not in doc.title and "联动" not in doc.text):
        return chosen
    highest = min(ranks)
    return [m for m, rank in zip(chosen, ranks, strict=True) if rank == highest]
