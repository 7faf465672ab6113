"""Everybody who takes part in the meeting: name, post as printed, roles (people of the published notice)."""

from collections.abc import Sequence

from crawler.extraction.fields.roles import find_roles, takes_part
from crawler.extraction.fields.sides import read_senders
from crawler.extraction.spans.people_forms import find_mentions
from crawler.extraction.statements.acts import Assignment
from crawler.extraction.statements.citing import mask_asides
from crawler.extraction.statements.rosters import read_rosters
from crawler.extraction.statements.subjects import Notes
from crawler.extraction.text.document import Document, Found
from crawler.extraction.text.folding import fold_width
from crawler.extraction.words.posts import OTHER_SCRIPT
from crawler.model.items import Person, Where


def read_people(doc: Document, teams: Sequence[Found[str]], targets: Sequence[Found[str]]) -> tuple[Found[Person], ...]:
    """Everybody named as taking part, in order of appearance, each once, with post and roles.

    `teams` and `targets` are the notice's own: they tell the sending body from hosts and guests. Leaders who are only
    cited, reporters and editors are no participants. The span of each is the name as first printed.
    """
    names = [team.value for team in teams]
    units = [target.value for target in targets]
    senders = read_senders(names)
    people: dict[str, Notes] = {}
    leaders_spoke = _read_text("text", doc.text, names, people)
    leaders_spoke |= _read_text("title", doc.title, names, people)
    longest = {notes.span.start: len(name) for name, notes in people.items() if notes.span.where == "text"}
    for entry in read_rosters(doc, names):
        if longest.get(entry.span.start, 0) > len(entry.name):
            continue
        notes = people.setdefault(entry.name, Notes(entry.name, None, entry.span, entry.rule))
        notes.add_post(entry.post)
        notes.confirm(entry.post)
        if entry.act:
            notes.acts.add(entry.act)
    present = [notes for notes in people.values() if takes_part(notes, senders)]
    present.sort(key=lambda n: (n.span.where != "text", n.span.start))
    return tuple(
        Found(
            Person(
                name=notes.name,
                post=notes.post,
                roles=find_roles(notes, present, senders, units, leaders_spoke=leaders_spoke),
            ),
            (notes.span,),
            notes.rule,
        )
        for notes in present
    )


def _read_text(where: Where, printed: str, teams: Sequence[str], people: dict[str, Notes]) -> bool:
    """Adds the people of one text; returns whether it says that all leaders spoke."""
    text = mask_asides(fold_width(printed).translate(OTHER_SCRIPT))
    assignment = Assignment(text, where, find_mentions(text, teams), people)
    assignment.run()
    return assignment.leaders_spoke
