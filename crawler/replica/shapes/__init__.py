"""The shapes of the platforms: how each writes its listings and articles, as a tree of addresses."""

from crawler.replica.shapes import catalogue, requested, trs_site, zjol_site
from crawler.replica.shapes.base import Column, Shape, SiteEntry, SiteView, Tree

SHAPES: dict[str, Shape] = {
    "trs": trs_site.SHAPE,
    "trs-script": trs_site.SCRIPTED,
    "zjol": zjol_site.SHAPE,
    "plain": catalogue.SHAPES["bulletin"],
    "auto": catalogue.SHAPES["bulletin"],
    **catalogue.SHAPES,
    **requested.SHAPES,
}
"""Shapes by the platform name of a seed, or by a name of the replica's own where a style says so."""

__all__ = ["SHAPES", "Column", "Shape", "SiteEntry", "SiteView", "Tree"]
