"""A matrix with shaded cells; every cell says its value, so the shade only helps the eye."""

from core.documents.lettering import longest_word, width, wrap
from core.documents.palette import Palette, ink_on, mixed
from core.documents.svg.canvas import SMALL, TEXT, Canvas, height_of
from core.pictures import Heatmap

PALEST, DEEPEST = 0.06, 0.85


def shade(picture: Heatmap, value: float, palette: Palette) -> str:
    """A value's ground."""
    span = picture.high - picture.low
    share = min(max((value - picture.low) / span, 0.0), 1.0) if span else 0.5
    top = palette.alarm if picture.more_is_worse else palette.accent
    return mixed(palette.ground, top, PALEST + (DEEPEST - PALEST) * share)


def draw(canvas: Canvas, picture: Heatmap) -> None:
    """Print it."""
    matrix = _Matrix(canvas, picture)
    y = matrix.heads(4.0)
    for position in range(len(picture.rows)):
        y = matrix.row(position, y)
    canvas.height = y + 2


class _Matrix:
    def __init__(self, canvas: Canvas, picture: Heatmap) -> None:
        self.canvas, self.picture = canvas, picture
        longest = max((width(name, TEXT) for name in picture.rows), default=0.0)
        self.left = min(max(longest, width(picture.row_title, SMALL)), canvas.width * 0.3) + 12
        self.cell = (canvas.width - self.left) / max(len(picture.columns), 1)
        self.upright = any(longest_word(name, SMALL, True) > self.cell - 6 for name in picture.columns)

    def heads(self, y: float) -> float:
        colours = self.canvas.palette
        if self.picture.column_title:
            middle = self.left + (self.canvas.width - self.left) / 2
            y = (
                self.canvas.wrapped(
                    middle, y, self.picture.column_title, self.canvas.width - self.left, SMALL, 1, colour=colours.muted, align="middle"
                )
                + 3
            )
        tall = self._head_height()
        for position, name in enumerate(self.picture.columns):
            middle = self.left + (position + 0.5) * self.cell
            if self.upright:
                self._upright(middle, y, name, tall)
            else:
                lines = wrap(name, self.cell - 6, SMALL, True, 3)
                self.canvas.wrapped(middle, y + tall - height_of(lines, SMALL), name, self.cell - 6, SMALL, 3, True, align="middle")
        if self.picture.row_title:
            self.canvas.wrapped(0, y + tall - SMALL * 1.3, self.picture.row_title, self.left - 8, SMALL, 1, colour=colours.muted)
        return y + tall + 5

    def _head_height(self) -> float:
        if self.upright:
            return min(max((width(name, SMALL, True) for name in self.picture.columns), default=0.0), 150.0) + 4
        return max((height_of(wrap(name, self.cell - 6, SMALL, True, 3), SMALL) for name in self.picture.columns), default=0.0)

    def _upright(self, middle: float, y: float, name: str, tall: float) -> None:
        lines = wrap(name, tall - 2, SMALL, True, max(int(self.cell // (SMALL * 1.25)), 1))
        for number, line in enumerate(lines):
            x = middle + (number - (len(lines) - 1) / 2) * SMALL * 1.25
            self.canvas.text(x, y + tall, line, SMALL, True, turn=-90)

    def row(self, position: int, y: float) -> float:
        name, texts = self.picture.rows[position], self.picture.texts[position]
        lines = wrap(name, self.left - 10, TEXT, most=3)
        tall = max(height_of(lines), *(height_of(self._lines(text), SMALL) for text in texts), 18.0) + 10
        self.canvas.wrapped(0, y + (tall - height_of(lines)) / 2, name, self.left - 10, TEXT, 3)
        for column, text in enumerate(texts):
            self._cell(position, column, text, y, tall)
        return y + tall + 2

    def _lines(self, text: str) -> tuple[str, ...]:
        return wrap(text, self.cell - 8, SMALL, most=3)

    def _cell(self, row: int, column: int, text: str, y: float, tall: float) -> None:
        colours, value = self.canvas.palette, self.picture.values[row][column]
        x = self.left + column * self.cell
        ground = shade(self.picture, value, colours) if value is not None else colours.ground
        self.canvas.rect(x + 1, y, self.cell - 2, tall, ground, colours.grid if value is None else "", 2)
        if value is None and not text:
            self.canvas.line((x + self.cell / 2 - 4, y + tall / 2), (x + self.cell / 2 + 4, y + tall / 2), colours.line)
        lines = self._lines(text)
        ink = ink_on(ground) if value is not None else colours.text
        self.canvas.wrapped(
            x + self.cell / 2, y + (tall - height_of(lines, SMALL)) / 2, text, self.cell - 8, SMALL, 3, colour=ink, align="middle"
        )
