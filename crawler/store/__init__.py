"""The store: one database that knows every link, page, notice and run."""

from crawler.store.store import Store
from crawler.store.values import (
    ListingState,
    NewLink,
    OutdatedHash,
    Revision,
    SiteSummary,
    StoredLink,
    StoredPage,
    UnreadLink,
)

__all__ = [
    "ListingState",
    "NewLink",
    "OutdatedHash",
    "Revision",
    "SiteSummary",
    "Store",
    "StoredLink",
    "StoredPage",
    "UnreadLink",
]
