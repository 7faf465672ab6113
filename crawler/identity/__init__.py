"""What is the same notice: canonical addresses, content hashes, guarded similarity."""

from crawler.identity.addresses import canonicalize_url, make_notice_id
from crawler.identity.content import hash_content
from crawler.identity.similarity import Relation, compare_notices

__all__ = ["Relation", "canonicalize_url", "compare_notices", "hash_content", "make_notice_id"]
