"""Pictures that would not fit on a page become several of the same kind, so letters never have to shrink."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from core.documents.svg import PRINT_WIDTH, svg_of
from core.documents.svg.tree import rooted, walk
from core.pictures import Bars, Bullets, Funnels, Gantt, Heatmap, Journey, Picture, Tree

_SIZE = re.compile(r'width="(\d+)" height="(\d+)"')
Parts = tuple[Picture, ...]


def size_of(svg: str) -> tuple[int, int]:
    """An SVG's width and height."""
    found = _SIZE.search(svg)
    assert found
    return int(found[1]), int(found[2])


def fitted(picture: Picture, tallest: float, width: float = PRINT_WIDTH) -> Parts:
    """The picture, or the parts of it that are each at most `tallest` high; what cannot be parted stays as it is."""
    if type(picture) not in HALVES or size_of(svg_of(picture, width))[1] <= tallest:
        return (picture,)
    halves = HALVES[type(picture)](picture)
    return tuple(part for half in halves for part in fitted(half, tallest, width)) if len(halves) > 1 else (picture,)


def _bars(picture: Bars) -> Parts:
    middle = len(picture.categories) // 2
    return tuple(
        replace(picture, categories=picture.categories[rows], series=tuple(replace(each, values=each.values[rows]) for each in picture.series))
        for rows in (slice(middle), slice(middle, None))
        if picture.categories[rows]
    )


def _heatmap(picture: Heatmap) -> Parts:
    middle = len(picture.rows) // 2
    return tuple(
        replace(picture, rows=picture.rows[part], values=picture.values[part], texts=picture.texts[part])
        for part in (slice(middle), slice(middle, None))
        if picture.rows[part]
    )


def _in_half(name: str) -> Callable[[Any], Parts]:
    """How a picture whose rows stand under one name is parted."""

    def parted(picture: Any) -> Parts:
        rows = getattr(picture, name)
        middle = len(rows) // 2
        return tuple(replace(picture, **{name: part}) for part in (rows[:middle], rows[middle:]) if part)

    return parted


def _gantt(picture: Gantt) -> Parts:
    """At a group's end where that leaves no tiny part, else in the middle."""
    order = list(dict.fromkeys(bar.group for bar in picture.bars))
    bars = sorted(picture.bars, key=lambda bar: order.index(bar.group))
    ends = [n for n in range(1, len(bars)) if bars[n].group != bars[n - 1].group]
    middle = min(ends, key=lambda n: abs(n - len(bars) / 2), default=len(bars) // 2)
    if not len(bars) / 4 <= middle <= len(bars) * 3 / 4:
        middle = len(bars) // 2
    return tuple(replace(picture, bars=tuple(part)) for part in (bars[:middle], bars[middle:]) if part)


def _tree(picture: Tree) -> Parts:
    """At the uppermost place where a box has several children; the boxes above it stand in both parts."""
    above, level = [], rooted(picture.nodes)
    while len(level) == 1:
        above.append(level[0].node)
        level = level[0].children
    if not level:
        return (picture,)
    sizes = [len(list(walk(box))) for box in level]
    cut = min(range(1, len(level)), key=lambda n: abs(sum(sizes[:n]) - sum(sizes) / 2))
    return tuple(replace(picture, nodes=(*above, *(box.node for top in part for box in walk(top)))) for part in (level[:cut], level[cut:]))


HALVES: Mapping[type[Picture], Callable[[Any], Parts]] = {
    Journey: _in_half("stages"),
    Bars: _bars,
    Funnels: _in_half("rows"),
    Tree: _tree,
    Bullets: _in_half("rows"),
    Heatmap: _heatmap,
    Gantt: _gantt,
}
