"""What the tests of people share: the people of a text, printed as one writes them by hand, and the roles' letters."""

from collections.abc import Sequence

from crawler.extraction.fields.people import read_people
from crawler.extraction.text.document import Document, Found, Span
from crawler.model.items import Person

COUNTY = ("县委第三巡察组",)


def _give(values: Sequence[str]) -> tuple[Found[str], ...]:
    return tuple(Found(value, (Span("text", 0, 1),), "given") for value in values)


def find_people(text: str, teams: Sequence[str] = COUNTY, targets: Sequence[str] = (), title: str = "") -> list[Person]:
    doc = Document(title=title, text=text)
    found = read_people(doc, _give(teams), _give(targets))
    for one in found:
        shown = doc.read(one.spans[0])
        assert shown.replace(" ", "").replace("　", "").replace("•", "·").replace("‧", "·") == one.value.name
    return [one.value for one in found]


def print_people(people: Sequence[Person]) -> list[str]:
    """One line a person, short enough to be written by hand: name/post/roles."""
    return [f"{p.name}/{p.post or '-'}/{'+'.join(p.roles)}" for p in people]


L, D, M, S = "team_leader", "team_deputy", "team_member", "speaker"
B, C, R, P = "briefer", "chair", "respondent", "participant"
