"""Several funnels with the same steps, one a row: bars on the row's own scale, conversions between the steps."""

from core.documents.lettering import LINE, wrap
from core.documents.palette import mixed
from core.documents.svg.canvas import SMALL, TEXT, Canvas, height_of
from core.documents.svg.scales import said
from core.i18n import formats
from core.pictures import FunnelRow, Funnels

BAR = 26.0


def draw(canvas: Canvas, picture: Funnels) -> None:
    """Print it."""
    table = _Table(canvas, picture)
    y = table.heads(4.0)
    for row in picture.rows:
        y = table.row(row, y)
    canvas.height = y + 2


class _Table:
    def __init__(self, canvas: Canvas, picture: Funnels) -> None:
        self.canvas, self.picture = canvas, picture
        self.names = canvas.width * 0.2
        self.remarks = canvas.width * 0.2 if any(row.remark for row in picture.rows) else 0.0
        self.step = (canvas.width - self.names - self.remarks) / max(len(picture.steps), 1)

    def _left(self, position: int) -> float:
        return self.names + position * self.step

    def heads(self, y: float) -> float:
        colours, room = self.canvas.palette, self.step - 12
        tall = max((height_of(wrap(step, room, SMALL, True, 3), SMALL) for step in self.picture.steps), default=0.0)
        for position, step in enumerate(self.picture.steps):
            self.canvas.wrapped(self._left(position), y, step, room, SMALL, 3, True, colours.muted)
        self.canvas.line((0, y + tall + 5), (self.canvas.width, y + tall + 5), colours.line)
        return y + tall + 6

    def row(self, row: FunnelRow, y: float) -> float:
        colours = self.canvas.palette
        name = wrap(row.name, self.names - 12, TEXT, True, 3)
        remark = wrap(row.remark, max(self.remarks - 8, 40), SMALL, most=4)
        tall = max(height_of(name), height_of(remark, SMALL) if row.remark else 0, BAR + SMALL * LINE + 4) + 16
        self.canvas.wrapped(2, y + (tall - height_of(name)) / 2, row.name, self.names - 12, TEXT, 3, True)
        self._steps(row, y + (tall - BAR - SMALL * LINE - 2) / 2)
        if row.remark:
            top = y + (tall - height_of(remark, SMALL)) / 2
            self.canvas.wrapped(self.canvas.width - self.remarks + 4, top, row.remark, self.remarks - 8, SMALL, 4)
        self.canvas.line((0, y + tall), (self.canvas.width, y + tall), colours.grid)
        return y + tall

    def _steps(self, row: FunnelRow, y: float) -> None:
        colours = self.canvas.palette
        top = max((value for value in row.values if value is not None), default=0.0)
        before: float | None = None
        for position, value in enumerate(row.values[: len(self.picture.steps)]):
            x, room = self._left(position), self.step - 14
            self.canvas.rect(x, y, room, BAR, colours.soft, radius=2)
            if value is None:
                self.canvas.text(x + 6, y + BAR / 2, "–", TEXT, colour=colours.muted)
            else:
                self._bar(x, y, room, value / top if top > 0 else 0.0, said(value))
                if before:
                    self.canvas.text(x, y + BAR + SMALL * LINE / 2 + 3, f"→ {formats.percent(value / before)}", SMALL, colour=colours.muted)
            before = value

    def _bar(self, x: float, y: float, room: float, share: float, text: str) -> None:
        """The figure stands over its bar, so that the bar's light tint leaves it readable."""
        colours = self.canvas.palette
        self.canvas.rect(x, y, max(room * share, 2), BAR, mixed(colours.ground, colours.accent, 0.35), radius=2)
        self.canvas.rect(x, y, 3, BAR, colours.accent)
        self.canvas.text(x + 8, y + BAR / 2, text, TEXT, True)
