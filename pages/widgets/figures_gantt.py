"""The plan on a calendar: groups, progress, the critical path, what waits for what, and today."""

from datetime import date, timedelta

from core.i18n import _
from core.i18n.formats import day, month, percent
from core.pictures import Gantt, GanttBar
from pages.widgets.figures_look import (
    CLEAR,
    FAINT,
    INK,
    LINE,
    PAGE,
    SMALL,
    TONE_SIGNS,
    TONES,
    Dict,
    Drawn,
    axis,
    font,
    hover,
    layout,
    line,
    literal,
    words,
    wrapped,
)

ROW = 30  # pixels
DAY = 86_400_000  # milliseconds, which is how plotly measures lengths on a calendar
CRITICAL = "◆"
Row = GanttBar | str  # an item, or the name of the group that follows


def gantt(picture: Gantt) -> Drawn:
    """The months stand above, so that they are in sight when a long plan is scrolled."""
    if not picture.bars:
        return Drawn([], {})
    rows = _rows(picture.bars)
    first, last = _limits(picture)
    places = {row.id: place for place, row in enumerate(rows) if isinstance(row, GanttBar)}
    sheet = layout(
        (len(rows) + 0.8) * ROW + 62,
        margin={"l": 8, "r": 8, "t": 54, "b": 8},
        barmode="overlay",
        xaxis=axis(ticks=_months(first, last), type="date", side="top", range=[first.isoformat(), last.isoformat()], gridcolor=FAINT),
        yaxis=axis(
            ticks=[(place, _label(row)) for place, row in enumerate(rows)],
            range=[len(rows) - 0.5, -1.3],
            showgrid=False,
            ticklabelstandoff=6,
        ),
        shapes=[
            _today_line(picture.today, len(rows)),
            *(_group_line(place) for place, row in enumerate(rows) if isinstance(row, str) and place),
        ],
        annotations=[_today_words(picture.today), *(_remark(places[bar.id], bar) for bar in picture.bars if _remark_text(bar))],
    )
    data = [*_waits(picture.bars, places), _bars(picture.bars, places), _progress(picture.bars, places), *_outlines(picture.bars, places)]
    return Drawn(data, sheet, note=_note(picture), narrowest=760)


def _rows(bars: tuple[GanttBar, ...]) -> list[Row]:
    """Items in their order, each group under its name."""
    groups: dict[str, list[GanttBar]] = {}
    for bar in bars:
        groups.setdefault(bar.group, []).append(bar)
    return [row for name, members in groups.items() for row in ([name] if name else []) + list(members)]


def _limits(picture: Gantt) -> tuple[date, date]:
    """Whole months around the plan and today; a little more at the right, for the remarks."""
    first = min(picture.today, *(bar.start for bar in picture.bars)).replace(day=1)
    last = max(picture.today, *(bar.end for bar in picture.bars))
    return first, last + timedelta(days=max(10, (last - first).days // 8))


def _months(first: date, last: date) -> list[tuple[str, str]]:
    """The beginnings of months; the year stands under the first one and under every January."""
    starts = [date(year, number, 1) for year in range(first.year, last.year + 1) for number in range(1, 13)]
    starts = [start for start in starts if first <= start <= last]
    step = next((step for step in (1, 2, 3, 6, 12) if len(starts) / step <= 14), 12)
    shown = [start for start in starts if (start.month - 1) % step == 0] or starts[:1]
    return [(start.isoformat(), _month(start, start == shown[0])) for start in shown]


def _month(start: date, opening: bool) -> str:
    name = month(start).rsplit(" ", 1)[0]
    return f"{name}<br>{start.year if opening or start.month == 1 else ' '}"


def _label(row: Row) -> str:
    if isinstance(row, str):
        return f"<b>{wrapped(row, 34, 1)}</b>"
    return wrapped(row.label, 32, 1) + (f" {CRITICAL}" if row.critical else "")


def _spans(bars: tuple[GanttBar, ...], places: dict[int, int]) -> Dict:
    return {"type": "bar", "orientation": "h", "y": [places[bar.id] for bar in bars], "base": [bar.start.isoformat() for bar in bars]}


def _days(bar: GanttBar) -> int:
    return (bar.end - bar.start).days + 1


def _bars(bars: tuple[GanttBar, ...], places: dict[int, int]) -> Dict:
    return _spans(bars, places) | {
        "x": [_days(bar) * DAY for bar in bars],
        "width": 0.56,
        "marker": {
            "color": [TONES[bar.tone] for bar in bars],
            "opacity": 0.45,
            "line": {"width": 0},
        },
        "hovertext": [_hover(bar) for bar in bars],
        "hoverinfo": "text",
    }


def _progress(bars: tuple[GanttBar, ...], places: dict[int, int]) -> Dict:
    return _spans(bars, places) | {
        "x": [_days(bar) * DAY * min(max(bar.progress, 0), 1) for bar in bars],
        "width": 0.3,
        "marker": {"color": [TONES[bar.tone] for bar in bars], "line": {"width": 0}},
        "hoverinfo": "skip",
    }


def _outlines(bars: tuple[GanttBar, ...], places: dict[int, int]) -> list[Dict]:
    critical = tuple(bar for bar in bars if bar.critical)
    outline = {"color": CLEAR, "line": {"color": INK, "width": 2}}
    return (
        [_spans(critical, places) | {"x": [_days(bar) * DAY for bar in critical], "width": 0.56, "marker": outline, "hoverinfo": "skip"}]
        if critical
        else []
    )


def _hover(bar: GanttBar) -> str:
    dates = f"{day(bar.start)} – {day(bar.end)}"
    done = _("done: {share}").format(share=percent(bar.progress, 0))
    return hover(bar.label, bar.group, dates, done, _("on the critical path") if bar.critical else "", bar.remark)


def _waits(bars: tuple[GanttBar, ...], places: dict[int, int]) -> list[Dict]:
    """A thin line from the end of an item to the start of the one that waits for it, with an arrow there."""
    known = {bar.id: bar for bar in bars}
    pairs = [(known[before], bar) for bar in bars for before in bar.after if before in known]
    if not pairs:
        return []
    x: list[str | None] = []
    y: list[float | None] = []
    for before, bar in pairs:
        left = (before.end + timedelta(days=1)).isoformat()
        x += [left, bar.start.isoformat(), bar.start.isoformat(), None]
        down = 0.3 if places[bar.id] > places[before.id] else -0.3
        y += [places[before.id], places[before.id], places[bar.id] - down, None]
    arrows = {"symbol": _arrows(pairs, places), "size": [0, 0, 9, 0] * len(pairs), "color": LINE, "opacity": 1, "line": {"width": 0}}
    return [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "x": x,
            "y": y,
            "line": {"color": LINE, "width": 1.2},
            "marker": arrows,
            "hoverinfo": "skip",
        }
    ]


def _arrows(pairs: list[tuple[GanttBar, GanttBar]], places: dict[int, int]) -> list[str]:
    return [
        sign
        for before, bar in pairs
        for sign in ("circle", "circle", "triangle-down" if places[bar.id] > places[before.id] else "triangle-up", "circle")
    ]


def _today_line(today: date, rows: int) -> Dict:
    return line((today.isoformat(),) * 2, (-0.95, rows - 0.5), INK, dash="dash", width=2)


def _today_words(today: date) -> Dict:
    text = literal(_("today, {day}").format(day=day(today)))
    return words(text, today.isoformat(), -0.95, bgcolor=PAGE, font=font(SMALL, INK))


def _group_line(place: int) -> Dict:
    return line((0, 1), (place - 0.5, place - 0.5), FAINT, xref="paper", layer="below")


def _remark_text(bar: GanttBar) -> str:
    return " ".join(part for part in (TONE_SIGNS.get(bar.tone, ""), wrapped(bar.remark, 26, 1)) if part)


def _remark(place: int, bar: GanttBar) -> Dict:
    end = (bar.end + timedelta(days=1)).isoformat()
    return words(_remark_text(bar), end, place, xanchor="left", xshift=6, bgcolor=PAGE, borderpad=1, font=font(SMALL, INK))


def _note(picture: Gantt) -> str:
    parts = [_("stripe inside: done")]
    if any(bar.critical for bar in picture.bars):
        parts.insert(0, CRITICAL + " " + _("and outline: critical path"))
    if any(bar.after for bar in picture.bars):
        parts.append(_("thin line: waits for"))
    return " · ".join(parts)
