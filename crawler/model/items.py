"""The items of the one way through: RawPage (bytes) -> Page (text) -> Notice (facts).

Frozen, slotted dataclasses; bodies and texts stay out of `repr`, because Scrapy logs the repr of an item that fails.
Times are aware datetimes in UTC; dates and times *of a notice* are ISO strings as CONTRACT prints them
(`2018-02-24T18:30:00+08:00`, `2018-02-24`, or `--09-20` when the year cannot be known). What is published of them is
defined in crawler/model/fields.
"""

from crawler.model.fetched import ArchiveRef, RawPage, RawPart, Status, Verdict
from crawler.model.fields.contacts import Contacts, Hours, Phone
from crawler.model.fields.evidence import Evidence
from crawler.model.fields.facts import Facts
from crawler.model.fields.page import Attachment, Image, Page
from crawler.model.fields.parties import Period, Person, Round, Target, TeamUnit
from crawler.model.fields.record import Notice, Sighting
from crawler.model.fields.vocabulary import (
    HASH_VERSION,
    PUBLISHED_KINDS,
    Confidence,
    Kind,
    Level,
    Mode,
    Role,
    Script,
    UnitKind,
    Where,
)

__all__ = [
    "HASH_VERSION",
    "PUBLISHED_KINDS",
    "ArchiveRef",
    "Attachment",
    "Confidence",
    "Contacts",
    "Evidence",
    "Facts",
    "Hours",
    "Image",
    "Kind",
    "Level",
    "Mode",
    "Notice",
    "Page",
    "Period",
    "Person",
    "Phone",
    "RawPage",
    "RawPart",
    "Role",
    "Round",
    "Script",
    "Sighting",
    "Status",
    "Target",
    "TeamUnit",
    "UnitKind",
    "Verdict",
    "Where",
]
