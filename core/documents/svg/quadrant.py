"""Numbered points between two scales; the numbers' names stand in a legend, so labels never collide."""

from collections.abc import Sequence
from math import ceil, cos, hypot, sin

from core.documents.lettering import LINE, wrap
from core.documents.palette import mixed
from core.documents.svg.canvas import HEAD, SMALL, TEXT, Canvas, Place
from core.documents.svg.scales import said, ticks
from core.pictures import Point, Quadrant

BESIDE = 14  # so many names fit beside the field
GOLDEN_ANGLE = 2.39996


def draw(canvas: Canvas, picture: Quadrant) -> None:
    """Print it."""
    points = sorted(picture.points, key=lambda point: -point.weight)
    beside = canvas.width >= 620 and len(points) <= BESIDE
    legend_width = canvas.width * 0.37 if beside else 0
    field = _Field(canvas, picture, canvas.width - legend_width)
    field.ground()
    field.points(points)
    canvas.height = field.bottom + 44
    if beside:
        canvas.height = max(_legend(canvas, points, field.right + 18, field.top, canvas.width - field.right - 18, 1), canvas.height)
    else:
        columns = max(1, min(3, int(canvas.width // 230)))
        canvas.height = _legend(canvas, points, 4, field.bottom + 52, canvas.width - 4, columns)


class _Field:
    """The square with its scales."""

    def __init__(self, canvas: Canvas, picture: Quadrant, room: float) -> None:
        self.canvas, self.picture = canvas, picture
        self.left, self.top, self.right = 54.0, 10.0, room - 6
        self.bottom = self.top + min(self.right - self.left, 440) * 0.98
        self.inset = 18.0  # so that points at the ends stay whole
        names = [wrap(name, self._corner_room(place), SMALL, True, 2) if name else () for place, name in enumerate(picture.corners)]
        self.above = self.inset + max(len(names[0]), len(names[1])) * SMALL * LINE
        self.below = self.inset + max(len(names[2]), len(names[3])) * SMALL * LINE

    def x(self, value: float) -> float:
        return _between(value, self.picture.x_range, self.left + self.inset, self.right - self.inset)

    def y(self, value: float) -> float:
        return _between(value, self.picture.y_range, self.bottom - self.below, self.top + self.above)

    def ground(self) -> None:
        canvas, colours = self.canvas, self.canvas.palette
        canvas.rect(self.left, self.top, self.right - self.left, self.bottom - self.top, colours.ground, colours.grid)
        self._corners()
        for tick in ticks(*self.picture.x_range):
            canvas.line((self.x(tick), self.bottom), (self.x(tick), self.bottom + 4), colours.line)
            canvas.text(self.x(tick), self.bottom + 13, said(tick), SMALL, colour=colours.muted, align="middle")
        for tick in ticks(*self.picture.y_range):
            canvas.line((self.left, self.y(tick)), (self.right, self.y(tick)), colours.grid)
            canvas.text(self.left - 7, self.y(tick), said(tick), SMALL, colour=colours.muted, align="right")
        split_x, split_y = self.x(self.picture.x_split), self.y(self.picture.y_split)
        canvas.line((split_x, self.top), (split_x, self.bottom), colours.muted, 1.3, "9 6")
        canvas.line((self.left, split_y), (self.right, split_y), colours.muted, 1.3, "9 6")
        self._axis_titles()

    def _axis_titles(self) -> None:
        middle_x, middle_y = (self.left + self.right) / 2, (self.top + self.bottom) / 2
        across = wrap(self.picture.x_title, self.right - self.left, TEXT, True, 1)
        upright = wrap(self.picture.y_title, self.bottom - self.top, TEXT, True, 1)
        self.canvas.text(middle_x, self.bottom + 33, across[0], TEXT, True, align="middle")
        self.canvas.text(12, middle_y, upright[0], TEXT, True, align="middle", turn=-90)

    def _corners(self) -> None:
        """The four fields' names in their outer corners, where no point comes."""
        colours = self.canvas.palette
        split_x, split_y = self.x(self.picture.x_split), self.y(self.picture.y_split)
        self.canvas.rect(self.left, self.top, split_x - self.left, split_y - self.top, colours.soft)
        self.canvas.rect(split_x, split_y, self.right - split_x, self.bottom - split_y, colours.soft)
        for position, name in enumerate(self.picture.corners):
            at_right, below = position % 2 == 1, position > 1
            room = self._corner_room(position)
            lines = wrap(name, room, SMALL, True, 2)
            y = self.bottom - 5 - len(lines) * SMALL * LINE if below else self.top + 4
            x = self.right - 7 if at_right else self.left + 7
            self.canvas.wrapped(x, y, name, room, SMALL, 2, True, colours.muted, "right" if at_right else "left")

    def _corner_room(self, position: int) -> float:
        split = self.x(self.picture.x_split)
        return max((self.right - split if position % 2 else split - self.left) - 14, 60)

    def points(self, points: Sequence[Point]) -> None:
        radii = [_radius(point) for point in points]
        box = (self.left + 2, self.top + 2, self.right - 2, self.bottom - 2)
        places = spread([(self.x(point.x), self.y(point.y)) for point in points], radii, box)
        for number, (point, (x, y), r) in enumerate(zip(points, places, radii, strict=True), 1):
            self.canvas.badge(x, y, str(number), _colour(self.canvas, point), r)


def _between(value: float, ends: tuple[float, float], start: float, end: float) -> float:
    low, high = ends
    share = (value - low) / (high - low) if high != low else 0.5
    return start + (end - start) * min(max(share, 0.0), 1.0)


def _radius(point: Point) -> float:
    return 10.5 + 4.5 * min(max(point.weight, 0.0), 1.0)


def _colour(canvas: Canvas, point: Point) -> str:
    colours = canvas.palette
    cool, warm = mixed(colours.accent, colours.amber, point.weight * 2), mixed(colours.amber, colours.alarm, point.weight * 2 - 1)
    return warm if point.weight > 0.5 else cool


def spread(places: Sequence[Place], radii: Sequence[float], box: tuple[float, float, float, float]) -> list[Place]:
    """Discs moved apart until none covers another: those at one place start on a spiral, then neighbours push each other."""
    met: dict[Place, int] = {}
    moved: list[list[float]] = []
    for x, y in places:
        turn = met[(x, y)] = met.get((x, y), -1) + 1
        away = 9 * turn**0.5
        moved.append([x + away * cos(GOLDEN_ANGLE * turn), y + away * sin(GOLDEN_ANGLE * turn)])
    for _round in range(120):
        if not _push(moved, radii, box):
            break
    return [(x, y) for x, y in moved]


def _push(moved: list[list[float]], radii: Sequence[float], box: tuple[float, float, float, float]) -> bool:
    pushed = False
    for i, one in enumerate(moved):
        for j in range(i):
            other = moved[j]
            dx, dy = one[0] - other[0], one[1] - other[1]
            apart = hypot(dx, dy) or 0.01
            lacking = radii[i] + radii[j] + 1 - apart
            if lacking > 0.3:
                pushed = True
                for disc, sign in ((one, 0.5), (other, -0.5)):
                    disc[0] += sign * lacking * (dx or 0.01) / apart
                    disc[1] += sign * lacking * dy / apart
    for disc, r in zip(moved, radii, strict=True):
        disc[0] = min(max(disc[0], box[0] + r), box[2] - r)
        disc[1] = min(max(disc[1], box[1] + r), box[3] - r)
    return pushed


def _legend(canvas: Canvas, points: Sequence[Point], x: float, y: float, room: float, columns: int) -> float:
    """The numbers' names, the heaviest first; gives the bottom."""
    column_width, in_column = room / columns, ceil(len(points) / columns)
    bottom = y
    for start in range(0, len(points), in_column or 1):
        top = y
        for number, point in enumerate(points[start : start + in_column], start + 1):
            canvas.badge(x + 11, top + HEAD * LINE / 2 + 2, str(number), _colour(canvas, point), 10)
            top = max(canvas.wrapped(x + 29, top + 2, point.label, column_width - 37, TEXT, 3), top + 24) + 5
        bottom, x = max(bottom, top), x + column_width
    return bottom + 4
