"""Notices of every kind → the inspections they tell of."""

from collections.abc import Iterable

from crawler.extraction.entities import is_same_unit
from crawler.identity.joining import join_accounts
from crawler.inspections.telling import list_accounts
from crawler.model.inspection import Account, Inspection
from crawler.model.items import Notice


def join_kept(accounts: Iterable[Account]) -> tuple[Inspection, ...]:
    """The inspections that accounts tell of, in the order of their first days."""
    return join_accounts(accounts, is_same_unit)


def join_notices(notices: Iterable[Notice]) -> tuple[Inspection, ...]:
    """The inspections that some notices tell of, in the order of their first days."""
    return join_kept(account for notice in notices for account in list_accounts(notice))
