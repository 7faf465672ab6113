"""A listing page to its links and its next page: one pure reader a platform, chosen by the seed and the page."""

from crawler.readers.listing import BadLink, ListingLink, ListingPage
from crawler.readers.reading import read_listing, recognise_platform

__all__ = ["BadLink", "ListingLink", "ListingPage", "read_listing", "recognise_platform"]
