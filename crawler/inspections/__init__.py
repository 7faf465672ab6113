"""The ledger: inspections, not articles. One record an inspection, over all notices that tell of it; panels of units
and provinces by month; what is missing, and an estimate of what nobody saw.
"""

from crawler.inspections.joined import join_notices

__all__ = ["join_notices"]
