"""A listing page to its links and its next page: one pure reader a platform, chosen by the seed and the page."""

from crawler.model.listing import BadLink, ListingLink, ListingPage
from crawler.readers.entrance import read_listing, recognise_platform
from crawler.readers.entries import date_page

__all__ = ["BadLink", "ListingLink", "ListingPage", "date_page", "read_listing", "recognise_platform"]
