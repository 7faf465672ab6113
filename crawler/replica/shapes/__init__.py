"""The shapes of the platforms: how each writes its listings and articles, as a tree of addresses."""

from crawler.replica.shapes import platforms, requested, trs, zjol
from crawler.replica.shapes.base import Column, Entry, Shape, SiteView, Tree

SHAPES: dict[str, Shape] = {
    "trs": trs.SHAPE,
    "trs-script": trs.SCRIPTED,
    "zjol": zjol.SHAPE,
    "plain": platforms.SHAPES["bulletin"],
    "auto": platforms.SHAPES["bulletin"],
    **platforms.SHAPES,
    **requested.SHAPES,
}
"""Shapes by the platform name of a seed, or by a name of the replica's own where a style says so."""

__all__ = ["SHAPES", "Column", "Entry", "Shape", "SiteView", "Tree"]
