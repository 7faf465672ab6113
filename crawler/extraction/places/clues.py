"""What a notice says of where it belongs: each clue names one or several divisions, where it stands, what it weighs.

A clue is a committee with its place (都昌县委), a place named (金东区), an area code, a postcode's province, the
region of the site, the pinyin name of the host. A name that several divisions bear speaks for each of them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crawler.extraction.divisions import find_bare_codes
from crawler.extraction.places.gazetteer import (
    PlaceName,
    find_area,
    find_mentions,
    find_postal_province,
)
from crawler.extraction.text.document import Document, Found, Span
from crawler.model.items import Phone


@dataclass(frozen=True, slots=True)
class Clue:
    """The divisions that something speaks for, how strongly, where it stands and by which rule. `rank` is that of the
    committee where one is named.
    """

    codes: tuple[str, ...]
    weight: float
    span: Span
    rule: str


SENDER, SITE, AREA, HOST, PLACE, SHORT, POSTCODE = 6.0, 8.0, 5.0, 5.0, 2.0, 1.0, 1.5
"""Weights: a committee, the site's region, an area code, the host, a place in full, in short, a postcode. What stands
in the title or is the source counts for more by HEAD.
"""
HEAD = 2.0
_COMMITTEE = re.compile(
    r"(?:省|市|县|区|旗|州|盟|地)?(?:委(?!托|派|屈|任|婉|外)|纪委|党委|监委|纪检|人民政府|党工委|巡察办|巡视办)"
)
_MOST = 400
"""Clues of places that are counted; no notice names more of them."""


def find_clues(
    doc: Document,
    teams: Sequence[Found[str]],
    targets: Sequence[Found[str]],
    phones: Sequence[Found[Phone]],
    postcodes: Sequence[Found[str]],
) -> tuple[Clue, ...]:
    """All clues of a notice, with those that its teams, units, phones and postcodes give."""
    return (
        *(clue for team in teams for clue in _read_name(team, SENDER)),
        *(clue for target in targets for clue in _read_name(target, PLACE)),
        *_read_site(doc),
        *_read_places(doc.title, "title", HEAD),
        *_read_places(doc.folded, "text", 1.0),
        *_read_source(doc),
        *(clue for phone in phones for clue in _read_area(phone)),
        *(clue for code in postcodes for clue in _read_postcode(code)),
    )


def _read_site(doc: Document) -> Iterator[Clue]:
    if doc.site_region:
        yield Clue((doc.site_region,), SITE, Span("site", 0, len(doc.site_region)), "place.site")


def _read_name(found: Found[str], weight: float) -> Iterator[Clue]:
    """The place a team's or unit's name begins with, or is (岳西)."""
    mention = next(find_mentions(found.value), None)
    if mention is not None and mention.start == 0:
        yield Clue(mention.codes, weight if mention.full else SHORT, found.spans[0], "place.name")
    elif codes := find_bare_codes(found.value):
        yield Clue(codes, weight, found.spans[0], "place.name")


def _read_source(doc: Document) -> Iterator[Clue]:
    for mention in find_mentions(doc.source):
        yield Clue(
            mention.codes,
            _weigh(doc.source, mention) * HEAD,
            doc.source_span or Span("meta", 0, len(doc.source)),
            "place.source",
        )


def _read_places(text: str, where: str, factor: float) -> Iterator[Clue]:
    for number, mention in enumerate(find_mentions(text)):
        if number == _MOST:
            return
        yield Clue(
            mention.codes,
            _weigh(text, mention) * factor,
            Span("title" if where == "title" else "text", mention.start, mention.end),
            "place.committee" if _COMMITTEE.match(text, mention.end) else "place.named",
        )


def _weigh(text: str, mention: PlaceName) -> float:
    if _COMMITTEE.match(text, mention.end):
        return SENDER
    return PLACE if mention.full else SHORT


def _read_area(phone: Found[Phone]) -> Iterator[Clue]:
    codes = find_area(phone.value.number) if phone.value.kind == "landline" else ()
    if codes:
        yield Clue(codes, AREA, phone.spans[0], "place.area-code")


def _read_postcode(code: Found[str]) -> Iterator[Clue]:
    provinces = find_postal_province(code.value)
    if provinces:
        yield Clue(provinces, POSTCODE, code.spans[0], "place.postcode")
