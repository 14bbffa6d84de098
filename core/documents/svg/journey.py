"""The customer's journey: stages side by side, the emotion line over them, touchpoints with their emotions under them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil

from core.documents.lettering import LINE, wrap
from core.documents.palette import Palette, ink_on
from core.documents.svg.canvas import HEAD, SMALL, TEXT, Canvas, Place, height_of
from core.documents.svg.scales import signed
from core.i18n import N_, _
from core.pictures import Journey, JourneyStage

NARROWEST = 118.0  # a stage that is narrower would break its words; the journey then runs on in a second band
LEFT = 34.0
CURVE = 128.0
TOP_OF_SCALE = 2
KEY_WORDS = N_("moment of truth")


def draw(canvas: Canvas, picture: Journey) -> None:
    """Print it."""
    y = 4.0
    for band in _bands(picture.stages, canvas.width):
        y = _Band(canvas, band, y).draw() + 22
    if any(key for stage in picture.stages for *_rest, key in stage.touchpoints):
        _diamond(canvas, LEFT + 7, y - 6)
        canvas.text(LEFT + 18, y - 6, "— " + _(KEY_WORDS), SMALL, colour=canvas.palette.muted)
        y += 12
    canvas.height = y - 2


def _bands(stages: Sequence[JourneyStage], width: float) -> Iterator[Sequence[JourneyStage]]:
    fitting = max(1, int((width - LEFT) // NARROWEST))
    rows = ceil(len(stages) / fitting) or 1
    length = ceil(len(stages) / rows)
    for start in range(0, len(stages), length or 1):
        yield stages[start : start + length]


def mood(emotion: float | None, palette: Palette) -> str:
    """The colour of an emotion; its number stands beside it."""
    if emotion is None:
        return palette.line
    return palette.alarm if emotion <= -0.5 else palette.accent if emotion >= 0.5 else palette.amber


def _diamond(canvas: Canvas, x: float, y: float, r: float = 6) -> None:
    canvas.polygon([(x, y - r), (x + r, y), (x, y + r), (x - r, y)], canvas.palette.text)


class _Band:
    """A run of stages."""

    def __init__(self, canvas: Canvas, stages: Sequence[JourneyStage], top: float) -> None:
        self.canvas, self.stages, self.top = canvas, stages, top
        self.column = (canvas.width - LEFT) / len(stages)

    def draw(self) -> float:
        under_heads = self._heads()
        under_curve = self._curve(under_heads + 14)
        return self._touchpoints(under_curve + 8)

    def _left(self, position: int) -> float:
        return LEFT + position * self.column

    def _heads(self) -> float:
        """Arrows with the stages' names, goals under them."""
        colours, room = self.canvas.palette, self.column - 26
        height = max(height_of(wrap(stage.name, room, HEAD, True, 3), HEAD) for stage in self.stages) + 14
        goals = self.top + height + 4
        bottom = goals
        for position, stage in enumerate(self.stages):
            x, right = self._left(position), self._left(position + 1) - 5
            tip, middle = right + 5, self.top + height / 2
            shape = [
                (x, self.top),
                (right - 3, self.top),
                (tip, middle),
                (right - 3, self.top + height),
                (x, self.top + height),
                (x + 8, middle),
            ]
            self.canvas.polygon(shape if position else [*shape[:5]], colours.accent)
            lines = wrap(stage.name, room, HEAD, True, 3)
            y = middle - height_of(lines, HEAD) / 2
            self.canvas.wrapped(x + 14, y, stage.name, room, HEAD, 3, True, ink_on(colours.accent))
            bottom = max(
                bottom,
                self.canvas.wrapped(x + 6, goals, stage.goal, self.column - 14, SMALL, 4, colour=colours.muted) if stage.goal else goals,
            )
        return bottom

    def _curve(self, top: float) -> float:
        canvas, colours = self.canvas, self.canvas.palette
        places: list[tuple[Place, float] | None] = []
        for level in range(-TOP_OF_SCALE, TOP_OF_SCALE + 1):
            y = self._height(top, level)
            canvas.line((LEFT, y), (canvas.width, y), colours.line if level == 0 else colours.grid)
            canvas.text(LEFT - 8, y, signed(level), SMALL, colour=colours.muted, align="right")
        for position, stage in enumerate(self.stages):
            middle = self._left(position) + self.column / 2
            places.append(((middle, self._height(top, stage.emotion)), stage.emotion) if stage.emotion is not None else None)
        self._joined([found[0] if found else None for found in places])
        for found in filter(None, places):
            (x, y), emotion = found
            self._mark(x, y, emotion)
        return top + CURVE

    @staticmethod
    def _height(top: float, emotion: float) -> float:
        share = (TOP_OF_SCALE - min(max(emotion, -TOP_OF_SCALE), TOP_OF_SCALE)) / (2 * TOP_OF_SCALE)
        return top + 12 + share * (CURVE - 24)

    def _joined(self, places: Sequence[Place | None]) -> None:
        """A soft line through the known emotions, dashed across stages where it is unknown."""
        known = [(number, place) for number, place in enumerate(places) if place]
        for (number, one), (next_number, other) in pairwise(known):
            half = (one[0] + other[0]) / 2
            curve = f"M{one[0]:.1f},{one[1]:.1f}C{half:.1f},{one[1]:.1f} {half:.1f},{other[1]:.1f} {other[0]:.1f},{other[1]:.1f}"
            dash = "" if next_number == number + 1 else "3 6"
            self.canvas.path(curve, self.canvas.palette.muted, thick=2.5, stroke_dasharray=dash)

    def _mark(self, x: float, y: float, emotion: float) -> None:
        """The emotion's number in a lozenge on the line."""
        fill = mood(emotion, self.canvas.palette)
        text = signed(emotion)
        half = 16 if len(text) < 3 else 21
        self.canvas.rect(x - half, y - 11, 2 * half, 22, fill, self.canvas.palette.ground, 11, stroke_width=1.5)
        self.canvas.text(x, y, text, SMALL, colour=ink_on(fill), align="middle")

    def _touchpoints(self, top: float) -> float:
        colours = self.canvas.palette
        bottom = top
        for position, stage in enumerate(self.stages):
            y, x = top, self._left(position) + 4
            for name, emotion, key in stage.touchpoints:
                y = self._touchpoint(x, y, name, emotion, key) + 5
            bottom = max(bottom, y)
        for position in range(1, len(self.stages)):
            x = self._left(position)
            self.canvas.line((x - 2, top), (x - 2, bottom), colours.grid)
        return bottom

    def _touchpoint(self, x: float, y: float, name: str, emotion: float | None, key: bool) -> float:
        colours, room = self.canvas.palette, self.column - 12
        chip, gap = 28.0, 5.0
        fill = mood(emotion, colours)
        self.canvas.rect(x, y + 1, chip, TEXT * LINE - 1, colours.ground, fill, 7, stroke_width=1.6)
        self.canvas.text(x + chip / 2, y + TEXT * LINE / 2, signed(emotion) if emotion is not None else "–", SMALL, align="middle")
        start = x + chip + gap
        if key:
            _diamond(self.canvas, start + 6, y + TEXT * LINE / 2)
            start += 15
        return self.canvas.wrapped(start, y + 0.5, name, x + room - start, SMALL, 3, key)
