"""Horizontal bars: names at the left, values in figures at the bars."""

from collections.abc import Sequence
from math import ceil

from core.documents.lettering import longest_word, width, wrap
from core.documents.palette import ink_on
from core.documents.svg.canvas import SMALL, TEXT, Canvas, height_of, legend
from core.documents.svg.scales import said
from core.pictures import Bars, Series

THICK = 18.0
GAP = 12.0


def draw(canvas: Canvas, picture: Bars) -> None:
    """Print it."""
    chart = _Chart(canvas, picture)
    y = 4.0
    if picture.value_title:
        y = canvas.wrapped(chart.left, y, picture.value_title, canvas.width - chart.left, SMALL, 2, colour=canvas.palette.muted) + 6
    top = y
    for position, name in enumerate(picture.categories):
        y = chart.row(position, name, y) + GAP
    canvas.line((chart.zero, top), (chart.zero, y - GAP + 4), canvas.palette.line)
    if len(picture.series) > 1:
        colours = [canvas.palette.series(position, each.tone) for position, each in enumerate(picture.series)]
        y = legend(canvas, chart.left, y, [each.name for each in picture.series], colours, canvas.width)
    canvas.height = y + 4


def value_text(value: float, unit: str) -> str:
    """A value with its unit."""
    return f"{said(value).replace('-', '−')} {unit}".strip()


class _Chart:
    def __init__(self, canvas: Canvas, picture: Bars) -> None:
        self.canvas, self.picture = canvas, picture
        longest = max((width(name, TEXT) for name in picture.categories), default=0.0)
        widest_word = max((longest_word(name, TEXT) for name in picture.categories), default=0.0)
        self.left = min(max(min(longest, canvas.width * 0.3), widest_word), canvas.width * 0.4) + 12
        low, high = self._ends()
        texts = [value_text(value, picture.unit) for value in (*self._totals(), low, high)]
        aside = max((width(text, SMALL, True) for text in texts), default=0.0) + 10
        room = canvas.width - self.left - aside - (aside if low < 0 else 0)
        self.scale = room / ((high - low) or 1)
        self.zero = self.left - low * self.scale + (aside if low < 0 else 0)

    def _ends(self) -> tuple[float, float]:
        sums = [value for row in zip(*(series.values for series in self.picture.series), strict=False) for value in self._reach(row)]
        return min(sums, default=0.0), max(sums, default=0.0)

    def _totals(self) -> tuple[float, ...]:
        """All figures that stand beside bars."""
        rows = zip(*(series.values for series in self.picture.series), strict=False)
        return tuple(value for row in rows for value in (self._reach(row) if self.picture.stacked else filter(None, row)))

    def _reach(self, row: Sequence[float | None]) -> tuple[float, ...]:
        known = [value for value in row if value is not None]
        if self.picture.stacked:
            return (sum(v for v in known if v > 0), sum(v for v in known if v < 0))
        return (0.0, *known)

    def row(self, position: int, name: str, y: float) -> float:
        lines = wrap(name, self.left - 12, TEXT, most=3)
        bars = 1 if self.picture.stacked else max(len(self.picture.series), 1)
        tall = max(height_of(lines), bars * THICK)
        self.canvas.wrapped(self.left - 8, y + (tall - height_of(lines)) / 2, name, self.left - 12, TEXT, 3, align="right")
        top = y + (tall - bars * THICK) / 2
        (self._stack if self.picture.stacked else self._side_by_side)(position, top)
        return y + ceil(tall)

    def _side_by_side(self, position: int, y: float) -> None:
        for number, series in enumerate(self.picture.series):
            value = _value(series, position)
            if value is not None:
                self._bar(self.zero, value, y, self.canvas.palette.series(number, series.tone))
                text, beyond = value_text(value, self.picture.unit), self.zero + value * self.scale
                self.canvas.text(
                    beyond + (5 if value >= 0 else -5), y + THICK / 2, text, SMALL, True, align="left" if value >= 0 else "right"
                )
            y += THICK

    def _stack(self, position: int, y: float) -> None:
        ends = {True: self.zero, False: self.zero}
        known = [value for series in self.picture.series if (value := _value(series, position)) is not None]
        for number, series in enumerate(self.picture.series):
            value = _value(series, position) or 0.0
            colour, start = self.canvas.palette.series(number, series.tone), ends[value >= 0]
            self._bar(start, value, y, colour)
            ends[value >= 0] = start + value * self.scale
            text = value_text(value, "")
            if width(text, SMALL) + 6 <= abs(value) * self.scale:
                self.canvas.text(start + value * self.scale / 2, y + THICK / 2, text, SMALL, colour=ink_on(colour), align="middle")
        if known:
            self.canvas.text(ends[True] + 5, y + THICK / 2, value_text(sum(known), self.picture.unit), SMALL, True)

    def _bar(self, start: float, value: float, y: float, colour: str) -> None:
        length = value * self.scale
        self.canvas.rect(min(start, start + length), y + 1, max(abs(length), 0.5), THICK - 2, colour, radius=1.5)


def _value(series: Series, position: int) -> float | None:
    return series.values[position] if position < len(series.values) else None
