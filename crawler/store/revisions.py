"""The states of pages that were replaced."""

import json

import sqlalchemy as sa

from crawler.model.publication import parse_time
from crawler.store.pages import make_archive_ref
from crawler.store.schema import REVISIONS
from crawler.store.values import Revision


def list_revisions(connection: sa.Connection, notice_id: str) -> list[Revision]:
    """The replaced states of a notice's pages, in the order they were replaced."""
    query = sa.select(REVISIONS).where(REVISIONS.c.notice_id == notice_id).order_by(REVISIONS.c.id)
    return [
        Revision(
            notice_id=row.notice_id,
            revision=row.revision,
            site=row.site,
            url=row.url,
            replaced_at=parse_time(row.replaced_at),
            old_hash=row.old_hash,
            new_hash=row.new_hash,
            changed=tuple(json.loads(row.changed)),
            archive=make_archive_ref(row.archive_file, row.archive_offset),
            document=None if row.document is None else json.loads(row.document),
        )
        for row in connection.execute(query)
    ]
