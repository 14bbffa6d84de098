"""Series over the same axes, as polygons; markers differ in shape, and each axis says its values."""

from collections.abc import Sequence
from math import cos, pi, sin

from core.documents.lettering import width, wrap
from core.documents.svg import bars
from core.documents.svg.canvas import SMALL, TEXT, Canvas, Place, height_of
from core.documents.svg.scales import said, ticks
from core.pictures import Bars, Radar, Series

DASHES = ("", "7 4", "2 4", "9 3 2 3")
FEWEST = 3  # with fewer axes there is no polygon


def draw(canvas: Canvas, picture: Radar) -> None:
    """Print it; with fewer than three axes, as bars."""
    if len(picture.axes) < FEWEST:
        bars.draw(canvas, Bars(title=picture.title, alt=picture.alt, categories=picture.axes, series=picture.series, value_title=""))
        return
    room = min(canvas.width * 0.28, 190.0)
    radius = min((canvas.width - 2 * room - 30) / 2, 190.0)
    centre = (canvas.width / 2, radius + 62)
    _Web(canvas, picture, centre, radius, room).draw()
    canvas.height = _legend(canvas, picture.series, centre[1] + radius + 62)


class _Web:
    def __init__(self, canvas: Canvas, picture: Radar, centre: Place, radius: float, room: float) -> None:
        self.canvas, self.picture, self.centre, self.radius, self.room = canvas, picture, centre, radius, room
        self.levels = [tick for tick in ticks(0, picture.top, 5) if tick > 0]

    def place(self, axis: int, share: float) -> Place:
        angle = 2 * pi * axis / len(self.picture.axes) - pi / 2
        return self.centre[0] + cos(angle) * self.radius * share, self.centre[1] + sin(angle) * self.radius * share

    def draw(self) -> None:
        self._grid()
        for position, series in enumerate(self.picture.series):
            self._series(position, series)
        self._scale()
        for axis, name in enumerate(self.picture.axes):
            self._name(axis, name)

    def _grid(self) -> None:
        colours, axes = self.canvas.palette, range(len(self.picture.axes))
        for level in self.levels:
            self.canvas.polygon([self.place(axis, level / self.picture.top) for axis in axes], "none", colours.grid)
        for axis in axes:
            self.canvas.line(self.centre, self.place(axis, 1), colours.grid)

    def _scale(self) -> None:
        for level in self.levels:
            x, y = self.place(0, level / self.picture.top)
            self.canvas.text(x + 9, y, said(level), SMALL, colour=self.canvas.palette.muted, halo=True)

    def _series(self, position: int, series: Series) -> None:
        colour = self.canvas.palette.series(position, series.tone)
        known = [self.place(axis, _share(value, self.picture.top)) for axis, value in enumerate(series.values) if value is not None]
        self.canvas.polygon(known, colour, colour, 2.2, fill_opacity=0.1, stroke_dasharray=DASHES[position % len(DASHES)])
        for place in known:
            mark(self.canvas, place, position, colour)

    def _name(self, axis: int, name: str) -> None:
        """An axis' name outside the web, the series' values under it in their order."""
        x, y = self.place(axis, 1 + 16 / self.radius)
        angle = 2 * pi * axis / len(self.picture.axes) - pi / 2
        align = "middle" if abs(cos(angle)) < 0.15 else "left" if cos(angle) > 0 else "right"
        room = self.room if align != "middle" else self.room * 1.5
        lines = wrap(name, room, TEXT, True, 3)
        values = " / ".join(said(series.values[axis] or 0) if series.values[axis] is not None else "–" for series in self.picture.series)
        tall = height_of(lines) + SMALL * 1.3
        top = y - tall if sin(angle) < -0.9 else y if sin(angle) > 0.9 else y - tall / 2
        bottom = self.canvas.wrapped(x, top, name, room, TEXT, 3, True, align=align)
        self.canvas.text(x, bottom + SMALL * 0.65, values, SMALL, colour=self.canvas.palette.muted, align=align)


def _share(value: float, top: float) -> float:
    return min(max(value / top, 0.0), 1.0) if top else 0.0


def mark(canvas: Canvas, place: Place, position: int, colour: str) -> None:
    """A disc, square, triangle or diamond: the series' shape."""
    x, y = place
    shapes: tuple[Sequence[Place], ...] = (
        ((x - 4.5, y - 4.5), (x + 4.5, y - 4.5), (x + 4.5, y + 4.5), (x - 4.5, y + 4.5)),
        ((x, y - 6), (x + 5.5, y + 4.5), (x - 5.5, y + 4.5)),
        ((x, y - 6), (x + 6, y), (x, y + 6), (x - 6, y)),
    )
    if position % 4 == 0:
        canvas.circle(x, y, 4.8, colour)
    else:
        canvas.polygon(shapes[position % 4 - 1], colour)


def _legend(canvas: Canvas, series: Sequence[Series], y: float) -> float:
    x = 8.0
    for position, each in enumerate(series):
        need = 44 + width(each.name, SMALL)
        if x > 8 and x + need > canvas.width:
            x, y = 8.0, y + SMALL * 1.7
        colour = canvas.palette.series(position, each.tone)
        canvas.line((x, y), (x + 26, y), colour, 2.2, DASHES[position % len(DASHES)])
        mark(canvas, (x + 13, y), position, colour)
        canvas.wrapped(x + 33, y - SMALL * 0.65, each.name, canvas.width - x - 36, SMALL, 1)
        x += need + 16
    return y + 14
