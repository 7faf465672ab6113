"""The sites on loopback, for the demo and the tests: real HTTP, invented notices, dates counted back from a clock."""

from crawler.replica.corpus import ReplicaArticle
from crawler.replica.proxy import Exchange
from crawler.replica.server import Replica

__all__ = ["Exchange", "Replica", "ReplicaArticle"]
