"""Pictures that would not fit on a page become several of the same kind, so letters never have to shrink."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from core.documents.svg import PRINT_WIDTH, svg_of
from core.documents.svg.tree import Box, rooted, walk
from core.pictures import Bars, Bullets, Funnels, Gantt, Heatmap, Journey, Node, Picture, Tree

_SIZE = re.compile(r'width="(\d+)" height="(\d+)"')
BRANCH = 8  # leaves of a tree that stay together
Parts = tuple[Picture, ...]
Units = Sequence[tuple[float, Any]]  # what stays whole, with how much room it takes
Joined = Callable[[Units], Picture]


def size_of(svg: str) -> tuple[int, int]:
    """An SVG's width and height."""
    found = _SIZE.search(svg)
    assert found
    return int(found[1]), int(found[2])


def fitted(picture: Picture, tallest: float, width: float = PRINT_WIDTH) -> Parts:
    """The picture, or as few parts of it as are each at most `tallest` high; what cannot be parted stays as it is."""
    if type(picture) not in PARTERS or _fits(picture, tallest, width):
        return (picture,)
    units, joined = PARTERS[type(picture)](picture)
    for count in range(2, len(units) + 1):
        parts = tuple(joined(chunk) for chunk in _chunks(units, count))
        if all(_fits(part, tallest, width) for part in parts):
            return parts
    return tuple(joined([unit]) for unit in units) or (picture,)


def _fits(picture: Picture, tallest: float, width: float) -> bool:
    return size_of(svg_of(picture, width))[1] <= tallest


def _chunks(units: Units, count: int) -> Iterator[Units]:
    """Consecutive units in `count` parts of about the same weight."""
    total = sum(weight for weight, _unit in units)
    gone, cut, start = 0.0, 1, 0
    for position, (weight, _unit) in enumerate(units):
        gone += weight
        left = len(units) - position - 1
        if cut < count and (gone >= total * cut / count or left == count - cut):
            yield units[start : position + 1]
            start, cut = position + 1, cut + 1
    yield units[start:]


def _rows(name: str) -> Callable[[Any], tuple[Units, Joined]]:
    """How a picture is parted whose rows stand under one name."""

    def parted(picture: Any) -> tuple[Units, Joined]:
        units = [(1.0, row) for row in getattr(picture, name)]
        return units, lambda chunk: replace(picture, **{name: tuple(row for _weight, row in chunk)})

    return parted


def _bars(picture: Bars) -> tuple[Units, Joined]:
    def joined(chunk: Units) -> Picture:
        rows = slice(chunk[0][1], chunk[-1][1] + 1)
        series = tuple(replace(each, values=each.values[rows]) for each in picture.series)
        return replace(picture, categories=picture.categories[rows], series=series)

    return [(1.0, n) for n in range(len(picture.categories))], joined


def _heatmap(picture: Heatmap) -> tuple[Units, Joined]:
    def joined(chunk: Units) -> Picture:
        rows = slice(chunk[0][1], chunk[-1][1] + 1)
        return replace(picture, rows=picture.rows[rows], values=picture.values[rows], texts=picture.texts[rows])

    return [(1.0, n) for n in range(len(picture.rows))], joined


def _gantt(picture: Gantt) -> tuple[Units, Joined]:
    order = list(dict.fromkeys(bar.group for bar in picture.bars))
    bars = sorted(picture.bars, key=lambda bar: order.index(bar.group))
    return [(1.0, bar) for bar in bars], lambda chunk: replace(picture, bars=tuple(bar for _weight, bar in chunk))


def _tree(picture: Tree) -> tuple[Units, Joined]:
    """Branches of at most a page's worth of leaves; the boxes above a branch stand in every part that has one of its twigs."""
    units = [unit for root in rooted(picture.nodes) for unit in _branches(root, ())]

    def joined(chunk: Units) -> Picture:
        nodes = {node.id: node for _weight, (above, branch) in chunk for node in (*above, *branch)}
        return replace(picture, nodes=tuple(nodes.values()))

    return units, joined


def _branches(box: Box, above: tuple[Node, ...]) -> Iterator[tuple[float, Any]]:
    leaves = sum(1 for each in walk(box) if not each.children)
    if leaves <= BRANCH:
        yield float(leaves), (above, tuple(each.node for each in walk(box)))
    else:
        for child in box.children:
            yield from _branches(child, (*above, box.node))


PARTERS: Mapping[type[Picture], Callable[[Any], tuple[Units, Joined]]] = {
    Journey: _rows("stages"),
    Bars: _bars,
    Funnels: _rows("rows"),
    Tree: _tree,
    Bullets: _rows("rows"),
    Heatmap: _heatmap,
    Gantt: _gantt,
}
