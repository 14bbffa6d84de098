"""Flows between columns of nodes. Every node gets at least the height of its name, so names never meet."""

from collections import defaultdict
from dataclasses import dataclass

from core.documents.lettering import LINE, width, wrap
from core.documents.svg.canvas import SMALL, TEXT, Canvas, height_of
from core.documents.svg.scales import said
from core.pictures import Sankey

GAP = 10.0
BAR = 12.0
Key = tuple[int, str]


@dataclass
class _Node:
    key: Key
    value: float
    lines: tuple[str, ...] = ()
    x: float = 0
    y: float = 0
    tall: float = 0
    sent: float = 0
    taken: float = 0


def draw(canvas: Canvas, picture: Sankey) -> None:
    """Print it."""
    chart = _Chart(canvas, picture)
    chart.heads()
    chart.ribbons()
    chart.names()
    canvas.height = chart.bottom + 6


def _sizes(picture: Sankey) -> dict[Key, float]:
    """A node is as large as what comes in or goes out, whichever is more."""
    comes, goes = defaultdict[Key, float](float), defaultdict[Key, float](float)
    for flow in picture.flows:
        goes[flow.source] += max(flow.value, 0)
        comes[flow.target] += max(flow.value, 0)
    return {key: max(comes[key], goes[key]) for key in dict.fromkeys([*goes, *comes])}


class _Chart:
    def __init__(self, canvas: Canvas, picture: Sankey) -> None:
        self.canvas, self.picture = canvas, picture
        sizes = _sizes(picture)
        self.columns = max([len(picture.column_titles), *(column + 1 for column, _name in sizes)], default=1)
        self.room = min(canvas.width * (0.24 if self.columns <= 3 else 0.7 / self.columns), 200.0)
        nodes = [_Node(key, value, self._lines(key, value)) for key, value in sizes.items()]
        self.by_column = [sorted((n for n in nodes if n.key[0] == column), key=lambda n: -n.value) for column in range(self.columns)]
        self.nodes = {node.key: node for node in nodes}
        self.top = 34.0
        self._place()

    def _lines(self, key: Key, value: float) -> tuple[str, ...]:
        return (*wrap(key[1], self.room, SMALL, True, 2), said(value))

    def _place(self) -> None:
        """One scale for all columns: the tallest decides, and each node is at least as tall as its words."""
        most = max((sum(node.value for node in column) for column in self.by_column), default=0.0)
        crowd = max((len(column) for column in self.by_column), default=1)
        self.scale = max(220.0, crowd * 34.0) / (most or 1.0)
        heights = [sum(self._slot(node) + GAP for node in column) - GAP for column in self.by_column]
        self.bottom = self.top + max([*heights, 40.0])
        first, last = self.room + 10, self.canvas.width - self.room - 10 - BAR
        for position, column in enumerate(self.by_column):
            y = self.top + (self.bottom - self.top - heights[position]) / 2
            for node in column:
                node.x = first + (last - first) * position / max(self.columns - 1, 1)
                node.tall = max(node.value * self.scale, 2.0)
                node.y = y + (self._slot(node) - node.tall) / 2
                y += self._slot(node) + GAP

    def _slot(self, node: _Node) -> float:
        return max(node.value * self.scale, height_of(node.lines, SMALL))

    def heads(self) -> None:
        for position, title in enumerate(self.picture.column_titles):
            x = self.by_column[position][0].x if self.by_column[position] else 0
            last = position == self.columns - 1
            align, at = ("right", x + BAR) if position == 0 else ("left", x) if last else ("middle", x + BAR / 2)
            self.canvas.wrapped(at, 4, title, self.canvas.width / self.columns - 8, TEXT, 1, True, self.canvas.palette.muted, align)

    def ribbons(self) -> None:
        order = {node.key: rank for column in self.by_column for rank, node in enumerate(column)}
        for flow in sorted(self.picture.flows, key=lambda flow: (order[flow.source], order[flow.target])):
            source, target = self.nodes[flow.source], self.nodes[flow.target]
            thick = max(flow.value, 0) * self.scale
            start, end = source.y + source.sent, target.y + target.taken
            source.sent, target.taken = source.sent + thick, target.taken + thick
            self._ribbon((source.x + BAR, start), (target.x, end), thick, self._colour(source if source.key[0] == 0 else target))

    def _colour(self, node: _Node) -> str:
        rank = self.by_column[node.key[0]].index(node)
        return self.canvas.palette.categorical[rank % len(self.canvas.palette.categorical)]

    def _ribbon(self, start: tuple[float, float], end: tuple[float, float], thick: float, colour: str) -> None:
        (x, y), (to_x, to_y) = start, end
        half = (x + to_x) / 2
        thick = max(thick, 1.0)
        upper = f"M{x:.1f},{y:.1f}C{half:.1f},{y:.1f} {half:.1f},{to_y:.1f} {to_x:.1f},{to_y:.1f}"
        lower = f"V{to_y + thick:.1f}C{half:.1f},{to_y + thick:.1f} {half:.1f},{y + thick:.1f} {x:.1f},{y + thick:.1f}Z"
        self.canvas.path(upper + lower, fill=colour, fill_opacity=0.32)

    def names(self) -> None:
        for node in self.nodes.values():
            self.canvas.rect(
                node.x,
                node.y,
                BAR,
                node.tall,
                self.canvas.palette.text if 0 < node.key[0] < self.columns - 1 else self._colour(node),
                radius=1.5,
            )
            top = node.y + node.tall / 2 - height_of(node.lines, SMALL) / 2
            if 0 < node.key[0] < self.columns - 1:
                self._plate(node, top)
            at_left = node.key[0] == 0
            self._name(node, node.x - 7 if at_left else node.x + BAR + 7, top, "right" if at_left else "left")

    def _plate(self, node: _Node, top: float) -> None:
        """A ground under a name that stands on ribbons."""
        room = max(width(line, SMALL, True) for line in node.lines) + 8
        self.canvas.rect(node.x + BAR + 3, top, room, height_of(node.lines, SMALL), self.canvas.palette.ground, radius=3, fill_opacity=0.82)

    def _name(self, node: _Node, x: float, y: float, align: str) -> None:
        y = self.canvas.wrapped(x, y, node.key[1], self.room, SMALL, 2, True, align=align)
        self.canvas.text(x, y + SMALL * LINE / 2, node.lines[-1], SMALL, colour=self.canvas.palette.muted, align=align)
