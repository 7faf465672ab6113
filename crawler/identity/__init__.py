"""What is the same notice: canonical addresses, content hashes, guarded similarity."""

from crawler.identity.addresses import canonicalize_url, make_notice_id
from crawler.identity.content import hash_content
from crawler.identity.names import identify, make_team_id, make_unit_id
from crawler.identity.similarity import Relation, compare_notices

__all__ = [
    "Relation",
    "canonicalize_url",
    "compare_notices",
    "hash_content",
    "identify",
    "make_notice_id",
    "make_team_id",
    "make_unit_id",
]
