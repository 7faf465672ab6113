"""How the public reaches the team: every kind of contact a notice prints, with its proof."""

from dataclasses import dataclass

from crawler.extraction.fields.boxes import read_boxes
from crawler.extraction.fields.deadline import read_deadline
from crawler.extraction.fields.emails import read_emails
from crawler.extraction.fields.hours import read_hours
from crawler.extraction.fields.mailboxes import read_mailboxes, read_postcodes
from crawler.extraction.fields.phones import read_phones
from crawler.extraction.text.document import Document, Found
from crawler.model.items import Hours, Phone


@dataclass(frozen=True, slots=True)
class FoundContacts:
    """The contacts of the team, each list in order of print; `deadline` is ISO or `--MM-DD` or None."""

    phones: tuple[Found[Phone], ...] = ()
    emails: tuple[Found[str], ...] = ()
    mailboxes: tuple[Found[str], ...] = ()
    postcodes: tuple[Found[str], ...] = ()
    boxes: tuple[Found[str], ...] = ()
    hours: tuple[Found[Hours], ...] = ()
    deadline: Found[str] | None = None


def read_contacts(doc: Document) -> FoundContacts:
    """Everything the notice prints for reaching the team; what belongs to the commission or the site is left out."""
    return FoundContacts(
        phones=read_phones(doc),
        emails=read_emails(doc),
        mailboxes=read_mailboxes(doc),
        postcodes=read_postcodes(doc),
        boxes=read_boxes(doc),
        hours=read_hours(doc),
        deadline=read_deadline(doc),
    )
