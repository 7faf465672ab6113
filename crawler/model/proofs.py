"""The evidence of what a page says of itself: title, publication time, source."""

from crawler.model.items import Evidence, Where


def prove(field: str, where: Where, start: int, printed: str, rule: str) -> Evidence:
    """The evidence of a value printed at `start` of `where`.

    For `meta` that is a meta tag or the information line, neither of which the page's text holds.
    """
    return Evidence(field=field, where=where, start=start, end=start + len(printed), value=printed, rule=rule)
