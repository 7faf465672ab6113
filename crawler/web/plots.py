"""Plots as SVG, drawn here, without a script: bars by month, and a tile map of the provinces. Pure."""

from collections.abc import Mapping, Sequence
from html import escape

TILES: Mapping[str, tuple[int, int]] = {
    "230000": (8, 0), "150000": (6, 1), "220000": (8, 1), "650000": (1, 1), "110000": (6, 2), "210000": (8, 2),
    "620000": (3, 2), "640000": (4, 2), "140000": (5, 2), "130000": (7, 2), "120000": (7, 1), "630000": (2, 3),
    "610000": (4, 3), "410000": (5, 3), "370000": (6, 3), "320000": (7, 3), "310000": (8, 4), "540000": (1, 4),
    "510000": (3, 4), "500000": (4, 4), "420000": (5, 4), "340000": (6, 4), "330000": (7, 4), "530000": (3, 5),
    "520000": (4, 5), "430000": (5, 5), "360000": (6, 5), "350000": (7, 5), "450000": (4, 6), "440000": (5, 6),
    "460000": (5, 7),
}  # fmt: skip
"""Where each province stands in the tile map: column and row, by its neighbours on the ground."""
_TILE = 44
_BAR, _GAP, _HEIGHT = 18, 4, 120


def draw_tiles(counts: Mapping[str, int], names: Mapping[str, str]) -> str:
    """A map of the provinces, each a tile that is darker the more there is, and a link."""
    most = max(counts.values(), default=0) or 1
    tiles = []
    for code, (column, row) in TILES.items():
        count, name = counts.get(code, 0), escape(names.get(code, code))
        shade = 0 if not count else 1 + min(4, count * 4 // most)
        x, y = column * _TILE, row * _TILE
        tiles.append(
            f'<a href="/province/{code}"><g class="tile shade{shade}"><title>{name}: {count}</title>'
            f'<rect x="{x}" y="{y}" width="{_TILE - 3}" height="{_TILE - 3}" rx="4"/>'
            f'<text x="{x + 20}" y="{y + 18}">{name[:2]}</text>'
            f'<text class="count" x="{x + 20}" y="{y + 33}">{count or ""}</text></g></a>'
        )
    box = f'viewBox="0 0 {10 * _TILE} {8 * _TILE}" role="img" aria-label="各省通告数"'
    return f'<svg class="tiles" {box}>{"".join(tiles)}</svg>'


def draw_bars(rows: Sequence[tuple[str, int]], label: str) -> str:
    """Bars with their numbers below, as a figure that a screen reader names."""
    most = max((count for _, count in rows), default=0) or 1
    bars = []
    for place, (name, count) in enumerate(rows):
        high = round(_HEIGHT * count / most)
        x = place * (_BAR + _GAP)
        bars.append(
            f'<g class="bar"><title>{escape(name)}: {count}</title>'
            f'<rect x="{x}" y="{_HEIGHT - high}" width="{_BAR}" height="{high}"/></g>'
        )
    ends = ""
    if rows:
        ends = (
            f'<text x="0" y="{_HEIGHT + 14}">{escape(rows[0][0])}</text>'
            f'<text class="last" x="{len(rows) * (_BAR + _GAP)}" y="{_HEIGHT + 14}">{escape(rows[-1][0])}</text>'
        )
    width = max(1, len(rows) * (_BAR + _GAP))
    box = f'viewBox="0 0 {width} {_HEIGHT + 18}" role="img" aria-label="{escape(label)}"'
    return f'<svg class="bars" {box}>{"".join(bars)}{ends}</svg>'
