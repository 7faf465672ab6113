"""What stands where a contact would and fails the shape check of its type: dropped, and said by `--explain`."""

from collections.abc import Iterator

from crawler.extraction.fields.boxes import list_unfit_places
from crawler.extraction.fields.phones import list_unfit_numbers
from crawler.extraction.spans.addresses import list_unfit_addresses
from crawler.extraction.text.document import Document, Found, Span


def list_dropped(doc: Document) -> tuple[tuple[str, Found[str]], ...]:
    """Field and printed words of every contact that was dropped, in order of print; `rule` says what it lacks."""
    return tuple(sorted(_find(doc), key=lambda dropped: dropped[1].spans[0].start))


def _find(doc: Document) -> Iterator[tuple[str, Found[str]]]:
    kinds = (
        ("contacts/phones", list_unfit_numbers(doc.folded), "phone.no_number"),
        ("contacts/mailboxes", list_unfit_addresses(doc.folded), "mailbox.no_address"),
        ("contacts/boxes", list_unfit_places(doc.folded), "box.no_place"),
    )
    for field, places, rule in kinds:
        for start, end in dict.fromkeys(places):
            span = Span("text", start, end)
            yield field, Found(doc.read(span), (span,), rule)
