"""KPIs one under another, each on its own way from baseline to target."""

from core.documents.lettering import LINE, width, wrap
from core.documents.svg.canvas import SMALL, TEXT, Canvas, height_of
from core.i18n import N_, _, formats
from core.pictures import Bullet, Bullets, Tone

ROW = 58.0
SHOWN_BEYOND = 0.12  # how far before the baseline or behind the target a mark may stand
HEADS = (N_("baseline"), N_("target"), N_("way gone"))


def draw(canvas: Canvas, picture: Bullets) -> None:
    """Print it."""
    board = _Board(canvas)
    board.heads()
    y = 24.0
    for row in picture.rows:
        y = board.row(row, y)
    canvas.height = y + 2


class _Board:
    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.start = canvas.width * 0.43
        self.end = canvas.width - 130

    def _x(self, share: float) -> float:
        return self.start + (self.end - self.start) * min(max(share, -SHOWN_BEYOND), 1 + SHOWN_BEYOND)

    def heads(self) -> None:
        muted = self.canvas.palette.muted
        self.canvas.text(self.start, 12, _(HEADS[0]), SMALL, colour=muted, align="middle")
        self.canvas.text(self.end, 12, _(HEADS[1]), SMALL, colour=muted, align="middle")
        self.canvas.text(self.canvas.width - 2, 12, _(HEADS[2]), SMALL, colour=muted, align="right")

    def row(self, row: Bullet, y: float) -> float:
        canvas, colours = self.canvas, self.canvas.palette
        room = self.start - 60
        lines = wrap(row.label, room, TEXT, True, 3)
        tall = max(ROW, height_of(lines) + 12)
        canvas.line((0, y), (canvas.width, y), colours.grid)
        middle = y + tall / 2
        canvas.wrapped(2, middle - height_of(lines) / 2, row.label, room, TEXT, 3, True)
        canvas.rect(self.start, middle - 4, self.end - self.start, 8, colours.grid, radius=4)
        for x, text in ((self.start, row.texts[0]), (self.end, row.texts[2])):
            canvas.line((x, middle - 9), (x, middle + 9), colours.muted, 2)
            self._beside(x, middle + 18, text)
        self._actual(row, middle)
        return y + tall

    def _beside(self, x: float, y: float, text: str) -> None:
        self.canvas.text(x, y, wrap(text, 120, SMALL, most=1)[0], SMALL, colour=self.canvas.palette.muted, align="middle")

    def _actual(self, row: Bullet, middle: float) -> None:
        canvas, colours = self.canvas, self.canvas.palette
        right = canvas.width - 2
        if row.reached is None:
            canvas.text(right, middle, _("not measured yet"), SMALL, colour=colours.muted, align="right")
            return
        tone = _tone(row.reached)
        colour, x = colours.strong(tone), self._x(row.reached)
        left, end = sorted((self.start, x))
        canvas.rect(left, middle - 4, end - left, 8, colour, radius=4)
        canvas.polygon([(x, middle - 8), (x + 7, middle), (x, middle + 8), (x - 7, middle)], colour, colours.ground, 1.5)
        text = row.texts[1]
        half = width(text, SMALL, True) / 2
        canvas.text(
            min(max(x, self.start - 20 + half), self.end + 20 - half), middle - 9 - SMALL * LINE / 2, text, SMALL, True, align="middle"
        )
        said = formats.percent(row.reached, 0)
        canvas.text(right, middle, said.replace("-", "−"), TEXT, True, align="right")
        canvas.sign(right - width(said, TEXT, True) - 13, middle, tone, 6)


def _tone(reached: float) -> Tone:
    """Going backwards is wrong, a third of the way wants a look."""
    return Tone.ALARM if reached < 0 else Tone.WARNING if reached < 1 / 3 else Tone.ACCENT
