"""Bars over a calendar, in groups: the critical path marked, dependencies thin, progress inside the bar, today's line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from babel.dates import get_month_names

from core.documents.lettering import LINE, width, wrap
from core.documents.palette import mixed
from core.documents.svg.canvas import SMALL, TEXT, Canvas, height_of
from core.i18n import N_, _, current_language, formats
from core.pictures import Gantt, GanttBar, Tone

BAR = 15.0
HEAD_HEIGHT = 40.0
MOST_LINES = 3
LEGEND = (N_("done part"), N_("critical path"), N_("waits for"))


@dataclass
class _Row:
    bar: GanttBar
    y: float
    tall: float


def draw(canvas: Canvas, picture: Gantt) -> None:
    """Print it."""
    if not picture.bars:
        canvas.height = 10
        return
    calendar = _Calendar(canvas, picture)
    rows, groups, bottom = _rows(picture.bars, calendar.left)
    calendar.months(bottom)
    for name, top in groups:
        canvas.rect(0, top, canvas.width, 23, canvas.palette.soft)
        canvas.wrapped(6, top + 3, name, canvas.width - 12, TEXT, 1, True)
    calendar.today(bottom)
    for row in rows.values():
        _dependencies(canvas, calendar, row, rows)
    for row in rows.values():
        _bar(canvas, calendar, row)
    canvas.height = _legend(canvas, bottom + 14, picture)


def _rows(bars: Sequence[GanttBar], left: float) -> tuple[dict[int, _Row], list[tuple[str, float]], float]:
    """Where each bar and each group's name stands, and where they end."""
    y, rows, groups = HEAD_HEIGHT + 2, dict[int, _Row](), list[tuple[str, float]]()
    order = {name: position for position, name in enumerate(dict.fromkeys(bar.group for bar in bars))}
    for name, members in groupby(sorted(bars, key=lambda bar: order[bar.group]), key=lambda bar: bar.group):
        if name:
            groups.append((name, y))
            y += 25
        for bar in members:
            tall = height_of(_label(bar, left), SMALL) + 8
            tall += SMALL * LINE if bar.remark else 0
            rows[bar.id] = _Row(bar, y, max(tall, BAR + 9))
            y += rows[bar.id].tall
    return rows, groups, y + 4


def _label_inset(bar: GanttBar) -> float:
    return 30.0 if bar.tone in (Tone.WARNING, Tone.ALARM) else 14.0


def _label(bar: GanttBar, left: float) -> tuple[str, ...]:
    return wrap(bar.label, left - _label_inset(bar), SMALL, bar.critical, MOST_LINES)


class _Calendar:
    """Days to places."""

    def __init__(self, canvas: Canvas, picture: Gantt) -> None:
        self.canvas, self.picture = canvas, picture
        self.left = min(max(canvas.width * 0.33, 170), 380)
        self.first = min(bar.start for bar in picture.bars).replace(day=1)
        last = max(max(bar.end, bar.start) for bar in picture.bars)
        self.last = _next_month(last)
        self.scale = (canvas.width - self.left - 4) / max((self.last - self.first).days, 1)

    def x(self, day: date) -> float:
        return self.left + (day - self.first).days * self.scale

    def _months(self) -> Iterator[date]:
        month = self.first
        while month < self.last:
            yield month
            month = _next_month(month)

    def months(self, bottom: float) -> None:
        """Years over months; where months are narrow, only quarters or years are named."""
        colours, months = self.canvas.palette, list(self._months())
        names = get_month_names("abbreviated", context="stand-alone", locale=current_language())
        every = _every(max(width(name, SMALL) for name in names.values()) + 5, 30.4 * self.scale)
        for position, month in enumerate(months):
            if (month.month - 1) % every == 0:
                self.canvas.line((self.x(month), 20), (self.x(month), bottom), colours.grid)
                self._month_name(month, names[month.month], every)
            if month.month == 1 or position == 0:
                self._year(month, bottom)
        self.canvas.line((0, HEAD_HEIGHT), (self.canvas.width, HEAD_HEIGHT), colours.line)

    def _month_name(self, month: date, name: str, every: int) -> None:
        end = self.x(_next_month(month)) if every == 1 else 0.0
        x, align = ((self.x(month) + end) / 2, "middle") if every == 1 else (self.x(month) + 3, "left")
        if x + width(name, SMALL) <= self.canvas.width + (width(name, SMALL) / 2 if every == 1 else 0):
            self.canvas.text(x, 30, name, SMALL, colour=self.canvas.palette.muted, align=align)

    def _year(self, month: date, bottom: float) -> None:
        next_year = min(date(month.year + 1, 1, 1), self.last)
        if self.x(next_year) - self.x(month) > width(str(month.year), TEXT, True) + 6:
            self.canvas.text(self.x(month) + 3, 10, str(month.year), TEXT, True)
        self.canvas.line((self.x(month), 2), (self.x(month), bottom), self.canvas.palette.line)

    def today(self, bottom: float) -> None:
        if self.first <= self.picture.today <= self.last:
            x, colour = self.x(self.picture.today), self.canvas.palette.alarm
            self.canvas.line((x, HEAD_HEIGHT - 2), (x, bottom), colour, 1.6, "9 6")
            text = f"{_('today')} {formats.day(self.picture.today)}"
            half = width(text, SMALL) / 2
            place = min(max(x, self.left + half), self.canvas.width - half - 2)
            self.canvas.text(place, bottom + 8, text, SMALL, True, align="middle")


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _every(need: float, month: float) -> int:
    return next((step for step in (1, 3, 6) if month * step >= need), 12)


def _bar(canvas: Canvas, calendar: _Calendar, row: _Row) -> None:
    colours, bar = canvas.palette, row.bar
    indent = _label_inset(bar) - 8
    tall = height_of(_label(bar, calendar.left), SMALL) + (SMALL * LINE if bar.remark else 0)
    top = row.y + (row.tall - tall) / 2
    canvas.sign(14, top + SMALL * LINE / 2, bar.tone, 6)
    y = canvas.wrapped(indent, top, bar.label, calendar.left - _label_inset(bar), SMALL, MOST_LINES, bar.critical)
    if bar.remark:
        canvas.wrapped(indent, y, bar.remark, calendar.left - _label_inset(bar), SMALL, 1, colour=colours.muted)
    x, end = calendar.x(bar.start), calendar.x(bar.end + timedelta(days=1))
    _shape(canvas, bar, x, row.y + (row.tall - BAR) / 2, max(end - x, 4))


def _shape(canvas: Canvas, bar: GanttBar, x: float, y: float, length: float) -> None:
    colours = canvas.palette
    colour = colours.accent if bar.tone is Tone.PLAIN else colours.strong(bar.tone)
    dash = "4 3" if bar.tone is Tone.MUTED else ""
    canvas.rect(x, y, length, BAR, mixed(colours.ground, colour, 0.3), colour, 3, stroke_width=1, stroke_dasharray=dash)
    done = min(max(bar.progress, 0.0), 1.0)
    if done:
        canvas.rect(x, y + 3.5, length * done, BAR - 7, colour, radius=2)
    if bar.critical:
        canvas.rect(x - 1.5, y - 1.5, length + 3, BAR + 3, "none", colours.text, 4, stroke_width=2)


def _dependencies(canvas: Canvas, calendar: _Calendar, row: _Row, rows: dict[int, _Row]) -> None:
    """From the end of what is waited for, down its own column, to the start of what waits."""
    for other in (rows[each] for each in row.bar.after if each in rows):
        critical = row.bar.critical and other.bar.critical
        start = calendar.x(other.bar.end + timedelta(days=1))
        end = calendar.x(row.bar.start)
        y, to_y = other.y + other.tall / 2, row.y + row.tall / 2
        turn = max(min(start + 5, end - 5), calendar.left) if end - start > 6 else start + 5
        bend = f"H{turn:.1f}V{to_y:.1f}" if end >= turn else f"H{turn:.1f}V{(y + to_y) / 2:.1f}H{end - 6:.1f}V{to_y:.1f}"
        colour = canvas.palette.text if critical else canvas.palette.muted
        canvas.path(f"M{start:.1f},{y:.1f}{bend}H{end - 1:.1f}", colour, thick=1.4 if critical else 0.9)
        canvas.polygon([(end, to_y), (end - 5, to_y - 3), (end - 5, to_y + 3)], colour)


def _legend(canvas: Canvas, y: float, picture: Gantt) -> float:
    colours, x = canvas.palette, 4.0
    y += 16
    for position, words in enumerate(LEGEND):
        if position == 1 and not any(bar.critical for bar in picture.bars):
            continue
        if position == 2:
            canvas.path(f"M{x:.1f},{y - 4:.1f}H{x + 10:.1f}V{y + 4:.1f}H{x + 20:.1f}", colours.muted, thick=1)
            canvas.polygon([(x + 22, y + 4), (x + 17, y + 1), (x + 17, y + 7)], colours.muted)
        else:
            canvas.rect(x, y - 7, 24, 14, mixed(colours.ground, colours.accent, 0.3), colours.accent, 3)
        if position == 0:
            canvas.rect(x, y - 3.5, 14, 7, colours.accent, radius=2)
        elif position == 1:
            canvas.rect(x - 1.5, y - 8.5, 27, 17, "none", colours.text, 4, stroke_width=2)
        canvas.text(x + 32, y, _(words), SMALL, colour=colours.muted)
        x += 50 + width(_(words), SMALL)
    return y + 14
